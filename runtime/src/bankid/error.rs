//! What can go wrong, and what is known then.

use std::error::Error;
use std::fmt;

use super::code::codes;
use super::{Code, OrderRef, Start, UserMessage};
use crate::http::{NotSentCause, Seen};
use crate::signing::Delivered;

/// An operation of the API.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Operation {
    /// `/auth`.
    Auth,
    /// `/sign`.
    Sign,
    /// `/collect`.
    Collect,
    /// `/cancel`.
    Cancel,
}

impl Operation {
    /// Its name, which is its path.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Sign => "sign",
            Self::Collect => "collect",
            Self::Cancel => "cancel",
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankID {}", self.name())
    }
}

/// Why a call to BankID did not end in what it asked for. It shows nothing personal.
#[derive(Debug)]
#[non_exhaustive]
pub enum BankIdError {
    /// BankID refuses, with an error of its API.
    Refused(ApiError),
    /// The request surely was not read. It may be sent again once the cause is gone.
    NotSent {
        /// What was called.
        operation: Operation,
        /// Why.
        cause: NotSentCause,
    },
    /// The request may have been read, and its answer did not arrive.
    AnswerLost {
        /// What was called.
        operation: Operation,
        /// The HTTP status, if one came.
        status: Option<u16>,
        /// What was seen instead of an answer.
        seen: Seen,
    },
    /// The answer is not one of the API.
    AnswerUnreadable {
        /// What was called.
        operation: Operation,
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        problem: AnswerProblem,
        /// The signature, if it was a completed order whose other parts cannot be read. It can be had once, so it is
        /// here.
        delivered: Option<Box<Delivered>>,
    },
    /// An earlier answer of `/collect` was lost, and now BankID does not know the order: most likely it was complete,
    /// and the signature is lost with the answer.
    SignatureLost {
        /// The order.
        order: OrderRef,
    },
}

/// An error of BankID's API.
#[derive(Clone, Eq, PartialEq)]
pub struct ApiError {
    operation: Operation,
    status: u16,
    code: ErrorCode,
    details: Option<String>,
}

codes! {
    /// What BankID refuses for (`errorCode`). An open set.
    pub enum ErrorCode {
        /// The person has an order under way already. BankID has ended that one, and begun none.
        AlreadyInProgress = "alreadyInProgress",
        /// The request is not one that the API takes; or the order is too old, cancelled, or collected already.
        InvalidParameters = "invalidParameters",
        /// Our certificate is not let in.
        Unauthorized = "unauthorized",
        /// There is nothing at the path, or no such order.
        NotFound = "notFound",
        /// The path is called with another method than POST.
        MethodNotAllowed = "methodNotAllowed",
        /// The request did not arrive in time.
        RequestTimeout = "requestTimeout",
        /// The request is not JSON to BankID.
        UnsupportedMediaType = "unsupportedMediaType",
        /// BankID has a fault.
        InternalError = "internalError",
        /// BankID is being maintained.
        Maintenance = "maintenance",
    }
}

impl ApiError {
    pub(super) fn new(operation: Operation, status: u16, code: ErrorCode, details: Option<String>) -> Self {
        Self {
            operation,
            status,
            code,
            details,
        }
    }

    /// What was called.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        self.operation
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> &ErrorCode {
        &self.code
    }

    /// What BankID says about it, in English, for developers. It may quote the request, which is personal; so it is
    /// shown by nothing else.
    #[must_use]
    pub fn details(&self) -> Option<&str> {
        self.details.as_deref()
    }

    fn advice(&self) -> &'static str {
        match self.code {
            ErrorCode::AlreadyInProgress => {
                "The person has an order under way already, which BankID has now ended too. Begin again when the person \
                 asks for it"
            }
            ErrorCode::InvalidParameters
                if matches!(self.operation, Operation::Collect | Operation::Cancel) =>
            {
                "There is no such order, or no longer: it was collected, cancelled, or is too old. Begin a new one"
            }
            ErrorCode::InvalidParameters => {
                "The request is not one that BankID takes. ApiError::details has its words, which may be personal"
            }
            ErrorCode::Unauthorized => {
                "The certificate is not let in. Check that it is the relying party's, and of this environment: test and \
                 production differ"
            }
            ErrorCode::NotFound => "There is no such order or path. Check the host, or begin a new order",
            ErrorCode::MethodNotAllowed | ErrorCode::UnsupportedMediaType => {
                "Something between here and BankID has changed the request. See whether there is a proxy"
            }
            ErrorCode::RequestTimeout => "The request did not arrive in time. Try again",
            ErrorCode::InternalError => "BankID has a fault. Try again later, when the person asks for it",
            ErrorCode::Maintenance => "BankID is being maintained. Try again later",
            ErrorCode::Other(_) => {
                "The code is not known. ApiError::details has BankID's words, which may be personal"
            }
        }
    }
}

