//! Files of this toolkit: a line that says what they are and by which an accident is known, and JSON.
//!
//! The line is `<what> 1 sha256 <64 lower-case hexadecimal digits>`: what the file is, the version of its form, and the
//! SHA-256 (FIPS 180-4) of all that follows the line. A checksum keeps off accidents, not people.

use std::fmt::Write as _;

use ring::digest::{SHA256, digest};

/// The version of the form, and what the digits are.
const FORM: &str = " 1 sha256 ";

/// Why octets are not a file of ours that is whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Broken {
    /// They are something else.
    Other,
    /// They are in the form of another version of this toolkit.
    OtherForm,
    /// They are not what was written.
    Changed,
}

/// The file that is `what` and holds `json`.
pub(crate) fn seal(what: &str, json: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{what}{FORM}{}\n", sha256(json)).into_bytes();
    bytes.extend_from_slice(json);
    bytes
}

/// What a file that is `what` holds: it begins in line 2.
///
/// # Errors
/// Octets that [`seal`] has not given.
pub(crate) fn unseal<'b>(what: &str, bytes: &'b [u8]) -> Result<&'b [u8], Broken> {
    let rest = bytes.strip_prefix(what.as_bytes()).ok_or(Broken::Other)?;
    let Some(rest) = rest.strip_prefix(FORM.as_bytes()) else {
        return Err(if rest.first() == Some(&b' ') {
            Broken::OtherForm
        } else {
            Broken::Other
        });
    };
    let end = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or(Broken::Changed)?;
    let (said, json) = (&rest[..end], &rest[end + 1..]);
    if said == sha256(json).as_bytes() {
        Ok(json)
    } else {
        Err(Broken::Changed)
    }
}

fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for octet in digest(&SHA256, bytes).as_ref() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{octet:02x}");
    }
    text
}
