//! The messages of both services, with content for their wildcards.

use fk_contracts::{eioa, elt};
use proptest::prelude::*;

use super::any::any_elements;
use super::simple::{date, octets, one_of_all, restricted};
use super::text::text;

/// Strategies for what the envelope of the service `$service` has in common with the other.
macro_rules! messages {
    ($service:ident, $response:ident) => {
        /// Any answer.
        pub fn response() -> impl Strategy<Value = $service::envelope::$response> {
            (text(), any_elements())
                .prop_map(|(tx_id, ovrigt)| $service::envelope::$response { tx_id, ovrigt })
        }

        /// Any fault of a document that is not valid.
        pub fn xml_validation_error() -> impl Strategy<Value = $service::envelope::XmlValidationError> {
            text().prop_map(|message| $service::envelope::XmlValidationError { message })
        }

        /// Any fault of a signature.
        pub fn signature_validation_error()
        -> impl Strategy<Value = $service::envelope::SignatureValidationError> {
            text().prop_map(|message| $service::envelope::SignatureValidationError { message })
        }

        fn binary() -> impl Strategy<Value = $service::xmlmime::Base64Binary> {
            (prop::option::of(restricted()), octets()).prop_map(|(content_type, varde)| {
                $service::xmlmime::Base64Binary {
                    content_type,
                    varde,
                }
            })
        }
    };
}

/// Messages of ELT.
pub mod of_elt {
    use super::*;

    messages!(elt, SkickaTidredovisningResponse);

    /// Any request.
    pub fn request() -> impl Strategy<Value = elt::envelope::SkickaTidredovisning> {
        (binary(), signature(), signature(), any_elements()).prop_map(
            |(tidredovisning, assistent_signatur, anordnare_signatur, ovrigt)| {
                elt::envelope::SkickaTidredovisning {
                    tidredovisning,
                    assistent_signatur,
                    anordnare_signatur,
                    ovrigt,
                }
            },
        )
    }

    fn signature() -> impl Strategy<Value = elt::envelope::SignatureType> {
        (binary(), binary(), date(), any_elements()).prop_map(
            |(signature, ocsp_response, datum_for_signatur, ovrigt)| elt::envelope::SignatureType {
                signature,
                ocsp_response,
                datum_for_signatur,
                ovrigt,
            },
        )
    }
}

/// Messages of E-IOA.
pub mod of_eioa {
    use super::*;

    messages!(eioa, SkickaAnmalanFranArbetsgivareResponse);

    /// Any request.
    pub fn request() -> impl Strategy<Value = eioa::envelope::SkickaAnmalanFranArbetsgivare> {
        (binary(), prop::collection::vec(signature(), 1..4), any_elements()).prop_map(
            |(anmalanfranarbetsgivare, underskrift, ovrigt)| eioa::envelope::SkickaAnmalanFranArbetsgivare {
                anmalanfranarbetsgivare,
                underskrift,
                ovrigt,
            },
        )
    }

    fn signature() -> impl Strategy<Value = eioa::envelope::UnderskriftTyp> {
        (one_of_all(), binary(), binary(), date(), any_elements()).prop_map(
            |(signaturtyp, signatur, ocspresponse, signaturdatum, ovrigt)| eioa::envelope::UnderskriftTyp {
                signaturtyp,
                signatur,
                ocspresponse,
                signaturdatum,
                ovrigt,
            },
        )
    }
}
