//! Step 1: size, base64, and XML of the plainest kind.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Markup, Part, VerificationError};
use crate::signing::Delivered;
use crate::xml::Position;

/// The most characters of a signature document in base64: 512 KiB. The longest that BankID can deliver, with 240,000
/// characters of visible text and hidden data, needs less than 360,000.
pub const SIGNATURE_LIMIT: usize = 512 << 10;

/// The most characters of an OCSP response in base64: 64 KiB. BankID's have about 3,000.
pub const OCSP_LIMIT: usize = 64 << 10;

/// What was delivered, decoded.
pub(super) struct Input {
    /// The signature document: a document without anything that begins with `<!` or `<?`, but for an XML declaration.
    pub(super) document: String,
    /// DER.
    pub(super) ocsp_response: Vec<u8>,
}

pub(super) fn read(delivered: &Delivered) -> Result<Input, VerificationError> {
    let document = decode(delivered.signature(), Part::Signature, SIGNATURE_LIMIT)?;
    let ocsp_response = decode(delivered.ocsp_response(), Part::OcspResponse, OCSP_LIMIT)?;
    let document = String::from_utf8(document).map_err(|_| VerificationError::Encoding)?;
    check_markup(&document)?;
    Ok(Input {
        document,
        ocsp_response,
    })
}

fn decode(text: &str, part: Part, limit: usize) -> Result<Vec<u8>, VerificationError> {
    let characters = text.len();
    if characters > limit {
        return Err(VerificationError::TooLarge {
            part,
            characters,
            limit,
        });
    }
    STANDARD
        .decode(text)
        .map_err(|_| VerificationError::Base64 { part })
}

/// Looks for what may not be there before anything is read. In XML, `<` stands before markup alone and `&` before references
/// alone; where a document is not well-formed, it does not matter which error it is refused with.
fn check_markup(document: &str) -> Result<(), VerificationError> {
    // A mark or a zero would have the reader take it for UTF-16, or skip what is seen here.
    if !document.starts_with('<') || document.contains('\0') {
        return Err(VerificationError::Encoding);
    }
    let start = declaration(document)?;
    for at in memchr::memchr2_iter(b'<', b'&', &document.as_bytes()[start..]) {
        let at = start + at;
        if let Some(found) = forbidden(&document[at..]) {
            let position = Position::of(document, at);
            return Err(VerificationError::Markup { found, position });
        }
    }
    Ok(())
}

/// Where the document begins behind an XML declaration, which must name no other encoding than UTF-8.
fn declaration(document: &str) -> Result<usize, VerificationError> {
    let Some(rest) = document.strip_prefix("<?xml ") else {
        return Ok(0);
    };
    // Without its end it is a processing instruction, and refused as one.
    let Some(length) = rest.find("?>") else {
        return Ok(0);
    };
    if let Some((_, encoding)) = rest[..length].split_once("encoding") {
        let name = encoding.trim_start().strip_prefix('=').map(str::trim_start);
        let quote = name.and_then(|name| name.chars().next());
        let name = name.zip(quote).and_then(|(name, quote)| name.split(quote).nth(1));
        if !name.is_some_and(|name| name.eq_ignore_ascii_case("UTF-8")) {
            return Err(VerificationError::Encoding);
        }
    }
    Ok(document.len() - rest.len() + length + "?>".len())
}

fn forbidden(rest: &str) -> Option<Markup> {
    const REFERENCES: [&str; 6] = ["&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#"];
    if rest.starts_with('&') {
        return (!REFERENCES.iter().any(|known| rest.starts_with(known))).then_some(Markup::Entity);
    }
    match rest.as_bytes().get(1) {
        Some(b'?') => Some(Markup::ProcessingInstruction),
        Some(b'!') if rest.starts_with("<!--") => Some(Markup::Comment),
        Some(b'!') if rest.starts_with("<![CDATA[") => Some(Markup::Cdata),
        Some(b'!') => Some(Markup::DocumentType),
        _ => None,
    }
}
