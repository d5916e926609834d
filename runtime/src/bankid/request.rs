//! What is asked for.

use std::fmt;
use std::net::IpAddr;

use serde::Serialize;
use url::Url;

use super::Requirement;
use crate::signing::{Assignment, HiddenData, Role, TextFormat, VisibleText};

/// An order to sign: a text that the person sees, and data that they sign without seeing it.
#[derive(Clone)]
pub struct SignRequest(Request);

/// An order to identify oneself, perhaps with a text that says what for.
#[derive(Clone)]
pub struct AuthRequest(Request);

/// What both kinds of orders have.
#[derive(Clone)]
struct Request {
    end_user_ip: IpAddr,
    text: Option<VisibleText>,
    hidden: Option<HiddenData>,
    requirement: Requirement,
    return_url: Option<Url>,
    returns_risk: bool,
    origin: Option<Origin>,
}

/// Where the person is when the order begins.
#[derive(Clone)]
enum Origin {
    Web(Web),
    App(App),
}

/// The browser that the person begins the order in (`web`): it lets BankID judge the risk. All of it is about a person
/// or their device, and is not shown.
#[derive(Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Web {
    /// What tells one browser from another, such as the value of a cookie that lasts.
    pub device_identifier: String,
    /// The domain of the page, in Punycode where it is international.
    pub referring_domain: String,
    /// The browser's `User-Agent`.
    pub user_agent: String,
}

/// The app that the person begins the order in (`app`): it lets BankID judge the risk. All of it is about a person or
/// their device, and is not shown.
#[derive(Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// The app's package name or bundle identifier.
    pub app_identifier: String,
    /// The operating system with its version.
    #[serde(rename = "deviceOS")]
    pub device_os: String,
    /// The name of the device's model.
    pub device_model_name: String,
    /// What tells one device from another.
    pub device_identifier: String,
}

impl SignRequest {
    /// A text to sign, for the person at this address. The address is that of the person's device, as the service sees
    /// it.
    #[must_use]
    pub fn new(end_user_ip: IpAddr, text: VisibleText) -> Self {
        Self(Request {
            text: Some(text),
            ..Request::new(end_user_ip)
        })
    }

    /// What an assignment asks for: its text, its documents, and that its signer signs. Their address is that of their
    /// device, as the service sees it.
    ///
    /// Whatever else is [required](Self::requiring) takes the place of the signer; say it again there.
    #[must_use]
    pub fn of<R: Role>(end_user_ip: IpAddr, assignment: &Assignment<R>) -> Self {
        let signer = Requirement::new().with_personal_number(assignment.signer());
        Self::new(end_user_ip, assignment.text().clone())
            .with_hidden_data(assignment.hidden().clone())
            .requiring(signer)
    }
}

impl AuthRequest {
    /// For the person at this address: that of their device, as the service sees it.
    #[must_use]
    pub fn new(end_user_ip: IpAddr) -> Self {
        Self(Request::new(end_user_ip))
    }

    /// With a text that the person sees: what they identify themself for.
    #[must_use]
    pub fn with_text(mut self, text: VisibleText) -> Self {
        self.0.text = Some(text);
        self
    }
}

/// The methods that both have.
macro_rules! requests {
    ($($name:ident)*) => {$(
        impl $name {
            /// With what is signed and not shown (`userNonVisibleData`).
            #[must_use]
            pub fn with_hidden_data(mut self, hidden: HiddenData) -> Self {
                self.0.hidden = Some(hidden);
                self
            }

            /// With what is required of the person and of their BankID.
            #[must_use]
            pub fn requiring(mut self, requirement: Requirement) -> Self {
                self.0.requirement = requirement;
                self
            }

            /// With the address to which the app returns, when it was started by a link (`returnUrl`). It should hold
            /// something that tells the session, which the service then checks.
            #[must_use]
            pub fn with_return_url(mut self, url: Url) -> Self {
                self.0.return_url = Some(url);
                self
            }

            /// With the risk in the completed order (`returnRisk`).
            #[must_use]
            pub fn returning_risk(mut self) -> Self {
                self.0.returns_risk = true;
                self
            }

            /// Begun in a browser. It takes the place of an app.
            #[must_use]
            pub fn from_web(mut self, web: Web) -> Self {
                self.0.origin = Some(Origin::Web(web));
                self
            }

            /// Begun in an app. It takes the place of a browser.
            #[must_use]
            pub fn from_app(mut self, app: App) -> Self {
                self.0.origin = Some(Origin::App(app));
                self
            }

            pub(super) fn body(&self) -> Body<'_> {
                self.0.body()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("text", &self.0.text)
                    .field("hidden_documents", &self.0.hidden.as_ref().map_or(0, |hidden| hidden.pairs().len()))
                    .field("requirement", &self.0.requirement)
                    .finish_non_exhaustive()
            }
        }
    )*};
}

requests!(SignRequest AuthRequest);

/// The body of `/sign` and `/auth`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body<'a> {
    end_user_ip: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_visible_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_visible_data_format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_non_visible_data: Option<String>,
    #[serde(skip_serializing_if = "Requirement::is_empty")]
    requirement: &'a Requirement,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_risk: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    web: Option<&'a Web>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<&'a App>,
}

impl Request {
    fn new(end_user_ip: IpAddr) -> Self {
        Self {
            end_user_ip,
            text: None,
            hidden: None,
            requirement: Requirement::new(),
            return_url: None,
            returns_risk: false,
            origin: None,
        }
    }

    fn body(&self) -> Body<'_> {
        let (web, app) = match &self.origin {
            Some(Origin::Web(web)) => (Some(web), None),
            Some(Origin::App(app)) => (None, Some(app)),
            None => (None, None),
        };
        Body {
            // A server that listens on IPv6 sees IPv4 addresses as `::ffff:192.0.2.1`; BankID would not.
            end_user_ip: self.end_user_ip.to_canonical().to_string(),
            user_visible_data: self.text.as_ref().map(VisibleText::to_base64),
            user_visible_data_format: self.text.as_ref().map(|text| match text.format() {
                TextFormat::Plain => "plaintext",
                TextFormat::SimpleMarkdownV1 => "simpleMarkdownV1",
            }),
            user_non_visible_data: self.hidden.as_ref().map(HiddenData::to_base64),
            requirement: &self.requirement,
            return_url: self.return_url.as_ref().map(Url::as_str),
            return_risk: self.returns_risk.then_some(true),
            web,
            app,
        }
    }
}

impl fmt::Debug for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Web").finish_non_exhaustive()
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
