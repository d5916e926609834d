//! A module: one source file.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::escape;
use super::names::{ident, path};
use super::source::{format, header, module_docs};
use super::{
    all, any_of, arranged, call, choice, declaration, enumeration, flow, list, object, one_of, open_content,
    record, restriction, root, sequence, signing, stubs, union,
};
use crate::plan::{Item, ItemKind, Module, NamespaceConst, ServiceModel, VersionModel, WildcardStatic};
use crate::registry::Provenance;

pub(super) fn source(service: &ServiceModel, module: &Module, shown: &str) -> String {
    let version = service
        .versions
        .iter()
        .find(|version| version.module == module.name);
    let mut docs: Vec<String> = match version {
        Some(version) => vec![std::format!(
            "{} {} ({}).",
            service.id,
            version.id,
            version.status
        )],
        None => vec![std::format!("{}: {}.", service.id, module.name)],
    };
    for paragraph in &module.documentation {
        docs.extend([String::new(), escape(paragraph)]);
    }
    if let Some(version) = version {
        docs.extend([String::new(), provenance_text(version.provenance).to_owned()]);
    }
    let mut text = header(shown, &module.files);
    text.push_str(&module_docs(&docs));
    text.push('\n');
    let uses = quote!(
        use fk_runtime::xml;
    );
    let uses_json = module.items.iter().any(|item| item.kind.is_json()).then(|| {
        quote!(
            use fk_runtime::json;
        )
    });
    let is_form = |item: &Item| matches!(&item.kind, ItemKind::Object(object) if object.form);
    let uses_rest = call::uses(&module.calls, module.items.iter().any(is_form));
    let uses_flow = flow::uses(module.flow.as_ref());
    let shared = version.into_iter().map(reexports);
    let uses_soap = stubs::uses(&module.stubs);
    let uses_signing = signing::uses(module);
    let head =
        std::iter::once(quote!(#uses_flow #uses_json #uses_rest #uses_signing #uses_soap #uses #(#shared)*));
    let constants = version.map(contract_constant);
    let namespaces = module.namespaces.iter().map(namespace);
    let wildcards = module.wildcards.iter().map(wildcard);
    let attribute_wildcards = module
        .attribute_wildcards
        .iter()
        .map(open_content::attribute_wildcard);
    let items = module.items.iter().flat_map(|declared| item(declared, module));
    text.push_str(&format(
        head.chain(constants)
            .chain(namespaces)
            .chain(wildcards)
            .chain(attribute_wildcards)
            .chain(module.anything.as_ref().map(open_content::anything))
            .chain(module.declarations.iter().map(declaration::item))
            .chain(items)
            .chain(signing::items(&module.signing))
            .chain(stubs::items(&module.stubs))
            .chain(call::items(&module.calls))
            .chain(flow::items(module.flow.as_ref())),
    ));
    text
}

/// What a version's provenance means, in words.
pub(super) fn provenance_text(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "Ursprung: Försäkringskassans egna filer.",
        Provenance::Transcribed => "Ursprung: avskrift av Försäkringskassans filer, kontrollerad mot dem.",
        Provenance::Reconstructed => {
            "Ursprung: rekonstruerad ur exempel och beskrivningar. Stäm av med Försäkringskassan före skarp drift."
        }
        Provenance::Illustrative => "Ursprung: ett påhittat exempel på formen. Inte för skarp drift.",
    }
}

fn reexports(version: &VersionModel) -> TokenStream {
    let shared = version.shared.iter().map(|name| ident(name));
    quote!(#(pub use super::#shared;)*)
}

fn contract_constant(version: &VersionModel) -> TokenStream {
    let (id, status) = (&version.id, &version.status);
    let provenance = ident(match version.provenance {
        Provenance::Published => "Published",
        Provenance::Transcribed => "Transcribed",
        Provenance::Reconstructed => "Reconstructed",
        Provenance::Illustrative => "Illustrative",
    });
    let service = quote!(super::SERVICE);
    quote! {
        /// Kontraktets version, och hur säkert det är Försäkringskassans.
        pub const CONTRACT: fk_runtime::Contract = fk_runtime::Contract {
            service: #service,
            version: #id,
            status: #status,
            provenance: fk_runtime::Provenance::#provenance,
        };
    }
}

fn namespace(constant: &NamespaceConst) -> TokenStream {
    let (name, uri, prefix) = (ident(&constant.ident), &constant.uri, &constant.prefix);
    quote!(const #name: xml::Namespace = xml::Namespace { uri: #uri, prefix: #prefix };)
}

fn wildcard(wildcard: &WildcardStatic) -> TokenStream {
    let name = ident(&wildcard.ident);
    let (namespaces, process) = open_content::constraint(&wildcard.wildcard);
    let known = wildcard.known.iter().map(|known| path(known));
    quote! {
        static #name: xml::Wildcard = xml::Wildcard {
            namespaces: #namespaces,
            process: #process,
            known: &[#(xml::Known::of::<#known>()),*],
        };
    }
}

fn item(item: &Item, module: &Module) -> Vec<TokenStream> {
    let mut items = match &item.kind {
        ItemKind::Record(record) => record::items(item, record),
        ItemKind::Sequence(group) => sequence::items(item, group),
        ItemKind::Choice(group) => choice::items(item, group),
        ItemKind::All(group) => all::items(item, group),
        ItemKind::Arranged(arranged) => arranged::items(item, arranged),
        ItemKind::AnyOf(any_of) => any_of::items(item, any_of),
        ItemKind::Restriction(restriction) => restriction::items(item, restriction),
        ItemKind::Enumeration(enumeration) => enumeration::items(item, enumeration),
        ItemKind::Union(union) => union::items(item, union),
        ItemKind::Root(newtype) => root::items(item, newtype),
        ItemKind::Object(object) => object::items(item, object),
        ItemKind::OneOf(one_of) => one_of::items(item, one_of),
        ItemKind::List(list) => list::items(item, list),
    };
    let root = item.root.as_ref();
    items.extend(root.map(|wire| {
        root::root(
            &item.ident,
            wire,
            item.declared.as_ref(),
            module.anything.as_ref(),
        )
    }));
    items
}
