//! A proxy in between, only when it is configured.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::certificates::{Scene, VERSIONS};
use crate::client::{Told, call, client, quick};
use crate::server::{PONG, Script, Server, soap};

/// A proxy that answers CONNECT with a status, and tunnels after 200.
async fn proxy(status: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.unwrap());
                }
                let head = String::from_utf8(head).unwrap();
                let target = head
                    .strip_prefix("CONNECT ")
                    .unwrap()
                    .split(' ')
                    .next()
                    .unwrap()
                    .to_owned();
                stream
                    .write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())
                    .await
                    .unwrap();
                if status.starts_with("200") {
                    let mut onward = TcpStream::connect(target).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut stream, &mut onward).await;
                }
            });
        }
    });
    address
}

#[tokio::test]
async fn a_proxy_that_lets_us_through_is_not_noticed() {
    let scene = Scene::new(VERSIONS[1]);
    let server = Server::start(Script::Answer(soap("200 OK", PONG)), Some(scene.server())).await;
    let through = format!("http://{}", proxy("200 OK").await);
    let url = format!("https://localhost:{}/", server.address.port());
    let (told, said) = call(&client(scene.reach(quick(url)).with_proxy(through))).await;
    assert_eq!(told, Told::Answer, "{said}");
}

#[tokio::test]
async fn a_proxy_that_does_not_let_us_through_means_not_sent() {
    for status in [
        "407 Proxy Authentication Required",
        "502 Bad Gateway",
        "403 Forbidden",
    ] {
        let scene = Scene::new(VERSIONS[1]);
        let through = format!("http://{}", proxy(status).await);
        let url = "https://localhost:1/".to_owned();
        let (told, said) = call(&client(scene.reach(quick(url)).with_proxy(through))).await;
        assert_eq!(told, Told::NotSent, "{status}: {said}");
    }
}

#[tokio::test]
async fn a_proxy_that_nobody_runs_means_not_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (told, said) = call(&client(quick("https://localhost:1/").with_proxy(nobody))).await;
    assert_eq!(told, Told::NotSent);
    assert!(said.contains("refused"), "{said}");
}

#[test]
fn a_proxy_that_the_environment_names_is_not_used() {
    // Nobody listens there: a client that took the environment's word would fail.
    const NOBODY: &str = "http://127.0.0.1:9";
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        again.env(name, NOBODY);
    }
    let test = "scripted::a_connection_that_the_server_keeps_is_not_used_again";
    let output = again.args([test, "--exact"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
