//! What an element declaration says beyond name and type: a value, nil, identity constraints, types ruled out.

use std::collections::BTreeMap;

use super::identity::{Identity, Key, Tracker};
use super::ids::Ids;
use super::{IdUse, Name, Rule, Scope, Simple, WhiteSpace, normalize};

/// What an element declaration says beyond its name and type (XSD 1.0 Part 1, section 3.3.1). Generated code has one
/// for just those declarations that say such a thing:
///
/// ```
/// use fk_runtime::xml::{Declaration, Value};
///
/// static ANTAL: Declaration = Declaration::new().value(Value::default("1")).nillable();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    pub(super) value: Option<Value>,
    pub(super) nillable: bool,
    pub(super) keys: &'static [Key],
    pub(super) blocked: &'static [Name],
    pub(super) restricted: Restricted,
}

/// Whether the built-in types that restrict the declared one, and the member types of a union, may stand in for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Restricted {
    Admitted,
    Blocked,
}

impl Declaration {
    /// One that says nothing.
    #[must_use]
    #[allow(
        clippy::new_without_default,
        reason = "`default` cannot be called for a static"
    )]
    pub const fn new() -> Self {
        Self {
            value: None,
            nillable: false,
            keys: &[],
            blocked: &[],
            restricted: Restricted::Admitted,
        }
    }

    /// The same with a default or fixed value.
    #[must_use]
    pub const fn value(self, value: Value) -> Self {
        Self {
            value: Some(value),
            ..self
        }
    }

    /// The same for an element that may be nil.
    #[must_use]
    pub const fn nillable(self) -> Self {
        Self {
            nillable: true,
            ..self
        }
    }

    /// The same with identity constraints.
    #[must_use]
    pub const fn keys(self, keys: &'static [Key]) -> Self {
        Self { keys, ..self }
    }

    /// The same with types that `xsi:type` may not name here, though they are derived from the declared one
    /// (`block`).
    #[must_use]
    pub const fn blocked(self, blocked: &'static [Name]) -> Self {
        Self { blocked, ..self }
    }

    /// The same where no type may stand in that restricts the declared one (`block="restriction"`): no built-in one, and
    /// no member type of a union.
    #[must_use]
    pub const fn unrestricted(self) -> Self {
        Self {
            restricted: Restricted::Blocked,
            ..self
        }
    }

    /// The types that `xsi:type` may not name here.
    #[must_use]
    pub const fn blocked_types(&self) -> &'static [Name] {
        self.blocked
    }

    pub(super) fn is_fixed(&self) -> bool {
        self.value.is_some_and(|value| value.fixed)
    }
}

/// `default` or `fixed` of an element or attribute (XSD 1.0 Part 1, sections 3.2.1 and 3.3.1), as the contract writes
/// it.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    fixed: bool,
    text: &'static str,
    prefixes: &'static [(&'static str, &'static str)],
}

impl Value {
    /// The value of an attribute that is not there, or of an element with nothing in it.
    #[must_use]
    pub const fn default(text: &'static str) -> Self {
        Self {
            fixed: false,
            text,
            prefixes: &[],
        }
    }

    /// The same, and no other value may stand there.
    #[must_use]
    pub const fn fixed(text: &'static str) -> Self {
        Self {
            fixed: true,
            text,
            prefixes: &[],
        }
    }

    /// The same with the namespaces of the prefixes that the text uses, for a QName.
    #[must_use]
    pub const fn with_prefixes(self, prefixes: &'static [(&'static str, &'static str)]) -> Self {
        Self { prefixes, ..self }
    }

    /// The value in force of an optional attribute: the one written, else this one.
    ///
    /// # Panics
    /// When the text is no value of `T`. Such schemas are refused before code is made of them.
    pub fn in_force<T: Simple + Clone>(&self, written: Option<&T>) -> T {
        match written {
            Some(value) => value.clone(),
            #[allow(
                clippy::expect_used,
                reason = "read by the same rules when the code was generated"
            )]
            None => self.read().expect("a value of the contract is one of its type"),
        }
    }

    /// The value as one of its type.
    pub(super) fn read<T: Simple>(&self) -> Result<T, Rule> {
        T::parse(&normalize(self.text, T::WHITE_SPACE), self)
    }

    /// The value as one of its type, as if it stood in the document of these IDs.
    pub(super) fn read_in<T: Simple>(&self, ids: &Ids) -> Result<T, Rule> {
        T::parse(&normalize(self.text, T::WHITE_SPACE), &InDocument(self, ids))
    }

    /// Whether `value` is this one.
    pub(super) fn is<T: Simple>(&self, value: &T) -> bool {
        self.read::<T>()
            .is_ok_and(|own| Identity::of(&own) == Identity::of(value))
    }

    /// The value as the contract writes it.
    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// The prefixes that the text uses, with their namespaces.
    pub(super) fn prefixes(&self) -> BTreeMap<String, String> {
        let owned = |(prefix, uri): &(&str, &str)| ((*prefix).to_owned(), (*uri).to_owned());
        self.prefixes.iter().map(owned).collect()
    }

    /// Refuses content that is not a value of one type, so many elements and text, unless it is the fixed one: that
    /// text, and no element.
    pub(super) fn admit_text(&self, elements: usize, text: &str) -> Result<(), Rule> {
        if self.fixed && (elements > 0 || text != self.text) {
            Err(Rule::Fixed { value: self.text })
        } else {
            Ok(())
        }
    }

    /// [`Self::admit_text`] for what is written: without content, it would be read as the declared value.
    pub(super) fn admit_written(&self, elements: usize, text: &str) -> Result<(), Rule> {
        self.admit_text(elements, text)?;
        if elements == 0 && text.is_empty() && !self.text.is_empty() {
            Err(Rule::EmptyWithDefault)
        } else {
            Ok(())
        }
    }

    /// Refuses any value but a fixed one.
    pub(super) fn admit<T: Simple>(&self, value: &T) -> Result<(), Rule> {
        if self.fixed && !self.is(value) {
            Err(Rule::Fixed { value: self.text })
        } else {
            Ok(())
        }
    }
}

