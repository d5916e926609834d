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
    read_state(&answer).map_err(|problem| Unreadable {
        problem,
        delivered: delivered(&answer).ok().map(Box::new),
    })
}

fn read_state(answer: &Value) -> Result<OrderState, AnswerProblem> {
    let hint = optional(answer, "/hintCode").unwrap_or_default();
    match text(answer, "/status")? {
        "pending" => Ok(OrderState::Pending(PendingHint::of(hint))),
        "failed" => Ok(OrderState::Failed(FailureCause::of(hint))),
        "complete" => completion(answer).map(|completion| OrderState::Complete(Box::new(completion))),
        other => Err(AnswerProblem::Status(Code::new(other))),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    /// A completed order, with a word to look for wherever something personal stands.
    fn completed() -> Value {
        json!({
            "orderRef": "order",
            "status": "complete",
            "hintCode": "PERSONAL",
            "completionData": {
                "user": {
                    "personalNumber": "189001019802", "name": "PERSONAL", "givenName": "PERSONAL", "surname": "PERSONAL",
                },
                "device": {"ipAddress": "192.0.2.1", "uhi": "PERSONAL"},
                "bankIdIssueDate": "2020-02-01",
                "stepUp": {"mrtd": true},
                "signature": "SIGNATURE",
                "ocspResponse": "RESPONSE",
                "risk": "low",
            },
        })
    }

    /// The paths of everything in a value.
    fn paths(value: &Value, path: &str, all: &mut Vec<String>) {
        for (name, inner) in value.as_object().into_iter().flatten() {
            let path = format!("{path}/{name}");
            paths(inner, &path, all);
            all.push(path);
        }
    }

    #[test]
    fn whatever_else_is_wrong_with_an_answer_the_signature_is_handed_out_and_nothing_shown() {
        let mut all = Vec::new();
        paths(&completed(), "", &mut all);
        assert_eq!(all.len(), 18);
        let others = [
            json!(null),
            json!(7),
            json!(["189001019802"]),
            json!({"a": "PERSONAL"}),
            json!("PERSONAL 1"),
        ];
        let (mut read, mut unreadable) = (0, 0);
        for (path, other) in all
            .iter()
            .flat_map(|path| others.iter().map(move |other| (path, other)))
        {
            let mut answer = completed();
            *answer.pointer_mut(path).unwrap() = other.clone();
            let body = answer.to_string();
            let delivered = match state(body.as_bytes(), &OrderRef::from("order")) {
                Ok(OrderState::Complete(completion)) => {
                    read += 1;
                    Some(completion.delivered)
                }
                Ok(other) => panic!("{path}: {other:?}"),
                Err(Unreadable { problem, delivered }) => {
                    unreadable += 1;
                    let shown = format!("{problem} {problem:?}");
                    assert!(
                        !shown.contains("PERSONAL") && !shown.contains("1890"),
                        "{path}: {shown}"
                    );
                    assert!(
                        delivered.is_some() || problem == AnswerProblem::OtherOrder || is_part(path),
                        "{path}"
                    );
                    delivered.map(|delivered| *delivered)
                }
            };
            if let Some(delivered) = delivered.filter(|_| !is_part(path)) {
                assert_eq!(
                    (delivered.signature(), delivered.ocsp_response()),
                    ("SIGNATURE", "RESPONSE")
                );
            }
        }
        assert!(read > 40 && unreadable > 15, "{read} {unreadable}");
    }

    /// Whether what was delivered is at the path.
    fn is_part(path: &str) -> bool {
        [
            "/completionData",
            "/completionData/signature",
            "/completionData/ocspResponse",
        ]
        .contains(&path)
    }
}
