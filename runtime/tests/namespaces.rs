//! However names and namespaces are spelled in a document, the same is read; what is ambiguous is refused.
#![cfg(feature = "xml")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use fk_runtime::xml::{
    self, AnyElement, Content, InvalidValue, Limits, Name, Namespace, Occurs, ReadError, ReadErrorKind,
    Reader, Root, Writer,
};

const NS: Namespace = Namespace {
    uri: "urn:exempel",
    prefix: "",
};
const OTHER: Namespace = Namespace {
    uri: "urn:annat",
    prefix: "a",
};

/// `<lista xmlns="urn:exempel"><dag>1</dag>...<slut xmlns="urn:annat">true</slut></lista>`
#[derive(Debug, PartialEq)]
struct Lista {
    dagar: Vec<u8>,
    slut: Option<bool>,
}

impl Content for Lista {
    const TYPE: Name = Name(NS, "Lista");

    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.attributes(&[])?;
        Ok(Self {
            dagar: r.repeated(&Name(NS, "dag"), Occurs::ANY)?,
            slut: r.optional(&Name(OTHER, "slut"))?,
        })
    }

    fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
        w.repeated(&Name(NS, "dag"), &self.dagar, Occurs::ANY)?;
        w.optional(&Name(OTHER, "slut"), self.slut.as_ref())
    }
}

impl Root for Lista {
    const NAME: Name = Name(NS, "lista");
}

#[test]
fn every_spelling_of_names_reads_the_same() {
    let lista = Lista {
        dagar: vec![1, 2],
        slut: Some(true),
    };
    for text in [
        "<lista xmlns='urn:exempel'><dag>1</dag><dag>2</dag><slut xmlns='urn:annat'>true</slut></lista>",
        "<e:lista xmlns:e='urn:exempel'><e:dag>1</e:dag><e:dag>2</e:dag><slut xmlns='urn:annat'>true</slut></e:lista>",
        "<lista xmlns='urn:exempel' xmlns:å='urn:annat'>\n  <dag >1</dag\n>\n  <dag>2</dag><å:slut>true</å:slut>\n</lista>",
        "<lista xmlns='urn:exempel'><e:dag xmlns:e='urn:exempel'>1</e:dag><!-- --><dag>2</dag>\
         <x:slut xmlns='urn:exempel' xmlns:x='urn:annat'>true</x:slut></lista>",
    ] {
        assert_eq!(xml::from_str::<Lista>(text).unwrap(), lista, "{text}");
    }
    let text = "<lista xmlns=\"urn:exempel\"><dag>1</dag><dag>2</dag><a:slut xmlns:a=\"urn:annat\">true</a:slut></lista>";
    assert_eq!(xml::to_string(&lista).unwrap(), text);
}

#[test]
fn a_name_in_another_namespace_is_another_name() {
    for text in [
        "<lista xmlns='urn:exempel'><dag xmlns='urn:annat'>1</dag></lista>",
        "<lista xmlns='urn:exempel'><dag xmlns=''>1</dag></lista>",
        "<lista xmlns='urn:exempel'><slut>true</slut></lista>",
        "<lista xmlns='urn:exempel' xmlns:e='urn:exempel'><e:dagar>1</e:dagar></lista>",
        "<lista xmlns='urn:exempel'><dag>1</dag><slut xmlns='urn:annat'>true</slut><slut>true</slut></lista>",
    ] {
        let error = xml::from_str::<Lista>(text).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::UnexpectedElement { .. }),
            "{text}: {error}"
        );
    }
    let error = xml::from_str::<Lista>("<lista xmlns='urn:annat'/>").unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::WrongRoot { .. }));
}

#[test]
fn a_default_namespace_ends_with_its_element() {
    let text = "<e:lista xmlns:e='urn:exempel'><dag xmlns='urn:exempel'>1</dag><dag>2</dag></e:lista>";
    let error = xml::from_str::<Lista>(text).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::UnexpectedElement { .. }));
    assert_eq!(error.position().unwrap().column, 64);
}

#[test]
fn tags_that_do_not_match_are_refused() {
    for text in [
        "<lista xmlns='urn:exempel'><dag>1</dagg></lista>",
        "<lista xmlns='urn:exempel'><dag>1</da></lista>",
        "<lista xmlns='urn:exempel' xmlns:e='urn:exempel'><e:dag>1</dag></lista>",
        "<lista xmlns='urn:exempel' xmlns:e='urn:exempel'><dag>1</e:dag></lista>",
        "<lista xmlns='urn:exempel'><dag>1</dag></lista",
        "<lista xmlns='urn:exempel'><dag>1</dag>",
        "<lista xmlns='urn:exempel'><dag>1",
        "<lista xmlns='urn:exempel'><da",
        "<lista xmlns='urn:exempel'><1dag>1</1dag></lista>",
        "<lista xmlns='urn:exempel'><e:>1</e:></lista>",
        "<lista xmlns='urn:exempel'><·å>1</·å></lista>",
    ] {
        let error = xml::from_str::<Lista>(text).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::NotWellFormed { .. }),
            "{text}: {error}"
        );
    }
}

#[test]
fn a_prefix_is_declared_once_on_an_element() {
    let xml_uri = "http://www.w3.org/XML/1998/namespace";
    for twice in [
        "xmlns='urn:a' xmlns='urn:a'".to_owned(),
        "xmlns:a='urn:a' xmlns:a='urn:b'".to_owned(),
        format!("xmlns:xml='{xml_uri}' xmlns:xml='{xml_uri}'"),
    ] {
        let error = xml::from_str::<AnyElement>(&format!("<a {twice}/>")).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::NotWellFormed { .. }),
            "{twice}: {error}"
        );
    }
    let once = format!("<a xmlns:xml='{xml_uri}' xml:lang='sv'>xml:a</a>");
    let element = xml::from_str::<AnyElement>(&once).unwrap();
    assert_eq!(element.attributes()[0].namespace, xml_uri);
}

#[test]
fn attributes_of_an_element_and_declarations_in_scope_have_a_limit() {
    let limits = Limits::default().with_attributes(3);
    let read = |text: &str| xml::from_slice_with::<AnyElement>(text.as_bytes(), limits);
    assert!(
        read("<a xmlns:b='b' xmlns:c='c'><d e='' f='' g=''/><d xmlns:e='e'/><d xmlns:e='e'/></a>").is_ok()
    );
    for text in [
        "<a b='' c='' d='' e=''/>",
        "<a xmlns:b='b' xmlns:c='c'><d e='' f='' g='' h=''/></a>",
        "<a xmlns:b='b' xmlns:c='c'><d xmlns:e='e'><f xmlns:g='g'/></d></a>",
    ] {
        let error = read(text).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::TooManyAttributes { limit: 3 }),
            "{text}: {error}"
        );
    }
}
