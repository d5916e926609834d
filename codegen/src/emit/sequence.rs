//! A sequence with no element around it: a struct that is read and written as a group.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::fields::{constructors, definition, reads, writes};
use super::names::{first, ident};
use crate::plan::{Field, Group, Item};

pub(super) fn items(item: &Item, group: &Group<Field>) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, "");
    let mut items = definition(&item.ident, &docs, &group.members);
    items.push(constructors(&item.ident, &group.members));
    let struct_name = ident(&item.ident);
    let (first, read, write) = (first(&group.first), reads(&group.members), writes(&group.members));
    items.push(quote! {
        impl xml::Group for #struct_name {
            #first
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                #read
            }
            fn write(&self, w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                #write
            }
        }
    });
    items
}
