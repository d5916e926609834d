//! The text forms of XSD's built-in types: what is read, as what it is written again, and what is refused.
#![cfg(feature = "xml")]

use std::fmt::Debug;

use fk_runtime::xml::{Rule, Simple, TextWriter, normalize};

mod built_in;
mod dates;
mod numbers;
mod texts;

fn read<T: Simple>(text: &str) -> Result<T, Rule> {
    T::parse(&normalize(text, T::WHITE_SPACE), &())
}

fn write<T: Simple>(value: &T) -> String {
    let mut out = String::new();
    value
        .format(&mut TextWriter::plain(&mut out))
        .expect("the value can be written");
    out
}

/// Each text on the left is read, and written as the one on the right, which gives an equal value again.
fn forms<T: Simple + PartialEq + Debug>(pairs: &[(&str, &str)]) {
    for (text, canonical) in pairs {
        let value: T = read(text).unwrap_or_else(|rule| panic!("{text:?} {rule}"));
        assert_eq!(write(&value), *canonical, "{text:?}");
        assert_eq!(read::<T>(canonical).as_ref(), Ok(&value), "{text:?}");
    }
}

/// Each text is outside the lexical space.
fn refused<T: Simple + Debug>(texts: &[&str]) {
    for text in texts {
        let result = read::<T>(text);
        assert!(
            matches!(result, Err(Rule::Lexical { .. })),
            "{text:?}: {result:?}"
        );
    }
}

/// Each text is in the lexical space, but beyond what is held.
fn beyond_capacity<T: Simple + Debug>(texts: &[&str]) {
    for text in texts {
        let result = read::<T>(text);
        assert!(
            matches!(result, Err(Rule::Capacity { .. })),
            "{text:?}: {result:?}"
        );
    }
}
