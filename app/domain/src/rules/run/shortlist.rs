//! 入围: who goes on to the interview, ties on the last place, substitutes (domain.md 3.6).

use super::super::document::{
    CutTie, DecisionMatter, Shortfall, ShortlistRule, StillTied, SubstitutionRule,
};
use super::candidate::Leaving;
use super::opening::{cancel, decided_places};
use super::outcome::{MissingPart, Pending, Status};
use super::plan::Column;
use super::quota::{people, places_for};
use super::substitution::{call_up, line_up};
use super::table::{NONE, is_score};
use super::ties::{self, Ordered};
use super::work::{Group, Work};
use super::written::skips_written;

/// Makes the score that the lists compare, and the place by it.
pub(crate) fn rank_written(work: &mut Work) {
    basis(work);
    for group in work.groups(|set| set.rules.shortlist.across) {
        let ordered = Ordered::by(work, passed(work, &group), &[]);
        for (row, rank) in ordered.ranks() {
            work.written_rank[row as usize] = rank;
        }
        work.written_orders.push(ordered);
    }
}

/// Those who passed, with the score that the list compares.
fn passed(work: &Work, group: &Group) -> Vec<(i64, u32)> {
    let rows = work
        .rows_of(group)
        .filter(|row| work.status[*row] == Status::WrittenPassed);
    rows.map(|row| (basis_of(work, row), row as u32)).collect()
}

fn basis(work: &mut Work) {
    if work.plan.sets.iter().all(|set| set.shortlist.is_none()) {
        return;
    }
    work.basis = work.written.clone();
    for post in 0..work.post_count() {
        let Some(formula) = &work.set(post).shortlist else {
            continue;
        };
        for row in work.rows(post) {
            if work.status[row] != Status::WrittenPassed {
                continue;
            }
            match formula.apply(|column| ties::figure(work, row, column)) {
                Ok(score) => work.basis[row] = score,
                Err(part) => without_basis(work, row, formula.columns[part]),
            }
        }
    }
}

fn without_basis(work: &mut Work, row: usize, column: Column) {
    work.basis[row] = NONE;
    let absent = ties::figure(work, row, column) != NONE;
    work.status[row] = if absent {
        Status::WrittenAbsent
    } else {
        Status::PartMissing
    };
    if let (false, Column::Test(index)) = (absent, column) {
        let code = work.plan.tests[index].code.clone();
        work.miss(row, MissingPart::Test(code));
    }
}

pub(crate) fn basis_of(work: &Work, row: usize) -> i64 {
    if work.basis.is_empty() {
        work.written[row]
    } else {
        work.basis[row]
    }
}

/// Turns "passed" into "shortlisted", "substitute" or "not shortlisted".
pub(crate) fn select(work: &mut Work) {
    straight(work);
    let mut orders = std::mem::take(&mut work.written_orders).into_iter();
    for group in work.groups(|set| set.rules.shortlist.across) {
        let order = orders.next();
        if group
            .posts
            .iter()
            .all(|post| work.plan.posts[*post].straight || work.plan.posts[*post].without_exam)
        {
            continue;
        }
        let first = group.posts[0];
        let rule = &work.set(first).rules.shortlist;
        select_group(work, &group, rule, order);
    }
    for post in 0..work.post_count() {
        count(work, post);
    }
}

/// Those who have no written test: straight posts, tracks without a written part.
fn straight(work: &mut Work) {
    for post in 0..work.post_count() {
        let set = work.set(post);
        for row in work.rows(post) {
            let direct = work.plan.posts[post].straight || skips_written(work, set, row);
            if work.status[row] == Status::Admitted && direct {
                work.status[row] = if left(work, row) {
                    Status::LeftBeforeInterview
                } else {
                    Status::Shortlisted
                };
            }
        }
    }
}

pub(crate) fn left(work: &Work, row: usize) -> bool {
    matches!(
        work.table.left[row],
        Some(Leaving::Recheck | Leaving::Interview)
    )
}

/// `order`: those who passed, best first, without any tie key.
fn select_group(work: &mut Work, group: &Group, rule: &ShortlistRule, order: Option<Ordered>) {
    let plain = order.unwrap_or_else(|| Ordered::by(work, passed(work, group), &[]));
    let Some(mut places) = work.places(group) else {
        return everybody(work, group, &plain);
    };
    let present = plain.len() as u32;
    shortfall(work, group, rule, present, &mut places);
    if group.posts.iter().all(|post| work.posts[*post].cancelled) {
        return;
    }
    let quota = people(&rule.quota, places, present) as usize;
    let list = rule
        .recheck
        .as_ref()
        .map_or(quota, |recheck| people(recheck, places, present) as usize);
    let count = list.max(quota).min(plain.len());
    let tie = settled(rule.tie_at_cut.as_ref(), &plain, count);
    let then = match tie {
        Some(CutTie::ExtraTest(test)) => StillTied::ExtraTest(test.clone()),
        Some(CutTie::Body) => StillTied::Body,
        _ => StillTied::ShareRank,
    };
    let cut_keys = tie.map_or(&[][..], CutTie::keys);
    let keys = ties::chain(work.plan, cut_keys, Some(&then));
    let then = ties::open_end(cut_keys, &then);
    let ordered = if keys.is_empty() {
        plain
    } else {
        Ordered::by(work, passed(work, group), &keys)
    };
    let count = if tie == Some(&CutTie::AdmitNone) {
        ordered.without_tie(count)
    } else {
        count
    };
    let called = cut(work, group, &ordered, count, &then);
    let substitution = rule.substitution.as_ref();
    let line = line_up(work, &ordered.rows[called..], substitution);
    let used = call_up(work, group, &ordered.rows[..called], &line, substitution);
    if rule.recheck.is_some() {
        let on_list: Vec<u32> = ordered.rows[..called]
            .iter()
            .chain(&line.rows[..used])
            .copied()
            .collect();
        narrow(work, &on_list, quota);
    }
    rest(work, &line, used, substitution);
}

