//! From a run of the rules to the list that is sealed, and the checks that stand between the seal and the public.

use super::{Check, CheckResult, PostList, ResultList, Row, check_list, reveals_number, sentence};
use crate::{
    Instant, Lang,
    campaigns::Progress,
    characters::half_width,
    digest::sha256,
    numbers::Fraction,
    ranking::{Line, Placing, Printed, lines, printed},
    rules::{
        Bundle, Candidate, LineOutcome, Mark, Mask, Post, PostOutcome, PublicationRule, Published,
        Replay, RuleDocument, ScoreOf, derive::exact::compare, replay,
    },
    time::{DayKind, Holidays, closing, last_day},
};
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

/// Everything that is checked before a list may be signed. `digest` is what was printed when it was sealed, `statement`
/// what its signature really covers (`None`: the signature does not hold), `announced` the rules that the public read.
pub fn check_sealed(
    sealed: &[u8],
    digest: &str,
    statement: Option<&Statement>,
    bundle: &Bundle,
    announced: &RuleDocument,
) -> Vec<CheckResult> {
    let computed = sha256(sealed);
    let intact = computed == digest && statement.is_some_and(|signed| signed.sha256 == computed);
    let seal = CheckResult {
        check: Check::MatchesSeal {
            digest: digest.to_owned(),
        },
        passed: intact,
    };
    let Ok(list) = serde_json::from_slice::<ResultList>(sealed) else {
        return vec![seal];
    };
    let recomputed = CheckResult {
        check: Check::Recomputed {
            people: list.people(),
        },
        passed: recomputes(&list, bundle),
    };
    let mut results = vec![seal, recomputed];
    results.extend(check_list(&list));
    for result in &mut results {
        result.passed &= match result.check {
            Check::FollowsRules { .. } => {
                same_rules(announced, &bundle.rules) && nobody_below_a_line(&list, bundle)
            }
            Check::Masked { .. } => !reveals_number(&list.reason),
            _ => true,
        };
    }
    results
}

/// Running the rules over the recorded marks again gives this list, to the last character.
fn recomputes(list: &ResultList, bundle: &Bundle) -> bool {
    let rows = list.posts.iter().flat_map(|post| &post.rows);
    let names = rows
        .map(|row| (row.ticket.clone(), row.name.clone()))
        .collect();
    let head = Head {
        campaign: list.campaign.clone(),
        title: list.title.clone(),
        organiser: list.organiser.clone(),
        version: list.version,
        reason: list.reason.clone(),
        sealed_at: list.sealed_at,
    };
    replay(bundle) == Ok(Replay::Identical) && compose(head, bundle, &names) == *list
}

/// The rules of the run are the announced ones; only what bodies decided since may have been added.
fn same_rules(announced: &RuleDocument, used: &RuleDocument) -> bool {
    *announced
        == RuleDocument {
            decisions: announced.decisions.clone(),
            ..used.clone()
        }
}

/// A list once named people below the announced line of 60 (Harbin 2025).
fn nobody_below_a_line(list: &ResultList, bundle: &Bundle) -> bool {
    let people = bundle.people.candidates.iter();
    let people: HashMap<&str, &Candidate> = people.map(|c| (c.number.as_str(), c)).collect();
    list.posts.iter().all(|post| {
        let mut counts = bundle.outcome.posts.iter();
        let Some(counts) = counts.find(|counts| counts.post.as_str() == post.code) else {
            return false;
        };
        let Some(known) = bundle.rules.post(&counts.post) else {
            return false;
        };
        let printed = printed(&bundle.rules.for_post(known));
        let rows = post.rows.iter();
        let mut selected = rows.filter(|row| row.placing == Placing::Selected);
        selected.all(|row| {
            let Some(person) = people.get(row.ticket.as_str()) else {
                return false;
            };
            counts.lines.iter().all(|line| {
                let figure = figure_for(bundle, line, &printed, row, person);
                figure.is_none_or(|figure| is_reached(line, figure))
            })
        })
    })
}

fn is_reached(line: &LineOutcome, figure: Fraction) -> bool {
    let order = compare(figure, line.at);
    order.is_some_and(|order| order.is_gt() || (order.is_eq() && !line.strictly))
}

/// What the list, or else the record, shows of the figure that a line is about. A list has no figure without the bonus;
/// there the line holds all the more with it, and the recomputation decides.
fn figure_for(
    bundle: &Bundle,
    line: &LineOutcome,
    printed: &Printed,
    row: &Row,
    person: &Candidate,
) -> Option<Fraction> {
    let (on, step) = (&line.on, bundle.outcome.code_of(line.step));
    let record = on.of.stage().and_then(|code| person.stages.get(code));
    if let Some((room, sitting)) = &line.room {
        let own = person.stages.get(step)?;
        if !own.is_in(room, sitting.as_deref()) {
            return None;
        }
    }
    let points = match &on.paper {
        Some(_) if on.element.is_some() => None,
        Some(paper) => match record?.papers.get(paper) {
            Some(Mark::Scored(points)) => Some(*points),
            _ => None,
        },
        None if on.event.is_some() || on.element.is_some() || on.examiner.is_some() => None,
        None if on.of == ScoreOf::Total => row.total,
        None if is_of(&on.of, printed.written.as_ref()) => row.written,
        None if is_of(&on.of, printed.interview.as_ref()) => row.interview,
        None => None,
    };
    points.map(Fraction::of_points)
}

/// Whether a line on `of` is one on the printed figure: where a list prints the figure of a cut, it is the score of the
/// stage with the bonus, and not below that score.
fn is_of(of: &ScoreOf, printed: Option<&ScoreOf>) -> bool {
    let score = |own: &ScoreOf| matches!(of, ScoreOf::Stage(_)) && of.stage() == own.stage();
    printed.is_some_and(|own| own == of || score(own))
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

#[cfg(test)]
mod tests;