/// Where the value is written: in the contract.
impl Scope for Value {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match self.prefixes.iter().find(|(known, _)| *known == prefix) {
            Some((_, uri)) => Some(uri),
            None => ().namespace(prefix),
        }
    }

    fn is_document(&self) -> bool {
        false
    }
}

/// Where it takes effect: what it says of the whole document counts.
struct InDocument<'a>(&'a Value, &'a Ids);

impl Scope for InDocument<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.0.namespace(prefix)
    }

    fn note(&self, id: IdUse<'_>) {
        self.1.note(id);
    }

    fn noted(&self) -> usize {
        self.1.noted()
    }

    fn forget(&self, noted: usize) {
        self.1.forget(noted);
    }
}

/// What a type that stands in for a simple one says of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct InstanceText {
    /// Its white space rule.
    pub(super) white_space: WhiteSpace,
    /// The member type of the declared union that it is, or is derived from.
    pub(super) member: Option<Name>,
}

/// Where a reader or writer stands with declarations. Elements whose declaration says nothing cost one look at
/// `active`.
#[derive(Debug, Default)]
pub(super) struct Assessment {
    /// Whether one of the others is there: all that elements are asked which none of them touches.
    pub(super) active: bool,
    /// How many elements are open down to the innermost one of mixed content, if there is one.
    mixed: Option<usize>,
    /// What is said of the element ahead.
    pub(super) ahead: Option<&'static Declaration>,
    /// What was said of each open element: it is said of the siblings behind it too, that are the same part of the contract.
    siblings: Vec<Option<&'static Declaration>>,
    /// What is said of the element at hand, until a child begins.
    pub(super) open: Option<&'static Declaration>,
    /// The element at hand is nil.
    pub(super) nil: bool,
    /// What `xsi:type` says of the text of the element at hand, which is read as of the declared type.
    pub(super) instance: Option<InstanceText>,
    /// The identity constraints of the elements around.
    pub(super) tracker: Option<Box<Tracker>>,
}

impl Assessment {
    /// The element ahead begins; [`Self::take`] comes next.
    pub(super) fn enter(&mut self) {
        self.siblings.push(self.ahead);
    }

    /// An element ends that [began](Self::enter).
    pub(super) fn leave(&mut self) {
        self.open = None;
        self.ahead = self.siblings.pop().flatten();
        self.update();
    }

    /// The declaration of the element ahead, which becomes the one at hand; those in it have others.
    pub(super) fn take(&mut self) -> Option<&'static Declaration> {
        self.open = self.ahead.take();
        self.nil = false;
        self.instance = None;
        self.open
    }

    /// Says what the element ahead is declared to be; gives what was said before.
    pub(super) fn announce(
        &mut self,
        declaration: Option<&'static Declaration>,
    ) -> Option<&'static Declaration> {
        let before = std::mem::replace(&mut self.ahead, declaration);
        self.update();
        before
    }

    /// Works `active` out anew.
    pub(super) fn update(&mut self) {
        self.active = self.ahead.is_some()
            || self.open.is_some()
            || self.tracker.is_some()
            || self.mixed.is_some()
            || self.instance.is_some();
    }

    /// The innermost element of mixed content is now the one at that depth; gives the depth of that before.
    pub(super) fn mix(&mut self, depth: Option<usize>) -> Option<usize> {
        let before = std::mem::replace(&mut self.mixed, depth);
        self.update();
        before
    }

    /// Whether the content of the open element at that depth is mixed.
    pub(super) fn is_mixed(&self, depth: usize) -> bool {
        self.mixed == Some(depth)
    }

    /// The value that is said of the element at hand.
    pub(super) fn value(&self) -> Option<Value> {
        self.open?.value
    }
}
