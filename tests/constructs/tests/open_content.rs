//! Mixed content, attribute wildcards and `xs:anyType`: what a program puts there is written as Canonical XML has it, or
//! refused.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::any_simple_type::fixture::v1 as simple;
use fk_constructs::any_simple_type_by_name::fixture::v1 as typed;
use fk_constructs::any_type::fixture::v1 as any_type;
use fk_constructs::attribute_wildcard::fixture::v1 as attributes;
use fk_constructs::fixed_of_mixed_content::fixture::v1 as fixed;
use fk_constructs::id_in_wildcard_attributes::fixture::v1 as wild_ids;
use fk_constructs::mixed_content::fixture::v1 as mixed;
use fk_runtime::xml::types::{AnySimpleType, QName};
use fk_runtime::xml::{self, AnyAttribute, AnyAttributes, AnyType, MixedText, Rule};

fn attribute(namespace: &str, local: &str, value: &str) -> AnyAttribute {
    AnyAttribute {
        namespace: namespace.to_owned(),
        local: local.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn text_is_written_where_it_belongs_among_the_elements() {
    let mut root = mixed::Rot::new().with_fet(["a", "b"]).unwrap();
    root.text = MixedText::from("Se ");
    root.text.push(1, " & ");
    root.text.push(2, ".");
    let written = xml::to_string(&root).unwrap();
    assert!(
        written.contains(">Se <t:fet") || written.contains(">Se <fet"),
        "{written}"
    );
    assert!(
        written.contains("> &amp; <") && written.contains(">.</"),
        "{written}"
    );
    assert_eq!(xml::from_str::<mixed::Rot>(&written).unwrap(), root);
}

#[test]
fn text_behind_more_elements_than_there_are_is_not_written() {
    let mut root = mixed::Rot::new().with_fet(["a"]).unwrap();
    root.text.push(2, "x");
    let error = xml::to_string(&root).unwrap_err();
    let expected = Rule::TextBehind {
        elements: 2,
        actual: 1,
    };
    assert_eq!((error.path(), error.rule()), ("Rot", &expected));
}

#[test]
fn text_that_xml_forbids_is_not_written() {
    let mut root = mixed::Rot::new();
    root.text = MixedText::from("a\u{1}");
    let error = xml::to_string(&root).unwrap_err();
    assert_eq!(error.rule(), &Rule::ForbiddenCharacter { code_point: 1 });
}

#[test]
fn attributes_of_a_wildcard_take_their_places_among_the_declared_ones() {
    let mut of_all = attributes::RotAlla::new()
        .with_a(1)
        .unwrap()
        .with_vikt(2)
        .unwrap();
    of_all.ovriga_attribut = [
        attribute("urn:zz", "a", "4"),
        attribute("", "z", "\"<&"),
        attribute("urn:a", "a", "3"),
        attribute("", "A", "0"),
    ]
    .into_iter()
    .collect();
    let root = attributes::Rot::new().with_alla([of_all]).unwrap();
    let written = xml::to_string(&root).unwrap();
    let places: Vec<_> = [
        "A=\"0\"",
        " a=\"1\"",
        "z=\"&quot;&lt;&amp;\"",
        ":a=\"3\"",
        ":vikt=\"2\"",
        ":a=\"4\"",
    ]
    .iter()
    .map(|text| written.find(text).unwrap())
    .collect();
    assert!(places.is_sorted(), "{written}");
    assert_eq!(xml::from_str::<attributes::Rot>(&written).unwrap(), root);
}

#[test]
fn attributes_that_a_wildcard_does_not_admit_are_not_written() {
    let xsi = "http://www.w3.org/2001/XMLSchema-instance";
    for (refused, rule) in [
        (attribute("", "a", "1"), Some(Rule::Wildcard)),
        (attribute(xsi, "type", "x"), Some(Rule::Wildcard)),
        (attribute("urn:prov", "vikt", "tung"), Some(Rule::Wildcard)),
        (attribute("urn:prov", "enhet", "g"), None),
    ] {
        let mut of_all = attributes::RotAlla::new();
        of_all.ovriga_attribut.insert(refused.clone());
        let root = attributes::Rot::new().with_alla([of_all]).unwrap();
        let error = xml::to_string(&root).unwrap_err();
        assert_eq!(error.path(), format!("Rot/alla[1]/@{}", refused.local));
        assert!(rule.is_none_or(|rule| *error.rule() == rule), "{error}");
    }
}

#[test]
fn declared_content_of_any_type_is_checked_before_it_is_written() {
    let any = |text: &str| AnyType::from(xml::from_str::<xml::AnyElement>(text).unwrap());
    let root = |value: AnyType| any_type::Rot::new().with_fritt([value]).unwrap();
    let good = root(any("<x xmlns:t='urn:prov' t:vikt='1'>a<t:Tal>5</t:Tal></x>"));
    let written = xml::to_string(&good).unwrap();
    assert_eq!(xml::from_str::<any_type::Rot>(&written).unwrap(), good);
    for wrong in [
        "<x xmlns:t='urn:prov' t:vikt='tung'/>",
        "<x xmlns:t='urn:prov'><t:Tal>fem</t:Tal></x>",
    ] {
        let error = xml::to_string(&root(any(wrong))).unwrap_err();
        assert_eq!((error.path(), error.rule()), ("Rot/fritt[1]", &Rule::Wildcard));
    }
}

#[test]
fn declared_elements_inside_each_other_are_read_in_linear_time() {
    let levels = 60;
    let begin = "<Namn><del>".repeat(levels);
    let end = "</del></Namn>".repeat(levels);
    let text = format!("<Rot xmlns='urn:prov'><fritt>{begin}x{end}</fritt></Rot>");
    let begun = std::time::Instant::now();
    // Twice the work with each level would be a million million million readings.
    let read: any_type::Rot = xml::from_str(&text).unwrap();
    assert!(begun.elapsed() < std::time::Duration::from_secs(5));
    assert_eq!(
        xml::from_str::<any_type::Rot>(&xml::to_string(&read).unwrap()).unwrap(),
        read
    );
}

#[test]
fn mixed_content_that_is_not_what_its_declaration_fixes_is_not_written() {
    let mut rot = fixed::Rot::new();
    rot.fast = Some(fixed::Stycke {
        text: xml::MixedText::from("ett och två"),
        ..fixed::Stycke::new()
    });
    assert!(xml::to_string(&rot).unwrap().contains("ett och två"));
    for text in ["", "ett"] {
        rot.fast.as_mut().unwrap().text = xml::MixedText::from(text);
        assert!(xml::to_string(&rot).is_err(), "{text:?}");
    }
    rot.fast = None;
    rot.givet = Some(fixed::Stycke::new());
    let error = xml::to_string(&rot).unwrap_err();
    assert_eq!(error.rule(), &xml::Rule::EmptyWithDefault);
}

/// A root element of values that are of the types named, in the namespace of XSD.
fn typed(values: &[(&str, &str)]) -> typed::Rot {
    let values = values.iter().map(|(ty, text)| {
        let name = QName::new(xml::XSD.uri, ty).unwrap();
        AnySimpleType::try_from(*text).unwrap().with_type(name)
    });
    typed::Rot::new().with_vad(values).unwrap()
}

#[test]
fn a_value_is_written_with_its_type_if_it_is_one_of_that() {
    let root = typed(&[("int", "01"), ("string", "01"), ("anySimpleType", "02")]);
    let written = xml::to_string(&root).unwrap();
    assert!(written.contains("xsi:type=\"xs:int\">01<"), "{written}");
    assert!(written.contains("vad>02<"), "{written}");
    assert_eq!(xml::from_str::<typed::Rot>(&written).unwrap(), root);

    let error = xml::to_string(&typed(&[("int", "1"), ("int", "x")])).unwrap_err();
    let expected = Rule::Lexical { built_in: "integer" };
    assert_eq!((error.path(), error.rule()), ("Rot/vad[2]", &expected));
    let error = xml::to_string(&typed(&[("inte", "1")])).unwrap_err();
    assert_eq!(error.rule(), &Rule::BlockedType);
}

#[test]
fn values_are_compared_as_those_of_their_types_before_they_are_written() {
    let error = xml::to_string(&typed(&[("int", "1"), ("decimal", "1.0")])).unwrap_err();
    assert!(
        matches!(error.rule(), Rule::Identity { number: 2, .. }),
        "{error}"
    );
    assert!(xml::to_string(&typed(&[("int", "1"), ("string", "1")])).is_ok());
}

#[test]
fn a_value_with_a_type_stands_in_no_attribute() {
    let name = QName::new(xml::XSD.uri, "int").unwrap();
    let root = simple::Rot::new()
        .with_b(AnySimpleType::try_from("1").unwrap().with_type(name))
        .unwrap();
    let error = xml::to_string(&root).unwrap_err();
    assert_eq!((error.path(), error.rule()), ("Rot/@b", &Rule::BlockedType));
}

#[test]
fn a_value_that_refers_to_the_prefix_of_its_element_for_another_namespace_is_not_written() {
    let name = QName::new(xml::XSD.uri, "QName").unwrap();
    let value = AnySimpleType::try_from("t:a").unwrap().with_type(name);
    let root = |uri| {
        let value = value.clone().with_prefix("t", uri);
        typed::Rot::new().with_vad([value]).unwrap()
    };
    let error = xml::to_string(&root("urn:annan")).unwrap_err();
    assert_eq!(error.rule(), &Rule::PrefixInUse);
    let root = root("urn:prov");
    let written = xml::to_string(&root).unwrap();
    assert_eq!(xml::from_str::<typed::Rot>(&written).unwrap(), root);
}

#[test]
fn an_element_is_not_written_with_two_ids() {
    let with = |names: &[&str]| {
        let attributes = names.iter().map(|name| attribute("urn:prov", name, &name[..2]));
        attributes.collect::<AnyAttributes>()
    };
    let mut free = wild_ids::RotFri {
        ovriga_attribut: with(&["en", "annan"]),
    };
    let error = xml::to_string(&wild_ids::Rot::new().with_fri([free.clone()]).unwrap()).unwrap_err();
    assert_eq!(error.rule(), &Rule::SecondId);
    free.ovriga_attribut = with(&["en"]);
    assert!(xml::to_string(&wild_ids::Rot::new().with_fri([free]).unwrap()).is_ok());
    let own = wild_ids::RotEgen {
        ovriga_attribut: with(&["en"]),
        ..wild_ids::RotEgen::default()
    };
    let error = xml::to_string(&wild_ids::Rot::new().with_egen([own]).unwrap()).unwrap_err();
    assert_eq!(error.rule(), &Rule::SecondId);
}
