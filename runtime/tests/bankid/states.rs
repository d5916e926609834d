//! What BankID says of an order, and what the caller is told.

use fk_runtime::bankid::{
    AnswerProblem, BankIdError, FailureCause, LinkForm, OrderState, PendingHint, Risk, Start,
};
use fk_runtime::xml::types::Date;
use serde_json::{Value, json};

use crate::scene::{NAME, ORDER, PERSON, QR_TOKEN, START_TOKEN, Scene, complete, completed, failed, pending};
use crate::server::Act;

/// The state that one answer of `/collect` tells.
async fn told(answer: Act) -> Result<OrderState, BankIdError> {
    let (_scene, mut order) = Scene::begun([answer]).await;
    order.next().await.unwrap()
}

/// The same, of a completed order that is changed.
async fn told_of(change: impl FnOnce(&mut Value)) -> Result<OrderState, BankIdError> {
    let mut answer = completed();
    change(&mut answer);
    told(Act::Json(200, answer)).await
}

fn problem(told: Result<OrderState, BankIdError>) -> (AnswerProblem, Option<String>) {
    match told {
        Err(BankIdError::AnswerUnreadable {
            problem, delivered, ..
        }) => (
            problem,
            delivered.map(|delivered| delivered.signature().to_owned()),
        ),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_person_is_told_what_to_do_while_the_order_is_pending() {
    for (hint, state, messages) in [
        (
            "outstandingTransaction",
            PendingHint::OutstandingTransaction,
            ["RFA1", "RFA13", "RFA13"],
        ),
        ("noClient", PendingHint::NoClient, ["RFA1", "RFA1", "RFA1"]),
        ("started", PendingHint::Started, ["RFA15B", "RFA15A", "RFA15B"]),
        ("userMrtd", PendingHint::UserMrtd, ["RFA23", "RFA23", "RFA23"]),
        (
            "userCallConfirm",
            PendingHint::UserCallConfirm,
            ["RFA21", "RFA21", "RFA21"],
        ),
        ("userSign", PendingHint::UserSign, ["RFA9", "RFA9", "RFA9"]),
        ("USERSIGN", PendingHint::UserSign, ["RFA9", "RFA9", "RFA9"]),
        ("processing", PendingHint::Processing, ["RFA21", "RFA21", "RFA21"]),
    ] {
        let Ok(OrderState::Pending(told)) = told(pending(hint)).await else {
            panic!("{hint}")
        };
        assert_eq!(told, state);
        let starts = [Start::QrCode, Start::LinkOnComputer, Start::LinkOnPhone];
        assert_eq!(
            starts.map(|start| told.user_message(start).identity()),
            messages,
            "{hint}"
        );
    }
}

#[tokio::test]
async fn the_person_is_told_why_an_order_has_failed() {
    for (hint, cause, messages) in [
        (
            "expiredTransaction",
            FailureCause::ExpiredTransaction,
            ["RFA8", "RFA8"],
        ),
        ("certificateErr", FailureCause::CertificateErr, ["RFA16", "RFA16"]),
        ("userCancel", FailureCause::UserCancel, ["RFA6", "RFA6"]),
        ("cancelled", FailureCause::Cancelled, ["RFA3", "RFA3"]),
        ("startFailed", FailureCause::StartFailed, ["RFA17B", "RFA17A"]),
        (
            "userDeclinedCall",
            FailureCause::UserDeclinedCall,
            ["RFA22", "RFA22"],
        ),
        (
            "notSupportedByUserApp",
            FailureCause::NotSupportedByUserApp,
            ["RFA22", "RFA22"],
        ),
        (
            "transactionRiskBlocked",
            FailureCause::TransactionRiskBlocked,
            ["RFA22", "RFA22"],
        ),
    ] {
        let (_scene, mut order) = Scene::begun([failed(hint)]).await;
        let Some(Ok(OrderState::Failed(told))) = order.next().await else {
            panic!("{hint}")
        };
        assert_eq!(told, cause);
        let starts = [Start::QrCode, Start::LinkOnComputer];
        assert_eq!(
            starts.map(|start| told.user_message(start).identity()),
            messages,
            "{hint}"
        );
        assert!(order.next().await.is_none(), "it has ended");
    }
}

#[tokio::test]
async fn a_hint_that_is_not_known_is_kept_and_breaks_nothing() {
    let Ok(OrderState::Pending(hint)) = told(pending("userDances")).await else {
        panic!()
    };
    let PendingHint::Other(code) = &hint else {
        panic!("{hint:?}")
    };
    assert_eq!(code.as_str(), "userDances");
    assert_eq!(hint.user_message(Start::QrCode).identity(), "RFA21");

    let Ok(OrderState::Failed(cause)) = told(failed("userFell")).await else {
        panic!()
    };
    assert!(matches!(&cause, FailureCause::Other(code) if code.as_str() == "userFell"));
    assert_eq!(cause.user_message(Start::QrCode).identity(), "RFA22");

    let without = Act::Json(200, json!({"orderRef": ORDER, "status": "pending"}));
    let Ok(OrderState::Pending(PendingHint::Other(code))) = told(without).await else {
        panic!()
    };
    assert_eq!(code.as_str(), "");
}

#[tokio::test]
async fn a_completed_order_delivers_everything_and_the_signature_as_it_came() {
    let (_scene, mut order) = Scene::begun([complete()]).await;
    let Some(Ok(OrderState::Complete(completion))) = order.next().await else {
        panic!()
    };
    assert_eq!(completion.user.personal_number.as_str(), PERSON);
    assert_eq!(completion.user.name.as_deref(), Some(NAME));
    assert_eq!(completion.user.given_name.as_deref(), Some("Tolvan"));
    assert_eq!(completion.user.surname.as_deref(), Some("Tolvansson"));
    assert_eq!(completion.device.ip_address, Some("192.0.2.7".parse().unwrap()));
    assert_eq!(
        completion.device.unique_hardware_identifier.as_deref(),
        Some("OZvYM9VvyiAmG7NA5jU5zqGcVpo=")
    );
    assert_eq!(
        completion.bank_id_issue_date,
        Some(Date::new(2020, 2, 1).unwrap())
    );
    assert_eq!(completion.step_up.unwrap().mrtd, Some(true));
    assert_eq!(completion.delivered.signature(), "PD94bWwg\r\nc2lnbmF0dXJl");
    assert_eq!(completion.delivered.ocsp_response(), "b2NzcA==");
    assert_eq!(completion.risk, Some(Risk::Low));
    assert!(order.next().await.is_none());
}

#[tokio::test]
async fn fields_that_are_not_known_are_ignored() {
    let told = told_of(|answer| {
        answer["new"] = json!([1]);
        answer["completionData"]["new"] = json!({"a": null});
        answer["completionData"]["user"]["new"] = json!("b");
    });
    assert!(matches!(told.await, Ok(OrderState::Complete(_))));
}

#[tokio::test]
async fn a_signature_is_not_lost_for_a_field_that_nothing_depends_on() {
    let told = told_of(|answer| {
        let data = &mut answer["completionData"];
        data["device"] = json!(7);
        data["bankIdIssueDate"] = json!("yesterday");
        data["stepUp"] = json!(null);
        data["risk"] = json!("odd");
        data["user"] = json!({"personalNumber": PERSON});
    });
    let Ok(OrderState::Complete(completion)) = told.await else {
        panic!()
    };
    assert_eq!(completion.device.ip_address, None);
    assert_eq!(completion.bank_id_issue_date, None);
    assert_eq!(completion.step_up, None);
    assert!(matches!(completion.risk, Some(Risk::Other(_))));
    assert_eq!(completion.user.name, None);
    assert_eq!(completion.delivered.ocsp_response(), "b2NzcA==");
}

#[tokio::test]
async fn a_date_of_issue_may_have_a_time_zone() {
    let told = told_of(|answer| answer["completionData"]["bankIdIssueDate"] = json!("2020-02-01+01:00"));
    let Ok(OrderState::Complete(completion)) = told.await else {
        panic!()
    };
    assert_eq!(
        completion.bank_id_issue_date.unwrap().to_string(),
        "2020-02-01+01:00"
    );
}

#[tokio::test]
async fn a_completed_order_of_nobody_is_an_error_that_holds_the_signature() {
    for number in [json!("19900101"), json!(null), json!(12)] {
        let told = told_of(|answer| answer["completionData"]["user"]["personalNumber"] = number);
        let (problem, signature) = problem(told.await);
        assert!(
            matches!(
                problem,
                AnswerProblem::Field {
                    field: "completionData/user/personalNumber",
                    ..
                }
            ),
            "{problem:?}"
        );
        assert_eq!(signature.as_deref(), Some("PD94bWwg\r\nc2lnbmF0dXJl"));
    }
}

#[tokio::test]
async fn a_completed_order_without_signature_is_an_error_that_names_the_field() {
    for field in ["signature", "ocspResponse"] {
        let told = told_of(|answer| {
            answer["completionData"].as_object_mut().unwrap().remove(field);
        });
        let (problem, signature) = problem(told.await);
        assert!(
            problem.to_string().contains(&format!("completionData/{field}")),
            "{problem}"
        );
        assert_eq!(signature, None);
    }
}

#[tokio::test]
async fn a_status_that_is_not_known_is_an_error_that_says_so() {
    let answer = Act::Json(
        200,
        json!({"orderRef": ORDER, "status": "paused", "hintCode": "userSign"}),
    );
    let error = told(answer).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the status paused is not known; expected pending, complete or failed"),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_about_another_order_is_refused() {
    let told = told_of(|answer| answer["orderRef"] = json!("another"));
    assert_eq!(problem(told.await).0, AnswerProblem::OtherOrder);
}

#[tokio::test]
async fn an_order_has_a_qr_code_and_links() {
    let (_scene, order) = Scene::begun([]).await;
    let code = order.qr(std::time::Duration::from_secs(1));
    assert_eq!(
        code,
        format!("bankid.{QR_TOKEN}.1.949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2")
    );
    assert_eq!(
        order.autostart_link(LinkForm::Scheme, None),
        format!("bankid:///?autostarttoken={START_TOKEN}&redirect=null")
    );
}
