//! What a writer refuses, since its type cannot hold it back and a declaration does not admit it; and what it writes.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_runtime::xml::types::Decimal;
use fk_runtime::xml::{
    self, AnyAttribute, AnyElement, Content, Declaration, InvalidValue, Key, Known, NO_NAMESPACE, Name,
    Namespaces, Nil, Nillable, Occurs, Path, Process, ReadError, ReadErrorKind, Reader, Root, Rule, Step,
    Value, Wildcard, Writer,
};

const fn name(local: &'static str) -> Name {
    Name(NO_NAMESPACE, local)
}

static ROT: Declaration = Declaration::new().keys(&[Key::unique(
    name("enda"),
    &[Path::of(&[Step::Name(name("post"))]).anywhere()],
    &[&[Path::of(&[]).attribute(Step::Name(name("nr")))]],
)]);
static POST: Declaration = Declaration::new().nillable();
static TEXT: Declaration = Declaration::new().value(Value::default("fri"));
static TAL: Declaration = Declaration::new().value(Value::fixed("1.50")).nillable();
static ENHET: Value = Value::fixed("kr");
static OVRIGT: Wildcard = Wildcard {
    namespaces: Namespaces::Any,
    process: Process::Lax,
    known: &[Known::of::<Nillable<Post>>()],
};

#[derive(Clone, Debug, Default, PartialEq)]
struct Rot {
    text: Option<String>,
    tal: Option<Nillable<Decimal>>,
    poster: Vec<Nillable<Post>>,
    ovrigt: Vec<AnyElement>,
}

impl Content for Rot {
    const TYPE: Name = name("Rot");

    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.attributes(&[])?;
        Ok(Self {
            text: r.declared(&TEXT, |r| r.optional(&const { name("text") }))?,
            tal: r.declared(&TAL, |r| r.optional(&const { name("tal") }))?,
            poster: r.declared(&POST, |r| r.repeated(&const { name("post") }, Occurs::ANY))?,
            ovrigt: r.any_repeated(&OVRIGT, Occurs::ANY)?,
        })
    }

    fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
        w.declared(&TEXT, |w| w.optional(&name("text"), self.text.as_ref()))?;
        w.declared(&TAL, |w| w.optional(&name("tal"), self.tal.as_ref()))?;
        w.declared(&POST, |w| w.repeated(&name("post"), &self.poster, Occurs::ANY))?;
        w.any_repeated(&OVRIGT, &self.ovrigt, Occurs::ANY)
    }
}

impl Root for Rot {
    const NAME: Name = name("rot");
    const DECLARATION: Option<&'static Declaration> = Some(&ROT);
}

#[derive(Clone, Debug, PartialEq)]
struct Post {
    nr: u8,
    enhet: Option<String>,
}

impl Content for Post {
    const TYPE: Name = name("Post");

    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.attributes(&[name("nr"), name("enhet")])?;
        let nr = r.attribute(&const { name("nr") })?;
        let enhet = r.attribute_optional_with(&const { name("enhet") }, &ENHET)?;
        r.empty()?;
        Ok(Self { nr, enhet })
    }

    fn read_nil(r: &mut Reader<'_>) -> Result<(), ReadError> {
        r.attributes(&[name("nr"), name("enhet")])?;
        let _: u8 = r.attribute(&const { name("nr") })?;
        let _: Option<String> = r.attribute_optional_with(&const { name("enhet") }, &ENHET)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
        w.attribute_optional_with(&name("enhet"), &ENHET, self.enhet.as_ref())?;
        w.attribute(&name("nr"), &self.nr)
    }
}

impl Root for Post {
    const NAME: Name = name("post");
    const DECLARATION: Option<&'static Declaration> = Some(&POST);
}

fn post(nr: u8) -> Nillable<Post> {
    Post { nr, enhet: None }.into()
}

fn nil(attributes: &[(&str, &str)]) -> Nil {
    let attributes = attributes.iter().map(|(local, value)| AnyAttribute {
        namespace: String::new(),
        local: (*local).to_owned(),
        value: (*value).to_owned(),
    });
    Nil::with_attributes(attributes.collect())
}

fn refused(rot: &Rot) -> (String, Rule) {
    let error = xml::to_vec(rot).unwrap_err();
    (error.path().to_owned(), error.rule().clone())
}

fn is_repeated(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Identity {
            constraint: "enda",
            ..
        }
    )
}

#[test]
fn an_empty_text_that_would_be_read_as_the_default_is_not_written() {
    let rot = |text: &str| Rot {
        text: Some(text.to_owned()),
        ..Rot::default()
    };
    assert_eq!(refused(&rot("")), ("rot/text".to_owned(), Rule::EmptyWithDefault));
    assert_eq!(xml::to_string(&rot(" ")).unwrap(), "<rot><text> </text></rot>");
    let read: Rot = xml::from_str("<rot><text/></rot>").unwrap();
    assert_eq!(read, rot("fri"));
    assert_eq!(xml::to_string(&read).unwrap(), "<rot><text>fri</text></rot>");
}

