//! Arbitrary bytes as a document of every root type: nothing panics or hangs, and what is read can be written and is
//! the same when it is read again.
#![no_main]

use fk_contracts::{eioa, elt};
use fk_runtime::xml::{self, Limits, Root};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let readers: [fn(&[u8]); 11] = [
        round_trip::<elt::v1_0_2::Tidredovisning>,
        round_trip::<elt::v1_0_1::Tidredovisning>,
        round_trip::<elt::envelope::SkickaTidredovisning>,
        round_trip::<elt::envelope::SkickaTidredovisningResponse>,
        round_trip::<elt::envelope::XmlValidationError>,
        round_trip::<elt::envelope::SignatureValidationError>,
        round_trip::<eioa::v1::AnmalanFranArbetsgivare>,
        round_trip::<eioa::envelope::SkickaAnmalanFranArbetsgivare>,
        round_trip::<eioa::envelope::SkickaAnmalanFranArbetsgivareResponse>,
        round_trip::<eioa::envelope::XmlValidationError>,
        round_trip::<eioa::envelope::SignatureValidationError>,
    ];
    for round_trip in readers {
        round_trip(bytes);
    }
});

fn round_trip<T: Root + PartialEq>(bytes: &[u8]) {
    let limits = Limits::default()
        .with_size(1 << 16)
        .with_depth(24)
        .with_attributes(16);
    let value: T = match xml::from_slice_with(bytes, limits) {
        Ok(value) => value,
        Err(error) => {
            // Whatever an error says, it can say it.
            let _ = error.to_string();
            return;
        }
    };
    let written = match xml::to_vec(&value) {
        Ok(written) => written,
        Err(error) => panic!("what was read is not written: {error}"),
    };
    // Escaping makes a document longer, and canonical form declares a namespace where it is needed.
    match xml::from_slice::<T>(&written) {
        Ok(again) => assert!(again == value, "another value is read again"),
        Err(error) => panic!("what was written is not read: {error}"),
    }
}
