//! `connect`: which address it takes, and that it reaches the command behind it. What that command says is tested in
//! its own crate.

use crate::support::Scene;

fn connect(scene: &Scene, arguments: &[&str]) -> String {
    let all = [
        &["connect", "--schemas", "kontrakt", "--identity", "finns-inte.pem"],
        arguments,
    ]
    .concat();
    let output = scene.run(&all);
    assert!(!output.success, "{output:?}");
    output.err
}

fn with_addresses(addresses: &[(&str, &str)]) -> Scene {
    let scene = Scene::new();
    let tables: String = addresses
        .iter()
        .map(|(environment, url)| {
            format!(
                "[[services.brev.addresses]]\nenvironment = \"{environment}\"\nurl = \"{url}\"\nsource = \"a test\"\n\n"
            )
        })
        .collect();
    scene.change(
        "kontrakt/contracts.toml",
        "[services.svar]",
        &format!("{tables}[services.svar]"),
    );
    scene
}

#[test]
fn an_unknown_service_gets_a_suggestion() {
    let error = connect(&Scene::new(), &["bref"]);
    assert!(error.starts_with("error: unknown service `bref`"), "{error}");
    assert!(error.contains("did you mean `brev`"), "{error}");
}

#[test]
fn a_service_without_an_address_asks_for_one() {
    let error = connect(
        &with_addresses(&[("test", "https://test.example/")]),
        &["brev", "--environment", "production"],
    );
    assert!(error.contains("no production address of brev"), "{error}");
    assert!(error.contains("--url"), "{error}");
}

#[test]
fn a_service_with_several_addresses_shows_them() {
    let scene = with_addresses(&[("test", "https://ett.example/"), ("test", "https://tva.example/")]);
    let error = connect(&scene, &["brev"]);
    for words in [
        "several test addresses of brev",
        "--url",
        "https://ett.example/, https://tva.example/",
    ] {
        assert!(error.contains(words), "{words:?} is not in {error}");
    }
}

#[test]
fn an_address_and_an_environment_at_once_are_refused() {
    let error = connect(
        &Scene::new(),
        &["brev", "--url", "https://a.example/", "--environment", "test"],
    );
    assert!(error.contains("cannot be used with"), "{error}");
}

#[test]
fn the_connection_test_is_run_with_the_files_of_the_folder_that_one_stands_in() {
    let scene = with_addresses(&[("test", "https://test.invalid/")]);
    for address in [&["brev"][..], &["svar", "--url", "https://test.invalid/"]] {
        let error = connect(&scene, address);
        assert!(error.contains("finns-inte.pem cannot be read"), "{error}");
    }
}
