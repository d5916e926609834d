//! What the compiler lets through, lest it refuse everything: the way of a document from nobody's signature to the call.
//! That it compiles is the test; it is made of real signatures where they can be had, beside the emulator.
#![allow(missing_docs, reason = "functions of a test")]

use fk_contracts::elt::AnyTidredovisning;
use fk_contracts::elt::current::Tidredovisning;
use fk_contracts::elt::envelope::{
    SkickaTidredovisning, SkickaTidredovisningResponderClient, SomAnordnare, SomAssistent,
};
use fk_contracts::{eioa, elt};
use fk_runtime::signing::{
    Assignment, PersonalNumber, SignableDocument, SignatureAs, Signed, SigningError, VisibleText,
};

/// The assistant signs a report of one version, then the provider, and it is sent.
pub async fn a_report(
    client: SkickaTidredovisningResponderClient,
    report: SignableDocument<Tidredovisning>,
    assistant: SignatureAs<SomAssistent>,
    provider: SignatureAs<SomAnordnare>,
) -> Result<(), Box<dyn std::error::Error>> {
    let signed: Signed<_, SomAnordnare> = report.signed(&assistant)?.signed(&provider)?;
    client.skicka_tidredovisning(&signed).await?;
    Ok(())
}

/// The provider signs a month's reports at once, of whichever version, after the assistants.
///
/// # Errors
/// As [`Assignment::new`].
pub fn many_reports(
    reports: &[Signed<AnyTidredovisning, SomAssistent>],
    provider: PersonalNumber,
    text: VisibleText,
) -> Result<Assignment<SomAnordnare>, SigningError> {
    Assignment::new(SomAnordnare, provider, text, reports)
}

/// One signs a notice, or several in any order.
pub async fn a_notice(
    client: eioa::envelope::SkickaAnmalanFranArbetsgivareResponderClient,
    notice: SignableDocument<eioa::current::AnmalanFranArbetsgivare>,
    provider: SignatureAs<eioa::envelope::SomAnordnare>,
    assistant: SignatureAs<eioa::envelope::SomAssistent>,
) -> Result<(), Box<dyn std::error::Error>> {
    let alone = notice.signed(&provider)?;
    client.skicka_anmalan_fran_arbetsgivare(&alone).await?;
    let both = notice.signed(&assistant)?.signed(&provider)?.signed(&assistant)?;
    client.skicka_anmalan_fran_arbetsgivare(&both).await?;
    Ok(())
}

/// What was put together by hand has a way of its own.
pub async fn by_hand(client: SkickaTidredovisningResponderClient, envelope: SkickaTidredovisning) {
    let _ = client.unverified().skicka_tidredovisning(&envelope).await;
}

#[test]
fn each_version_is_signed_for_one_request() {
    fn request_of<T: fk_runtime::signing::Signable>() -> &'static str {
        std::any::type_name::<T::Request>()
    }
    let requests = [
        request_of::<elt::current::Tidredovisning>(),
        request_of::<elt::previous::Tidredovisning>(),
        request_of::<AnyTidredovisning>(),
    ];
    assert_eq!(requests, [std::any::type_name::<SkickaTidredovisning>(); 3]);
}
