//! What we write: its own Canonical XML for `lxml`, valid for `xsd-schema`, and the value that it was written from.

#![allow(clippy::unwrap_used)]

use fk_contracts::{eioa, elt};
use fk_runtime::xml::{self, AnyElement, types};
use fk_tests::canonical::{by_lxml, first_difference};
use fk_tests::corpus::{Document, Group, Verdict, documents};
use fk_tests::judges::{Judge, schema_of};
use fk_tests::ledger::ledger;
use fk_tests::roots::{Value, read};
use fk_tests::tools::{Availability, LXML};
use libtest_mimic::{Arguments, Failed, Trial};

/// A value, and what it is written as.
struct Written {
    name: String,
    group: &'static Group,
    value: Box<dyn Value>,
    bytes: Vec<u8>,
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let mut written = Vec::new();
    let ledger = ledger();
    let documents = documents();
    let valid = documents
        .iter()
        .filter(|document| document.verdict == Verdict::Valid);
    // What we refuse, for a reason that the ledger gives, cannot be written.
    for document in valid.filter(|document| !ledger.contains_key(&(document.name.clone(), Judge::Ours))) {
        match from_corpus(document) {
            Ok(one) => written.push(one),
            Err(error) => trials.push(Trial::test(format!("written::{}", document.name), || Err(error))),
        }
    }
    written.extend(made());

    let availability = LXML.availability();
    let canonical = match availability {
        Availability::Present => by_lxml(written.iter().map(|one| one.bytes.as_slice())),
        Availability::Missing | Availability::Required => Vec::new(),
    };
    let mut canonical = canonical.into_iter();
    for one in written {
        trials.push(is_canonical(&one, canonical.next(), availability));
        let is_known = ledger.contains_key(&(one.name.clone(), Judge::XsdSchema));
        trials.extend(is_valid_and_equal(one, is_known));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn is_canonical(one: &Written, canonical: Option<Vec<u8>>, availability: Availability) -> Trial {
    let name = format!("canonical::{}", one.name);
    let bytes = one.bytes.clone();
    let Some(canonical) = canonical else {
        return Trial::test(name, || Err(LXML.missing().into()))
            .with_ignored_flag(availability == Availability::Missing);
    };
    Trial::test(name, move || {
        if bytes == canonical {
            Ok(())
        } else {
            Err(first_difference(&bytes, &canonical).into())
        }
    })
}

/// `is_known`: the ledger says that `xsd-schema` misjudges the document that this was read from.
fn is_valid_and_equal(one: Written, is_known: bool) -> [Trial; 2] {
    let Written {
        name,
        group,
        value,
        bytes,
    } = one;
    let again = read(group.roots, &bytes);
    let equal = match again {
        Ok(again) if again.is_equal(&*value) => Ok(()),
        Ok(_) => Err(Failed::from("it reads back as another value")),
        Err(error) => Err(format!("it does not read back: {error}").into()),
    };
    [
        Trial::test(format!("equal::{name}"), || equal),
        Trial::test(format!("valid::{name}"), move || {
            let said = schema_of(group).judge(&bytes);
            match said {
                Err(reason) if !is_known => Err(format!("xsd-schema: {reason}").into()),
                _ => Ok(()),
            }
        }),
    ]
}

fn from_corpus(document: &Document) -> Result<Written, Failed> {
    let value = read(document.group.roots, &document.bytes)?;
    Ok(Written {
        name: document.name.clone(),
        group: document.group,
        bytes: value.to_vec()?,
        value,
    })
}

/// Values made in a program, with what canonical form treats in its own way.
fn made() -> Vec<Written> {
    let make = |name: &str, group, value: Box<dyn Value>| Written {
        name: name.to_owned(),
        group: Group::named(group),
        bytes: value.to_vec().unwrap(),
        value,
    };
    let message = |text: &str| elt::envelope::XmlValidationError::new(text).unwrap();
    let response = |any: &str| {
        let element: AnyElement = xml::from_str(any).unwrap();
        let response =
            elt::envelope::SkickaTidredovisningResponse::new("00000000-0000-4000-8000-0000000000aa");
        response.unwrap().with_ovrigt([element]).unwrap()
    };
    let text = |name, text| make(name, "elt-envelope", Box::new(message(text)));
    let any = |name, any| make(name, "elt-envelope", Box::new(response(any)));
    vec![
        text("made/letters-beyond-ascii", "Åsa Öberg, Åre \u{1F600}"),
        text("made/carriage-return-in-text", "one\rtwo\r\nthree\n"),
        text("made/markup-in-text", "a < b && c > d ]]> \"e\" 'f'\t"),
        text("made/white-space-alone", " \t\r\n "),
        text("made/nothing", ""),
        any(
            "made/any-with-a-default-namespace",
            "<a xmlns='urn:x'><b><c xmlns='urn:y'/><d xmlns=''/></b></a>",
        ),
        any(
            "made/any-with-quotes-in-attributes",
            "<a xmlns='urn:x' b='\"' c=\"'\" d='&lt;&amp;>&#9;&#10;&#13;'/>",
        ),
        any(
            "made/any-with-attributes-of-namespaces",
            "<p:a xmlns:p='urn:x' xmlns:b='urn:z' xmlns:a='urn:y' b:one='1' a:two='2' three='3' p:four='4'/>",
        ),
        any(
            "made/any-with-a-qname-in-text",
            "<a xmlns='urn:x' xmlns:q='urn:q'>q:name<b c='q:other'/></a>",
        ),
        any(
            "made/any-with-instructions",
            "<a xmlns='urn:x'>one<?two three  ?><?four?><!-- five -->six<![CDATA[<seven>]]></a>",
        ),
        any(
            "made/any-with-a-shadowed-prefix",
            "<p:a xmlns:p='urn:x'><p:b xmlns:p='urn:y'>p:c</p:b>p:d</p:a>",
        ),
        any(
            "made/any-with-xml-attributes",
            "<a xmlns='urn:x' xml:lang='sv' xml:space='preserve'> <b/> </a>",
        ),
        make(
            "made/bytes-with-a-content-type",
            "eioa-envelope",
            Box::new(request()),
        ),
    ]
}

fn request() -> eioa::envelope::SkickaAnmalanFranArbetsgivare {
    use eioa::envelope::{SignaturEnumeration, SkickaAnmalanFranArbetsgivare, UnderskriftTyp};
    let binary = |bytes: &[u8]| {
        let binary = eioa::xmlmime::Base64Binary::new(bytes.to_vec()).unwrap();
        binary.with_content_type("text/xml; charset=\"utf-8\"\n").unwrap()
    };
    let day = types::Date::new(2026, 11, 2).unwrap();
    let underskrift = UnderskriftTyp::new(
        SignaturEnumeration::Anordnare,
        binary(b"signature"),
        binary(b""),
        day,
    )
    .unwrap();
    SkickaAnmalanFranArbetsgivare::new(binary(&[0, 127, 255]), [underskrift]).unwrap()
}
