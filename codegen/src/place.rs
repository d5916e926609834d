//! Where in the contracts something stands.

use std::fmt;

/// A position in a file and the component that stands there, for errors.
///
/// Shown as `schemas/elt/1.0.2/tidredovisning.xsd:41:9 (complexType RapportRad / sequence / element dag)`.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The file, as it should be shown to a person.
    pub file: String,
    /// Line, from 1; 0 when only the file is known.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The path of components down to this one; empty outside a schema.
    pub component: String,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        if self.component.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.component)
        }
    }
}
