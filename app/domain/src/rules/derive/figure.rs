//! Any figure that the rules can name, for one person.

use super::{Case, ClaimsCount};
use crate::numbers::Fraction;
use crate::rules::score::{Score, ScoreOf};
use crate::rules::stages::{self, Scoring};

impl Case<'_> {
    /// The exact figure; `None`: this person has none.
    pub(crate) fn figure(&self, score: &Score, claims: ClaimsCount) -> Option<Fraction> {
        let code = match &score.of {
            ScoreOf::Total if score.before.is_some() => {
                return crate::rules::totals::before_bonus(self);
            }
            ScoreOf::Total => return crate::rules::totals::compared(self),
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => code,
        };
        let stage = self.rules().stage(code)?;
        if let ScoreOf::Cut(_) = score.of {
            return Some(crate::rules::lists::cut_bill(self, stage)?.figure);
        }
        // Without a score of the stage there is no part of one, whatever was recorded.
        self.figures(code).score?;
        match stage.scoring.as_ref()? {
            Scoring::Papers(rule) if score.paper.is_some() => {
                stages::part_of_papers(self, stage, rule, score)
            }
            Scoring::Panel(rule) if score.element.is_some() || score.examiner.is_some() => {
                stages::part_of_sheet(self, stage, rule, score)
            }
            Scoring::Points(rule) if score.event.is_some() => {
                stages::part_of_events(self, stage, rule, score)
            }
            _ if score.before.is_some() => Some(stages::before_bonus(self, stage)?.figure),
            _ => Some(stages::stage_bill(self, stage, claims)?.figure),
        }
    }
}
