//! What XSD 1.1 adds to 1.0, to be refused by name rather than as unknown.

use super::text::XSD;

/// The namespace of conditional inclusion (XSD 1.1 Part 1, section 4.2.2).
pub(crate) const VERSIONING: &str = "http://www.w3.org/2007/XMLSchema-versioning";

/// Elements that only XSD 1.1 has.
pub(crate) fn is_element(name: &str) -> bool {
    matches!(
        name,
        "alternative"
            | "assert"
            | "assertion"
            | "defaultOpenContent"
            | "explicitTimezone"
            | "openContent"
            | "override"
    )
}

/// Attributes that only XSD 1.1 has, or has on this element.
pub(crate) fn is_attribute(element: &str, attribute: &str) -> bool {
    match attribute {
        "defaultAttributes"
        | "defaultAttributesApply"
        | "inheritable"
        | "notNamespace"
        | "notQName"
        | "xpathDefaultNamespace"
        | "test"
        | "appliesToEmpty" => true,
        "targetNamespace" => matches!(element, "element" | "attribute"),
        "ref" => matches!(element, "key" | "keyref" | "unique"),
        _ => false,
    }
}

/// Types that only XSD 1.1 has.
pub(crate) fn is_type(namespace: &str, local: &str) -> bool {
    namespace == XSD
        && matches!(
            local,
            "anyAtomicType" | "dateTimeStamp" | "dayTimeDuration" | "error" | "yearMonthDuration"
        )
}
