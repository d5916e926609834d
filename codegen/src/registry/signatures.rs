//! The document that requests carry, and where its signatures stand: text → [`Document`], [`Signatures`].

use std::ops::Range;

use toml::Spanned;

use super::check;
use super::error::{Mistake, RegistryError};
use super::model::{Document, Role, Roles, Signatures};
use super::parse::Reader;
use super::raw::{RawDocument, RawRole, RawSignatures, Text};

impl Reader<'_> {
    pub(super) fn document(&self, raw: RawDocument) -> Result<Document, RegistryError> {
        Ok(Document {
            carrier: self.element(raw.carrier, "the element that holds a document")?,
            root: self.local(raw.root, "the root element of a document")?,
            id: self.local(raw.id, "the element that identifies a document")?,
        })
    }

    pub(super) fn signatures(
        &self,
        service: &str,
        raw: Option<Spanned<RawSignatures>>,
        document: Option<&RawDocument>,
    ) -> Result<Option<Signatures>, RegistryError> {
        let Some(raw) = raw else {
            return Ok(None);
        };
        let (span, raw) = (raw.span(), raw.into_inner());
        if document.is_none() {
            let why =
                "signatures are of a document; add a table `document` that says which element carries it";
            return Err(self.missing(span, format!("service `{service}`"), "document", why));
        }
        let children = [&raw.signature, &raw.ocsp, &raw.day];
        self.distinct(
            "element of a signature",
            children.into_iter().chain(&raw.role_element),
        )?;
        self.distinct("role", raw.roles.iter().map(|role| &role.role))?;
        for role in &raw.roles {
            self.distinct("signer", &role.signer)?;
        }
        if raw.roles.is_empty() {
            let why = "somebody must sign; add `[[....signatures.roles]]`, one for each role";
            return Err(self.missing(span, "the table `signatures`".to_owned(), "roles", why));
        }
        Ok(Some(Signatures {
            ty: self.local(raw.ty, "the type of a signature")?,
            signature: self.local(raw.signature, "the element of a signature")?,
            ocsp: self.local(raw.ocsp, "the element of an OCSP response")?,
            day: self.local(raw.day, "the element of the day of signing")?,
            roles: match (raw.element, raw.role_element) {
                (None, None) => self.by_element(raw.roles)?,
                (Some(element), Some(role_element)) => self.by_value(element, role_element, raw.roles)?,
                (Some(_), None) => {
                    let why = "in an element of all roles, something must tell one from another; name its child \
                               that does, or give each role an `element` of its own";
                    return Err(self.missing(span, "the table `signatures`".to_owned(), "role_element", why));
                }
                (None, Some(role_element)) => {
                    let why = "the child of an element for all roles is named, but not the element; name it beside \
                               `role_element`";
                    let what = "the table `signatures`".to_owned();
                    return Err(self.missing(role_element.span(), what, "element", why));
                }
            },
        }))
    }

    fn by_element(&self, raw: Vec<RawRole>) -> Result<Roles, RegistryError> {
        self.distinct("element", raw.iter().filter_map(|role| role.element.as_ref()))?;
        let role = |raw: RawRole| {
            if let Some(value) = &raw.value {
                let why = "it tells roles apart in an element for all of them, which `element` and `role_element` of \
                           the table `signatures` name; remove it, or name those";
                return Err(self.error(value.span(), Mistake::OutOfPlace { key: "value", why }));
            }
            let Some(element) = raw.element else {
                let why = "name the element of the request that holds its signature, as `Type/element`";
                return Err(self.role_lacks(&raw.role, "element", why));
            };
            let element = self.element(element, "the element that holds a signature")?;
            Ok((self.role(raw.role, raw.signer)?, element))
        };
        raw.into_iter()
            .map(role)
            .collect::<Result<_, _>>()
            .map(Roles::ByElement)
    }

    fn by_value(&self, element: Text, role_element: Text, raw: Vec<RawRole>) -> Result<Roles, RegistryError> {
        self.distinct("value", raw.iter().filter_map(|role| role.value.as_ref()))?;
        let role = |raw: RawRole| {
            if let Some(element) = &raw.element {
                let why = "the table `signatures` names one element for all roles; remove it here or there";
                return Err(self.error(element.span(), Mistake::OutOfPlace { key: "element", why }));
            }
            let Some(value) = raw.value else {
                let why = "write what `role_element` holds when the signature is made in this role";
                return Err(self.role_lacks(&raw.role, "value", why));
            };
            Ok((self.role(raw.role, raw.signer)?, value.into_inner()))
        };
        Ok(Roles::ByValue {
            element: self.element(element, "the element that holds a signature")?,
            role_element: self.local(role_element, "the element of a role")?,
            roles: raw.into_iter().map(role).collect::<Result<_, _>>()?,
        })
    }

    fn role(&self, name: Text, signers: Vec<Text>) -> Result<Role, RegistryError> {
        let path = |signer: Text| {
            let signer = self.checked(signer, signer_path)?;
            Ok(signer.split('/').map(str::to_owned).collect())
        };
        Ok(Role {
            name: self.local(name, "a role")?,
            signers: signers.into_iter().map(path).collect::<Result<_, _>>()?,
        })
    }

    fn local(&self, text: Text, what: &'static str) -> Result<String, RegistryError> {
        self.checked(text, |text| check::local_name(text, what))
    }

    fn element(&self, text: Text, what: &'static str) -> Result<String, RegistryError> {
        self.checked(text, |text| check::element_of_a_type(text, what))
    }

    fn role_lacks(&self, role: &Text, key: &'static str, why: &'static str) -> RegistryError {
        self.missing(role.span(), format!("role `{}`", role.get_ref()), key, why)
    }

    fn missing(
        &self,
        span: Range<usize>,
        what: String,
        key: &'static str,
        why: &'static str,
    ) -> RegistryError {
        self.error(span, Mistake::Missing { what, key, why })
    }
}

/// `assistent/personnummer`: from the root element's child down.
fn signer_path(text: &str) -> Result<(), Mistake> {
    if text.split('/').all(check::is_local_name) {
        return Ok(());
    }
    Err(check::refused(
        text,
        "the path to a signer",
        "write local names with `/` between, the first one that of a child of the root element",
    ))
}
