//! What a registry says of the signatures of a document.

use fk_codegen::registry::{Role, Roles, Signatures};

use crate::{REGISTRY, parsed, refusal_of};

const DOCUMENT: &str =
    "[services.post.document]\ncarrier = \"Skicka/brev\"\nroot = \"Brev\"\nid = \"nummer\"\n";

/// An element for each role.
const BY_ELEMENT: &str = r#"[services.post.signatures]
type = "Underskrift"
signature = "signatur"
ocsp = "ocsp"
day = "dag"

[[services.post.signatures.roles]]
role = "sokande"
element = "Skicka/sokande"
signer = ["person/nummer", "person/samordning"]

[[services.post.signatures.roles]]
role = "god-man"
element = "Skicka/ombud"
"#;

/// One element for all roles.
const BY_VALUE: &str = r#"[services.post.signatures]
type = "Underskrift"
element = "Skicka/underskrift"
role_element = "roll"
signature = "signatur"
ocsp = "ocsp"
day = "dag"

[[services.post.signatures.roles]]
role = "sokande"
value = "SÖKANDE"
"#;

fn registry(signatures: &str) -> String {
    format!("{REGISTRY}\n{DOCUMENT}\n{signatures}")
}

fn signatures(text: &str) -> Signatures {
    let mut registry = parsed(&registry(text));
    let service = registry.services.remove("post").expect("the service is there");
    service.signatures.expect("the signatures are there")
}

/// The message for `text`, one piece of which is replaced.
#[track_caller]
fn changed(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    refusal_of(&registry(&text.replace(old, new)))
}

#[test]
fn roles_with_an_element_each_are_read_in_their_order() {
    let signatures = signatures(BY_ELEMENT);
    assert_eq!(
        [
            &signatures.ty,
            &signatures.signature,
            &signatures.ocsp,
            &signatures.day
        ],
        ["Underskrift", "signatur", "ocsp", "dag"]
    );
    let path = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let sokande = Role {
        name: "sokande".to_owned(),
        signers: vec![path("person/nummer"), path("person/samordning")],
    };
    let god_man = Role {
        name: "god-man".to_owned(),
        signers: Vec::new(),
    };
    let names: Vec<_> = signatures.roles.each().map(|role| role.name.as_str()).collect();
    assert_eq!(names, ["sokande", "god-man"]);
    assert_eq!(
        signatures.roles,
        Roles::ByElement(vec![
            (sokande, "Skicka/sokande".to_owned()),
            (god_man, "Skicka/ombud".to_owned())
        ])
    );
}

#[test]
fn roles_with_a_value_each_in_one_element_are_read() {
    let Roles::ByValue {
        element,
        role_element,
        roles,
    } = signatures(BY_VALUE).roles
    else {
        panic!("not by value");
    };
    assert_eq!(
        (element.as_str(), role_element.as_str()),
        ("Skicka/underskrift", "roll")
    );
    assert_eq!(
        (roles[0].0.name.as_str(), roles[0].1.as_str()),
        ("sokande", "SÖKANDE")
    );
    assert_eq!(parsed(REGISTRY).services["post"].signatures, None);
}

#[test]
fn signatures_without_a_document_are_refused() {
    assert_eq!(
        refusal_of(&format!("{REGISTRY}\n{BY_ELEMENT}")),
        "contracts.toml:59:1: service `post` has no `document`: signatures are of a document; add a table `document` that \
         says which element carries it"
    );
}

#[test]
fn signatures_that_nobody_makes_are_refused() {
    let table = BY_ELEMENT.split("\n[[").next().expect("there is a beginning");
    assert_eq!(
        refusal_of(&registry(table)),
        "contracts.toml:64:1: the table `signatures` has no `roles`: somebody must sign; add `[[....signatures.roles]]`, \
         one for each role"
    );
}

#[test]
fn a_key_that_is_missing_or_unknown_is_refused() {
    assert!(changed(BY_ELEMENT, "day = \"dag\"\n", "").contains("missing field `day`"));
    assert!(changed(BY_ELEMENT, "day =", "dag =").contains("unknown field `dag`"));
    assert!(changed(BY_VALUE, "value =", "valu =").contains("unknown field `valu`"));
}