/// Without the details, which may be personal.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            status,
            code,
            ..
        } = self;
        write!(
            f,
            "{operation}: refused with {code} (HTTP status {status}). {}",
            self.advice()
        )
    }
}

/// What is wrong with an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum AnswerProblem {
    /// It is not JSON of the expected form.
    Json {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1; 0 is the end of the line before.
        column: usize,
    },
    /// A field is absent, or not what it should be.
    Field {
        /// Its path.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// The order has a status that is not known, so that nobody can tell whether it has ended.
    Status(Code),
    /// It speaks of another order.
    OtherOrder,
}

impl fmt::Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { line, column } => {
                write!(
                    f,
                    "it is not JSON of the expected form (line {line}, column {column})"
                )
            }
            Self::Field { field, expected } => write!(f, "the field {field} is not {expected}"),
            Self::Status(status) => {
                write!(
                    f,
                    "the status {status} is not known; expected pending, complete or failed"
                )
            }
            Self::OtherOrder => f.write_str("it speaks of another order"),
        }
    }
}

impl BankIdError {
    /// What to tell the person; `None` where BankID says that the fault is ours and not to be told as one of BankID's.
    #[must_use]
    pub fn user_message(&self) -> Option<UserMessage> {
        UserMessage::of_error(self)
    }

    /// Whether the order is gone, or asking again would be answered alike.
    pub(super) fn ends_polling(&self) -> bool {
        match self {
            Self::Refused(error) => !matches!(
                error.code,
                ErrorCode::RequestTimeout
                    | ErrorCode::InternalError
                    | ErrorCode::Maintenance
                    | ErrorCode::Other(_)
            ),
            Self::AnswerUnreadable { delivered, .. } => delivered.is_some(),
            Self::SignatureLost { .. } => true,
            Self::NotSent { .. } | Self::AnswerLost { .. } => false,
        }
    }

    /// Whether the answer may have held a signature that is now lost.
    pub(super) fn may_have_lost_a_signature(&self) -> bool {
        match self {
            Self::AnswerLost { .. } => true,
            Self::AnswerUnreadable { delivered, .. } => delivered.is_none(),
            Self::Refused(_) | Self::NotSent { .. } | Self::SignatureLost { .. } => false,
        }
    }

    /// Whether BankID says that there is no such order.
    pub(super) fn knows_no_such_order(&self) -> bool {
        let gone = |code: &ErrorCode| matches!(code, ErrorCode::NotFound | ErrorCode::InvalidParameters);
        matches!(self, Self::Refused(error) if gone(&error.code))
    }
}

/// What is known when the answer of an operation was lost or cannot be read.
fn known(operation: Operation) -> &'static str {
    match operation {
        Operation::Auth | Operation::Sign => {
            "An order has perhaps begun, which nobody can collect; it ends by itself within minutes. A new one for the \
             same person may meanwhile be refused with alreadyInProgress"
        }
        Operation::Collect => {
            "A completed order can be collected once: if this was its answer, the signature is lost and the person has \
             to sign again. Collect once more; a pending order has lost nothing"
        }
        Operation::Cancel => {
            "The order has perhaps been cancelled; otherwise it ends by itself within minutes"
        }
    }
}

impl fmt::Display for BankIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(f),
            Self::NotSent { operation, cause } => {
                write!(f, "{operation}: not sent: {cause}. It may be sent again")
            }
            Self::AnswerLost {
                operation,
                status,
                seen,
            } => {
                write!(f, "{operation}: the answer was lost: ")?;
                if let Some(status) = status {
                    write!(f, "HTTP status {status}, ")?;
                }
                write!(f, "{seen}. {}", known(*operation))
            }
            Self::AnswerUnreadable {
                operation,
                status,
                problem,
                delivered,
            } => {
                write!(
                    f,
                    "{operation}: the answer (HTTP status {status}) cannot be read: {problem}. "
                )?;
                match delivered {
                    Some(_) => f.write_str("The signature that it holds is in this error"),
                    None => f.write_str(known(*operation)),
                }
            }
            Self::SignatureLost { order } => write!(
                f,
                "the order {order} is gone, after an answer about it was lost. Most likely it was complete, and a \
                 completed order can be collected once: the signature is lost, and the person has to sign again"
            ),
        }
    }
}

impl Error for BankIdError {}

impl super::PendingHint {
    /// What to tell the person meanwhile.
    #[must_use]
    pub fn user_message(&self, start: Start) -> UserMessage {
        UserMessage::of_hint(self, start)
    }
}

impl super::FailureCause {
    /// What to tell the person.
    #[must_use]
    pub fn user_message(&self, start: Start) -> UserMessage {
        UserMessage::of_cause(self, start)
    }
}
