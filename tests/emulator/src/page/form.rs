//! Forms, which come from the page itself.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::Request;
use uuid::Uuid;

/// The most bytes of a form.
const LIMIT: usize = 16 * 1024;

/// What each form carries, and another site cannot know.
#[derive(Clone)]
pub(crate) struct FormToken(Arc<str>);

/// What stands in a form.
pub(crate) struct Form(Vec<(String, String)>);

/// Why a form is not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FormError {
    TooLarge,
    /// It does not carry the token.
    Foreign,
}

impl FormToken {
    /// One that nobody can guess.
    pub(crate) fn new() -> Self {
        Self(Uuid::new_v4().to_string().into())
    }

    /// The field that carries it, in HTML.
    pub(crate) fn field(&self) -> String {
        format!("<input type=\"hidden\" name=\"token\" value=\"{}\">", self.0)
    }

    /// Reads a form and lets it in when it comes from the page itself.
    pub(crate) async fn read(&self, request: Request) -> Result<Form, FormError> {
        let body = to_bytes(request.into_body(), LIMIT).await;
        let body = body.map_err(|_| FormError::TooLarge)?;
        let form = Form(url::form_urlencoded::parse(&body).into_owned().collect());
        if form.field("token") == &*self.0 {
            Ok(form)
        } else {
            Err(FormError::Foreign)
        }
    }
}

impl Form {
    /// What stands in a field; nothing when it is missing.
    pub(crate) fn field(&self, name: &str) -> &str {
        let mut fields = self.0.iter();
        fields.find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}
