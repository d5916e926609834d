//! [`SchemaSet`](crate::resolve::SchemaSet) and [`OpenApiDocuments`](crate::read::OpenApiDocuments) → [`Contract`]:
//! records, choices, enumerations and scalars, and what JSON has besides.

mod bounds;
mod calls;
mod compound;
mod content;
mod declared;
mod derivation;
mod digest;
mod error;
mod facets;
mod identity;
mod literals;
mod lookahead;
mod model;
mod named;
mod objects;
mod openapi;
mod rounds;
mod service_model;
mod services;
mod simple;
mod simple_model;
mod types;
mod values;

pub use calls::*;
pub use declared::*;
pub use digest::component_digests;
pub use error::LowerError;
pub use facets::FacetKind;
pub use model::*;
pub use objects::*;
pub use openapi::lower_openapi;
pub(crate) use openapi::openapi_paragraphs;
pub use service_model::*;
pub use services::lower_services;
pub use simple_model::*;
pub use types::lower;
pub(crate) use types::paragraphs;
