//! "Did you mean ...?"

use strsim::{jaro_winkler, normalized_damerau_levenshtein};

/// How alike two names are, from 0 to 1. One measure knows swapped letters, the other common beginnings.
fn likeness(wanted: &str, known: &str) -> f64 {
    let (wanted, known) = (wanted.to_lowercase(), known.to_lowercase());
    let edits = normalized_damerau_levenshtein(&wanted, &known);
    let beginning = jaro_winkler(&wanted, &known);
    if edits >= 0.6 || beginning >= 0.8 {
        edits.max(beginning)
    } else {
        0.0
    }
}

/// The name most like `wanted`, the first one among equals, when it is like enough to be a slip.
pub(crate) fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for known in known {
        let likeness = likeness(wanted, known);
        if likeness > 0.0 && best.is_none_or(|(score, _)| likeness > score) {
            best = Some((likeness, known));
        }
    }
    best.map(|(_, known)| known.to_owned())
}

/// `; did you mean ...?` when something is near enough.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest
        .map(|name| format!("; did you mean `{name}`?"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_known_and_strangers_are_not() {
        for (wanted, expected) in [
            ("etl", Some("elt")),
            ("ELT", Some("elt")),
            ("eio", Some("eioa")),
            ("tandvard", None),
        ] {
            assert_eq!(nearest(wanted, ["eioa", "elt"]).as_deref(), expected, "{wanted}");
        }
    }
}
