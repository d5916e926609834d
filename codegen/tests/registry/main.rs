//! What a registry may say, and what is answered when it says something else.

use fk_codegen::registry::{Registry, parse_registry};

mod document;
mod reading;
mod select;
mod shape;
mod signatures;
mod values;
mod versions;

/// A registry with one of everything that these tests change.
const REGISTRY: &str = r#"[package]
name = "my-contracts"
runtime = "0.1"

[catalog]
"http://example.org/shared" = "common/shared.xsd"

[services.post]
title = "Brev"
page = "https://example.org/brev"

[[services.post.versions]]
id = "2.0"
status = "current"
files = ["post/2.0/brev.xsd", "common/shared.xsd"]

[[services.post.versions]]
id = "1.0"
status = "previous"
files = ["post/1.0/brev.xsd", "common/shared.xsd"]

[[services.post.files]]
path = "post/2.0/brev.xsd"
provenance = "published"
source = "the page"
roots = ["Brev"]

[[services.post.files]]
path = "post/1.0/brev.xsd"
provenance = "reconstructed"

[[services.post.files]]
path = "common/shared.xsd"
provenance = "transcribed"
module = "shared"

[services.post.personal]
types = ["Personnummer"]
elements = ["Brev/mottagare", "Brev/@till"]

[[services.post.groups]]
owner = "Brev"
holds = "papper"
name = "Bärare"

[services.post.names]
"{urn:x}brev" = "Forsandelse"

[[services.post.addresses]]
environment = "test"
url = "https://test.example.org:8020/brev"
source = "the contract"
[services.post.pacing]
calls = 1
seconds = 2
spread = "evenly"
source = "the page"
"#;

fn parsed(text: &str) -> Registry {
    match parse_registry(text, "contracts.toml") {
        Ok(registry) => registry,
        Err(error) => panic!("a registry that should be read was refused: {error}"),
    }
}

/// The message for [`REGISTRY`] with one piece of it replaced.
#[track_caller]
fn refusal(old: &str, new: &str) -> String {
    assert_eq!(
        REGISTRY.matches(old).count(),
        1,
        "`{old}` must stand once, to say what is changed"
    );
    refusal_of(&REGISTRY.replace(old, new))
}

#[track_caller]
fn refusal_of(text: &str) -> String {
    match parse_registry(text, "contracts.toml") {
        Ok(_) => panic!("a registry that should be refused was read"),
        Err(error) => error.to_string(),
    }
}
