//! WSDL 1.1: what is read, what is refused, and the schemas inside.

mod support;

use std::collections::BTreeMap;

use fk_codegen::read::{SoapVersion, WsdlDocument, read_schemas, read_wsdl};
use fk_codegen::resolve::{QName, resolve};

const WSDL: &str = r#"<w:definitions name="Skicka" targetNamespace="urn:w" xmlns:t="urn:w" xmlns:d="urn:d"
    xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<w:documentation>Om tjänsten</w:documentation>
<w:types>
  <xs:schema targetNamespace="urn:d" elementFormDefault="qualified">
    <xs:import namespace="urn:mime"/>
    <xs:element name="In" type="m:M" xmlns:m="urn:mime"/><xs:element name="Out" type="xs:string"/>
    <xs:element name="Fel" type="d:Fel"/><xs:complexType name="Fel"/>
  </xs:schema>
  <xs:schema targetNamespace="urn:mime"><xs:include schemaLocation="mime.xsd"/></xs:schema>
</w:types>
<w:message name="in"><w:part name="p" element="d:In"/></w:message>
<w:message name="ut"><w:part name="p" element="d:Out"/></w:message>
<w:message name="fel"><w:part name="p" element="d:Fel"/></w:message>
<w:portType name="P">
  <w:operation name="Skicka"><w:documentation>Skickar</w:documentation>
    <w:input message="t:in"/>
    <w:output message="t:ut"/>
    <w:fault name="Fel" message="t:fel"/>
  </w:operation>
</w:portType>
<w:binding name="B" type="t:P">
  <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
  <w:operation name="Skicka">
    <soap:operation soapAction="urn:skicka"/>
    <w:input><soap:body use="literal"/></w:input>
    <w:output><soap:body use="literal"/></w:output>
    <w:fault name="Fel"><soap:fault name="Fel" use="literal"/></w:fault>
  </w:operation>
</w:binding>
<w:service name="S"><w:port name="Port" binding="t:B"><soap:address location="https://example.org/x"/></w:port></w:service>
</w:definitions>"#;

const MIME: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:mime'>\
                    <xs:simpleType name='M'><xs:restriction base='xs:base64Binary'/></xs:simpleType></xs:schema>";

fn name(local: &str) -> QName {
    QName {
        namespace: "urn:w".to_owned(),
        local: local.to_owned(),
    }
}

fn read(text: &str) -> Result<WsdlDocument, String> {
    let source = support::Files::new(&[("x/a.wsdl", text), ("x/mime.xsd", MIME)]);
    read_wsdl(&source, &BTreeMap::new(), "x/a.wsdl").map_err(|error| error.to_string())
}

/// The message when `from` in the WSDL is replaced by `to`.
#[track_caller]
fn changed(from: &str, to: &str) -> String {
    assert!(WSDL.contains(from), "{from} is not in the WSDL");
    read(&WSDL.replacen(from, to, 1)).expect_err("it was read")
}

#[test]
fn everything_that_a_stub_needs_is_read() {
    let wsdl = read(WSDL).expect("a good WSDL");
    assert_eq!(wsdl.documentation.as_deref(), Some("Om tjänsten"));
    assert_eq!(wsdl.schemas.len(), 2);
    let operation = &wsdl.port_types[&name("P")].operations[0];
    assert_eq!(
        (operation.name.as_str(), operation.documentation.as_deref()),
        ("Skicka", Some("Skickar"))
    );
    assert_eq!(operation.input.message, name("in"));
    assert_eq!(
        operation.faults[0].place.to_string(),
        "schemas/x/a.wsdl:19:5 (portType P / operation Skicka / fault Fel)"
    );
    let binding = &wsdl.bindings[&name("B")];
    assert_eq!(
        (binding.soap, &binding.port_type),
        (SoapVersion::V1_1, &name("P"))
    );
    let bound = &binding.operations[0];
    assert_eq!(bound.soap_action.as_deref(), Some("urn:skicka"));
    assert_eq!(
        bound.input.body,
        Some(QName {
            namespace: "urn:d".to_owned(),
            local: "In".to_owned()
        })
    );
    assert_eq!(bound.faults, ["Fel"]);
    assert_eq!(
        wsdl.services[&name("S")].ports[0].address,
        "https://example.org/x"
    );
}

