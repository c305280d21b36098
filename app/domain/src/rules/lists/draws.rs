//! What the draw of one list knows of other draws: numbers of several lists, and people who are undecided there.

use std::collections::{HashMap, HashSet};

/// How many each list has left where seats are drawn over several, and whose number a person takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    pub left: Vec<usize>,
    pub of: HashMap<u32, usize>,
}

impl Numbers {
    pub(crate) fn list_of(&self, row: u32) -> usize {
        self.of.get(&row).copied().unwrap_or(0)
    }

    pub(super) fn has(&self, row: u32) -> bool {
        self.left
            .get(self.list_of(row))
            .is_some_and(|left| *left > 0)
    }

    pub(super) fn take(&mut self, row: u32) {
        let list = self.list_of(row);
        if let Some(left) = self.left.get_mut(list) {
            *left = left.saturating_sub(1);
        }
    }

    pub(super) fn fit(&self, run: &[u32]) -> bool {
        let wanted = |list: usize| run.iter().filter(|row| self.list_of(**row) == list).count();
        self.left
            .iter()
            .enumerate()
            .all(|(list, left)| wanted(list) <= *left)
    }
}

/// Level people for whom other draws hold seats, whoever of them takes them; each draw for itself. Behind the seats of
/// this list those of the steps that follow it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elsewhere(Vec<(HashSet<u32>, Vec<usize>)>);

impl Elsewhere {
    /// Seats for which a draw holds its people.
    pub(crate) fn hold(&mut self, rows: HashSet<u32>, seats: Vec<usize>) {
        if !rows.is_empty() {
            self.0.push((rows, seats));
        }
    }

    pub(crate) fn contains(&self, row: u32) -> bool {
        self.0.iter().any(|(rows, _)| rows.contains(&row))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of these people have a seat by another draw in any case: whoever of the people of a draw is not among
    /// them, or is counted for another draw already, may be the one who takes its seat.
    pub(super) fn sure_of(&self, run: &[u32]) -> Vec<usize> {
        let mut counted: HashSet<u32> = HashSet::new();
        let mut sure = Vec::new();
        for (rows, seats) in &self.0 {
            let here = run.iter().filter(|row| rows.contains(row));
            let fresh = here.filter(|row| counted.insert(**row)).count();
            let seats = seats
                .iter()
                .map(|seats| seats.saturating_sub(rows.len() - fresh));
            add(&mut sure, seats);
        }
        sure
    }
}

pub(super) fn add(sums: &mut Vec<usize>, more: impl ExactSizeIterator<Item = usize>) {
    if sums.len() < more.len() {
        sums.resize(more.len(), 0);
    }
    sums.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}
