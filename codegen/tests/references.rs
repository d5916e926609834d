//! References by name, symbol spaces and circles.

mod support;

use support::{resolve_error, resolve_files, schema};

#[test]
fn a_reference_that_resolves_to_nothing_is_reported_with_the_nearest_name() {
    assert_eq!(
        resolve_error(
            "<xs:complexType name='RapportRad'><xs:sequence><xs:choice>
               <xs:element name='aktivTid' type='t:Klockslaget'/></xs:choice></xs:sequence></xs:complexType>
             <xs:simpleType name='Klockslag'><xs:restriction base='xs:token'/></xs:simpleType>"
        ),
        "schemas/a.xsd:3:16 (complexType RapportRad / sequence / choice / element aktivTid): there is no type \
         `{urn:t}Klockslaget`. Did you mean `Klockslag`?"
    );
    assert_eq!(
        resolve_error("<xs:element name='e' type='xs:strng'/>"),
        "schemas/a.xsd:2:1 (element e): there is no type `{http://www.w3.org/2001/XMLSchema}strng`. Did you mean \
         `string`?"
    );
    assert_eq!(
        resolve_error("<xs:element name='e' type='e'/>"),
        "schemas/a.xsd:2:1 (element e): there is no type `e`. Correct the name, or declare it"
    );
}

#[test]
fn every_kind_of_reference_is_resolved() {
    for (body, kind) in [
        (
            "<xs:group name='g'><xs:sequence><xs:element ref='t:x'/></xs:sequence></xs:group>",
            "element",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:group ref='t:x'/></xs:sequence></xs:group>",
            "group",
        ),
        (
            "<xs:attributeGroup name='g'><xs:attribute ref='t:x'/></xs:attributeGroup>",
            "attribute",
        ),
        (
            "<xs:attributeGroup name='g'><xs:attributeGroup ref='t:x'/></xs:attributeGroup>",
            "attribute group",
        ),
        ("<xs:element name='e' substitutionGroup='t:x'/>", "element"),
        ("<xs:attribute name='a' type='t:x'/>", "type"),
        (
            "<xs:simpleType name='l'><xs:list itemType='t:x'/></xs:simpleType>",
            "type",
        ),
        (
            "<xs:simpleType name='u'><xs:union memberTypes='xs:int t:x'/></xs:simpleType>",
            "type",
        ),
        (
            "<xs:complexType name='c'><xs:complexContent><xs:extension base='t:x'/></xs:complexContent></xs:complexType>",
            "type",
        ),
        (
            "<xs:element name='e'><xs:keyref name='k' refer='t:x'><xs:selector xpath='.'/><xs:field xpath='.'/></xs:keyref></xs:element>",
            "key",
        ),
    ] {
        let message = resolve_error(body);
        assert!(
            message.contains(&format!("there is no {kind} `{{urn:t}}x`")),
            "{message}"
        );
    }
}

#[test]
fn a_reference_to_a_namespace_that_is_not_imported_is_refused() {
    let a = schema("<xs:include schemaLocation='b.xsd'/><xs:element name='e' type='c:C' xmlns:c='urn:c'/>");
    let b = schema("<xs:import namespace='urn:c' schemaLocation='c.xsd'/>");
    let c = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:c'>\
             <xs:simpleType name='C'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>";
    let error = resolve_files(&[("a.xsd", &a), ("b.xsd", &b), ("c.xsd", c)]).map(|_| ());
    assert_eq!(
        error.expect_err("not imported"),
        "schemas/a.xsd:2:37 (element e): the type `{urn:c}C` is in a namespace that this document does not import. \
         Add <xs:import namespace=\"urn:c\" schemaLocation=\"...\"/>"
    );
}

#[test]
fn two_components_with_one_name_are_refused_with_both_places() {
    assert_eq!(
        resolve_error(
            "<xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType>\n<xs:complexType name='T'/>"
        ),
        "schemas/a.xsd:3:1 (complexType T): there are two components with one name: another type `{urn:t}T` is at \
         schemas/a.xsd:2:1 (simpleType T). Rename one of them"
    );
    let key = "<xs:key name='k'><xs:selector xpath='.'/><xs:field xpath='.'/></xs:key>";
    let body = format!("<xs:element name='e'>{key}</xs:element><xs:element name='f'>{key}</xs:element>");
    assert!(resolve_error(&body).contains("another identity constraint `{urn:t}k`"));
}

