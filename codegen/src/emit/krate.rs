//! The crate: `lib.rs` and its feature table.

use std::collections::BTreeMap;

use super::docs::escape;
use super::source::{format, header, module_docs};
use crate::plan::ServiceModel;
use quote::quote;

/// Feature → what it turns on.
pub type Features = BTreeMap<String, Vec<String>>;

/// The feature table: one feature a service, and what all of them share. None is on by default.
#[must_use]
pub fn features<'a>(services: impl IntoIterator<Item = &'a str>) -> Features {
    let mut features: Features = services
        .into_iter()
        .map(|id| (id.to_owned(), Vec::new()))
        .collect();
    features.insert("client".to_owned(), vec!["fk-runtime/client".to_owned()]);
    features.insert("default".to_owned(), Vec::new());
    features.insert("server".to_owned(), vec!["fk-runtime/server".to_owned()]);
    features.insert(
        "serde".to_owned(),
        vec!["dep:serde".to_owned(), "fk-runtime/serde".to_owned()],
    );
    features
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
    text.push_str("#![forbid(unsafe_code)]\n\n");
    text.push_str(&format(modules));
    text
}
