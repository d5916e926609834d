//! Names of elements, attributes and types.

/// A namespace and the prefix that is used for it when one is needed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Namespace {
    /// The namespace name; empty for names in no namespace.
    pub uri: &'static str,
    /// The prefix to write elements with; empty where the default namespace is used.
    pub prefix: &'static str,
}

/// What names without a namespace are in.
pub const NO_NAMESPACE: Namespace = Namespace { uri: "", prefix: "" };

/// The namespace of XML Schema itself, whose types are the built-in ones.
pub const XSD: Namespace = Namespace {
    uri: "http://www.w3.org/2001/XMLSchema",
    prefix: "xs",
};

/// The namespace of `xsi:type`, `xsi:nil` and `xsi:schemaLocation`, which may stand on any element
/// (XSD 1.0 Part 1, section 2.6).
pub const XSI: Namespace = Namespace {
    uri: "http://www.w3.org/2001/XMLSchema-instance",
    prefix: "xsi",
};

/// An expanded name: a namespace and a local part.
///
/// A tuple, so that `&Name(NS, "dag")` in generated code is a constant of the program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Name(pub Namespace, pub &'static str);

impl Name {
    /// The local part.
    #[must_use]
    pub const fn local(&self) -> &'static str {
        self.1
    }

    /// The namespace name; empty for a name in no namespace.
    #[must_use]
    pub const fn uri(&self) -> &'static str {
        self.0.uri
    }
}
