//! What goes out.

use fk_runtime::soap::{self, NoFault, Nothing, Rejection, Version};
use fk_runtime::xml;

use crate::ping::{
    Busy, Note, NoteOperation, Ping, PingFault, PingOperation, Pong, Token, TokenHeader, WithToken,
};

fn text(bytes: Result<Vec<u8>, xml::InvalidValue>) -> String {
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn a_request_is_an_envelope_with_its_element_in_the_body() {
    let request = soap::write_request::<PingOperation>(Version::V1_1, &Ping("hi".into()), &());
    assert_eq!(
        text(request),
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <Ping xmlns=\"urn:test:ping\"><text>hi</text></Ping></soap:Body></soap:Envelope>"
    );
}

#[test]
fn soap_1_2_has_its_own_namespace_and_carries_the_action_in_the_media_type() {
    let request = soap::write_request::<PingOperation>(Version::V1_2, &Ping("hi".into()), &());
    assert!(
        text(request).starts_with("<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\">")
    );
    assert_eq!(
        Version::V1_2.content_type("urn:a"),
        "application/soap+xml; charset=utf-8; action=\"urn:a\""
    );
    assert_eq!(Version::V1_1.content_type("urn:a"), "text/xml; charset=utf-8");
}

#[test]
fn declared_headers_stand_in_the_header() {
    let headers = TokenHeader {
        token: Token("t".into()),
    };
    let request = soap::write_request::<WithToken>(Version::V1_1, &Ping("hi".into()), &headers);
    assert!(text(request).contains(
        "<soap:Header><Token xmlns=\"urn:test:ping\"><text>t</text></Token></soap:Header><soap:Body>"
    ));
}

#[test]
fn an_answer_without_a_part_has_an_empty_body() {
    let answer = soap::write_answer::<NoteOperation>(Version::V1_1, &Nothing, &());
    assert!(text(answer).contains("<soap:Body></soap:Body>"));
    let request = soap::write_request::<NoteOperation>(Version::V1_1, &Note("n".into()), &());
    assert!(text(request).contains("<Note "));
}

#[test]
fn a_declared_fault_stands_in_the_detail() {
    let busy = Rejection::Fault(PingFault::Busy(Busy("b".into())));
    assert_eq!(
        text(soap::write_fault(Version::V1_1, &busy)),
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>\
         <faultcode>soap:Client</faultcode><faultstring>the message is refused; the detail says why</faultstring>\
         <detail><Busy xmlns=\"urn:test:ping\"><text>b</text></Busy></detail></soap:Fault></soap:Body></soap:Envelope>"
    );
    assert_eq!(
        text(soap::write_fault(Version::V1_2, &busy)),
        "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><soap:Fault>\
         <soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code>\
         <soap:Reason><soap:Text xml:lang=\"en\">the message is refused; the detail says why</soap:Text></soap:Reason>\
         <soap:Detail><Busy xmlns=\"urn:test:ping\"><text>b</text></Busy></soap:Detail></soap:Fault></soap:Body></soap:Envelope>"
    );
}

#[test]
fn whose_fault_it_is_shows_in_the_code() {
    let codes = |rejection: Rejection<NoFault>| {
        [Version::V1_1, Version::V1_2].map(|version| text(soap::write_fault(version, &rejection)))
    };
    let [one, two] = codes(Rejection::Receiver("no disk".into()));
    assert!(
        one.contains("<faultcode>soap:Server</faultcode><faultstring>no disk</faultstring></soap:Fault>")
    );
    assert!(two.contains("soap:Receiver"));
    let [one, two] = codes(Rejection::Sender("no".into()));
    assert!(one.contains("soap:Client") && two.contains("soap:Sender"));
}

#[test]
fn a_character_that_xml_forbids_is_not_written() {
    let error = soap::write_request::<PingOperation>(Version::V1_1, &Ping("\u{1}".into()), &()).unwrap_err();
    assert!(error.to_string().contains("text"), "{error}");
}

#[test]
fn what_is_written_is_read_back() {
    for version in [Version::V1_1, Version::V1_2] {
        let headers = TokenHeader {
            token: Token("å&<".into()),
        };
        let bytes = soap::write_answer::<WithToken>(version, &Pong("]]>".into()), &headers).unwrap();
        let reply = soap::read_reply::<WithToken>(version, &bytes, Some(&version.content_type(""))).unwrap();
        let soap::Reply::Answer(answer, read) = reply else {
            panic!("expected the answer")
        };
        assert_eq!((answer.0.as_str(), read), ("]]>", headers));
    }
}
