//! The API: `create` and `status`.

use std::time::Instant;

use axum::Router;
use axum::http::StatusCode;
use fk_contracts::erak::current::{
    CreateAnswer, CreateOperation, Flodesstatus, Mottagen, NyRakning, SignOperation, StatusAnswer,
    StatusOperation, StatusParameters, Valideringsfel,
};
use fk_runtime::rest::server::{Refusal, Serve, Server, ShownKey};
use fk_runtime::rest::{ContentError, NoFields, Operation};
use url::Url;

use super::bills::Handed;
use super::calls::Deserved;
pub(crate) use super::calls::Unanswered;
use super::clearance::Supplier;
use super::defects::Defect;
use super::desk::Desk;
use super::links::{leaving_path, page_path};
use super::window::TooMany;
use super::{Bill, Erak};
use crate::log;

/// A router that answers at the paths of the contract.
pub(crate) fn api(erak: &Erak) -> Router {
    let server = Server::new(std::sync::Arc::clone(&erak.0));
    server
        .operation::<CreateOperation>()
        .operation::<StatusOperation>()
        .into_router()
}

/// Whether E-RÄK answers at a path.
pub(crate) fn is_path(path: &str) -> bool {
    let operations = [
        CreateOperation::DESCRIPTION.path,
        StatusOperation::DESCRIPTION.path,
    ];
    operations.contains(&path) || path == page_path() || path == leaving_path()
}

/// Methods and paths, for a caller who is lost.
pub(crate) fn paths() -> [String; 3] {
    let operations = [
        CreateOperation::DESCRIPTION,
        StatusOperation::DESCRIPTION,
        SignOperation::DESCRIPTION,
    ];
    operations.map(|operation| format!("{} {}", operation.method.as_str(), operation.path))
}

impl Desk {
    /// Whose key it is. The call is counted.
    fn admit(&self, operation: &str, key: Option<&ShownKey>) -> Result<Supplier, Refusal> {
        // A contract without a key would have all suppliers be one.
        let token = key.map_or(&[][..], ShownKey::octets);
        let Some(supplier) = self.clearance.admit(token) else {
            log::erak(operation, "turned away with HTTP 401", None);
            return Err(Refusal::unauthorized(
                "the key is not one that this emulator was started with",
            ));
        };
        let counted = self.window.arrive(supplier, self.bills.clock());
        counted.map_err(|TooMany(pacing)| {
            log::erak(operation, "turned away with HTTP 429", None);
            let text = format!("more than {} calls in {} seconds", pacing.calls, pacing.seconds);
            Refusal::new(StatusCode::TOO_MANY_REQUESTS, text)
        })?;
        Ok(supplier)
    }

    /// Takes a bill in.
    fn take(&self, supplier: Supplier, sent: NyRakning) -> Result<Bill, Defect> {
        let address = |field, text: &str| Url::parse(text).map_err(|_| Defect::address(field));
        let handed = Handed {
            return_url: address("returUrl", sent.retur_url.as_str())?,
            signal_url: match &sent.signal_url {
                Some(url) => Some(address("signalUrl", url.as_str())?),
                None => None,
            },
            sent,
        };
        self.bills.take(supplier, handed).map_err(Defect::from)
    }
}

fn refused(defect: Defect, begun: Instant) -> Deserved<Result<CreateAnswer, Refusal>> {
    log::erak_refused(defect.code(), defect.field(), begun);
    let fel = defect.into_fel().and_then(|fel| Valideringsfel::new([fel]));
    Deserved::NotDone(match fel {
        Ok(fel) => Ok(CreateAnswer::Status400(fel)),
        Err(error) => Err(unwritable(&error)),
    })
}

/// What the emulator would answer is not what the contract admits.
fn unwritable(error: &fk_runtime::json::InvalidValue) -> Refusal {
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

impl Serve<CreateOperation> for Desk {
    type Caller = Supplier;

    fn admit(&self, key: Option<&ShownKey>) -> Result<Supplier, Refusal> {
        self.admit(CreateOperation::DESCRIPTION.name, key)
    }

    async fn carry_out(
        &self,
        supplier: Supplier,
        _: NoFields,
        sent: NyRakning,
    ) -> Result<CreateAnswer, Refusal> {
        let begun = Instant::now();
        let act = || match self.take(supplier, sent) {
            Ok(bill) => {
                log::erak_taken_in(bill.number, begun);
                let answer = Mottagen::new(bill.fingerprint).map(CreateAnswer::Status200);
                Deserved::Done(answer.map_err(|error| unwritable(&error)))
            }
            Err(defect) => refused(defect, begun),
        };
        self.create.carry_out(self.bills.clock(), act).await?
    }

    async fn unreadable(&self, _: Supplier, error: ContentError) -> Result<CreateAnswer, Refusal> {
        let begun = Instant::now();
        let act = || match &error {
            ContentError::Json(error) => refused(Defect::from(error), begun),
            // The contract has the bill as JSON.
            error => Deserved::NotDone(Err(Refusal::new(StatusCode::BAD_REQUEST, error))),
        };
        self.create.carry_out(self.bills.clock(), act).await?
    }
}

impl Serve<StatusOperation> for Desk {
    type Caller = Supplier;

    fn admit(&self, key: Option<&ShownKey>) -> Result<Supplier, Refusal> {
        self.admit(StatusOperation::DESCRIPTION.name, key)
    }

    async fn carry_out(
        &self,
        supplier: Supplier,
        parameters: StatusParameters,
        (): (),
    ) -> Result<StatusAnswer, Refusal> {
        let act = || {
            let (status, bill) = self.bills.status(supplier, &parameters.fingerprint);
            // That a bill is still under way is no news.
            match status {
                Flodesstatus::Started => {}
                Flodesstatus::Successful => log::erak(StatusOperation::DESCRIPTION.name, "SUCCESSFUL", bill),
                Flodesstatus::Absent => log::erak(StatusOperation::DESCRIPTION.name, "ABSENT", bill),
            }
            let status = fk_contracts::erak::current::Status::new(status);
            Deserved::Done(status.map(StatusAnswer::Status200))
        };
        let answer = self.status.carry_out(self.bills.clock(), act).await?;
        answer.map_err(|error| unwritable(&error))
    }
}
