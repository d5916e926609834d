//! Whatever the bytes are: no panic, no hang, nothing beyond the limits, and nothing accepted that is not valid.

#![allow(clippy::unwrap_used)]

mod limits;
mod mutants;
mod shapes;

use std::sync::mpsc;
use std::time::Duration;

/// How long a test may take before it counts as hanging; in a debug build on a busy machine the slowest takes a
/// few seconds.
const DEADLINE: Duration = Duration::from_secs(120);

/// Runs `work` and fails when it has not come to an end by the deadline, instead of waiting for ever.
///
/// The thread has the stack of a program's main thread on the smallest of common platforms.
fn before_the_deadline(work: impl FnOnce() + Send + 'static) {
    let (done, waiting) = mpsc::channel();
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let thread = thread.spawn(move || {
        work();
        let _ = done.send(());
    });
    let thread = thread.unwrap();
    if waiting.recv_timeout(DEADLINE) == Err(mpsc::RecvTimeoutError::Timeout) {
        panic!("it hangs");
    }
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
