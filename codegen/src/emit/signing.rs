//! What a module says of signatures: the request, its roles, the type of a signature, the document that is signed.

use proc_macro2::TokenStream;
use quote::quote;

use super::{role, signature, signed_document, signed_request};
use crate::plan::{Module, Signing};

pub(super) fn items(signing: &Signing) -> Vec<TokenStream> {
    let document = signing.document.iter().map(signed_document::item);
    let signature = signing.signature.iter().map(signature::item);
    let request = signing.request.iter().flat_map(|request| {
        let roles = request.roles.iter().flat_map(|role| role::items(role, request));
        std::iter::once(signed_request::item(request)).chain(roles)
    });
    document.chain(signature).chain(request).collect()
}

/// `use fk_runtime::signing;`
pub(super) fn uses(module: &Module) -> Option<TokenStream> {
    let cfg = if !module.signing.is_empty() {
        feature_signing()
    } else if module.stubs.operations.iter().any(|operation| operation.signed) {
        // The client of a request that another module has.
        quote!(#[cfg(feature = "client")])
    } else {
        return None;
    };
    Some(quote! {
        #cfg
        use fk_runtime::signing;
    })
}

/// On what needs `fk_runtime::signing`.
pub(super) fn feature_signing() -> TokenStream {
    quote!(#[cfg(feature = "signing")])
}
