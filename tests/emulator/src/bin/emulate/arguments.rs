//! The command line.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use fk_emulator::{
    AutoSign, Behaviour, Cut, ErakBehaviour, ErakOptions, Fault, Keeping, Moment, Options, Security,
    SignalBehaviour, Signatures,
};
use fk_runtime::clock::Clock;

/// A local test environment of the agency's services (ELT, E-IOA and E-RÄK), on 127.0.0.1: HTTPS with mutual TLS, on the
/// agency's paths.
///
/// Each envelope, and the document inside, is read as the contract has it, in the current version or the previous one.
/// The answer is a tx-id, or a declared fault that says what is wrong: XmlValidationError, or SignatureValidationError
/// with the step at which a signature failed. Whether the agency looks at signatures in the same way is not known.
///
/// BankID is there too: its API for relying parties, on the same port, and in place of a person with an app a page where
/// you see what is to be signed, and sign or cancel. A made-up BankID signs; nothing that it signs is worth anything
/// elsewhere.
///
/// E-RÄK answers at the page's port, over plain HTTP: its API, and the page where you read a bill and sign it or cancel.
/// Any token will do, and each is a supplier of its own. A bill is known for two hours; the page has buttons that put the
/// clock forward. The names in its messages are those of our contract file, not the agency's.
///
/// The first start makes certificate authorities, a certificate for the server, an identity for a client (PEM and
/// PKCS#12) and the made-up BankID. Later starts use them again. They are made anew when they are broken or have fewer
/// than 90 days left.
///
/// GET /received lists what was taken in, as JSON without contents. GET /received/TX-ID is the document, byte for
/// byte; GET /received/TX-ID/envelope is the request that carried it.
#[derive(Debug, Parser)]
#[command(name = "emulate", bin_name = "cargo xtask emulate", max_term_width = 110)]
pub(crate) struct Arguments {
    /// The port on 127.0.0.1; 0 lets the system pick one.
    #[arg(long, default_value_t = 8020)]
    pub(crate) port: u16,

    /// The port on 127.0.0.1 of E-RÄK, and of the page where you play the person; 0 lets the system pick one. Without it, the one after
    /// that of --port.
    #[arg(long, value_name = "PORT")]
    pub(crate) page_port: Option<u16>,

    /// Sign orders of BankID without anybody, at the first collect, or with a time at the first collect so long after the
    /// order began, for example --auto-sign=4s. The person is the one that the order requires, or else 189001019802.
    #[arg(long, value_name = "TIME", num_args = 0..=1, require_equals = true, default_missing_value = "0s",
          value_parser = humantime::parse_duration)]
    pub(crate) auto_sign: Option<Duration>,

    /// Verify no signatures: any octets pass for one. For tests of load, where signing would be most of the work.
    #[arg(long)]
    pub(crate) any_signature: bool,

    /// Keep everything in this folder: the certificates, and under received/ each document with its envelope, which
    /// the next start finds again. Without it the certificates are in target/emulator, and what was received is kept
    /// in memory: the whole list, but the bytes of the latest 1,000 documents only, at most 64 MiB of them.
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,

    /// Answer so much later, for example 200ms or 2s. A document is taken in first, and then waits for its answer.
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    pub(crate) latency: Option<Duration>,

    /// Answer every call with this fault, and take nothing in. E-RÄK has no faults: `server` has it answer with status 500,
    /// and the others leave it alone.
    #[arg(long, value_enum, conflicts_with = "cut")]
    pub(crate) fault: Option<FaultArgument>,

    /// Close the connection of every call without an answer, once the request has been read: before or after the
    /// document is taken in. A caller cannot tell which.
    #[arg(long = "drop", value_enum)]
    pub(crate) cut: Option<CutArgument>,

    /// What becomes of the signal that the browser sends to a supplier when a bill of E-RÄK is signed.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "sent")]
    pub(crate) erak_signals: SignalArgument,

    /// Admit this token at E-RÄK, and no others than those given. More than once, for more suppliers.
    #[arg(long, value_name = "TOKEN")]
    pub(crate) erak_token: Vec<Token>,

    /// The most calls a second, E-RÄK aside; more are turned away with HTTP 403. How the agency does that is not known. A second is
    /// taken for 0.9 seconds, so that a caller who keeps the pace is not turned away for the network's unevenness.
    #[arg(long, value_name = "CALLS")]
    pub(crate) max_rate: Option<NonZeroU32>,

    /// Plain HTTP, without certificates.
    #[arg(long)]
    pub(crate) without_mtls: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FaultArgument {
    /// The declared fault XmlValidationError.
    Xml,
    /// The declared fault SignatureValidationError.
    Signature,
    /// A fault of the code Server, which the contract does not declare.
    Server,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CutArgument {
    /// Before the document is taken in.
    Before,
    /// After it has been taken in.
    After,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SignalArgument {
    /// It is sent.
    Sent,
    /// It is lost.
    Lost,
    /// One is sent when the bill is opened, though nobody has signed.
    Forged,
}

/// A token, which is not shown.
#[derive(Clone)]
pub(crate) struct Token(String);

impl FromStr for Token {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err("a token has at least one character");
        }
        Ok(Self(text.to_owned()))
    }
}

