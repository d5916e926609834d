//! The values of `default` and `fixed`, which must be values of their type (XSD 1.0 Part 1, sections 3.2.6 and 3.3.6).

use std::collections::BTreeMap;

use super::literals::{Problem, literal};
use super::{LowerError, ValueConstraint};
use crate::place::Place;
use crate::resolve::{self, BuiltIn, Content, SchemaSet, TypeKind, TypeRef};

/// A value constraint of something of the type `ty`.
///
/// # Errors
/// A text that is no value of it.
pub(super) fn constraint(
    set: &SchemaSet,
    place: &Place,
    ty: TypeRef,
    value: &resolve::ValueConstraint,
) -> Result<ValueConstraint, LowerError> {
    if let Some(ty) = text_type(set, ty) {
        let wrong = |Problem(reason)| LowerError::Value {
            place: Box::new(place.clone()),
            attribute: if value.fixed { "fixed" } else { "default" },
            value: value.text.clone(),
            reason,
        };
        literal(set, ty, &value.text, &value.prefixes).map_err(wrong)?;
    }
    Ok(ValueConstraint {
        fixed: value.fixed,
        text: value.text.clone(),
        prefixes: used_prefixes(value),
    })
}

/// The prefixes that words of the text begin with; the default namespace for those that have none. There are none but
/// where a name may stand.
fn used_prefixes(value: &resolve::ValueConstraint) -> Vec<(String, String)> {
    let words = value.text.split_ascii_whitespace();
    let used = words.map(|word| word.split_once(':').map_or("", |(prefix, _)| prefix));
    let used: BTreeMap<&str, &String> = used
        .filter_map(|prefix| Some((prefix, value.prefixes.get(prefix)?)))
        .collect();
    used.into_iter()
        .map(|(prefix, uri)| (prefix.to_owned(), uri.clone()))
        .collect()
}

/// The simple type of the text in something of the type `ty`; `None` for text among elements, which is any text:
/// resolving has seen that the elements may all be missing.
fn text_type(set: &SchemaSet, ty: TypeRef) -> Option<TypeRef> {
    match ty {
        TypeRef::BuiltIn(BuiltIn::AnyType) => None,
        TypeRef::BuiltIn(_) => Some(ty),
        TypeRef::Defined(id) => match &set.types[id.0 as usize].kind {
            TypeKind::Simple(_) => Some(ty),
            TypeKind::Complex(complex) => match complex.content {
                Content::Simple(ty) => Some(ty),
                Content::Mixed(_) | Content::Empty | Content::ElementOnly(_) => None,
            },
        },
    }
}
