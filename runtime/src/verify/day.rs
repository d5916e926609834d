//! Step 10: when, and which day it was in Sweden.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::{LEEWAY, VerificationError};
use crate::xml::types::Date;

/// Checks the time of signing, and gives its day.
pub(super) fn check(
    signed_at: DateTime<Utc>,
    now: DateTime<Utc>,
    expected: Option<Date>,
) -> Result<Date, VerificationError> {
    if signed_at.signed_duration_since(now) > LEEWAY {
        return Err(VerificationError::InFuture { signed_at, now });
    }
    let signed = in_sweden(signed_at).ok_or(VerificationError::Time)?;
    match expected.map(Date::without_offset) {
        Some(expected) if expected != signed => Err(VerificationError::OtherDay { expected, signed }),
        _ => Ok(signed),
    }
}

fn in_sweden(at: DateTime<Utc>) -> Option<Date> {
    let zone = tzdb_data::time_zone::europe::STOCKHOLM;
    let offset = zone.find_local_time_type(at.timestamp()).ok()?.ut_offset();
    let local = at
        .naive_utc()
        .checked_add_signed(TimeDelta::seconds(offset.into()))?;
    Date::new(local.year(), local.month(), local.day()).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_sweden_in_winter_in_summer_and_where_they_change() {
        for (at, day) in [
            ("2025-01-15T22:59:59Z", "2025-01-15"),
            ("2025-01-15T23:00:00Z", "2025-01-16"),
            ("2025-07-15T21:59:59Z", "2025-07-15"),
            ("2025-07-15T22:00:00Z", "2025-07-16"),
            // Summer time begins and ends at 01:00 UTC, so that the days before end as in winter and in summer.
            ("2025-03-29T23:00:00Z", "2025-03-30"),
            ("2025-03-30T21:59:59Z", "2025-03-30"),
            ("2025-03-30T22:00:00Z", "2025-03-31"),
            ("2025-10-25T22:00:00Z", "2025-10-26"),
            ("2025-10-26T22:59:59Z", "2025-10-26"),
            ("2025-10-26T23:00:00Z", "2025-10-27"),
            ("2025-12-31T23:00:00Z", "2026-01-01"),
            ("2050-07-15T22:00:00Z", "2050-07-16"),
        ] {
            assert_eq!(in_sweden(at.parse().unwrap()), Some(day.parse().unwrap()), "{at}");
        }
    }
}
