//! Decimal digits: reading and writing them without detours.

/// All pairs of digits, so that two are written at once.
const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                     5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// Writes a number below 100 in two digits.
#[inline]
pub(super) fn push_two(out: &mut String, number: u32) {
    let at = 2 * (number as usize % 100);
    out.push_str(&PAIRS[at..at + 2]);
}

/// Writes a number without leading zeros.
pub(super) fn push_number(out: &mut String, number: u64) {
    if number < 10 {
        let at = 2 * number as usize;
        out.push_str(&PAIRS[at + 1..at + 2]);
    } else if number < 100 {
        push_two(out, number as u32);
    } else {
        push_number(out, number / 100);
        push_two(out, (number % 100) as u32);
    }
}

/// Writes a number in at least `width` digits.
pub(super) fn push_padded(out: &mut String, number: u64, width: u32) {
    let digits = number.checked_ilog10().map_or(1, |log| log + 1);
    for _ in digits..width {
        out.push('0');
    }
    push_number(out, number);
}

/// Writes `.` and nanoseconds, without zeros at the end; nothing for none.
pub(super) fn push_fraction(out: &mut String, nanoseconds: u32) {
    if nanoseconds == 0 {
        return;
    }
    out.push('.');
    let start = out.len();
    push_padded(out, u64::from(nanoseconds), 9);
    let significant = out[start..].trim_end_matches('0').len();
    out.truncate(start + significant);
}

/// Whether the text is digits and nothing else, at least one.
pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Splits a sign from what it stands before: whether it is a minus, and the rest.
pub(super) fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// The most digits of a number that is read or written. More costs time that grows with the square of the length.
pub(super) const MOST_DIGITS: usize = 4096;

/// The same in words.
pub(super) const MOST_DIGITS_IN_WORDS: &str = "4096 digits";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_like_the_standard_library_writes_them() {
        for number in (0..2000).chain([9_999, 10_000, 99_999, 100_000, u64::from(u32::MAX), u64::MAX]) {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
            let mut out = String::new();
            push_padded(&mut out, number, 5);
            assert_eq!(out, format!("{number:05}"));
        }
    }

    #[test]
    fn fractions_have_no_zeros_at_the_end() {
        for (nanoseconds, text) in [
            (0, ""),
            (1, ".000000001"),
            (500_000_000, ".5"),
            (120_000, ".00012"),
        ] {
            let mut out = String::new();
            push_fraction(&mut out, nanoseconds);
            assert_eq!(out, text);
        }
    }
}
