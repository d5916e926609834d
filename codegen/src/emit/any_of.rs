//! A type or one derived from it: an enum whose alternatives `xsi:type` tells apart.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{ident, name, path};
use crate::plan::{AnyOf, Item};

pub(super) fn items(item: &Item, any_of: &AnyOf) -> Vec<TokenStream> {
    let enum_name = ident(&item.ident);
    let docs = documented(&item.documentation, &any_of.wire.local);
    let all: Vec<&(String, String)> = any_of.own.iter().chain(&any_of.derived).collect();
    let variants = all.iter().map(|(variant, ty)| {
        let (docs, variant, ty) = (alternative(any_of, ty), ident(variant), path(ty));
        quote!(#docs #variant(#ty))
    });
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub enum #enum_name { #(#variants),* }
    }];
    items.extend(all.iter().map(|(variant, ty)| {
        let (variant, ty) = (ident(variant), path(ty));
        quote! {
            impl From<#ty> for #enum_name {
                fn from(value: #ty) -> Self {
                    Self::#variant(value)
                }
            }
        }
    }));
    items.push(content(item, any_of));
    items
}

fn alternative(any_of: &AnyOf, ty: &str) -> TokenStream {
    let text = match &any_of.own {
        Some((_, own)) if own == ty => " Typen själv.".to_owned(),
        _ => " En härledd typ, som `xsi:type` anger.".to_owned(),
    };
    quote!(#[doc = #text])
}

fn content(item: &Item, any_of: &AnyOf) -> TokenStream {
    let (enum_name, wire) = (ident(&item.ident), name(&any_of.wire));
    let derived = any_of.derived.iter().map(|(_, ty)| {
        let ty = path(ty);
        quote!(<#ty as xml::Content>::TYPE)
    });
    let read = dispatch(any_of, |variant, _| {
        let variant = ident(variant);
        quote!(xml::Content::read(r).map(Self::#variant))
    });
    let nil = any_of.nillable.then(|| {
        let read = dispatch(any_of, |_, ty| {
            let ty = path(ty);
            quote!(<#ty as xml::Content>::read_nil(r))
        });
        quote! {
            fn read_nil(r: &mut xml::Reader<'_>) -> Result<(), xml::ReadError> {
                #read
            }
        }
    });
    let own = any_of.own.iter().map(|(variant, _)| {
        let variant = ident(variant);
        quote!(Self::#variant(value) => xml::Content::write(value, w))
    });
    let writes = any_of.derived.iter().map(|(variant, ty)| {
        let (variant, ty) = (ident(variant), path(ty));
        quote! {
            Self::#variant(value) => {
                w.instance_type(&<#ty as xml::Content>::TYPE)?;
                xml::Content::write(value, w)
            }
        }
    });
    let is_empty = any_of.own.is_none() && any_of.derived.is_empty();
    let (w, write) = if is_empty {
        (quote!(_), quote!(match *self {}))
    } else {
        (quote!(w), quote!(match self { #(#own,)* #(#writes)* }))
    };
    quote! {
        impl xml::Content for #enum_name {
            const TYPE: xml::Name = #wire;
            const DERIVED: &'static [xml::Name] = &[#(#derived),*];
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                #read
            }
            #nil
            fn write(&self, #w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                #write
            }
        }
    }
}

/// What `read` makes of the type that an element has: variant and path.
fn dispatch(any_of: &AnyOf, read: impl Fn(&str, &str) -> TokenStream) -> TokenStream {
    let own = any_of.own.as_ref().map(|(variant, ty)| read(variant, ty));
    let last = any_of.derived.len().saturating_sub(1);
    let derived = any_of.derived.iter().enumerate().map(|(index, (variant, ty))| {
        let index = if index == last {
            quote!(_)
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index)
        };
        let pattern = if own.is_some() {
            quote!(Some(#index))
        } else {
            index
        };
        let read = read(variant, ty);
        quote!(#pattern => #read)
    });
    let derived: Vec<_> = derived.collect();
    match (own, derived.as_slice()) {
        (None, []) => quote!(Err(r.abstract_type(&Self::TYPE))),
        (Some(own), []) => own,
        (Some(own), _) => quote! {
            match r.derived_type(&Self::TYPE, Self::DERIVED)? { None => #own, #(#derived,)* }
        },
        (None, [_]) => {
            let (variant, ty) = &any_of.derived[0];
            let read = read(variant, ty);
            quote!(r.concrete_type(&Self::TYPE, Self::DERIVED)?; #read)
        }
        (None, _) => quote!(match r.concrete_type(&Self::TYPE, Self::DERIVED)? { #(#derived,)* }),
    }
}