impl AsRef<[u8]> for Token {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl Arguments {
    pub(crate) fn options(&self) -> Options {
        let (folder, keeping) = match &self.state {
            Some(folder) => (folder.clone(), Keeping::InFolder),
            None => (target().join("emulator"), Keeping::InMemory),
        };
        let security = if self.without_mtls {
            Security::Plain
        } else {
            Security::Mutual
        };
        let signatures = if self.any_signature {
            Signatures::Any
        } else {
            Signatures::Verified
        };
        let options = Options::new(folder)
            .with_port(self.port)
            .keeping(keeping)
            .with_security(security)
            .with_signatures(signatures)
            .with_behaviour(self.behaviour())
            .with_page_port(self.page_port())
            .with_erak(self.erak())
            .with_clock(Clock::adjustable());
        let options = match self.auto_sign {
            Some(delay) => options.with_auto_sign(AutoSign::after(delay)),
            None => options,
        };
        match self.max_rate {
            Some(calls) => options.with_max_rate(calls),
            None => options,
        }
    }

    /// A port that the system picks has none after it.
    fn page_port(&self) -> u16 {
        let after = self.port.checked_add(1).filter(|_| self.port != 0);
        self.page_port.or(after).unwrap_or_default()
    }

    fn erak(&self) -> ErakOptions {
        let behaviour = match (self.fault, self.cut) {
            (Some(FaultArgument::Server), _) => ErakBehaviour::failed(Moment::Before),
            (_, Some(CutArgument::Before)) => ErakBehaviour::cut(Moment::Before),
            (_, Some(CutArgument::After)) => ErakBehaviour::cut(Moment::After),
            (Some(FaultArgument::Xml | FaultArgument::Signature) | None, None) => ErakBehaviour::deserved(),
        };
        let signals = match self.erak_signals {
            SignalArgument::Sent => SignalBehaviour::Sent,
            SignalArgument::Lost => SignalBehaviour::Lost,
            SignalArgument::Forged => SignalBehaviour::Forged,
        };
        let options = ErakOptions::new()
            .with_behaviour(behaviour.after(self.latency.unwrap_or_default()))
            .with_signals(signals);
        if self.erak_token.is_empty() {
            options
        } else {
            options.with_tokens(&self.erak_token)
        }
    }

    fn behaviour(&self) -> Behaviour {
        let behaviour = match (self.fault, self.cut) {
            (Some(FaultArgument::Xml), _) => Behaviour::fault(Fault::Xml),
            (Some(FaultArgument::Signature), _) => Behaviour::fault(Fault::Signature),
            (Some(FaultArgument::Server), _) => Behaviour::fault(Fault::Server),
            (None, Some(CutArgument::Before)) => Behaviour::cut(Cut::Before),
            (None, Some(CutArgument::After)) => Behaviour::cut(Cut::After),
            (None, None) => Behaviour::deserved(),
        };
        behaviour.after(self.latency.unwrap_or_default())
    }
}

/// The folder `target` of the repository that this program was built in.
fn target() -> PathBuf {
    let crate_folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let repository = crate_folder.ancestors().nth(2).unwrap_or(&crate_folder);
    repository.join("target")
}
