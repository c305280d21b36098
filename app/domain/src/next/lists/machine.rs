//! The one machine for lists: quota, order, level people at the last place, people who leave, substitutes. It serves
//! cuts, checks and the steps after the exam alike, and knows rows only.

use super::order::{Open, Ordered};
use std::borrow::Cow;
use std::collections::HashSet;

/// Somebody who is lost to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lost {
    /// Which of the substitution rules answers for it.
    pub rule: usize,
    /// Whether that rule replaces this loss (how and when it happened).
    pub replaced: bool,
}

/// One substitution rule, as the machine needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refill {
    /// Rounds that are left; `None`: as many as are needed.
    pub rounds: Option<u8>,
    /// Fills up to the quota, whoever was lost.
    pub to_quota: bool,
    /// A body must agree; so many are agreed.
    pub agreed: Option<u32>,
    /// A body has said how many: the rest waits for nothing.
    pub decided: bool,
}

impl Refill {
    fn may(&self) -> bool {
        self.rounds != Some(0)
    }
}

/// What a list is made of.
pub(crate) struct ListInput<'a> {
    pub order: &'a Ordered,
    pub quota: usize,
    /// What a level run that does not fit needs.
    pub open: Open,
    /// Who is lost, by row.
    pub lost: &'a dyn Fn(u32) -> Option<Lost>,
    pub refills: Vec<Refill>,
    /// The order in which substitutes are called up, where that is another one.
    pub later: Option<&'a Ordered>,
    /// The list as it was acted on: these rows were called, whatever the order says.
    pub acted: Option<Vec<u32>>,
    /// Of a run of level people those for whom there is room (a post whose numbers are used up has none).
    pub room: &'a mut dyn FnMut(Vec<u32>) -> Vec<u32>,
}

/// Who is where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListAnswer {
    /// Called, in the order in which they were; some may be lost again.
    pub called: Vec<u32>,
    /// A level run for which places are held, and how many.
    pub held: Option<(Vec<u32>, u32)>,
    /// Undecided people who left before anybody decided.
    pub gone: Vec<u32>,
    /// Behind the list, in order; runs start at `levels`.
    pub rest: Ordered,
    /// Places that a loss left open and nobody of this list fills.
    pub vacancies: u32,
    /// Vacancies that wait for approval.
    pub unapproved: u32,
}

/// Makes the list.
pub(crate) fn list(mut input: ListInput) -> ListAnswer {
    let mut answer = ListAnswer::default();
    let acted = input.acted.is_some();
    let queue = match input.acted.take() {
        None => Cow::Borrowed(input.order),
        Some(acted) => {
            let queue = input.order.only(|row| !acted.contains(&row));
            answer.called = acted;
            Cow::Owned(queue)
        }
    };
    let mut caller = Caller::of(&queue);
    if !acted {
        caller.call(input.quota, &mut input, &mut answer.called);
    }
    let substitutes = input.later.map(|later| {
        let waiting: HashSet<u32> = queue.rows[caller.at..].iter().copied().collect();
        later.only(|row| waiting.contains(&row))
    });
    if let Some(substitutes) = &substitutes {
        caller = Caller {
            queue: substitutes,
            at: 0,
            ..caller
        };
    }
    refill(&mut caller, &mut input, &mut answer);
    answer.rest = caller.queue.behind(caller.at);
    answer.held = caller.held;
    answer.gone = caller.gone;
    answer
}

/// Rounds of replacing who was lost, until nobody is.
fn refill(caller: &mut Caller, input: &mut ListInput, answer: &mut ListAnswer) {
    let (mut from, mut in_list) = (0, 0usize);
    loop {
        let mut wanted = vec![0usize; input.refills.len()];
        for row in &answer.called[from..] {
            match (input.lost)(*row) {
                None => in_list += 1,
                Some(lost) => {
                    if let Some(wanted) = wanted.get_mut(lost.rule).filter(|_| lost.replaced) {
                        *wanted += 1;
                    }
                }
            }
        }
        from = answer.called.len();
        let held = caller
            .held
            .as_ref()
            .map_or(0, |(_, places)| *places as usize);
        let open = input.quota.saturating_sub(in_list + held);
        let (vacancies, unapproved) = vacancies(&mut input.refills, &wanted, open);
        answer.unapproved += unapproved as u32;
        if vacancies == 0 {
            return;
        }
        let left = caller.call(vacancies, input, &mut answer.called);
        answer.vacancies += left as u32;
        if from == answer.called.len() {
            return;
        }
    }
}

/// How many are called up in this round, and how many wait for approval; rounds are used up.
fn vacancies(refills: &mut [Refill], wanted: &[usize], open: usize) -> (usize, usize) {
    let (mut sum, mut waiting) = (0usize, 0usize);
    for (refill, wanted) in refills.iter_mut().zip(wanted) {
        let wanted = if refill.to_quota { open } else { *wanted };
        let mut wanted = wanted.min(open - sum.min(open));
        if wanted == 0 || !refill.may() {
            continue;
        }
        if let Some(agreed) = &mut refill.agreed {
            let now = wanted.min(*agreed as usize);
            waiting += usize::from(!refill.decided) * (wanted - now);
            *agreed -= now as u32;
            wanted = now;
        }
        if wanted > 0 {
            refill.rounds = refill.rounds.map(|rounds| rounds - 1);
            sum += wanted;
        }
    }
    (sum, waiting)
}

