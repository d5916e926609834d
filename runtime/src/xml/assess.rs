//! Reading and writing elements whose declaration says something, and all that stands inside identity constraints.

use super::declaration::{Assessment, Declaration, Value};
use super::error::{ReadError, ReadErrorKind};
use super::identity::{Broken, Identity, Tracker};
use super::reader::Reader;
use super::text::TextWriter;
use super::writer::Writer;
use super::{InvalidValue, Name, Rule, Simple, WhiteSpace, normalize};

impl Assessment {
    /// Tells the identity constraints of an element that begins, those of its own included.
    fn start(&mut self, name: (&str, &str), at: usize) {
        let keys = self.open.map_or(&[][..], |open| open.keys);
        if self.tracker.is_none() && keys.is_empty() {
            return;
        }
        let nillable = self.open.is_some_and(|open| open.nillable);
        self.tracker
            .get_or_insert_default()
            .start(name, nillable, keys, at);
    }

    /// Tells them of the value of the element at hand.
    fn note_value<T: Simple>(&mut self, value: &T) {
        if let Some(tracker) = self.asked_for_value() {
            tracker.value(Some(&Identity::of(value)));
        }
    }

    fn asked_for_value(&mut self) -> Option<&mut Tracker> {
        let tracker = self.tracker.as_deref_mut();
        tracker.filter(|tracker| tracker.asks_for_value())
    }

    /// Tells them of an attribute of the element at hand.
    pub(super) fn note_attribute<T: Simple>(&mut self, name: &Name, value: &T) {
        let tracker = self.tracker.as_deref_mut();
        if let Some(tracker) = tracker.filter(|tracker| tracker.asks_for_attributes()) {
            tracker.attribute(name.0.uri, name.1, &Identity::of(value));
        }
    }

    /// [`Self::note_attribute`] for one that a wildcard admitted.
    pub(super) fn note_any_attribute(&mut self, name: &Name, value: &Identity) {
        let tracker = self.tracker.as_deref_mut();
        if let Some(tracker) = tracker.filter(|tracker| tracker.asks_for_attributes()) {
            tracker.attribute(name.0.uri, name.1, value);
        }
    }

    /// Tells them that the element at hand is nil.
    pub(super) fn note_nil(&mut self) {
        if let Some(tracker) = self.asked_for_value() {
            tracker.value(None);
        }
    }

