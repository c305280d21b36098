//! What a finding of the check asks for, where there is one obvious way to give it: exactly this change is made by one
//! click, and the earlier version is the way back.

mod ages;
mod codes;
mod pieces;
mod questions;

use domain::rules::{LintFinding, Part, RuleDocument, lint};
use serde_json::Value as Json;

/// One change that answers a finding.
pub struct Mend {
    /// What the button says: what will be changed, with the new value in it.
    pub label: String,
    /// The part in which the finding stands.
    pub part: Part,
    pub after: RuleDocument,
}

/// The rules as JSON, and a finding in them with its facts.
struct Ground {
    rules: Json,
    found: Json,
    path: String,
}

/// The change that a finding has; none where somebody has to think first.
pub fn of(doc: &RuleDocument, finding: &LintFinding) -> Option<Mend> {
    let found = serde_json::to_value(finding).ok()?;
    let rules = serde_json::to_value(doc).ok()?;
    let path = finding.path.clone();
    let mut ground = Ground { rules, found, path };
    let label = ground.mend()?;
    let after = RuleDocument::from_json(ground.rules.to_string().as_bytes()).ok()?;
    let part = Part::of_place(&finding.path);
    (after != *doc).then_some(Mend { label, part, after })
}

/// The finding as a button names it. The rules that it is about may have changed since: it is found anew, or it is gone.
pub fn key(finding: &LintFinding) -> String {
    serde_json::to_string(finding).unwrap_or_default()
}

/// The change of the finding with this key; none where the check does not find it in these rules.
pub fn by_key(doc: &RuleDocument, key: &str) -> Option<Mend> {
    let findings = lint(doc);
    let finding = findings.iter().find(|finding| self::key(finding) == key)?;
    of(doc, finding)
}

impl Ground {
    fn mend(&mut self) -> Option<String> {
        match self.fact("code")?.as_str() {
            "duplicate_code" => codes::second(self),
            "empty_code" => codes::empty(self),
            "unknown_code" => codes::nearest(self),
            "unused_facts" => questions::unread(self),
            "nothing_to_choose" => questions::unanswerable(self),
            "reserved_fact" => questions::of_the_id_number(self),
            "means_twice" => questions::known_once(self),
            "stated_age_without_window" => ages::dates(self),
            "bound_missing" | "empty_branches" => pieces::empty_row(self),
            "midnight_moment" => pieces::next_day(self),
            "case_never_reached" | "key_twice" | "test_never_used" | "empty_group"
            | "last_stage_cuts" => pieces::remove(self),
            "variant_covers_nothing" => pieces::remove_owner(self),
            "by_without_gives" => pieces::remove_field(self, "by"),
            _ => None,
        }
    }

    /// A fact of the finding that is one word.
    fn fact(&self, name: &str) -> Option<String> {
        self.found.get(name)?.as_str().map(str::to_owned)
    }

    fn at(&self, path: &str) -> Option<&Json> {
        self.rules.pointer(path)
    }

    fn at_mut(&mut self, path: &str) -> Option<&mut Json> {
        self.rules.pointer_mut(path)
    }

    /// Takes away the entry or field at this place.
    fn take(&mut self, path: &str) -> Option<Json> {
        let (owner, step) = path.rsplit_once('/')?;
        match self.at_mut(owner)? {
            Json::Array(list) => {
                let index = step.parse().ok().filter(|index| *index < list.len())?;
                Some(list.remove(index))
            }
            Json::Object(fields) => fields.remove(step),
            _ => None,
        }
    }
}

/// A text of the rules in the language of the page.
fn said(text: &Json) -> Option<String> {
    let text: domain::rules::Bilingual = serde_json::from_value(text.clone()).ok()?;
    Some(text.in_lang(crate::ui::lang::current()).to_owned())
}
