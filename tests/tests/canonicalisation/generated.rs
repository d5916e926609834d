//! Documents that are made: well-formed, with absolute namespace names, and spelt in every way that XML allows.

use std::collections::{BTreeMap, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The local names of elements.
pub(crate) const ELEMENTS: &[&str] = &["a", "b", "c"];

/// The namespaces of elements; the first is none. Without `&`, which libxml2 does not escape here (see the corpus).
pub(crate) const NAMESPACES: &[&str] = &["", "urn:x", "urn:y", "http://example.org/?a=b"];

const PREFIXES: &[&str] = &["", "p", "q", "B"];

/// Of attributes: the last two are in one order by code points and in the other by UTF-16 code units.
const ATTRIBUTES: &[&str] = &["a", "b", "Id-", "å", "\u{F900}", "\u{10000}"];

/// Attributes of `xml:` that may have any value.
const XML_ATTRIBUTES: &[&str] = &["base", "foo", "lang"];

/// What text is put together from. As it would stand in character data; what may not stand elsewhere is left out there.
const PIECES: &[&str] = &[
    "a",
    "å",
    "\u{1F600}",
    "\u{FFFD}",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\"",
    "'",
    ">",
    "]",
    "&#13;",
    "&#xA;",
    "&#9;",
    "&#32;",
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&apos;",
    "&#x1F600;",
    "&#60;",
    "&#38;",
];

#[derive(Clone, Debug)]
pub(crate) struct Document {
    before: Vec<Outside>,
    root: Element,
    behind: Vec<Outside>,
    encoding: Encoding,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Undeclared,
    Utf8,
    Utf16,
}

#[derive(Clone, Debug)]
enum Outside {
    Space(&'static str),
    Misc(Misc),
}

#[derive(Clone, Debug)]
enum Misc {
    Comment(Vec<&'static str>),
    Instruction(&'static str, Vec<&'static str>),
}

#[derive(Clone, Debug)]
struct Element {
    name: &'static str,
    /// Which of the declarations in scope its prefix is from.
    prefix: usize,
    declarations: Vec<(&'static str, &'static str)>,
    attributes: Vec<Attribute>,
    content: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Attribute {
    kind: AttributeKind,
    quote: char,
    value: Vec<&'static str>,
}

#[derive(Clone, Debug)]
enum AttributeKind {
    Xml(&'static str),
    /// A local name, and which of the declarations in scope its prefix is from; 0 is none.
    Named(&'static str, usize),
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(Vec<&'static str>),
    Cdata(Vec<&'static str>),
    Misc(Misc),
}

/// The same documents every time.
pub(crate) fn runner() -> TestRunner {
    TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, b"xml-c14n-20010315, without noise"),
    )
}

/// The smallest document that still fails, and how.
pub(crate) fn smallest<F>(
    tree: &mut impl ValueTree<Value = Document>,
    fails: impl Fn(&Document) -> Option<F>,
) -> (Document, F) {
    let mut found = (tree.current(), fails(&tree.current()).unwrap());
    let mut steps = 0..500;
    while steps.next().is_some() && tree.simplify() {
        loop {
            let document = tree.current();
            if let Some(failed) = fails(&document) {
                found = (document, failed);
                break;
            }
            if steps.next().is_none() || !tree.complicate() {
                return found;
            }
        }
    }
    found
}

// ---- strategies

fn one_of(items: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    prop::sample::select(items)
}

fn pieces() -> impl Strategy<Value = Vec<&'static str>> + Clone {
    vec(one_of(PIECES), 0..6)
}

pub(crate) fn document() -> impl Strategy<Value = Document> {
    let outside = || {
        let space = one_of(&[" ", "\n", "\r\n", "\r"]).prop_map(Outside::Space);
        vec(prop_oneof![space, misc().prop_map(Outside::Misc)], 0..4)
    };
    let encoding = prop_oneof![
        Just(Encoding::Undeclared),
        Just(Encoding::Utf8),
        Just(Encoding::Utf16)
    ];
    (outside(), element(), outside(), encoding).prop_map(|(before, root, behind, encoding)| Document {
        before,
        root,
        behind,
        encoding,
    })
}

fn misc() -> impl Strategy<Value = Misc> + Clone {
    let instruction = (one_of(&["a", "b-c", "å"]), pieces());
    prop_oneof![
        pieces().prop_map(Misc::Comment),
        instruction.prop_map(|(target, data)| Misc::Instruction(target, data)),
    ]
}

fn element() -> impl Strategy<Value = Element> {
    let tag = || {
        let declarations = vec((one_of(PREFIXES), one_of(NAMESPACES)), 0..3);
        (
            one_of(ELEMENTS),
            any::<usize>(),
            declarations,
            vec(attribute(), 0..4),
        )
    };
    let with = |(name, prefix, declarations, attributes), content| Element {
        name,
        prefix,
        declarations,
        attributes,
        content,
    };
    let leaf = tag().prop_map(move |tag| with(tag, Vec::new()));
    leaf.prop_recursive(5, 24, 4, move |inner| {
        let node = prop_oneof![
            4 => inner.prop_map(Node::Element),
            2 => pieces().prop_map(Node::Text),
            1 => pieces().prop_map(Node::Cdata),
            1 => misc().prop_map(Node::Misc),
        ];
        (tag(), vec(node, 0..5)).prop_map(move |(tag, content)| with(tag, content))
    })
}

fn attribute() -> impl Strategy<Value = Attribute> {
    let kind = prop_oneof![
        1 => one_of(XML_ATTRIBUTES).prop_map(AttributeKind::Xml),
        3 => (one_of(ATTRIBUTES), 0..5_usize).prop_map(|(local, prefix)| AttributeKind::Named(local, prefix)),
    ];
    (kind, prop_oneof![Just('"'), Just('\'')], pieces()).prop_map(|(kind, quote, value)| Attribute {
        kind,
        quote,
        value,
    })
}

// ---- documents as text

/// What is in force for each prefix.
type Scope = BTreeMap<&'static str, &'static str>;

/// A document that is being written.
struct Text {
    out: String,
    /// Whether each element but the root has an `Id`, and those that have been given.
    ids: Option<Vec<String>>,
}

impl Document {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let text = self.text(None).out;
        match self.encoding {
            Encoding::Undeclared => text.into_bytes(),
            Encoding::Utf8 => format!("<?xml version='1.0' encoding='utf-8'?>{text}").into_bytes(),
            Encoding::Utf16 => {
                let text = format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
        }
    }

    /// The document in UTF-8 without what stands outside the root element, which has an end tag; every other element
    /// has an `Id`.
    pub(crate) fn text_with_ids(&self) -> (String, Vec<String>) {
        let inside = Self {
            before: Vec::new(),
            behind: Vec::new(),
            ..self.clone()
        };
        let text = inside.text(Some(Vec::new()));
        (text.out, text.ids.unwrap_or_default())
    }

    fn text(&self, ids: Option<Vec<String>>) -> Text {
        let mut text = Text {
            out: String::new(),
            ids,
        };
        text.outside(&self.before);
        text.element(&self.root, &Scope::new(), 0);
        text.outside(&self.behind);
        text
    }
}

impl Text {
    fn outside(&mut self, all: &[Outside]) {
        for one in all {
            match one {
                Outside::Space(space) => self.out.push_str(space),
                Outside::Misc(misc) => self.misc(misc),
            }
        }
    }

    fn misc(&mut self, misc: &Misc) {
        match misc {
            Misc::Comment(text) => self.out.push_str(&format!("<!--{}-->", text.concat())),
            Misc::Instruction(target, data) => {
                self.out.push_str(&format!("<?{target} {}?>", data.concat()));
            }
        }
    }

    fn element(&mut self, element: &Element, outer: &Scope, depth: usize) {
        let mut declared: Scope = Scope::new();
        for (prefix, uri) in &element.declarations {
            // Only the default namespace can be undeclared.
            if prefix.is_empty() || !uri.is_empty() {
                declared.insert(prefix, uri);
            }
        }
        let mut scope = outer.clone();
        scope.extend(&declared);
        let prefixes: Vec<&str> = scope
            .keys()
            .copied()
            .filter(|prefix| !prefix.is_empty())
            .collect();
        let prefixed = |prefix: usize, local: &str| match prefix.checked_sub(1) {
            Some(index) if !prefixes.is_empty() => format!("{}:{local}", prefixes[index % prefixes.len()]),
            _ => local.to_owned(),
        };
        let name = prefixed(element.prefix % 5, element.name);
        self.out.push_str(&format!("<{name}"));
        // Attributes before declarations, half the time.
        let declarations_first = element.prefix.is_multiple_of(2);
        if declarations_first {
            self.declarations(&declared);
        }
        let mut seen = HashSet::new();
        for Attribute { kind, quote, value } in &element.attributes {
            let (name, expanded) = match kind {
                AttributeKind::Xml(local) => (format!("xml:{local}"), (Some("xml"), *local)),
                AttributeKind::Named(local, prefix) => {
                    let name = prefixed(*prefix, local);
                    let uri = name.split_once(':').map(|(prefix, _)| scope[prefix]);
                    (name, (uri, *local))
                }
            };
            if seen.insert(expanded) {
                let other = if *quote == '"' { "&quot;" } else { "&apos;" };
                let value = value.concat().replace(*quote, other);
                self.out.push_str(&format!("\n {name} = {quote}{value}{quote}"));
            }
        }
        if !declarations_first {
            self.declarations(&declared);
        }
        if let Some(ids) = self.ids.as_mut().filter(|_| depth > 0) {
            let id = format!("i{}", ids.len());
            self.out.push_str(&format!(" Id='{id}'"));
            ids.push(id);
        }
        let needs_end_tag = self.ids.is_some() && depth == 0;
        if element.content.is_empty() && !declarations_first && !needs_end_tag {
            self.out.push_str(" />");
            return;
        }
        self.out.push('>');
        for node in &element.content {
            match node {
                Node::Element(element) => self.element(element, &scope, depth + 1),
                Node::Text(pieces) => pieces.iter().for_each(|piece| self.piece(piece)),
                Node::Cdata(pieces) => {
                    let text = pieces.concat().replace("]]>", "]] >");
                    self.out.push_str(&format!("<![CDATA[{text}]]>"));
                }
                Node::Misc(misc) => self.misc(misc),
            }
        }
        self.out.push_str(&format!("</{name} >"));
    }

    fn declarations(&mut self, declared: &Scope) {
        // Not in canonical order.
        for (prefix, uri) in declared.iter().rev() {
            let colon = if prefix.is_empty() { "" } else { ":" };
            self.out.push_str(&format!(" xmlns{colon}{prefix}='{uri}'"));
        }
    }

    /// `]]>` may not stand in character data.
    fn piece(&mut self, piece: &str) {
        let piece = if piece == ">" && self.out.ends_with("]]") {
            "&gt;"
        } else {
            piece
        };
        self.out.push_str(piece);
    }
}
