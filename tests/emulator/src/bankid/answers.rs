//! What the API answers, in JSON.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use uuid::Uuid;

use super::order::{Order, State};

/// An error of the API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Refusal {
    AlreadyInProgress,
    InvalidParameters(String),
    NotFound,
    MethodNotAllowed,
    UnsupportedMediaType,
    InternalError(String),
}

impl Refusal {
    pub(crate) fn no_such_order() -> Self {
        Self::InvalidParameters("No such order".to_owned())
    }

    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyInProgress => "alreadyInProgress",
            Self::InvalidParameters(_) => "invalidParameters",
            Self::NotFound => "notFound",
            Self::MethodNotAllowed => "methodNotAllowed",
            Self::UnsupportedMediaType => "unsupportedMediaType",
            Self::InternalError(_) => "internalError",
        }
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::AlreadyInProgress | Self::InvalidParameters(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::InternalError(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn details(&self) -> &str {
        match self {
            Self::AlreadyInProgress => "Order already in progress for pno",
            Self::InvalidParameters(details) | Self::InternalError(details) => details,
            Self::NotFound => {
                "There is nothing at this path; there is /rp/v6.0/ with auth, sign, collect and cancel"
            }
            Self::MethodNotAllowed => "The method is POST",
            Self::UnsupportedMediaType => "The Content-Type is application/json",
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        let json = json!({"errorCode": self.code(), "details": self.details()});
        answer(self.status(), &json)
    }
}

pub(crate) fn answer(status: StatusCode, json: &Value) -> Response<Body> {
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        json.to_string(),
    )
        .into_response()
}

/// What begins an order. The tokens mean nothing here: whoever plays the person finds the order in the list.
pub(crate) fn begun(reference: Uuid) -> Value {
    json!({
        "orderRef": reference,
        "autoStartToken": Uuid::new_v4(),
        "qrStartToken": Uuid::new_v4(),
        "qrStartSecret": Uuid::new_v4(),
    })
}

/// What `/collect` says of an order.
pub(crate) fn collected(order: &Order) -> Value {
    let reference = order.reference;
    let (person, delivered) = match &order.state {
        State::Pending { seen } => {
            return json!({"orderRef": reference, "status": "pending", "hintCode": seen.hint()});
        }
        State::Failed { cause, .. } => {
            return json!({"orderRef": reference, "status": "failed", "hintCode": cause.hint()});
        }
        State::Complete {
            person, delivered, ..
        } => (person, delivered),
    };
    let mut data = json!({
        "user": {
            "personalNumber": person.personal_number.as_str(),
            "name": format!("{} {}", person.given_name, person.surname),
            "givenName": person.given_name,
            "surname": person.surname,
        },
        "device": {"ipAddress": order.asked.end_user_ip, "uhi": "ZW11bGF0b3I="},
        // A made-up BankID is issued with the signature, valid from the day before.
        "bankIdIssueDate": (order.begun_at - chrono::Days::new(1)).format("%Y-%m-%d").to_string(),
        "signature": delivered.signature(),
        "ocspResponse": delivered.ocsp_response(),
    });
    if order.asked.wants_mrtd {
        data["stepUp"] = json!({"mrtd": true});
    }
    if order.asked.wants_risk {
        data["risk"] = json!("low");
    }
    json!({"orderRef": reference, "status": "complete", "completionData": data})
}
