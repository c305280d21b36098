//! Lists whose items are pieces of their own: each keeps its number while it is moved, new ones begin empty. Buttons
//! rearrange the form that was sent and save nothing.

use super::{
    blocks::{Act, Block, Nest, NestKind},
    sheet::RuleForm,
};
use crate::ui::forms::Field;
use domain::Problem;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// More pieces in one list are a mistake or an attack.
const MOST: usize = 600;

/// From so many items on, each is folded: the list is read first.
const LONG: usize = 6;

/// The first name of this stem, counted on from `number`, that nothing has: what a button adds is never a second one of
/// the same name.
pub fn free<C: From<String>>(stem: &str, number: usize, taken: impl Fn(&C) -> bool) -> C {
    let mut next = number + 1;
    loop {
        let name = C::from(format!("{stem}-{next}"));
        if !taken(&name) {
            return name;
        }
        next += 1;
    }
}

/// How a list of pieces is called.
pub struct Series {
    pub name: &'static str,
    pub legend: String,
    pub note: String,
    /// On the button that adds one.
    pub add: String,
}

impl RuleForm {
    /// `blank` makes a new item of its number, given those before it; `show` lays out and reads one item and says what it is called.
    pub fn series<T: Clone>(
        &mut self,
        series: Series,
        own: &mut Vec<T>,
        blank: impl Fn(usize, &[T]) -> T,
        mut show: impl FnMut(&mut Self, &mut T) -> String,
    ) {
        let Series {
            name,
            legend,
            note,
            add,
        } = series;
        let (numbers, added) = self.numbers(name, own.len());
        // A list that a choice has only just called for: its items stand as they are.
        let called_for = self.answer(name).is_some() && !self.was_sent(name);
        let order: Vec<_> = numbers.iter().map(usize::to_string).collect();
        self.group_with(legend, note);
        self.note_unseen(name);
        self.carry(name, &order.join(" "));
        let known = std::mem::take(own);
        for (place, number) in numbers.iter().copied().enumerate() {
            let mut item = known
                .get(number)
                .cloned()
                .unwrap_or_else(|| blank(number, own));
            let (outer, before) = (self.fresh, self.problems.len());
            self.fresh |= called_for || added == Some(number);
            self.nest(|sheet| {
                let prefix = format!("{name}-{number}-");
                let legend = sheet.within(&prefix, |sheet| show(sheet, &mut item));
                let ends = (place == 0, place + 1 == numbers.len());
                let piece = sheet.piece(&format!("{name}-{number}"), name, number, legend, ends);
                let open = number >= known.len()
                    || sheet.problems.len() > before
                    || sheet.is_at(&piece.id, name, number);
                let kind = match numbers.len() > LONG {
                    true => NestKind::Fold { open },
                    false => NestKind::Piece,
                };
                Nest { kind, ..piece }
            });
            self.fresh = outer;
            let is_begun = number >= known.len() && self.problems.len() > before;
            if !(self.only_whole && is_begun) {
                own.push(item);
            }
        }
        let last = numbers.iter().max();
        let next = last.map_or(0, |last| last + 1).max(known.len());
        self.add_button(name, add, next);
    }

    /// The button that adds the item of this number.
    fn add_button(&mut self, name: &str, label: String, next: usize) {
        let act = Act {
            value: format!("{}:add", self.full(name)),
            label,
            about: String::new(),
            to: self.full(&format!("{name}-{next}")),
        };
        self.push(Block::Adding {
            choice: None,
            acts: vec![act],
        });
    }

    /// A list that the notice may leave out: without an item, the tick says that there is none.
    pub fn maybe_series<T: Clone>(
        &mut self,
        series: Series,
        none: String,
        own: &mut Option<Vec<T>>,
        blank: impl Fn(usize, &[T]) -> T,
        show: impl FnMut(&mut Self, &mut T) -> String,
    ) {
        let Series {
            name,
            legend,
            note,
            add,
        } = series;
        let tick = format!("{name}_none");
        let mut is_none = own.as_ref().is_some_and(Vec::is_empty);
        let mut list = own.take().unwrap_or_default();
        self.group_with(legend, note);
        self.tick(&tick, none, &mut is_none);
        let series = Series {
            name,
            legend: String::new(),
            note: String::new(),
            add,
        };
        self.series(series, &mut list, blank, show);
        if is_none && !list.is_empty() {
            self.wrong(&tick, Problem::NoneAndSome);
        }
        *own = (is_none || !list.is_empty()).then_some(list);
    }

