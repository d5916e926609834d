//! What carries operations out.

use std::fmt;
use std::future::Future;

use super::Refusal;
use super::read::Unread;
use crate::rest::{Content, ContentError, Operation};

/// What carries out the operation `O`.
///
/// A request goes through three hands: [`admit`](Self::admit) sees who calls, before anything else is read;
/// [`carry_out`](Self::carry_out) is given what was sent, typed; and a body that cannot be read comes to
/// [`unreadable`](Self::unreadable). Each can answer otherwise than the contract has it, with a [`Refusal`].
pub trait Serve<O: Operation>: Send + Sync + 'static {
    /// Who calls.
    type Caller: Send;

    /// Whether whoever shows this key may call. `None` only for an operation that asks for no key.
    ///
    /// # Errors
    /// What a caller who may not is answered.
    fn admit(&self, key: Option<&ShownKey>) -> Result<Self::Caller, Refusal>;

    /// Carries the operation out. The caller may hang up meanwhile, and then this ends where it waits.
    ///
    /// # Errors
    /// What is answered that the contract does not have, such as 500.
    fn carry_out(
        &self,
        caller: Self::Caller,
        parameters: O::Parameters,
        body: <O::Body as Content>::Value,
    ) -> impl Future<Output = Result<O::Answer, Refusal>> + Send;

    /// Answers a body that the contract does not admit: with status 400 and what is wrong with it in words, unless the
    /// contract has an answer for it.
    ///
    /// # Errors
    /// What is answered that the contract does not have.
    fn unreadable(
        &self,
        caller: Self::Caller,
        error: ContentError,
    ) -> impl Future<Output = Result<O::Answer, Refusal>> + Send {
        // Nobody is told who called.
        drop(caller);
        async move { Err(Unread::Content(error).into()) }
    }
}

/// The key that a request shows (OpenAPI 3.0.3, section 4.7.27). It is somebody's secret: compare it in constant time, or
/// by its digest.
pub struct ShownKey(pub(super) Vec<u8>);

impl ShownKey {
    /// The octets; at least one.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        &self.0
    }
}

/// Nothing of the key.
impl fmt::Debug for ShownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownKey(***)")
    }
}
