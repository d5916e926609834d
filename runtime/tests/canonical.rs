//! Canonical XML 1.0, with what it must be written out: the Recommendation's own examples, and one case a rule.

#![allow(clippy::unwrap_used)]

use fk_runtime::xml::canonical::{self, CanonicalError, IdAttribute, Selector};
use fk_runtime::xml::{Limits, NO_NAMESPACE, Name, Namespace, ReadErrorKind};

const X: Namespace = Namespace {
    uri: "urn:x",
    prefix: "",
};
const Y: Namespace = Namespace {
    uri: "urn:y",
    prefix: "",
};

#[track_caller]
fn is(document: impl AsRef<[u8]>, expected: &str) {
    let canonical = canonical::document(document.as_ref()).unwrap();
    assert_eq!(String::from_utf8(canonical).unwrap(), expected);
    assert_eq!(
        canonical::document(expected.as_bytes()).unwrap(),
        expected.as_bytes(),
        "a canonical form is its own"
    );
}

#[track_caller]
fn subset_is(document: &str, selector: &Selector<'_>, expected: &str) {
    let canonical = canonical::element(document.as_bytes(), selector).unwrap();
    assert_eq!(String::from_utf8(canonical).unwrap(), expected);
}

// ---- the Recommendation's examples, those parts of them that need no DTD

#[test]
fn instructions_and_comments_outside_the_root_are_those_of_example_3_1() {
    let document = "<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n\
        <doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n<!-- Comment 3 -->\n";
    let expected = "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>";
    is(document, expected);
}

#[test]
fn white_space_in_content_is_that_of_example_3_2() {
    let document = "<doc>\n   <clean>   </clean>\n   <dirty>   A   B   </dirty>\n   <mixed>\n      A\n      \
        <clean>   </clean>\n      B\n      <dirty>   A   B   </dirty>\n      C\n   </mixed>\n</doc>";
    is(document, document);
}

#[test]
fn start_and_end_tags_are_those_of_example_3_3() {
    let document = "<doc>\n   <e1   />\n   <e2   ></e2>\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n   \
        <e4   name=\"elem4\"   id=\"elem4\"   ></e4>\n   <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\"\n      \
        xmlns:b=\"http://www.ietf.org\"\n      xmlns:a=\"http://www.w3.org\"\n      xmlns=\"http://example.org\"/>\n   \
        <e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n         \
        <e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n            <e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/>\n         \
        </e8>\n      </e7>\n   </e6>\n</doc>";
    let expected = "<doc>\n   <e1></e1>\n   <e2></e2>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n   \
        <e4 id=\"elem4\" name=\"elem4\"></e4>\n   <e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" \
        xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n   \
        <e6 xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n         <e8 xmlns=\"\">\n            \
        <e9 xmlns:a=\"http://www.ietf.org\"></e9>\n         </e8>\n      </e7>\n   </e6>\n</doc>";
    is(document, expected);
}

#[test]
fn characters_and_references_are_those_of_example_3_4() {
    let document = "<doc>\n   <text>First line&#x0d;&#10;Second line</text>\n   <value>&#x32;</value>\n   \
        <compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>\n   \
        <compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>\n   \
        <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\n</doc>";
    let expected = "<doc>\n   <text>First line&#xD;\nSecond line</text>\n   <value>2</value>\n   \
        <compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>\n   \
        <compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\">valid</compute>\n   \
        <norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm>\n</doc>";
    is(document, expected);
}

#[test]
fn another_encoding_becomes_utf_8_as_in_example_3_6() {
    is(
        b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><doc>\xA9\xE5&#169;</doc>",
        "<doc>©å©</doc>",
    );
    let text = "<?xml version='1.0' encoding='UTF-16'?>\r\n<a b='å\u{1F600}'>\r\n</a>";
    let canonical = "<a b=\"å\u{1F600}\">\n</a>";
    for (mark, wide) in [
        ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xFE, 0xFF], u16::to_be_bytes),
    ] {
        let mut bytes = mark.to_vec();
        bytes.extend(text.encode_utf16().flat_map(wide));
        is(bytes, canonical);
    }
    is("\u{FEFF}<a>\u{FEFF}</a>", "<a>\u{FEFF}</a>");
}

