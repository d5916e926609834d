//! `bankIdSignedData`: what the person's key signs of the order.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_runtime::signing::TextFormat;

use crate::ToSign;

/// The content of `bankIdSignedData`. Each text is put into the XML as it is, so that a test can put there what it likes;
/// what is base64 in BankID's documents is base64 here.
#[derive(Clone)]
pub struct SignedData {
    /// `Id`
    pub id: String,
    /// The attributes of `usrVisibleData`, in canonical order, each with a space before it.
    pub visible_attributes: String,
    /// `usrVisibleData`
    pub visible: String,
    /// `usrNonVisibleData`
    pub hidden: Option<String>,
    /// The children of `srvInfo`.
    pub srv_info: String,
    /// `funcId`
    pub func_id: String,
    /// What else stands in `clientInfo`, after `funcId`.
    pub client_info: String,
    /// What stands after `clientInfo`.
    pub more: String,
}

impl SignedData {
    /// Of what was asked for, with made-up information of relying party and client.
    #[must_use]
    pub fn new(what: &ToSign, nonce: &[u8]) -> Self {
        let format = match what.visible.format() {
            TextFormat::Plain => "",
            TextFormat::SimpleMarkdownV1 => r#" format="simpleMarkdownV1""#,
        };
        Self {
            id: "bidSignedData".to_owned(),
            visible_attributes: format!(r#" charset="UTF-8"{format} visible="wysiwys""#),
            visible: what.visible.to_base64(),
            hidden: what.hidden.as_ref().map(|octets| STANDARD.encode(octets)),
            srv_info: format!(
                "<name>{}</name><nonce>{}</nonce><displayName>{}</displayName>",
                STANDARD.encode("cn=fk-emulator,serialNumber=5566778899,o=fk-emulator,c=SE"),
                STANDARD.encode(nonce),
                STANDARD.encode("fk-emulator"),
            ),
            func_id: what.kind.func_id().to_owned(),
            client_info: format!(
                "<version>{}</version><env><ai><type>{}</type><deviceInfo>{}</deviceInfo><uhi>{}</uhi><fsib>0</fsib>\
                 <utb>cs1</utb><uauth>pw</uauth></ai></env>",
                STANDARD.encode("7.0.0"),
                STANDARD.encode("FK-EMULATOR"),
                STANDARD.encode("0"),
                STANDARD.encode("fk-emulator"),
            ),
            more: String::new(),
        }
    }

    /// The element, which is its own canonical form unless a test has put something else into it.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let hidden = self.hidden.as_ref();
        let hidden = hidden.map(|hidden| format!("<usrNonVisibleData>{hidden}</usrNonVisibleData>"));
        format!(
            "<bankIdSignedData xmlns=\"http://www.bankid.com/signature/v1.0.0/types\" Id=\"{}\"><usrVisibleData{}>{}\
             </usrVisibleData>{}<srvInfo>{}</srvInfo><clientInfo><funcId>{}</funcId>{}</clientInfo>{}</bankIdSignedData>",
            self.id,
            self.visible_attributes,
            self.visible,
            hidden.unwrap_or_default(),
            self.srv_info,
            self.func_id,
            self.client_info,
            self.more,
        )
    }
}

/// Neither the text nor the hidden data is shown.
impl fmt::Debug for SignedData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedData").finish_non_exhaustive()
    }
}
