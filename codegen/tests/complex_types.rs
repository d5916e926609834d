//! Complex types: content in force, attributes in force.

mod support;

use fk_codegen::resolve::{
    BuiltIn, Compositor, Content, ElementId, NamespaceConstraint, Particle, ProcessContents, SchemaSet, Term,
    TypeKind, TypeOwner, TypeRef, TypeRole,
};
use support::{complex, definition, set, wrong};

/// A particle in the notation of DTDs.
fn shown(set: &SchemaSet, particle: &Particle) -> String {
    let term = match &particle.term {
        Term::Element(ElementId(id)) => set.elements[*id as usize].name.local.clone(),
        Term::Wildcard(_) => "*".to_owned(),
        Term::Group(group) => {
            let separator = match group.compositor {
                Compositor::Sequence => ",",
                Compositor::Choice => "|",
                Compositor::All => "&",
            };
            let inner: Vec<String> = group
                .particles
                .iter()
                .map(|particle| shown(set, particle))
                .collect();
            format!("({})", inner.join(separator))
        }
    };
    match (particle.min, particle.max) {
        (1, Some(1)) => term,
        (min, Some(max)) => format!("{term}{{{min},{max}}}"),
        (min, None) => format!("{term}{{{min},}}"),
    }
}

fn content(set: &SchemaSet, local: &str) -> String {
    match &complex(set, local).content {
        Content::Empty => "empty".to_owned(),
        Content::Simple(ty) => format!("{ty:?}"),
        Content::ElementOnly(particle) => shown(set, particle),
        Content::Mixed(Some(particle)) => format!("mixed {}", shown(set, particle)),
        Content::Mixed(None) => "mixed".to_owned(),
    }
}

fn attributes(set: &SchemaSet, local: &str) -> Vec<String> {
    let shown = |used: &fk_codegen::resolve::AttributeUse| {
        let name = &set.attributes[used.attribute.0 as usize].name.local;
        if used.required {
            format!("{name}!")
        } else {
            name.clone()
        }
    };
    complex(set, local).attributes.iter().map(shown).collect()
}

const E: &str = "<xs:element name='e' type='xs:int'/>";
const F: &str = "<xs:element name='f' type='xs:int'/>";

fn extension(base: &str, inner: &str) -> String {
    format!(
        "<xs:complexType name='X'><xs:complexContent><xs:extension base='{base}'>{inner}</xs:extension></xs:complexContent></xs:complexType>"
    )
}

fn restriction(base: &str, inner: &str) -> String {
    extension(base, inner).replace("extension", "restriction")
}

#[test]
fn occurrence_is_kept_and_what_never_occurs_is_left_out() {
    let set = set(
        "<xs:complexType name='C'><xs:sequence minOccurs='0' maxOccurs='2'>
           <xs:element name='a' maxOccurs='unbounded'/><xs:element name='b' minOccurs='0' maxOccurs='0'/>
           <xs:choice minOccurs='0'><xs:element name='c'/><xs:any/></xs:choice>
         </xs:sequence></xs:complexType>",
    );
    assert_eq!(content(&set, "C"), "(a{1,},(c|*){0,1}){0,2}");
}

#[test]
fn references_to_groups_are_replaced_by_their_content() {
    let set = set(&format!(
        "<xs:complexType name='C'><xs:sequence>{E}<xs:group ref='t:g' minOccurs='0' maxOccurs='3'/></xs:sequence></xs:complexType>
         <xs:complexType name='D'><xs:group ref='t:g'/></xs:complexType>
         <xs:group name='g'><xs:choice>{F}<xs:group ref='t:h'/></xs:choice></xs:group>
         <xs:group name='h'><xs:sequence><xs:element ref='t:r'/></xs:sequence></xs:group><xs:element name='r'/>"
    ));
    assert_eq!(content(&set, "C"), "(e,(f|(r)){0,3})");
    assert_eq!(content(&set, "D"), "(f|(r))");
    let Content::ElementOnly(Particle {
        term: Term::Group(group),
        ..
    }) = &complex(&set, "D").content
    else {
        panic!("a group")
    };
    assert_eq!(group.name, Some(support::name("g")));
}

