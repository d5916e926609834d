//! How reqwest is set up.

use reqwest::header::{CONNECTION, HeaderMap, HeaderValue};

use super::failure::UnknownHost;
use super::{Settings, SetupError};
use crate::tls;

/// The most header fields of an answer that are taken in. Their size is limited too, by hyper, to about 400 KiB.
const HEADER_FIELDS: usize = 100;

/// A client of reqwest's that makes each request once, on a connection of its own.
pub(super) fn client(settings: &Settings) -> Result<reqwest::Client, SetupError> {
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
