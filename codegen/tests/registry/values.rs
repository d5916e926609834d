//! Mistakes in single values: names, paths, addresses.

use crate::{REGISTRY, parsed, refusal, refusal_of};

#[test]
fn a_service_id_must_be_a_free_module_name() {
    let renamed = |id: &str| refusal_of(&format!("[services.{id}]\ntitle = \"Brev\"\n"));
    assert_eq!(
        renamed("Post"),
        "contracts.toml:1:11: `Post` cannot be a service's id: write a lower-case letter, then lower-case \
         letters, digits and `_`"
    );
    assert_eq!(
        renamed("match"),
        "contracts.toml:1:11: `match` cannot be a service's id: it is a keyword or no identifier of Rust; choose \
         another"
    );
    assert_eq!(
        renamed("serde"),
        "contracts.toml:1:11: `serde` cannot be a service's id: the generated crate has that name in use \
         already; choose another"
    );
    for id in [
        "\"\"",
        "\"e-ioa\"",
        "\"1x\"",
        "\"å\"",
        "gen",
        "\"r#fn\"",
        "std",
        "_",
    ] {
        assert!(renamed(id).contains("cannot be a service's id"), "{id}");
    }
}

#[test]
fn a_module_must_not_be_named_like_a_version() {
    assert_eq!(
        refusal("module = \"shared\"", "module = \"v1_0\""),
        "contracts.toml:35:10: `v1_0` cannot be a module: versions are generated under such names; choose another"
    );
    for module in [
        "current", "previous", "upcoming", "retired", "v2", "Delad", "fn", "a b",
    ] {
        let message = refusal("module = \"shared\"", &format!("module = \"{module}\""));
        assert!(message.contains("cannot be a module"), "{module}: {message}");
    }
    parsed(&REGISTRY.replace("module = \"shared\"", "module = \"value\""));
}

#[test]
fn a_version_id_must_map_to_one_module() {
    assert_eq!(
        refusal("id = \"1.0\"", "id = \"1-0\""),
        "contracts.toml:18:6: `1-0` cannot be a version's id: write lower-case letters and digits with dots \
         between, such as `1.0.2`"
    );
    for id in ["", "1.", "1..0", "1_0", "1.0 ", "1.0@x", "1.0B"] {
        assert!(
            refusal("id = \"1.0\"", &format!("id = \"{id}\"")).contains("cannot be a version's id"),
            "{id}"
        );
    }
    parsed(&REGISTRY.replace("id = \"1.0\"", "id = \"1.0.rc1\""));
}

#[test]
fn a_path_must_lie_inside_the_folder() {
    let file = "path = \"post/2.0/brev.xsd\"";
    assert_eq!(
        refusal(file, "path = \"post/../brev.xsd\""),
        "contracts.toml:23:8: path `post/../brev.xsd` holds `.` or `..`; write it relative to the registry's \
         folder, with `/` between names"
    );
    assert_eq!(
        refusal(file, "path = \"/brev.xsd\""),
        "contracts.toml:23:8: path `/brev.xsd` is not relative; write it relative to the registry's folder, with \
         `/` between names"
    );
    assert_eq!(
        refusal(file, "path = 'post\\brev.xsd'"),
        "contracts.toml:23:8: path `post\\brev.xsd` holds a `\\`; write it relative to the registry's folder, \
         with `/` between names"
    );
    assert_eq!(
        refusal(file, "path = \"post//brev.xsd\""),
        "contracts.toml:23:8: path `post//brev.xsd` has a name in it that is empty, or that begins or ends in \
         white space; write it relative to the registry's folder, with `/` between names"
    );
    for path in [
        "C:/brev.xsd",
        "./brev.xsd",
        "https://example.org/brev.xsd",
        "post/ brev.xsd",
        "",
        "brev.xsd/",
    ] {
        let message = refusal(file, &format!("path = \"{path}\""));
        assert!(
            message.starts_with("contracts.toml:23:8: path "),
            "{path}: {message}"
        );
    }
}

