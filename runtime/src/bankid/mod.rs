//! A client of BankID's API for relying parties, version 6.0 (BankID, *Relying Party API*, `developers.bankid.com`).
//!
//! An order to sign or to identify oneself is begun with [`Client::sign`] or [`Client::auth`]. The person finds it in
//! their BankID app, by scanning an animated QR code ([`SigningOrder::qr`]) or by a link on the same device
//! ([`SigningOrder::autostart_link`]). Meanwhile the [`SigningOrder`] is polled every two seconds, until it is complete
//! or has failed:
//!
//! ```no_run
//! # use std::net::IpAddr;
//! # use fk_runtime::bankid::*;
//! # use fk_runtime::signing::*;
//! # use fk_runtime::tls::{Authorities, Identity};
//! # async fn sign(person: PersonalNumber, text: VisibleText, hidden: HiddenData, ip: IpAddr) -> Result<(), Box<dyn std::error::Error>> {
//! let identity = Identity::from_file("supplier.pem", None)?;
//! let roots = Authorities::from_file("bankid-ssl-root.pem")?;
//! let client = Client::new(Settings::new(Host::Test, identity, roots))?;
//!
//! let request = SignRequest::new(ip, text)
//!     .with_hidden_data(hidden)
//!     .requiring(Requirement::new().with_personal_number(person));
//! let mut order = client.sign(&request).await?;
//! let mut second = tokio::time::interval(std::time::Duration::from_secs(1));
//! let signed = loop {
//!     tokio::select! {
//!         _ = second.tick() => println!("{}", order.qr(order.elapsed())), // as a QR code
//!         state = order.next() => match state.transpose()? {
//!             Some(OrderState::Pending(hint)) => println!("{}", hint.user_message(Start::QrCode).swedish()),
//!             Some(OrderState::Failed(cause)) => return Err(cause.user_message(Start::QrCode).swedish().into()),
//!             Some(OrderState::Complete(signed)) => break signed,
//!             None => return Ok(()),
//!         },
//!     }
//! };
//! println!("{} characters of signature", signed.delivered.signature().len());
//! # Ok(())
//! # }
//! ```
//!
//! What is delivered has not been verified. And it can be had once: a completed order that has been collected is gone,
//! so what came is handed out exactly as it came, also when something else in the answer cannot be read.

mod client;
mod code;
mod completion;
mod error;
mod host;
mod message;
mod order;
mod request;
mod requirement;
mod start;
mod state;
mod wire;

pub use client::Client;
pub use code::Code;
pub use completion::{Completion, Device, Risk, StepUp, User};
pub use error::{AnswerProblem, ApiError, BankIdError, ErrorCode, Operation};
pub use host::{Host, Loopback, NotLoopback, Settings};
pub use message::{Start, UserMessage};
pub use order::SigningOrder;
pub use request::{App, AuthRequest, SignRequest, Web};
pub use requirement::{CardReader, CertificatePolicy, NotAPolicy, Requirement, RiskLimit};
pub use start::{LinkForm, OrderRef, OrderStart};
pub use state::{FailureCause, OrderState, PendingHint};

pub use crate::http::{NotSentCause, Seen, SetupError, Url};
