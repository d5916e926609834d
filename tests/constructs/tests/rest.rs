//! Operations of OpenAPI as generated code describes them: parameters, forms, and answers by status.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::openapi_operations::fixture::v1 as api;
use fk_runtime::rest::{
    Answer, AnswerError, Content, ContentError, FieldError, Form, Json, Key, Location, Media, Method, NoBody,
    Operation, Optional, Receiver, TextReader, TextWriter,
};

fn read(pairs: &[(&str, &str)]) -> Result<api::HamtaSakParameters, FieldError> {
    TextReader::read(pairs.iter().copied())
}

#[test]
fn an_operation_says_where_everything_of_it_stands() {
    let described = api::HamtaSakOperation::DESCRIPTION;
    assert_eq!((described.name, described.method), ("hamtaSak", Method::Get));
    assert_eq!(
        (described.path, described.receiver),
        ("/saker/{id}", Receiver::Service)
    );
    let places: Vec<_> = described
        .parameters
        .iter()
        .map(|p| (p.name, p.location))
        .collect();
    assert_eq!(
        places,
        [
            ("id", Location::Path),
            ("X-Version", Location::Header),
            ("sprak", Location::Query)
        ]
    );
    let key = Key {
        name: "X-Nyckel",
        location: Location::Header,
    };
    assert_eq!((described.key, described.body), (Some(key), None));
    assert_eq!(api::HamtaSakOperation::API.versions, ["1"]);
}

#[test]
fn an_operation_without_security_asks_for_no_key() {
    assert_eq!(api::TabortSakOperation::DESCRIPTION.key, None);
    assert_eq!(api::TillbakaOperation::DESCRIPTION.receiver, Receiver::Supplier);
}

#[test]
fn parameters_are_text_both_ways() {
    let parameters = api::HamtaSakParameters::new(7, api::HamtaSakSprak::Sv).unwrap();
    let written = TextWriter::write(&parameters.clone().with_x_version(2).unwrap()).unwrap();
    let written: Vec<_> = written
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(written, [("id", "7"), ("X-Version", "2"), ("sprak", "sv")]);
    assert_eq!(read(&[("sprak", "sv"), ("id", "7")]), Ok(parameters));
}

#[test]
fn parameters_are_read_as_strictly_as_bodies_and_no_value_is_shown() {
    let unknown = read(&[("id", "7"), ("sprak", "sv"), ("189001019802", "1")]).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "a name is not declared; expected one of id, X-Version, sprak"
    );
    assert_eq!(read(&[("id", "7")]), Err(FieldError::Missing { name: "sprak" }));
    assert_eq!(
        read(&[("id", "7"), ("id", "8")]),
        Err(FieldError::Twice { name: "id" })
    );
    let invalid = read(&[("id", "189001019802"), ("sprak", "sv")])
        .unwrap_err()
        .to_string();
    assert_eq!(invalid, "id is above maxInclusive 999 (type Id)");
}

#[test]
fn a_form_is_flat_text_and_its_constants_are_checked() {
    type Body = <api::NySakOperation as Operation>::Body;
    let new = api::Ny::new("å & ä").unwrap().with_antal(3).unwrap();
    let (media, octets) = <Body as Content>::write(&new).unwrap().unwrap();
    assert_eq!(media, Media::Form);
    assert_eq!(octets, b"namn=%C3%A5+%26+%C3%A4&antal=3&fast=ALLTID");
    assert_eq!(Body::read(&octets).unwrap(), new);
    for (octets, expected) in [
        (
            &b"namn=a&fast=IBLAND"[..],
            "fast is not one of the 1 values of the enumeration",
        ),
        (b"namn=a", "fast is missing"),
        (b"namn=a&fast=ALLTID&antal=10", "antal is above maxInclusive 9"),
        (
            b"namn=a&fast=ALLTID&sant=ja",
            "sant is not written as xs:boolean demands",
        ),
        (b"fast=ALLTID", "namn is missing"),
    ] {
        let error = Form::<api::Ny>::read(octets).unwrap_err();
        let at = String::from_utf8_lossy(octets);
        assert!(matches!(error, ContentError::Form(_)), "{at}");
        assert!(error.to_string().contains(expected), "{at}: {error}");
    }
}

#[test]
fn a_body_that_may_be_left_out_is_an_option_and_no_body_is_none() {
    type Body = <api::RattaSakerOperation as Operation>::Body;
    assert!(Body::write(&None).unwrap().is_none());
    assert_eq!(Body::read(b"").unwrap(), None);
    let there = Optional::<Json<api::Rot>>::read(br#"{"namn":"abc"}"#).unwrap();
    assert_eq!(there, Some(api::Rot::new("abc").unwrap()));
    assert!(matches!(NoBody::read(b"x"), Err(ContentError::Unexpected)));
}

#[test]
fn the_most_exact_status_that_is_declared_is_meant() {
    let read = |status: u16, body: &str| api::HamtaSakAnswer::read(status, body.as_bytes());
    let fault = api::Fel::new("X").unwrap();
    let found = api::Rot::new("abc").unwrap();
    for (status, body, expected) in [
        (200, r#"{"namn":"abc"}"#, api::HamtaSakAnswer::Status200(found)),
        (404, "<html>", api::HamtaSakAnswer::Status404),
        (422, r#"{"kod":"X"}"#, api::HamtaSakAnswer::Status4xx(422, fault)),
        (503, "", api::HamtaSakAnswer::AnnanStatus(503)),
    ] {
        let answer = read(status, body).unwrap();
        assert_eq!((answer.status(), &answer), (status, &expected));
    }
}

#[test]
fn an_answer_that_the_contract_does_not_have_is_an_error_that_says_which() {
    let undeclared = api::SparaSakAnswer::read(200, b"").unwrap_err();
    assert!(matches!(undeclared, AnswerError::Undeclared { status: 200 }));
    let wrong = api::HamtaSakAnswer::read(400, br#"{"kod":1}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        wrong,
        "the answer with the status 400: line 1, column 8: kod: expected a string, found a number"
    );
}

#[test]
fn an_answer_is_written_as_it_is_read() {
    let answer = api::HamtaSakAnswer::Status4xx(409, api::Fel::new("X").unwrap());
    let body = answer.write().unwrap().unwrap();
    assert_eq!(body, br#"{"kod":"X"}"#);
    assert_eq!(api::HamtaSakAnswer::read(answer.status(), &body).unwrap(), answer);
    assert_eq!(api::SparaSakAnswer::Status204.write(), Ok(None));
}
