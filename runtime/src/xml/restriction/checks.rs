//! The one check behind every way into a restricted type. For the macros; not meant to be called by hand.

use std::fmt;
use std::sync::OnceLock;

pub use super::member::{format_member, from_literal, member, member_to_name, named};
use crate::xml::{
    Enumeration, Facet, InvalidValue, Masked, Measured, Restriction, Rule, Scope, Simple, TextWriter,
    normalize,
};

/// Reads text to which the white space rule has been applied.
///
/// # Errors
/// The rule that is broken.
#[inline]
pub fn parse<R: Restriction>(text: &str, scope: &dyn Scope) -> Result<R::Base, Rule> {
    match R::Base::parse(text, scope) {
        Ok(value) => check_all::<R>(text, value),
        Err(rule) => Err(own_bound::<R>(rule)),
    }
}

/// Reads text that stands in no document, and applies the white space rule first.
///
/// # Errors
/// The rule that is broken, with the type's name.
pub fn from_text<R: Restriction>(text: &str) -> Result<R::Base, InvalidValue> {
    let text = normalize(text, R::WHITE_SPACE);
    R::Base::from_literal(&text)
        .map_err(own_bound::<R>)
        .and_then(|value| check_all::<R>(&text, value))
        .map_err(|rule| InvalidValue::new(R::TYPE.local(), rule))
}

/// Takes a value of the base type.
///
/// # Errors
/// The rule that is broken, with the type's name.
pub fn from_value<R: Restriction>(value: R::Base) -> Result<R::Base, InvalidValue> {
    check_value::<R>(&value)
        .map(|()| value)
        .map_err(|rule| InvalidValue::new(R::TYPE.local(), rule))
}

/// Takes what came of reading a value of the base type from something other than its text: a number of JSON.
///
/// # Errors
/// The rule that is broken.
#[cfg(feature = "json")]
#[inline]
pub fn from_base<R: Restriction>(value: Result<R::Base, Rule>) -> Result<R::Base, Rule> {
    match value {
        Ok(value) => check_value::<R>(&value).map(|()| value),
        Err(rule) => Err(own_bound::<R>(rule)),
    }
}

/// Takes a number of any primitive type.
///
/// # Errors
/// [`Rule::OutOfRange`] when the base type cannot hold it, else the rule that is broken.
pub fn from_number<R: Restriction, N>(number: N) -> Result<R::Base, InvalidValue>
where
    R::Base: TryFrom<N>,
{
    match R::Base::try_from(number) {
        Ok(value) => from_value::<R>(value),
        Err(_) => Err(InvalidValue::new(R::TYPE.local(), Rule::OutOfRange)),
    }
}

/// Writes a value: its canonical text, or the first other text for it that the patterns admit.
///
/// # Errors
/// The rule that holds the value back.
#[inline]
pub fn format<R: Restriction>(value: &R::Base, out: &mut TextWriter<'_>) -> Result<(), Rule> {
    let start = out.mark();
    value.format(out)?;
    if !has_patterns::<R>() {
        Ok(())
    } else {
        respell::<R>(value, out, start)
    }
}

/// Replaces what was written from `start` on where a pattern does not admit it.
fn respell<R: Restriction>(value: &R::Base, out: &mut TextWriter<'_>, start: usize) -> Result<(), Rule> {
    let Err(broken) = check_patterns::<R>(&value.facet_text(&out.written(start))) else {
        return Ok(());
    };
    if R::Base::SCOPED && !out.has_prefixes() {
        return Ok(());
    }
    let text = spellings::<R>(value).next().ok_or(broken)?;
    out.take_back(start);
    out.push_text(&text)
}

/// The texts for a value, beside the canonical one, that the patterns admit.
pub fn spellings<R: Restriction>(value: &R::Base) -> Box<dyn Iterator<Item = String> + '_> {
    let admitted = |text: &String| check_patterns::<R>(&value.facet_text(text)).is_ok();
    Box::new(value.spellings().filter(admitted))
}

/// Shows a value as [`format`] writes it.
///
/// # Errors
/// What the formatter reports.
pub fn display<S: Simple>(value: &S, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::new();
    // What cannot be written to a document (a character that XML forbids) is shown as far as it goes: an error
    // from here would make `to_string` panic.
    let _ = value.format(&mut TextWriter::plain(&mut text));
    f.pad(&text)
}

fn check_all<R: Restriction>(text: &str, value: R::Base) -> Result<R::Base, Rule> {
    let text = value.facet_text(text);
    for facet in R::facets() {
        facet.check(&text, &value)?;
    }
    Ok(value)
}

fn check_value<R: Restriction>(value: &R::Base) -> Result<(), Rule> {
    value.check_capacity()?;
    for facet in R::facets() {
        facet.check_value(value)?;
    }
    if R::Base::SCOPED || !has_patterns::<R>() {
        return Ok(());
    }
    // In an element, `xsi:type` can name the member type of a union that its text alone would not tell.
    let (mut text, member) = (String::new(), value.member_to_name());
    format::<R>(value, &mut TextWriter::plain_of_member(&mut text, member))
}

