//! The one place that knows reqwest.

use std::fmt;
use std::time::Duration;

use reqwest::header::{CONNECTION, CONTENT_TYPE, HeaderMap, HeaderValue};
use url::Url;

use super::failure::{Failure, UnknownHost};
use super::{Seen, Settings, SetupError, guard};
use crate::contract::{Address, Contract, Pacing, Spread};
use crate::pacing::Pacer;
use crate::tls::{self, Identity};

/// The most header fields of an answer that are taken in. Their size is limited too, by hyper, to about 400 KiB.
const HEADER_FIELDS: usize = 100;

/// A way to a service, by which requests are made once.
#[derive(Clone)]
pub struct Connection {
    client: reqwest::Client,
    url: Url,
    identity: Option<Identity>,
    pacer: Pacer,
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
        let pacer = match (&settings.pacer, pacing) {
            (Some(pacer), _) => pacer.clone(),
            (None, Some(pacing)) => Pacer::of_host(host, pacing),
            (None, None) => Pacer::of_host(host, DEFAULT_PACING),
        };
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
        self.post_to(&self.url, fields, body).await
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
        self.post_to(&url, fields, body).await
    }

    async fn post_to(&self, url: &Url, fields: HeaderMap, body: Vec<u8>) -> Result<Answer, Failure> {
        if let Some(identity) = &self.identity {
            identity.warn_if_expiring(tls::chrono::Utc::now());
        }
        let body = bytes::Bytes::from(body);
        let mut attempt = 1;
        loop {
            self.pacer.turn().await;
            match self.exchange(url, fields.clone(), body.clone()).await {
                Err(Failure::NotConnected { cause, again: true }) if attempt < self.attempts => {
                    tracing::info!(attempt, %cause, "no connection; trying again");
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    async fn exchange(&self, url: &Url, fields: HeaderMap, body: bytes::Bytes) -> Result<Answer, Failure> {
        let given_up = GivenUp;
        let result = self.exchange_to_its_end(url, fields, body).await;
        std::mem::forget(given_up);
        result
    }

    async fn exchange_to_its_end(
        &self,
        url: &Url,
        fields: HeaderMap,
        body: bytes::Bytes,
    ) -> Result<Answer, Failure> {
        let failure =
            |error: &reqwest::Error, status| Failure::of(error, status, self.connect_timeout, self.timeout);
        let request = self
            .client
            .post(url.clone())
            .headers(fields)
            .timeout(self.timeout)
            .body(body);
        let mut response = request.send().await.map_err(|error| failure(&error, None))?;
        let status = response.status().as_u16();
        let content_type = response.headers().get(CONTENT_TYPE);
        let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| failure(&error, Some(status)))?
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

fn client(settings: &Settings) -> Result<reqwest::Client, SetupError> {
    let config = tls::client_config(&settings.roots, settings.identity.as_ref())?;
    let mut fields = HeaderMap::new();
    // So that the other side does not wait for a second request. That there is none is the pool's doing, below.
    fields.insert(CONNECTION, HeaderValue::from_static("close"));
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
        .default_headers(fields)
        .tls_backend_preconfigured((*config).clone())
        .http1_only()
        .http1_max_headers(HEADER_FIELDS)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        // hyper sends again, on a new connection, what it could not send on one that had been kept and was closed.
        // Without kept connections there is nothing to send again.
        .pool_max_idle_per_host(0)
        .connect_timeout(settings.connect_timeout)
        .dns_resolver(Resolver)
        .no_proxy();
    if let Some(proxy) = &settings.proxy {
        let proxy = reqwest::Proxy::all(proxy).map_err(|error| SetupError::Proxy {
            reason: error.to_string(),
        })?;
        builder = builder.proxy(proxy);
    }
    builder.build().map_err(|error| SetupError::Http {
        reason: error.to_string(),
    })
}

/// The system's resolver, with errors that can be told from others.
struct Resolver;

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let host = name.as_str();
            match tokio::net::lookup_host((host, 0)).await {
                Ok(addresses) => {
                    Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as reqwest::dns::Addrs)
                }
                Err(error) => Err(UnknownHost {
                    host: host.to_owned(),
                    error,
                }
                .into()),
            }
        })
    }
}

/// Dropped with an exchange that was not gone through to its end.
struct GivenUp;

impl Drop for GivenUp {
    fn drop(&mut self) {
        tracing::warn!("the call was given up before an answer came; its outcome is unknown");
    }
}
