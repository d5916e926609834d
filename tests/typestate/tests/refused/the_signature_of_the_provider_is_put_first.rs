//! The provider's signature is put to a report that the assistant has not signed.

use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::SomAnordnare;
use fk_runtime::signing::{SignableDocument, SignatureAs};

fn put(report: SignableDocument<Tidredovisning>, signature: SignatureAs<SomAnordnare>) {
    let _ = report.signed(&signature);
}

fn main() {}
