//! Reading them, and checking that they will do.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fk_runtime::tls::rustls::client::WebPkiServerVerifier;
use fk_runtime::tls::rustls::client::danger::ServerCertVerifier;
use fk_runtime::tls::rustls::crypto::{CryptoProvider, ring};
use fk_runtime::tls::rustls::pki_types::pem::PemObject;
use fk_runtime::tls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use fk_runtime::tls::rustls::server::WebPkiClientVerifier;
use fk_runtime::tls::rustls::server::danger::ClientCertVerifier;
use fk_runtime::tls::rustls::version::{TLS12, TLS13};
use fk_runtime::tls::rustls::{RootCertStore, ServerConfig};
use fk_runtime::tls::{Identity, Password};

use super::Certificates;

/// How long the certificates must last. Identities warn when fewer than 60 days are left; this one never should.
pub(super) const MUST_LAST: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What the server needs of the files, after a check of all of them. The error says in words what is wrong.
pub(super) fn load(files: &Certificates) -> Result<Arc<ServerConfig>, String> {
    load_lasting(files, MUST_LAST)
}

/// What [`load`] gives, if all certificates will still be valid after so long.
pub(super) fn load_lasting(files: &Certificates, lasting: Duration) -> Result<Arc<ServerConfig>, String> {
    let at = UnixTime::since_unix_epoch(Duration::from_secs(UnixTime::now().as_secs()) + lasting);
    let server = certificates(&files.server())?;
    let server_roots = roots(&files.authority())?;
    check_server(&server, server_roots, at).map_err(in_file(&files.server()))?;

    let clients = WebPkiClientVerifier::builder_with_provider(roots(&files.client_authority())?, provider())
        .build()
        .map_err(in_file(&files.client_authority()))?;
    let identity = Identity::from_file(files.identity(), None).map_err(|error| error.to_string())?;
    check_client(&identity, &*clients, at).map_err(in_file(&files.identity()))?;
    let password = Password::from(Certificates::PASSWORD);
    let pkcs12 =
        Identity::from_file(files.identity_pkcs12(), Some(&password)).map_err(|error| error.to_string())?;
    if pkcs12.certificates() != identity.certificates() {
        return Err(in_file(&files.identity_pkcs12())(
            "it holds another identity than the PEM file",
        ));
    }

    let key = PrivateKeyDer::from_pem_file(files.server_key()).map_err(in_file(&files.server_key()))?;
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map_err(|error| error.to_string())?
        .with_client_cert_verifier(clients)
        .with_single_cert(server, key)
        .map_err(in_file(&files.server_key()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn check_server(
    chain: &[CertificateDer<'static>],
    roots: Arc<RootCertStore>,
    at: UnixTime,
) -> Result<(), String> {
    let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider())
        .build()
        .map_err(|error| error.to_string())?;
    let (leaf, issuers) = chain.split_first().ok_or("it holds no certificate")?;
    for name in ["localhost", "127.0.0.1", "::1"] {
        let name = ServerName::try_from(name).map_err(|error| error.to_string())?;
        verifier
            .verify_server_cert(leaf, issuers, &name, &[], at)
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn check_client(identity: &Identity, verifier: &dyn ClientCertVerifier, at: UnixTime) -> Result<(), String> {
    let chain = identity.certificates();
    let (leaf, issuers) = chain.split_first().ok_or("it holds no certificate")?;
    verifier
        .verify_client_cert(leaf, issuers, at)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

fn roots(path: &Path) -> Result<Arc<RootCertStore>, String> {
    let mut store = RootCertStore::empty();
    for certificate in certificates(path)? {
        store.add(certificate).map_err(in_file(path))?;
    }
    Ok(Arc::new(store))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let pem = fs::read(path).map_err(in_file(path))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<_, _>>()
        .map_err(in_file(path))?;
    if certificates.is_empty() {
        return Err(in_file(path)("it holds no certificate"));
    }
    Ok(certificates)
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// For `map_err`: what is wrong, and in which file.
fn in_file<E: ToString>(path: &Path) -> impl Fn(E) -> String {
    let name = path.file_name().unwrap_or_default().display().to_string();
    move |error| format!("{name}: {}", error.to_string())
}
