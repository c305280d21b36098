//! One description of a form for both directions: asked without anything typed it lays out the fields with what the rules
//! say now; given what was typed it also reads it back into the rules. What a form does not show is never touched.

use super::{
    blocks::{ACT, Block, FormLayout, Nest},
    unseen::Unseen,
    values::spelled,
};
use crate::platform::form::{Filled, Typed};
use domain::{FieldProblem, Problem};
use serde::Serialize;

pub struct RuleForm {
    /// The form as it was sent, with what its buttons did to it.
    pub(super) typed: Option<Typed>,
    pub(super) values: Typed,
    pub problems: Vec<FieldProblem>,
    /// The pieces that are still open, outermost first.
    pub(super) open: Vec<Vec<Block>>,
    /// What the fields of the present row are about, for their labels.
    pub(super) row: Option<String>,
    /// In front of the names of fields and pieces.
    prefix: String,
    /// This piece has just been added: nobody has typed anything into it.
    pub(super) fresh: bool,
    /// Pieces that were only just begun are left out: what is missing in them would be read as if it were the rule.
    pub(super) only_whole: bool,
    /// Why the button that was pressed could not do it.
    stopped: Option<FieldProblem>,
    pub(super) unseen: Unseen,
}

impl RuleForm {
    pub fn new(typed: Option<&Typed>) -> Self {
        RuleForm {
            typed: typed.cloned(),
            values: Typed::default(),
            problems: Vec::new(),
            open: vec![Vec::new()],
            row: None,
            prefix: String::new(),
            fresh: false,
            only_whole: false,
            stopped: None,
            unseen: Unseen::default(),
        }
    }

    /// Reads what is complete, for a check before anything is saved.
    pub fn of_whole_pieces(typed: &Typed) -> Self {
        RuleForm {
            only_whole: true,
            ..RuleForm::new(Some(typed))
        }
    }

    /// While somebody is still arranging the form, only what stopped the button is said; and nothing of boxes that nobody
    /// has seen yet.
    pub fn laid(mut self) -> FormLayout {
        let Unseen { choice, boxes, .. } = std::mem::take(&mut self.unseen);
        let is_pressed = self.pressed().is_some();
        if is_pressed {
            self.problems = self.stopped.take().into_iter().collect();
        }
        self.problems.retain(|found| !boxes.contains(&found.field));
        let unseen = choice.filter(|_| !is_pressed);
        let blocks = self.open.drain(..).flatten().collect();
        let mut typed = self.typed.unwrap_or_default();
        let sent = |name: &str| typed.pairs().iter().any(|(own, _)| own == name);
        let shown = self.values.pairs().iter().filter(|(name, _)| !sent(name));
        let shown: Vec<_> = shown.cloned().collect();
        for (name, value) in shown {
            typed.add(&name, value);
        }
        FormLayout {
            blocks,
            unseen,
            form: Filled {
                typed,
                problems: self.problems,
            },
        }
    }

    /// The button that was pressed, where it was none that saves.
    pub fn pressed(&self) -> Option<String> {
        let act = self.typed.as_ref()?.get(ACT);
        (!act.is_empty()).then(|| act.to_owned())
    }

