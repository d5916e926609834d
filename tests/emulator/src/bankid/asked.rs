//! What a relying party asks for: the bodies of `/sign` and `/auth`, checked as the API has them.

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_bankid::Kind;
use fk_runtime::signing::{HiddenData, PersonalNumber, VisibleText};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What an order is about.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) kind: Kind,
    /// None when the person only identifies themself and is not told what for.
    pub(crate) visible: Option<VisibleText>,
    pub(crate) hidden: Option<Vec<u8>>,
    /// Whoever it has to be.
    pub(crate) required: Option<PersonalNumber>,
    pub(crate) end_user_ip: IpAddr,
    pub(crate) wants_risk: bool,
    pub(crate) wants_mrtd: bool,
}

/// The body, as it stands in JSON.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    end_user_ip: String,
    user_visible_data: Option<String>,
    user_visible_data_format: Option<Format>,
    user_non_visible_data: Option<String>,
    requirement: Option<Requirement>,
    #[serde(rename = "returnUrl")]
    _return_url: Option<String>,
    return_risk: Option<bool>,
    #[serde(rename = "web")]
    _web: Option<Web>,
    #[serde(rename = "app")]
    _app: Option<App>,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Format {
    #[default]
    #[serde(rename = "plaintext")]
    Plain,
    #[serde(rename = "simpleMarkdownV1")]
    SimpleMarkdownV1,
}

