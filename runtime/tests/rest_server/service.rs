//! A made-up service: notes with numbers.

use axum::http::StatusCode;
use fk_runtime::json::{self, Field, FieldReader, FieldWriter, InvalidValue, ReadError};
use fk_runtime::rest::server::{Refusal, Serve, ShownKey};
use fk_runtime::rest::{
    Answer, AnswerError, Api, Body, ContentError, Description, FieldError, Fields, Json, Key, Location,
    Media, Method, NoBody, NoFields, Operation, Parameter, Receiver, Status, TextReader, TextWriter,
    read_json, write_json,
};
use fk_runtime::xml::{Facet, NO_NAMESPACE, Name, Restriction};

pub(crate) struct Notes;

/// Whose key it was.
pub(crate) struct Caller(String);

/// A text of one to ten characters.
#[derive(Clone, Eq, Hash, PartialEq)]
pub(crate) struct Short(String);

impl Restriction for Short {
    type Base = String;
    const TYPE: Name = Name(NO_NAMESPACE, "Short");
    const PERSONAL: bool = false;
    fn facets() -> &'static [Facet<String>] {
        static FACETS: [Facet<String>; 2] = [Facet::MinLength(1), Facet::MaxLength(10)];
        &FACETS
    }
}

fk_runtime::restriction!(text Short(String));

/// A text, as it is sent and answered.
pub(crate) struct Text(String);

impl json::Object for Text {
    const FIELDS: &'static [Field] = &[Field::new("text")];

    fn read_fields(f: &mut FieldReader<'_, '_>) -> Result<Self, ReadError> {
        let text: Short = f.one(0)?;
        Ok(Self(text.to_string()))
    }

    fn write_fields(&self, f: &mut FieldWriter<'_>) -> Result<(), InvalidValue> {
        // An answer may be longer, but not by much.
        if self.0.len() > 40 {
            let rule = json::Rule::MaxLength {
                limit: 40,
                actual: self.0.len() as u64,
            };
            return Err(InvalidValue::new("Text", rule).inside("text"));
        }
        f.one(0, &self.0)
    }
}

static API: Api = Api {
    service: "notes",
    versions: &["1"],
    addresses: &[],
    pacing: None,
};

const KEY: Key = Key {
    name: "Key",
    location: Location::Header,
};

/// What stands in the path, the query and the header.
pub(crate) struct Which {
    number: u8,
    colour: Option<Short>,
    trace: Short,
}

impl Fields for Which {
    const NAMES: &'static [&'static str] = &["number", "colour", "X-Trace"];

    fn read(r: &mut TextReader<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            number: r.one(0)?,
            colour: r.optional(1)?,
            trace: r.one(2)?,
        })
    }

    fn write(&self, w: &mut TextWriter) -> Result<(), InvalidValue> {
        w.one(0, &self.number)?;
        w.optional(1, self.colour.as_ref())?;
        w.one(2, &self.trace)
    }
}

/// An answer with a text or without.
pub(crate) enum Answered {
    Text(Text),
    Nothing,
    Wrong(Text),
}

impl Answer for Answered {
    const STATUSES: &'static [Status] = &[Status::Exactly(200), Status::Exactly(204), Status::Exactly(422)];
    const BODIES: &'static [Option<Media>] = &[Some(Media::Json), None, Some(Media::Json)];

    fn read(status: u16, body: &[u8]) -> Result<Self, AnswerError> {
        match Self::declared(status)? {
            0 => read_json(status, body).map(Self::Text),
            1 => Ok(Self::Nothing),
            _ => read_json(status, body).map(Self::Wrong),
        }
    }

    fn status(&self) -> u16 {
        match self {
            Self::Text(_) => 200,
            Self::Nothing => 204,
            Self::Wrong(_) => 422,
        }
    }

    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue> {
        match self {
            Self::Text(text) | Self::Wrong(text) => write_json(text),
            Self::Nothing => Ok(None),
        }
    }
}

/// Puts a note.
pub(crate) enum Put {}

impl Operation for Put {
    const API: &'static Api = &API;
    const DESCRIPTION: Description = Description {
        name: "put",
        receiver: Receiver::Service,
        method: Method::Put,
        path: "/notes/{number}",
        parameters: &[
            Parameter {
                name: "number",
                location: Location::Path,
            },
            Parameter {
                name: "colour",
                location: Location::Query,
            },
            Parameter {
                name: "X-Trace",
                location: Location::Header,
            },
        ],
        key: Some(KEY),
        body: Some(Body {
            media: Media::Json,
            required: true,
        }),
    };
    type Parameters = Which;
    type Body = Json<Text>;
    type Answer = Answered;
}

/// Looks whether there are notes.
pub(crate) enum Look {}

impl Operation for Look {
    const API: &'static Api = &API;
    const DESCRIPTION: Description = Description {
        name: "look",
        receiver: Receiver::Service,
        method: Method::Get,
        path: "/notes",
        parameters: &[],
        key: Some(KEY),
        body: None,
    };
    type Parameters = NoFields;
    type Body = NoBody;
    type Answer = Answered;
}

/// Is told of a note, at an address of whoever is told.
pub(crate) enum Note {}

impl Operation for Note {
    const API: &'static Api = &API;
    const DESCRIPTION: Description = Description {
        name: "note",
        receiver: Receiver::Supplier,
        method: Method::Post,
        path: "/",
        parameters: &[],
        key: None,
        body: None,
    };
    type Parameters = NoFields;
    type Body = NoBody;
    type Answer = Answered;
}

fn admit(key: Option<&ShownKey>) -> Result<Caller, Refusal> {
    assert_eq!(format!("{key:?}"), "Some(ShownKey(***))", "it is not shown");
    match key.map(ShownKey::octets) {
        Some(b"one") => Ok(Caller("one".to_owned())),
        _ => Err(Refusal::new(StatusCode::FORBIDDEN, "another key")),
    }
}

impl Serve<Put> for Notes {
    type Caller = Caller;

    fn admit(&self, key: Option<&ShownKey>) -> Result<Caller, Refusal> {
        admit(key)
    }

    async fn carry_out(&self, caller: Caller, which: Which, body: Text) -> Result<Answered, Refusal> {
        let colour = which.colour.as_ref().map_or("-", Short::as_str);
        let repeated = body.0.repeat(if which.number == 99 { 20 } else { 1 });
        let text = format!(
            "{}/{}/{colour}/{}: {repeated}",
            caller.0, which.number, which.trace
        );
        Ok(Answered::Text(Text(text)))
    }

    async fn unreadable(&self, _: Caller, error: ContentError) -> Result<Answered, Refusal> {
        match &error {
            ContentError::Json(read) if read.rule().is_some() => Ok(Answered::Wrong(Text(read.path()))),
            _ => Err(Refusal::new(StatusCode::BAD_REQUEST, error)),
        }
    }
}

impl Serve<Look> for Notes {
    type Caller = Caller;

    fn admit(&self, key: Option<&ShownKey>) -> Result<Caller, Refusal> {
        admit(key)
    }

    async fn carry_out(&self, _: Caller, _: NoFields, (): ()) -> Result<Answered, Refusal> {
        Ok(Answered::Nothing)
    }
}

impl Serve<Note> for Notes {
    type Caller = ();

    fn admit(&self, key: Option<&ShownKey>) -> Result<(), Refusal> {
        assert!(key.is_none());
        Ok(())
    }

    async fn carry_out(&self, (): (), _: NoFields, (): ()) -> Result<Answered, Refusal> {
        Ok(Answered::Nothing)
    }
}
