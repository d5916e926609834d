//! A record: a struct with attributes and content.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{read_nil, values_in_force};
use super::docs::documented;
use super::fields::{constructors, definition, reads, writes};
use super::names::{ident, name};
use crate::plan::{Field, Form, Item, Order, Record};

pub(super) fn items(item: &Item, record: &Record) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &record.wire.local);
    let mut items = definition(&item.ident, &docs, &record.fields);
    items.push(constructors(&item.ident, &record.fields));
    items.extend(values_in_force(&item.ident, &record.fields));
    items.push(content(&item.ident, record));
    items
}

fn content(type_name: &str, record: &Record) -> TokenStream {
    let (struct_name, wire) = (ident(type_name), name(&record.wire));
    let attributes = record.fields.iter().filter_map(|field| match field {
        Field {
            part:
                crate::plan::Part {
                    form: Form::Attribute(wire),
                    ..
                },
            ..
        } => Some(name(wire)),
        _ => None,
    });
    let read = match record.order {
        Order::Given => reads(&record.fields),
        Order::Any => super::all::reads(&record.fields),
    };
    let is_mixed = |field: &&Field| field.part.form == Form::MixedText;
    let mixed = record.fields.iter().find(is_mixed);
    let write = match mixed {
        Some(text) => mixed_writes(&record.fields, text),
        None => writes(&record.fields),
    };
    let is_open = |field: &Field| matches!(field.part.form, Form::AnyAttributes { .. });
    // An attribute wildcard says itself which attributes there may be.
    let attributes =
        (!record.fields.iter().any(is_open)).then(|| quote!(r.attributes(&[#(#attributes),*])?;));
    let mixed = mixed.map(|_| quote!(r.mixed();));
    // Attributes are at hand only until the content is looked at, so they are read before it must be empty.
    let read = if record.empty {
        quote!(let value = { #read }; r.empty()?; value)
    } else {
        read
    };
    let w = if record.fields.is_empty() {
        quote!(_)
    } else {
        quote!(w)
    };
    let nil = record.nillable.then(|| read_nil(&record.fields));
    quote! {
        impl xml::Content for #struct_name {
            const TYPE: xml::Name = #wire;
            #nil
            fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
                #attributes
                #mixed
                #read
            }
            fn write(&self, #w: &mut xml::Writer) -> Result<(), xml::InvalidValue> {
                #write
            }
        }
    }
}

/// Attributes, and then the elements with the text among them.
fn mixed_writes(fields: &[Field], text: &Field) -> TokenStream {
    let is_attribute =
        |field: &Field| matches!(field.part.form, Form::Attribute(_) | Form::AnyAttributes { .. });
    let (attributes, content): (Vec<Field>, Vec<Field>) = fields
        .iter()
        .filter(|field| field.part.form != Form::MixedText)
        .cloned()
        .partition(is_attribute);
    let attributes = attributes.iter().map(|field| {
        let name = ident(&field.ident);
        field.part.write(&quote!(self.#name))
    });
    let text = ident(&text.ident);
    let children = if content.is_empty() {
        quote!(|_| Ok(()))
    } else {
        let writes = writes(&content);
        quote!(|w| { #writes })
    };
    quote!(#(#attributes?;)* w.mixed(&self.#text, #children))
}
