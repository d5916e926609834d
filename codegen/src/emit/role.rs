//! A role: a struct without fields, and when its turn is.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{attributes, code};
use super::names::ident;
use super::signing::feature_signing;
use crate::plan::{SignedRequest, SigningRole};

pub(super) fn items(role: &SigningRole, request: &SignedRequest) -> Vec<TokenStream> {
    let cfg = feature_signing();
    let docs = attributes(&documentation(role, request));
    let (marker, request, name) = (ident(&role.ident), ident(&request.ident), &role.name);
    let mut items = vec![
        quote! {
            #docs
            #cfg
            #[derive(Clone, Copy, Debug, Eq, PartialEq)]
            pub struct #marker;
        },
        quote! {
            #cfg
            impl signing::Role for #marker {
                type Request = #request;
                const NAME: &'static str = #name;
            }
        },
    ];
    items.extend(role.follows.iter().map(|earlier| {
        let earlier = match earlier {
            Some(earlier) => {
                let earlier = ident(earlier);
                quote!(#earlier)
            }
            None => quote!(signing::Unsigned),
        };
        quote! {
            #cfg
            impl signing::Follows<#earlier> for #marker {}
        }
    }));
    items.extend(role.completes.then(|| {
        quote! {
            #cfg
            impl signing::Completes for #marker {}
        }
    }));
    items
}

fn documentation(role: &SigningRole, request: &SignedRequest) -> Vec<String> {
    let turn = match (role.follows.as_slice(), role.completes) {
        ([None], true) => "Skriver under ensam.".to_owned(),
        ([None], false) => "Skriver under först.".to_owned(),
        ([Some(earlier)], true) => std::format!("Skriver under efter [`{earlier}`], sist av alla."),
        ([Some(earlier)], false) => std::format!("Skriver under efter [`{earlier}`]."),
        _ => "Skriver under när som helst, även flera gånger.".to_owned(),
    };
    let signers: Vec<String> = role.signers.iter().map(|path| code(path)).collect();
    let who = if signers.is_empty() {
        "Dokumentet säger inte vem det är.".to_owned()
    } else {
        std::format!("Dokumentet säger vem det är: {}.", signers.join(", annars "))
    };
    vec![
        std::format!(
            "Rollen {} bland dem som skriver under i [`{}`].",
            code(&role.name),
            request.ident
        ),
        String::new(),
        std::format!("{turn} {who}"),
    ]
}
