//! The signature document: XML Signature in BankID's layout.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};

use crate::{Hash, Key, MakeError, SignedData};

/// The names of the algorithms in BankID's signatures.
pub mod algorithms {
    /// Inclusive Canonical XML 1.0, without comments.
    pub const CANONICAL_XML: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    /// SHA-256.
    pub const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
    /// RSA with SHA-256, PKCS #1 v1.5.
    pub const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
}

const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// A signature document before it is signed. Every part can be replaced; the digests in [`references`](Self::references) are
/// those of the parts as they were when the draft was made, until [`with_digests`](Self::with_digests) makes them anew.
#[derive(Clone)]
pub struct Draft {
    /// What stands before the root element.
    pub declaration: String,
    /// The algorithm of `CanonicalizationMethod`.
    pub canonicalization: String,
    /// The algorithm of `SignatureMethod`.
    pub signature_method: String,
    /// The references.
    pub references: Vec<Reference>,
    /// The element `KeyInfo`.
    pub key_info: String,
    /// What stands in `Object`: the element `bankIdSignedData`.
    pub signed_data: String,
    /// What stands after `Object`.
    pub more: String,
}

/// A `Reference`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reference {
    /// `Type`
    pub kind: Option<String>,
    /// `URI`
    pub uri: String,
    /// The algorithms of its transforms.
    pub transforms: Vec<String>,
    /// The algorithm of its digest.
    pub digest_method: String,
    /// `DigestValue`, in base64.
    pub digest_value: String,
}

impl Reference {
    /// With the algorithms of BankID and the SHA-256 of what it refers to.
    #[must_use]
    pub fn new(uri: &str, canonical: &[u8]) -> Self {
        Self {
            kind: None,
            uri: uri.to_owned(),
            transforms: vec![algorithms::CANONICAL_XML.to_owned()],
            digest_method: algorithms::SHA256.to_owned(),
            digest_value: STANDARD.encode(digest(&SHA256, canonical)),
        }
    }

    fn to_xml(&self) -> String {
        let kind = self.kind.as_ref().map(|kind| format!(" Type=\"{kind}\""));
        let transforms = self.transforms.iter();
        let transforms: String = transforms
            .map(|algorithm| format!("<Transform Algorithm=\"{algorithm}\"></Transform>"))
            .collect();
        format!(
            "<Reference{} URI=\"{}\"><Transforms>{transforms}</Transforms><DigestMethod Algorithm=\"{}\"></DigestMethod>\
             <DigestValue>{}</DigestValue></Reference>",
            kind.unwrap_or_default(),
            self.uri,
            self.digest_method,
            self.digest_value
        )
    }
}

impl Draft {
    /// As BankID makes it, of what is signed and the certificates in DER: the person's, then the intermediate ones.
    #[must_use]
    pub fn new<C: AsRef<[u8]>>(data: &SignedData, certificates: impl IntoIterator<Item = C>) -> Self {
        let certificates: String = certificates
            .into_iter()
            .map(|der| format!("<X509Certificate>{}</X509Certificate>", STANDARD.encode(der)))
            .collect();
        let draft = Self {
            declaration: r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>"#.to_owned(),
            canonicalization: algorithms::CANONICAL_XML.to_owned(),
            signature_method: algorithms::RSA_SHA256.to_owned(),
            references: Vec::new(),
            key_info: format!(
                "<KeyInfo xmlns=\"{XMLDSIG}\" Id=\"bidKeyInfo\"><X509Data>{certificates}</X509Data></KeyInfo>"
            ),
            signed_data: data.to_xml(),
            more: String::new(),
        };
        draft.with_digests()
    }

    /// The same with the two references that BankID's signatures have, to the parts as they are now. The parts must be
    /// their own canonical form.
    #[must_use]
    pub fn with_digests(mut self) -> Self {
        let data = Reference {
            kind: Some("http://www.bankid.com/signature/v1.0.0/types".to_owned()),
            ..Reference::new("#bidSignedData", self.signed_data.as_bytes())
        };
        let key_info = Reference::new("#bidKeyInfo", self.key_info.as_bytes());
        self.references = vec![data, key_info];
        self
    }

    /// The element `SignedInfo`, which is its own canonical form.
    #[must_use]
    pub fn signed_info(&self) -> String {
        let references: String = self.references.iter().map(Reference::to_xml).collect();
        format!(
            "<SignedInfo xmlns=\"{XMLDSIG}\"><CanonicalizationMethod Algorithm=\"{}\"></CanonicalizationMethod>\
             <SignatureMethod Algorithm=\"{}\"></SignatureMethod>{references}</SignedInfo>",
            self.canonicalization, self.signature_method
        )
    }

    /// The document, signed with SHA-256 as BankID does.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&self, key: &Key) -> Result<String, MakeError> {
        self.sign_info(&self.signed_info(), key, Hash::Sha256)
    }

    /// The document with another `SignedInfo`, which must be its own canonical form.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign_info(&self, signed_info: &str, key: &Key, hash: Hash) -> Result<String, MakeError> {
        let signature = key.sign(hash, signed_info.as_bytes())?;
        Ok(self.assemble(signed_info, &STANDARD.encode(signature)))
    }

    /// The document, of its parts and what is put for a signature.
    #[must_use]
    pub fn assemble(&self, signed_info: &str, signature_value: &str) -> String {
        format!(
            "{}<Signature xmlns=\"{XMLDSIG}\">{signed_info}<SignatureValue>{signature_value}</SignatureValue>{}<Object>{}\
             </Object>{}</Signature>",
            self.declaration, self.key_info, self.signed_data, self.more
        )
    }
}

/// It holds the person's certificate and what they signed, and shows neither.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("references", &self.references)
            .finish_non_exhaustive()
    }
}
