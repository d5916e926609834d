//! Element declarations: form, substitution groups, values, identity constraints, block and final.

mod support;

use fk_codegen::resolve::{BuiltIn, ElementId, TypeRef};
use support::{set, wrong};

#[test]
fn local_elements_are_qualified_by_their_form() {
    let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'><xs:group name='g'><xs:sequence>
                <xs:element name='u'/><xs:element name='q' form='qualified'/></xs:sequence></xs:group></xs:schema>";
    let set = support::resolve_files(&[("a.xsd", text)]).expect("valid");
    let names: Vec<&str> = set
        .elements
        .iter()
        .map(|element| element.name.namespace.as_str())
        .collect();
    assert_eq!(names, ["", "urn:t"]);
    assert_eq!(set.elements[0].target_namespace, "urn:t");
    assert_eq!(
        set.elements[0].scope,
        fk_codegen::resolve::Scope::Group(support::name("g"))
    );
}

#[test]
fn substitution_groups_are_linked_and_held_to_the_type_of_their_head() {
    let set = set(
        "<xs:element name='h' type='xs:decimal' abstract='true'/><xs:element name='a' type='xs:int' substitutionGroup='t:h'/>
         <xs:element name='b' substitutionGroup='t:a'/>",
    );
    assert_eq!(set.elements[1].substitution_head, Some(ElementId(0)));
    assert_eq!(set.elements[2].ty, TypeRef::BuiltIn(BuiltIn::Int));
    assert_eq!(
        wrong(
            "<xs:element name='h' type='xs:int'/><xs:element name='a' type='xs:date' substitutionGroup='t:h'/>"
        ),
        "this stands in for `h`, but its type `xs:date` is not derived from `xs:int` (e-props-correct.4)"
    );
    assert_eq!(
        wrong(
            "<xs:element name='h' type='xs:decimal' final='restriction'/><xs:element name='a' type='xs:int' substitutionGroup='t:h'/>"
        ),
        "this stands in for `h`, which is final for the way in which its type `xs:int` is derived (e-props-correct.4)"
    );
}

#[test]
fn values_of_elements_need_a_type_with_text() {
    assert_eq!(
        wrong("<xs:element name='e' default='x'><xs:complexType/></xs:element>"),
        "an element without text in its content has neither `default` nor `fixed` (cos-valid-default)"
    );
    assert_eq!(
        wrong("<xs:element name='e' type='xs:ID' default='x'/>"),
        "an element of type xs:ID has neither `default` nor `fixed`; its values are unique (e-props-correct.5)"
    );
    let set = set("<xs:element name='e' type='xs:QName' fixed='t:x' nillable='true'/>");
    let value = set.elements[0].value.clone().expect("fixed");
    assert_eq!(value.prefixes["t"], "urn:t");
    assert!(set.elements[0].nillable);
}

#[test]
fn identity_constraints_are_kept_and_keyrefs_held_to_their_keys() {
    let body = |fields: &str| {
        format!(
            "<xs:element name='e'><xs:key name='k'><xs:selector xpath='t:a'/><xs:field xpath='@b'/></xs:key>
             <xs:keyref name='r' refer='t:k'><xs:selector xpath='t:c'/>{fields}</xs:keyref></xs:element>"
        )
    };
    let set = set(&body("<xs:field xpath='.'/>"));
    let constraints = &set.elements[0].identity;
    assert_eq!(constraints[0].fields, ["@b"]);
    assert_eq!(
        constraints[1].kind,
        fk_codegen::resolve::IdentityKind::KeyRef(support::name("k"))
    );
    assert_eq!(constraints[1].prefixes["t"], "urn:t");
    assert_eq!(
        wrong(&body("<xs:field xpath='.'/><xs:field xpath='@x'/>")),
        "this has 2 fields, but the key `{urn:t}k` has 1 (c-props-correct.2)"
    );
}

#[test]
fn block_and_final_fall_back_to_the_defaults_of_the_schema() {
    let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' blockDefault='substitution extension' finalDefault='#all'>
                <xs:element name='e'/><xs:element name='f' block='' final='extension'/></xs:schema>";
    let set = support::resolve_files(&[("a.xsd", text)]).expect("valid");
    let (e, f) = (&set.elements[0], &set.elements[1]);
    assert!(e.block.substitution && e.block.extension && !e.block.restriction);
    assert!(e.final_.extension && e.final_.restriction && !e.final_.list);
    assert!(!f.block.substitution && !f.block.extension);
    assert!(f.final_.extension && !f.final_.restriction);
}
