//! Simple types and their facets.

mod support;

use fk_codegen::resolve::{BuiltIn, FacetKind, TypeOwner, TypeRef, TypeRole, Variety};
use support::{set, simple, wrong};

fn restriction(base: &str, facets: &str) -> String {
    format!("<xs:simpleType name='T'><xs:restriction base='{base}'>{facets}</xs:restriction></xs:simpleType>")
}

#[test]
fn facets_are_kept_per_step_with_their_documentation() {
    let set = set(
        "<xs:simpleType name='A'><xs:restriction base='xs:token'><xs:maxLength value='9' fixed='true'/>
           <xs:pattern value='a'><xs:annotation><xs:documentation>Ett a</xs:documentation></xs:annotation></xs:pattern>
         </xs:restriction></xs:simpleType>
         <xs:simpleType name='B'><xs:restriction base='t:A'><xs:pattern value='b'/><xs:pattern value='c'/>
         </xs:restriction></xs:simpleType>",
    );
    let (a, b) = (simple(&set, "A"), simple(&set, "B"));
    assert_eq!(a.variety, Variety::Atomic(BuiltIn::Token));
    assert_eq!(b.variety, Variety::Atomic(BuiltIn::Token));
    assert!(a.facets.limits[&FacetKind::MaxLength].fixed);
    assert_eq!(a.facets.patterns[0].documentation.0, ["Ett a"]);
    assert_eq!(
        a.facets.patterns[0].place.to_string(),
        "schemas/a.xsd:3:12 (simpleType A / restriction / pattern)"
    );
    let patterns: Vec<&str> = b
        .facets
        .patterns
        .iter()
        .map(|pattern| pattern.text.as_str())
        .collect();
    assert_eq!(patterns, ["b", "c"]);
    assert!(b.facets.limits.is_empty());
}

#[test]
fn anonymous_types_know_their_owner() {
    let set = set(
        "<xs:simpleType name='U'><xs:union memberTypes='xs:int'>
           <xs:simpleType><xs:list><xs:simpleType><xs:restriction base='xs:date'/></xs:simpleType></xs:list></xs:simpleType>
         </xs:union></xs:simpleType>
         <xs:element name='e'><xs:simpleType><xs:restriction><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType>
         </xs:restriction></xs:simpleType></xs:element>",
    );
    let (id, _) = support::definition(&set, "U");
    let Variety::Union(members) = &simple(&set, "U").variety else {
        panic!("a union")
    };
    let [TypeRef::BuiltIn(BuiltIn::Int), TypeRef::Defined(list)] = members[..] else {
        panic!("two members")
    };
    let owner = |id: fk_codegen::resolve::TypeId| set.types[id.0 as usize].owner.clone();
    assert_eq!(
        owner(list),
        Some(TypeOwner::Type {
            id,
            role: TypeRole::Member(1)
        })
    );
    let item = fk_codegen::resolve::TypeId(list.0 + 1);
    assert_eq!(
        owner(item),
        Some(TypeOwner::Type {
            id: list,
            role: TypeRole::Item
        })
    );
    let TypeRef::Defined(of_element) = set.elements[0].ty else {
        panic!("an anonymous type")
    };
    assert_eq!(
        owner(of_element),
        Some(TypeOwner::Element(fk_codegen::resolve::ElementId(0)))
    );
    let base = fk_codegen::resolve::TypeId(of_element.0 + 1);
    assert_eq!(
        owner(base),
        Some(TypeOwner::Type {
            id: of_element,
            role: TypeRole::Base
        })
    );
}

#[test]
fn a_restriction_of_a_built_in_list_is_a_list() {
    let set = set(&restriction("xs:NMTOKENS", "<xs:maxLength value='3'/>"));
    assert_eq!(
        simple(&set, "T").variety,
        Variety::List(TypeRef::BuiltIn(BuiltIn::NmToken))
    );
}

