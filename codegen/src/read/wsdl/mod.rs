//! WSDL 1.1 → [`WsdlDocument`].
//!
//! What is read is what a SOAP client or server over HTTP needs: document style, literal use (WS-I Basic Profile
//! 1.1, section 4). Everything else is refused by name.

mod binding;
mod definitions;
mod inline;
mod model;
mod reader;
mod references;

pub use definitions::read_wsdl;
pub(crate) use inline::{imports, inline_schemas, is_definitions};
pub use model::*;
