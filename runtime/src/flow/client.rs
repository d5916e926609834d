//! Single calls.

use std::fmt;
use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use url::Url;

use super::life::Moment;
use super::scheduler::Asker;
use super::{BodyOf, CreateError, Protocol, State, StatusError};
use crate::Contract;
use crate::clock::Clock;
use crate::http::{Connection, Settings, SetupError};
use crate::pacing::Turn;
use crate::rest::{self, Answered, CallError, NoFields, Operation, Token};
use crate::xml::{Simple, TextWriter};

/// Hands documents over, and asks how far they have come. Clones share connections' settings, TLS sessions and turns.
///
/// [`Flows`](super::Flows) follows documents to their outcome with it.
pub struct Client<P> {
    rest: rest::Client,
    protocol: PhantomData<fn() -> P>,
}

/// A document that the service has accepted.
pub struct Accepted<P: Protocol> {
    /// The code that the service has given it.
    pub fingerprint: P::Fingerprint,
    /// The page where the person signs it.
    pub redirect: Url,
    /// Before it was handed over: its life has not begun sooner.
    pub sent: DateTime<Utc>,
    /// When the service's answer had come: its life has not begun later.
    pub created: DateTime<Utc>,
}

impl<P: Protocol> Client<P> {
    /// A client that the service knows by `token`.
    ///
    /// # Errors
    /// Settings that cannot be used, and a contract that is not sure enough for where they lead.
    pub fn new(token: Token, settings: Settings) -> Result<Self, SetupError> {
        let rest = rest::Client::new(P::Create::API, P::CONTRACT, Some(token), settings)?;
        Ok(Self {
            rest,
            protocol: PhantomData,
        })
    }

    /// Hands a document over, once.
    ///
    /// When the future is dropped half-way the document may have been accepted; nobody knows its code then, so nobody can
    /// sign it, and the service forgets it by itself.
    ///
    /// # Errors
    /// It is not accepted, or there is no answer.
    pub async fn create(&self, document: &BodyOf<P::Create>) -> Result<Accepted<P>, CreateError<P>> {
        self.create_at(document).await.map(|(accepted, _)| accepted)
    }

    /// As [`Self::create`], with the times before and after.
    pub(super) async fn create_at(
        &self,
        document: &BodyOf<P::Create>,
    ) -> Result<(Accepted<P>, [Moment; 2]), CreateError<P>> {
        let sent = Moment::now(self.clock());
        let answered = self.rest.call::<P::Create>(&NoFields, document).await;
        let Answered { answer, occasion } = answered.map_err(CreateError::Call)?;
        let created = Moment::now(self.clock());
        let fingerprint = match P::accepted(answer) {
            Ok(fingerprint) => fingerprint,
            Err(rejected) => return Err(CreateError::Rejected { rejected, occasion }),
        };
        let redirect = match self.link(fingerprint.clone()) {
            Ok(redirect) => redirect,
            Err(invalid) => return Err(CreateError::NoLink { invalid, occasion }),
        };
        let accepted = Accepted {
            fingerprint,
            redirect,
            sent: sent.utc,
            created: created.utc,
        };
        Ok((accepted, [sent, created]))
    }

    /// Asks how far a document has come. [`State::Absent`] says that the service does not know it, and not why: after the
    /// document's life it knows none, signed or not.
    ///
    /// # Errors
    /// There is no answer.
    pub async fn status(&self, fingerprint: &P::Fingerprint) -> Result<State, StatusError> {
        let answered = self
            .rest
            .call::<P::Status>(&P::asked(fingerprint.clone()), &())
            .await;
        Self::state(answered, fingerprint)
    }

    /// The version of the contract.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.rest.contract()
    }

    /// The clock that turns and times go by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.rest.clock()
    }

    pub(super) fn connection(&self) -> &Connection {
        self.rest.connection()
    }

    /// The page where the person signs a document.
    pub(super) fn link(&self, fingerprint: P::Fingerprint) -> Result<Url, crate::xml::InvalidValue> {
        self.rest.link::<P::Page>(&P::page(fingerprint))
    }

    fn state(
        answered: Result<Answered<P::Status>, CallError>,
        fingerprint: &P::Fingerprint,
    ) -> Result<State, StatusError> {
        match answered {
            Ok(answered) => Ok(P::state(&answered.answer)),
            Err(error) => Err(StatusError(match text(fingerprint) {
                Some(fingerprint) => error.with_fingerprint(fingerprint),
                None => error,
            })),
        }
    }
}

impl<P: Protocol> Asker for Client<P> {
    type Document = P::Fingerprint;
    type Turn = Turn;
    type Error = StatusError;

    fn clock(&self) -> &Clock {
        self.rest.clock()
    }

    async fn turn(&self) -> Turn {
        loop {
            match self.rest.turn().await {
                Ok(turn) => return turn,
                // Whoever calls is not to wait, by the settings; nobody calls here.
                Err(none) => {
                    let clock = self.clock();
                    clock
                        .wait_until(clock.elapsed().saturating_add(none.again_after))
                        .await;
                }
            }
        }
    }

    async fn ask(&self, turn: Turn, fingerprint: &P::Fingerprint) -> Result<State, StatusError> {
        let parameters = P::asked(fingerprint.clone());
        let answered = self.rest.call_in::<P::Status>(turn, &parameters, &()).await;
        Self::state(answered, fingerprint)
    }

    fn is_passing(error: &StatusError) -> bool {
        error.is_passing()
    }
}

/// A code as text; `None` when it cannot be written.
pub(super) fn text<T: Simple>(code: &T) -> Option<String> {
    let mut text = String::new();
    code.format(&mut TextWriter::plain(&mut text)).ok()?;
    Some(text)
}

impl<P> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self {
            rest: self.rest.clone(),
            protocol: PhantomData,
        }
    }
}

impl<P> fmt::Debug for Client<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("rest", &self.rest)
            .finish_non_exhaustive()
    }
}

impl<P: Protocol> Clone for Accepted<P> {
    fn clone(&self) -> Self {
        Self {
            fingerprint: self.fingerprint.clone(),
            redirect: self.redirect.clone(),
            sent: self.sent,
            created: self.created,
        }
    }
}

impl<P: Protocol> fmt::Debug for Accepted<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("fingerprint", &self.fingerprint)
            .field("created", &self.created)
            .finish_non_exhaustive()
    }
}