#[test]
fn facets_apply_to_the_types_that_the_specification_lists() {
    for (base, facet, of) in [
        ("xs:string", "totalDigits", "xs:string"),
        ("xs:int", "length", "xs:decimal"),
        ("xs:date", "maxLength", "xs:date"),
        ("xs:boolean", "enumeration", "xs:boolean"),
        ("xs:boolean", "minInclusive", "xs:boolean"),
        ("xs:double", "fractionDigits", "xs:double"),
        ("xs:NMTOKENS", "minInclusive", "a list"),
    ] {
        let message = format!("xs:{facet} does not apply to {of}; remove it (cos-applicable-facets)");
        assert_eq!(
            wrong(&restriction(base, &format!("<xs:{facet} value='1'/>"))),
            message
        );
    }
    let union = "<xs:simpleType name='U'><xs:union memberTypes='xs:int xs:date'/></xs:simpleType>";
    let body = format!("{union}{}", restriction("t:U", "<xs:length value='1'/>"));
    assert_eq!(
        wrong(&body),
        "xs:length does not apply to a union; remove it (cos-applicable-facets)"
    );
    for (base, facet) in [
        ("xs:anyURI", "length"),
        ("xs:hexBinary", "maxLength"),
        ("xs:gYear", "minInclusive"),
        ("xs:long", "totalDigits"),
    ] {
        set(&restriction(base, &format!("<xs:{facet} value='1'/>")));
    }
}

#[test]
fn facets_that_contradict_each_other_are_refused() {
    for (base, facets, message) in [
        (
            "xs:string",
            "<xs:minLength value='3'/><xs:maxLength value='2'/>",
            "xs:minLength is 3, but xs:maxLength is 2 (minLength-less-than-equal-to-maxLength)",
        ),
        (
            "xs:string",
            "<xs:length value='3'/><xs:maxLength value='3'/>",
            "there is both xs:length and xs:maxLength; keep one of them (length-minLength-maxLength)",
        ),
        (
            "xs:decimal",
            "<xs:totalDigits value='3'/><xs:fractionDigits value='4'/>",
            "xs:fractionDigits is 4, but xs:totalDigits is 3 (fractionDigits-less-than-equal-to-totalDigits)",
        ),
        (
            "xs:decimal",
            "<xs:minInclusive value='3'/><xs:minExclusive value='4'/>",
            "there is both xs:minInclusive and xs:minExclusive; keep one of them (minInclusive-minExclusive)",
        ),
        (
            "xs:string",
            "<xs:length value='3'/><xs:length value='3'/>",
            "there is already an xs:length in this step; keep one of them (src-single-facet-value)",
        ),
        (
            "xs:int",
            "<xs:fractionDigits value='1'/>",
            "xs:fractionDigits is 1, but the base `xs:int` fixes it to 0 (facet is fixed)",
        ),
        (
            "xs:token",
            "<xs:whiteSpace value='preserve'/>",
            "xs:whiteSpace is preserve, which admits what the base `xs:token` does not: there it is collapse \
             (whiteSpace-valid-restriction)",
        ),
    ] {
        assert_eq!(wrong(&restriction(base, facets)), message);
    }
}

#[test]
fn a_step_may_narrow_the_limits_of_its_base_but_not_widen_them() {
    let base = "<xs:simpleType name='A'><xs:restriction base='xs:string'><xs:maxLength value='5'/></xs:restriction></xs:simpleType>";
    set(&format!(
        "{base}{}",
        restriction("t:A", "<xs:maxLength value='4'/>")
    ));
    assert_eq!(
        wrong(&format!(
            "{base}{}",
            restriction("t:A", "<xs:maxLength value='6'/>")
        )),
        "xs:maxLength is 6, which admits what the base `A` does not: there it is 5 (maxLength-valid-restriction)"
    );
    assert_eq!(
        wrong(&format!(
            "{base}{}",
            restriction("t:A", "<xs:minLength value='6'/>")
        )),
        "xs:minLength is 6, but xs:maxLength is 5 (minLength-less-than-equal-to-maxLength)"
    );
    let fixed = "<xs:simpleType name='A'><xs:restriction base='xs:decimal'><xs:maxInclusive value='5' fixed='1'/></xs:restriction></xs:simpleType>";
    set(&format!(
        "{fixed}{}",
        restriction("t:A", "<xs:maxInclusive value='+5.0'/>")
    ));
    assert_eq!(
        wrong(&format!(
            "{fixed}{}",
            restriction("t:A", "<xs:maxInclusive value='4'/>")
        )),
        "xs:maxInclusive is 4, but the base `A` fixes it to 5 (facet is fixed)"
    );
}

