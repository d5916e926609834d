//! An emulator with callers.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fk_contracts::eioa::envelope::{
    SignaturEnumeration, SkickaAnmalanFranArbetsgivare, SkickaAnmalanFranArbetsgivareResponderClient,
    UnderskriftTyp,
};
use fk_contracts::elt::envelope::{
    SignatureType, SkickaTidredovisning, SkickaTidredovisningFault, SkickaTidredovisningResponderClient,
    SkickaTidredovisningResponse,
};
use fk_contracts::{eioa, elt};
use fk_emulator::{BankId, Emulator, Options, Running, Security, Service, Signatures};
use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{CallError, Settings};
use fk_runtime::tls::rustls::pki_types::CertificateDer;
use fk_runtime::tls::rustls::pki_types::pem::PemObject;
use fk_runtime::tls::{Authorities, Identity, Roots};
use tempfile::TempDir;

pub(crate) type Called = Result<SkickaTidredovisningResponse, CallError<SkickaTidredovisningFault>>;

/// An emulator and its folder.
pub(crate) struct Started {
    pub(crate) emulator: Running,
    pub(crate) folder: TempDir,
}

/// Starts an emulator in a folder of its own. Plain HTTP and any signature, unless `change` says otherwise: most tests are
/// about neither.
pub(crate) async fn start(change: impl FnOnce(Options) -> Options) -> Started {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path())
        .with_security(Security::Plain)
        .with_signatures(Signatures::Any)
        .with_bankid(bankid());
    let emulator = Emulator::start(change(options)).await.unwrap();
    Started { emulator, folder }
}

/// A made-up BankID. Made once: it takes a while.
pub(crate) fn bankid() -> BankId {
    static BANKID: OnceLock<BankId> = OnceLock::new();
    BANKID.get_or_init(|| BankId::make().unwrap()).clone()
}

impl Started {
    pub(crate) fn settings(&self, service: Service) -> Settings {
        settings(&self.emulator, service)
    }

    pub(crate) fn elt(&self) -> SkickaTidredovisningResponderClient {
        SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, self.settings(Service::Elt)).unwrap()
    }

    pub(crate) fn eioa(&self) -> SkickaAnmalanFranArbetsgivareResponderClient {
        let settings = self.settings(Service::Eioa);
        SkickaAnmalanFranArbetsgivareResponderClient::new(eioa::current::CONTRACT, settings).unwrap()
    }

    /// Sends a document of ELT.
    pub(crate) async fn send(&self, document: &[u8]) -> Called {
        self.elt()
            .unverified()
            .skicka_tidredovisning(&time_report(document))
            .await
    }

    /// Gets something of the emulator's own.
    pub(crate) async fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let url = self.emulator.base_url() + path;
        let answer = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(&self.emulator))
            .no_proxy()
            .build()
            .unwrap()
            .get(url)
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }

    pub(crate) async fn get_text(&self, path: &str) -> (u16, String) {
        let (status, bytes) = self.get(path).await;
        (status, String::from_utf8(bytes).unwrap())
    }
}

pub(crate) fn identity(emulator: &Running) -> Identity {
    Identity::from_file(emulator.certificates().identity(), None).unwrap()
}

pub(crate) fn roots(emulator: &Running) -> Roots {
    Roots::Only(Authorities::from_file(emulator.certificates().authority()).unwrap())
}

pub(crate) fn settings(emulator: &Running, service: Service) -> Settings {
    Settings::new(emulator.url(service))
        .with_identity(identity(emulator))
        .with_roots(roots(emulator))
        .with_pacer(Pacer::unpaced())
        .with_connect_timeout(Duration::from_secs(20))
}

pub(crate) fn tls(emulator: &Running) -> fk_runtime::tls::rustls::ClientConfig {
    let config = fk_runtime::tls::client_config(&roots(emulator), Some(&identity(emulator))).unwrap();
    Arc::unwrap_or_clone(config)
}

/// A request of ELT with this document, and placeholders for signatures.
pub(crate) fn time_report(document: &[u8]) -> SkickaTidredovisning {
    let octets = |bytes: &[u8]| elt::xmlmime::Base64Binary::new(bytes.to_vec()).unwrap();
    let signature = SignatureType::new(octets(b"placeholder"), octets(b"placeholder"), "2026-11-02").unwrap();
    SkickaTidredovisning::new(octets(document), signature.clone(), signature).unwrap()
}

/// A request of E-IOA with this document.
pub(crate) fn notice(document: &[u8]) -> SkickaAnmalanFranArbetsgivare {
    let octets = |bytes: &[u8]| eioa::xmlmime::Base64Binary::new(bytes.to_vec()).unwrap();
    let signature = UnderskriftTyp::new(
        SignaturEnumeration::Anordnare,
        octets(b"placeholder"),
        octets(b"placeholder"),
        "2026-11-02",
    );
    SkickaAnmalanFranArbetsgivare::new(octets(document), [signature.unwrap()]).unwrap()
}

/// A document of the corpus.
pub(crate) fn document(name: &str) -> Vec<u8> {
    let crate_folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(crate_folder.join("../fixtures/documents").join(name)).unwrap()
}

/// A valid document of ELT's current version.
pub(crate) fn valid() -> Vec<u8> {
    document("elt-1.0.2/valid/minimal.xml")
}

/// A valid document with another identity.
pub(crate) fn numbered(number: u64) -> Vec<u8> {
    let text = String::from_utf8(valid()).unwrap();
    let id = format!("00000000-0000-4000-8000-{number:012}");
    let changed = text.replace("00000000-0000-4000-8000-000000000001", &id);
    assert!(changed.contains(&id));
    changed.into_bytes()
}

/// The certificates of a PEM file.
pub(crate) fn certificates(pem: &[u8]) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Everything that an error says, with its sources.
pub(crate) fn words(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!(": {error}");
        source = error.source();
    }
    text
}
