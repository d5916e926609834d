//! What is signed of documents, and within which limits.

#![allow(clippy::unwrap_used, missing_docs)]

use fk_runtime::signing::{
    Assignment, Completes, Digest, DocumentError, Follows, HiddenData, Layout, Pair, PersonalNumber, Role,
    RoleSignature, Signable, SignableDocument, SignedRequest, Signer, SigningError, TextFormat, Unsigned,
    VisibleText,
};
use fk_runtime::xml::{self, Content, InvalidValue, Name, Namespace, ReadError, Reader, Root, Writer};
use fk_runtime::{Contract, Provenance};
use proptest::prelude::*;

const NS: Namespace = Namespace {
    uri: "urn:t",
    prefix: "",
};

/// A document with an id and one who signs.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Note {
    id: String,
    writer: Option<String>,
}

impl Content for Note {
    const TYPE: Name = Name(NS, "Note");

    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.attributes(&[])?;
        Ok(Self {
            id: r.one(&Name(NS, "id"))?,
            writer: r.optional(&Name(NS, "writer"))?,
        })
    }

    fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
        w.one(&Name(NS, "id"), &self.id)?;
        w.optional(&Name(NS, "writer"), self.writer.as_ref())
    }
}

impl Root for Note {
    const NAME: Name = Name(NS, "note");
}

impl Signable for Note {
    type Request = Envelope;

    fn layout(&self) -> &'static Layout {
        &Layout {
            contract: Contract {
                service: "notes",
                version: "1",
                status: "current",
                provenance: Provenance::Illustrative,
            },
            root: Self::NAME,
            id: &[Name(NS, "id")],
            signers: &[Signer {
                role: "writer",
                path: &[Name(NS, "writer")],
            }],
        }
    }
}

/// What carries a note, as far as this test needs it.
#[derive(Debug)]
struct Envelope;

impl SignedRequest for Envelope {
    const ORDER: &'static [(Option<&'static str>, &'static str)] = &[(None, "writer")];

    fn assemble(_: &[u8], signatures: &[RoleSignature<'_>]) -> Result<Self, InvalidValue> {
        RoleSignature::only(signatures, "writer").map(|_| Self)
    }

    fn signatures(&self) -> Vec<RoleSignature<'_>> {
        Vec::new()
    }
}

#[derive(Clone, Copy, Debug)]
struct AsWriter;

impl Role for AsWriter {
    type Request = Envelope;
    const NAME: &'static str = "writer";
}

impl Follows<Unsigned> for AsWriter {}
impl Completes for AsWriter {}

fn note(id: &str) -> Note {
    Note {
        id: id.to_owned(),
        writer: Some("189001019802".to_owned()),
    }
}

fn pair(id: &str) -> Pair {
    Pair::new(id, Digest::of(id.as_bytes())).unwrap()
}

#[test]
fn what_is_signed_is_the_id_and_the_digest_in_lower_case_hexadecimal() {
    let digest = Digest::of(b"abc");
    let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4, the example of one block
    assert_eq!(digest.to_string(), text);
    assert_eq!(text.parse::<Digest>().unwrap(), digest);
    let pair = Pair::new("00000000-0000-4000-8000-000000000001", digest).unwrap();
    assert_eq!(
        pair.to_string(),
        format!("00000000-0000-4000-8000-000000000001,{text}")
    );
}

#[test]
fn a_digest_has_one_spelling() {
    let text = Digest::of(b"abc").to_string();
    for other in [
        text.to_uppercase(),
        text[1..].to_owned(),
        format!("{text}0"),
        format!("{} ", &text[1..]),
        format!("{}å", &text[2..]),
        format!("+{}", &text[1..]),
        String::new(),
    ] {
        assert_eq!(other.parse::<Digest>().unwrap_err(), SigningError::Digest);
    }
}

#[test]
fn several_documents_are_joined_with_semicolons_in_the_order_given() {
    let hidden = HiddenData::new([pair("b"), pair("a"), pair("c")]).unwrap();
    assert_eq!(
        hidden.to_string(),
        format!("{};{};{}", pair("b"), pair("a"), pair("c"))
    );
    assert_eq!(hidden.to_string().parse::<HiddenData>().unwrap(), hidden);
    assert_eq!(
        hidden.to_base64(),
        base64_of(&hidden.to_string()),
        "UTF-8 in base64, without line breaks"
    );
}

