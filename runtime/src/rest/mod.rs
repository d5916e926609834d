//! Services that are called over HTTP with JSON: what generated code says of their operations.
//!
//! An [`Operation`] says what is sent and what can be answered: a [`Description`] of the method, the path and where
//! everything stands, and types for the parameters ([`Fields`]), the body ([`Content`]) and the answers ([`Answer`]).
//! None of these knows a network. [`Client`] (feature `client`) calls operations, and `server` answers them (feature
//! `server`).

mod answer;
#[cfg(feature = "client")]
mod client;
mod content;
mod description;
#[cfg(feature = "client")]
mod error;
mod fields;
#[cfg(feature = "client")]
mod prepared;
#[cfg(feature = "client")]
mod report;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "client")]
mod target;
#[cfg(feature = "client")]
mod token;

#[cfg(feature = "client")]
pub use crate::http::{
    Call, NotSent, NotSentCause, OutcomeUnknown, Refused, Repeat, Seen, Settings, SetupError, Target, Turns,
    Url,
};
pub use answer::{Answer, AnswerError, read_json, write_json};
#[cfg(feature = "client")]
pub use client::{Answered, Client};
pub use content::{Content, ContentError, Form, Json, NoBody, Optional};
pub use description::{
    Api, Body, Description, Key, Location, Media, Method, Operation, Parameter, Receiver, Status,
};
#[cfg(feature = "client")]
pub use error::{CallError, CallFailure, RequestError};
pub use fields::{FieldError, Fields, NoFields, TextReader, TextWriter};
#[cfg(feature = "client")]
pub use report::Occasion;
#[cfg(feature = "client")]
pub use token::{Token, TokenError};
