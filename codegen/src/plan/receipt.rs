//! The element of an answer that identifies the call.

use super::document::is_personal;
use super::idents::step_name;
use super::lookup::{child, element_fields, particles};
use super::types::Planner;
use super::{Occurs, PlanError, Receipt};
use crate::builtin::{BaseKind, base_kind};
use crate::lower::{Operation, Shape, TypeKey, TypeRef};

impl Planner<'_> {
    /// Where the operation's answer has the element that contracts.toml names.
    pub(super) fn receipt(&mut self, operation: &Operation) -> Result<Option<Receipt>, PlanError> {
        let (Some(wanted), Some(answer)) = (&self.service.receipt, &operation.answer) else {
            return Ok(None);
        };
        let Some(TypeRef::Type(key)) = self.contract.elements.get(answer).map(|element| &element.ty) else {
            return Ok(None);
        };
        let owner = key.path.last().and_then(step_name).unwrap_or_default();
        let mut found = None;
        let mut known = Vec::new();
        for (field, element) in element_fields(self, key) {
            let path = format!("{owner}/{element}");
            if path == *wanted {
                found = Some((field.ident.clone(), field.part.occurs, element.to_owned()));
            }
            known.push(path);
        }
        self.idents.used.known.receipts.extend(known);
        let Some((field, occurs, element)) = found else {
            return Ok(None);
        };
        let problem = if occurs != Occurs::One {
            "may be missing or repeated, so it does not identify a call"
        } else if !self.is_text(key, &element) {
            "is not text"
        } else if self.is_personal_element(key, &element) {
            "is personal, and what identifies a call goes into logs"
        } else {
            self.idents.used.receipt = true;
            return Ok(Some(Receipt {
                newtype: self.idents.own_roots.get(key) != Some(answer),
                field,
            }));
        };
        Err(PlanError::Entry {
            table: format!("services.{}", self.service.id),
            key: "receipt",
            value: wanted.clone(),
            problem: problem.to_owned(),
        })
    }

    fn is_text(&self, key: &TypeKey, local: &str) -> bool {
        let built_in = match child(particles(self, key), local, false).map(|(element, _)| &element.ty) {
            Some(TypeRef::BuiltIn(built_in)) => *built_in,
            Some(TypeRef::Type(key)) => match self.contract.types.get(key).map(|ty| &ty.shape) {
                Some(Shape::Scalar(scalar)) => scalar.base,
                _ => return false,
            },
            None => return false,
        };
        base_kind(built_in) == BaseKind::Text
    }

    fn is_personal_element(&self, key: &TypeKey, local: &str) -> bool {
        child(particles(self, key), local, false).is_some_and(|(element, _)| is_personal(self, key, element))
    }
}
