//! Imports, includes and redefinitions: what they name, and what answers them.

mod support;

use support::{read, read_with, resolve_files};

fn with_import(import: &str) -> String {
    support::schema(import)
}

fn plain(target: &str, body: &str) -> String {
    let target = if target.is_empty() {
        String::new()
    } else {
        format!(" targetNamespace='{target}' xmlns:own='{target}'")
    };
    format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'{target}>{body}</xs:schema>")
}

fn error(files: &[(&str, &str)], catalog: &[(&str, &str)]) -> String {
    read_with(files, catalog)
        .map(|_| ())
        .expect_err("the files cannot be read")
        .to_string()
}

#[test]
fn a_missing_file_is_reported_with_who_named_it() {
    let source = support::Files::new(&[]);
    let missing = fk_codegen::read::read_schemas(&source, &Default::default(), &["a.xsd".to_owned()]);
    assert_eq!(
        missing.expect_err("missing").to_string(),
        "schemas/a.xsd: there is no such file. It is named by the registry. Put the file there, or correct the name"
    );
    let text = with_import("<xs:include schemaLocation='sub/../b.xsd'/>");
    assert_eq!(
        error(&[("x/a.xsd", &text)], &[]),
        "schemas/x/b.xsd: there is no such file. It is named by schemas/x/a.xsd:2:1 (include). Put the file there, \
         or correct the name"
    );
}

#[test]
fn a_location_is_taken_from_the_folder_of_the_file_that_names_it() {
    let a = with_import(
        "<xs:import namespace='urn:b' schemaLocation='../b/b.xsd'/><xs:element name='e' type='b:B' xmlns:b='urn:b'/>",
    );
    let b = plain("urn:b", "<xs:include schemaLocation='./c.xsd'/>");
    let c = plain(
        "urn:b",
        "<xs:simpleType name='B'><xs:restriction base='xs:int'/></xs:simpleType>",
    );
    let set = resolve_files(&[("x/a.xsd", &a), ("b/b.xsd", &b), ("b/c.xsd", &c)]).expect("all is found");
    let paths: Vec<&str> = set.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["b/b.xsd", "b/c.xsd", "x/a.xsd"]);
}

#[test]
fn a_location_never_leads_out_of_the_registry() {
    for location in ["../../b.xsd", "/etc/b.xsd", "..\\b.xsd"] {
        let text = with_import(&format!("<xs:include schemaLocation='{location}'/>"));
        assert_eq!(
            error(&[("x/a.xsd", &text)], &[]),
            format!(
                "schemas/x/a.xsd:2:1 (include): the location `{location}` leads out of the registry's folder. Put \
                 the file inside, and write a location relative to this file"
            )
        );
    }
}

#[test]
fn a_web_address_is_looked_up_in_the_catalog_and_never_fetched() {
    let a = with_import("<xs:import namespace='urn:b' schemaLocation='http://example.org/b.xsd'/>");
    let b = plain("urn:b", "");
    let files = [("a.xsd", a.as_str()), ("w3c/b.xsd", b.as_str())];
    assert!(read_with(&files, &[("http://example.org/b.xsd", "w3c/b.xsd")]).is_ok());
    assert_eq!(
        error(&files, &[]),
        "schemas/a.xsd:2:1 (import): `http://example.org/b.xsd` is a web address, which is never fetched, and the \
         catalog does not answer it. Add to the registry, under [catalog]: \"http://example.org/b.xsd\" = \
         \"path/of/the/file\""
    );
}

#[test]
fn an_import_without_a_location_is_answered_by_a_document_or_by_the_catalog() {
    let a = with_import("<xs:import namespace='urn:b'/><xs:include schemaLocation='c.xsd'/>");
    let b = plain("urn:b", "");
    let c = plain("urn:t", "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>");
    let c_without = plain("urn:t", "");
    assert!(read(&[("a.xsd", &a), ("b.xsd", &b), ("c.xsd", &c)]).is_ok());
    let files = [
        ("a.xsd", a.as_str()),
        ("b.xsd", b.as_str()),
        ("c.xsd", c_without.as_str()),
    ];
    assert!(read_with(&files, &[("urn:b", "b.xsd")]).is_ok());
    assert_eq!(
        error(&files, &[]),
        "schemas/a.xsd:2:1 (import): this import of `urn:b` names no schemaLocation, and no file that was read has \
         that target namespace. Name the file in the registry, or add there, under [catalog]: \"urn:b\" = \
         \"path/of/the/file\""
    );
}

