//! What BankID's answers say. What is not asked for here is ignored, so that BankID may add to them.

use std::str::FromStr;

use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{
    AnswerProblem, Code, Completion, Device, ErrorCode, FailureCause, OrderRef, OrderStart, OrderState,
    PendingHint, Risk, StepUp, User,
};
use crate::signing::{Delivered, PersonalNumber};

/// The answer of `/sign` and `/auth`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Started {
    order_ref: String,
    auto_start_token: Secret,
    qr_start_token: Secret,
    qr_start_secret: Secret,
}

/// A text that is overwritten when it is dropped.
struct Secret(Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

/// An answer that cannot be read, with the signature if it holds one.
pub(super) struct Unreadable {
    pub(super) problem: AnswerProblem,
    pub(super) delivered: Option<Box<Delivered>>,
}

impl From<AnswerProblem> for Unreadable {
    fn from(problem: AnswerProblem) -> Self {
        Self {
            problem,
            delivered: None,
        }
    }
}

/// Reads what begins an order.
pub(super) fn start(body: &[u8]) -> Result<OrderStart, Unreadable> {
    let Started {
        order_ref,
        auto_start_token: Secret(auto_start_token),
        qr_start_token: Secret(qr_start_token),
        qr_start_secret: Secret(qr_start_secret),
    } = serde_json::from_slice(body).map_err(problem)?;
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    for (field, text) in [
        ("orderRef", order_ref.as_str()),
        ("autoStartToken", &auto_start_token),
        ("qrStartToken", &qr_start_token),
        ("qrStartSecret", &qr_start_secret),
    ] {
        if !is_token(text) {
            let expected = "a token of letters, digits and hyphens";
            return Err(AnswerProblem::Field { field, expected }.into());
        }
    }
    Ok(OrderStart::new(
        order_ref.into(),
        auto_start_token,
        qr_start_token,
        qr_start_secret,
    ))
}

/// Reads the error of an answer that is one: its code, and BankID's words.
pub(super) fn error(body: &[u8]) -> Result<(ErrorCode, Option<String>), Unreadable> {
    let answer: Value = serde_json::from_slice(body).map_err(problem)?;
    let code = ErrorCode::of(text(&answer, "/errorCode")?);
    Ok((code, optional(&answer, "/details").map(str::to_owned)))
}

/// Reads the state of an order.
pub(super) fn state(body: &[u8], order: &OrderRef) -> Result<OrderState, Unreadable> {
    let answer: Value = serde_json::from_slice(body).map_err(problem)?;
    if optional(&answer, "/orderRef").is_some_and(|other| other != order.as_str()) {
        return Err(AnswerProblem::OtherOrder.into());
    }
    let hint = optional(&answer, "/hintCode").unwrap_or_default();
    match text(&answer, "/status")? {
        "pending" => Ok(OrderState::Pending(PendingHint::of(hint))),
        "failed" => Ok(OrderState::Failed(FailureCause::of(hint))),
        "complete" => completion(&answer)
            .map(|completion| OrderState::Complete(Box::new(completion)))
            .map_err(|problem| Unreadable {
                problem,
                delivered: delivered(&answer).ok().map(Box::new),
            }),
        other => Err(AnswerProblem::Status(Code::new(other)).into()),
    }
}

fn completion(answer: &Value) -> Result<Completion, AnswerProblem> {
    let owned = |path| optional(answer, path).map(str::to_owned);
    let number = text(answer, "/completionData/user/personalNumber")?;
    let personal_number = PersonalNumber::from_str(number).map_err(|_| AnswerProblem::Field {
        field: "completionData/user/personalNumber",
        expected: "twelve digits",
    })?;
    Ok(Completion {
        user: User {
            personal_number,
            name: owned("/completionData/user/name"),
            given_name: owned("/completionData/user/givenName"),
            surname: owned("/completionData/user/surname"),
        },
        device: Device {
            ip_address: optional(answer, "/completionData/device/ipAddress")
                .and_then(|address| address.parse().ok()),
            unique_hardware_identifier: owned("/completionData/device/uhi"),
        },
        bank_id_issue_date: optional(answer, "/completionData/bankIdIssueDate")
            .and_then(|date| date.parse().ok()),
        step_up: answer
            .pointer("/completionData/stepUp")
            .filter(|step_up| step_up.is_object())
            .map(|step_up| StepUp {
                mrtd: step_up.get("mrtd").and_then(Value::as_bool),
            }),
        delivered: delivered(answer)?,
        risk: optional(answer, "/completionData/risk").map(Risk::of),
    })
}

fn delivered(answer: &Value) -> Result<Delivered, AnswerProblem> {
    Ok(Delivered::new(
        text(answer, "/completionData/signature")?,
        text(answer, "/completionData/ocspResponse")?,
    ))
}

/// The text at a path of RFC 6901.
fn optional<'a>(answer: &'a Value, path: &str) -> Option<&'a str> {
    answer.pointer(path).and_then(Value::as_str)
}

fn text<'a>(answer: &'a Value, path: &'static str) -> Result<&'a str, AnswerProblem> {
    optional(answer, path)
        .filter(|text| !text.is_empty())
        .ok_or(AnswerProblem::Field {
            field: path.trim_start_matches('/'),
            expected: "a text",
        })
}

/// Where JSON is wrong. What serde says of it may show values, and is left out.
fn problem(error: serde_json::Error) -> Unreadable {
    AnswerProblem::Json {
        line: error.line(),
        column: error.column(),
    }
    .into()
}
