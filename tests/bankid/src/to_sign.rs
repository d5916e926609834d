//! What is signed.

use std::fmt;

use fk_runtime::signing::VisibleText;

/// What the person was asked for (`funcId`).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    /// To sign.
    Signing,
    /// To say who they are.
    Identification,
}

impl Kind {
    /// As it stands in a signature document.
    #[must_use]
    pub const fn func_id(self) -> &'static str {
        match self {
            Self::Signing => "Signing",
            Self::Identification => "Identification",
        }
    }
}

/// What the relying party asked BankID to have signed.
#[derive(Clone, Eq, PartialEq)]
pub struct ToSign {
    /// What the person sees.
    pub visible: VisibleText,
    /// What they do not see: the octets, before base64.
    pub hidden: Option<Vec<u8>>,
    /// What they were asked for.
    pub kind: Kind,
}

impl ToSign {
    /// To sign a text, and nothing hidden.
    #[must_use]
    pub const fn text(visible: VisibleText) -> Self {
        Self {
            visible,
            hidden: None,
            kind: Kind::Signing,
        }
    }

    /// The same, with hidden data.
    #[must_use]
    pub fn with_hidden(self, octets: impl Into<Vec<u8>>) -> Self {
        Self {
            hidden: Some(octets.into()),
            ..self
        }
    }

    /// The same, for another purpose.
    #[must_use]
    pub fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }
}

/// Neither the text nor the hidden data is shown.
impl fmt::Debug for ToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToSign")
            .field("visible", &self.visible)
            .field("hidden_octets", &self.hidden.as_ref().map(Vec::len))
            .field("kind", &self.kind)
            .finish()
    }
}
