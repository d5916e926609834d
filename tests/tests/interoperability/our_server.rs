//! Our server, and a client that zeep makes from the WSDL.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use axum::Router;
use fk_contracts::eioa::envelope as eioa;
use fk_contracts::elt::envelope as elt;
use fk_emulator::{Behaviour, Emulator, Fault, Options, Service, Signatures};
use fk_runtime::soap::Rejection;
use fk_runtime::xml;
use fk_tests::reports;
use fk_tests::signatures::bankid;
use fk_tests::tools::Tool;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{elt_wsdl, schema, script};

pub(crate) fn trials(zeep: Tool) -> Vec<Trial> {
    let tests: [(&str, fn()); 3] = [
        ("our_server::elt_answers_zeep", elt_answers_zeep),
        ("our_server::eioa_answers_zeep", eioa_answers_zeep),
        (
            "our_server::the_emulator_answers_zeep_over_mutual_tls",
            the_emulator_answers_zeep_over_mutual_tls,
        ),
    ];
    tests
        .into_iter()
        .map(|(name, test)| zeep.trial(name, test))
        .collect()
}

/// A service that does what the first word of the document says.
struct Desk;

impl elt::SkickaTidredovisningResponderService for Desk {
    async fn skicka_tidredovisning(
        &self,
        request: elt::SkickaTidredovisning,
    ) -> Result<elt::SkickaTidredovisningResponse, Rejection<elt::SkickaTidredovisningFault>> {
        let document = String::from_utf8(request.tidredovisning.varde.as_bytes().to_vec()).unwrap();
        let message = format!("{}: å&<", request.assistent_signatur.datum_for_signatur);
        match document.as_str() {
            "xml" => Err(elt::SkickaTidredovisningFault::XmlValidationError(
                elt::XmlValidationError::new(message).unwrap(),
            )
            .into()),
            "signature" => Err(elt::SkickaTidredovisningFault::SignatureValidationError(
                elt::SignatureValidationError::new(message).unwrap(),
            )
            .into()),
            "server" => Err(Rejection::Receiver("no disk".to_owned())),
            _ => Ok(elt::SkickaTidredovisningResponse::new(document)
                .unwrap()
                .with_ovrigt(request.ovrigt)
                .unwrap()),
        }
    }
}

impl eioa::SkickaAnmalanFranArbetsgivareResponderService for Desk {
    async fn skicka_anmalan_fran_arbetsgivare(
        &self,
        request: eioa::SkickaAnmalanFranArbetsgivare,
    ) -> Result<
        eioa::SkickaAnmalanFranArbetsgivareResponse,
        Rejection<eioa::SkickaAnmalanFranArbetsgivareFault>,
    > {
        let document = String::from_utf8(request.anmalanfranarbetsgivare.varde.as_bytes().to_vec()).unwrap();
        let message = format!("{}: å&<", request.underskrift[0].signaturdatum);
        match document.as_str() {
            "xml" => Err(eioa::SkickaAnmalanFranArbetsgivareFault::XmlValidationError(
                eioa::XmlValidationError::new(message).unwrap(),
            )
            .into()),
            "signature" => Err(
                eioa::SkickaAnmalanFranArbetsgivareFault::SignatureValidationError(
                    eioa::SignatureValidationError::new(message).unwrap(),
                )
                .into(),
            ),
            "server" => Err(Rejection::Receiver("no disk".to_owned())),
            _ => Ok(eioa::SkickaAnmalanFranArbetsgivareResponse::new(document)
                .unwrap()
                .with_ovrigt(request.ovrigt)
                .unwrap()),
        }
    }
}

/// A service as zeep is told of it.
struct Target {
    wsdl: PathBuf,
    binding: &'static str,
    operation: &'static str,
    namespace: &'static str,
}

fn elt_answers_zeep() {
    check(elt::skicka_tidredovisning_responder_router(Desk), &elt_target());
}

fn elt_target() -> Target {
    Target {
        wsdl: elt_wsdl(),
        binding: "{urn:shs:emottagning:SkickaTidredovisning:1:shsbp10}SkickaTidredovisningResponderBinding",
        operation: "SkickaTidredovisning",
        namespace: "urn:shs:emottagning:SkickaTidredovisning:1",
    }
}

