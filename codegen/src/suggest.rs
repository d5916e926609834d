//! "Did you mean ...?"

/// How alike two names must be for one to be suggested for the other, from 0 to 1.
const ALIKE: f64 = 0.7;

/// The name most like `name` among those known, if any is like it at all.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let alike = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    known
        .map(|known| (alike(known), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // The first of the best, so that the suggestion does not depend on the order of equals.
        .max_by(|(one, first), (other, second)| one.total_cmp(other).then_with(|| second.cmp(first)))
        .map(|(_, known)| known)
}
