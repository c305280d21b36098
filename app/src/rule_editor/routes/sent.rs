//! The form of a part as it was sent, and what it makes of the rules.

use crate::{
    platform::form::Typed,
    rule_editor::{
        families,
        fields::{ACT, FormLayout},
        mends,
        views::findings::MEND,
    },
    ui::reader::Reader,
};
use domain::{
    FieldProblem,
    rules::{Part, RuleDocument},
};

/// What asks for something else than storing.
pub(super) enum Asks {
    /// The rules as they were typed, checked but not saved.
    Check,
    /// A button rearranged the form.
    Rearrange,
    /// A choice calls for boxes that were not on the page: they are shown before anything is read from them.
    Unseen,
    /// Something cannot be read.
    Wrong,
}

pub(super) struct Sent {
    pub typed: Typed,
    pub after: RuleDocument,
    /// `None`: what was typed is the JSON.
    pub laid: Option<FormLayout>,
    pub problems: Vec<FieldProblem>,
    /// It asked for the change of a finding, which is made.
    pub mended: bool,
}

impl Sent {
    /// What is wrong with it is said in words, and so it is read for a reader.
    pub fn read(_: &Reader, rules: &RuleDocument, part: Part, typed: Typed) -> Sent {
        let typed = with_form(rules, part, typed);
        if !as_json(&typed)
            && let Some((after, laid)) = families::read(rules, part, &typed)
        {
            let problems = laid.form.problems.clone();
            return Sent {
                typed,
                after,
                laid: Some(laid),
                problems,
                mended: false,
            };
        }
        let (after, problems) = match families::read_json(rules, part, &typed) {
            Ok(after) => (after, Vec::new()),
            Err(problem) => (rules.clone(), vec![problem]),
        };
        Sent {
            typed,
            after,
            laid: None,
            problems,
            mended: false,
        }
    }

    /// What the form asks for; `None`: to be stored, with the change of a finding where it asked for one.
    pub fn asks(&mut self) -> Option<Asks> {
        if !self.problems.is_empty() {
            return Some(Asks::Wrong);
        }
        if self.laid.as_ref().is_some_and(|laid| laid.unseen.is_some()) {
            return Some(Asks::Unseen);
        }
        let key = self.typed.get(MEND).to_owned();
        if !key.is_empty() {
            return self.mend(&key);
        }
        if self.laid.is_some() && self.typed.is_checked(ACT) {
            return Some(Asks::Rearrange);
        }
        self.typed.is_checked("check").then_some(Asks::Check)
    }

    /// Makes the change of a finding in the rules as they were typed. One that is not found there is shown as it is now.
    fn mend(&mut self, key: &str) -> Option<Asks> {
        match mends::by_key(&self.after, key) {
            Some(mend) => {
                self.after = mend.after;
                self.mended = true;
                None
            }
            None => Some(Asks::Check),
        }
    }
}

/// A button outside the form sends the form as it stands in the rules.
fn with_form(rules: &RuleDocument, part: Part, typed: Typed) -> Typed {
    let outside = |(name, _): &(String, String)| matches!(name.as_str(), ACT | "revision");
    if !typed.is_checked(ACT) || !typed.pairs().iter().all(outside) {
        return typed;
    }
    let laid = families::lay_out(rules, part);
    let mut whole = laid.map(|laid| laid.form.typed).unwrap_or_default();
    for (name, value) in typed.pairs() {
        whole.set(name, value.clone());
    }
    whole
}

fn as_json(typed: &Typed) -> bool {
    typed.get("as") == families::JSON
}
