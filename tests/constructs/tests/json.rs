//! Values of JSON made in a program: what `new` and `with_...` check, and what only writing can hold back.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use fk_constructs::openapi_array_as_root::fixture::v1 as list;
use fk_constructs::openapi_enumerations::fixture::v1 as enumerations;
use fk_constructs::openapi_nullable::fixture::v1 as nullable;
use fk_constructs::openapi_object_open::fixture::v1 as open;
use fk_constructs::openapi_one_of_by_members::fixture::v1 as choice;
use fk_constructs::openapi_one_of_with_discriminator::fixture::v1 as told;
use fk_constructs::openapi_recursion::fixture::v1 as recursion;
use fk_constructs::openapi_rules::fixture::v1 as rules;
use fk_runtime::json;
use fk_runtime::xml::InvalidValue;

#[test]
fn a_value_that_the_contract_does_not_admit_is_refused_where_it_is_handed_in() {
    let error = rules::Rot::new("2026-02-30", "08:00").unwrap_err().to_string();
    assert!(error.starts_with("fran "), "{error}");
    let error = rules::Rot::new("2026-02-28", "8:00").unwrap_err().to_string();
    assert!(error.starts_with("franTid "), "{error}");
}

#[test]
fn a_rule_among_required_fields_is_checked_by_the_constructor() {
    assert!(rules::Period::new("2026-10-01", "2026-10-01").is_ok());
    let error = rules::Period::new("2026-10-02", "2026-10-01").unwrap_err();
    assert_eq!(error.path(), "till");
}

#[test]
fn a_rule_that_optional_fields_break_is_not_written() {
    let stay = || rules::Rot::new("2026-10-30", "08:00").unwrap();
    let written = |stay: Result<rules::Rot, InvalidValue>| json::to_string(&stay.unwrap());
    assert!(written(Ok(stay())).is_ok());
    let half = written(stay().with_till("2026-10-31"));
    assert_eq!(half.unwrap_err().path(), "tillTid");
    let before = stay()
        .with_till("2026-10-30")
        .and_then(|stay| stay.with_till_tid("07:59"));
    assert_eq!(written(before).unwrap_err().path(), "tillTid");
    let same = stay()
        .with_till("2026-10-30")
        .and_then(|stay| stay.with_till_tid("08:00"));
    assert!(written(same).is_ok());
    let ongoing = stay()
        .with_pagar(true)
        .and_then(|stay| stay.with_till("2026-10-31"));
    let ongoing = ongoing.and_then(|stay| stay.with_till_tid("08:00"));
    assert_eq!(written(ongoing).unwrap_err().path(), "till");
}

#[test]
fn a_number_of_items_that_the_contract_does_not_admit_is_not_written() {
    let empty = list::Rot(Vec::new());
    assert!(json::to_string(&empty).is_err());
    let nullable = nullable::Rot::new(None, Some(Vec::new()), None).unwrap();
    assert_eq!(json::to_string(&nullable).unwrap_err().path(), "lista");
}

#[test]
fn absent_and_null_are_two_things() {
    let absent = nullable::Rot::new(None, None, None).unwrap();
    assert_eq!(
        json::to_string(&absent).unwrap(),
        r#"{"a":null,"lista":null,"del":null}"#
    );
    let null = absent.with_b(None).unwrap();
    assert_eq!(
        json::to_string(&null).unwrap(),
        r#"{"a":null,"b":null,"lista":null,"del":null}"#
    );
}

#[test]
fn a_member_that_is_always_the_same_is_written_without_being_asked_for() {
    let root = enumerations::Rot::new(enumerations::Svar::Ja).unwrap();
    assert_eq!(
        json::to_string(&root).unwrap(),
        r#"{"svar":"JA","fast":"ALLTID"}"#
    );
}

#[test]
fn what_the_contract_does_not_name_is_kept_but_cannot_pass_for_what_it_names() {
    let mut root = open::Rot::new("1").unwrap();
    let any = |text: &str| text.parse::<json::Any>().unwrap();
    root.ovrigt_2 = BTreeMap::from([("z".to_owned(), any(r#"[1, {"q": null}]"#))]);
    assert_eq!(json::to_string(&root).unwrap(), r#"{"a":"1","z":[1,{"q":null}]}"#);
    root.ovrigt_2 = BTreeMap::from([("a".to_owned(), any("2"))]);
    assert!(json::to_string(&root).is_err());
}

#[test]
fn an_alternative_is_taken_where_the_choice_is_asked_for() {
    let alone = choice::Ensam::new("1").unwrap();
    let root = choice::Rot::new(alone).unwrap();
    assert_eq!(json::to_string(&root).unwrap(), r#"{"val":{"x":"1"}}"#);
}

#[test]
fn an_alternative_with_nothing_in_it_carries_nothing() {
    let root = told::Rot::new(told::Svar::Nekande).unwrap();
    assert_eq!(json::to_string(&root).unwrap(), r#"{"svar":{"svar":"NEJ"}}"#);
}

#[test]
fn an_alternative_that_says_of_itself_that_it_is_another_is_not_written() {
    let circle = told::Cirkel::new("Kvadrat").unwrap();
    let root = told::Rot::new(told::Svar::Nekande)
        .unwrap()
        .with_form(circle)
        .unwrap();
    assert_eq!(json::to_string(&root).unwrap_err().path(), "form/slag");
}

#[test]
fn a_type_that_holds_itself_is_built_without_boxes_in_sight() {
    let leaf = |value: i32| recursion::Rot::new(value, None).unwrap();
    let tree = leaf(1)
        .with_vanster(leaf(2))
        .unwrap()
        .with_barn([leaf(3)])
        .unwrap();
    assert_eq!(
        json::to_string(&tree).unwrap(),
        r#"{"varde":1,"vanster":{"varde":2,"kanske":null},"barn":[{"varde":3,"kanske":null}],"kanske":null}"#
    );
}
