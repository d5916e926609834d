//! Does what an error says, as a person does who copies its lines into contracts.toml.

/// The registry with the lines that an error shows; `None` when it shows none.
pub(crate) fn apply(registry: &str, error: &str) -> Option<String> {
    if let Some((_, lines)) = error.split_once("in contracts.toml:\n\n") {
        return Some(format!("{registry}\n{lines}\n"));
    }
    if let Some((_, rest)) = error.split_once("in contracts.toml, below the line `") {
        let (header, lines) = rest.split_once("` that is there:\n\n")?;
        let (before, after) = registry.split_once(header)?;
        return Some(format!("{before}{header}\n{lines}{after}"));
    }
    let (_, rest) = error.split_once(" imported by version ")?;
    let (version, rest) = rest.split_once(" of ")?;
    let (service, rest) = rest.split_once(',')?;
    let (_, rest) = rest.split_once(":\n\n")?;
    let (files, at_the_end) = match rest.split_once("\n\nand at the end of contracts.toml") {
        Some((files, rest)) => (files, rest.split_once(":\n\n")?.1),
        None => (rest, ""),
    };
    let start = registry.find(&format!("[[services.{service}.versions]]\nid = \"{version}\""))?;
    let start = start + registry[start..].find("files = [")?;
    let end = start + registry[start..].find(']')? + 1;
    Some(format!(
        "{}{files}{}\n{at_the_end}\n",
        &registry[..start],
        &registry[end..]
    ))
}
