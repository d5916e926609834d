//! A request with signatures, both ways: put together from them, and taken apart.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, path};
use super::signature::octets;
use super::signing::feature_signing;
use crate::plan::{Octets, OctetsField, RequestArgument, SignatureArgument, SignedRequest, SigningRole};

/// `impl signing::SignedRequest`
pub(super) fn item(request: &SignedRequest) -> TokenStream {
    let cfg = feature_signing();
    let ty = ident(&request.ident);
    let (assembled, signatures) = (assembled(request), signatures(request));
    let (roles, order) = (request.roles.iter().map(|role| &role.name), order(&request.roles));
    quote! {
        #cfg
        impl signing::SignedRequest for #ty {
            const ORDER: &'static [(Option<&'static str>, &'static str)] = &[#(#order),*];
            fn assemble(
                document: &[u8],
                signatures: &[signing::RoleSignature<'_>],
            ) -> Result<Self, xml::InvalidValue> {
                signing::RoleSignature::in_roles(signatures, &[#(#roles),*])?;
                #assembled
            }
            fn signatures(&self) -> Vec<signing::RoleSignature<'_>> {
                #signatures
            }
        }
    }
}

/// Which role may sign right after which.
fn order(roles: &[SigningRole]) -> impl Iterator<Item = TokenStream> {
    let name_of = |ident: &String| {
        roles
            .iter()
            .find(|role| role.ident == *ident)
            .map(|role| &role.name)
    };
    roles.iter().flat_map(move |role| {
        let name = &role.name;
        role.follows
            .iter()
            .map(move |earlier| match earlier.as_ref().and_then(name_of) {
                Some(earlier) => quote!((Some(#earlier), #name)),
                None => quote!((None, #name)),
            })
    })
}

fn assembled(request: &SignedRequest) -> TokenStream {
    let arguments = request.arguments.iter().map(|argument| match argument {
        RequestArgument::Document(field) => octets(field, &quote!(document)),
        RequestArgument::Signature { role, .. } => quote!(signing::RoleSignature::only(signatures, #role)?),
        RequestArgument::Signatures { .. } => quote!(signatures),
    });
    match &request.content {
        Some(content) => {
            let content = path(content);
            quote!(#content::new(#(#arguments),*).map(Self))
        }
        None => quote!(Self::new(#(#arguments),*)),
    }
}

/// Its signatures, in its order.
fn signatures(request: &SignedRequest) -> TokenStream {
    let content = if request.content.is_some() {
        quote!(self.0)
    } else {
        quote!(self)
    };
    let repeated = request.arguments.iter().find_map(|argument| match argument {
        RequestArgument::Signatures { field } => Some(ident(field)),
        _ => None,
    });
    let signature = role_signature(&request.signature);
    if let Some(field) = repeated {
        return quote!(#content.#field.iter().map(|signature| #signature).collect());
    }
    let by_role = request.arguments.iter().filter_map(|argument| match argument {
        RequestArgument::Signature { field, role } => {
            let field = ident(field);
            Some(quote!((#role, &#content.#field)))
        }
        _ => None,
    });
    quote!([#(#by_role),*].into_iter().map(|(role, signature)| #signature).collect())
}

/// A `signing::RoleSignature` of `signature`, and of `role` when the signature does not say it.
fn role_signature(arguments: &[SignatureArgument]) -> TokenStream {
    let says_role = |argument: &SignatureArgument| matches!(argument, SignatureArgument::Role { .. });
    let role = (!arguments.iter().any(says_role)).then(|| quote!(role,));
    let fields = arguments.iter().map(|argument| match argument {
        SignatureArgument::Signature(field) => {
            let slice = slice(field);
            quote!(signature: #slice)
        }
        SignatureArgument::OcspResponse(field) => {
            let slice = slice(field);
            quote!(ocsp_response: #slice)
        }
        SignatureArgument::Day { field, restricted } => {
            let field = ident(field);
            if *restricted {
                quote!(day: *signature.#field.as_base())
            } else {
                quote!(day: signature.#field)
            }
        }
        SignatureArgument::Role { field, ty, values } => {
            let (field, ty) = (ident(field), path(ty));
            let arms = values.iter().map(|(role, variant)| {
                let variant = ident(variant);
                quote!(#ty::#variant => #role)
            });
            quote!(role: match signature.#field { #(#arms,)* })
        }
    });
    quote!(signing::RoleSignature { #role #(#fields),* })
}

fn slice(field: &OctetsField) -> TokenStream {
    let Octets {
        with_attributes,
        restricted,
    } = field.octets;
    let name = ident(&field.field);
    let text = with_attributes.then(|| quote!(.varde));
    let base = restricted.then(|| quote!(.as_base()));
    quote!(signature.#name #text #base .as_bytes())
}
