//! The one machine for lists: quota, order, level people at the last place, people who leave, substitutes. It knows rows
//! only; cuts and checks run it for their one step, the steps after the exam use its queue for theirs.

use super::draws::{Elsewhere, Numbers};
use super::order::Ordered;
use super::queue::{Asks, Queue};
use std::borrow::Cow;
use std::collections::HashSet;

/// One substitution rule, as the machine needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refill {
    /// How many rounds; `None`: as many as are needed.
    pub rounds: Option<u8>,
    /// Fills up to the quota, whoever was lost.
    pub to_quota: bool,
    /// A body must agree; so many are agreed.
    pub agreed: Option<u32>,
    /// A body has said how many: the rest waits for nothing.
    pub decided: bool,
}

/// Substitutes who are called together with the list.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub count: usize,
    /// Who of them did not come.
    pub missed: &'a dyn Fn(u32) -> bool,
}

/// Whether somebody is lost, and then whether the rule replaces them.
pub(crate) type Lost<'a> = dyn Fn(u32, Option<i64>) -> Option<bool> + 'a;

/// What a list is made of.
pub(crate) struct ListInput<'a> {
    pub order: &'a Ordered,
    pub quota: usize,
    pub asks: Asks<'a>,
    /// Who is lost, where the last one called has this figure; whether the rule replaces them. `None`: nobody is.
    pub lost: Option<&'a Lost<'a>>,
    /// What the list compares.
    pub figure: &'a dyn Fn(u32) -> Option<i64>,
    pub refill: Refill,
    pub named: Option<Named<'a>>,
    /// The list as it was acted on: these rows were called, whatever the order says.
    pub acted: Option<Vec<u32>>,
    pub numbers: Option<Numbers>,
    pub elsewhere: Elsewhere,
}

/// Who is where.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListAnswer {
    /// Called, in the order in which they were.
    pub called: Vec<u32>,
    /// Who of those called is lost again.
    pub lost: Vec<u32>,
    /// A level run for which places are held, and how many.
    pub held: Option<(Vec<u32>, u32)>,
    /// Undecided people who left before anybody decided, and named ones who did not come.
    pub gone: Vec<u32>,
    /// Behind the list, in order.
    pub rest: Ordered,
    /// Places that a loss left open and nobody of this list fills.
    pub vacancies: u32,
    /// Vacancies that wait for approval.
    pub unapproved: u32,
    pub numbers: Option<Numbers>,
}

/// Makes the list.
pub(crate) fn list(mut input: ListInput) -> ListAnswer {
    let mut answer = ListAnswer::default();
    let acted = input.acted.take();
    let was_acted_on = acted.is_some();
    let mut queue = Queue::new(match &acted {
        None => Cow::Borrowed(input.order),
        Some(acted) => Cow::Owned(input.order.only(|row| !acted.contains(&row))),
    });
    queue.numbers = input.numbers.take();
    queue.elsewhere = std::mem::take(&mut input.elsewhere);
    let newly = match acted {
        None => queue.call(input.quota, input.asks),
        Some(acted) => acted,
    };
    let mut course = Course {
        quota: input.quota + queue.take_beyond(),
        open: 0,
        lowest: None,
        replaced: Vec::new(),
        returned: HashSet::new(),
        granted: 0,
    };
    let undecided = !was_acted_on && !queue.next_run().is_empty();
    if undecided {
        course.open = course.quota.saturating_sub(newly.len());
    }
    course.call(newly, &input, &mut answer);
    let held = match course.open > 0 {
        true => queue.next_run().len(),
        false => 0,
    };
    let skip = usize::from(held > 0);
    if let Some(named) = input.named {
        let among_the_held = held.saturating_sub(course.open);
        let count = named.count.saturating_sub(among_the_held);
        answer.gone = queue.pass_over(skip, count, named.missed);
    }
    course.refill(&mut queue, &input, &mut answer);
    if course.open > 0 {
        answer.held = Some((queue.next_run(), course.open as u32));
    }
    let held: &[u32] = answer.held.as_ref().map_or(&[], |(rows, _)| rows);
    answer.rest = queue.waiting().only(|row| !held.contains(&row));
    answer.gone.extend(queue.gone);
    answer.numbers = queue.numbers;
    answer
}

/// Where a list stands between two rounds.
struct Course {
    quota: usize,
    /// Seats that wait for a decision.
    open: usize,
    /// The figure of the last one who was called.
    lowest: Option<i64>,
    /// Lost people whom the rule replaces.
    replaced: Vec<u32>,
    /// Lost people whose numbers others can take.
    returned: HashSet<u32>,
    granted: usize,
}

