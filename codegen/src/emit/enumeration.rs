//! An enumeration: an enum of texts.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::names::{ident, name};
use crate::plan::{Enumeration, Item};

pub(super) fn items(item: &Item, enumeration: &Enumeration) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &enumeration.wire.local);
    let (enum_name, wire) = (ident(&item.ident), name(&enumeration.wire));
    let (label, white_space) = (&item.ident, ident(enumeration.white_space));
    let variants = enumeration.values.iter().map(|(text, variant, documentation)| {
        let docs = if text.is_empty() && documentation.is_empty() {
            documented(&["Tom text.".to_owned()], "")
        } else {
            documented(documentation, text)
        };
        let variant = ident(variant);
        quote!(#docs #variant)
    });
    let values = enumeration.values.iter().map(|(text, variant, _)| {
        let variant = ident(variant);
        quote!((#text, Self::#variant))
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
    let personal = enumeration.personal.then(|| {
        quote!(
            const PERSONAL: bool = true;
        )
    });
    items.extend([
        quote! {
            impl xml::Enumeration for #enum_name {
                const TYPE: xml::Name = #wire;
                const WHITE_SPACE: xml::WhiteSpace = xml::WhiteSpace::#white_space;
                const VALUES: &'static [(&'static str, Self)] = &[#(#values),*];
                #personal
            }
        },
        quote!(fk_runtime::enumeration!(#enum_name);),
    ]);
    items
}
