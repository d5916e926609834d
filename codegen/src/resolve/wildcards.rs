//! Wildcards, and how the attribute wildcards of groups and bases combine (Part 1, section 3.10.6).

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::At;
use super::model::{NamespaceConstraint, ProcessContents, Wildcard};
use super::references::Scene;

use NamespaceConstraint::{Any, Not, OneOf};

/// The wildcard of `xs:any` or `xs:anyAttribute`.
pub(super) fn wildcard(
    scene: &Scene<'_>,
    at: At,
    namespace: Option<&xs::NamespaceListType>,
    process: &xs::ProcessContentsType,
) -> Wildcard {
    let target = &scene.instance(at).namespace;
    let namespaces = match namespace {
        None | Some(xs::NamespaceListType::Any) => Any,
        Some(xs::NamespaceListType::Other) => Not(target.clone()),
        Some(xs::NamespaceListType::BasicNamespaceList(list)) => {
            let item = |item: &xs::BasicNamespaceListItemType| match item {
                xs::BasicNamespaceListItemType::String(namespace) => namespace.clone(),
                xs::BasicNamespaceListItemType::TargetNamespace => target.clone(),
                xs::BasicNamespaceListItemType::Local => String::new(),
            };
            one_of(list.0.iter().map(item))
        }
    };
    let process_contents = match process {
        xs::ProcessContentsType::Strict => ProcessContents::Strict,
        xs::ProcessContentsType::Lax => ProcessContents::Lax,
        xs::ProcessContentsType::Skip => ProcessContents::Skip,
    };
    Wildcard {
        namespaces,
        process_contents,
    }
}

fn one_of(namespaces: impl Iterator<Item = String>) -> NamespaceConstraint {
    let mut namespaces: Vec<String> = namespaces.collect();
    namespaces.sort();
    namespaces.dedup();
    OneOf(namespaces)
}

impl NamespaceConstraint {
    /// Whether it admits a namespace; the empty string is "no namespace" (cvc-wildcard-namespace).
    #[must_use]
    pub fn admits(&self, namespace: &str) -> bool {
        match self {
            Any => true,
            Not(other) => !namespace.is_empty() && namespace != other,
            OneOf(namespaces) => namespaces.iter().any(|known| known == namespace),
        }
    }

    /// Whether all that it admits is admitted by `other` (cos-ns-subset).
    #[must_use]
    pub fn is_subset_of(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Any) => true,
            (Any, _) | (Not(_), OneOf(_)) => false,
            (Not(one), Not(other)) => one == other || other.is_empty(),
            (OneOf(namespaces), other) => namespaces.iter().all(|namespace| other.admits(namespace)),
        }
    }

    /// What both admit; `None` when no wildcard can say it (cos-aw-intersect).
    fn intersection(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Any, set) | (set, Any) => Some(set.clone()),
            (Not(one), Not(other)) if one == other || other.is_empty() => Some(Not(one.clone())),
            (Not(one), Not(other)) if one.is_empty() => Some(Not(other.clone())),
            (Not(_), Not(_)) => None,
            (OneOf(namespaces), set) | (set, OneOf(namespaces)) => Some(OneOf(
                namespaces
                    .iter()
                    .filter(|namespace| set.admits(namespace))
                    .cloned()
                    .collect(),
            )),
        }
    }

    /// What either admits; `None` when no wildcard can say it (cos-aw-union).
    fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Any, _) | (_, Any) => Some(Any),
            (OneOf(one), OneOf(other)) => Some(one_of(one.iter().chain(other).cloned())),
            (Not(one), Not(other)) => Some(Not(if one == other { one.clone() } else { String::new() })),
            (Not(not), OneOf(namespaces)) | (OneOf(namespaces), Not(not)) => {
                let holds = |namespace: &str| namespaces.iter().any(|known| known == namespace);
                match (holds(not), holds("")) {
                    (true, true) => Some(Any),
                    (true, false) => Some(Not(String::new())),
                    (false, true) => None,
                    (false, false) => Some(Not(not.clone())),
                }
            }
        }
    }
}

