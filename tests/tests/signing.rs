//! From a document to a request that may be sent, and in between kept in files.

#![allow(clippy::unwrap_used, missing_docs)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_bankid::{Person, ToSign};
use fk_contracts::eioa::envelope::{SomAnordnare as SomArbetsgivare, SomAssistent as SomAnstalld};
use fk_contracts::elt::envelope::{SkickaTidredovisning, SomAnordnare, SomAssistent};
use fk_contracts::elt::{AnyTidredovisning, v1_0_1, v1_0_2};
use fk_contracts::{eioa, elt};
use fk_runtime::signing::{
    Assignment, Awaits, Digest, Role, Signable, SignableDocument, SignatureAs, Signed, SignedRequest,
    SigningError, StoredError,
};
use fk_runtime::verify::Step;
use fk_runtime::xml;
use fk_runtime::xml::types::chrono::{DateTime, Duration, Utc};
use fk_tests::reports;
use fk_tests::signatures::{ASSISTANT, PROVIDER, anchors, bankid, deliver, number, text};

type Report = v1_0_2::Tidredovisning;
type Document = SignableDocument<Report>;

fn at(hour: i64) -> DateTime<Utc> {
    let day: DateTime<Utc> = "2026-11-02T00:00:00Z".parse().unwrap();
    day + Duration::hours(hour)
}

fn now() -> DateTime<Utc> {
    at(24)
}

fn document(number: usize) -> Document {
    SignableDocument::new(&reports::report(number, 2)).unwrap()
}

/// Has somebody sign one document, in their role, at a time.
fn sign<R, D>(role: R, digits: &str, stages: &[D], hour: i64) -> SignatureAs<R>
where
    D: Awaits<R, Root: Signable<Request = R::Request>>,
    R: Role,
{
    let assignment = Assignment::new(role, number(digits), text(), stages).unwrap();
    let delivered = deliver(&assignment, at(hour));
    assignment.verify(&delivered, &anchors(), now()).unwrap()
}

fn by_assistant(document: &Document) -> Signed<Report, SomAssistent> {
    let signature = sign(SomAssistent, ASSISTANT, std::slice::from_ref(document), 8);
    document.signed(&signature).unwrap()
}

fn by_both(document: &Document) -> Signed<Report, SomAnordnare> {
    let signed = by_assistant(document);
    let signature = sign(SomAnordnare, PROVIDER, std::slice::from_ref(&signed), 23);
    signed.signed(&signature).unwrap()
}

fn notice(number: usize) -> SignableDocument<eioa::v1::AnmalanFranArbetsgivare> {
    let bytes =
        std::fs::read(fk_tests::fixtures().join("documents/eioa-1/valid/like-the-agencys-example.xml"))
            .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let id: String = xml::peek(text.as_bytes(), &ROOT, &[xml::Name(ROOT.0, "id")]).unwrap();
    SignableDocument::from_bytes(text.replace(&id, &reports::identity(number))).unwrap()
}

const ROOT: xml::Name = <eioa::v1::AnmalanFranArbetsgivare as xml::Root>::NAME;

#[test]
fn a_report_that_both_have_signed_becomes_a_request_with_the_very_octets() {
    let document = document(1);
    let signed = by_both(&document);
    let request = signed.to_request().unwrap();
    assert_eq!(request.tidredovisning.varde.as_bytes(), document.as_bytes());

    let delivered: Vec<_> = signed
        .signatures()
        .map(|(role, verified)| (role, verified.delivered()))
        .collect();
    let places = [&request.assistent_signatur, &request.anordnare_signatur];
    assert_eq!(
        delivered.iter().map(|(role, _)| *role).collect::<Vec<_>>(),
        ["assistent", "anordnare"]
    );
    for ((_, delivered), place) in delivered.iter().zip(places) {
        assert_eq!(
            place.signature.varde.as_bytes(),
            STANDARD.decode(delivered.signature()).unwrap()
        );
        assert_eq!(
            place.ocsp_response.varde.as_bytes(),
            STANDARD.decode(delivered.ocsp_response()).unwrap()
        );
    }
    // 23 in the evening in UTC is the next day in Sweden.
    assert_eq!(
        request.assistent_signatur.datum_for_signatur.to_string(),
        "2026-11-02"
    );
    assert_eq!(
        request.anordnare_signatur.datum_for_signatur.to_string(),
        "2026-11-03"
    );

    // And as the other side sees it.
    let bytes = xml::to_vec(&request).unwrap();
    let request: SkickaTidredovisning = xml::from_slice(&bytes).unwrap();
    let roles: Vec<_> = request
        .signatures()
        .iter()
        .map(|signature| signature.role)
        .collect();
    assert_eq!(roles, ["assistent", "anordnare"]);
}

