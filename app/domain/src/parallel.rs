//! Work on all cores whose answer is the same as on one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{ScopedJoinHandle, available_parallelism, scope};

/// A part of a list that is worth a thread.
const LEAST: usize = 4_096;

/// A browser has no threads: there it is one, and everything is done in turn.
fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// What a thread answered; if it panicked, so does whoever asked.
fn answer<R>(thread: ScopedJoinHandle<R>) -> R {
    let answered = thread.join();
    answered.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Asks one question of every part of a list, a part for each core; the answers come in the order of the list.
pub fn in_parts<T: Sync, R: Send>(list: &[T], ask: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let size = list.len().div_ceil(cores()).max(LEAST);
    let parts: Vec<&[T]> = list.chunks(size).collect();
    in_turn(&parts, |part| ask(part))
}

/// Two questions at once, where there are two cores.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if cores() == 1 {
        return (one(), other());
    }
    scope(|threads| {
        let one = threads.spawn(one);
        let other = other();
        (answer(one), other)
    })
}

/// Asks one question of each of these, every core the next that is left; the answers come in the order of the list.
pub fn in_turn<'l, T: Sync, R: Send>(list: &'l [T], ask: impl Fn(&'l T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        Some((at, list.get(at)?))
    };
    let work = || -> Vec<(usize, R)> {
        let own = std::iter::from_fn(take);
        own.map(|(at, own)| (at, ask(own))).collect()
    };
    let mut answers = scope(|threads| {
        let others = (1..cores().min(list.len())).map(|_| threads.spawn(work));
        let others: Vec<_> = others.collect();
        let mut answers = work();
        answers.extend(others.into_iter().flat_map(answer));
        answers
    });
    answers.sort_unstable_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_questions_have_two_answers() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }

    #[test]
    fn each_is_asked_once_and_answers_in_its_turn() {
        for count in [0, 1, 2, 100] {
            let list: Vec<usize> = (0..count).collect();
            assert_eq!(
                in_turn(&list, |own| own * 2),
                list.iter().map(|own| own * 2).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn answers_come_in_the_order_of_the_list_however_it_is_parted() {
        for people in [0, 1, LEAST, 3 * LEAST + 1] {
            let list: Vec<usize> = (0..people).collect();
            let parts = in_parts(&list, <[usize]>::to_vec);
            assert_eq!(parts.concat(), list);
        }
    }
}
