//! Facets, by whichever language declares them.

use crate::resolve;

/// A facet with one value per step.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "the names are those of the specifications")]
pub enum FacetKind {
    WhiteSpace,
    Length,
    MinLength,
    MaxLength,
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
    TotalDigits,
    FractionDigits,
    /// Of JSON Schema alone.
    MultipleOf,
}

impl From<resolve::FacetKind> for FacetKind {
    fn from(kind: resolve::FacetKind) -> Self {
        match kind {
            resolve::FacetKind::WhiteSpace => Self::WhiteSpace,
            resolve::FacetKind::Length => Self::Length,
            resolve::FacetKind::MinLength => Self::MinLength,
            resolve::FacetKind::MaxLength => Self::MaxLength,
            resolve::FacetKind::MinInclusive => Self::MinInclusive,
            resolve::FacetKind::MinExclusive => Self::MinExclusive,
            resolve::FacetKind::MaxInclusive => Self::MaxInclusive,
            resolve::FacetKind::MaxExclusive => Self::MaxExclusive,
            resolve::FacetKind::TotalDigits => Self::TotalDigits,
            resolve::FacetKind::FractionDigits => Self::FractionDigits,
        }
    }
}
