//! Why an emulator does not start.

use std::io;
use std::path::PathBuf;

/// Why an emulator does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Somebody else listens at the port.
    #[error(
        "port {port} is taken, perhaps by another emulator. Stop that one, or choose another port with {switch} (0 lets \
         the system pick one)"
    )]
    PortTaken {
        /// The port.
        port: u16,
        /// What chooses it.
        switch: &'static str,
    },
    /// The port cannot be listened at.
    #[error("cannot listen at 127.0.0.1:{port}: {error}. Choose another port with {switch}")]
    Listen {
        /// The port.
        port: u16,
        /// What chooses it.
        switch: &'static str,
        /// What the system says.
        error: io::Error,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {error}. Give a folder that can be written, with --state", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Another emulator keeps what it receives in the same folder.
    #[error(
        "{} is in use by another emulator. Stop that one, or give another folder with --state",
        folder.display()
    )]
    FolderInUse {
        /// The folder.
        folder: PathBuf,
    },
    /// What an earlier run has kept cannot be read.
    #[error(
        "{}: {reason}. It is not what an emulator has written; move it away, or give another folder with --state",
        path.display()
    )]
    Kept {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The certificates could not be made.
    #[error("the certificates cannot be made: {reason}")]
    Certificates {
        /// What is wrong.
        reason: String,
    },
    /// The sample envelope could not be made.
    #[error(
        "the sample envelope cannot be made: {reason}. The contract has changed, and the sample must follow it"
    )]
    Sample {
        /// The path and the rule.
        reason: String,
    },
}

impl StartError {
    /// For `map_err`: something about a file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::File { path, error }
    }
}
