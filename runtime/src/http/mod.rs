//! HTTP requests that are made once, over TLS in which both sides show a certificate.
//!
//! The agency has no idempotency: a document that is sent twice costs a case worker's day. So nothing here repeats a
//! request that may have been read. What can be known of one that failed is told apart: it surely was not read
//! ([`NotSent`]), it was turned away ([`Refused`]), or nobody can know ([`OutcomeUnknown`]).
//!
//! Every call has a connection of its own. A connection that is kept open between calls is closed by the other side
//! sooner or later, and when that meets a request on its way, nobody can tell whether it was read. At a call a second a
//! handshake is a small price for not having such calls; TLS sessions are resumed.

mod client;
mod connection;
mod failure;
mod guard;
#[cfg(feature = "client")]
mod measured;
mod outcome;
mod request;
mod settings;

pub use connection::{Answer, Connection};
pub use failure::Failure;
#[cfg(feature = "client")]
pub(crate) use failure::Lost;
#[cfg(any(
    feature = "bankid",
    all(feature = "client", feature = "rest", feature = "server")
))]
pub(crate) use guard::is_loopback;
#[cfg(feature = "client")]
pub(crate) use measured::Measured;
pub use outcome::{Call, NotSent, NotSentCause, OutcomeUnknown, Refused, Repeat, Seen};
pub(crate) use request::Request;
#[cfg(all(feature = "client", feature = "rest"))]
pub(crate) use reqwest::Method;
/// Header fields and their names.
pub use reqwest::header;
pub use settings::{Settings, SetupError, Target, Turns};
pub use url::Url;