#[test]
fn a_value_other_than_the_fixed_one_is_not_written() {
    let rot = |tal: Nillable<Decimal>| Rot {
        tal: Some(tal),
        ..Rot::default()
    };
    let path = "rot/tal".to_owned();
    let fixed = Rule::Fixed { value: "1.50" };
    assert_eq!(refused(&rot(Nillable::Value(2.into()))), (path.clone(), fixed));
    assert_eq!(refused(&rot(Nillable::nil())), (path, Rule::NilAndFixed));
    let same = rot(Nillable::Value("1.500".parse().unwrap()));
    assert_eq!(xml::to_string(&same).unwrap(), "<rot><tal>1.5</tal></rot>");
    let other = Rot {
        poster: vec![
            Post {
                nr: 1,
                enhet: Some("öre".to_owned()),
            }
            .into(),
        ],
        ..Rot::default()
    };
    assert_eq!(
        refused(&other),
        ("rot/post[1]/@enhet".to_owned(), Rule::Fixed { value: "kr" })
    );
    assert_eq!(ENHET.in_force::<String>(None), "kr");
}

#[test]
fn nil_is_written_with_the_attributes_that_its_type_demands_and_no_others() {
    let rot = |nil: Nil| Rot {
        poster: vec![Nillable::Nil(nil)],
        ..Rot::default()
    };
    let good = rot(nil(&[("nr", "01"), ("enhet", "kr")]));
    let written = xml::to_string(&good).unwrap();
    let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    assert_eq!(
        written,
        format!("<rot><post {xsi} enhet=\"kr\" nr=\"01\" xsi:nil=\"true\"></post></rot>")
    );
    assert_eq!(xml::from_str::<Rot>(&written).unwrap(), good);
    let path = "rot/post[1]".to_owned();
    for (attributes, rule) in [
        (nil(&[]), Rule::NilAttributes),
        (nil(&[("nr", "1"), ("namn", "x")]), Rule::NilAttributes),
        (nil(&[("nr", "300")]), Rule::MaxInclusive { limit: "255" }),
        (nil(&[("nr", "1"), ("enhet", "öre")]), Rule::Fixed { value: "kr" }),
        (nil(&[("n r", "1")]), Rule::Lexical { built_in: "NCName" }),
    ] {
        assert_eq!(refused(&rot(attributes)), (path.clone(), rule));
    }
}

#[test]
fn nil_is_not_written_where_the_declaration_does_not_admit_it() {
    #[derive(Debug)]
    struct Plain(Nillable<String>);

    impl Content for Plain {
        const TYPE: Name = name("");

        fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
            r.one(&const { name("text") }).map(Self)
        }

        fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
            w.one(&name("text"), &self.0)
        }
    }

    impl Root for Plain {
        const NAME: Name = name("rot");
    }

    let error = xml::to_vec(&Plain(Nillable::nil())).unwrap_err();
    assert_eq!((error.path(), error.rule()), ("rot/text", &Rule::NotNillable));
    assert!(xml::to_vec(&Plain(Nillable::of("text").unwrap())).is_ok());
}

#[test]
fn a_nil_root_element_is_read_as_nillable_alone() {
    let document =
        "<post xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" nr=\"1\" xsi:nil=\"true\"></post>";
    let error = xml::from_str::<Post>(document).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::Nil), "{error}");
    let read: Nillable<Post> = xml::from_str(document).unwrap();
    assert_eq!(read, Nillable::Nil(nil(&[("nr", "1")])));
    assert_eq!(xml::to_string(&read).unwrap(), document);
}

#[test]
fn keys_count_wherever_they_stand_when_they_are_written() {
    let element = |text: &str| -> AnyElement { xml::from_str(text).unwrap() };
    let nil_post =
        "<post xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" nr=\"1\" xsi:nil=\"true\"></post>";
    let rot = |poster: Vec<Nillable<Post>>, ovrigt: &[&str]| Rot {
        poster,
        ovrigt: ovrigt.iter().map(|text| element(text)).collect(),
        ..Rot::default()
    };
    let same = [
        rot(vec![post(1), post(1)], &[]),
        rot(vec![post(1), Nillable::Nil(nil(&[("nr", "01")]))], &[]),
        rot(vec![post(1)], &["<okand><post nr=\"1\"></post></okand>"]),
        rot(vec![], &["<okand><post nr=\"1\"></post></okand>", nil_post]),
    ];
    for rot in same {
        let error = xml::to_vec(&rot).unwrap_err();
        assert!(is_repeated(error.rule()), "{error}");
    }
    let different = rot(
        vec![post(2)],
        &["<okand><post nr=\"3\"></post></okand>", nil_post],
    );
    let written = xml::to_string(&different).unwrap();
    assert_eq!(xml::from_str::<Rot>(&written).unwrap(), different);
}
