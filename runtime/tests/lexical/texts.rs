//! Text and names.

use fk_runtime::xml::types::{
    AnyUri, Entity, Id, IdRef, Language, NameString, NcName, NmToken, NormalizedString, NotationName, QName,
    Token,
};
use fk_runtime::xml::{Rule, Scope, Simple};

use crate::{forms, refused};

#[test]
fn texts_are_kept_after_their_white_space_rule() {
    forms::<String>(&[(" a \t\n", " a \t\n"), ("", "")]);
    forms::<NormalizedString>(&[(" a\t\nb ", " a  b ")]);
    forms::<Token>(&[(" a\t\n b ", "a b"), ("", "")]);
    forms::<Language>(&[("sv", "sv"), (" en-GB ", "en-GB"), ("x-12345678", "x-12345678")]);
    forms::<NmToken>(&[("1-a", "1-a")]);
    forms::<NameString>(&[("a:b", "a:b")]);
    forms::<NcName>(&[("åäö", "åäö")]);
    forms::<Id>(&[("_1", "_1")]);
    forms::<IdRef>(&[("a.b", "a.b")]);
    forms::<Entity>(&[("a-b", "a-b")]);
    forms::<AnyUri>(&[(" urn:a ", "urn:a"), ("", "")]);
    refused::<Language>(&["", "1a", "abcdefghi", "sv-", "-sv", "sv--se", "sv_SE", "å"]);
    refused::<NmToken>(&["", "a b", "a/b"]);
    refused::<NameString>(&["", "1a", "a b"]);
    refused::<NcName>(&["", "a:b", "-a"]);
    refused::<Id>(&["1"]);
    refused::<IdRef>(&["a b"]);
    refused::<Entity>(&[":a"]);
    refused::<AnyUri>(&["a%b"]);
}

struct Declared;

impl Scope for Declared {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "" => Some("urn:default"),
            "p" | "q" => Some("urn:p"),
            _ => None,
        }
    }
}

#[test]
fn a_qname_is_its_namespace_and_local_part() {
    let name = QName::parse("p:a", &Declared).expect("declared");
    assert_eq!(
        (name.namespace(), name.local(), name.prefix_hint()),
        ("urn:p", "a", "p")
    );
    assert_eq!(Ok(name), QName::parse("q:a", &Declared));
    assert_eq!(
        QName::parse("a", &Declared).as_ref().map(QName::namespace),
        Ok("urn:default")
    );
    assert_eq!(QName::parse("a", &()).as_ref().map(QName::namespace), Ok(""));
    assert_eq!(QName::parse("x:a", &Declared), Err(Rule::UndeclaredPrefix));
    for text in ["", ":a", "p:", "p:a:b", "1a", "p:1", "{urn:p}a"] {
        assert_eq!(
            QName::parse(text, &Declared),
            Err(Rule::Lexical { built_in: "QName" }),
            "{text}"
        );
    }
    assert_eq!(
        NotationName::parse("p:a", &Declared)
            .as_ref()
            .map(NotationName::local),
        Ok("a")
    );
}

#[test]
fn a_qname_outside_a_document_stands_with_its_namespace() {
    let name: QName = "{urn:p}a".parse().expect("in Clark's notation");
    assert_eq!(Ok(&name), QName::parse("p:a", &Declared).as_ref());
    assert_eq!(name.to_string(), "{urn:p}a");
    assert_eq!(
        QName::try_from("a").map(|name| name.to_string()).as_deref(),
        Ok("a")
    );
    assert!(
        ["{urn:p", "{urn:p}", "p:a", "urn:p}a"]
            .iter()
            .all(|text| QName::try_from(*text).is_err())
    );
}
