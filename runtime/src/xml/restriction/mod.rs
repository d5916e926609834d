//! Simple types of a contract: restrictions by facets, enumerations and unions.
//!
//! Generated code states the type and its facets; [`restriction!`](crate::restriction),
//! [`enumeration!`](crate::enumeration) and [`union!`](crate::union) add every way in and out. All ways in lead through [`checks`].

pub mod checks;
mod enumeration_macro;
mod member;
mod restriction_macro;
mod union_macro;

use super::{Facet, Measured, Name, Simple, WhiteSpace};

/// A built-in type narrowed by facets, as a newtype around the built-in's Rust type.
///
/// ```
/// use fk_runtime::xml::{self, types::Token, Facet, Name, Namespace, Pattern};
///
/// const NS: Namespace = Namespace { uri: "urn:example", prefix: "ex" };
///
/// #[derive(Clone, Eq, Hash, PartialEq)]
/// pub struct Klockslag(Token);
///
/// impl xml::Restriction for Klockslag {
///     type Base = Token;
///     const TYPE: Name = Name(NS, "Klockslag");
///     fn facets() -> &'static [Facet<Token>] {
///         static FACETS: [Facet<Token>; 1] = [Facet::Pattern(Pattern::new(&["\\d{2}\\.\\d{2}"]))];
///         &FACETS
///     }
/// }
/// fk_runtime::restriction!(text Klockslag(Token));
///
/// assert_eq!(Klockslag::try_from(" 08.00 ")?.as_str(), "08.00");
/// assert!(Klockslag::try_from("8.00").is_err());
/// # Ok::<(), xml::InvalidValue>(())
/// ```
pub trait Restriction: Sized {
    /// The built-in type at the bottom of the derivation.
    type Base: Measured;

    /// The type's name; the local part is empty for an anonymous type.
    const TYPE: Name;

    /// The white space rule in force, which may be stricter than that of the base.
    const WHITE_SPACE: WhiteSpace = <Self::Base as Simple>::WHITE_SPACE;

    /// Whether the contract's registry marks the type as personal data, which `Debug` then masks.
    const PERSONAL: bool = false;

    /// The facets of all derivation steps, from the built-in type outwards.
    fn facets() -> &'static [Facet<Self::Base>];
}

/// A type whose text is one of a list, as an enum without data.
pub trait Enumeration: Sized + Copy + 'static {
    /// The type's name; the local part is empty for an anonymous type.
    const TYPE: Name;

    /// The white space rule in force.
    const WHITE_SPACE: WhiteSpace;

    /// Whether the contract's registry marks the type as personal data.
    const PERSONAL: bool = false;

    /// The primitive type that it is a restriction of: `string`, or `anyURI`.
    const PRIMITIVE: &'static str = "string";

    /// The text of each variant, in the order of declaration: the variant with discriminant `n` stands at `n`.
    const VALUES: &'static [(&'static str, Self)];
}

/// A type whose value is one of several member types', tried in order, as an enum with a variant for each.
///
/// The value stays with its member: text that two of them admit is read as the first, and a value that would be read as
/// another member's is not written.
pub trait Union: Sized {
    /// The type's name; the local part is empty for an anonymous type.
    const TYPE: Name;

    /// Whether the contract's registry marks the type as personal data, which `Debug` then masks.
    const PERSONAL: bool = false;
}
