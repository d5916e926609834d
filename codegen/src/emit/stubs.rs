//! What a module holds besides types: operations, ports, and the bodies that carry a document.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, path};
use super::{operation, port};
use crate::plan::{Carrier, DocumentType, Octets, Stubs};

pub(super) fn items(stubs: &Stubs) -> Vec<TokenStream> {
    let carriers = stubs.carriers.iter().map(carrier);
    let operations = stubs.operations.iter().flat_map(operation::items);
    let ports = stubs
        .ports
        .iter()
        .flat_map(|port| port::items(port, &stubs.operations));
    carriers.chain(operations).chain(ports).collect()
}

/// `use fk_runtime::soap;`
pub(super) fn uses(stubs: &Stubs) -> Option<TokenStream> {
    if stubs.is_empty() {
        return None;
    }
    let cfg = feature_soap();
    Some(quote! {
        #cfg
        use fk_runtime::soap;
    })
}

/// On what needs `fk_runtime::soap`.
pub(super) fn feature_soap() -> TokenStream {
    quote!(#[cfg(any(feature = "client", feature = "server"))])
}

fn carrier(carrier: &Carrier) -> TokenStream {
    let cfg = feature_soap();
    let (body, field) = (ident(&carrier.ident), ident(&carrier.field));
    let value = if carrier.newtype {
        quote!(self.0.#field)
    } else {
        quote!(self.#field)
    };
    let Octets {
        with_attributes,
        restricted,
    } = carrier.octets;
    let text = with_attributes.then(|| quote!(.varde));
    let base = restricted.then(|| quote!(.as_base()));
    let (document, parameter, contract) = match &carrier.document {
        DocumentType::Any(any) => (path(any), quote!(document), quote!(document.contract())),
        DocumentType::One { path: ty, version } if version.is_empty() => {
            (path(ty), quote!(_), quote!(CONTRACT))
        }
        DocumentType::One { path: ty, version } => {
            let version = path(version);
            (path(ty), quote!(_), quote!(#version::CONTRACT))
        }
    };
    quote! {
        #cfg
        impl soap::Carrier for #body {
            type Document = #document;
            fn document(&self) -> &[u8] {
                #value #text #base .as_bytes()
            }
            fn contract(#parameter: &Self::Document) -> fk_runtime::Contract {
                #contract
            }
        }
    }
}
