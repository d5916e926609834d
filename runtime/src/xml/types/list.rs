//! Lists: values of a simple type, separated by white space (XSD 1.0 Part 2, section 2.5.1.2).

use std::cmp::Ordering;

use super::{Entity, IdRef, NmToken};
use crate::xml::{
    Facet, Identity, InvalidValue, Measured, NO_NAMESPACE, Name, Restriction, Rule, Scope, Simple,
    TextWriter, WhiteSpace, XSD,
};

/// A list type with items of the simple type `T`; its length is the number of items.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct List<T> {
    items: Vec<T>,
}

impl<T> List<T> {
    /// The items, in order.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The items, in order.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }
}

impl<T: Simple> Simple for List<T> {
    const TYPE: Name = Name(NO_NAMESPACE, "");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const PERSONAL: bool = T::PERSONAL;
    const SCOPED: bool = T::SCOPED;
    const NOTES: bool = T::NOTES;

    fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule> {
        let words = text.split(' ').filter(|word| !word.is_empty()).enumerate();
        let items = words.map(|(index, word)| {
            T::parse(word, scope).map_err(|rule| Rule::Item {
                number: index + 1,
                rule: Box::new(rule),
            })
        });
        items.collect::<Result<Vec<T>, Rule>>().map(Self::from)
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        for (index, item) in self.items.iter().enumerate() {
            if index > 0 {
                out.push_plain(" ");
            }
            let broken = |rule| Rule::Item {
                number: index + 1,
                rule: Box::new(rule),
            };
            let mark = out.mark();
            item.format(out).map_err(broken)?;
            let written = out.written(mark);
            if written.is_empty() || written.contains([' ', '\t', '\n', '\r']) {
                return Err(broken(Rule::ListItem));
            }
        }
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        if self.items.is_empty() {
            return Box::new(std::iter::empty());
        }
        // All items in one and the same way.
        let mut each: Vec<_> = self.items.iter().map(Simple::spellings).collect();
        Box::new(std::iter::from_fn(move || {
            let words: Option<Vec<String>> = each.iter_mut().map(Iterator::next).collect();
            words.map(|words| words.join(" "))
        }))
    }

    fn identify(&self, out: &mut Identity) {
        out.push_list(|out| self.items.iter().for_each(|item| item.identify(out)));
    }
}

impl<T: Simple + Send + Sync + 'static> Measured for List<T> {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        (Identity::of(self) == Identity::of(other)).then_some(Ordering::Equal)
    }

    fn length(&self) -> Option<u64> {
        Some(self.items.len() as u64)
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items }
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.items
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

impl<T: Simple> std::fmt::Display for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        crate::xml::checks::display(self, f)
    }
}

impl<T: Simple + Send + Sync + 'static> std::str::FromStr for List<T> {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        super::forms::read(text)
    }
}

#[cfg(feature = "serde")]
impl<T: Simple + Send + Sync + 'static> crate::xml::serde_text::JsonForm for List<T> {}

/// A built-in list type: a list of at least one item.
macro_rules! built_in_list {
    ($($(#[$doc:meta])* $type:ident($item:ident) $name:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Eq, Hash, PartialEq)]
            pub struct $type(List<$item>);

            impl Restriction for $type {
                type Base = List<$item>;
                const TYPE: Name = Name(XSD, $name);

                fn facets() -> &'static [Facet<List<$item>>] {
                    static FACETS: [Facet<List<$item>>; 1] = [Facet::MinLength(1)];
                    &FACETS
                }
            }

            crate::restriction!(list $type(List<$item>));
        )*
    };
}

built_in_list! {
    /// `xs:NMTOKENS`: one `xs:NMTOKEN` or more.
    NmTokens(NmToken) "NMTOKENS";
    /// `xs:IDREFS`: one `xs:IDREF` or more.
    IdRefs(IdRef) "IDREFS";
    /// `xs:ENTITIES`: one `xs:ENTITY` or more, of which no document can declare any.
    Entities(Entity) "ENTITIES";
}
