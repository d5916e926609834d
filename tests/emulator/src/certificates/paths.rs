//! Where the files are.

use std::path::{Path, PathBuf};

pub(super) const AUTHORITY: &str = "ca.pem";
pub(super) const SERVER: &str = "server.pem";
pub(super) const SERVER_KEY: &str = "server-key.pem";
pub(super) const CLIENT_AUTHORITY: &str = "client-ca.pem";
pub(super) const IDENTITY: &str = "client.pem";
pub(super) const IDENTITY_PKCS12: &str = "client.p12";
const BANKID: &str = "bankid.pem";
const BANKID_ROOT: &str = "bankid-root.pem";

/// The files that a client needs, as absolute paths.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Certificates {
    folder: PathBuf,
}

impl Certificates {
    /// The password of [`identity_pkcs12`](Self::identity_pkcs12). It guards nothing.
    pub const PASSWORD: &str = "emulator";

    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder that they are all in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The authority that a client believes about the server: a certificate in PEM.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.join(AUTHORITY)
    }

    /// The identity of a client in PEM: a key in PKCS#8 and its certificate with the intermediate.
    #[must_use]
    pub fn identity(&self) -> PathBuf {
        self.folder.join(IDENTITY)
    }

    /// The same identity in PKCS#12 (PBES2 with AES), under [`PASSWORD`](Self::PASSWORD).
    #[must_use]
    pub fn identity_pkcs12(&self) -> PathBuf {
        self.folder.join(IDENTITY_PKCS12)
    }

    /// The authority that the server believes about clients: a certificate in PEM.
    #[must_use]
    pub fn client_authority(&self) -> PathBuf {
        self.folder.join(CLIENT_AUTHORITY)
    }

    /// The root of the made-up BankID, which a verifier of its signatures pins: a certificate in PEM.
    #[must_use]
    pub fn bankid_root(&self) -> PathBuf {
        self.folder.join(BANKID_ROOT)
    }

    /// The made-up BankID with its keys.
    pub(super) fn bankid(&self) -> PathBuf {
        self.folder.join(BANKID)
    }

    pub(super) fn server(&self) -> PathBuf {
        self.folder.join(SERVER)
    }

    pub(super) fn server_key(&self) -> PathBuf {
        self.folder.join(SERVER_KEY)
    }
}
