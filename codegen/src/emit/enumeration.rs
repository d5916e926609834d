//! An enumeration: an enum of texts.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{ident, name};
use crate::plan::{Enumeration, Item};

/// From how many values on an enumeration is a struct with a constant each: what a compiler does with an enum grows with the
/// square of its variants, to minutes and gigabytes. They are written alike where they are used.
const LARGE: usize = 2_000;

pub(super) fn items(item: &Item, enumeration: &Enumeration) -> Vec<TokenStream> {
    if enumeration.values.len() < LARGE {
        small(item, enumeration)
    } else {
        large(item, enumeration)
    }
}

fn small(item: &Item, enumeration: &Enumeration) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &enumeration.wire.local);
    let (enum_name, label) = (ident(&item.ident), &item.ident);
    let variants = enumeration.values.iter().map(|(text, variant, documentation)| {
        let docs = value_docs(text, documentation);
        let variant = ident(variant);
        quote!(#docs #variant)
    });
    let debug = (!enumeration.personal).then(|| quote!(Debug,));
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Copy, #debug Eq, Hash, PartialEq)]
        pub enum #enum_name { #(#variants),* }
    }];
    if enumeration.personal {
        items.push(quote! {
            impl std::fmt::Debug for #enum_name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#label).field(&xml::Masked).finish()
                }
            }
        });
    }
    let values = enumeration.values.iter().map(|(_, variant, _)| {
        let variant = ident(variant);
        quote!(Self::#variant)
    });
    items.push(enumeration_impl(item, enumeration, values));
    items.push(quote!(fk_runtime::enumeration!(#enum_name);));
    items
}

fn large(item: &Item, enumeration: &Enumeration) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &enumeration.wire.local);
    let name = ident(&item.ident);
    let positions = || (0..enumeration.values.len()).map(Literal::usize_unsuffixed);
    let constants =
        enumeration
            .values
            .iter()
            .zip(positions())
            .map(|((text, constant, documentation), position)| {
                let docs = value_docs(text, documentation);
                let constant = ident(constant);
                quote!(#docs pub const #constant: Self = Self(#position);)
            });
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Eq, Hash, PartialEq)]
            pub struct #name(u32);
        },
        quote! {
            #[allow(non_upper_case_globals, reason = "alternativ som i en enum, men för många för en")]
            impl #name { #(#constants)* }
        },
        enumeration_impl(
            item,
            enumeration,
            positions().map(|position| quote!(Self(#position))),
        ),
        quote!(fk_runtime::enumeration!(struct #name);),
    ]
}

fn value_docs(text: &str, documentation: &[String]) -> TokenStream {
    if text.is_empty() && documentation.is_empty() {
        documented(&["Tom text.".to_owned()], "")
    } else {
        documented(documentation, text)
    }
}

fn enumeration_impl(
    item: &Item,
    enumeration: &Enumeration,
    values: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let (type_name, wire) = (ident(&item.ident), name(&enumeration.wire));
    let white_space = ident(enumeration.white_space);
    let values = enumeration
        .values
        .iter()
        .zip(values)
        .map(|((text, ..), value)| quote!((#text, #value)));
    let personal = enumeration.personal.then(|| {
        quote!(
            const PERSONAL: bool = true;
        )
    });
    quote! {
        impl xml::Enumeration for #type_name {
            const TYPE: xml::Name = #wire;
            const WHITE_SPACE: xml::WhiteSpace = xml::WhiteSpace::#white_space;
            const VALUES: &'static [(&'static str, Self)] = &[#(#values),*];
            #personal
        }
    }
}
