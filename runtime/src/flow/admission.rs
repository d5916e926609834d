//! Which documents may be handed over, and when.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::pace::{HandingOver, Pace};
use super::scheduler::{Asker, Scheduler, Watched};
use super::watch::{Plan, Watch};
use crate::clock::Clock;

/// There is no room for another document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Full {
    pub(super) open: usize,
    pub(super) most: usize,
}

/// Room for a document that is being handed over; free again when it is dropped.
pub(super) struct Room<A: Asker> {
    scheduler: Arc<Scheduler<A>>,
    /// One, and none when it is filled.
    places: usize,
}

impl<A: Asker> Room<A> {
    /// Takes up room, unless `most` documents are on their way or being handed over.
    pub(super) fn take(scheduler: &Arc<Scheduler<A>>, most: Option<usize>) -> Result<Self, Full> {
        let mut agenda = scheduler.agenda();
        let open = agenda.len() + agenda.opening;
        if let Some(most) = most.filter(|most| open >= *most) {
            return Err(Full { open, most });
        }
        agenda.opening += 1;
        drop(agenda);
        Ok(Self {
            scheduler: scheduler.clone(),
            places: 1,
        })
    }

    /// Watches the document that there was room for.
    pub(super) fn fill(mut self, document: A::Document, begun: (Watch, Plan)) -> Watched<A> {
        let scheduler = self.scheduler.clone();
        // At once, so that the document is never counted twice.
        let mut agenda = scheduler.agenda();
        agenda.opening -= std::mem::take(&mut self.places);
        let watched = agenda.watch(document, begun);
        drop(agenda);
        Watched::new(scheduler, watched)
    }
}

impl<A: Asker> Drop for Room<A> {
    fn drop(&mut self) {
        self.scheduler.agenda().opening -= self.places;
    }
}

impl<A: Asker> fmt::Debug for Room<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Room")
    }
}

/// Where those wait that have a document to hand over, so that they do not take all turns at once: turns come first come,
/// first served, and looks must have theirs too.
#[derive(Debug)]
pub(super) struct Gate(Mutex<HandingOver>);

impl Gate {
    pub(super) fn new(pace: Pace) -> Self {
        Self(Mutex::new(HandingOver::new(pace)))
    }

    /// Waits for one's time, first come, first served. Whoever gives up waiting uses nothing up.
    pub(super) async fn pass(&self, clock: &Clock) {
        let mut handing_over = self.0.lock().await;
        if handing_over.at() > clock.elapsed() {
            clock.wait_until(handing_over.at()).await;
        }
        handing_over.begin(clock.elapsed());
    }
}