// ---- one rule a case

#[test]
fn line_ends_become_line_feeds_and_references_to_them_stay() {
    is(
        "<a>\r\n\r\r\n\n&#13;\n\r&#13;</a>",
        "<a>\n\n\n\n&#xD;\n\n&#xD;</a>",
    );
    is("<a><![CDATA[\r\n\r&#13;]]>\r\n</a>", "<a>\n\n&amp;#13;\n</a>");
    is("<a><?b c\r\nd\re?></a>", "<a><?b c\nd\ne?></a>");
    is(
        "<a b='\r\n\r\t\n&#13;&#10;&#9;&#32;'/>",
        "<a b=\"    &#xD;&#xA;&#x9; \"></a>",
    );
}

#[test]
fn a_declaration_stands_where_the_nearest_written_ancestor_lacks_it() {
    is(
        "<a xmlns='urn:x' xmlns:p='urn:p'><b xmlns='urn:x' xmlns:p='urn:p'><p:c xmlns:p='urn:q'><p:d xmlns:p='urn:p'/></p:c></b></a>",
        "<a xmlns=\"urn:x\" xmlns:p=\"urn:p\"><b><p:c xmlns:p=\"urn:q\"><p:d xmlns:p=\"urn:p\"></p:d></p:c></b></a>",
    );
    is(
        "<a xmlns=''><b xmlns='urn:x'><c xmlns=''><d xmlns=''><e xmlns='urn:x'/></d></c></b><f xmlns=''/></a>",
        "<a><b xmlns=\"urn:x\"><c xmlns=\"\"><d><e xmlns=\"urn:x\"></e></d></c></b><f></f></a>",
    );
    is(
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='sv'/>",
        "<a xml:lang=\"sv\"></a>",
    );
    // Escaped as the value of an attribute; libxml2 does not.
    is(
        "<a xmlns='http://a/?b&amp;c&#34;'/>",
        "<a xmlns=\"http://a/?b&amp;c&quot;\"></a>",
    );
    // A declaration ends with its element, an empty one too.
    is(
        "<a><b xmlns='urn:x'/><c xmlns='urn:x'/></a>",
        "<a><b xmlns=\"urn:x\"></b><c xmlns=\"urn:x\"></c></a>",
    );
}

#[test]
fn names_are_ordered_by_namespace_then_local_name_in_code_points() {
    // By UTF-16 code units, U+10000 would come before U+F900.
    is(
        "<a \u{10000}='1' \u{F900}='2' xml:z='3' z:a='4' y:b='5' y:a='6' b='7' xmlns:y='urn:y' xmlns:z='urn:a' xmlns='urn:d'/>",
        "<a xmlns=\"urn:d\" xmlns:y=\"urn:y\" xmlns:z=\"urn:a\" b=\"7\" \u{F900}=\"2\" \u{10000}=\"1\" xml:z=\"3\" z:a=\"4\" \
         y:a=\"6\" y:b=\"5\"></a>",
    );
}

#[test]
fn comments_go_without_a_trace() {
    is(
        "<!-- a -->\n<?b?>\n<!-- c --><?d  e ?><a>1<!-- f -->2<b/><!----></a>\n<!-- g --><?h?>\n\n<!-- i -->",
        "<?b?>\n<?d e ?>\n<a>12<b></b></a>\n<?h?>",
    );
}

// ---- subsets

