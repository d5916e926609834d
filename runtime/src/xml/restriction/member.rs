//! Values of member types of a union (XSD 1.0 Part 2, section 2.5.1.3), for the macro.

use crate::xml::{InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, normalize};

/// The member type among these that the value is to be read as, if one is named.
pub fn named(members: &[Name], scope: &dyn Scope) -> Option<Name> {
    scope.member().filter(|named| members.contains(named))
}

/// Reads a value of a member type, if it is one, and no other is `named`; if not, nothing of the attempt is left.
pub fn member<M: Simple>(text: &str, scope: &dyn Scope, named: Option<Name>) -> Option<M> {
    if named.is_some_and(|named| named != M::TYPE) {
        return None;
    }
    let noted = scope.noted();
    let value = M::parse(&normalize(text, M::WHITE_SPACE), scope);
    if value.is_err() {
        scope.forget(noted);
    }
    value.ok()
}

/// Writes a value of a member type with a text that is read as one of it again, and not as one of a member type that
/// comes before.
///
/// # Errors
/// What holds the value back; [`Rule::EarlierMember`] when it has no such text.
pub fn format_member<U: Simple, M: Simple>(
    value: &M,
    out: &mut TextWriter<'_>,
    is_own: fn(&U) -> bool,
) -> Result<(), Rule> {
    let mark = out.mark();
    value.format(out)?;
    let is_kept = |text: &str, out: &TextWriter<'_>| {
        // What is tried must leave no note in the document.
        let scope = out.scope();
        let scope = Trial(&scope);
        U::parse(text, &scope).is_ok_and(|read| is_own(&read))
    };
    if is_kept(&out.written(mark), out) {
        return Ok(());
    }
    let mut spellings = value.spellings();
    let text = spellings
        .find(|text| is_kept(text, out))
        .ok_or(Rule::EarlierMember)?;
    out.take_back(mark);
    out.push_text(&text)
}

/// The name of the type `M` of a value of a union, if that must be named for it to be read as one of `M`.
pub fn member_to_name<U: Simple, M: Simple>(value: &U) -> Option<Name> {
    // No text of the first is read as another's, and a type without a name cannot be named.
    if M::TYPE.1.is_empty() || U::MEMBERS.first() == Some(&M::TYPE) {
        return None;
    }
    let mut text = String::new();
    let formatted = value.format(&mut TextWriter::plain(&mut text));
    (formatted == Err(Rule::EarlierMember)).then_some(M::TYPE)
}

/// A scope that takes no notes.
struct Trial<'s>(&'s dyn Scope);

impl Scope for Trial<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.0.namespace(prefix)
    }

    fn is_document(&self) -> bool {
        self.0.is_document()
    }

    fn member(&self) -> Option<Name> {
        self.0.member()
    }
}

/// Reads text that stands in no document, and applies the white space rule first.
///
/// # Errors
/// The rule that is broken, with the type's name.
pub fn from_literal<U: Measured>(text: &str) -> Result<U, InvalidValue> {
    U::from_literal(&normalize(text, U::WHITE_SPACE)).map_err(|rule| InvalidValue::new(U::TYPE.local(), rule))
}
