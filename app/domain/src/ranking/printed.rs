//! Which figures a list prints beside the total: those of the one stage of papers and the one panel that the platform
//! carries.

use crate::rules::{PostRules, ScoreOf};

/// The figures that a list prints beside the total; none where the post has no such stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Of the papers: the figure that their cut ranks where the bonus raises that one alone, else their score.
    pub written: Option<ScoreOf>,
    /// The score of the panel.
    pub interview: Option<ScoreOf>,
}

/// Which figures a list prints of a post with these rules.
pub fn printed(rules: &PostRules) -> Printed {
    let written = rules.papers().map(|(stage, _)| {
        let (score, cut) = (
            ScoreOf::Stage(stage.code.clone()),
            ScoreOf::Cut(stage.code.clone()),
        );
        let by_score = stage.cut.as_ref().is_some_and(|cut| cut.basis.is_none());
        match by_score && raises(rules, &cut) && !raises(rules, &score) {
            true => cut,
            false => score,
        }
    });
    let panel = rules.panel();
    Printed {
        written,
        interview: panel.map(|(stage, _)| ScoreOf::Stage(stage.code.clone())),
    }
}

/// Whether any bonus item raises this figure.
fn raises(rules: &PostRules, of: &ScoreOf) -> bool {
    let bonus = rules.bonus.as_ref();
    bonus.is_some_and(|rule| {
        let mut items = rule.items.iter();
        items.any(|item| rule.raised_by(item).contains(of))
    })
}
