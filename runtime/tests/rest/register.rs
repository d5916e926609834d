//! An API small enough to be written by hand: a register of people, with something in every place that there is.

use fk_runtime::json::{self, Field, FieldReader, FieldWriter, Object};
use fk_runtime::rest::{
    Answer, AnswerError, Api, Body, Description, FieldError, Fields, Json, Key, Location, Media, Method,
    NoBody, NoFields, Operation, Parameter, Receiver, Status, TextReader, TextWriter, read_json, write_json,
};
use fk_runtime::xml::{self, InvalidValue};
use fk_runtime::{Contract, Provenance};

pub(crate) static API: Api = api("register");
static OTHER: Api = api("elsewhere");

const fn api(service: &'static str) -> Api {
    Api {
        service,
        versions: &["1"],
        addresses: &[],
        pacing: None,
    }
}

pub(crate) const CONTRACT: Contract = Contract {
    service: "register",
    version: "1",
    status: "current",
    provenance: Provenance::Published,
};

/// Personal, wherever it stands.
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct Number(String);

impl xml::Restriction for Number {
    type Base = String;
    const TYPE: xml::Name = xml::Name(xml::NO_NAMESPACE, "Number");
    const PERSONAL: bool = true;
    fn facets() -> &'static [xml::Facet<String>] {
        &[]
    }
}

fk_runtime::restriction!(text Number(String));

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) number: Number,
    pub(crate) hours: u8,
    /// Personal here.
    pub(crate) note: Option<String>,
}

impl Person {
    pub(crate) fn example() -> Self {
        Self {
            number: number(),
            hours: 37,
            note: Some("Bor hos Tolvan".to_owned()),
        }
    }
}

pub(crate) fn number() -> Number {
    "189001019802".parse().unwrap()
}

impl Object for Person {
    const FIELDS: &'static [Field] = &[
        Field::new("number"),
        Field::new("hours"),
        Field::new("note").personal(),
    ];
    fn read_fields(r: &mut FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            number: r.one(0)?,
            hours: r.one(1)?,
            note: r.optional(2)?,
        })
    }
    fn write_fields(&self, w: &mut FieldWriter<'_>) -> Result<(), InvalidValue> {
        w.one(0, &self.number)?;
        w.one(1, &self.hours)?;
        w.optional(2, self.note.as_ref())
    }
    fn rules(&self) -> Result<(), InvalidValue> {
        json::absent_with(
            "note",
            self.note.as_ref(),
            "hours",
            (self.hours == 0).then_some(&()),
        )
    }
}

/// What is answered, well or ill.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    pub(crate) said: String,
}

impl Object for Said {
    const FIELDS: &'static [Field] = &[Field::new("said")];
    fn read_fields(r: &mut FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self { said: r.one(0)? })
    }
    fn write_fields(&self, w: &mut FieldWriter<'_>) -> Result<(), InvalidValue> {
        w.one(0, &self.said)
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Reply {
    Taken(Said),
    Nothing,
    Wrong(Said),
    Broken(Said),
}

impl Answer for Reply {
    const STATUSES: &'static [Status] = &[
        Status::Exactly(200),
        Status::Exactly(204),
        Status::Exactly(400),
        Status::Exactly(503),
    ];
    const BODIES: &'static [Option<Media>] = &[Some(Media::Json), None, Some(Media::Json), Some(Media::Json)];
    fn read(status: u16, body: &[u8]) -> Result<Self, AnswerError> {
        match Self::declared(status)? {
            0 => read_json(status, body).map(Self::Taken),
            1 => Ok(Self::Nothing),
            2 => read_json(status, body).map(Self::Wrong),
            _ => read_json(status, body).map(Self::Broken),
        }
    }
    fn status(&self) -> u16 {
        match self {
            Self::Taken(_) => 200,
            Self::Nothing => 204,
            Self::Wrong(_) => 400,
            Self::Broken(_) => 503,
        }
    }
    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue> {
        match self {
            Self::Taken(said) | Self::Wrong(said) | Self::Broken(said) => write_json(said),
            Self::Nothing => Ok(None),
        }
    }
}

/// Where someone is found: in the path, in the query and in the header.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) place: String,
    pub(crate) number: Option<Number>,
    pub(crate) word: Option<String>,
    /// Personal here.
    pub(crate) hint: Option<String>,
}

impl Found {
    pub(crate) fn at(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            number: None,
            word: None,
            hint: None,
        }
    }
}

impl Fields for Found {
    const NAMES: &'static [&'static str] = &["place", "number", "word", "X-Hint"];
    const PERSONAL: &'static [&'static str] = &["X-Hint"];
    fn read(r: &mut TextReader<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            place: r.one(0)?,
            number: r.optional(1)?,
            word: r.optional(2)?,
            hint: r.optional(3)?,
        })
    }
    fn write(&self, w: &mut TextWriter) -> Result<(), InvalidValue> {
        w.one(0, &self.place)?;
        w.optional(1, self.number.as_ref())?;
        w.optional(2, self.word.as_ref())?;
        w.optional(3, self.hint.as_ref())
    }
}

const FOUND: &[Parameter] = &[
    Parameter {
        name: "place",
        location: Location::Path,
    },
    Parameter {
        name: "number",
        location: Location::Query,
    },
    Parameter {
        name: "word",
        location: Location::Query,
    },
    Parameter {
        name: "X-Hint",
        location: Location::Header,
    },
];

const KEY: Key = Key {
    name: "Token",
    location: Location::Header,
};

/// What all operations have that say nothing else.
const PLAIN: Description = Description {
    name: "ask",
    receiver: Receiver::Service,
    method: Method::Get,
    path: "/v1/people",
    parameters: &[],
    key: None,
    body: None,
};

macro_rules! operation {
    ($name:ident of $api:ident: $parameters:ty, $body:ty, $description:expr) => {
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl Operation for $name {
            const API: &'static Api = &$api;
            const DESCRIPTION: Description = $description;
            type Parameters = $parameters;
            type Body = $body;
            type Answer = Reply;
        }
    };
}

operation!(Register of API: NoFields, Json<Person>, Description {
    name: "register",
    method: Method::Post,
    key: Some(KEY),
    body: Some(Body { media: Media::Json, required: true }),
    ..PLAIN
});
operation!(Find of API: Found, NoBody, Description {
    name: "find",
    path: "/v1/people/{place}/all",
    parameters: FOUND,
    key: Some(KEY),
    ..PLAIN
});
operation!(KeyInQuery of API: NoFields, NoBody, Description {
    name: "keyInQuery",
    key: Some(Key { name: "api key", location: Location::Query }),
    ..PLAIN
});
operation!(Ask of API: NoFields, NoBody, PLAIN);
operation!(AskElsewhere of OTHER: NoFields, NoBody, PLAIN);
operation!(AskUs of API: NoFields, NoBody, Description { receiver: Receiver::Supplier, ..PLAIN });
