//! Step 2: the layout of the document, and the three elements that are signed.

use super::VerificationError;
use super::signed_data::SignedData;
use super::signed_info::SignedInfo;
use super::tree::{self, Within};
use crate::xml::canonical::{self, CanonicalError, Selector};
use crate::xml::{AnyElement, AnyNode, Name, Namespace, Position};

pub(super) const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(super) const BANKID: &str = "http://www.bankid.com/signature/v1.0.0/types";

/// A signature document in BankID's layout. Nothing of it has been verified.
pub(super) struct Layout {
    /// Canonical form.
    pub(super) signed_info: Vec<u8>,
    pub(super) info: SignedInfo,
    /// In base64, as it stands.
    pub(super) signature_value: String,
    /// Canonical form.
    pub(super) key_info: Vec<u8>,
    /// In base64, as they stand.
    pub(super) certificates: Vec<String>,
    /// Canonical form.
    pub(super) signed_data: Vec<u8>,
    pub(super) data: SignedData,
}

/// Reads a document that has passed step 1, as far as that sees.
pub(super) fn read(document: &str) -> Result<Layout, VerificationError> {
    let root = tree::parse(document.as_bytes())?;
    check_prefixes(document)?;
    check_once(&root)?;
    let signature_value = outline(&root)?;

    let [signed_info, key_info, signed_data] = signed_elements(document)?;
    // From here on, what is read is what will be hashed.
    let info = SignedInfo::read(&tree::parse(&signed_info)?)?;
    let (key_info_id, certificates) = certificates(&tree::parse(&key_info)?)?;
    let (data_id, data) = SignedData::read(&tree::parse(&signed_data)?)?;
    check_ids(&key_info_id, &data_id)?;
    Ok(Layout {
        signed_info,
        info,
        signature_value,
        key_info,
        certificates,
        signed_data,
        data,
    })
}

/// What the signature's root element holds, to the elements that are signed. Gives the value of the signature.
fn outline(root: &AnyElement) -> Result<String, VerificationError> {
    let mut signature = Within::root(root, XMLDSIG, "Signature")?;
    signature.attributes(&[])?;
    signature.one("SignedInfo")?;
    let value = signature.one("SignatureValue")?;
    value.attributes(&[])?;
    signature.one("KeyInfo")?;
    let mut object = signature.one("Object")?;
    object.attributes(&[])?;
    object.one_of(BANKID, "bankIdSignedData")?;
    object.end()?;
    signature.end()?;
    value.text().map(str::to_owned)
}

/// The canonical forms of `SignedInfo`, `KeyInfo` and `bankIdSignedData`.
fn signed_elements(document: &str) -> Result<[Vec<u8>; 3], VerificationError> {
    const DS: Namespace = Namespace {
        uri: XMLDSIG,
        prefix: "",
    };
    const BID: Namespace = Namespace {
        uri: BANKID,
        prefix: "",
    };
    const SIGNATURE: Name = Name(DS, "Signature");
    let element = |below: &[Name], inside, expected| {
        let selector = Selector::path(SIGNATURE, below);
        canonical::element(document.as_bytes(), &selector).map_err(|error| match error {
            CanonicalError::Read(error) => tree::not_well_formed(&error),
            CanonicalError::RelativeNamespace { position, .. } => VerificationError::NotWellFormed {
                reason: "a namespace name is relative",
                position: Some(position),
            },
            // The outline has been checked, so that these are not met with.
            _ => VerificationError::Layout { inside, expected },
        })
    };
    Ok([
        element(&[Name(DS, "SignedInfo")], "Signature", "SignedInfo")?,
        element(&[Name(DS, "KeyInfo")], "Signature", "KeyInfo")?,
        element(
            &[Name(DS, "Object"), Name(BID, "bankIdSignedData")],
            "Object",
            "bankIdSignedData",
        )?,
    ])
}

/// `Id` and certificates of `KeyInfo`, as they stand.
fn certificates(element: &AnyElement) -> Result<(String, Vec<String>), VerificationError> {
    let mut key_info = Within::root(element, XMLDSIG, "KeyInfo")?;
    key_info.attributes(&["Id"])?;
    let mut data = key_info.one("X509Data")?;
    data.attributes(&[])?;
    let mut next = Some(data.one("X509Certificate")?);
    let mut certificates = Vec::new();
    while let Some(certificate) = next {
        certificate.attributes(&[])?;
        certificates.push(certificate.text()?.to_owned());
        next = data.optional("X509Certificate")?;
    }
    data.end()?;
    key_info.end()?;
    let id = key_info.attribute("Id").unwrap_or_default();
    Ok((id.to_owned(), certificates))
}

/// What the references refer to. No other attribute counts as an identifier, wherever it stands.
fn check_ids(key_info: &str, signed_data: &str) -> Result<(), VerificationError> {
    if key_info == signed_data {
        return Err(VerificationError::SameIds);
    }
    let expected = |inside, expected| Err(VerificationError::Layout { inside, expected });
    match (key_info, signed_data) {
        ("bidKeyInfo", "bidSignedData") => Ok(()),
        ("bidKeyInfo", _) => expected("bankIdSignedData", "Id=\"bidSignedData\""),
        _ => expected("KeyInfo", "Id=\"bidKeyInfo\""),
    }
}

/// Refuses prefixes. In a well-formed document without comments and the like, `<` begins a tag, and a colon outside the
/// quotation marks of a tag belongs to a prefix.
fn check_prefixes(document: &str) -> Result<(), VerificationError> {
    let bytes = document.as_bytes();
    for start in memchr::memchr_iter(b'<', bytes) {
        let mut quote = None;
        for byte in &bytes[start..] {
            match (quote, byte) {
                (None, b'>') => break,
                (None, b':') => {
                    let position = Position::of(document, start);
                    return Err(VerificationError::Prefix { position });
                }
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Refuses a second element of those that stand once in BankID's documents, in whatever namespace and however deep: there is
/// to be no doubt which one is meant.
fn check_once(root: &AnyElement) -> Result<(), VerificationError> {
    const ONCE: [&str; 11] = [
        "Signature",
        "SignedInfo",
        "SignatureValue",
        "KeyInfo",
        "Object",
        "bankIdSignedData",
        "usrVisibleData",
        "usrNonVisibleData",
        "srvInfo",
        "clientInfo",
        "funcId",
    ];
    let mut seen = [false; ONCE.len()];
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        if let Some(index) = ONCE.iter().position(|name| *name == element.local()) {
            if seen[index] {
                return Err(VerificationError::Twice { element: ONCE[index] });
            }
            seen[index] = true;
        }
        // The last in is the first out, and the document's order is the order of reports.
        open.extend(element.children().iter().rev().filter_map(|node| match node {
            AnyNode::Element(element) => Some(element),
            _ => None,
        }));
    }
    Ok(())
}
