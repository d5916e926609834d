//! Samples of a duration.

use std::time::{Duration, Instant};

/// Durations of the same thing, measured repeatedly.
#[derive(Clone, Debug)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    /// Durations, at least one of them.
    pub(crate) fn new(mut durations: Vec<Duration>) -> Self {
        assert!(!durations.is_empty(), "nothing was measured");
        durations.sort_unstable();
        Self(durations)
    }

    /// Runs `run` `count` times.
    pub(crate) fn of<T, E>(count: usize, mut run: impl FnMut() -> Result<T, E>) -> Result<Self, E> {
        let mut durations = Vec::with_capacity(count);
        for _ in 0..count {
            let started = Instant::now();
            std::hint::black_box(run()?);
            durations.push(started.elapsed());
        }
        Ok(Self::new(durations))
    }

    /// The middle one: what a run costs as a rule.
    pub(crate) fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }

    /// The shortest one: what a run costs when nothing else goes on.
    pub(crate) fn min(&self) -> Duration {
        self.0[0]
    }
}
