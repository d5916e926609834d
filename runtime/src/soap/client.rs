//! Calls.

use std::error::Error;
use std::fmt;

use tracing::Instrument;

use super::{Body, Headers, Operation, Port, Reply, Version, read_reply, write_request};
use crate::contract::Contract;
use crate::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use crate::http::{
    Answer, Call, Connection, Failure, Lost, Measured, NotSent, NotSentCause, OutcomeUnknown, Refused,
    Repeat, Seen, Settings, SetupError,
};

/// A client of a port. Generated code wraps it, with a method for each operation. Clones share connections' settings,
/// TLS sessions and turns.
#[derive(Clone, Debug)]
pub struct Client {
    port: &'static Port,
    contract: Contract,
    connection: Connection,
}

/// Why a call was not answered. There is nothing else that can come of a call.
#[derive(Debug)]
pub enum CallError<F> {
    /// A fault that the WSDL declares: the service has read the message and refuses it.
    Fault(F),
    /// The message surely was not read.
    NotSent(NotSent),
    /// The message was turned away with an HTTP status.
    Refused(Refused),
    /// Nobody can know whether the message was taken in. Software must not send it again.
    OutcomeUnknown(OutcomeUnknown),
}

impl<F: fmt::Debug> fmt::Display for CallError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // `Debug` of generated types shows nothing personal.
            Self::Fault(fault) => write!(
                f,
                "the service refuses the message: {fault:?}. Correct it; what was refused has not been taken in"
            ),
            Self::NotSent(error) => error.fmt(f),
            Self::Refused(error) => error.fmt(f),
            Self::OutcomeUnknown(error) => error.fmt(f),
        }
    }
}

impl<F: fmt::Debug> Error for CallError<F> {}

/// An answer with its header.
pub type Answered<O> = (<O as Operation>::Answer, <O as Operation>::AnswerHeaders);

impl Client {
    /// A client of `port` for documents of `contract`.
    ///
    /// # Errors
    /// Settings that cannot be used, and a contract that is not sure enough for where they lead.
    pub fn new(port: &'static Port, contract: Contract, settings: Settings) -> Result<Self, SetupError> {
        if contract.service != port.service || !port.versions.contains(&contract.version) {
            return Err(SetupError::OtherContract {
                contract,
                service: port.service,
                versions: port.versions,
            });
        }
        let connection = Connection::new(&settings, contract, port.service, port.addresses, port.pacing)?;
        Ok(Self {
            port,
            contract,
            connection,
        })
    }

    /// Calls an operation, once.
    ///
    /// # Errors
    /// [`CallError`]: every way in which a call can end without an answer.
    pub async fn call<O: Operation>(
        &self,
        request: &O::Request,
        headers: &O::RequestHeaders,
    ) -> Result<Answered<O>, CallError<O::Fault>> {
        let call = self.about::<O>(O::document_id(request));
        let span = tracing::info_span!(
            "call",
            service = call.service,
            version = call.version,
            operation = call.operation,
            document_id = call.document_id.as_deref(),
        );
        self.call_inside::<O>(call, request, headers)
            .instrument(span)
            .await
    }

    /// The version of the contract whose documents it sends.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.contract
    }

    /// Which call it is.
    pub(super) fn about<O: Operation>(&self, document_id: Option<String>) -> Box<Call> {
        Box::new(Call {
            service: self.contract.service,
            version: self.contract.version,
            operation: O::NAME,
            document_id,
        })
    }

    async fn call_inside<O: Operation>(
        &self,
        call: Box<Call>,
        request: &O::Request,
        headers: &O::RequestHeaders,
    ) -> Result<Answered<O>, CallError<O::Fault>> {
        let message = match write_request::<O>(self.port.soap, request, headers) {
            Ok(message) => message,
            Err(error) => {
                let cause = NotSentCause::Invalid(error.into());
                return Err(CallError::NotSent(NotSent { call, cause }));
            }
        };
        let mut measured = Measured::begin(message.len());
        let answer = self.connection.post(self.fields::<O>(), message).await;
        measured.end(&answer);
        let result = match answer {
            Ok(answer) => judge::<O>(self.port.soap, call, answer),
            Err(failure) => Err(failed(call, failure)),
        };
        match &result {
            Ok((answer, _)) => measured.answered(O::receipt(answer)),
            Err(CallError::Fault(_)) => measured.refused(),
            Err(error) => measured.failed(error),
        }
        result
    }

    /// The header fields of a request.
    fn fields<O: Operation>(&self) -> HeaderMap {
        let version = self.port.soap;
        let mut fields = HeaderMap::new();
        let mut set = |name, value: String| {
            // Generated from the WSDL, where an action is a URI; codegen refuses any other.
            if let Ok(value) = HeaderValue::try_from(value) {
                fields.insert(name, value);
            }
        };
        set(CONTENT_TYPE, version.content_type(O::ACTION));
        set(ACCEPT, version.media_type().to_owned());
        if version == Version::V1_1 {
            // A quoted string, also when it is empty (WS-I Basic Profile 1.1, R1109 and R2745).
            set(
                HeaderName::from_static("soapaction"),
                format!("\"{}\"", O::ACTION),
            );
        }
        fields
    }
}

/// What an answer of HTTP means for a call.
fn judge<O: Operation>(
    version: Version,
    call: Box<Call>,
    answer: Answer,
) -> Result<Answered<O>, CallError<O::Fault>> {
    let Answer {
        status,
        content_type,
        body,
    } = answer;
    let succeeded = (200..300).contains(&status);
    if O::ONE_WAY && succeeded && body.is_empty() {
        let nothing = O::Answer::nothing().zip(O::AnswerHeaders::nothing());
        return nothing.ok_or_else(|| unknown(call, Some(status), Seen::Status));
    }
    match read_reply::<O>(version, &body, content_type.as_deref()) {
        Ok(Reply::Answer(answer, headers)) if status == 200 => Ok((answer, headers)),
        Ok(Reply::Fault(fault)) if status >= 400 => Err(CallError::Fault(fault)),
        Ok(Reply::Answer(..) | Reply::Fault(_)) => Err(unexpected(call, status, UnexpectedStatus)),
        Ok(Reply::Undeclared(fault)) => Err(unexpected(call, status, fault)),
        Err(_) if Refused::is_meant_by(status) => Err(CallError::Refused(Refused {
            call,
            status,
            unreadable: None,
        })),
        Err(_) if !succeeded => Err(unknown(call, Some(status), Seen::Status)),
        Err(error) => Err(unexpected(call, status, error)),
    }
}

fn failed<F>(call: Box<Call>, failure: Failure) -> CallError<F> {
    match failure.of_call(call, Repeat::Never) {
        Lost::NotSent(error) => CallError::NotSent(error),
        Lost::OutcomeUnknown(error) => CallError::OutcomeUnknown(error),
    }
}

fn unknown<F>(call: Box<Call>, status: Option<u16>, seen: Seen) -> CallError<F> {
    CallError::OutcomeUnknown(OutcomeUnknown {
        call,
        repeat: Repeat::Never,
        status,
        seen,
    })
}

fn unexpected<F>(call: Box<Call>, status: u16, error: impl Error + Send + Sync + 'static) -> CallError<F> {
    unknown(call, Some(status), Seen::Unexpected(Box::new(error)))
}

/// A message that does not go with its status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnexpectedStatus;

impl fmt::Display for UnexpectedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message does not go with its status: an answer comes with 200, a fault with 500")
    }
}

impl Error for UnexpectedStatus {}