#[test]
fn a_document_has_the_namespace_that_the_reference_says() {
    let a = with_import("<xs:import namespace='urn:b' schemaLocation='c.xsd'/>");
    let c = plain("urn:c", "");
    assert_eq!(
        error(&[("a.xsd", &a), ("c.xsd", &c)], &[]),
        "schemas/a.xsd:2:1 (import): this refers to schemas/c.xsd, whose target namespace is `urn:c`; expected `urn:b`"
    );
    let a = with_import("<xs:include schemaLocation='c.xsd'/>");
    assert_eq!(
        error(&[("a.xsd", &a), ("c.xsd", &c)], &[]),
        "schemas/a.xsd:2:1 (include): this refers to schemas/c.xsd, whose target namespace is `urn:c`; expected `urn:t`"
    );
    let a = with_import("<xs:import namespace='urn:b'/>");
    assert!(
        error(&[("a.xsd", &a), ("c.xsd", &c)], &[("urn:b", "c.xsd")]).contains("`urn:c`; expected `urn:b`")
    );
}

#[test]
fn documents_may_refer_to_each_other_in_circles() {
    let a = with_import("<xs:include schemaLocation='b.xsd'/><xs:element name='a' type='t:B'/>");
    let b = support::schema(
        "<xs:include schemaLocation='a.xsd'/><xs:include schemaLocation='b.xsd'/>
         <xs:complexType name='B'><xs:sequence><xs:element ref='t:a' minOccurs='0'/></xs:sequence></xs:complexType>",
    );
    let set = resolve_files(&[("a.xsd", &a), ("b.xsd", &b)]).expect("circles are fine");
    assert_eq!(set.files.len(), 2);
}

#[test]
fn a_chameleon_takes_the_namespace_of_each_that_includes_it() {
    let a = with_import(
        "<xs:include schemaLocation='c.xsd'/><xs:import namespace='urn:b' schemaLocation='b.xsd'/>",
    );
    let b = plain("urn:b", "<xs:include schemaLocation='c.xsd'/>");
    let c = plain(
        "",
        "<xs:include schemaLocation='d.xsd'/><xs:element name='e' type='T'/>
         <xs:complexType name='T'><xs:sequence><xs:element ref='f'/></xs:sequence></xs:complexType>",
    );
    let d = plain("", "<xs:element name='f' type='xs:int'/>");
    let files = [
        ("a.xsd", a.as_str()),
        ("b.xsd", b.as_str()),
        ("c.xsd", c.as_str()),
        ("d.xsd", d.as_str()),
    ];
    let set = resolve_files(&files).expect("chameleons");
    let names: Vec<String> = set
        .global_elements
        .keys()
        .map(|name| format!("{} {}", name.namespace, name.local))
        .collect();
    assert_eq!(names, ["urn:b e", "urn:b f", "urn:t e", "urn:t f"]);
    let files: Vec<(&str, &str)> = set
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.target_namespace.as_str()))
        .collect();
    assert_eq!(
        files,
        [
            ("a.xsd", "urn:t"),
            ("b.xsd", "urn:b"),
            ("c.xsd", "urn:b"),
            ("c.xsd", "urn:t"),
            ("d.xsd", "urn:b"),
            ("d.xsd", "urn:t")
        ]
    );
}

