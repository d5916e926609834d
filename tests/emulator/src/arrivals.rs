//! A window that slides over the calls that have arrived.

use std::collections::VecDeque;
use std::time::Duration;

/// The calls within the latest window. Times are counted from any one beginning.
#[derive(Debug, Default)]
pub(crate) struct Arrivals {
    /// When, and what came of it.
    recent: VecDeque<(Duration, Let)>,
    /// How many of them were let in.
    let_in: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Let {
    In,
    Out,
}

impl Arrivals {
    /// Whether a call that arrives now is one of `calls` within a window of `length`. What is turned away does not count.
    pub(crate) fn admits(&mut self, now: Duration, calls: usize, length: Duration) -> bool {
        self.forget(now, length);
        let admitted = self.let_in < calls;
        let outcome = if admitted { Let::In } else { Let::Out };
        self.recent.push_back((now, outcome));
        self.let_in += usize::from(admitted);
        admitted
    }

    /// How many calls there were within the latest window, with those that were turned away.
    pub(crate) fn count(&self) -> usize {
        self.recent.len()
    }

    /// A call is in the window until so long after it arrived, and not any more then.
    fn forget(&mut self, now: Duration, length: Duration) {
        while let Some(&(at, outcome)) = self.recent.front() {
            if now.saturating_sub(at) < length {
                break;
            }
            self.recent.pop_front();
            self.let_in -= usize::from(outcome == Let::In);
        }
    }
}
