//! What nothing acts on yet is said beside its field, so that nobody is misled.

use super::sheet::RuleForm;
use crate::ui::lang;
use domain::rules::{ActsFrom, fields};

/// The words for a field of a type of the schema that is not yet carried out; nothing for one that is.
pub fn not_yet(of: &str, field: &str) -> String {
    let found = fields().find(|known| known.of == of && known.field == field);
    match found.map(|known| known.from) {
        Some(ActsFrom::Later(work)) => t!("form-later", what = work.say(lang::current())),
        Some(ActsFrom::Now) | None => String::new(),
    }
}

impl RuleForm {
    /// Says of the fields that follow that nothing acts on them yet.
    pub fn later(&mut self, of: &str, field: &str) {
        let note = not_yet(of, field);
        if !note.is_empty() {
            self.group_with(String::new(), note);
        }
    }
}
