//! The Rust that will be written from a WSDL: operations, ports, and the documents that requests carry.

use super::Field;
use crate::lower::SoapVersion;

/// What a module holds besides types: what its WSDLs say.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Stubs {
    /// Operations.
    pub operations: Vec<Operation>,
    /// Ports.
    pub ports: Vec<Port>,
    /// Bodies that carry a document.
    pub carriers: Vec<Carrier>,
}

impl Stubs {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.ports.is_empty()
    }
}

/// An operation: a type without values that says what is sent and answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// The type.
    pub ident: String,
    /// Its name in the WSDL.
    pub name: String,
    /// The SOAP action; empty when there is none.
    pub action: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// What is sent.
    pub request: Message,
    /// What is answered; nothing in a one-way operation.
    pub answer: Message,
    /// Nothing is answered.
    pub one_way: bool,
    /// The choice among its faults, if it has any.
    pub fault: Option<String>,
    /// Its request carries a document with signatures.
    pub signed: bool,
    /// Where the identity of the document stands that a request carries; the likeliest first.
    pub document: Vec<DocumentId>,
    /// Where its answer says by what identity the call is traced.
    pub receipt: Option<Receipt>,
}

/// Where an answer says by what identity the call is traced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Receipt {
    /// The answer's type is a newtype around the type that has the field.
    pub newtype: bool,
    /// The field, of text.
    pub field: String,
}

/// What an envelope holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Message {
    /// The type of the body; `None` when it is empty.
    pub body: Option<String>,
    /// The header, when blocks are declared for it.
    pub headers: Option<Headers>,
}

/// A header: a struct with a field per block.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Headers {
    /// The struct.
    pub ident: String,
    /// The blocks.
    pub fields: Vec<Field>,
}

/// A port: a static, a client, a service trait and a router.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Port {
    /// Its name in the WSDL.
    pub name: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// The version of SOAP.
    pub soap: SoapVersion,
    /// The versions of the service that have it, newest first.
    pub versions: Vec<String>,
    /// The static.
    pub constant: String,
    /// The client.
    pub client: String,
    /// What sends through the client what it has not checked.
    pub unverified: String,
    /// The trait.
    pub service: String,
    /// The function that makes a router.
    pub router: String,
    /// Its operations: the method, and the position in [`Stubs::operations`].
    pub methods: Vec<(String, usize)>,
}

/// A body that carries a document as octets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Carrier {
    /// The body's type.
    pub ident: String,
    /// The body's type is a newtype around the type that has the field.
    pub newtype: bool,
    /// The field that holds the document.
    pub field: String,
    /// How the octets are held there.
    pub octets: Octets,
    /// What the octets are read as: a root element's type, or the choice among those of several versions.
    pub document: DocumentType,
}

/// How octets are held.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Octets {
    /// In the text of an element that has attributes too.
    pub with_attributes: bool,
    /// With facets of the contract.
    pub restricted: bool,
}

/// What a document is read as.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentType {
    /// The root element's type, and the module of its version.
    One {
        /// The path of the type.
        path: String,
        /// The path of the version's module; empty when it is the carrier's own.
        version: String,
    },
    /// The path of the choice among versions.
    Any(String),
}

/// Where the identity of a document stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DocumentId {
    /// The root element's type.
    pub root: String,
    /// The child's local name.
    pub child: String,
    /// The child's namespace.
    pub namespace: ChildNamespace,
    /// The child's type.
    pub ty: String,
}

/// The namespace of a root element's child.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChildNamespace {
    /// That of the root element.
    OfRoot,
    /// None.
    None,
    /// Another.
    Other(String),
}
