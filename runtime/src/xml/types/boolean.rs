//! `xs:boolean` (XSD 1.0 Part 2, section 3.2.2).

use std::cmp::Ordering;

use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

impl Simple for bool {
    const TYPE: Name = Name(XSD, "boolean");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    #[inline]
    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(Rule::Lexical { built_in: "boolean" }),
        }
    }

    #[inline]
    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        out.push_plain(if *self { "true" } else { "false" });
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(std::iter::once(if *self { "1" } else { "0" }.to_owned()))
    }

    fn identify(&self, out: &mut Identity) {
        out.push("boolean", self);
    }
}

impl Measured for bool {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        (self == other).then_some(Ordering::Equal)
    }
}
