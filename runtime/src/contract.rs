//! What generated code says of a version of a contract, and of the service it belongs to.

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

/// Where a service answers, as far as is known. The agency tells each supplier its own address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Address {
    /// What it is for.
    pub environment: Environment,
    /// An absolute `https` URL.
    pub url: &'static str,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Environment {
    /// The agency's test environment: for tests of the connection, not of function or load.
    Test,
    /// Cases of real people.
    Production,
}

/// The most calls that the agency asks a supplier to make: `calls` in `seconds`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pacing {
    /// How many calls.
    pub calls: u32,
    /// In how many seconds.
    pub seconds: u32,
    /// How they may lie in that time.
    pub spread: Spread,
}

/// How calls may lie in the time that is given for them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spread {
    /// One at a time, evenly: one call a second is one every second.
    Evenly,
    /// At any time, as long as there are no more of them in any such stretch of time, wherever it begins. The other side
    /// counts a call somewhere between its being sent and its being answered, so one counts until the stretch has
    /// passed after its answer.
    Freely,
}
