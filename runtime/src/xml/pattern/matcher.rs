//! One compiled pattern.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::Parser;
use regex_syntax::hir::{Hir, HirKind, Repetition};

use super::PatternError;
use super::ascii::AsciiAutomaton;
use super::translate::translate;

/// The most memory that a compiled pattern may take, in octets. `.{0,10000}` takes a tenth of it.
const SIZE_LIMIT: usize = 128 << 20;

/// Decides whether texts match a pattern as a whole.
#[derive(Debug)]
pub(super) struct Matcher {
    /// How many characters a text must have, where that stands apart from which they are.
    lengths: Option<Lengths>,
    /// Answers for ASCII text; none when its table would be large.
    ascii: Option<AsciiAutomaton>,
    /// The pattern in the dialect of `regex`, without `lengths`.
    source: String,
    /// Answers for all text; made when it is first asked, since most values are ASCII.
    regex: OnceLock<Option<Regex>>,
}

impl Matcher {
    /// Compiles a pattern as far as matching ASCII text needs.
    ///
    /// # Errors
    /// What is wrong with the pattern, and where.
    pub(super) fn new(pattern: &str) -> Result<Self, PatternError> {
        let translated = translate(pattern)?;
        let tree = Parser::new()
            .parse(&translated)
            .map_err(|error| PatternError::whole(error.to_string()))?;
        let (lengths, tree) = split_lengths(tree);
        let source = if lengths.is_some() {
            tree.to_string()
        } else {
            translated
        };
        Ok(Self {
            lengths,
            ascii: AsciiAutomaton::new(tree),
            source,
            regex: OnceLock::new(),
        })
    }

    /// Compiles the rest.
    ///
    /// # Errors
    /// The pattern is too large.
    pub(super) fn check(&self) -> Result<(), PatternError> {
        match self.compile() {
            Ok(_) => Ok(()),
            Err(regex::Error::CompiledTooBig(limit)) => Err(PatternError::whole(format!(
                "the pattern is too large: compiled, it takes more than {} MiB; make its counts smaller",
                limit >> 20
            ))),
            Err(error) => Err(PatternError::whole(error.to_string())),
        }
    }

    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        if self.lengths.is_some_and(|lengths| !lengths.admit(text)) {
            return false;
        }
        match &self.ascii {
            Some(ascii) if text.is_ascii() => ascii.is_match(text),
            _ => self.is_regex_match(text),
        }
    }

    fn is_regex_match(&self, text: &str) -> bool {
        let regex = self.regex.get_or_init(|| self.compile().ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(&format!(r"\A(?:{})\z", self.source))
            .size_limit(SIZE_LIMIT)
            .build()
    }
}

/// Bounds on the number of characters.
#[derive(Clone, Copy, Debug)]
struct Lengths {
    min: u32,
    max: Option<u32>,
}

impl Lengths {
    fn admit(self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        u64::from(self.min) <= length && self.max.is_none_or(|max| length <= u64::from(max))
    }
}

/// Takes the counts from a pattern that is one class and how often, such as `.{0,10000}`: counting needs no
/// automaton with a state for each number.
fn split_lengths(tree: Hir) -> (Option<Lengths>, Hir) {
    match tree.kind() {
        HirKind::Repetition(Repetition { min, max, sub, .. })
            if (*min > 1 || max.is_some()) && matches!(sub.kind(), HirKind::Class(_)) =>
        {
            let any_number = Repetition {
                min: 0,
                max: None,
                greedy: true,
                sub: sub.clone(),
            };
            (
                Some(Lengths { min: *min, max: *max }),
                Hir::repetition(any_number),
            )
        }
        _ => (None, tree),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Patterns of the kinds that contracts hold, and some that are hard to match directly.
    const PATTERNS: [&str; 16] = [
        r"\d{2}\.\d{2}",
        r"([01]\d|2[0-3])\.[0-5]\d",
        r"(19|20)\d{6}\d{4}",
        r"[a-z-[aeiou]]+",
        r"\i\c*",
        r"\d{1,3}\d{2}",
        r"a*a?a{2}",
        r"(a|ab)(c|bcd)(d*)",
        r".{0,3}",
        r"[^a]{2,}",
        r"\S+( \S+)*",
        r"|a|\.",
        r"(\w{2}-?){1,2}",
        r"[\p{Lu}åäö]{3}",
        r"(a|b)*a(a|b){2}",
        r"\p{IsBasicLatin}*",
    ];

    proptest! {
        #[test]
        fn the_short_cuts_agree_with_the_regex_crate(text in r"[ab01239.:\- xåÅ\n]{0,8}", random: String) {
            for pattern in PATTERNS {
                let matcher = Matcher::new(pattern).expect("the patterns above are patterns");
                let reference = Regex::new(&format!(r"\A(?:{})\z", translate(pattern).expect("as above")));
                let reference = reference.expect("what is translated compiles");
                for text in [&text, &random] {
                    prop_assert_eq!(matcher.is_match(text), reference.is_match(text), "{} on {:?}", pattern, text);
                }
            }
        }
    }

    #[test]
    fn ascii_text_is_matched_without_the_regex_crate() {
        for pattern in PATTERNS {
            let matcher = Matcher::new(pattern).expect("the patterns above are patterns");
            matcher.is_match("08.00");
            assert!(matcher.regex.get().is_none(), "{pattern}");
        }
    }

    #[test]
    fn large_counts_of_one_class_cost_nothing() {
        let matcher = Matcher::new(r"\p{L}{0,1000000}").expect("a pattern");
        assert_eq!(matcher.check(), Ok(()));
        assert!(matcher.is_match(&"å".repeat(1_000_000)));
        assert!(!matcher.is_match(&"å".repeat(1_000_001)));
    }
}
