//! Work on all cores whose answer is the same as on one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
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
    let answers = Vec::with_capacity(list.len());
    joined_in_turn(list, ask, answers, |answers, answer| answers.push(answer))
}

/// Asks one question of each of these, and joins the answers in the order of the list as soon as they are there: nobody
/// keeps all of them.
pub fn joined_in_turn<'l, T: Sync, R: Send, A: Send>(
    list: &'l [T],
    ask: impl Fn(&'l T) -> R + Sync,
    all: A,
    join: impl Fn(&mut A, R) + Sync,
) -> A {
    let next = AtomicUsize::new(0);
    let joined = Mutex::new((all, BTreeMap::new(), 0));
    let work = || {
        while let Some((at, own)) = take(list, &next) {
            let answer = ask(own);
            let mut joined = joined.lock().unwrap_or_else(PoisonError::into_inner);
            let (all, early, count) = &mut *joined;
            early.insert(at, answer);
            while let Some(answer) = early.remove(count) {
                join(all, answer);
                *count += 1;
            }
        }
    };
    scope(|threads| {
        let others = (1..cores().min(list.len())).map(|_| threads.spawn(work));
        let others: Vec<_> = others.collect();
        work();
        others.into_iter().for_each(answer);
    });
    let joined = joined.into_inner();
    joined.unwrap_or_else(PoisonError::into_inner).0
}

/// The next of a list that nobody took, with its place.
fn take<'l, T>(list: &'l [T], next: &AtomicUsize) -> Option<(usize, &'l T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, list.get(at)?))
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