fn has_patterns<R: Restriction>() -> bool {
    R::facets().iter().any(|facet| matches!(facet, Facet::Pattern(_)))
}

fn check_patterns<R: Restriction>(text: &str) -> Result<(), Rule> {
    for facet in R::facets() {
        match facet {
            Facet::Pattern(pattern) if !pattern.is_match(text) => {
                return Err(Rule::Pattern {
                    alternatives: pattern.alternatives(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Names the contract's own bound where the base type ran out of range: for a day of the month in a `u8`, 300 is
/// above 31 and not above 255.
fn own_bound<R: Restriction>(rule: Rule) -> Rule {
    let own = |is_bound: fn(&Facet<R::Base>) -> Option<Rule>| R::facets().iter().rev().find_map(is_bound);
    let found = match rule {
        Rule::MaxInclusive { .. } => own(Facet::upper_bound),
        Rule::MinInclusive { .. } => own(Facet::lower_bound),
        _ => None,
    };
    found.unwrap_or(rule)
}

/// Finds the variant for text to which the white space rule has been applied. `index` holds the variants in the
/// order of their texts, made when the enumeration is large and first looked at.
///
/// # Errors
/// [`Rule::Enumeration`].
pub fn variant<E: Enumeration>(text: &str, index: &OnceLock<Box<[u32]>>) -> Result<E, Rule> {
    let found = if E::VALUES.len() <= SMALL {
        E::VALUES.iter().find(|(own, _)| *own == text)
    } else {
        let sorted = index.get_or_init(sorted_by_text::<E>);
        let at = |position: &u32| usize::try_from(*position).ok().and_then(|at| E::VALUES.get(at));
        let found = sorted.binary_search_by(|position| at(position).map_or("", |(own, _)| own).cmp(text));
        found.ok().and_then(|found| at(&sorted[found]))
    };
    found
        .map(|(_, variant)| *variant)
        .ok_or_else(|| Rule::Enumeration {
            values: E::VALUES.len(),
        })
}

/// Up to this many texts, comparing with each is as fast as a search.
const SMALL: usize = 16;

fn sorted_by_text<E: Enumeration>() -> Box<[u32]> {
    sorted(E::VALUES.iter().map(|(text, _)| *text).zip(0..).collect())
}

/// Apart from the type, so that sorting is compiled here and not in every crate of generated types.
fn sorted(mut entries: Vec<(&str, u32)>) -> Box<[u32]> {
    entries.sort_unstable();
    entries.into_iter().map(|(_, position)| position).collect()
}

/// Shows the text of a value that has no name at run time, for `Debug`.
///
/// # Errors
/// As a [`Formatter`](fmt::Formatter)'s.
pub fn fmt_value<E: Enumeration>(text: &str, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if E::PERSONAL {
        f.debug_tuple(name).field(&Masked).finish()
    } else {
        f.debug_tuple(name).field(&text).finish()
    }
}

/// Finds the variant for text that stands in no document.
///
/// # Errors
/// [`Rule::Enumeration`], with the type's name.
pub fn variant_from_text<E: Enumeration + Simple>(text: &str) -> Result<E, InvalidValue> {
    E::parse(&normalize(text, <E as Simple>::WHITE_SPACE), &())
        .map_err(|rule| InvalidValue::new(<E as Simple>::TYPE.local(), rule))
}

#[cfg(test)]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the macro gives a type more than this test asks of it"
)]
mod tests {
    use crate::xml::types::Token;
    use crate::xml::{Facet, Name, Pattern, Prefixes, Restriction, Rule, Simple, TextWriter, XSD};

    #[derive(Clone, Eq, Hash, PartialEq)]
    struct Bolag(Token);

    impl Restriction for Bolag {
        type Base = Token;
        const TYPE: Name = Name(XSD, "Bolag");

        fn facets() -> &'static [Facet<Token>] {
            static FACETS: [Facet<Token>; 1] = [Facet::Pattern(Pattern::new(&["[A-Z& ]+"]))];
            &FACETS
        }
    }
    crate::restriction!(text Bolag(Token));

    struct NoNames;

    impl Prefixes for NoNames {
        fn prefix(&mut self, _: &str, _: &str) -> Result<String, Rule> {
            Err(Rule::UndeclaredPrefix)
        }
    }

    #[test]
    fn a_pattern_does_not_see_the_escapes_of_the_document() {
        let value = Bolag::try_from("A & B").expect("matches the pattern");
        let mut out = String::new();
        assert_eq!(
            value.format(&mut TextWriter::content(&mut out, &mut NoNames)),
            Ok(())
        );
        assert_eq!(out, "A &amp; B");
    }
}
