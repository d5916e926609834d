//! Services of a WSDL, and what can be called there.

use std::collections::BTreeMap;

use super::{QName, SoapVersion};
use crate::place::Place;

/// A service of a WSDL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Service {
    /// Its documentation.
    pub documentation: Vec<String>,
    /// The file that declares it.
    pub file: String,
    /// Where and how it is called.
    pub ports: Vec<Port>,
}

/// A binding at an address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// Where, for errors.
    pub place: Place,
    /// Its address in the WSDL.
    pub address: String,
    /// The port type that it binds.
    pub port_type: QName,
    /// The version of SOAP; the style is document/literal, all others are refused when reading.
    pub soap: SoapVersion,
    /// What can be called there.
    pub operations: Vec<Operation>,
}

/// An operation. Its messages are global elements of the contract.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Where it is bound, for errors.
    pub place: Place,
    /// The value of the `SOAPAction` header, without its quotes.
    pub soap_action: Option<String>,
    /// Its documentation.
    pub documentation: Vec<String>,
    /// The element in the request's body.
    pub request: Option<QName>,
    /// The elements in the request's header.
    pub request_headers: Vec<QName>,
    /// Nothing is answered.
    pub one_way: bool,
    /// The element in the answer's body.
    pub answer: Option<QName>,
    /// The elements in the answer's header.
    pub answer_headers: Vec<QName>,
    /// The elements in a fault's detail, by the fault's name.
    pub faults: BTreeMap<String, QName>,
}

impl Operation {
    /// Every element that its messages consist of.
    pub fn elements(&self) -> impl Iterator<Item = &QName> {
        let bodies = self.request.iter().chain(&self.answer);
        bodies
            .chain(&self.request_headers)
            .chain(&self.answer_headers)
            .chain(self.faults.values())
    }
}
