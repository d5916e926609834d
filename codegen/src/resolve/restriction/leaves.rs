//! Elements and wildcards beside those of the base, and how a person is told what is wrong.

use super::super::model::{BuiltIn, ElementId, ProcessContents, TypeRef, ValueConstraint};
use super::super::tables::shown;
use super::Comparison;
use super::nodes::{Kind, NodeId};

/// Why an element or wildcard is not that of the base; the later ones say more.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Difference {
    Kind,
    Name,
    Namespace,
    Wildcard,
    Nillable,
    Fixed,
    Type(TypeRef, TypeRef),
}

const ORDER: &str = "elements stand in another order, or occur more often or less often than in the base";

const ANY_TYPE: TypeRef = TypeRef::BuiltIn(BuiltIn::AnyType);

impl Comparison<'_, '_, '_> {
    /// An element or wildcard beside one of the base (NameAndTypeOK, NSCompat, NSSubset), without how often they occur.
    pub(super) fn leaf(&self, own: NodeId, base: NodeId) -> Result<(), Difference> {
        let (is_right, difference) = match (&self.nodes[own].kind, &self.nodes[base].kind) {
            (Kind::Element(own), Kind::Element(base)) => return self.element(*own, *base),
            (Kind::Element(own), Kind::Wildcard(wildcard)) => {
                let namespace = &self.elements[own.0 as usize].name.namespace;
                (wildcard.namespaces.admits(namespace), Difference::Namespace)
            }
            (Kind::Wildcard(own), Kind::Wildcard(base)) => {
                let is_as_strict = strictness(own.process_contents) >= strictness(base.process_contents);
                let is_subset = own.namespaces.is_subset_of(&base.namespaces);
                (is_subset && is_as_strict, Difference::Wildcard)
            }
            _ => (false, Difference::Kind),
        };
        if is_right { Ok(()) } else { Err(difference) }
    }

    pub(super) fn element(&self, own: ElementId, base: ElementId) -> Result<(), Difference> {
        let (of, than) = (&self.elements[own.0 as usize], &self.elements[base.0 as usize]);
        if own == base || self.stands_in(own, base) {
            return Ok(());
        }
        if of.name != than.name {
            return Err(Difference::Name);
        }
        if of.nillable && !than.nillable {
            return Err(Difference::Nillable);
        }
        let fixed = |value: &Option<ValueConstraint>| {
            let value = value.as_ref().filter(|value| value.fixed);
            value.map(|value| value.text.trim().to_owned())
        };
        if fixed(&than.value).is_some_and(|value| fixed(&of.value) != Some(value)) {
            return Err(Difference::Fixed);
        }
        match self.types.derivation(of.ty, than.ty) {
            Some(methods) if !methods.extension || than.ty == ANY_TYPE => Ok(()),
            _ => Err(Difference::Type(of.ty, than.ty)),
        }
    }

    /// Whether one element can stand where another is named (section 3.3.6).
    pub(super) fn stands_in(&self, own: ElementId, head: ElementId) -> bool {
        // A chain of heads ends, because circles have been refused.
        let heads = std::iter::successors(Some(own), |id| self.elements[id.0 as usize].substitution_head);
        heads.skip(1).any(|id| id == head)
    }

    /// The innermost particle that is not part of the base, and why.
    pub(super) fn why(&self, own: NodeId, base: NodeId, base_type: &str) -> (NodeId, String) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        self.leaves(own, &mut ours);
        self.leaves(base, &mut theirs);
        let mut culprit = own;
        let mut what = ORDER.to_owned();
        let too_much = ours.iter().find_map(|one| {
            let differences = theirs.iter().map(|other| self.leaf(*one, *other).err());
            // The one that says most: beside what has the same name.
            let differences = differences.collect::<Option<Vec<_>>>()?;
            Some((*one, differences.into_iter().max()))
        });
        let left_out = || {
            let demanded = |other: &&NodeId| {
                let range = self.nodes[**other].range;
                range.0 > 0 && !ours.iter().any(|one| self.leaf(*one, **other).is_ok())
            };
            let other = theirs
                .iter()
                .find(demanded)
                .filter(|_| !self.is_emptiable(base))?;
            self.name(*other)
        };
        if let Some((one, difference)) = too_much {
            culprit = one;
            what = self.tell(one, difference);
        } else if let Some(name) = left_out() {
            what = format!("the base demands {}, which is left out", shown(name));
        }
        (
            culprit,
            format!("{what}, so this is no restriction of {base_type}"),
        )
    }

    pub(super) fn tell(&self, own: NodeId, difference: Option<Difference>) -> String {
        let name = self.name(own).map_or_else(|| "the wildcard".to_owned(), shown);
        match difference {
            None | Some(Difference::Kind | Difference::Name) => format!("{name} has no place in the base"),
            Some(Difference::Namespace) => {
                format!("{name} has a namespace that the wildcard of the base does not admit")
            }
            Some(Difference::Wildcard) => format!("{name} admits more than that of the base"),
            Some(Difference::Nillable) => format!("{name} is nillable, and in the base it is not"),
            Some(Difference::Fixed) => format!("{name} has not the fixed value that it has in the base"),
            Some(Difference::Type(own, base)) => format!(
                "the type {} of {name} is no restriction of {}, its type in the base",
                self.types.shown(own),
                self.types.shown(base)
            ),
        }
    }
}

fn strictness(process: ProcessContents) -> u8 {
    match process {
        ProcessContents::Skip => 0,
        ProcessContents::Lax => 1,
        ProcessContents::Strict => 2,
    }
}