fn base64_of(text: &str) -> String {
    // The type of XSD has the same alphabet, RFC 4648 section 4.
    xml::types::Base64Binary::from(text.as_bytes()).to_string()
}

#[test]
fn hidden_data_of_another_form_is_refused() {
    for (text, expected) in [
        ("", SigningError::HiddenForm),
        ("a", SigningError::HiddenForm),
        ("a,", SigningError::Digest),
        (&format!("{};", pair("a")), SigningError::HiddenForm),
        (&format!(";{}", pair("a")), SigningError::HiddenForm),
        (&format!("{}\n", pair("a")), SigningError::Digest),
        (&format!(" {}", pair("a")), SigningError::DocumentId),
        (&format!(",{}", Digest::of(b"")), SigningError::DocumentId),
    ] {
        assert_eq!(text.parse::<HiddenData>().unwrap_err(), expected, "{text:?}");
    }
}

#[test]
fn an_id_that_would_be_taken_for_something_else_is_refused() {
    for id in ["", ",", "a,b", "a;b", "a b", "a\n", "a\u{a0}", "a\u{0}"] {
        assert_eq!(
            Pair::new(id, Digest::of(b"")).unwrap_err(),
            SigningError::DocumentId
        );
    }
}

#[test]
fn a_document_stands_under_a_signature_once() {
    let error = HiddenData::new([pair("a"), pair("b"), pair("a")]).unwrap_err();
    assert_eq!(
        error,
        SigningError::DocumentTwice {
            document_id: "a".to_owned()
        }
    );
    assert_eq!(HiddenData::new([]).unwrap_err(), SigningError::NoDocument);
}

#[test]
fn as_many_documents_as_bankid_takes_and_not_one_more() {
    let pairs =
        |count: usize| (0..count).map(|number| pair(&format!("00000000-0000-4000-8000-{number:012}")));
    // 101 characters a pair, 102 with its separator; 150,000 octets are 200,000 characters.
    let most = (150_000 + 1) / 102;
    let hidden = HiddenData::new(pairs(most)).unwrap();
    assert!(hidden.to_base64().len() <= 200_000);
    let error = HiddenData::new(pairs(most + 1)).unwrap_err();
    let characters = HiddenData::new(pairs(most)).unwrap().to_string().len() + 102;
    assert_eq!(
        error,
        SigningError::TooManyDocuments {
            documents: most + 1,
            characters: characters.div_ceil(3) * 4
        }
    );
    assert!(error.to_string().contains("Divide them"), "{error}");
}

#[test]
fn a_text_has_from_one_character_to_40_000_in_base64() {
    assert_eq!(VisibleText::plain("").unwrap_err(), SigningError::NoText);
    let longest = VisibleText::plain("å".repeat(15_000)).unwrap();
    assert_eq!(longest.to_base64().len(), 40_000);
    assert_eq!(longest.format(), TextFormat::Plain);
    assert_eq!(
        VisibleText::simple_markdown("a".repeat(30_001)).unwrap_err(),
        SigningError::TextTooLong { characters: 40_004 }
    );
    assert_eq!(VisibleText::plain("Hej").unwrap().to_base64(), "SGVq");
}

#[test]
fn a_personal_number_is_twelve_digits_and_shown_by_nothing() {
    for text in [
        "",
        "18900101980",
        "1890010198022",
        "900101-9802",
        "19900101-980",
        "18900101980å",
        "１８９０",
    ] {
        assert_eq!(
            text.parse::<PersonalNumber>().unwrap_err(),
            SigningError::PersonalNumber
        );
    }
    let number = PersonalNumber::try_from("189001019802").unwrap();
    assert_eq!(number.as_str(), "189001019802");
    assert_eq!(format!("{number:?}"), "PersonalNumber(***)");
}

#[test]
fn a_value_is_written_once_and_its_octets_are_their_own_canonical_form() {
    let document = SignableDocument::new(&note("a-1")).unwrap();
    assert_eq!(document.as_bytes(), xml::to_vec(&note("a-1")).unwrap());
    assert_eq!(*document.pair().digest(), Digest::of(document.as_bytes()));
    assert_eq!(document.document_id(), "a-1");
    assert_eq!(
        (document.contract().service, document.contract().version),
        ("notes", "1")
    );
}

