//! `SignedInfo` (XML Signature, section 4.3): steps 3 and 4.

use subtle::ConstantTimeEq;

use super::layout::{BANKID, XMLDSIG};
use super::tree::{Within, base64_lines};
use super::{AlgorithmPlace, Target, VerificationError};
use crate::signing::Digest;
use crate::xml::AnyElement;

const CANONICAL_XML: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// What `SignedInfo` says.
pub(super) struct SignedInfo {
    /// Algorithms, by their names.
    canonicalization: String,
    signature: String,
    references: Vec<Reference>,
}

struct Reference {
    uri: Option<String>,
    kind: Option<String>,
    /// Algorithms, by their names.
    transforms: Vec<String>,
    digest_method: String,
    /// In base64.
    digest: String,
}

impl SignedInfo {
    pub(super) fn read(element: &AnyElement) -> Result<Self, VerificationError> {
        let mut info = Within::root(element, XMLDSIG, "SignedInfo")?;
        info.attributes(&[])?;
        let canonicalization = method(&info.one("CanonicalizationMethod")?)?;
        let signature = method(&info.one("SignatureMethod")?)?;
        let mut references = Vec::new();
        while let Some(reference) = info.optional("Reference")? {
            references.push(Reference::read(reference)?);
        }
        info.end()?;
        Ok(Self {
            canonicalization,
            signature,
            references,
        })
    }

    /// Step 3: the algorithms above and no other, and two references in their order.
    pub(super) fn check(&self) -> Result<(), VerificationError> {
        algorithm(
            &self.canonicalization,
            CANONICAL_XML,
            AlgorithmPlace::Canonicalization,
        )?;
        algorithm(&self.signature, RSA_SHA256, AlgorithmPlace::Signature)?;
        let [signed_data, key_info] = self.references.as_slice() else {
            let found = self.references.len();
            return Err(VerificationError::References { found });
        };
        signed_data.check(Target::SignedData)?;
        key_info.check(Target::KeyInfo)
    }

    /// Step 4: the digests are those of the canonical forms that will be read.
    pub(super) fn check_digests(&self, signed_data: &[u8], key_info: &[u8]) -> Result<(), VerificationError> {
        let targets = [(Target::SignedData, signed_data), (Target::KeyInfo, key_info)];
        for (reference, (of, canonical)) in self.references.iter().zip(targets) {
            let said = base64_lines(&reference.digest).filter(|digest| digest.len() == 32);
            let said = said.ok_or(VerificationError::DigestForm { of })?;
            if !bool::from(Digest::of(canonical).as_bytes()[..].ct_eq(&said)) {
                return Err(VerificationError::Digest { of });
            }
        }
        Ok(())
    }
}

impl Reference {
    fn read(mut reference: Within<'_>) -> Result<Self, VerificationError> {
        reference.attributes(&["Type", "URI"])?;
        let mut all = reference.one("Transforms")?;
        all.attributes(&[])?;
        let mut transforms = Vec::new();
        while let Some(transform) = all.optional("Transform")? {
            transforms.push(method(&transform)?);
        }
        all.end()?;
        let digest_method = method(&reference.one("DigestMethod")?)?;
        let digest = reference.one("DigestValue")?;
        digest.attributes(&[])?;
        reference.end()?;
        Ok(Self {
            uri: reference.attribute("URI").map(str::to_owned),
            kind: reference.attribute("Type").map(str::to_owned),
            transforms,
            digest_method,
            digest: digest.text()?.to_owned(),
        })
    }

    fn check(&self, target: Target) -> Result<(), VerificationError> {
        let (uri, kind) = match target {
            Target::SignedData => ("#bidSignedData", Some(BANKID)),
            Target::KeyInfo => ("#bidKeyInfo", None),
        };
        if self.uri.as_deref() != Some(uri) || self.kind.as_deref() != kind {
            return Err(VerificationError::Reference { expected: target });
        }
        let [transform] = self.transforms.as_slice() else {
            let found = self.transforms.len();
            return Err(VerificationError::Transforms { of: target, found });
        };
        algorithm(transform, CANONICAL_XML, AlgorithmPlace::Transform(target))?;
        algorithm(&self.digest_method, SHA256, AlgorithmPlace::Digest(target))
    }
}

/// The name of an algorithm, which takes no parameters.
fn method(element: &Within<'_>) -> Result<String, VerificationError> {
    element.attributes(&["Algorithm"])?;
    element.end()?;
    Ok(element.attribute("Algorithm").unwrap_or_default().to_owned())
}

fn algorithm(found: &str, expected: &str, of: AlgorithmPlace) -> Result<(), VerificationError> {
    match found == expected {
        true => Ok(()),
        false => Err(VerificationError::Algorithm { of }),
    }
}
