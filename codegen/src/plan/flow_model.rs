//! The Rust that will be written for a service whose documents a person signs in the agency's own e-service.

/// `impl flow::Protocol`: which operations and fields are meant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Flow {
    /// For how many seconds the service remembers a document.
    pub life: u32,
    /// Where that is known from.
    pub source: String,
    /// The type of a fingerprint.
    pub fingerprint: String,
    /// Hands a document over.
    pub create: Handing,
    /// Asks how far it has come.
    pub status: Asking,
    /// The page where the person signs.
    pub page: Led,
    /// The person comes back.
    pub return_link: Led,
    /// The person's browser says that it is done.
    pub signal: Signalled,
    /// The enumeration of the states.
    pub states: String,
    /// Its variants: started, successful, absent.
    pub variants: [String; 3],
}

/// An operation that is answered with a fingerprint, or with why there is none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Handing {
    /// The operation.
    pub marker: String,
    /// The enum of its answers.
    pub answer: String,
    /// The variant of a document that is accepted.
    pub accepted: String,
    /// The field in it that holds the fingerprint.
    pub field: String,
    /// The variant of one that is not.
    pub rejected: String,
    /// What it holds.
    pub reason: String,
}

/// An operation that is answered with a state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asking {
    /// What it is asked with.
    pub with: Led,
    /// The enum of its answers.
    pub answer: String,
    /// The only variant.
    pub variant: String,
    /// The field in it that holds the state.
    pub field: String,
}

/// An operation whose only parameter is the fingerprint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Led {
    /// The operation.
    pub marker: String,
    /// The type of its parameters.
    pub parameters: String,
    /// The field in it.
    pub field: String,
}

/// An operation that is sent a fingerprint and a state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signalled {
    /// The operation.
    pub marker: String,
    /// What it is sent.
    pub body: String,
    /// The field that holds the fingerprint.
    pub fingerprint: String,
    /// The field that holds the state.
    pub state: String,
}
