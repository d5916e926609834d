//! What the operations of a service are for whose documents a person signs elsewhere: text → [`Flow`].

use super::check;
use super::error::RegistryError;
use super::model::{Flow, States};
use super::parse::Reader;
use super::raw::{RawFlow, Text};

impl Reader<'_> {
    pub(super) fn flow(&self, raw: RawFlow) -> Result<Flow, RegistryError> {
        let operations = [&raw.create, &raw.status, &raw.page, &raw.return_link, &raw.signal];
        self.distinct("operation", operations)?;
        self.distinct("state", [&raw.started, &raw.successful, &raw.absent])?;
        let operation = |text: Text| self.checked(text, |text| check::local_name(text, "an operation"));
        Ok(Flow {
            create: operation(raw.create)?,
            status: operation(raw.status)?,
            page: operation(raw.page)?,
            return_link: operation(raw.return_link)?,
            signal: operation(raw.signal)?,
            fingerprint: self.checked(raw.fingerprint, |text| {
                check::local_name(text, "the type of a fingerprint")
            })?,
            states: States {
                started: self.filled(raw.started, "started")?,
                successful: self.filled(raw.successful, "successful")?,
                absent: self.filled(raw.absent, "absent")?,
            },
            life: raw.life.get(),
            source: self.filled(raw.source, "source")?,
        })
    }
}