#[test]
fn the_schemas_inside_are_read_with_the_namespaces_and_lines_of_the_wsdl() {
    let source = support::Files::new(&[("x/a.wsdl", WSDL), ("x/mime.xsd", MIME)]);
    let documents = read_schemas(&source, &BTreeMap::new(), &["x/a.wsdl".to_owned()]).expect("readable");
    let set = resolve(&documents).expect("resolvable");
    let files: Vec<(&str, &str)> = set
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.target_namespace.as_str()))
        .collect();
    assert_eq!(
        files,
        [
            ("x/a.wsdl", "urn:d"),
            ("x/a.wsdl", "urn:mime"),
            ("x/mime.xsd", "urn:mime")
        ]
    );
    let id = set.global_elements[&QName {
        namespace: "urn:d".to_owned(),
        local: "Fel".to_owned(),
    }];
    let place = &set.elements[id.0 as usize].origin.place;
    assert_eq!(place.to_string(), "schemas/x/a.wsdl:8:5 (element Fel)");
}

#[test]
fn soap_1_2_is_told_by_its_namespace() {
    let text = WSDL.replace("wsdl/soap/", "wsdl/soap12/");
    assert_eq!(
        read(&text).expect("SOAP 1.2").bindings[&name("B")].soap,
        SoapVersion::V1_2
    );
}

#[test]
fn headers_are_bound_to_their_elements() {
    let text = WSDL.replacen(
        "<soap:body use=\"literal\"/></w:input>",
        "<soap:header message=\"t:ut\" part=\"p\" use=\"literal\"/><soap:body use=\"literal\"/></w:input>",
        1,
    );
    let wsdl = read(&text).expect("a header");
    let input = &wsdl.bindings[&name("B")].operations[0].input;
    assert_eq!(input.headers[0].element.local, "Out");
    assert_eq!(input.body.as_ref().map(|body| body.local.as_str()), Some("In"));
}

