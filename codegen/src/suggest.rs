//! "Did you mean ...?"

/// How alike two names must be for one to be suggested for the other, from 0 to 1.
const ALIKE: f64 = 0.8;

/// The name most like `wanted`, the first one among equals, when it is like enough to be a slip.
pub(crate) fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let alike = |known: &str| strsim::jaro_winkler(&wanted.to_lowercase(), &known.to_lowercase());
    let mut best: Option<(f64, &str)> = None;
    for known in known {
        let likeness = alike(known);
        if likeness >= ALIKE && best.is_none_or(|(score, _)| likeness > score) {
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
