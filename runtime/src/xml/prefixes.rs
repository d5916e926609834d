//! Namespace declarations while writing: what is in scope, and what the open start tag declares.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chars::is_nc_name;
use super::ids::Ids;
use super::text::Prefixes;
use super::{IdUse, Name, Namespace, Rule, XSI};

type Text = Cow<'static, str>;

/// The declarations in scope, innermost last.
#[derive(Debug, Default)]
pub(super) struct Declared {
    bindings: Vec<(Text, Text)>,
    /// The namespace of the contract that was last found in scope, with its prefix. All names of a contract hold the
    /// same strings, so that comparing addresses is enough to find it again.
    known: Option<Namespace>,
    /// The first of them that the current start tag makes.
    own: usize,
    /// Where in the output its declarations stand.
    at: usize,
    written: usize,
    /// Some are not written yet.
    pending: bool,
    /// The IDs of the document: kept here, where values that are written find their prefixes.
    pub(super) ids: Ids,
    /// The member type of a union that `xsi:type` names for the value at hand.
    pub(super) member: Option<Name>,
}

impl Declared {
    /// A start tag begins, whose declarations will stand at `at`. Gives a mark for [`Self::leave`].
    #[inline]
    pub(super) fn enter(&mut self, at: usize) -> usize {
        self.own = self.bindings.len();
        self.at = at;
        self.written = 0;
        self.own
    }

    /// The element ends.
    #[inline]
    pub(super) fn leave(&mut self, mark: usize) {
        if mark < self.bindings.len() {
            self.drop_own(mark);
        }
    }

    #[inline(never)]
    fn drop_own(&mut self, mark: usize) {
        self.bindings.truncate(mark);
        self.known = None;
    }

    /// The namespace name that `prefix` stands for.
    fn get(&self, prefix: &str) -> Option<&str> {
        self.bindings
            .iter()
            .rfind(|binding| binding.0 == prefix)
            .map(|binding| &*binding.1)
    }

    /// The namespace name of a prefix that has one, as those of attributes have.
    pub(super) fn uri_of(&self, prefix: &str) -> &str {
        if prefix == "xml" {
            return super::bindings::XML_URI;
        }
        self.get(prefix).unwrap_or_default()
    }

    /// Where in the output the current start tag's declarations end, and its attributes begin.
    pub(super) fn written_to(&self) -> usize {
        self.at + self.written
    }

    /// Whether `prefix` stands for `uri` here already.
    pub(super) fn has(&self, prefix: &str, uri: &str) -> bool {
        match self.get(prefix) {
            Some(bound) => bound == uri,
            None => prefix.is_empty() && uri.is_empty(),
        }
    }

    /// Whether the current start tag declares `prefix`.
    pub(super) fn declares(&self, prefix: &str) -> bool {
        self.bindings[self.own..]
            .iter()
            .any(|binding| binding.0 == prefix)
    }

    /// Lets the current start tag declare a namespace of the contract, unless it is in scope with its prefix.
    #[inline]
    pub(super) fn require(&mut self, namespace: Namespace) {
        let is_known = self.known.is_some_and(|known| {
            std::ptr::eq(known.uri, namespace.uri) && std::ptr::eq(known.prefix, namespace.prefix)
        });
        if !is_known {
            self.require_unknown(namespace);
        }
    }

    fn require_unknown(&mut self, namespace: Namespace) {
        if !self.has(namespace.prefix, namespace.uri) {
            self.declare(namespace.prefix.into(), namespace.uri.into());
        }
        self.known = Some(namespace);
    }

    /// Lets the current start tag declare `prefix`.
    pub(super) fn declare(&mut self, prefix: Text, uri: Text) {
        self.bindings.push((prefix, uri));
        self.pending = true;
        self.known = None;
    }

    /// Writes the current start tag's declarations into the output, in canonical order (Canonical XML 1.0, section
    /// 2.2: the default namespace first, then by prefix), if some are new.
    #[inline]
    pub(super) fn write_into(&mut self, out: &mut String) {
        if self.pending {
            self.write_now(out);
        }
    }

    /// Whether [`Self::write_into`] has something to write.
    #[inline]
    pub(super) fn is_pending(&self) -> bool {
        self.pending
    }

