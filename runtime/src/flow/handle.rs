//! One document, from being handed over to its outcome.

use std::fmt;
use std::sync::Arc;

use super::kept::Kept;
use super::scheduler::Watched;
use super::{Accepted, Client, Outcome, Protocol, Seen, StatusError};

/// A document on its way, followed as long as this lives.
///
/// Dropping it ends the following, and nothing else: the person may still sign. Whoever cannot wait that long stores what
/// [`keep`](Self::keep) gives, right after opening, and takes it up again with [`Flows::resume`](super::Flows::resume).
pub struct Flow<P: Protocol> {
    accepted: Accepted<P>,
    stage: Stage<P>,
}

enum Stage<P: Protocol> {
    OnItsWay(Watched<Client<P>>),
    Over(Outcome),
}

impl<P: Protocol> Flow<P> {
    pub(super) fn on_its_way(accepted: Accepted<P>, watched: Watched<Client<P>>) -> Self {
        Self {
            accepted,
            stage: Stage::OnItsWay(watched),
        }
    }

    pub(super) fn over(accepted: Accepted<P>, outcome: Outcome) -> Self {
        Self {
            accepted,
            stage: Stage::Over(outcome),
        }
    }

    /// The code of the document, and the page where the person signs it.
    #[must_use]
    pub fn accepted(&self) -> &Accepted<P> {
        &self.accepted
    }

    /// What the service has answered last; `None` before its first answer, and for a document that was taken up with its
    /// outcome.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        match &self.stage {
            Stage::OnItsWay(watched) => watched.told.borrow().seen,
            Stage::Over(_) => None,
        }
    }

    /// The document as a file of this toolkit, to be taken up again with [`Flows::resume`](super::Flows::resume); with its
    /// outcome when that is known.
    ///
    /// A line `fk-flow 1 sha256 <64 hexadecimal digits>`, by which a changed, cut or half-written file is known, and JSON:
    /// the service and its version, the document's code and page, and times. Neither the key nor anything of the document
    /// is in it. Whoever has the code can ask the browser for the page, so keep it as you keep a session.
    #[must_use]
    pub fn keep(&self) -> Vec<u8> {
        Kept::write(&self.accepted, self.known())
    }

    /// Waits for what becomes of the document; at once when that is known. It may be dropped and called again at any
    /// time, as `select!` does.
    ///
    /// It ends: when nothing can be learnt any more, the outcome is [`Outcome::Expired`]. A call that fails is no outcome,
    /// and is made again later.
    ///
    /// # Errors
    /// The service refuses to tell, or tells what cannot be read, and asking again has come to the same: the key is no
    /// longer let in, for example. The document is not followed any further. Mend the cause, and take it up with
    /// [`Flows::resume`](super::Flows::resume) from [`keep`](Self::keep).
    pub async fn outcome(&mut self) -> Result<Outcome, Arc<StatusError>> {
        match &mut self.stage {
            Stage::Over(outcome) => Ok(*outcome),
            Stage::OnItsWay(watched) => watched.ended().await,
        }
    }

    /// The outcome, if it is known.
    fn known(&self) -> Option<Outcome> {
        match &self.stage {
            Stage::Over(outcome) => Some(*outcome),
            Stage::OnItsWay(watched) => watched.told.borrow().ended.as_ref()?.as_ref().ok().copied(),
        }
    }
}

impl<P: Protocol> fmt::Debug for Flow<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flow")
            .field("accepted", &self.accepted)
            .field("seen", &self.seen())
            .field("outcome", &self.known())
            .finish_non_exhaustive()
    }
}
