//! Any value of any root type: to bytes that are valid for `xsd-schema` and back to an equal value, through JSON
//! too. And what has no way through: what XML cannot hold, and JSON that the contract does not admit.

#![allow(clippy::unwrap_used)]

mod json;
mod refused;

use std::fmt::Debug;

use fk_runtime::xml::{self, Root};
use fk_tests::arbitrary::{eioa, elt, envelope};
use fk_tests::corpus::Group;
use fk_tests::judges::schema_of;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Goes through bytes, the judgement of others, and JSON.
fn goes_round<T>(group: &str, value: &T) -> Result<(), TestCaseError>
where
    T: Root + PartialEq + Debug + Serialize + DeserializeOwned,
{
    let written = match xml::to_string(value) {
        Ok(written) => written,
        Err(error) => return Err(TestCaseError::fail(format!("it is not written: {error}"))),
    };
    // What `Debug` shows is masked, so the document is what a failure shows.
    let said = schema_of(Group::named(group)).judge(written.as_bytes());
    prop_assert!(
        said.is_ok(),
        "xsd-schema: {} of {written}",
        said.err().unwrap_or_default()
    );
    match xml::from_slice::<T>(written.as_bytes()) {
        Ok(again) => prop_assert!(again == *value, "it reads back as another value: {written}"),
        Err(error) => return Err(TestCaseError::fail(format!("{error} in {written}"))),
    }
    let json = serde_json::to_string(value).unwrap();
    match serde_json::from_str::<T>(&json) {
        Ok(again) => prop_assert!(again == *value, "JSON reads back as another value: {json}"),
        Err(error) => return Err(TestCaseError::fail(format!("{error} in {json}"))),
    }
    Ok(())
}

macro_rules! goes_round {
    ($($name:ident: $group:literal, $strategy:expr;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(value in $strategy) {
                    goes_round($group, &value)?;
                }
            )*
        }
    };
}

goes_round! {
    any_tidredovisning_1_0_2_goes_round: "elt-1.0.2", elt::v1_0_2::tidredovisning();
    any_tidredovisning_1_0_1_goes_round: "elt-1.0.1", elt::v1_0_1::tidredovisning();
    any_anmalan_goes_round: "eioa-1", eioa::anmalan();
    any_request_of_elt_goes_round: "elt-envelope", envelope::of_elt::request();
    any_answer_of_elt_goes_round: "elt-envelope", envelope::of_elt::response();
    any_xml_fault_of_elt_goes_round: "elt-envelope", envelope::of_elt::xml_validation_error();
    any_signature_fault_of_elt_goes_round: "elt-envelope", envelope::of_elt::signature_validation_error();
    any_request_of_eioa_goes_round: "eioa-envelope", envelope::of_eioa::request();
    any_answer_of_eioa_goes_round: "eioa-envelope", envelope::of_eioa::response();
    any_xml_fault_of_eioa_goes_round: "eioa-envelope", envelope::of_eioa::xml_validation_error();
    any_signature_fault_of_eioa_goes_round: "eioa-envelope", envelope::of_eioa::signature_validation_error();
}
