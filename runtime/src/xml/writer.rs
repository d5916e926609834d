//! The writer that generated types are written with. What it writes is its own Canonical XML 1.0.

use super::any::AnyElement;
use super::any_type::Anything;
use super::content::{Content, Group, Occurs};
use super::declaration::Assessment;
use super::prefixes::Declared;
use super::tags::Tag;
use super::text::TextWriter;
use super::wildcard::Process;
use super::{InvalidValue, Name, Rule, Simple, Wildcard};

/// Writes the parts of one document in order. Handed to [`Content::write`] and [`Group::write`]; a program starts
/// at [`super::to_vec`].
#[derive(Debug)]
pub struct Writer {
    pub(super) out: String,
    pub(super) declared: Declared,
    pub(super) tag: Tag,
    /// The declarations for what stands in an element of `xs:anyType`.
    pub(crate) anything: &'static Anything,
    /// The value of `xsi:type` that the open start tag lacks; empty when it lacks none.
    pub(super) instance: String,
    /// What declarations say of the elements here.
    pub(super) assessment: Assessment,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            out: String::with_capacity(4096),
            declared: Declared::default(),
            tag: Tag::Whole,
            anything: &Anything::UNKNOWN,
            instance: String::new(),
            assessment: Assessment::default(),
        }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// Writes a whole document: `write` is done again where only then an error can say its path.
    ///
    /// # Errors
    /// What `write` refuses; a reference to an ID that the document does not have.
    pub(crate) fn document(
        write: impl Fn(&mut Self) -> Result<(), InvalidValue>,
    ) -> Result<String, InvalidValue> {
        let mut writer = Self::new();
        write(&mut writer)?;
        match writer.declared.ids.dangling() {
            None => Ok(std::mem::take(&mut writer.out)),
            Some(place) => Err(Self::dangling(place, &write)),
        }
    }

    /// The error of a document with a reference at that place whose ID it does not have.
    #[cold]
    fn dangling(place: usize, write: &dyn Fn(&mut Self) -> Result<(), InvalidValue>) -> InvalidValue {
        let mut writer = Self::new();
        writer.declared.ids.expect_dangling(place);
        match write(&mut writer) {
            Err(error) => error,
            Ok(()) => InvalidValue::new("", Rule::NoSuchId),
        }
    }

    /// Judges what the value written last says of the whole document.
    #[inline(never)]
    pub(super) fn judge(&mut self) -> Result<(), Rule> {
        let ids = &mut self.declared.ids;
        if ids.has_notes() { ids.judge_next() } else { Ok(()) }
    }

    // ---- fields, in the order of the contract

    /// A required attribute.
    ///
    /// # Errors
    /// Its value breaks a rule.
    pub fn attribute<T: Simple>(&mut self, name: &Name, value: &T) -> Result<(), InvalidValue> {
        self.start_attribute(name.0.uri, name.0.prefix, name.1);
        let mut text = TextWriter::attribute(&mut self.out, &mut self.declared);
        value
            .format(&mut text)
            .and_then(|()| if T::NOTES { self.judge() } else { Ok(()) })
            .map_err(|rule| InvalidValue::new(T::TYPE.1, rule).inside(format_args!("@{}", name.1)))?;
        self.out.push('"');
        self.declared.write_into(&mut self.out);
        if self.assessment.active {
            self.assessment.note_attribute(name, value);
        }
        Ok(())
    }

    /// An optional attribute.
    ///
    /// # Errors
    /// Its value breaks a rule.
    pub fn attribute_optional<T: Simple>(
        &mut self,
        name: &Name,
        value: Option<&T>,
    ) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.attribute(name, value))
    }

    /// The text of the element at hand.
    ///
    /// # Errors
    /// The value breaks a rule.
    #[inline]
    pub fn value<T: Simple>(&mut self, value: &T) -> Result<(), InvalidValue> {
        if !matches!(self.tag, Tag::Open) {
            return self.special_value(value);
        }
        self.out.push('>');
        self.tag = Tag::Whole;
        self.plain_value(value)
    }

    /// [`Self::value`] behind another tag than a plain start tag.
    #[cold]
    fn special_value<T: Simple>(&mut self, value: &T) -> Result<(), InvalidValue> {
        self.close_tag();
        if self.assessment.active {
            self.assessed_value(value)
        } else {
            self.plain_value(value)
        }
    }

    /// [`Self::value`] of an element of which nothing is said, behind its start tag.
    #[inline]
    fn plain_value<T: Simple>(&mut self, value: &T) -> Result<(), InvalidValue> {
        debug_assert!(!self.assessment.active, "its start tag is special");
        let mut text = TextWriter::content(&mut self.out, &mut self.declared);
        if let Err(rule) = value.format(&mut text) {
            return Err(InvalidValue::new(T::TYPE.1, rule));
        }
        if T::NOTES {
            self.judge().map_err(|rule| InvalidValue::new(T::TYPE.1, rule))?;
        }
        self.declared.write_into(&mut self.out);
        Ok(())
    }

    /// An element.
    ///
    /// # Errors
    /// What is wrong inside it, with its path.
    #[inline]
    pub fn one<T: Content>(&mut self, name: &Name, value: &T) -> Result<(), InvalidValue> {
        let mark = self.start(name);
        if let Err(error) = value.write(self) {
            return Err(error.inside(name.1));
        }
        self.end_tag(name, mark.outer);
        if mark.assessed {
            self.end_assessed().map_err(|error| error.inside(name.1))?;
        }
        Ok(())
    }

    /// An optional element.
    ///
    /// # Errors
    /// As [`Self::one`].
    #[inline]
    pub fn optional<T: Content>(&mut self, name: &Name, value: Option<&T>) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.one(name, value))
    }

    /// A repeated element.
    ///
    /// # Errors
    /// As [`Self::one`]; too few or too many.
    pub fn repeated<T: Content>(
        &mut self,
        name: &Name,
        values: &[T],
        occurs: Occurs,
    ) -> Result<(), InvalidValue> {
        check_occurs(values.len(), occurs).map_err(|error| error.inside(name.1))?;
        for (index, value) in values.iter().enumerate() {
            let mark = self.start(name);
            if let Err(error) = value.write(self) {
                return Err(error.inside(format_args!("{}[{}]", name.1, index + 1)));
            }
            self.end_tag(name, mark.outer);
            if mark.assessed {
                self.end_assessed()
                    .map_err(|error| error.inside(format_args!("{}[{}]", name.1, index + 1)))?;
            }
        }
        Ok(())
    }

    /// A group.
    ///
    /// # Errors
    /// What is wrong inside it.
    pub fn group<G: Group>(&mut self, value: &G) -> Result<(), InvalidValue> {
        value.write(self)
    }

    /// An optional group.
    ///
    /// # Errors
    /// As [`Self::group`]; [`Rule::EmptyGroup`] when it is there and has nothing in it.
    pub fn group_optional<G: Group>(&mut self, value: Option<&G>) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.filled_group(value))
    }

    /// A repeated group.
    ///
    /// # Errors
    /// As [`Self::group_optional`]; too few or too many.
    pub fn group_repeated<G: Group>(&mut self, values: &[G], occurs: Occurs) -> Result<(), InvalidValue> {
        check_occurs(values.len(), occurs)?;
        values.iter().try_for_each(|value| self.filled_group(value))
    }

    /// A group that would be written as nothing could not be read back as there.
    fn filled_group<G: Group>(&mut self, value: &G) -> Result<(), InvalidValue> {
        self.close_tag();
        let before = self.out.len();
        value.write(self)?;
        if self.out.len() == before {
            Err(InvalidValue::new("", Rule::EmptyGroup))
        } else {
            Ok(())
        }
    }

    /// An element that a wildcard admits.
    ///
    /// # Errors
    /// The wildcard does not admit its namespace, or it holds a character that XML forbids.
    pub fn any(&mut self, wildcard: &Wildcard, value: &AnyElement) -> Result<(), InvalidValue> {
        let refused = |rule| InvalidValue::new("", rule).inside(&value.local);
        if !wildcard.admits(&value.namespace) {
            return Err(refused(Rule::Wildcard));
        }
        if wildcard.process != Process::Skip {
            // What is declared inside must be as declared: the same reader judges that judges documents.
            let alone = Self::alone(value).map_err(refused)?;
            let part = wildcard
                .check(&alone, &mut self.assessment, self.anything)
                .map_err(|error| match error.rule() {
                    Some(rule @ Rule::Identity { .. }) => refused(rule.clone()),
                    _ => refused(Rule::Wildcard),
                })?;
            self.declared.ids.absorb(part).map_err(refused)?;
        }
        self.any_element(value).map_err(refused)
    }

    /// An optional element that a wildcard admits.
    ///
    /// # Errors
    /// As [`Self::any`].
    pub fn any_optional(
        &mut self,
        wildcard: &Wildcard,
        value: Option<&AnyElement>,
    ) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.any(wildcard, value))
    }

    /// Elements that a wildcard admits.
    ///
    /// # Errors
    /// As [`Self::any`]; too few or too many.
    pub fn any_repeated(
        &mut self,
        wildcard: &Wildcard,
        values: &[AnyElement],
        occurs: Occurs,
    ) -> Result<(), InvalidValue> {
        check_occurs(values.len(), occurs)?;
        values.iter().try_for_each(|value| self.any(wildcard, value))
    }

    /// An element with what `write` puts into it.
    #[cfg(feature = "soap")]
    pub(crate) fn element(
        &mut self,
        name: &Name,
        write: impl FnOnce(&mut Self) -> Result<(), InvalidValue>,
    ) -> Result<(), InvalidValue> {
        let mark = self.start(name);
        write(self)?;
        self.end_tag(name, mark.outer);
        if mark.assessed {
            self.end_assessed()
        } else {
            Ok(())
        }
    }
}

fn check_occurs(actual: usize, occurs: Occurs) -> Result<(), InvalidValue> {
    if occurs.admits(actual) {
        return Ok(());
    }
    Err(InvalidValue::new(
        "",
        Rule::Occurrence {
            min: occurs.min(),
            max: occurs.max(),
            actual,
        },
    ))
}
