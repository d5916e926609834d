//! E-RÄK: bills that a program hands over and a person signs on a page.
//!
//! The API of the contract (`create` and `status`), and the page where whoever plays the person reads the bill, signs or
//! cancels. Signed, the browser tells the supplier's server (the signal) and goes back by the return link.
//!
//! Published of E-RÄK and kept here: a bill is known for two hours from the time it was handed over, signed or not, and is
//! `ABSENT` afterwards; closing the page sends nothing in; at most 200 calls in 60 seconds. Not published, and so our
//! assumptions: a bill that the person cancels is `ABSENT` at once; a bill of one supplier is `ABSENT` for another; the
//! limit counts a supplier's calls to `create` and `status` together as they arrive, those that it turns away (with status
//! 429) do not count, and neither does opening the page; a missing or unknown token is answered with status 401; a bill
//! that is not valid has one error, the first that is met, though the contract has room for a list.

mod behaviour;
mod bill;
mod bills;
mod calls;
mod clearance;
mod defects;
mod desk;
mod html;
mod labels;
mod links;
mod options;
mod pages;
mod rows;
mod service;
mod window;
mod words;

pub use behaviour::{ErakBehaviour, Moment, SignalBehaviour};
pub use bill::{Bill, BillError, BillState, Leaving, Opened, OutgoingSignal};
pub use desk::Erak;
pub use options::ErakOptions;
pub(crate) use pages::{routes as pages, waiting};
pub(crate) use service::{Unanswered, api, is_path, paths};
