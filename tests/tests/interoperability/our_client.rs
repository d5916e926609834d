//! Our client, and a server that PHP makes from the WSDL.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fk_contracts::elt;
use fk_contracts::elt::envelope::{
    SignatureType, SkickaTidredovisning, SkickaTidredovisningFault, SkickaTidredovisningResponderClient,
    SkickaTidredovisningResponse,
};
use fk_contracts::elt::xmlmime::Base64Binary;
use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{CallError, Seen, Settings, UndeclaredFault};
use fk_tests::tools::Tool;
use libtest_mimic::Trial;

use crate::{elt_wsdl, script};

pub(crate) fn trials(php: Tool) -> Vec<Trial> {
    let tests: [(&str, fn()); 4] = [
        ("our_client::an_answer_is_read", an_answer_is_read),
        (
            "our_client::both_declared_faults_are_typed",
            both_declared_faults_are_typed,
        ),
        (
            "our_client::another_fault_leaves_the_outcome_unknown",
            another_fault_leaves_the_outcome_unknown,
        ),
        (
            "our_client::what_stands_in_the_extension_point_is_kept",
            what_stands_in_the_extension_point_is_kept,
        ),
    ];
    tests
        .into_iter()
        .map(|(name, test)| php.trial(name, test))
        .collect()
}

/// PHP's server; it ends with the test.
struct Php {
    child: Child,
    url: String,
}

impl Php {
    /// PHP cannot listen on a port that the system picks; one that was free a moment ago is tried until it answers.
    fn start() -> Self {
        for _ in 0..5 {
            let free = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = free.local_addr().unwrap().to_string();
            drop(free);
            let child = Command::new("php")
                .args(["-S", &address])
                .arg(script("server.php"))
                .env("WSDL", elt_wsdl())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut server = Self {
                child,
                url: format!("http://{address}/"),
            };
            if server.answers(&address) {
                return server;
            }
        }
        panic!("PHP's server did not come up in five attempts")
    }

    fn answers(&mut self, address: &str) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(10) && self.child.try_wait().unwrap().is_none() {
            if std::net::TcpStream::connect(address).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Sends a document whose first word tells the server what to do.
    fn call(
        &self,
        document: &str,
    ) -> Result<SkickaTidredovisningResponse, CallError<SkickaTidredovisningFault>> {
        let settings = Settings::new(self.url.as_str()).with_pacer(Pacer::unpaced());
        let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(client.unverified().skicka_tidredovisning(&request(document)))
    }
}

impl Drop for Php {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(document: &str) -> SkickaTidredovisning {
    let binary = |text: &str| Base64Binary::new(text.as_bytes().to_vec()).unwrap();
    let signature = || SignatureType::new(binary("signature"), binary("response"), "2026-11-02").unwrap();
    SkickaTidredovisning::new(binary(document), signature(), signature()).unwrap()
}

fn an_answer_is_read() {
    let answer = Php::start().call("plain åäö").unwrap();
    // SHA-256 of the document, which the server has worked out from the bytes it got.
    assert_eq!(
        answer.tx_id,
        "763103b7e5069ad8786de5ca40d99e95d1d9edcfe1c006145c45a582bc02c3f0"
    );
    assert!(answer.ovrigt.is_empty());
}

fn both_declared_faults_are_typed() {
    let php = Php::start();
    match php.call("xml") {
        Err(CallError::Fault(SkickaTidredovisningFault::XmlValidationError(fault))) => {
            assert_eq!(fault.message, "the document is wrong: å&<");
        }
        other => panic!("expected XmlValidationError, got {other:?}"),
    }
    match php.call("signature") {
        Err(CallError::Fault(SkickaTidredovisningFault::SignatureValidationError(fault))) => {
            // The server repeats the date that it read in the assistant's signature.
            assert_eq!(fault.message, "2026-11-02");
        }
        other => panic!("expected SignatureValidationError, got {other:?}"),
    }
}

fn another_fault_leaves_the_outcome_unknown() {
    match Php::start().call("server") {
        Err(CallError::OutcomeUnknown(unknown)) => {
            assert_eq!(unknown.status, Some(500));
            let Seen::Unexpected(error) = &unknown.seen else {
                panic!("expected the fault, got {:?}", unknown.seen)
            };
            let fault = error.downcast_ref::<UndeclaredFault>().unwrap();
            assert_eq!((fault.code(), fault.reason()), ("Server", "no disk"));
        }
        other => panic!("expected an unknown outcome, got {other:?}"),
    }
}

fn what_stands_in_the_extension_point_is_kept() {
    let answer = Php::start().call("more").unwrap();
    let [more] = answer.ovrigt.as_slice() else {
        panic!("expected one element, got {:?}", answer.ovrigt)
    };
    assert_eq!(
        (more.namespace(), more.local(), more.text().as_str()),
        ("urn:test:more", "more", "å")
    );
    assert_eq!(more.attributes()[0].value, "1");
}
