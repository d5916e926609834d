//! What is on the wire: method, path, query and header, as RFC 3986 and RFC 9110 have them.

use fk_runtime::rest::{Client, NoFields, SetupError};

use crate::client::{KEY, client, quick, register, token};
use crate::register::{self, Ask, Find, Found, KeyInQuery, Reply, Said, number};
use crate::server::{Script, Server, http};

pub(crate) const TAKEN: &str = r#"{"said":"taken"}"#;

pub(crate) fn taken() -> Script {
    Script::Answer(http("200 OK", "application/json", TAKEN))
}

/// The first line, the header fields in lower case, and the body of the request that a server read last.
fn parts(server: &Server) -> (String, Vec<String>, String) {
    let request = server.last_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let (first, fields) = head.split_once("\r\n").unwrap();
    let fields = fields.lines().map(|line| {
        let (name, value) = line.split_once(':').unwrap();
        format!("{}:{value}", name.to_ascii_lowercase())
    });
    (first.to_owned(), fields.collect(), body.to_owned())
}

#[tokio::test]
async fn a_document_is_posted_as_json_beneath_the_path_of_the_address_with_the_key() {
    for address_path in ["/e-rak", "/e-rak/"] {
        let server = Server::start(taken(), None).await;
        let client = client(quick(format!("http://{}{address_path}", server.address)));
        let answered = register(&client).await.unwrap();
        let said = "taken".to_owned();
        assert_eq!(answered.answer, Reply::Taken(Said { said }));
        assert_eq!(answered.occasion.status(), Some(200));
        let (first, fields, body) = parts(&server);
        assert_eq!(first, "POST /e-rak/v1/people HTTP/1.1");
        for field in [
            "content-type: application/json",
            "accept: application/json",
            "connection: close",
            &format!("token: {KEY}"),
            &format!("content-length: {}", body.len()),
        ] {
            assert!(fields.iter().any(|line| line == field), "{field}: {fields:?}");
        }
        assert_eq!(
            body,
            r#"{"number":"189001019802","hours":37,"note":"Bor hos Tolvan"}"#
        );
    }
}

#[tokio::test]
async fn parameters_stand_in_their_places_with_all_but_unreserved_characters_encoded() {
    let server = Server::start(taken(), None).await;
    let client = client(quick(format!("http://{}", server.address)));
    let parameters = Found {
        place: "a/b c?å;%2E~".to_owned(),
        number: Some(number()),
        word: Some("1+1&x=\"ä\"*#".to_owned()),
        hint: Some("left of\tthe door".to_owned()),
    };
    client.call::<Find>(&parameters, &()).await.unwrap();
    let (first, fields, body) = parts(&server);
    assert_eq!(
        first,
        "GET /v1/people/a%2Fb%20c%3F%C3%A5%3B%252E~/all?number=189001019802&word=1%2B1%26x%3D%22%C3%A4%22%2A%23 HTTP/1.1"
    );
    assert!(
        fields.contains(&"x-hint: left of\tthe door".to_owned()),
        "{fields:?}"
    );
    assert!(
        !fields.iter().any(|line| line.starts_with("content-")),
        "a request that only asks has no content: {fields:?}"
    );
    assert_eq!(body, "");
}

#[tokio::test]
async fn a_key_in_the_query_is_sent_there_and_no_key_is_sent_that_is_not_asked_for() {
    let server = Server::start(taken(), None).await;
    let client = client(quick(format!("http://{}", server.address)));
    client.call::<KeyInQuery>(&NoFields, &()).await.unwrap();
    let (first, ..) = parts(&server);
    assert_eq!(first, "GET /v1/people?api%20key=hemlig-nyckel-4711 HTTP/1.1");
    client.call::<Ask>(&NoFields, &()).await.unwrap();
    assert!(!server.last_request().contains(KEY), "{}", server.last_request());
}

#[tokio::test]
async fn an_answer_without_content_and_an_error_that_the_contract_declares_are_answers() {
    let empty = b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
    let server = Server::start(Script::Answer(empty), None).await;
    let nothing = register(&client(quick(format!("http://{}", server.address)))).await;
    assert_eq!(nothing.unwrap().answer, Reply::Nothing);

    let wrong = http(
        "400 Bad Request",
        "Application/JSON ; charset=utf-8",
        r#"{"said":"no"}"#,
    );
    let server = Server::start(Script::Answer(wrong), None).await;
    let wrong = register(&client(quick(format!("http://{}", server.address)))).await;
    let said = "no".to_owned();
    assert_eq!(wrong.unwrap().answer, Reply::Wrong(Said { said }));
}

#[test]
fn a_link_is_the_url_with_its_parameters_and_without_the_key() {
    let client = client(quick("https://host.example:8020/e-rak/"));
    let parameters = Found {
        word: Some("ö".to_owned()),
        ..Found::at("x y")
    };
    let link = client.link::<Find>(&parameters).unwrap();
    assert_eq!(
        link.as_str(),
        "https://host.example:8020/e-rak/v1/people/x%20y/all?word=%C3%B6"
    );
    let link = client.link::<KeyInQuery>(&NoFields).unwrap();
    assert_eq!(link.as_str(), "https://host.example:8020/e-rak/v1/people");
}

#[test]
fn a_client_is_not_made_for_an_address_with_a_query_nor_for_plain_http_nor_for_another_contract() {
    let new = |url: &str, contract| Client::new(&register::API, contract, Some(token()), quick(url));
    for url in ["https://host.example/?a=b", "https://host.example/#a"] {
        let refused = new(url, register::CONTRACT).unwrap_err();
        assert!(matches!(refused, SetupError::Url { .. }), "{url}: {refused}");
    }
    let refused = new("http://host.example/", register::CONTRACT).unwrap_err();
    assert!(matches!(refused, SetupError::Unencrypted { .. }), "{refused}");
    let mut contract = register::CONTRACT;
    contract.version = "2";
    let refused = new("https://host.example/", contract).unwrap_err();
    assert!(matches!(refused, SetupError::OtherContract { .. }), "{refused}");
}
