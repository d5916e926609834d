//! What a registry says of the document that requests carry, of answers, and of the names of ports and operations.

use crate::{REGISTRY, parsed, refusal_of};

const DOCUMENT: &str =
    "[services.post.document]\ncarrier = \"Skicka/brev\"\nroot = \"Brev\"\nid = \"nummer\"\n";

/// The registry with a document, one piece of which is replaced.
#[track_caller]
fn changed(old: &str, new: &str) -> String {
    assert_eq!(DOCUMENT.matches(old).count(), 1, "{old}");
    refusal_of(&format!("{REGISTRY}\n{}", DOCUMENT.replace(old, new)))
}

fn with_receipt(receipt: &str) -> String {
    REGISTRY.replace(
        "title = \"Brev\"",
        &format!("title = \"Brev\"\nreceipt = \"{receipt}\""),
    )
}

#[test]
fn the_document_and_the_receipt_are_read() {
    let registry = parsed(&format!("{}\n{DOCUMENT}", with_receipt("SkickaSvar/kvitto")));
    let service = &registry.services["post"];
    assert_eq!(service.receipt.as_deref(), Some("SkickaSvar/kvitto"));
    let document = service.document.as_ref().expect("the document is there");
    assert_eq!(
        (
            document.carrier.as_str(),
            document.root.as_str(),
            document.id.as_str()
        ),
        ("Skicka/brev", "Brev", "nummer")
    );
    let without = parsed(REGISTRY);
    let service = &without.services["post"];
    assert_eq!((&service.document, &service.receipt), (&None, &None));
}

#[test]
fn a_key_of_the_document_that_is_missing_or_unknown_is_refused() {
    assert_eq!(
        changed("id = \"nummer\"\n", ""),
        "contracts.toml:59:1: missing field `id`; correct it (the head of the repository's schemas/contracts.toml \
         explains each key)"
    );
    assert!(changed("root =", "rot =").contains("unknown field `rot`"));
}

#[test]
fn a_document_is_named_by_local_names() {
    assert_eq!(
        changed("\"Skicka/brev\"", "\"brev\""),
        "contracts.toml:60:11: `brev` cannot be the element that holds a document: write `Type/element`, in local names"
    );
    assert!(
        changed("\"Skicka/brev\"", "\"Skicka/@brev\"")
            .contains("cannot be the element that holds a document")
    );
    assert_eq!(
        changed("\"Brev\"", "\"p:Brev\""),
        "contracts.toml:61:8: `p:Brev` cannot be the root element of a document: write the local name, without prefix \
         and namespace"
    );
    assert_eq!(
        changed("\"nummer\"", "\"Brev/nummer\""),
        "contracts.toml:62:6: `Brev/nummer` cannot be the element that identifies a document: write the local name, \
         without prefix and namespace"
    );
    assert_eq!(
        refusal_of(&with_receipt("kvitto")),
        "contracts.toml:10:11: `kvitto` cannot be the element that identifies a call: write `Type/element`, in local \
         names"
    );
}

#[test]
fn ports_and_operations_are_named_as_cures_name_them() {
    let named = |wire: &str| REGISTRY.replace("{urn:x}brev", &format!("{{urn:x}}{wire}"));
    for wire in [
        "port Brevlada",
        "operation Skicka",
        "portType Brevlada/operation Skicka",
    ] {
        let registry = parsed(&named(wire));
        assert_eq!(
            registry.services["post"].names[&format!("{{urn:x}}{wire}")],
            "Forsandelse"
        );
    }
    for wire in [
        "port a b",
        "operation Skicka/x",
        "portType Brevlada",
        "port A/operation B",
    ] {
        assert!(
            refusal_of(&named(wire)).contains("cannot be the name of a component"),
            "{wire}"
        );
    }
    let owner = REGISTRY.replace("owner = \"Brev\"", "owner = \"port Brev\"");
    assert!(refusal_of(&owner).contains("cannot be the owner of a group"));
}
