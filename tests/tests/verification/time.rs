//! Step 10.

use chrono::TimeDelta;
use fk_runtime::verify::{LEEWAY, VerificationError};

use crate::attempt::{Attempt, Forge, time};
use crate::refused::{Case, Judge, case};

pub(crate) fn cases() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("a_signature_from_the_future", Nobody, || {
            let attempt = Forge::new().deliver();
            let (signed_at, now) = (attempt.now, attempt.now - LEEWAY - TimeDelta::seconds(1));
            (
                attempt.with(|a| a.now = now),
                VerificationError::InFuture { signed_at, now },
            )
        }),
        case("the_day_before", Nobody, || {
            on("2025-11-21T11:00:00Z", "2025-11-20", "2025-11-21")
        }),
        case("the_day_after", Nobody, || {
            on("2025-11-21T11:00:00Z", "2025-11-22", "2025-11-21")
        }),
        case("a_second_before_midnight_in_winter", Nobody, || {
            on("2025-11-21T22:59:59Z", "2025-11-22", "2025-11-21")
        }),
        case("midnight_in_winter", Nobody, || {
            on("2025-11-21T23:00:00Z", "2025-11-21", "2025-11-22")
        }),
        case("a_second_before_midnight_in_summer", Nobody, || {
            on("2025-07-15T21:59:59Z", "2025-07-16", "2025-07-15")
        }),
        case("midnight_in_summer", Nobody, || {
            on("2025-07-15T22:00:00Z", "2025-07-15", "2025-07-16")
        }),
        case("the_day_in_greenwich", Nobody, || {
            on("2025-12-31T23:30:00Z", "2025-12-31", "2026-01-01")
        }),
        case("a_day_with_a_time_zone_whose_moment_would_fit", Nobody, || {
            on("2025-11-21T23:30:00Z", "2025-11-21-05:00", "2025-11-22")
        }),
    ]
}

/// Signed at a moment, and stated to be signed on a day, when it was another one in Sweden.
fn on(at: &str, stated: &str, signed: &str) -> (Attempt, VerificationError) {
    let stated: fk_runtime::xml::types::Date = stated.parse().unwrap();
    let attempt = Forge::at(at).deliver().with(|a| {
        a.day = Some(stated);
        a.now = time(at);
    });
    let error = VerificationError::OtherDay {
        expected: stated.without_offset(),
        signed: signed.parse().unwrap(),
    };
    (attempt, error)
}
