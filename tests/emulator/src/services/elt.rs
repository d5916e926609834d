//! ELT.

use fk_contracts::elt::SERVICE;
use fk_contracts::elt::envelope::{
    SignatureValidationError, SkickaTidredovisning, SkickaTidredovisningFault, SkickaTidredovisningOperation,
    SkickaTidredovisningResponderService, SkickaTidredovisningResponse, XmlValidationError,
    skicka_tidredovisning_responder_router,
};
use fk_runtime::soap::{Rejection, Router};

use crate::desk::{Desk, unwritable};

pub(super) fn router(desk: Desk) -> Router {
    skicka_tidredovisning_responder_router(Elt(desk))
}

struct Elt(Desk);

impl SkickaTidredovisningResponderService for Elt {
    async fn skicka_tidredovisning(
        &self,
        request: SkickaTidredovisning,
    ) -> Result<SkickaTidredovisningResponse, Rejection<SkickaTidredovisningFault>> {
        use SkickaTidredovisningFault as Fault;
        match self
            .0
            .take::<SkickaTidredovisningOperation>(SERVICE, &request)
            .await
        {
            Ok(tx_id) => SkickaTidredovisningResponse::new(tx_id.to_string()).map_err(unwritable),
            Err(refusal) => Err(refusal.into_rejection(
                |why| XmlValidationError::new(why).map(Fault::XmlValidationError),
                |why| SignatureValidationError::new(why).map(Fault::SignatureValidationError),
            )),
        }
    }
}
