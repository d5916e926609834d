//! The crate: `lib.rs` and its feature table.

use std::collections::BTreeMap;

use super::docs::escape;
use super::source::{format, header, module_docs};
use crate::plan::ServiceModel;
use crate::read::is_openapi;
use crate::registry::Service;
use quote::quote;

/// Feature → what it turns on.
pub type Features = BTreeMap<String, Vec<String>>;

/// The feature table: one feature a service, and what all of them share. None is on by default.
#[must_use]
pub fn features<'a>(services: impl IntoIterator<Item = &'a Service>) -> Features {
    let services: Vec<&Service> = services.into_iter().collect();
    let mut features: Features = services
        .iter()
        .map(|service| (service.id.clone(), needs(service)))
        .collect();
    let mut client = vec!["fk-runtime/client".to_owned()];
    if services.iter().any(|service| service.signatures.is_some()) {
        // A client takes what is signed.
        client.push("signing".to_owned());
        features.insert("signing".to_owned(), vec!["fk-runtime/verify".to_owned()]);
    }
    features.insert("client".to_owned(), client);
    features.insert("default".to_owned(), Vec::new());
    features.insert("server".to_owned(), vec!["fk-runtime/server".to_owned()]);
    features.insert(
        "serde".to_owned(),
        vec!["dep:serde".to_owned(), "fk-runtime/serde".to_owned()],
    );
    features
}

/// What a service needs of the runtime besides XML.
fn needs(service: &Service) -> Vec<String> {
    let json = service.files.iter().any(|file| is_openapi(&file.path));
    json.then(|| "fk-runtime/rest".to_owned()).into_iter().collect()
}

/// `lib.rs`
#[must_use]
pub fn library(models: &[ServiceModel], shown: &str) -> String {
    let mut docs = vec![
        "Försäkringskassans kontrakt som typer: varje tjänst en modul och en feature, varje version en modul i den."
            .to_owned(),
        String::new(),
        "| feature | tjänst | versioner |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    for model in models {
        let versions: Vec<_> = model
            .versions
            .iter()
            .map(|v| std::format!("{} ({})", v.id, v.status))
            .collect();
        let title = escape(model.title.trim_end_matches('.'));
        docs.push(std::format!(
            "| `{}` | {title} | {} |",
            model.id,
            versions.join(", ")
        ));
    }
    docs.extend([
        String::new(),
        "Featuren `serde` ger `Serialize` och `Deserialize`, med samma kontroller som vid läsning. `client` ger det"
            .to_owned(),
        "som anropar tjänsterna, `server` det som svarar på deras anrop.".to_owned(),
    ]);
    if models.iter().any(ServiceModel::is_signed) {
        docs.extend([
            String::new(),
            "Featuren `signing` säger vem som skriver under vad och i vilken ordning; `client` har den med sig, för det"
                .to_owned(),
            "som en klient skickar är underskrivet.".to_owned(),
        ]);
    }
    let limit = models.iter().filter_map(ServiceModel::recursion_limit).max();
    if let Some(limit) = limit {
        docs.extend([
            String::new(),
            std::format!("Typerna ligger djupt i varandra. Även ett crate som använder dem behöver `#![recursion_limit = \"{limit}\"]` först i"),
            "sin `main.rs` eller `lib.rs`, när kompilatorn annars säger `overflow while adding drop-check rules`.".to_owned(),
        ]);
    }
    let modules = models.iter().map(|model| {
        let (name, feature) = (super::names::ident(&model.id), &model.id);
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #name;
        }
    });
    let mut text = header(shown, &[]);
    text.push_str(&module_docs(&docs));
    text.push_str("#![forbid(unsafe_code)]\n");
    if let Some(limit) = limit {
        text.push_str(&std::format!("#![recursion_limit = \"{limit}\"]\n"));
    }
    text.push('\n');
    text.push_str(&format(modules));
    text
}
