//! From a run of the rules to the list that is sealed, and the checks that stand between the seal and the public.

use super::{Check, CheckResult, Placing, PostList, ResultList, Row, check_list, reveals_number};
use crate::{
    Instant, Lang,
    campaigns::Progress,
    characters::half_width,
    digest::sha256,
    ranking::{Line, lines},
    rules::{
        Bundle, Candidate, DayKind, Fraction, LineOutcome, Mark, Post, PostOutcome,
        PublicationPeriodRule, Replay, RuleDocument, ScoreSource, WrittenRule, replay,
    },
    time::{self, Holidays, period_end},
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
/// gives the masked name of each ticket.
pub fn compose(head: Head, bundle: &Bundle, names: &HashMap<String, String>) -> ResultList {
    let lines = lines(&bundle.rules, &bundle.candidates, &bundle.outcome);
    let mut rows: HashMap<&str, Vec<Row>> = HashMap::new();
    for (candidate, line) in bundle
        .candidates
        .iter()
        .zip(&lines)
        .filter(|(_, line)| line.shortlisted)
    {
        let name = names.get(&candidate.number).cloned().unwrap_or_default();
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
    let people: HashMap<&str, &Candidate> = bundle
        .candidates
        .iter()
        .map(|c| (c.number.as_str(), c))
        .collect();
    list.posts.iter().all(|post| {
        let Some(counts) = bundle
            .outcome
            .posts
            .iter()
            .find(|c| c.post.as_str() == post.code)
        else {
            return false;
        };
        let Some(known) = bundle.rules.post(&counts.post) else {
            return false;
        };
        let rule = bundle.rules.for_post(known).rules.written;
        let mut selected = post
            .rows
            .iter()
            .filter(|row| row.placing == Placing::Selected);
        selected.all(|row| {
            let Some(person) = people.get(row.ticket.as_str()) else {
                return false;
            };
            let reaches = |line: &LineOutcome| {
                figure_for(line, &rule, row, person).is_none_or(|figure| line.is_reached(figure))
            };
            counts.lines.iter().all(reaches)
        })
    })
}

/// What the list, or else the record, shows of the figure that a line is about. A list has no figure without the bonus;
/// there the line holds all the more with it, and the recomputation decides.
fn figure_for(
    line: &LineOutcome,
    rule: &WrittenRule,
    row: &Row,
    person: &Candidate,
) -> Option<Fraction> {
    let points = match &line.of {
        _ if !line.together.is_empty() => line.marks_together(rule, person),
        ScoreSource::Written | ScoreSource::WrittenBeforeBonus => row.written,
        ScoreSource::Paper(code) => match person.paper_mark(rule, code) {
            Some(Mark::Scored(points)) => Some(points),
            _ => None,
        },
        ScoreSource::Interview if line.counts_for(person) => row.interview,
        ScoreSource::Total => row.total,
        _ => None,
    };
    points.map(Fraction::of_points)
}

/// 2026年青松区公开招聘社区工作者公告（50人） becomes …总成绩和进入体检人员名单.
pub fn list_title(announcement: &str) -> String {
    let words = announcement.trim();
    let without_count = words
        .strip_suffix('）')
        .and_then(|rest| rest.rsplit_once('（'))
        .map_or(words, |(rest, _)| rest);
    let subject = ["公告", "简章"]
        .iter()
        .find_map(|end| without_count.strip_suffix(end))
        .unwrap_or(without_count);
    format!("{subject}总成绩和进入体检人员名单")
}

/// What the publisher copies by hand, so that nobody publishes by a slip.
pub fn sentence(lang: Lang, version: u32, people: usize) -> String {
    match lang {
        Lang::Zh => format!("公布第{version}版{people}人"),
        Lang::En => format!("Publish version {version} with {people} people"),
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
pub const DEFAULT_PERIOD: (u32, time::DayKind) = (7, time::DayKind::Working);

/// How long anyone may object to a result list: the longest period that the notice names.
pub fn period(rules: &RuleDocument) -> (u32, time::DayKind) {
    longest(rules).map_or(DEFAULT_PERIOD, |rule| (u32::from(rule.days), kind(rule)))
}

fn kind(rule: &PublicationPeriodRule) -> time::DayKind {
    match rule.kind {
        Some(DayKind::Calendar) => time::DayKind::Calendar,
        Some(DayKind::Working) | None => time::DayKind::Working,
    }
}

fn longest(rules: &RuleDocument) -> Option<&PublicationPeriodRule> {
    rules
        .publication
        .iter()
        .max_by_key(|rule| (rule.days, kind(rule) == time::DayKind::Working))
}

/// The last moment of the period of a list that becomes public now: by the holidays of the year, with those that the
/// notice lists over them.
pub fn period_ends(rules: &RuleDocument, now: Instant, holidays: &Holidays) -> Instant {
    let holidays = rules.working_calendar(holidays);
    match longest(rules) {
        Some(rule) if rule.first_day_counts => {
            let eve = now.date().pred_opt().unwrap_or_default();
            period_end(eve, u32::from(rule.days), kind(rule), &holidays)
        }
        _ => {
            let (days, kind) = period(rules);
            period_end(now.date(), days, kind, &holidays)
        }
    }
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
