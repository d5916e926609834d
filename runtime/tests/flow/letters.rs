//! A service small enough to be written by hand: letters that a person signs.

use std::time::Duration;

use fk_runtime::flow::{self, State};
use fk_runtime::json::{self, Field, FieldReader, FieldWriter, Object};
use fk_runtime::rest::{
    Answer, AnswerError, Api, Body, Description, FieldError, Fields, Json, Key, Location, Media, Method,
    NoBody, NoFields, Operation, Parameter, Receiver, Status, TextReader, TextWriter, read_json, write_json,
};
use fk_runtime::xml::{self, InvalidValue};
use fk_runtime::{Contract, Pacing, Provenance, Spread};

pub(crate) const LIFE: Duration = Duration::from_secs(7200);

static API: Api = Api {
    service: "letters",
    versions: &["1"],
    addresses: &[],
    pacing: Some(Pacing {
        calls: 200,
        seconds: 60,
        spread: Spread::Freely,
    }),
};

/// The code of a letter.
#[derive(Clone, Eq, Hash, PartialEq)]
pub(crate) struct Code(String);

impl xml::Restriction for Code {
    type Base = String;
    const TYPE: xml::Name = xml::Name(xml::NO_NAMESPACE, "Code");
    fn facets() -> &'static [xml::Facet<String>] {
        static FACETS: [xml::Facet<String>; 2] = [xml::Facet::MinLength(1), xml::Facet::MaxLength(40)];
        &FACETS
    }
}

fk_runtime::restriction!(text Code(String));

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

macro_rules! object {
    ($type:ident { $($field:ident: $value:ty = $number:literal $name:expr),+ }) => {
        #[derive(Clone, Debug)]
        pub(crate) struct $type {
            $(pub(crate) $field: $value),+
        }

        impl Object for $type {
            const FIELDS: &'static [Field] = &[$($name),+];
            fn read_fields(r: &mut FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
                Ok(Self { $($field: r.one($number)?),+ })
            }
            fn write_fields(&self, w: &mut FieldWriter<'_>) -> Result<(), InvalidValue> {
                $(w.one($number, &self.$field)?;)+
                Ok(())
            }
        }
    };
}

object!(Letter { number: String = 0 Field::new("number").personal(), text: String = 1 Field::new("text") });
object!(Taken { code: Code = 0 Field::new("code") });
object!(Problem { text: String = 0 Field::new("text") });
object!(Stands { state: String = 0 Field::new("state") });
object!(Signal { code: Code = 0 Field::new("code"), state: String = 1 Field::new("state") });

/// Which letter it is.
#[derive(Clone, Debug)]
pub(crate) struct Which {
    pub(crate) code: Code,
}

impl Fields for Which {
    const NAMES: &'static [&'static str] = &["code"];
    fn read(r: &mut TextReader<'_>) -> Result<Self, FieldError> {
        Ok(Self { code: r.one(0)? })
    }
    fn write(&self, w: &mut TextWriter) -> Result<(), InvalidValue> {
        w.one(0, &self.code)
    }
}

const WHICH: &[Parameter] = &[Parameter {
    name: "code",
    location: Location::Query,
}];

pub(crate) enum Created {
    Taken(Taken),
    Problem(Problem),
}

impl Answer for Created {
    const STATUSES: &'static [Status] = &[Status::Exactly(200), Status::Exactly(400)];
    const BODIES: &'static [Option<Media>] = &[Some(Media::Json), Some(Media::Json)];
    fn read(status: u16, body: &[u8]) -> Result<Self, AnswerError> {
        match Self::declared(status)? {
            0 => read_json(status, body).map(Self::Taken),
            _ => read_json(status, body).map(Self::Problem),
        }
    }
    fn status(&self) -> u16 {
        match self {
            Self::Taken(_) => 200,
            Self::Problem(_) => 400,
        }
    }
    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue> {
        match self {
            Self::Taken(taken) => write_json(taken),
            Self::Problem(problem) => write_json(problem),
        }
    }
}

