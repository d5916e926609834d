//! What stands in the certificates.

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

/// Which authorities may stand below one (`pathLenConstraint`).
#[derive(Clone, Copy)]
pub(crate) enum Below {
    Any,
    AtMost(u8),
}

pub(crate) const ROOT: &str = "fk-emulator Test BankID Root CA, endast test";
pub(crate) const BANK: &str = "fk-emulator Test Bank CA, endast test";
pub(crate) const CUSTOMER: &str = "fk-emulator Test Customer CA, endast test";
pub(crate) const RESPONDER: &str = "fk-emulator Test OCSP, endast test";

pub(crate) fn authority(name: &str, below: Below, valid: Span) -> CertificateParams {
    let mut params = named(name, valid);
    params.is_ca = IsCa::Ca(match below {
        Below::Any => BasicConstraints::Unconstrained,
        Below::AtMost(count) => BasicConstraints::Constrained(count),
    });
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// Of a delegated responder (RFC 6960, sections 4.2.2.2 and 4.2.2.2.1).
pub(crate) fn responder(valid: Span) -> CertificateParams {
    let mut params = named(RESPONDER, valid);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::OcspSigning];
    // id-pkix-ocsp-nocheck, whose content is NULL.
    let no_check = CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 5], vec![5, 0]);
    params.custom_extensions = vec![no_check];
    params
}

/// Of a person: the twelve digits stand in the subject's `serialNumber`.
pub(crate) fn person(person: &Person, kind: Kind, valid: Span) -> Result<CertificateParams, MakeError> {
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
