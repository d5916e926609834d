//! An object of JSON: a struct, a table of its members, and the rules between them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::fields::{constructors, constructors_with, definition};
use super::names::{ident, path};
use super::stubs::feature_soap as feature_calls;
use crate::plan::{Field, Form, Item, Member, MemberForm, Object, Occurs, Part, Rule, RuleField};

pub(super) fn items(item: &Item, object: &Object) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &object.wire.local);
    let fields = object.fields();
    let mut items = definition(&item.ident, &docs, &fields);
    let is_checked = !object.rules.is_empty() && object.ruled_at_once;
    items.push(if is_checked {
        constructors_with(&item.ident, &fields, &quote!(json::checked))
    } else {
        constructors(&item.ident, &fields)
    });
    items.push(object_impl(&item.ident, object, &fields));
    items.extend(object.form.then(|| fields_impl(&item.ident, &object.members)));
    items
}

fn object_impl(name: &str, object: &Object, fields: &[Field]) -> TokenStream {
    let struct_name = ident(name);
    let table = object.members.iter().map(entry);
    let additional = object.others.as_ref().map(|_| {
        quote!(
            const ADDITIONAL: json::Additional = json::Additional::Kept;
        )
    });
    let constants = object.members.iter().enumerate().filter_map(constant);
    let reads = fields.iter().map(read);
    let r = parameter(object.members.is_empty() && object.others.is_none(), "r");
    let writes: Vec<TokenStream> = object
        .members
        .iter()
        .enumerate()
        .map(|(index, member)| write_member(index, member))
        .chain(object.others.iter().map(write))
        .collect();
    let w = parameter(writes.is_empty(), "w");
    let writes = in_turn(writes);
    let rules = rules(&object.rules);
    quote! {
        impl json::Object for #struct_name {
            const FIELDS: &'static [json::Field] = &[#(#table),*];
            #additional
            fn read_fields(#r: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
                #(#constants)*
                Ok(Self { #(#reads),* })
            }
            fn write_fields(&self, #w: &mut json::FieldWriter<'_>) -> Result<(), xml::InvalidValue> {
                #writes
            }
            #rules
        }
    }
}

/// `impl rest::Fields`: names with single values, as parameters and forms have them.
pub(super) fn fields_impl(type_name: &str, members: &[Member]) -> TokenStream {
    let (cfg, struct_name) = (feature_calls(), ident(type_name));
    let names = members.iter().map(name);
    let personal: Vec<_> = members
        .iter()
        .filter(|member| is_personal(member))
        .map(name)
        .collect();
    let personal =
        (!personal.is_empty()).then(|| quote!(const PERSONAL: &'static [&'static str] = &[#(#personal),*];));
    let constants = members.iter().enumerate().filter_map(constant);
    let reads = members.iter().filter_map(|member| match member {
        Member::Field(field) => Some(read(field)),
        Member::Constant { .. } => None,
    });
    let writes = members.iter().enumerate();
    let writes = in_turn(
        writes
            .map(|(index, member)| write_member(index, member))
            .collect(),
    );
    let (r, w) = (
        parameter(members.is_empty(), "r"),
        parameter(members.is_empty(), "w"),
    );
    quote! {
        #cfg
        impl rest::Fields for #struct_name {
            const NAMES: &'static [&'static str] = &[#(#names),*];
            #personal
            fn read(#r: &mut rest::TextReader<'_>) -> Result<Self, rest::FieldError> {
                #(#constants)*
                Ok(Self { #(#reads),* })
            }
            fn write(&self, #w: &mut rest::TextWriter) -> Result<(), xml::InvalidValue> {
                #writes
            }
        }
    }
}

/// The call that reads a member that is always the same, for its check alone.
fn constant((index, member): (usize, &Member)) -> Option<TokenStream> {
    let Member::Constant { ty, .. } = member else {
        return None;
    };
    let (index, ty) = (Literal::usize_unsuffixed(index), path(ty));
    Some(quote!(r.one::<#ty>(#index)?;))
}

fn parameter(unused: bool, name: &str) -> TokenStream {
    if unused {
        return quote!(_);
    }
    let name = ident(name);
    quote!(#name)
}

/// Calls one after the other; the last one is the result.
fn in_turn(calls: Vec<TokenStream>) -> TokenStream {
    let mut calls = calls.into_iter();
    match calls.next_back() {
        Some(last) => quote!(#(#calls?;)* #last),
        None => quote!(Ok(())),
    }
}

fn name(member: &Member) -> &String {
    match member {
        Member::Field(field) => &field.segment,
        Member::Constant { name, .. } => name,
    }
}

/// Whether the registry marks the member where it stands. A type that it marks leaves itself out wherever it stands, as
/// its `Debug` masks itself.
fn is_personal(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.personal,
        Member::Constant { .. } => false,
    }
}

/// `json::Field::new("vistelser").at_least(1).personal()`
fn entry(member: &Member) -> TokenStream {
    let (name, list) = match member {
        Member::Constant { name, .. } => (name, None),
        Member::Field(field) => match &field.part.form {
            Form::Member(MemberForm { name, list, .. }) => (name, *list),
            _ => (&field.segment, None),
        },
    };
    let (min, max) = list.unwrap_or_default();
    let at_least = (min > 0).then(|| {
        let min = Literal::u32_unsuffixed(min);
        quote!(.at_least(#min))
    });
    let at_most = max.map(|max| {
        let max = Literal::u32_unsuffixed(max);
        quote!(.at_most(#max))
    });
    let personal = is_personal(member).then(|| quote!(.personal()));
    quote!(json::Field::new(#name) #at_least #at_most #personal)
}

/// `manad: r.one(0)?`
fn read(field: &Field) -> TokenStream {
    let (name, read) = (ident(&field.ident), field.part.read());
    let value = match (field.part.boxed, field.part.is_nullable(), field.part.occurs) {
        (false, ..) => quote!(#read?),
        (true, false, Occurs::One) => quote!(Box::new(#read?)),
        (true, false, _) => quote!(#read?.map(Box::new)),
        (true, true, occurs) => {
            let read = nullable_read(&field.part);
            match occurs {
                Occurs::One => quote!(#read?.map(Box::new)),
                _ => quote!(#read?.map(|value| value.map(Box::new))),
            }
        }
    };
    quote!(#name: #value)
}

/// The call that reads what may be `null`, with its type spelt out.
fn nullable_read(part: &Part) -> TokenStream {
    let ty = path(&part.ty);
    let Form::Member(member) = &part.form else {
        return part.read();
    };
    let index = Literal::usize_unsuffixed(member.index);
    let method = ident(if part.occurs == Occurs::One {
        "one"
    } else {
        "optional"
    });
    quote!(r.#method::<Option<#ty>>(#index))
}

fn write_member(index: usize, member: &Member) -> TokenStream {
    match member {
        Member::Constant { value, .. } => {
            let (index, value) = (Literal::usize_unsuffixed(index), path(value));
            quote!(w.one(#index, &#value))
        }
        Member::Field(field) => write(field),
    }
}

fn write(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    if field.personal && field.part.form == Form::Others {
        return quote!(w.personal_additional(&self.#name));
    }
    let Form::Member(member) = &field.part.form else {
        return field.part.write(&quote!(self.#name));
    };
    if !(field.part.boxed && field.part.is_nullable()) {
        return field.part.write(&quote!(self.#name));
    }
    // A box is no value of JSON, and nothing stands in it when the value is `null`.
    let (ty, index) = (path(&field.part.ty), Literal::usize_unsuffixed(member.index));
    match field.part.occurs {
        Occurs::One => quote! {
            match &self.#name {
                Some(value) => w.one(#index, &**value),
                None => w.one(#index, &None::<#ty>),
            }
        },
        _ => quote! {
            match &self.#name {
                Some(Some(value)) => w.one(#index, &**value),
                Some(None) => w.one(#index, &None::<#ty>),
                None => Ok(()),
            }
        },
    }
}

/// `fn rules`, a call a rule.
fn rules(rules: &[Rule]) -> Option<TokenStream> {
    if rules.is_empty() {
        return None;
    }
    let calls = rules.iter().map(|rule| match rule {
        Rule::NotBefore(pairs) => {
            let pairs = pairs.iter().map(|(one, other)| {
                let (one, other) = (field(one), field(other));
                quote!(json::pair(#one, #other))
            });
            quote!(json::not_before(&[#(#pairs),*]))
        }
        Rule::RequiredWith(one, with) => {
            let (one, with) = (field(one), field(with));
            quote!(json::required_with(#one, #with))
        }
        Rule::AbsentWith(one, with) => {
            let (one, with) = (field(one), field(with));
            quote!(json::absent_with(#one, #with))
        }
    });
    let calls = in_turn(calls.collect());
    Some(quote! {
        fn rules(&self) -> Result<(), xml::InvalidValue> {
            #calls
        }
    })
}

/// `"tillDatum", self.till_datum.as_ref()`
fn field(field: &RuleField) -> TokenStream {
    let name = &field.name;
    let value = match (&field.ident, field.required) {
        (None, _) => quote!(Some(&())),
        (Some(field), true) => {
            let field = ident(field);
            quote!(Some(&self.#field))
        }
        (Some(field), false) => {
            let field = ident(field);
            quote!(self.#field.as_ref())
        }
    };
    quote!(#name, #value)
}
