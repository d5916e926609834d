//! Wildcards: what they admit, and what of it is checked.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration;
use super::names::{ident, name, path};
use crate::plan::AttributeWildcardStatic;
use crate::resolve::{NamespaceConstraint, ProcessContents, Wildcard};

/// The namespaces of a wildcard, and what is done with what it admits.
pub(super) fn constraint(wildcard: &Wildcard) -> (TokenStream, TokenStream) {
    let namespaces = match &wildcard.namespaces {
        NamespaceConstraint::Any => quote!(Any),
        NamespaceConstraint::Not(target) => quote!(Other(#target)),
        NamespaceConstraint::OneOf(names) => quote!(OneOf(&[#(#names),*])),
    };
    let process = ident(match wildcard.process_contents {
        ProcessContents::Strict => "Strict",
        ProcessContents::Lax => "Lax",
        ProcessContents::Skip => "Skip",
    });
    (
        quote!(xml::Namespaces::#namespaces),
        quote!(xml::Process::#process),
    )
}

/// The static of an attribute wildcard.
pub(super) fn attribute_wildcard(wildcard: &AttributeWildcardStatic) -> TokenStream {
    let ident = ident(&wildcard.ident);
    let (namespaces, process) = constraint(&wildcard.wildcard);
    let known = wildcard.known.iter().map(|known| {
        let (wire, ty) = (name(&known.wire), path(&known.ty));
        let fixed = known.fixed.as_ref().map(|value| {
            let value = declaration::constraint(value);
            quote!(.fixed(#value))
        });
        quote!(xml::KnownAttribute::of::<#ty>(#wire) #fixed)
    });
    quote! {
        static #ident: xml::AttributeWildcard = xml::AttributeWildcard {
            namespaces: #namespaces,
            process: #process,
            known: &[#(#known),*],
        };
    }
}
