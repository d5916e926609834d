//! The Unicode blocks that XSD 1.0 names (Part 2, second edition, appendix F.1.1): those of Unicode 3.1.
//!
//! The three blocks of surrogates are left out, as they are there: surrogates are no characters. Some names stand
//! for several ranges.

/// The ranges of the block `name` (without the `Is` in front); `None` when XSD 1.0 has no such block.
pub(super) fn block(name: &str) -> Option<Vec<(char, char)>> {
    let ranges: Vec<_> = BLOCKS
        .iter()
        .filter(|(.., own)| *own == name)
        .map(|&(first, last, _)| (first, last))
        .collect();
    if ranges.is_empty() { None } else { Some(ranges) }
}

/// First and last character, and name, in the order of characters.
#[rustfmt::skip]
const BLOCKS: &[(char, char, &str)] = &[
    ('\u{0}', '\u{7F}', "BasicLatin"),
    ('\u{80}', '\u{FF}', "Latin-1Supplement"),
    ('\u{100}', '\u{17F}', "LatinExtended-A"),
    ('\u{180}', '\u{24F}', "LatinExtended-B"),
    ('\u{250}', '\u{2AF}', "IPAExtensions"),
    ('\u{2B0}', '\u{2FF}', "SpacingModifierLetters"),
    ('\u{300}', '\u{36F}', "CombiningDiacriticalMarks"),
    ('\u{370}', '\u{3FF}', "Greek"),
    ('\u{400}', '\u{4FF}', "Cyrillic"),
    ('\u{530}', '\u{58F}', "Armenian"),
    ('\u{590}', '\u{5FF}', "Hebrew"),
    ('\u{600}', '\u{6FF}', "Arabic"),
    ('\u{700}', '\u{74F}', "Syriac"),
    ('\u{780}', '\u{7BF}', "Thaana"),
    ('\u{900}', '\u{97F}', "Devanagari"),
    ('\u{980}', '\u{9FF}', "Bengali"),
    ('\u{A00}', '\u{A7F}', "Gurmukhi"),
    ('\u{A80}', '\u{AFF}', "Gujarati"),
    ('\u{B00}', '\u{B7F}', "Oriya"),
    ('\u{B80}', '\u{BFF}', "Tamil"),
    ('\u{C00}', '\u{C7F}', "Telugu"),
    ('\u{C80}', '\u{CFF}', "Kannada"),
    ('\u{D00}', '\u{D7F}', "Malayalam"),
    ('\u{D80}', '\u{DFF}', "Sinhala"),
    ('\u{E00}', '\u{E7F}', "Thai"),
    ('\u{E80}', '\u{EFF}', "Lao"),
    ('\u{F00}', '\u{FFF}', "Tibetan"),
    ('\u{1000}', '\u{109F}', "Myanmar"),
    ('\u{10A0}', '\u{10FF}', "Georgian"),
    ('\u{1100}', '\u{11FF}', "HangulJamo"),
    ('\u{1200}', '\u{137F}', "Ethiopic"),
    ('\u{13A0}', '\u{13FF}', "Cherokee"),
    ('\u{1400}', '\u{167F}', "UnifiedCanadianAboriginalSyllabics"),
    ('\u{1680}', '\u{169F}', "Ogham"),
    ('\u{16A0}', '\u{16FF}', "Runic"),
    ('\u{1780}', '\u{17FF}', "Khmer"),
    ('\u{1800}', '\u{18AF}', "Mongolian"),
    ('\u{1E00}', '\u{1EFF}', "LatinExtendedAdditional"),
    ('\u{1F00}', '\u{1FFF}', "GreekExtended"),
    ('\u{2000}', '\u{206F}', "GeneralPunctuation"),
    ('\u{2070}', '\u{209F}', "SuperscriptsandSubscripts"),
    ('\u{20A0}', '\u{20CF}', "CurrencySymbols"),
    ('\u{20D0}', '\u{20FF}', "CombiningMarksforSymbols"),
    ('\u{2100}', '\u{214F}', "LetterlikeSymbols"),
    ('\u{2150}', '\u{218F}', "NumberForms"),
    ('\u{2190}', '\u{21FF}', "Arrows"),
    ('\u{2200}', '\u{22FF}', "MathematicalOperators"),
    ('\u{2300}', '\u{23FF}', "MiscellaneousTechnical"),
    ('\u{2400}', '\u{243F}', "ControlPictures"),
    ('\u{2440}', '\u{245F}', "OpticalCharacterRecognition"),
    ('\u{2460}', '\u{24FF}', "EnclosedAlphanumerics"),
    ('\u{2500}', '\u{257F}', "BoxDrawing"),
    ('\u{2580}', '\u{259F}', "BlockElements"),
    ('\u{25A0}', '\u{25FF}', "GeometricShapes"),
    ('\u{2600}', '\u{26FF}', "MiscellaneousSymbols"),
    ('\u{2700}', '\u{27BF}', "Dingbats"),
    ('\u{2800}', '\u{28FF}', "BraillePatterns"),
    ('\u{2E80}', '\u{2EFF}', "CJKRadicalsSupplement"),
    ('\u{2F00}', '\u{2FDF}', "KangxiRadicals"),
    ('\u{2FF0}', '\u{2FFF}', "IdeographicDescriptionCharacters"),
    ('\u{3000}', '\u{303F}', "CJKSymbolsandPunctuation"),
    ('\u{3040}', '\u{309F}', "Hiragana"),
    ('\u{30A0}', '\u{30FF}', "Katakana"),
    ('\u{3100}', '\u{312F}', "Bopomofo"),
    ('\u{3130}', '\u{318F}', "HangulCompatibilityJamo"),
    ('\u{3190}', '\u{319F}', "Kanbun"),
    ('\u{31A0}', '\u{31BF}', "BopomofoExtended"),
    ('\u{3200}', '\u{32FF}', "EnclosedCJKLettersandMonths"),
    ('\u{3300}', '\u{33FF}', "CJKCompatibility"),
    ('\u{3400}', '\u{4DB5}', "CJKUnifiedIdeographsExtensionA"),
    ('\u{4E00}', '\u{9FFF}', "CJKUnifiedIdeographs"),
    ('\u{A000}', '\u{A48F}', "YiSyllables"),
    ('\u{A490}', '\u{A4CF}', "YiRadicals"),
    ('\u{AC00}', '\u{D7A3}', "HangulSyllables"),
    ('\u{E000}', '\u{F8FF}', "PrivateUse"),
    ('\u{F900}', '\u{FAFF}', "CJKCompatibilityIdeographs"),
    ('\u{FB00}', '\u{FB4F}', "AlphabeticPresentationForms"),
    ('\u{FB50}', '\u{FDFF}', "ArabicPresentationForms-A"),
    ('\u{FE20}', '\u{FE2F}', "CombiningHalfMarks"),
    ('\u{FE30}', '\u{FE4F}', "CJKCompatibilityForms"),
    ('\u{FE50}', '\u{FE6F}', "SmallFormVariants"),
    ('\u{FE70}', '\u{FEFE}', "ArabicPresentationForms-B"),
    ('\u{FEFF}', '\u{FEFF}', "Specials"),
    ('\u{FF00}', '\u{FFEF}', "HalfwidthandFullwidthForms"),
    ('\u{FFF0}', '\u{FFFD}', "Specials"),
    ('\u{10300}', '\u{1032F}', "OldItalic"),
    ('\u{10330}', '\u{1034F}', "Gothic"),
    ('\u{10400}', '\u{1044F}', "Deseret"),
    ('\u{1D000}', '\u{1D0FF}', "ByzantineMusicalSymbols"),
    ('\u{1D100}', '\u{1D1FF}', "MusicalSymbols"),
    ('\u{1D400}', '\u{1D7FF}', "MathematicalAlphanumericSymbols"),
    ('\u{20000}', '\u{2A6D6}', "CJKUnifiedIdeographsExtensionB"),
    ('\u{2F800}', '\u{2FA1F}', "CJKCompatibilityIdeographsSupplement"),
    ('\u{E0000}', '\u{E007F}', "Tags"),
    ('\u{F0000}', '\u{FFFFD}', "PrivateUse"),
    ('\u{100000}', '\u{10FFFD}', "PrivateUse"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_ranges_are_apart() {
        assert!(BLOCKS.iter().all(|(first, last, _)| first <= last));
        assert!(BLOCKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn a_name_may_stand_for_several_ranges() {
        assert_eq!(block("Specials").map(|ranges| ranges.len()), Some(2));
        assert_eq!(block("PrivateUse").map(|ranges| ranges.len()), Some(3));
        assert_eq!(block("BasicLatin"), Some(vec![('\0', '\x7F')]));
    }

    #[test]
    fn other_names_are_not_known() {
        for name in [
            "",
            "Basic Latin",
            "basiclatin",
            "HighSurrogates",
            "CyrillicSupplementary",
        ] {
            assert_eq!(block(name), None, "{name}");
        }
    }
}
