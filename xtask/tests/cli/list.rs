//! `list`: services and versions.

use crate::support::Scene;

#[test]
fn a_table_shows_status_and_the_weakest_provenance() {
    let scene = Scene::new();
    let output = scene.run(&["list", "--schemas", "kontrakt"]);
    assert!(output.success, "{output:?}");
    assert_eq!(
        output.out,
        "service  version  status    provenance     title\n\
         brev     2        current   published      Brev\n\
         brev     1        previous  reconstructed  Brev\n\
         svar     1        upcoming  illustrative   Svar på brev\n"
    );
}

#[test]
fn json_has_an_object_per_version() {
    let scene = Scene::new();
    let output = scene.run(&["list", "--schemas", "kontrakt", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(
        rows[2],
        serde_json::json!({
            "service": "svar", "title": "Svar på brev", "version": "1", "status": "upcoming",
            "provenance": "illustrative", "files": ["svar.xsd"],
        })
    );
    assert_eq!(rows.as_array().unwrap().len(), 3);
}

#[test]
fn the_repositorys_own_registry_is_listed_without_arguments() {
    let scene = Scene::new();
    let output = scene.run(&["list"]);
    assert!(
        output.success && output.out.contains("elt      1.0.2    current"),
        "{output:?}"
    );
}

#[test]
fn a_folder_without_a_registry_is_refused() {
    let scene = Scene::new();
    let output = scene.run(&["list", "--schemas", "crate"]);
    assert!(
        !output.success && output.err.starts_with("error: no registry: crate/contracts.toml"),
        "{output:?}"
    );
}
