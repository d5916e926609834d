//! A union: an enum with a variant for each member type.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::names::{ident, name, path};
use crate::plan::{Item, Union};

pub(super) fn items(item: &Item, union: &Union) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &union.wire.local);
    let (enum_name, wire) = (ident(&item.ident), name(&union.wire));
    let personal = union.personal.then(|| {
        quote!(
            const PERSONAL: bool = true;
        )
    });
    let members = union.members.iter().map(|member| {
        let (variant, ty) = (ident(&member.ident), path(&member.ty));
        quote!(#variant(#ty))
    });
    let variants = union.members.iter().map(|member| {
        let docs = documented(&member.documentation, "");
        let (variant, ty) = (ident(&member.ident), path(&member.ty));
        quote!(#docs #variant(#ty))
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Eq, Hash, PartialEq)]
            pub enum #enum_name { #(#variants),* }
        },
        quote! {
            impl xml::Union for #enum_name {
                const TYPE: xml::Name = #wire;
                #personal
            }
        },
        quote!(fk_runtime::union!(#enum_name: #(#members),*);),
    ]
}
