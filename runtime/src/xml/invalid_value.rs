//! A value that breaks a rule, and where it would stand.

use std::fmt;

use super::Rule;

/// A value that the contract does not admit: where it would stand, its type and the rule it breaks.
///
/// It never holds the value itself, which may be somebody's personal data.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidValue(Box<Inner>);

// Behind a pointer, so that what nearly always succeeds hands no room for an error from call to call.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Inner {
    path: String,
    type_name: &'static str,
    rule: Rule,
}

impl InvalidValue {
    /// A value of the type `type_name` (empty when it has no name) that breaks `rule`, at no path yet.
    #[cold]
    #[must_use]
    pub fn new(type_name: &'static str, rule: Rule) -> Self {
        Self(Box::new(Inner {
            path: String::new(),
            type_name,
            rule,
        }))
    }

    /// The same, one step further out: `segment` is the element or attribute (`@name`) that holds it.
    #[cold]
    #[must_use]
    pub fn inside(mut self, segment: impl fmt::Display) -> Self {
        self.0.path = match self.path() {
            "" => segment.to_string(),
            // The number of an item belongs to the array that holds it.
            path if path.starts_with(['[', '{']) => format!("{segment}{path}"),
            path => format!("{segment}/{path}"),
        };
        self
    }

    /// Where the value would stand, for example `tidrapport/rapportRad[3]/fromTid`; empty for a lone value.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The name of its type in the contract; empty for an anonymous type.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.0.type_name
    }

    /// The rule that it breaks.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.0.rule
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = match self.path() {
            "" => "the value",
            path => path,
        };
        write!(f, "{path} {}", self.rule())?;
        match self.type_name() {
            "" => Ok(()),
            type_name => write!(f, " (type {type_name})"),
        }
    }
}

impl std::error::Error for InvalidValue {}

impl From<std::convert::Infallible> for InvalidValue {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

impl From<std::num::TryFromIntError> for InvalidValue {
    fn from(_: std::num::TryFromIntError) -> Self {
        Self::new("", Rule::OutOfRange)
    }
}
