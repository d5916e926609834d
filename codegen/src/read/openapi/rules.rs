//! Rules between the properties of an object (`x-rules`), which OpenAPI has no words for.

use super::cursor::{Cursor, Keywords};
use super::model::{Rule, RuleKind};
use crate::read::error::ReadError;

const RULE: Keywords = Keywords {
    what: "a rule of `x-rules`",
    known: &["not-before", "required-with", "absent-with"],
    refused: &[],
};

/// The rules of an object.
pub(super) fn rules(at: &Cursor<'_>) -> Result<Vec<Rule>, ReadError> {
    at.list()?.map(|at| rule(&at)).collect()
}

fn rule(at: &Cursor<'_>) -> Result<Rule, ReadError> {
    const THAN: Keywords = Keywords {
        what: "the rule `not-before`",
        known: &["fields", "than"],
        refused: &[],
    };
    const WITH: Keywords = Keywords {
        what: "a rule `required-with` or `absent-with`",
        known: &["fields", "with"],
        refused: &[],
    };
    let keyed = at.keyed(RULE)?;
    let mut keys = keyed.keys();
    let (Some(key), None) = (keys.next(), keys.next()) else {
        return Err(at.invalid(
            "not one rule; expected exactly one of not-before, required-with, absent-with".to_owned(),
        ));
    };
    let (kind, keywords) = match key {
        "not-before" => (RuleKind::NotBefore, THAN),
        "required-with" => (RuleKind::RequiredWith, WITH),
        _ => (RuleKind::AbsentWith, WITH),
    };
    let Some(at) = keyed.get(key) else {
        return Err(at.invalid("no rule".to_owned()));
    };
    let keyed = at.keyed(keywords)?;
    let fields = keyed.need("fields")?;
    let others = match kind {
        RuleKind::NotBefore => keyed.need("than")?.texts()?,
        RuleKind::RequiredWith | RuleKind::AbsentWith => {
            let with = keyed.need("with")?;
            with.text()?;
            vec![with.literal()?]
        }
    };
    let rule = Rule {
        place: at.place(),
        kind,
        fields: fields.texts()?,
        others,
    };
    if rule.fields.is_empty() {
        return Err(fields.invalid("an empty list; expected the name of at least one property".to_owned()));
    }
    if kind == RuleKind::NotBefore && rule.fields.len() != rule.others.len() {
        let problem = "of another length than `than`; they are compared one by one, the first pair that differs \
                       decides";
        return Err(fields.invalid(problem.to_owned()));
    }
    Ok(rule)
}
