//! The types of the attributes that XSD itself has.

/// The type of an attribute of a schema element (XSD 1.0 Part 1, appendix A).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AttributeType {
    /// Any text, white space kept.
    Text,
    /// Any text, white space collapsed.
    Token,
    /// `xs:anyURI`.
    Uri,
    /// `xs:NCName` and `xs:ID`.
    NcName,
    /// `xs:QName`.
    QName,
    /// A list of `xs:QName`.
    QNames,
    /// `xs:boolean`.
    Boolean,
    /// `xs:nonNegativeInteger`, held in 64 bits.
    Count,
    /// `xs:nonNegativeInteger` or `unbounded`.
    MaxOccurs,
    /// `xs:nonNegativeInteger` of any size.
    NonNegative,
    /// `xs:positiveInteger` of any size.
    Positive,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `#all`, or a list of these words.
    Derivations(&'static [&'static str]),
    /// `##any`, `##other`, or a list of addresses, `##targetNamespace` and `##local`.
    Namespaces,
}

impl AttributeType {
    /// `value` with white space as the type has it.
    pub(crate) fn normalise(self, value: &str) -> String {
        match self {
            Self::Text => value.to_owned(),
            _ => value.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// Whether `value`, already normalised, is in the lexical space.
    pub(crate) fn admits(self, value: &str) -> bool {
        let mut items = value.split(' ').filter(|item| !item.is_empty());
        match self {
            Self::Text | Self::Token | Self::Uri => true,
            Self::NcName => is_nc_name(value),
            Self::QName => is_qname(value),
            Self::QNames => items.all(is_qname),
            Self::Boolean => matches!(value, "true" | "false" | "1" | "0"),
            Self::Count => is_digits(value) && value.trim_start_matches('+').parse::<u64>().is_ok(),
            Self::MaxOccurs => value == "unbounded" || Self::Count.admits(value),
            Self::NonNegative => is_digits(value),
            Self::Positive => is_digits(value) && value.bytes().any(|digit| matches!(digit, b'1'..=b'9')),
            Self::OneOf(words) => words.contains(&value),
            Self::Derivations(words) => value == "#all" || items.all(|item| words.contains(&item)),
            Self::Namespaces => {
                matches!(value, "##any" | "##other")
                    || items.all(|item| {
                        matches!(item, "##targetNamespace" | "##local") || !item.starts_with("##")
                    })
            }
        }
    }

    /// What is expected, for a person.
    pub(crate) fn expected(self) -> String {
        match self {
            Self::Text | Self::Token => "text".to_owned(),
            Self::Uri => "an address".to_owned(),
            Self::NcName => "a name without a colon, which starts with a letter or `_`".to_owned(),
            Self::QName => "a name, with or without a prefix".to_owned(),
            Self::QNames => "names separated by spaces".to_owned(),
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::Count | Self::NonNegative => "a whole number from 0".to_owned(),
            Self::MaxOccurs => "a whole number from 0, or `unbounded`".to_owned(),
            Self::Positive => "a whole number from 1".to_owned(),
            Self::OneOf(words) => alternatives(words),
            Self::Derivations(words) => format!("`#all`, or some of {}", alternatives(words)),
            Self::Namespaces => {
                "`##any`, `##other`, or some of `##targetNamespace`, `##local` and addresses".to_owned()
            }
        }
    }
}

/// `a`, `b` or `c`, each in backticks.
pub(crate) fn alternatives<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [word] => format!("`{}`", word.as_ref()),
        [words @ .., last] => {
            let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
            format!("{} or `{}`", words.join(", "), last.as_ref())
        }
    }
}

fn is_digits(value: &str) -> bool {
    let digits = value.strip_prefix('+').unwrap_or(value);
    let digits = if digits.trim_start_matches('0').is_empty() {
        value.trim_start_matches('-')
    } else {
        digits
    };
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether `name` is an `NCName` (Namespaces in XML 1.0, production 4; names of XML 1.0, fifth edition).
pub(crate) fn is_nc_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

fn is_qname(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, local)) => is_nc_name(prefix) && is_nc_name(local),
        None => is_nc_name(name),
    }
}

fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
