//! How the person's app finds an order: by a QR code, or by a link.

use std::fmt;
use std::time::Duration;

use ring::hmac;
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

/// What an order is collected and cancelled by (`orderRef`). Whoever has it and our certificate can do both; it is
/// what BankID's support asks for.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OrderRef(String);

impl OrderRef {
    /// As text, to keep.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for OrderRef {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for OrderRef {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for OrderRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What `/sign` and `/auth` answer. Whoever has the tokens can put the order before another person, and with the secret
/// that goes on: so it is shown by nothing, and its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct OrderStart {
    order_ref: OrderRef,
    auto_start_token: Zeroizing<String>,
    qr_start_token: Zeroizing<String>,
    qr_start_secret: Zeroizing<String>,
}

/// The form of a link that starts the person's app on the device that they are on.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum LinkForm {
    /// `bankid:///`, for computers.
    Scheme,
    /// `https://app.bankid.com/`, for phones and tablets.
    AppLink,
}

impl OrderStart {
    pub(super) fn new(
        order_ref: OrderRef,
        auto_start_token: Zeroizing<String>,
        qr_start_token: Zeroizing<String>,
        qr_start_secret: Zeroizing<String>,
    ) -> Self {
        Self {
            order_ref,
            auto_start_token,
            qr_start_token,
            qr_start_secret,
        }
    }

    /// What the order is collected and cancelled by.
    #[must_use]
    pub const fn order_ref(&self) -> &OrderRef {
        &self.order_ref
    }

    /// What the QR code says, so long after the answer that began the order: another text each second. It is made where
    /// the secret is, and sent to the person's page; the secret never is.
    ///
    /// `bankid.<qrStartToken>.<t>.<HMAC-SHA256>`, with the secret as key over the whole seconds `t` in decimal (BankID,
    /// *QR code*).
    #[must_use]
    pub fn qr(&self, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs().to_string();
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.qr_start_secret.as_bytes());
        let tag = hmac::sign(&key, seconds.as_bytes());
        let digits: String = tag.as_ref().iter().map(|octet| format!("{octet:02x}")).collect();
        format!("bankid.{}.{seconds}.{digits}", self.qr_start_token.as_str())
    }

    /// A link that starts the person's app on the device that they are on, and after that leads back to `redirect`.
    /// Without one, the person goes back by themself. Whoever follows the link gets the order, so it is for the
    /// person's own page alone.
    #[must_use]
    pub fn autostart_link(&self, form: LinkForm, redirect: Option<&Url>) -> String {
        let base = match form {
            LinkForm::Scheme => "bankid:///",
            LinkForm::AppLink => "https://app.bankid.com/",
        };
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let redirect = redirect.map_or_else(|| "null".to_owned(), |url| encoded(url.as_str()));
        format!(
            "{base}?autostarttoken={}&redirect={redirect}",
            encoded(&self.auto_start_token)
        )
    }
}

impl fmt::Debug for OrderStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderStart")
            .field("order_ref", &self.order_ref)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(token: &str, secret: &str) -> OrderStart {
        let text = |text: &str| Zeroizing::new(text.to_owned());
        OrderStart::new(OrderRef::from("order"), text("a&c"), text(token), text(secret))
    }

    #[test]
    fn the_qr_code_of_each_second_is_that_of_bankids_examples() {
        let start = start(
            "67df3917-fa0d-44e5-b327-edcc928297f8",
            "d28db9a7-4cde-429e-a983-359be676944c",
        );
        for (milliseconds, expected) in [
            (
                0,
                "0.dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8",
            ),
            (
                999,
                "0.dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8",
            ),
            (
                1000,
                "1.949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2",
            ),
        ] {
            assert_eq!(
                start.qr(Duration::from_millis(milliseconds)),
                format!("bankid.67df3917-fa0d-44e5-b327-edcc928297f8.{expected}")
            );
        }
    }

    #[test]
    fn a_link_holds_the_token_and_the_way_back_as_parts_of_a_query() {
        let start = start("token", "secret");
        assert_eq!(
            start.autostart_link(LinkForm::Scheme, None),
            "bankid:///?autostarttoken=a%26c&redirect=null"
        );
        let back = Url::parse("https://example.se/klar?id=1#x").ok();
        assert_eq!(
            start.autostart_link(LinkForm::AppLink, back.as_ref()),
            "https://app.bankid.com/?autostarttoken=a%26c&redirect=https%3A%2F%2Fexample.se%2Fklar%3Fid%3D1%23x"
        );
    }

    #[test]
    fn nothing_shows_the_tokens_and_the_secret() {
        let shown = format!("{:?}", start("token", "secret"));
        assert_eq!(shown, "OrderStart { order_ref: OrderRef(\"order\"), .. }");
    }
}