#[test]
fn octets_from_elsewhere_are_kept_untouched_and_hashed_in_canonical_form() {
    let octets = b"<?xml version='1.0'?>\r\n<t:note xmlns:t='urn:t' ><!-- c -->\r\n<t:id><![CDATA[a-1]]></t:id>\r\n</t:note>\n";
    let document: SignableDocument<Note> = SignableDocument::from_bytes(&octets[..]).unwrap();
    assert_eq!(document.as_bytes(), octets);
    let canonical = "<t:note xmlns:t=\"urn:t\">\n<t:id>a-1</t:id>\n</t:note>";
    assert_eq!(*document.pair().digest(), Digest::of(canonical.as_bytes()));
    assert_eq!(document.document_id(), "a-1");
}

#[test]
fn octets_that_are_not_valid_are_refused_with_the_place() {
    let refused = |octets: &str| SignableDocument::<Note>::from_bytes(octets).unwrap_err();
    let error = refused("<note xmlns='urn:t'><writer>189001019802</writer></note>");
    assert!(matches!(error, DocumentError::Read(_)));
    assert!(error.to_string().contains("line 1"), "{error}");
    let error = refused("<note xmlns='urn:t'><id>a;b</id></note>");
    assert!(matches!(
        error,
        DocumentError::Unsignable(SigningError::DocumentId)
    ));
    let error = refused("<note xmlns='urn:t'><id>a</id><writer>Tolvan</writer></note>");
    assert!(matches!(
        error,
        DocumentError::Unsignable(SigningError::PersonalNumber)
    ));
    assert!(!error.to_string().contains("Tolvan"), "{error}");
    let error = SignableDocument::new(&note("a\u{1}")).unwrap_err();
    assert!(matches!(error, DocumentError::Invalid(_)));
}

#[test]
fn nobody_else_is_asked_to_sign_than_whom_the_document_names() {
    let assigned = |document: &SignableDocument<Note>, number: &str| {
        let text = VisibleText::plain("Hej").unwrap();
        Assignment::new(AsWriter, number.parse().unwrap(), text, [document])
    };
    let named = SignableDocument::new(&note("a-1")).unwrap();
    assert_eq!(named.signer("writer").unwrap().as_str(), "189001019802");
    let assignment = assigned(&named, "189001019802").unwrap();
    assert_eq!(assignment.hidden().pairs(), [named.pair().clone()]);
    assert_eq!(assignment.role(), "writer");
    assert_eq!(
        assigned(&named, "189001019810").unwrap_err(),
        SigningError::OtherSigner {
            document_id: "a-1".to_owned(),
            role: "writer"
        }
    );
    let anybodys = Note {
        writer: None,
        ..note("a-2")
    };
    let anybodys = SignableDocument::new(&anybodys).unwrap();
    assert_eq!(anybodys.signer("writer"), None);
    assigned(&anybodys, "189001019810").unwrap();
}

#[test]
fn nothing_personal_is_shown() {
    let document = SignableDocument::new(&note("a-1")).unwrap();
    let text = VisibleText::plain("Tolvan Tolvansson").unwrap();
    let assignment = Assignment::new(AsWriter, "189001019802".parse().unwrap(), text, [&document]).unwrap();
    let shown = format!("{document:?} {assignment:?}");
    assert!(
        !shown.contains("189001019802") && !shown.contains("Tolvan"),
        "{shown}"
    );
    assert!(shown.contains("a-1"), "{shown}");
}

#[test]
fn a_request_says_which_signature_it_lacks() {
    let error = Envelope::assemble(b"", &[]).unwrap_err();
    assert_eq!(error.to_string(), "writer occurs 0 times, but 1 to 1 are allowed");
}

proptest! {
    #[test]
    fn hidden_data_is_read_as_it_was_written(ids in proptest::collection::btree_set("[^,;\\s\\x00-\\x1f\\x7f-\\x9f]{1,40}", 1..20)) {
        let hidden = HiddenData::new(ids.iter().map(|id| pair(id))).unwrap();
        prop_assert_eq!(hidden.to_string().parse::<HiddenData>().unwrap(), hidden);
    }

    #[test]
    fn whatever_is_read_as_hidden_data_is_written_the_same(text in "([ab]{0,2},?[0-9a-f]{64};?){0,3}") {
        if let Ok(hidden) = text.parse::<HiddenData>() {
            prop_assert_eq!(hidden.to_string(), text);
        }
    }
}
