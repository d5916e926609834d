//! [`Contract`](crate::lower::Contract) → [`RustModel`](ServiceModel): names, integer widths, boxing of cycles.

mod error;
mod fields;
mod idents;
mod model;
pub mod names;
mod service;
mod types;

pub use error::PlanError;
pub use model::*;
pub use service::{VersionInput, plan};

/// The nearest of `known` to `wanted`, as the end of a sentence; empty when none is near.
pub(crate) fn hint<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known.into_iter().map(|name| (strsim::jaro_winkler(wanted, name), name));
    match near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, name)) => format!("; did you mean `{name}`?"),
        None => String::new(),
    }
}
