//! Schema documents held against the grammar of XSD 1.0.

mod support;

use support::{read, read_error, schema, set};

#[test]
fn xml_that_is_not_well_formed_is_refused_with_line_and_column() {
    let error = read(&[("a.xsd", "<a>\n  <b></c>\n</a>")])
        .expect_err("not well-formed")
        .to_string();
    assert_eq!(
        error,
        "schemas/a.xsd:2:6: this is not well-formed XML: expected 'b' tag, not 'c'"
    );
    let error = read(&[("a.xsd", "<a>\n")]).expect_err("not closed").to_string();
    assert_eq!(
        error,
        "schemas/a.xsd:2:1: this is not well-formed XML: the text ends before the root element is closed"
    );
}

#[test]
fn lines_are_counted_in_files_with_lone_carriage_returns() {
    let error = read(&[("a.xsd", "<a>\r<b>\r\n</c></a>")])
        .expect_err("not well-formed")
        .to_string();
    assert!(error.starts_with("schemas/a.xsd:3:1: "), "{error}");
}

#[test]
fn a_root_that_is_no_schema_is_refused() {
    let error = read(&[("a.xsd", "<html xmlns='urn:h'/>")])
        .expect_err("no schema")
        .to_string();
    assert_eq!(
        error,
        "schemas/a.xsd:1:1: the root element is `{urn:h}html`; expected `xs:schema`"
    );
}

#[test]
fn unknown_elements_and_attributes_are_refused_with_what_may_stand_there() {
    assert_eq!(
        read_error("<xs:complexType name='T'><xs:sequense/></xs:complexType>"),
        "schemas/a.xsd:2:26 (complexType T): `xs:sequense` may not stand here; expected `xs:annotation`, \
         `xs:simpleContent`, `xs:complexContent`, `xs:group`, `xs:all`, `xs:choice`, `xs:sequence`, \
         `xs:attribute`, `xs:attributeGroup` or `xs:anyAttribute`"
    );
    assert_eq!(
        read_error("<xs:simpleType name='T'><xs:restriction base='xs:string' bas='x'/></xs:simpleType>"),
        "schemas/a.xsd:2:58 (simpleType T / restriction): the attribute `bas` may not stand here; expected `base` \
         or `id`"
    );
    assert_eq!(
        read_error("<xs:element xs:name='e'/>"),
        "schemas/a.xsd:2:13 (element): the attribute `xs:name` may not stand here; expected `name`, `type`, \
         `substitutionGroup`, `default`, `fixed`, `nillable`, `abstract`, `final`, `block` or `id`"
    );
    assert_eq!(
        read_error("<foreign/>"),
        "schemas/a.xsd:2:1 (schema): `foreign` may not stand here; expected `xs:include`, `xs:import`, \
         `xs:redefine`, `xs:annotation`, `xs:simpleType`, `xs:complexType`, `xs:group`, `xs:attributeGroup`, \
         `xs:element`, `xs:attribute` or `xs:notation`"
    );
}

#[test]
fn the_order_of_elements_is_held() {
    let error = read_error("<xs:element name='e'/><xs:include schemaLocation='b.xsd'/>");
    assert!(
        error.starts_with("schemas/a.xsd:2:23 (schema): `xs:include` may not stand here; expected"),
        "{error}"
    );
    let error =
        read_error("<xs:complexType name='T'><xs:attribute name='a'/><xs:sequence/></xs:complexType>");
    assert!(
        error.starts_with("schemas/a.xsd:2:50 (complexType T): `xs:sequence` may not stand here"),
        "{error}"
    );
    let error = read_error(
        "<xs:complexType name='T'><xs:simpleContent><xs:extension base='xs:string'/></xs:simpleContent>\
         <xs:attribute name='a'/></xs:complexType>",
    );
    assert!(
        error.ends_with("`xs:attribute` may not stand here; expected the end of the element"),
        "{error}"
    );
}

#[test]
fn what_is_demanded_and_missing_is_named() {
    assert_eq!(
        read_error("<xs:simpleType name='T'/>"),
        "schemas/a.xsd:2:1 (simpleType T): the content ends too early; expected `xs:restriction`, `xs:list` or \
         `xs:union`"
    );
    assert_eq!(
        read_error("<xs:complexType/>"),
        "schemas/a.xsd:2:1 (complexType): the attribute `name` is missing. Add it"
    );
}

#[test]
fn text_among_components_is_refused() {
    assert_eq!(
        read_error("<xs:element name='e'>\n text</xs:element>"),
        "schemas/a.xsd:2:22 (element e): text may not stand here. Put it in an xs:documentation, or in a comment"
    );
}