#[test]
fn one_signature_of_the_provider_goes_with_all_the_reports_of_a_month() {
    let signed: Vec<_> = (1..=3).map(|number| by_assistant(&document(number))).collect();
    let signature = sign(SomAnordnare, PROVIDER, &signed, 12);
    let requests = signed
        .iter()
        .map(|signed| signed.signed(&signature).unwrap().to_request().unwrap());
    let places: Vec<_> = requests.map(|request| request.anordnare_signatur).collect();
    assert!(places.iter().all(|place| *place == places[0]));

    let another = by_assistant(&document(4));
    let refused = another.signed(&signature).unwrap_err();
    let document_id = reports::identity(4);
    assert_eq!(refused, SigningError::OtherDocument { document_id });
}

#[test]
fn a_signature_of_the_same_report_with_other_hours_does_not_do() {
    let signature = sign(SomAssistent, ASSISTANT, &[document(1)], 8);
    let changed: Document = SignableDocument::new(&reports::report(1, 3)).unwrap();
    assert_eq!(changed.document_id(), document(1).document_id());
    assert!(matches!(
        changed.signed(&signature),
        Err(SigningError::OtherDocument { .. })
    ));
}

#[test]
fn the_provider_signs_after_the_assistant() {
    let document = document(1);
    let signed = by_assistant(&document);
    let signature = sign(SomAnordnare, PROVIDER, std::slice::from_ref(&signed), 7);
    let refused = signed.signed(&signature).unwrap_err();
    assert_eq!(
        refused,
        SigningError::OutOfOrder {
            document_id: reports::identity(1),
            role: "anordnare",
            after: "assistent",
        }
    );
}

#[test]
fn the_assistant_whom_the_report_names_is_asked_and_no_one_else() {
    let document = document(1);
    let asked = Assignment::new(SomAssistent, number(PROVIDER), text(), [&document]);
    assert_eq!(
        asked.unwrap_err(),
        SigningError::OtherSigner {
            document_id: reports::identity(1),
            role: "assistent",
        }
    );
}

#[test]
fn what_somebody_else_delivered_is_refused_with_the_step() {
    let document = document(1);
    let assistants = Assignment::new(SomAssistent, number(ASSISTANT), text(), [&document]).unwrap();
    let signed = by_assistant(&document);
    let providers = Assignment::new(SomAnordnare, number(PROVIDER), text(), [&signed]).unwrap();
    let delivered = deliver(&providers, at(9));
    let refused = assistants.verify(&delivered, &anchors(), now()).unwrap_err();
    assert_eq!(refused.step(), Step::Signer, "{refused}");
}

#[test]
fn a_notice_is_signed_once_or_several_times_in_any_role() {
    let notice = notice(7);
    let once = notice
        .signed(&sign(SomArbetsgivare, PROVIDER, std::slice::from_ref(&notice), 8))
        .unwrap();
    assert_eq!(once.to_request().unwrap().underskrift.len(), 1);

    let assistant = notice.signer("assistent").unwrap();
    let twice = once
        .signed(&sign(
            SomAnstalld,
            assistant.as_str(),
            std::slice::from_ref(&once),
            9,
        ))
        .unwrap();
    let last = sign(SomArbetsgivare, ASSISTANT, std::slice::from_ref(&twice), 9);
    let thrice = twice.signed(&last).unwrap();
    let request = thrice.to_request().unwrap();
    let roles: Vec<_> = request
        .signatures()
        .iter()
        .map(|signature| signature.role)
        .collect();
    assert_eq!(roles, ["anordnare", "assistent", "anordnare"]);

    let refused = thrice.signed(&last).unwrap_err();
    let document_id = reports::identity(7);
    assert_eq!(refused, SigningError::SignatureTwice { document_id });
}

