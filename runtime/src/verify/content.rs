//! Steps 11 and 12: who has signed, and what.

use std::collections::HashMap;

use super::certificate::Certificate;
use super::signed_data::SignedData;
use super::tree::base64_lines;
use super::verified::same;
use super::{Documents, Signer, Text, VerificationError};
use crate::signing::{Digest, HiddenData, PersonalNumber, VisibleText};

/// Step 11. Gives the signer's number.
pub(super) fn check_signer(
    data: &SignedData,
    certificate: &Certificate,
    expected: Signer,
) -> Result<PersonalNumber, VerificationError> {
    if data.func_id != "Signing" {
        return Err(VerificationError::NotASigning);
    }
    let numbers = certificate.serial_numbers();
    let [number] = numbers.as_slice() else {
        let found = numbers.len();
        return Err(VerificationError::SerialNumbers { found });
    };
    let number: PersonalNumber = number
        .and_then(|number| number.parse().ok())
        .ok_or(VerificationError::SerialNumberForm)?;
    match expected {
        Signer::Person(person) if person != number => Err(VerificationError::OtherSigner),
        Signer::Person(_) | Signer::Anyone => Ok(number),
    }
}

/// Step 12, of the documents. Gives those that were signed.
pub(super) fn check_documents(
    data: &SignedData,
    expected: Documents<'_>,
) -> Result<Option<HiddenData>, VerificationError> {
    let hidden = data.hidden.as_ref().map(|hidden| {
        let text = text_of(hidden).ok_or(VerificationError::HiddenForm)?;
        text.parse::<HiddenData>()
            .map_err(|_| VerificationError::HiddenForm)
    });
    let hidden = hidden.transpose()?;
    let expected = expected.pairs();
    if !expected.is_empty() && hidden.is_none() {
        return Err(VerificationError::NothingHidden);
    }
    let signed = hidden.as_ref().map_or(&[][..], HiddenData::pairs);
    let signed: HashMap<&str, &Digest> = signed
        .iter()
        .map(|pair| (pair.document_id(), pair.digest()))
        .collect();
    for (number, pair) in (1..).zip(expected) {
        let of = expected.len();
        match signed.get(pair.document_id()) {
            Some(digest) if same(digest, pair.digest()) => {}
            Some(_) => return Err(VerificationError::DocumentAltered { number, of }),
            None => return Err(VerificationError::DocumentMissing { number, of }),
        }
    }
    Ok(hidden)
}

/// Step 12, of the text. Gives the one that was shown.
pub(super) fn check_text(data: &SignedData, expected: Text<'_>) -> Result<VisibleText, VerificationError> {
    let form = |expected| VerificationError::TextForm { expected };
    if data.charset.as_deref() != Some("UTF-8") {
        return Err(form("charset=\"UTF-8\""));
    }
    if data.shown.as_deref() != Some("wysiwys") {
        return Err(form("visible=\"wysiwys\""));
    }
    let text = text_of(&data.visible).ok_or(form("UTF-8 in base64"))?;
    let text = match data.format.as_deref() {
        None | Some("plaintext") => VisibleText::plain(text),
        Some("simpleMarkdownV1") => VisibleText::simple_markdown(text),
        Some(_) => {
            return Err(form(
                "no format, or format=\"plaintext\" or format=\"simpleMarkdownV1\"",
            ));
        }
    };
    let text = text.map_err(|_| form("1 to 40,000 characters in base64"))?;
    match expected {
        Text::Is(expected) if *expected != text => Err(VerificationError::OtherText),
        Text::Is(_) | Text::Any => Ok(text),
    }
}

/// UTF-8 in base64, which may be broken into lines as everywhere in a signature document.
fn text_of(base64: &str) -> Option<String> {
    String::from_utf8(base64_lines(base64)?).ok()
}
