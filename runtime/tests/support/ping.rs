//! A contract small enough to be written by hand: an operation with a header, two faults and one-way company.
#![allow(dead_code, reason = "each test crate uses its part of it")]

use fk_runtime::soap::{self, Blocks, Headers, Nothing, Operation, Version};
use fk_runtime::xml::{self, First, Group, Name, Namespace};
use fk_runtime::{Contract, Provenance};

pub(crate) const NS: Namespace = Namespace {
    uri: "urn:test:ping",
    prefix: "",
};

macro_rules! element {
    ($type:ident, $name:literal) => {
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub(crate) struct $type(pub(crate) String);

        impl xml::Content for $type {
            const TYPE: Name = Name(NS, $name);
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                r.attributes(&[])?;
                Ok(Self(r.one(&Name(NS, "text"))?))
            }
            fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                w.one(&Name(NS, "text"), &self.0)
            }
        }

        impl xml::Root for $type {
            const NAME: Name = Name(NS, $name);
        }
    };
}

element!(Ping, "Ping");
element!(Pong, "Pong");
element!(Token, "Token");
element!(TooLoud, "TooLoud");
element!(Busy, "Busy");
element!(Note, "Note");

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum PingFault {
    TooLoud(TooLoud),
    Busy(Busy),
}

impl Group for PingFault {
    const FIRST: &'static [First] = &[
        First::Element(Name(NS, "TooLoud")),
        First::Element(Name(NS, "Busy")),
    ];
    fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
        match r.choose(Self::FIRST)? {
            0 => r.one(&Name(NS, "TooLoud")).map(Self::TooLoud),
            _ => r.one(&Name(NS, "Busy")).map(Self::Busy),
        }
    }
    fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
        match self {
            Self::TooLoud(value) => w.one(&Name(NS, "TooLoud"), value),
            Self::Busy(value) => w.one(&Name(NS, "Busy"), value),
        }
    }
}

/// The header of both messages of [`WithToken`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct TokenHeader {
    pub(crate) token: Token,
}

impl Headers for TokenHeader {
    const NAMES: &'static [Name] = &[Name(NS, "Token")];
    fn read(blocks: &mut Blocks) -> Result<Self, xml::ReadError> {
        Ok(Self {
            token: blocks.take()?,
        })
    }
    fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
        w.one(&Name(NS, "Token"), &self.token)
    }
}

#[derive(Debug)]
pub(crate) enum PingOperation {}

impl Operation for PingOperation {
    const NAME: &'static str = "Ping";
    const ACTION: &'static str = "urn:test:ping:Ping";
    type Request = Ping;
    type RequestHeaders = ();
    type Answer = Pong;
    type AnswerHeaders = ();
    type Fault = PingFault;

    fn document_id(request: &Ping) -> Option<String> {
        Some(request.0.clone())
    }

    fn receipt(answer: &Pong) -> Option<&str> {
        Some(&answer.0)
    }
}

/// As [`PingOperation`], with a header both ways.
#[derive(Debug)]
pub(crate) enum WithToken {}

impl Operation for WithToken {
    const NAME: &'static str = "Ping";
    const ACTION: &'static str = "";
    type Request = Ping;
    type RequestHeaders = TokenHeader;
    type Answer = Pong;
    type AnswerHeaders = TokenHeader;
    type Fault = PingFault;
}

/// Nothing is answered.
#[derive(Debug)]
pub(crate) enum NoteOperation {}

impl Operation for NoteOperation {
    const NAME: &'static str = "Note";
    const ACTION: &'static str = "";
    type Request = Note;
    type RequestHeaders = ();
    type Answer = Nothing;
    type AnswerHeaders = ();
    type Fault = soap::NoFault;
    const ONE_WAY: bool = true;
}

const fn port(soap: Version) -> soap::Port {
    soap::Port {
        service: "ping",
        versions: &["1"],
        name: "PingPort",
        soap,
        addresses: &[],
        pacing: None,
    }
}

pub(crate) static PORT: soap::Port = port(Version::V1_1);
pub(crate) static PORT_1_2: soap::Port = port(Version::V1_2);

/// What a client of [`PORT`] is made for.
pub(crate) const CONTRACT: Contract = Contract {
    service: "ping",
    version: "1",
    status: "current",
    provenance: Provenance::Published,
};
