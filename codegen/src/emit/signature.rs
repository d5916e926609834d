//! The type of an element that holds a signature: how it is made of one.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, path};
use super::signing::feature_signing;
use crate::plan::{Octets, OctetsField, SignatureArgument, SignatureType};

/// `impl TryFrom<&signing::RoleSignature<'_>>`, so that the constructor of a request takes signatures as they are.
pub(super) fn item(signature: &SignatureType) -> TokenStream {
    let cfg = feature_signing();
    let ty = ident(&signature.ident);
    let arguments = signature.arguments.iter().map(argument);
    quote! {
        #cfg
        impl std::convert::TryFrom<&signing::RoleSignature<'_>> for #ty {
            type Error = xml::InvalidValue;
            fn try_from(signature: &signing::RoleSignature<'_>) -> Result<Self, Self::Error> {
                Self::new(#(#arguments),*)
            }
        }
    }
}

fn argument(argument: &SignatureArgument) -> TokenStream {
    match argument {
        SignatureArgument::Signature(field) => octets(field, &quote!(signature.signature)),
        SignatureArgument::OcspResponse(field) => octets(field, &quote!(signature.ocsp_response)),
        SignatureArgument::Day { .. } => quote!(signature.day),
        SignatureArgument::Role { ty, values, .. } => {
            let ty = path(ty);
            let arms = values.iter().map(|(role, variant)| {
                let variant = ident(variant);
                quote!(#role => #ty::#variant)
            });
            quote! {
                match signature.role {
                    #(#arms,)*
                    _ => return Err(signature.misplaced()),
                }
            }
        }
    }
}

/// What a constructor takes for octets in a slice.
pub(super) fn octets(field: &OctetsField, slice: &TokenStream) -> TokenStream {
    let Octets {
        with_attributes,
        restricted,
    } = field.octets;
    let octets = if restricted {
        quote!(xml::types::Base64Binary::from(#slice))
    } else {
        slice.clone()
    };
    if !with_attributes {
        return octets;
    }
    let (ty, segment) = (path(&field.ty), &field.segment);
    quote!(#ty::new(#octets).map_err(|error| error.inside(#segment))?)
}
