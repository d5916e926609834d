//! Many documents, one budget of calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::admission::{Full, Gate, Room};
use super::handle::Flow;
use super::kept::Kept;
use super::life::{Life, Moment};
use super::pace::Pace;
use super::scheduler::Scheduler;
use super::watch::Watch;
use super::{BodyOf, Client, OpenError, Protocol, ResumeError};
use crate::http::Turns;

/// The documents that are on their way, followed to their outcome within one budget of calls. Clones are the same.
///
/// A task of its own asks how far each has come: first after a few seconds, then after half of the time that the person
/// has taken so far, but at least every five minutes as long as the budget admits; shortly before the end of a document's
/// life, so that what was signed late is seen; and after it. Of many documents, the one that has waited the longest comes
/// first, whatever its age. A hint ([`wake`](Self::wake)) makes a look at once. Nothing but an answer of the service
/// decides anything.
///
/// The task ends when the last of these and the last [`Flow`] of them is dropped.
pub struct Flows<P: Protocol> {
    scheduler: Arc<Scheduler<Client<P>>>,
    gate: Arc<Gate>,
    most: Option<usize>,
    last_look: Duration,
}

impl<P: Protocol> Flows<P> {
    /// None yet, to be followed with `client`.
    ///
    /// # Panics
    /// When it is called outside of a tokio runtime, in which the task could run.
    #[must_use]
    pub fn new(client: Client<P>) -> Self {
        let pace = Pace::new(client.connection().pacer().between_calls());
        Self {
            gate: Arc::new(Gate::new(pace)),
            most: pace.most(P::LIFE),
            last_look: pace.last_look(),
            scheduler: Arc::new(Scheduler::new(client, pace)),
        }
    }

    /// Hands a document over, and follows it until the handle is dropped.
    ///
    /// A third of the budget is for handing over, and a burst of half a minute's worth; more have to wait for their time,
    /// unless the client's calls are not to wait ([`Turns::AtHand`]).
    ///
    /// When the future is dropped half-way, it is as with [`Client::create`]: should the service have accepted the
    /// document, nobody has its code, nobody can sign it, and the service forgets it by itself.
    ///
    /// # Errors
    /// There are too many on their way, and nothing was sent; it is not accepted; there is no answer.
    pub async fn open(&self, document: &BodyOf<P::Create>) -> Result<Flow<P>, OpenError<P>> {
        let room = Room::take(&self.scheduler, self.most)
            .map_err(|Full { open, most }| OpenError::TooMany { open, most })?;
        let client = self.scheduler.asker();
        if client.connection().turns() == Turns::Awaited {
            self.gate.pass(client.clock()).await;
        }
        let created = client.create_at(document).await;
        let (accepted, [sent, created]) = created.map_err(OpenError::Create)?;
        let life = Life::begun(P::LIFE, sent, created);
        let begun = Watch::begun(life, self.last_look, created);
        let watched = room.fill(accepted.fingerprint.clone(), begun);
        Ok(Flow::on_its_way(accepted, watched))
    }

    /// Takes up a document that [`Flow::keep`] has given, perhaps in another process. It is asked at once how far it has
    /// come, also when its life is over. It is taken up however many there are: it exists.
    ///
    /// # Errors
    /// It is not whole, or of something else.
    pub fn resume(&self, kept: &[u8]) -> Result<Flow<P>, ResumeError> {
        let client = self.scheduler.asker();
        let (accepted, outcome) = Kept::read(kept, client)?;
        if let Some(outcome) = outcome {
            return Ok(Flow::over(accepted, outcome));
        }
        let now = Moment::now(client.clock());
        let life = Life::taken_up(P::LIFE, accepted.sent, accepted.created, now);
        let begun = Watch::taken_up(life, self.last_look, now);
        let watched = self.scheduler.clone().watch(accepted.fingerprint.clone(), begun);
        Ok(Flow::on_its_way(accepted, watched))
    }

    /// Takes in a hint that there is news of a document: it is looked at in the next turn, but not more often than every
    /// ten seconds, and hints have no more than a sixth of the budget. Hints may come from anyone; one of a document that
    /// is not on its way here costs nothing.
    pub fn wake(&self, fingerprint: &P::Fingerprint) {
        self.scheduler.hint(fingerprint);
    }

    /// How many documents are on their way.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scheduler.agenda().len()
    }

    /// Whether none is on its way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many documents can be on their way at once: `None` when there is no bound.
    ///
    /// So many that each can be handed over and looked at three times within its life. 200 calls in 60 seconds are 24,000
    /// in two hours, so 6,000 documents.
    #[must_use]
    pub fn capacity(&self) -> Option<usize> {
        self.most
    }
}

impl<P: Protocol> Clone for Flows<P> {
    fn clone(&self) -> Self {
        Self {
            scheduler: self.scheduler.clone(),
            gate: self.gate.clone(),
            most: self.most,
            last_look: self.last_look,
        }
    }
}

impl<P: Protocol> fmt::Debug for Flows<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flows")
            .field("scheduler", &self.scheduler)
            .field("most", &self.most)
            .finish_non_exhaustive()
    }
}
