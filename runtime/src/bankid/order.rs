//! An order, followed until it has ended.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::{Instant, Sleep, sleep_until};
use tracing::Instrument;
use url::Url;

use super::{BankIdError, Client, LinkForm, Operation, OrderRef, OrderStart, OrderState, Seen};

/// From the beginning of one `/collect` to that of the next (BankID, *Collect*: every two seconds).
const INTERVAL: Duration = Duration::from_secs(2);

/// An order to sign or to identify oneself, followed until it has ended.
///
/// It is a stream of states, one for each `/collect`: the first at once, the others two seconds after the one before,
/// or later when nobody asks. The stream ends after [`OrderState::Complete`] or [`OrderState::Failed`], and after an error
/// that asking again would not cure. After any other error it may be asked again: a connection that broke has not ended
/// the order.
///
/// Dropping it leaves the order to expire by itself; [`cancel`](Self::cancel) ends it at once.
pub struct SigningOrder {
    client: Client,
    start: OrderStart,
    begun: Instant,
    runtime: Handle,
    polling: Polling,
    /// An answer about the order was lost, which may have been the one with the signature.
    lost: bool,
}

enum Polling {
    /// Nothing is under way until then; `None` is at once.
    Waiting(Option<Pin<Box<Sleep>>>),
    /// `/collect` is under way.
    Collecting { since: Instant, task: Task },
    /// There is nothing more to be known.
    Ended,
}

/// A task that ends when nobody waits for it any more.
struct Task(JoinHandle<Result<OrderState, BankIdError>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl SigningOrder {
    pub(super) fn new(client: Client, start: OrderStart) -> Self {
        Self {
            client,
            start,
            begun: Instant::now(),
            runtime: Handle::current(),
            polling: Polling::Waiting(None),
            lost: false,
        }
    }

    /// What the order is collected and cancelled by.
    #[must_use]
    pub const fn order_ref(&self) -> &OrderRef {
        self.start.order_ref()
    }

    /// What the person's app finds the order by, to be kept apart from the order.
    #[must_use]
    pub const fn start(&self) -> &OrderStart {
        &self.start
    }

    /// The time since the answer that began the order.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// What the QR code says so long after the order began; see [`OrderStart::qr`].
    #[must_use]
    pub fn qr(&self, elapsed: Duration) -> String {
        self.start.qr(elapsed)
    }

    /// A link that starts the person's app; see [`OrderStart::autostart_link`].
    #[must_use]
    pub fn autostart_link(&self, form: LinkForm, redirect: Option<&Url>) -> String {
        self.start.autostart_link(form, redirect)
    }

    /// The next state; `None` after the last one.
    ///
    /// It may be dropped at any time, as `select!` does: nothing is lost, and nothing asked twice. What is under way goes
    /// on, and its answer is the next state.
    ///
    /// # Errors
    /// [`BankIdError`], of one `/collect`. Whether it ended the stream, the next call tells.
    pub async fn next(&mut self) -> Option<Result<OrderState, BankIdError>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Ends the order (`/cancel`). A state that nobody has asked for is dropped.
    ///
    /// # Errors
    /// [`BankIdError`]; among them `invalidParameters` when the order has ended already.
    pub async fn cancel(self) -> Result<(), BankIdError> {
        let Self {
            client,
            start,
            polling,
            ..
        } = self;
        drop(polling);
        client.cancel(start.order_ref()).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<OrderState, BankIdError>>> {
        loop {
            match &mut self.polling {
                Polling::Ended => return Poll::Ready(None),
                Polling::Waiting(until) => {
                    if let Some(until) = until {
                        ready!(until.as_mut().poll(context));
                    }
                    self.polling = self.collecting();
                }
                Polling::Collecting { since, task } => {
                    let next = *since + INTERVAL;
                    let collected = ready!(Pin::new(&mut task.0).poll(context));
                    return Poll::Ready(Some(match collected {
                        Ok(result) => self.collected(result, next),
                        // The task was ended with its runtime, in which nothing else will happen either.
                        Err(_) => {
                            self.polling = Polling::Ended;
                            let reason = "the runtime has ended".to_owned();
                            Err(BankIdError::AnswerLost {
                                operation: Operation::Collect,
                                status: None,
                                seen: Seen::NoAnswer { reason },
                            })
                        }
                    }));
                }
            }
        }
    }

    /// Begins to collect, in a task of its own: the answer is taken in, and in time, whether or not anybody waits for it.
    fn collecting(&self) -> Polling {
        let (client, order) = (self.client.clone(), self.start.order_ref().clone());
        let collect = async move { client.collect(&order).await };
        Polling::Collecting {
            since: Instant::now(),
            task: Task(self.runtime.spawn(collect.in_current_span())),
        }
    }

    /// Takes in what came of a `/collect`; the next one would begin at `next`.
    fn collected(
        &mut self,
        result: Result<OrderState, BankIdError>,
        next: Instant,
    ) -> Result<OrderState, BankIdError> {
        let result = match result {
            Err(error) if self.lost && error.knows_no_such_order() => Err(BankIdError::SignatureLost {
                order: self.order_ref().clone(),
            }),
            result => result,
        };
        let ended = match &result {
            Ok(OrderState::Pending(_)) => {
                self.lost = false;
                false
            }
            Ok(OrderState::Complete(_) | OrderState::Failed(_)) => true,
            Err(error) => {
                self.lost |= error.may_have_lost_a_signature();
                error.ends_polling()
            }
        };
        self.polling = if ended {
            Polling::Ended
        } else {
            // The timer belongs to the runtime, and whoever polls may be outside of it.
            let _runtime = self.runtime.enter();
            Polling::Waiting(Some(Box::pin(sleep_until(next))))
        };
        result
    }
}

impl futures_core::Stream for SigningOrder {
    type Item = Result<OrderState, BankIdError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for SigningOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let polling = match &self.polling {
            Polling::Waiting(_) => "waiting",
            Polling::Collecting { .. } => "collecting",
            Polling::Ended => "ended",
        };
        f.debug_struct("SigningOrder")
            .field("order_ref", self.order_ref())
            .field("polling", &polling)
            .finish_non_exhaustive()
    }
}
