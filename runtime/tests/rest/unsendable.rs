//! Requests that are not made: the error says why, and nothing has left the machine.

use fk_runtime::rest::{
    CallError, CallFailure, Client, NoFields, NotSentCause, RequestError, Token, TokenError,
};

use crate::client::{KEY, client, quick, token};
use crate::register::{self, Ask, AskElsewhere, AskUs, Find, Found, Person, Register};
use crate::requests::taken;
use crate::server::Server;

async fn scene() -> (Server, Client) {
    let server = Server::start(taken(), None).await;
    let client = client(quick(format!("http://{}", server.address)));
    (server, client)
}

/// The reason why a request was not made, and its words.
fn reason<A: std::fmt::Debug>(result: Result<A, CallError>) -> (RequestError, String) {
    let error = result.unwrap_err();
    let said = error.to_string();
    assert!(said.contains("not sent"), "{said}");
    match error.into_parts().0 {
        CallFailure::NotSent(error) => match error.cause {
            NotSentCause::Invalid(error) => (*error.downcast().unwrap(), said),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_parameter_that_would_make_another_path_is_refused() {
    let (server, client) = scene().await;
    for place in ["", ".", ".."] {
        let found = Found::at(place);
        let (error, said) = reason(client.call::<Find>(&found, &()).await);
        assert!(matches!(error, RequestError::Invalid(_)), "{error:?}");
        assert!(said.contains("place is empty, `.` or `..`"), "{said}");
        client.link::<Find>(&found).unwrap_err();
    }
    assert_eq!(server.connections(), 0);
    // Three dots are a name like any other.
    client.call::<Find>(&Found::at("..."), &()).await.unwrap();
}

#[tokio::test]
async fn a_parameter_that_is_no_field_of_a_header_is_refused_and_not_shown() {
    let (server, client) = scene().await;
    for hint in ["189001019802\r\nX-More: 1", " 189001019802", "189001019802\u{e5}"] {
        let mut found = Found::at("here");
        found.hint = Some(hint.to_owned());
        let result = client.call::<Find>(&found, &()).await;
        assert!(!format!("{result:?}").contains("189001019802"));
        let (error, said) = reason(result);
        assert!(matches!(error, RequestError::Invalid(_)), "{error:?}");
        assert!(said.contains("X-Hint is not visible ASCII"), "{said}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_document_that_breaks_a_rule_is_not_sent_and_its_report_says_which() {
    let (server, client) = scene().await;
    let person = Person {
        hours: 0,
        ..Person::example()
    };
    let result = client.call::<Register>(&NoFields, &person).await;
    let report = result.as_ref().unwrap_err().report(&token());
    assert!(report.contains("det skickades aldrig: note"), "{report}");
    assert!(!report.contains("Tolvan"), "{report}");
    let (error, said) = reason(result);
    assert!(matches!(error, RequestError::Invalid(_)), "{error:?}");
    assert!(said.contains("note"), "{said}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_operation_that_asks_for_the_key_is_not_called_without_one() {
    let server = Server::start(taken(), None).await;
    let settings = quick(format!("http://{}", server.address));
    let client = Client::new(&register::API, register::CONTRACT, None, settings).unwrap();
    let (error, said) = reason(client.call::<Register>(&NoFields, &Person::example()).await);
    assert!(matches!(error, RequestError::NoToken), "{error:?}");
    assert!(said.contains("Make the client with a Token"), "{said}");
    assert_eq!(server.connections(), 0);
    client.call::<Ask>(&NoFields, &()).await.unwrap();
}

#[tokio::test]
async fn an_operation_of_another_service_or_of_ours_is_not_called() {
    let (server, client) = scene().await;
    let (error, _) = reason(client.call::<AskElsewhere>(&NoFields, &()).await);
    assert!(
        matches!(
            error,
            RequestError::OtherApi {
                operation: "elsewhere",
                ..
            }
        ),
        "{error:?}"
    );
    let (error, _) = reason(client.call::<AskUs>(&NoFields, &()).await);
    assert!(matches!(error, RequestError::AtSupplier), "{error:?}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_key_is_visible_ascii_and_is_not_shown_when_it_is_refused() {
    assert_eq!(Token::new("").unwrap_err(), TokenError::Empty);
    for (text, position) in [
        (format!("{KEY}\n"), KEY.len() + 1),
        (format!(" {KEY}"), 1),
        ("å".to_owned(), 1),
    ] {
        let error = Token::new(text).unwrap_err();
        assert_eq!(error, TokenError::Character { position });
        assert!(!error.to_string().contains(KEY));
    }
    assert_eq!(format!("{:?}", token()), "Token(..)");
}
