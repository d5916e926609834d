//! The assistant signs a report that the assistant has signed.

use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::SomAssistent;
use fk_runtime::signing::{SignatureAs, Signed};

fn put(report: Signed<Tidredovisning, SomAssistent>, signature: SignatureAs<SomAssistent>) {
    let _ = report.signed(&signature);
}

fn main() {}
