//! A server that follows a script: what it does with each request, in turn.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use fk_runtime::tls::rustls::ServerConfig;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Answers with this status and JSON.
    Json(u16, Value),
    /// Answers with these bytes, and closes.
    Bytes(Vec<u8>),
    /// Closes without an answer.
    Close,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Method and path.
    pub(crate) line: String,
    /// In lower case.
    pub(crate) head: String,
    pub(crate) json: Value,
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    connections: Arc<AtomicUsize>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// A request beyond the script is closed without an answer; the test's count of requests tells.
    pub(crate) async fn start(script: Vec<Act>, tls: Arc<ServerConfig>) -> Self {
        Self::start_at("127.0.0.1:0".parse().unwrap(), script, tls).await
    }

    /// At an address that an earlier server had.
    pub(crate) async fn start_at(at: SocketAddr, script: Vec<Act>, tls: Arc<ServerConfig>) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(VecDeque::from(script)));
        let (requests, connections) = (Arc::default(), Arc::new(AtomicUsize::new(0)));
        let accepting = tokio::spawn({
            let (requests, connections) = (Arc::clone(&requests), Arc::clone(&connections));
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    connections.fetch_add(1, Ordering::SeqCst);
                    tokio::spawn(serve(stream, tls.clone(), script.clone(), Arc::clone(&requests)));
                }
            }
        });
        Self {
            address,
            requests,
            connections,
            accepting,
        }
    }

    /// Stops listening.
    pub(crate) async fn stop(&mut self) {
        self.accepting.abort();
        // It was aborted, and says so.
        let _ = (&mut self.accepting).await;
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// How many connections it has accepted.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(
    stream: TcpStream,
    tls: Arc<ServerConfig>,
    script: Arc<Mutex<VecDeque<Act>>>,
    requests: Arc<Mutex<Vec<Request>>>,
) {
    let mut stream = match TlsAcceptor::from(tls).accept(stream).into_fallible().await {
        Ok(stream) => stream,
        // What the client had sent already is read, so that the close does not overtake the alert.
        Err((_, mut stream)) => {
            let _ = stream.shutdown().await;
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
            return;
        }
    };
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let act = script.lock().unwrap().pop_front().unwrap_or(Act::Close);
    requests.lock().unwrap().push(request);
    let bytes = match act {
        Act::Json(status, json) => http(status, "application/json", &json.to_string()),
        Act::Bytes(bytes) => bytes,
        Act::Close => return,
    };
    // The client may have had enough before the end.
    let _ = stream.write_all(&bytes).await;
    let _ = stream.shutdown().await;
}

/// Reads one request with its body.
async fn read(stream: &mut TlsStream<TcpStream>) -> Option<Request> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lower = head.to_ascii_lowercase();
            let length = lower
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.unwrap().parse::<usize>().unwrap() {
                return Some(Request {
                    line: head.lines().next().unwrap().to_owned(),
                    head: lower,
                    json: serde_json::from_str(body).unwrap(),
                });
            }
        }
    }
}

/// An answer of HTTP as bytes.
pub(crate) fn http(status: u16, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}
