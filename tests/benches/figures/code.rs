//! How much code there is, and how long it compiles.

use std::error::Error;

use fk_codegen::generate::generate;

use crate::crates::{Crates, Profile, repository};
use crate::regen::Schemas;
use crate::table;

const OURS: &str = "figures-elt-1-0-2";
const OURS_ALL: &str = "figures-elt";
const RIVAL: &str = "figures-rival";

/// What stands around the module of ELT 1.0.2 when it is alone in a crate.
const ALONE: &str =
    "pub const SERVICE: &str = \"elt\";\npub mod envelope {}\npub mod xmlmime {}\npub mod v1_0_2;\n";

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    let mut registry = Schemas::registry()?;
    let mut bills = registry.clone();
    bills.services.retain(|id, _| id == "erak");
    let bills = generate(&Schemas, &bills, "schemas", &mut |_| {})?;
    let bills = bills
        .files
        .get("erak/v1.rs")
        .ok_or("codegen made no erak/v1.rs")?;
    registry.services.retain(|id, _| id == "elt");
    let service = generate(&Schemas, &registry, "schemas", &mut |_| {})?;
    let document = service
        .files
        .get("elt/v1_0_2.rs")
        .ok_or("codegen made no elt/v1_0_2.rs")?;
    println!(
        "\nLines of the document types of ELT 1.0.2, without blank lines and comments, as prettyplease sets them: ours {}, \
         rival {}",
        lines(document),
        lines(fk_rival::SOURCE)
    );

    println!(
        "\nLines of E-RÄK 1, counted the same way: ours, with checks, constructors, the six bills and what answers and calls, \
         {}; progenitor's types and client of the same file, which checks neither bounds of numbers nor rules between fields, {}",
        lines(bills),
        lines(fk_rival::ERAK_SOURCE)
    );

    let mut crates = Crates::new()?;
    let runtime = format!(
        "fk-runtime = {{ path = {:?} }}",
        repository().join("runtime").canonicalize()?
    );
    crates.add(OURS, &runtime, [("lib.rs", ALONE), ("v1_0_2.rs", document)])?;
    let all = service
        .files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    crates.add(OURS_ALL, &runtime, all)?;
    let lib = format!("#![allow(warnings)]\n{}", fk_rival::SOURCE);
    let dependencies = "quick-xml = \"0.38\"\nregex = \"1\"\nxsd-parser-types = { version = \"=0.2.1\", features = [\"quick-xml\"] }";
    crates.add(RIVAL, dependencies, [("lib.rs", lib.as_str())])?;
    crates.prepare()?;

    let names = [OURS, RIVAL, OURS_ALL];
    let mut rows = Vec::new();
    for profile in [Profile::Dev, Profile::Release] {
        let times = crates.compile(&names, profile)?;
        let mut row = vec![profile.name().to_owned()];
        row.extend(
            times
                .iter()
                .map(|(median, least)| format!("{median:.2} ({least:.2})")),
        );
        row.extend([1, 2].map(|other| format!("{:.1}", times[other].0 / times[0].0)));
        rows.push(row);
    }
    table::print(
        "Compiling a crate alone, in s, median (least) of 7: `cargo build` after lib.rs was touched, less `cargo build` of \
         nothing; dependencies built, not incremental",
        &[
            "profile",
            "our ELT 1.0.2",
            "rival's ELT 1.0.2",
            "our feature elt",
            "rival/ours",
            "feature/ours",
        ],
        &rows,
    );
    println!(
        "\nOur ELT 1.0.2 is the module of the document alone. The feature elt of fk-contracts has both versions, the envelope and \
         the types of its WSDL."
    );
    Ok(())
}

/// Lines that are neither blank nor a comment. Generated code has line comments alone.
fn lines(source: &str) -> usize {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    source.lines().filter(is_code).count()
}
