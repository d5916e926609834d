//! What can be wrong between the components of a contract.

use crate::place::Place;

/// Schemas that do not fit together, or break a rule of XSD 1.0.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// A reference that resolves to nothing.
    #[error("{place}: there is no {kind} {name}. {advice}")]
    Unresolved {
        /// The reference.
        place: Box<Place>,
        /// What it should refer to.
        kind: &'static str,
        /// The name, as `{namespace}local`.
        name: String,
        /// `Did you mean ...?`, or what else to do.
        advice: String,
    },
    /// A reference to a namespace that its document does not import (src-resolve.4).
    #[error(
        "{place}: the {kind} {name} is in a namespace that this document does not import. Add \
         {remedy}"
    )]
    NotImported {
        /// The reference.
        place: Box<Place>,
        /// What it refers to.
        kind: &'static str,
        /// The name, as `{namespace}local`.
        name: String,
        /// The import to add.
        remedy: String,
    },
    /// Two components with one name in one symbol space (sch-props-correct.2).
    #[error(
        "{place}: there are two components with one name: another {kind} {name} is at {first}. Rename one of them"
    )]
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
    /// A definition that goes round in a circle.
    #[error("{place}: this {kind} is defined in a circle: {cycle}. Break the circle at one of them")]
    Circular {
        /// One of the components in the circle.
        place: Box<Place>,
        /// What goes round.
        kind: &'static str,
        /// The components, for example `A → B → A`.
        cycle: String,
    },
    /// A rule of XSD 1.0 that a component breaks.
    #[error("{place}: {problem} ({rule})")]
    Rule {
        /// The component.
        place: Box<Place>,
        /// The name of the rule in the specification.
        rule: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Something larger than any contract needs.
    #[error("{place}: {what} is beyond the limit of {limit}, which no contract needs")]
    TooLarge {
        /// The component.
        place: Box<Place>,
        /// What is too large.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}
