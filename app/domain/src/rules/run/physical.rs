//! Who enters the physical examination, who is called up when somebody drops out, who is kept in reserve
//! (domain.md 3.9).

use super::super::document::{Across, StillTied};
use super::candidate::Leaving;
use super::outcome::{Pending, Status};
use super::quota::people;
use super::ties::{self, Ordered};
use super::work::{Group, Work};

pub(crate) fn select(work: &mut Work, group: &Group, ordered: &Ordered) {
    let set = work.set(group.posts[0]);
    let Some(places) = work.places(group) else {
        return no_places(work, group);
    };
    let wanted = people(&set.rules.physical.quota, places, ordered.len() as u32) as usize;
    let then = ties::open_end(&set.rules.ties.keys, &set.rules.ties.still_tied);
    let mut used = enter(work, group, ordered, 0, wanted, &then);
    if let Some(rule) = &set.rules.physical.substitution
        && rule.across == Across::Post
    {
        used = substitute(work, group, ordered, used, rule.rounds, &then);
    } else {
        mark_left(work, &ordered.rows[..used]);
    }
    reserve(work, group, ordered, used);
}

fn no_places(work: &mut Work, group: &Group) {
    for post in &group.posts {
        let code = &work.plan.posts[*post].post.code;
        let open = Pending::Places { post: code.clone() };
        if work.posts[*post].places.is_none() && !work.pending.contains(&open) {
            work.pending.push(open);
        }
    }
}

/// Lets `count` people in from place `from` on; level people on the last place as the rule says. Returns the places of
/// the order that are used up.
fn enter(
    work: &mut Work,
    group: &Group,
    ordered: &Ordered,
    from: usize,
    count: usize,
    then: &StillTied,
) -> usize {
    let end = from.saturating_add(count).min(ordered.len());
    if end <= from {
        return from;
    }
    let tied = ordered.level_at(end - 1);
    let undecided = tied.end > end && *then != StillTied::ShareRank;
    let sure = if undecided {
        tied.start.max(from)
    } else {
        tied.end
    };
    for row in &ordered.rows[from..sure] {
        work.status[*row as usize] = Status::EntersPhysical;
    }
    if undecided {
        let rows = &ordered.rows[sure..tied.end];
        for row in rows {
            work.status[*row as usize] = Status::PhysicalUndecided;
        }
        ties::ask(work, group.posts[0], rows, (end - sure) as u32, then);
    }
    tied.end
}

fn mark_left(work: &mut Work, rows: &[u32]) -> usize {
    let mut vacancies = 0;
    for row in rows {
        let row = *row as usize;
        let left = matches!(
            work.table.left[row],
            Some(Leaving::Physical | Leaving::Background)
        );
        if left && work.status[row] == Status::EntersPhysical {
            work.status[row] = Status::LeftAfterExam;
            vacancies += 1;
        }
    }
    vacancies
}

fn substitute(
    work: &mut Work,
    group: &Group,
    ordered: &Ordered,
    used: usize,
    rounds: Option<u8>,
    then: &StillTied,
) -> usize {
    let mut rounds = rounds.unwrap_or(u8::MAX);
    let (mut from, mut used) = (0, used);
    loop {
        let vacancies = mark_left(work, &ordered.rows[from..used]);
        if vacancies == 0 || rounds == 0 || used >= ordered.len() {
            return used;
        }
        rounds -= 1;
        (from, used) = (used, enter(work, group, ordered, used, vacancies, then));
    }
}

/// Refill across posts (O29): vacancies of the campaign or a pool go to the best of those left, whatever their post.
pub(crate) fn refill(work: &mut Work) {
    let groups = work.groups(|set| {
        set.rules
            .physical
            .substitution
            .as_ref()
            .map_or(Across::Post, |rule| rule.across)
    });
    for group in groups {
        let set = work.set(group.posts[0]);
        let Some(rule) = set
            .rules
            .physical
            .substitution
            .as_ref()
            .filter(|rule| rule.across != Across::Post)
        else {
            continue;
        };
        let vacancies = work
            .rows_of(&group)
            .filter(|row| work.status[*row] == Status::LeftAfterExam)
            .count();
        let waiting = work
            .rows_of(&group)
            .filter(|row| work.status[*row] == Status::Ranked);
        let scored: Vec<(i64, u32)> = waiting.map(|row| (work.total[row], row as u32)).collect();
        let keys = ties::chain(
            work.plan,
            &set.rules.ties.keys,
            Some(&set.rules.ties.still_tied),
        );
        let then = ties::open_end(&set.rules.ties.keys, &set.rules.ties.still_tied);
        let ordered = Ordered::by(work, scored, &keys);
        if vacancies > 0 && rule.rounds != Some(0) {
            let used = enter(work, &group, &ordered, 0, vacancies, &then);
            substitute(
                work,
                &group,
                &ordered,
                used,
                rule.rounds.map(|rounds| rounds - 1),
                &then,
            );
        }
    }
}

fn reserve(work: &mut Work, group: &Group, ordered: &Ordered, used: usize) {
    let Some(rule) = &work.plan.doc.reserve else {
        return;
    };
    let post = work.plan.posts[group.posts[0]].post;
    if !rule.scope.covers(&post.code, post.pool.as_ref()) {
        return;
    }
    let places = work.places(group).unwrap_or(0);
    let wanted = people(&rule.quota, places, (ordered.len() - used) as u32) as usize;
    let end = if wanted == 0 {
        used
    } else {
        ordered.with_ties(used.saturating_add(wanted))
    };
    for row in &ordered.rows[used..end] {
        work.status[*row as usize] = Status::Reserve;
    }
}