fn eioa_answers_zeep() {
    check(
        eioa::skicka_anmalan_fran_arbetsgivare_responder_router(Desk),
        &Target {
            wsdl: schema("eioa/envelope/skicka-anmalan-fran-arbetsgivare.wsdl"),
            binding: "{urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1:shsbp10}SkickaAnmalanFranArbetsgivareResponderBinding",
            operation: "SkickaAnmalanFranArbetsgivare",
            namespace: "urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1",
        },
    );
}

/// Success, both typed faults, another fault, and contents of the extension point both ways.
fn check(router: Router, target: &Target) {
    const MORE: &str = "<x:more xmlns:x=\"urn:test:more\" x:a=\"1\">å<x:b/></x:more>";
    let orders = [
        json!({"document": "plain åäö"}),
        json!({"document": "xml"}),
        json!({"document": "signature"}),
        json!({"document": "server"}),
        json!({"document": "more", "more": MORE}),
    ];
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let url = format!("http://{}/a/path", listener.local_addr().unwrap());
    runtime.spawn(async move { axum::serve(listener, Router::new().nest("/a/path", router)).await });
    let told = zeep(target, &url, None, &orders);

    assert_eq!(told[0], json!({"tx_id": "plain åäö", "more": []}));
    for (told, name) in [
        (&told[1], "XmlValidationError"),
        (&told[2], "SignatureValidationError"),
    ] {
        assert_eq!(told["detail"], json!([format!("{{{}}}{name}", target.namespace)]));
        assert_eq!(told["message"], "2026-11-02: å&<");
        assert_eq!(told["code"], "soap:Client");
    }
    assert_eq!(
        told[3],
        json!({"code": "soap:Server", "text": "no disk", "detail": [], "message": null})
    );
    let more = json!({
        "name": "{urn:test:more}more",
        "attributes": {"{urn:test:more}a": "1"},
        "text": "å",
        "children": [{"name": "{urn:test:more}b", "attributes": {}, "text": null, "children": []}],
    });
    assert_eq!(told[4], json!({"tx_id": "more", "more": [more]}));
}

/// The emulator: a document that is in order, one that is not, and one whose signature it is told to refuse.
fn the_emulator_answers_zeep_over_mutual_tls() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path())
        .with_signatures(Signatures::Any)
        .with_bankid(bankid().clone())
        .with_script(|call| match call {
            2 => Behaviour::fault(Fault::Signature),
            _ => Behaviour::deserved(),
        });
    let emulator = runtime.block_on(Emulator::start(options)).unwrap();
    let certificates = emulator.certificates();
    let right = String::from_utf8(xml::to_vec(&reports::report(7, 3)).unwrap()).unwrap();
    let broken = right.replace("<dag>1</dag>", "<dag>32</dag>");
    assert_ne!(right, broken);
    let orders = [&right, &broken, &right].map(|document| json!({"document": document}));
    let told = zeep(
        &elt_target(),
        &emulator.url(Service::Elt),
        Some((&certificates.identity(), &certificates.authority())),
        &orders,
    );

    let [received] = emulator.received().try_into().unwrap();
    assert_eq!(told[0], json!({"tx_id": received.tx_id, "more": []}));
    assert_eq!(
        received.document_id.as_deref(),
        Some(reports::identity(7).as_str())
    );
    assert_eq!(
        told[1]["detail"][0],
        "{urn:shs:emottagning:SkickaTidredovisning:1}XmlValidationError"
    );
    assert!(
        told[1]["message"]
            .as_str()
            .unwrap()
            .contains("Tidredovisning/tidrapport/rapportRad[1]/dag")
    );
    assert_eq!(
        told[2]["detail"][0],
        "{urn:shs:emottagning:SkickaTidredovisning:1}SignatureValidationError"
    );
    runtime.block_on(emulator.stop());
}

/// Lets zeep call, and gives what it was told.
fn zeep(target: &Target, url: &str, tls: Option<(&Path, &Path)>, orders: &[Value]) -> Vec<Value> {
    let mut command = Command::new("python3");
    command
        .arg(script("client.py"))
        .arg(&target.wsdl)
        .args([target.binding, target.operation, url])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    if let Some((certificate, authority)) = tls {
        command.arg(certificate).arg(authority);
    }
    let mut child = command.spawn().unwrap();
    let lines: String = orders.iter().map(|order| format!("{order}\n")).collect();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "zeep failed; its words are above");
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
