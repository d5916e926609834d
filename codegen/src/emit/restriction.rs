//! A restricted simple type: a newtype whose every way in goes through one check.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::documented;
use super::names::{ident, name, path};
use crate::plan::{Facet, Item, Restriction};

pub(super) fn items(item: &Item, restriction: &Restriction) -> Vec<TokenStream> {
    let docs = documented(&item.documentation, &restriction.wire.local);
    let (type_name, base, wire) = (
        ident(&item.ident),
        path(&restriction.base),
        name(&restriction.wire),
    );
    let held = match restriction.kind {
        "spelled" | "spelled list" => quote!(xml::types::Spelled<#base>),
        _ => base.clone(),
    };
    let hash = restriction.hash.then(|| quote!(Hash,));
    let white_space = restriction.white_space.map(|rule| {
        let rule = ident(rule);
        quote!(const WHITE_SPACE: xml::WhiteSpace = xml::WhiteSpace::#rule;)
    });
    let personal = restriction.personal.then(|| {
        quote!(
            const PERSONAL: bool = true;
        )
    });
    let facets = restriction.facets.iter().map(facet);
    let facets = if restriction.facets.is_empty() {
        quote!(&[])
    } else {
        let count = Literal::usize_unsuffixed(restriction.facets.len());
        quote!(static FACETS: [xml::Facet<#held>; #count] = [#(#facets),*]; &FACETS)
    };
    let kind = restriction.kind.split(' ').map(ident);
    vec![
        quote! {
            #docs
            #[derive(Clone, Eq, #hash PartialEq)]
            pub struct #type_name(#held);
        },
        quote! {
            impl xml::Restriction for #type_name {
                type Base = #held;
                const TYPE: xml::Name = #wire;
                #white_space
                #personal
                fn facets() -> &'static [xml::Facet<#held>] { #facets }
            }
        },
        quote!(fk_runtime::restriction!(#(#kind)* #type_name(#base));),
    ]
}

fn facet(facet: &Facet) -> TokenStream {
    match facet {
        Facet::Patterns(patterns) => {
            let patterns = patterns.iter().map(|pattern| raw(pattern));
            quote!(xml::Facet::Pattern(xml::Pattern::new(&[#(#patterns),*])))
        }
        Facet::Enumeration(values) => quote!(xml::Facet::Enumeration(xml::Values::new(&[#(#values),*]))),
        Facet::Count(kind, count) => {
            let (kind, count) = (ident(kind), Literal::u64_unsuffixed(*count));
            quote!(xml::Facet::#kind(#count))
        }
        Facet::Bound(kind, value) => {
            let kind = ident(kind);
            quote!(xml::Facet::#kind(xml::Bound::new(#value)))
        }
    }
}

/// A raw string where it reads better.
fn raw(text: &str) -> Literal {
    let plain = Literal::string(text);
    // What a literal escapes, a raw one cannot; among them what the compiler refuses to see in source text.
    let escaped = |c: char| !matches!(c, '\\' | '"' | '\'') && c.escape_debug().len() > 1;
    if !text.contains('\\') || text.contains(escaped) {
        return plain;
    }
    let hashes = "#".repeat(
        (0..)
            .find(|n| !text.contains(&format!("\"{}", "#".repeat(*n))))
            .unwrap_or(0),
    );
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or(plain)
}
