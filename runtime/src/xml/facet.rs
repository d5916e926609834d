//! Facets: what a restriction demands of a value beyond its base type.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::{Identity, Measured, Pattern, Rule, normalize};

/// One facet of one derivation step (XSD 1.0 Part 2, section 4.3). A value meets all facets listed, and one of the
/// alternatives within a [`Pattern`] or an enumeration. White space is not among them, since it comes before.
#[derive(Debug)]
pub enum Facet<V> {
    /// `pattern`, on the text after white space (section 4.3.4).
    Pattern(Pattern),
    /// `enumeration`, by value: `1.0` is 1 (section 4.3.5).
    Enumeration(Values<V>),
    /// `length`, in characters or octets (section 4.3.1).
    Length(u64),
    /// `minLength` (section 4.3.2).
    MinLength(u64),
    /// `maxLength` (section 4.3.3).
    MaxLength(u64),
    /// `minInclusive` (section 4.3.10).
    MinInclusive(Bound<V>),
    /// `maxInclusive` (section 4.3.7).
    MaxInclusive(Bound<V>),
    /// `minExclusive` (section 4.3.9).
    MinExclusive(Bound<V>),
    /// `maxExclusive` (section 4.3.8).
    MaxExclusive(Bound<V>),
    /// `totalDigits`, of the value and not of its text (section 4.3.11).
    TotalDigits(u64),
    /// `fractionDigits`, of the value and not of its text (section 4.3.12).
    FractionDigits(u64),
    /// `multipleOf`, of JSON Schema (draft 2020-12 Validation, section 6.2.1): XSD has no such facet.
    MultipleOf(Bound<V>),
}

impl<V: Measured> Facet<V> {
    /// Checks a value read from `text`, to which white space has been applied.
    ///
    /// # Errors
    /// The rule that is broken.
    #[inline]
    pub fn check(&self, text: &str, value: &V) -> Result<(), Rule> {
        match self {
            Self::Pattern(pattern) if pattern.is_match(text) => Ok(()),
            Self::Pattern(pattern) => Err(Rule::Pattern {
                alternatives: pattern.alternatives(),
            }),
            _ => self.check_value(value),
        }
    }

    /// Checks a value that has no text: all but patterns.
    ///
    /// # Errors
    /// The rule that is broken.
    pub fn check_value(&self, value: &V) -> Result<(), Rule> {
        match self {
            Self::Pattern(_) => Ok(()),
            Self::Enumeration(values) if values.contains(value) => Ok(()),
            Self::Enumeration(values) => Err(Rule::Enumeration {
                values: values.texts.len(),
            }),
            &Self::Length(limit) => length(
                value,
                |actual| actual == limit,
                |actual| Rule::Length { limit, actual },
            ),
            &Self::MinLength(limit) => length(
                value,
                |actual| actual >= limit,
                |actual| Rule::MinLength { limit, actual },
            ),
            &Self::MaxLength(limit) => length(
                value,
                |actual| actual <= limit,
                |actual| Rule::MaxLength { limit, actual },
            ),
            Self::MinInclusive(bound) => match bound.compare(value) {
                Some(Ordering::Greater | Ordering::Equal) => Ok(()),
                _ => Err(Rule::MinInclusive { limit: bound.text }),
            },
            Self::MaxInclusive(bound) => match bound.compare(value) {
                Some(Ordering::Less | Ordering::Equal) => Ok(()),
                _ => Err(Rule::MaxInclusive { limit: bound.text }),
            },
            Self::MinExclusive(bound) => match bound.compare(value) {
                Some(Ordering::Greater) => Ok(()),
                _ => Err(Rule::MinExclusive { limit: bound.text }),
            },
            Self::MaxExclusive(bound) => match bound.compare(value) {
                Some(Ordering::Less) => Ok(()),
                _ => Err(Rule::MaxExclusive { limit: bound.text }),
            },
            &Self::TotalDigits(limit) => match value.digits() {
                Some((total, _)) if total > limit => Err(Rule::TotalDigits { limit }),
                _ => Ok(()),
            },
            &Self::FractionDigits(limit) => match value.digits() {
                Some((_, fraction)) if fraction > limit => Err(Rule::FractionDigits { limit }),
                _ => Ok(()),
            },
            Self::MultipleOf(divisor) if divisor.divides(value) => Ok(()),
            Self::MultipleOf(divisor) => Err(Rule::MultipleOf {
                divisor: divisor.text,
            }),
        }
    }
}

