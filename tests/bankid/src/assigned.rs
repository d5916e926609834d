//! Signing what somebody was assigned to sign, and what it is verified against.

use chrono::{DateTime, Utc};
use fk_runtime::Environment;
use fk_runtime::signing::{Assignment, Delivered, Role};
use fk_runtime::verify::{AnchorError, Anchors};

use crate::{BankId, MakeError, Person, ToSign};

impl BankId {
    /// Does what an assignment asks for, as the person whom it names, at `at` to the second.
    ///
    /// # Errors
    /// As [`sign`](Self::sign).
    pub fn fulfil<R: Role>(
        &self,
        assignment: &Assignment<R>,
        at: DateTime<Utc>,
    ) -> Result<Delivered, MakeError> {
        let person = Person::new(assignment.signer(), "Påhittad", "Person");
        let what = ToSign::text(assignment.text().clone()).with_hidden(assignment.hidden().to_string());
        self.sign(&person, &what, at)
    }

    /// Its root, as what a relying party pins.
    ///
    /// # Errors
    /// The root is none that could be pinned.
    pub fn anchors(&self) -> Result<Anchors, AnchorError> {
        // What cannot be written is no anchor either.
        let pem = self.root_pem().unwrap_or_default();
        Anchors::new(Environment::Test, pem.as_bytes())
    }
}
