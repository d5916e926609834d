//! Mistakes between entries: versions, files, and names that stand twice.

use crate::{REGISTRY, refusal, refusal_of};

#[test]
fn a_second_current_or_previous_version_is_refused() {
    assert_eq!(
        refusal("\"previous\"", "\"current\""),
        "contracts.toml:19:10: version 1.0 of `post` is current, and so is 2.0 in line 13; at most one can be, so \
         make one of them upcoming or retired"
    );
    assert_eq!(
        refusal("\"current\"", "\"previous\""),
        "contracts.toml:19:10: version 1.0 of `post` is previous, and so is 2.0 in line 13; at most one can be, \
         so make one of them upcoming or retired"
    );
}

#[test]
fn a_file_that_is_not_listed_is_refused_with_the_nearest() {
    assert_eq!(
        refusal("[\"post/1.0/brev.xsd\", ", "[\"post/1.0/bref.xsd\", "),
        "contracts.toml:20:10: version 1.0 names `post/1.0/bref.xsd`, which is not listed under \
         `[[services.post.files]]`; list it there with its provenance, or correct the path; did you mean \
         `post/1.0/brev.xsd`?"
    );
    assert_eq!(
        refusal("[\"post/1.0/brev.xsd\", ", "[\"a.wsdl\", "),
        "contracts.toml:20:10: version 1.0 names `a.wsdl`, which is not listed under `[[services.post.files]]`; \
         list it there with its provenance, or correct the path"
    );
}

#[test]
fn a_file_in_no_version_is_refused() {
    assert_eq!(
        refusal("[\"post/1.0/brev.xsd\", ", "["),
        "contracts.toml:29:8: file `post/1.0/brev.xsd` belongs to no version of `post`; name it in a version's \
         `files`, or remove it"
    );
}

#[test]
fn a_file_in_two_versions_must_have_a_module() {
    assert_eq!(
        refusal("module = \"shared\"\n", ""),
        "contracts.toml:33:8: file `common/shared.xsd` belongs to several versions (2.0, 1.0) and would be \
         generated once for each; give it `module = \"...\"`"
    );
}

#[test]
fn a_service_needs_a_version_and_a_version_a_file() {
    assert_eq!(
        refusal_of("[services.post]\ntitle = \"Brev\"\n"),
        "contracts.toml:1:11: service `post` has no version; add `[[services.post.versions]]` with id, status \
         and files"
    );
    assert_eq!(
        refusal("[\"post/2.0/brev.xsd\", \"common/shared.xsd\"]", "[]"),
        "contracts.toml:13:6: version 2.0 of `post` names no file; list the paths of its files in `files`"
    );
}

#[test]
fn what_must_be_unique_is_refused_the_second_time() {
    let twice =
        |name: &str, line: u32| format!("{name} is listed twice, first in line {line}; remove one of them");
    assert_eq!(
        refusal("path = \"post/1.0/brev.xsd\"", "path = \"post/2.0/brev.xsd\""),
        format!("contracts.toml:29:8: {}", twice("file `post/2.0/brev.xsd`", 23))
    );
    assert_eq!(
        refusal("id = \"1.0\"", "id = \"2.0\""),
        format!("contracts.toml:18:6: {}", twice("version `2.0`", 13))
    );
    assert_eq!(
        refusal("[\"post/1.0/brev.xsd\", ", "[\"common/shared.xsd\", "),
        format!("contracts.toml:20:31: {}", twice("file `common/shared.xsd`", 20))
    );
    assert_eq!(
        refusal("[\"Brev\"]", "[\"Brev\", \"Brev\"]"),
        format!("contracts.toml:26:18: {}", twice("root `Brev`", 26))
    );
    assert_eq!(
        refusal("[\"Personnummer\"]", "[\"Personnummer\", \"Personnummer\"]"),
        format!(
            "contracts.toml:38:26: {}",
            twice("personal type `Personnummer`", 38)
        )
    );
    assert_eq!(
        refusal("\"Brev/@till\"", "\"Brev/mottagare\""),
        format!(
            "contracts.toml:39:31: {}",
            twice("personal element `Brev/mottagare`", 39)
        )
    );
    let group = "[[services.post.groups]]\nowner = \"Brev\"\nholds = \"papper\"\nname = \"Annat\"\n";
    assert_eq!(
        refusal_of(&format!("{REGISTRY}\n{group}")),
        format!("contracts.toml:60:9: {}", twice("group `Brev/papper`", 42))
    );
    let address = "[[services.post.addresses]]\nenvironment = \"production\"\n\
                   url = \"https://test.example.org:8020/brev\"\nsource = \"the contract\"\n";
    assert_eq!(
        refusal_of(&format!("{REGISTRY}\n{address}")),
        format!(
            "contracts.toml:61:7: {}",
            twice("address `https://test.example.org:8020/brev`", 51)
        )
    );
}
