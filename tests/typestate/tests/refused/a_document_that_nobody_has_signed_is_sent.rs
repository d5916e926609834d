//! A report that nobody has signed is sent.

use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::SkickaTidredovisningResponderClient;
use fk_runtime::signing::SignableDocument;

async fn send(client: SkickaTidredovisningResponderClient, report: SignableDocument<Tidredovisning>) {
    let _ = client.skicka_tidredovisning(&report).await;
}

fn main() {}
