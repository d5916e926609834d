//! How an emulator is started.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use fk_bankid::BankId;
use fk_runtime::clock::Clock;

use crate::bankid::LIFETIME;
use crate::behaviour::Script;
use crate::{AutoSign, Behaviour, ErakOptions};

/// How an emulator is started: where its files are, how it is reached, and what becomes of calls.
///
/// What is not said: ports that the system picks, mutual TLS, what was received kept in memory, every call answered as
/// the contract has it, signatures verified, orders of BankID and bills of E-RÄK that wait for somebody to play the person,
/// and the system's clock.
#[derive(Clone)]
pub struct Options {
    pub(crate) folder: PathBuf,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) keeping: Keeping,
    pub(crate) max_rate: Option<NonZeroU32>,
    pub(crate) script: Script,
    pub(crate) page_port: u16,
    pub(crate) auto_sign: Option<AutoSign>,
    pub(crate) order_lifetime: Duration,
    pub(crate) bankid: Option<BankId>,
    pub(crate) signatures: Signatures,
    pub(crate) erak: ErakOptions,
    pub(crate) clock: Clock,
}

/// What is asked of the signatures of documents.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Signatures {
    /// Each is a right one by the made-up BankID, of the document that it comes with.
    #[default]
    Verified,
    /// Nothing: any octets pass. For tests of load, where signing would be most of the work.
    Any,
}

/// How the emulator is reached.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Security {
    /// HTTPS, TLS 1.2 or 1.3, where both sides show a certificate.
    #[default]
    Mutual,
    /// Plain HTTP.
    Plain,
}

/// Where what was received is kept.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Keeping {
    /// In memory: the list of everything, and the bytes of the latest 1,000 documents, at most 64 MiB of them. Gone
    /// when the emulator stops.
    #[default]
    InMemory,
    /// In files under `received/` of the emulator's folder, where the next start finds them again.
    InFolder,
}

impl Options {
    /// With the folder for its certificates, which are made there when they are missing.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            port: 0,
            security: Security::default(),
            keeping: Keeping::default(),
            max_rate: None,
            script: Arc::new(|_| Behaviour::deserved()),
            page_port: 0,
            auto_sign: None,
            order_lifetime: LIFETIME,
            bankid: None,
            signatures: Signatures::default(),
            erak: ErakOptions::new(),
            clock: Clock::system(),
        }
    }

    /// With other tokens and behaviours of E-RÄK.
    #[must_use]
    pub fn with_erak(mut self, erak: ErakOptions) -> Self {
        self.erak = erak;
        self
    }

    /// With another clock for E-RÄK than the system's: the life of a bill, the count of calls and late answers go by it.
    /// A caller and the emulator can share one.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// With a port on loopback; 0 lets the system pick one.
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// With a port on loopback for the pages where a developer plays the person, and for E-RÄK; 0 lets the system pick one.
    #[must_use]
    pub fn with_page_port(mut self, port: u16) -> Self {
        self.page_port = port;
        self
    }

    /// With orders of BankID that are signed without anybody.
    #[must_use]
    pub fn with_auto_sign(mut self, auto_sign: AutoSign) -> Self {
        self.auto_sign = Some(auto_sign);
        self
    }

    /// With another time than three minutes before an order of BankID expires.
    #[must_use]
    pub fn with_order_lifetime(mut self, lifetime: Duration) -> Self {
        self.order_lifetime = lifetime;
        self
    }

    /// With a made-up BankID that is at hand, in place of the one that the folder keeps: making one takes a second, which
    /// many emulators of a test can share. Its root is written to the folder, and nothing else of it.
    #[must_use]
    pub fn with_bankid(mut self, bankid: BankId) -> Self {
        self.bankid = Some(bankid);
        self
    }

    /// With other demands on signatures.
    #[must_use]
    pub fn with_signatures(mut self, signatures: Signatures) -> Self {
        self.signatures = signatures;
        self
    }

    /// With TLS or without.
    #[must_use]
    pub fn with_security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// With another place for what is received.
    #[must_use]
    pub fn keeping(mut self, keeping: Keeping) -> Self {
        self.keeping = keeping;
        self
    }

    /// With the most calls a second, of all callers together. More are turned away with HTTP 403. How the agency
    /// does it is not known. A second is taken for 0.9 seconds, so that a caller who keeps the pace is not turned
    /// away for the network's unevenness.
    #[must_use]
    pub fn with_max_rate(mut self, calls: NonZeroU32) -> Self {
        self.max_rate = Some(calls);
        self
    }

    /// With the same behaviour for every call.
    #[must_use]
    pub fn with_behaviour(self, behaviour: Behaviour) -> Self {
        self.with_script(move |_| behaviour)
    }

    /// With a behaviour for each call, by its number: they are counted from 0, of all services together, in the
    /// order in which their requests had been read. Calls that [`with_max_rate`](Self::with_max_rate) turns away
    /// do not count.
    #[must_use]
    pub fn with_script(mut self, script: impl Fn(u64) -> Behaviour + Send + Sync + 'static) -> Self {
        self.script = Arc::new(script);
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("folder", &self.folder)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("keeping", &self.keeping)
            .field("max_rate", &self.max_rate)
            .field("page_port", &self.page_port)
            .field("auto_sign", &self.auto_sign)
            .field("order_lifetime", &self.order_lifetime)
            .field("bankid", &self.bankid)
            .field("erak", &self.erak)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}
