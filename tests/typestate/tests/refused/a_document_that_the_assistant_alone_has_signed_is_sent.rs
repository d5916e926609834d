//! A report that the assistant has signed, and not the provider, is sent.

use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::{SkickaTidredovisningResponderClient, SomAssistent};
use fk_runtime::signing::Signed;

async fn send(client: SkickaTidredovisningResponderClient, report: Signed<Tidredovisning, SomAssistent>) {
    let _ = client.skicka_tidredovisning(&report).await;
}

fn main() {}
