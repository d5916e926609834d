//! Hands over a month's bill (E-RÄK) that a guardian signs, and waits for its outcome, with the emulator.
//!
//! ```sh
//! cargo xtask emulate                       # in one terminal
//! cargo run -p fk-emulator --example bill   # in another; open the link that it prints, and sign as the guardian
//! ```
#![allow(clippy::print_stdout, reason = "it prints how far it has come")]

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use axum::Router;
use axum::response::Html;
use fk_contracts::erak::current::{
    AssistansIVerksamhet, Assistanstid, Client, Flows, ForegaendeManad, KoptAssistansVardnadshavare,
    NyRakning, Person, VardPaSjukhus, Verksamhet, Vistelse,
};
use fk_runtime::flow::receiver::{AllowedOrigin, Receiver};
use fk_runtime::flow::{CreateError, OpenError, Outcome};
use fk_runtime::http::Settings;
use fk_runtime::rest::Token;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<()> {
    let agency = std::env::args()
        .nth(1)
        .unwrap_or("http://127.0.0.1:8021".to_owned());
    let token = Token::new("any-token-will-do")?; // in earnest: the key that the agency has given you
    let flows = Flows::new(Client::new(token.clone(), Settings::new(agency.as_str()))?);

    // Where the person's browser comes back to. In earnest: under an address of yours, over https.
    let receiver = Receiver::new(flows.clone(), AllowedOrigin::new(&agency)?);
    let back = || async { Html("<!doctype html><title>Tack</title><p>Tack, du kan stänga sidan.") };
    let ours = Router::new()
        .nest("/retur", receiver.return_link(move |_| back()))
        .nest("/signal", receiver.signal());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, ours).await });

    let call = NyRakning::new(
        "Assistans Exempel AB",
        format!("{address}/retur").as_str(),
        bill()?,
    )?
    .with_signal_url(format!("{address}/signal").as_str())?;
    let mut flow = match flows.open(&call).await {
        Ok(flow) => flow,
        Err(OpenError::Create(CreateError::Rejected { rejected, occasion })) => {
            for wrong in rejected.fel {
                println!(
                    "{}: {}",
                    wrong.kod,
                    wrong.falt.as_ref().map_or("the bill", |field| field.as_str())
                );
            }
            anyhow::bail!(
                "not accepted. For the agency's support:\n{}",
                occasion.report(&token)
            );
        }
        Err(error) => return Err(error).context("is the emulator running? `cargo xtask emulate`"),
    };
    println!("Open, and sign as the guardian: {}", flow.accepted().redirect);

    // Should this process end, another one takes it up: Flows::resume.
    let kept = flow.keep();
    println!("({} bytes to be kept until the outcome is known)", kept.len());

    match flow.outcome().await {
        Ok(Outcome::Successful { seen }) => println!("Signed and sent in, seen {seen}"),
        Ok(Outcome::Absent { .. }) => println!("Cancelled: the agency does not know the bill any more"),
        Ok(Outcome::Expired { .. }) => println!("Two hours are over, and nobody knows: ask the guardian"),
        Err(error) => println!("{error}\n{}", error.report(&token)),
    }
    Ok(())
}

/// October of somebody who buys assistance and is a child.
fn bill() -> Result<KoptAssistansVardnadshavare> {
    let ward = VardPaSjukhus::new([Vistelse::new("2026-10-30", "22:15")?])?; // still there when the month ends
    Ok(KoptAssistansVardnadshavare::new(
        "2026-10",
        Person::new("Tolvan Tolvansson", "189001019802")?,
        "08-465 004 04",
        Assistanstid::new(12 * 60 + 30, 0, 45)?, // in minutes: active, waiting, on call
        AssistansIVerksamhet::new([Verksamhet::Skola])?,
        ward,
        ForegaendeManad::ErsattningenAnvand,
        Person::new("Elvan Elvansson", "189001019810")?,
    )?)
}
