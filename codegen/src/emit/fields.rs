//! What records and sequences have in common: the struct, its constructors, and a line a field.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::names::{ident, path};
use crate::plan::{Field, Form, Occurs};

/// The struct itself with its derives; `Debug` is written out when something in it is masked.
pub(super) fn definition(name: &str, docs: &TokenStream, fields: &[Field]) -> Vec<TokenStream> {
    let struct_name = ident(name);
    let debug = (!masked(fields)).then(|| quote!(Debug,));
    let default = all_optional(fields).then(|| quote!(Default,));
    let members = fields.iter().map(|field| {
        let docs = documented(&field.documentation, wire(field));
        let (name, ty) = (ident(&field.ident), field.part.rust_type());
        let serde = field.part.serde_form();
        quote!(#docs #serde pub #name: #ty)
    });
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, #debug #default Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
        pub struct #struct_name { #(#members),* }
    }];
    if masked(fields) {
        items.push(debug_impl(name, fields));
    }
    items
}

/// The name on the wire; groups and what the contract does not name have none.
fn wire(field: &Field) -> &str {
    match field.part.form {
        Form::Group
        | Form::Arranged
        | Form::Any(_)
        | Form::Value
        | Form::Others
        | Form::AnyAttributes { .. }
        | Form::MixedText => "",
        Form::Attribute(_) | Form::Element(_) | Form::Member(_) => &field.segment,
    }
}

fn masked(fields: &[Field]) -> bool {
    fields.iter().any(is_masked)
}

/// What the contract does not name may be anybody's data, its names too.
fn is_masked(field: &Field) -> bool {
    field.personal || field.part.form == Form::Others
}

fn all_optional(fields: &[Field]) -> bool {
    fields.iter().all(|field| !field.part.occurs.is_required())
}

