//! Calls with signed documents.

use super::{Answered, CallError, Client, Operation};
use crate::http::{NotSent, NotSentCause};
use crate::signing::{Completes, Signable, Signed, SignedRequest};

impl Client {
    /// Calls an operation with a document that all have signed, once.
    ///
    /// # Errors
    /// As [`Client::call`]; a document of another version than the client's is not sent.
    pub async fn call_signed<O, T, R>(
        &self,
        signed: &Signed<T, R>,
        headers: &O::RequestHeaders,
    ) -> Result<Answered<O>, CallError<O::Fault>>
    where
        O: Operation<Request: SignedRequest>,
        T: Signable<Request = O::Request>,
        R: Completes<Request = O::Request>,
    {
        let not_sent = |cause| {
            let document_id = signed.document().document_id().to_owned();
            let call = self.about::<O>(Some(document_id));
            CallError::NotSent(NotSent { call, cause })
        };
        if signed.document().contract() != self.contract() {
            return Err(not_sent(NotSentCause::OtherContract {
                document: signed.document().contract(),
                client: self.contract(),
            }));
        }
        match signed.to_request() {
            Ok(request) => self.call::<O>(&request, headers).await,
            Err(error) => Err(not_sent(NotSentCause::Invalid(error.into()))),
        }
    }
}
