//! Calls.

use std::fmt;
use std::time::Duration;

use tracing::Instrument;

use super::prepared::Prepared;
use super::report::Occasion;
use super::target::{For, Target};
use super::{Answer, Api, CallError, CallFailure, Content, Operation, TextWriter, Token};
use crate::clock::Clock;
use crate::contract::Contract;
use crate::http::{Connection, Lost, Measured, NotSentCause, Settings, SetupError, Url};
use crate::pacing::{NoTurn, Turn};
use crate::xml::InvalidValue;

/// A client of a service that is called over HTTP with JSON. Clones share the connection's settings, TLS sessions and
/// turns.
#[derive(Clone, Debug)]
pub struct Client {
    api: &'static Api,
    contract: Contract,
    token: Option<Token>,
    clock: Clock,
    connection: Connection,
}

/// An answer that the contract declares, and the call that it came to.
pub struct Answered<O: Operation> {
    /// The answer; errors that the contract declares are answers too.
    pub answer: O::Answer,
    /// What the agency's support asks for, should the answer be wrong.
    pub occasion: Box<Occasion>,
}

/// Nothing of the answer.
impl<O: Operation> fmt::Debug for Answered<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("status", &self.answer.status())
            .field("occasion", &self.occasion)
            .finish_non_exhaustive()
    }
}

/// The value that the body of an operation is written from.
pub(super) type BodyOf<O> = <<O as Operation>::Body as Content>::Value;

/// How long to wait before a call that only asks is made again; twice as long each time.
const PAUSE: Duration = Duration::from_millis(200);

impl Client {
    /// A client of `api` for `contract`, one of its versions, with the key that the service knows the supplier by, if it
    /// gives one.
    ///
    /// # Errors
    /// Settings that cannot be used, and a contract that is not sure enough for where they lead.
    pub fn new(
        api: &'static Api,
        contract: Contract,
        token: Option<Token>,
        settings: Settings,
    ) -> Result<Self, SetupError> {
        if contract.service != api.service || !api.versions.contains(&contract.version) {
            return Err(SetupError::OtherContract {
                contract,
                service: api.service,
                versions: api.versions,
            });
        }
        let clock = settings.clock().clone();
        let connection = Connection::new(&settings, contract, api.service, api.addresses, api.pacing)?;
        if connection.url().query().is_some() || connection.url().fragment().is_some() {
            let reason = "it has a query or a fragment, and operations have paths of their own".to_owned();
            return Err(SetupError::Url { reason });
        }
        Ok(Self {
            api,
            contract,
            token,
            clock,
            connection,
        })
    }

    /// Calls an operation, in a turn that is waited for or not, as the settings say.
    ///
    /// A connection that was never established is tried again, and a call that only asks (a safe method: RFC 9110,
    /// section 9.2.1) is made again when its answer is lost, until the settings' attempts are used up; each attempt takes
    /// a turn. Any other call is made once.
    ///
    /// # Errors
    /// [`CallError`]: every way in which a call can end without an answer.
    pub async fn call<O: Operation>(
        &self,
        parameters: &O::Parameters,
        body: &BodyOf<O>,
    ) -> Result<Answered<O>, CallError> {
        self.call_until_answered::<O>(parameters, body)
            .instrument(self.span::<O>())
            .await
    }

    /// Waits for a turn to make a call, or takes the one that is at hand, as the settings say.
    ///
    /// # Errors
    /// There is none at hand, and it is not to be waited for.
    pub async fn turn(&self) -> Result<Turn, NoTurn> {
        self.connection.turn().await
    }

    /// As [`Self::call`], once, in a turn that is at hand ([`Self::turn`]): nothing is tried again here, since that would
    /// take turns that have not been given. Whoever shares turns out among many chooses what is called when the turn is
    /// there, and not while it is waited for.
    ///
    /// The turn is over when the call is, or when the future is dropped. A turn of another host's is given back, and one
    /// of this host's is waited for.
    ///
    /// # Errors
    /// As [`Self::call`].
    pub async fn call_in<O: Operation>(
        &self,
        turn: Turn,
        parameters: &O::Parameters,
        body: &BodyOf<O>,
    ) -> Result<Answered<O>, CallError> {
        let call = async {
            let prepared = Prepared::new(self, parameters, body)?;
            self.attempt(turn, &prepared).await
        };
        call.instrument(self.span::<O>()).await
    }

    /// The URL of an operation that is opened in a browser. The key is not in it, and neither are parameters that stand in
    /// a header.
    ///
    /// # Errors
    /// A parameter that cannot stand in a URL.
    pub fn link<O: Operation>(&self, parameters: &O::Parameters) -> Result<Url, InvalidValue> {
        let pairs = TextWriter::pairs(parameters)?;
        let target = Target::new(&O::DESCRIPTION, &pairs, None, For::Service)?;
        Ok(self.connection.beneath(&target.path, target.query.as_deref()))
    }

    /// The clock that turns and times go by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The version of the contract.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.contract
    }

    fn span<O: Operation>(&self) -> tracing::Span {
        tracing::info_span!(
            "call",
            service = self.contract.service,
            version = self.contract.version,
            operation = O::DESCRIPTION.name,
        )
    }

    async fn call_until_answered<O: Operation>(
        &self,
        parameters: &O::Parameters,
        body: &BodyOf<O>,
    ) -> Result<Answered<O>, CallError> {
        let prepared = Prepared::<O>::new(self, parameters, body)?;
        let mut turn = match self.turn().await {
            Ok(turn) => turn,
            Err(NoTurn { again_after }) => {
                return Err(prepared.not_sent(self, NotSentCause::NoTurn { again_after }));
            }
        };
        let (mut attempt, mut pause) = (1, PAUSE);
        loop {
            let result = self.attempt(turn, &prepared).await;
            match &result {
                Err(error) if error.may_pass() && attempt < self.connection.attempts() => {
                    tracing::info!(attempt, "trying again");
                }
                _ => return result,
            }
            // By the system's clock: it is for the other side's sake, and a clock that stands still must not hold it up.
            tokio::time::sleep(pause).await;
            // Without a turn, what came of the last attempt says more than that there is none for another.
            let Ok(another) = self.turn().await else {
                return result;
            };
            turn = another;
            attempt += 1;
            pause *= 2;
        }
    }

    pub(super) fn api(&self) -> &'static Api {
        self.api
    }

    pub(super) fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Makes a request once, in a turn.
    async fn attempt<O: Operation>(
        &self,
        turn: Turn,
        prepared: &Prepared<O>,
    ) -> Result<Answered<O>, CallError> {
        let mut occasion = prepared.occasion(self);
        let mut measured = Measured::begin(prepared.request_bytes());
        let answer = self.connection.send(turn, &prepared.request).await;
        measured.end(&answer);
        occasion.status = measured.status();
        let judged = match answer {
            Ok(answer) => prepared.judge(&answer),
            Err(failure) => Err(match failure.of_call(prepared.call.clone(), prepared.repeat) {
                Lost::NotSent(error) => CallFailure::NotSent(error),
                Lost::OutcomeUnknown(error) => CallFailure::OutcomeUnknown(error),
            }),
        };
        match judged {
            Ok(answer) => {
                measured.answered(None);
                Ok(Answered { answer, occasion })
            }
            Err(failure) => {
                measured.failed(&failure);
                Err(CallError::new(occasion, failure))
            }
        }
    }
}
