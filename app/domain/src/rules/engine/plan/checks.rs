//! What a plan refuses before anybody is counted.

use super::super::faults::{CodeKind, RuleFault};
use crate::rules::codes::StageCode;
use crate::rules::for_post::PostRules;
use crate::rules::score::ScoreOf;

/// A cut ranks by scores up to its own stage and by the figures of cuts before it: never by itself.
pub(super) fn ranks_by_what_is_earlier(rules: &PostRules) -> Result<(), RuleFault> {
    let place = |code: &StageCode| rules.stages.iter().position(|stage| stage.code == *code);
    for (at, stage) in rules.stages.iter().enumerate() {
        let basis = stage.cut.iter().filter_map(|cut| cut.basis.as_ref());
        for of in basis.flat_map(|basis| &basis.parts).map(|part| &part.of.of) {
            let earlier = match of {
                ScoreOf::Total => false,
                ScoreOf::Stage(code) => place(code).is_none_or(|own| own <= at),
                ScoreOf::Cut(code) => place(code).is_none_or(|own| own < at),
            };
            if !earlier {
                return Err(RuleFault::NotYet { of: of.clone() });
            }
        }
    }
    Ok(())
}

pub(super) fn no_code_twice(rules: &PostRules) -> Result<(), RuleFault> {
    let stages = rules.stages.iter().map(|stage| &stage.code);
    let mut seen = std::collections::HashSet::from(["total"]);
    for code in stages.chain(rules.after.iter().map(|step| &step.code)) {
        if !seen.insert(code.as_str()) {
            let code = code.to_string();
            return Err(RuleFault::DuplicateCode { code });
        }
    }
    Ok(())
}

/// A code that the rules name and do not define.
pub(crate) fn unknown(kind: CodeKind, code: impl ToString) -> RuleFault {
    RuleFault::Unknown {
        kind,
        code: code.to_string(),
        nearest: None,
    }
}