/// What is not looked at has a name that begins with `_`, and still has to be of its form.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Requirement {
    #[serde(rename = "pinCode")]
    _pin_code: Option<bool>,
    mrtd: Option<bool>,
    #[serde(rename = "cardReader")]
    _card_reader: Option<CardReader>,
    #[serde(rename = "certificatePolicies")]
    _certificate_policies: Option<Vec<String>>,
    personal_number: Option<String>,
    #[serde(rename = "risk")]
    _risk: Option<RiskLimit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum CardReader {
    Class1,
    Class2,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum RiskLimit {
    Low,
    Moderate,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Web {
    #[serde(rename = "deviceIdentifier")]
    _device_identifier: Option<String>,
    #[serde(rename = "referringDomain")]
    _referring_domain: Option<String>,
    #[serde(rename = "userAgent")]
    _user_agent: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct App {
    #[serde(rename = "appIdentifier")]
    _app_identifier: Option<String>,
    #[serde(rename = "deviceOS")]
    _device_os: Option<String>,
    #[serde(rename = "deviceModelName")]
    _device_model_name: Option<String>,
    #[serde(rename = "deviceIdentifier")]
    _device_identifier: Option<String>,
}

impl Asked {
    /// Reads a body. The error is what stands in `details`.
    pub(crate) fn read(kind: Kind, json: &[u8]) -> Result<Self, String> {
        let body: Body = json_of(json)?;
        let end_user_ip = body
            .end_user_ip
            .parse()
            .map_err(|_| "Invalid parameter: endUserIp is not an IP address".to_owned())?;
        let visible = body
            .user_visible_data
            .as_deref()
            .map(|data| visible(data, body.user_visible_data_format.unwrap_or_default()))
            .transpose()?;
        if kind == Kind::Signing && visible.is_none() {
            return Err("Missing parameter: userVisibleData".to_owned());
        }
        let hidden = body.user_non_visible_data.as_deref().map(hidden).transpose()?;
        let requirement = body.requirement.unwrap_or_default();
        let required = requirement
            .personal_number
            .map(|number| number.parse::<PersonalNumber>())
            .transpose()
            .map_err(|_| "Invalid parameter: requirement.personalNumber is not twelve digits".to_owned())?;
        Ok(Self {
            kind,
            visible,
            hidden,
            required,
            end_user_ip,
            wants_risk: body.return_risk == Some(true),
            wants_mrtd: requirement.mrtd == Some(true),
        })
    }
}

/// The body of `/collect` and `/cancel`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OfOrder {
    order_ref: String,
}

/// Reads which order is meant. The error is what stands in `details`.
pub(crate) fn order_ref(json: &[u8]) -> Result<String, String> {
    json_of(json).map(|OfOrder { order_ref }| order_ref)
}

fn json_of<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T, String> {
    // Told apart, so that a wrong parameter is not taken for broken JSON.
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(json) {
        return Err(format!("The body is not JSON: {error}"));
    }
    serde_json::from_slice(json).map_err(|error| format!("Invalid parameter: {error}"))
}

fn visible(data: &str, format: Format) -> Result<VisibleText, String> {
    let bytes = STANDARD.decode(data);
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or("Invalid parameter: userVisibleData is not UTF-8 in base64")?;
    let visible = match format {
        Format::Plain => VisibleText::plain(text),
        Format::SimpleMarkdownV1 => VisibleText::simple_markdown(text),
    };
    let limit = VisibleText::LIMIT;
    visible.map_err(|_| format!("Invalid parameter: userVisibleData is not 1 to {limit} characters"))
}

fn hidden(data: &str) -> Result<Vec<u8>, String> {
    let limit = HiddenData::LIMIT;
    if data.len() > limit {
        return Err(format!(
            "Invalid parameter: userNonVisibleData is more than {limit} characters"
        ));
    }
    STANDARD
        .decode(data)
        .map_err(|_| "Invalid parameter: userNonVisibleData is not base64".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Value, json};

    use super::*;

    fn read(kind: Kind, change: impl FnOnce(&mut Value)) -> Result<Asked, String> {
        let mut body = json!({"endUserIp": "192.0.2.1", "userVisibleData": "QQ=="});
        change(&mut body);
        Asked::read(kind, body.to_string().as_bytes())
    }

    #[test]
    fn every_parameter_that_the_api_describes_is_taken() {
        let asked = read(Kind::Signing, |body| {
            *body = json!({
                "endUserIp": "2001:db8::1",
                "userVisibleData": "KsOFKg==",
                "userVisibleDataFormat": "simpleMarkdownV1",
                "userNonVisibleData": "AAE=",
                "requirement": {
                    "pinCode": true, "mrtd": true, "cardReader": "class1", "certificatePolicies": ["1.2.3.4.25"],
                    "personalNumber": "189001019802", "risk": "low",
                },
                "returnUrl": "https://example.se/",
                "returnRisk": true,
                "web": {"deviceIdentifier": "a", "referringDomain": "b", "userAgent": "c"},
                "app": {"appIdentifier": "a", "deviceOS": "b", "deviceModelName": "c", "deviceIdentifier": "d"},
            });
        })
        .unwrap();
        assert_eq!(asked.visible.unwrap().text(), "*Å*");
        assert_eq!(asked.hidden.unwrap(), [0, 1]);
        assert_eq!(asked.required.unwrap().as_str(), "189001019802");
        assert!(asked.wants_risk && asked.wants_mrtd);
    }

    #[test]
    fn what_is_not_as_the_api_has_it_is_refused_with_what_it_is() {
        let set = |path: &'static str, value: Value| {
            move |body: &mut Value| {
                let (parent, key) = path.rsplit_once('/').unwrap();
                if body.pointer(parent).is_none() {
                    body[&parent[1..]] = json!({});
                }
                body.pointer_mut(parent).unwrap()[key] = value;
            }
        };
        for (path, value, words) in [
            ("/endUserIp", json!("here"), "endUserIp is not an IP address"),
            ("/endUserIp", json!(null), "invalid type: null, expected a string"),
            (
                "/userVisibleData",
                json!(null),
                "Missing parameter: userVisibleData",
            ),
            (
                "/userVisibleData",
                json!(""),
                "userVisibleData is not 1 to 40000 characters",
            ),
            (
                "/userVisibleData",
                json!("/w=="),
                "userVisibleData is not UTF-8 in base64",
            ),
            (
                "/userVisibleData",
                json!("QQ"),
                "userVisibleData is not UTF-8 in base64",
            ),
            (
                "/userVisibleData",
                json!("Q".repeat(40_004)),
                "userVisibleData is not 1 to 40000 characters",
            ),
            ("/userVisibleDataFormat", json!("html"), "unknown variant `html`"),
            (
                "/userNonVisibleData",
                json!("Q".repeat(200_004)),
                "userNonVisibleData is more than 200000",
            ),
            (
                "/userNonVisibleData",
                json!("*"),
                "userNonVisibleData is not base64",
            ),
            (
                "/requirement/personalNumber",
                json!("9001019802"),
                "personalNumber is not twelve digits",
            ),
            ("/requirement/pinCode", json!("yes"), "expected a boolean"),
            (
                "/requirement/cardReader",
                json!("class3"),
                "unknown variant `class3`",
            ),
            ("/requirement/risk", json!("high"), "unknown variant `high`"),
            (
                "/requirement/personNumber",
                json!(1),
                "unknown field `personNumber`",
            ),
            ("/web/cookie", json!("a"), "unknown field `cookie`"),
            ("/returnRisk", json!(1), "expected a boolean"),
            (
                "/personalNumber",
                json!("189001019802"),
                "unknown field `personalNumber`",
            ),
        ] {
            let why = read(Kind::Signing, set(path, value)).err().unwrap_or_default();
            assert!(why.contains(words), "{path}: {why}");
        }
    }

    #[test]
    fn a_person_can_identify_themself_without_a_text() {
        let remove = |body: &mut Value| drop(body.as_object_mut().unwrap().remove("userVisibleData"));
        assert!(read(Kind::Identification, remove).unwrap().visible.is_none());
        assert!(read(Kind::Signing, remove).is_err());
    }

    #[test]
    fn broken_json_is_told_from_a_wrong_parameter() {
        for json in ["", "{", "{}x"] {
            let why = Asked::read(Kind::Signing, json.as_bytes()).err().unwrap();
            assert!(why.starts_with("The body is not JSON"), "{why}");
        }
        assert!(order_ref(b"[]").unwrap_err().starts_with("Invalid parameter"));
        assert!(order_ref(b"{}").unwrap_err().contains("orderRef"));
    }
}
