//! The grammar of schema documents: which elements and attributes XSD 1.0 has, and where (Part 1, appendix A).
//!
//! An element has another grammar by where it stands (a local element may have `minOccurs`, a global one not),
//! so there is a [`Production`] per element and place.

use super::lexical::AttributeType::{self, *};

/// What an element may have and hold at the place where it stands.
#[derive(Debug)]
pub(crate) struct Production {
    /// Attributes and their types, `id` aside, which every element has.
    pub(crate) attributes: &'static [(&'static str, AttributeType)],
    /// Those that must be there.
    pub(crate) required: &'static [&'static str],
    /// The content after the annotation.
    pub(crate) content: &'static [Slot],
    /// Whether an annotation may come first.
    pub(crate) annotated: bool,
}

/// A stretch of an element's content.
#[derive(Debug)]
pub(crate) struct Slot {
    /// What may stand in it.
    pub(crate) elements: &'static [(&'static str, Rule)],
    /// How many must.
    pub(crate) min: usize,
    /// How many may.
    pub(crate) max: usize,
}

/// The production of an element, by function because productions refer to each other in circles.
pub(crate) type Rule = fn() -> &'static Production;

const MANY: usize = usize::MAX;

const fn one(elements: &'static [(&'static str, Rule)]) -> Slot {
    Slot {
        elements,
        min: 1,
        max: 1,
    }
}

const fn optional(elements: &'static [(&'static str, Rule)]) -> Slot {
    Slot {
        elements,
        min: 0,
        max: 1,
    }
}

const fn any_number(elements: &'static [(&'static str, Rule)]) -> Slot {
    Slot {
        elements,
        min: 0,
        max: MANY,
    }
}

const FORM: AttributeType = OneOf(&["qualified", "unqualified"]);
const PROCESS: AttributeType = OneOf(&["strict", "lax", "skip"]);
const EXTENSION_RESTRICTION: AttributeType = Derivations(&["extension", "restriction"]);
const SIMPLE_FINAL: AttributeType = Derivations(&["list", "union", "restriction"]);
const ELEMENT_BLOCK: AttributeType = Derivations(&["extension", "restriction", "substitution"]);

