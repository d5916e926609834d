//! Operations of an OpenAPI document: what is sent and answered, and where everything stands.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, documented};
use super::fields::{constructors, definition};
use super::names::{ident, path};
use super::object::fields_impl;
use super::stubs::feature_soap as feature_calls;
use crate::plan::{Answer, Call, CallBody, Calls, Member, Parameters};
use crate::read::openapi::{Media, Method, ParameterLocation, Receiver, Status};

pub(super) fn items(calls: &Calls) -> Vec<TokenStream> {
    if calls.calls.is_empty() {
        return Vec::new();
    }
    let mut items = vec![api(calls)];
    items.extend(calls.calls.iter().flat_map(call));
    items
}

/// `use fk_runtime::rest;`
pub(super) fn uses(calls: &Calls, has_forms: bool) -> Option<TokenStream> {
    let cfg = feature_calls();
    (!calls.calls.is_empty() || has_forms).then(|| {
        quote! {
            #cfg
            use fk_runtime::rest;
        }
    })
}

fn api(calls: &Calls) -> TokenStream {
    let (cfg, versions) = (feature_calls(), &calls.versions);
    quote! {
        /// Tjänsten som operationerna hör till.
        #cfg
        pub static API: rest::Api = rest::Api {
            service: super::SERVICE,
            versions: &[#(#versions),*],
            addresses: super::ADDRESSES,
            pacing: super::PACING,
        };
    }
}

fn call(call: &Call) -> Vec<TokenStream> {
    let mut items: Vec<TokenStream> = call
        .parameters
        .iter()
        .flat_map(|of_it| parameters(of_it, call))
        .collect();
    items.extend(answers(call));
    items.extend(marker(call));
    items
}

/// What the document says of an operation, or that there is one.
fn documentation(call: &Call) -> Vec<String> {
    if call.documentation.is_empty() {
        vec!["En operation.".to_owned()]
    } else {
        call.documentation.clone()
    }
}

fn parameters(parameters: &Parameters, call: &Call) -> Vec<TokenStream> {
    let docs = documented(
        &[std::format!("Parametrarna till operationen {}.", call.name)],
        "",
    );
    let mut items = definition(&parameters.ident, &docs, &parameters.fields);
    items.push(constructors(&parameters.ident, &parameters.fields));
    let members: Vec<Member> = parameters.fields.iter().cloned().map(Member::Field).collect();
    items.push(fields_impl(&parameters.ident, &members));
    items
}

fn marker(call: &Call) -> [TokenStream; 2] {
    let cfg = feature_calls();
    let docs = documented(&documentation(call), &call.name);
    let (marker, answer) = (ident(&call.ident), ident(&call.answer));
    let (name, path_text) = (&call.name, &call.path);
    let receiver = ident(match call.receiver {
        Receiver::Service => "Service",
        Receiver::Supplier => "Supplier",
    });
    let method = ident(match call.method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Patch => "Patch",
    });
    let of_it = call.parameters.as_ref();
    let parameters = of_it.map_or_else(|| quote!(rest::NoFields), |of_it| path(&of_it.ident));
    let described = of_it.into_iter().flat_map(|of_it| {
        of_it
            .fields
            .iter()
            .zip(&of_it.locations)
            .map(|(field, location)| {
                let (name, location) = (&field.segment, ident(location_name(*location)));
                quote!(rest::Parameter { name: #name, location: rest::Location::#location })
            })
    });
    let key = match &call.key {
        Some((name, location)) => {
            let location = ident(location_name(*location));
            quote!(Some(rest::Key { name: #name, location: rest::Location::#location }))
        }
        None => quote!(None),
    };
    let (body, body_type) = body(call.body.as_ref());
    [
        quote! {
            #docs
            #cfg
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}
        },
        quote! {
            #cfg
            impl rest::Operation for #marker {
                const API: &'static rest::Api = &API;
                const DESCRIPTION: rest::Description = rest::Description {
                    name: #name,
                    receiver: rest::Receiver::#receiver,
                    method: rest::Method::#method,
                    path: #path_text,
                    parameters: &[#(#described),*],
                    key: #key,
                    body: #body,
                };
                type Parameters = #parameters;
                type Body = #body_type;
                type Answer = #answer;
            }
        },
    ]
}

fn location_name(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "Path",
        ParameterLocation::Query => "Query",
        ParameterLocation::Header => "Header",
    }
}

/// How the body is described, and its type.
fn body(body: Option<&CallBody>) -> (TokenStream, TokenStream) {
    let Some(body) = body else {
        return (quote!(None), quote!(rest::NoBody));
    };
    let (ty, required) = (path(&body.ty), body.required);
    let media = ident(match body.media {
        Media::Json => "Json",
        Media::Form => "Form",
    });
    let content = quote!(rest::#media<#ty>);
    (
        quote!(Some(rest::Body { media: rest::Media::#media, required: #required })),
        if required {
            content
        } else {
            quote!(rest::Optional<#content>)
        },
    )
}

/// The enum of the answers.
fn answers(call: &Call) -> [TokenStream; 2] {
    let cfg = feature_calls();
    let answer = ident(&call.answer);
    let docs = attributes(&[std::format!(
        "Svaren på operationen {}, efter HTTP-status.",
        super::docs::code(&call.name)
    )]);
    let variants = call.answers.iter().map(|answer| {
        let docs = documented(&answer.documentation, &wire(answer.status));
        let name = ident(&answer.ident);
        let status = (!matches!(answer.status, Status::Exactly(_))).then(|| quote!(u16,));
        let ty = answer.ty.as_ref().map(|ty| path(ty));
        let payload = (status.is_some() || ty.is_some()).then(|| quote!((#status #ty)));
        quote!(#docs #name #payload)
    });
    let statuses = call.answers.iter().map(|answer| status(answer.status));
    let bodies = call.answers.iter().map(|answer| match answer.ty {
        Some(_) => quote!(Some(rest::Media::Json)),
        None => quote!(None),
    });
    let last = call.answers.len().saturating_sub(1);
    let reads = call.answers.iter().enumerate().map(|(index, answer)| {
        let number = Literal::usize_unsuffixed(index);
        let pattern = if index == last { quote!(_) } else { quote!(#number) };
        let value = read(answer);
        quote!(#pattern => #value)
    });
    let body = if call.answers.iter().any(|answer| answer.ty.is_some()) {
        quote!(body)
    } else {
        quote!(_)
    };
    let numbers = call.answers.iter().map(|answer| {
        let name = ident(&answer.ident);
        match (answer.status, answer.ty.is_some()) {
            (Status::Exactly(status), true) => {
                let status = Literal::u16_unsuffixed(status);
                quote!(Self::#name(_) => #status)
            }
            (Status::Exactly(status), false) => {
                let status = Literal::u16_unsuffixed(status);
                quote!(Self::#name => #status)
            }
            (_, true) => quote!(Self::#name(status, _) => *status),
            (_, false) => quote!(Self::#name(status) => *status),
        }
    });
    let writes = call.answers.iter().map(|answer| {
        let name = ident(&answer.ident);
        match (matches!(answer.status, Status::Exactly(_)), answer.ty.is_some()) {
            (true, true) => quote!(Self::#name(value) => rest::write_json(value)),
            (false, true) => quote!(Self::#name(_, value) => rest::write_json(value)),
            (true, false) => quote!(Self::#name => Ok(None)),
            (false, false) => quote!(Self::#name(_) => Ok(None)),
        }
    });
    let choice = match call.answers.as_slice() {
        [only] => {
            let value = read(only);
            quote!(Self::declared(status)?; #value)
        }
        _ => quote!(match Self::declared(status)? { #(#reads,)* }),
    };
    [
        quote! {
            #docs
            #cfg
            #[derive(Clone, Debug, Eq, PartialEq)]
            pub enum #answer { #(#variants),* }
        },
        quote! {
            #cfg
            impl rest::Answer for #answer {
                const STATUSES: &'static [rest::Status] = &[#(#statuses),*];
                const BODIES: &'static [Option<rest::Media>] = &[#(#bodies),*];
                fn read(status: u16, #body: &[u8]) -> Result<Self, rest::AnswerError> {
                    #choice
                }
                fn status(&self) -> u16 {
                    match self { #(#numbers,)* }
                }
                fn write(&self) -> Result<Option<Vec<u8>>, xml::InvalidValue> {
                    match self { #(#writes,)* }
                }
            }
        },
    ]
}

fn read(answer: &Answer) -> TokenStream {
    let name = ident(&answer.ident);
    match (matches!(answer.status, Status::Exactly(_)), answer.ty.is_some()) {
        (true, true) => quote!(rest::read_json(status, body).map(Self::#name)),
        (false, true) => quote!(rest::read_json(status, body).map(|value| Self::#name(status, value))),
        (true, false) => quote!(Ok(Self::#name)),
        (false, false) => quote!(Ok(Self::#name(status))),
    }
}

fn status(status: Status) -> TokenStream {
    match status {
        Status::Exactly(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(rest::Status::Exactly(#status))
        }
        Status::Class(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote!(rest::Status::Class(#class))
        }
        Status::Default => quote!(rest::Status::Default),
    }
}

/// The status as the document writes it.
fn wire(status: Status) -> String {
    match status {
        Status::Exactly(status) => status.to_string(),
        Status::Class(class) => std::format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}
