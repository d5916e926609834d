//! A glance into a document that may be broken.

#![allow(clippy::unwrap_used, missing_docs)]

use fk_runtime::xml::{self, Name, Namespace};

const NS: Namespace = Namespace {
    uri: "urn:a",
    prefix: "",
};
const ROOT: Name = Name(NS, "a");
const CHILD: Name = Name(NS, "id");

fn peek(bytes: &[u8]) -> Option<String> {
    xml::peek(bytes, &ROOT, &[CHILD])
}

#[test]
fn the_child_is_found_though_what_follows_is_broken() {
    let document = b"<?xml version='1.0'?><!-- c --><a xmlns='urn:a'><b>1</b><id>x</id><c><<<";
    assert_eq!(peek(document).unwrap(), "x");
}

#[test]
fn nothing_is_found_in_what_is_no_such_document() {
    for bytes in [
        &b""[..],
        b" ",
        b"x",
        "\u{e5}\u{1F600}".as_bytes(),
        b"\xEF\xBB\xBF",
        b"<",
        b"<!",
        b"<!--",
        b"<?",
        b"<?xml version='1.0'?>",
        b"<a",
        b"<a xmlns='urn:a'",
        b"<a xmlns='urn:a'>",
        b"<a xmlns='urn:a'/>",
        b"<a xmlns='urn:a'></a>",
        b"<a xmlns='urn:a'><id>",
        b"<a xmlns='urn:b'><id>x</id></a>",
        b"\xFF\xFE<",
        b"\x00",
    ] {
        assert_eq!(peek(bytes), None, "{bytes:?}");
    }
}

#[test]
fn a_path_leads_to_the_first_element_of_each_name_and_never_back() {
    let deep =
        |bytes: &[u8]| -> Option<String> { xml::peek(bytes, &ROOT, &[Name(NS, "b"), Name(NS, "c"), CHILD]) };
    let document =
        b"<a xmlns='urn:a'><id>0</id><b><c><x><id>1</id></x><id>2</id><id>3</id></c><c><id>4</id></c></b></a>";
    assert_eq!(deep(document).unwrap(), "2");
    assert_eq!(deep(b"<a xmlns='urn:a'><b/><b><c><id>2</id></c></b></a>"), None);
    assert_eq!(deep(b"<a xmlns='urn:a'><b><c/></b><id>2</id></a>"), None);
    assert_eq!(xml::peek::<String>(document, &ROOT, &[]), None);
}
