//! How E-RÄK is emulated.

use std::fmt;
use std::sync::Arc;

use super::behaviour::{CallScript, SignalScript};
use super::clearance::Clearance;
use super::{ErakBehaviour, SignalBehaviour};

/// How E-RÄK is emulated: whose tokens are admitted, and what becomes of calls and signals.
///
/// What is not said: each token is a supplier of its own, every call is answered as the contract has it, and signals are
/// sent.
#[derive(Clone)]
pub struct ErakOptions {
    pub(super) clearance: Clearance,
    pub(super) create: CallScript,
    pub(super) status: CallScript,
    pub(super) signals: SignalScript,
}

impl ErakOptions {
    /// Nothing out of the ordinary.
    #[must_use]
    pub fn new() -> Self {
        Self {
            clearance: Clearance::Anybody,
            create: Arc::new(|_| ErakBehaviour::deserved()),
            status: Arc::new(|_| ErakBehaviour::deserved()),
            signals: Arc::new(|_| SignalBehaviour::Sent),
        }
    }

    /// With these tokens alone, each a supplier of its own. Others are answered with status 401.
    #[must_use]
    pub fn with_tokens<T: AsRef<[u8]>>(mut self, tokens: impl IntoIterator<Item = T>) -> Self {
        self.clearance = Clearance::only(tokens);
        self
    }

    /// With a behaviour for each call to `create`, by its number: they are counted from 0, of all suppliers together, in
    /// the order in which they had been read. Calls that are turned away (status 401 and 429, and what is not a call as
    /// the contract has it) do not count; those with a bill that is not valid do.
    #[must_use]
    pub fn with_create_script(
        mut self,
        script: impl Fn(u64) -> ErakBehaviour + Send + Sync + 'static,
    ) -> Self {
        self.create = Arc::new(script);
        self
    }

    /// With a behaviour for each call to `status`, by its number: they are counted as those to `create` are, and apart
    /// from them.
    #[must_use]
    pub fn with_status_script(
        mut self,
        script: impl Fn(u64) -> ErakBehaviour + Send + Sync + 'static,
    ) -> Self {
        self.status = Arc::new(script);
        self
    }

    /// With a behaviour for the signal of each bill, by the [number](super::Bill::number) of the bill.
    #[must_use]
    pub fn with_signal_script(
        mut self,
        script: impl Fn(u64) -> SignalBehaviour + Send + Sync + 'static,
    ) -> Self {
        self.signals = Arc::new(script);
        self
    }

    /// With the same behaviour for every call to `create` and `status`.
    #[must_use]
    pub fn with_behaviour(self, behaviour: ErakBehaviour) -> Self {
        self.with_create_script(move |_| behaviour)
            .with_status_script(move |_| behaviour)
    }

    /// With the same behaviour for the signal of every bill.
    #[must_use]
    pub fn with_signals(self, behaviour: SignalBehaviour) -> Self {
        self.with_signal_script(move |_| behaviour)
    }
}

impl Default for ErakOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// Nothing of the tokens.
impl fmt::Debug for ErakOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErakOptions")
            .field("clearance", &self.clearance)
            .finish_non_exhaustive()
    }
}
