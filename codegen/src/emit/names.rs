//! Small pieces of Rust: identifiers, types, wire names, occurrences.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::plan::{First, Form, MemberForm, Occurs, Part, WireName};

/// An identifier. Planning makes nothing but valid ones.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A path such as `super::xmlmime::Base64Binary`, or `xml::Nillable<Adress>`.
pub(super) fn path(path: &str) -> TokenStream {
    if let Some((generic, argument)) = path.strip_suffix('>').and_then(|path| path.split_once('<')) {
        let (generic, argument) = (self::path(generic), self::path(argument));
        return quote!(#generic<#argument>);
    }
    let segments = path.split("::").map(ident);
    quote!(#(#segments)::*)
}

/// `xml::Name(NS, "dag")`
pub(super) fn name(wire: &WireName) -> TokenStream {
    let local = &wire.local;
    match &wire.namespace {
        Some(namespace) => {
            let namespace = ident(namespace);
            quote!(xml::Name(#namespace, #local))
        }
        None => quote!(xml::Name(xml::NO_NAMESPACE, #local)),
    }
}

/// `xml::Occurs::between(2, 5)`
pub(super) fn occurs(min: u32, max: Option<u32>) -> TokenStream {
    let min_literal = Literal::u32_unsuffixed(min);
    match (min, max) {
        (0, None) => quote!(xml::Occurs::ANY),
        (1, None) => quote!(xml::Occurs::SOME),
        (_, None) => quote!(xml::Occurs::at_least(#min_literal)),
        (_, Some(max)) => {
            let max = Literal::u32_unsuffixed(max);
            quote!(xml::Occurs::between(#min_literal, #max))
        }
    }
}

/// `const FIRST` of a group.
pub(super) fn first(first: &[First]) -> TokenStream {
    let first = firsts(first);
    quote!(const FIRST: &'static [xml::First] = &[#(#first),*];)
}

/// What something can begin with.
pub(super) fn firsts(first: &[First]) -> Vec<TokenStream> {
    let first = first.iter().map(|first| match first {
        First::Element(wire) => {
            let wire = name(wire);
            quote!(xml::First::Element(#wire))
        }
        First::Any(wildcard) => {
            let wildcard = ident(wildcard);
            quote!(xml::First::Any(&#wildcard))
        }
        First::Group(group) => {
            let group = path(group);
            quote!(xml::First::Group(<#group as xml::Group>::FIRST))
        }
    });
    first.collect()
}

impl Part {
    /// Its type in a struct or enum.
    pub(super) fn rust_type(&self) -> TokenStream {
        let ty = path(&self.ty);
        match &self.form {
            Form::Member(_) if self.occurs == Occurs::Optional => {
                let ty = self.value_type();
                return quote!(Option<#ty>);
            }
            Form::Member(_) => return self.value_type(),
            Form::Others => return quote!(std::collections::BTreeMap<String, #ty>),
            Form::AnyAttributes { .. } | Form::MixedText => return ty,
            _ => {}
        }
        match (self.occurs, self.boxed) {
            (Occurs::One, false) => ty,
            (Occurs::One, true) => quote!(Box<#ty>),
            (Occurs::Optional, false) => quote!(Option<#ty>),
            (Occurs::Optional, true) => quote!(Option<Box<#ty>>),
            (Occurs::Many { .. }, _) => quote!(Vec<#ty>),
        }
    }

    /// The type of a member that is there.
    pub(super) fn value_type(&self) -> TokenStream {
        let mut ty = path(&self.ty);
        if self.is_list() {
            ty = quote!(Vec<#ty>);
        }
        if self.boxed {
            ty = quote!(Box<#ty>);
        }
        if self.form == Form::Others {
            ty = quote!(std::collections::BTreeMap<String, #ty>);
        }
        if self.is_nullable() {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// Whether it is a member that holds an array.
    pub(super) fn is_list(&self) -> bool {
        matches!(&self.form, Form::Member(MemberForm { list: Some(_), .. }))
    }

    /// Whether it is a member that may be `null`.
    pub(super) fn is_nullable(&self) -> bool {
        matches!(&self.form, Form::Member(MemberForm { nullable: true, .. }))
    }

    /// Whether its value is handed in as what it is: nothing is turned into an `Option` or a map.
    pub(super) fn is_taken_as_it_is(&self) -> bool {
        self.is_nullable() || self.is_open()
    }

    /// Whether it holds what the contract does not name: it is always there, and may be empty.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self.form,
            Form::Others | Form::AnyAttributes { .. } | Form::MixedText
        )
    }

    /// The attribute for a type whose form in JSON is not its own: big numbers, which other crates declare, and what
    /// may be absent and `null`.
    pub(super) fn serde_form(&self) -> Option<TokenStream> {
        if self.is_nullable() && self.occurs == Occurs::Optional {
            return Some(quote! {
                #[cfg_attr(
                    feature = "serde",
                    serde(default, skip_serializing_if = "Option::is_none", with = "fk_runtime::json::serde_absent")
                )]
            });
        }
        if let Some(form) = super::declaration::nillable_serde_form(&self.ty, self.occurs) {
            return Some(form);
        }
        if !has_foreign_json(&self.ty) {
            return None;
        }
        Some(match self.occurs {
            Occurs::One => {
                quote!(#[cfg_attr(feature = "serde", serde(with = "fk_runtime::xml::serde_text"))])
            }
            Occurs::Optional => {
                quote!(#[cfg_attr(feature = "serde", serde(default, with = "fk_runtime::xml::serde_text::option"))])
            }
            Occurs::Many { .. } => {
                quote!(#[cfg_attr(feature = "serde", serde(with = "fk_runtime::xml::serde_text::vec"))])
            }
        })
    }

    /// The call that reads it, as a `Result`, and what still has to be done to its value.
    pub(super) fn read(&self) -> TokenStream {
        match (&self.form, self.occurs) {
            (Form::Attribute(wire), occurs) => super::declaration::read_attribute(self, wire, occurs),
            (Form::Value, _) => call("value", None, None),
            (Form::Element(wire), occurs) => {
                let method = ["one", "optional", "repeated"][rank(occurs)];
                self.read_as_declared(call(method, Some(name(wire)), counted(occurs)))
            }
            (Form::Group, occurs) => {
                let method = ["group", "group_optional", "group_repeated"][rank(occurs)];
                call(method, None, counted(occurs))
            }
            (Form::Arranged, _) => call("arranged", None, None),
            (Form::Any(wildcard), occurs) => {
                let wildcard = ident(wildcard);
                let method = ["any", "any_optional", "any_repeated"][rank(occurs)];
                call(method, Some(quote!(#wildcard)), counted(occurs))
            }
            (Form::Member(member), occurs) => {
                let (method, index) = (
                    ident(if occurs == Occurs::One { "one" } else { "optional" }),
                    Literal::usize_unsuffixed(member.index),
                );
                quote!(r.#method(#index))
            }
            (Form::Others, _) => quote!(r.additional()),
            (Form::MixedText, _) => quote!(r.mixed_text()),
            (Form::AnyAttributes { wildcard, declared }, _) => {
                let (wildcard, declared) = (ident(wildcard), declared.iter().map(name));
                quote!(r.other_attributes(&[#(#declared),*], &#wildcard))
            }
        }
    }

    /// The call that writes it. `value` is a place of its type.
    pub(super) fn write(&self, value: &TokenStream) -> TokenStream {
        let value = match (self.occurs, self.boxed) {
            (Occurs::One, false) | (Occurs::Many { .. }, _) => quote!(&#value),
            (Occurs::One, true) => quote!(&*#value),
            (Occurs::Optional, false) => quote!(#value.as_ref()),
            (Occurs::Optional, true) => quote!(#value.as_deref()),
        };
        self.write_ref(&value)
    }

    /// The call that writes it. `value` is a reference.
    pub(super) fn write_ref(&self, value: &TokenStream) -> TokenStream {
        let rank = rank(self.occurs);
        let (method, first) = match &self.form {
            Form::Member(member) => {
                let index = Literal::usize_unsuffixed(member.index);
                let method = ident(["one", "optional", "one"][rank]);
                return quote!(w.#method(#index, #value));
            }
            Form::Others => return quote!(w.additional(#value)),
            // Written among the elements, by the record.
            Form::MixedText => return quote!(w.mixed(#value, |_| Ok(()))),
            Form::AnyAttributes { wildcard, declared } => {
                let (wildcard, declared) = (ident(wildcard), declared.iter().map(name));
                return quote!(w.other_attributes(&[#(#declared),*], &#wildcard, #value));
            }
            Form::Arranged => return quote!(w.arranged(#value)),
            Form::Attribute(wire) => return super::declaration::write_attribute(self, wire, value),
            Form::Value => ("value", None),
            Form::Element(wire) => (["one", "optional", "repeated"][rank], Some(name(wire))),
            Form::Group => (["group", "group_optional", "group_repeated"][rank], None),
            Form::Any(wildcard) => {
                let wildcard = ident(wildcard);
                (
                    ["any", "any_optional", "any_repeated"][rank],
                    Some(quote!(#wildcard)),
                )
            }
        };
        let method = ident(method);
        let first = first.map(|first| quote!(&#first,));
        let last = counted(self.occurs).map(|occurs| quote!(, #occurs));
        self.write_as_declared(quote!(w.#method(#first #value #last)))
    }
}

/// Whether `fk_runtime` has no say in the type's form in JSON, since another crate declares the type.
pub(super) fn has_foreign_json(ty: &str) -> bool {
    matches!(ty, "xml::types::Decimal" | "xml::types::Integer")
}

pub(super) fn call(method: &str, argument: Option<TokenStream>, occurs: Option<TokenStream>) -> TokenStream {
    let method = ident(method);
    let arguments = argument
        .map(|argument| quote!(&#argument))
        .into_iter()
        .chain(occurs);
    quote!(r.#method(#(#arguments),*))
}

fn rank(occurs: Occurs) -> usize {
    match occurs {
        Occurs::One => 0,
        Occurs::Optional => 1,
        Occurs::Many { .. } => 2,
    }
}

fn counted(how_often: Occurs) -> Option<TokenStream> {
    match how_often {
        Occurs::Many { min, max } => Some(occurs(min, max)),
        _ => None,
    }
}
