//! Alternatives of JSON: an enum whose alternative is known before it is read.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{ident, path};
use crate::lower::{Marks, Selection, ValueKind};
use crate::plan::{Alternative, Item, OneOf};

pub(super) fn items(item: &Item, one_of: &OneOf) -> Vec<TokenStream> {
    let (enum_name, label) = (ident(&item.ident), &item.ident);
    let docs = documented(&item.documentation, &one_of.wire.local);
    let debug = (!one_of.personal).then(|| quote!(Debug,));
    let copy = one_of
        .alternatives
        .iter()
        .all(|alternative| alternative.constant)
        .then(|| quote!(Copy,));
    let variants = one_of.alternatives.iter().map(variant);
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, #copy #debug Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub enum #enum_name { #(#variants),* }
    }];
    if one_of.personal {
        items.push(quote! {
            impl std::fmt::Debug for #enum_name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#label).field(&xml::Masked).finish()
                }
            }
        });
    }
    items.extend(
        one_of
            .alternatives
            .iter()
            .filter_map(|alternative| from(&item.ident, alternative)),
    );
    items.push(choice(&item.ident, one_of));
    items.push(value(&item.ident, one_of));
    items
}

fn variant(alternative: &Alternative) -> TokenStream {
    let docs = documented(&alternative.documentation, &alternative.name);
    let name = ident(&alternative.ident);
    let payload = (!alternative.constant).then(|| {
        let ty = path(&alternative.ty);
        if alternative.boxed {
            quote!((Box<#ty>))
        } else {
            quote!((#ty))
        }
    });
    quote!(#docs #name #payload)
}

/// An alternative is a value of the choice, also where `new` asks for one.
fn from(name: &str, alternative: &Alternative) -> Option<TokenStream> {
    if alternative.constant {
        return None;
    }
    let (name, variant, ty) = (ident(name), ident(&alternative.ident), path(&alternative.ty));
    let value = if alternative.boxed {
        quote!(Box::new(value))
    } else {
        quote!(value)
    };
    Some(quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }
    })
}

/// The tables that decide which alternative a value is.
fn choice(name: &str, one_of: &OneOf) -> TokenStream {
    let name = ident(name);
    let labels = one_of.alternatives.iter().map(|alternative| &alternative.name);
    let (names, choice) = match &one_of.selection {
        Selection::ByValue { member, values } => {
            let pairs = values
                .iter()
                .zip(labels)
                .map(|(value, label)| quote!((#value, #label)));
            (
                None,
                quote!(json::Choice::by_discriminator(#member, &[#(#pairs),*])),
            )
        }
        Selection::ByMembers(marks) => {
            let named: BTreeSet<&String> = marks.iter().flat_map(named).collect();
            let alternatives = marks.iter().zip(labels).map(|(marks, label)| match marks {
                Marks::Object { with, without } => quote! {
                    json::Alternative::object(#label, Self::NAMES, &[#(#with),*], &[#(#without),*])
                },
                Marks::Kind(kind) => {
                    let kind = ident(kind_name(*kind));
                    quote!(json::Alternative::of(#label, json::Kind::#kind))
                }
            });
            let names = quote!(const NAMES: &'static [&'static str] = &[#(#named),*];);
            (
                Some(names),
                quote!(json::Choice::by_fields(Self::NAMES, &[#(#alternatives),*])),
            )
        }
    };
    quote! {
        impl #name {
            #names
            const CHOICE: json::Choice = #choice;
        }
    }
}

fn named(marks: &Marks) -> Vec<&String> {
    match marks {
        Marks::Object { with, without } => with.iter().chain(without).collect(),
        Marks::Kind(_) => Vec::new(),
    }
}

/// What a type that is personal as a whole begins to write itself with.
pub(super) fn omit() -> TokenStream {
    quote! {
        if w.omits_personal() {
            return Ok(());
        }
    }
}

fn kind_name(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "Object",
        ValueKind::Array => "Array",
        ValueKind::String => "String",
        ValueKind::Number => "Number",
        ValueKind::Boolean => "Boolean",
    }
}

fn value(name: &str, one_of: &OneOf) -> TokenStream {
    let name = ident(name);
    let last = one_of.alternatives.len().saturating_sub(1);
    let reads = one_of
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| {
            let (number, variant, ty) = (
                Literal::usize_unsuffixed(index),
                ident(&alternative.ident),
                path(&alternative.ty),
            );
            // The last one takes what is left: no other number is ever chosen.
            let pattern = if index == last { quote!(_) } else { quote!(#number) };
            let read = match (alternative.constant, alternative.boxed) {
                (true, _) => quote!(r.alternative::<#ty>(&Self::CHOICE, #number).map(|_| Self::#variant)),
                (false, true) => quote! {
                    r.alternative(&Self::CHOICE, #number).map(|value| Self::#variant(Box::new(value)))
                },
                (false, false) => quote!(r.alternative(&Self::CHOICE, #number).map(Self::#variant)),
            };
            quote!(#pattern => #read)
        });
    let writes = one_of
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| {
            let (number, variant, ty) = (
                Literal::usize_unsuffixed(index),
                ident(&alternative.ident),
                path(&alternative.ty),
            );
            match (alternative.constant, alternative.boxed) {
                (true, _) => quote!(Self::#variant => w.alternative(&Self::CHOICE, #number, &#ty::new())),
                (false, true) => {
                    quote!(Self::#variant(value) => w.alternative(&Self::CHOICE, #number, &**value))
                }
                (false, false) => {
                    quote!(Self::#variant(value) => w.alternative(&Self::CHOICE, #number, value))
                }
            }
        });
    let omit = one_of.personal.then(omit);
    quote! {
        impl json::Value for #name {
            fn read(r: &mut json::Reader<'_>) -> Result<Self, json::ReadError> {
                match r.choose(&Self::CHOICE)? { #(#reads,)* }
            }
            fn write(&self, w: &mut json::Writer) -> Result<(), xml::InvalidValue> {
                #omit
                match self { #(#writes,)* }
            }
        }
    }
}
