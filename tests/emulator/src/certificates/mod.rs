//! The certificates of both sides: made at the first start, used again at the next ones, and made anew when they are
//! broken or will soon expire.
//!
//! The chains are like the real ones. The client's leaf is issued by an intermediate, which a client must send along;
//! its subject has the serial number `16` and an organisation number, as Expisoft's have (there, in one RDN with the
//! common name). The authorities' own keys are not kept: nobody can issue anything more with them. Those of the made-up
//! BankID are, because it goes on signing.

mod bankid;
mod load;
mod make;
mod paths;

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use fk_bankid::BankId;
use fk_runtime::tls::rustls::ServerConfig;

use crate::StartError;
use crate::files::write_whole;
pub use bankid::BankIdOrigin;
pub use paths::Certificates;

/// Where the certificates came from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// They were made at this start.
    Made,
    /// They were made at an earlier start.
    Reused,
    /// They were made at this start, because those at hand could not be used: why.
    MadeAnew(String),
}

/// Certificates that are ready for use.
pub(crate) struct Ready {
    pub(crate) certificates: Certificates,
    pub(crate) origin: Origin,
    pub(crate) config: Arc<ServerConfig>,
    pub(crate) bankid: BankId,
    pub(crate) bankid_origin: BankIdOrigin,
}

/// Finds the certificates in a folder, or makes them there. One emulator at a time.
pub(crate) fn prepare(folder: &Path, given: Option<BankId>) -> Result<Ready, StartError> {
    let folder = std::path::absolute(folder).map_err(StartError::file(folder))?;
    fs::create_dir_all(&folder).map_err(StartError::file(&folder))?;
    let certificates = Certificates::new(folder);
    let path = certificates.folder().join(".lock");
    let lock = File::create(&path).map_err(StartError::file(&path))?;
    lock.lock().map_err(StartError::file(&path))?;

    let (origin, config) = match load::load(&certificates) {
        Ok(config) => (Origin::Reused, config),
        Err(reason) => {
            let first = !certificates.authority().exists();
            make(&certificates)?;
            let config = load::load(&certificates).map_err(|reason| StartError::Certificates { reason })?;
            (
                if first {
                    Origin::Made
                } else {
                    Origin::MadeAnew(reason)
                },
                config,
            )
        }
    };
    let (bankid, bankid_origin) = bankid::prepare(&certificates, given)?;
    Ok(Ready {
        certificates,
        origin,
        config,
        bankid,
        bankid_origin,
    })
}

fn make(certificates: &Certificates) -> Result<(), StartError> {
    let made = make::make().map_err(|reason| StartError::Certificates { reason })?;
    for (name, bytes, readers) in made {
        let path = certificates.folder().join(name);
        write_whole(&path, &bytes, readers).map_err(StartError::file(path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    #[test]
    fn certificates_that_will_soon_expire_would_not_do() {
        let folder = tempfile::tempdir().unwrap();
        let certificates = prepare(folder.path(), None).unwrap().certificates;
        load::load_lasting(&certificates, 700 * DAY).unwrap();
        let why = load::load_lasting(&certificates, 731 * DAY).unwrap_err();
        assert!(why.contains("expired"), "{why}");
    }
}
