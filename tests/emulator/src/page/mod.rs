//! What a browser opens: plain HTTP on loopback, because a browser has no client certificate.
//!
//! An overview of what waits for a person, the pages of [BankID's orders](crate::bankid) and of [E-RÄK](crate::erak), and
//! E-RÄK's API besides, which asks for a key and no certificate.

mod form;
mod guard;
mod html;
mod listener;
mod overview;

pub(crate) use form::{Form, FormError, FormToken};
pub(crate) use guard::guarded;
pub(crate) use html::{Html, Refresh, escaped, message, page};
pub(crate) use listener::Page;
