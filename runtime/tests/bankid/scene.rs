//! A client and a server that believe each other, and what they say.

use std::sync::Arc;
use std::time::Duration;

use fk_runtime::bankid::{Client, Host, Loopback, Settings, SignRequest, SigningOrder};
use fk_runtime::signing::VisibleText;
use fk_runtime::tls::rustls::crypto::ring;
use fk_runtime::tls::rustls::server::WebPkiClientVerifier;
use fk_runtime::tls::rustls::version::{TLS12, TLS13};
use fk_runtime::tls::rustls::{RootCertStore, ServerConfig};
use fk_runtime::tls::{Authorities, Identity, UncheckedIdentity};
use serde_json::{Value, json};

use crate::authority::{Authority, Issued, pem};
use crate::server::{Act, Server};

pub(crate) const PERSON: &str = "189001019802";
pub(crate) const NAME: &str = "Tolvan Tolvansson";
pub(crate) const SECRET: &str = "d28db9a7-4cde-429e-a983-359be676944c";
pub(crate) const QR_TOKEN: &str = "67df3917-fa0d-44e5-b327-edcc928297f8";
pub(crate) const START_TOKEN: &str = "7c40b5c9-fa74-49cf-b98c-bfe651f9a7c6";
pub(crate) const ORDER: &str = "131daac9-16c6-4618-beb0-365768f37288";

pub(crate) struct Scene {
    pub(crate) servers: Authority,
    pub(crate) clients: Authority,
    pub(crate) client: Issued,
    pub(crate) server: Server,
    pub(crate) config: Arc<ServerConfig>,
}

impl Scene {
    /// With what the server does with each request.
    pub(crate) async fn new(script: impl IntoIterator<Item = Act>) -> Self {
        let servers = Authority::root("Test BankID SSL Root");
        let clients = Authority::root("Banks").intermediate("A bank");
        let config = config(&servers.server(&["127.0.0.1"]), &clients);
        Self {
            server: Server::start(script.into_iter().collect(), config.clone()).await,
            config,
            client: clients.client("Supplier"),
            servers,
            clients,
        }
    }

    /// As [`new`](Self::new), where the first request begins the order.
    pub(crate) async fn begun(script: impl IntoIterator<Item = Act>) -> (Self, SigningOrder) {
        let begins = Act::Json(200, started());
        let scene = Self::new(std::iter::once(begins).chain(script)).await;
        let order = scene.client().sign(&request()).await.unwrap();
        (scene, order)
    }

    pub(crate) fn host(&self) -> Host {
        let url = format!("https://{}/rp/v6.0", self.server.address);
        Host::Loopback(Loopback::try_from(url.as_str()).unwrap())
    }

    /// Settings that wait as long as a test that stands still may need.
    pub(crate) fn settings(&self) -> Settings {
        Settings::new(self.host(), identity(&self.client), roots(&self.servers))
            .with_connect_timeout(Duration::from_secs(60 * 60))
            .with_timeout(Duration::from_secs(2 * 60 * 60))
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.settings()).unwrap()
    }
}

pub(crate) fn identity(issued: &Issued) -> Identity {
    let unchecked = UncheckedIdentity::parse(issued.pem().as_bytes(), None);
    unchecked.unwrap().trust_anyway()
}

pub(crate) fn roots(authority: &Authority) -> Authorities {
    let root = pem("CERTIFICATE", authority.chain.last().unwrap());
    Authorities::from_pem(root.as_bytes()).unwrap()
}

fn config(server: &Issued, clients: &Authority) -> Arc<ServerConfig> {
    let provider = Arc::new(ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(clients.chain.last().unwrap().clone()).unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
    let mut chain = vec![server.leaf.clone()];
    chain.extend(server.issuers.iter().cloned());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13, &TLS12])
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(chain, server.private_key())
        .unwrap();
    Arc::new(config)
}

pub(crate) fn request() -> SignRequest {
    let text = VisibleText::plain("Jag skriver under.").unwrap();
    SignRequest::new("192.0.2.1".parse().unwrap(), text)
}

/// What begins an order.
pub(crate) fn started() -> Value {
    json!({
        "orderRef": ORDER,
        "autoStartToken": START_TOKEN,
        "qrStartToken": QR_TOKEN,
        "qrStartSecret": SECRET,
    })
}

pub(crate) fn pending(hint: &str) -> Act {
    Act::Json(
        200,
        json!({"orderRef": ORDER, "status": "pending", "hintCode": hint}),
    )
}

pub(crate) fn failed(hint: &str) -> Act {
    Act::Json(
        200,
        json!({"orderRef": ORDER, "status": "failed", "hintCode": hint}),
    )
}

pub(crate) fn refused(status: u16, code: &str) -> Act {
    Act::Json(
        status,
        json!({"errorCode": code, "details": format!("Wrong: {PERSON} {NAME}")}),
    )
}

/// A completed order, as BankID's documentation has it.
pub(crate) fn completed() -> Value {
    json!({
        "orderRef": ORDER,
        "status": "complete",
        "completionData": {
            "user": {
                "personalNumber": PERSON,
                "name": NAME,
                "givenName": "Tolvan",
                "surname": "Tolvansson",
            },
            "device": {"ipAddress": "192.0.2.7", "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="},
            "bankIdIssueDate": "2020-02-01",
            "stepUp": {"mrtd": true},
            "signature": "PD94bWwg\r\nc2lnbmF0dXJl",
            "ocspResponse": "b2NzcA==",
            "risk": "low",
        },
    })
}

pub(crate) fn complete() -> Act {
    Act::Json(200, completed())
}
