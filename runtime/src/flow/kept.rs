//! Documents on their way, kept between processes.

use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;

use super::client::text;
use super::{Accepted, Client, Outcome, Protocol, ResumeError};
use crate::json::{self, Field, FieldReader, FieldWriter, InvalidValue, ReadError};
use crate::stored::{self, Broken};
use crate::xml::Simple;

/// What the file is, as its first line says it.
const WHAT: &str = "fk-flow";

/// What stands after the first line, as JSON. Nothing of the document, and no key.
pub(super) struct Kept {
    service: String,
    version: String,
    fingerprint: String,
    redirect: String,
    sent: String,
    created: String,
    /// With the time at which it was seen.
    outcome: Option<String>,
    seen: Option<String>,
}

impl Kept {
    pub(super) fn write<P: Protocol>(accepted: &Accepted<P>, outcome: Option<Outcome>) -> Vec<u8> {
        let kept = Self {
            service: P::CONTRACT.service.to_owned(),
            version: P::CONTRACT.version.to_owned(),
            fingerprint: text(&accepted.fingerprint).unwrap_or_default(),
            redirect: accepted.redirect.to_string(),
            sent: time(accepted.sent),
            created: time(accepted.created),
            outcome: outcome.map(|outcome| outcome.word().to_owned()),
            seen: outcome.map(|outcome| time(outcome.seen())),
        };
        // Strings can always be written, and a code that the service has given could be sent to it as text.
        stored::seal(WHAT, &json::to_vec(&kept).unwrap_or_default())
    }

    pub(super) fn read<P: Protocol>(
        bytes: &[u8],
        client: &Client<P>,
    ) -> Result<(Accepted<P>, Option<Outcome>), ResumeError> {
        let json = stored::unseal(WHAT, bytes)?;
        let kept: Self = json::from_slice(json).map_err(ResumeError::Form)?;
        let contract = P::CONTRACT;
        if (kept.service.as_str(), kept.version.as_str()) != (contract.service, contract.version) {
            return Err(ResumeError::OtherContract {
                expected: format!("{} {}", contract.service, contract.version),
                found: format!("{} {}", kept.service, kept.version),
            });
        }
        let value = |field| ResumeError::Value { field };
        let redirect = Url::parse(&kept.redirect).map_err(|_| value("redirect"))?;
        let fingerprint = P::Fingerprint::parse(&kept.fingerprint, &()).map_err(|_| value("fingerprint"))?;
        let expected = client
            .link(fingerprint.clone())
            .map_err(|_| value("fingerprint"))?;
        if expected != redirect {
            return Err(ResumeError::OtherAddress {
                expected: address(&expected),
                found: address(&redirect),
            });
        }
        let accepted = Accepted {
            fingerprint,
            redirect,
            sent: parsed(&kept.sent).ok_or(value("sent"))?,
            created: parsed(&kept.created).ok_or(value("created"))?,
        };
        Ok((accepted, kept.outcome()?))
    }

    fn outcome(&self) -> Result<Option<Outcome>, ResumeError> {
        let (Some(word), Some(seen)) = (&self.outcome, &self.seen) else {
            return Ok(None);
        };
        let seen = parsed(seen).ok_or(ResumeError::Value { field: "seen" })?;
        match word.as_str() {
            "successful" => Ok(Some(Outcome::Successful { seen })),
            "absent" => Ok(Some(Outcome::Absent { seen })),
            "expired" => Ok(Some(Outcome::Expired { seen })),
            _ => Err(ResumeError::Value { field: "outcome" }),
        }
    }
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn parsed(text: &str) -> Option<DateTime<Utc>> {
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    Some(time.with_timezone(&Utc))
}

/// A page's address, without the code of the document.
fn address(page: &Url) -> String {
    let origin = page.origin().ascii_serialization();
    format!("{origin}{}", page.path())
}

impl json::Object for Kept {
    const FIELDS: &'static [Field] = &[
        Field::new("service"),
        Field::new("version"),
        Field::new("fingerprint"),
        Field::new("redirect"),
        Field::new("sent"),
        Field::new("created"),
        Field::new("outcome"),
        Field::new("seen"),
    ];

    fn read_fields(f: &mut FieldReader<'_, '_>) -> Result<Self, ReadError> {
        Ok(Self {
            service: f.one(0)?,
            version: f.one(1)?,
            fingerprint: f.one(2)?,
            redirect: f.one(3)?,
            sent: f.one(4)?,
            created: f.one(5)?,
            outcome: f.optional(6)?,
            seen: f.optional(7)?,
        })
    }

    fn write_fields(&self, f: &mut FieldWriter<'_>) -> Result<(), InvalidValue> {
        f.one(0, &self.service)?;
        f.one(1, &self.version)?;
        f.one(2, &self.fingerprint)?;
        f.one(3, &self.redirect)?;
        f.one(4, &self.sent)?;
        f.one(5, &self.created)?;
        f.optional(6, self.outcome.as_ref())?;
        f.optional(7, self.seen.as_ref())
    }

    fn rules(&self) -> Result<(), InvalidValue> {
        json::required_with("seen", self.seen.as_ref(), "outcome", self.outcome.as_ref())?;
        json::required_with("outcome", self.outcome.as_ref(), "seen", self.seen.as_ref())
    }
}

impl From<Broken> for ResumeError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Other => Self::NotKept,
            Broken::OtherForm => Self::OtherForm,
            Broken::Changed => Self::Changed,
        }
    }
}
