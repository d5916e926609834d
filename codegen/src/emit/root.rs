//! Root elements: the name of a type's own, and newtypes where a type is shared.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::of_root;
use super::docs::documented;
use super::names::{has_foreign_json, ident, name, path};
use crate::plan::{Anything, Item, RootNewtype, WireName};

/// `impl xml::Root`
pub(super) fn root(
    type_name: &str,
    root: &WireName,
    declared: Option<&String>,
    anything: Option<&Anything>,
) -> TokenStream {
    let anything = anything.map(|_| {
        quote!(
            const ANYTHING: &'static xml::Anything = &ALLT;
        )
    });
    let (type_name, wire) = (ident(type_name), name(root));
    let declaration = of_root(declared);
    quote! {
        impl xml::Root for #type_name {
            const NAME: xml::Name = #wire;
            #declaration
            #anything
        }
    }
}

/// A newtype that gives a shared type a root element's name.
pub(super) fn items(item: &Item, newtype: &RootNewtype) -> Vec<TokenStream> {
    let wire = item.root.as_ref().map_or("", |root| &root.local);
    let docs = documented(&item.documentation, wire);
    let (type_name, inner, label) = (ident(&item.ident), path(&newtype.inner), &item.ident);
    let debug = (!newtype.personal).then(|| quote!(Debug,));
    let serde = has_foreign_json(&newtype.inner)
        .then(|| quote!(#[cfg_attr(feature = "serde", serde(with = "fk_runtime::xml::serde_text"))]));
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, #debug Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(transparent))]
        pub struct #type_name(#serde pub #inner);
    }];
    if newtype.personal {
        items.push(quote! {
            impl std::fmt::Debug for #type_name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#label).field(&xml::Masked).finish()
                }
            }
        });
    }
    let derived = newtype.derived.then(|| {
        quote! {
            const DERIVED: &'static [xml::Name] = <#inner as xml::Content>::DERIVED;
        }
    });
    let nil = newtype.nillable.then(|| {
        quote! {
            fn read_nil(r: &mut xml::Reader<'_>) -> Result<(), xml::ReadError> {
                <#inner as xml::Content>::read_nil(r)
            }
        }
    });
    items.push(quote! {
        impl xml::Content for #type_name {
            const TYPE: xml::Name = <#inner as xml::Content>::TYPE;
            #derived
            #nil
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                xml::Content::read(r).map(Self)
            }
            fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                xml::Content::write(&self.0, w)
            }
        }
    });
    items
}
