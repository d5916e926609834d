//! What passes by in a handshake and is not seen afterwards: the chain of a server that is not believed, and whose
//! certificates it wants of us.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, WebPkiServerVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{DigitallySignedStruct, Error, SignatureScheme};
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

use super::super::certificate::name;
use super::super::config::provider;
use super::super::{Identity, Roots, TlsError};
use super::report::{Acceptance, ClientAuthentication};

/// webpki's verifier, whose verdict holds, and the chain that it was shown.
#[derive(Debug)]
pub(super) struct SeenChain {
    verifier: Arc<WebPkiServerVerifier>,
    chain: Mutex<Vec<CertificateDer<'static>>>,
}

impl SeenChain {
    pub(super) fn new(roots: &Roots) -> Result<Self, TlsError> {
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots.store()), provider())
            .build()
            .map_err(|error| TlsError::Configuration(Error::General(error.to_string())))?;
        Ok(Self {
            verifier,
            chain: Mutex::default(),
        })
    }

    pub(super) fn seen(&self) -> Vec<CertificateDer<'static>> {
        self.chain.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for SeenChain {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates);
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) =
            chain.map(|der| der.clone().into_owned()).collect();
        self.verifier
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// Our certificate, and what the server asked for.
#[derive(Debug)]
pub(super) struct AskedFor {
    certified: Option<Arc<CertifiedKey>>,
    /// The names, in DER, that certificates of the chain have as issuer.
    issuers: Vec<Vec<u8>>,
    asked: Mutex<ClientAuthentication>,
}

impl AskedFor {
    pub(super) fn new(identity: Option<&Identity>) -> Self {
        let chain = identity.map_or(&[][..], Identity::chain);
        Self {
            certified: identity.map(Identity::certified),
            issuers: chain
                .iter()
                .map(|certificate| certificate.issuer_der.clone())
                .collect(),
            asked: Mutex::new(ClientAuthentication::NotRequested),
        }
    }

    pub(super) fn seen(&self) -> ClientAuthentication {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ResolvesClientCert for AskedFor {
    fn resolve(&self, wanted: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let issuers = wanted.iter().filter_map(|der| X509Name::from_der(der).ok());
        let issuers = issuers.map(|(_, distinguished)| name(&distinguished)).collect();
        let usable = self
            .certified
            .as_ref()
            .filter(|certified| certified.key.choose_scheme(schemes).is_some());
        let seen = if usable.is_none() {
            ClientAuthentication::NotShown { issuers }
        } else {
            let acceptance = if wanted.is_empty() {
                Acceptance::Unsaid
            } else if self
                .issuers
                .iter()
                .any(|issuer| wanted.contains(&issuer.as_slice()))
            {
                Acceptance::Listed
            } else {
                Acceptance::NotListed
            };
            ClientAuthentication::Shown { issuers, acceptance }
        };
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        usable.cloned()
    }

    fn has_certs(&self) -> bool {
        self.certified.is_some()
    }
}
