//! How far the content of a schema element has come, by its production.

use roxmltree::Node;

use super::grammar::{self, Production, Rule};
use super::lexical::alternatives;
use super::text::XSD;

/// How far the content of an element has come.
pub(super) struct Progress {
    production: &'static Production,
    slot: usize,
    count: usize,
    may_annotate: bool,
    /// After simpleContent or complexContent nothing may follow.
    closed: bool,
}

impl Progress {
    /// Nothing of the content has been seen.
    pub(super) fn new(production: &'static Production) -> Self {
        Self {
            production,
            slot: 0,
            count: 0,
            may_annotate: production.annotated,
            closed: false,
        }
    }

    /// The rule for a child, if it may stand here.
    pub(super) fn admit(&mut self, child: Node<'_, '_>) -> Option<Rule> {
        if child.tag_name().namespace() != Some(XSD) || self.closed {
            return None;
        }
        let name = child.tag_name().name();
        if self.may_annotate && name == "annotation" {
            self.may_annotate = false;
            return Some(grammar::annotation);
        }
        let mut slot = self.slot;
        let mut count = self.count;
        loop {
            let candidate = self.production.content.get(slot)?;
            let rule = candidate.elements.iter().find(|(element, _)| *element == name);
            if let Some((_, rule)) = rule.filter(|_| count < candidate.max) {
                (self.slot, self.count) = (slot, count + 1);
                self.may_annotate = false;
                self.closed = matches!(name, "simpleContent" | "complexContent");
                return Some(*rule);
            }
            if count < candidate.min {
                return None;
            }
            (slot, count) = (slot + 1, 0);
        }
    }

    /// What must still come, when the content ends here.
    pub(super) fn missing(&self) -> Option<String> {
        let rest = self.production.content.iter().skip(self.slot).enumerate();
        rest.map(|(index, slot)| (if index == 0 { self.count } else { 0 }, slot))
            .find(|(count, slot)| *count < slot.min)
            .map(|(_, slot)| alternatives(&slot_names(slot)))
    }

    /// What may come next.
    pub(super) fn expected(&self) -> String {
        let mut names = Vec::new();
        if self.may_annotate {
            names.push("xs:annotation".to_owned());
        }
        let mut count = self.count;
        for slot in self
            .production
            .content
            .iter()
            .skip(self.slot)
            .take_while(|_| !self.closed)
        {
            if count < slot.max {
                let fresh: Vec<String> = slot_names(slot)
                    .into_iter()
                    .filter(|name| !names.contains(name))
                    .collect();
                names.extend(fresh);
            }
            if count < slot.min {
                break;
            }
            count = 0;
        }
        if names.is_empty() {
            "the end of the element".to_owned()
        } else {
            alternatives(&names)
        }
    }
}

fn slot_names(slot: &grammar::Slot) -> Vec<String> {
    slot.elements
        .iter()
        .map(|(name, _)| format!("xs:{name}"))
        .collect()
}