impl Course {
    fn call(&mut self, rows: Vec<u32>, input: &ListInput, answer: &mut ListAnswer) {
        let Some(lost) = input.lost else {
            return answer.called.extend(rows);
        };
        let figures = rows.iter().filter_map(|row| (input.figure)(*row));
        self.lowest = figures.chain(self.lowest).min();
        for row in &rows {
            if let Some(replaced) = lost(*row, self.lowest) {
                answer.lost.push(*row);
                if replaced {
                    self.replaced.push(*row);
                }
            }
        }
        answer.called.extend(rows);
    }

    /// Rounds of replacing who was lost, until nobody is.
    fn refill(&mut self, queue: &mut Queue, input: &ListInput, answer: &mut ListAnswer) {
        let refill = input.refill;
        let mut rounds = 0;
        while refill.rounds.is_none_or(|most| rounds < most) {
            let in_list = answer.called.len() - answer.lost.len();
            let spoken_for = in_list + self.open + answer.vacancies as usize;
            let room = self.quota.saturating_sub(spoken_for);
            let wanted = match refill.to_quota {
                true => room,
                false => (self.replaced.len() - self.granted).min(room),
            };
            let agreed = refill
                .agreed
                .map(|agreed| (agreed as usize).saturating_sub(self.granted));
            let grant = agreed.map_or(wanted, |agreed| wanted.min(agreed));
            answer.unapproved = match refill.decided {
                true => 0,
                false => (wanted - grant) as u32,
            };
            if grant == 0 {
                return;
            }
            rounds += 1;
            self.granted += grant;
            self.give_back(grant, queue, input, answer);
            let newly = queue.call(self.open + grant, input.asks);
            let beyond = queue.take_beyond();
            self.quota += beyond;
            let unfilled = (self.open + grant + beyond).saturating_sub(newly.len());
            let nobody = queue.next_run().is_empty();
            self.open = if nobody { 0 } else { unfilled };
            answer.vacancies += if nobody { unfilled as u32 } else { 0 };
            if newly.is_empty() {
                return;
            }
            self.call(newly, input, answer);
        }
    }

    /// The numbers of people who are replaced come back, as many as are called up, in the order of their lists.
    fn give_back(
        &mut self,
        grant: usize,
        queue: &mut Queue,
        input: &ListInput,
        answer: &ListAnswer,
    ) {
        let Some(numbers) = &queue.numbers else {
            return;
        };
        let lost = match input.refill.to_quota {
            true => &answer.lost,
            false => &self.replaced,
        };
        let open = lost.iter().filter(|row| !self.returned.contains(row));
        let mut open: Vec<(usize, u32)> = open.map(|row| (numbers.list_of(*row), *row)).collect();
        open.sort_unstable();
        for (list, row) in open.into_iter().take(grant) {
            self.returned.insert(row);
            queue.give_back(list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::{NoKeys, Open};
    use super::*;

    fn order(figures: &[i64]) -> Ordered {
        let scored = figures.iter().zip(0..).map(|(figure, row)| (*figure, row));
        Ordered::by(scored.collect(), &NoKeys)
    }

    fn make_by(
        figures: &[i64],
        quota: usize,
        open: Open,
        lost: &[u32],
        refill: Refill,
    ) -> ListAnswer {
        list(ListInput {
            order: &order(figures),
            quota,
            asks: Asks {
                open,
                gave_up: &|row| lost.contains(&row),
                order: &|rows| Ordered::level(rows.to_vec()),
            },
            lost: Some(&|row, _| lost.contains(&row).then_some(true)),
            figure: &|row| figures.get(row as usize).copied(),
            refill,
            named: None,
            acted: None,
            numbers: None,
            elsewhere: Elsewhere::default(),
        })
    }

    fn make(figures: &[i64], quota: usize, open: Open, lost: &[u32]) -> ListAnswer {
        make_by(figures, quota, open, lost, Refill::default())
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
    fn a_place_that_nobody_fills_stays_vacant_when_a_substitute_is_lost_too() {
        let answer = make(&[90, 80, 70], 2, Open::Shared, &[0, 1, 2]);
        assert_eq!((answer.called, answer.vacancies), (vec![0, 1, 2], 2));
    }

    #[test]
    fn a_substitute_who_is_lost_is_replaced_in_the_next_round_if_there_is_one() {
        let by = |rounds| {
            let refill = Refill {
                rounds,
                ..Refill::default()
            };
            make_by(&[90, 80, 70, 60], 1, Open::Shared, &[0, 1], refill).called
        };
        assert_eq!(by(Some(1)), vec![0, 1]);
        assert_eq!(by(None), vec![0, 1, 2]);
        assert_eq!(by(Some(0)), vec![0]);
    }
}