    pub(super) fn full(&self, name: &str) -> String {
        let place = self.place();
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{place}-{name}")
        }
    }

    fn piece(
        &self,
        id: &str,
        list: &str,
        number: usize,
        legend: String,
        (first, last): (bool, bool),
    ) -> Nest {
        let (list, id) = (self.full(list), self.full(id));
        let act = |verb: &str, label: String, to: &str| Act {
            value: format!("{list}:{verb}:{number}"),
            label,
            about: legend.clone(),
            to: to.to_owned(),
        };
        let up = (!first).then(|| act("up", t!("act-up"), &id));
        let down = (!last).then(|| act("down", t!("act-down"), &id));
        let remove = act("remove", t!("act-remove"), "main");
        let acts = up.into_iter().chain(down).chain([remove]).collect();
        Nest {
            kind: NestKind::Piece,
            id,
            legend,
            note: String::new(),
            acts,
            blocks: Vec::new(),
        }
    }

    /// Whether the button that was pressed belongs to this piece.
    fn is_at(&self, id: &str, list: &str, number: usize) -> bool {
        let moved = |act: &str| {
            act.starts_with(&format!("{}:", self.full(list)))
                && act.ends_with(&format!(":{number}"))
        };
        let within = |act: &str| {
            act.strip_prefix(id)
                .is_some_and(|rest| rest.starts_with(['-', ':']))
        };
        self.pressed()
            .is_some_and(|act| moved(&act) || within(&act))
    }

    /// The items by number in their order, as the form had them and its button changed them; the one that is new.
    fn numbers(&self, name: &str, known: usize) -> (Vec<usize>, Option<usize>) {
        let sent = self
            .was_sent(name)
            .then(|| self.answer(name).unwrap_or_default().to_owned());
        let mut numbers: Vec<usize> = match sent {
            None => (0..known).collect(),
            Some(text) => {
                let mut seen = BTreeSet::new();
                let read = text
                    .split_whitespace()
                    .filter_map(|number| number.parse().ok());
                read.filter(|number| *number < 1_000_000 && seen.insert(*number))
                    .take(MOST)
                    .collect()
            }
        };
        let list = self.full(name);
        let pressed = self.pressed().filter(|_| !self.fresh).unwrap_or_default();
        let Some(act) = pressed
            .strip_prefix(&list)
            .and_then(|rest| rest.strip_prefix(':'))
        else {
            return (numbers, None);
        };
        if act == "add" && numbers.len() < MOST {
            let next = numbers.iter().max().map_or(0, |last| last + 1).max(known);
            numbers.push(next);
            return (numbers, Some(next));
        }
        let (verb, number) = act.split_once(':').unwrap_or((act, ""));
        let place = number
            .parse()
            .ok()
            .and_then(|number: usize| numbers.iter().position(|own| *own == number));
        match (verb, place) {
            ("up", Some(place)) if place > 0 => numbers.swap(place, place - 1),
            ("down", Some(place)) if place + 1 < numbers.len() => numbers.swap(place, place + 1),
            ("remove", Some(place)) => drop(numbers.remove(place)),
            _ => {}
        }
        (numbers, None)
    }

    /// A choice of kinds, each with boxes of its own: another kind than the rules have begins empty.
    pub fn kind<K, T>(
        &mut self,
        field: Field,
        own: &mut T,
        kinds: Vec<(K, String)>,
        other: String,
        of: impl Fn(&T) -> K,
        empty: impl Fn(K) -> T,
    ) -> K
    where
        K: Serialize + DeserializeOwned + PartialEq + Clone,
    {
        let (name, mut kind) = (field.name.clone(), of(own));
        self.choose(field, &mut kind, kinds, other);
        if kind != of(own) {
            *own = empty(kind.clone());
        }
        self.show_for(&name);
        kind
    }

    /// Fields that few need, folded while `says` is false, unless something is wrong or was just done in them.
    pub fn fold(&mut self, name: &str, legend: String, says: bool, show: impl FnOnce(&mut Self)) {
        let before = self.problems.len();
        self.nest(|sheet| {
            show(sheet);
            let pressed = sheet.pressed().unwrap_or_default();
            let mut inside = sheet.open.last().into_iter().flatten();
            let acted = inside.any(|block| block.holds(&pressed));
            let open = says || acted || sheet.problems.len() > before;
            let id = sheet.full(name);
            let (note, acts, blocks) = (String::new(), Vec::new(), Vec::new());
            Nest {
                kind: NestKind::Fold { open },
                id,
                legend,
                note,
                acts,
                blocks,
            }
        });
    }
}
