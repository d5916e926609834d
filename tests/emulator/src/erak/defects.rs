//! What is wrong with a bill, as the contract's errors say it: a code, the field, and words in Swedish. No value of the
//! bill is shown.
//!
//! The codes are the emulator's own; the agency's are not known.
//!
//! | code | what is wrong |
//! |---|---|
//! | `EJ_JSON` | not JSON, or not written as JSON is |
//! | `SAKNAS` | a field is missing |
//! | `OKANT_FALT` | a field that may not stand there |
//! | `DUBBLETT` | a field that stands twice |
//! | `TYP` | text where a number is expected, or the like |
//! | `VARIANT` | the fields are those of no scenario |
//! | `VARDE` | none of the values that there are |
//! | `FORMAT` | not written as it should be |
//! | `LANGD` | too short or too long |
//! | `ANTAL` | too few or too many |
//! | `GRANS` | a number that is too small or too large |
//! | `DECIMALER` | a number with too many decimals |
//! | `REGEL` | a rule between fields |

use std::fmt::Write;

use fk_contracts::erak::current::{Fel, FelFalt};
use fk_runtime::json::{InvalidValue, Kind, ReadError, ReadErrorKind, Rule};

/// Something that is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Defect {
    code: &'static str,
    /// The path, such as `rakning/sjukhusvistelse/vistelser[2]/franDatum`; empty for the whole.
    field: String,
    text: String,
}

impl Defect {
    fn new(code: &'static str, field: String, text: impl Into<String>) -> Self {
        Self {
            code,
            field,
            text: text.into(),
        }
    }

    /// An address that no browser would take.
    pub(super) fn address(field: &str) -> Self {
        Self::new(
            "FORMAT",
            field.to_owned(),
            "Adressen går inte att läsa som en webbadress.",
        )
    }

    pub(super) fn code(&self) -> &'static str {
        self.code
    }

    pub(super) fn field(&self) -> &str {
        &self.field
    }

    pub(super) fn into_fel(self) -> Result<Fel, InvalidValue> {
        let fel = Fel::new(self.code, self.text)?;
        // A path has names of the contract alone, or one name that was sent, and so is short enough; if not, the text
        // says what is wrong all the same.
        Ok(match FelFalt::try_from(self.field) {
            Ok(field) if !field.as_str().is_empty() => fel.with_falt(field)?,
            _ => fel,
        })
    }
}

impl From<&ReadError> for Defect {
    fn from(error: &ReadError) -> Self {
        let path = error.path();
        let within = |name: &str| match path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}/{name}"),
        };
        let (code, field, text): (_, _, String) = match error.kind() {
            ReadErrorKind::MissingField { expected } => {
                ("SAKNAS", within(expected), "Uppgiften saknas.".into())
            }
            ReadErrorKind::UnknownField { found } => {
                let field = found.as_deref().map_or_else(|| path.clone(), within);
                ("OKANT_FALT", field, "Uppgiften får inte finnas här.".into())
            }
            ReadErrorKind::DuplicateField { found } => {
                let field = found.as_deref().map_or_else(|| path.clone(), within);
                ("DUBBLETT", field, "Uppgiften finns mer än en gång.".into())
            }
            ReadErrorKind::WrongKind { expected, found } => {
                let text = format!("Här ska stå {}, inte {}.", kind(*expected), kind(*found));
                ("TYP", path, text)
            }
            ReadErrorKind::NoAlternative { misfits } => {
                let mut text = "Uppgifterna passar inte ihop. ".to_owned();
                for misfit in misfits {
                    let _ = write!(text, "{}:", misfit.alternative);
                    if let Some(found) = misfit.kind {
                        let _ = write!(text, " ska vara {}", kind(found));
                    }
                    if !misfit.missing.is_empty() {
                        let _ = write!(text, " saknar {}", misfit.missing.join(", "));
                    }
                    if !misfit.unwanted.is_empty() {
                        let _ = write!(text, " får inte ha {}", misfit.unwanted.join(", "));
                    }
                    text += ". ";
                }
                // As much as the contract has room for; the beginning says what is the matter.
                let text = text.trim_end().chars().take(2000).collect();
                ("VARIANT", path, text)
            }
            ReadErrorKind::UnknownAlternative { expected } => (
                "VARDE",
                path,
                format!("Här ska stå {}.", expected.join(" eller ")),
            ),
            ReadErrorKind::Value { rule, .. } => {
                let (code, text) = of_rule(rule);
                (code, path, text)
            }
            ReadErrorKind::NotUtf8 => ("EJ_JSON", path, "Räkningen är inte UTF-8.".into()),
            ReadErrorKind::TooDeep { limit } => {
                let text = format!("Räkningen har fler än {limit} nivåer.");
                ("EJ_JSON", path, text)
            }
            _ => ("EJ_JSON", path, "Räkningen är inte JSON.".into()),
        };
        Self::new(code, field, text)
    }
}

impl From<InvalidValue> for Defect {
    fn from(invalid: InvalidValue) -> Self {
        let (code, text) = of_rule(invalid.rule());
        Self::new(code, invalid.path().to_owned(), text)
    }
}

fn of_rule(rule: &Rule) -> (&'static str, String) {
    match rule {
        Rule::Length { limit, .. } => ("LANGD", format!("Här ska stå {limit} tecken.")),
        Rule::MinLength { limit, .. } => ("LANGD", format!("För kort: minst {limit} tecken.")),
        Rule::MaxLength { limit, .. } => ("LANGD", format!("För långt: högst {limit} tecken.")),
        Rule::Items { min, max, .. } | Rule::Occurrence { min, max, .. } => (
            "ANTAL",
            match max {
                Some(max) => format!("Här ska finnas {min} till {max}."),
                None => format!("Här ska finnas minst {min}."),
            },
        ),
        Rule::MinInclusive { limit } => ("GRANS", format!("För litet: minst {limit}.")),
        Rule::MaxInclusive { limit } => ("GRANS", format!("För stort: högst {limit}.")),
        Rule::MinExclusive { limit } => ("GRANS", format!("För litet: mer än {limit}.")),
        Rule::MaxExclusive { limit } => ("GRANS", format!("För stort: mindre än {limit}.")),
        Rule::OutOfRange | Rule::Capacity { .. } => ("GRANS", "Talet är utanför gränserna.".into()),
        Rule::TotalDigits { limit } => ("DECIMALER", format!("Högst {limit} siffror.")),
        Rule::FractionDigits { limit } => ("DECIMALER", format!("Högst {limit} decimaler.")),
        Rule::MultipleOf { divisor } => ("DECIMALER", format!("Talet ska vara en multipel av {divisor}.")),
        Rule::Enumeration { .. } | Rule::Discriminator => ("VARDE", "Inget av de värden som finns.".into()),
        Rule::Format { format, example } => (
            "FORMAT",
            format!("Ska skrivas som {format}, till exempel {example}."),
        ),
        Rule::Lexical { built_in } => ("FORMAT", format!("Ska skrivas som {built_in}.")),
        Rule::NotBefore { other } => ("REGEL", format!("Får inte ligga före {other}.")),
        Rule::RequiredWith { other } => ("REGEL", format!("Saknas, men ska finnas när {other} finns.")),
        Rule::AbsentWith { other } => ("REGEL", format!("Får inte finnas när {other} finns.")),
        _ => ("FORMAT", "Ska skrivas på ett annat sätt.".into()),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => "ett objekt",
        Kind::Array => "en lista",
        Kind::String => "en text",
        Kind::Number => "ett tal",
        Kind::Boolean => "true eller false",
        Kind::Null => "null",
    }
}
