//! Documents of a shape that has brought readers of XML down.

use fk_contracts::elt::envelope::SkickaTidredovisningResponse;
use fk_contracts::elt::v1_0_2::Tidredovisning;
use fk_runtime::xml::{self, AnyElement, Document, Limits, ReadError, ReadErrorKind};
use fk_tests::corpus::bytes;

use crate::before_the_deadline;

/// A document with everything, as text, with `from` replaced by `to`.
fn changed(from: &str, to: &str) -> String {
    let text = String::from_utf8(bytes("elt-1.0.2/valid/with-everything.xml")).unwrap();
    let text = text.replace("xmlns:ase=", "xmlns=").replace("ase:", "");
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn error_of<T: Document>(text: &str) -> ReadError {
    match xml::from_str::<T>(text) {
        Ok(_) => panic!("it is accepted"),
        Err(error) => {
            assert!(
                error.to_string().len() < 2_000,
                "the message is as hostile as the document"
            );
            error
        }
    }
}

fn answer(inside: &str) -> String {
    format!(
        "<SkickaTidredovisningResponse xmlns='urn:shs:emottagning:SkickaTidredovisning:1'><tx-id>1</tx-id>{inside}\
         </SkickaTidredovisningResponse>"
    )
}

#[test]
fn a_billion_laughs_end_at_the_doctype() {
    before_the_deadline(|| {
        let mut entities = String::from("<!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for level in 1..10 {
            let inner = format!("&l{};", level - 1).repeat(10);
            entities.push_str(&format!("<!ENTITY l{level} \"{inner}\">"));
        }
        entities.push_str("]>");
        let with_doctype = changed("<Tidredovisning", &format!("{entities}<Tidredovisning"));
        let error = error_of::<Tidredovisning>(&with_doctype);
        assert!(matches!(error.kind(), ReadErrorKind::Doctype), "{error}");
        // And without one, there is no such entity.
        let error = error_of::<AnyElement>("<a>&l9;</a>");
        assert!(
            matches!(error.kind(), ReadErrorKind::NotWellFormed { .. }),
            "{error}"
        );
    });
}

#[test]
fn a_megabyte_of_nested_elements_is_too_deep() {
    before_the_deadline(|| {
        let count = (1 << 20) / 3;
        let open = "<a>".repeat(count);
        let closed = format!("{open}{}", "</a>".repeat(count));
        for text in [&open, &closed] {
            let error = error_of::<AnyElement>(text);
            assert!(matches!(error.kind(), ReadErrorKind::TooDeep { .. }), "{error}");
            let error =
                error_of::<SkickaTidredovisningResponse>(&answer(&format!("<a xmlns='urn:x'>{text}</a>")));
            assert!(matches!(error.kind(), ReadErrorKind::TooDeep { .. }), "{error}");
            error_of::<Tidredovisning>(text);
        }
    });
}

#[test]
fn a_hundred_thousand_attributes_are_too_many_and_do_no_harm_where_they_are_not() {
    before_the_deadline(|| {
        let attributes: String = (0..100_000).map(|index| format!(" a{index}='{index}'")).collect();
        let text = format!("<a{attributes}/>");
        let error = error_of::<AnyElement>(&text);
        assert!(
            matches!(error.kind(), ReadErrorKind::TooManyAttributes { .. }),
            "{error}"
        );

        let limits = Limits::default().with_attributes(200_000);
        let element: AnyElement = xml::from_slice_with(text.as_bytes(), limits).unwrap();
        assert_eq!(element.attributes().len(), 100_000);
        let twice = format!("<a{attributes} a99='again'/>");
        let error = xml::from_slice_with::<AnyElement>(twice.as_bytes(), limits).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::NotWellFormed { .. }),
            "{error}"
        );
    });
}

#[test]
fn a_hundred_thousand_namespaces_are_too_many() {
    before_the_deadline(|| {
        let declarations: String = (0..100_000)
            .map(|index| format!(" xmlns:a{index}='urn:{index}'"))
            .collect();
        let error = error_of::<AnyElement>(&format!("<a{declarations}/>"));
        assert!(
            matches!(error.kind(), ReadErrorKind::TooManyAttributes { .. }),
            "{error}"
        );
    });
}

