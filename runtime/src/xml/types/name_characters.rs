//! The characters of names: the classes of XML 1.0, second edition, appendix B, which XSD 1.0 builds on.
//!
//! Later editions of XML admit more characters in the names of elements. The types `Name`, `NMTOKEN` and their
//! family, and `\i` and `\c` in patterns, stay with the edition that XSD 1.0 names, as other validators do.

/// Whether a name may begin with the character: `Letter`, `_` or `:`. In patterns, `\i`.
#[inline]
pub(crate) fn starts_name(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '_' | ':' => true,
        '\0'..='\x7F' => false,
        _ => among(START, character),
    }
}

/// Whether a name may hold the character: `NameChar`. In patterns, `\c`.
#[inline]
pub(crate) fn continues_name(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ':' | '-' | '.' => true,
        '\0'..='\x7F' => false,
        _ => among(START, character) || among(FURTHER, character),
    }
}

/// Whether the text is a `Name`.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(starts_name) && text.chars().all(continues_name)
}

/// Whether the text is a `Nmtoken`.
pub(crate) fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(continues_name)
}

/// Whether the text is an `NCName`: a name without a colon (Namespaces in XML 1.0).
pub(crate) fn is_ncname(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

fn among(ranges: &[(char, char)], character: char) -> bool {
    ranges
        .binary_search_by(|&(first, last)| {
            if last < character {
                std::cmp::Ordering::Less
            } else if first > character {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

/// `BaseChar`, `Ideographic`, `_` and `:`, in order.
#[rustfmt::skip]
pub(crate) const START: &[(char, char)] = &[
    ('\u{3A}', '\u{3A}'), ('\u{41}', '\u{5A}'), ('\u{5F}', '\u{5F}'), ('\u{61}', '\u{7A}'),
    ('\u{C0}', '\u{D6}'), ('\u{D8}', '\u{F6}'), ('\u{F8}', '\u{131}'), ('\u{134}', '\u{13E}'),
    ('\u{141}', '\u{148}'), ('\u{14A}', '\u{17E}'), ('\u{180}', '\u{1C3}'), ('\u{1CD}', '\u{1F0}'),
    ('\u{1F4}', '\u{1F5}'), ('\u{1FA}', '\u{217}'), ('\u{250}', '\u{2A8}'), ('\u{2BB}', '\u{2C1}'),
    ('\u{386}', '\u{386}'), ('\u{388}', '\u{38A}'), ('\u{38C}', '\u{38C}'), ('\u{38E}', '\u{3A1}'),
    ('\u{3A3}', '\u{3CE}'), ('\u{3D0}', '\u{3D6}'), ('\u{3DA}', '\u{3DA}'), ('\u{3DC}', '\u{3DC}'),
    ('\u{3DE}', '\u{3DE}'), ('\u{3E0}', '\u{3E0}'), ('\u{3E2}', '\u{3F3}'), ('\u{401}', '\u{40C}'),
    ('\u{40E}', '\u{44F}'), ('\u{451}', '\u{45C}'), ('\u{45E}', '\u{481}'), ('\u{490}', '\u{4C4}'),
    ('\u{4C7}', '\u{4C8}'), ('\u{4CB}', '\u{4CC}'), ('\u{4D0}', '\u{4EB}'), ('\u{4EE}', '\u{4F5}'),
    ('\u{4F8}', '\u{4F9}'), ('\u{531}', '\u{556}'), ('\u{559}', '\u{559}'), ('\u{561}', '\u{586}'),
    ('\u{5D0}', '\u{5EA}'), ('\u{5F0}', '\u{5F2}'), ('\u{621}', '\u{63A}'), ('\u{641}', '\u{64A}'),
    ('\u{671}', '\u{6B7}'), ('\u{6BA}', '\u{6BE}'), ('\u{6C0}', '\u{6CE}'), ('\u{6D0}', '\u{6D3}'),
    ('\u{6D5}', '\u{6D5}'), ('\u{6E5}', '\u{6E6}'), ('\u{905}', '\u{939}'), ('\u{93D}', '\u{93D}'),
    ('\u{958}', '\u{961}'), ('\u{985}', '\u{98C}'), ('\u{98F}', '\u{990}'), ('\u{993}', '\u{9A8}'),
    ('\u{9AA}', '\u{9B0}'), ('\u{9B2}', '\u{9B2}'), ('\u{9B6}', '\u{9B9}'), ('\u{9DC}', '\u{9DD}'),
    ('\u{9DF}', '\u{9E1}'), ('\u{9F0}', '\u{9F1}'), ('\u{A05}', '\u{A0A}'), ('\u{A0F}', '\u{A10}'),
    ('\u{A13}', '\u{A28}'), ('\u{A2A}', '\u{A30}'), ('\u{A32}', '\u{A33}'), ('\u{A35}', '\u{A36}'),
    ('\u{A38}', '\u{A39}'), ('\u{A59}', '\u{A5C}'), ('\u{A5E}', '\u{A5E}'), ('\u{A72}', '\u{A74}'),
    ('\u{A85}', '\u{A8B}'), ('\u{A8D}', '\u{A8D}'), ('\u{A8F}', '\u{A91}'), ('\u{A93}', '\u{AA8}'),
    ('\u{AAA}', '\u{AB0}'), ('\u{AB2}', '\u{AB3}'), ('\u{AB5}', '\u{AB9}'), ('\u{ABD}', '\u{ABD}'),
    ('\u{AE0}', '\u{AE0}'), ('\u{B05}', '\u{B0C}'), ('\u{B0F}', '\u{B10}'), ('\u{B13}', '\u{B28}'),
    ('\u{B2A}', '\u{B30}'), ('\u{B32}', '\u{B33}'), ('\u{B36}', '\u{B39}'), ('\u{B3D}', '\u{B3D}'),
    ('\u{B5C}', '\u{B5D}'), ('\u{B5F}', '\u{B61}'), ('\u{B85}', '\u{B8A}'), ('\u{B8E}', '\u{B90}'),
    ('\u{B92}', '\u{B95}'), ('\u{B99}', '\u{B9A}'), ('\u{B9C}', '\u{B9C}'), ('\u{B9E}', '\u{B9F}'),
    ('\u{BA3}', '\u{BA4}'), ('\u{BA8}', '\u{BAA}'), ('\u{BAE}', '\u{BB5}'), ('\u{BB7}', '\u{BB9}'),
    ('\u{C05}', '\u{C0C}'), ('\u{C0E}', '\u{C10}'), ('\u{C12}', '\u{C28}'), ('\u{C2A}', '\u{C33}'),
    ('\u{C35}', '\u{C39}'), ('\u{C60}', '\u{C61}'), ('\u{C85}', '\u{C8C}'), ('\u{C8E}', '\u{C90}'),
    ('\u{C92}', '\u{CA8}'), ('\u{CAA}', '\u{CB3}'), ('\u{CB5}', '\u{CB9}'), ('\u{CDE}', '\u{CDE}'),
    ('\u{CE0}', '\u{CE1}'), ('\u{D05}', '\u{D0C}'), ('\u{D0E}', '\u{D10}'), ('\u{D12}', '\u{D28}'),
    ('\u{D2A}', '\u{D39}'), ('\u{D60}', '\u{D61}'), ('\u{E01}', '\u{E2E}'), ('\u{E30}', '\u{E30}'),
    ('\u{E32}', '\u{E33}'), ('\u{E40}', '\u{E45}'), ('\u{E81}', '\u{E82}'), ('\u{E84}', '\u{E84}'),
    ('\u{E87}', '\u{E88}'), ('\u{E8A}', '\u{E8A}'), ('\u{E8D}', '\u{E8D}'), ('\u{E94}', '\u{E97}'),
    ('\u{E99}', '\u{E9F}'), ('\u{EA1}', '\u{EA3}'), ('\u{EA5}', '\u{EA5}'), ('\u{EA7}', '\u{EA7}'),
    ('\u{EAA}', '\u{EAB}'), ('\u{EAD}', '\u{EAE}'), ('\u{EB0}', '\u{EB0}'), ('\u{EB2}', '\u{EB3}'),
    ('\u{EBD}', '\u{EBD}'), ('\u{EC0}', '\u{EC4}'), ('\u{F40}', '\u{F47}'), ('\u{F49}', '\u{F69}'),
    ('\u{10A0}', '\u{10C5}'), ('\u{10D0}', '\u{10F6}'), ('\u{1100}', '\u{1100}'), ('\u{1102}', '\u{1103}'),
    ('\u{1105}', '\u{1107}'), ('\u{1109}', '\u{1109}'), ('\u{110B}', '\u{110C}'), ('\u{110E}', '\u{1112}'),
    ('\u{113C}', '\u{113C}'), ('\u{113E}', '\u{113E}'), ('\u{1140}', '\u{1140}'), ('\u{114C}', '\u{114C}'),
    ('\u{114E}', '\u{114E}'), ('\u{1150}', '\u{1150}'), ('\u{1154}', '\u{1155}'), ('\u{1159}', '\u{1159}'),
    ('\u{115F}', '\u{1161}'), ('\u{1163}', '\u{1163}'), ('\u{1165}', '\u{1165}'), ('\u{1167}', '\u{1167}'),
    ('\u{1169}', '\u{1169}'), ('\u{116D}', '\u{116E}'), ('\u{1172}', '\u{1173}'), ('\u{1175}', '\u{1175}'),
    ('\u{119E}', '\u{119E}'), ('\u{11A8}', '\u{11A8}'), ('\u{11AB}', '\u{11AB}'), ('\u{11AE}', '\u{11AF}'),
    ('\u{11B7}', '\u{11B8}'), ('\u{11BA}', '\u{11BA}'), ('\u{11BC}', '\u{11C2}'), ('\u{11EB}', '\u{11EB}'),
    ('\u{11F0}', '\u{11F0}'), ('\u{11F9}', '\u{11F9}'), ('\u{1E00}', '\u{1E9B}'), ('\u{1EA0}', '\u{1EF9}'),
    ('\u{1F00}', '\u{1F15}'), ('\u{1F18}', '\u{1F1D}'), ('\u{1F20}', '\u{1F45}'), ('\u{1F48}', '\u{1F4D}'),
    ('\u{1F50}', '\u{1F57}'), ('\u{1F59}', '\u{1F59}'), ('\u{1F5B}', '\u{1F5B}'), ('\u{1F5D}', '\u{1F5D}'),
    ('\u{1F5F}', '\u{1F7D}'), ('\u{1F80}', '\u{1FB4}'), ('\u{1FB6}', '\u{1FBC}'), ('\u{1FBE}', '\u{1FBE}'),
    ('\u{1FC2}', '\u{1FC4}'), ('\u{1FC6}', '\u{1FCC}'), ('\u{1FD0}', '\u{1FD3}'), ('\u{1FD6}', '\u{1FDB}'),
    ('\u{1FE0}', '\u{1FEC}'), ('\u{1FF2}', '\u{1FF4}'), ('\u{1FF6}', '\u{1FFC}'), ('\u{2126}', '\u{2126}'),
    ('\u{212A}', '\u{212B}'), ('\u{212E}', '\u{212E}'), ('\u{2180}', '\u{2182}'), ('\u{3007}', '\u{3007}'),
    ('\u{3021}', '\u{3029}'), ('\u{3041}', '\u{3094}'), ('\u{30A1}', '\u{30FA}'), ('\u{3105}', '\u{312C}'),
    ('\u{4E00}', '\u{9FA5}'), ('\u{AC00}', '\u{D7A3}'),
];

/// `Digit`, `CombiningChar`, `Extender`, `-` and `.`, in order.
#[rustfmt::skip]
pub(crate) const FURTHER: &[(char, char)] = &[
    ('\u{2D}', '\u{2E}'), ('\u{30}', '\u{39}'), ('\u{B7}', '\u{B7}'), ('\u{2D0}', '\u{2D1}'),
    ('\u{300}', '\u{345}'), ('\u{360}', '\u{361}'), ('\u{387}', '\u{387}'), ('\u{483}', '\u{486}'),
    ('\u{591}', '\u{5A1}'), ('\u{5A3}', '\u{5B9}'), ('\u{5BB}', '\u{5BD}'), ('\u{5BF}', '\u{5BF}'),
    ('\u{5C1}', '\u{5C2}'), ('\u{5C4}', '\u{5C4}'), ('\u{640}', '\u{640}'), ('\u{64B}', '\u{652}'),
    ('\u{660}', '\u{669}'), ('\u{670}', '\u{670}'), ('\u{6D6}', '\u{6E4}'), ('\u{6E7}', '\u{6E8}'),
    ('\u{6EA}', '\u{6ED}'), ('\u{6F0}', '\u{6F9}'), ('\u{901}', '\u{903}'), ('\u{93C}', '\u{93C}'),
    ('\u{93E}', '\u{94D}'), ('\u{951}', '\u{954}'), ('\u{962}', '\u{963}'), ('\u{966}', '\u{96F}'),
    ('\u{981}', '\u{983}'), ('\u{9BC}', '\u{9BC}'), ('\u{9BE}', '\u{9C4}'), ('\u{9C7}', '\u{9C8}'),
    ('\u{9CB}', '\u{9CD}'), ('\u{9D7}', '\u{9D7}'), ('\u{9E2}', '\u{9E3}'), ('\u{9E6}', '\u{9EF}'),
    ('\u{A02}', '\u{A02}'), ('\u{A3C}', '\u{A3C}'), ('\u{A3E}', '\u{A42}'), ('\u{A47}', '\u{A48}'),
    ('\u{A4B}', '\u{A4D}'), ('\u{A66}', '\u{A71}'), ('\u{A81}', '\u{A83}'), ('\u{ABC}', '\u{ABC}'),
    ('\u{ABE}', '\u{AC5}'), ('\u{AC7}', '\u{AC9}'), ('\u{ACB}', '\u{ACD}'), ('\u{AE6}', '\u{AEF}'),
    ('\u{B01}', '\u{B03}'), ('\u{B3C}', '\u{B3C}'), ('\u{B3E}', '\u{B43}'), ('\u{B47}', '\u{B48}'),
    ('\u{B4B}', '\u{B4D}'), ('\u{B56}', '\u{B57}'), ('\u{B66}', '\u{B6F}'), ('\u{B82}', '\u{B83}'),
    ('\u{BBE}', '\u{BC2}'), ('\u{BC6}', '\u{BC8}'), ('\u{BCA}', '\u{BCD}'), ('\u{BD7}', '\u{BD7}'),
    ('\u{BE7}', '\u{BEF}'), ('\u{C01}', '\u{C03}'), ('\u{C3E}', '\u{C44}'), ('\u{C46}', '\u{C48}'),
    ('\u{C4A}', '\u{C4D}'), ('\u{C55}', '\u{C56}'), ('\u{C66}', '\u{C6F}'), ('\u{C82}', '\u{C83}'),
    ('\u{CBE}', '\u{CC4}'), ('\u{CC6}', '\u{CC8}'), ('\u{CCA}', '\u{CCD}'), ('\u{CD5}', '\u{CD6}'),
    ('\u{CE6}', '\u{CEF}'), ('\u{D02}', '\u{D03}'), ('\u{D3E}', '\u{D43}'), ('\u{D46}', '\u{D48}'),
    ('\u{D4A}', '\u{D4D}'), ('\u{D57}', '\u{D57}'), ('\u{D66}', '\u{D6F}'), ('\u{E31}', '\u{E31}'),
    ('\u{E34}', '\u{E3A}'), ('\u{E46}', '\u{E4E}'), ('\u{E50}', '\u{E59}'), ('\u{EB1}', '\u{EB1}'),
    ('\u{EB4}', '\u{EB9}'), ('\u{EBB}', '\u{EBC}'), ('\u{EC6}', '\u{EC6}'), ('\u{EC8}', '\u{ECD}'),
    ('\u{ED0}', '\u{ED9}'), ('\u{F18}', '\u{F19}'), ('\u{F20}', '\u{F29}'), ('\u{F35}', '\u{F35}'),
    ('\u{F37}', '\u{F37}'), ('\u{F39}', '\u{F39}'), ('\u{F3E}', '\u{F3F}'), ('\u{F71}', '\u{F84}'),
    ('\u{F86}', '\u{F8B}'), ('\u{F90}', '\u{F95}'), ('\u{F97}', '\u{F97}'), ('\u{F99}', '\u{FAD}'),
    ('\u{FB1}', '\u{FB7}'), ('\u{FB9}', '\u{FB9}'), ('\u{20D0}', '\u{20DC}'), ('\u{20E1}', '\u{20E1}'),
    ('\u{3005}', '\u{3005}'), ('\u{302A}', '\u{302F}'), ('\u{3031}', '\u{3035}'), ('\u{3099}', '\u{309A}'),
    ('\u{309D}', '\u{309E}'), ('\u{30FC}', '\u{30FE}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_apart() {
        for table in [START, FURTHER] {
            assert!(table.iter().all(|(first, last)| first <= last));
            assert!(table.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
        assert!(
            FURTHER
                .iter()
                .all(|&(first, last)| !among(START, first) && !among(START, last))
        );
    }

    #[test]
    fn the_short_cut_for_ascii_agrees_with_the_tables() {
        for character in '\0'..='\x7F' {
            assert_eq!(starts_name(character), among(START, character));
            assert_eq!(
                continues_name(character),
                among(START, character) || among(FURTHER, character)
            );
        }
    }

    #[test]
    fn names_are_judged_by_the_second_edition() {
        for name in ["a", "_", ":", "åäö", "a-b.c:d", "x1", "名前", "a\u{B7}"] {
            assert!(is_name(name), "{name}");
        }
        // U+0132 and U+2C00 came with the fifth edition.
        for text in ["", "1a", "-a", ".a", "a b", "a×", "\u{132}", "\u{2C00}", "\u{B7}"] {
            assert!(!is_name(text), "{text}");
        }
        assert!(is_nmtoken("1-a") && !is_nmtoken("") && !is_nmtoken("a b"));
        assert!(is_ncname("a.b") && !is_ncname("a:b"));
    }
}
