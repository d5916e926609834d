//! The rule that a value breaks, without the value.

use std::fmt;

/// A rule of the contract that a value breaks. It holds limits and names from the contract, never the value.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The text is not in the lexical space of the built-in type named (XSD 1.0 Part 2, section 3).
    Lexical {
        /// The built-in type, for example `integer`.
        built_in: &'static str,
    },
    /// The text is not in the format named (`format` of JSON Schema), one that XSD has no type for.
    Format {
        /// The format, for example `hour-minute`.
        format: &'static str,
        /// A text that is.
        example: &'static str,
    },
    /// The text is in the lexical space, but its value is beyond what this library can hold.
    Capacity {
        /// The built-in type, for example `decimal`.
        built_in: &'static str,
        /// The limit in words, for example `4096 digits`.
        limit: &'static str,
    },
    /// `pattern`: matches none of the alternatives of one derivation step.
    Pattern {
        /// The alternatives, in XSD's regular expressions.
        alternatives: &'static [&'static str],
    },
    /// `enumeration`: not one of the values.
    Enumeration {
        /// How many values there are.
        values: usize,
    },
    /// `length`: in characters, octets or list items by the type.
    Length {
        /// The length demanded.
        limit: u64,
        /// The length found.
        actual: u64,
    },
    /// `minLength`.
    MinLength {
        /// The least length.
        limit: u64,
        /// The length found.
        actual: u64,
    },
    /// `maxLength`.
    MaxLength {
        /// The greatest length.
        limit: u64,
        /// The length found.
        actual: u64,
    },
    /// `minInclusive`.
    MinInclusive {
        /// The bound, as the contract writes it.
        limit: &'static str,
    },
    /// `maxInclusive`.
    MaxInclusive {
        /// The bound, as the contract writes it.
        limit: &'static str,
    },
    /// `minExclusive`.
    MinExclusive {
        /// The bound, as the contract writes it.
        limit: &'static str,
    },
    /// `maxExclusive`.
    MaxExclusive {
        /// The bound, as the contract writes it.
        limit: &'static str,
    },
    /// `totalDigits`.
    TotalDigits {
        /// The most digits.
        limit: u64,
    },
    /// `fractionDigits`.
    FractionDigits {
        /// The most digits after the point.
        limit: u64,
    },
    /// `multipleOf` of JSON Schema.
    MultipleOf {
        /// The divisor, as the contract writes it.
        divisor: &'static str,
    },
    /// A number that the Rust type handed in cannot carry over, for example 300 for an octet.
    OutOfRange,
    /// A QName whose prefix is not declared.
    UndeclaredPrefix,
    /// A value that refers to a prefix, where the name of its element, or of an attribute beside it, has the same prefix
    /// for another namespace.
    PrefixInUse,
    /// An attribute of the type `xs:ID` that a wildcard admits, on an element that has another, or whose type has one.
    SecondId,
    /// A character that XML 1.0 forbids (section 2.2, production `Char`).
    ForbiddenCharacter {
        /// The code point.
        code_point: u32,
    },
    /// Too few or too many repetitions.
    Occurrence {
        /// The least number.
        min: u32,
        /// The greatest number, `None` when there is no limit.
        max: Option<u32>,
        /// The number found.
        actual: usize,
    },
    /// Too few or too many items of an array (`minItems`, `maxItems` of JSON Schema).
    Items {
        /// The least number.
        min: u32,
        /// The greatest number, `None` when there is no limit.
        max: Option<u32>,
        /// The number found.
        actual: usize,
    },
    /// A parameter in a path that would make another path of it: nothing at all, `.` and `..` (RFC 3986, section 3.3).
    PathSegment,
    /// A parameter in a header that is no field value: other than visible ASCII with spaces and tabs between
    /// (RFC 9110, section 5.5).
    FieldValue,
    /// A discriminator that names another alternative than the one it stands in (OpenAPI, `discriminator`).
    Discriminator,
    /// A rule between fields: the value comes before that of the field `other`, or cannot be compared with it.
    NotBefore {
        /// The other field, seen from the object that holds both.
        other: &'static str,
    },
    /// A rule between fields: the value is missing, and must be there since the field `other` is.
    RequiredWith {
        /// The other field, seen from the object that holds both.
        other: &'static str,
    },
    /// A rule between fields: the value is there, and may not be since the field `other` is.
    AbsentWith {
        /// The other field, seen from the object that holds both.
        other: &'static str,
    },
    /// An alternative or a repeated group that would be written as nothing at all, and so could not be read back.
    EmptyGroup,
    /// Elements in an order, or of a number, that the content model does not admit.
    Arrangement {
        /// The number of the first one that may not stand where it does, from 1; one more than there are, when one is
        /// missing.
        at: usize,
    },
    /// A type that may not stand in for that of the element: it is not derived from it, or the element's declaration
    /// rules it out (`block`).
    BlockedType,
    /// A value other than the one that the declaration fixes (XSD 1.0 Part 1, sections 3.2.4 and 3.3.4).
    Fixed {
        /// The value, as the contract writes it.
        value: &'static str,
    },
    /// An empty text in an element that has a default or fixed value: it would be read as that one.
    EmptyWithDefault,
    /// Nil, in an element that is not nillable.
    NotNillable,
    /// Nil, in an element that has a fixed value.
    NilAndFixed,
    /// Nil, with attributes that the type does not have, or without those that it demands.
    NilAttributes,
    /// An identity constraint that does not hold (XSD 1.0 Part 1, section 3.11.4).
    Identity {
        /// Its name.
        constraint: &'static str,
        /// What is wrong.
        problem: IdentityProblem,
        /// With which of the elements that it selects, from 1 in the order of the document.
        number: usize,
    },
    /// An element that the wildcard does not admit: its namespace, or content that is declared and wrong.
    Wildcard,
    /// An item of a list breaks a rule of the item type.
    Item {
        /// The number of the item, from 1.
        number: usize,
        /// The rule.
        rule: Box<Rule>,
    },
    /// An item of a list that would be written as nothing, or with white space in it, and so be read as no item or as
    /// several (XSD 1.0 Part 2, section 2.5.1.2).
    ListItem,
    /// No member type of a union admits the value (XSD 1.0 Part 2, section 2.5.1.3).
    Union {
        /// How many member types there are.
        members: usize,
    },
    /// A value of a member type of a union whose every text is read as another member type, which comes before.
    EarlierMember,
    /// Text of mixed content that would stand behind more child elements than there are.
    TextBehind {
        /// How many it would stand behind.
        elements: usize,
        /// How many there are.
        actual: usize,
    },
    /// An `xs:ID` that the document has already (XSD 1.0 Part 1, section 3.15.4, cvc-id.2).
    DuplicateId,
    /// An `xs:IDREF` to an ID that the document does not have (XSD 1.0 Part 1, section 3.15.4, cvc-id.1).
    NoSuchId,
    /// An `xs:ENTITY`, which only a document type declaration could declare (XSD 1.0 Part 2, section 3.3.11).
    UndeclaredEntity,
}

