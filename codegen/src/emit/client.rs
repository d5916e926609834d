//! The client of a port: an async method for each operation. What carries a signed document is sent when all have signed
//! it; what was put together by hand goes through a type of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::names::{ident, path};
use super::operation::fault;
use super::port::{answer, described, method_docs, parameters};
use crate::plan::{Operation, Port};

/// What a call can come to besides its answer.
const ERRORS: &str =
    "Vad som hände i stället för ett svar, och vad som då är att göra: se [`soap::CallError`].";

pub(super) fn items(port: &Port, methods: &[(&str, &Operation)]) -> Vec<TokenStream> {
    let docs = described("Anropar", port);
    let (client, constant) = (ident(&port.client), ident(&port.constant));
    let is_signed = methods.iter().any(|(_, operation)| operation.signed);
    let to_unverified = is_signed.then(|| to_unverified(port));
    let calls = methods.iter().map(|(method, operation)| {
        if operation.signed {
            call_signed(method, operation)
        } else {
            call(method, operation)
        }
    });
    let mut items = vec![
        quote! {
            #docs
            #[cfg(feature = "client")]
            #[derive(Clone, Debug)]
            pub struct #client(soap::Client);
        },
        quote! {
            #[cfg(feature = "client")]
            impl #client {
                /// En klient för ett kontrakts version, med inställningar.
                ///
                /// # Errors
                /// En version som porten inte hör till, eller inställningar som inte går att använda.
                pub fn new(
                    contract: fk_runtime::Contract,
                    settings: soap::Settings,
                ) -> Result<Self, soap::SetupError> {
                    soap::Client::new(&#constant, contract, settings).map(Self)
                }
                #to_unverified
                #(#calls)*
            }
        },
    ];
    if is_signed {
        items.extend(unverified(port, methods));
    }
    items
}

/// The way from a client to what sends without having checked.
fn to_unverified(port: &Port) -> TokenStream {
    let unverified = ident(&port.unverified);
    quote! {
        /// För kuvert som satts ihop för hand: för prov, och för dokument som skrivits under någon annanstans.
        ///
        /// Här kontrolleras varken att dokumentet är giltigt eller av klientens version, vem som har skrivit under det,
        /// i vilken ordning, eller att underskrifterna är äkta och gäller just det.
        #[must_use]
        pub fn unverified(&self) -> #unverified<'_> {
            #unverified(&self.0)
        }
    }
}

fn unverified(port: &Port, methods: &[(&str, &Operation)]) -> [TokenStream; 2] {
    let (client, unverified) = (&port.client, ident(&port.unverified));
    let docs = attributes(&[std::format!(
        "Skickar kuvert utan att veta något om underskrifterna i dem: se [`{client}::unverified`]."
    )]);
    let signed = methods.iter().filter(|(_, operation)| operation.signed);
    let calls = signed.map(|(method, operation)| call(method, operation));
    [
        quote! {
            #docs
            #[cfg(feature = "client")]
            #[derive(Clone, Copy, Debug)]
            pub struct #unverified<'c>(&'c soap::Client);
        },
        quote! {
            #[cfg(feature = "client")]
            impl #unverified<'_> {
                #(#calls)*
            }
        },
    ]
}

/// The async method of an operation.
fn call(method: &str, operation: &Operation) -> TokenStream {
    let (method, marker) = (ident(method), ident(&operation.ident));
    let docs = method_docs(operation, ERRORS);
    let parameters = parameters(&operation.request, &quote!(&));
    let request = if operation.request.body.is_some() {
        quote!(request)
    } else {
        quote!(&soap::Nothing)
    };
    let headers = headers(operation);
    let (answer, fault, simplify) = (answer(&operation.answer), fault(operation), simplify(operation));
    quote! {
        #docs
        pub async fn #method(&self, #parameters) -> Result<#answer, soap::CallError<#fault>> {
            self.0.call::<#marker>(#request, #headers).await #simplify
        }
    }
}

/// The async method of an operation that sends a document when all have signed it.
fn call_signed(method: &str, operation: &Operation) -> TokenStream {
    let (method, marker) = (ident(method), ident(&operation.ident));
    let docs = method_docs(operation, ERRORS);
    let request = operation.request.body.as_ref().map(|body| path(body));
    let parameter = operation.request.headers.as_ref().map(|headers| {
        let headers = path(&headers.ident);
        quote!(headers: &#headers,)
    });
    let headers = headers(operation);
    let (answer, fault, simplify) = (answer(&operation.answer), fault(operation), simplify(operation));
    quote! {
        #docs
        pub async fn #method<T, R>(
            &self,
            signed: &signing::Signed<T, R>,
            #parameter
        ) -> Result<#answer, soap::CallError<#fault>>
        where
            T: signing::Signable<Request = #request>,
            R: signing::Completes<Request = #request>,
        {
            self.0.call_signed::<#marker, T, R>(signed, #headers).await #simplify
        }
    }
}

fn headers(operation: &Operation) -> TokenStream {
    if operation.request.headers.is_some() {
        quote!(headers)
    } else {
        quote!(&())
    }
}

/// What leaves out of an answer what is not there.
fn simplify(operation: &Operation) -> Option<TokenStream> {
    match (&operation.answer.body, &operation.answer.headers) {
        (Some(_), Some(_)) => None,
        (Some(_), None) => Some(quote!(.map(|(answer, ())| answer))),
        (None, Some(_)) => Some(quote!(.map(|(soap::Nothing, headers)| headers))),
        (None, None) => Some(quote!(.map(|(soap::Nothing, ())| ()))),
    }
}
