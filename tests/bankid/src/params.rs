//! What stands in the certificates: parameters that a test may change before they are issued.

use chrono::{DateTime, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, DnValue,
    ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose,
};

use crate::{Kind, MakeError, Person};

const ORGANISATION: &str = "fk-emulator";

/// A span of time in which a certificate is valid, both ends included. Certificates know whole seconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// `notBefore`
    pub from: DateTime<Utc>,
    /// `notAfter`
    pub to: DateTime<Utc>,
}

impl Span {
    /// Puts it into parameters.
    pub fn put_in(self, params: &mut CertificateParams) {
        params.not_before = std::time::SystemTime::from(self.from).into();
        params.not_after = std::time::SystemTime::from(self.to).into();
    }
}

/// The root's common name.
pub const ROOT: &str = "fk-emulator Test BankID Root CA, endast test";
/// The common name of the bank's authority.
pub const BANK: &str = "fk-emulator Test Bank CA, endast test";
/// The common name of the bank's authority for customers.
pub const CUSTOMER: &str = "fk-emulator Test Customer CA, endast test";
/// The common name of the OCSP responder.
pub const RESPONDER: &str = "fk-emulator Test OCSP, endast test";

/// Of an authority, and how many others may stand below it (`pathLenConstraint`).
#[must_use]
pub fn authority(name: &str, below: Option<u8>, valid: Span) -> CertificateParams {
    let mut params = named(name, valid);
    params.is_ca = IsCa::Ca(match below {
        None => BasicConstraints::Unconstrained,
        Some(count) => BasicConstraints::Constrained(count),
    });
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// Of a delegated responder (RFC 6960, sections 4.2.2.2 and 4.2.2.2.1).
#[must_use]
pub fn responder(valid: Span) -> CertificateParams {
    let mut params = named(RESPONDER, valid);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::OcspSigning];
    // id-pkix-ocsp-nocheck, whose content is NULL.
    let no_check = CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 5], vec![5, 0]);
    params.custom_extensions = vec![no_check];
    params
}

/// Of a person: the twelve digits stand in the subject's `serialNumber`.
///
/// # Errors
/// The digits make no certificate.
pub fn person(person: &Person, kind: Kind, valid: Span) -> Result<CertificateParams, MakeError> {
    let name = format!("{} {}", person.given_name, person.surname);
    let mut params = named(&name, valid);
    let subject = &mut params.distinguished_name;
    let digits = person.personal_number.as_str().try_into()?;
    subject.push(DnType::from_oid(&[2, 5, 4, 4]), person.surname.as_str());
    subject.push(DnType::from_oid(&[2, 5, 4, 42]), person.given_name.as_str());
    subject.push(DnType::from_oid(&[2, 5, 4, 5]), DnValue::PrintableString(digits));
    subject.push(DnType::from_oid(&[2, 5, 4, 41]), name);
    params.key_usages = vec![match kind {
        Kind::Signing => KeyUsagePurpose::ContentCommitment,
        Kind::Identification => KeyUsagePurpose::DigitalSignature,
    }];
    Ok(params)
}

fn named(name: &str, valid: Span) -> CertificateParams {
    let mut params = CertificateParams::default();
    valid.put_in(&mut params);
    params.use_authority_key_identifier_extension = true;
    params.distinguished_name = DistinguishedName::new();
    let country = "SE".try_into().map(DnValue::PrintableString);
    if let Ok(country) = country {
        params.distinguished_name.push(DnType::CountryName, country);
    }
    params
        .distinguished_name
        .push(DnType::OrganizationName, ORGANISATION);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}
