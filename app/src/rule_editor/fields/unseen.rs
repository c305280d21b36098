//! Boxes that a choice has only just called for: nobody has seen them yet. They are shown before anything is read from
//! them, and nothing in them is wrong so far.

use super::{
    blocks::{Act, Block},
    sheet::RuleForm,
};
use std::collections::BTreeSet;

/// What the form that was sent did not have on its page.
#[derive(Default)]
pub(super) struct Unseen {
    /// Choices that have changed since the page was laid out, and the prefix of the boxes that each calls for.
    choices: Vec<(String, String)>,
    /// The first of them that calls for a box which was not there.
    pub choice: Option<String>,
    /// Such boxes in which something is missing.
    pub boxes: BTreeSet<String>,
}

impl RuleForm {
    /// Which boxes follow depends on the choice in `field`: this button shows those of another choice, and saves nothing.
    pub fn show_for(&mut self, field: &str) {
        let shown = format!("{field}-shown");
        let chosen = self.value_of(field);
        if self.was_sent(&shown) && self.answer(&shown) != Some(chosen.as_str()) {
            let call = (self.full(field), self.named(""));
            self.unseen.choices.push(call);
        }
        self.carry(&shown, &chosen);
        let (value, to) = (format!("{}:show", self.place()), self.full(field));
        let show = Act {
            value,
            label: t!("act-show-kind"),
            about: String::new(),
            to,
        };
        self.push(Block::Showing(show));
    }

    /// Whether a choice has only just called for this box, which was not on the page that was sent; noted once.
    pub(super) fn note_unseen(&mut self, name: &str) -> bool {
        if self.answer(name).is_none() || self.was_sent(name) {
            return false;
        }
        let name = self.named(name);
        let mut choices = self.unseen.choices.iter().rev();
        let Some((choice, _)) = choices.find(|(_, prefix)| name.starts_with(prefix)) else {
            return false;
        };
        self.unseen.choice.get_or_insert(choice.clone());
        true
    }
}
