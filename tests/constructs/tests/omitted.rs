//! What people may see of a request: personal values are left out by the decision that masks `Debug`, and nothing else is.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::openapi_operations::fixture::v1 as operations;
use fk_constructs::openapi_personal_data::fixture::v1 as personal;
use fk_runtime::json;
use fk_runtime::rest::{Content, Fields, Form, Json, Optional};

const DOCUMENT: &str = include_str!("../../fixtures/constructs/openapi-personal-data/valid/all.json");

#[test]
fn what_the_registry_marks_is_left_out_by_type_and_by_place_and_the_rest_is_there() {
    let root: personal::Rot = json::from_str(DOCUMENT).unwrap();
    let expected = concat!(
        // The names of what is not declared are data; one that looks like a value is left out, and what it holds always.
        r#"{"nummer":"[utelämnat]","namn":"[utelämnat]","stad":"Ort","lista":"[utelämnat]","val":"[utelämnat]","#,
        r#""kod":"[utelämnat]","alla":["[utelämnat]","[utelämnat]"],"#,
        r#""oppen":{"kand":"k","[utelämnat]":"[utelämnat]"},"#,
        r#""vidoppen":{"kand":"k","[utelämnat]":"[utelämnat]","ort":"[utelämnat]"}}"#
    );
    assert_eq!(json::to_string_without_personal_data(&root).unwrap(), expected);
    type Body = Optional<Json<personal::Rot>>;
    assert_eq!(
        Body::without_personal_data(&Some(root)).unwrap().unwrap(),
        expected
    );
    assert_eq!(Body::without_personal_data(&None).unwrap(), None);
}

#[test]
fn the_places_of_parameters_that_the_registry_marks_are_told_beside_their_names() {
    assert_eq!(personal::HittaParameters::NAMES, ["ort", "nummer", "X-Namn"]);
    assert_eq!(personal::HittaParameters::PERSONAL, ["X-Namn"]);
    assert!(operations::HamtaSakParameters::PERSONAL.is_empty());
}

#[test]
fn a_form_without_personal_data_reads_as_it_is_sent() {
    let form = operations::Ny::new("å b&c").unwrap();
    let (_, sent) = Form::<operations::Ny>::write(&form).unwrap().unwrap();
    let shown = Form::<operations::Ny>::without_personal_data(&form)
        .unwrap()
        .unwrap();
    assert_eq!(shown.into_bytes(), sent);
}
