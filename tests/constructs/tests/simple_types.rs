//! Values of lists, unions and IDs that no document can hold are not written; those that one can are read as they were.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::id_and_idref::fixture::v1 as ids;
use fk_constructs::list::fixture::v1 as list;
use fk_constructs::list_with_facets::fixture::v1 as facets;
use fk_constructs::union::fixture::v1 as union;
use fk_constructs::union_by_name::fixture::v1 as by_name;
use fk_constructs::union_with_facets::fixture::v1 as union_facets;
use fk_runtime::xml::types::{Decimal, Id, IdRef, IdRefs, List, QName};
use fk_runtime::xml::{self, InvalidValue, Rule};

fn refusal<T: xml::Root>(root: &T) -> InvalidValue {
    xml::to_string(root).unwrap_err()
}

#[test]
fn a_list_is_made_of_its_items_and_its_length_is_checked() {
    let two: Vec<Decimal> = vec![1.into(), 2.into()];
    let pair = facets::Par::try_from(two.clone()).unwrap();
    assert_eq!(pair.to_string(), "1 2");
    assert_eq!(pair.as_base().items(), two);
    let one = facets::Par::try_from(two[..1].to_vec()).unwrap_err();
    assert_eq!(one.rule(), &Rule::Length { limit: 2, actual: 1 });
}

#[test]
fn a_list_that_was_not_read_is_spelled_as_its_pattern_demands_when_all_items_can_be() {
    let numbers = |text: &[&str]| -> Vec<Decimal> { text.iter().map(|text| text.parse().unwrap()).collect() };
    let alike = facets::Monster::try_from(numbers(&["1.25"])).unwrap();
    assert_eq!(alike.to_string(), "1.25");
    let padded = facets::Monster::try_from(numbers(&["1.5"])).unwrap();
    assert_eq!(padded.to_string(), "1.50");
    assert!(facets::Monster::try_from(numbers(&["10"])).is_err());
}

#[test]
fn names_in_a_list_get_their_prefixes_where_they_are_written() {
    let names: List<QName> = [
        QName::new("urn:a", "x").unwrap(),
        QName::new("urn:b", "y").unwrap(),
    ]
    .into_iter()
    .collect();
    let root = list::Rot::new()
        .with_namn([list::Namnlista::try_from(names).unwrap()])
        .unwrap();
    let written = xml::to_string(&root).unwrap();
    assert!(written.contains(">ns1:x ns2:y</"), "{written}");
    assert_eq!(xml::from_str::<list::Rot>(&written).unwrap(), root);
}

#[test]
fn a_value_of_a_union_is_written_so_that_it_is_read_as_the_same_member() {
    // 1 would be read as xs:int, 1.0 is not.
    let root = union::Rot::new()
        .with_tal([
            union::Nastan::Decimal(1.into()),
            union::Nastan::Int(2),
            "99999999999".parse().unwrap(),
        ])
        .unwrap();
    let written = xml::to_string(&root).unwrap();
    assert!(written.contains(">1.0<") && written.contains(">2<"), "{written}");
    assert_eq!(xml::from_str::<union::Rot>(&written).unwrap(), root);
}

#[test]
fn a_value_of_a_union_that_would_be_read_as_another_member_is_written_with_the_name_of_its_own() {
    let number = union::Vidare::Token("7".parse().unwrap());
    let root = union::Rot::new().with_vid([number]).unwrap();
    let written = xml::to_string(&root).unwrap();
    assert!(written.contains("xsi:type=\"xs:token\">7<"), "{written}");
    assert_eq!(xml::from_str::<union::Rot>(&written).unwrap(), root);

    // A type that is named in place of the element's own restricts it.
    let text = || by_name::Blandat::String("7".to_owned());
    let root = by_name::Rot::new().with_vad([text()]).unwrap();
    assert!(xml::to_string(&root).is_ok());
    let error = refusal(&root.with_fast(text()).unwrap());
    assert_eq!((error.path(), error.rule()), ("Rot/fast", &Rule::EarlierMember));
}

#[test]
fn a_restriction_of_a_union_holds_values_of_all_member_types() {
    let short = by_name::Kort::try_from(by_name::Blandat::String("7".to_owned())).unwrap();
    assert!(by_name::Kort::try_from(by_name::Blandat::String("7777".to_owned())).is_err());
    let root = by_name::Rot::new().with_kort(short).unwrap();
    let written = xml::to_string(&root).unwrap();
    assert_eq!(xml::from_str::<by_name::Rot>(&written).unwrap(), root);
}

#[test]
fn numbers_of_two_member_types_are_one_value_of_an_enumeration() {
    assert!(union_facets::Valt::try_from(union_facets::Varde::Decimal(1.into())).is_ok());
    // Text is no number, whatever it says.
    assert!(union_facets::Valt::try_from(union_facets::Varde::Token("2.5".parse().unwrap())).is_err());
    assert!(union_facets::Valt::try_from(union_facets::Varde::Int(3)).is_err());
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn part(nr: &str, om: Option<&str>) -> ids::RotDel {
    let part = ids::RotDel::new().with_nr(id(nr)).unwrap();
    match om {
        Some(om) => part.with_om(om.parse::<IdRef>().unwrap()).unwrap(),
        None => part,
    }
}

#[test]
fn an_id_that_is_used_twice_is_not_written() {
    let root = ids::Rot::new()
        .with_del([part("a", None), part("b", None), part("a", None)])
        .unwrap();
    let error = refusal(&root);
    assert_eq!(
        (error.path(), error.rule()),
        ("Rot/del[3]/@nr", &Rule::DuplicateId)
    );
}

#[test]
fn a_reference_to_an_id_that_does_not_follow_is_not_written_and_one_that_does_is() {
    let root = ids::Rot::new()
        .with_del([part("a", Some("b")), part("b", Some("a"))])
        .unwrap();
    let written = xml::to_string(&root).unwrap();
    assert_eq!(xml::from_str::<ids::Rot>(&written).unwrap(), root);
    let mut root = root;
    root.del[0].till = Some(IdRefs::try_from("a c").unwrap());
    let error = refusal(&root);
    assert_eq!(
        (error.path(), error.rule()),
        ("Rot/del[1]/@till", &Rule::NoSuchId)
    );
}

#[test]
fn ten_thousand_ids_and_references_are_judged_in_a_moment() {
    let parts = (0..10_000).map(|n| part(&format!("n{n}"), Some(&format!("n{}", 9_999 - n))));
    let root = ids::Rot::new().with_del(parts).unwrap();
    let written = xml::to_vec(&root).unwrap();
    let begun = std::time::Instant::now();
    let read: ids::Rot = xml::from_slice(&written).unwrap();
    // Comparing each with each would be a hundred million comparisons.
    assert!(begun.elapsed() < std::time::Duration::from_secs(2));
    assert_eq!(read.del.len(), 10_000);
}
