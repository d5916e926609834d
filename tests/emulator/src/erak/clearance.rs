//! Whose tokens are admitted.

use std::fmt;

use fk_runtime::signing::Digest;
use subtle::{Choice, ConstantTimeEq};

/// A supplier: the digest of its token, so that the token is not kept.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub(super) struct Supplier(Digest);

/// Who may call.
#[derive(Clone)]
pub(super) enum Clearance {
    /// Whoever has a token: each is a supplier of its own.
    Anybody,
    /// These alone.
    Only(Vec<Supplier>),
}

impl Supplier {
    pub(super) fn of(token: &[u8]) -> Self {
        Self(Digest::of(token))
    }
}

/// Nothing of the supplier: a digest of a weak token tells the token.
impl fmt::Debug for Supplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Supplier(***)")
    }
}

impl Clearance {
    pub(super) fn only<T: AsRef<[u8]>>(tokens: impl IntoIterator<Item = T>) -> Self {
        Self::Only(
            tokens
                .into_iter()
                .map(|token| Supplier::of(token.as_ref()))
                .collect(),
        )
    }

    /// Whose token it is. How long it takes says nothing of how much of it is right.
    pub(super) fn admit(&self, token: &[u8]) -> Option<Supplier> {
        let supplier = Supplier::of(token);
        match self {
            Self::Anybody => Some(supplier),
            Self::Only(suppliers) => {
                let equal = |known: &Supplier| known.0.as_bytes().ct_eq(supplier.0.as_bytes());
                // Each is compared, whichever of them it is.
                let known = suppliers
                    .iter()
                    .map(equal)
                    .fold(Choice::from(0), |any, one| any | one);
                bool::from(known).then_some(supplier)
            }
        }
    }
}

impl fmt::Debug for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anybody => f.write_str("Anybody"),
            Self::Only(suppliers) => write!(f, "Only({} tokens)", suppliers.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_is_a_supplier_of_its_own_and_only_those_that_are_known_are_admitted_when_some_are() {
        let anybody = Clearance::Anybody;
        assert_eq!(anybody.admit(b"a"), Some(Supplier::of(b"a")));
        assert_ne!(anybody.admit(b"a"), anybody.admit(b"b"));
        let only = Clearance::only(["a", "b"]);
        assert_eq!(only.admit(b"a"), anybody.admit(b"a"));
        assert_eq!(only.admit(b"b"), anybody.admit(b"b"));
        for other in [&b""[..], b"A", b"ab", b"c"] {
            assert_eq!(only.admit(other), None);
        }
        assert_eq!(Clearance::only(<[&str; 0]>::default()).admit(b"a"), None);
    }

    #[test]
    fn nothing_of_a_token_is_shown() {
        let shown = format!("{:?} {:?}", Supplier::of(b"a"), Clearance::only(["a", "b"]));
        assert_eq!(shown, "Supplier(***) Only(2 tokens)");
    }
}
