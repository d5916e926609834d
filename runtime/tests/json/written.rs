//! Writing: compact, in order, and nothing that is invalid.

use std::collections::BTreeMap;

use fk_runtime::json::{self, Any};

use crate::example::{Arbetsgivare, Koper, Minuter, Rakning, Sjukhusvistelse, Verksamhet};

fn koper(stays: usize) -> Koper {
    Koper {
        personnummer: "189001019802".parse().unwrap(),
        verksamhet: None,
        sjukhusvistelse: vec![Sjukhusvistelse::new("2026-10-01", "08:00").unwrap(); stays],
        aktiv_tid: Minuter::try_from(5).unwrap(),
        kvarstaende: None,
        telefon: None,
        utanfor_ees: true,
    }
}

#[test]
fn absent_fields_are_left_out_and_null_is_written_where_the_contract_has_it() {
    assert_eq!(
        json::to_string(&koper(1)).as_deref(),
        Ok(concat!(
            r#"{"personnummer":"189001019802","sjukhusvistelse":[{"franDatum":"2026-10-01","franKlockslag":"08:00"}],"#,
            r#""aktivTid":5,"kvarstaende":null,"utanforEes":true}"#
        ))
    );
    let null = Koper {
        telefon: Some(None),
        verksamhet: Some(Verksamhet::Skola),
        ..koper(1)
    };
    let written = json::to_string(&null).unwrap();
    assert!(written.contains(r#""telefon":null"#), "{written}");
    let read: Koper = json::from_str(&written).unwrap();
    assert_eq!(read.telefon, Some(None));
    assert_eq!(read, null);
}

#[test]
fn too_few_or_too_many_items_are_not_written() {
    for stays in [0, 4] {
        let error = json::to_string(&Rakning::Koper(koper(stays))).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("sjukhusvistelse has {stays} items, but 1 to 3 are allowed")
        );
    }
}

#[test]
fn an_error_has_the_path_from_the_root() {
    let mut koper = koper(2);
    koper.sjukhusvistelse[1].till_datum = Some("2026-10-02".parse().unwrap());
    let error = json::to_string(&vec![Rakning::Koper(koper)]).unwrap_err();
    assert_eq!(error.path(), "[1]/sjukhusvistelse[2]/tillKlockslag");
}

#[test]
fn an_additional_field_may_not_take_the_name_of_a_declared_one() {
    let arbetsgivare = Arbetsgivare {
        personnummer: "189001019802".parse().unwrap(),
        kostnad: "1".parse().unwrap(),
        fler: BTreeMap::from([("a".to_owned(), 1), ("kostnad".to_owned(), 2)]),
    };
    let error = json::to_string(&arbetsgivare).unwrap_err();
    assert_eq!(error.to_string(), "{2} is not what the wildcard admits");
}

#[test]
fn the_names_of_a_map_are_escaped_and_sorted() {
    let map = BTreeMap::from([("b\"".to_owned(), 1_u8), ("a\n".to_owned(), 2)]);
    let written = json::to_string(&map).unwrap();
    assert_eq!(written, r#"{"a\n":2,"b\"":1}"#);
    assert_eq!(json::from_str::<BTreeMap<String, u8>>(&written).unwrap(), map);
}

#[test]
fn any_value_is_kept_as_it_was_written_without_white_space() {
    let document = " { \"b \" : [ 1.0 , 1e2 , \"a \\u0041\" ] , \"a\" : { } , \"c\" : [ ] } ";
    let any: Any = document.parse().unwrap();
    assert_eq!(any.as_json(), r#"{"b ":[1.0,1e2,"a \u0041"],"a":{},"c":[]}"#);
    assert_eq!(json::to_string(&any).as_deref(), Ok(any.as_json()));
}

#[test]
fn all_ways_out_write_the_same() {
    let value = koper(2);
    let text = json::to_string(&value).unwrap();
    assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
    let mut out = Vec::new();
    json::to_writer(&mut out, &value).unwrap();
    assert_eq!(out, text.as_bytes());
}
