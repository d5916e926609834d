//! The Rust that will be written of signatures: the request that they stand in, with its roles, the type of a
//! signature, and the document that is signed.

use super::{Octets, WireName};

/// What a module says of signatures.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Signing {
    /// The request that signatures stand in.
    pub request: Option<SignedRequest>,
    /// The type of an element that holds a signature.
    pub signature: Option<SignatureType>,
    /// The root element whose documents are signed.
    pub document: Option<SignedDocument>,
}

impl Signing {
    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.request.is_none() && self.signature.is_none() && self.document.is_none()
    }
}

/// A request that carries a document with signatures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedRequest {
    /// Its type.
    pub ident: String,
    /// The path of the type that has the fields, when the request's is a newtype around it.
    pub content: Option<String>,
    /// What the constructor takes, in its order.
    pub arguments: Vec<RequestArgument>,
    /// What stands in a signature, as the request's module names it.
    pub signature: Vec<SignatureArgument>,
    /// Who signs.
    pub roles: Vec<SigningRole>,
}

/// What the constructor of a request takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RequestArgument {
    /// The document.
    Document(OctetsField),
    /// The signature in a role.
    Signature {
        /// The field.
        field: String,
        /// The name of the role.
        role: String,
    },
    /// All signatures.
    Signatures {
        /// The field.
        field: String,
    },
}

/// The role in which somebody signs: a type of one value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SigningRole {
    /// The type.
    pub ident: String,
    /// The role's name.
    pub name: String,
    /// Where the document says who it is, as paths for a person.
    pub signers: Vec<String>,
    /// The roles right after which it can sign; `None` is nobody.
    pub follows: Vec<Option<String>>,
    /// It can sign last.
    pub completes: bool,
}

/// The type of an element that holds a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignatureType {
    /// The type.
    pub ident: String,
    /// What its constructor takes, in its order.
    pub arguments: Vec<SignatureArgument>,
}

/// What the constructor of a signature takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SignatureArgument {
    /// The signature document.
    Signature(OctetsField),
    /// The OCSP response.
    OcspResponse(OctetsField),
    /// The day of signing.
    Day {
        /// The field.
        field: String,
        /// With facets of the contract.
        restricted: bool,
    },
    /// In which role it is made.
    Role {
        /// The field.
        field: String,
        /// The path of its type, an enumeration.
        ty: String,
        /// The name of each role, with that of the variant.
        values: Vec<(String, String)>,
    },
}

/// A field of octets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OctetsField {
    /// The field.
    pub field: String,
    /// Its name in paths of errors.
    pub segment: String,
    /// The path of its type.
    pub ty: String,
    /// How they are held there.
    pub octets: Octets,
}

/// A root element whose documents are signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedDocument {
    /// Its type.
    pub ident: String,
    /// The path of the request that carries it.
    pub request: String,
    /// The child that identifies it.
    pub id: WireName,
    /// Where it says who signs: the role's name, and the way down from the child.
    pub signers: Vec<(String, Vec<WireName>)>,
}