#[test]
fn a_subset_takes_namespaces_and_xml_attributes_from_outside() {
    let document = "<a xmlns='urn:x' xmlns:p='urn:p' xmlns:q='urn:q' xml:lang='sv' xml:base='&#9;u' p:o='1'>\
        <b xmlns:p='urn:y' xml:lang='en' xml:id='i'><c xmlns:q='urn:q' xml:space='preserve'><d xml:lang='fi'/></c></b></a>";
    let (a, b, c, d) = (Name(X, "a"), Name(X, "b"), Name(X, "c"), Name(X, "d"));
    subset_is(
        document,
        &Selector::path(a, &[b, c]),
        "<c xmlns=\"urn:x\" xmlns:p=\"urn:y\" xmlns:q=\"urn:q\" xml:base=\"&#x9;u\" xml:id=\"i\" xml:lang=\"en\" \
         xml:space=\"preserve\"><d xml:lang=\"fi\"></d></c>",
    );
    subset_is(
        document,
        &Selector::path(a, &[b, c, d]),
        "<d xmlns=\"urn:x\" xmlns:p=\"urn:y\" xmlns:q=\"urn:q\" xml:base=\"&#x9;u\" xml:id=\"i\" xml:lang=\"fi\" \
         xml:space=\"preserve\"></d>",
    );
}

#[test]
fn what_a_subset_undeclares_is_not_written_on_it() {
    subset_is(
        "<a xmlns='urn:x'><b xmlns=''><c/></b></a>",
        &Selector::path(Name(X, "a"), &[Name(NO_NAMESPACE, "b")]),
        "<b><c></c></b>",
    );
}

#[test]
fn the_root_as_a_subset_lacks_what_stands_outside_it() {
    subset_is(
        "<?b?><a xmlns='urn:x'/><?c?>",
        &Selector::path(Name(X, "a"), &[]),
        "<a xmlns=\"urn:x\"></a>",
    );
}

#[test]
fn an_id_counts_in_the_named_attributes_of_the_named_elements_alone() {
    const ID: Name = Name(NO_NAMESPACE, "Id");
    const OF_B: &[IdAttribute] = &[IdAttribute {
        element: Name(X, "b"),
        attribute: ID,
    }];
    let document = "<a xmlns='urn:x' xmlns:y='urn:y' Id='1'><y:b Id='1'/><b id='1' y:Id='1'/><b Id='2'/><b Id='&#49;'>x</b></a>";
    let expected = "<b xmlns=\"urn:x\" xmlns:y=\"urn:y\" Id=\"1\">x</b>";
    subset_is(document, &Selector::id("1", OF_B), expected);

    let both = [
        OF_B[0],
        IdAttribute {
            element: Name(Y, "b"),
            attribute: ID,
        },
    ];
    let error = canonical::element(document.as_bytes(), &Selector::id("1", &both)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1, column 85: this is the second element with the identifier that was asked for (looked for in \
         {urn:x}b/@Id, {urn:y}b/@Id); expected one"
    );
    let error = canonical::element(document.as_bytes(), &Selector::id("3", OF_B)).unwrap_err();
    assert!(matches!(error, CanonicalError::NotFound { .. }));
    assert!(!error.to_string().contains('3'), "{error}");
}

#[test]
fn a_path_must_lead_to_one_element() {
    let (a, b) = (Name(X, "a"), Name(X, "b"));
    let of = |document: &str| canonical::element(document.as_bytes(), &Selector::path(a, &[b, b]));
    assert!(of("<a xmlns='urn:x'><c><b><b/></b></c><b><c><b/></c></b><b><b/></b></a>").is_ok());
    for document in [
        "<a xmlns='urn:x'><b><b/><b/></b></a>",
        "<a xmlns='urn:x'><b><b/></b><b><b/></b></a>",
    ] {
        assert!(matches!(of(document), Err(CanonicalError::NotUnique { .. })));
    }
    for document in ["<a xmlns='urn:x'><b/></a>", "<a xmlns='urn:y'><b><b/></b></a>"] {
        let error = of(document).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no element {urn:x}a/{urn:x}b/{urn:x}b; expected one"
        );
    }
}

// ---- what has no canonical form

