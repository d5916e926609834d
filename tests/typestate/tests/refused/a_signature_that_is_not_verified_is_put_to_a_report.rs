//! What BankID delivered is put to a report, and nobody has verified it.

use fk_contracts::elt::current::Tidredovisning;
use fk_runtime::signing::{Delivered, SignableDocument};

fn put(report: SignableDocument<Tidredovisning>, delivered: Delivered) {
    let _ = report.signed(&delivered);
}

fn main() {}
