//! 递补: who is called up when somebody leaves the list before the interview (domain.md 3.6).

use super::super::document::{DecisionMatter, ScoreSource, SubstitutionRule, TieKey};
use super::outcome::{Pending, Status};
use super::shortlist::{basis_of, left};
use super::ties::{self, Ordered};
use super::work::{Group, Work};

/// Those behind the list, in the order in which they are called up. Where level people do not all go in, the general
/// tie chain orders them as far as it can before the interview.
pub(crate) fn line_up(work: &Work, rows: &[u32], rule: Option<&SubstitutionRule>) -> Ordered {
    let scored = rows
        .iter()
        .map(|row| (basis_of(work, *row as usize), *row))
        .collect();
    let (Some(rule), Some(first)) = (rule, rows.first()) else {
        return Ordered::by(work, scored, &[]);
    };
    if rule.admit_tied {
        return Ordered::by(work, scored, &[]);
    }
    let ties = &work
        .set(work.table.post[*first as usize] as usize)
        .rules
        .ties;
    let known: Vec<TieKey> = ties
        .keys
        .iter()
        .filter(|key| key_known_before_interview(key))
        .cloned()
        .collect();
    Ordered::by(work, scored, &ties::chain(work.plan, &known, None))
}

/// Marks those who left, and calls up others round by round. Returns how many of the line were called. People who are
/// level go in together, because no rule puts one before the other.
pub(crate) fn call_up(
    work: &mut Work,
    group: &Group,
    on_list: &[u32],
    line: &Ordered,
    rule: Option<&SubstitutionRule>,
) -> usize {
    let mut approved = rule
        .filter(|rule| rule.approval)
        .map(|_| decided_substitutes(work, group));
    let mut rounds = rule.map_or(0, |rule| rule.rounds.unwrap_or(u8::MAX));
    let mut vacancies = mark_left(work, on_list);
    let mut used = 0;
    while vacancies > 0 && rounds > 0 && used < line.len() {
        let mut wanted = vacancies;
        if let Some(approved) = &mut approved {
            wanted = vacancies.min(*approved);
            *approved -= wanted;
            if wanted < vacancies {
                let post = work.plan.posts[group.posts[0]].post.code.clone();
                work.pending.push(Pending::Substitution {
                    post,
                    vacancies: vacancies - wanted,
                });
            }
        }
        let end = if wanted == 0 {
            used
        } else {
            line.with_ties(used.saturating_add(wanted as usize))
        };
        for row in &line.rows[used..end] {
            work.status[*row as usize] = Status::Shortlisted;
        }
        vacancies = mark_left(work, &line.rows[used..end]);
        (used, rounds) = (end, rounds - 1);
    }
    used
}

fn mark_left(work: &mut Work, rows: &[u32]) -> u32 {
    let mut vacancies = 0;
    for row in rows {
        let row = *row as usize;
        if left(work, row) && work.status[row] == Status::Shortlisted {
            work.status[row] = Status::LeftBeforeInterview;
            vacancies += 1;
        }
    }
    vacancies
}

fn key_known_before_interview(key: &TieKey) -> bool {
    !matches!(
        key,
        TieKey::Higher(
            ScoreSource::Interview | ScoreSource::InterviewBeforeCorrection | ScoreSource::Total
        ) | TieKey::Preference(_)
    )
}

fn decided_substitutes(work: &Work, group: &Group) -> u32 {
    let codes: Vec<_> = group
        .posts
        .iter()
        .map(|post| &work.plan.posts[*post].post.code)
        .collect();
    let counts = work
        .plan
        .doc
        .decisions
        .iter()
        .map(|decision| match &decision.settles {
            DecisionMatter::Substitutes(decided) if codes.contains(&&decided.post) => {
                decided.number
            }
            _ => 0,
        });
    counts.fold(0, u32::saturating_add)
}