    /// Tells them that an element ends, and lets go of them when they do.
    fn end(&mut self) -> Result<(), Broken> {
        let Some(tracker) = &mut self.tracker else {
            return Ok(());
        };
        tracker.end()?;
        if tracker.is_done() {
            self.tracker = None;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads with `read` an element, however often it stands here, whose declaration says more than name and type.
    ///
    /// # Errors
    /// As `read`, and what the declaration does not admit.
    pub fn declared<T>(
        &mut self,
        declaration: &'static Declaration,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        self.declared_or_not(Some(declaration), read)
    }

    /// [`Self::declared`], where there may be nothing more that the declaration says.
    pub(crate) fn declared_or_not<T>(
        &mut self,
        declaration: Option<&'static Declaration>,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let before = self.assessment.announce(declaration);
        let value = read(self)?;
        self.assessment.announce(before);
        Ok(value)
    }

    /// The element whose start tag was read last begins: it has attributes, or something is said of it or around it.
    /// Gives whether the latter is so.
    #[inline(never)]
    pub(super) fn begin_assessed(
        &mut self,
        ty: &Name,
        derived: &'static [Name],
        holds_nil: bool,
    ) -> Result<bool, ReadError> {
        let assessed = self.assessment.active;
        if assessed {
            self.assessment.enter();
        }
        let declaration = self.assessment.take();
        if !self.tokens.attributes.is_empty() {
            self.assessment.nil = self.check_xsi(declaration)?;
            self.check_type(ty, derived, declaration)?;
        }
        let tag = &self.tokens.tag;
        if self.assessment.nil && !holds_nil {
            return Err(ReadError::new(ReadErrorKind::Nil, tag.at));
        }
        if assessed {
            let name = (self.tokens.bindings.uri(tag.uri), tag.local);
            self.assessment.start(name, tag.at);
            self.assessment.update();
        }
        Ok(assessed)
    }

    /// An element begins that is kept as it stands, since nothing declares it.
    pub(super) fn begin_undeclared(&mut self) {
        self.assessment.enter();
        self.assessment.take();
        if let Some(tracker) = &mut self.assessment.tracker {
            let tag = &self.tokens.tag;
            tracker.start_undeclared(self.tokens.bindings.uri(tag.uri), tag.local);
        }
        self.assessment.update();
    }

    /// An element ends whose beginning was [told](Self::begin_assessed).
    pub(super) fn end_assessment(&mut self) -> Result<(), ReadError> {
        let ended = self.assessment.end();
        self.assessment.leave();
        ended.map_err(|broken| ReadError::value("", broken.rule, broken.at))
    }

    /// [`Self::simple`] of an element with attributes, or of which something is said, or around which.
    #[cold]
    pub(super) fn assessed_simple<T: Simple>(&mut self) -> Result<T, ReadError> {
        self.attributes(&[])?;
        self.assessed_value()
    }

    /// [`Self::value`] where something is said of the element, or around it.
    #[cold]
    pub(super) fn assessed_value<T: Simple>(&mut self) -> Result<T, ReadError> {
        let at = self.tokens.pos;
        let said = self.assessment.value();
        let refused = |rule| ReadError::value(T::TYPE.1, rule, at);
        let instance = self.assessment.instance.take();
        if instance.is_some() {
            self.assessment.update();
        }
        let white_space = instance.map_or(WhiteSpace::Preserve, |instance| instance.white_space);
        let text = self.text(white_space)?.0.into_owned();
        self.tokens.bindings.member = instance.and_then(|instance| instance.member);
        let bindings = &self.tokens.bindings;
        let value = match said {
            // An element with no character at all has the value of its declaration (section 3.3.4, clause 5.1).
            Some(said) if text.is_empty() => said.read_in::<T>(&bindings.ids),
            _ => T::parse(&normalize(&text, T::WHITE_SPACE), bindings),
        };
        self.tokens.bindings.member = None;
        let value = value.and_then(|value| self.judged(value, at)).map_err(refused)?;
        if let Some(said) = said {
            said.admit(&value).map_err(refused)?;
        }
        self.assessment.note_value(&value);
        Ok(value)
    }

    /// The value of a required attribute that is fixed.
    ///
    /// # Errors
    /// As [`Self::attribute`]; it is another value.
    pub fn attribute_with<T: Simple>(&mut self, name: &'static Name, said: &Value) -> Result<T, ReadError> {
        let value = self.attribute(name)?;
        self.admit_attribute(name, &value, said)?;
        Ok(value)
    }

    /// The value of an optional attribute that is fixed or has a default, if it is written.
    ///
    /// # Errors
    /// As [`Self::attribute_optional`]; it is fixed to another value.
    pub fn attribute_optional_with<T: Simple>(
        &mut self,
        name: &'static Name,
        said: &Value,
    ) -> Result<Option<T>, ReadError> {
        let value = self.attribute_optional(name)?;
        match &value {
            Some(value) => self.admit_attribute(name, value, said)?,
            // It is there all the same, for keys and for references to IDs (section 3.2.5).
            None => {
                let value = said.read_in::<T>(&self.tokens.bindings.ids);
                let value = value.and_then(|value| self.judged(value, self.at));
                let refused = |rule| ReadError::value(T::TYPE.1, rule, self.at).inside_attribute(name.1);
                self.assessment.note_attribute(name, &value.map_err(refused)?);
            }
        }
        Ok(value)
    }

    fn admit_attribute<T: Simple>(&self, name: &Name, value: &T, said: &Value) -> Result<(), ReadError> {
        let refused = |rule| ReadError::value(T::TYPE.1, rule, self.at).inside_attribute(name.1);
        said.admit(value).map_err(refused)
    }
}

impl Writer {
    /// Writes with `write` an element, however often it stands here, whose declaration says more than name and type.
    ///
    /// # Errors
    /// As `write`, and what the declaration does not admit.
    pub fn declared(
        &mut self,
        declaration: &'static Declaration,
        write: impl FnOnce(&mut Self) -> Result<(), InvalidValue>,
    ) -> Result<(), InvalidValue> {
        self.declared_or_not(Some(declaration), write)
    }

    /// [`Self::declared`], where there may be nothing more that the declaration says.
    pub(crate) fn declared_or_not(
        &mut self,
        declaration: Option<&'static Declaration>,
        write: impl FnOnce(&mut Self) -> Result<(), InvalidValue>,
    ) -> Result<(), InvalidValue> {
        let before = self.assessment.announce(declaration);
        write(self)?;
        self.assessment.announce(before);
        Ok(())
    }

    /// An element begins of which something is said, or around it.
    #[cold]
    pub(super) fn begin_assessed(&mut self, name: &Name) {
        self.assessment.enter();
        self.assessment.take();
        self.assessment.start((name.0.uri, name.1), 0);
        self.assessment.update();
    }

    /// An element ends whose beginning was [told](Self::begin_assessed).
    #[cold]
    pub(super) fn end_assessed(&mut self) -> Result<(), InvalidValue> {
        let ended = self.assessment.end();
        self.assessment.leave();
        ended.map_err(|broken| InvalidValue::new("", broken.rule))
    }

    /// [`Self::value`] where something is said of the element, or around it.
    #[cold]
    pub(super) fn assessed_value<T: Simple>(&mut self, value: &T) -> Result<(), InvalidValue> {
        self.close_tag();
        let refused = |rule| InvalidValue::new(T::TYPE.1, rule);
        let before = self.out.len();
        let mut text = TextWriter::content(&mut self.out, &mut self.declared);
        value
            .format(&mut text)
            .and_then(|()| self.judge())
            .map_err(refused)?;
        if let Some(said) = self.assessment.value() {
            said.admit(value).map_err(refused)?;
            if self.out.len() == before && !said.is(value) {
                return Err(refused(Rule::EmptyWithDefault));
            }
        }
        self.declared.write_into(&mut self.out);
        self.assessment.note_value(value);
        Ok(())
    }

    /// A required attribute that is fixed.
    ///
    /// # Errors
    /// As [`Self::attribute`]; it is another value.
    pub fn attribute_with<T: Simple>(
        &mut self,
        name: &Name,
        said: &Value,
        value: &T,
    ) -> Result<(), InvalidValue> {
        said.admit(value)
            .map_err(|rule| InvalidValue::new(T::TYPE.1, rule).inside(format_args!("@{}", name.1)))?;
        self.attribute(name, value)
    }

    /// An optional attribute that is fixed or has a default.
    ///
    /// # Errors
    /// As [`Self::attribute_optional`]; it is fixed to another value.
    pub fn attribute_optional_with<T: Simple>(
        &mut self,
        name: &Name,
        said: &Value,
        value: Option<&T>,
    ) -> Result<(), InvalidValue> {
        match value {
            Some(value) => self.attribute_with(name, said, value),
            None => {
                let value = said.read_in::<T>(&self.declared.ids);
                let value = value.and_then(|value| self.judge().map(|()| value));
                let refused = |rule| InvalidValue::new(T::TYPE.1, rule).inside(format_args!("@{}", name.1));
                self.assessment.note_attribute(name, &value.map_err(refused)?);
                Ok(())
            }
        }
    }
}
