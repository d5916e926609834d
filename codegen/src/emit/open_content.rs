//! Wildcards: what they admit, and what of it is checked.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration;
use super::names::{ident, name, path};
use crate::plan::{Anything, AttributeWildcardStatic, KnownAttribute};
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
    let known = wildcard.known.iter().map(known_attribute);
    quote! {
        static #ident: xml::AttributeWildcard = xml::AttributeWildcard {
            namespaces: #namespaces,
            process: #process,
            known: &[#(#known),*],
        };
    }
}

fn known_attribute(known: &KnownAttribute) -> TokenStream {
    let (wire, ty) = (name(&known.wire), path(&known.ty));
    let fixed = known.fixed.as_ref().map(|value| {
        let value = declaration::constraint(value);
        quote!(.fixed(#value))
    });
    let beside_id = known.beside_id.then(|| quote!(.beside_id()));
    quote!(xml::KnownAttribute::of::<#ty>(#wire) #fixed #beside_id)
}

/// The static of what is known of what stands in elements of `xs:anyType`, and of types that `xsi:type` may name.
pub(super) fn anything(anything: &Anything) -> TokenStream {
    let elements = anything.elements.iter().map(|known| path(known));
    let elements =
        (!anything.elements.is_empty()).then(|| quote!(.elements(&[#(xml::Known::of::<#elements>()),*])));
    let attributes = anything.attributes.iter().map(known_attribute);
    let attributes = (!anything.attributes.is_empty()).then(|| quote!(.attributes(&[#(#attributes),*])));
    let types = anything.types.iter().map(|(ty, base)| {
        let (ty, base) = (path(ty), base.iter().map(|base| path(base)));
        quote!(xml::KnownType::of::<#ty>() #(.below::<#base>())*)
    });
    let types = (!anything.types.is_empty()).then(|| quote!(.types(&[#(#types),*])));
    quote! {
        static ALLT: xml::Anything = xml::Anything::UNKNOWN #elements #attributes #types;
    }
}
