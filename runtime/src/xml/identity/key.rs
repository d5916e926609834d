//! What a contract says: constraints and their XPaths.

use crate::xml::Name;

/// An identity constraint of an element declaration.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub(super) name: Name,
    pub(super) kind: Kind,
    pub(super) selector: &'static [Path],
    pub(super) fields: &'static [&'static [Path]],
}

/// What a constraint demands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// No two selected elements have the same fields; one without a field is left out.
    Unique,
    /// The same, and no field may be missing.
    Key,
    /// The fields are those of the constraint named.
    KeyRef(Name),
}

impl Key {
    /// `xs:unique`: no two selected elements have the same fields.
    #[must_use]
    pub const fn unique(name: Name, selector: &'static [Path], fields: &'static [&'static [Path]]) -> Self {
        Self {
            name,
            kind: Kind::Unique,
            selector,
            fields,
        }
    }

    /// `xs:key`: no two selected elements have the same fields, and none lacks one.
    #[must_use]
    pub const fn required(name: Name, selector: &'static [Path], fields: &'static [&'static [Path]]) -> Self {
        Self {
            kind: Kind::Key,
            ..Self::unique(name, selector, fields)
        }
    }

    /// `xs:keyref`: the fields of a selected element that has them all are those of one that `refer` selects.
    #[must_use]
    pub const fn keyref(
        name: Name,
        refer: Name,
        selector: &'static [Path],
        fields: &'static [&'static [Path]],
    ) -> Self {
        Self {
            kind: Kind::KeyRef(refer),
            ..Self::unique(name, selector, fields)
        }
    }
}

/// One of the alternatives of a selector or field.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    pub(super) anywhere: bool,
    pub(super) steps: &'static [Step],
    pub(super) attribute: Option<Step>,
}

impl Path {
    /// `a/b`: these children; `.` when there are none.
    #[must_use]
    pub const fn of(steps: &'static [Step]) -> Self {
        Self {
            anywhere: false,
            steps,
            attribute: None,
        }
    }

    /// `.//a/b`: the same below any descendant.
    #[must_use]
    pub const fn anywhere(self) -> Self {
        Self {
            anywhere: true,
            ..self
        }
    }

    /// `a/b/@c`: an attribute of what is reached.
    #[must_use]
    pub const fn attribute(self, attribute: Step) -> Self {
        Self {
            attribute: Some(attribute),
            ..self
        }
    }
}

/// A name test.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// `*`
    Any,
    /// `p:*`: any name of this namespace.
    Namespace(&'static str),
    /// This name.
    Name(Name),
}

impl Step {
    pub(super) fn admits(&self, uri: &str, local: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Namespace(namespace) => *namespace == uri,
            Self::Name(name) => name.1 == local && name.0.uri == uri,
        }
    }
}
