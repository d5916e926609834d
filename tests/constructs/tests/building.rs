//! Values made in a program: what `new` and `with_...` check, and what only writing can hold back.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::derivation_blocked::fixture::v1 as blocked;
use fk_constructs::enumeration_single_in_choice::fixture::v1 as constants;
use fk_constructs::integer_widths::fixture::v1 as widths;
use fk_constructs::nillable_of_derived_types::fixture::v1 as nillable;
use fk_constructs::personal_data::fixture::v1 as personal;
use fk_constructs::recursion::fixture::v1 as recursion;
use fk_constructs::rounds_of_a_counted_sequence::fixture::v1 as rounds;
use fk_constructs::sequence_counted::fixture::v1 as counted;
use fk_constructs::sequence_of_occurrences::fixture::v1 as occurrences;
use fk_constructs::substitution_group_blocked::fixture::v1 as heads;
use fk_constructs::wildcard_other::fixture::v1 as wildcard;
use fk_runtime::xml::{self, AnyElement};

fn occurring(e: usize, i: usize) -> occurrences::Rot {
    let texts = |count: usize| vec!["x"; count];
    occurrences::Rot::new("a", texts(1), texts(e), texts(1), texts(i)).unwrap()
}

#[test]
fn a_number_of_repetitions_that_the_contract_does_not_admit_is_not_written() {
    assert!(xml::to_string(&occurring(2, 2)).is_ok());
    for (e, i, path) in [(1, 2, "Rot/e"), (3, 2, "Rot/e"), (2, 1, "Rot/i")] {
        let error = xml::to_string(&occurring(e, i)).unwrap_err().to_string();
        assert!(error.starts_with(path), "{error}");
    }
}

#[test]
fn a_number_of_groups_that_the_contract_does_not_admit_is_not_written() {
    let group = || counted::RotGrupp::new("a").unwrap();
    for (count, is_written) in [(1, false), (2, true), (3, true), (4, false)] {
        let groups: Vec<_> = (0..count).map(|_| group()).collect();
        let root = counted::Rot::new(groups, "c").unwrap();
        assert_eq!(xml::to_string(&root).is_ok(), is_written, "{count}");
    }
}

#[test]
fn what_a_wildcard_does_not_admit_is_not_written() {
    let any = |text: &str| xml::from_str::<AnyElement>(text).unwrap();
    let other = || any("<b xmlns=\"urn:b\"/>");
    let root = wildcard::Rot::new("a", vec![other(), other()]).unwrap();
    assert!(xml::to_string(&root).is_ok());
    let root = wildcard::Rot::new("a", vec![other(), any("<b xmlns=\"urn:prov\"/>")]).unwrap();
    assert!(xml::to_string(&root).is_err());
    let root = wildcard::Rot::new("a", vec![other()]).unwrap();
    assert!(xml::to_string(&root).is_err());
}

#[test]
fn characters_that_xml_forbids_are_not_written() {
    for text in ["\u{0}", "\u{FFFE}"] {
        let root = occurrences::Rot::new(text, ["d"], ["e", "e"], ["f"], ["i", "i"]).unwrap();
        let error = xml::to_string(&root).unwrap_err().to_string();
        assert!(error.starts_with("Rot/a holds the character U+"), "{error}");
    }
}

#[test]
fn integers_go_in_and_out_as_the_smallest_primitive() {
    let narrow: u8 = widths::Natural8::try_from(255).unwrap().get();
    let wide: i64 = widths::Heltal64::try_from(-1).unwrap().get();
    assert_eq!((narrow, wide), (255, -1));
    assert!(widths::Natural8::try_from(256).is_err());
    assert!(widths::Heltal16::try_from(-130).is_err());
}

#[test]
fn an_alternative_of_one_value_carries_nothing() {
    let root = constants::Rot::new(constants::Hur::Sann)
        .unwrap()
        .with_kryss([constants::Kryss::Y])
        .unwrap();
    assert_eq!(
        xml::to_string(&root).unwrap(),
        "<Rot xmlns=\"urn:prov\"><sann>true</sann><y>true</y></Rot>"
    );
}

