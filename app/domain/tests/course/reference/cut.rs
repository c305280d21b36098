//! The list that a stage cuts.

use super::course::{Course, Stand};
use super::lists::{Asked, Drawn, Loss, Told, Undecided, draw, is_undecided};
use super::number::Num;
use super::order::{Run, places, still_level};
use super::quota;
use super::scores::Sat;
use domain::rules::{
    AfterRecount, Counted, DecisionValue, Leave, LeftAt, List, OutBy, Quota, Reserved, ReservedOf,
    Stage, StageCode, StillLevel, Substitution, SubstitutionEnd,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the draws of reserved seats leave to the rest of a list.
#[derive(Clone, Default)]
struct Taken {
    /// Numbers that are used up.
    numbers: usize,
    /// Who had a turn and has no other.
    gone: BTreeSet<usize>,
    /// Who is undecided there, and may have a turn in the rest.
    undecided: Vec<Undecided>,
}

/// What one draw of a list has for itself.
struct Drawing<'d> {
    quota: usize,
    /// The places for which substitutes are named in advance.
    places: u32,
    numbers: Option<BTreeMap<usize, usize>>,
    list_of: &'d dyn Fn(usize) -> usize,
    acted: Option<Vec<usize>>,
    undecided: Vec<Undecided>,
}

impl Drawing<'_> {
    fn plain() -> Self {
        Drawing {
            quota: 0,
            places: 0,
            numbers: None,
            list_of: &|_| 0,
            acted: None,
            undecided: Vec::new(),
        }
    }
}

/// One list of one stage: its posts, its people in order, how many it calls.
struct Group {
    posts: Vec<usize>,
    runs: Vec<Run>,
    /// Nothing: the places are not known, and everybody goes on.
    quota: Option<usize>,
    blocked: bool,
}

