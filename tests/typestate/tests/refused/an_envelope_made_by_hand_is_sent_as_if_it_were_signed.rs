//! An envelope that was put together by hand is given to the plain call.

use fk_contracts::elt::envelope::{SkickaTidredovisning, SkickaTidredovisningResponderClient};

async fn send(client: SkickaTidredovisningResponderClient, envelope: SkickaTidredovisning) {
    let _ = client.skicka_tidredovisning(&envelope).await;
}

fn main() {}
