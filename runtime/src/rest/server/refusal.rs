//! Answers that the contract does not have.

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// An answer that the contract does not have: most often a status, and a line of text that says what is wrong.
#[derive(Debug)]
pub struct Refusal(Box<Response>);

impl Refusal {
    /// With a status and text.
    #[must_use]
    pub fn new(status: StatusCode, text: impl fmt::Display) -> Self {
        (status, format!("{text}\n")).into_response().into()
    }

    /// With status 401 and text, and the challenge that comes with each (RFC 9110, section 11.6.1); for a key no scheme is
    /// registered.
    #[must_use]
    pub fn unauthorized(text: impl fmt::Display) -> Self {
        let mut refusal = Self::new(StatusCode::UNAUTHORIZED, text);
        let challenge = HeaderValue::from_static("ApiKey");
        refusal
            .0
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
        refusal
    }
}

impl From<Response> for Refusal {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}
