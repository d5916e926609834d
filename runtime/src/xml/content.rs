//! What generated types implement: how they stand between tags.

use super::error::shown;
use super::{Declaration, InvalidValue, Name, ReadError, Reader, Simple, WhiteSpace, Wildcard, Writer};

/// What stands between a start and an end tag, the attributes included.
///
/// Every [`Simple`] type is also `Content`: text, and no attributes.
pub trait Content: Sized {
    /// The type's name in the contract; the local part is empty for an anonymous type.
    const TYPE: Name;

    /// Whether it can hold that an element is nil: [`Nillable`](super::Nillable) alone can.
    const HOLDS_NIL: bool = false;
    /// What `xsi:type` may name besides [`Self::TYPE`]: the types derived from it that a value of this type can be, and
    /// the member types of a union.
    const DERIVED: &'static [Name] = &[];

    /// The white space rule of a simple type.
    #[doc(hidden)]
    const TEXT: Option<WhiteSpace> = None;

    /// Reads attributes and content; the reader stands behind the start tag, and then before the end tag.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError>;

    /// Checks the attributes of an element of this type that is nil, and that there are no others. Types without
    /// attributes need not say how.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read_nil(reader: &mut Reader<'_>) -> Result<(), ReadError> {
        reader.attributes(&[])
    }

    /// Writes attributes and content.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;
}

impl<T: Simple> Content for T {
    const TYPE: Name = T::TYPE;
    const DERIVED: &'static [Name] = T::MEMBERS;
    const TEXT: Option<WhiteSpace> = Some(T::WHITE_SPACE);

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        T::read_element(reader)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        if !T::MEMBERS.is_empty()
            && let Some(member) = self.member_to_name()
        {
            return writer.member(&member, self);
        }
        self.write_element(writer)
    }
}

/// A type that is the content of a root element.
pub trait Root: Content {
    /// The element's name.
    const NAME: Name;

    /// What its declaration says beyond name and type.
    const DECLARATION: Option<&'static Declaration> = None;

    /// The declarations of the contract for what stands in elements of `xs:anyType`, where it has such elements.
    const ANYTHING: &'static super::Anything = &super::Anything::UNKNOWN;
}

/// A choice, or a sequence that is repeated or optional: siblings with no element of their own around them.
pub trait Group: Sized {
    /// The elements and wildcards that it can begin with.
    const FIRST: &'static [First];

    /// Reads one occurrence.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError>;

    /// Writes one occurrence.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;
}

/// What a group can begin with. XSD's content models are deterministic (unique particle attribution, Part 1,
/// section 3.8.6), so one look ahead decides.
#[derive(Clone, Copy, Debug)]
pub enum First {
    /// An element of this name.
    Element(Name),
    /// An element that this wildcard admits.
    Any(&'static Wildcard),
    /// What another group can begin with.
    Group(&'static [First]),
}

impl First {
    /// The names, as errors show them.
    pub(super) fn shown(&self) -> Vec<String> {
        match self {
            Self::Element(name) => vec![shown(name.0.uri, name.1)],
            Self::Any(_) => vec!["an element of a namespace that the wildcard admits".to_owned()],
            Self::Group(inner) => inner.iter().flat_map(Self::shown).collect(),
        }
    }
}

/// How often a particle may occur (`minOccurs`, `maxOccurs`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Occurs {
    min: u32,
    max: u32,
}

impl Occurs {
    /// Any number, and none.
    pub const ANY: Self = Self {
        min: 0,
        max: u32::MAX,
    };

    /// At least one.
    pub const SOME: Self = Self {
        min: 1,
        max: u32::MAX,
    };

    /// From `min` to `max`.
    #[must_use]
    pub const fn between(min: u32, max: u32) -> Self {
        Self { min, max }
    }

    /// At least `min`.
    #[must_use]
    pub const fn at_least(min: u32) -> Self {
        Self { min, max: u32::MAX }
    }

    /// The least number.
    #[must_use]
    pub const fn min(self) -> u32 {
        self.min
    }

    /// The greatest number; `None` when there is no limit.
    #[must_use]
    pub const fn max(self) -> Option<u32> {
        if self.max == u32::MAX {
            None
        } else {
            Some(self.max)
        }
    }

    /// Whether `count` repetitions are allowed.
    pub(super) const fn admits(self, count: usize) -> bool {
        count >= self.min as usize && (self.max == u32::MAX || count <= self.max as usize)
    }

    /// Whether one more may follow `count`.
    pub(super) const fn has_room(self, count: usize) -> bool {
        self.max == u32::MAX || count < self.max as usize
    }
}
