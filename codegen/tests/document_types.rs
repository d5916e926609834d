//! Schema documents that begin with a document type declaration (DTD).

mod support;

use support::{read, resolve_files, schema, simple};

/// What is said of a schema with this internal subset and this body.
fn refused(subset: &str, body: &str) -> String {
    let text = format!("<!DOCTYPE xs:schema [\n{subset}\n]>\n{}", schema(body));
    match resolve_files(&[("a.xsd", &text)]) {
        Ok(_) => "it was read".to_owned(),
        Err(error) => error,
    }
}

#[test]
fn entities_are_replaced_and_what_concerns_validation_alone_is_passed_over() {
    let text = format!(
        "<?xml version='1.0'?>\n<!-- <!DOCTYPE a [ -->\n<!DOCTYPE xs:schema PUBLIC '-//W3C//DTD XMLSCHEMA 200102//EN' \
         'XMLSchema.dtd' [\n<!ELEMENT p ANY>\n<!ENTITY % s 'xs:'>\n<!ENTITY letter 'a&#45;z'><!ENTITY letter 'b'>\n<!ENTITY \
         more \"&letter;>\">\n<!NOTATION n SYSTEM 'x>y'>\n<!ATTLIST xs:schema id ID #IMPLIED kind (a|b) #REQUIRED xmlns:t CDATA \
         #FIXED 'urn:t'>\n<?p ]> ?>\n<!-- ]> -->\n]>\n{}",
        schema(
            "<xs:simpleType name='S'><xs:restriction base='xs:string'><xs:pattern \
             value='[&more;]+'/></xs:restriction></xs:simpleType>"
        )
    );
    let set = resolve_files(&[("a.xsd", &text)]).expect("a schema with a DTD");
    let shown = format!("{:?}", simple(&set, "S"));
    assert!(shown.contains("[a-z>]+"), "{shown}");
}

#[test]
fn an_attribute_that_only_the_declaration_gives_is_asked_for() {
    assert_eq!(
        refused(
            "<!ATTLIST xs:element minOccurs CDATA '0'>",
            "<xs:complexType name='T'><xs:sequence>\n<xs:element name='a' minOccurs='1'/>\n<xs:element \
             name='b'/></xs:sequence></xs:complexType>"
        ),
        "schemas/a.xsd:7:1: in the document type declaration (DTD): it gives the element `xs:element` the attribute \
         minOccurs=\"0\", which is not written here. Write it out"
    );
    assert_eq!(
        refused("<!ATTLIST xs:schema xmlns:t CDATA 'urn:other'>", ""),
        "schemas/a.xsd:4:1: in the document type declaration (DTD): it gives the element `xs:schema` the attribute \
         xmlns:t=\"urn:other\", which is not written here. Write it out"
    );
}

#[test]
fn parameter_entities_are_refused_where_they_are_used() {
    assert_eq!(
        refused("<!ENTITY % s 'xs:'>\n%s;", ""),
        "schemas/a.xsd:3:1: in the document type declaration (DTD): `%s;` is no declaration. Parameter entities are not \
         replaced: write out what this one stands for"
    );
}

#[test]
fn an_entity_that_is_not_declared_here_is_named() {
    let error = refused("<!ENTITY a SYSTEM 'a.txt'>", "<xs:annotation id='&a;'/>");
    assert!(
        error.starts_with("schemas/a.xsd:5:20: this is not well-formed XML: ") && error.contains("'a'"),
        "{error}"
    );
}

#[test]
fn entities_that_make_a_small_file_endless_are_refused() {
    let mut subset = "<!ENTITY e0 'aaaaaaaaaaaaaaaa'>".to_owned();
    for number in 1..40 {
        let before = format!("&e{};", number - 1).repeat(4);
        subset.push_str(&format!("<!ENTITY e{number} '{before}'>"));
    }
    let message = "schemas/a.xsd:1:1: in the document type declaration (DTD): its entities make more than 1048576 bytes of \
                   this file, or refer to each other in a circle or more than 10 deep. Write them out";
    assert_eq!(refused(&subset, "<xs:annotation id='&e39;'/>"), message);
    let wide = format!("<!ENTITY wide '{}'>", "a".repeat(100_000));
    let used = "<xs:annotation><xs:documentation>&wide;</xs:documentation></xs:annotation>".repeat(11);
    assert_eq!(refused(&wide, &used), message);
    let circle = "<!ENTITY a '&b;'><!ENTITY b '&a;'>";
    assert_eq!(refused(circle, "<xs:annotation id='&a;'/>"), message);
    assert_eq!(refused(circle, ""), "it was read");
}

#[test]
fn a_declaration_that_is_cut_off_is_refused_and_nothing_panics() {
    let whole = format!(
        "<!DOCTYPE xs:schema PUBLIC 'å' \"b\" [<!ENTITY a 'å'><!ATTLIST b c (d|e) 'd' f NOTATION (g) #FIXED 'h'>]>{}",
        schema("")
    );
    for (end, _) in whole
        .char_indices()
        .filter(|(end, _)| *end < whole.len() - schema("").len())
    {
        assert!(read(&[("a.xsd", &whole[..end])]).is_err(), "{}", &whole[..end]);
    }
    assert!(read(&[("a.xsd", &whole)]).is_ok());
}

#[test]
fn an_entity_may_hold_elements_and_the_file_may_be_in_utf_16() {
    let text = format!(
        "<!DOCTYPE xs:schema [<!ENTITY field '<xs:element name=\"a\" type=\"xs:int\"/>'>]>{}",
        schema("<xs:complexType name='T'><xs:sequence>&field;</xs:sequence></xs:complexType>")
    );
    let set = resolve_files(&[("a.xsd", &text)]).expect("an entity with an element");
    assert_eq!(set.elements.len(), 1);
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    let files = support::Files([("a.xsd".to_owned(), bytes)].into());
    fk_codegen::read::read_schemas(&files, &Default::default(), &["a.xsd".to_owned()]).expect("UTF-16");
}

#[test]
fn what_is_wrong_inside_an_entity_has_a_place() {
    let error = refused(
        "<!ENTITY field '<xs:elemant name=\"a\"/>'>",
        "<xs:complexType name='T'><xs:sequence>&field;</xs:sequence></xs:complexType>",
    );
    assert!(
        error.starts_with("schemas/a.xsd:2:17 (complexType T / sequence): `xs:elemant` may not stand here"),
        "{error}"
    );
}
