//! What generated code says of a service whose documents a person signs in the agency's e-service.

use std::fmt;
use std::hash::Hash;
use std::time::Duration;

use crate::Contract;
use crate::rest::{Content, NoBody, NoFields, Operation};
use crate::xml::Simple;

/// The body of an operation.
pub type BodyOf<O> = <<O as Operation>::Body as Content>::Value;

/// A service whose documents are handed over by a program and signed by a person in the agency's e-service.
///
/// Generated from `[services.X.flow]` of the registry, which says what each operation is for.
pub trait Protocol: fmt::Debug + Sized + Send + Sync + 'static {
    /// The version of the contract.
    const CONTRACT: Contract;
    /// How long the service remembers a document from the time it was handed over.
    const LIFE: Duration;

    /// The code that the service gives a document.
    type Fingerprint: Simple + Clone + Eq + Hash + fmt::Debug + Send + Sync + 'static;
    /// Why a document is not accepted.
    type Rejected: fmt::Debug + Send + Sync + 'static;

    /// Hands a document over. It must not be repeated: each time makes a new document.
    type Create: Operation<Parameters = NoFields>;
    /// Asks how far a document has come. It may be repeated.
    type Status: Operation<Body = NoBody>;
    /// The page where the person signs.
    type Page: Operation<Body = NoBody>;
    /// The address of ours that the person's browser comes back to.
    type Return: Operation<Body = NoBody>;
    /// The address of ours that the person's browser tells that it is done.
    type Signal: Operation<Parameters = NoFields>;

    /// What an answer to [`Self::Create`] means.
    ///
    /// # Errors
    /// Why the document is not accepted.
    fn accepted(answer: <Self::Create as Operation>::Answer) -> Result<Self::Fingerprint, Self::Rejected>;

    /// What [`Self::Status`] is asked with.
    fn asked(fingerprint: Self::Fingerprint) -> <Self::Status as Operation>::Parameters;

    /// What an answer to [`Self::Status`] means.
    fn state(answer: &<Self::Status as Operation>::Answer) -> State;

    /// What [`Self::Page`] is opened with.
    fn page(fingerprint: Self::Fingerprint) -> <Self::Page as Operation>::Parameters;

    /// Which document the person comes back from.
    fn returned(parameters: <Self::Return as Operation>::Parameters) -> Self::Fingerprint;

    /// Which document is signalled, and what is said of it.
    fn signalled(signal: BodyOf<Self::Signal>) -> (Self::Fingerprint, State);
}

/// How far a document has come, as the service says it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum State {
    /// It is known, and the person is not done.
    Started,
    /// It is signed and sent in.
    Successful,
    /// The service does not know it: it never did, or no longer does.
    Absent,
}
