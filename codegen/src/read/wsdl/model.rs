//! What stands in a WSDL 1.1.

use std::collections::BTreeMap;

use crate::place::Place;
use crate::resolve::QName;

/// A WSDL and all that it imports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WsdlDocument {
    /// Its path in the source.
    pub path: String,
    /// `name` of the definitions.
    pub name: Option<String>,
    /// Its target namespace; empty for none.
    pub target_namespace: String,
    /// Documentation of the whole.
    pub documentation: Option<String>,
    /// The schemas inside it, in order. Their components come from [`super::super::read_schemas`].
    pub schemas: Vec<InlineSchema>,
    /// Messages by name.
    pub messages: BTreeMap<QName, Message>,
    /// Port types by name.
    pub port_types: BTreeMap<QName, PortType>,
    /// Bindings by name.
    pub bindings: BTreeMap<QName, Binding>,
    /// Services by name.
    pub services: BTreeMap<QName, Service>,
}

/// A schema inside `wsdl:types`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InlineSchema {
    /// Its target namespace; empty for none.
    pub target_namespace: String,
    /// Where it stands.
    pub place: Place,
}

/// A message (WSDL 1.1, section 2.3).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// A part of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub content: PartContent,
    /// Where it stands.
    pub place: Place,
}

/// What a part holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PartContent {
    /// This global element.
    Element(QName),
    /// A value of this type. No body of document style has such a part.
    Type(QName),
}

/// A port type (WSDL 1.1, section 2.4).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PortType {
    /// Its operations, in order, each with a name of its own.
    pub operations: Vec<Operation>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// An operation: request-response, or one-way when there is no output.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: Option<String>,
    /// What is sent.
    pub input: OperationMessage,
    /// What is answered.
    pub output: Option<OperationMessage>,
    /// What is answered when it fails, each with a name.
    pub faults: Vec<OperationMessage>,
    /// Where it stands.
    pub place: Place,
}

/// A message in an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OperationMessage {
    /// Its name in the operation; empty where none is given.
    pub name: String,
    /// The message.
    pub message: QName,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// A SOAP binding of document style (WSDL 1.1, section 3; WSDL 1.1 Binding Extension for SOAP 1.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Binding {
    /// The port type that it binds.
    pub port_type: QName,
    /// The version of SOAP.
    pub soap: SoapVersion,
    /// The operations that it binds, in order.
    pub operations: Vec<BindingOperation>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// A version of SOAP.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum SoapVersion {
    /// SOAP 1.1.
    V1_1,
    /// SOAP 1.2.
    V1_2,
}

/// An operation in a binding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BindingOperation {
    /// The name of the operation in the port type.
    pub name: String,
    /// The SOAP action; `None` where none is given.
    pub soap_action: Option<String>,
    /// How the input is carried.
    pub input: BoundMessage,
    /// How the output is carried.
    pub output: Option<BoundMessage>,
    /// The faults that are carried as SOAP fault details, by their names in the operation.
    pub faults: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// How a message is carried.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BoundMessage {
    /// The element in the body; `None` for an empty body.
    pub body: Option<QName>,
    /// The elements in the header.
    pub headers: Vec<Header>,
    /// Where it stands.
    pub place: Place,
}

/// An element in the header.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// The message that it is a part of.
    pub message: QName,
    /// The part.
    pub part: String,
    /// The element.
    pub element: QName,
    /// Where it stands.
    pub place: Place,
}

/// A service (WSDL 1.1, section 2.7).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Service {
    /// Its ports, in order.
    pub ports: Vec<Port>,
    /// The file that declares it, as a path in the source.
    pub file: String,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// A port: a binding at an address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// The binding.
    pub binding: QName,
    /// The address.
    pub address: String,
    /// Where it stands.
    pub place: Place,
}
