//! The time: the system's, the system's and what it was put forward, or one that stands still until it is put forward.
//!
//! What waits for minutes and hours is tried in seconds with a clock that its tests put forward. A caller and the
//! service that it is tried against can share one.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout_at};

/// What time it is. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System {
        start: Instant,
    },
    Adjustable {
        start: Instant,
        skipped: Arc<watch::Sender<Duration>>,
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

    /// The system's time, and what the clock was put forward with [`Self::advance`]: for a person who does not want to wait
    /// for two hours.
    #[must_use]
    pub fn adjustable() -> Self {
        Self(Kind::Adjustable {
            start: Instant::now(),
            skipped: Arc::new(watch::Sender::new(Duration::ZERO)),
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
            Kind::Adjustable { skipped: time, .. } | Kind::Manual { passed: time, .. } => {
                time.send_modify(|time| *time = time.saturating_add(by));
                Ok(())
            }
        }
    }

    /// Whether [`Self::advance`] puts it forward.
    #[must_use]
    pub fn can_advance(&self) -> bool {
        !matches!(self.0, Kind::System { .. })
    }

    /// The time of day, for what is kept beyond the process.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System { .. } => Utc::now(),
            Kind::Adjustable { skipped, .. } => later(Utc::now(), *skipped.borrow()),
            Kind::Manual { start, passed } => later(*start, *passed.borrow()),
        }
    }

    /// How long the clock has run. It never goes back, whoever sets the time of day.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Kind::System { start } => start.elapsed(),
            Kind::Adjustable { start, skipped } => start.elapsed().saturating_add(*skipped.borrow()),
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
            Kind::Adjustable { start, skipped } => {
                let mut skipped = skipped.subscribe();
                loop {
                    let left = elapsed.saturating_sub(*skipped.borrow_and_update());
                    match start.checked_add(left) {
                        Some(instant) => match timeout_at(instant, skipped.changed()).await {
                            Ok(_) => {}
                            Err(_) => return,
                        },
                        // Only being put forward brings it nearer.
                        None => drop(skipped.changed().await),
                    }
                }
            }
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

fn later(time: DateTime<Utc>, by: Duration) -> DateTime<Utc> {
    chrono::Duration::from_std(by)
        .ok()
        .and_then(|by| time.checked_add_signed(by))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The system's clock cannot be put forward.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotManual;

impl std::fmt::Display for NotManual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "the system's clock cannot be put forward; make one with Clock::manual or Clock::adjustable",
        )
    }
}

impl std::error::Error for NotManual {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tokio::task::yield_now;
    use tokio::time::sleep;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test(start_paused = true)]
    async fn an_adjustable_clock_runs_by_itself_and_further_when_it_is_put_forward() {
        let clock = Clock::adjustable();
        let before = clock.now();
        sleep(Duration::from_secs(5)).await;
        assert_eq!(clock.elapsed(), Duration::from_secs(5));
        clock.clone().advance(HOUR).unwrap();
        assert_eq!(clock.elapsed(), HOUR + Duration::from_secs(5));
        let passed = (clock.now() - before).to_std().unwrap();
        assert!(
            passed >= HOUR && passed < HOUR + Duration::from_secs(60),
            "the time of day goes along: {passed:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_on_an_adjustable_clock_wakes_by_time_alone_or_when_it_is_put_forward_far_enough() {
        let clock = Clock::adjustable();
        clock.wait_until(Duration::from_secs(3)).await;
        assert_eq!(clock.elapsed(), Duration::from_secs(3));

        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move {
                clock.wait_until(2 * HOUR).await;
                clock.elapsed()
            }
        });
        yield_now().await;
        let real = Instant::now();
        clock.advance(HOUR).unwrap();
        yield_now().await;
        assert!(!waiting.is_finished(), "half of it is not enough");
        clock.advance(HOUR).unwrap();
        assert_eq!(waiting.await.unwrap(), 2 * HOUR + Duration::from_secs(3));
        assert_eq!(real.elapsed(), Duration::ZERO, "nobody has waited");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_left_after_an_adjustable_clock_was_put_forward_is_waited_for() {
        let clock = Clock::adjustable();
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.wait_until(HOUR).await }
        });
        yield_now().await;
        clock.advance(HOUR - Duration::from_secs(10)).unwrap();
        let real = Instant::now();
        waiting.await.unwrap();
        assert_eq!(real.elapsed(), Duration::from_secs(10));
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_that_cannot_come_by_itself_is_waited_for_until_the_clock_is_put_there() {
        let clock = Clock::adjustable();
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.wait_until(Duration::MAX).await }
        });
        yield_now().await;
        clock.advance(Duration::MAX).unwrap();
        waiting.await.unwrap();
        assert_eq!(clock.now(), DateTime::<Utc>::MAX_UTC);
    }

    #[test]
    fn only_the_systems_clock_cannot_be_put_forward() {
        assert!(Clock::manual(DateTime::UNIX_EPOCH).can_advance());
        assert!(Clock::adjustable().can_advance());
        assert!(!Clock::system().can_advance());
        assert_eq!(Clock::system().advance(HOUR), Err(NotManual));
    }
}