#[test]
fn a_role_says_how_its_signature_is_told_from_others() {
    assert_eq!(
        changed(BY_ELEMENT, "element = \"Skicka/ombud\"\n", ""),
        "contracts.toml:76:8: role `god-man` has no `element`: name the element of the request that holds its signature, \
         as `Type/element`"
    );
    assert_eq!(
        changed(BY_VALUE, "value = \"SÖKANDE\"\n", ""),
        "contracts.toml:73:8: role `sokande` has no `value`: write what `role_element` holds when the signature is made in \
         this role"
    );
    assert_eq!(
        changed(
            BY_ELEMENT,
            "element = \"Skicka/ombud\"",
            "element = \"Skicka/ombud\"\nvalue = \"OMBUD\""
        ),
        "contracts.toml:78:9: `value` has no place here: it tells roles apart in an element for all of them, which \
         `element` and `role_element` of the table `signatures` name; remove it, or name those"
    );
    assert_eq!(
        changed(
            BY_VALUE,
            "value = \"SÖKANDE\"",
            "value = \"SÖKANDE\"\nelement = \"Skicka/sokande\""
        ),
        "contracts.toml:75:11: `element` has no place here: the table `signatures` names one element for all roles; \
         remove it here or there"
    );
}

#[test]
fn one_element_for_all_roles_is_named_with_its_child_that_tells_them_apart() {
    assert_eq!(
        changed(BY_VALUE, "role_element = \"roll\"\n", ""),
        "contracts.toml:64:1: the table `signatures` has no `role_element`: in an element of all roles, something must \
         tell one from another; name its child that does, or give each role an `element` of its own"
    );
    assert_eq!(
        changed(BY_VALUE, "element = \"Skicka/underskrift\"\n", ""),
        "contracts.toml:66:16: the table `signatures` has no `element`: the child of an element for all roles is named, \
         but not the element; name it beside `role_element`"
    );
}

#[test]
fn nothing_is_listed_twice() {
    for (text, old, new, what) in [
        (BY_ELEMENT, "\"god-man\"", "\"sokande\"", "role `sokande`"),
        (
            BY_ELEMENT,
            "Skicka/ombud",
            "Skicka/sokande",
            "element `Skicka/sokande`",
        ),
        (
            BY_ELEMENT,
            "person/samordning",
            "person/nummer",
            "signer `person/nummer`",
        ),
        (
            BY_ELEMENT,
            "\"ocsp\"",
            "\"signatur\"",
            "element of a signature `signatur`",
        ),
        (BY_VALUE, "\"roll\"", "\"dag\"", "element of a signature `dag`"),
        (
            BY_VALUE,
            "value = \"SÖKANDE\"\n",
            "value = \"SÖKANDE\"\n\n[[services.post.signatures.roles]]\nrole = \"ombud\"\nvalue = \"SÖKANDE\"\n",
            "value `SÖKANDE`",
        ),
    ] {
        let message = changed(text, old, new);
        assert!(
            message.contains(&format!(": {what} is listed twice, first in line ")),
            "{message}"
        );
    }
}

#[test]
fn types_elements_roles_and_paths_are_named_by_local_names() {
    for (text, old, new, what) in [
        (
            BY_ELEMENT,
            "\"Underskrift\"",
            "\"t:Underskrift\"",
            "the type of a signature",
        ),
        (
            BY_ELEMENT,
            "\"signatur\"",
            "\"a/signatur\"",
            "the element of a signature",
        ),
        (BY_ELEMENT, "\"ocsp\"", "\"\"", "the element of an OCSP response"),
        (
            BY_ELEMENT,
            "\"dag\"",
            "\"@dag\"",
            "the element of the day of signing",
        ),
        (BY_ELEMENT, "\"god-man\"", "\"god man\"", "a role"),
        (
            BY_ELEMENT,
            "Skicka/ombud",
            "ombud",
            "the element that holds a signature",
        ),
        (
            BY_ELEMENT,
            "person/samordning",
            "person//samordning",
            "the path to a signer",
        ),
        (BY_ELEMENT, "person/samordning", "/person", "the path to a signer"),
        (
            BY_VALUE,
            "Skicka/underskrift",
            "underskrift",
            "the element that holds a signature",
        ),
        (
            BY_VALUE,
            "\"roll\"",
            "\"Underskrift/roll\"",
            "the element of a role",
        ),
    ] {
        let message = changed(text, old, new);
        assert!(
            message.contains(&format!(" cannot be {what}: write ")),
            "{message}"
        );
    }
}

#[test]
fn a_role_is_named_as_its_cure_names_it() {
    let named = |wire: &str| REGISTRY.replace("{urn:x}brev", &format!("{{urn:x}}{wire}"));
    assert!(
        parsed(&named("role god-man")).services["post"]
            .names
            .contains_key("{urn:x}role god-man")
    );
    assert!(refusal_of(&named("role god man")).contains("cannot be the name of a component"));
}
