//! E-IOA.

use fk_contracts::eioa::SERVICE;
use fk_contracts::eioa::envelope::{
    SignatureValidationError, SkickaAnmalanFranArbetsgivare, SkickaAnmalanFranArbetsgivareFault,
    SkickaAnmalanFranArbetsgivareOperation, SkickaAnmalanFranArbetsgivareResponderService,
    SkickaAnmalanFranArbetsgivareResponse, XmlValidationError,
    skicka_anmalan_fran_arbetsgivare_responder_router,
};
use fk_runtime::soap::{Rejection, Router};

use crate::desk::{Desk, unwritable};

pub(super) fn router(desk: Desk) -> Router {
    skicka_anmalan_fran_arbetsgivare_responder_router(Eioa(desk))
}

struct Eioa(Desk);

impl SkickaAnmalanFranArbetsgivareResponderService for Eioa {
    async fn skicka_anmalan_fran_arbetsgivare(
        &self,
        request: SkickaAnmalanFranArbetsgivare,
    ) -> Result<SkickaAnmalanFranArbetsgivareResponse, Rejection<SkickaAnmalanFranArbetsgivareFault>> {
        use SkickaAnmalanFranArbetsgivareFault as Fault;
        match self
            .0
            .take::<SkickaAnmalanFranArbetsgivareOperation>(SERVICE, &request)
            .await
        {
            Ok(tx_id) => SkickaAnmalanFranArbetsgivareResponse::new(tx_id.to_string()).map_err(unwritable),
            Err(refusal) => Err(refusal.into_rejection(
                |why| XmlValidationError::new(why).map(Fault::XmlValidationError),
                |why| SignatureValidationError::new(why).map(Fault::SignatureValidationError),
            )),
        }
    }
}