#[test]
fn attribute_values_are_held_against_their_types() {
    let wrong = |element: &str| {
        read_error(element)
            .split_once(": ")
            .map(|(_, message)| message.to_owned())
    };
    let says = |message: &str| Some(message.to_owned());
    assert_eq!(
        wrong("<xs:element name='e' abstract='Yes'/>"),
        says("the attribute `abstract` is \"Yes\"; expected `true` or `false`")
    );
    assert_eq!(
        wrong("<xs:element name='a:e'/>"),
        says(
            "the attribute `name` is \"a:e\"; expected a name without a colon, which starts with a letter or `_`"
        )
    );
    assert_eq!(
        wrong("<xs:group name='g'><xs:sequence><xs:any maxOccurs='-1'/></xs:sequence></xs:group>"),
        says("the attribute `maxOccurs` is \"-1\"; expected a whole number from 0, or `unbounded`")
    );
    assert_eq!(
        wrong("<xs:element name='e' type='u:T'/>"),
        says("the attribute `type` is \"u:T\"; expected a declared prefix. Declare it: xmlns:u=\"...\"")
    );
    assert_eq!(
        wrong(
            "<xs:simpleType name='T'><xs:restriction base='xs:string'><xs:length value='x'/></xs:restriction>\
             </xs:simpleType>"
        ),
        says("the attribute `value` is \"x\"; expected a whole number from 0")
    );
    assert_eq!(
        wrong("<xs:complexType name='T' block='extension list'/>"),
        says(
            "the attribute `block` is \"extension list\"; expected `#all`, or some of `extension` or `restriction`"
        )
    );
}

