//! `bankIdSignedData`: the order that the person has signed.

use super::VerificationError;
use super::layout::BANKID;
use super::tree::Within;
use crate::xml::AnyElement;

/// What is read of `bankIdSignedData`, as it stands there.
pub(super) struct SignedData {
    /// `usrVisibleData`, in base64.
    pub(super) visible: String,
    /// Its attribute `charset`.
    pub(super) charset: Option<String>,
    /// Its attribute `visible`.
    pub(super) shown: Option<String>,
    /// Its attribute `format`.
    pub(super) format: Option<String>,
    /// `usrNonVisibleData`, in base64.
    pub(super) hidden: Option<String>,
    /// `clientInfo/funcId`
    pub(super) func_id: String,
}

impl SignedData {
    /// Its `Id`, and what else is read of it.
    pub(super) fn read(element: &AnyElement) -> Result<(String, Self), VerificationError> {
        const KNOWN: [&str; 4] = ["usrVisibleData", "usrNonVisibleData", "srvInfo", "clientInfo"];
        let mut data = Within::root(element, BANKID, "bankIdSignedData")?;
        data.attributes(&["Id"])?;
        // BankID may add elements, and no reader is to break then.
        data.skip_unless(&KNOWN)?;
        let visible = data.one("usrVisibleData")?;
        visible.attributes(&["charset", "format", "visible"])?;
        data.skip_unless(&KNOWN)?;
        let hidden = data.optional("usrNonVisibleData")?;
        if let Some(hidden) = &hidden {
            hidden.attributes(&[])?;
            data.skip_unless(&KNOWN)?;
        }
        check_server(data.one("srvInfo")?)?;
        data.skip_unless(&KNOWN)?;
        let mut client = data.one("clientInfo")?;
        client.attributes(&[])?;
        let func_id = leaf(&mut client, "funcId")?;
        leaf(&mut client, "version")?;
        client.skip_unless(&["funcId", "version"])?;
        client.end()?;
        data.skip_unless(&KNOWN)?;
        data.end()?;

        let attribute = |name| visible.attribute(name).map(str::to_owned);
        let read = Self {
            visible: visible.text()?.to_owned(),
            charset: attribute("charset"),
            shown: attribute("visible"),
            format: attribute("format"),
            hidden: hidden
                .map(|hidden| hidden.text().map(str::to_owned))
                .transpose()?,
            func_id: func_id.to_owned(),
        };
        Ok((data.attribute("Id").unwrap_or_default().to_owned(), read))
    }
}

/// What the relying party was called. It must be there, but nothing depends on it.
fn check_server(mut server: Within<'_>) -> Result<(), VerificationError> {
    server.attributes(&[])?;
    leaf(&mut server, "name")?;
    leaf(&mut server, "nonce")?;
    if let Some(name) = server.optional("displayName")? {
        name.attributes(&[])?;
        name.text()?;
    }
    server.end()
}

/// The text of a child without attributes.
fn leaf<'t>(parent: &mut Within<'t>, name: &'static str) -> Result<&'t str, VerificationError> {
    let child = parent.one(name)?;
    child.attributes(&[])?;
    child.text()
}
