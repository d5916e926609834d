//! Certificates that one side does not accept, on TLS 1.2 and 1.3.

use std::sync::Arc;

use fk_runtime::soap::Settings;
use fk_runtime::tls::rustls::crypto::ring;
use fk_runtime::tls::rustls::server::WebPkiClientVerifier;
use fk_runtime::tls::rustls::version::{TLS12, TLS13};
use fk_runtime::tls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use fk_runtime::tls::{Authorities, Identity, Roots, UncheckedIdentity};

use crate::authority::{Authority, Issued, days, pem};
use crate::client::{Told, call, client, quick};
use crate::server::{PONG, Script, Server, soap};

pub(crate) const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

/// A server and a client that believe each other; a test changes what it is about.
pub(crate) struct Scene {
    pub(crate) version: &'static SupportedProtocolVersion,
    /// The authority that the client believes, and the one that the server believes.
    pub(crate) servers: Authority,
    pub(crate) clients: Authority,
    pub(crate) server: Issued,
    pub(crate) client: Option<Issued>,
}

impl Scene {
    pub(crate) fn new(version: &'static SupportedProtocolVersion) -> Self {
        let servers = Authority::root("Servers");
        let clients = Authority::root("Clients").intermediate("Clients 2");
        Self {
            version,
            server: servers.server(&["localhost", "127.0.0.1"]),
            client: Some(clients.client("Supplier")),
            servers,
            clients,
        }
    }

    /// The server's configuration.
    pub(crate) fn server(&self) -> Arc<ServerConfig> {
        let provider = Arc::new(ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(self.clients.chain.last().unwrap().clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
        let mut chain = vec![self.server.leaf.clone()];
        chain.extend(self.server.issuers.iter().cloned());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[self.version])
            .unwrap()
            .with_client_cert_verifier(verifier.build().unwrap())
            .with_single_cert(chain, self.server.private_key())
            .unwrap();
        Arc::new(config)
    }

    /// The client's settings.
    pub(crate) fn reach(&self, settings: Settings) -> Settings {
        let root = pem("CERTIFICATE", self.servers.chain.last().unwrap());
        let settings = settings.with_roots(Roots::Only(Authorities::from_pem(root.as_bytes()).unwrap()));
        match self.identity() {
            Some(identity) => settings.with_identity(identity),
            None => settings,
        }
    }

    fn identity(&self) -> Option<Identity> {
        let pem = self.client.as_ref()?.pem();
        Some(
            UncheckedIdentity::parse(pem.as_bytes(), None)
                .unwrap()
                .trust_anyway(),
        )
    }
}

/// Calls a server whose certificate, or our own, is not in order: how often it read a request, and what was told.
async fn try_it(scene: &Scene) -> (usize, Told, String) {
    let server = Server::start(Script::Answer(soap("200 OK", PONG)), Some(scene.server())).await;
    let url = format!("https://localhost:{}/", server.address.port());
    let (told, said) = call(&client(scene.reach(quick(url)))).await;
    (server.requests(), told, said)
}

/// What is changed, and words of what the caller is told on TLS 1.2 and 1.3.
type Row = (&'static str, fn(&mut Scene), &'static str);

const TABLE: &[Row] = &[
    (
        "a server certificate of another authority",
        |scene| scene.server = Authority::root("Strangers").server(&["localhost"]),
        "authority that is not among the roots",
    ),
    (
        "an expired server certificate",
        |scene| {
            scene.server = scene.servers.server_with(&["localhost"], |params| {
                (params.not_before, params.not_after) = (days(-20).into(), days(-10).into());
            });
        },
        "server's certificate expired",
    ),
    (
        "a server certificate of another host",
        |scene| scene.server = scene.servers.server(&["elsewhere.example"]),
        "elsewhere.example",
    ),
    (
        "our certificate of an authority that the server does not know",
        |scene| {
            scene.client = Some(
                Authority::root("Nobody")
                    .intermediate("Nobody 2")
                    .client("Supplier"),
            )
        },
        "certificate",
    ),
    (
        "our certificate expired",
        |scene| {
            scene.client = Some(scene.clients.client_with("Supplier", |params| {
                (params.not_before, params.not_after) = (days(-20).into(), days(-10).into());
            }));
        },
        "expired",
    ),
    (
        "our certificate without its intermediate",
        |scene| scene.client = scene.client.take().map(Issued::without_issuers),
        "intermediate",
    ),
    (
        "our certificate of an authority that has the name of the server's and another key",
        |scene| {
            scene.client = Some(
                Authority::root("Clients")
                    .intermediate("Clients 2")
                    .client("Supplier"),
            )
        },
        "certificate",
    ),
    (
        "our certificate absent",
        |scene| scene.client = None,
        "certificate",
    ),
];

#[tokio::test]
async fn a_certificate_that_is_not_accepted_means_not_sent() {
    for version in VERSIONS {
        let (requests, told, said) = try_it(&Scene::new(version)).await;
        assert_eq!((requests, told), (1, Told::Answer), "{said}");
        for (what, change, words) in TABLE {
            let mut scene = Scene::new(version);
            change(&mut scene);
            let (requests, told, said) = try_it(&scene).await;
            assert_eq!(
                (requests, told),
                (0, Told::NotSent),
                "{what}, {version:?}: {said}"
            );
            assert!(said.contains(words), "{what}, {version:?}: {said}");
        }
    }
}

#[tokio::test]
async fn a_client_resumes_its_session() {
    for version in VERSIONS {
        let scene = Scene::new(version);
        let server = Server::start(Script::Answer(soap("200 OK", PONG)), Some(scene.server())).await;
        let url = format!("https://localhost:{}/", server.address.port());
        let client = client(scene.reach(quick(url)));
        for earlier in 0..3 {
            assert_eq!(call(&client).await.0, Told::Answer);
            assert_eq!(
                (server.connections(), server.resumed()),
                (earlier + 1, earlier),
                "{version:?}"
            );
        }
    }
}
