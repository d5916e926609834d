//! What generated code says of documents that are signed: who signs, in which order, and where signatures stand.

use crate::contract::Contract;
use crate::xml::types::Date;
use crate::xml::{Document, InvalidValue, Name, Rule};

/// A type whose documents are signed: a root element's, or the choice among those of several versions. Generated code
/// implements it for both.
pub trait Signable: Document + Send + Sync + 'static {
    /// The request that carries the document and its signatures.
    type Request: SignedRequest;

    /// What the contract of the document's version says of signing.
    fn layout(&self) -> &'static Layout;
}

/// What signing must know of the documents of a version.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The version of the contract.
    pub contract: Contract,
    /// The root element.
    pub root: Name,
    /// From the root element's child down to what identifies a document.
    pub id: &'static [Name],
    /// Where the document itself says who signs in a role. A role that is not there may be anybody's; of several
    /// places for a role, the first one that the document has is meant.
    pub signers: &'static [Signer],
}

/// Where a document says who signs it in a role.
#[derive(Clone, Copy, Debug)]
pub struct Signer {
    /// The role, [`Role::NAME`].
    pub role: &'static str,
    /// From the root element's child down to an element with a personal identity number.
    pub path: &'static [Name],
}

/// The role in which somebody signs. Generated code has a unit struct for each.
pub trait Role: Copy + Send + Sync + 'static {
    /// The request in which the signature stands.
    type Request: SignedRequest;

    /// Its name in the registry.
    const NAME: &'static str;
}

/// In place of a role: nobody has signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unsigned {}

/// A role whose signature may come right after that of the role `Earlier`, or first when that is [`Unsigned`].
#[diagnostic::on_unimplemented(
    message = "a signature `{Self}` cannot come after `{Earlier}`",
    label = "not whose turn it is",
    note = "the contract prescribes the order of the signatures; see the implementations of `Follows` in the service's \
            envelope"
)]
pub trait Follows<Earlier>: Role {}

/// A role whose signature may be the last one before the document is sent.
#[diagnostic::on_unimplemented(
    message = "a document that was last signed by `{Self}` still lacks a signature",
    label = "not all have signed",
    note = "sign it in the role that follows; see the implementations of `Follows` in the service's envelope"
)]
pub trait Completes: Role {}

/// A request that carries a document with signatures. Generated code implements it for the element that the registry
/// names.
pub trait SignedRequest: Sized + Send + Sync + 'static {
    /// Which role may sign right after which, and first: what [`Follows`] says, as values.
    const ORDER: &'static [(Option<&'static str>, &'static str)];

    /// The request with these octets and signatures, the latter in the order in which they were made.
    ///
    /// # Errors
    /// A role that the request has no place for, and one that is missing or stands there too often.
    fn assemble(document: &[u8], signatures: &[RoleSignature<'_>]) -> Result<Self, InvalidValue>;

    /// The signatures, in the order of the request. Nothing of them has been checked.
    fn signatures(&self) -> Vec<RoleSignature<'_>>;
}

/// A signature as it stands in a request: what BankID delivered, decoded from base64.
#[derive(Clone, Copy)]
pub struct RoleSignature<'r> {
    /// The role, [`Role::NAME`].
    pub role: &'static str,
    /// The signature document.
    pub signature: &'r [u8],
    /// The OCSP response, in DER.
    pub ocsp_response: &'r [u8],
    /// The day of signing in Sweden.
    pub day: Date,
}

impl<'r> RoleSignature<'r> {
    /// Whether all signatures are in one of these roles, and there is one.
    ///
    /// # Errors
    /// None, or one in another role.
    pub fn in_roles(signatures: &[Self], roles: &[&'static str]) -> Result<(), InvalidValue> {
        if signatures.is_empty() {
            let rule = Rule::Occurrence {
                min: 1,
                max: None,
                actual: 0,
            };
            return Err(InvalidValue::new("", rule).inside(roles.join("|")));
        }
        let misplaced = signatures
            .iter()
            .find(|signature| !roles.contains(&signature.role));
        misplaced.map_or(Ok(()), |signature| Err(signature.misplaced()))
    }

    /// What is wrong with a signature in a role that a request has no place for.
    #[must_use]
    pub fn misplaced(&self) -> InvalidValue {
        let rule = Rule::Occurrence {
            min: 0,
            max: Some(0),
            actual: 1,
        };
        InvalidValue::new("", rule).inside(self.role)
    }

    /// The one signature in a role.
    ///
    /// # Errors
    /// None, or several.
    pub fn only<'s>(signatures: &'s [Self], role: &'static str) -> Result<&'s Self, InvalidValue> {
        let mut those = signatures.iter().filter(|signature| signature.role == role);
        match (those.next(), those.next()) {
            (Some(signature), None) => Ok(signature),
            (first, _) => {
                let actual = first.map_or(0, |_| 2 + those.count());
                let rule = Rule::Occurrence {
                    min: 1,
                    max: Some(1),
                    actual,
                };
                Err(InvalidValue::new("", rule).inside(role))
            }
        }
    }
}

/// A signature holds the person's certificate, and is not shown.
impl std::fmt::Debug for RoleSignature<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RoleSignature")
            .field("role", &self.role)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}
