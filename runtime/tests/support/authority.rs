//! Certificate authorities of a test, and what they issue.
#![allow(dead_code, reason = "each test crate uses its part of it")]

use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use fk_runtime::tls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rsa::pkcs8::EncodePrivateKey;

/// `id-at-serialNumber`.
pub(crate) const SERIAL_NUMBER: &[u64] = &[2, 5, 4, 5];

/// An authority, with the certificates from its own up to its root.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its own first.
    pub(crate) chain: Vec<CertificateDer<'static>>,
}

/// A certificate with its key and its issuers up to the root.
pub(crate) struct Issued {
    pub(crate) leaf: CertificateDer<'static>,
    /// The issuer first.
    pub(crate) issuers: Vec<CertificateDer<'static>>,
    /// PKCS#8.
    pub(crate) key: Vec<u8>,
}

impl Authority {
    pub(crate) fn root(name: &str) -> Self {
        Self::root_with(name, KeyPair::generate().unwrap())
    }

    fn root_with(name: &str, key: KeyPair) -> Self {
        let params = authority(name);
        let certificate = params.self_signed(&key).unwrap();
        Self {
            chain: vec![certificate.der().clone()],
            issuer: Issuer::new(params, key),
        }
    }

    pub(crate) fn intermediate(&self, name: &str) -> Self {
        self.intermediate_with(name, |_| {})
    }

    pub(crate) fn intermediate_with(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let mut params = authority(name);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let mut chain = vec![certificate.der().clone()];
        chain.extend(self.chain.iter().cloned());
        Self {
            issuer: Issuer::new(params, key),
            chain,
        }
    }

    /// A client's certificate, as an organisation gets it.
    pub(crate) fn client(&self, name: &str) -> Issued {
        self.client_with(name, |_| {})
    }

    pub(crate) fn client_with(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Issued {
        self.issue(name, KeyPair::generate().unwrap(), |params| {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            change(params);
        })
    }

    /// A server's certificate, for host names and IP addresses.
    pub(crate) fn server(&self, hosts: &[&str]) -> Issued {
        self.server_with(hosts, |_| {})
    }

    pub(crate) fn server_with(&self, hosts: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Issued {
        let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
        let names = CertificateParams::new(hosts).unwrap().subject_alt_names;
        self.issue("Testserver", KeyPair::generate().unwrap(), |params| {
            params.subject_alt_names = names;
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            change(params);
        })
    }

    pub(crate) fn issue(
        &self,
        name: &str,
        key: KeyPair,
        change: impl FnOnce(&mut CertificateParams),
    ) -> Issued {
        let mut params = CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        (params.not_before, params.not_after) = (days(-1).into(), days(700).into());
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Issued {
            leaf: certificate.der().clone(),
            issuers: self.chain.clone(),
            key: key.serialize_der(),
        }
    }
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    (params.not_before, params.not_after) = (days(-1000).into(), days(1000).into());
    params
}

/// So many days from now.
pub(crate) fn days(count: i64) -> SystemTime {
    let distance = Duration::from_secs(count.unsigned_abs() * 24 * 60 * 60);
    let now = SystemTime::now();
    if count < 0 { now - distance } else { now + distance }
}

/// An RSA key of 2048 bits. Made once: it takes a while.
pub(crate) fn rsa_key() -> &'static rsa::RsaPrivateKey {
    static KEY: OnceLock<rsa::RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap())
}

pub(crate) fn rsa_key_pair() -> KeyPair {
    let der = PrivatePkcs8KeyDer::from(rsa_key().to_pkcs8_der().unwrap().as_bytes().to_vec());
    KeyPair::from_pkcs8_der_and_sign_algo(&der, &rcgen::PKCS_RSA_SHA256).unwrap()
}

impl Issued {
    /// Leaf, issuers and key in one PEM.
    pub(crate) fn pem(&self) -> String {
        self.certificates_pem() + &pem("PRIVATE KEY", &self.key)
    }

    pub(crate) fn certificates_pem(&self) -> String {
        let certificates = std::iter::once(&self.leaf).chain(&self.issuers);
        certificates.map(|der| pem("CERTIFICATE", der)).collect()
    }

    /// The same, but with the leaf alone.
    pub(crate) fn without_issuers(self) -> Self {
        Self {
            issuers: Vec::new(),
            ..self
        }
    }

    pub(crate) fn private_key(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.clone()).into()
    }
}

pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    use rsa::pkcs8::der::pem::{LineEnding, encode_string};
    encode_string(label, LineEnding::LF, der).unwrap()
}
