//! The elements that are open, and whether a path leads to the innermost of them.

use super::key::Path;

/// The names of the open elements, outermost first. They stand in one string, so that an element costs no memory of
/// its own.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    start: usize,
    /// Where the namespace name ends and the local part begins.
    middle: usize,
    /// Whether it is known to the contract. Paths lead through what is not, but not to it: it has no value.
    declared: bool,
}

impl Names {
    pub(super) fn push(&mut self, uri: &str, local: &str, declared: bool) {
        let start = self.text.len();
        self.text.push_str(uri);
        let middle = self.text.len();
        self.text.push_str(local);
        self.open.push(Open {
            start,
            middle,
            declared,
        });
    }

    pub(super) fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.text.truncate(open.start);
        }
    }

    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether `path` leads from the element at depth `from` (from 1) to the innermost one.
    pub(super) fn reached(&self, path: &Path, from: usize) -> bool {
        let below = self.open.len() - from;
        let steps = path.steps.len();
        if below < steps || below > steps && !path.anywhere {
            return false;
        }
        let first = self.open.len() - steps;
        let ends = self.open[first..].iter().enumerate().map(|(index, open)| {
            let end = self
                .open
                .get(first + index + 1)
                .map_or(self.text.len(), |next| next.start);
            (&self.text[open.start..open.middle], &self.text[open.middle..end])
        });
        path.steps
            .iter()
            .zip(ends)
            .all(|(step, (uri, local))| step.admits(uri, local))
            && self.open.last().is_some_and(|open| open.declared)
    }
}
