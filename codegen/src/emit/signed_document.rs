//! A root element whose documents are signed.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, name, path};
use super::signing::feature_signing;
use crate::plan::SignedDocument;

/// `impl signing::Signable`
pub(super) fn item(document: &SignedDocument) -> TokenStream {
    let cfg = feature_signing();
    let (ty, request, id) = (
        ident(&document.ident),
        path(&document.request),
        name(&document.id),
    );
    let signers = document.signers.iter().map(|(role, way)| {
        let names = way.iter().map(name);
        quote!(signing::Signer { role: #role, path: &[#(#names),*] })
    });
    quote! {
        #cfg
        impl signing::Signable for #ty {
            type Request = #request;
            fn layout(&self) -> &'static signing::Layout {
                &signing::Layout {
                    contract: CONTRACT,
                    root: <Self as xml::Root>::NAME,
                    id: &[#id],
                    signers: &[#(#signers),*],
                }
            }
        }
    }
}
