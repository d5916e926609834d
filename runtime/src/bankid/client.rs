//! Calls.

use std::time::Instant;

use serde::Serialize;
use tracing::Instrument;
use zeroize::Zeroizing;

use super::request::Body;
use super::wire::{self, Unreadable};
use super::{
    ApiError, AuthRequest, BankIdError, Operation, OrderRef, OrderState, Settings, SetupError, SignRequest,
    SigningOrder,
};
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Answer, Connection, Failure};

/// A client of BankID's API. Clones share settings and TLS sessions.
///
/// Each call is made once: only a connection that was never established is tried again.
#[derive(Clone, Debug)]
pub struct Client {
    connection: Connection,
}

/// The body of `/collect` and `/cancel`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfOrder<'a> {
    order_ref: &'a str,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    /// Settings that cannot be used.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        let connection = Connection::without_contract(settings.http(), "bankid")?;
        Ok(Self { connection })
    }

    /// Begins an order to sign (`/sign`).
    ///
    /// # Errors
    /// [`BankIdError`]. When the answer is lost, an order has perhaps begun.
    ///
    /// # Panics
    /// Outside a runtime of tokio.
    pub async fn sign(&self, request: &SignRequest) -> Result<SigningOrder, BankIdError> {
        self.begin(Operation::Sign, &request.body()).await
    }

    /// Begins an order to identify oneself (`/auth`).
    ///
    /// # Errors
    /// [`BankIdError`]. When the answer is lost, an order has perhaps begun.
    ///
    /// # Panics
    /// Outside a runtime of tokio.
    pub async fn auth(&self, request: &AuthRequest) -> Result<SigningOrder, BankIdError> {
        self.begin(Operation::Auth, &request.body()).await
    }

    /// Asks once how far an order has come (`/collect`). Not more often than every two seconds; a [`SigningOrder`] sees
    /// to that by itself. This is for orders whose reference has been kept elsewhere.
    ///
    /// The answer about a completed order comes once, also when it is lost on its way or this future is dropped before
    /// it is ready.
    ///
    /// # Errors
    /// [`BankIdError`]. When the answer is lost, the signature is perhaps lost with it.
    pub async fn collect(&self, order: &OrderRef) -> Result<OrderState, BankIdError> {
        self.about(Operation::Collect, order, |body| wire::state(body, order))
            .await
    }

    /// Ends an order (`/cancel`), so that the person can begin another one at once.
    ///
    /// # Errors
    /// [`BankIdError`]; among them `invalidParameters` when the order has ended already.
    pub async fn cancel(&self, order: &OrderRef) -> Result<(), BankIdError> {
        // The answer is an empty object; nothing would follow from another one.
        self.about(Operation::Cancel, order, |_| Ok(())).await
    }

    async fn begin(&self, operation: Operation, body: &Body<'_>) -> Result<SigningOrder, BankIdError> {
        let begun = async {
            let start = self.call(operation, body, wire::start).await?;
            tracing::info!(order_ref = start.order_ref().as_str(), "an order has begun");
            Ok(SigningOrder::new(self.clone(), start))
        };
        begun
            .instrument(tracing::info_span!("bankid", operation = operation.name()))
            .await
    }

    async fn about<T>(
        &self,
        operation: Operation,
        order: &OrderRef,
        read: impl FnOnce(&[u8]) -> Result<T, Unreadable>,
    ) -> Result<T, BankIdError> {
        let span = tracing::info_span!("bankid", operation = operation.name(), order_ref = order.as_str());
        let body = OfOrder {
            order_ref: order.as_str(),
        };
        self.call(operation, &body, read).instrument(span).await
    }

    async fn call<T>(
        &self,
        operation: Operation,
        body: &impl Serialize,
        read: impl FnOnce(&[u8]) -> Result<T, Unreadable>,
    ) -> Result<T, BankIdError> {
        let body = serde_json::to_vec(body).map_err(|error| BankIdError::NotSent {
            operation,
            cause: crate::http::NotSentCause::Invalid(error.into()),
        })?;
        let mut fields = HeaderMap::new();
        // Without a charset: BankID takes this alone.
        fields.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let (started, request_bytes) = (Instant::now(), body.len());
        let answer = self.connection.post_beneath(operation.name(), fields, body).await;
        let (status, answer_bytes) = match &answer {
            Ok(answer) => (Some(answer.status), answer.body.len()),
            Err(Failure::Broken { status, .. }) => (*status, 0),
            Err(Failure::NotConnected { .. } | Failure::IdentityRefused(_)) => (None, 0),
        };
        let result = match answer {
            Ok(answer) => judge(operation, answer, read),
            Err(failure) => Err(failed(operation, failure)),
        };
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        match &result {
            Ok(_) => tracing::debug!(status, milliseconds, request_bytes, answer_bytes, "answered"),
            Err(BankIdError::Refused(error)) => {
                tracing::warn!(status, milliseconds, request_bytes, answer_bytes, code = %error.code(), "refused");
            }
            Err(error) => {
                tracing::error!(status, milliseconds, request_bytes, answer_bytes, %error, "not answered");
            }
        }
        result
    }
}

/// What an answer of HTTP means.
fn judge<T>(
    operation: Operation,
    answer: Answer,
    read: impl FnOnce(&[u8]) -> Result<T, Unreadable>,
) -> Result<T, BankIdError> {
    let status = answer.status;
    // It may hold the secret of the QR code.
    let body = Zeroizing::new(answer.body);
    let unreadable = |Unreadable { problem, delivered }| BankIdError::AnswerUnreadable {
        operation,
        status,
        problem,
        delivered,
    };
    if status == 200 {
        return read(&body).map_err(unreadable);
    }
    let (code, details) = wire::error(&body).map_err(unreadable)?;
    Err(BankIdError::Refused(ApiError::new(
        operation, status, code, details,
    )))
}

fn failed(operation: Operation, failure: Failure) -> BankIdError {
    let cause = match failure {
        Failure::NotConnected { cause, .. } => cause,
        Failure::IdentityRefused(problem) => crate::http::NotSentCause::Handshake(problem),
        Failure::Broken { status, seen } => {
            return BankIdError::AnswerLost {
                operation,
                status,
                seen,
            };
        }
    };
    BankIdError::NotSent { operation, cause }
}
