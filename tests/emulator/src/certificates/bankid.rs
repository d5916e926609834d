//! The made-up BankID: made at the first start, kept in a file, and made anew when it is broken or will soon expire.

use std::fs;
use std::time::{Duration, Instant};

use chrono::Utc;
use fk_bankid::BankId;

use super::Certificates;
use super::load::MUST_LAST;
use crate::StartError;
use crate::files::{Readers, write_whole};

/// Where the made-up BankID came from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BankIdOrigin {
    /// It was given with [`Options::with_bankid`](crate::Options::with_bankid).
    Given,
    /// It was made at an earlier start.
    Reused,
    /// It was made at this start, in so long: five RSA keys take their time.
    Made(Duration),
    /// It was made at this start, because the one at hand could not be used.
    MadeAnew {
        /// How long it took.
        took: Duration,
        /// What was wrong with the earlier one.
        why: String,
    },
}

/// Finds the BankID beside the other certificates, or makes it there. One emulator at a time.
pub(super) fn prepare(
    certificates: &Certificates,
    given: Option<BankId>,
) -> Result<(BankId, BankIdOrigin), StartError> {
    if let Some(bankid) = given {
        write_root(certificates, &bankid)?;
        return Ok((bankid, BankIdOrigin::Given));
    }
    let path = certificates.bankid();
    match load(certificates) {
        Ok(bankid) => {
            write_root(certificates, &bankid)?;
            Ok((bankid, BankIdOrigin::Reused))
        }
        Err(why) => {
            let first = !path.exists();
            let begun = Instant::now();
            let bankid = BankId::make().map_err(cannot)?;
            let took = begun.elapsed();
            let pem = bankid.to_pem().map_err(cannot)?;
            write_whole(&path, pem.as_bytes(), Readers::Owner).map_err(StartError::file(path))?;
            write_root(certificates, &bankid)?;
            let origin = if first {
                BankIdOrigin::Made(took)
            } else {
                BankIdOrigin::MadeAnew { took, why }
            };
            Ok((bankid, origin))
        }
    }
}

/// The BankID that is kept, if it will do. The error says in words what is wrong.
fn load(certificates: &Certificates) -> Result<BankId, String> {
    let pem = fs::read_to_string(certificates.bankid()).map_err(|error| error.to_string())?;
    let bankid = BankId::from_pem(&pem).map_err(|error| error.to_string())?;
    let expires = bankid.expires();
    if expires < Utc::now() + MUST_LAST {
        return Err(format!("it expires at {expires}"));
    }
    Ok(bankid)
}

/// The root follows from the BankID, so it is written whatever is there.
fn write_root(certificates: &Certificates, bankid: &BankId) -> Result<(), StartError> {
    let path = certificates.bankid_root();
    let root = bankid.root_pem().map_err(cannot)?;
    if fs::read_to_string(&path).is_ok_and(|kept| kept == root) {
        return Ok(());
    }
    write_whole(&path, root.as_bytes(), Readers::Everyone).map_err(StartError::file(path))
}

fn cannot(error: fk_bankid::MakeError) -> StartError {
    StartError::Certificates {
        reason: error.to_string(),
    }
}
