//! The macros that complete generated types.
#![cfg(feature = "xml")]

mod enumerations;
#[cfg(feature = "serde")]
mod serde;

use std::str::FromStr;

use fk_runtime::xml::types::{Date, Decimal, Duration, Integer, QName, Spelled, Token};
use fk_runtime::xml::{
    self, Bound, Facet, InvalidValue, Name, Namespace, Pattern, Restriction, Rule, Simple, TextWriter,
    Values, WhiteSpace,
};

const NS: Namespace = Namespace {
    uri: "urn:example",
    prefix: "ex",
};

/// A newtype as generated code has it.
macro_rules! newtype {
    ($kind:ident $type:ident($base:ty) $count:literal $facets:expr $(, $personal:literal)?) => {
        #[derive(Clone, Eq, Hash, PartialEq)]
        struct $type($base);

        impl Restriction for $type {
            type Base = $base;
            const TYPE: Name = Name(NS, stringify!($type));
            $(const PERSONAL: bool = $personal;)?

            fn facets() -> &'static [Facet<$base>] {
                static FACETS: [Facet<$base>; $count] = $facets;
                &FACETS
            }
        }
        fk_runtime::restriction!($kind $type($base));
    };
}

newtype!(text Klockslag(Token) 1 [Facet::Pattern(Pattern::new(&[r"\d{2}\.\d{2}"]))]);
newtype!(text Fritext(String) 2 [Facet::MinLength(1), Facet::MaxLength(5)]);
newtype!(text Personnummer(Token) 1 [Facet::Pattern(Pattern::new(&[r"\d{12}"]))], true);
newtype!(integer Dag(u8) 2 [Facet::MinInclusive(Bound::new("1")), Facet::MaxInclusive(Bound::new("31"))]);
newtype!(integer Manad(u8) 1 [Facet::Pattern(Pattern::new(&["0[1-9]|1[0-2]"]))], true);
newtype!(integer Stort(Integer) 1 [Facet::MinExclusive(Bound::new("18446744073709551615"))]);
newtype!(value Belopp(Decimal) 1 [Facet::FractionDigits(2)]);
newtype!(value Kronor(Decimal) 1 [Facet::Pattern(Pattern::new(&[r"\d+\.\d{2}"]))]);
newtype!(value Start(Date) 1 [Facet::MinInclusive(Bound::new("2025-01-01"))]);
newtype!(value Sant(bool) 2 [
    Facet::Pattern(Pattern::new(&["0|1"])),
    Facet::Enumeration(Values::new(&["true"])),
]);
newtype!(value Namn(QName) 1 [Facet::Pattern(Pattern::new(&["p:.*"]))]);

/// Text in which white space counts for less than its base says.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Rad(String);

impl Restriction for Rad {
    type Base = String;
    const TYPE: Name = Name(NS, "");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn facets() -> &'static [Facet<String>] {
        &[]
    }
}
fk_runtime::restriction!(text Rad(String));

fn write<T: Simple>(value: &T) -> Result<String, Rule> {
    let mut out = String::new();
    value.format(&mut TextWriter::plain(&mut out)).map(|()| out)
}

fn broken<T>(result: Result<T, InvalidValue>) -> Option<Rule> {
    result.err().map(|error| error.rule().clone())
}

#[test]
fn every_way_in_applies_white_space_and_the_facets() {
    let expected = Klockslag::try_from("08.00").expect("a time");
    assert_eq!(Klockslag::try_from(" 08.00\n".to_owned()), Ok(expected.clone()));
    assert_eq!("08.00".parse(), Ok(expected.clone()));
    assert_eq!(Klockslag::parse("08.00", &()), Ok(expected));
    let rule = Rule::Pattern {
        alternatives: &[r"\d{2}\.\d{2}"],
    };
    assert_eq!(
        Klockslag::try_from("8.00"),
        Err(InvalidValue::new("Klockslag", rule.clone()))
    );
    assert_eq!(
        Klockslag::from_str("08:00"),
        Err(InvalidValue::new("Klockslag", rule.clone()))
    );
    assert_eq!(Klockslag::parse("", &()), Err(rule));
}

#[test]
fn a_text_can_be_looked_at_and_taken_out() {
    let value = Klockslag::try_from("08.00").expect("a time");
    assert_eq!(
        (value.as_str(), value.as_ref(), value.to_string().as_str()),
        ("08.00", "08.00", "08.00")
    );
    assert_eq!(value.clone().into_inner(), Token::from(value));
}

#[test]
fn a_text_keeps_the_white_space_that_its_rule_keeps() {
    assert_eq!(
        Fritext::try_from(" a b ").as_ref().map(Fritext::as_str),
        Ok(" a b ")
    );
    assert_eq!(Rad::try_from(" a \t b ").as_ref().map(Rad::as_str), Ok("a b"));
    assert_eq!(
        broken(Fritext::try_from("")),
        Some(Rule::MinLength { limit: 1, actual: 0 })
    );
}

#[test]
fn an_integer_is_made_of_any_number_that_fits() {
    fn make(day: impl TryInto<Dag, Error: Into<InvalidValue>>) -> Result<Dag, InvalidValue> {
        day.try_into().map_err(Into::into)
    }
    assert_eq!(make(31).map(|day| day.get()), Ok(31));
    assert_eq!(make(31_u128).map(|day| *day.as_base()), Ok(31));
    assert_eq!(make("+7").map(u8::from), Ok(7));
    assert_eq!(make(Integer::from(7)).map(Dag::into_inner), Ok(7));
    assert_eq!(broken(make(0)), Some(Rule::MinInclusive { limit: "1" }));
    assert_eq!(broken(make(32_i64)), Some(Rule::MaxInclusive { limit: "31" }));
    assert_eq!(broken(make(256)), Some(Rule::OutOfRange));
    assert_eq!(broken(make(-1)), Some(Rule::OutOfRange));
    assert_eq!(
        Stort::try_from(u128::MAX).map(|value| value.get()),
        Ok(Integer::from(u128::MAX))
    );
    assert!(Stort::try_from(u64::MAX).is_err());
}

