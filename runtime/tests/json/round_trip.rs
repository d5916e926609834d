//! What is written is read back.

use fk_runtime::json;

use crate::example::{Aterbetalning, Rakning};

const KOPER: &str = concat!(
    r#"{"personnummer":"189001019802","verksamhet":"skola","sjukhusvistelse":[{"franDatum":"2026-10-30","#,
    r#""franKlockslag":"08:00","tillDatum":"2026-10-31","tillKlockslag":"12:00"}],"aktivTid":120,"#,
    r#""kvarstaende":1200.5,"telefon":null,"utanforEes":false}"#
);

#[test]
fn a_compact_document_in_the_order_of_the_contract_is_written_as_it_was_read() {
    for document in [
        KOPER,
        r#"{"personnummer":"189001019802","kostnad":0.01,"annat":-3}"#,
    ] {
        let read: Rakning = json::from_str(document).unwrap();
        assert_eq!(json::to_string(&read).as_deref(), Ok(document));
    }
    for document in [r#"{"satt":"avdrag","manader":3}"#, r#"{"satt":"utredning"}"#] {
        let read: Aterbetalning = json::from_str(document).unwrap();
        assert_eq!(json::to_string(&read).as_deref(), Ok(document));
    }
}