#[test]
fn a_relative_namespace_name_is_an_error() {
    for (document, relative) in [
        ("<a xmlns='x'/>", true),
        ("<a xmlns:p='../x:y'/>", true),
        ("<a xmlns='1:x'/>", true),
        ("<a xmlns='å:x'/>", true),
        ("<a><b xmlns:p='#x'/></a>", true),
        ("<a xmlns='urn:x'/>", false),
        ("<a xmlns='a+b-c.d1:'/>", false),
        ("<a xmlns=''/>", false),
    ] {
        let found = matches!(
            canonical::document(document.as_bytes()),
            Err(CanonicalError::RelativeNamespace { .. })
        );
        assert_eq!(found, relative, "{document}");
    }
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    for (document, line, column) in [
        ("", 1, 1),
        ("<a>", 1, 4),
        ("<a></b>", 1, 4),
        ("<a/><b/>", 1, 5),
        ("<a/>b", 1, 5),
        ("<a/><![CDATA[]]>", 1, 5),
        ("<a>\n]]></a>", 2, 1),
        ("<a>\n\u{1}</a>", 2, 1),
        ("<a>\n<![CDATA[å\u{FFFE}]]></a>", 2, 11),
        ("<a>\n<![CDATA[", 2, 1),
        ("<a>&#0;</a>", 1, 4),
        ("<a>&x;</a>", 1, 4),
        ("<a b='&x;'/>", 1, 4),
        ("<a b='\u{1}'/>", 1, 4),
        ("<a b='1' b='2'/>", 1, 10),
        ("<p:a/>", 1, 1),
        ("<a><?xml version='1.0'?></a>", 1, 4),
        (" <?xml version='1.0'?><a/>", 1, 2),
        ("<!DOCTYPE a><a/>", 1, 1),
    ] {
        let error = canonical::document(document.as_bytes()).unwrap_err();
        let position = error.position().unwrap();
        assert_eq!(
            (position.line, position.column),
            (line, column),
            "{document}: {error}"
        );
        assert!(matches!(error, CanonicalError::Read(_)), "{document}: {error}");
    }
}

#[test]
fn a_mistake_outside_a_subset_is_found() {
    let selector = Selector::path(Name(X, "a"), &[Name(X, "b")]);
    for outside in ["<c>", "&x;", "<c d='&#0;'/>", "<c xmlns='relative'/>", "]]>"] {
        for document in [
            format!("<a xmlns='urn:x'>{outside}<b/></a>"),
            format!("<a xmlns='urn:x'><b/>{outside}</a>"),
        ] {
            assert!(
                canonical::element(document.as_bytes(), &selector).is_err(),
                "{document}"
            );
        }
    }
}

#[test]
fn limits_hold() {
    let with = |document: &str, limits| canonical::document_with(document.as_bytes(), limits);
    let kind = |result: Result<Vec<u8>, CanonicalError>| match result {
        Err(CanonicalError::Read(error)) => format!("{:?}", error.kind()),
        other => panic!("{other:?}"),
    };
    let limits = Limits::default();
    assert!(with("<a><b/></a>", limits.with_depth(2).with_size(11)).is_ok());
    assert_eq!(
        kind(with("<a><b/></a>", limits.with_depth(1))),
        format!("{:?}", ReadErrorKind::TooDeep { limit: 1 })
    );
    assert_eq!(
        kind(with("<a><b/></a>", limits.with_size(10))),
        format!("{:?}", ReadErrorKind::TooLarge { limit: 10 })
    );
    assert_eq!(
        kind(with("<a b='' c=''/>", limits.with_attributes(1))),
        format!("{:?}", ReadErrorKind::TooManyAttributes { limit: 1 })
    );
    let deep = 100_000;
    let document = "<a>".repeat(deep) + &"</a>".repeat(deep);
    assert_eq!(
        with(&document, limits.with_depth(deep)).unwrap(),
        document.as_bytes()
    );
}
