//! [`SchemaSet`](crate::resolve::SchemaSet) → [`Contract`]: records, choices, enumerations and scalars.

mod bounds;
mod content;
mod digest;
mod error;
mod lookahead;
mod model;
mod services;
mod simple;
mod types;

pub use digest::component_digests;
pub use error::LowerError;
pub use model::*;
pub use services::lower_services;
pub use types::lower;
pub(crate) use types::paragraphs;
