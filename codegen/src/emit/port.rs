//! A port: the static that says what it is, a service trait, and a router. Its client has a file of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::client;
use super::docs::{attributes, documented, escape};
use super::names::{ident, path};
use super::operation::{documentation, fault};
use super::stubs::feature_soap;
use crate::lower::SoapVersion;
use crate::plan::{Message, Operation, Port};

pub(super) fn items(port: &Port, operations: &[Operation]) -> Vec<TokenStream> {
    let methods: Vec<(&str, &Operation)> = port
        .methods
        .iter()
        .filter_map(|(method, index)| Some((method.as_str(), operations.get(*index)?)))
        .collect();
    let mut items = vec![constant(port)];
    items.extend(client::items(port, &methods));
    items.extend(server(port, &methods));
    items
}

fn constant(port: &Port) -> TokenStream {
    let cfg = feature_soap();
    let (name, versions, constant) = (&port.name, &port.versions, ident(&port.constant));
    let (version, shown) = match port.soap {
        SoapVersion::V1_1 => ("V1_1", "SOAP 1.1"),
        SoapVersion::V1_2 => ("V1_2", "SOAP 1.2"),
    };
    let version = ident(version);
    let docs = documented(&[std::format!("Porten {name}, med {shown}.")], "");
    quote! {
        #docs
        #cfg
        pub static #constant: soap::Port = soap::Port {
            service: super::SERVICE,
            versions: &[#(#versions),*],
            name: #name,
            soap: soap::Version::#version,
            addresses: super::ADDRESSES,
            pacing: super::PACING,
        };
    }
}

/// What the contract says of the service that a port belongs to, behind what it is to a program.
pub(super) fn described(what: &str, port: &Port) -> TokenStream {
    let mut paragraphs = vec![std::format!("{what} porten {}.", port.name)];
    paragraphs.extend(port.documentation.clone());
    documented(&paragraphs, "")
}

fn server(port: &Port, methods: &[(&str, &Operation)]) -> [TokenStream; 2] {
    let (service, router, constant) = (ident(&port.service), ident(&port.router), ident(&port.constant));
    let service_docs = described("Svarar på", port);
    let router_docs = attributes(&[std::format!(
        "Tar emot anrop till porten {} och lämnar dem till `service`.",
        escape(&port.name)
    )]);
    let declarations = methods.iter().map(|(method, operation)| {
        let (method, parameters) = (ident(method), parameters(&operation.request, &quote!()));
        let docs = method_docs(
            operation,
            "Ett av operationens fel, eller varför anropet inte kan besvaras.",
        );
        let (answer, fault) = (answer(&operation.answer), fault(operation));
        quote! {
            #docs
            fn #method(
                &self,
                #parameters
            ) -> impl Future<Output = Result<#answer, soap::Rejection<#fault>>> + Send;
        }
    });
    let dispatch = methods
        .iter()
        .map(|(method, operation)| dispatch(method, operation));
    [
        quote! {
            #service_docs
            #[cfg(feature = "server")]
            pub trait #service: Send + Sync + 'static {
                #(#declarations)*
            }
        },
        quote! {
            #router_docs
            #[cfg(feature = "server")]
            pub fn #router(service: impl #service) -> soap::Router {
                soap::Service::new(&#constant, service) #(#dispatch)* .into_router()
            }
        },
    ]
}

/// The call that leads an operation to its method.
fn dispatch(method: &str, operation: &Operation) -> TokenStream {
    let (method, marker) = (ident(method), ident(&operation.ident));
    let mut arguments = Vec::new();
    let mut argument = |is_there: bool, name: &str, absent: TokenStream| {
        if !is_there {
            return absent;
        }
        let name = ident(name);
        arguments.push(quote!(#name));
        quote!(#name)
    };
    let request = argument(operation.request.body.is_some(), "request", quote!(soap::Nothing));
    let headers = argument(operation.request.headers.is_some(), "headers", quote!(()));
    let complete = match (&operation.answer.body, &operation.answer.headers) {
        (Some(_), Some(_)) => None,
        (Some(_), None) => Some(quote!(.map(|answer| (answer, ())))),
        (None, Some(_)) => Some(quote!(.map(|headers| (soap::Nothing, headers)))),
        (None, None) => Some(quote!(.map(|()| (soap::Nothing, ())))),
    };
    quote! {
        .operation::<#marker, _>(|service, #request, #headers| async move {
            service.#method(#(#arguments),*).await #complete
        })
    }
}

/// `request: &Skicka, headers: &SkickaRequestHeaders`, as far as there are such.
pub(super) fn parameters(message: &Message, reference: &TokenStream) -> TokenStream {
    let body = message.body.iter().map(|body| {
        let body = path(body);
        quote!(request: #reference #body,)
    });
    let headers = message.headers.iter().map(|headers| {
        let headers = path(&headers.ident);
        quote!(headers: #reference #headers,)
    });
    quote!(#(#body)* #(#headers)*)
}

/// What a call that went well comes to.
pub(super) fn answer(message: &Message) -> TokenStream {
    let body = message.body.as_ref().map(|body| path(body));
    let headers = message.headers.as_ref().map(|headers| path(&headers.ident));
    match (body, headers) {
        (Some(body), Some(headers)) => quote!((#body, #headers)),
        (Some(body), None) => body,
        (None, Some(headers)) => headers,
        (None, None) => quote!(()),
    }
}

pub(super) fn method_docs(operation: &Operation, errors: &str) -> TokenStream {
    let docs = documented(&documentation(operation), &operation.name);
    let errors = attributes(&[String::new(), "# Errors".to_owned(), errors.to_owned()]);
    quote!(#docs #errors)
}
