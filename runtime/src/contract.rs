//! What a generated version says of itself.

/// A version of a contract, and how surely it is the agency's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]

pub struct Contract {
    /// The service, for example `elt`.
    pub service: &'static str,
    /// The version, for example `1.0.2`.
    pub version: &'static str,
    /// `upcoming`, `current`, `previous` or `retired`.
    pub status: &'static str,
    /// That of its weakest file.
    pub provenance: Provenance,
}

/// How surely a contract is the agency's; the weakest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Provenance {
    /// Made up to show the shape.
    Illustrative,
    /// Put together from examples and descriptions.
    Reconstructed,
    /// Our transcription of the published file, checked to be equal.
    Transcribed,
    /// The agency's own file.
    Published,
}