#[test]
fn openapi_is_read_as_yaml_alone_and_a_schema_from_a_file_of_any_name() {
    assert_eq!(
        refusal("path = \"post/2.0/brev.xsd\"", "path = \"post/2.0/brev.json\""),
        "contracts.toml:23:8: `post/2.0/brev.json` is of no kind that is read: OpenAPI is read from `.yaml`, WSDL from \
         `.wsdl`, and a schema from a file of any other ending; write the contract as YAML"
    );
}

#[test]
fn an_address_must_be_one_that_can_be_called() {
    let url = "url = \"https://test.example.org:8020/brev\"";
    let with = |address: &str| refusal(url, &format!("url = \"{address}\""));
    assert_eq!(
        with("test.example.org/brev"),
        "contracts.toml:51:7: `test.example.org/brev` is not an address; write a whole address such as \
         `https://host:8020/path`"
    );
    assert_eq!(
        with("ftp://test.example.org/brev"),
        "contracts.toml:51:7: `ftp://test.example.org/brev` is neither http nor https; write a whole address \
         such as `https://host:8020/path`"
    );
    assert_eq!(
        with("http://test.example.org/brev"),
        "contracts.toml:51:7: `http://test.example.org/brev` would send personal data unencrypted; write a whole \
         address such as `https://host:8020/path`"
    );
    assert_eq!(
        with("https://test.example.org:443/brev"),
        "contracts.toml:51:7: `https://test.example.org:443/brev` is the same address as \
         `https://test.example.org/brev`; write a whole address such as `https://host:8020/path`"
    );
    assert_eq!(
        with("https://eva:hemligt@example.org/"),
        "contracts.toml:51:7: `the address` holds a user or a password; write a whole address such as \
         `https://host:8020/path`"
    );
    for address in [
        "",
        "https://",
        " https://example.org",
        "https:example.org",
        "https://example.org/å",
    ] {
        assert!(with(address).contains("write a whole address"), "{address}");
    }
    parsed(&REGISTRY.replace(url, "url = \"https://localhost\""));
}

#[test]
fn a_page_and_a_catalog_entry_are_checked_too() {
    assert_eq!(
        refusal("page = \"https://example.org/brev\"", "page = \"brev\""),
        "contracts.toml:10:8: `brev` is not an address; write a whole address such as `https://host:8020/path`"
    );
    assert_eq!(
        refusal("\"http://example.org/shared\" =", "\"shared\" ="),
        "contracts.toml:6:1: `shared` is not an address; write a whole address such as `https://host:8020/path`"
    );
    assert_eq!(
        refusal(
            "= \"common/shared.xsd\"\n\n[services.post]",
            "= \"../shared.xsd\"\n\n[services.post]"
        ),
        "contracts.toml:6:31: path `../shared.xsd` holds `.` or `..`; write it relative to the registry's \
         folder, with `/` between names"
    );
    parsed(&REGISTRY.replace("\"http://example.org/shared\" =", "\"urn:x:y\" ="));
}

#[test]
fn a_personal_element_is_a_type_and_what_it_holds() {
    assert_eq!(
        refusal("\"Brev/@till\"", "\"till\""),
        "contracts.toml:39:31: `till` is not `Type/element` or `Type/@attribute`, in local names"
    );
    for text in [
        "Brev/",
        "/till",
        "Brev/@",
        "Brev/a/b",
        "ase:Brev/till",
        "Brev/ till",
    ] {
        let message = refusal("\"Brev/@till\"", &format!("\"{text}\""));
        assert!(message.contains("is not `Type/element`"), "{text}: {message}");
    }
}

