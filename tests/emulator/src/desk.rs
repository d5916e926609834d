//! Where documents are taken in, whichever the service.

use std::sync::Arc;

use bytes::Bytes;
use chrono::Utc;
use fk_runtime::signing::{DocumentError, Signable, SignableDocument, SignedRequest};
use fk_runtime::soap::{Carrier, Operation, Rejection};
use fk_runtime::xml::InvalidValue;
use uuid::Uuid;

use crate::behaviour::{Cut, End, Fault};
use crate::call::{Call, Said};
use crate::inspection::Inspection;
use crate::register::{Received, Register};

/// The desk behind all services.
#[derive(Clone)]
pub(crate) struct Desk {
    register: Arc<Register>,
    inspection: Inspection,
}

/// A request that carries a document with signatures.
pub(crate) trait Signed: Carrier<Document: Signable<Request = Self>> + SignedRequest {}

impl<R: Carrier<Document: Signable<Request = R>> + SignedRequest> Signed for R {}

/// Why a document is not taken in. The words show no value of the document.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The document is not valid.
    Xml(String),
    /// A signature is not.
    Signature(String),
    /// It is the service's own fault.
    Server(String),
}

impl Desk {
    pub(crate) fn new(register: Arc<Register>, inspection: Inspection) -> Self {
        Self { register, inspection }
    }

    /// Reads the document in a request of the operation `O`, of the service `service`, looks at its signatures, and takes
    /// it in.
    pub(crate) async fn take<O>(&self, service: &'static str, request: &O::Request) -> Result<Uuid, Refusal>
    where
        O: Operation<Request: Signed>,
    {
        let call =
            Call::current().ok_or_else(|| Refusal::Server("the request came by no call".to_owned()))?;
        let taken = self.take_from::<O>(&call, service, request).await;
        if let Err(refusal) = &taken {
            let (fault, why) = refusal.said();
            let why = why.to_owned();
            call.note(|noted| noted.said = Said::Refused { fault, why });
        }
        taken
    }

    async fn take_from<O>(
        &self,
        call: &Call,
        service: &'static str,
        request: &O::Request,
    ) -> Result<Uuid, Refusal>
    where
        O: Operation<Request: Signed>,
    {
        let document = request.document();
        let document_id = O::document_id(request);
        call.note(|noted| {
            noted.document_id.clone_from(&document_id);
            noted.document_bytes = Some(document.len());
        });
        let asked_for = "the emulator was asked for this fault (--fault)".to_owned();
        match call.end {
            End::Deserved | End::Cut(Cut::After) => {}
            End::Fault(Fault::Xml) => return Err(Refusal::Xml(asked_for)),
            End::Fault(Fault::Signature) => return Err(Refusal::Signature(asked_for)),
            End::Fault(Fault::Server) => return Err(Refusal::Server(asked_for)),
            End::Cut(Cut::Before) => {
                return Err(Refusal::Server("the connection is closed (--drop)".to_owned()));
            }
        }

        let version = self.judge(request)?;
        let tx_id = Uuid::new_v4();
        let received = Received {
            tx_id,
            received_at: Utc::now(),
            service: service.into(),
            version: version.into(),
            document_id: document_id.map(Into::into),
            document_bytes: document.len(),
            envelope_bytes: call.envelope.len(),
        };
        // Copies of their own size: what comes from a connection may hold its whole buffer.
        let document = Bytes::copy_from_slice(document);
        let envelope = Bytes::copy_from_slice(&call.envelope);
        self.register
            .keep(received, document, envelope)
            .await
            .map_err(|error| Refusal::Server(format!("the document could not be kept: {error}")))?;
        call.note(|noted| noted.said = Said::TakenIn { tx_id, version });
        Ok(tx_id)
    }

    /// The version that the document in a request is valid in, when its signatures are right too.
    fn judge<R: Signed>(&self, request: &R) -> Result<&'static str, Refusal> {
        let document = SignableDocument::<R::Document>::from_bytes(request.document()).map_err(|error| {
            Refusal::Xml(match error {
                DocumentError::Read(error) => error.to_string(),
                error => error.to_string(),
            })
        })?;
        self.inspection
            .inspect(request, &document)
            .map_err(Refusal::Signature)?;
        Ok(document.contract().version)
    }
}

impl Refusal {
    fn said(&self) -> (&'static str, &str) {
        match self {
            Self::Xml(why) => ("XmlValidationError", why),
            Self::Signature(why) => ("SignatureValidationError", why),
            Self::Server(why) => ("Server", why),
        }
    }

    /// The fault of an operation that declares one for the document and one for the signature.
    pub(crate) fn into_rejection<F>(
        self,
        xml: impl FnOnce(String) -> Result<F, InvalidValue>,
        signature: impl FnOnce(String) -> Result<F, InvalidValue>,
    ) -> Rejection<F> {
        let fault = match self {
            Self::Xml(why) => xml(why),
            Self::Signature(why) => signature(why),
            Self::Server(why) => return Rejection::Receiver(why),
        };
        fault.map_or_else(unwritable, Rejection::Fault)
    }
}

/// For `map_err`: what the desk says is not what the contract admits.
pub(crate) fn unwritable<F>(error: InvalidValue) -> Rejection<F> {
    Rejection::Receiver(error.to_string())
}
