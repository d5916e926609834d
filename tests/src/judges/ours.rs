//! Our own judgement.

use super::Judgement;
use crate::corpus::Document;
use crate::roots::read;

/// What we say of a document.
#[must_use]
pub fn ours(document: &Document) -> Judgement {
    match read(document.group.roots, &document.bytes) {
        Ok(_) => Judgement::valid(),
        Err(error) => Judgement::invalid(error),
    }
}