#[test]
fn given_names_must_be_usable_in_rust() {
    assert_eq!(
        refusal("name = \"Bärare\"", "name = \"bärare\""),
        "contracts.toml:44:8: `bärare` cannot be the name of a Rust type: start it with a capital letter"
    );
    assert_eq!(
        refusal("name = \"Bärare\"", "name = \"Self\""),
        "contracts.toml:44:8: `Self` cannot be the name of a Rust type: it is a keyword or no identifier of \
         Rust; choose another"
    );
    assert_eq!(
        refusal("\"Forsandelse\"", "\"For sandelse\""),
        "contracts.toml:47:17: `For sandelse` cannot be a name in Rust: it is a keyword or no identifier of Rust; \
         choose another"
    );
    assert_eq!(
        refusal("\"{urn:x}brev\"", "\"brev\""),
        "contracts.toml:47:1: `brev` cannot be the name of a component: write `{namespace}name`, or `{}name` in \
         no namespace"
    );
    assert_eq!(
        refusal("name = \"my-contracts\"", "name = \"My Contracts\""),
        "contracts.toml:2:8: `My Contracts` cannot be the name of a package: write a lower-case letter, then \
         lower-case letters, digits, `-` and `_`"
    );
}

#[test]
fn names_of_components_are_local_names() {
    assert_eq!(
        refusal("[\"Brev\"]", "[\"p:Brev\"]"),
        "contracts.toml:26:10: `p:Brev` cannot be a root element: write the local name, without prefix and \
         namespace"
    );
    assert_eq!(
        refusal("owner = \"Brev\"", "owner = \"p:Brev\""),
        "contracts.toml:42:9: `p:Brev` cannot be the owner of a group: write the type's local name, without prefix \
         and namespace, or the path of an anonymous type such as `Brev/element rad`"
    );
    assert_eq!(
        refusal("holds = \"papper\"", "holds = \"\""),
        "contracts.toml:43:9: `` cannot be an element of a group: write the local name, without prefix and \
         namespace; `*/` before it for a group inside the group, `[2]` behind it for the second group that holds it"
    );
}

#[test]
fn groups_and_anonymous_types_are_named_as_cures_name_them() {
    for (from, to) in [
        ("owner = \"Brev\"", "owner = \"element Brev/element rad\""),
        ("owner = \"Brev\"", "owner = \"group Rader/@sort/base\""),
        ("holds = \"papper\"", "holds = \"*/*/papper[2]\""),
        ("holds = \"papper\"", "holds = \"##any\""),
        ("\"{urn:x}brev\"", "\"{urn:x}element Brev/element rad/content\""),
        ("\"{urn:x}brev\"", "\"{urn:x}Brev/member 0\""),
    ] {
        assert!(REGISTRY.contains(from), "{from}");
        parsed(&REGISTRY.replace(from, to));
    }
    for (from, to) in [
        ("owner = \"Brev\"", "owner = \"type Brev\""),
        ("holds = \"papper\"", "holds = \"papper[0]\""),
        ("holds = \"papper\"", "holds = \"*/\""),
        ("\"{urn:x}brev\"", "\"{urn:x}element Brev/\""),
    ] {
        assert!(!refusal(from, to).is_empty(), "{to}");
    }
}

#[test]
fn a_runtime_dependency_that_cargo_could_not_follow_is_refused() {
    let with = |value: &str| refusal("runtime = \"0.1\"", &format!("runtime = {value}"));
    assert_eq!(
        with("{ features = \"soap\" }"),
        "contracts.toml:3:11: the dependency on fk-runtime has an unknown key `features`; write a version, or a \
         table with `git` or `path`"
    );
    assert_eq!(
        with("{ tag = \"v1\" }"),
        "contracts.toml:3:11: the dependency on fk-runtime does not say where it is; write a version, or a table \
         with `git` or `path`"
    );
    assert_eq!(
        with("{ path = 1 }"),
        "contracts.toml:3:11: the dependency on fk-runtime has a `path` that is not text; write a version, or a \
         table with `git` or `path`"
    );
    assert_eq!(
        with("1"),
        "contracts.toml:3:11: the dependency on fk-runtime is neither a version nor a table; write a version, or \
         a table with `git` or `path`"
    );
}