struct Caller<'q> {
    queue: &'q Ordered,
    at: usize,
    held: Option<(Vec<u32>, u32)>,
    gone: Vec<u32>,
}

impl<'q> Caller<'q> {
    fn of(queue: &'q Ordered) -> Self {
        Caller {
            queue,
            at: 0,
            held: None,
            gone: Vec::new(),
        }
    }

    /// Calls the next `count` of the queue, and says how many places nobody took. Level people who do not all fit share
    /// the place, or are held until more places make room for all of them; nobody behind them is called.
    fn call(&mut self, mut count: usize, input: &mut ListInput, called: &mut Vec<u32>) -> usize {
        while count > 0 {
            let rows = match self.held.take() {
                Some((rows, places)) => {
                    count += places as usize;
                    rows
                }
                None if self.at == self.queue.len() => return count,
                None => self.next(input),
            };
            let rows = match rows.len() > count && input.open != Open::Shared {
                true => self.still_there(rows, input),
                false => rows,
            };
            if rows.len() > count && input.open != Open::Shared {
                self.held = Some((rows, count as u32));
                return 0;
            }
            count = count.saturating_sub(rows.len());
            called.extend(rows);
        }
        0
    }

    /// Who of an undecided run has not left.
    fn still_there(&mut self, rows: Vec<u32>, input: &ListInput) -> Vec<u32> {
        let (gone, rows) = rows
            .into_iter()
            .partition(|row| (input.lost)(*row).is_some());
        self.gone.extend::<Vec<u32>>(gone);
        rows
    }

    /// The next run of level people, without those for whom there is no room.
    fn next(&mut self, input: &mut ListInput) -> Vec<u32> {
        let run = self.queue.level_at(self.at);
        self.at = run.end;
        (input.room)(self.queue.rows[run].to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::NoKeys;
    use super::*;

    fn order(figures: &[i64]) -> Ordered {
        let scored = figures.iter().zip(0..).map(|(figure, row)| (*figure, row));
        Ordered::by(scored.collect(), &NoKeys)
    }

    fn make(figures: &[i64], quota: usize, open: Open, lost: &[u32]) -> ListAnswer {
        let lose = |row: u32| {
            lost.contains(&row).then_some(Lost {
                rule: 0,
                replaced: true,
            })
        };
        list(ListInput {
            order: &order(figures),
            quota,
            open,
            lost: &lose,
            refills: vec![Refill::default()],
            later: None,
            acted: None,
            room: &mut |run| run,
        })
    }

    #[test]
    fn level_people_who_fit_all_enter_and_nobody_is_asked() {
        // 90 left, and two places are open: 85, 85 both enter, 80 does not.
        let answer = make(&[90, 85, 85, 80], 2, Open::Body, &[0]);
        assert_eq!((answer.called, answer.held), (vec![0, 1, 2], None));
        let answer = make(&[90, 88, 85, 85, 80], 2, Open::Body, &[0, 1]);
        assert_eq!((answer.called, answer.held), (vec![0, 1, 2, 3], None));
    }

    #[test]
    fn nobody_behind_an_undecided_group_is_called() {
        let answer = make(&[90, 85, 85, 80, 70], 2, Open::Test, &[3]);
        assert_eq!(answer.called, vec![0]);
        assert_eq!(answer.held, Some((vec![1, 2], 1)));
        assert_eq!(answer.rest.rows, vec![3, 4]);
    }

    #[test]
    fn a_shared_place_that_is_still_filled_calls_nobody() {
        let answer = make(&[90, 90, 80], 1, Open::Shared, &[0]);
        assert_eq!((answer.called, answer.vacancies), (vec![0, 1], 0));
        let both = make(&[90, 90, 80], 1, Open::Shared, &[0, 1]);
        assert_eq!(both.called, vec![0, 1, 2]);
    }

    #[test]
    fn a_substitute_who_is_lost_is_replaced_in_the_next_round_if_there_is_one() {
        let figures = [90, 80, 70, 60];
        let input = |rounds| {
            let lose = |row: u32| {
                (row < 2).then_some(Lost {
                    rule: 0,
                    replaced: true,
                })
            };
            list(ListInput {
                order: &order(&figures),
                quota: 1,
                open: Open::Shared,
                lost: &lose,
                refills: vec![Refill {
                    rounds,
                    ..Refill::default()
                }],
                later: None,
                acted: None,
                room: &mut |run| run,
            })
        };
        assert_eq!(input(Some(1)).called, vec![0, 1]);
        assert_eq!(input(None).called, vec![0, 1, 2]);
        assert_eq!(input(Some(0)).called, vec![0]);
    }
}
