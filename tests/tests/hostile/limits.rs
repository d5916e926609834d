//! Each limit: just inside is accepted, just outside refused by its name.

use fk_contracts::elt::envelope::SkickaTidredovisningResponse;
use fk_runtime::xml::{self, Limits, ReadErrorKind};

const NS: &str = "urn:shs:emottagning:SkickaTidredovisning:1";

/// An answer with `inside` as the content of its wildcard.
fn response(inside: &str) -> String {
    format!(
        "<SkickaTidredovisningResponse xmlns='{NS}'><tx-id>1</tx-id>{inside}</SkickaTidredovisningResponse>"
    )
}

fn read(text: &str, limits: Limits) -> Result<SkickaTidredovisningResponse, xml::ReadError> {
    xml::from_slice_with(text.as_bytes(), limits)
}

fn nested(depth: usize) -> String {
    format!(
        "<x:a xmlns:x='urn:x'>{}{}</x:a>",
        "<x:a>".repeat(depth - 1),
        "</x:a>".repeat(depth - 1)
    )
}

#[test]
fn elements_as_deep_as_the_limit_are_accepted_and_one_deeper_is_refused() {
    // The root is one of them.
    let limits = Limits::default().with_depth(5);
    assert!(read(&response(&nested(4)), limits).is_ok());
    let error = read(&response(&nested(5)), limits).unwrap_err();
    assert!(
        matches!(error.kind(), ReadErrorKind::TooDeep { limit: 5 }),
        "{error}"
    );

    let limits = Limits::default();
    assert!(read(&response(&nested(limits.depth() - 1)), limits).is_ok());
    let error = read(&response(&nested(limits.depth())), limits).unwrap_err();
    assert!(
        matches!(error.kind(), ReadErrorKind::TooDeep { limit: 128 }),
        "{error}"
    );
}

#[test]
fn declared_elements_count_as_deep_too() {
    let limits = Limits::default().with_depth(1);
    let error = read(&response(""), limits).unwrap_err();
    assert!(
        matches!(error.kind(), ReadErrorKind::TooDeep { limit: 1 }),
        "{error}"
    );
    assert!(read(&response(""), limits.with_depth(2)).is_ok());
}

#[test]
fn a_document_as_large_as_the_limit_is_accepted_and_one_byte_more_is_refused() {
    let text = response("");
    let limits = Limits::default();
    assert!(read(&text, limits.with_size(text.len())).is_ok());
    let small = limits.with_size(text.len() - 1);
    let errors = [
        read(&text, small).unwrap_err(),
        xml::from_reader_with::<SkickaTidredovisningResponse>(text.as_bytes(), small).unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(error.kind(), ReadErrorKind::TooLarge { limit } if *limit == text.len() - 1),
            "{error}"
        );
    }
}

#[test]
fn the_size_is_that_of_the_text_too() {
    // In ISO 8859-1 an å is one byte, and in UTF-8 two: the text is larger than the bytes.
    let text = format!(
        "<?xml version='1.0' encoding='iso-8859-1'?>{}",
        response("").replace(">1<", ">åååååååååå<")
    );
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let read = |size| {
        xml::from_slice_with::<SkickaTidredovisningResponse>(&bytes, Limits::default().with_size(size))
    };
    assert!(read(text.len()).is_ok());
    assert!(bytes.len() < text.len() - 1);
    let error = read(text.len() - 1).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::TooLarge { .. }), "{error}");
}

#[test]
fn a_reader_without_end_is_read_to_the_limit_and_no_further() {
    let limits = Limits::default().with_size(1 << 20);
    let error =
        xml::from_reader_with::<SkickaTidredovisningResponse>(std::io::repeat(b' '), limits).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::TooLarge { .. }), "{error}");
}

#[test]
fn as_many_attributes_as_the_limit_are_accepted_and_one_more_is_refused() {
    // The declaration of the namespace is one of them.
    let element = |count: usize| {
        let attributes: String = (1..count).map(|index| format!(" a{index}='1'")).collect();
        response(&format!("<x:a xmlns:x='urn:x'{attributes}/>"))
    };
    let limits = Limits::default().with_attributes(5);
    assert!(read(&element(5), limits).is_ok());
    let error = read(&element(6), limits).unwrap_err();
    assert!(
        matches!(error.kind(), ReadErrorKind::TooManyAttributes { limit: 5 }),
        "{error}"
    );

    let limits = Limits::default();
    assert!(read(&element(limits.attributes()), limits).is_ok());
    let error = read(&element(limits.attributes() + 1), limits).unwrap_err();
    assert!(
        matches!(error.kind(), ReadErrorKind::TooManyAttributes { limit: 256 }),
        "{error}"
    );
}

#[test]
fn what_raised_limits_let_in_is_written_again() {
    let many: String = (0..300).map(|index| format!(" a{index}='1'")).collect();
    let limits = Limits::default().with_attributes(400).with_depth(200);
    for inside in [format!("<x:a xmlns:x='urn:x'{many}/>"), nested(150)] {
        let value = read(&response(&inside), limits).unwrap();
        let written = xml::to_vec(&value).unwrap();
        let again: SkickaTidredovisningResponse = xml::from_slice_with(&written, limits).unwrap();
        assert_eq!(again, value);
    }
}
