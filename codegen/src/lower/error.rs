//! What lowering refuses.

use crate::place::Place;

/// A schema that cannot be lowered.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LowerError {
    /// A construct of XSD 1.0 that is not carried out.
    #[error(
        "{place}: {construct} is not supported yet; leave this version out of contracts.toml, or write the \
         contract without it where it is your own"
    )]
    Unsupported {
        /// Where.
        place: Box<Place>,
        /// What, in the words of the specification.
        construct: &'static str,
    },
    /// A type whose values would be notations, but that names none.
    #[error(
        "{place}: xs:NOTATION has no values by itself (XSD 1.0 Part 2, section 3.2.19, enumeration-required-notation); \
         use a restriction of it with an xs:enumeration for each notation that is meant"
    )]
    Notation {
        /// Where.
        place: Box<Place>,
    },
    /// Content in which one look ahead does not decide.
    #[error(
        "{place}: the content is ambiguous: {name} can stand for more than one part of it \
         (Unique Particle Attribution, XSD 1.0 Part 1, section 3.8.6); make the parts begin differently"
    )]
    Ambiguous {
        /// Where.
        place: Box<Place>,
        /// The element that could stand for two.
        name: String,
    },
    /// A facet's value that the type does not admit.
    #[error("{place}: {facet} has the value `{value}`, which {reason}")]
    FacetValue {
        /// Where.
        place: Box<Place>,
        /// The facet.
        facet: &'static str,
        /// Its value in the schema.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A default or fixed value that its type does not admit.
    #[error("{place}: `{attribute}` is `{value}`, which {reason}")]
    Value {
        /// Where.
        place: Box<Place>,
        /// `default` or `fixed`.
        attribute: &'static str,
        /// The value in the schema.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A path of an identity constraint outside the subset of XPath that constraints may use.
    #[error(
        "{place}: the {role} `{path}` of the identity constraint {constraint} {problem} \
         (XSD 1.0 Part 1, section 3.11.6)"
    )]
    XPath {
        /// Where.
        place: Box<Place>,
        /// The constraint.
        constraint: String,
        /// `selector` or `field`.
        role: &'static str,
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Two schemas of OpenAPI documents with one name.
    #[error("{place}: there is already a schema `{name}`, at {first}; rename one of them, or refer to it")]
    SameSchema {
        /// The second.
        place: Box<Place>,
        /// Their name.
        name: String,
        /// The first.
        first: Box<Place>,
    },
    /// A schema of OpenAPI that consists of itself.
    #[error(
        "{place}: the schema `{name}` consists of itself, so no value of it could ever end; break the circle"
    )]
    Circular {
        /// The reference that closes the circle.
        place: Box<Place>,
        /// The schema.
        name: String,
    },
    /// Parts of an `allOf` that do not go together.
    #[error("{place}: this part does not go with the others: {problem}")]
    Parts {
        /// The part.
        place: Box<Place>,
        /// Why not, and what to do.
        problem: String,
    },
    /// Alternatives of a `oneOf` that cannot be told apart.
    #[error("{place}: the alternatives `{first}` and `{second}` cannot be told apart: {reason}")]
    Alternatives {
        /// The `oneOf`, or its discriminator.
        place: Box<Place>,
        /// One of them.
        first: String,
        /// The other.
        second: String,
        /// Why not, and what to do.
        reason: String,
    },
    /// A discriminator that does not say which alternative is meant.
    #[error("{place}: the discriminator {problem}")]
    Discriminator {
        /// The value in the mapping, or the property.
        place: Box<Place>,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A property that an object does not have.
    #[error("{place}: there is no property `{name}`{hint}")]
    NoSuchProperty {
        /// Where it is named.
        place: Box<Place>,
        /// The name.
        name: String,
        /// `; did you mean ...?`, or nothing.
        hint: String,
    },
    /// A path whose places are not its parameters.
    #[error("{place}: the path `{path}` {problem}")]
    Path {
        /// The operation.
        place: Box<Place>,
        /// The path.
        path: String,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A message whose element no schema declares.
    #[error(
        "{place}: no schema declares the element `{name}` of the namespace `{namespace}`; import the schema in `wsdl:types`"
    )]
    UnknownElement {
        /// Where.
        place: Box<Place>,
        /// Its local name.
        name: String,
        /// Its namespace.
        namespace: String,
    },
    /// A number of occurrences beyond what can be counted.
    #[error("{place}: {value} occurrences are beyond the limit of {}; use `unbounded`", u32::MAX - 1)]
    Occurrence {
        /// Where.
        place: Box<Place>,
        /// The number in the schema.
        value: u64,
    },
}
