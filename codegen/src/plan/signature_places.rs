//! Where signatures stand: the elements of a request that hold them, and what stands in each.

use super::document::Found;
use super::idents::step_name;
use super::lookup::{child, element_fields, fields, octets, particles, values};
use super::signatures::Look;
use super::{
    Field, Form, Occurs, OctetsField, PlanError, RequestArgument, SignatureArgument, SignatureType,
    SignedRequest, SigningRole, hint,
};
use crate::lower::{BuiltIn, Shape, TypeKey, TypeRef};
use crate::registry::{Role, Roles};

/// Where the signatures of a request stand.
pub(super) struct Places {
    pub(super) request: SignedRequest,
    /// With its module.
    pub(super) signature: (String, SignatureType),
}

/// An element of the request that holds signatures.
struct Place<'p> {
    field: &'p Field,
    /// The name of the role; `None` for all of them.
    role: Option<&'p str>,
}

impl<'p> Look<'p, '_> {
    /// Where the signatures stand beside the document.
    pub(super) fn places(&self, carrier: &Found) -> Result<Places, PlanError> {
        let (places, signature) = match &self.signatures.roles {
            Roles::ByElement(roles) => self.by_element(&carrier.content, roles)?,
            Roles::ByValue { element, .. } => self.by_value(&carrier.content, element)?,
        };
        let (home, ident) = self.planner.idents.types[signature].clone();
        let content = &self.planner.contract.types[&carrier.content];
        let own = TypeRef::Type(carrier.content.clone());
        let inner = self.planner.path_from(&carrier.module, &own, &content.place)?;
        Ok(Places {
            request: SignedRequest {
                ident: carrier.carrier.ident.clone(),
                content: carrier.carrier.newtype.then_some(inner),
                arguments: self.request_arguments(carrier, &places)?,
                signature: self.signature_arguments(signature, &carrier.module)?,
                roles: self.roles(),
            },
            signature: (
                home.clone(),
                SignatureType {
                    ident,
                    arguments: self.signature_arguments(signature, &home)?,
                },
            ),
        })
    }

    fn by_element(
        &self,
        request: &TypeKey,
        roles: &'p [(Role, String)],
    ) -> Result<(Vec<Place<'p>>, &'p TypeKey), PlanError> {
        let mut places = Vec::new();
        let mut signature: Option<&TypeKey> = None;
        for (role, path) in roles {
            let wrong = |problem: &str| self.wrong_in(role, "element", path, problem);
            let nothing = |hint| self.nothing_in(role, "element", path, hint);
            let (field, ty) = self.place(request, path, nothing, wrong)?;
            if field.part.occurs != Occurs::One {
                return Err(wrong("may be missing or repeated, and each role signs once"));
            }
            if *signature.get_or_insert(ty) != ty {
                return Err(wrong("is of another type than the element of the first role"));
            }
            places.push(Place {
                field,
                role: Some(&role.name),
            });
        }
        let signature = signature.ok_or_else(|| {
            self.wrong(
                "type",
                &self.signatures.ty,
                "is the type of no element, since there is no role",
            )
        })?;
        Ok((places, signature))
    }

    fn by_value(&self, request: &TypeKey, path: &str) -> Result<(Vec<Place<'p>>, &'p TypeKey), PlanError> {
        let wrong = |problem: &str| self.wrong("element", path, problem);
        let nothing = |hint| self.nothing("element", path, hint);
        let (field, signature) = self.place(request, path, nothing, wrong)?;
        match field.part.occurs {
            Occurs::Many { min: 1, .. } => Ok((vec![Place { field, role: None }], signature)),
            _ => Err(wrong(
                "does not stand there once or more, as an element does that holds the signatures of all roles",
            )),
        }
    }

    /// The field at `Type/element` of the request, and its type, which is that of a signature.
    fn place(
        &self,
        request: &TypeKey,
        path: &str,
        nothing: impl FnOnce(String) -> PlanError,
        wrong: impl FnOnce(&str) -> PlanError,
    ) -> Result<(&'p Field, &'p TypeKey), PlanError> {
        let owner = owner_of(request);
        let mut elements = element_fields(self.planner, request);
        let Some((field, local)) = elements.find(|(_, element)| format!("{owner}/{element}") == path) else {
            let known = self.paths(request);
            return Err(nothing(hint(path, known.iter().map(String::as_str))));
        };
        let ty = child(particles(self.planner, request), local, false).map(|(element, _)| &element.ty);
        let wanted = self.signatures.ty.as_str();
        if let Some(TypeRef::Type(key)) = ty
            && owner_of(key) == wanted
        {
            return Ok((field, key));
        }
        let named: Vec<&str> = self.planner.contract.types.keys().map(owner_of).collect();
        if named.contains(&wanted) {
            return Err(wrong("is not of the type that `type` names"));
        }
        Err(self.nothing("type", wanted, hint(wanted, named)))
    }

    /// What the constructor of the request takes: the document and its signatures, and nothing else.
    fn request_arguments(
        &self,
        carrier: &Found,
        places: &[Place<'_>],
    ) -> Result<Vec<RequestArgument>, PlanError> {
        let document = self.document.carrier.rsplit('/').next().unwrap_or_default();
        let mut arguments = Vec::new();
        for field in fields(self.planner, &carrier.content) {
            let place = places.iter().find(|place| place.field.ident == field.ident);
            let name = field.ident.clone();
            let is_document = field.ident == carrier.carrier.field;
            arguments.push(match place {
                Some(Place { role: None, .. }) => RequestArgument::Signatures { field: name },
                Some(Place { role: Some(role), .. }) => RequestArgument::Signature {
                    field: name,
                    role: (*role).to_owned(),
                },
                None if is_document => {
                    let wrong = |problem: String| self.wrong_carrier(problem);
                    let octets = self.octets(&carrier.content, &carrier.module, field, document, wrong)?;
                    RequestArgument::Document(octets)
                }
                None if field.part.occurs.is_required() => {
                    return Err(self.wrong_carrier(format!(
                        "stands beside `{}`, which must be there too, and beside a signed document nothing says what \
                         it should hold",
                        field.segment
                    )));
                }
                None => continue,
            });
        }
        Ok(arguments)
    }

    /// What the constructor of a signature takes, as `module` names it.
    fn signature_arguments(
        &self,
        signature: &TypeKey,
        module: &str,
    ) -> Result<Vec<SignatureArgument>, PlanError> {
        let signatures = self.signatures;
        let mut wanted = vec![
            ("signature", signatures.signature.as_str()),
            ("ocsp", signatures.ocsp.as_str()),
            ("day", signatures.day.as_str()),
        ];
        if let Roles::ByValue { role_element, .. } = &signatures.roles {
            wanted.push(("role_element", role_element));
        }
        for (key, local) in &wanted {
            let elements = || element_fields(self.planner, signature);
            match elements().find(|(_, element)| element == local) {
                None => return Err(self.nothing(key, local, hint(local, elements().map(|(_, name)| name)))),
                Some((field, _)) if field.part.occurs != Occurs::One => {
                    return Err(self.wrong(
                        key,
                        local,
                        "may be missing or repeated, and a signature has one",
                    ));
                }
                Some(_) => {}
            }
        }
        let mut arguments = Vec::new();
        for field in fields(self.planner, signature) {
            let is_element = matches!(field.part.form, Form::Element(_));
            let entry = wanted
                .iter()
                .find(|(_, local)| is_element && field.segment == **local);
            arguments.push(match entry {
                Some((key, local)) => self.signature_argument(signature, module, field, key, local)?,
                None if field.part.occurs.is_required() => {
                    let problem = format!(
                        "has `{}` too, which must be there, and nothing says what it should hold",
                        field.segment
                    );
                    return Err(self.wrong("type", &signatures.ty, problem));
                }
                None => continue,
            });
        }
        Ok(arguments)
    }

    fn signature_argument(
        &self,
        signature: &TypeKey,
        module: &str,
        field: &Field,
        key: &'static str,
        local: &str,
    ) -> Result<SignatureArgument, PlanError> {
        let wrong = |problem: String| self.wrong(key, local, problem);
        match key {
            "signature" => {
                let octets = self.octets(signature, module, field, local, wrong)?;
                Ok(SignatureArgument::Signature(octets))
            }
            "ocsp" => {
                let octets = self.octets(signature, module, field, local, wrong)?;
                Ok(SignatureArgument::OcspResponse(octets))
            }
            "day" => match self.base(signature, local) {
                Some((BuiltIn::Date, restricted)) => Ok(SignatureArgument::Day {
                    field: field.ident.clone(),
                    restricted,
                }),
                _ => Err(wrong("is not of the type xs:date".to_owned())),
            },
            _ => self.role_argument(signature, module, field, local),
        }
    }

    /// In which role a signature is made: an enumeration with a value for each role, and no other.
    fn role_argument(
        &self,
        signature: &TypeKey,
        module: &str,
        field: &Field,
        local: &str,
    ) -> Result<SignatureArgument, PlanError> {
        let Roles::ByValue { roles, .. } = &self.signatures.roles else {
            return Err(self.wrong(
                "role_element",
                local,
                "has no place where each role has an element of its own",
            ));
        };
        let element = child(particles(self.planner, signature), local, false).map(|(element, _)| element);
        let texts = match element.map(|element| &element.ty) {
            Some(TypeRef::Type(key)) => values(self.planner, key),
            _ => None,
        };
        let (Some(element), Some(texts)) = (element, texts) else {
            return Err(self.wrong("role_element", local, "is not of a type that lists its values"));
        };
        let mut named = Vec::new();
        for (role, value) in roles {
            let Some((_, variant)) = texts.iter().find(|(text, _)| text == value) else {
                let known = texts.iter().map(|(text, _)| *text);
                return Err(self.nothing_in(role, "value", value, hint(value, known)));
            };
            named.push((role.name.clone(), (*variant).to_owned()));
        }
        let nobodys = |(text, _): &&(&str, &str)| !roles.iter().any(|(_, value)| value == text);
        if let Some((text, _)) = texts.iter().find(nobodys) {
            let problem = format!("may also hold `{text}`, which is the value of no role (add one)");
            return Err(self.wrong("role_element", local, problem));
        }
        Ok(SignatureArgument::Role {
            field: field.ident.clone(),
            ty: self.planner.path_from(module, &element.ty, &element.place)?,
            values: named,
        })
    }

    /// A field of octets, as `module` names its type.
    fn octets(
        &self,
        owner: &TypeKey,
        module: &str,
        field: &Field,
        local: &str,
        wrong: impl Fn(String) -> PlanError,
    ) -> Result<OctetsField, PlanError> {
        let element = child(particles(self.planner, owner), local, false).map(|(element, _)| element);
        let (Some(element), Some(octets)) = (element, octets(self.planner, owner, local)) else {
            return Err(wrong("is not of the type xs:base64Binary".to_owned()));
        };
        if let TypeRef::Type(key) = &element.ty {
            let required = fields(self.planner, key).iter().find(|field| {
                matches!(field.part.form, Form::Attribute(_)) && field.part.occurs.is_required()
            });
            if let Some(attribute) = required {
                return Err(wrong(format!(
                    "has the attribute `{}`, which must be there, and nothing says what it should hold",
                    attribute.segment
                )));
            }
        }
        Ok(OctetsField {
            field: field.ident.clone(),
            segment: field.segment.clone(),
            ty: self.planner.path_from(module, &element.ty, &element.place)?,
            octets,
        })
    }

    /// The built-in type of the element `local` of `owner`, and whether it is restricted.
    fn base(&self, owner: &TypeKey, local: &str) -> Option<(BuiltIn, bool)> {
        let (element, _) = child(particles(self.planner, owner), local, false)?;
        match &element.ty {
            TypeRef::BuiltIn(built_in) => Some((*built_in, false)),
            TypeRef::Type(key) => match &self.planner.contract.types.get(key)?.shape {
                Shape::Scalar(scalar) => Some((scalar.base, true)),
                _ => None,
            },
        }
    }

    /// The elements of the request, as the registry names them.
    fn paths(&self, request: &TypeKey) -> Vec<String> {
        let owner = owner_of(request);
        let elements = element_fields(self.planner, request);
        elements
            .map(|(_, element)| format!("{owner}/{element}"))
            .collect()
    }

    /// Who signs, and when.
    fn roles(&self) -> Vec<SigningRole> {
        let idents = &self.planner.idents.roles;
        let roles = self.signatures.roles.each().zip(idents).enumerate();
        let roles = roles.map(|(index, (role, ident))| {
            let (follows, completes) = match &self.signatures.roles {
                // One after the other.
                Roles::ByElement(_) => {
                    let before = index.checked_sub(1).and_then(|before| idents.get(before));
                    (vec![before.cloned()], index + 1 == idents.len())
                }
                // Whoever it is, also again.
                Roles::ByValue { .. } => {
                    let anybody = idents.iter().cloned().map(Some);
                    (std::iter::once(None).chain(anybody).collect(), true)
                }
            };
            SigningRole {
                ident: ident.clone(),
                name: role.name.clone(),
                signers: role.signers.iter().map(|path| path.join("/")).collect(),
                follows,
                completes,
            }
        });
        roles.collect()
    }
}

/// The local name of a type, or of what owns it.
fn owner_of(key: &TypeKey) -> &str {
    key.path.last().and_then(step_name).unwrap_or_default()
}
