//! Whether the signatures of a request are those of its document.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Utc;
use fk_runtime::signing::{Delivered, RoleSignature, Signable, SignableDocument, SignedRequest};
use fk_runtime::verify::{Anchors, Documents, Expected, Signer, Text, VerifiedSignature, verify};

/// What is asked of signatures.
#[derive(Clone, Debug)]
pub(crate) enum Inspection {
    /// Each is right, down to this root.
    Verify(Arc<Anchors>),
    /// Nothing: any octets pass.
    Skip,
}

impl Inspection {
    /// Looks at the signatures of `request`, which carries `document`: made in their order, of this document, by the person
    /// whom it names, on the day that the envelope says. What they saw is not known here.
    ///
    /// The error says which signature and which step, and shows nothing personal.
    pub(crate) fn inspect<R, T>(&self, request: &R, document: &SignableDocument<T>) -> Result<(), String>
    where
        R: SignedRequest,
        T: Signable<Request = R>,
    {
        let Self::Verify(anchors) = self else {
            return Ok(());
        };
        let mut last: Option<(&'static str, VerifiedSignature)> = None;
        for signature in request.signatures() {
            let role = signature.role;
            let verified = verify_one(&signature, document, anchors)
                .map_err(|error| format!("the signature in the role {role}: {error}"))?;
            if let Some((before, earlier)) = &last
                && verified.signed_at() < earlier.signed_at()
            {
                return Err(format!(
                    "the signature in the role {role} was made before that in the role {before}, which comes first"
                ));
            }
            last = Some((role, verified));
        }
        Ok(())
    }
}

fn verify_one<T>(
    signature: &RoleSignature<'_>,
    document: &SignableDocument<T>,
    anchors: &Anchors,
) -> Result<VerifiedSignature, fk_runtime::verify::VerificationError> {
    // The nonce speaks of the string that BankID delivered, which is base64 without line breaks.
    let delivered = Delivered::new(
        STANDARD.encode(signature.signature),
        STANDARD.encode(signature.ocsp_response),
    );
    let expected = Expected {
        documents: Documents::One(document.pair()),
        signer: document
            .signer(signature.role)
            .map_or(Signer::Anyone, Signer::Person),
        text: Text::Any,
        day: Some(signature.day),
    };
    verify(&delivered, &expected, anchors, Utc::now())
}
