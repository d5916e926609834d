//! Start and end tags, while writing.

use super::Name;
use super::writer::Writer;

/// How far the start tag that was begun last has been written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tag {
    /// To its `>`.
    Whole,
    /// It lacks its `>`.
    Open,
    /// And `xsi:type`, or something is said of its element.
    OpenSpecially,
}

/// What must be known of an open element when it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// How many declarations of namespaces were in scope outside it.
    pub(super) outer: usize,
    /// Something is said of it or around it.
    pub(super) assessed: bool,
}

impl Writer {
    /// Ends the start tag that is open, if one is.
    pub(super) fn close_tag(&mut self) {
        if matches!(self.tag, Tag::Whole) {
            return;
        }
        self.end_attributes();
        self.out.push('>');
        self.tag = Tag::Whole;
    }

    /// Writes what the open start tag lacks among its attributes: `xsi:type`.
    pub(super) fn end_attributes(&mut self) {
        if !self.instance.is_empty() {
            self.push_instance_type();
        }
    }

    /// Begins an element: its start tag but for the `>`.
    #[inline]
    pub(super) fn start(&mut self, name: &Name) -> Mark {
        if matches!(self.tag, Tag::OpenSpecially) {
            self.close_tag();
        }
        push_start(&mut self.out, self.tag, name);
        self.tag = Tag::Open;
        let mark = Mark {
            outer: self.declared.enter(self.out.len()),
            assessed: self.assessment.active,
        };
        self.declared.require(name.0);
        if self.declared.is_pending() | mark.assessed {
            self.start_specially(name);
        }
        mark
    }

    /// What a start tag needs that declares namespaces, or of whose element something is said.
    #[cold]
    fn start_specially(&mut self, name: &Name) {
        self.declared.write_into(&mut self.out);
        if self.assessment.active {
            self.begin_assessed(name);
            self.tag = Tag::OpenSpecially;
        }
    }

    /// Ends an element, outside which so many declarations of namespaces were in scope.
    #[inline]
    pub(super) fn end_tag(&mut self, name: &Name, outer: usize) {
        if !matches!(self.tag, Tag::Whole) {
            self.close_tag();
        }
        push_end(&mut self.out, name);
        self.declared.leave(outer);
    }

    pub(super) fn push_qname(&mut self, prefix: &str, local: &str) {
        push_qname(&mut self.out, prefix, local);
    }

    /// Writes ` prefix:local="`.
    pub(super) fn start_attribute(&mut self, uri: &str, hint: &str, local: &str) {
        if !self.instance.is_empty() && Self::is_behind_type(uri, local) {
            self.push_instance_type();
        }
        let prefix = if uri.is_empty() {
            String::new()
        } else {
            self.declared.prefix_for(uri, hint)
        };
        self.declared.write_into(&mut self.out);
        self.out.push(' ');
        self.push_qname(&prefix, local);
        self.out.push_str("=\"");
    }
}

// The names of tags are written where nothing but the text is at hand. Where the writer is, which is handed on to much
// else, the compiler does not know that copying a name leaves the length of the text as it is, and reads it again from
// memory: 3 % of the instructions that writing takes.

/// Writes a start tag but for its `>`, and that of the tag before it, which may lack it.
#[inline(never)]
fn push_start(out: &mut String, behind: Tag, name: &Name) {
    if matches!(behind, Tag::Open) {
        out.push('>');
    }
    out.push('<');
    push_qname(out, name.0.prefix, name.1);
}

/// Writes an end tag.
#[inline(never)]
fn push_end(out: &mut String, name: &Name) {
    out.push_str("</");
    push_qname(out, name.0.prefix, name.1);
    out.push('>');
}

#[inline]
fn push_qname(out: &mut String, prefix: &str, local: &str) {
    if !prefix.is_empty() {
        out.push_str(prefix);
        out.push(':');
    }
    out.push_str(local);
}