#[test]
fn empty_content_is_told_from_optional_content() {
    let set = set(
        "<xs:complexType name='A'/><xs:complexType name='B'><xs:sequence/></xs:complexType>
         <xs:complexType name='C'><xs:choice minOccurs='0'/></xs:complexType>
         <xs:complexType name='D'><xs:sequence maxOccurs='0' minOccurs='0'><xs:any/></xs:sequence></xs:complexType>
         <xs:complexType name='M' mixed='true'/>
         <xs:complexType name='N'><xs:choice/></xs:complexType>",
    );
    for name in ["A", "B", "C", "D"] {
        assert_eq!(content(&set, name), "empty", "{name}");
    }
    assert_eq!(content(&set, "M"), "mixed");
    assert_eq!(content(&set, "N"), "()");
}

#[test]
fn an_extension_has_the_content_of_its_base_first() {
    let base = format!(
        "<xs:complexType name='B'><xs:sequence>{E}</xs:sequence><xs:attribute name='z'/></xs:complexType>"
    );
    let set = set(&format!(
        "{}{base}",
        extension(
            "t:B",
            &format!("<xs:choice>{F}</xs:choice><xs:attribute name='a'/>")
        )
    ));
    assert_eq!(content(&set, "X"), "((e),(f))");
    assert_eq!(attributes(&set, "X"), ["a", "z"]);
    assert_eq!(complex(&set, "X").base, TypeRef::Defined(definition(&set, "B").0));
}

#[test]
fn an_extension_without_content_keeps_that_of_its_base() {
    let base =
        format!("<xs:complexType name='B' mixed='true'><xs:sequence>{E}</xs:sequence></xs:complexType>");
    let set = set(&format!("{}{base}", extension("t:B", "<xs:attribute name='a'/>")));
    assert_eq!(content(&set, "X"), "mixed (e)");
}

#[test]
fn an_extension_of_any_type_is_mixed_after_anything() {
    let body = "<xs:complexType name='X' mixed='true'><xs:complexContent><xs:extension base='xs:anyType'><xs:sequence/>\
                </xs:extension></xs:complexContent></xs:complexType>";
    assert_eq!(content(&set(body), "X"), "mixed (*{0,})");
}

#[test]
fn simple_content_is_extended_and_restricted() {
    let set = set(
        "<xs:complexType name='B'><xs:simpleContent><xs:extension base='xs:string'><xs:attribute name='a'/></xs:extension></xs:simpleContent></xs:complexType>
         <xs:complexType name='C'><xs:simpleContent><xs:extension base='t:B'><xs:attribute name='b'/></xs:extension></xs:simpleContent></xs:complexType>
         <xs:complexType name='D'><xs:simpleContent><xs:restriction base='t:C'><xs:maxLength value='3'/><xs:attribute name='b' use='prohibited'/></xs:restriction></xs:simpleContent></xs:complexType>
         <xs:complexType name='E'><xs:simpleContent><xs:restriction base='t:D'><xs:simpleType><xs:restriction base='xs:token'/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>
         <xs:complexType name='F'><xs:simpleContent><xs:restriction base='t:C'/></xs:simpleContent></xs:complexType>"
            .replace("<xs:restriction base='t:D'>", "<xs:restriction base='t:C'>")
            .as_str(),
    );
    assert_eq!(complex(&set, "C").attributes.len(), 2);
    let Content::Simple(TypeRef::BuiltIn(BuiltIn::String)) = complex(&set, "C").content else {
        panic!("a string")
    };
    let Content::Simple(TypeRef::Defined(narrowed)) = complex(&set, "D").content else {
        panic!("a narrowed string")
    };
    let narrowed = &set.types[narrowed.0 as usize];
    assert_eq!(
        narrowed.owner,
        Some(TypeOwner::Type {
            id: definition(&set, "D").0,
            role: TypeRole::Content
        })
    );
    let TypeKind::Simple(simple) = &narrowed.kind else {
        panic!("a simple type")
    };
    assert_eq!(
        (simple.base, simple.facets.limits.len()),
        (TypeRef::BuiltIn(BuiltIn::String), 1)
    );
    assert_eq!(attributes(&set, "D"), ["a"]);
    assert!(matches!(
        complex(&set, "E").content,
        Content::Simple(TypeRef::Defined(_))
    ));
    assert!(matches!(
        complex(&set, "F").content,
        Content::Simple(TypeRef::BuiltIn(BuiltIn::String))
    ));
}

