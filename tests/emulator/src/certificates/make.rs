//! Making them.

use std::time::{Duration, SystemTime};

use p12_keystore::{Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use uuid::Uuid;

use super::paths::{
    AUTHORITY, CLIENT_AUTHORITY, Certificates, IDENTITY, IDENTITY_PKCS12, SERVER, SERVER_KEY,
};
use crate::files::Readers;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Two years, as the agency's issuer has it.
const VALIDITY: Duration = DAY.saturating_mul(2 * 365);

/// An organisation that does not exist: the check digit is wrong.
const ORGANISATION_NUMBER: &str = "5566778898";

/// `id-at-serialNumber` (X.520, section 6.2.9).
const SERIAL_NUMBER: &[u64] = &[2, 5, 4, 5];

/// A file: its name, what it holds, and who may read it.
pub(super) type Made = (&'static str, Vec<u8>, Readers);

/// Makes all files. The error says in words what went wrong.
pub(super) fn make() -> Result<Vec<Made>, String> {
    let mut made = server().map_err(|error| error.to_string())?;
    made.extend(client()?);
    Ok(made)
}

/// The name of an authority. Each making has its own: authorities of the same name are taken for each other, and a
/// certificate of the other one then fails with an alert that tells nothing.
fn name(of: &str) -> String {
    format!(
        "fk-emulator {:08x}: {of}, endast test",
        Uuid::new_v4().as_fields().0
    )
}

fn server() -> Result<Vec<Made>, rcgen::Error> {
    let authority = Authority::root(&name("rot för servrar"))?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(["localhost", "127.0.0.1", "::1"].map(String::from).to_vec())?;
    leaf(&mut params, "localhost", ExtendedKeyUsagePurpose::ServerAuth);
    let certificate = params.signed_by(&key, &authority.issuer)?;
    Ok(vec![
        (SERVER_KEY, key.serialize_pem().into_bytes(), Readers::Owner),
        (SERVER, certificate.pem().into_bytes(), Readers::Everyone),
        (
            AUTHORITY,
            authority.certificate.pem().into_bytes(),
            Readers::Everyone,
        ),
    ])
}

fn client() -> Result<Vec<Made>, String> {
    let issued = issue_client().map_err(|error| error.to_string())?;
    let pkcs12 = pkcs12(&issued).map_err(|error| error.to_string())?;
    let IssuedClient {
        root,
        intermediate,
        leaf,
        key,
    } = issued;
    let identity = key.serialize_pem() + &leaf.pem() + &intermediate.pem();
    Ok(vec![
        (IDENTITY, identity.into_bytes(), Readers::Owner),
        (IDENTITY_PKCS12, pkcs12, Readers::Owner),
        (CLIENT_AUTHORITY, root.pem().into_bytes(), Readers::Everyone),
    ])
}

struct IssuedClient {
    root: rcgen::Certificate,
    intermediate: rcgen::Certificate,
    leaf: rcgen::Certificate,
    key: KeyPair,
}

fn issue_client() -> Result<IssuedClient, rcgen::Error> {
    let root = Authority::root(&name("rot för klienter"))?;
    let intermediate = root.intermediate(&name("utfärdare"))?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    let serial_number = DnType::CustomDnType(SERIAL_NUMBER.to_vec());
    params
        .distinguished_name
        .push(serial_number, format!("16{ORGANISATION_NUMBER}"));
    leaf(
        &mut params,
        "Påhittad Assistans AB",
        ExtendedKeyUsagePurpose::ClientAuth,
    );
    let leaf = params.signed_by(&key, &intermediate.issuer)?;
    Ok(IssuedClient {
        root: root.certificate,
        intermediate: intermediate.certificate,
        leaf,
        key,
    })
}

fn pkcs12(issued: &IssuedClient) -> Result<Vec<u8>, p12_keystore::error::Error> {
    let certificates = [&issued.leaf, &issued.intermediate]
        .map(|certificate| Certificate::from_der(certificate.der()))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKey::from_der(&issued.key.serialize_der())?;
    let mut store = KeyStore::new();
    let chain = PrivateKeyChain::new("1", key, certificates);
    store.add_entry("fk-emulator", KeyStoreEntry::PrivateKeyChain(chain));
    store
        .writer(Certificates::PASSWORD)
        .encryption_algorithm(EncryptionAlgorithm::PbeWithHmacSha256AndAes256)
        .write()
}

struct Authority {
    certificate: rcgen::Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn root(name: &str) -> Result<Self, rcgen::Error> {
        let (params, key) = (Self::params(name), KeyPair::generate()?);
        Ok(Self {
            certificate: params.self_signed(&key)?,
            issuer: Issuer::new(params, key),
        })
    }

    fn intermediate(&self, name: &str) -> Result<Self, rcgen::Error> {
        let (params, key) = (Self::params(name), KeyPair::generate()?);
        Ok(Self {
            certificate: params.signed_by(&key, &self.issuer)?,
            issuer: Issuer::new(params, key),
        })
    }

    fn params(name: &str) -> CertificateParams {
        let mut params = CertificateParams::default();
        common(&mut params, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params
    }
}

fn leaf(params: &mut CertificateParams, name: &str, purpose: ExtendedKeyUsagePurpose) {
    common(params, name);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![purpose];
}

fn common(params: &mut CertificateParams, name: &str) {
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    let now = SystemTime::now();
    // Clocks of machines and their containers differ a little.
    params.not_before = (now - DAY).into();
    params.not_after = (now + VALIDITY).into();
}
