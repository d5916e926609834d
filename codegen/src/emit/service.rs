//! The module of a service: its versions side by side.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, escape};
use super::module::provenance_text;
use super::names::{ident, path};
use super::signing::feature_signing;
use super::source::{format, header, module_docs};
use crate::plan::{AnyRoot, ServiceModel};
use crate::registry::{Address, Environment, Pacing, Spread};

pub(super) fn source(model: &ServiceModel, shown: &str) -> String {
    let mut docs = vec![std::format!("{}.", escape(model.title.trim_end_matches('.')))];
    if let Some(page) = &model.page {
        docs.extend([String::new(), std::format!("Försäkringskassans sida: <{page}>")]);
    }
    docs.push(String::new());
    docs.push("| version | status | ursprung |".to_owned());
    docs.push("|---|---|---|".to_owned());
    for version in &model.versions {
        let provenance = provenance_text(version.provenance).trim_start_matches("Ursprung: ");
        docs.push(std::format!(
            "| [`{}`] {} | {} | {provenance} |",
            version.module,
            escape(&version.id),
            version.status
        ));
    }
    let mut text = header(shown, &[]);
    text.push_str(&module_docs(&docs));
    text.push('\n');
    let modules = model.modules.iter().map(|module| {
        let name = ident(&module.name);
        quote!(pub mod #name;)
    });
    let current = alias(model, "current");
    let previous = alias(model, "previous");
    let id = &model.id;
    let uses = (!model.any_roots.is_empty()).then(|| {
        quote!(
            use fk_runtime::xml;
        )
    });
    let head = [
        quote!(#uses),
        quote!(#(#modules)*),
        quote!(#current #previous),
        quote! {
            /// Tjänstens beteckning.
            pub const SERVICE: &str = #id;
        },
        addresses(&model.addresses),
        pacing(model.pacing.as_ref()),
    ];
    text.push_str(&format(
        head.into_iter()
            .filter(|tokens| !tokens.is_empty())
            .chain(model.any_roots.iter().flat_map(any_root)),
    ));
    text
}

/// `pub use v1_0_2 as current;`
fn alias(model: &ServiceModel, status: &str) -> Option<TokenStream> {
    let version = model.versions.iter().find(|version| version.status == status)?;
    let (module, alias) = (ident(&version.module), ident(status));
    Some(quote!(pub use #module as #alias;))
}

/// `pub const ADDRESSES`
fn addresses(addresses: &[Address]) -> TokenStream {
    let mut lines = vec![
        "Var tjänsten svarar, så vitt känt. Varje leverantör får sin adress av Försäkringskassan.".to_owned(),
    ];
    lines.extend((!addresses.is_empty()).then(String::new));
    for address in addresses {
        let source = escape(&one_line(&address.source));
        lines.push(std::format!("- {}: {source}", environment(address.environment)));
    }
    let docs = attributes(&lines);
    let addresses = addresses.iter().map(|address| {
        let (environment, url) = (ident(environment(address.environment)), &address.url);
        quote!(fk_runtime::Address { environment: fk_runtime::Environment::#environment, url: #url })
    });
    quote! {
        #docs
        pub const ADDRESSES: &[fk_runtime::Address] = &[#(#addresses),*];
    }
}

fn environment(environment: Environment) -> &'static str {
    match environment {
        Environment::Test => "Test",
        Environment::Production => "Production",
    }
}

/// `pub const PACING`
fn pacing(pacing: Option<&Pacing>) -> TokenStream {
    let mut lines = vec!["Hur ofta tjänsten får anropas, så vitt känt.".to_owned()];
    let value = match pacing {
        Some(Pacing {
            calls,
            seconds,
            spread,
            source,
        }) => {
            lines.extend([
                String::new(),
                std::format!("Källa: {}", escape(&one_line(source))),
            ]);
            let (calls, seconds) = (Literal::u32_unsuffixed(*calls), Literal::u32_unsuffixed(*seconds));
            let spread = match spread {
                Spread::Evenly => quote!(fk_runtime::Spread::Evenly),
                Spread::Freely => quote!(fk_runtime::Spread::Freely),
            };
            quote!(Some(fk_runtime::Pacing { calls: #calls, seconds: #seconds, spread: #spread }))
        }
        None => quote!(None),
    };
    let docs = attributes(&lines);
    quote! {
        #docs
        pub const PACING: Option<fk_runtime::Pacing> = #value;
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document that several versions have: the current version is tried first.
fn any_root(any: &AnyRoot) -> Vec<TokenStream> {
    let name = ident(&any.ident);
    let docs = attributes(&[
        std::format!("En `{}` i den version som dokumentet är giltigt i.", any.element),
        String::new(),
        "Den gällande versionen prövas först, sedan den föregående; ett dokument kan vara giltigt i båda."
            .to_owned(),
    ]);
    let variants = any.variants.iter().map(|variant| {
        let (docs, ty) = (
            attributes(&[std::format!("Version {}.", variant.version)]),
            path(&variant.ty),
        );
        let variant = ident(&variant.ident);
        quote!(#docs #variant(#ty))
    });
    let mut reads = any
        .variants
        .iter()
        .map(|variant| (ident(&variant.ident), path(&variant.ty)));
    let first = reads.next().map(|(variant, ty)| {
        quote! {
            let error = match <#ty as xml::Document>::from_text(text, limits) {
                Ok(document) => return Ok(Self::#variant(document)),
                Err(error) => error,
            };
        }
    });
    let contracts = any.variants.iter().map(|variant| {
        let (variant, module) = (ident(&variant.ident), ident(&variant.module));
        quote!(Self::#variant(_) => #module::CONTRACT)
    });
    let others = reads.map(|(variant, ty)| {
        quote! {
            if let Ok(document) = <#ty as xml::Document>::from_text(text, limits) {
                return Ok(Self::#variant(document));
            }
        }
    });
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug, Eq, PartialEq)]
            pub enum #name { #(#variants),* }
        },
        quote! {
            impl #name {
                /// Kontraktet i den version som dokumentet lästes i.
                #[must_use]
                pub fn contract(&self) -> fk_runtime::Contract {
                    match self { #(#contracts,)* }
                }
            }
        },
        quote! {
            /// Felet är den gällande versionens, när ingen version tar emot dokumentet.
            impl xml::Document for #name {
                fn from_text(text: &str, limits: xml::Limits) -> Result<Self, xml::ReadError> {
                    #first
                    #(#others)*
                    Err(error)
                }
            }
        },
    ];
    items.extend(any.request.as_ref().map(|request| any_signed(any, request)));
    items
}

/// A document of whichever version that is to be signed.
fn any_signed(any: &AnyRoot, request: &str) -> TokenStream {
    let (name, request, cfg) = (ident(&any.ident), path(request), feature_signing());
    let layouts = any.variants.iter().map(|variant| {
        let variant = ident(&variant.ident);
        quote!(Self::#variant(document) => fk_runtime::signing::Signable::layout(document))
    });
    quote! {
        #cfg
        impl fk_runtime::signing::Signable for #name {
            type Request = #request;
            fn layout(&self) -> &'static fk_runtime::signing::Layout {
                match self { #(#layouts,)* }
            }
        }
    }
}