#[test]
fn a_restriction_inherits_prohibits_and_demands_attributes() {
    let base =
        "<xs:complexType name='B'><xs:attribute name='a'/><xs:attribute name='b'/><xs:attribute name='c'/>
                <xs:anyAttribute namespace='##other'/></xs:complexType>";
    let own =
        "<xs:attribute name='a' use='required' type='xs:int'/><xs:attribute name='b' use='prohibited'/>";
    let set = set(&format!("{base}{}", restriction("t:B", own)));
    assert_eq!(attributes(&set, "X"), ["a!", "c"]);
    assert_eq!(complex(&set, "X").any_attribute, None);
}

#[test]
fn restrictions_that_admit_more_than_their_base_are_refused() {
    let base =
        "<xs:complexType name='B'><xs:attribute name='a' use='required' type='xs:int'/></xs:complexType>";
    for (own, message) in [
        (
            "<xs:attribute name='a' type='xs:int'/>",
            "the base `B` demands the attribute `a`; write use=\"required\" (derivation-ok-restriction.2.1.1)",
        ),
        (
            "<xs:attribute name='a' use='required' type='xs:string'/>",
            "the type `xs:string` is not derived from `xs:int`, the type of this attribute in the base \
             (derivation-ok-restriction.2.1.2)",
        ),
        (
            "<xs:attribute name='b'/>",
            "the base `B` does not admit the attribute `b` (derivation-ok-restriction.2.2)",
        ),
        (
            "<xs:attribute name='a' use='prohibited'/>",
            "the base `B` demands the attribute `a`, which is prohibited here (derivation-ok-restriction.3)",
        ),
        (
            "<xs:anyAttribute/>",
            "the wildcard admits attributes that the base `B` does not (derivation-ok-restriction.4)",
        ),
        (
            "<xs:sequence><xs:any/></xs:sequence>",
            "this has content, but the base `B` has none (derivation-ok-restriction.5)",
        ),
    ] {
        assert_eq!(wrong(&format!("{base}{}", restriction("t:B", own))), message);
    }
}

#[test]
fn attribute_groups_and_wildcards_combine() {
    let set = set(
        "<xs:attributeGroup name='g'><xs:attribute name='a'/><xs:anyAttribute namespace='urn:a urn:b' processContents='lax'/></xs:attributeGroup>
         <xs:attributeGroup name='h'><xs:attributeGroup ref='t:g'/></xs:attributeGroup>
         <xs:complexType name='C'><xs:attributeGroup ref='t:g'/><xs:attributeGroup ref='t:h'/><xs:anyAttribute namespace='urn:b urn:c'/></xs:complexType>
         <xs:complexType name='X'><xs:complexContent><xs:extension base='t:C'><xs:anyAttribute namespace='##local' processContents='skip'/></xs:extension></xs:complexContent></xs:complexType>",
    );
    assert_eq!(attributes(&set, "C"), ["a"]);
    let own = complex(&set, "C").any_attribute.clone().expect("a wildcard");
    assert_eq!(
        own.namespaces,
        NamespaceConstraint::OneOf(vec!["urn:b".to_owned()])
    );
    assert_eq!(own.process_contents, ProcessContents::Strict);
    let extended = complex(&set, "X").any_attribute.clone().expect("a wildcard");
    assert_eq!(
        extended.namespaces,
        NamespaceConstraint::OneOf(vec![String::new(), "urn:b".to_owned()])
    );
    assert_eq!(extended.process_contents, ProcessContents::Skip);
}

#[test]
fn two_attributes_of_one_name_are_refused() {
    assert_eq!(
        wrong("<xs:complexType name='C'><xs:attribute name='a'/><xs:attribute name='a'/></xs:complexType>"),
        "there is already an attribute `a` here; keep one of them (ct-props-correct.4)"
    );
    let base = "<xs:complexType name='B'><xs:attribute name='a'/></xs:complexType>";
    assert_eq!(
        wrong(&format!("{base}{}", extension("t:B", "<xs:attribute name='a'/>"))),
        "the base `B` has an attribute `a` already (ct-props-correct.4)"
    );
    assert_eq!(
        wrong(
            "<xs:complexType name='C'><xs:attribute name='a' type='xs:ID'/><xs:attribute name='b' type='xs:ID'/></xs:complexType>"
        ),
        "a type has one attribute of type xs:ID at most; `b` is the second (ct-props-correct.5)"
    );
}

