//! The one place that knows reqwest.

use std::fmt;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use url::Url;

use super::client::client;
use super::failure::Failure;
use super::{Request, Seen, Settings, SetupError, Turns, guard};
use crate::contract::{Address, Contract, Pacing, Spread};
use crate::pacing::{NoTurn, Pacer, Turn};
use crate::tls::{self, Identity};

/// A way to a service, by which requests are made once.
#[derive(Clone)]
pub struct Connection {
    client: reqwest::Client,
    url: Url,
    identity: Option<Identity>,
    pacer: Pacer,
    turns: Turns,
    attempts: u32,
    connect_timeout: Duration,
    timeout: Duration,
    answer_limit: usize,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("url", &self.url.as_str())
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

/// An answer, whatever its status.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header field of that name.
    pub content_type: Option<String>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl Connection {
    /// To the address of `settings`, for documents of `contract`; the rest is what the registry says of the service.
    ///
    /// # Errors
    /// Settings that cannot be used, and a contract that may not go where they lead.
    pub fn new(
        settings: &Settings,
        contract: Contract,
        service: &'static str,
        addresses: &[Address],
        pacing: Option<Pacing>,
    ) -> Result<Self, SetupError> {
        let url = settings.url(service, addresses)?;
        guard::check(&url, contract, addresses, settings.accepted)?;
        let host = url.host_str().unwrap_or_default();
        let pacer = settings.pacer(host, pacing.unwrap_or(DEFAULT_PACING));
        Self::assemble(settings, url, pacer)
    }

    /// To the address of `settings`, for requests that no contract of the agency describes: what may go where is the
    /// caller's to know, but for plain HTTP, which stays on this machine. Nobody has asked for a pace.
    ///
    /// # Errors
    /// Settings that cannot be used.
    #[cfg(feature = "bankid")]
    pub(crate) fn without_contract(settings: &Settings, service: &'static str) -> Result<Self, SetupError> {
        let url = settings.url(service, &[])?;
        guard::check_encrypted(&url)?;
        let pacer = settings.pacer.clone().unwrap_or_else(Pacer::unpaced);
        Self::assemble(settings, url, pacer)
    }

    fn assemble(settings: &Settings, url: Url, pacer: Pacer) -> Result<Self, SetupError> {
        if settings.connect_timeout >= settings.timeout {
            return Err(SetupError::Timeouts {
                connect: settings.connect_timeout,
                whole: settings.timeout,
            });
        }
        Ok(Self {
            client: client(settings)?,
            url,
            identity: settings.identity.clone(),
            pacer,
            turns: settings.turns,
            attempts: settings.attempts.max(1),
            connect_timeout: settings.connect_timeout,
            timeout: settings.timeout,
            answer_limit: settings.answer_limit,
        })
    }

    /// Posts `body` once. Only a connection that was never established is tried again.
    ///
    /// # Errors
    /// No answer, or none that could be taken in.
    pub async fn post(&self, fields: HeaderMap, body: Vec<u8>) -> Result<Answer, Failure> {
        self.post_to(self.url.clone(), fields, body).await
    }

    /// As [`post`](Self::post), to the segment of a path beneath the address.
    #[cfg(feature = "bankid")]
    pub(crate) async fn post_beneath(
        &self,
        segment: &str,
        fields: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Answer, Failure> {
        let mut url = self.url.clone();
        // It fails for URLs that can be no base, such as `mailto:`; one of HTTP always can.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(segment);
        }
        self.post_to(url, fields, body).await
    }

    async fn post_to(&self, url: Url, fields: HeaderMap, body: Vec<u8>) -> Result<Answer, Failure> {
        let request = Request {
            method: Method::POST,
            url,
            fields,
            body: Some(body.into()),
        };
        let mut turn = self.turn().await?;
        let mut attempt = 1;
        loop {
            let result = self.send(turn, &request).await;
            match &result {
                Err(Failure::NotConnected { cause }) if cause.may_pass() && attempt < self.attempts => {
                    tracing::info!(attempt, %cause, "no connection; trying again");
                }
                _ => return result,
            }
            // Without a turn, why there was no connection says more than that there is none to try again in.
            let Ok(another) = self.turn().await else {
                return result;
            };
            turn = another;
            attempt += 1;
        }
    }

    /// Waits for a turn to make a call, or takes the one that is at hand, as the settings say.
    ///
    /// # Errors
    /// There is none at hand, and it is not to be waited for.
    pub(crate) async fn turn(&self) -> Result<Turn, NoTurn> {
        match self.turns {
            Turns::Awaited => Ok(self.pacer.turn().await),
            Turns::AtHand => self.pacer.try_turn(),
        }
    }

    /// The service's address.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Whose turns the calls take.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn pacer(&self) -> &Pacer {
        &self.pacer
    }

    /// What a call does when there is no turn for it.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn turns(&self) -> Turns {
        self.turns
    }

    /// How many attempts a call has.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The URL of a path beneath the address, and of a query; both are percent-encoded, and the path begins with `/`.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn beneath(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{path}", self.url.path().trim_end_matches('/')));
        url.set_query(query);
        url
    }

    /// Makes a request, once, in a turn, which is over when this is: with the last byte of the answer, or when it is
    /// given up. A turn of another pacer is given back, and one of this pacer's is waited for.
    ///
    /// # Errors
    /// No answer, or none that could be taken in.
    pub(crate) async fn send(&self, turn: Turn, request: &Request) -> Result<Answer, Failure> {
        let _turn = if self.pacer.is_of(&turn) {
            turn
        } else {
            drop(turn);
            self.pacer.turn().await
        };
        if let Some(identity) = &self.identity {
            identity.warn_if_expiring(tls::chrono::Utc::now());
        }
        self.exchange(request).await
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Failure> {
        let given_up = GivenUp;
        let result = self.exchange_to_its_end(request).await;
        std::mem::forget(given_up);
        result
    }

    async fn exchange_to_its_end(&self, request: &Request) -> Result<Answer, Failure> {
        // The query may hold what is personal, or a key.
        let failure = |error: reqwest::Error, status| {
            Failure::of(&error.without_url(), status, self.connect_timeout, self.timeout)
        };
        let mut builder = self
            .client
            .request(request.method.clone(), request.url.clone())
            .headers(request.fields.clone())
            .timeout(self.timeout);
        if let Some(body) = &request.body {
            builder = builder.body(body.clone());
        }
        let mut response = builder.send().await.map_err(|error| failure(error, None))?;
        let status = response.status().as_u16();
        let content_type = response.headers().get(CONTENT_TYPE);
        let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| failure(error, Some(status)))?
        {
            if body.len() + chunk.len() > self.answer_limit {
                return Err(Failure::Broken {
                    status: Some(status),
                    seen: Seen::TooLarge {
                        limit: self.answer_limit,
                    },
                });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            content_type,
            body,
        })
    }
}

/// A call a second: what the agency asks for where a contract says nothing else.
const DEFAULT_PACING: Pacing = Pacing {
    calls: 1,
    seconds: 1,
    spread: Spread::Evenly,
};

/// Dropped with an exchange that was not gone through to its end.
struct GivenUp;

impl Drop for GivenUp {
    fn drop(&mut self) {
        tracing::warn!("the call was given up before an answer came; its outcome is unknown");
    }
}
