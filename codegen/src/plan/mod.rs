//! [`Contract`](crate::lower::Contract) → [`RustModel`](ServiceModel): names, integer widths, boxing of cycles.

mod call_model;
mod calls;
mod claims;
mod collision;
mod compound;
mod declaration_model;
mod declarations;
mod derivation;
mod document;
mod error;
mod fields;
mod flow;
mod flow_model;
mod groups;
mod idents;
mod lookup;
mod model;
pub mod names;
mod nesting;
mod object_model;
mod objects;
mod open_content;
mod paths;
mod receipt;
mod service;
mod service_model;
mod signature_names;
mod signature_places;
mod signatures;
mod signing_model;
mod simple;
mod simple_model;
mod size;
mod stub_model;
mod stub_names;
mod stubs;
mod taken;
mod types;
mod unlisted;
mod used;
mod walk;

use crate::suggest::{did_you_mean, nearest};

pub use call_model::*;
pub use collision::{Collision, Collisions, Cure, Named, Table};
pub use declaration_model::*;
pub use error::PlanError;
pub use flow_model::*;
pub use model::*;
pub use object_model::*;
pub use service::{VersionInput, plan};
pub use service_model::*;
pub use signing_model::*;
pub use simple_model::*;
pub use stub_model::*;
pub use unlisted::Unlisted;

/// The nearest of `known` to `wanted`, as the end of a sentence; empty when none is near.
fn hint<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(nearest(wanted, known).as_deref())
}

/// A text as TOML has it, for keys too: with quotes around it.
fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