#[test]
fn a_number_beyond_the_primitive_breaks_the_bound_of_the_contract() {
    assert_eq!(
        broken(Dag::try_from("256")),
        Some(Rule::MaxInclusive { limit: "31" })
    );
    assert_eq!(
        broken(Dag::try_from("-1")),
        Some(Rule::MinInclusive { limit: "1" })
    );
    assert_eq!(
        Dag::parse("99999999999999999999", &()),
        Err(Rule::MaxInclusive { limit: "31" })
    );
    assert_eq!(Dag::parse("x", &()), Err(Rule::Lexical { built_in: "integer" }));
}

#[test]
fn a_value_is_made_of_a_value_of_its_base() {
    let date = Date::new(2025, 1, 1).expect("a day");
    assert_eq!(Start::try_from(date).map(|start| *start.as_base()), Ok(date));
    assert!(Start::try_from(Date::new(2024, 12, 31).expect("a day")).is_err());
    assert_eq!(
        broken(Belopp::try_from(Decimal::new(Integer::from(1), 3))),
        Some(Rule::FractionDigits { limit: 2 })
    );
    let endless = Decimal::new(Integer::from(1), -1_000_000_000);
    assert!(matches!(
        broken(Belopp::try_from(endless)),
        Some(Rule::Capacity { .. })
    ));
}

#[test]
fn what_is_read_can_be_written_under_the_same_pattern() {
    assert_eq!(
        Manad::try_from("08").map(|month| write(&month)),
        Ok(Ok("08".into()))
    );
    assert_eq!(
        Manad::try_from(8).map(|month| month.to_string()).as_deref(),
        Ok("08")
    );
    assert_eq!(
        Manad::try_from("12").map(|month| write(&month)),
        Ok(Ok("12".into()))
    );
    assert!(Manad::try_from(13).is_err() && Manad::try_from("8").is_err());
    assert_eq!(
        Kronor::try_from("10.50").map(|sum| write(&sum)),
        Ok(Ok("10.50".into()))
    );
    assert_eq!(
        Kronor::try_from(Decimal::from(7))
            .map(|sum| sum.to_string())
            .as_deref(),
        Ok("7.00")
    );
    assert!(Kronor::try_from(Decimal::new(Integer::from(1), 3)).is_err());
    assert_eq!(
        Sant::try_from(true).map(|value| value.to_string()).as_deref(),
        Ok("1")
    );
    assert!(Sant::try_from("true").is_err() && Sant::try_from(false).is_err());
}

#[test]
fn a_pattern_on_a_qname_sees_the_prefix_of_the_document() {
    struct OnePrefix;
    impl xml::Scope for OnePrefix {
        fn namespace(&self, prefix: &str) -> Option<&str> {
            (!prefix.is_empty()).then_some("urn:a")
        }
    }
    assert_eq!(
        Namn::parse("p:b", &OnePrefix)
            .map(|name| name.to_string())
            .as_deref(),
        Ok("{urn:a}b")
    );
    assert!(Namn::parse("q:b", &OnePrefix).is_err());
    assert!(Namn::try_from(QName::new("urn:a", "b").expect("a name")).is_ok());
}

#[test]
fn debug_masks_what_is_personal() {
    assert_eq!(
        format!("{:?}", Klockslag::try_from("08.00")),
        "Ok(Klockslag(\"08.00\"))"
    );
    assert_eq!(format!("{:?}", Dag::try_from(7)), "Ok(Dag(7))");
    assert_eq!(format!("{:?}", Belopp::try_from("1.50")), "Ok(Belopp(1.5))");
    let number = Personnummer::try_from("189001019802").expect("a test number");
    assert_eq!(format!("{number:?}"), "Personnummer(***)");
    assert_eq!(format!("{number:#?}"), "Personnummer(***)");
    assert_eq!(format!("{:?}", Manad::try_from(8)), "Ok(Manad(***))");
}

/// A duration in hours, of a form that its canonical text never has.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Timmar(Spelled<Duration>);

impl xml::Restriction for Timmar {
    type Base = Spelled<Duration>;
    const TYPE: Name = Name(NS, "Timmar");
    fn facets() -> &'static [Facet<Spelled<Duration>>] {
        static FACETS: [Facet<Spelled<Duration>>; 1] = [Facet::Pattern(Pattern::new(&[r"P0DT\d+H"]))];
        &FACETS
    }
}
fk_runtime::restriction!(spelled Timmar(Duration));

#[test]
fn a_value_is_written_as_it_was_read_where_the_pattern_admits_no_other_text() {
    let read = Timmar::try_from("P0DT36H").expect("hours");
    assert_eq!(write(&read).as_deref(), Ok("P0DT36H"));
    let day_and_a_half: Duration = "P1DT12H".parse().expect("a duration");
    assert_eq!(**read.as_base(), day_and_a_half);
    assert_eq!(
        read,
        Timmar::try_from("P0DT0036H").expect("hours"),
        "values are equal, however written"
    );
    // Made from a value, it has been written nowhere.
    let rule = Rule::Pattern {
        alternatives: &[r"P0DT\d+H"],
    };
    assert_eq!(broken(Timmar::try_from(day_and_a_half)), Some(rule));
}