#[test]
fn a_document_made_elsewhere_is_signed_as_it_is() {
    let written = xml::to_string(&reports::report(1, 2)).unwrap();
    let octets = format!("<?xml version='1.0'?>\r\n<!-- ours -->{written}\n").into_bytes();
    let elsewhere: Document = SignableDocument::from_bytes(octets.clone()).unwrap();
    // The canonical form leaves declaration, comment and the last line's end out, but keeps everything inside the root.
    assert_eq!(elsewhere.pair(), document(1).pair());
    let request = by_both(&elsewhere).to_request().unwrap();
    assert_eq!(request.tidredovisning.varde.as_bytes(), octets);
}

#[test]
fn documents_are_taken_up_where_they_were_left() {
    let document = document(1);
    let unsigned: Document = SignableDocument::from_stored(&document.to_stored()).unwrap();
    assert_eq!(unsigned, document);
    let once = by_assistant(&unsigned).to_stored();
    let once = Signed::<Report, SomAssistent>::from_stored(&once, &anchors(), now()).unwrap();
    let signature = sign(SomAnordnare, PROVIDER, std::slice::from_ref(&once), 9);
    let stored = once.signed(&signature).unwrap().to_stored();
    let both = Signed::<Report, SomAnordnare>::from_stored(&stored, &anchors(), now()).unwrap();
    assert_eq!(both.to_stored(), stored);
    let request = both.to_request().unwrap();
    assert_eq!(request.tidredovisning.varde.as_bytes(), document.as_bytes());
}

#[test]
fn a_stored_document_with_a_changed_octet_is_refused() {
    let stored = by_assistant(&document(1)).to_stored();
    let taken_up = |bytes: &[u8]| Signed::<Report, SomAssistent>::from_stored(bytes, &anchors(), now());
    let first_line = stored.iter().position(|byte| *byte == b'\n').unwrap();
    let places = (0..=first_line + 40).chain((first_line + 41..stored.len()).step_by(41));
    for place in places {
        for bit in [0x01, 0x20, 0x80] {
            let mut changed = stored.clone();
            changed[place] ^= bit;
            let refused = taken_up(&changed).unwrap_err();
            let is_known = matches!(
                refused,
                StoredError::NotStored | StoredError::OtherForm | StoredError::Changed
            );
            assert!(is_known, "octet {place}: {refused}");
        }
    }
    for length in (0..stored.len()).step_by(41).chain([stored.len() - 1]) {
        taken_up(&stored[..length]).unwrap_err();
    }
    let longer = [&stored[..], b"\n"].concat();
    assert!(matches!(taken_up(&longer), Err(StoredError::Changed)));
}

#[test]
fn a_document_is_taken_up_as_what_it_is() {
    let document = document(1);
    let signed = by_assistant(&document).to_stored();
    let refused = SignableDocument::<Report>::from_stored(&signed).unwrap_err();
    assert!(refused.to_string().contains("assistent, and nobody"), "{refused}");
    let refused = Signed::<Report, SomAnordnare>::from_stored(&signed, &anchors(), now()).unwrap_err();
    assert!(
        refused.to_string().contains("assistent, and anordnare"),
        "{refused}"
    );
    let refused = Signed::<Report, SomAssistent>::from_stored(&document.to_stored(), &anchors(), now());
    assert!(matches!(refused, Err(StoredError::Stage { found: None, .. })));
    // Valid in that version too, but it was made for this one.
    let refused = SignableDocument::<v1_0_1::Tidredovisning>::from_stored(&document.to_stored()).unwrap_err();
    assert!(
        matches!(&refused, StoredError::OtherContract { found, .. } if found == "elt 1.0.2"),
        "{refused}"
    );
    let refused = SignableDocument::<eioa::v1::AnmalanFranArbetsgivare>::from_stored(&document.to_stored());
    assert!(matches!(refused, Err(StoredError::Document(_))));
    let any = SignableDocument::<AnyTidredovisning>::from_stored(&document.to_stored()).unwrap();
    assert_eq!(any.contract(), elt::v1_0_2::CONTRACT);
}