    #[cold]
    fn write_now(&mut self, out: &mut String) {
        self.bindings[self.own..].sort();
        // Room for one or two, as most documents have: growing little by little takes 6 % of the instructions of writing a
        // document of three rows.
        let mut text = String::with_capacity(256);
        for (prefix, uri) in &self.bindings[self.own..] {
            text.push_str(" xmlns");
            if !prefix.is_empty() {
                text.push(':');
                text.push_str(prefix);
            }
            text.push_str("=\"");
            // The namespace names of contracts, and those that were read, hold no forbidden character.
            let _ = super::text::TextWriter::attribute(&mut text, &mut NoPrefixes).push_text(uri);
            text.push('"');
        }
        out.replace_range(self.at..self.at + self.written, &text);
        self.written = text.len();
        self.pending = false;
    }

    /// A prefix that stands for `uri`, declared now if there is none. `uri` is not empty.
    pub(super) fn prefix_for(&mut self, uri: &str, hint: &str) -> String {
        if uri == super::bindings::XML_URI {
            return "xml".to_owned();
        }
        let found = self
            .bindings
            .iter()
            .rev()
            .find(|(prefix, bound)| !prefix.is_empty() && bound == uri && self.get(prefix) == Some(uri));
        if let Some((prefix, _)) = found {
            return prefix.to_string();
        }
        let hint = if uri == XSI.uri { XSI.prefix } else { hint };
        let fresh = |prefix: &String| self.get(prefix).is_none();
        let hinted = (!hint.is_empty()).then(|| hint.to_owned()).filter(fresh);
        let prefix = hinted.unwrap_or_else(|| {
            (1..).map(|n| format!("ns{n}")).find(fresh).unwrap_or_default() // infinitely many are tried
        });
        self.declare(prefix.clone().into(), uri.to_owned().into());
        prefix
    }

    /// The prefix to write an element of wildcard content with: one that is in scope, else none, the default
    /// namespace being declared for it. `taken` are prefixes that the element must bind otherwise.
    pub(super) fn element_prefix(&self, uri: &str, taken: &BTreeMap<String, String>) -> String {
        if uri.is_empty() || self.has("", uri) {
            return String::new();
        }
        self.usable_prefix(uri, taken).unwrap_or_default()
    }

    /// The same where the default namespace has to stay free: one that is in scope, else a new one.
    pub(super) fn filled_prefix(&self, uri: &str, taken: &BTreeMap<String, String>) -> String {
        if uri.is_empty() {
            return String::new();
        }
        let numbered = || (1..).map(|n| format!("ns{n}"));
        let is_free = |prefix: &String| self.get(prefix).is_none() && !taken.contains_key(prefix);
        let found = self.usable_prefix(uri, taken);
        found.or_else(|| numbered().find(is_free)).unwrap_or_default() // infinitely many are tried
    }

    fn usable_prefix(&self, uri: &str, taken: &BTreeMap<String, String>) -> Option<String> {
        let usable = |prefix: &str| {
            !prefix.is_empty()
                && self.get(prefix) == Some(uri)
                && taken.get(prefix).is_none_or(|wanted| wanted == uri)
        };
        let mut bindings = self.bindings.iter().rev();
        let found = bindings.find(|(prefix, _)| usable(prefix))?;
        Some(found.0.to_string())
    }
}

impl Prefixes for Declared {
    fn prefix(&mut self, namespace: &str, hint: &str) -> Result<String, Rule> {
        match namespace {
            "" if self.has("", "") => Ok(String::new()),
            "" => Err(Rule::UndeclaredPrefix),
            _ => Ok(self.prefix_for(namespace, hint)),
        }
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => Some(super::bindings::XML_URI),
            "" => Some(self.get("").unwrap_or_default()),
            prefix => self.get(prefix),
        }
    }

    fn member(&self) -> Option<Name> {
        self.member
    }

    fn note(&self, id: IdUse<'_>) {
        self.ids.note(id);
    }
}

/// Stands where no QName can be written.
struct NoPrefixes;

impl Prefixes for NoPrefixes {
    fn prefix(&mut self, _: &str, _: &str) -> Result<String, Rule> {
        Err(Rule::UndeclaredPrefix)
    }
}

/// Refuses what is not an NCName: wildcard content can come from a store, by way of `serde`.
pub(super) fn local_of(name: &str) -> Result<(), Rule> {
    if is_nc_name(name) {
        Ok(())
    } else {
        Err(Rule::Lexical { built_in: "NCName" })
    }
}
