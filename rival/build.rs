//! Lets xsd-parser generate its quick_xml code for our transcription of ELT 1.0.2, and progenitor its client for our
//! contract of E-RÄK.

use std::error::Error;
use std::path::{Path, PathBuf};

use xsd_parser::config::{OptimizerFlags, Schema};
use xsd_parser::{Config, IdentType};

fn main() -> Result<(), Box<dyn Error>> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/elt/1.0.2/tidredovisning.xsd");
    println!("cargo:rerun-if-changed={}", schema.display());

    // Its defaults, with its quick_xml reading and writing, and with simple types that check their facets.
    let mut config = Config::default()
        .with_schema(Schema::File(schema.canonicalize()?))
        .with_generate([(IdentType::Element, "ase:Tidredovisning")])
        .with_quick_xml();
    config.optimizer.flags -= OptimizerFlags::USE_UNRESTRICTED_BASE_TYPE;

    let code = xsd_parser::generate(config)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("elt.rs"), prettyplease::unparse(&syn::parse2(code)?))?;

    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/erak/1/openapi.yaml");
    println!("cargo:rerun-if-changed={}", contract.display());
    let document: openapiv3::OpenAPI = serde_yaml_ng::from_slice(&std::fs::read(contract)?)?;
    let code = progenitor::Generator::default().generate_tokens(&document)?;
    std::fs::write(out.join("erak.rs"), prettyplease::unparse(&syn::parse2(code)?))?;
    Ok(())
}