#[test]
fn a_type_that_holds_itself_is_built_without_boxes_in_sight() {
    let leaf = |value: i32| recursion::Nod::new(value).unwrap();
    let tree = leaf(1)
        .with_vanster(leaf(2))
        .unwrap()
        .with_barn([leaf(3)])
        .unwrap();
    assert_eq!(
        xml::to_string(&recursion::Trad(tree)).unwrap(),
        "<Trad xmlns=\"urn:prov\"><vanster><varde>2</varde></vanster><varde>1</varde><barn><varde>3</varde></barn></Trad>"
    );
}

#[test]
fn an_error_about_a_value_shows_where_and_which_rule_but_not_the_value() {
    let error = personal::Nummer::try_from("189001-019802")
        .unwrap_err()
        .to_string();
    assert!(error.contains(r"\d{12}") && !error.contains("1890"), "{error}");
    let kon = personal::Kon::try_from("189001019802").unwrap_err().to_string();
    assert!(!kon.contains("1890"), "{kon}");
}

fn rounds(letters: &str) -> Result<rounds::Rot, xml::InvalidValue> {
    let leaf = |letter| match letter {
        'a' => rounds::RotVal::A(1),
        _ => rounds::RotVal::B("x".to_owned()),
    };
    rounds::Rot::new(letters.chars().map(leaf))
}

#[test]
fn elements_in_an_order_that_the_contract_does_not_admit_are_not_written() {
    for admitted in ["aa", "abab", "aabaabaab", "aaaaaa"] {
        assert!(xml::to_string(&rounds(admitted).unwrap()).is_ok(), "{admitted}");
    }
    for (refused, at) in [("a", 2), ("ba", 1), ("abba", 3), ("aaaaaaa", 7), ("", 1)] {
        let error = xml::to_string(&rounds(refused).unwrap()).unwrap_err();
        assert_eq!(error.rule(), &xml::Rule::Arrangement { at }, "{refused}");
        assert_eq!(error.path(), "Rot", "{refused}");
    }
}

#[test]
fn a_type_that_the_declaration_of_the_element_rules_out_is_not_written() {
    let derived = || blocked::Utokad::new().with_a("x").unwrap();
    let bas = blocked::Rot::new([blocked::RotVal::Bas(derived().into())]).unwrap();
    let written = xml::to_string(&bas).unwrap();
    assert!(written.contains("xsi:type=\"Utokad\""), "{written}");
    let huvud = heads::Rot::new([heads::RotVal::Huvud(heads::HuvudGrupp::Huvud(
        heads::Snavare::new("x").unwrap().into(),
    ))]);
    let error = xml::to_string(&huvud.unwrap()).unwrap_err();
    assert_eq!(error.rule(), &xml::Rule::BlockedType);
    assert_eq!(error.path(), "Rot/huvud");
}

#[test]
fn nil_of_a_type_that_may_not_stand_in_is_not_written() {
    let name = |local| xml::types::QName::new("urn:prov", local).unwrap();
    let attribute = |local: &str| xml::AnyAttribute {
        namespace: String::new(),
        local: local.to_owned(),
        value: "x".to_owned(),
    };
    let nil = |local| xml::Nil::with_attributes(vec![attribute("kod")]).with_type(name(local));
    let of = |nil| nillable::Rot::new([xml::Nillable::<nillable::AnyBas>::Nil(nil)]).unwrap();
    assert!(xml::to_string(&of(nil("Mer"))).is_ok());
    let error = xml::to_string(&of(nil("Konkret"))).unwrap_err();
    assert_eq!(error.rule(), &xml::Rule::BlockedType);
    let error = xml::to_string(&of(nil("Annan"))).unwrap_err();
    assert_eq!(error.rule(), &xml::Rule::NilAttributes);
}
