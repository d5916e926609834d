//! What `xs:ID`, `xs:IDREF` and `xs:ENTITY` ask of the document that they stand in (XSD 1.0 Part 1, section 3.15.5, and
//! Part 2, sections 3.3.8, 3.3.9 and 3.3.11).

use crate::xml::{IdUse, Rule, Scope};

/// An ID of the document.
#[allow(clippy::unnecessary_wraps, reason = "one form for all three")]
pub(in crate::xml) fn id(text: &str, scope: &dyn Scope) -> Result<(), Rule> {
    scope.note(IdUse::Id(text));
    Ok(())
}

/// A reference to an ID of the document.
#[allow(clippy::unnecessary_wraps, reason = "one form for all three")]
pub(in crate::xml) fn reference(text: &str, scope: &dyn Scope) -> Result<(), Rule> {
    scope.note(IdUse::Reference(text));
    Ok(())
}

/// An entity that no document declares.
pub(in crate::xml) fn entity(_: &str, scope: &dyn Scope) -> Result<(), Rule> {
    if scope.is_document() {
        Err(Rule::UndeclaredEntity)
    } else {
        Ok(())
    }
}
