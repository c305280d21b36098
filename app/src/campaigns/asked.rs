//! What may be done with a campaign, and by whom. A page asks before it offers a button, the command before it acts:
//! both ask here.

use super::queries::Campaign;
use crate::error::Refusal;
use domain::{
    campaigns::{CampaignState, NotCarried, Progress, not_carried},
    ids::AccountId,
    rules::{LintFinding, RuleDocument, Severity, lint},
};

impl Campaign {
    /// What keeps its rules from being announced here.
    pub fn not_carried(&self) -> Vec<NotCarried> {
        not_carried(&self.content.rules)
    }

    /// Whether it may be handed to a second official.
    ///
    /// # Errors
    /// As [`may_hand_in`].
    pub fn may_hand_in(&self) -> Result<(), Refusal> {
        may_hand_in(self.state, &self.content.rules).map(drop)
    }

    /// Whether a second official may announce it.
    ///
    /// # Errors
    /// As [`may_announce`].
    pub fn may_announce(&self, who: Option<AccountId>) -> Result<(), Refusal> {
        let same_person = who.is_some_and(|who| self.written_by.contains(&who));
        may_announce(self.state, same_person, &self.content.rules).map(drop)
    }

    /// Whether a second official may send it back.
    ///
    /// # Errors
    /// `CampaignState` when it is not in check.
    pub fn may_send_back(&self) -> Result<(), Refusal> {
        self.state.send_back()?;
        Ok(())
    }

    /// D7: nobody who wrote or checked the rules runs them.
    ///
    /// # Errors
    /// `SamePerson`.
    pub fn may_be_run_by(&self, who: Option<AccountId>) -> Result<(), Refusal> {
        let author =
            who.is_some_and(|who| self.written_by.contains(&who) || Some(who) == self.checked_by);
        if author {
            Err(Refusal::SamePerson)
        } else {
            Ok(())
        }
    }

    /// Whether it is announced, and its work stands exactly here.
    ///
    /// # Errors
    /// `CampaignState`; `Progress`.
    pub fn stands_at(&self, progress: Progress) -> Result<(), Refusal> {
        if !self.is_announced() {
            return Err(Refusal::CampaignState { state: self.state });
        }
        Ok(self.progress.require(progress)?)
    }
}

/// What a draft becomes when it is handed to a second official.
///
/// # Errors
/// `CampaignState` when it is no draft; `RulesBlocked`; `NotCarried`.
pub(super) fn may_hand_in(
    state: CampaignState,
    rules: &RuleDocument,
) -> Result<CampaignState, Refusal> {
    let next = state.hand_in()?;
    may_be_public(rules)?;
    Ok(next)
}

/// What a draft in check becomes when it is announced.
///
/// # Errors
/// `CampaignState` when it is not in check; `SamePerson` for who wrote any state of it; `RulesBlocked`; `NotCarried`.
pub(super) fn may_announce(
    state: CampaignState,
    same_person: bool,
    rules: &RuleDocument,
) -> Result<CampaignState, Refusal> {
    let next = state.announce(same_person)?;
    may_be_public(rules)?;
    Ok(next)
}

/// Whether the lint and the platform let these rules be announced.
fn may_be_public(rules: &RuleDocument) -> Result<(), Refusal> {
    let blocks = |finding: &&LintFinding| finding.severity == Severity::Blocks;
    let findings = lint(rules).iter().filter(blocks).count();
    if findings > 0 {
        return Err(Refusal::RulesBlocked { findings });
    }
    let reasons = not_carried(rules);
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotCarried { reasons })
    }
}
