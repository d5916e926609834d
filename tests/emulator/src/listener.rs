//! Connections: accepted, secured, served, and ended.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use fk_runtime::tls::rustls;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use crate::site::NoAnswer;

/// How long calls that are being answered may take to end, once the emulator stops.
const GRACE: Duration = Duration::from_secs(5);

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// What answers requests.
pub(crate) trait Answer: Send + Sync + 'static {
    fn answer(
        &self,
        request: Request<Incoming>,
    ) -> impl Future<Output = Result<Response<Body>, NoAnswer>> + Send;
}

/// Answers connections until `stopped` changes or its sender is gone. Then calls that are being answered end, and
/// connections that are kept open are closed.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    site: Arc<impl Answer>,
    mut stopped: watch::Receiver<()>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stopped.changed() => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, tls.clone(), Arc::clone(&site), stopped.clone()));
                }
                Err(error) => {
                    // Most often too many open files, which takes a moment to pass.
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    if timeout(GRACE, ended).await.is_err() {
        connections.shutdown().await;
    }
}

async fn connection(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    site: Arc<impl Answer>,
    mut stopped: watch::Receiver<()>,
) {
    // A failure here is a connection that is already gone, which its first use will tell.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else {
        return serve_http(stream, site, stopped).await;
    };
    let handshake = timeout(HANDSHAKE, tls.accept(stream).into_fallible());
    let shaken = tokio::select! {
        _ = stopped.changed() => return,
        shaken = handshake => shaken,
    };
    match shaken {
        Ok(Ok(stream)) => serve_http(stream, site, stopped).await,
        Ok(Err((error, stream))) => {
            explain(&error);
            end(stream).await;
        }
        Err(_) => tracing::info!("no call: the TLS handshake took longer than {HANDSHAKE:?}"),
    }
}

async fn serve_http<S>(stream: S, site: Arc<impl Answer>, mut stopped: watch::Receiver<()>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let called = AtomicBool::new(false);
    let service = service_fn(|request| {
        called.store(true, Ordering::Relaxed);
        let site = Arc::clone(&site);
        async move { site.answer(request).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let served = tokio::select! {
        _ = stopped.changed() => None,
        served = connection.as_mut() => Some(served),
    };
    let served = match served {
        Some(served) => served,
        // hyper would wait for the first request of a connection that has had none.
        None if !called.load(Ordering::Relaxed) => return,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    match served {
        Err(error) if !error.is_user() && !error.is_incomplete_message() && !error.is_closed() => {
            tracing::info!(why = %error, "a connection ended");
        }
        // A connection that is cut on purpose ends with the service's error; its call has had its line.
        Ok(()) | Err(_) => {}
    }
}

/// Says in words why a handshake failed.
fn explain(error: &io::Error) {
    let tls = error
        .get_ref()
        .and_then(|error| error.downcast_ref::<rustls::Error>());
    let hint = match tls {
        Some(rustls::Error::NoCertificatesPresented) => {
            "the caller showed no certificate. Give it the identity client.pem or client.p12"
        }
        Some(rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer)) => {
            "the caller's certificate is of an unknown issuer, or came without its intermediate. Give it the identity \
             client.pem or client.p12"
        }
        Some(rustls::Error::AlertReceived(
            rustls::AlertDescription::UnknownCA | rustls::AlertDescription::BadCertificate,
        )) => "the caller does not believe the server. Give it the authority ca.pem",
        Some(rustls::Error::InvalidMessage(_)) => "the caller does not speak TLS. Call https, not http",
        _ => "the TLS handshake failed",
    };
    tracing::info!(why = %error, "no call: {hint}");
}

/// Ends a connection so that the alert, which says why, arrives: closing with bytes unread would overtake it.
async fn end(mut stream: TcpStream) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let mut rest = [0; 4096];
    let drained = async { while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {} };
    // Whoever keeps the connection open after an alert has had its time.
    let _ = timeout(Duration::from_secs(1), drained).await;
}
