//! The built-in types of XSD 1.0 (Part 2, section 3) and how they derive from each other.

use super::model::BuiltIn;

use BuiltIn::{
    AnySimpleType, AnyType, AnyUri, Base64Binary, Boolean, Byte, Date, DateTime, Decimal, Double, Duration,
    Entities, Entity, Float, GDay, GMonth, GMonthDay, GYear, GYearMonth, HexBinary, Id, IdRef, IdRefs, Int,
    Integer, Language, Long, Name, NcName, NegativeInteger, NmToken, NmTokens, NonNegativeInteger,
    NonPositiveInteger, NormalizedString, Notation, PositiveInteger, QName, Short, Time, Token, UnsignedByte,
    UnsignedInt, UnsignedLong, UnsignedShort,
};

/// Every built-in type with its name and what it is derived from; the list types are derived from
/// `xs:anySimpleType` here, with their items in [`BuiltIn::item`].
const ALL: &[(BuiltIn, &str, BuiltIn)] = &[
    (AnyType, "anyType", AnyType),
    (AnySimpleType, "anySimpleType", AnyType),
    (BuiltIn::String, "string", AnySimpleType),
    (Boolean, "boolean", AnySimpleType),
    (Decimal, "decimal", AnySimpleType),
    (Float, "float", AnySimpleType),
    (Double, "double", AnySimpleType),
    (Duration, "duration", AnySimpleType),
    (DateTime, "dateTime", AnySimpleType),
    (Time, "time", AnySimpleType),
    (Date, "date", AnySimpleType),
    (GYearMonth, "gYearMonth", AnySimpleType),
    (GYear, "gYear", AnySimpleType),
    (GMonthDay, "gMonthDay", AnySimpleType),
    (GDay, "gDay", AnySimpleType),
    (GMonth, "gMonth", AnySimpleType),
    (HexBinary, "hexBinary", AnySimpleType),
    (Base64Binary, "base64Binary", AnySimpleType),
    (AnyUri, "anyURI", AnySimpleType),
    (QName, "QName", AnySimpleType),
    (Notation, "NOTATION", AnySimpleType),
    (NormalizedString, "normalizedString", BuiltIn::String),
    (Token, "token", NormalizedString),
    (Language, "language", Token),
    (NmToken, "NMTOKEN", Token),
    (NmTokens, "NMTOKENS", AnySimpleType),
    (Name, "Name", Token),
    (NcName, "NCName", Name),
    (Id, "ID", NcName),
    (IdRef, "IDREF", NcName),
    (IdRefs, "IDREFS", AnySimpleType),
    (Entity, "ENTITY", NcName),
    (Entities, "ENTITIES", AnySimpleType),
    (Integer, "integer", Decimal),
    (NonPositiveInteger, "nonPositiveInteger", Integer),
    (NegativeInteger, "negativeInteger", NonPositiveInteger),
    (Long, "long", Integer),
    (Int, "int", Long),
    (Short, "short", Int),
    (Byte, "byte", Short),
    (NonNegativeInteger, "nonNegativeInteger", Integer),
    (UnsignedLong, "unsignedLong", NonNegativeInteger),
    (UnsignedInt, "unsignedInt", UnsignedLong),
    (UnsignedShort, "unsignedShort", UnsignedInt),
    (UnsignedByte, "unsignedByte", UnsignedShort),
    (PositiveInteger, "positiveInteger", NonNegativeInteger),
];

impl BuiltIn {
    /// The type with that local name in the namespace of XSD.
    #[must_use]
    pub fn named(local: &str) -> Option<Self> {
        ALL.iter()
            .find(|(_, name, _)| *name == local)
            .map(|(built_in, ..)| *built_in)
    }

    /// Its local name in the namespace of XSD.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// What it is derived from; `xs:anyType` from itself.
    #[must_use]
    pub fn base(self) -> Self {
        self.entry().2
    }

    /// The items of a built-in list type.
    #[must_use]
    pub fn item(self) -> Option<Self> {
        match self {
            NmTokens => Some(NmToken),
            IdRefs => Some(IdRef),
            Entities => Some(Entity),
            _ => None,
        }
    }

    /// The primitive type that it comes from; itself for the ur-types and list types.
    #[must_use]
    pub fn primitive(self) -> Self {
        let mut built_in = self;
        while !matches!(built_in.base(), AnySimpleType | AnyType) {
            built_in = built_in.base();
        }
        built_in
    }

    /// Whether it is `ancestor` or derived from it.
    #[must_use]
    pub fn derives_from(self, ancestor: Self) -> bool {
        let mut built_in = self;
        loop {
            if built_in == ancestor {
                return true;
            }
            if built_in == AnyType {
                return false;
            }
            built_in = built_in.base();
        }
    }

    /// Whether there are built-in types derived from it.
    #[must_use]
    pub fn has_restrictions(self) -> bool {
        ALL.iter().any(|(ty, _, base)| *base == self && *ty != self)
    }

    /// The local names of all built-in types.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(_, name, _)| *name)
    }

    fn entry(self) -> &'static (Self, &'static str, Self) {
        // The table has every variant that XSD has, which a test holds; the first entry stands in for a proof by types.
        ALL.iter()
            .find(|(built_in, ..)| *built_in == self)
            .unwrap_or(&ALL[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_the_variants_in_order_without_a_gap() {
        for (position, (built_in, name, _)) in ALL.iter().enumerate() {
            assert_eq!(*built_in as usize, position, "{name}");
            assert_eq!(BuiltIn::named(name), Some(*built_in));
        }
        assert_eq!(ALL.len(), PositiveInteger as usize + 1);
    }

    #[test]
    fn the_primitive_of_a_byte_is_decimal_and_that_of_an_id_is_string() {
        assert_eq!(Byte.primitive(), Decimal);
        assert_eq!(Id.primitive(), BuiltIn::String);
        assert!(UnsignedByte.derives_from(NonNegativeInteger));
        assert!(!UnsignedByte.derives_from(Long));
    }
}
