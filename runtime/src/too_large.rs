//! What taking in a request's body can fail of.

use std::error::Error;

/// Whether taking in a body failed for its size, rather than because the connection broke.
pub(crate) fn is_too_large(error: &axum::Error) -> bool {
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}
