//! PEM, as far as identities and bundles of certificates need it (RFC 7468).
//!
//! Read leniently, as everyone does: text around the sections is skipped (`openssl pkcs12` writes attributes there),
//! and lines may be of any length. The readers of the libraries here know no encrypted keys, or leave the Base64 of a
//! key in memory.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::IdentityError;

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// What stands between `-----BEGIN label-----` and `-----END label-----`.
pub(super) struct Section {
    pub(super) label: String,
    /// The line of its beginning, from 1.
    pub(super) line: usize,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// Whether there is a PEM section in it.
pub(super) fn is_pem(bytes: &[u8]) -> bool {
    bytes
        .windows(BEGIN.len())
        .any(|window| window == BEGIN.as_bytes())
}

/// The sections of a PEM text, in their order.
pub(super) fn sections(bytes: &[u8]) -> Result<Vec<Section>, IdentityError> {
    let mut sections = Vec::new();
    let mut lines = bytes.split(|byte| matches!(byte, b'\n')).enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(label) = beginning(line) else {
            continue;
        };
        let broken = |reason| IdentityError::BrokenPem {
            line: index + 1,
            reason,
        };
        let end = format!("-----END {label}{DASHES}");
        let mut text = Zeroizing::new(Vec::with_capacity(bytes.len()));
        loop {
            let (_, line) = lines.next().ok_or_else(|| broken("has no end"))?;
            let line = line.trim_ascii();
            if line == end.as_bytes() {
                break;
            }
            if line.starts_with(b"-----") {
                return Err(broken("has no end"));
            }
            // RFC 1421, as OpenSSL wrote keys before PKCS#8: the password is stretched with one round of MD5.
            if line.starts_with(b"Proc-Type:") {
                return Err(IdentityError::UnsupportedEncryption {
                    found: "OpenSSL's traditional encryption (`Proc-Type: 4,ENCRYPTED`)".to_owned(),
                });
            }
            text.extend(line.iter().filter(|byte| !byte.is_ascii_whitespace()));
        }
        let der = STANDARD.decode(&*text).map_err(|_| broken("is not Base64"))?;
        sections.push(Section {
            label,
            line: index + 1,
            der: Zeroizing::new(der),
        });
    }
    Ok(sections)
}

/// The label, if the line begins a section.
fn beginning(line: &[u8]) -> Option<String> {
    // A byte order mark may stand before the first one.
    let line = std::str::from_utf8(line)
        .ok()?
        .trim_start_matches('\u{feff}')
        .trim();
    let label = line.strip_prefix(BEGIN)?.strip_suffix(DASHES)?;
    Some(label.to_owned())
}
