//! How many calls the other side can have counted, at worst: a checker that knows nothing of how turns are handed out.

use std::time::Duration;

/// A call, by one clock: it was counted at some time from `sent` to `answered`, both included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) sent: Duration,
    /// Or given up.
    pub(crate) answered: Duration,
}

/// The greatest number of calls that can be counted in any `(t, t + window]`, whenever each was counted between its being
/// sent and its being answered.
///
/// A call can be counted in `(t, t + window]` when some instant of `[sent, answered]` lies there: when `sent <= t + window`
/// and `answered > t`. Each call's instant is chosen on its own, so all such calls can be counted at once. As `t`
/// grows, calls come in at `t = sent - window`, those included, and go out at `t = answered`, those excluded; so their
/// number is greatest at a time when one comes in, and it is enough to look at the windows that end with a `sent`.
pub(crate) fn most_counted(calls: &[Made], window: Duration) -> usize {
    let ends = calls.iter().map(|call| call.sent);
    let counted = ends.map(|end| {
        let can_be = |call: &&Made| call.sent <= end && call.answered + window > end;
        calls.iter().filter(can_be).count()
    });
    counted.max().unwrap_or(0)
}

const MINUTE: Duration = Duration::from_secs(60);

fn seconds(sent: f64, answered: f64) -> Made {
    let [sent, answered] = [sent, answered].map(Duration::from_secs_f64);
    Made { sent, answered }
}

#[test]
fn the_checker_sees_that_slots_counted_from_the_beginning_let_too_many_through() {
    // Two slots, each free again 60 seconds after the call that had it began.
    let calls = [seconds(0.0, 30.0), seconds(20.0, 21.0), seconds(60.0, 61.0)];
    assert_eq!(most_counted(&calls, MINUTE), 3);
    // Counted from the end, the third may not begin before 81.
    let calls = [seconds(0.0, 30.0), seconds(20.0, 21.0), seconds(81.0, 82.0)];
    assert_eq!(most_counted(&calls, MINUTE), 2);
}

#[test]
fn the_checker_sees_that_a_bucket_that_fills_up_bit_by_bit_lets_399_through() {
    // GCRA with a burst of 200 and 200 in a minute: 200 at once, then one each 0.3 seconds.
    let burst = (0..200).map(|_| 0);
    let drops = (1..=400).map(|drop| 300 * drop);
    let at = |milliseconds| {
        let at = Duration::from_millis(milliseconds);
        Made {
            sent: at,
            answered: at,
        }
    };
    let calls: Vec<_> = burst.chain(drops).map(at).collect();
    assert_eq!(most_counted(&calls, MINUTE), 399);
}

#[test]
fn the_checker_counts_a_call_at_the_end_of_a_window_and_not_one_at_its_beginning() {
    assert_eq!(most_counted(&[seconds(0.0, 0.0), seconds(60.0, 60.0)], MINUTE), 1);
    assert_eq!(
        most_counted(&[seconds(0.0, 0.000_001), seconds(60.0, 60.0)], MINUTE),
        2
    );
    assert_eq!(most_counted(&[], MINUTE), 0);
}