fn debug_impl(name: &str, fields: &[Field]) -> TokenStream {
    let struct_name = ident(name);
    let shown = fields.iter().map(|field| {
        let (label, name) = (&field.ident, ident(&field.ident));
        match (is_masked(field), field.part.occurs) {
            (false, _) => quote!(.field(#label, &self.#name)),
            (true, Occurs::Optional) => quote!(.field(#label, &self.#name.as_ref().map(|_| xml::Masked))),
            (true, _) => quote!(.field(#label, &xml::Masked)),
        }
    });
    quote! {
        impl std::fmt::Debug for #struct_name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name) #(#shown)* .finish()
            }
        }
    }
}

/// `new` with the required fields and `with_...` for the others.
pub(super) fn constructors(name: &str, fields: &[Field]) -> TokenStream {
    constructors_with(name, fields, &quote!(Ok))
}

/// [`constructors`], where `new` hands its value to `finish`, which may refuse it.
pub(super) fn constructors_with(name: &str, fields: &[Field], finish: &TokenStream) -> TokenStream {
    let struct_name = ident(name);
    let new = if all_optional(fields) {
        quote! {
            /// Utan något av det som får utelämnas.
            #[must_use]
            pub fn new() -> Self { Self::default() }
        }
    } else {
        let parameters = fields
            .iter()
            .filter(|field| field.part.occurs.is_required())
            .map(parameter);
        let values = fields.iter().map(|field| {
            let name = ident(&field.ident);
            if field.part.occurs.is_required() && field.part.is_taken_as_it_is() {
                quote!(#name)
            } else if field.part.occurs.is_required() {
                let value = checked(field, &quote!(#name));
                quote!(#name: #value)
            } else if matches!(field.part.occurs, Occurs::Optional) {
                quote!(#name: None)
            } else if field.part.form == Form::Others {
                quote!(#name: std::collections::BTreeMap::new())
            } else if field.part.is_open() {
                let ty = path(&field.part.ty);
                quote!(#name: #ty::new())
            } else {
                quote!(#name: Vec::new())
            }
        });
        let required = fields.iter().filter(|field| field.part.occurs.is_required());
        // What the contract demands is asked for, however much it is: clippy asks for fewer than eight.
        let many = (required.count() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            /// Med det som är obligatoriskt.
            ///
            /// # Errors
            /// Det första värde som kontraktet inte medger, med sökväg och regel.
            #many
            pub fn new(#(#parameters),*) -> Result<Self, xml::InvalidValue> {
                #finish(Self { #(#values),* })
            }
        }
    };
    let setters = fields
        .iter()
        .filter(|field| !field.part.occurs.is_required())
        .map(setter);
    quote! {
        impl #struct_name {
            #new
            #(#setters)*
        }
    }
}

/// `dag: impl xml::IntoValue<Dag>`
fn parameter(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    let ty = parameter_type(field);
    quote!(#name: #ty)
}

fn parameter_type(field: &Field) -> TokenStream {
    let ty = path(&field.part.ty);
    if field.part.is_taken_as_it_is() {
        return field.part.value_type();
    }
    if field.part.is_list() {
        return quote!(impl IntoIterator<Item = impl xml::IntoValue<#ty>>);
    }
    match field.part.occurs {
        Occurs::Many { .. } => quote!(impl IntoIterator<Item = impl xml::IntoValue<#ty>>),
        _ => quote!(impl xml::IntoValue<#ty>),
    }
}

/// The call that turns a parameter into a field's value.
fn checked(field: &Field, parameter: &TokenStream) -> TokenStream {
    let segment = &field.segment;
    if field.part.is_taken_as_it_is() {
        return quote!(#parameter);
    }
    if field.part.is_list() {
        return quote!(xml::fields(#segment, #parameter)?);
    }
    match (field.part.occurs, field.part.boxed) {
        (Occurs::Many { .. }, _) => quote!(xml::fields(#segment, #parameter)?),
        (_, true) => quote!(Box::new(xml::field(#segment, #parameter)?)),
        (_, false) => quote!(xml::field(#segment, #parameter)?),
    }
}

fn setter(field: &Field) -> TokenStream {
    let method = ident(&format!("with_{}", field.ident.trim_matches('_')));
    let name = ident(&field.ident);
    let ty = parameter_type(field);
    let value = checked(field, &quote!(value));
    let value = if matches!(field.part.occurs, Occurs::Optional) {
        quote!(Some(#value))
    } else {
        value
    };
    let text = format!(
        " Med `{}`.",
        if wire(field).is_empty() {
            &field.ident
        } else {
            wire(field)
        }
    );
    quote! {
        #[doc = #text]
        ///
        /// # Errors
        /// Ett värde som kontraktet inte medger.
        pub fn #method(mut self, value: #ty) -> Result<Self, xml::InvalidValue> {
            self.#name = #value;
            Ok(self)
        }
    }
}

/// `dag: r.one(&xml::Name(NS, "dag"))?`, a line a field.
pub(super) fn reads(fields: &[Field]) -> TokenStream {
    reads_with(fields, |field| field.part.read())
}

/// [`reads`] with another call than that on a reader.
pub(super) fn reads_with(fields: &[Field], call: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let reads = fields.iter().map(|field| {
        let (name, read) = (ident(&field.ident), call(field));
        match (field.part.boxed && !field.part.is_nullable(), field.part.occurs) {
            (true, Occurs::One) => quote!(#name: Box::new(#read?)),
            (true, Occurs::Optional) => quote!(#name: #read?.map(Box::new)),
            _ => quote!(#name: #read?),
        }
    });
    quote!(Ok(Self { #(#reads),* }))
}

/// `w.one(&xml::Name(NS, "dag"), &self.dag)?;`, a line a field; the last one is the result.
pub(super) fn writes(fields: &[Field]) -> TokenStream {
    let mut writes = fields.iter().map(|field| {
        let name = ident(&field.ident);
        field.part.write(&quote!(self.#name))
    });
    match writes.next_back() {
        Some(last) => quote!(#(#writes?;)* #last),
        None => quote!(Ok(())),
    }
}
