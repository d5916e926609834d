//! Documents that are known to be hard, by what is hard about them.
//!
//! Not among them: a namespace name with `&`. libxml2 writes it as `&` (2.14) or `&#38;` (2.9); that it is `&amp;`, as
//! in an attribute (section 2.3, Namespace Nodes), is a test of the runtime's own.

/// Name and bytes of each.
pub(crate) fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let text = TEXT.iter().map(|(name, text)| (*name, text.as_bytes().to_vec()));
    text.chain(encoded()).collect()
}

/// The namespaces of elements in a signature by BankID.
pub(crate) const SIGNATURE_NAMESPACES: &[&str] = &[
    "http://www.bankid.com/signature/v1.0.0/types",
    "http://www.w3.org/2000/09/xmldsig#",
];

/// Documents with elements whose `Id` is an identifier; the root, which has an end tag, has none.
pub(crate) const SUBSETS: &[(&str, &str)] = &[
    (
        "namespaces-of-the-context",
        "<a xmlns='urn:x' xmlns:p='urn:p' xmlns:q='urn:q'><b Id='i1'/><b Id='i2' xmlns=''/><b Id='i3' xmlns:p='urn:x' \
         p:c='d'><p:b Id='i4' xmlns:q='urn:q'/></b></a>",
    ),
    (
        "a-default-namespace-undeclared-outside",
        "<a xmlns='urn:x'><b xmlns=''><b Id='i1'><b Id='i2' xmlns='urn:x'><b Id='i3' xmlns=''/></b></b></b></a>",
    ),
    (
        "xml-attributes-of-ancestors",
        "<a xml:lang='sv' xml:space='preserve' xml:base='http://a/&#10;&quot;b'><b xml:lang='en'><b Id='i1'/><b Id='i2' \
         xml:lang='fi'><b Id='i3'/></b><b Id='i4' xml:space='default' xml:base=''/></b></a>",
    ),
    (
        "xml-id-is-inherited-too",
        "<a xml:id='x'><b Id='i1'/><b xml:id='y'><b Id='i2'/></b></a>",
    ),
    (
        "xml-attributes-that-are-not-known",
        "<a xml:foo='1' xml:bar='2'><b xml:foo='3' Id='i1'/><b Id='i2' c='4'/></a>",
    ),
    (
        "siblings-hand-nothing-on",
        "<a><b xml:lang='sv' xmlns:p='urn:p'/><b Id='i1'/><b xml:lang='sv'><b/></b><b Id='i2'/></a>",
    ),
    (
        "comments-instructions-and-cdata",
        "<a><!-- 1 --><b Id='i1'><!-- 2 -->x<?y  z ?><![CDATA[<&>]]>&#13;\r\n</b><?y?><!-- 3 --></a>",
    ),
    (
        "the-xml-prefix-declared",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='sv'><b Id='i1'/></a>",
    ),
    (
        "as-a-bankid-signature-is-laid-out",
        "<a xmlns='http://www.bankid.com/signature/v1.0.0/types'><b Id='i1'>\n<c charset='UTF-8' visible='wysiwys'>\
         QQ==</c>\n</b><b Id='i2' xmlns='http://www.w3.org/2000/09/xmldsig#'>\nQ\nQ==\n</b></a>",
    ),
];

