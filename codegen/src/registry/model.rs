//! What stands in `contracts.toml`.

use std::collections::BTreeMap;

/// The whole registry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Registry {
    /// The package that `regen --out` writes, with its dependency on `fk-runtime`.
    pub package: Option<Package>,
    /// Web address → path of the file that answers an import of it.
    pub catalog: BTreeMap<String, String>,
    /// Services by id, which is also the Rust module and the feature.
    pub services: BTreeMap<String, Service>,
}

/// The package that a registry outside this repository becomes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Package {
    /// Name of the crate.
    pub name: String,
    /// The dependency on `fk-runtime`, as the value of a line in `[dependencies]`.
    pub runtime: Option<String>,
}

/// A service of the agency.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Service {
    /// Module name, for example `elt`.
    pub id: String,
    /// The service's name in Swedish.
    pub title: String,
    /// The agency's page about it.
    pub page: Option<String>,
    /// Files with a home in this service; each file is generated into one module.
    pub files: Vec<File>,
    /// Versions: upcoming, current, previous, retired; of one status, as the registry lists them.
    pub versions: Vec<Version>,
    /// What holds personal data.
    pub personal: Personal,
    /// Names for anonymous groups.
    pub groups: Vec<GroupName>,
    /// Rust names that cure a collision: `{namespace}name` → Rust name.
    pub names: BTreeMap<String, String>,
    /// The document that its messages carry.
    pub document: Option<Document>,
    /// Where the signatures of that document stand.
    pub signatures: Option<Signatures>,
    /// `Type/element`, in local names: the element of an answer that identifies the call.
    pub receipt: Option<String>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// How often the service may be called.
    pub pacing: Option<Pacing>,
    /// What its operations are for, when a person signs its documents in the agency's own e-service.
    pub flow: Option<Flow>,
}

/// A contract file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct File {
    /// Path relative to the registry's folder. WSDL (`.wsdl`), OpenAPI (`.yaml`), else XSD.
    pub path: String,
    /// How surely it is the agency's.
    pub provenance: Provenance,
    /// Where the facts come from, for a person.
    pub source: Option<String>,
    /// The module that it is generated into, when several versions share it (`envelope`); a file without one
    /// belongs to the single version that names it.
    pub module: Option<String>,
    /// Root elements of documents: local names of global elements. `None`: every global element.
    pub roots: Option<Vec<String>>,
}

/// How surely a contract is the agency's; the weakest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Provenance {
    /// Made up to show the shape.
    Illustrative,
    /// Put together from examples and descriptions.
    Reconstructed,
    /// Our transcription of the published file, checked to be equal.
    Transcribed,
    /// The agency's own file.
    Published,
}

impl Provenance {
    /// The words of the registry, the surest first.
    pub const WORDS: [(&str, Self); 4] = [
        ("published", Self::Published),
        ("transcribed", Self::Transcribed),
        ("reconstructed", Self::Reconstructed),
        ("illustrative", Self::Illustrative),
    ];

    /// The word of the registry.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Transcribed => "transcribed",
            Self::Reconstructed => "reconstructed",
            Self::Illustrative => "illustrative",
        }
    }
}

/// A version of a service.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Version {
    /// For example `1.0.2`.
    pub id: String,
    /// Where in its life it is.
    pub status: Status,
    /// Paths of its files, each one of [`Service::files`].
    pub files: Vec<String>,
}

/// Where in its life a version is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "plain words")]
pub enum Status {
    Upcoming,
    Current,
    Previous,
    Retired,
}

impl Status {
    /// The words of the registry, in the order of a version's life.
    pub const WORDS: [(&str, Self); 4] = [
        ("upcoming", Self::Upcoming),
        ("current", Self::Current),
        ("previous", Self::Previous),
        ("retired", Self::Retired),
    ];

    /// The word of the registry.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Current => "current",
            Self::Previous => "previous",
            Self::Retired => "retired",
        }
    }
}

/// What holds personal data in a service.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Personal {
    /// Local names of types, masked wherever they occur.
    pub types: Vec<String>,
    /// `Type/element` or `Type/@attribute`: masked there.
    pub elements: Vec<String>,
}