#[test]
fn a_referenced_attribute_is_qualified_and_a_local_one_by_its_form() {
    let set = set(
        "<xs:attribute name='g' type='xs:int' default='1'/>
         <xs:complexType name='C'><xs:attribute ref='t:g'/><xs:attribute name='l' fixed='x'/><xs:attribute name='q' form='qualified'/></xs:complexType>",
    );
    let names: Vec<String> = complex(&set, "C")
        .attributes
        .iter()
        .map(|used| &set.attributes[used.attribute.0 as usize].name)
        .map(|name| format!("{}|{}", name.namespace, name.local))
        .collect();
    assert_eq!(names, ["|l", "urn:t|g", "urn:t|q"]);
    let fixed = complex(&set, "C").attributes[0].value.clone().expect("fixed");
    assert_eq!((fixed.fixed, fixed.text.as_str()), (true, "x"));
    assert_eq!(complex(&set, "C").attributes[1].value, None);
}

#[test]
fn xs_all_stands_alone() {
    let all = format!("<xs:all>{E}</xs:all>");
    let group = format!("<xs:group name='g'>{all}</xs:group>");
    let inside = "a group of xs:all stands alone in the content of a type, not inside another group (cos-all-limited.1)";
    let body = format!(
        "{group}<xs:complexType name='C'><xs:sequence><xs:group ref='t:g'/></xs:sequence></xs:complexType>"
    );
    assert_eq!(wrong(&body), inside);
    let body =
        format!("{group}<xs:complexType name='C'><xs:group ref='t:g' maxOccurs='2'/></xs:complexType>");
    assert_eq!(
        wrong(&body),
        "a group of xs:all occurs once at most; set maxOccurs to 1 (cos-all-limited.1)"
    );
    let body = format!(
        "<xs:complexType name='B'>{all}</xs:complexType>{}",
        extension("t:B", &format!("<xs:sequence>{F}</xs:sequence>"))
    );
    assert_eq!(
        wrong(&body),
        "a group of xs:all stands alone in the content of a type: it can neither be extended nor extend other content \
         (cos-all-limited.1)"
    );
    let error = support::read_error(&format!(
        "<xs:complexType name='C'>{}</xs:complexType>",
        all.replace("name='e'", "name='e' maxOccurs='2'")
    ));
    assert!(
        error.ends_with("the attribute `maxOccurs` is \"2\"; expected `0` or `1`"),
        "{error}"
    );
}

#[test]
fn content_that_does_not_fit_its_base_is_refused() {
    for (body, message) in [
        (
            format!("<xs:complexType name='B' final='extension'/>{}", extension("t:B", "")),
            "the base `B` is final for extension (cos-ct-extends.1.1)",
        ),
        (
            format!("<xs:complexType name='B' final='#all'/>{}", restriction("t:B", "")),
            "the base `B` is final for restriction (derivation-ok-restriction.1)",
        ),
        (extension("xs:string", ""), "the base `xs:string` is a simple type; extend it in xs:simpleContent (src-ct.1)"),
        (
            "<xs:complexType name='X'><xs:simpleContent><xs:restriction base='xs:string'/></xs:simpleContent></xs:complexType>".to_owned(),
            "the base `xs:string` is a simple type, which simple content can extend but not restrict. Restrict it in an \
             xs:simpleType of its own (src-ct.2)",
        ),
        (
            format!("<xs:complexType name='B' mixed='true'><xs:sequence>{E}</xs:sequence></xs:complexType>{}", extension("t:B", &format!("<xs:sequence>{F}</xs:sequence>"))),
            "the base `B` is mixed, and so is what extends it; write mixed=\"true\" (cos-ct-extends.1.4)",
        ),
        (
            "<xs:complexType name='C'><xs:sequence><xs:element name='e' type='xs:int'/><xs:element name='e' type='xs:date'/></xs:sequence></xs:complexType>".to_owned(),
            "the element `{urn:t}e` has the type `xs:date` here and `xs:int` at schemas/a.xsd:2:39 (complexType C / \
             sequence / element e); give it one type (cos-element-consistent)",
        ),
    ] {
        assert_eq!(wrong(&body), message);
    }
}