#[test]
fn white_space_around_names_and_in_lists_does_not_matter() {
    let set = set("<xs:element name=' e ' type='\n xs:string '/>
         <xs:simpleType name='u'><xs:union memberTypes=' xs:int \n  xs:date '/></xs:simpleType>
         <xs:complexType name='c' block='extension   restriction' mixed=' 1 '/>");
    assert!(set.global_elements.contains_key(&support::name("e")));
    assert!(support::complex(&set, "c").block.restriction);
}

#[test]
fn the_text_of_patterns_is_kept_as_written() {
    let set = set("<xs:simpleType name='T'><xs:restriction base='xs:string'>
           <xs:pattern value=' a&amp;&#x9;&lt;\"[ ]'/><xs:enumeration value=' x  y '/>
         </xs:restriction></xs:simpleType>");
    let facets = &support::simple(&set, "T").facets;
    assert_eq!(facets.patterns[0].text, " a&\t<\"[ ]");
    assert_eq!(facets.enumeration[0].text, " x  y ");
}

#[test]
fn constructs_of_xsd_1_1_are_refused_by_name() {
    let refused = |construct: &str, place: &str| {
        format!(
            "schemas/a.xsd:{place}: {construct} belongs to XSD 1.1, and contracts are read as XSD 1.0. Express it in \
             XSD 1.0"
        )
    };
    for (body, construct, place) in [
        (
            "<xs:complexType name='T'><xs:assert test='1'/></xs:complexType>",
            "xs:assert",
            "2:26 (complexType T)",
        ),
        (
            "<xs:element name='e'><xs:alternative/></xs:element>",
            "xs:alternative",
            "2:22 (element e)",
        ),
        (
            "<xs:complexType name='T'><xs:openContent/></xs:complexType>",
            "xs:openContent",
            "2:26 (complexType T)",
        ),
        (
            "<xs:override schemaLocation='b.xsd'/>",
            "xs:override",
            "2:1 (schema)",
        ),
        (
            "<xs:defaultOpenContent/>",
            "xs:defaultOpenContent",
            "2:1 (schema)",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction base='xs:date'><xs:explicitTimezone/></xs:restriction></xs:simpleType>",
            "xs:explicitTimezone",
            "2:56 (simpleType T / restriction)",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction base='xs:date'><xs:assertion/></xs:restriction></xs:simpleType>",
            "xs:assertion",
            "2:56 (simpleType T / restriction)",
        ),
        (
            "<xs:attribute name='a' inheritable='true'/>",
            "the attribute `inheritable` of xs:attribute",
            "2:24 (attribute)",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:any notNamespace='x'/></xs:sequence></xs:group>",
            "the attribute `notNamespace` of xs:any",
            "2:41 (group g / sequence / any)",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:element name='e' targetNamespace='x'/></xs:sequence></xs:group>",
            "the attribute `targetNamespace` of xs:element",
            "2:54 (group g / sequence / element)",
        ),
        (
            "<xs:element name='e' type='xs:error'/>",
            "the type `xs:error`",
            "2:1 (element e)",
        ),
        (
            "<xs:element name='e' vc:minVersion='1.1' xmlns:vc='http://www.w3.org/2007/XMLSchema-versioning'/>",
            "the attribute `vc:minVersion`",
            "2:22 (element)",
        ),
    ] {
        assert_eq!(read_error(body), refused(construct, place));
    }
}

#[test]
fn foreign_attributes_and_the_content_of_annotations_are_let_be() {
    let set = set(
        "<xs:element name='e' f:a='1' xmlns:f='urn:f'>
           <xs:annotation><xs:appinfo><f:x/></xs:appinfo>
             <xs:documentation xml:lang='sv'> Två <b>ord</b>.</xs:documentation><xs:documentation>Mer</xs:documentation>
           </xs:annotation>
         </xs:element>",
    );
    assert_eq!(set.elements[0].documentation.0, [" Två ord.", "Mer"]);
    let error =
        read_error("<xs:element name='e'><xs:annotation><xs:element name='x'/></xs:annotation></xs:element>");
    assert_eq!(
        error,
        "schemas/a.xsd:2:37 (element e): `xs:element` may not stand here; expected `xs:documentation` or `xs:appinfo`"
    );
}

#[test]
fn rules_of_writing_are_held() {
    for (body, message) in [
        (
            "<xs:element name='e' default='a' fixed='a'/>",
            "2:1 (element e): an element has `default` or `fixed`, not both (src-element.1)",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:element/></xs:sequence></xs:group>",
            "2:33 (group g / sequence / element): an element has either `name` or `ref` (src-element.2.1)",
        ),
        (
            "<xs:group name='g'><xs:sequence><xs:element ref='t:e' type='xs:int'/></xs:sequence></xs:group>",
            "2:33 (group g / sequence / element ref t:e): a reference to an element has no `type`; it belongs to the \
             declaration (src-element.2.2)",
        ),
        (
            "<xs:element name='e' type='xs:int'><xs:complexType/></xs:element>",
            "2:1 (element e): an element has the attribute `type` or a type inside, not both (src-element.3)",
        ),
        (
            "<xs:complexType name='T'><xs:attribute name='a' default='1' use='required'/></xs:complexType>",
            "2:26 (complexType T / attribute a): an attribute with a `default` has use=\"optional\" (src-attribute.2)",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction/></xs:simpleType>",
            "2:25 (simpleType T / restriction): there is neither `base` nor an xs:simpleType inside; add one of them \
             (src-restriction-base-or-simpleType)",
        ),
        (
            "<xs:group name='g'><xs:choice><xs:any minOccurs='3' maxOccurs='2'/></xs:choice></xs:group>",
            "2:31 (group g / choice / any): minOccurs is 3, but maxOccurs is 2 (p-props-correct.2.1)",
        ),
        (
            "<xs:import namespace='urn:t' schemaLocation='b.xsd'/>",
            "2:1 (import): a schema does not import its own target namespace; use xs:include (src-import.1.1)",
        ),
        (
            "<xs:notation name='n'/>",
            "2:1 (notation n): a notation has `public`, `system` or both (n-props-correct)",
        ),
    ] {
        assert_eq!(read_error(body), format!("schemas/a.xsd:{message}"));
    }
}

#[test]
fn nesting_is_allowed_up_to_the_limit_and_refused_beyond() {
    let nested = |levels: usize| {
        let (open, close) = ("<xs:sequence>".repeat(levels), "</xs:sequence>".repeat(levels));
        schema(&format!(
            "<xs:complexType name='T'>{open}{close}</xs:complexType>"
        ))
    };
    assert!(support::resolve_files(&[("a.xsd", &nested(198))]).is_ok());
    let error = read(&[("a.xsd", &nested(100_000))])
        .expect_err("too deep")
        .to_string();
    assert!(
        error.starts_with("schemas/a.xsd:2:2600 (complexType T / sequence / sequence"),
        "{error}"
    );
    assert!(
        error.ends_with(": elements are nested deeper than 200 levels, which no contract needs"),
        "{error}"
    );
}

#[test]
fn any_prefix_for_xsd_is_read_also_the_default_namespace() {
    let text = "<schema xmlns='http://www.w3.org/2001/XMLSchema' xmlns:xsd0='urn:x' targetNamespace='urn:t'>\
                <element name='e' type='string'/></schema>";
    assert!(support::resolve_files(&[("a.xsd", text)]).is_ok());
}

#[test]
fn what_is_wrong_with_the_encoding_of_a_file_is_told_once() {
    let error = read(&[("a.xsd", "<?xml version='1.0' encoding='euc-jp'?><a/>")]).expect_err("an encoding");
    assert_eq!(
        error.to_string(),
        "schemas/a.xsd: the XML declaration names the encoding `euc-jp`; expected UTF-8, UTF-16 or a single-byte encoding \
         such as ISO-8859-1. Save the file as UTF-8"
    );
    assert!(std::error::Error::source(&error).is_none(), "{error:?}");
}
