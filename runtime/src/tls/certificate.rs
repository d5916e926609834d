//! What a certificate says.

use std::fmt;

use chrono::{DateTime, Utc};
use rustls::pki_types::CertificateDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::extensions::GeneralName;
use x509_parser::oid_registry::{Oid, asn1_rs::oid};
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

/// `id-at-serialNumber` (X.520, section 6.2.9).
const SERIAL_NUMBER: Oid<'static> = oid!(2.5.4.5);

/// A certificate, and what it says (X.509, RFC 5280). That nobody has vouched for it is for others to know.
#[derive(Clone)]
pub struct Certificate {
    der: CertificateDer<'static>,
    name: String,
    issuer: String,
    subject: String,
    organisation_number: Option<String>,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    host_names: Vec<String>,
    pub(super) subject_der: Vec<u8>,
    pub(super) issuer_der: Vec<u8>,
    pub(super) public_key_der: Vec<u8>,
    pub(super) for_clients: bool,
    pub(super) for_signatures: bool,
}

impl Certificate {
    /// Reads DER; nothing if it is no certificate.
    #[must_use]
    pub fn read(der: &[u8]) -> Option<Self> {
        let (rest, parsed) = X509Certificate::from_der(der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let moment = |time: x509_parser::time::ASN1Time| DateTime::from_timestamp(time.timestamp(), 0);
        let usage = parsed.extended_key_usage().ok()?;
        Some(Self {
            der: CertificateDer::from(der.to_vec()),
            name: name(parsed.subject()),
            issuer: name(parsed.issuer()),
            subject: printable(&parsed.subject().to_string()),
            organisation_number: organisation_number(parsed.subject()),
            not_before: moment(parsed.validity().not_before)?,
            not_after: moment(parsed.validity().not_after)?,
            host_names: host_names(&parsed)?,
            subject_der: parsed.subject().as_raw().to_vec(),
            issuer_der: parsed.issuer().as_raw().to_vec(),
            public_key_der: parsed.public_key().raw.to_vec(),
            // RFC 5280, sections 4.2.1.12 and 4.2.1.3: an absent extension restricts nothing.
            for_clients: usage.is_none_or(|usage| usage.value.client_auth || usage.value.any),
            for_signatures: parsed
                .key_usage()
                .ok()?
                .is_none_or(|usage| usage.value.digital_signature()),
        })
    }

    /// The common name; without one, the organisation. For a person to read: it may be anything.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The issuer's common name; without one, its organisation.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The subject's whole distinguished name. In an identity it holds the organisation number, which is a person's
    /// own when the organisation is a sole trader: do not log it.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The ten digits of the organisation number, if the subject's serial number is `16` and those digits, as in
    /// certificates of Expisoft. A person's own when the organisation is a sole trader: do not log it.
    #[must_use]
    pub fn organisation_number(&self) -> Option<&str> {
        self.organisation_number.as_deref()
    }

    /// From when it is valid.
    #[must_use]
    pub fn not_before(&self) -> DateTime<Utc> {
        self.not_before
    }

    /// Until when it is valid, inclusive.
    #[must_use]
    pub fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// The host names that it is for: the DNS names and IP addresses of its subjectAltName. Its common name is none
    /// (RFC 9525, section 2).
    #[must_use]
    pub fn host_names(&self) -> &[String] {
        &self.host_names
    }

    /// Whether subject and issuer are the same, as in a root.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject_der == self.issuer_der
    }

    /// The certificate itself.
    #[must_use]
    pub fn der(&self) -> &CertificateDer<'static> {
        &self.der
    }

    /// Whether the issuer's key made the signature. An algorithm that is not known here counts as signed: the server
    /// will know.
    pub(super) fn is_signed_by(&self, issuer: &Self) -> bool {
        let (Ok((_, own)), Ok((_, issuers))) = (
            X509Certificate::from_der(&self.der),
            X509Certificate::from_der(&issuer.der),
        ) else {
            return false;
        };
        matches!(
            own.verify_signature(Some(issuers.public_key())),
            Ok(()) | Err(X509Error::SignatureUnsupportedAlgorithm)
        )
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("name", &self.name)
            .field("issuer", &self.issuer)
            .field("not_before", &self.not_before)
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}

/// What a person calls the owner of a distinguished name. Never its serial number.
pub(super) fn name(name: &X509Name<'_>) -> String {
    let called = name
        .iter_common_name()
        .chain(name.iter_organizational_unit())
        .chain(name.iter_organization())
        .find_map(|attribute| attribute.as_str().ok());
    printable(called.unwrap_or("(no name)"))
}

fn organisation_number(subject: &X509Name<'_>) -> Option<String> {
    let mut attributes = subject.iter_by_oid(&SERIAL_NUMBER);
    attributes.find_map(|attribute| {
        let digits = attribute.as_str().ok()?.strip_prefix("16")?;
        let is_number = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.to_owned())
    })
}

fn host_names(certificate: &X509Certificate<'_>) -> Option<Vec<String>> {
    let Some(alternative) = certificate.subject_alternative_name().ok()? else {
        return Some(Vec::new());
    };
    let names = alternative.value.general_names.iter();
    let names = names.filter_map(|name| match name {
        GeneralName::DNSName(name) => Some(printable(name)),
        GeneralName::IPAddress(bytes) => <[u8; 4]>::try_from(*bytes)
            .map(std::net::IpAddr::from)
            .or_else(|_| <[u8; 16]>::try_from(*bytes).map(std::net::IpAddr::from))
            .ok()
            .map(|address| address.to_string()),
        _ => None,
    });
    Some(names.collect())
}

/// Text from a certificate, which anyone can make, so that it cannot steer a terminal or forge a line of a log.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            // What turns the direction of text could make one name look like another.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
