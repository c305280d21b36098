//! Work on all cores whose answer is the same as on one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

/// A part of a list that is worth a thread.
const LEAST: usize = 4_096;

/// Asks one question of every part of a list, a thread for each core; the answers come in the order of the list. The
/// question is given the place of the part. A browser has no threads: there the whole list is one part.
pub fn in_parts<T: Sync, R: Send>(list: &[T], ask: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let cores = available_parallelism().map_or(1, usize::from);
    let size = list.len().div_ceil(cores).max(LEAST);
    let mut parts = (0..).step_by(size).zip(list.chunks(size));
    let Some((at, first)) = parts.next() else {
        return Vec::new();
    };
    scope(|threads| {
        let ask = &ask;
        let others = parts.map(|(at, part)| threads.spawn(move || ask(at, part)));
        let others: Vec<_> = others.collect();
        let mut answers = vec![ask(at, first)];
        for other in others {
            match other.join() {
                Ok(answer) => answers.push(answer),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        answers
    })
}

/// Two questions at once, where there are two cores.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if available_parallelism().map_or(1, usize::from) == 1 {
        return (one(), other());
    }
    scope(|threads| {
        let one = threads.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Asks one question of each of these, every core the next that is left; the answers come in the order of the list.
pub fn in_turn<'l, T: Sync, R: Send>(list: &'l [T], ask: impl Fn(&'l T) -> R + Sync) -> Vec<R> {
    let cores = available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        while let Some((at, own)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            list.get(at).map(|own| (at, own))
        } {
            answers.push((at, ask(own)));
        }
        answers
    };
    let mut answers = scope(|threads| {
        let others = (1..cores.min(list.len())).map(|_| threads.spawn(work));
        let others: Vec<_> = others.collect();
        let mut answers = work();
        for other in others {
            match other.join() {
                Ok(own) => answers.extend(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
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
            let parts = in_parts(&list, |at, part| {
                assert_eq!(part[0], at);
                part.to_vec()
            });
            assert_eq!(parts.concat(), list);
        }
    }
}
