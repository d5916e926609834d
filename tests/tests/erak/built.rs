//! Bills that a program makes.

use fk_contracts::erak::current::{
    AnnanVerksamhet, Assistanstid, CreateAnswer, CreateOperation, EgenArbetsgivare, ForegaendeManad,
    KoptAssistansVardnadshavare, NyRakning, Period, Person, Rakning, Sjukhusvistelse, StatusOperation,
    VardPaSjukhus, Vistelse, Webbadress,
};
use fk_runtime::rest::{Answer, Content, Operation};
use fk_runtime::{Provenance, json};

fn person() -> Person {
    Person::new("Test Testsson", "189001019802").unwrap()
}

fn bill() -> KoptAssistansVardnadshavare {
    KoptAssistansVardnadshavare::new(
        "2026-10",
        person(),
        "070-174 06 05",
        Assistanstid::new(600, 0, 0).unwrap(),
        AnnanVerksamhet::IngenAnnanVerksamhet,
        Sjukhusvistelse::IngenSjukhusvistelse,
        ForegaendeManad::ErsattningenAnvand,
        person(),
    )
    .unwrap()
}

#[test]
fn a_bill_is_sent_as_the_contract_has_it() {
    let new = NyRakning::new("Leverantör", "https://leverantor.example/retur", bill()).unwrap();
    let (_, octets) = <<CreateOperation as Operation>::Body as Content>::write(&new)
        .unwrap()
        .unwrap();
    assert_eq!(
        String::from_utf8(octets).unwrap(),
        concat!(
            r#"{"leverantor":"Leverantör","returUrl":"https://leverantor.example/retur","rakning":{"manad":"2026-10","#,
            r#""person":{"namn":"Test Testsson","personnummer":"189001019802"},"telefonnummer":"070-174 06 05","#,
            r#""assistans":{"aktivTid":600,"vantetid":0,"beredskap":0},"annanVerksamhet":{"svar":"NEJ"},"#,
            r#""sjukhusvistelse":{"svar":"NEJ"},"foregaendeManad":{"svar":"JA"},"#,
            r#""vardnadshavare":{"namn":"Test Testsson","personnummer":"189001019802"}}}"#
        )
    );
}

#[test]
fn an_address_is_of_https_or_of_this_machine() {
    for right in [
        "https://leverantor.example",
        "https://leverantor.example:8443/retur?a=b",
        "http://localhost",
        "http://localhost:3000/retur",
        "http://127.0.0.1:3000?a=b",
        "http://[::1]:3000/",
    ] {
        assert!(Webbadress::try_from(right).is_ok(), "{right}");
    }
    for wrong in [
        "http://leverantor.example/",
        "http://localhost.leverantor.example/",
        "http://localhost@leverantor.example/",
        "http://localhost:3000@leverantor.example/",
        "http://localhost:3000#retur",
        "http://127.0.0.10/",
        "http://127x0x0x1/",
        "http://[::2]/",
        "http://localhost:/",
        "ftp://localhost/",
        "javascript:alert(1)",
        "https:leverantor.example",
        "/retur",
        "",
    ] {
        assert!(Webbadress::try_from(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_stay_whose_end_is_half_there_is_not_sent() {
    let stay = Vistelse::new("2026-10-01", "08:00")
        .unwrap()
        .with_till_datum("2026-10-02")
        .unwrap();
    let mut bill = bill();
    bill.sjukhusvistelse = VardPaSjukhus::new([stay]).unwrap().into();
    let error = json::to_string(&Rakning::from(bill)).unwrap_err();
    assert_eq!(error.path(), "sjukhusvistelse/vistelser[1]/tillKlockslag");
}

#[test]
fn a_period_that_ends_before_it_begins_is_not_made() {
    let error = Period::new("2026-10-02", "2026-10-01").unwrap_err();
    assert_eq!(error.path(), "tillDatum");
}

#[test]
fn whoever_is_employer_has_no_month_before_to_account_for() {
    let fields = <EgenArbetsgivare as json::Object>::FIELDS;
    let names: Vec<&str> = fields.iter().map(json::Field::name).collect();
    assert!(!names.contains(&"foregaendeManad") && names.contains(&"slutredovisning"));
}

#[test]
fn nothing_personal_is_shown_of_a_bill() {
    let shown = format!(
        "{:?}",
        NyRakning::new("Leverantör", "https://a.example/?p=189001019802", bill()).unwrap()
    );
    for personal in ["189001019802", "Testsson", "070-174"] {
        assert!(!shown.contains(personal), "{shown}");
    }
}

#[test]
fn validation_errors_come_as_a_list_with_code_field_and_text() {
    let body =
        br#"{"fel":[{"kod":"SAKNAS","falt":"manad","text":"M\u00e5naden saknas."},{"kod":"X","text":""}]}"#;
    let CreateAnswer::Status400(found) = CreateAnswer::read(400, body).unwrap() else {
        panic!("not read as validation errors")
    };
    assert_eq!((found.fel.len(), found.fel[0].kod.as_str()), (2, "SAKNAS"));
    assert_eq!(found.fel[1].falt, None);
    assert!(!format!("{found:?}").contains("Månaden"), "{found:?}");
    assert!(CreateAnswer::read(400, br#"{"fel":[]}"#).is_err());
}

#[test]
fn the_contract_says_how_sure_it_is_and_how_often_it_may_be_called() {
    let api = StatusOperation::API;
    assert_eq!((api.service, api.versions), ("erak", &["1"][..]));
    let pacing = api.pacing.unwrap();
    assert_eq!((pacing.calls, pacing.seconds), (200, 60));
    assert_eq!(
        fk_contracts::erak::current::CONTRACT.provenance,
        Provenance::Reconstructed
    );
    assert!(StatusOperation::DESCRIPTION.key.is_some());
}