#[test]
fn final_rules_out_derivations_also_by_the_default_of_the_schema() {
    let base = |final_: &str| {
        format!("<xs:simpleType name='A' final='{final_}'><xs:restriction base='xs:int'/></xs:simpleType>")
    };
    let with = |final_: &str, derived: &str| {
        wrong(&format!(
            "{}<xs:simpleType name='T'>{derived}</xs:simpleType>",
            base(final_)
        ))
    };
    assert_eq!(
        with("restriction", "<xs:restriction base='t:A'/>"),
        "the base `A` is final for restriction (st-props-correct.3)"
    );
    assert_eq!(
        with("list", "<xs:list itemType='t:A'/>"),
        "the item type `A` is final for lists (cos-st-restricts.2.3.1)"
    );
    assert_eq!(
        with("#all", "<xs:union memberTypes='t:A'/>"),
        "the member type `A` is final for unions (cos-st-restricts.3.3.1)"
    );
    let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' finalDefault='list'>
                <xs:simpleType name='A'><xs:restriction base='xs:int'/></xs:simpleType>
                <xs:simpleType name='B'><xs:list itemType='A'/></xs:simpleType></xs:schema>";
    assert!(support::resolve_files(&[("a.xsd", text)]).is_err());
}

#[test]
fn derivations_from_types_that_do_not_fit_are_refused() {
    for (body, message) in [
        (
            "<xs:complexType name='C'/><xs:simpleType name='T'><xs:restriction base='t:C'/></xs:simpleType>",
            "the base `C` is a complex type; a simple type restricts a simple one (st-props-correct.1)",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction base='xs:anySimpleType'/></xs:simpleType>",
            "xs:anySimpleType cannot be restricted; restrict one of the other built-in types (cos-st-restricts.1.1)",
        ),
        (
            "<xs:simpleType name='T'><xs:list itemType='xs:IDREFS'/></xs:simpleType>",
            "the item type `xs:IDREFS` is a list or holds one; lists do not nest (cos-list-of-atomic)",
        ),
        (
            "<xs:simpleType name='T'><xs:union memberTypes='xs:anyType'/></xs:simpleType>",
            "the member type `xs:anyType` is a complex type; a union has simple members (cos-st-restricts.3.1)",
        ),
    ] {
        assert_eq!(wrong(body), message);
    }
}

#[test]
fn values_with_prefixes_keep_the_namespaces_in_scope_and_others_do_not() {
    let set = set(&format!(
        "{}<xs:simpleType name='Q'><xs:restriction base='xs:QName'><xs:enumeration value='t:a'/></xs:restriction></xs:simpleType>",
        restriction("xs:string", "<xs:enumeration value='t:a'/>")
    ));
    assert!(simple(&set, "T").facets.enumeration[0].prefixes.is_empty());
    assert_eq!(simple(&set, "Q").facets.enumeration[0].prefixes["t"], "urn:t");
}

#[test]
fn an_enumeration_of_notations_names_declared_ones() {
    let body = |value: &str| {
        format!(
            "<xs:notation name='png' public='image/png'/>{}",
            restriction("xs:NOTATION", &format!("<xs:enumeration value='{value}'/>"))
        )
    };
    set(&body("t:png"));
    assert_eq!(
        wrong(&body("t:jpg")),
        "there is no notation `{urn:t}jpg`. Correct the name, or declare it"
    );
}
