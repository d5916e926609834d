//! The built command against servers on loopback.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{ErrorKind, Read};
use std::net::{Shutdown, TcpListener};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair,
};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection};
use tempfile::TempDir;

/// An authority that issues for both sides.
struct Authority {
    certificate: rcgen::Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self {
            certificate: params.self_signed(&key).unwrap(),
            issuer: Issuer::new(params, key),
        }
    }

    fn issue(&self, params: &CertificateParams) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }

    /// PEM of a client with all that belongs to it.
    fn client(&self, params: &CertificateParams) -> String {
        let (leaf, key) = self.issue(params);
        leaf.pem() + &self.certificate.pem() + &key.serialize_pem()
    }

    fn client_p12(&self, password: &str) -> Vec<u8> {
        let (leaf, key) = self.issue(&named("Bolaget AB"));
        let chain = [leaf.der(), self.certificate.der()].map(|der| Certificate::from_der(der).unwrap());
        let key = PrivateKey::from_der(key.serialized_der()).unwrap();
        let mut store = KeyStore::new();
        store.add_entry(
            "1",
            KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("1", key, chain)),
        );
        store.writer(password).write().unwrap()
    }
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A server that demands certificates of an authority, for one connection, and hands over what it was sent.
fn server(authority: &Authority) -> (u16, std::thread::JoinHandle<Vec<u8>>) {
    let mut params = named("Testserver");
    params.subject_alt_names = CertificateParams::new(vec!["127.0.0.1".to_owned()])
        .unwrap()
        .subject_alt_names;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let (leaf, key) = authority.issue(&params);
    let mut roots = RootCertStore::empty();
    roots.add(authority.certificate.der().clone()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let chain: Vec<CertificateDer<'static>> = vec![leaf.der().clone()];
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients.build().unwrap())
        .with_single_cert(chain, PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut received = Vec::new();
        while connection.complete_io(&mut stream).is_ok() {
            match connection.reader().read_to_end(&mut received) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                _ => break,
            }
        }
        // So that the alert is not overtaken by a reset.
        if stream.shutdown(Shutdown::Write).is_ok() {
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
        received
    });
    (port, thread)
}

/// A folder with the files that a run is given.
struct Scene {
    folder: TempDir,
}

#[derive(Debug)]
struct Output {
    success: bool,
    out: String,
    err: String,
}

impl Scene {
    fn new(authority: &Authority) -> Self {
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        scene.put("rot.pem", authority.certificate.pem());
        scene
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, url: &str, identity: &str, more: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_fk-connect"))
            .args(["--url", url, "--identity", identity, "--roots", "rot.pem"])
            .args(more)
            .env("LOSEN", "hemligt")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Output {
            success: output.status.success(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn contains(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is not in\n{text}");
    }
}

#[test]
fn a_sound_connection_is_reported_and_nothing_is_sent() {
    let authority = Authority::new("Testrot");
    let scene = Scene::new(&authority);
    let mut client = named("Bolaget AB");
    client
        .distinguished_name
        .push(DnType::CustomDnType(vec![2, 5, 4, 5]), "165566778899");
    scene.put("klient.pem", authority.client(&client));
    let (port, server) = server(&authority);
    let output = scene.run(&format!("https://127.0.0.1:{port}/shs2/X"), "klient.pem", &[]);
    assert!(output.success, "{output:?}");
    assert_eq!(output.err, "");
    contains(
        &output.out,
        &[
            "\"Bolaget AB\", issued by \"Testrot\", valid 1975-01-01 to 4096-01-01",
            "\"Testrot\", issued by itself",
            "organisation number: 5566778899",
            &format!("Connected  127.0.0.1:{port}"),
            "TLSv1_3",
            "\"Testserver\", issued by \"Testrot\"",
            "for 127.0.0.1",
            "accepts ours, among Testrot",
            "Nothing was sent",
        ],
    );
    assert_eq!(server.join().unwrap(), b"");
}

#[test]
fn a_refused_handshake_says_why_and_what_to_do() {
    let authority = Authority::new("Testrot");
    let scene = Scene::new(&authority);
    scene.put(
        "klient.pem",
        Authority::new("Okänd rot").client(&named("Bolaget AB")),
    );
    let (port, server) = server(&authority);
    let output = scene.run(&format!("https://127.0.0.1:{port}"), "klient.pem", &[]);
    assert!(!output.success, "{output:?}");
    contains(
        &output.out,
        &["\"Testserver\"", "names other issuers than ours: Testrot"],
    );
    contains(&output.err, &["error: ", "unknown_ca", "issuer's certificate"]);
    assert_eq!(server.join().unwrap(), b"");
}

#[test]
fn all_that_is_wrong_is_said_in_one_run() {
    let authority = Authority::new("Testrot");
    let scene = Scene::new(&authority);
    let mut client = named("Bolaget AB");
    client.not_after = (SystemTime::now() - Duration::from_secs(3 * 24 * 60 * 60)).into();
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    scene.put("klient.pem", authority.client(&client));
    let (port, server) = server(&authority);
    let output = scene.run(&format!("https://127.0.0.1:{port}"), "klient.pem", &[]);
    assert!(!output.success, "{output:?}");
    contains(&output.out, &["(expired)"]);
    contains(
        &output.err,
        &[
            "client authentication",
            "\"Bolaget AB\" expired",
            "certificate_expired",
        ],
    );
    server.join().unwrap();
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let scene = Scene::new(&Authority::new("Testrot"));
    let output = scene.run("https://127.0.0.1:1", "finns-inte.p12", &[]);
    assert!(!output.success, "{output:?}");
    contains(
        &output.err,
        &["finns-inte.p12 cannot be read", "certificate and private key"],
    );
}

#[test]
fn a_password_opens_the_file_a_wrong_one_does_not_and_a_missing_one_is_asked_for() {
    let authority = Authority::new("Testrot");
    let scene = Scene::new(&authority);
    scene.put("ratt.p12", authority.client_p12("hemligt"));
    scene.put("fel.p12", authority.client_p12("annat"));

    let (port, server) = server(&authority);
    let url = format!("https://127.0.0.1:{port}");
    let output = scene.run(&url, "ratt.p12", &["--password-env", "LOSEN"]);
    assert!(output.success, "{output:?}");
    server.join().unwrap();

    let output = scene.run(&url, "fel.p12", &["--password-env", "LOSEN"]);
    assert!(!output.success, "{output:?}");
    contains(&output.err, &["fel.p12: the password does not open it"]);
    assert!(!output.err.contains("hemligt"), "{output:?}");

    let output = scene.run(&url, "fel.p12", &[]);
    assert!(!output.success, "{output:?}");
    contains(
        &output.err,
        &["--password-env", "fel.p12", "no password was given"],
    );

    let output = scene.run(&url, "fel.p12", &["--password-env", "FINNS_INTE"]);
    assert!(!output.success, "{output:?}");
    contains(&output.err, &["FINNS_INTE", "cannot be read"]);
}

#[test]
fn an_address_without_tls_is_refused() {
    let authority = Authority::new("Testrot");
    let scene = Scene::new(&authority);
    scene.put("klient.pem", authority.client(&named("Bolaget AB")));
    for (url, words) in [
        ("http://127.0.0.1:1/", "is not https"),
        ("127.0.0.1", "is no URL"),
    ] {
        let output = scene.run(url, "klient.pem", &[]);
        assert!(!output.success, "{output:?}");
        contains(&output.err, &[words, "https://host:8020/path"]);
    }
}