impl<V> Facet<V> {
    /// The rule of an upper bound.
    pub(super) fn upper_bound(&self) -> Option<Rule> {
        match self {
            Self::MaxInclusive(bound) => Some(Rule::MaxInclusive { limit: bound.text }),
            Self::MaxExclusive(bound) => Some(Rule::MaxExclusive { limit: bound.text }),
            _ => None,
        }
    }

    /// The rule of a lower bound.
    pub(super) fn lower_bound(&self) -> Option<Rule> {
        match self {
            Self::MinInclusive(bound) => Some(Rule::MinInclusive { limit: bound.text }),
            Self::MinExclusive(bound) => Some(Rule::MinExclusive { limit: bound.text }),
            _ => None,
        }
    }
}

/// Length facets say nothing about types without a length: for QName and NOTATION every value meets them.
fn length<V: Measured>(
    value: &V,
    admits: impl FnOnce(u64) -> bool,
    broken: impl FnOnce(u64) -> Rule,
) -> Result<(), Rule> {
    match value.length() {
        Some(actual) if !admits(actual) => Err(broken(actual)),
        _ => Ok(()),
    }
}

/// Whether `text` can be the value of a bound or of an enumeration facet on `V`: it is read as the running program
/// will read it. A QName is written `{namespace}local`.
///
/// # Errors
/// The rule that the text breaks.
pub fn valid_bound<V: Measured>(text: &str) -> Result<(), Rule> {
    V::from_literal(&normalize(text, V::WHITE_SPACE)).map(|_| ())
}

/// The limit of a bounds facet: text in the contract, read once, when the first value is compared with it.
#[derive(Debug)]
pub struct Bound<V> {
    text: &'static str,
    limit: OnceLock<Limit<V>>,
}

/// A bound as the base type sees it. An integer lives in the smallest primitive that all bounds together admit, so
/// the bound of an earlier step can lie beyond what the primitive holds.
#[derive(Debug)]
enum Limit<V> {
    Value(V),
    AboveAll,
    BelowAll,
    /// Not a value of the type. Such schemas are refused before code is made of them ([`valid_bound`]); a program
    /// that got there in another way sees the rule broken by every value.
    Broken,
}

impl<V: Measured> Bound<V> {
    /// The bound that the contract writes as `text`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            limit: OnceLock::new(),
        }
    }

    /// How a value compares with the bound.
    #[inline]
    fn compare(&self, value: &V) -> Option<Ordering> {
        match self.limit.get_or_init(|| self.read()) {
            Limit::Value(limit) => value.compare(limit),
            Limit::AboveAll => Some(Ordering::Less),
            Limit::BelowAll => Some(Ordering::Greater),
            Limit::Broken => None,
        }
    }

    /// Whether a value is a multiple of it.
    fn divides(&self, value: &V) -> bool {
        match self.limit.get_or_init(|| self.read()) {
            Limit::Value(divisor) => value.is_multiple_of(divisor),
            Limit::AboveAll | Limit::BelowAll | Limit::Broken => value.is_zero(),
        }
    }

    fn read(&self) -> Limit<V> {
        match V::from_literal(&normalize(self.text, V::WHITE_SPACE)) {
            Ok(value) => Limit::Value(value),
            Err(Rule::MaxInclusive { .. }) => Limit::AboveAll,
            Err(Rule::MinInclusive { .. }) => Limit::BelowAll,
            Err(_) => Limit::Broken,
        }
    }
}

/// The values of an enumeration facet: texts in the contract, read once, when the first value is looked up.
#[derive(Debug)]
pub struct Values<V> {
    texts: &'static [&'static str],
    values: OnceLock<Known<V>>,
}

#[derive(Debug)]
enum Known<V> {
    Few(Vec<V>),
    /// So many that each lookup compares one alone.
    Many(HashSet<Identity>),
}

/// From how many values on they are looked up rather than compared one by one, which costs no allocation.
const MANY: usize = 64;

impl<V: Measured> Values<V> {
    /// The values that the contract writes as `texts`.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self {
            texts,
            values: OnceLock::new(),
        }
    }

    /// Whether a value equals one of them. A text that is no value of the type equals nothing.
    fn contains(&self, value: &V) -> bool {
        match self.values.get_or_init(|| self.read()) {
            Known::Few(values) => values
                .iter()
                .any(|one| value.compare(one) == Some(Ordering::Equal)),
            Known::Many(values) => values.contains(&Identity::of(value)),
        }
    }

    fn read(&self) -> Known<V> {
        let read = |text: &&'static str| V::from_literal(&normalize(text, V::WHITE_SPACE)).ok();
        let values = self.texts.iter().filter_map(read);
        if self.texts.len() < MANY {
            Known::Few(values.collect())
        } else {
            Known::Many(values.map(|value| Identity::of(&value)).collect())
        }
    }
}
