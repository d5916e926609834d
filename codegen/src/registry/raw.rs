//! The shape of `contracts.toml`, with the position of everything that can be wrong.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use toml::Spanned;

pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRegistry {
    pub(super) package: Option<RawPackage>,
    #[serde(default)]
    pub(super) catalog: BTreeMap<Text, Text>,
    #[serde(default)]
    pub(super) services: BTreeMap<Text, RawService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPackage {
    pub(super) name: Text,
    /// A version, or a table as in `[dependencies]`; read by hand, because an untagged enum has no positions.
    pub(super) runtime: Option<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawService {
    pub(super) title: Text,
    pub(super) page: Option<Text>,
    pub(super) receipt: Option<Text>,
    #[serde(default)]
    pub(super) files: Vec<RawFile>,
    #[serde(default)]
    pub(super) versions: Vec<RawVersion>,
    #[serde(default)]
    pub(super) personal: RawPersonal,
    #[serde(default)]
    pub(super) groups: Vec<RawGroup>,
    #[serde(default)]
    pub(super) names: BTreeMap<Text, Text>,
    pub(super) document: Option<RawDocument>,
    pub(super) signatures: Option<Spanned<RawSignatures>>,
    #[serde(default)]
    pub(super) addresses: Vec<RawAddress>,
    pub(super) pacing: Option<RawPacing>,
    pub(super) flow: Option<RawFlow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) path: Text,
    pub(super) provenance: Text,
    pub(super) source: Option<Text>,
    pub(super) module: Option<Text>,
    pub(super) roots: Option<Vec<Text>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVersion {
    pub(super) id: Text,
    pub(super) status: Text,
    pub(super) files: Vec<Text>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPersonal {
    #[serde(default)]
    pub(super) types: Vec<Text>,
    #[serde(default)]
    pub(super) elements: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) owner: Text,
    pub(super) holds: Text,
    pub(super) name: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDocument {
    pub(super) carrier: Text,
    pub(super) root: Text,
    pub(super) id: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSignatures {
    #[serde(rename = "type")]
    pub(super) ty: Text,
    pub(super) signature: Text,
    pub(super) ocsp: Text,
    pub(super) day: Text,
    /// Both or neither.
    pub(super) element: Option<Text>,
    pub(super) role_element: Option<Text>,
    #[serde(default)]
    pub(super) roles: Vec<RawRole>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRole {
    pub(super) role: Text,
    /// Without an element for all roles.
    pub(super) element: Option<Text>,
    /// With one.
    pub(super) value: Option<Text>,
    #[serde(default)]
    pub(super) signer: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAddress {
    pub(super) environment: Text,
    pub(super) url: Text,
    pub(super) source: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPacing {
    pub(super) calls: NonZeroU32,
    pub(super) seconds: NonZeroU32,
    pub(super) spread: Text,
    pub(super) source: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFlow {
    pub(super) create: Text,
    pub(super) status: Text,
    pub(super) page: Text,
    #[serde(rename = "return")]
    pub(super) return_link: Text,
    pub(super) signal: Text,
    pub(super) fingerprint: Text,
    pub(super) started: Text,
    pub(super) successful: Text,
    pub(super) absent: Text,
    pub(super) life: NonZeroU32,
    pub(super) source: Text,
}
