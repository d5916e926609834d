//! Programs that the compiler refuses, each with what it says. `TRYBUILD=overwrite` writes that anew.
#![allow(missing_docs, reason = "functions of a test")]

#[test]
fn what_is_not_signed_as_the_contract_prescribes_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
