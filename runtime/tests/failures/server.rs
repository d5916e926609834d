//! A server that follows a script.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use fk_runtime::tls::rustls::{HandshakeKind, ServerConfig};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What the server does with a connection.
#[derive(Clone, Debug)]
pub(crate) enum Script {
    /// Closes it without reading the request.
    CloseUnread,
    /// Reads the request, and closes.
    CloseRead,
    /// Reads the request, and is silent.
    Silence,
    /// Reads the request, answers with these bytes, and closes.
    Answer(Vec<u8>),
    /// Reads the request, answers and keeps the connection; closes it when a second request has come on it.
    AnswerAndKeep(Vec<u8>),
    /// Follows one of these with each connection; the last one with all that are left.
    InTurn(Vec<Script>),
}

impl Script {
    /// What is done with connection number `index`, from 0.
    fn of_connection(&self, index: usize) -> Self {
        match self {
            Self::InTurn(scripts) => scripts[index.min(scripts.len() - 1)].clone(),
            script => script.clone(),
        }
    }
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
    resumed: Arc<AtomicUsize>,
}

impl Server {
    /// With TLS, if there is a configuration.
    pub(crate) async fn start(script: Script, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            requests: Arc::default(),
            connections: Arc::default(),
            resumed: Arc::default(),
        };
        let (requests, connections) = (server.requests.clone(), server.connections.clone());
        let resumed = server.resumed.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let index = connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(
                    stream,
                    script.of_connection(index),
                    tls.clone(),
                    requests.clone(),
                    resumed.clone(),
                ));
            }
        });
        server
    }

    /// How many requests it has read to their end.
    pub(crate) fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// The request that it read last.
    pub(crate) fn last_request(&self) -> String {
        self.requests.lock().unwrap().last().unwrap().clone()
    }

    /// How many handshakes resumed a session of an earlier one.
    pub(crate) fn resumed(&self) -> usize {
        self.resumed.load(Ordering::SeqCst)
    }

    /// How many connections it has accepted.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(
    stream: TcpStream,
    script: Script,
    tls: Option<Arc<ServerConfig>>,
    requests: Arc<Mutex<Vec<String>>>,
    resumed: Arc<AtomicUsize>,
) {
    let Some(config) = tls else {
        return follow(stream, script, &requests).await;
    };
    match TlsAcceptor::from(config).accept(stream).into_fallible().await {
        Ok(stream) => {
            if stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed) {
                resumed.fetch_add(1, Ordering::SeqCst);
            }
            follow(stream, script, &requests).await;
        }
        // The alert is out; what the client had sent already is read, so that the close does not overtake the alert.
        Err((_, mut stream)) => {
            let _ = stream.shutdown().await;
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
        }
    }
}

async fn follow(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    script: Script,
    requests: &Mutex<Vec<String>>,
) {
    if let Script::CloseUnread = script {
        return;
    }
    let Some(request) = read_request(&mut stream).await else {
        return;
    };
    requests.lock().unwrap().push(request);
    match script {
        Script::CloseUnread | Script::CloseRead | Script::InTurn(_) => {}
        Script::Silence => std::future::pending().await,
        Script::Answer(bytes) => {
            // The client may have had enough before the end.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Script::AnswerAndKeep(bytes) => {
            stream.write_all(&bytes).await.unwrap();
            if let Some(request) = read_request(&mut stream).await {
                requests.lock().unwrap().push(request);
            }
        }
    }
}

/// Reads one request with its body, if there is one.
async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            // A request that only asks has no body.
            let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            if body.len() >= length {
                return Some(text.into_owned());
            }
        }
    }
}

/// An answer of HTTP as bytes.
pub(crate) fn http(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// An answer with an envelope.
pub(crate) fn soap(status: &str, body: &str) -> Vec<u8> {
    let envelope = format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{body}</s:Body></s:Envelope>"
    );
    http(status, "text/xml; charset=utf-8", &envelope)
}

pub(crate) const PONG: &str = "<Pong xmlns=\"urn:test:ping\"><text>hi</text></Pong>";
