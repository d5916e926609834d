//! Arbitrary bytes as a document to be canonicalised: nothing panics or hangs, and a canonical form is its own.
#![no_main]

use fk_runtime::xml::canonical::{self, IdAttribute, Selector};
use fk_runtime::xml::{NO_NAMESPACE, Name};
use libfuzzer_sys::fuzz_target;

const ROOT: Name = Name(NO_NAMESPACE, "a");
const CHILD: Name = Name(NO_NAMESPACE, "b");
const IDS: &[IdAttribute] = &[IdAttribute {
    element: CHILD,
    attribute: Name(NO_NAMESPACE, "Id"),
}];

fuzz_target!(|bytes: &[u8]| {
    for selector in [Selector::path(ROOT, &[CHILD]), Selector::id("x", IDS)] {
        its_own_form(canonical::element(bytes, &selector));
    }
    its_own_form(canonical::document(bytes));
});

fn its_own_form(form: Result<Vec<u8>, canonical::CanonicalError>) {
    match form {
        Ok(form) => match canonical::document(&form) {
            Ok(again) => assert!(again == form, "the canonical form has another canonical form"),
            Err(error) => panic!("the canonical form is no document: {error}"),
        },
        // Whatever an error says, it can say it.
        Err(error) => drop(error.to_string()),
    }
}