pub(crate) struct Answered(Stands);

impl Answer for Answered {
    const STATUSES: &'static [Status] = &[Status::Exactly(200)];
    const BODIES: &'static [Option<Media>] = &[Some(Media::Json)];
    fn read(status: u16, body: &[u8]) -> Result<Self, AnswerError> {
        Self::declared(status)?;
        read_json(status, body).map(Self)
    }
    fn status(&self) -> u16 {
        200
    }
    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue> {
        write_json(&self.0)
    }
}

pub(crate) struct Nothing;

impl Answer for Nothing {
    const STATUSES: &'static [Status] = &[Status::Class(2)];
    const BODIES: &'static [Option<Media>] = &[None];
    fn read(status: u16, _: &[u8]) -> Result<Self, AnswerError> {
        Self::declared(status).map(|_| Self)
    }
    fn status(&self) -> u16 {
        204
    }
    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue> {
        Ok(None)
    }
}

const PLAIN: Description = Description {
    name: "state",
    receiver: Receiver::Service,
    method: Method::Get,
    path: "/v1/state",
    parameters: &[],
    key: None,
    body: None,
};

const KEY: Option<Key> = Some(Key {
    name: "Token",
    location: Location::Header,
});

const JSON: Option<Body> = Some(Body {
    media: Media::Json,
    required: true,
});

macro_rules! operation {
    ($name:ident: $parameters:ty, $body:ty, $answer:ty, $description:expr) => {
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl Operation for $name {
            const API: &'static Api = &API;
            const DESCRIPTION: Description = $description;
            type Parameters = $parameters;
            type Body = $body;
            type Answer = $answer;
        }
    };
}

operation!(Create: NoFields, Json<Letter>, Created, Description {
    name: "create",
    method: Method::Post,
    path: "/v1/letters",
    key: KEY,
    body: JSON,
    ..PLAIN
});
operation!(Ask: Which, NoBody, Answered, Description { parameters: WHICH, key: KEY, ..PLAIN });
operation!(Page: Which, NoBody, Nothing, Description { name: "page", path: "/sign", parameters: WHICH, ..PLAIN });
operation!(Return: Which, NoBody, Nothing, Description {
    name: "return",
    receiver: Receiver::Supplier,
    path: "/return",
    parameters: WHICH,
    ..PLAIN
});
operation!(Tell: NoFields, Json<Signal>, Nothing, Description {
    name: "signal",
    receiver: Receiver::Supplier,
    method: Method::Post,
    path: "/signal",
    body: JSON,
    ..PLAIN
});

#[derive(Debug)]
pub(crate) enum Letters {}

fn state(text: &str) -> State {
    match text {
        "signed" => State::Successful,
        "here" => State::Started,
        _ => State::Absent,
    }
}

macro_rules! protocol {
    ($type:ident, $version:literal) => {
        impl flow::Protocol for $type {
            const CONTRACT: Contract = Contract {
                service: "letters",
                version: $version,
                status: "current",
                provenance: Provenance::Published,
            };
            const LIFE: Duration = LIFE;
            type Fingerprint = Code;
            type Rejected = Problem;
            type Create = Create;
            type Status = Ask;
            type Page = Page;
            type Return = Return;
            type Signal = Tell;

            fn accepted(answer: Created) -> Result<Code, Problem> {
                match answer {
                    Created::Taken(taken) => Ok(taken.code),
                    Created::Problem(problem) => Err(problem),
                }
            }
            fn asked(code: Code) -> Which {
                Which { code }
            }
            fn state(answer: &Answered) -> State {
                state(&answer.0.state)
            }
            fn page(code: Code) -> Which {
                Which { code }
            }
            fn returned(which: Which) -> Code {
                which.code
            }
            fn signalled(signal: Signal) -> (Code, State) {
                let said = state(&signal.state);
                (signal.code, said)
            }
        }
    };
}

protocol!(Letters, "1");
