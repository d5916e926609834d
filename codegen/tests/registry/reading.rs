//! What a registry says is what is read.

use fk_codegen::registry::{Environment, Provenance, Status, parse_registry};

use crate::{REGISTRY, parsed};

#[test]
fn everything_that_a_registry_says_is_read() {
    let registry = parsed(REGISTRY);
    let package = registry.package.as_ref().expect("the package is there");
    assert_eq!(
        (package.name.as_str(), package.runtime.as_deref()),
        ("my-contracts", Some("\"0.1\""))
    );
    assert_eq!(registry.catalog["http://example.org/shared"], "common/shared.xsd");
    let service = registry.service("post").expect("the service is there");
    assert_eq!((service.id.as_str(), service.title.as_str()), ("post", "Brev"));
    assert_eq!(service.page.as_deref(), Some("https://example.org/brev"));
    assert_eq!(
        service.versions[0].files,
        ["post/2.0/brev.xsd", "common/shared.xsd"]
    );
    let file = service.file("post/2.0/brev.xsd").expect("the file is there");
    assert_eq!(file.provenance, Provenance::Published);
    assert_eq!(file.source.as_deref(), Some("the page"));
    assert_eq!(
        (file.module.as_deref(), file.roots.as_deref()),
        (None, Some(&["Brev".to_owned()][..]))
    );
    assert_eq!(
        service
            .file("common/shared.xsd")
            .and_then(|file| file.module.as_deref()),
        Some("shared")
    );
    assert_eq!(service.personal.types, ["Personnummer"]);
    assert_eq!(service.personal.elements, ["Brev/mottagare", "Brev/@till"]);
    let group = &service.groups[0];
    assert_eq!(
        (group.owner.as_str(), group.holds.as_str(), group.name.as_str()),
        ("Brev", "papper", "Bärare")
    );
    assert_eq!(service.names["{urn:x}brev"], "Forsandelse");
    assert_eq!(service.addresses[0].environment, Environment::Test);
    assert_eq!(service.addresses[0].url, "https://test.example.org:8020/brev");
    let pacing = service.pacing.as_ref().expect("the pacing is there");
    assert_eq!(
        (pacing.calls, pacing.seconds, pacing.source.as_str()),
        (1, 2, "the page")
    );
}

#[test]
fn a_group_knows_the_line_of_its_owner() {
    let expected = 1 + REGISTRY
        .lines()
        .position(|line| line == "owner = \"Brev\"")
        .expect("the line is there");
    assert_eq!(
        parsed(REGISTRY).services["post"].groups[0].line as usize,
        expected
    );
}

#[test]
fn versions_stand_by_status_whatever_their_order_in_the_file() {
    let text = REGISTRY
        .replace("\"current\"", "\"retired\"")
        .replace("\"previous\"", "\"upcoming\"");
    let service = &parsed(&text).services["post"];
    let order: Vec<_> = service
        .versions
        .iter()
        .map(|version| (version.id.as_str(), version.status))
        .collect();
    assert_eq!(order, [("1.0", Status::Upcoming), ("2.0", Status::Retired)]);
}

#[test]
fn two_versions_may_be_upcoming() {
    let text = REGISTRY
        .replace("\"current\"", "\"upcoming\"")
        .replace("\"previous\"", "\"upcoming\"");
    assert_eq!(parsed(&text).services["post"].versions.len(), 2);
}

#[test]
fn a_version_is_worth_its_weakest_file() {
    let service = &parsed(REGISTRY).services["post"];
    let worth: Vec<_> = service
        .versions
        .iter()
        .map(|version| service.provenance(version).word())
        .collect();
    assert_eq!(worth, ["transcribed", "reconstructed"]);
}

#[test]
fn every_word_is_read_as_what_it_writes() {
    for (word, provenance) in Provenance::WORDS {
        assert_eq!(provenance.word(), word);
    }
    for (word, status) in Status::WORDS {
        assert_eq!(status.word(), word);
    }
    for (word, environment) in Environment::WORDS {
        assert_eq!(environment.word(), word);
    }
}

#[test]
fn the_runtime_may_be_a_git_or_path_dependency() {
    let text = REGISTRY.replace(
        "runtime = \"0.1\"",
        "runtime = { tag = 'v1', git = 'https://example.org/fk' }",
    );
    let runtime = parsed(&text).package.and_then(|package| package.runtime);
    assert_eq!(
        runtime.as_deref(),
        Some("{ git = \"https://example.org/fk\", tag = \"v1\" }")
    );
}

#[test]
fn the_registry_of_this_repository_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/");
    let text =
        std::fs::read_to_string(format!("{folder}contracts.toml")).expect("the repository has a registry");
    let registry = match parse_registry(&text, "schemas/contracts.toml") {
        Ok(registry) => registry,
        Err(error) => panic!("{error}"),
    };
    let worth: Vec<_> = registry
        .select(None)
        .expect("everything can be selected")
        .into_iter()
        .map(|(service, version)| {
            let words = (version.status.word(), service.provenance(version).word());
            format!("{}@{} {} {}", service.id, version.id, words.0, words.1)
        })
        .collect();
    assert_eq!(
        worth,
        [
            "eioa@1 current reconstructed",
            "elt@1.0.2 current transcribed",
            "elt@1.0.1 previous reconstructed",
            "erak@1 current reconstructed"
        ]
    );
    let paths = registry
        .services
        .values()
        .flat_map(|service| service.files.iter().map(|file| &file.path));
    for path in paths.chain(registry.catalog.values()) {
        assert!(
            std::fs::exists(format!("{folder}{path}")).is_ok_and(|there| there),
            "{path} is not there"
        );
    }
}
