//! The blocks of an envelope's header.

use super::{EnvelopeError, Version};
use crate::xml::{self, AnyElement, ReadError, Reader, Root};

/// The blocks of a header that was received.
#[derive(Debug, Default)]
pub struct Blocks(Vec<AnyElement>);

impl Blocks {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.any_repeated(&xml::ANYTHING, xml::Occurs::ANY).map(Self)
    }

    /// The block `T`.
    ///
    /// # Errors
    /// It is missing, or what is wrong inside it.
    pub fn take<T: Root>(&mut self) -> Result<T, ReadError> {
        let Some(index) = self.0.iter().position(|block| is(block, T::NAME)) else {
            return Err(ReadError::missing(T::NAME));
        };
        let mut block = self.0.swap_remove(index);
        // `mustUnderstand` and `actor` are SOAP's; the block's type does not declare them.
        block.drop_attributes(|attribute| Version::of(&attribute.namespace).is_some());
        block.read_as()
    }

    /// Checks that every block that whoever the message ends at must understand is one of `declared` (SOAP 1.1,
    /// section 4.2; SOAP 1.2 Part 1, section 5.2).
    ///
    /// # Errors
    /// The first one that is not.
    pub(super) fn understood(&self, version: Version, declared: &[xml::Name]) -> Result<(), EnvelopeError> {
        let known = |block: &AnyElement| declared.iter().any(|name| is(block, *name));
        match self
            .0
            .iter()
            .find(|block| must_be_understood(block, version) && !known(block))
        {
            Some(block) => Err(EnvelopeError::NotUnderstood {
                block: block.local().to_owned(),
            }),
            None => Ok(()),
        }
    }
}

fn must_be_understood(block: &AnyElement, version: Version) -> bool {
    let of_soap = |local: &str| {
        let mut attributes = block.attributes().iter();
        let found = attributes.find(|a| a.namespace == version.namespace() && a.local == local);
        found.map(|attribute| attribute.value.trim())
    };
    let target = of_soap("actor").or(of_soap("role")).unwrap_or_default();
    matches!(of_soap("mustUnderstand"), Some("1" | "true")) && (target.is_empty() || version.is_us(target))
}

fn is(block: &AnyElement, name: xml::Name) -> bool {
    block.namespace() == name.uri() && block.local() == name.local()
}