#[test]
fn what_is_not_supported_is_refused_by_name_and_place() {
    for (from, to, message) in [
        (
            "style=\"document\"",
            "style=\"rpc\"",
            "23:3 (binding B / binding): style=\"rpc\" is not supported: only document style is, in which the body is \
             one element of a schema (WS-I Basic Profile 1.1, R2705)",
        ),
        (
            "<soap:body use=\"literal\"/>",
            "<soap:body use=\"encoded\"/>",
            "26:14 (binding B / operation Skicka / input / body): use=\"encoded\" is not supported: only use=\"literal\" \
             is, in which messages follow their schema (WS-I Basic Profile 1.1, R2706)",
        ),
        (
            "<soap:body use=\"literal\"/>",
            "<m:multipartRelated xmlns:m=\"http://schemas.xmlsoap.org/wsdl/mime/\"/>",
            "26:14 (binding B / operation Skicka / input / multipartRelated): the extension \
             `{http://schemas.xmlsoap.org/wsdl/mime/}multipartRelated` is not supported: attachments outside the SOAP \
             envelope are not carried. Use a part of type xs:base64Binary",
        ),
        (
            "<soap:binding style",
            "<h:binding verb=\"GET\" xmlns:h=\"http://schemas.xmlsoap.org/wsdl/http/\"/><soap:binding style",
            "23:3 (binding B / binding): the extension `{http://schemas.xmlsoap.org/wsdl/http/}binding` is not \
             supported: bindings of plain HTTP have no SOAP envelope. Remove that binding and its port",
        ),
        (
            "<soap:binding style",
            "<p:PolicyReference xmlns:p=\"http://www.w3.org/ns/ws-policy\"/><soap:binding style",
            "23:3 (binding B / PolicyReference): the extension `{http://www.w3.org/ns/ws-policy}PolicyReference` is not \
             supported: policies state demands on security and transport that cannot be met unseen. Remove the policy, \
             after meeting it in the program",
        ),
        (
            "<soap:binding style",
            "<x:y w:required=\"true\" xmlns:x=\"urn:x\"/><soap:binding style",
            "23:3 (binding B / y): the extension `{urn:x}y` is not supported: it is an extension marked as required, and \
             not one that is known",
        ),
        (
            "<soap:body use=\"literal\"/>",
            "<soap:body use=\"literal\"><p:Policy xmlns:p=\"http://schemas.xmlsoap.org/ws/2004/09/policy\"/></soap:body>",
            "26:39 (binding B / operation Skicka / input / body / Policy): the extension \
             `{http://schemas.xmlsoap.org/ws/2004/09/policy}Policy` is not supported: policies state demands on security \
             and transport that cannot be met unseen. Remove the policy, after meeting it in the program",
        ),
        (
            "<soap:binding style",
            "<m:OptimizedMimeSerialization xmlns:m=\"http://schemas.xmlsoap.org/ws/2004/09/policy/\
             optimizedmimeserialization\"/><soap:binding style",
            "23:3 (binding B / OptimizedMimeSerialization): the extension \
             `{http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization}OptimizedMimeSerialization` is not \
             supported: messages in several parts (MTOM) are not carried. Remove it; the binary data then stands in the \
             message as base64",
        ),
        (
            "<soap:binding style",
            "<a:UsingAddressing w:required=\"true\" xmlns:a=\"http://www.w3.org/2006/05/addressing/wsdl\"/><soap:binding style",
            "23:3 (binding B / UsingAddressing): the extension `{http://www.w3.org/2006/05/addressing/wsdl}UsingAddressing` \
             is not supported: it is an extension marked as required, and not one that is known",
        ),
        (
            "<soap:body use=\"literal\"/>",
            "<soap:body use=\"literal\"/><soap:header message=\"t:ut\" part=\"p\" use=\"literal\"><soap:headerfault \
             message=\"t:fel\" part=\"p\" use=\"literal\"/></soap:header>",
            "26:91 (binding B / operation Skicka / input / header / headerfault): soap:headerfault is not supported: \
             faults that concern a header are not modelled. Declare the fault on the operation",
        ),
        (
            "<w:part name=\"p\" element=\"d:In\"/>",
            "<w:part name=\"p\" type=\"xs:int\"/>",
            "12:22 (message in / part p): the part `p` with a `type` is not supported: in document style a part is an \
             element of a schema (WS-I Basic Profile 1.1, R2204). Declare an element and name it in `element`",
        ),
    ] {
        assert_eq!(changed(from, to), format!("schemas/x/a.wsdl:{message}"));
    }
}

#[test]
fn an_extension_that_is_not_required_is_let_be() {
    assert!(
        read(&WSDL.replacen(
            "<soap:binding style",
            "<x:y xmlns:x=\"urn:x\"/><soap:binding style",
            1
        ))
        .is_ok()
    );
}

#[test]
fn references_that_lead_nowhere_are_reported_with_the_nearest_name() {
    for (from, to, message) in [
        (
            "message=\"t:ut\"",
            "message=\"t:utt\"",
            "18:5 (portType P / operation Skicka / output): there is no message `utt`. Did you mean `ut`?",
        ),
        (
            "type=\"t:P\"",
            "type=\"t:Q\"",
            "22:1 (binding B): there is no port type `Q`",
        ),
        (
            "binding=\"t:B\"",
            "binding=\"t:Bx\"",
            "31:21 (service S / port Port): there is no binding `Bx`. Did you mean `B`?",
        ),
        (
            "<soap:fault name=\"Fel\"",
            "<soap:fault name=\"Fl\"",
            "28:25 (binding B / operation Skicka / fault Fel / fault Fl): the attribute `name` is \"Fl\"; expected `Fel`, as on the wsdl:fault",
        ),
        (
            "message=\"t:in\"",
            "message=\"u:in\"",
            "17:5 (portType P / operation Skicka / input): the attribute `message` is \"u:in\"; expected a declared prefix. Declare it: xmlns:u=\"...\"",
        ),
    ] {
        assert_eq!(changed(from, to), format!("schemas/x/a.wsdl:{message}"));
    }
}

