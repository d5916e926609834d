//! What generated code says of ports and operations.

use std::fmt;

use crate::contract::{Address, Pacing};
use crate::xml::{First, Group, InvalidValue, Namespace, ReadError, Reader, Root, Writer};

/// A version of SOAP.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Version {
    /// SOAP 1.1 (W3C Note of 2000-05-08), with `text/xml` and `SOAPAction`.
    V1_1,
    /// SOAP 1.2 (W3C Recommendation), with `application/soap+xml`.
    V1_2,
}

/// A port of a WSDL.
#[derive(Debug)]
pub struct Port {
    /// The service of the registry, for example `elt`.
    pub service: &'static str,
    /// The versions of the service whose contracts have this port.
    pub versions: &'static [&'static str],
    /// Its name in the WSDL.
    pub name: &'static str,
    /// The version of SOAP that its binding asks for.
    pub soap: Version,
    /// Where the service answers.
    pub addresses: &'static [Address],
    /// How often it may be called; `None` when nothing is known.
    pub pacing: Option<Pacing>,
}

/// An operation of a port: what is sent, and what can be answered.
pub trait Operation: Send + Sync + 'static {
    /// Its name in the WSDL.
    const NAME: &'static str;
    /// The SOAP action, without quotes; empty when the WSDL gives none.
    const ACTION: &'static str;
    /// The body of the request.
    type Request: Body;
    /// The header of the request.
    type RequestHeaders: Headers;
    /// The body of the answer; [`Nothing`] in a one-way operation.
    type Answer: Body;
    /// The header of the answer.
    type AnswerHeaders: Headers;
    /// The declared faults: an element in the fault's detail each. [`NoFault`] when there are none.
    type Fault: Group + fmt::Debug + Send + Sync + 'static;
    /// Whether nothing is answered. The answer is then [`Nothing`].
    const ONE_WAY: bool = false;

    /// The identity of the document that a request carries, if it carries one and it can be found. It goes into
    /// errors and logs, so it is given only in the form that the contract prescribes.
    fn document_id(request: &Self::Request) -> Option<String> {
        let _ = request;
        None
    }

    /// The identity that the service gave the call, if its answer has one: what a call is traced by.
    fn receipt(answer: &Self::Answer) -> Option<&str> {
        let _ = answer;
        None
    }
}

/// What a service makes of a request: the answer with its header, or why there is none.
pub type Outcome<O> = Result<
    (<O as Operation>::Answer, <O as Operation>::AnswerHeaders),
    super::Rejection<<O as Operation>::Fault>,
>;

/// What stands in an envelope's body: one element, or nothing.
pub trait Body: Sized + Send + Sync + 'static {
    /// What stands for an answer where there is none; only [`Nothing`] does.
    #[must_use]
    fn nothing() -> Option<Self> {
        None
    }

    /// Whether the element that stands ahead, if any, is this body's.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn is_ahead(reader: &mut Reader<'_>) -> Result<bool, ReadError>;

    /// Reads it; the reader stands in the body.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError>;

    /// Writes it.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;
}

impl<T: Root + Send + Sync + 'static> Body for T {
    fn is_ahead(reader: &mut Reader<'_>) -> Result<bool, ReadError> {
        Ok(reader.first(&[First::Element(T::NAME)])?.is_some())
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.anything = T::ANYTHING;
        reader.declared_or_not(T::DECLARATION, |reader| reader.one(const { &T::NAME }))
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.anything = T::ANYTHING;
        writer.declared_or_not(T::DECLARATION, |writer| writer.one(&T::NAME, self))
    }
}

/// The body of a message that has no part.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Nothing;

impl Body for Nothing {
    fn nothing() -> Option<Self> {
        Some(Self)
    }

    fn is_ahead(reader: &mut Reader<'_>) -> Result<bool, ReadError> {
        reader.start_ahead().map(|ahead| !ahead)
    }

    fn read(_: &mut Reader<'_>) -> Result<Self, ReadError> {
        Ok(Self)
    }

    fn write(&self, _: &mut Writer) -> Result<(), InvalidValue> {
        Ok(())
    }
}

/// What stands in an envelope's header: the blocks that the WSDL declares. `()` when it declares none.
pub trait Headers: Sized + Send + Sync + 'static {
    /// What stands for a header where there is none; only `()` does.
    #[must_use]
    fn nothing() -> Option<Self> {
        None
    }

    /// The names of the declared blocks.
    const NAMES: &'static [crate::xml::Name];

    /// Reads the declared blocks.
    ///
    /// # Errors
    /// A block is missing (WS-I Basic Profile 1.1, R2738), or what is wrong inside one.
    fn read(blocks: &mut super::Blocks) -> Result<Self, ReadError>;

    /// Writes the declared blocks.
    ///
    /// # Errors
    /// A rule that a value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;
}

impl Headers for () {
    fn nothing() -> Option<Self> {
        Some(())
    }

    const NAMES: &'static [crate::xml::Name] = &[];

    fn read(_: &mut super::Blocks) -> Result<Self, ReadError> {
        Ok(())
    }

    fn write(&self, _: &mut Writer) -> Result<(), InvalidValue> {
        Ok(())
    }
}

/// The fault of an operation that declares none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoFault {}

impl Group for NoFault {
    const FIRST: &'static [First] = &[];

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        Err(reader.expected(Self::FIRST))
    }

    fn write(&self, _: &mut Writer) -> Result<(), InvalidValue> {
        match *self {}
    }
}

impl Version {
    /// The namespace of its envelope.
    pub(super) const fn namespace(self) -> &'static str {
        self.envelope().uri
    }

    /// The namespace of its envelope, and the prefix that we write.
    pub(super) const fn envelope(self) -> Namespace {
        let uri = match self {
            Self::V1_1 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::V1_2 => "http://www.w3.org/2003/05/soap-envelope",
        };
        Namespace { uri, prefix: "soap" }
    }

    /// The version whose envelope has this namespace.
    pub(super) fn of(namespace: &str) -> Option<Self> {
        [Self::V1_1, Self::V1_2]
            .into_iter()
            .find(|version| version.namespace() == namespace)
    }

    /// Whether an actor or role means whoever the message ends at.
    pub(super) fn is_us(self, role: &str) -> bool {
        let ours: &[&str] = match self {
            Self::V1_1 => &["http://schemas.xmlsoap.org/soap/actor/next"],
            Self::V1_2 => &[
                "http://www.w3.org/2003/05/soap-envelope/role/next",
                "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
            ],
        };
        ours.contains(&role)
    }

    /// The media type of its messages.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::V1_1 => "text/xml",
            Self::V1_2 => "application/soap+xml",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1_1 => "SOAP 1.1",
            Self::V1_2 => "SOAP 1.2",
        })
    }
}
