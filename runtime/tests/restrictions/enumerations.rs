//! Enumerations.

use fk_runtime::xml::{Enumeration, InvalidValue, Name, Rule, Simple, WhiteSpace};

use super::{NS, write};

/// An enumeration as generated code has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Roll {
    Assistent,
    Anordnare,
}

impl Enumeration for Roll {
    const TYPE: Name = Name(NS, "Roll");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const VALUES: &'static [(&'static str, Self)] = &[
        ("assistent", Self::Assistent),
        ("anordnare & co", Self::Anordnare),
    ];
}
fk_runtime::enumeration!(Roll);

#[test]
fn an_enumeration_is_found_by_its_text() {
    assert_eq!(Roll::try_from(" anordnare  &\nco "), Ok(Roll::Anordnare));
    assert_eq!("assistent".parse(), Ok(Roll::Assistent));
    assert_eq!(
        (Roll::Anordnare.as_str(), Roll::Assistent.to_string().as_str()),
        ("anordnare & co", "assistent")
    );
    let rule = Rule::Enumeration { values: 2 };
    assert_eq!(
        Roll::try_from("Assistent".to_owned()),
        Err(InvalidValue::new("Roll", rule.clone()))
    );
    assert_eq!(Roll::parse("", &()), Err(rule));
    assert_eq!(write(&Roll::Anordnare).as_deref(), Ok("anordnare & co"));
}

macro_rules! large {
    ($($variant:ident $text:literal)*) => {
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        enum Large { $($variant),* }

        impl Enumeration for Large {
            const TYPE: Name = Name(NS, "Large");
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;
            const VALUES: &'static [(&'static str, Self)] = &[$(($text, Self::$variant)),*];
        }
        fk_runtime::enumeration!(Large);
    };
}

large!(A "q" B "w" C "e" D "r" E "t" F "y" G "u" H "i" I "o" J "p" K "å" L "a" M "s" N "d" O "f" P "g" Q "h" R "");

#[test]
fn a_large_enumeration_finds_each_of_its_values() {
    for (text, variant) in Large::VALUES {
        assert_eq!(Large::try_from(*text), Ok(*variant));
        assert_eq!(variant.as_str(), *text);
    }
    assert!(
        ["z", "aa", " a", "ä"]
            .iter()
            .all(|text| Large::try_from(*text).is_err())
    );
}

/// An enumeration as generated code has it when its values are very many.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
struct Kod(u32);

#[allow(non_upper_case_globals, reason = "as the variants of an enum")]
impl Kod {
    const A1: Self = Self(0);
    const B2: Self = Self(1);
}

impl Enumeration for Kod {
    const TYPE: Name = Name(NS, "Kod");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const VALUES: &'static [(&'static str, Self)] = &[("a1", Self(0)), ("b2", Self(1))];
}
fk_runtime::enumeration!(struct Kod);

#[test]
fn an_enumeration_that_is_a_struct_is_used_as_an_enum_is() {
    assert_eq!("b2".parse(), Ok(Kod::B2));
    assert_eq!(Kod::A1.as_str(), "a1");
    assert!(matches!(Kod::try_from(" a1 "), Ok(Kod::A1)));
    assert!(Kod::try_from("c3").is_err());
    assert_eq!(format!("{:?}", Kod::B2), r#"Kod("b2")"#);
}