#[test]
fn the_components_do_not_depend_on_the_order_in_which_files_are_named() {
    let a = support::schema("<xs:element name='a' type='xs:int'/>");
    let b = plain("urn:b", "<xs:element name='b'><xs:complexType/></xs:element>");
    let c = plain("", "<xs:element name='c'/>");
    let source = support::Files::new(&[("z.xsd", &a), ("b.xsd", &b), ("c.xsd", &c)]);
    let shown = |paths: [&str; 3]| {
        let documents =
            fk_codegen::read::read_schemas(&source, &Default::default(), &paths.map(str::to_owned));
        let set = fk_codegen::resolve::resolve(&documents.expect("readable")).expect("resolvable");
        format!("{set:?}")
    };
    let first = shown(["z.xsd", "b.xsd", "c.xsd"]);
    assert_eq!(first, shown(["c.xsd", "./b.xsd", "z.xsd"]));
    assert_eq!(first, shown(["b.xsd", "z.xsd", "x/../c.xsd"]));
}

#[test]
fn a_redefinition_stands_in_for_what_it_redefines() {
    let a = support::schema(
        "<xs:redefine schemaLocation='b.xsd'>
           <xs:simpleType name='S'><xs:restriction base='t:S'><xs:maxLength value='3'/></xs:restriction></xs:simpleType>
           <xs:group name='g'><xs:sequence><xs:group ref='t:g'/><xs:element name='y' type='xs:int'/></xs:sequence></xs:group>
           <xs:attributeGroup name='ag'><xs:attributeGroup ref='t:ag'/><xs:attribute name='q'/></xs:attributeGroup>
         </xs:redefine>",
    );
    let b = support::schema(
        "<xs:simpleType name='S'><xs:restriction base='xs:string'/></xs:simpleType>
         <xs:group name='g'><xs:sequence><xs:element name='x' type='t:S'/></xs:sequence></xs:group>
         <xs:attributeGroup name='ag'><xs:attribute name='p'/></xs:attributeGroup>
         <xs:complexType name='C'><xs:group ref='t:g'/><xs:attributeGroup ref='t:ag'/></xs:complexType>",
    );
    let set = resolve_files(&[("a.xsd", &a), ("b.xsd", &b)]).expect("a redefinition");
    let (id, definition) = support::definition(&set, "S");
    assert_eq!(definition.origin.file, "a.xsd");
    let fk_codegen::resolve::TypeRef::Defined(original) = support::simple(&set, "S").base else {
        panic!("the base is the original");
    };
    let original = &set.types[original.0 as usize];
    assert_eq!(
        (original.name.as_ref(), original.origin.file.as_str()),
        (None, "b.xsd")
    );
    let owner = fk_codegen::resolve::TypeOwner::Type {
        id,
        role: fk_codegen::resolve::TypeRole::Base,
    };
    assert_eq!(original.owner, Some(owner));
    let complex = support::complex(&set, "C");
    assert_eq!(complex.attributes.len(), 2);
    let fk_codegen::resolve::Content::ElementOnly(particle) = &complex.content else {
        panic!("elements")
    };
    assert!(format!("{particle:?}").matches("Element(").count() == 2);
}

#[test]
fn a_redefinition_of_nothing_or_of_something_else_is_refused() {
    let redefine = |inner: &str| {
        support::schema(&format!(
            "<xs:redefine schemaLocation='b.xsd'>{inner}</xs:redefine>"
        ))
    };
    let b = support::schema("<xs:simpleType name='S'><xs:restriction base='xs:string'/></xs:simpleType>");
    let message = |inner: &str| {
        let a = redefine(inner);
        resolve_files(&[("a.xsd", &a), ("b.xsd", &b)])
            .map(|_| ())
            .expect_err("no redefinition")
    };
    assert_eq!(
        message("<xs:simpleType name='X'><xs:restriction base='t:X'/></xs:simpleType>"),
        "schemas/a.xsd:2:37 (redefine / simpleType X): this redefines the type `{urn:t}X`, which the document at \
         schemaLocation does not have (src-redefine)"
    );
    assert_eq!(
        message("<xs:simpleType name='S'><xs:restriction base='xs:string'/></xs:simpleType>"),
        "schemas/a.xsd:2:61 (redefine / simpleType S / restriction): a redefinition of a type restricts or extends \
         the type itself, but the base is `{http://www.w3.org/2001/XMLSchema}string` (src-redefine.5)"
    );
}
