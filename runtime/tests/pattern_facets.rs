//! The pattern facet beside others: it sees the text, and steps add up.
#![cfg(feature = "xml")]

use fk_runtime::xml::types::Token;
use fk_runtime::xml::{Facet, Measured, Pattern, Rule, normalize};

/// Reads a text as a restriction does, and says what facet it breaks.
fn check<V: Measured>(facets: &[Facet<V>], text: &str) -> Result<(), Rule> {
    let text = normalize(text, V::WHITE_SPACE);
    let value = V::from_literal(&text)?;
    facets.iter().try_for_each(|facet| facet.check(&text, &value))
}

fn inside<V: Measured>(facets: &[Facet<V>], texts: &[&str]) {
    for text in texts {
        assert_eq!(check(facets, text), Ok(()), "{text:?}");
    }
}

fn outside<V: Measured>(facets: &[Facet<V>], texts: &[&str], rule: impl Fn(&Rule) -> bool) {
    for text in texts {
        let result = check(facets, text);
        assert!(result.as_ref().is_err_and(&rule), "{text:?}: {result:?}");
    }
}

#[test]
fn patterns_see_the_text_and_not_the_value() {
    let two_digits = [Facet::<u8>::Pattern(Pattern::new(&[r"\d{2}"]))];
    inside(&two_digits, &["08", " 12 "]);
    outside(&two_digits, &["8", "008"], |rule| {
        *rule
            == Rule::Pattern {
                alternatives: &[r"\d{2}"],
            }
    });
    let token = [Facet::<Token>::Pattern(Pattern::new(&["a b"]))];
    inside(&token, &["  a \t b "]);
}

#[test]
fn patterns_of_one_step_are_alternatives_and_steps_add_up() {
    let facets = [
        Facet::<String>::Pattern(Pattern::new(&["a.*", "b.*"])),
        Facet::Pattern(Pattern::new(&[".*x", ".*y"])),
    ];
    inside(&facets, &["ax", "by", "a1y"]);
    outside(&facets, &["cx"], |rule| {
        *rule
            == Rule::Pattern {
                alternatives: &["a.*", "b.*"],
            }
    });
    outside(&facets, &["az"], |rule| {
        *rule
            == Rule::Pattern {
                alternatives: &[".*x", ".*y"],
            }
    });
}
