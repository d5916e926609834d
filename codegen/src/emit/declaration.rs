//! What declarations say: statics, and the calls that heed them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::names::{call, has_foreign_json, ident, name, path};
use crate::lower::{Key, KeyKind, NameTest, ValueConstraint, XPath};
use crate::plan::{DeclarationStatic, Declared, Field, Form, Occurs, Part, Said, WireName};

/// `static DEKLARATION: xml::Declaration`
pub(super) fn item(declaration: &DeclarationStatic) -> TokenStream {
    let ident = ident(&declaration.ident);
    match &declaration.said {
        Said::Attribute(value) => {
            let value = constraint(value);
            quote!(static #ident: xml::Value = #value;)
        }
        Said::Element(declared) => {
            let declared = said(declared);
            quote!(static #ident: xml::Declaration = xml::Declaration::new() #declared;)
        }
    }
}

fn said(declared: &Declared) -> TokenStream {
    let value = declared.value.as_ref().map(|value| {
        let value = constraint(value);
        quote!(.value(#value))
    });
    let nillable = declared.nillable.then(|| quote!(.nillable()));
    let keys = (!declared.keys.is_empty()).then(|| {
        let keys = declared.keys.iter().map(key);
        quote!(.keys(&[#(#keys),*]))
    });
    let blocked = (!declared.blocked.is_empty()).then(|| {
        let blocked = declared.blocked.iter().map(name);
        quote!(.blocked(&[#(#blocked),*]))
    });
    let unrestricted = declared.unrestricted.then(|| quote!(.unrestricted()));
    quote!(#value #nillable #keys #blocked #unrestricted)
}

pub(super) fn constraint(value: &ValueConstraint) -> TokenStream {
    let text = &value.text;
    let kind = ident(if value.fixed { "fixed" } else { "default" });
    let prefixes = (!value.prefixes.is_empty()).then(|| {
        let prefixes = value.prefixes.iter().map(|(prefix, uri)| quote!((#prefix, #uri)));
        quote!(.with_prefixes(&[#(#prefixes),*]))
    });
    quote!(xml::Value::#kind(#text) #prefixes)
}

fn key(key: &Key<WireName>) -> TokenStream {
    let (key_name, selector) = (name(&key.name), paths(&key.selector));
    let fields = key.fields.iter().map(|field| paths(field));
    let fields = quote!(&[#(#fields),*]);
    match &key.kind {
        KeyKind::Unique => quote!(xml::Key::unique(#key_name, #selector, #fields)),
        KeyKind::Key => quote!(xml::Key::required(#key_name, #selector, #fields)),
        KeyKind::KeyRef(refer) => {
            let refer = name(refer);
            quote!(xml::Key::keyref(#key_name, #refer, #selector, #fields))
        }
    }
}

fn paths(paths: &[XPath<WireName>]) -> TokenStream {
    let paths = paths.iter().map(|path| {
        let steps = path.steps.iter().map(step);
        let anywhere = path.anywhere.then(|| quote!(.anywhere()));
        let attribute = path.attribute.as_ref().map(|attribute| {
            let attribute = step(attribute);
            quote!(.attribute(#attribute))
        });
        quote!(xml::Path::of(&[#(#steps),*]) #anywhere #attribute)
    });
    quote!(&[#(#paths),*])
}

fn step(test: &NameTest<WireName>) -> TokenStream {
    match test {
        NameTest::Any => quote!(xml::Step::Any),
        NameTest::Namespace(uri) => quote!(xml::Step::Namespace(#uri)),
        NameTest::Name(wire) => {
            let wire = name(wire);
            quote!(xml::Step::Name(#wire))
        }
    }
}

// ---- parts

impl Part {
    /// The call that reads an element, under what its declaration says.
    pub(super) fn read_as_declared(&self, call: TokenStream) -> TokenStream {
        match &self.declared {
            Some(declared) => {
                let declared = ident(declared);
                quote!(r.declared(&#declared, |r| #call))
            }
            None => call,
        }
    }

    /// The call that writes an element, under what its declaration says.
    pub(super) fn write_as_declared(&self, call: TokenStream) -> TokenStream {
        match &self.declared {
            Some(declared) => {
                let declared = ident(declared);
                quote!(w.declared(&#declared, |w| #call))
            }
            None => call,
        }
    }
}

pub(super) fn read_attribute(part: &Part, wire: &WireName, occurs: Occurs) -> TokenStream {
    let wire = name(wire);
    let required = occurs == Occurs::One;
    match &part.declared {
        None => call(
            if required {
                "attribute"
            } else {
                "attribute_optional"
            },
            Some(wire),
            None,
        ),
        Some(value) => {
            let value = ident(value);
            let method = ident(if required {
                "attribute_with"
            } else {
                "attribute_optional_with"
            });
            quote!(r.#method(&#wire, &#value))
        }
    }
}

pub(super) fn write_attribute(part: &Part, wire: &WireName, value: &TokenStream) -> TokenStream {
    let wire = name(wire);
    let required = part.occurs == Occurs::One;
    match &part.declared {
        None => {
            let method = ident(if required {
                "attribute"
            } else {
                "attribute_optional"
            });
            quote!(w.#method(&#wire, #value))
        }
        Some(said) => {
            let said = ident(said);
            let method = ident(if required {
                "attribute_with"
            } else {
                "attribute_optional_with"
            });
            quote!(w.#method(&#wire, &#said, #value))
        }
    }
}

/// The form in JSON of something nillable whose value is declared by another crate.
pub(super) fn nillable_serde_form(ty: &str, occurs: Occurs) -> Option<TokenStream> {
    let inner = ty.strip_prefix("xml::Nillable<")?.strip_suffix('>')?;
    if !has_foreign_json(inner) {
        return None;
    }
    Some(match occurs {
        Occurs::One => {
            quote!(#[cfg_attr(feature = "serde", serde(with = "fk_runtime::xml::serde_text::nillable"))])
        }
        Occurs::Optional => {
            quote!(#[cfg_attr(
                feature = "serde",
                serde(default, with = "fk_runtime::xml::serde_text::nillable::option")
            )])
        }
        Occurs::Many { .. } => {
            quote!(#[cfg_attr(feature = "serde", serde(with = "fk_runtime::xml::serde_text::nillable::vec"))])
        }
    })
}

// ---- records

/// Methods for the values in force of optional attributes that have one though they are not written.
pub(super) fn values_in_force(type_name: &str, fields: &[Field]) -> Option<TokenStream> {
    let methods: Vec<_> = fields.iter().filter_map(value_in_force).collect();
    let type_name = ident(type_name);
    (!methods.is_empty()).then(|| quote!(impl #type_name { #(#methods)* }))
}

fn value_in_force(field: &Field) -> Option<TokenStream> {
    let (Form::Attribute(_), Occurs::Optional, Some(value)) =
        (&field.part.form, field.part.occurs, &field.part.declared)
    else {
        return None;
    };
    let docs = attributes(&[format!(
        "Det värde som gäller för `{}`: det skrivna, annars kontraktets.",
        field.segment
    )]);
    let method = ident(&format!("{}_i_kraft", field.ident.trim_matches('_')));
    let (name, ty, value) = (ident(&field.ident), path(&field.part.ty), ident(value));
    Some(quote! {
        #docs
        #[must_use]
        pub fn #method(&self) -> #ty {
            #value.in_force(self.#name.as_ref())
        }
    })
}

/// How the attributes of an element that is nil are checked.
pub(super) fn read_nil(fields: &[Field]) -> TokenStream {
    let attributes: Vec<_> = fields
        .iter()
        .filter_map(|field| match &field.part.form {
            Form::Attribute(wire) => Some((field, name(wire))),
            _ => None,
        })
        .collect();
    let names = attributes.iter().map(|(_, wire)| wire);
    let is_open = |field: &&Field| matches!(field.part.form, Form::AnyAttributes { .. });
    let others = match fields.iter().find(is_open) {
        Some(field) => field.part.read(),
        None => quote!(r.attributes(&[#(#names),*])),
    };
    let reads = attributes.iter().map(|(field, _)| {
        let (ty, read) = (field.part.rust_type(), field.part.read());
        quote!(let _: #ty = #read?;)
    });
    quote! {
        fn read_nil(r: &mut xml::Reader<'_>) -> Result<(), xml::ReadError> {
            #others?;
            #(#reads)*
            Ok(())
        }
    }
}

/// `const DECLARATION` of a root element.
pub(super) fn of_root(declared: Option<&String>) -> Option<TokenStream> {
    let declared = ident(declared?);
    Some(quote!(
        const DECLARATION: Option<&'static xml::Declaration> = Some(&#declared);
    ))
}