/// Writes a production as a function that returns a static.
macro_rules! production {
    ($(#[$doc:meta])* $name:ident, attributes: [$($attribute:literal: $ty:expr),* $(,)?],
     required: [$($required:literal),*], content: [$($slot:expr),* $(,)?] $(, annotated: $annotated:literal)?) => {
        $(#[$doc])*
        pub(crate) fn $name() -> &'static Production {
            const ANNOTATED: &[bool] = &[$($annotated)?];
            static PRODUCTION: Production = Production {
                attributes: &[$(($attribute, $ty)),*],
                required: &[$($required),*],
                content: &[$($slot),*],
                annotated: ANNOTATED.is_empty(),
            };
            &PRODUCTION
        }
    };
}

const ATTRIBUTES: Slot = any_number(&[("attribute", attribute), ("attributeGroup", attribute_group_ref)]);
const ANY_ATTRIBUTE: Slot = optional(&[("anyAttribute", any_attribute)]);
const CONTENT_MODEL: Slot = optional(&[
    ("group", group_ref),
    ("all", all),
    ("choice", choice),
    ("sequence", sequence),
]);
const NESTED: Slot = any_number(&[
    ("element", local_element),
    ("group", group_ref),
    ("choice", choice),
    ("sequence", sequence),
    ("any", any),
]);
const LOCAL_SIMPLE_TYPE: Slot = optional(&[("simpleType", local_simple_type)]);
const LOCAL_TYPE: Slot = optional(&[
    ("simpleType", local_simple_type),
    ("complexType", local_complex_type),
]);
const CONSTRAINTS: Slot = any_number(&[("unique", unique), ("key", unique), ("keyref", keyref)]);
const FACETS: Slot = any_number(&[
    ("minExclusive", value_facet),
    ("minInclusive", value_facet),
    ("maxExclusive", value_facet),
    ("maxInclusive", value_facet),
    ("totalDigits", total_digits),
    ("fractionDigits", length_facet),
    ("length", length_facet),
    ("minLength", length_facet),
    ("maxLength", length_facet),
    ("enumeration", unfixed_facet),
    ("whiteSpace", white_space),
    ("pattern", unfixed_facet),
]);
const DERIVATION: Slot = one(&[
    ("restriction", simple_restriction),
    ("list", list),
    ("union", union),
]);

production!(schema,
    attributes: ["targetNamespace": Uri, "version": Token, "finalDefault": Derivations(&["extension", "restriction", "list", "union"]),
        "blockDefault": ELEMENT_BLOCK, "attributeFormDefault": FORM, "elementFormDefault": FORM],
    required: [],
    content: [
        any_number(&[("include", include), ("import", import), ("redefine", redefine), ("annotation", annotation)]),
        any_number(&[("simpleType", global_simple_type), ("complexType", global_complex_type), ("group", named_group),
            ("attributeGroup", named_attribute_group), ("element", global_element), ("attribute", global_attribute),
            ("notation", notation), ("annotation", annotation)]),
    ],
    annotated: false);
production!(include, attributes: ["schemaLocation": Uri], required: ["schemaLocation"], content: []);
production!(import, attributes: ["namespace": Uri, "schemaLocation": Uri], required: [], content: []);
production!(redefine, attributes: ["schemaLocation": Uri], required: ["schemaLocation"],
    content: [any_number(&[("annotation", annotation), ("simpleType", global_simple_type),
        ("complexType", global_complex_type), ("group", named_group), ("attributeGroup", named_attribute_group)])],
    annotated: false);
production!(
    /// Its content is free text and free elements, and is not walked.
    annotation, attributes: [], required: [], content: [], annotated: false);
production!(notation, attributes: ["name": NcName, "public": Token, "system": Uri], required: ["name"], content: []);

production!(global_simple_type, attributes: ["name": NcName, "final": SIMPLE_FINAL], required: ["name"],
    content: [DERIVATION]);
production!(local_simple_type, attributes: [], required: [], content: [DERIVATION]);
production!(simple_restriction, attributes: ["base": QName], required: [], content: [LOCAL_SIMPLE_TYPE, FACETS]);
production!(list, attributes: ["itemType": QName], required: [], content: [LOCAL_SIMPLE_TYPE]);
production!(union, attributes: ["memberTypes": QNames], required: [],
    content: [any_number(&[("simpleType", local_simple_type)])]);
production!(value_facet, attributes: ["value": Text, "fixed": Boolean], required: ["value"], content: []);
production!(unfixed_facet, attributes: ["value": Text], required: ["value"], content: []);
production!(length_facet, attributes: ["value": NonNegative, "fixed": Boolean], required: ["value"], content: []);
production!(total_digits, attributes: ["value": Positive, "fixed": Boolean], required: ["value"], content: []);
production!(white_space, attributes: ["value": OneOf(&["preserve", "replace", "collapse"]), "fixed": Boolean],
    required: ["value"], content: []);

const COMPLEX_HEAD: Slot = optional(&[
    ("simpleContent", simple_content),
    ("complexContent", complex_content),
    ("group", group_ref),
    ("all", all),
    ("choice", choice),
    ("sequence", sequence),
]);
production!(global_complex_type,
    attributes: ["name": NcName, "mixed": Boolean, "abstract": Boolean, "final": EXTENSION_RESTRICTION,
        "block": EXTENSION_RESTRICTION],
    required: ["name"], content: [COMPLEX_HEAD, ATTRIBUTES, ANY_ATTRIBUTE]);
production!(local_complex_type, attributes: ["mixed": Boolean], required: [],
    content: [COMPLEX_HEAD, ATTRIBUTES, ANY_ATTRIBUTE]);
production!(simple_content, attributes: [], required: [],
    content: [one(&[("restriction", simple_content_restriction), ("extension", simple_content_extension)])]);
production!(complex_content, attributes: ["mixed": Boolean], required: [],
    content: [one(&[("restriction", complex_derivation), ("extension", complex_derivation)])]);
production!(simple_content_restriction, attributes: ["base": QName], required: ["base"],
    content: [LOCAL_SIMPLE_TYPE, FACETS, ATTRIBUTES, ANY_ATTRIBUTE]);
production!(simple_content_extension, attributes: ["base": QName], required: ["base"],
    content: [ATTRIBUTES, ANY_ATTRIBUTE]);
production!(complex_derivation, attributes: ["base": QName], required: ["base"],
    content: [CONTENT_MODEL, ATTRIBUTES, ANY_ATTRIBUTE]);

production!(named_group, attributes: ["name": NcName], required: ["name"],
    content: [one(&[("all", all_in_group), ("choice", compositor_in_group), ("sequence", compositor_in_group)])]);
production!(group_ref, attributes: ["ref": QName, "minOccurs": Count, "maxOccurs": MaxOccurs], required: ["ref"],
    content: []);
production!(all, attributes: ["minOccurs": OneOf(&["0", "1"]), "maxOccurs": OneOf(&["1"])], required: [],
    content: [any_number(&[("element", element_in_all)])]);
production!(all_in_group, attributes: [], required: [], content: [any_number(&[("element", element_in_all)])]);
production!(choice, attributes: ["minOccurs": Count, "maxOccurs": MaxOccurs], required: [], content: [NESTED]);
production!(sequence, attributes: ["minOccurs": Count, "maxOccurs": MaxOccurs], required: [], content: [NESTED]);
production!(compositor_in_group, attributes: [], required: [], content: [NESTED]);
production!(any,
    attributes: ["namespace": Namespaces, "processContents": PROCESS, "minOccurs": Count, "maxOccurs": MaxOccurs],
    required: [], content: []);

production!(global_element,
    attributes: ["name": NcName, "type": QName, "substitutionGroup": QName, "default": Text, "fixed": Text,
        "nillable": Boolean, "abstract": Boolean, "final": EXTENSION_RESTRICTION, "block": ELEMENT_BLOCK],
    required: ["name"], content: [LOCAL_TYPE, CONSTRAINTS]);
production!(local_element,
    attributes: ["name": NcName, "ref": QName, "type": QName, "minOccurs": Count, "maxOccurs": MaxOccurs,
        "default": Text, "fixed": Text, "nillable": Boolean, "block": ELEMENT_BLOCK, "form": FORM],
    required: [], content: [LOCAL_TYPE, CONSTRAINTS]);
production!(element_in_all,
    attributes: ["name": NcName, "ref": QName, "type": QName, "minOccurs": OneOf(&["0", "1"]),
        "maxOccurs": OneOf(&["0", "1"]), "default": Text, "fixed": Text, "nillable": Boolean,
        "block": ELEMENT_BLOCK, "form": FORM],
    required: [], content: [LOCAL_TYPE, CONSTRAINTS]);
production!(unique, attributes: ["name": NcName], required: ["name"],
    content: [one(&[("selector", xpath)]), Slot { elements: &[("field", xpath)], min: 1, max: MANY }]);
production!(keyref, attributes: ["name": NcName, "refer": QName], required: ["name", "refer"],
    content: [one(&[("selector", xpath)]), Slot { elements: &[("field", xpath)], min: 1, max: MANY }]);
production!(xpath, attributes: ["xpath": Token], required: ["xpath"], content: []);

production!(global_attribute,
    attributes: ["name": NcName, "type": QName, "default": Text, "fixed": Text], required: ["name"],
    content: [LOCAL_SIMPLE_TYPE]);
production!(attribute,
    attributes: ["name": NcName, "ref": QName, "type": QName, "use": OneOf(&["optional", "required", "prohibited"]),
        "default": Text, "fixed": Text, "form": FORM],
    required: [], content: [LOCAL_SIMPLE_TYPE]);
production!(named_attribute_group, attributes: ["name": NcName], required: ["name"],
    content: [ATTRIBUTES, ANY_ATTRIBUTE]);
production!(attribute_group_ref, attributes: ["ref": QName], required: ["ref"], content: []);
production!(any_attribute, attributes: ["namespace": Namespaces, "processContents": PROCESS], required: [],
    content: []);