impl Course<'_> {
    pub fn cut(&mut self, code: &StageCode) {
        for post in 0..self.posts.len() {
            if self.list(post, code).is_none() {
                for one in self.still_in(post, code) {
                    self.pass_on(one, code);
                }
            }
        }
        let groups = self.groups(|post| {
            let list = self.list(post, code)?;
            Some(list.across.unwrap_or_default())
        });
        let mut groups: Vec<Group> = groups
            .into_iter()
            .map(|posts| self.group(code, posts))
            .collect();
        self.block_joined(&mut groups);
        for group in &groups {
            if group.blocked {
                for post in &group.posts {
                    for one in self.still_in(*post, code) {
                        self.people[one].stand = Stand::Blocked(code.clone());
                    }
                }
                continue;
            }
            for (one, place) in places(&group.runs) {
                self.people[one].place.insert(code.clone(), place);
            }
        }
        groups.retain(|group| !group.blocked);
        let taken = self.draw_reserved(code, &groups);
        let mut lists: Vec<(Vec<usize>, Drawn)> = Vec::new();
        for (group, taken) in groups.into_iter().zip(taken) {
            let posts = group.posts.clone();
            if let Some(drawn) = self.draw_group(code, group, taken) {
                lists.push((posts, drawn));
            }
        }
        self.call_from_other_lists(code, &mut lists);
        for (posts, drawn) in lists {
            let list = self.list(posts[0], code).cloned().expect("a list");
            self.stand_as_drawn(code, posts[0], &drawn, &list);
        }
    }

    pub fn list(&self, post: usize, code: &StageCode) -> Option<&List> {
        self.stage(post, code)?.cut.as_ref()
    }

    fn group(&mut self, code: &StageCode, posts: Vec<usize>) -> Group {
        let mut people = self.of(&posts);
        people.retain(|one| self.people[*one].stand == Stand::At(code.clone()));
        for one in &people {
            let counting = self.counting(self.people[*one].post, code);
            if let Some(figure) = self.cut_figure(*one, code, true, counting) {
                self.people[*one].cut.insert(code.clone(), figure);
            }
        }
        let list = self.list(posts[0], code).expect("the group has a list");
        let level = list.level.clone().expect("for_post fills it in");
        let quota = self.quota(
            code,
            &posts,
            list.quota.as_ref().expect("for_post fills it in"),
        );
        let counting = self.counting(posts[0], code);
        let by_figure = self.by_figure(&people, |one| self.cut_of(one, code));
        let order = self.order_key(posts[0], code);
        Group {
            runs: self.by_ties(by_figure, &level, order.as_str(), counting),
            quota,
            blocked: self.has_gap(&posts),
            posts,
        }
    }

    pub fn cut_of(&self, one: usize, code: &StageCode) -> Num {
        let figure = self.people[one].cut.get(code);
        *figure.expect("who is past the lines has a figure")
    }

    /// The step to which a list calls; people who skip it are called further on.
    pub fn order_key(&self, post: usize, code: &StageCode) -> StageCode {
        let stages = &self.posts[post].rules.stages;
        let at = stages.iter().position(|stage| stage.code == *code);
        let next = stages.get(at.expect("a stage of this post") + 1);
        next.map_or("total".into(), |next| next.code.clone())
    }

    /// How many people a list calls; nothing while the places are not known.
    fn quota(&self, code: &StageCode, posts: &[usize], quota: &Quota) -> Option<usize> {
        let places = self.places(posts)?;
        if let Quota::Share(share) = quota {
            let people = match share.of {
                Counted::Registered => self.registered(code, posts),
                Counted::Came => self.came_of(posts, code),
                Counted::Passed => posts
                    .iter()
                    .map(|post| self.still_in(*post, code).len())
                    .sum(),
            };
            return Some(quota::of_people(share, people) as usize);
        }
        Some(quota::of_places(quota, places) as usize)
    }

    /// Who applied, without those who skip the stage or are hired directly.
    fn registered(&self, code: &StageCode, posts: &[usize]) -> usize {
        let people = self.of(posts).into_iter();
        people
            .filter(|one| {
                let person = &self.people[*one];
                let track = person.track.is_some_and(|track| track.hired_without_exam);
                let direct = track && matches!(person.stand, Stand::Hired | Stand::Held(_));
                !person.duplicate && !direct && !self.skips(*one, code)
            })
            .count()
    }

    /// Seats that are drawn over several lists join them: a gap in one blocks them all.
    fn block_joined(&self, groups: &mut [Group]) {
        for reserved in &self.doc.reserved {
            if matches!(reserved.of, ReservedOf::Posts(_)) {
                continue;
            }
            let over = self.reserved_posts(reserved);
            let joined = |group: &Group| group.posts.iter().any(|post| over.contains(post));
            if groups.iter().any(|group| group.blocked && joined(group)) {
                for group in groups.iter_mut().filter(|group| joined(group)) {
                    group.blocked = true;
                }
            }
        }
    }

    /// The posts over which seats are reserved, as far as they go ahead.
    pub fn reserved_posts(&self, reserved: &Reserved) -> Vec<usize> {
        let of = |post: &usize| {
            let own = self.posts[*post].post;
            !self.posts[*post].cancelled
                && match &reserved.of {
                    ReservedOf::Posts(scope) => scope.covers(&own.code, own.pool.as_ref()),
                    ReservedOf::Pool(pool) => own.pool.as_ref() == Some(pool),
                    ReservedOf::Campaign => true,
                }
        };
        (0..self.posts.len()).filter(of).collect()
    }

    pub fn has_seat(&self, one: usize, reserved: &Reserved) -> bool {
        self.holds(&self.people[one], &reserved.when) == Some(true)
    }

    /// Draws the reserved seats of all lists.
    fn draw_reserved(&mut self, code: &StageCode, groups: &[Group]) -> Vec<Taken> {
        let mut used = vec![Taken::default(); groups.len()];
        for reserved in self.doc.reserved.clone() {
            let over = self.reserved_posts(&reserved);
            match &reserved.of {
                ReservedOf::Posts(_) => {
                    for post in over {
                        let group = groups.iter().position(|group| group.posts.contains(&post));
                        if let Some(group) = group {
                            self.draw_part(
                                code,
                                &reserved,
                                &[post],
                                &groups[group..=group],
                                &mut used[group..=group],
                            );
                        }
                    }
                }
                ReservedOf::Pool(_) | ReservedOf::Campaign => {
                    self.draw_part(code, &reserved, &over, groups, &mut used);
                }
            }
        }
        used
    }

    #[expect(
        clippy::too_many_lines,
        reason = "the reference is read from top to bottom"
    )]
    fn draw_part(
        &mut self,
        code: &StageCode,
        reserved: &Reserved,
        posts: &[usize],
        groups: &[Group],
        used: &mut [Taken],
    ) {
        let list = posts
            .first()
            .and_then(|post| self.list(*post, code))
            .cloned();
        let Some(list) = list else {
            return;
        };
        let per_post = matches!(reserved.of, ReservedOf::Posts(_));
        let quota = list.quota.as_ref().expect("for_post fills it in");
        // Only the lists of these posts have numbers for the seats.
        let joined = |group: &Group| group.posts.iter().any(|post| posts.contains(post));
        let left: Vec<usize> = groups
            .iter()
            .zip(used.iter())
            .map(|(group, taken)| match joined(group) {
                true => group.quota.unwrap_or(0).saturating_sub(taken.numbers),
                false => 0,
            })
            .collect();
        let seats = reserved.places.min(self.places(posts).unwrap_or(0));
        let part = quota::of_places(quota, seats) as usize;
        let part = part.min(left.iter().sum());
        let gone: BTreeSet<usize> = used.iter().flat_map(|taken| taken.gone.clone()).collect();
        let mut holders: Vec<usize> = groups
            .iter()
            .flat_map(|group| group.runs.concat())
            .collect();
        holders.retain(|one| {
            posts.contains(&self.people[*one].post)
                && !gone.contains(one)
                && self.has_seat(*one, reserved)
        });
        holders.sort_unstable();
        let counting = self.counting(posts[0], code);
        let by_figure = self.by_figure(&holders, |one| self.cut_of(one, code));
        let order = self.order_key(posts[0], code);
        let level = list.level.as_ref().expect("for_post fills it in");
        let runs = self.by_ties(by_figure, level, order.as_str(), counting);
        let numbers: BTreeMap<usize, usize> = left.into_iter().enumerate().collect();
        let told_numbers = (!per_post).then(|| numbers.clone());
        let list_of = |one: usize| {
            let own = |group: &Group| group.posts.contains(&self.people[one].post);
            groups
                .iter()
                .position(own)
                .expect("a holder of these lists")
        };
        let drawing = Drawing {
            quota: part,
            places: seats,
            numbers: told_numbers,
            list_of: &list_of,
            ..Drawing::plain()
        };
        let drawn = self.draw_runs(code, posts, runs, drawing);
        for (at, (group, taken)) in groups.iter().zip(used).enumerate() {
            let own = |one: &usize| group.posts.contains(&self.people[*one].post);
            let held: BTreeSet<usize> = drawn.held.iter().copied().filter(own).collect();
            // Over several lists a seat takes a number of the list of whoever gets it: as many are kept as may be taken.
            let (used, kept) = match &drawn.numbers {
                None => (part, drawn.open),
                Some(left) => {
                    let kept = drawn.open.min(held.len()).min(left[&at]);
                    (numbers[&at] - left[&at] + kept, kept)
                }
            };
            taken.numbers += used;
            let with_turn = drawn
                .called
                .iter()
                .chain(drawn.lost.iter().map(|(one, _)| one));
            taken.gone.extend(with_turn.copied().filter(own));
            if reserved.also_open {
                taken.undecided.push(Undecided {
                    people: held,
                    seats: kept,
                    later: Vec::new(),
                });
            } else {
                taken.gone.extend(held);
                taken
                    .gone
                    .extend(drawn.waiting.concat().into_iter().filter(own));
            }
        }
        self.stand_as_drawn(code, posts[0], &drawn, &list);
    }

    /// Nothing where everybody goes on.
    fn draw_group(&mut self, code: &StageCode, group: Group, taken: Taken) -> Option<Drawn> {
        let Some(quota) = group.quota else {
            for one in group.runs.concat() {
                self.pass_on(one, code);
            }
            return None;
        };
        let mut runs = group.runs;
        for run in &mut runs {
            run.retain(|one| !taken.gone.contains(one));
        }
        runs.retain(|run| !run.is_empty());
        let acted = self.acted_on(code, &runs.concat());
        let quota = quota.saturating_sub(taken.numbers);
        let undecided = taken.undecided.clone();
        let drawing = Drawing {
            quota,
            places: self.places(&group.posts).unwrap_or(0),
            acted,
            undecided,
            ..Drawing::plain()
        };
        let mut drawn = self.draw_runs(code, &group.posts, runs, drawing);
        for run in &mut drawn.waiting {
            run.retain(|one| !is_undecided(&taken.undecided, *one));
        }
        Some(drawn)
    }

    /// Who was called, if the list was acted on.
    fn acted_on(&self, code: &StageCode, people: &[usize]) -> Option<Vec<usize>> {
        // The list has the name of the step to which it calls, also for those who skip that.
        let next = self
            .people
            .get(*people.first()?)
            .map(|one| self.order_key(one.post, code))?;
        // Where somebody of another list must consent, the column says who does.
        let post = self.people[people[0]].post;
        let rule = self.substitution(self.list(post, code)?, self.stage(post, &next));
        if rule.is_some_and(|rule| rule.consent) {
            return None;
        }
        let said = |one: &usize| self.people[*one].row.called.get(&next).copied();
        let acted = people.iter().any(|one| said(one).is_some());
        acted.then(|| {
            let called = people.iter().copied().filter(|one| said(one) == Some(true));
            called.collect()
        })
    }

    fn next_or_total(&self, one: usize, code: &StageCode) -> StageCode {
        let next = self.next_stage(one, Some(code));
        next.unwrap_or_else(|| "total".into())
    }

    fn draw_runs(
        &self,
        code: &StageCode,
        posts: &[usize],
        runs: Vec<Run>,
        drawing: Drawing,
    ) -> Drawn {
        let list = self.list(posts[0], code).expect("a list");
        let next = self.stage(posts[0], &self.order_key(posts[0], code));
        let rule = self.substitution(list, next);
        let level = list.level.as_ref().expect("for_post fills it in");
        let told = Told {
            quota: drawing.quota,
            share: still_level(level) == StillLevel::Share,
            rule,
            approved: rule
                .filter(|rule| rule.approval)
                .map(|_| self.approved(posts[0], &self.order_key(posts[0], code))),
            acted: drawing.acted,
            numbers: drawing.numbers,
            undecided: drawing.undecided,
        };
        let mut last: Option<Num> = None;
        let losses = |newly: &[usize]| {
            let figures = newly.iter().map(|one| self.cut_of(*one, code));
            last = figures.chain(last).min();
            let lost = newly.iter().filter_map(|one| {
                let by = self.lost_from_list(*one, code, last)?;
                let replaced = rule.is_some_and(|rule| self.is_replaced(*one, by, code, rule));
                let who = *one;
                Some(Loss { who, by, replaced })
            });
            lost.collect()
        };
        let named = rule.and_then(|rule| rule.in_advance.as_ref());
        let named = named.map(|named| quota::of_places(named, drawing.places) as usize);
        let with_the_list = named.is_some();
        let behind = |waiting: &mut Vec<Run>, open: usize| match named {
            Some(named) => self.named_and_gone(code, named, waiting, open),
            None => Vec::new(),
        };
        let step = self.order_key(posts[0], code);
        let counting = self.counting(posts[0], code);
        let asked = Asked {
            list_of: drawing.list_of,
            withdrew: &|one| {
                let gone = self.gone_in_advance(one, code).filter(|_| with_the_list);
                gone.or_else(|| self.lost_at(one, &self.next_or_total(one, code)))
            },
            order: &|run| self.by_ties(vec![run], level, step.as_str(), counting),
        };
        draw(told, runs, asked, losses, behind)
    }

    /// The rule of the check to which the list calls, else of the list.
    pub fn substitution<'r>(
        &self,
        list: &'r List,
        next: Option<&'r Stage>,
    ) -> Option<&'r Substitution> {
        let check = next.and_then(|stage| stage.check.as_ref());
        check
            .and_then(|check| check.substitution.as_ref())
            .or(list.substitution.as_ref())
    }

    /// How many substitutes a body agreed to.
    pub fn approved(&self, post: usize, step: &StageCode) -> usize {
        match self.decision(post, step.as_str()) {
            Some(DecisionValue::Substitutes(number)) => *number as usize,
            _ => 0,
        }
    }

    /// Left, failed the check, or fell below the last who was called when the bonus was counted anew.
    fn lost_from_list(&self, one: usize, code: &StageCode, last: Option<Num>) -> Option<OutBy> {
        let next = self.next_stage(one, Some(code))?;
        if let Some(by) = self.lost_at(one, &next) {
            return Some(by);
        }
        let post = self.people[one].post;
        let check = self.stage(post, &next)?.check.as_ref()?;
        let drops = check.then == Some(AfterRecount::DropBelowCut) && !check.recounts.is_empty();
        let anew = self.cut_figure(one, code, true, self.counting(post, &next));
        (drops && anew < last).then_some(OutBy::Failed)
    }

    /// Whether the rule calls somebody up for a person who is lost like this.
    fn is_replaced(&self, one: usize, by: OutBy, code: &StageCode, rule: &Substitution) -> bool {
        let step = self.next_or_total(one, code);
        self.replaces(one, by, &step, rule)
    }

    pub fn replaces(&self, one: usize, by: OutBy, step: &StageCode, rule: &Substitution) -> bool {
        let left = self.people[one].row.left.as_ref();
        let left = left.filter(|left| by == OutBy::Left && left.at == LeftAt::Step(step.clone()));
        let how = match left {
            Some(left) => left.how,
            None => Some(Leave::Failed),
        };
        let in_time = match &rule.until {
            None => true,
            Some(SubstitutionEnd::At(until)) => left
                .and_then(|left| left.on)
                .is_none_or(|on| (on.date, on.minute) <= (until.date, until.minute)),
            Some(SubstitutionEnd::Step(end)) => self.step(step) < self.step(end),
        };
        let meant = |how: Leave| rule.replaces.is_empty() || rule.replaces.contains(&how);
        in_time && how.is_none_or(meant)
    }

    /// Substitutes named in advance who left or did not come are passed over. They are the next behind the list; where
    /// `open` of its seats wait for level people, those of them who get none are the first.
    fn named_and_gone(
        &self,
        code: &StageCode,
        named: usize,
        waiting: &mut Vec<Run>,
        open: usize,
    ) -> Vec<(usize, OutBy)> {
        let mut gone = Vec::new();
        let mut runs = waiting.iter_mut();
        let mut seen = match open {
            0 => 0,
            open => runs
                .next()
                .map_or(0, |held| held.len().saturating_sub(open)),
        };
        for run in runs {
            if seen >= named {
                break;
            }
            seen += run.len();
            run.retain(|one| match self.gone_in_advance(*one, code) {
                Some(by) => {
                    gone.push((*one, by));
                    false
                }
                None => true,
            });
        }
        waiting.retain(|run| !run.is_empty());
        gone
    }

    fn gone_in_advance(&self, one: usize, code: &StageCode) -> Option<OutBy> {
        let next = self.next_stage(one, Some(code))?;
        let left = self.people[one].row.left.as_ref();
        if left.is_some_and(|left| left.at == LeftAt::Step(next.clone())) {
            return Some(OutBy::Left);
        }
        let stage = self.stage(self.people[one].post, &next)?;
        let absent = matches!(self.sit(one, stage), Sat::Absent { .. });
        absent.then_some(OutBy::Absent)
    }

    /// What the list means for each of its people.
    fn stand_as_drawn(&mut self, code: &StageCode, post: usize, drawn: &Drawn, list: &List) {
        let next = self.order_key(post, code);
        let rule = self.substitution(list, self.stage(post, &next));
        let substitutes = rule.is_some_and(|rule| rule.rounds != Some(0));
        for one in &drawn.called {
            self.pass_on(*one, code);
        }
        for (one, by) in &drawn.lost {
            let next = self.next_or_total(*one, code);
            self.out(*one, &next, *by);
        }
        for one in &drawn.held {
            self.people[*one].stand = Stand::Held(self.next_or_total(*one, code));
        }
        for (one, place) in places(&drawn.waiting) {
            // Who is undecided for other seats stays so, wherever else they wait.
            if let Stand::Held(_) = self.people[one].stand {
                continue;
            }
            let next = self.next_or_total(one, code);
            self.people[one].stand = if substitutes {
                Stand::Substitute(next, place as usize)
            } else {
                Stand::Out(next, OutBy::NotCalled)
            };
        }
    }
}