#[test]
fn symbol_spaces_are_separate() {
    let set = support::set(
        "<xs:element name='x'/><xs:attribute name='x'/><xs:complexType name='x'/>
         <xs:group name='x'><xs:sequence/></xs:group><xs:attributeGroup name='x'/><xs:notation name='x' public='p'/>",
    );
    assert_eq!(
        (
            set.elements.len(),
            set.attributes.len(),
            set.types.len(),
            set.notations.len()
        ),
        (1, 1, 1, 1)
    );
}

#[test]
fn circles_are_refused_with_their_members_named() {
    for (body, message) in [
        (
            "<xs:simpleType name='A'><xs:restriction base='t:B'/></xs:simpleType>
             <xs:simpleType name='B'><xs:restriction base='t:A'/></xs:simpleType>",
            "2:1 (simpleType A): this type is defined in a circle: A → B → A.",
        ),
        (
            "<xs:simpleType name='U'><xs:union memberTypes='xs:int t:V'/></xs:simpleType>
             <xs:simpleType name='V'><xs:union memberTypes='t:U'/></xs:simpleType>",
            "2:1 (simpleType U): this type is defined in a circle: U → V → U.",
        ),
        (
            "<xs:complexType name='C'><xs:complexContent><xs:extension base='t:C'/></xs:complexContent></xs:complexType>",
            "2:1 (complexType C): this type is defined in a circle: C → C.",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:group ref='t:h'/></xs:sequence></xs:group>
             <xs:group name='h'><xs:choice><xs:group ref='t:g'/></xs:choice></xs:group>",
            "2:1 (group g): this group is defined in a circle: g → h → g.",
        ),
        (
            "<xs:attributeGroup name='g'><xs:attributeGroup ref='t:g'/></xs:attributeGroup>",
            "2:1 (attributeGroup g): this attribute group is defined in a circle: g → g.",
        ),
        (
            "<xs:element name='a' substitutionGroup='t:b'/><xs:element name='b' substitutionGroup='t:a'/>",
            "2:1 (element a): this substitution group is defined in a circle: a → b → a.",
        ),
    ] {
        assert_eq!(
            resolve_error(body),
            format!("schemas/a.xsd:{message} Break the circle at one of them")
        );
    }
}

#[test]
fn recursion_through_elements_is_no_circle() {
    support::set(
        "<xs:complexType name='Nod'><xs:sequence><xs:element name='nod' type='t:Nod' minOccurs='0'/></xs:sequence></xs:complexType>",
    );
}

#[test]
fn long_chains_and_wide_expansions_are_refused_rather_than_overflowing() {
    let mut chain = String::from(
        "<xs:complexType name='C0'><xs:sequence><xs:element name='e0' type='xs:int'/></xs:sequence></xs:complexType>",
    );
    for index in 1..1000 {
        chain += &format!(
            "<xs:complexType name='C{index}'><xs:complexContent><xs:extension base='t:C{}'><xs:sequence>\
             <xs:element name='e{index}' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
            index - 1
        );
    }
    assert!(
        resolve_error(&chain).contains("the nesting of groups and extensions is beyond the limit of 200")
    );
    let mut doubling = String::from("<xs:group name='g0'><xs:sequence><xs:any/></xs:sequence></xs:group>");
    for index in 1..40 {
        let inner = format!("<xs:group ref='t:g{}'/>", index - 1);
        doubling +=
            &format!("<xs:group name='g{index}'><xs:sequence>{inner}{inner}</xs:sequence></xs:group>");
    }
    assert!(
        resolve_error(&doubling).contains("the number of particles in one content model is beyond the limit")
    );
    let mut simple =
        String::from("<xs:simpleType name='S0'><xs:restriction base='xs:string'/></xs:simpleType>");
    for index in 1..5000 {
        simple += &format!(
            "<xs:simpleType name='S{index}'><xs:union memberTypes='t:S{}'/></xs:simpleType>",
            index - 1
        );
    }
    assert_eq!(support::set(&simple).types.len(), 5000);
}
