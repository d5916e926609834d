//! `xs:all`: fields that are read in whichever order they stand, and written in that of the contract.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::fields::{constructors, definition, writes};
use super::names::{first, ident, name, path};
use crate::plan::{Field, Form, Group, Item, Occurs};

/// An `all` that is there or not: a struct that is read and written as a group.
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

/// A loop with an arm a member, between attributes and the whole.
pub(super) fn reads(fields: &[Field]) -> TokenStream {
    let is_attribute =
        |field: &&Field| matches!(field.part.form, Form::Attribute(_) | Form::AnyAttributes { .. });
    let is_text = |field: &&Field| field.part.form == Form::MixedText;
    let attributes = fields.iter().filter(is_attribute).map(|field| {
        let (local, read) = (local(field), field.part.read());
        quote!(let #local = #read?;)
    });
    let members: Vec<&Field> = fields
        .iter()
        .filter(|field| !is_attribute(field) && !is_text(field))
        .collect();
    let locals = members.iter().map(|field| local(field));
    let count = Literal::usize_unsuffixed(members.len());
    let firsts = members.iter().map(|field| first_of(field));
    let arms = members.iter().enumerate().map(|(index, field)| {
        let local = local(field);
        let pattern = if index + 1 == members.len() {
            quote!(_)
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index)
        };
        match &field.part.form {
            Form::Element(wire) => {
                let wire = name(wire);
                let read = field.part.read_as_declared(quote!(r.once(&#wire, &mut #local)));
                quote!(#pattern => #read?)
            }
            _ => quote!(#pattern => r.once_group(&mut #local)?),
        }
    });
    let values = fields.iter().map(|field| {
        if is_text(&field) {
            let (name, read) = (ident(&field.ident), field.part.read());
            return quote!(#name: #read?);
        }
        let (name, local) = (ident(&field.ident), local(field));
        let is_member = !is_attribute(&field);
        let first = first_of(field);
        match (is_member && field.part.occurs == Occurs::One, field.part.boxed) {
            (true, false) => quote!(#name: r.found(#local, &[#first])?),
            (true, true) => quote!(#name: Box::new(r.found(#local, &[#first])?)),
            (false, true) => quote!(#name: #local.map(Box::new)),
            (false, false) if name == local => quote!(#name),
            (false, false) => quote!(#name: #local),
        }
    });
    quote! {
        const ALL: [xml::First; #count] = [#(#firsts),*];
        #(#attributes)*
        #(let mut #locals = None;)*
        while let Some(member) = r.next_of_all(&ALL)? {
            match member { #(#arms,)* }
        }
        Ok(Self { #(#values),* })
    }
}

/// What a field is held in until all of them are read. `r` and `w` are taken, and so is what the loop counts with.
fn local(field: &Field) -> Ident {
    match field.ident.as_str() {
        taken @ ("r" | "member") => ident(&format!("{taken}_")),
        free => ident(free),
    }
}

fn first_of(field: &Field) -> TokenStream {
    match &field.part.form {
        Form::Element(wire) => {
            let wire = name(wire);
            quote!(xml::First::Element(#wire))
        }
        _ => {
            let group = path(&field.part.ty);
            quote!(xml::First::Group(<#group as xml::Group>::FIRST))
        }
    }
}
