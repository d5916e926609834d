//! Characters as they stand in canonical form (sections 1.1, 2.1 and 2.3).

use super::super::chars::is_char;

/// Where characters stand in the document that is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// Character data between tags.
    Text,
    /// A CDATA section, which becomes text.
    Cdata,
    /// The value of an attribute, or a namespace name.
    Attribute,
    /// The data of a processing instruction.
    Instruction,
}

/// Something that may not stand where it does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Misplaced {
    /// What, and the rule.
    pub(super) reason: &'static str,
    /// Offset in the characters that were to be written.
    pub(super) at: usize,
}

const IN_TEXT: u8 = 1;
const IN_ATTRIBUTE: u8 = 2;
const IN_INSTRUCTION: u8 = 4;

/// For each byte, where it is not written as it is, or must be looked at: the first byte of U+FFFE and U+FFFF.
static LOOKED_AT: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = IN_TEXT | IN_ATTRIBUTE | IN_INSTRUCTION;
        byte += 1;
    }
    table[b'\t' as usize] = IN_ATTRIBUTE;
    table[b'\n' as usize] = IN_ATTRIBUTE;
    table[b'&' as usize] = IN_TEXT | IN_ATTRIBUTE;
    table[b'<' as usize] = IN_TEXT | IN_ATTRIBUTE;
    table[b'>' as usize] = IN_TEXT;
    table[b'"' as usize] = IN_ATTRIBUTE;
    table[0xEF] = IN_TEXT | IN_ATTRIBUTE | IN_INSTRUCTION;
    table
};

impl Place {
    const fn bit(self) -> u8 {
        match self {
            Self::Text | Self::Cdata => IN_TEXT,
            Self::Attribute => IN_ATTRIBUTE,
            Self::Instruction => IN_INSTRUCTION,
        }
    }
}

/// Writes characters that stand in the document as such: line ends become one line feed (XML 1.0, section 2.11), in
/// an attribute white space becomes spaces (section 3.3.3).
///
/// # Errors
/// A character that XML forbids, and `]]>` in character data.
pub(super) fn push(out: &mut Vec<u8>, text: &str, place: Place) -> Result<(), Misplaced> {
    let bytes = text.as_bytes();
    let bit = place.bit();
    let (mut written, mut from) = (0, 0);
    while let Some(length) = bytes[from..]
        .iter()
        .position(|byte| LOOKED_AT[usize::from(*byte)] & bit != 0)
    {
        let at = from + length;
        from = at + 1;
        let replacement: &[u8] = match bytes[at] {
            // The line feed behind it remains.
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => b"",
            b'\r' if place != Place::Attribute => b"\n",
            b'\t' | b'\n' | b'\r' => b" ",
            b'>' if place == Place::Text && bytes[..at].ends_with(b"]]") => {
                let reason = "`]]>` may not stand in character data";
                return Err(Misplaced { reason, at: at - 2 });
            }
            0xEF if text[at..].chars().next().is_some_and(is_char) => continue,
            byte => match escaped(byte) {
                Some(escaped) => escaped,
                None => {
                    let reason = "a character that XML forbids";
                    return Err(Misplaced { reason, at });
                }
            },
        };
        out.extend_from_slice(&bytes[written..at]);
        out.extend_from_slice(replacement);
        written = from;
    }
    out.extend_from_slice(&bytes[written..]);
    Ok(())
}

/// Writes a character that a reference stands for: it is what it is, and no line end to be normalised.
pub(super) fn push_referenced(out: &mut Vec<u8>, c: char, place: Place) {
    let replacement: Option<&[u8]> = match c {
        '\r' => Some(b"&#xD;"),
        '\t' if place == Place::Attribute => Some(b"&#x9;"),
        '\n' if place == Place::Attribute => Some(b"&#xA;"),
        c => u8::try_from(c)
            .ok()
            .filter(|byte| LOOKED_AT[usize::from(*byte)] & place.bit() != 0)
            .and_then(escaped),
    };
    match replacement {
        Some(replacement) => out.extend_from_slice(replacement),
        None => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

const fn escaped(byte: u8) -> Option<&'static [u8]> {
    match byte {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'"' => Some(b"&quot;"),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pushed(text: &str, place: Place) -> String {
        let mut out = Vec::new();
        push(&mut out, text, place).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_place_has_its_own_escapes() {
        let text = "a&<>\"'\t\n\r\nb\rc\u{FFFD}\u{1F600}";
        assert_eq!(
            pushed(text, Place::Text),
            "a&amp;&lt;&gt;\"'\t\n\nb\nc\u{FFFD}\u{1F600}"
        );
        assert_eq!(pushed(text, Place::Cdata), pushed(text, Place::Text));
        assert_eq!(
            pushed(text, Place::Attribute),
            "a&amp;&lt;>&quot;'   b c\u{FFFD}\u{1F600}"
        );
        assert_eq!(
            pushed(text, Place::Instruction),
            "a&<>\"'\t\n\nb\nc\u{FFFD}\u{1F600}"
        );
    }

    #[test]
    fn referenced_white_space_is_kept() {
        let referenced = |place| {
            let mut out = Vec::new();
            "\t\n\r <>&\"\u{E5}\u{FEFF}"
                .chars()
                .for_each(|c| push_referenced(&mut out, c, place));
            String::from_utf8(out).unwrap()
        };
        assert_eq!(referenced(Place::Text), "\t\n&#xD; &lt;&gt;&amp;\"\u{E5}\u{FEFF}");
        assert_eq!(
            referenced(Place::Attribute),
            "&#x9;&#xA;&#xD; &lt;>&amp;&quot;\u{E5}\u{FEFF}"
        );
    }

    #[test]
    fn what_xml_forbids_is_refused_where_it_stands() {
        for (text, at) in [
            ("ab\u{1}", 2),
            ("\u{FFFE}", 0),
            ("\u{E5}\u{FFFF}", 2),
            ("\u{0}", 0),
        ] {
            for place in [Place::Text, Place::Cdata, Place::Attribute, Place::Instruction] {
                let refused = push(&mut Vec::new(), text, place).unwrap_err();
                assert_eq!(refused.at, at, "{text:?} in {place:?}");
            }
        }
        assert_eq!(push(&mut Vec::new(), "a]]>", Place::Text).unwrap_err().at, 1);
        assert_eq!(pushed("]] >]>", Place::Text), "]] &gt;]&gt;");
    }
}
