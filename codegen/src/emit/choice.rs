//! A choice: an enum whose alternatives are told apart by one look ahead.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{first, ident, path};
use crate::plan::{Form, Group, Item, Variant};

pub(super) fn items(item: &Item, group: &Group<Variant>) -> Vec<TokenStream> {
    let mut items = definition(item, group);
    items.push(group_impl(item, group));
    items
}

/// The enum itself with its derives; `Debug` is written out when something in it is masked.
pub(super) fn definition(item: &Item, group: &Group<Variant>) -> Vec<TokenStream> {
    let enum_name = ident(&item.ident);
    let docs = documented(&item.documentation, "");
    let masked = group
        .members
        .iter()
        .any(|variant| variant.personal && variant.constant.is_none());
    let debug = (!masked).then(|| quote!(Debug,));
    let copy = group
        .members
        .iter()
        .all(|variant| variant.constant.is_some())
        .then(|| quote!(Copy,));
    let variants = group.members.iter().map(|variant| {
        let docs = documented(&variant.documentation, wire(variant));
        let name = ident(&variant.ident);
        let payload = variant.constant.is_none().then(|| {
            let ty = variant.part.rust_type();
            quote!((#ty))
        });
        let serde = variant.part.serde_form();
        quote!(#docs #serde #name #payload)
    });
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, #copy #debug Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub enum #enum_name { #(#variants),* }
    }];
    if masked {
        items.push(debug_impl(item, group));
    }
    items
}

fn wire(variant: &Variant) -> &str {
    match &variant.part.form {
        Form::Element(wire) => &wire.local,
        _ => "",
    }
}

fn debug_impl(item: &Item, group: &Group<Variant>) -> TokenStream {
    let enum_name = ident(&item.ident);
    let arms = group.members.iter().map(|variant| {
        let (label, name) = (&variant.ident, ident(&variant.ident));
        match (&variant.constant, variant.personal) {
            (Some(_), _) => quote!(Self::#name => f.write_str(#label)),
            (None, true) => quote!(Self::#name(_) => f.debug_tuple(#label).field(&xml::Masked).finish()),
            (None, false) => quote!(Self::#name(value) => f.debug_tuple(#label).field(value).finish()),
        }
    });
    quote! {
        impl std::fmt::Debug for #enum_name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self { #(#arms,)* }
            }
        }
    }
}

fn group_impl(item: &Item, group: &Group<Variant>) -> TokenStream {
    let enum_name = ident(&item.ident);
    let first = first(&group.first);
    let mut begin = 0;
    let last = group.members.len().saturating_sub(1);
    let reads = group.members.iter().enumerate().map(|(index, variant)| {
        let pattern = pattern(begin, variant.firsts, index == last);
        begin += variant.firsts;
        let value = read(variant);
        quote!(#pattern => #value)
    });
    let reads: Vec<_> = reads.collect();
    let read = match group.members.as_slice() {
        // Nothing can stand there: an abstract element that none stands in for, or a choice without alternatives.
        [] => quote!(Err(r.nothing())),
        // An operation with one fault.
        [only] => {
            let value = read(only);
            quote!(r.choose(Self::FIRST)?; #value)
        }
        _ => quote!(match r.choose(Self::FIRST)? { #(#reads,)* }),
    };
    let writes = group.members.iter().map(write);
    let (w, write) = if group.members.is_empty() {
        (quote!(_), quote!(match *self {}))
    } else {
        (quote!(w), quote!(match self { #(#writes,)* }))
    };
    quote! {
        impl xml::Group for #enum_name {
            #first
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                #read
            }
            fn write(&self, #w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                #write
            }
        }
    }
}

/// The positions in `FIRST` that mean an alternative. The last one takes what is left.
fn pattern(begin: usize, count: usize, last: bool) -> TokenStream {
    let (from, to) = (
        Literal::usize_unsuffixed(begin),
        Literal::usize_unsuffixed(begin + count - 1),
    );
    match (last, count) {
        (true, _) => quote!(_),
        (false, 1) => quote!(#from),
        (false, _) => quote!(#from..=#to),
    }
}

pub(super) fn read(variant: &Variant) -> TokenStream {
    let (name, read) = (ident(&variant.ident), variant.part.read());
    if variant.constant.is_some() {
        let (ty, Form::Element(wire)) = (path(&variant.part.ty), &variant.part.form) else {
            return read;
        };
        let wire = super::names::name(wire);
        let read = variant.part.read_as_declared(quote!(r.one::<#ty>(&#wire)));
        quote!(#read.map(|_| Self::#name))
    } else if variant.part.boxed {
        quote!(#read.map(|value| Self::#name(Box::new(value))))
    } else {
        quote!(#read.map(Self::#name))
    }
}

pub(super) fn write(variant: &Variant) -> TokenStream {
    let name = ident(&variant.ident);
    match &variant.constant {
        Some(constant) => {
            let constant = path(constant);
            let write = variant.part.write_ref(&quote!(&#constant));
            quote!(Self::#name => #write)
        }
        None => {
            let value = if variant.part.boxed {
                quote!(&**value)
            } else {
                quote!(value)
            };
            let write = variant.part.write_ref(&value);
            quote!(Self::#name(value) => #write)
        }
    }
}