/// The name of a choice or an anonymous repeated group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupName {
    /// Local name of the type (or the root element) that it stands in.
    pub owner: String,
    /// An element that it holds directly, to tell it from others in the same owner.
    pub holds: String,
    /// The Rust name; the field is the same in snake case.
    pub name: String,
    /// Line in `contracts.toml`, for the error when nothing of that kind exists.
    pub line: u32,
}

/// The document that a request carries as octets, and what identifies it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Document {
    /// `Type/element`, in local names: the element of a request that holds the document, as base64.
    pub carrier: String,
    /// The document's root element, a local name.
    pub root: String,
    /// The child of the root that identifies the document, a local name.
    pub id: String,
}

/// Where the signatures of the document stand in a request, and who makes them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signatures {
    /// Local name of the type of an element that holds a signature.
    pub ty: String,
    /// Its child with the signature document, as base64; a local name, as those that follow.
    pub signature: String,
    /// Its child with the OCSP response, as base64.
    pub ocsp: String,
    /// Its child with the day of signing.
    pub day: String,
    /// Who signs, and how a request tells one from another.
    pub roles: Roles,
}

/// Who signs, and how a request tells one from another. There is at least one role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Roles {
    /// By an element for each (`Type/element`, in local names): all sign, once each, in this order.
    ByElement(Vec<(Role, String)>),
    /// By a value in an element that is repeated: one signs or several, in any order, and also again.
    ByValue {
        /// `Type/element`, in local names: the repeated element.
        element: String,
        /// Its child that says in which role the signature is made; a local name.
        role_element: String,
        /// The roles, with the value of that child.
        roles: Vec<(Role, String)>,
    },
}

/// The role in which somebody signs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// Where the document says who it is, local names from the root element's child down. The first that a document
    /// has counts; none means anybody.
    pub signers: Vec<Vec<String>>,
}

impl Roles {
    /// The roles, as the registry lists them.
    pub fn each(&self) -> impl Iterator<Item = &Role> {
        let (Self::ByElement(roles) | Self::ByValue { roles, .. }) = self;
        roles.iter().map(|(role, _)| role)
    }
}

/// An address of a service.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Address {
    /// Which environment.
    pub environment: Environment,
    /// The address.
    pub url: String,
    /// Where it is known from.
    pub source: String,
}

/// An environment of the agency.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "plain words")]
pub enum Environment {
    Test,
    Production,
}

impl Environment {
    /// The words of the registry.
    pub const WORDS: [(&str, Self); 2] = [("test", Self::Test), ("production", Self::Production)];

    /// The word of the registry.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Production => "production",
        }
    }
}

/// How often a service may be called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pacing {
    /// At most so many calls
    pub calls: u32,
    /// in so many seconds,
    pub seconds: u32,
    /// which may lie so in that time.
    pub spread: Spread,
    /// Where this is known from.
    pub source: String,
}

/// How calls may lie in the time that is given for them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spread {
    /// One at a time, evenly.
    Evenly,
    /// At any time, as long as there are no more of them in any such stretch of time.
    Freely,
}

impl Spread {
    /// The words of the registry.
    pub const WORDS: [(&str, Self); 2] = [("evenly", Self::Evenly), ("freely", Self::Freely)];
}

/// What the operations of a service are for whose documents a program hands over and a person signs in the agency's own
/// e-service. Operations by their names, types and values by those on the wire.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Flow {
    /// Hands a document over.
    pub create: String,
    /// Asks how far it has come.
    pub status: String,
    /// The page where the person signs.
    pub page: String,
    /// The person comes back.
    pub return_link: String,
    /// The person's browser says that it is done.
    pub signal: String,
    /// The type of the code that a document is given.
    pub fingerprint: String,
    /// How far a document can have come.
    pub states: States,
    /// For how many seconds the service remembers a document.
    pub life: u32,
    /// Where this is known from.
    pub source: String,
}

/// The values of the enumeration that says how far a document has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct States {
    /// Known, and not done.
    pub started: String,
    /// Signed and sent in.
    pub successful: String,
    /// Not known, or no longer.
    pub absent: String,
}
