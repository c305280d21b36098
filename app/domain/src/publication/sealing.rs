//! From a run of the rules to the list that is sealed, and the checks that stand between the seal and the public.

mod checks;
#[cfg(test)]
mod tests;

use super::{PostList, ResultList, Row, sentence};
use crate::{
    Instant, Lang,
    campaigns::Progress,
    characters::half_width,
    ranking::{Line, lines},
    rules::{Bundle, Mask, Post, PostOutcome, PublicationRule, Published, RuleDocument},
    time::{DayKind, Holidays, closing, last_day},
};
pub use checks::check_sealed;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::HashMap};

/// What stands above a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub campaign: String,
    pub title: String,
    pub organiser: String,
    pub version: u32,
    pub reason: String,
    pub sealed_at: Instant,
}

/// What is signed: the digest of a list together with where it stands in the chain of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub campaign: String,
    pub version: u32,
    /// SHA-256 of the sealed bytes.
    pub sha256: String,
    /// SHA-256 of the version before this one.
    pub previous: Option<String>,
    pub sealed_at: Instant,
}

/// The list of a run: everybody who came as far as the interview, post by post, in the order of their places. `names`
/// gives the masked name of each ticket; no list has a whole name, and where the notice wants numbers only it has none.
pub fn compose(head: Head, bundle: &Bundle, names: &HashMap<String, String>) -> ResultList {
    let lines = lines(bundle);
    let mask = list_rule(&bundle.rules).and_then(|rule| rule.mask);
    let mut rows: HashMap<&str, Vec<Row>> = HashMap::new();
    let candidates = bundle.people.candidates.iter();
    for (candidate, line) in candidates.zip(&lines).filter(|(_, line)| line.shortlisted) {
        let name = names.get(candidate.number.as_str());
        let name = name.filter(|_| mask != Some(Mask::NumberOnly));
        let name = name.cloned().unwrap_or_default();
        rows.entry(candidate.post.as_str())
            .or_default()
            .push(row(&candidate.number, name, line));
    }
    let posts = bundle.outcome.posts.iter().filter_map(|counts| {
        let mut rows = rows.remove(counts.post.as_str())?;
        rows.sort_by_key(|r| {
            (
                r.rank.unwrap_or(u32::MAX),
                Reverse(r.total),
                Reverse(r.written),
                r.ticket.clone(),
            )
        });
        Some(post_list(
            &bundle.rules,
            bundle.rules.post(&counts.post)?,
            counts,
            rows,
        ))
    });
    ResultList {
        campaign: head.campaign,
        title: head.title,
        organiser: head.organiser,
        version: head.version,
        reason: head.reason,
        rules_digest: bundle.rules.digest(),
        sealed_at: head.sealed_at,
        posts: posts.collect(),
    }
}

fn row(ticket: &str, name: String, line: &Line) -> Row {
    Row {
        ticket: ticket.to_owned(),
        name,
        written: line.written,
        bonus: line.bonus,
        interview: line.interview,
        total: line.total,
        rank: line.rank,
        placing: line.placing,
        tied: line.tied,
    }
}

fn post_list(rules: &RuleDocument, post: &Post, counts: &PostOutcome, rows: Vec<Row>) -> PostList {
    let street = post.area.as_ref().and_then(|code| rules.area(code));
    PostList {
        code: post.code.as_str().to_owned(),
        name: post.name.in_lang(Lang::Zh).to_owned(),
        street: street
            .map(|area| area.name.in_lang(Lang::Zh).to_owned())
            .unwrap_or_default(),
        places: counts.places.or(counts.stated_places).unwrap_or_default(),
        rows,
    }
}

/// Whether the sentence was copied: in either language; spaces, full-width digits and capitals are no difference.
pub fn is_copied(typed: &str, version: u32, people: usize) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| half_width(c).to_ascii_lowercase())
            .collect()
    };
    [Lang::Zh, Lang::En]
        .into_iter()
        .any(|lang| plain(&sentence(lang, version, people)) == plain(typed))
}

/// Seven working days where a notice names no period: the shortest that the national rule calls usual, in the longer
/// reading (domain.md 3.9).
pub const DEFAULT_PERIOD: (u32, DayKind) = (7, DayKind::Working);

/// What the notice says about putting up the list of totals: of the totals themselves; else of those who are called to the
/// first step after the exam, or of the scores of the last stage, which the same list shows. Of several the longest.
pub fn list_rule(rules: &RuleDocument) -> Option<&PublicationRule> {
    let common = rules.common_rules();
    let called = common.after.first();
    let called = called.map(|step| Published::List(step.code.clone()));
    let scored = common.scored().last();
    let scored = scored.map(|(stage, _)| Published::Results(stage.code.clone()));
    let longest = |of: Published| {
        let all = rules.publication.iter().flatten();
        let own = all.filter(|rule| rule.of == of);
        own.max_by_key(|rule| (rule.days, kind(rule) == DayKind::Working))
    };
    let mut shown = [Some(Published::Totals), called, scored]
        .into_iter()
        .flatten();
    shown.find_map(longest)
}

fn kind(rule: &PublicationRule) -> DayKind {
    rule.kind.unwrap_or(DEFAULT_PERIOD.1)
}

/// The rule that names a period; one of no days only says that the list is put up.
fn period_rule(rules: &RuleDocument) -> Option<&PublicationRule> {
    list_rule(rules).filter(|rule| rule.days > 0)
}

/// How long anyone may object to the list of totals.
pub fn period(rules: &RuleDocument) -> (u32, DayKind) {
    period_rule(rules).map_or(DEFAULT_PERIOD, |rule| (u32::from(rule.days), kind(rule)))
}

/// The last moment of the period of a list that becomes public now: by the holidays of the year, with those that the
/// notice lists over them.
pub fn period_ends(rules: &RuleDocument, now: Instant, holidays: &Holidays) -> Instant {
    let holidays = rules.working_calendar(holidays);
    let (days, kind) = DEFAULT_PERIOD;
    let last = match period_rule(rules) {
        Some(rule) => rule.last_day(now.date(), &holidays),
        None => last_day(now.date(), days, kind, &holidays),
    };
    closing(last)
}

/// What an applicant may read about their own result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    Nothing,
    /// Who goes to the interview is decided: the written score, the bonus, the place, in or not.
    Written,
    Everything,
}

impl Disclosure {
    /// Nobody reads their total before everybody can.
    pub fn at(progress: Progress) -> Self {
        match progress {
            Progress::Announced | Progress::Seated | Progress::WrittenFrozen => Disclosure::Nothing,
            Progress::Shortlisted | Progress::InterviewFrozen | Progress::Totalled => {
                Disclosure::Written
            }
            Progress::Published => Disclosure::Everything,
        }
    }
}
