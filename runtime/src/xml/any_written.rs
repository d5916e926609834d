//! What a wildcard admits, written as it stands.

use std::collections::BTreeMap;

use super::Rule;
use super::any::{AnyAttribute, AnyElement, AnyNode};
use super::prefixes::local_of;
use super::tags::Tag;
use super::text::TextWriter;
use super::writer::Writer;

impl Writer {
    /// An element as a document of its own.
    pub(super) fn alone(element: &AnyElement) -> Result<String, Rule> {
        let mut writer = Self::new();
        writer.any_element(element)?;
        Ok(writer.finish())
    }

    pub(super) fn any_element(&mut self, element: &AnyElement) -> Result<(), Rule> {
        self.close_tag();
        // Which `xsi:type` can name where there is no default namespace alone.
        let has_bare_type = element
            .attributes
            .iter()
            .any(AnyAttribute::is_type_of_no_namespace);
        let prefix = if has_bare_type {
            self.declared.filled_prefix(&element.namespace, &element.prefixes)
        } else {
            self.declared
                .element_prefix(&element.namespace, &element.prefixes)
        };
        self.out.push('<');
        local_of(&element.local)?;
        self.push_qname(&prefix, &element.local);
        self.tag = Tag::Open;
        let mark = self.declared.enter(self.out.len());
        if !self.declared.has(&prefix, &element.namespace) {
            self.declared
                .declare(prefix.clone().into(), element.namespace.clone().into());
        }
        if has_bare_type && !self.declared.has("", "") {
            self.declared.declare("".into(), "".into());
        }
        self.any_attributes(&element.prefixes, &element.attributes)?;
        self.any_nodes(&element.children)?;
        self.out.push_str("</");
        self.push_qname(&prefix, &element.local);
        self.out.push('>');
        self.declared.leave(mark);
        Ok(())
    }

    /// What stands between the tags of an element.
    pub(super) fn any_nodes(&mut self, nodes: &[AnyNode]) -> Result<(), Rule> {
        self.close_tag();
        for node in nodes {
            match node {
                AnyNode::Element(child) => self.any_element(child)?,
                AnyNode::Text(text) => {
                    TextWriter::content(&mut self.out, &mut self.declared).push_text(text)?
                }
                AnyNode::Instruction { target, data } => self.instruction(target, data)?,
            }
        }
        Ok(())
    }

    /// Attributes, and the prefixes that their values may refer to.
    pub(super) fn any_attributes(
        &mut self,
        prefixes: &BTreeMap<String, String>,
        attributes: &[AnyAttribute],
    ) -> Result<(), Rule> {
        for (prefix, uri) in prefixes {
            if !self.declared.has(prefix, uri) {
                local_of(prefix)?;
                if self.is_in_use(prefix) {
                    return Err(Rule::PrefixInUse);
                }
                self.declared.declare(prefix.clone().into(), uri.clone().into());
            }
        }
        self.declared.write_into(&mut self.out);
        for attribute in attributes {
            local_of(&attribute.local)?;
            self.start_attribute(&attribute.namespace, "", &attribute.local);
            TextWriter::attribute(&mut self.out, &mut self.declared).push_text(&attribute.value)?;
            self.out.push('"');
        }
        Ok(())
    }

    /// Whether the open start tag declares a prefix already, or has names with it.
    fn is_in_use(&self, prefix: &str) -> bool {
        let tag = self.out.rfind('<').map_or("", |at| &self.out[at + 1..]);
        // What stands between values: names, which are written with their prefixes.
        let mut names = tag.split('"').step_by(2).flat_map(str::split_whitespace);
        self.declared.declares(prefix)
            || names.any(|name| {
                name.strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with(':'))
            })
    }

    fn instruction(&mut self, target: &str, data: &str) -> Result<(), Rule> {
        local_of(target)?;
        if data.contains("?>") {
            return Err(Rule::ForbiddenCharacter {
                code_point: u32::from('>'),
            });
        }
        self.out.push_str("<?");
        self.out.push_str(target);
        if !data.is_empty() {
            self.out.push(' ');
            // Checked for characters that XML forbids, but nothing is escaped in an instruction.
            TextWriter::plain(&mut self.out).push_text(data)?;
        }
        self.out.push_str("?>");
        Ok(())
    }
}
