//! The time: the system's, or one that stands still until it is put forward.
//!
//! What waits for minutes and hours is tried in seconds with a clock that its tests put forward. A caller and the
//! service that it is tried against can share one.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// What time it is. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System {
        start: Instant,
    },
    Manual {
        start: DateTime<Utc>,
        passed: Arc<watch::Sender<Duration>>,
    },
}

impl Clock {
    /// The system's time.
    #[must_use]
    pub fn system() -> Self {
        Self(Kind::System {
            start: Instant::now(),
        })
    }

    /// A clock that stands at `start` until it is put forward with [`Self::advance`].
    #[must_use]
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self(Kind::Manual {
            start,
            passed: Arc::new(watch::Sender::new(Duration::ZERO)),
        })
    }

    /// Puts the clock forward, which wakes whoever waits for a time that has come.
    ///
    /// # Errors
    /// It is the system's.
    pub fn advance(&self, by: Duration) -> Result<(), NotManual> {
        match &self.0 {
            Kind::System { .. } => Err(NotManual),
            Kind::Manual { passed, .. } => {
                passed.send_modify(|passed| *passed = passed.saturating_add(by));
                Ok(())
            }
        }
    }

    /// The time of day, for what is kept beyond the process.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System { .. } => Utc::now(),
            Kind::Manual { start, passed } => chrono::Duration::from_std(*passed.borrow())
                .ok()
                .and_then(|passed| start.checked_add_signed(passed))
                .unwrap_or(DateTime::<Utc>::MAX_UTC),
        }
    }

    /// How long the clock has run. It never goes back, whoever sets the time of day.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Kind::System { start } => start.elapsed(),
            Kind::Manual { passed, .. } => *passed.borrow(),
        }
    }

    /// Whether two clocks show the same time, always: all of the system's do.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::System { .. }, Kind::System { .. }) => true,
            (Kind::Manual { passed: one, .. }, Kind::Manual { passed: other, .. }) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Waits until the clock has run for `elapsed`.
    pub async fn wait_until(&self, elapsed: Duration) {
        match &self.0 {
            Kind::System { start } => match start.checked_add(elapsed) {
                Some(instant) => sleep_until(instant).await,
                None => std::future::pending().await,
            },
            Kind::Manual { passed, .. } => {
                // It cannot be closed while `self` holds the sender.
                let _ = passed.subscribe().wait_for(|passed| *passed >= elapsed).await;
            }
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

/// The system's clock cannot be put forward.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotManual;

impl std::fmt::Display for NotManual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the system's clock cannot be put forward; make one with Clock::manual")
    }
}

impl std::error::Error for NotManual {}
