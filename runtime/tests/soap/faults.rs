//! Faults that come back: declared ones, others, and ones that lack something.

use fk_runtime::soap::{self, EnvelopeError, Reply, UndeclaredFault, Version};

use crate::envelope;
use crate::ping::{Busy, PingFault, PingOperation};

const BUSY: &str = "<Busy xmlns=\"urn:test:ping\"><text>b</text></Busy>";

fn reply(fault: &str) -> Result<Reply<PingOperation>, EnvelopeError> {
    let text = envelope(&format!("<soap:Fault>{fault}</soap:Fault>"));
    soap::read_reply(Version::V1_1, text.as_bytes(), Some("text/xml"))
}

fn fault(detail: &str) -> String {
    format!("<faultcode>soap:Server</faultcode><faultstring>f</faultstring>{detail}")
}

fn undeclared(fault: &str) -> UndeclaredFault {
    match reply(fault).unwrap() {
        Reply::Undeclared(fault) => fault,
        other => panic!("expected an undeclared fault, got {other:?}"),
    }
}

#[test]
fn a_declared_fault_is_typed() {
    for detail in [
        format!("<detail>{BUSY}</detail>"),
        format!("<detail xmlns:a=\"urn:a\" a:b=\"c\">\n  {BUSY}\n</detail>"),
        format!("<faultactor>urn:x</faultactor><detail>{BUSY}</detail>"),
    ] {
        let Reply::Fault(fault) = reply(&fault(&detail)).unwrap() else {
            panic!("expected a declared fault: {detail}")
        };
        assert_eq!(fault, PingFault::Busy(Busy("b".into())));
    }
    let spoken =
        fault(&format!("<detail>{BUSY}</detail>")).replace("<faultstring>", "<faultstring xml:lang=\"sv\">");
    assert!(matches!(reply(&spoken), Ok(Reply::Fault(_))));
}

#[test]
fn any_other_fault_is_kept_with_its_code_text_and_detail() {
    let none = undeclared(&fault(""));
    assert_eq!(
        (none.code(), none.reason(), none.detail().len()),
        ("Server", "f", 0)
    );
    let empty = undeclared(&fault("<detail/>"));
    assert!(empty.detail().is_empty());
    let other = undeclared(&fault("<detail><a xmlns=\"urn:a\">189001019802</a></detail>"));
    assert_eq!(other.detail()[0].local(), "a");
    let both = undeclared(&fault(&format!("<detail>{BUSY}<a xmlns=\"urn:a\"/></detail>")));
    assert_eq!(both.detail().len(), 1);
}

#[test]
fn the_texts_of_a_fault_are_not_shown() {
    let secret = undeclared(
        "<faultcode>soap:Server</faultcode><faultstring>189001019802 is wrong</faultstring>\
         <detail><a xmlns=\"urn:a\">189001019802</a></detail>",
    );
    assert!(!format!("{secret:?} {secret}").contains("189001019802"));
    assert!(format!("{secret}").contains("Server"));
    let odd = undeclared("<faultcode>189001019802 å</faultcode><faultstring>f</faultstring>");
    assert_eq!(odd.code(), "");
}

#[test]
fn a_fault_that_lacks_something_is_none() {
    for fault in [
        "",
        "<faultstring>f</faultstring>",
        "<faultcode>soap:Server</faultcode>",
        &format!("<detail>{BUSY}</detail>"),
        &fault("<detail><Busy xmlns=\"urn:test:ping\"/></detail>"),
        &fault(&format!("<detail>{BUSY}</detail><more/>")),
    ] {
        assert!(matches!(reply(fault), Err(EnvelopeError::Xml(_))), "{fault}");
    }
}

#[test]
fn soap_1_2_puts_a_fault_otherwise() {
    let text = format!(
        "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code><e:Value>e:Sender\
         </e:Value><e:Subcode><e:Value>x</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang=\"sv\">a</e:Text>\
         <e:Text xml:lang=\"en\">b</e:Text></e:Reason><e:Role>urn:r</e:Role><e:Detail>{BUSY}</e:Detail></e:Fault>\
         </e:Body></e:Envelope>"
    );
    let read = |text: &str| {
        soap::read_reply::<PingOperation>(
            Version::V1_2,
            text.as_bytes(),
            Some("application/soap+xml; charset=utf-8"),
        )
    };
    assert!(matches!(read(&text), Ok(Reply::Fault(PingFault::Busy(_)))));
    let other = text.replace(BUSY, "");
    let Ok(Reply::Undeclared(fault)) = read(&other) else {
        panic!("expected an undeclared fault")
    };
    assert_eq!((fault.code(), fault.reason()), ("Sender", "a"));
    let lacking = text.replace("<e:Value>e:Sender</e:Value>", "");
    assert!(matches!(read(&lacking), Err(EnvelopeError::Xml(_))));
}
