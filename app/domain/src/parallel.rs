//! Work on all cores whose answer is the same as on one.

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

#[cfg(test)]
mod tests {
    use super::*;

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
