//! The provider is asked to sign a report that the assistant has not signed.

use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::SomAnordnare;
use fk_runtime::signing::{Assignment, PersonalNumber, SignableDocument, VisibleText};

fn ask(report: SignableDocument<Tidredovisning>, provider: PersonalNumber, text: VisibleText) {
    let _ = Assignment::new(SomAnordnare, provider, text, [&report]);
}

fn main() {}
