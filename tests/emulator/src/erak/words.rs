//! Values as a person reads them in Swedish.

use std::fmt::Display;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// Between the thousands of a number, and between a number and its unit: no line ends there.
const SPACE: char = '\u{a0}';

/// From `2026-10` to `oktober 2026`; anything else as it is.
pub(super) fn month(text: &str) -> String {
    let words = || {
        let (year, month) = text.split_once('-')?;
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{month} {year}"))
    };
    words().unwrap_or_else(|| text.to_owned())
}

/// From `2026-10-02` to `2 oktober 2026`; anything else as it is.
pub(super) fn date(text: &str) -> String {
    let words = || {
        let (year_and_month, day) = text.rsplit_once('-')?;
        let day: u8 = day.parse().ok()?;
        let words = month(year_and_month);
        (words != year_and_month).then(|| format!("{day}{SPACE}{words}"))
    };
    words().unwrap_or_else(|| text.to_owned())
}

/// From 750 to `12 tim 30 min`.
pub(super) fn minutes(minutes: u64) -> String {
    format!("{}{SPACE}tim {}{SPACE}min", thousands(minutes / 60), minutes % 60)
}

/// From 12345 to `12 345 kr`.
pub(super) fn kronor(kronor: u64) -> String {
    format!("{}{SPACE}kr", thousands(kronor))
}

/// From `345.6` to `345,60 kr`; anything else as it is.
pub(super) fn kronor_and_ore(text: &str) -> String {
    let words = || {
        let (kronor, ore) = text.split_once('.').unwrap_or((text, ""));
        let digits = ore.bytes().all(|digit| digit.is_ascii_digit()) && ore.len() <= 2;
        let kronor: u64 = kronor.parse().ok()?;
        digits.then(|| format!("{},{ore:0<2}{SPACE}kr", thousands(kronor)))
    };
    words().unwrap_or_else(|| text.to_owned())
}

/// From `189001019802` to `18900101-9802`; anything else as it is.
pub(super) fn personal_number(text: &str) -> String {
    match text.split_at_checked(8) {
        Some((born, rest)) if text.len() == 12 => format!("{born}-{rest}"),
        _ => text.to_owned(),
    }
}

fn thousands(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(SPACE);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_swedish_has_them() {
        for (found, expected) in [
            (month("2026-10"), "oktober 2026"),
            (month("2026-01"), "januari 2026"),
            (month("2026-13"), "2026-13"),
            (date("2026-12-02"), "2 december 2026"),
            (date("2026-10-31"), "31 oktober 2026"),
            (date("2026-00-31"), "2026-00-31"),
            (date("31/10"), "31/10"),
            (minutes(750), "12 tim 30 min"),
            (minutes(0), "0 tim 0 min"),
            (minutes(1_051_200), "17 520 tim 0 min"),
            (kronor(0), "0 kr"),
            (kronor(999), "999 kr"),
            (kronor(12_345), "12 345 kr"),
            (kronor(99_999_999), "99 999 999 kr"),
            (kronor_and_ore("345.6"), "345,60 kr"),
            (kronor_and_ore("9999.99"), "9 999,99 kr"),
            (kronor_and_ore("0.05"), "0,05 kr"),
            (kronor_and_ore("12"), "12,00 kr"),
            (kronor_and_ore("1.5e3"), "1.5e3"),
            (personal_number("189001019802"), "18900101-9802"),
            (personal_number("1"), "1"),
        ] {
            assert_eq!(found.replace(SPACE, " "), expected);
        }
    }
}
