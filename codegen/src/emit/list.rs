//! A list of JSON with a name of its own: a newtype.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{ident, path};
use super::one_of::omit;
use crate::plan::{Item, List};

pub(super) fn items(item: &Item, list: &List) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &list.wire.local);
    let (name, ty, label, wire) = (
        ident(&item.ident),
        path(&list.item),
        &item.ident,
        &list.wire.local,
    );
    let debug = (!list.personal).then(|| quote!(Debug,));
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, #debug Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(transparent))]
        pub struct #name(pub Vec<#ty>);
    }];
    if list.personal {
        items.push(quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#label).field(&xml::Masked).finish()
                }
            }
        });
    }
    let min = Literal::u32_unsuffixed(list.min);
    let max = match list.max {
        Some(max) => {
            let max = Literal::u32_unsuffixed(max);
            quote!(Some(#max))
        }
        None => quote!(None),
    };
    items.push(quote! {
        impl #name {
            const BOUNDS: json::Bounds = json::Bounds::new(#wire, #min, #max);
        }
    });
    let omit = list.personal.then(omit);
    items.push(quote! {
        impl json::Value for #name {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::ReadError> {
                Self::BOUNDS.read(r).map(Self)
            }
            fn write(&self, w: &mut json::Writer) -> Result<(), xml::InvalidValue> {
                #omit
                Self::BOUNDS.write(&self.0, w)
            }
            fn items(&self) -> Option<usize> {
                Some(self.0.len())
            }
        }
    });
    items
}
