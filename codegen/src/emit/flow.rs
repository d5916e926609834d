//! A document that is handed over, signed elsewhere, and asked about: `impl flow::Protocol`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, escape};
use super::names::{ident, path};
use crate::plan::{Flow, Led, names};

pub(super) fn items(flow: Option<&Flow>) -> Vec<TokenStream> {
    flow.map_or_else(Vec::new, |flow| {
        let mut items = vec![life(flow), marker(), protocol(flow), states(flow)];
        items.extend(aliases());
        items
    })
}

/// `use fk_runtime::flow;`
pub(super) fn uses(flow: Option<&Flow>) -> Option<TokenStream> {
    let cfg = feature_flow();
    flow.map(|_| {
        quote! {
            #cfg
            use fk_runtime::flow;
        }
    })
}

/// On what needs `fk_runtime::flow`.
fn feature_flow() -> TokenStream {
    quote!(#[cfg(feature = "client")])
}

/// `pub const LIFE`
fn life(flow: &Flow) -> TokenStream {
    let docs = attributes(&[
        "Hur länge tjänsten minns ett dokument från det att det lämnades.".to_owned(),
        String::new(),
        std::format!("Källa: {}", escape(&flow.source)),
    ]);
    let life = Literal::u32_unsuffixed(flow.life);
    quote! {
        #docs
        pub const LIFE: std::time::Duration = std::time::Duration::from_secs(#life);
    }
}

fn marker() -> TokenStream {
    let cfg = feature_flow();
    let marker = ident(names::FLOW_PROTOCOL);
    quote! {
        /// Vägen från att ett dokument lämnas till att det är underskrivet i Försäkringskassans e-tjänst.
        #cfg
        #[derive(Clone, Copy, Debug)]
        pub enum #marker {}
    }
}

fn protocol(flow: &Flow) -> TokenStream {
    let cfg = feature_flow();
    let marker = ident(names::FLOW_PROTOCOL);
    let (fingerprint, reason) = (path(&flow.fingerprint), path(&flow.create.reason));
    let operation = |marker: &str| ident(marker);
    let create = operation(&flow.create.marker);
    let status = operation(&flow.status.with.marker);
    let page = operation(&flow.page.marker);
    let return_link = operation(&flow.return_link.marker);
    let signal = operation(&flow.signal.marker);
    let handing = ident(&flow.create.answer);
    let (accepted, rejected) = (ident(&flow.create.accepted), ident(&flow.create.rejected));
    let code = ident(&flow.create.field);
    let (answer, variant, state) = (
        ident(&flow.status.answer),
        ident(&flow.status.variant),
        ident(&flow.status.field),
    );
    let led = |led: &Led| {
        let (parameters, field) = (ident(&led.parameters), ident(&led.field));
        (quote!(#parameters), quote!(#field))
    };
    let (asked, asked_field) = led(&flow.status.with);
    let (opened, opened_field) = led(&flow.page);
    let (returned, returned_field) = led(&flow.return_link);
    let body = path(&flow.signal.body);
    let (signal_code, signal_state) = (ident(&flow.signal.fingerprint), ident(&flow.signal.state));
    quote! {
        #cfg
        impl flow::Protocol for #marker {
            const CONTRACT: fk_runtime::Contract = CONTRACT;
            const LIFE: std::time::Duration = LIFE;
            type Fingerprint = #fingerprint;
            type Rejected = #reason;
            type Create = #create;
            type Status = #status;
            type Page = #page;
            type Return = #return_link;
            type Signal = #signal;
            fn accepted(answer: #handing) -> Result<#fingerprint, #reason> {
                match answer {
                    #handing::#accepted(accepted) => Ok(accepted.#code),
                    #handing::#rejected(rejected) => Err(rejected),
                }
            }
            fn asked(#asked_field: #fingerprint) -> #asked {
                #asked { #asked_field }
            }
            fn state(answer: &#answer) -> flow::State {
                let #answer::#variant(answer) = answer;
                answer.#state.into()
            }
            fn page(#opened_field: #fingerprint) -> #opened {
                #opened { #opened_field }
            }
            fn returned(parameters: #returned) -> #fingerprint {
                parameters.#returned_field
            }
            fn signalled(signal: #body) -> (#fingerprint, flow::State) {
                (signal.#signal_code, signal.#signal_state.into())
            }
        }
    }
}

fn states(flow: &Flow) -> TokenStream {
    let cfg = feature_flow();
    let states = path(&flow.states);
    let [started, successful, absent] = flow.variants.each_ref().map(|variant| ident(variant));
    quote! {
        #cfg
        impl From<#states> for flow::State {
            fn from(state: #states) -> Self {
                match state {
                    #states::#started => Self::Started,
                    #states::#successful => Self::Successful,
                    #states::#absent => Self::Absent,
                }
            }
        }
    }
}

/// The documentation of [`names::FLOW_TYPES`].
const TYPES: [&str; names::FLOW_TYPES.len()] = [
    "Lämnar dokument och frågar hur det har gått för dem.",
    "Bevakar många dokument inom den takt som tjänsten medger.",
    "Ett dokument på väg, från att det är lämnat till att utfallet är känt.",
];

/// The runtime's types for this flow.
fn aliases() -> impl Iterator<Item = TokenStream> {
    let protocol = ident(names::FLOW_PROTOCOL);
    names::FLOW_TYPES.iter().zip(TYPES).map(move |(name, docs)| {
        let (cfg, docs, name) = (feature_flow(), attributes(&[docs.to_owned()]), ident(name));
        quote! {
            #docs
            #cfg
            pub type #name = flow::#name<#protocol>;
        }
    })
}