#[test]
fn what_is_unknown_or_missing_is_refused() {
    assert_eq!(
        changed("<w:output message=\"t:ut\"/>", "<w:outptu message=\"t:ut\"/>"),
        "schemas/x/a.wsdl:18:5 (portType P / operation Skicka / outptu): `wsdl:outptu` may not stand here; expected \
         `wsdl:input`, `wsdl:output`, `wsdl:fault` or `wsdl:documentation`"
    );
    assert_eq!(
        changed("<soap:address location=\"https://example.org/x\"/>", ""),
        "schemas/x/a.wsdl:31:21 (service S / port Port): the content ends too early; expected `soap:address`"
    );
    assert_eq!(
        changed("soapAction=", "soapaction="),
        "schemas/x/a.wsdl:25:5 (binding B / operation Skicka / operation): the attribute `soapaction` may not stand here; \
         expected `soapAction`, `soapActionRequired`, `style` or `required`"
    );
    assert_eq!(
        changed("<w:message name=\"ut\">", "<w:message name=\"in\">"),
        "schemas/x/a.wsdl:13:1 (message in): there is already a message `in`, at schemas/x/a.wsdl:12:1 (message in). \
         Rename one of them"
    );
    assert_eq!(
        changed(
            "<w:port name=\"Port\" binding=\"t:B\">",
            "<w:port name=\"Port\" binding=\"t:B\"><soap:address location=\"https://example.org/x\"/></w:port>\n\
             <w:port name=\"Port\" binding=\"t:B\">"
        ),
        "schemas/x/a.wsdl:32:1 (service S / port Port): there is already a port `Port`, at schemas/x/a.wsdl:31:21 \
         (service S / port Port). Rename one of them"
    );
    let header = "<soap:header message=\"t:ut\" part=\"p\" use=\"literal\"/>";
    assert_eq!(
        changed(
            "<soap:body use=\"literal\"/>",
            &format!("{header}{header}<soap:body use=\"literal\"/>")
        ),
        "schemas/x/a.wsdl:26:66 (binding B / operation Skicka / input / header): a second header of the element `Out` is \
         not supported: a message has each header block once. Remove one of them"
    );
    assert_eq!(
        changed(
            "<soap:body use=\"literal\"/>",
            "<soap:body use=\"literal\"><soap:body/></soap:body>"
        ),
        "schemas/x/a.wsdl:26:39 (binding B / operation Skicka / input / body / body): \
         `{http://schemas.xmlsoap.org/wsdl/soap/}body` may not stand here; expected nothing of SOAP's"
    );
    assert_eq!(
        read("<a/>").expect_err("no WSDL"),
        "schemas/x/a.wsdl:1:1: the root element is `a`; expected `wsdl:definitions` of WSDL 1.1"
    );
}

#[test]
fn a_wsdl_may_import_another() {
    let (head, tail) = WSDL.split_once("<w:binding").expect("a binding");
    let outer = format!(
        "<w:definitions targetNamespace='urn:w' xmlns:t='urn:w' xmlns:w='http://schemas.xmlsoap.org/wsdl/' \
         xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/'><w:import namespace='urn:w' location='b.wsdl'/><w:binding{tail}"
    );
    let inner = format!("{head}</w:definitions>");
    let files = [
        ("x/a.wsdl", outer.as_str()),
        ("x/b.wsdl", inner.as_str()),
        ("x/mime.xsd", MIME),
    ];
    let source = support::Files::new(&files);
    let wsdl = read_wsdl(&source, &BTreeMap::new(), "x/a.wsdl").expect("imported");
    assert_eq!(
        (wsdl.messages.len(), wsdl.services.len(), wsdl.schemas.len()),
        (3, 1, 2)
    );
    let documents = read_schemas(&source, &BTreeMap::new(), &["x/a.wsdl".to_owned()]).expect("readable");
    assert_eq!(resolve(&documents).expect("resolvable").global_elements.len(), 3);
}
