//! Starting and stopping.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use fk_bankid::BankId;
use fk_runtime::Environment;
use fk_runtime::clock::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::bankid::{BASE, Orders};
use crate::certificates::{self, BankIdOrigin, Certificates, Origin, Ready};
use crate::inspection::Inspection;
use crate::page::{FormToken, Page};
use crate::register::Register;
use crate::site::Site;
use crate::{Erak, Options, Received, Security, Service, Signatures, StartError, listener};

/// An emulator that is not running yet.
#[derive(Clone, Copy, Debug)]
pub enum Emulator {}

impl Emulator {
    /// Starts an emulator on loopback, in tasks of the runtime of tokio that this is called in.
    ///
    /// # Errors
    /// A port that is taken; files that cannot be read or written.
    pub async fn start(options: Options) -> Result<Running, StartError> {
        // The port first: who cannot listen shall not make certificates.
        let (listener, address) = listen(options.port, "--port").await?;
        let (page_listener, page_address) = listen(options.page_port, "--page-port").await?;
        let (folder, given) = (options.folder, options.bankid);
        // Making keys takes its time, in which the runtime's other tasks go on.
        let prepared = tokio::task::spawn_blocking(move || certificates::prepare(&folder, given)).await;
        let Ready {
            certificates,
            origin,
            config,
            bankid,
            bankid_origin,
        } = prepared.map_err(|error| StartError::Certificates {
            reason: error.to_string(),
        })??;
        let register = Arc::new(Register::open(certificates.folder(), options.keeping)?);
        let inspection = match options.signatures {
            Signatures::Verified => {
                let anchors = bankid.anchors().map_err(|error| StartError::Certificates {
                    reason: error.to_string(),
                })?;
                Inspection::Verify(Arc::new(anchors))
            }
            Signatures::Any => Inspection::Skip,
        };
        let orders = Arc::new(Orders::new(bankid, options.order_lifetime, options.auto_sign));
        let erak = Erak::new(options.erak, options.clock.clone());
        let token = FormToken::new();
        let services = Site::new(&register, &orders, &inspection, options.max_rate, options.script);
        let site = Arc::new(services.with_erak(&erak, &token, address));
        let page = Arc::new(Page::new(&orders, &erak, &token, page_address));
        let tls = match options.security {
            Security::Mutual => Some(TlsAcceptor::from(config)),
            Security::Plain => None,
        };
        let (stop, stopped) = watch::channel(());
        let page_served = tokio::spawn(listener::serve(page_listener, None, page, stopped.clone()));
        let served = tokio::spawn(listener::serve(listener, tls, site, stopped));
        Ok(Running {
            address,
            page_address,
            security: options.security,
            certificates,
            origin,
            bankid_origin,
            register,
            orders,
            erak,
            clock: options.clock,
            stop,
            served: [served, page_served],
        })
    }
}

async fn listen(port: u16, switch: &'static str) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::AddrInUse => StartError::PortTaken { port, switch },
        _ => StartError::Listen { port, switch, error },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// An emulator that is running. It stops when this is dropped, and in an orderly way with [`stop`](Self::stop).
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    page_address: SocketAddr,
    security: Security,
    certificates: Certificates,
    origin: Origin,
    bankid_origin: BankIdOrigin,
    register: Arc<Register>,
    orders: Arc<Orders>,
    erak: Erak,
    clock: Clock,
    stop: watch::Sender<()>,
    served: [JoinHandle<()>; 2],
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How it is reached.
    #[must_use]
    pub fn security(&self) -> Security {
        self.security
    }

    /// The beginning of its URLs, for example `https://127.0.0.1:8020`.
    #[must_use]
    pub fn base_url(&self) -> String {
        let scheme = match self.security {
            Security::Mutual => "https",
            Security::Plain => "http",
        };
        format!("{scheme}://{}", self.address)
    }

    /// The URL of a service: the path of the agency's test environment, or else of production. Both answer.
    #[must_use]
    pub fn url(&self, service: Service) -> String {
        let path = [Environment::Test, Environment::Production]
            .into_iter()
            .find_map(|environment| service.path(environment));
        self.base_url() + path.unwrap_or_default()
    }

    /// The base URL of BankID's API, for example `https://127.0.0.1:8020/rp/v6.0`.
    #[must_use]
    pub fn bankid_url(&self) -> String {
        self.base_url() + BASE
    }

    /// The base URL of E-RÄK, for example `http://127.0.0.1:8021`. Plain HTTP, because the person's browser has no client
    /// certificate; it answers at [`base_url`](Self::base_url) too.
    #[must_use]
    pub fn erak_url(&self) -> String {
        format!("http://{}", self.page_address)
    }

    /// E-RÄK: what was handed over, and acting as the person.
    #[must_use]
    pub fn erak(&self) -> &Erak {
        &self.erak
    }

    /// The clock that E-RÄK goes by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The URL of the page where a developer plays the person, for example `http://127.0.0.1:8021/`. Plain HTTP: a
    /// browser has no client certificate.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("http://{}/", self.page_address)
    }

    /// The made-up BankID that signs.
    #[must_use]
    pub fn bankid(&self) -> &BankId {
        self.orders.bankid()
    }

    /// Where the made-up BankID came from.
    #[must_use]
    pub fn bankid_origin(&self) -> &BankIdOrigin {
        &self.bankid_origin
    }

    /// The files that a client needs.
    #[must_use]
    pub fn certificates(&self) -> &Certificates {
        &self.certificates
    }

    /// Where the certificates came from.
    #[must_use]
    pub fn certificates_origin(&self) -> &Origin {
        &self.origin
    }

    /// The documents that were taken in, in that order; with [`Keeping::InFolder`](crate::Keeping::InFolder) those of
    /// earlier runs too.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.register.list()
    }

    /// How many documents were taken in.
    #[must_use]
    pub fn received_count(&self) -> usize {
        self.register.count()
    }

    /// How often each document was taken in, by its own identity. A document that was sent twice counts twice.
    #[must_use]
    pub fn received_by_document(&self) -> BTreeMap<String, usize> {
        self.register.by_document()
    }

    /// Stops: no new connections; calls that are being answered have five seconds to end; then the rest is closed.
    /// Gives back what was taken in, as [`received`](Self::received) does.
    pub async fn stop(self) -> Vec<Received> {
        drop(self.stop);
        // They end by themselves; a panic in one has been told.
        for served in self.served {
            let _ = served.await;
        }
        self.register.list()
    }
}
