//! An operation: a type without values that says what is sent and answered, and the headers that it declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::fields::{constructors, definition, reads_with, writes};
use super::names::{ident, name, path};
use super::stubs::feature_soap;
use crate::plan::{ChildNamespace, DocumentId, Field, Form, Headers, Message, Operation, Receipt};

pub(super) fn items(operation: &Operation) -> Vec<TokenStream> {
    let headers = [
        (&operation.request, "anropet till"),
        (&operation.answer, "svaret från"),
    ];
    let mut items: Vec<TokenStream> = headers
        .into_iter()
        .filter_map(|(message, whose)| Some((message.headers.as_ref()?, whose)))
        .flat_map(|(headers, whose)| header(headers, whose, operation))
        .collect();
    items.extend(marker(operation));
    items
}

fn marker(operation: &Operation) -> [TokenStream; 2] {
    let cfg = feature_soap();
    let docs = documented(&documentation(operation), &operation.name);
    let marker = ident(&operation.ident);
    let (name, action) = (&operation.name, &operation.action);
    let (request, request_headers) = types(&operation.request);
    let (answer, answer_headers) = types(&operation.answer);
    let fault = fault(operation);
    let one_way = operation.one_way.then(|| {
        quote!(
            const ONE_WAY: bool = true;
        )
    });
    let document_id = document_id(&operation.document);
    let receipt = operation.receipt.as_ref().map(receipt);
    [
        quote! {
            #docs
            #cfg
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}
        },
        quote! {
            #cfg
            impl soap::Operation for #marker {
                const NAME: &'static str = #name;
                const ACTION: &'static str = #action;
                type Request = #request;
                type RequestHeaders = #request_headers;
                type Answer = #answer;
                type AnswerHeaders = #answer_headers;
                type Fault = #fault;
                #one_way
                #document_id
                #receipt
            }
        },
    ]
}

/// What the contract says of an operation, or that there is one.
pub(super) fn documentation(operation: &Operation) -> Vec<String> {
    if operation.documentation.is_empty() {
        vec!["En operation.".to_owned()]
    } else {
        operation.documentation.clone()
    }
}

/// The type of its faults.
pub(super) fn fault(operation: &Operation) -> TokenStream {
    match &operation.fault {
        Some(fault) => path(fault),
        None => quote!(soap::NoFault),
    }
}

/// The types of a message's body and header.
fn types(message: &Message) -> (TokenStream, TokenStream) {
    let body = match &message.body {
        Some(body) => path(body),
        None => quote!(soap::Nothing),
    };
    let headers = match &message.headers {
        Some(headers) => path(&headers.ident),
        None => quote!(()),
    };
    (body, headers)
}

/// The struct for a header.
fn header(headers: &Headers, whose: &str, operation: &Operation) -> Vec<TokenStream> {
    let docs = documented(
        &[format!(
            "Blocken i huvudet på {whose} operationen {}.",
            operation.name
        )],
        "",
    );
    let mut items = definition(&headers.ident, &docs, &headers.fields);
    items.push(constructors(&headers.ident, &headers.fields));
    let (cfg, struct_name) = (feature_soap(), ident(&headers.ident));
    let names = headers.fields.iter().filter_map(|field| match &field.part.form {
        Form::Element(wire) => Some(name(wire)),
        _ => None,
    });
    let take = |_: &Field| quote!(blocks.take());
    let (read, write) = (reads_with(&headers.fields, take), writes(&headers.fields));
    items.push(quote! {
        #cfg
        impl soap::Headers for #struct_name {
            const NAMES: &'static [xml::Name] = &[#(#names),*];
            fn read(blocks: &mut soap::Blocks) -> Result<Self, xml::ReadError> {
                #read
            }
            fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                #write
            }
        }
    });
    items
}

/// Looks where the identity of the document stands, place after place.
fn document_id(places: &[DocumentId]) -> Option<TokenStream> {
    let mut looks = places.iter().map(look);
    let first = looks.next()?;
    let value = if places.len() == 1 {
        first
    } else {
        quote!({ #first } #(.or_else(|| { #looks }))*)
    };
    Some(quote! {
        fn document_id(request: &Self::Request) -> Option<String> {
            let document = soap::Carrier::document(request);
            #value
        }
    })
}

fn look(place: &DocumentId) -> TokenStream {
    let (root, ty, child) = (path(&place.root), path(&place.ty), &place.child);
    let namespace = match &place.namespace {
        ChildNamespace::OfRoot => quote!(ROOT.0),
        ChildNamespace::None => quote!(xml::NO_NAMESPACE),
        ChildNamespace::Other(uri) => quote!(xml::Namespace { uri: #uri, prefix: "" }),
    };
    quote! {
        const ROOT: xml::Name = <#root as xml::Root>::NAME;
        let id: Option<#ty> = xml::peek(document, &ROOT, const { &[xml::Name(#namespace, #child)] });
        id.map(|id| id.to_string())
    }
}

/// The identity that an answer gives the call.
fn receipt(place: &Receipt) -> TokenStream {
    let field = ident(&place.field);
    let answer = if place.newtype {
        quote!(answer.0)
    } else {
        quote!(answer)
    };
    quote! {
        fn receipt(answer: &Self::Answer) -> Option<&str> {
            Some(#answer.#field.as_str())
        }
    }
}
