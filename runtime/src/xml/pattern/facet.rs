//! The facet: alternatives of one derivation step, compiled once.

use std::sync::OnceLock;

use super::PatternError;
use super::matcher::Matcher;

/// The patterns of one derivation step, of which a text matches one, as a whole.
#[derive(Debug)]
pub struct Pattern {
    alternatives: &'static [&'static str],
    matchers: OnceLock<Vec<Matcher>>,
}

impl Pattern {
    /// The alternatives, as the contract writes them. They are compiled when the first text is matched; one that
    /// is no pattern matches nothing, so let [`Self::check`] see them first.
    #[must_use]
    pub const fn new(alternatives: &'static [&'static str]) -> Self {
        Self {
            alternatives,
            matchers: OnceLock::new(),
        }
    }

    /// The alternatives, as the contract writes them.
    #[must_use]
    pub const fn alternatives(&self) -> &'static [&'static str] {
        self.alternatives
    }

    /// Whether the whole text matches one of the alternatives.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.matchers
            .get_or_init(|| self.compile())
            .iter()
            .any(|matcher| matcher.is_match(text))
    }

    /// Whether `source` is a pattern that can be matched.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn check(source: &str) -> Result<(), PatternError> {
        Matcher::new(source)?.check()
    }

    /// Whether the whole text matches the pattern `source`.
    ///
    /// # Errors
    /// What is wrong with the pattern, and where.
    pub fn matches(source: &str, text: &str) -> Result<bool, PatternError> {
        Ok(Matcher::new(source)?.is_match(text))
    }

    /// Which of `texts` is the first that matches, as a whole, none of the patterns `sources`, which are compiled once;
    /// `None` when all match, and when there is no pattern.
    ///
    /// # Errors
    /// What is wrong with a pattern, and where.
    pub fn first_mismatch<'p>(
        sources: impl IntoIterator<Item = &'p str>,
        texts: &[String],
    ) -> Result<Option<usize>, PatternError> {
        let matchers: Vec<Matcher> = sources.into_iter().map(Matcher::new).collect::<Result<_, _>>()?;
        let is_match = |text: &String| matchers.iter().any(|matcher| matcher.is_match(text));
        Ok(if matchers.is_empty() {
            None
        } else {
            texts.iter().position(|text| !is_match(text))
        })
    }

    fn compile(&self) -> Vec<Matcher> {
        self.alternatives
            .iter()
            .filter_map(|source| Matcher::new(source).ok())
            .collect()
    }
}
