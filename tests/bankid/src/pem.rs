//! A BankID in a file: PEM, certificate and key of each in turn (RFC 7468).

use rsa::pkcs8::der::pem::{LineEnding, encode_string};
use rsa::pkcs8::der::{Decode, pem};
use x509_cert_v02::Certificate;
use zeroize::Zeroizing;

use crate::{Certified, Key, MakeError, Span};

const CERTIFICATE: &str = "CERTIFICATE";
const KEY: &str = "PRIVATE KEY";

/// Writes certificates and keys, and last a key that has no certificate.
pub(crate) fn write(certified: &[(&[u8], &Key)], alone: &Key) -> Result<Zeroizing<String>, MakeError> {
    let mut text = Zeroizing::new(String::new());
    for (certificate, key) in certified {
        text.push_str(&certificate_pem(certificate)?);
        text.push_str(&key_pem(key)?);
    }
    text.push_str(&key_pem(alone)?);
    Ok(text)
}

/// Reads what [`write`] has written of `N` certificates.
pub(crate) fn read<const N: usize>(text: &str) -> Result<([Certified; N], Key), MakeError> {
    let mut sections = sections(text)?.into_iter();
    let mut next = |label| match sections.next() {
        Some((found, der)) if found == label => Ok(der),
        _ => Err(kept(format!(
            "a section `{label}` was expected and is not there: a certificate and a key in turn, and a key last"
        ))),
    };
    let mut certified = Vec::with_capacity(N);
    for _ in 0..N {
        certified.push(Certified {
            certificate: next(CERTIFICATE)?.to_vec(),
            key: Key::from_pkcs8(&next(KEY)?)?,
        });
    }
    let alone = Key::from_pkcs8(&next(KEY)?)?;
    if sections.next().is_some() {
        return Err(kept("something stands after its last key".to_owned()));
    }
    let certified = certified.try_into();
    Ok((
        certified.map_err(|_| kept("a section is missing".to_owned()))?,
        alone,
    ))
}

pub(crate) fn certificate_pem(der: &[u8]) -> Result<String, MakeError> {
    encode_string(CERTIFICATE, LineEnding::LF, der).map_err(written)
}

pub(crate) fn key_pem(key: &Key) -> Result<Zeroizing<String>, MakeError> {
    let text = encode_string(KEY, LineEnding::LF, &key.to_pkcs8()?);
    text.map(Zeroizing::new).map_err(written)
}

fn written(error: pem::Error) -> MakeError {
    MakeError::Der(error.into())
}

/// Label and content.
type Section = (String, Zeroizing<Vec<u8>>);

fn sections(text: &str) -> Result<Vec<Section>, MakeError> {
    const END: &str = "-----END ";
    let mut sections = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(END)
            .and_then(|at| Some(at + rest[at..].find('\n')? + 1));
        let section = end.map(|end| rest.split_at(end));
        let (section, after) = section.ok_or_else(|| kept("a section has no end".to_owned()))?;
        let (label, der) = pem::decode_vec(section.as_bytes()).map_err(|error| kept(error.to_string()))?;
        sections.push((label.to_owned(), Zeroizing::new(der)));
        rest = after.trim_start();
    }
    Ok(sections)
}

/// When a certificate is valid, and whether a key is its own.
pub(crate) fn valid(certified: &Certified) -> Result<Span, MakeError> {
    let certificate = Certificate::from_der(&certified.certificate)?.tbs_certificate;
    let key = certificate.subject_public_key_info.subject_public_key;
    if key.raw_bytes() != certified.key.public() {
        return Err(kept("a key is not that of the certificate before it".to_owned()));
    }
    let validity = certificate.validity;
    Ok(Span {
        from: validity.not_before.to_system_time().into(),
        to: validity.not_after.to_system_time().into(),
    })
}

fn kept(reason: String) -> MakeError {
    MakeError::Kept { reason }
}