const TEXT: &[(&str, &str)] = &[
    ("empty-element", "<a/>"),
    (
        "declaration",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\r\n<a/>\r\n",
    ),
    ("byte-order-mark", "\u{FEFF}<?xml version='1.0'?><a>\u{FEFF}</a>"),
    ("white-space-in-tags", "<a\r\n\tb = 'c'\t\td\n=\n'e' ></a\r\n>"),
    ("line-ends-in-text", "<a>1\r\n2\r3\n4\r\r\n5\n\r6</a>"),
    (
        "line-ends-in-cdata",
        "<a><![CDATA[1\r\n2\r3\n4\r\r\n5\n\r6]]></a>",
    ),
    (
        "line-ends-between-cdata-and-text",
        "<a>1\r<![CDATA[\n2\r]]>\n</a>",
    ),
    (
        "line-ends-in-instructions",
        "<?a b\r\nc\rd?><a><?b c\r\n\r?></a><?c\r\n?>",
    ),
    ("line-ends-in-comments", "<a><!-- \r\n\r --></a>"),
    (
        "references-to-line-ends",
        "<a b='&#xD;&#xA;&#13;&#10;&#x0d;'>&#xD;&#xA;&#13;\n&#13;\r\n&#10;</a>",
    ),
    (
        "white-space-in-attributes",
        "<a b='\t1\n2\r3\r\n4  5 ' c=' &#x9;&#xA;&#xD;&#x20; '/>",
    ),
    (
        "quotes-in-attributes",
        "<a b='\"' c=\"'\" d='&quot;&apos;' e=\"&quot;&apos;\"/>",
    ),
    (
        "markup-in-attributes",
        "<a b='&lt;&gt;&amp;>&#60;&#62;&#38;' c=\"]]>\"/>",
    ),
    (
        "markup-in-text",
        "<a>&lt;&gt;&amp;>&#60;&#62;&#38;\"'&quot;&apos; ]] > ]]&gt; ]></a>",
    ),
    (
        "cdata",
        "<a><![CDATA[<b c=\"d\">&amp;&#13;]] ]>]]]]><![CDATA[>]]><![CDATA[]]></a>",
    ),
    (
        "references-doubly-escaped",
        "<a b='&#38;lt;&amp;amp;'>&#38;#60;&amp;lt;</a>",
    ),
    (
        "astral-characters",
        "<a b='\u{1F600}&#x1F600;'>\u{10FFFD}&#x10FFFD;<\u{10000}/></a>",
    ),
    (
        "characters-at-the-edges",
        "<a b='\u{7F}\u{80}\u{85}\u{A0}\u{2028}'>\u{7F}\u{85}\u{2028}\u{D7FF}\u{E000}\u{FFFD}\u{10000}</a>",
    ),
    ("names-beyond-ascii", "<å:ä xmlns:å='urn:x' ö='é'/>"),
    ("combining-characters-stay", "<a b='e\u{301}'>e\u{301} \u{E9}</a>"),
    (
        "attribute-order",
        "<a b='1' a='2' B='3' _='4' a.='5' a-='6' a1='7' aa='8'/>",
    ),
    (
        "attribute-order-beyond-the-plane",
        "<a \u{10000}='1' \u{F900}='2'/>",
    ),
    (
        "attribute-order-of-namespaces",
        "<a z:a='1' y:b='2' y:a='3' b='4' xml:lang='5' x:a='6' xmlns:x='urn:z' xmlns:y='urn:y' xmlns:z='http://a'/>",
    ),
    (
        "attributes-with-one-local-name",
        "<a b='1' p:b='2' q:b='3' xmlns:p='urn:q' xmlns:q='urn:p'/>",
    ),
    (
        "two-prefixes-for-one-namespace",
        "<a xmlns:p='urn:x' xmlns:q='urn:x' q:a='1' p:b='2'><p:b/><q:b/></a>",
    ),
    (
        "declaration-order",
        "<a xmlns:b='urn:1' xmlns:a='urn:2' xmlns='urn:3' xmlns:aa='urn:4' xmlns:A='urn:5' xmlns:_='urn:6'/>",
    ),
    (
        "superfluous-declarations",
        "<a xmlns='urn:x' xmlns:p='urn:p'><b xmlns='urn:x' xmlns:p='urn:p'><c xmlns='urn:x'/></b></a>",
    ),
    (
        "declarations-that-nothing-uses",
        "<a xmlns:p='urn:p'><b xmlns:q='urn:q'/></a>",
    ),
    ("default-undeclared-at-the-root", "<a xmlns=''><b xmlns=''/></a>"),
    (
        "default-undeclared-and-redeclared",
        "<a xmlns='urn:x'><b xmlns=''><c xmlns=''/><d xmlns='urn:x'/></b><e xmlns='urn:y'><f xmlns=''/></e></a>",
    ),
    (
        "prefix-redeclared-and-back",
        "<p:a xmlns:p='urn:x'><p:b xmlns:p='urn:y'><p:c xmlns:p='urn:x'/><p:d xmlns:p='urn:y'/></p:b><p:e/></p:a>",
    ),
    (
        "declarations-end-with-their-element",
        "<a><b xmlns='urn:x' xmlns:p='urn:p'/><b xmlns='urn:x' xmlns:p='urn:p'/></a>",
    ),
    (
        "references-in-a-namespace-name",
        "<a xmlns='http://a/?b=%22&#x64;' xmlns:p=\"urn:'\"/>",
    ),
    (
        "the-xml-prefix-declared",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='sv'><b xmlns:xml='http://www.w3.org/XML/1998/namespace'/></a>",
    ),
    (
        "xml-attributes",
        "<a xml:space='preserve' xml:lang='sv' xml:base='x' xml:id='y' b='z'> <b/> </a>",
    ),
    (
        "instructions-everywhere",
        "<?a?>\n\n<?b c?><?d   e  f  ?><a><?g?> <?h <i>&amp;\"?></a><?j?>\n \n<?k l?>\n",
    ),
    (
        "comments-everywhere",
        "<!-- 1 -->\n<!-- 2 --><a><!-- 3 -->b<!-- 4 -->c<!----></a><!-- 5 -->\n<!-- 6 -->",
    ),
    (
        "comments-among-instructions",
        "<!-- 1 --><?a?><!-- 2 -->\n<a/>\n<!-- 3 --><?b?><!-- 4 --><?c?>",
    ),
    ("instruction-with-question-marks", "<a><?b ???></a>"),
    ("white-space-around-the-root", "\n \t\n<a/>\n \t\n"),
];

/// Documents in other encodings than UTF-8.
fn encoded() -> Vec<(&'static str, Vec<u8>)> {
    let mut latin_1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><a b='".to_vec();
    latin_1.extend([0xE5, 0xE4, 0xF6]);
    latin_1.extend(b"'>&#x20AC;\r\n");
    latin_1.extend(0xA0..=0xFF_u8);
    latin_1.extend(b"</a>");
    let mut windows = b"<?xml version='1.0' encoding='windows-1252'?><a>".to_vec();
    windows.extend([0x80, 0x99, 0xE5]);
    windows.extend(b"</a>");
    let wide = "<?xml version='1.0' encoding='UTF-16'?>\r\n<!-- å --><?å ä?><a \u{10000}='å' \u{F900}='\t'>\u{1F600}\r\n</a>";
    let mut little = vec![0xFF, 0xFE];
    little.extend(wide.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xFE, 0xFF];
    big.extend(wide.encode_utf16().flat_map(u16::to_be_bytes));
    vec![
        ("latin-1", latin_1),
        ("windows-1252", windows),
        ("utf-16-little-endian", little),
        ("utf-16-big-endian", big),
    ]
}
