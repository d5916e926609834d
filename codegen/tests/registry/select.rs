//! Finding a part of a registry by what a person types.

use fk_codegen::registry::Selection;

use crate::{REGISTRY, parsed};

#[test]
fn a_selection_is_a_service_and_perhaps_a_version() {
    let whole: Selection = "elt".parse().expect("a service is a selection");
    assert_eq!((whole.service.as_str(), whole.version.as_deref()), ("elt", None));
    let one: Selection = "elt@1.0.2".parse().expect("a version is a selection");
    assert_eq!(
        (one.service.as_str(), one.version.as_deref()),
        ("elt", Some("1.0.2"))
    );
    assert_eq!(
        (whole.to_string(), one.to_string()),
        ("elt".to_owned(), "elt@1.0.2".to_owned())
    );
    for text in ["", "@1.0", "elt@", "elt@1@2"] {
        let error = text
            .parse::<Selection>()
            .expect_err("half a selection is refused");
        let expected = format!(
            "`{text}` is not a selection; write a service, or a service and a version such as `elt@1.0.2`"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_selection_finds_versions_newest_first() {
    let registry = parsed(REGISTRY);
    let found = |text: &str| {
        let selection: Selection = text.parse().expect("a selection");
        let pairs = registry
            .select(Some(&selection))
            .map_err(|error| error.to_string())?;
        Ok::<_, String>(
            pairs
                .into_iter()
                .map(|(_, version)| version.id.clone())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(found("post"), Ok(vec!["2.0".to_owned(), "1.0".to_owned()]));
    assert_eq!(found("post@1.0"), Ok(vec!["1.0".to_owned()]));
    assert_eq!(
        found("pots"),
        Err("unknown service `pots`; the registry has `post`; did you mean `post`?".to_owned())
    );
    assert_eq!(
        found("elt"),
        Err("unknown service `elt`; the registry has `post`".to_owned())
    );
    assert_eq!(
        found("post@1.1"),
        Err("unknown version `1.1` of `post`; the registry has `2.0`, `1.0`; did you mean `1.0`?".to_owned())
    );
    assert_eq!(
        found("post@neste"),
        Err("unknown version `neste` of `post`; the registry has `2.0`, `1.0`".to_owned())
    );
}