/// A stored document with another content, and a checksum that is right.
fn forged(stored: &[u8], forge: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let end = stored.iter().position(|byte| *byte == b'\n').unwrap();
    let mut body = serde_json::from_slice(&stored[end + 1..]).unwrap();
    forge(&mut body);
    let body = serde_json::to_vec(&body).unwrap();
    let mut bytes = format!("fk-signed 1 sha256 {}\n", Digest::of(&body)).into_bytes();
    bytes.extend(body);
    bytes
}

#[test]
fn a_forged_document_is_refused_although_its_checksum_is_right() {
    let document = document(1);
    let stored = by_both(&document).to_stored();
    let taken_up = |bytes: &[u8]| Signed::<Report, SomAnordnare>::from_stored(bytes, &anchors(), now());
    taken_up(&forged(&stored, |_| ())).unwrap();

    let other = STANDARD.encode(self::document(2).as_bytes());
    let refused = taken_up(&forged(&stored, |body| body["document"] = other.into())).unwrap_err();
    assert!(
        matches!(&refused, StoredError::Verification(error) if error.step() == Step::Content),
        "{refused}"
    );

    let swapped = forged(&stored, |body| {
        body["signatures"].as_array_mut().unwrap().swap(0, 1)
    });
    assert!(matches!(taken_up(&swapped), Err(StoredError::Stage { .. })));

    let alone = forged(&stored, |body| {
        drop(body["signatures"].as_array_mut().unwrap().remove(0))
    });
    assert!(matches!(taken_up(&alone), Err(StoredError::Order)));

    let twice = forged(&stored, |body| {
        let signatures = body["signatures"].as_array_mut().unwrap();
        signatures.push(signatures[1].clone());
    });
    assert!(matches!(taken_up(&twice), Err(StoredError::Order)));

    let refused = taken_up(&forged(&stored, |body| {
        body["signatures"][0]["signer"] = PROVIDER.into()
    }))
    .unwrap_err();
    assert!(
        matches!(&refused, StoredError::Verification(error) if error.step() == Step::Signer),
        "{refused}"
    );
    let refused = taken_up(&forged(&stored, |body| {
        body["signatures"][0]["text"] = "Annat".into()
    }))
    .unwrap_err();
    assert!(
        matches!(&refused, StoredError::Verification(error) if error.step() == Step::Content),
        "{refused}"
    );

    // The provider has signed the report indeed, but not in the assistant's place.
    let person = Person::new(number(PROVIDER), "Påhittad", "Person");
    let what = ToSign::text(text()).with_hidden(document.pair().to_string());
    let delivered = bankid().sign(&person, &what, at(7)).unwrap();
    let in_place = forged(&stored, |body| {
        let first = &mut body["signatures"][0];
        first["signer"] = PROVIDER.into();
        first["signature"] = delivered.signature().into();
        first["ocsp_response"] = delivered.ocsp_response().into();
    });
    let refused = taken_up(&in_place).unwrap_err();
    assert!(
        matches!(
            &refused,
            StoredError::Signing(SigningError::OtherSigner {
                role: "assistent",
                ..
            })
        ),
        "{refused}"
    );

    for form in [
        forged(&stored, |body| body["more"] = 1.into()),
        forged(&stored, |body| {
            body["signatures"][0]["signer"] = 189_001_019_802_u64.into()
        }),
        forged(&stored, |body| body["document"] = "?".into()),
    ] {
        let refused = taken_up(&form).unwrap_err();
        assert!(matches!(refused, StoredError::Form { .. }), "{refused}");
        assert!(!refused.to_string().contains("1890"), "{refused}");
    }
}

#[test]
fn nothing_personal_is_shown() {
    let signed = by_both(&document(1));
    let signature = sign(SomAssistent, ASSISTANT, &[document(1)], 8);
    let shown = format!(
        "{signed:?} {signature:?} {:?}",
        signed.signatures().collect::<Vec<_>>()
    );
    for personal in [ASSISTANT, PROVIDER, "Påhittad", "Elvan", "Tolvan"] {
        assert!(!shown.contains(personal), "{shown}");
    }
}
