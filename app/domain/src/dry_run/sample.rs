//! Invented candidates for any rules: some strong, some weak, one absent, one for a violation, several level on the places
//! where it matters. The same rules always give the same people.

use crate::{
    numbers::Points,
    rules::{
        BonusClaim, BonusPoints, Candidate, Entry, FactKind, FactValue, Facts, InterviewRule,
        InterviewSheet, Mark, Marks, Post, RuleDocument, SelectionRules, TieKey, WrittenRule,
        defaults,
    },
};
use chrono::{Days, NaiveDate};

/// So many posts get candidates; more would say nothing new.
const POSTS: usize = 12;
/// So many candidates for one post at most.
const PEOPLE: usize = 24;

/// Candidates for the first posts of these rules, with every mark that the rules ask for.
pub fn sample(doc: &RuleDocument) -> Vec<Candidate> {
    let mut people = Vec::new();
    for (index, post) in doc.posts.iter().take(POSTS).enumerate() {
        let rules = doc.rules_for(post);
        let places = post.places.unwrap_or(1).max(1) as usize;
        for n in 0..(places * 5 + 3).min(PEOPLE) {
            people.push(person(doc, &rules, post, index, n));
        }
    }
    people
}

/// Person `n` of a post. Percentages fall slowly, and each third repeats the one before: ties stand everywhere.
fn person(
    doc: &RuleDocument,
    rules: &SelectionRules,
    post: &Post,
    index: usize,
    n: usize,
) -> Candidate {
    let fallback = (defaults::written(), defaults::interview());
    let written = rules.written.as_ref().unwrap_or(&fallback.0);
    let interview = rules.interview.as_ref().unwrap_or(&fallback.1);
    let share = 94 - 2 * (n - n % 3 / 2) as i64;
    let tests = doc.tests.iter().filter(|test| test.everybody);
    Candidate {
        number: format!("{:02}{:03}", index + 1, n + 1),
        post: post.code.clone(),
        entry: Entry::Accepted,
        facts: facts(doc, rules, n),
        bonus: bonus(rules, n),
        written: papers(written, share, n),
        interview: Some(sheet(interview, 60 + ((n * 7) % 37) as i64, index)),
        tests: tests
            .map(|test| {
                (
                    test.code.clone(),
                    Mark::Scored(part_of(test.full_mark, share)),
                )
            })
            .collect(),
        ..Candidate::default()
    }
}

fn part_of(full: Points, percent: i64) -> Points {
    // Whole or half points, as markers give them.
    let half = Points::SCALE / 2;
    Points::from_raw(full.raw() / 100 * percent / half * half)
}

fn papers(rule: &WrittenRule, share: i64, n: usize) -> Marks<crate::rules::PaperCode> {
    let mark = |full: Points| match n {
        7 => Mark::Absent,
        8 => Mark::Violation,
        // On the very line that most notices draw.
        9 => Mark::Scored(part_of(full, 60)),
        _ => Mark::Scored(part_of(full, share.max(30))),
    };
    rule.papers
        .iter()
        .map(|paper| (paper.code.clone(), mark(paper.full_mark)))
        .collect()
}

fn sheet(rule: &InterviewRule, share: i64, room: usize) -> InterviewSheet {
    let panel = usize::from(rule.panel.unwrap_or(7)).max(1);
    let examiners = 0..panel as i64;
    let shares = examiners.map(|examiner| (share + (examiner * 3) % 5 - 2).clamp(0, 100));
    let room = format!("{}", room % 3 + 1);
    if rule.elements.is_empty() {
        let marks = shares
            .map(|share| Mark::Scored(part_of(rule.full_mark, share)))
            .collect();
        return InterviewSheet {
            room,
            marks,
            ..InterviewSheet::default()
        };
    }
    let elements = shares.map(|share| {
        rule.elements
            .iter()
            .map(|element| part_of(element.full_mark, share))
            .collect()
    });
    InterviewSheet {
        room,
        elements: elements.collect(),
        ..InterviewSheet::default()
    }
}

/// Every third person has a bonus, each time another item.
fn bonus(rules: &SelectionRules, n: usize) -> Vec<BonusClaim> {
    let items = rules
        .bonus
        .as_ref()
        .map(|rule| rule.items.as_slice())
        .unwrap_or_default();
    if items.is_empty() || n % 3 != 1 {
        return Vec::new();
    }
    let item = &items[n / 3 % items.len()];
    let mut claim = BonusClaim::of(item.code.as_str());
    match &item.points {
        BonusPoints::ByLevel(levels) => match levels.levels.first() {
            Some(level) => claim.level = Some(level.option.clone()),
            None => return Vec::new(),
        },
        BonusPoints::PerUnit(unit) => {
            claim.quantity = Some(Points::from_raw(unit.beyond.raw() + unit.unit.raw()))
        }
        BonusPoints::Fixed(_) | BonusPoints::ShareOfScore(_) | BonusPoints::Unstated => {}
    }
    vec![claim]
}

/// What ties are ordered by.
fn facts(doc: &RuleDocument, rules: &SelectionRules, n: usize) -> Facts {
    let mut facts = Facts::new();
    let keys = rules
        .ties
        .as_ref()
        .map(|rule| rule.keys.as_slice())
        .unwrap_or_default();
    let asked = keys.iter().flat_map(|key| match key {
        TieKey::HigherLevel(fact)
        | TieKey::HigherNumber(fact)
        | TieKey::Later(fact)
        | TieKey::Earlier(fact) => {
            vec![fact]
        }
        TieKey::Status(status) => status.when.facts(),
        TieKey::Preference(list) => list.iter().flat_map(|status| status.when.facts()).collect(),
        TieKey::Higher(_) => Vec::new(),
    });
    for key in asked {
        let Some(def) = doc.fact(key) else { continue };
        if let Some(value) = answer(&def.kind, n) {
            facts.set(key.clone(), value);
        }
    }
    facts
}

fn answer(kind: &FactKind, n: usize) -> Option<FactValue> {
    Some(match kind {
        FactKind::YesNo => FactValue::YesNo(n.is_multiple_of(2)),
        FactKind::Number(_) => FactValue::Number(Points::whole(n as i64 % 10)),
        FactKind::Date(_) => {
            let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
            FactValue::Date(first.checked_add_days(Days::new(97 * n as u64))?)
        }
        FactKind::Choice(choice) if !choice.options.is_empty() => {
            FactValue::Choice(choice.options[n % choice.options.len()].code.clone())
        }
        _ => return None,
    })
}