/// What is wrong with an element that an identity constraint selects. Fields are counted from 1.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum IdentityProblem {
    /// Another one has the same fields.
    Repeated,
    /// A `key` lacks a field.
    Missing {
        /// The field.
        field: usize,
    },
    /// A field is there more than once.
    Twice {
        /// The field.
        field: usize,
    },
    /// A field is an element that has no simple value.
    NotSimple {
        /// The field.
        field: usize,
    },
    /// A field of a `key` is an element that is nillable.
    Nillable {
        /// The field.
        field: usize,
    },
    /// A `keyref` refers to something that is not there.
    NoSuchKey {
        /// The constraint that it refers to.
        refer: &'static str,
    },
}

impl fmt::Display for IdentityProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => f.write_str("has the same fields as another"),
            Self::Missing { field } => write!(f, "lacks field {field}"),
            Self::Twice { field } => write!(f, "has field {field} more than once"),
            Self::NotSimple { field } => write!(f, "has no simple value in field {field}"),
            Self::Nillable { field } => write!(f, "has a nillable element as field {field}"),
            Self::NoSuchKey { refer } => write!(f, "refers to nothing that {refer} selects"),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lexical { built_in } => write!(f, "is not written as xs:{built_in} demands"),
            Self::Format { format, example } => write!(f, "is not in the format {format}, such as {example}"),
            Self::Capacity { built_in, limit } => {
                write!(f, "is an xs:{built_in} beyond what can be held here ({limit})")
            }
            Self::Pattern { alternatives } => {
                write!(f, "does not match the pattern `{}`", alternatives.join("` or `"))
            }
            Self::Enumeration { values } => write!(f, "is not one of the {values} values of the enumeration"),
            Self::Length { limit, actual } => write!(f, "has length {actual}, but length demands {limit}"),
            Self::MinLength { limit, actual } => write!(f, "has length {actual}, but minLength is {limit}"),
            Self::MaxLength { limit, actual } => write!(f, "has length {actual}, but maxLength is {limit}"),
            Self::MinInclusive { limit } => write!(f, "is below minInclusive {limit}"),
            Self::MaxInclusive { limit } => write!(f, "is above maxInclusive {limit}"),
            Self::MinExclusive { limit } => write!(f, "is not above minExclusive {limit}"),
            Self::MaxExclusive { limit } => write!(f, "is not below maxExclusive {limit}"),
            Self::TotalDigits { limit } => write!(f, "has more digits than totalDigits {limit}"),
            Self::FractionDigits { limit } => {
                write!(f, "has more digits after the point than fractionDigits {limit}")
            }
            Self::MultipleOf { divisor } => write!(f, "is not a multiple of {divisor}"),
            Self::OutOfRange => f.write_str("is a number outside the range of the type"),
            Self::UndeclaredPrefix => f.write_str("uses a prefix that is not declared"),
            Self::PrefixInUse => {
                f.write_str("refers to a prefix that the name of the element has for another namespace")
            }
            Self::SecondId => f.write_str(
                "is an ID, but the element has another one, or its type has an attribute for that",
            ),
            Self::ForbiddenCharacter { code_point } => {
                write!(f, "holds the character U+{code_point:04X}, which XML forbids")
            }
            Self::Occurrence {
                min,
                max: Some(max),
                actual,
            } => {
                write!(f, "occurs {actual} times, but {min} to {max} are allowed")
            }
            Self::Occurrence {
                min,
                max: None,
                actual,
            } => {
                write!(f, "occurs {actual} times, but at least {min} are demanded")
            }
            Self::Items {
                min,
                max: Some(max),
                actual,
            } => write!(f, "has {actual} items, but {min} to {max} are allowed"),
            Self::Items {
                min,
                max: None,
                actual,
            } => write!(f, "has {actual} items, but at least {min} are demanded"),
            Self::PathSegment => f.write_str("is empty, `.` or `..`, which cannot stand in a path"),
            Self::FieldValue => {
                f.write_str("is not visible ASCII with spaces between, which is all that a header can hold")
            }
            Self::Discriminator => f.write_str("names another alternative than the one it stands in"),
            Self::NotBefore { other } => write!(f, "may not come before {other}"),
            Self::RequiredWith { other } => write!(f, "is missing, but required together with {other}"),
            Self::AbsentWith { other } => write!(f, "may not stand together with {other}"),
            Self::Arrangement { at } => {
                write!(
                    f,
                    "has a group that the content model does not admit: its element {at} stands wrong, or is missing"
                )
            }
            Self::BlockedType => f.write_str("has a type that may not stand in for that of the element"),
            Self::Fixed { value } => write!(f, "is not `{value}`, which is fixed"),
            Self::EmptyWithDefault => {
                f.write_str("is empty, and would be read as the value that the element has by default")
            }
            Self::NotNillable => f.write_str("is nil, but the element is not nillable"),
            Self::NilAndFixed => f.write_str("is nil, but the element has a fixed value"),
            Self::NilAttributes => f.write_str(
                "is nil, and has attributes that its type does not admit or lacks those that it demands",
            ),
            Self::Identity {
                constraint,
                problem,
                number,
            } => write!(
                f,
                "breaks the identity constraint {constraint}: element {number} of those that it selects {problem}"
            ),
            Self::Wildcard => f.write_str("is not what the wildcard admits"),
            Self::Item { number, rule } => write!(f, "has an item, number {number}, that {rule}"),
            Self::ListItem => f.write_str(
                "is empty or holds white space, so that in a list it would not be read as one item",
            ),
            Self::Union { members } => {
                write!(
                    f,
                    "is not a value of any of the {members} member types of the union"
                )
            }
            Self::EarlierMember => f.write_str(
                "would be read as a value of a member type that comes before; make it of that one",
            ),
            Self::TextBehind { elements, actual } => write!(
                f,
                "has text behind {elements} child elements, but only {actual} child elements"
            ),
            Self::DuplicateId => f.write_str("is an ID that the document has already"),
            Self::NoSuchId => f.write_str("refers to an ID that the document does not have"),
            Self::UndeclaredEntity => f.write_str(
                "names an entity, which only a document type declaration can declare, and none is accepted",
            ),
            Self::EmptyGroup => f.write_str("is a group with nothing in it; leave it out instead"),
        }
    }
}