#[test]
fn a_megabyte_of_digits_is_refused_where_a_number_or_a_date_stands() {
    before_the_deadline(|| {
        let digits = "1".repeat(1 << 20);
        let zeros = "0".repeat(1 << 20);
        for value in [
            &digits,
            &format!("-{digits}"),
            &format!("+{digits}"),
            &zeros,
            &format!("{digits}.{digits}"),
        ] {
            let places = [
                ("<dag>7</dag>", format!("<dag>{value}</dag>")),
                (
                    "<personnummer>189001019802</personnummer>",
                    format!("<personnummer>{value}</personnummer>"),
                ),
            ];
            for (from, to) in places {
                let error = error_of::<Tidredovisning>(&changed(from, &to));
                assert!(matches!(error.kind(), ReadErrorKind::Value { .. }), "{error}");
            }
            let year = format!("<fromDag>{value}-01-01</fromDag>");
            let text = changed("<fromDag>", &format!("{year}<fromDag>"));
            let error = error_of::<Tidredovisning>(&text);
            assert!(matches!(error.kind(), ReadErrorKind::Value { .. }), "{error}");
        }
    });
}

#[test]
fn a_megabyte_of_zeros_before_a_number_is_that_number() {
    before_the_deadline(|| {
        let zeros = "0".repeat(1 << 20);
        let document: Tidredovisning =
            xml::from_str(&changed("<dag>7</dag>", &format!("<dag>{zeros}9</dag>"))).unwrap();
        assert_eq!(document.tidrapport.rapport_rad[0].dag.to_string(), "9");
    });
}

#[test]
fn a_megabyte_of_text_is_a_value_where_any_text_is() {
    before_the_deadline(|| {
        for piece in ["å", "&amp;", "&#229;", "<![CDATA[]]]]>", "<!---->", "]", "\r\n"] {
            let long = piece.repeat((1 << 20) / piece.len());
            let text = changed("<fornamn>", &format!("<fornamn>{long}"));
            assert!(xml::from_str::<Tidredovisning>(&text).is_ok(), "{piece}");
        }
    });
}

#[test]
fn a_name_of_a_megabyte_is_cut_in_the_message() {
    before_the_deadline(|| {
        let name = "n".repeat(1 << 20);
        error_of::<Tidredovisning>(&format!("<{name}/>"));
        error_of::<Tidredovisning>(&format!("<a xmlns='{name}'/>"));
        error_of::<Tidredovisning>(&changed("<fornamn>", &format!("<{name}/><fornamn>")));
        error_of::<Tidredovisning>(&changed("<fornamn>", &format!("<fornamn {name}=''>")));
    });
}

#[test]
fn whatever_is_left_unclosed_is_refused() {
    before_the_deadline(|| {
        let unclosed = [
            "<",
            "<a",
            "<a ",
            "<a b",
            "<a b=",
            "<a b='",
            "<a b='c",
            "<a b='c'",
            "<a /",
            "</",
            "</a",
            "<!",
            "<!-",
            "<!--",
            "<!-- -",
            "<!-- --",
            "<![",
            "<![CDATA",
            "<![CDATA[",
            "<![CDATA[]",
            "<![CDATA[]]",
            "<?",
            "<?a",
            "<?a ",
            "<?a ?",
            "&",
            "&a",
            "&#",
            "&#1",
            "&#x",
            "&#x1",
            "&amp",
        ];
        let text = String::from_utf8(bytes("elt-1.0.2/valid/with-everything.xml")).unwrap();
        let places: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).collect();
        for piece in unclosed {
            error_of::<AnyElement>(piece);
            error_of::<AnyElement>(&format!("<a>{piece}"));
            error_of::<AnyElement>(&format!("<a>{piece}</a>").replace("</a></a>", "</a>"));
            // Repeated for a megabyte, it takes no longer than its length.
            error_of::<AnyElement>(&format!("<a>{}", piece.repeat((1 << 20) / piece.len())));
            for at in &places {
                error_of::<Tidredovisning>(&format!("{}{piece}", &text[..*at]));
            }
        }
    });
}
