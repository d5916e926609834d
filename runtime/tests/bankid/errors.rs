//! The errors of the API, and answers that are none.

use fk_runtime::bankid::{AnswerProblem, BankIdError, ErrorCode};
use serde_json::json;

use crate::scene::{Scene, pending, refused, request, started};
use crate::server::{Act, http};

/// What `/sign` ends in.
async fn told(act: Act) -> BankIdError {
    let scene = Scene::new([act]).await;
    let error = scene.client().sign(&request()).await.unwrap_err();
    assert_eq!(
        scene.server.requests().len(),
        1,
        "what may have been read is not sent again"
    );
    error
}

#[tokio::test]
async fn each_error_of_the_api_is_told_from_the_others_in_any_case() {
    for (status, code, expected, message) in [
        (
            400,
            "alreadyInProgress",
            ErrorCode::AlreadyInProgress,
            Some("RFA4"),
        ),
        (
            400,
            "ALREADYINPROGRESS",
            ErrorCode::AlreadyInProgress,
            Some("RFA4"),
        ),
        (400, "invalidParameters", ErrorCode::InvalidParameters, None),
        (400, "invalidparameters", ErrorCode::InvalidParameters, None),
        (401, "unauthorized", ErrorCode::Unauthorized, None),
        (403, "unauthorized", ErrorCode::Unauthorized, None),
        (404, "notFound", ErrorCode::NotFound, None),
        (405, "methodNotAllowed", ErrorCode::MethodNotAllowed, None),
        (408, "requestTimeout", ErrorCode::RequestTimeout, Some("RFA5")),
        (415, "unsupportedMediaType", ErrorCode::UnsupportedMediaType, None),
        (500, "internalError", ErrorCode::InternalError, Some("RFA5")),
        (503, "Maintenance", ErrorCode::Maintenance, Some("RFA5")),
    ] {
        let error = told(refused(status, code)).await;
        let BankIdError::Refused(refusal) = &error else {
            panic!("{code}: {error:?}")
        };
        assert_eq!((refusal.status(), refusal.code()), (status, &expected));
        assert!(refusal.details().unwrap().starts_with("Wrong: "));
        assert_eq!(
            error.user_message().map(|message| message.identity()),
            message,
            "{code}"
        );
        assert!(
            error.to_string().contains(&format!("refused with {expected}")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_error_that_is_not_known_is_kept() {
    let error = told(refused(418, "teapot")).await;
    let BankIdError::Refused(refusal) = &error else {
        panic!("{error:?}")
    };
    assert!(matches!(refusal.code(), ErrorCode::Other(code) if code.as_str() == "teapot"));
    assert_eq!(error.user_message().unwrap().identity(), "RFA22");
}

#[tokio::test]
async fn an_answer_that_is_none_of_the_api_is_told_with_what_may_have_begun() {
    let without = |field: &str| {
        let mut answer = started();
        answer.as_object_mut().unwrap().remove(field);
        Act::Json(200, answer)
    };
    let with = |field: &str, value: serde_json::Value| {
        let mut answer = started();
        answer[field] = value;
        Act::Json(200, answer)
    };
    let html = |status| Act::Bytes(http(status, "text/html", "<html>"));
    for (act, status, words) in [
        (html(200), 200, "not JSON of the expected form (line 1, column 1)"),
        (html(502), 502, "not JSON"),
        (Act::Bytes(http(200, "application/json", "")), 200, "not JSON"),
        (Act::Json(200, json!([])), 200, "not JSON of the expected form"),
        (
            Act::Json(400, json!({"code": 1})),
            400,
            "the field errorCode is not a text",
        ),
        (without("orderRef"), 200, "not JSON of the expected form"),
        (without("qrStartSecret"), 200, "not JSON of the expected form"),
        (
            with("orderRef", json!("")),
            200,
            "the field orderRef is not a token",
        ),
        (
            with("orderRef", json!("a b")),
            200,
            "the field orderRef is not a token",
        ),
        (
            with("autoStartToken", json!("a&b")),
            200,
            "the field autoStartToken is not a token",
        ),
        (
            with("qrStartToken", json!(7)),
            200,
            "not JSON of the expected form",
        ),
    ] {
        let error = told(act).await;
        let BankIdError::AnswerUnreadable { status: told, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(*told, status);
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert!(
            error.to_string().contains("An order has perhaps begun"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_order_is_begun_by_an_answer_with_fields_that_are_not_known() {
    let mut answer = started();
    answer["new"] = json!({"a": 1});
    let scene = Scene::new([Act::Json(200, answer)]).await;
    scene.client().sign(&request()).await.unwrap();
}

#[tokio::test]
async fn polling_ends_with_an_error_that_asking_again_would_not_cure() {
    for (status, code) in [
        (400, "invalidParameters"),
        (401, "unauthorized"),
        (404, "notFound"),
    ] {
        let (scene, mut order) = Scene::begun([refused(status, code), pending("userSign")]).await;
        assert!(matches!(order.next().await, Some(Err(BankIdError::Refused(_)))));
        assert!(order.next().await.is_none(), "{code}");
        assert_eq!(scene.server.requests().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn polling_goes_on_after_an_error_that_passes() {
    let _still = crate::timing::still();
    for (status, code) in [
        (500, "internalError"),
        (503, "maintenance"),
        (408, "requestTimeout"),
        (429, "tooMany"),
    ] {
        let (_scene, mut order) = Scene::begun([refused(status, code), pending("userSign")]).await;
        assert!(matches!(order.next().await, Some(Err(BankIdError::Refused(_)))));
        tokio::time::advance(std::time::Duration::from_secs(2)).await;
        assert!(order.next().await.unwrap().is_ok(), "{code}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_can_be_compared() {
    let error = told(Act::Bytes(http(200, "application/json", "{\n]"))).await;
    let BankIdError::AnswerUnreadable { problem, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(problem, AnswerProblem::Json { line: 2, column: 1 });
}
