//! What can be wrong with the files of a contract.

use std::fmt;

use crate::place::Place;
use fk_runtime::xml::EncodingError;

/// Who named a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NamedBy {
    /// A line of the registry, or the caller.
    Registry,
    /// An import, include or redefine of another file.
    Reference(Box<Place>),
}

impl fmt::Display for NamedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registry => f.write_str("the registry"),
            Self::Reference(place) => write!(f, "{place}"),
        }
    }
}

/// A file that cannot be read as the contract that it should be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A file does not exist.
    #[error(
        "{file}: there is no such file. It is named by {named_by}. Put the file there, or correct the name"
    )]
    Missing {
        /// The file.
        file: String,
        /// Who named it.
        named_by: NamedBy,
    },
    /// A file exists but its bytes could not be had.
    #[error("{file}: the file cannot be read ({problem}). It is named by {named_by}")]
    Unreadable {
        /// The file.
        file: String,
        /// Who named it.
        named_by: NamedBy,
        /// Why.
        problem: std::io::Error,
    },
    /// The bytes are not in the encoding that they should be in.
    #[error("{file}: {problem}")]
    Encoding {
        /// The file.
        file: String,
        /// What is wrong.
        problem: EncodingError,
    },
    /// Not well-formed XML.
    #[error("{place}: this is not well-formed XML: {problem}")]
    NotWellFormed {
        /// Where.
        place: Box<Place>,
        /// What the XML parser says.
        problem: String,
    },
    /// The bytes of an OpenAPI document are not UTF-8.
    #[error(
        "{file}: the bytes from offset {offset} on are not UTF-8, which an OpenAPI document is written in"
    )]
    NotUtf8 {
        /// The file.
        file: String,
        /// Where, in bytes from 0.
        offset: usize,
    },
    /// Not YAML, or YAML that contracts have no need of.
    #[error("{place}: this is not YAML as contracts have it: {problem}")]
    NotYaml {
        /// Where.
        place: Box<Place>,
        /// What is wrong.
        problem: String,
    },
    /// A keyword that OpenAPI does not know there.
    #[error("{place}: `{keyword}` is no keyword of {what}{hint}; expected {known}")]
    UnknownKeyword {
        /// Where.
        place: Box<Place>,
        /// The keyword.
        keyword: String,
        /// What it stands in.
        what: &'static str,
        /// `; did you mean ...?`, or nothing.
        hint: String,
        /// The keywords that may stand there.
        known: String,
    },
    /// A keyword that is demanded and missing.
    #[error("{place}: the keyword `{keyword}` is missing from {what}. Add it")]
    MissingKeyword {
        /// What lacks it.
        place: Box<Place>,
        /// The keyword.
        keyword: &'static str,
        /// What lacks it, in words.
        what: &'static str,
    },
    /// Something that stands twice where it can stand once.
    #[error("{place}: {what} `{name}` is there already, at {first}. {cure}")]
    Repeated {
        /// The second.
        place: Box<Place>,
        /// What it is, with its article.
        what: &'static str,
        /// Its name.
        name: String,
        /// The first.
        first: Box<Place>,
        /// What to do.
        cure: &'static str,
    },
    /// A keyword with a value that it cannot have.
    #[error("{place}: {subject} is {problem}")]
    InvalidValue {
        /// Where.
        place: Box<Place>,
        /// The keyword, the name or the item of a list that has it, in words.
        subject: String,
        /// What stands there, and what was expected.
        problem: String,
    },
    /// Something in a document type declaration that cannot be carried out.
    #[error("{place}: in the document type declaration (DTD): {problem}")]
    DocumentType {
        /// Where.
        place: Box<Place>,
        /// What, and what to do.
        problem: String,
    },
    /// The root element is another than it should be.
    #[error("{place}: the root element is {found}; expected {expected}")]
    WrongRoot {
        /// Where.
        place: Box<Place>,
        /// The root element.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Elements nested too deep.
    #[error("{place}: elements are nested deeper than {limit} levels, which no contract needs")]
    TooDeep {
        /// Where the limit is passed.
        place: Box<Place>,
        /// The limit.
        limit: usize,
    },
    /// An element that may not stand where it does.
    #[error("{place}: {found} may not stand here; expected {expected}")]
    UnexpectedElement {
        /// Where.
        place: Box<Place>,
        /// The element.
        found: String,
        /// What may stand there.
        expected: String,
    },
    /// An element that is demanded and missing.
    #[error("{place}: the content ends too early; expected {expected}")]
    MissingElement {
        /// The element whose content is incomplete.
        place: Box<Place>,
        /// What is missing.
        expected: String,
    },
    /// An attribute that may not stand where it does.
    #[error("{place}: the attribute `{attribute}` may not stand here; expected {expected}")]
    UnexpectedAttribute {
        /// Where.
        place: Box<Place>,
        /// The attribute.
        attribute: String,
        /// What may stand there.
        expected: String,
    },
    /// An attribute that is demanded and missing.
    #[error("{place}: the attribute `{attribute}` is missing. Add it")]
    MissingAttribute {
        /// The element that lacks it.
        place: Box<Place>,
        /// The attribute.
        attribute: &'static str,
    },
    /// An attribute whose value is not of its type.
    #[error("{place}: the attribute `{attribute}` is \"{value}\"; expected {expected}")]
    InvalidAttribute {
        /// Where the attribute stands.
        place: Box<Place>,
        /// The attribute.
        attribute: String,
        /// Its value.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// Text where only elements may stand.
    #[error("{place}: text may not stand here. Put it in an xs:documentation, or in a comment")]
    UnexpectedText {
        /// Where.
        place: Box<Place>,
    },
    /// A construct of XSD 1.1.
    #[error(
        "{place}: {construct} belongs to XSD 1.1, and contracts are read as XSD 1.0. Express it in XSD 1.0"
    )]
    Xsd11 {
        /// Where.
        place: Box<Place>,
        /// The construct.
        construct: String,
    },
    /// A rule about how a component is written down (XSD 1.0 Part 1, "XML Representation Constraints").
    #[error("{place}: {problem} ({rule})")]
    Representation {
        /// Where.
        place: Box<Place>,
        /// The name of the rule in the specification.
        rule: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A location that leads out of the registry's folder.
    #[error(
        "{place}: the location `{location}` leads out of the registry's folder. Put the file inside, and write \
         a location relative to this file"
    )]
    OutsideRoot {
        /// The reference.
        place: Box<Place>,
        /// Its location.
        location: String,
    },
    /// A web address that the catalog does not answer.
    #[error(
        "{place}: `{address}` is a web address, which is never fetched, and the catalog does not answer it. Add \
         to the registry, under [catalog]: \"{address}\" = \"path/of/the/file\""
    )]
    UnknownAddress {
        /// The reference.
        place: Box<Place>,
        /// The address.
        address: String,
    },
    /// An import without a location whose namespace nothing answers.
    #[error(
        "{place}: this import of {namespace} names no schemaLocation, and no file that was read has that target \
         namespace. Name the file in the registry, or add there, under [catalog]: \"{key}\" = \"path/of/the/file\""
    )]
    UnansweredImport {
        /// The import.
        place: Box<Place>,
        /// The namespace, or "no namespace".
        namespace: String,
        /// The key for the catalog.
        key: String,
    },
    /// A file that has another target namespace than the reference to it says.
    #[error("{place}: this refers to {file}, whose target namespace is {found}; expected {expected}")]
    WrongNamespace {
        /// The reference.
        place: Box<Place>,
        /// The file referred to.
        file: String,
        /// Its target namespace.
        found: String,
        /// The namespace that it should have.
        expected: String,
    },
    /// The schema tree could not be made although the schema follows the grammar of XSD.
    #[error(
        "{file}: the schema could not be read into its tree: {problem}. This is a defect of the generator"
    )]
    Tree {
        /// The file.
        file: String,
        /// What the XSD parser says.
        problem: String,
    },
    /// A construct of WSDL that is refused.
    #[error("{place}: {construct} is not supported: {reason}")]
    Unsupported {
        /// Where.
        place: Box<Place>,
        /// The construct.
        construct: String,
        /// Why, and what is expected.
        reason: &'static str,
    },
    /// A reference inside a WSDL that leads nowhere.
    #[error("{place}: there is no {kind} `{name}`{suggestion}")]
    UnknownReference {
        /// The reference.
        place: Box<Place>,
        /// What it should refer to.
        kind: &'static str,
        /// The name.
        name: String,
        /// `. Did you mean ...?`, or nothing.
        suggestion: String,
    },
    /// Two components of a WSDL with one name.
    #[error("{place}: there is already a {kind} `{name}`, at {first}. Rename one of them")]
    Duplicate {
        /// The second.
        place: Box<Place>,
        /// What they are.
        kind: &'static str,
        /// Their name.
        name: String,
        /// The first.
        first: Box<Place>,
    },
}