/// The rule that counts for the people who are level on the last place.
fn settled<'r>(rule: Option<&'r CutTie>, ordered: &Ordered, count: usize) -> Option<&'r CutTie> {
    match rule {
        Some(CutTie::AdmitAtMost(most))
            if ordered.with_ties(count) - count <= most.beyond as usize =>
        {
            None
        }
        Some(CutTie::AdmitAtMost(most)) => settled(Some(&most.otherwise), ordered, count),
        other => other,
    }
}

/// Without a number of places nobody can be cut.
fn everybody(work: &mut Work, group: &Group, ordered: &Ordered) {
    for row in &ordered.rows {
        let row = *row as usize;
        work.status[row] = if left(work, row) {
            Status::LeftBeforeInterview
        } else {
            Status::Shortlisted
        };
    }
    for post in &group.posts {
        if work.posts[*post].places.is_none() {
            let post = work.plan.posts[*post].post.code.clone();
            work.pending.push(Pending::Places { post });
        }
    }
}

fn shortfall(work: &mut Work, group: &Group, rule: &ShortlistRule, present: u32, places: &mut u32) {
    let needed = people(&rule.quota, *places, present);
    if present >= needed {
        return;
    }
    let post = group.posts[0];
    match &rule.shortfall {
        Some(Shortfall::CutPlaces) if group.posts.len() == 1 => {
            *places = places_for(&rule.quota, *places, present);
            cut_to(work, post, *places);
        }
        Some(Shortfall::CutPlacesTo(lower)) if group.posts.len() == 1 => {
            *places = places_for(lower, *places, present);
            cut_to(work, post, *places);
        }
        Some(Shortfall::CutPlaces | Shortfall::CutPlacesTo(_) | Shortfall::Body) => {
            let code = &work.plan.posts[post].post.code;
            let settled =
                work.plan.doc.decisions.iter().any(
                    |decision| matches!(&decision.settles, DecisionMatter::Places(places) if places.post == *code),
                );
            if !settled {
                work.pending.push(Pending::Shortfall {
                    post: code.clone(),
                    people: present,
                    needed,
                });
            }
        }
        Some(Shortfall::ActualNumber) | None => {}
    }
}

/// What a shortfall leaves; nothing left cancels the post, unless a body decided otherwise.
fn cut_to(work: &mut Work, post: usize, places: u32) {
    work.posts[post].places = Some(places);
    if places == 0 && decided_places(work, post).is_none() {
        cancel(work, post);
    }
}

/// Puts the first `count` on the list, with the tie on the last place settled as the rule says. Returns how many
/// places of the order are used up.
fn cut(work: &mut Work, group: &Group, ordered: &Ordered, count: usize, then: &StillTied) -> usize {
    let count = count.min(ordered.len());
    if count == 0 {
        return 0;
    }
    let tied = ordered.level_at(count - 1);
    let undecided = tied.end > count && *then != StillTied::ShareRank;
    let sure = if undecided { tied.start } else { tied.end };
    for row in &ordered.rows[..sure] {
        work.status[*row as usize] = Status::Shortlisted;
    }
    if undecided {
        let rows = &ordered.rows[tied.clone()];
        for row in rows {
            work.status[*row as usize] = Status::ShortlistUndecided;
        }
        ties::ask(
            work,
            group.posts[0],
            rows,
            (count - tied.start) as u32,
            then,
        );
    }
    tied.end
}

/// From the recheck list to the interview list: the first `quota` of those who are still there, ties included.
fn narrow(work: &mut Work, on_list: &[u32], quota: usize) {
    let present: Vec<u32> = on_list
        .iter()
        .copied()
        .filter(|row| work.status[*row as usize] == Status::Shortlisted)
        .collect();
    let Some(last) = quota.checked_sub(1).and_then(|last| present.get(last)) else {
        return;
    };
    let line = basis_of(work, *last as usize);
    for row in present {
        if basis_of(work, row as usize) < line {
            work.status[row as usize] = Status::RecheckOnly;
        }
    }
}

/// Everybody behind the list.
fn rest(
    work: &mut Work,
    ordered: &Ordered,
    called: usize,
    substitution: Option<&SubstitutionRule>,
) {
    let may_follow = substitution.is_some_and(|rule| rule.rounds != Some(0));
    let mut from = called;
    while from < ordered.len() {
        let level = ordered.level_at(from);
        let place = (from - called + 1) as u32;
        for row in &ordered.rows[from..level.end] {
            work.status[*row as usize] = if may_follow {
                Status::Substitute(place)
            } else {
                Status::NotShortlisted
            };
        }
        from = level.end;
    }
}

fn count(work: &mut Work, post: usize) {
    let mut shortlisted = 0;
    let mut cut_off: Option<i64> = None;
    for row in work.rows(post) {
        if matches!(work.status[row], Status::Shortlisted) {
            shortlisted += 1;
            let score = basis_of(work, row);
            if is_score(score) {
                cut_off = Some(cut_off.map_or(score, |least| least.min(score)));
            }
        }
    }
    let set = work.set(post);
    let scale = set
        .shortlist
        .as_ref()
        .map_or(set.written_extent.scale, |formula| formula.mix.extent.scale);
    work.posts[post].shortlisted = shortlisted;
    work.posts[post].cut_off = cut_off
        .and_then(|least| crate::numbers::Fraction::new(least.into(), scale.into()).to_points());
}