    pub(super) fn named(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Everything inside has names of its own.
    pub fn within<T>(&mut self, prefix: &str, show: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.prefix.len();
        self.prefix.push_str(prefix);
        let shown = show(self);
        self.prefix.truncate(before);
        shown
    }

    /// The prefix of the present piece without its dash: its place on the page.
    pub fn place(&self) -> String {
        self.prefix.trim_end_matches('-').to_owned()
    }

    /// What was typed into the field; `None` when the form is only laid out.
    pub fn answer(&self, name: &str) -> Option<&str> {
        let name = self.named(name);
        self.typed
            .as_ref()
            .filter(|_| !self.fresh)
            .map(|typed| typed.trimmed(&name))
    }

    /// Everything that was typed into fields of this name, with the spaces around it.
    pub fn answers(&self, name: &str) -> Option<Vec<String>> {
        let name = self.named(name);
        let typed = self.typed.as_ref().filter(|_| !self.fresh)?;
        Some(typed.all(&name).map(str::to_owned).collect())
    }

    /// Whether the form that was sent had such a field at all.
    pub fn was_sent(&self, name: &str) -> bool {
        let name = self.named(name);
        !self.fresh
            && self
                .typed
                .as_ref()
                .is_some_and(|typed| typed.pairs().iter().any(|(own, _)| *own == name))
    }

    /// Nothing is wrong with a form into which nobody has typed yet.
    pub fn wrong(&mut self, name: &str, problem: Problem) {
        if self.typed.is_some() && !self.fresh {
            let full = self.named(name);
            if self.note_unseen(name) {
                self.unseen.boxes.insert(full.clone());
            }
            self.problems.push(FieldProblem::new(full, problem));
        }
    }

    pub fn all_wrong(&mut self, name: &str, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.wrong(name, problem);
        }
    }

    pub fn is_wrong(&self, name: &str) -> bool {
        let name = self.named(name);
        self.problems.iter().any(|problem| problem.field == name)
    }

    pub(super) fn stop(&mut self, name: &str, problem: Problem) {
        self.stopped = Some(FieldProblem::new(self.named(name), problem));
    }

    /// Another answer of the form says what stands here.
    pub fn retype(&mut self, name: &str, value: &str) {
        let name = self.named(name);
        if let Some(typed) = &mut self.typed {
            typed.set(&name, value);
        }
    }

    /// The same for a choice.
    pub fn rechoose<T: Serialize>(&mut self, name: &str, value: &T) {
        self.retype(name, &spelled(value));
    }

    /// What a button has used up.
    pub(super) fn forget(&mut self, name: &str) {
        let name = self.named(name);
        if let Some(typed) = &mut self.typed {
            typed.set(&name, "");
        }
    }

    pub fn group(&mut self, legend: String) {
        self.group_with(legend, String::new());
    }

    /// `note` stands under the heading: the notice's own words, or what the form leaves out.
    pub fn group_with(&mut self, legend: String, note: String) {
        self.push(Block::Fields {
            legend,
            note,
            items: Vec::new(),
        });
    }

    /// What comes next stands below, not beside.
    pub fn start_line(&mut self) {
        if let Some(Block::Fields { items, .. }) = self.open.last().and_then(|blocks| blocks.last())
            && !items.is_empty()
        {
            self.group(String::new());
        }
    }

    pub fn push(&mut self, block: Block) {
        if let Some(blocks) = self.open.last_mut() {
            blocks.push(block);
        }
    }

    /// A piece with everything that `show` lays out; what it is called may depend on what was read.
    pub(super) fn nest(&mut self, show: impl FnOnce(&mut Self) -> Nest) {
        self.open.push(Vec::new());
        let nest = show(self);
        let blocks = self.open.pop().unwrap_or_default();
        self.push(Block::Nest(Nest { blocks, ..nest }));
    }

    /// A section that a notice may leave out: ticked, its fields count; not ticked, the default does. What is typed below a
    /// box that was never ticked is not thrown away without a word.
    pub fn section<T: Clone + PartialEq>(
        &mut self,
        label: String,
        own: &mut Option<T>,
        default: impl FnOnce() -> T,
        show: impl FnOnce(&mut Self, &mut T),
    ) {
        let was_stated = own.is_some();
        let mut stated = was_stated;
        self.tick("stated", label, &mut stated);
        self.start_line();
        let mut value = own.take().unwrap_or_else(default);
        let (untouched, before) = (value.clone(), self.problems.len());
        show(self, &mut value);
        if !stated {
            let mut found = self.problems[before..].iter();
            let typed = found.any(|own| own.problem != Problem::Missing) || value != untouched;
            self.problems.truncate(before);
            if typed && !was_stated {
                self.wrong("stated", Problem::NotTicked);
            }
        }
        *own = stated.then_some(value);
    }
}
