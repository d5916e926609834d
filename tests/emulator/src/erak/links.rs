//! Where a browser goes, and what it sends: made of what the contract has, and of the addresses that came with a bill.

use fk_contracts::erak::current::{
    Fingerprint, Flodesstatus, ReturnLinkParameters, SignOperation, SignParameters, Signal,
};
use fk_runtime::json::InvalidValue;
use fk_runtime::rest::{Operation, TextWriter};
use url::Url;
use url::form_urlencoded::Serializer;

use super::OutgoingSignal;
use super::bills::Handed;

/// The links of a bill.
#[derive(Clone)]
pub(super) struct Links {
    /// The path of the page, with the bill's code.
    pub(super) page: String,
    /// The path of the page that has the browser leave, with the bill's code.
    pub(super) leaving: String,
    /// The supplier's address, with the bill's code after whatever its query has.
    pub(super) back: Url,
    /// The signal, when the supplier wants one.
    pub(super) signal: Option<OutgoingSignal>,
}

impl Links {
    pub(super) fn new(fingerprint: &Fingerprint, handed: &Handed) -> Result<Self, InvalidValue> {
        let code = SignParameters::new(fingerprint.clone())?;
        let mut query = Serializer::new(String::new());
        let query = query.extend_pairs(TextWriter::write(&code)?).finish();
        let mut back = handed.return_url.clone();
        let returned = ReturnLinkParameters::new(fingerprint.clone())?;
        back.query_pairs_mut().extend_pairs(TextWriter::write(&returned)?);
        let signal = match handed.signal_url.clone() {
            Some(url) => Some(OutgoingSignal {
                url,
                body: Signal::new(Flodesstatus::Successful, fingerprint.clone())?,
            }),
            None => None,
        };
        Ok(Self {
            page: format!("{}?{query}", page_path()),
            leaving: format!("{}?{query}", leaving_path()),
            back,
            signal,
        })
    }
}

/// The path of the page.
pub(super) fn page_path() -> &'static str {
    SignOperation::DESCRIPTION.path
}

/// The path of the page that has the browser leave. The contract has none for it.
pub(super) fn leaving_path() -> String {
    format!("{}/klar", page_path())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use fk_contracts::erak::current::{ReturnLinkOperation, SignalOperation};
    use fk_runtime::rest::{Description, Location, Media, Method};

    use super::*;

    /// What the links and the page's script take for granted. Whoever changes the contract learns it here.
    #[test]
    fn the_contract_has_the_code_in_the_query_and_the_signal_as_json() {
        for Description {
            method,
            parameters,
            body,
            ..
        } in [SignOperation::DESCRIPTION, ReturnLinkOperation::DESCRIPTION]
        {
            assert_eq!((method, body), (Method::Get, None));
            assert!(
                parameters
                    .iter()
                    .all(|parameter| parameter.location == Location::Query)
            );
        }
        let signal = SignalOperation::DESCRIPTION;
        assert!(signal.parameters.is_empty());
        assert_eq!(signal.body.unwrap().media, Media::Json);
    }
}
