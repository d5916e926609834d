//! Which alternative a value is, is known before it is read.

use fk_runtime::json::{self, Alternative, Choice, Kind, ReadError, ReadErrorKind, Reader, Value, Writer};

use crate::example::{Aterbetalning, Avdrag, Rakning, Utredning};
use crate::refused;

#[test]
fn the_names_that_are_there_decide_wherever_they_stand() {
    let read: Rakning =
        json::from_str(r#"{"fler": 1, "kostnad": 2, "personnummer": "189001019802"}"#).unwrap();
    assert!(matches!(read, Rakning::Arbetsgivare(_)));
}

#[test]
fn an_error_inside_an_alternative_names_it_and_the_field() {
    assert_eq!(
        refused::<Rakning>("{\"aktivTid\": 0,\n\"personnummer\": null}"),
        "line 2, column 17: personnummer: expected a string, found null, read as Koper"
    );
    let error = json::from_str::<Rakning>(r#"{"kostnad": 1}"#).unwrap_err();
    assert_eq!(error.alternatives(), ["Arbetsgivare"]);
    assert_eq!(
        error.to_string(),
        "line 1, column 1: the field personnummer is missing, read as Arbetsgivare"
    );
}

#[test]
fn names_that_decide_for_no_alternative_are_told_for_each() {
    assert_eq!(
        refused::<Rakning>(r#"{"personnummer": "189001019802"}"#),
        "line 1, column 1: the value is none of the alternatives: Koper lacks aktivTid; Arbetsgivare lacks kostnad"
    );
    assert_eq!(
        refused::<Rakning>(r#"{"kostnad": 1, "aktivTid": 1}"#),
        "line 1, column 1: the value is none of the alternatives: Koper may not have kostnad; Arbetsgivare may not \
         have aktivTid"
    );
    assert_eq!(
        refused::<Rakning>("7"),
        "line 1, column 1: the value is none of the alternatives: Koper is an object; Arbetsgivare is an object"
    );
}

#[test]
fn a_discriminator_decides_wherever_it_stands() {
    let read: Aterbetalning = json::from_str(r#"{"manader": 3, "satt": "avdrag"}"#).unwrap();
    assert!(matches!(read, Aterbetalning::Avdrag(Avdrag { manader: 3, .. })));
}

#[test]
fn a_discriminator_is_held_to_the_values_of_the_contract() {
    for (document, message) in [
        ("{}", "line 1, column 1: the field satt is missing"),
        (
            r#"{"satt": 1}"#,
            "line 1, column 10: satt: expected a string, found a number",
        ),
        (
            r#"{"satt": "kontant"}"#,
            "line 1, column 10: satt: the value names no alternative, expected avdrag or utredning",
        ),
        (
            "\"avdrag\"",
            "line 1, column 1: expected an object, found a string",
        ),
        (
            r#"{"satt": "utredning", "manader": 1}"#,
            "line 1, column 23: the field manader may not stand here, read as Utredning",
        ),
        (
            r#"{"satt": "utredning", "satt": "avdrag"}"#,
            "line 1, column 23: the field satt stands here twice, read as Utredning",
        ),
    ] {
        assert_eq!(refused::<Aterbetalning>(document), message);
    }
}

#[test]
fn an_alternative_that_says_it_is_another_one_is_not_written() {
    let satt = "avdrag".to_owned();
    let error = json::to_string(&Aterbetalning::Utredning(Utredning { satt })).unwrap_err();
    assert_eq!(
        error.to_string(),
        "satt names another alternative than the one it stands in"
    );
}

/// A choice among kinds of values.
#[derive(Debug, PartialEq)]
enum Any {
    Number(u8),
    Text(String),
    List(Vec<u8>),
    Nothing,
}

const KINDS: Choice = Choice::by_fields(
    &[],
    &[
        Alternative::of("number", Kind::Number),
        Alternative::of("text", Kind::String),
        Alternative::of("list", Kind::Array),
        Alternative::of("nothing", Kind::Null),
    ],
);

impl Value for Any {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        match r.choose(&KINDS)? {
            0 => r.alternative(&KINDS, 0).map(Self::Number),
            1 => r.alternative(&KINDS, 1).map(Self::Text),
            2 => r.alternative(&KINDS, 2).map(Self::List),
            _ => Ok(Self::Nothing),
        }
    }

    fn write(&self, w: &mut Writer) -> Result<(), json::InvalidValue> {
        match self {
            Self::Number(value) => w.alternative(&KINDS, 0, value),
            Self::Text(value) => w.alternative(&KINDS, 1, value),
            Self::List(value) => w.alternative(&KINDS, 2, value),
            Self::Nothing => None::<u8>.write(w),
        }
    }
}

#[test]
fn the_kind_of_a_value_can_decide() {
    for (document, value) in [
        ("1", Any::Number(1)),
        ("\"a\"", Any::Text("a".to_owned())),
        ("[1,2]", Any::List(vec![1, 2])),
        ("null", Any::Nothing),
    ] {
        assert_eq!(json::from_str::<Any>(document).unwrap(), value);
        assert_eq!(json::to_string(&value).as_deref(), Ok(document));
    }
    let error = json::from_str::<Any>("true").unwrap_err();
    let ReadErrorKind::NoAlternative { misfits } = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(misfits.len(), 4);
    assert_eq!(misfits[2].kind, Some(Kind::Array));
    assert_eq!(
        refused::<Any>("[1, 256]"),
        "line 1, column 5: [2]: the value is above maxInclusive 255 (type unsignedByte), read as list"
    );
}
