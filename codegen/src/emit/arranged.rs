//! Elements that a model arranges: an enum of them all, and the model.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::choice;
use super::names::{first, ident, occurs};
use crate::lower::Model;
use crate::plan::{Arranged, Item, Variant};

pub(super) fn items(item: &Item, arranged: &Arranged) -> Vec<TokenStream> {
    let mut items = choice::definition(item, &arranged.leaves);
    items.push(leaf_impl(item, arranged));
    items
}

fn leaf_impl(item: &Item, arranged: &Arranged) -> TokenStream {
    let enum_name = ident(&item.ident);
    let first = first(&arranged.leaves.first);
    let model = model(&arranged.model);
    let leaves = &arranged.leaves.members;
    let last = leaves.len() - 1;
    let reads = leaves.iter().enumerate().map(|(index, variant)| {
        let read = choice::read(variant);
        if index == last {
            return quote!(_ => #read);
        }
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => #read)
    });
    let (read, argument) = if last == 0 {
        (choice::read(&leaves[0]), quote!(_))
    } else {
        (quote!(match position { #(#reads,)* }), quote!(position))
    };
    let positions = leaves.iter().enumerate().map(|(index, variant)| {
        let (pattern, index) = (pattern(variant), Literal::usize_unsuffixed(index));
        quote!(#pattern => #index)
    });
    let writes = leaves.iter().map(choice::write);
    quote! {
        impl xml::Leaf for #enum_name {
            #first
            const MODEL: xml::Model = #model;
            fn read(r: &mut xml::Reader<'_>, #argument: usize) -> Result<Self, xml::ReadError> {
                #read
            }
            fn position(&self) -> usize {
                match self { #(#positions,)* }
            }
            fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                match self { #(#writes,)* }
            }
        }
    }
}

fn pattern(variant: &Variant) -> TokenStream {
    let name = ident(&variant.ident);
    match variant.constant {
        Some(_) => quote!(Self::#name),
        None => quote!(Self::#name(_)),
    }
}

fn model(of: &Model) -> TokenStream {
    match of {
        Model::Leaf(position) => {
            let position = Literal::usize_unsuffixed(*position);
            quote!(xml::Model::Leaf(#position))
        }
        Model::Sequence(members) => {
            let members = members.iter().map(model);
            quote!(xml::Model::Sequence(&[#(#members),*]))
        }
        Model::Choice(alternatives) => {
            let alternatives = alternatives.iter().map(model);
            quote!(xml::Model::Choice(&[#(#alternatives),*]))
        }
        Model::Repeat(inner, min, max) => {
            let (inner, occurs) = (model(inner), occurs(*min, *max));
            quote!(xml::Model::Repeat(&#inner, #occurs))
        }
    }
}
