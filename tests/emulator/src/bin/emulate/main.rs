//! `cargo xtask emulate`: a local test environment of the agency's services.

mod arguments;
mod banner;
mod clock;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use fk_emulator::{Bill, BillState, Emulator, Running};

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_timer(clock::Local)
        .with_level(false)
        .with_target(false)
        .init();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say_error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        // Asked for before anything is printed: whoever reads the banner may end the program at once.
        let ended = ended()?;
        let emulator = Emulator::start(arguments.options()).await?;
        let earlier = emulator.received_count();
        let sample = emulator.write_sample()?;
        say(&banner::banner(&emulator, &sample, arguments));
        ended.await;
        say(&farewell(emulator, earlier).await);
        Ok(())
    })
}

/// Ctrl-C, and where there are signals also the one that ends a service.
#[cfg(unix)]
fn ended() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn ended() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

async fn farewell(emulator: Running, earlier: usize) -> String {
    let erak = emulator.erak().clone();
    let received = emulator.stop().await.len() - earlier;
    let bills = bills(&erak.bills());
    let documents = if received == 1 {
        "document was"
    } else {
        "documents were"
    };
    match earlier {
        0 => format!("\nStopped. {received} {documents} received.\n{bills}"),
        _ => {
            format!("\nStopped. {received} {documents} received, besides {earlier} in earlier runs.\n{bills}")
        }
    }
}

/// What became of the bills of E-RÄK, when there were any.
fn bills(bills: &[Bill]) -> String {
    let signed = bills
        .iter()
        .filter(|bill| bill.state == BillState::Signed)
        .count();
    match bills.len() {
        0 => String::new(),
        1 => format!("1 bill of E-RÄK was handed over, and {signed} signed.\n"),
        handed_over => format!("{handed_over} bills of E-RÄK were handed over, and {signed} signed.\n"),
    }
}

#[expect(clippy::print_stdout, reason = "this is what the command tells a person")]
fn say(text: &str) {
    print!("{text}");
}

#[expect(
    clippy::print_stderr,
    reason = "this is where the command tells a person what is wrong"
)]
fn say_error(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}