/// The wildcard of a type's own `xs:anyAttribute` and its attribute groups: what all of them admit.
pub(super) fn complete(
    scene: &Scene<'_>,
    at: At,
    own: Option<Wildcard>,
    groups: impl Iterator<Item = Wildcard>,
) -> Result<Option<Wildcard>, ResolveError> {
    let mut wildcards = own.into_iter().chain(groups);
    let Some(mut complete) = wildcards.next() else {
        return Ok(None);
    };
    for wildcard in wildcards {
        let Some(namespaces) = complete.namespaces.intersection(&wildcard.namespaces) else {
            let problem = "no wildcard can say what the attribute wildcards of this type and its attribute groups \
                           have in common; keep one of them";
            return Err(scene.rule(at, "cos-aw-intersect", problem));
        };
        complete.namespaces = namespaces;
    }
    Ok(Some(complete))
}

/// The wildcard of an extension: what its own or its base's admits.
pub(super) fn extended(
    scene: &Scene<'_>,
    at: At,
    own: Option<Wildcard>,
    base: Option<&Wildcard>,
) -> Result<Option<Wildcard>, ResolveError> {
    let (own, base) = match (own, base) {
        (own, None) => return Ok(own),
        (None, Some(base)) => return Ok(Some(base.clone())),
        (Some(own), Some(base)) => (own, base),
    };
    match own.namespaces.union(&base.namespaces) {
        Some(namespaces) => Ok(Some(Wildcard { namespaces, ..own })),
        None => {
            let problem = "no wildcard can say what the attribute wildcards of this type and its base admit together; \
                           let this one admit the target namespace, or drop `##local`";
            Err(scene.rule(at, "cos-aw-union", problem))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(namespaces: &[&str]) -> NamespaceConstraint {
        one_of(namespaces.iter().map(|namespace| (*namespace).to_owned()))
    }

    fn not(namespace: &str) -> NamespaceConstraint {
        Not(namespace.to_owned())
    }

    #[test]
    fn intersections_follow_the_table_of_the_specification() {
        assert_eq!(Any.intersection(&not("a")), Some(not("a")));
        assert_eq!(not("a").intersection(&set(&["", "a", "b"])), Some(set(&["b"])));
        assert_eq!(
            set(&["a", "b"]).intersection(&set(&["b", "c"])),
            Some(set(&["b"]))
        );
        assert_eq!(not("a").intersection(&not("a")), Some(not("a")));
        assert_eq!(not("a").intersection(&not("b")), None);
        assert_eq!(not("a").intersection(&not("")), Some(not("a")));
        assert_eq!(not("").intersection(&not("a")), Some(not("a")));
    }

    #[test]
    fn unions_follow_the_table_of_the_specification() {
        assert_eq!(Any.union(&set(&["a"])), Some(Any));
        assert_eq!(set(&["a"]).union(&set(&["", "b"])), Some(set(&["", "a", "b"])));
        assert_eq!(not("a").union(&not("b")), Some(not("")));
        assert_eq!(not("a").union(&set(&["a", ""])), Some(Any));
        assert_eq!(not("a").union(&set(&["a"])), Some(not("")));
        assert_eq!(not("a").union(&set(&[""])), None);
        assert_eq!(not("a").union(&set(&["b"])), Some(not("a")));
        assert_eq!(not("").union(&set(&["", "b"])), Some(Any));
        assert_eq!(not("").union(&set(&["b"])), Some(not("")));
    }

    #[test]
    fn a_subset_admits_nothing_that_the_whole_does_not() {
        assert!(set(&["b"]).is_subset_of(&not("a")));
        assert!(!set(&["a"]).is_subset_of(&not("a")));
        assert!(!set(&[""]).is_subset_of(&not("a")));
        assert!(not("a").is_subset_of(&not("")));
        assert!(!not("").is_subset_of(&not("a")));
        assert!(!Any.is_subset_of(&not("a")));
    }
}
