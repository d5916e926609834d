//! What a person gets wrong, each with its own message; and nothing is changed.

use crate::support::{Scene, schema};

/// The schema of the service `svar` becomes these components, and is refused.
fn refused(components: &str, words: &str) {
    let scene = Scene::new();
    scene.regenerated(&[]);
    scene.put("kontrakt/svar.xsd", &schema(components));
    scene.refused(&[], &format!("error: {words}"));
}

#[test]
fn no_registry() {
    let scene = Scene::new();
    std::fs::remove_file(scene.path("kontrakt/contracts.toml")).unwrap();
    scene.refused(
        &[],
        "error: no registry: kontrakt/contracts.toml does not exist; run the command in a checkout of the repository, \
         or name the folder that holds contracts.toml with --schemas\n",
    );
}

#[test]
fn a_registry_with_an_unknown_key() {
    let scene = Scene::new();
    scene.change("kontrakt/contracts.toml", "title = \"Brev\"", "titel = \"Brev\"");
    scene.refused(&[], "error: kontrakt/contracts.toml:6:1: unknown field `titel`");
}

#[test]
fn a_missing_file() {
    let scene = Scene::new();
    std::fs::remove_file(scene.path("kontrakt/svar.xsd")).unwrap();
    scene.refused(
        &[],
        "error: kontrakt/svar.xsd: there is no such file. It is named by the registry. Put the file there, or \
         correct the name\n",
    );
}

#[test]
fn xml_that_is_not_well_formed() {
    refused(
        "<xs:element name=\"a\">",
        "kontrakt/svar.xsd:3:1: this is not well-formed XML: ",
    );
}

#[test]
fn a_reference_that_resolves_to_nothing() {
    refused(
        "<xs:element name=\"Rot\" type=\"t:Tall\"/>\n<xs:simpleType name=\"Tal\"><xs:restriction base=\"xs:int\"/></xs:simpleType>",
        "kontrakt/svar.xsd:2:1 (element Rot): there is no type `{urn:t}Tall`. Did you mean `Tal`?",
    );
}

#[test]
fn an_import_that_nothing_answers() {
    refused(
        "<xs:import namespace=\"urn:b\"/>",
        "kontrakt/svar.xsd:2:1 (import): this import of `urn:b` names no schemaLocation, and no file that was read \
         has that target namespace. Name the file in the registry, or add there, under [catalog]: \"urn:b\" = ",
    );
}

#[test]
fn an_import_by_an_address_that_the_catalog_does_not_answer() {
    refused(
        "<xs:import namespace=\"urn:b\" schemaLocation=\"https://example.org/b.xsd\"/>",
        "kontrakt/svar.xsd:2:1 (import): `https://example.org/b.xsd` is a web address, which is never fetched",
    );
}

#[test]
fn definitions_that_go_round_in_a_circle() {
    refused(
        "<xs:simpleType name=\"A\"><xs:restriction base=\"t:B\"/></xs:simpleType>\n<xs:simpleType name=\"B\"><xs:restriction base=\"t:A\"/></xs:simpleType>",
        "kontrakt/svar.xsd:2:1 (simpleType A): this type is defined in a circle: A → B → A",
    );
}

#[test]
fn two_components_of_one_name() {
    refused(
        "<xs:element name=\"a\" type=\"xs:int\"/>\n<xs:element name=\"a\" type=\"xs:int\"/>",
        "kontrakt/svar.xsd:3:1 (element a): there are two components with one name: another element `{urn:t}a` is at \
         kontrakt/svar.xsd:2:1",
    );
}

#[test]
fn a_construct_of_another_version_of_xml_schema() {
    refused(
        "<xs:complexType name=\"Tal\"><xs:assert test=\"true()\"/></xs:complexType>",
        "kontrakt/svar.xsd:2:28 (complexType Tal): xs:assert belongs to XSD 1.1, and contracts are read as XSD 1.0. Express it",
    );
}

#[test]
fn two_types_whose_rust_names_collide() {
    refused(
        "<xs:complexType name=\"rad\"/>\n<xs:complexType name=\"Rad\"/>",
        "type Rad and type rad both become the Rust name `Rad` in the module `v1`\n  first:  kontrakt/svar.xsd:3:1 \
         (complexType Rad)\n  second: kontrakt/svar.xsd:2:1 (complexType rad)\ngive one of them another name, in \
         contracts.toml:\n\n    [services.svar.names]\n    \"{urn:t}rad\" = \"Rad2\"\n",
    );
}

#[test]
fn a_facet_that_makes_no_sense() {
    refused(
        "<xs:simpleType name=\"A\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[\"/></xs:restriction></xs:simpleType>",
        "kontrakt/svar.xsd:2:58 (simpleType A / restriction / pattern): pattern has the value `[`, which is not a \
         regular expression of XML Schema: ",
    );
}
