//! What rustls is told.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::sign::SingleCertAndKey;
use rustls::version::{TLS12, TLS13};

use super::{Identity, Roots, TlsError};

/// A client of TLS 1.2 and 1.3 that believes the roots and shows the identity if it is asked for one.
///
/// The algorithms are ring's, whatever the process' default provider is. No protocol is named (ALPN), so that HTTP
/// is 1.1. Sessions are resumed; a configuration that is shared shares them.
///
/// # Errors
///
/// [`TlsError::Configuration`], when rustls does not take it.
pub fn client_config(roots: &Roots, identity: Option<&Identity>) -> Result<Arc<ClientConfig>, TlsError> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map_err(TlsError::Configuration)?
        .with_root_certificates(roots.store());
    Ok(Arc::new(match identity {
        Some(identity) => {
            builder.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(identity.certified())))
        }
        None => builder.with_no_client_auth(),
    }))
}

pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
