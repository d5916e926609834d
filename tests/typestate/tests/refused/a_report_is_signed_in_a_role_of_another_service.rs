//! A time report (ELT) is signed in the role of a notice (E-IOA).

use fk_contracts::eioa;
use fk_contracts::elt::current::Tidredovisning;
use fk_runtime::signing::{SignableDocument, SignatureAs};

fn put(report: SignableDocument<Tidredovisning>, signature: SignatureAs<eioa::envelope::SomAssistent>) {
    let _ = report.signed(&signature);
}

fn main() {}
