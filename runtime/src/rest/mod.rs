//! Services that are called over HTTP with JSON: what generated code says of their operations.
//!
//! An [`Operation`] says what is sent and what can be answered: a [`Description`] of the method, the path and where
//! everything stands, and types for the parameters ([`Fields`]), the body ([`Content`]) and the answers ([`Answer`]).
//! Nothing of that knows a network; `server` answers operations (feature `server`).

mod answer;
mod content;
mod description;
mod fields;
#[cfg(feature = "server")]
pub mod server;

pub use answer::{Answer, AnswerError, read_json, write_json};
pub use content::{Content, ContentError, Form, Json, NoBody, Optional};
pub use description::{
    Api, Body, Description, Key, Location, Media, Method, Operation, Parameter, Receiver, Status,
};
pub use fields::{FieldError, Fields, NoFields, TextReader, TextWriter};
