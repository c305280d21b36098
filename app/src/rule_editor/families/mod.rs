//! The rules in forms, one for each part. Whatever a part says has its field; the JSON of a part is for those who prefer it.

mod after;
mod answers;
mod applying;
mod bands;
mod basics;
mod bonus;
mod bonus_points;
mod decisions;
mod definitions;
mod examples;
mod facts;
mod fees;
mod hire;
mod lists;
mod marks;
mod opening;
mod pasted;
mod places;
mod post_lines;
mod publication;
mod quota;
mod requirements;
mod reserved;
mod stages;
mod substitution;
mod texts;
mod totals;
mod tracks;
mod variants;

pub(super) use facts::sexes;

use super::fields::{FormLayout, sheet::RuleForm};
use crate::platform::form::{Filled, Typed};
use domain::{
    FieldProblem, Problem,
    rules::{BadDocument, Lang, Part, RuleDocument},
};

/// The form of a part with what the rules say now; `None` where a part is edited as JSON only.
pub fn lay_out(doc: &RuleDocument, part: Part) -> Option<FormLayout> {
    let mut sheet = RuleForm::new(None);
    fill(&mut sheet, part, &mut doc.clone()).then(|| sheet.laid())
}

/// The rules with what was typed, and the form as it was typed with everything that is wrong.
pub fn read(doc: &RuleDocument, part: Part, typed: &Typed) -> Option<(RuleDocument, FormLayout)> {
    let (mut sheet, mut after) = (RuleForm::new(Some(typed)), doc.clone());
    fill(&mut sheet, part, &mut after).then(|| (after, sheet.laid()))
}

/// The rules with what was typed so far, for a check: without pieces in which something is still missing.
pub fn read_whole(doc: &RuleDocument, part: Part, typed: &Typed) -> Option<RuleDocument> {
    let (mut sheet, mut after) = (RuleForm::of_whole_pieces(typed), doc.clone());
    fill(&mut sheet, part, &mut after).then_some(after)
}

/// The field of a part's JSON.
pub const JSON: &str = "json";

/// The rules with the typed JSON of one part.
///
/// # Errors
/// Text that is no JSON of this part, beside its field.
pub fn read_json(
    doc: &RuleDocument,
    part: Part,
    typed: &Typed,
) -> Result<RuleDocument, FieldProblem> {
    part.replaced(doc, typed.get(JSON))
        .map_err(|why| FieldProblem::new(JSON, unreadable(&why)))
}

fn unreadable(why: &BadDocument) -> Problem {
    Problem::Answer {
        zh: why.say(Lang::Zh),
        en: why.say(Lang::En),
    }
}

/// The JSON of a part as a form.
pub fn json_form(doc: &RuleDocument, part: Part) -> Filled {
    Filled::fresh(Typed::from([(JSON, part.to_json(doc).as_str())]))
}

fn fill(sheet: &mut RuleForm, part: Part, doc: &mut RuleDocument) -> bool {
    match part {
        Part::Basics => basics::basics(sheet, doc),
        Part::Areas => places::areas(sheet, doc),
        Part::Pools => places::pools(sheet, doc),
        Part::Posts => places::posts(sheet, doc),
        Part::Facts => facts::facts(sheet, doc),
        Part::Definitions => definitions::definitions(sheet, doc),
        Part::Eligibility => requirements::eligibility(sheet, doc),
        Part::Exclusions => requirements::exclusions(sheet, doc),
        Part::Applying => applying::applying(sheet, doc),
        Part::Tracks => tracks::tracks(sheet, doc),
        Part::Opening => opening::opening(sheet, doc),
        Part::Bonus => bonus::bonus(sheet, doc),
        Part::Stages => stages::stages(sheet, doc),
        Part::Total => totals::total(sheet, doc),
        Part::After => after::after(sheet, doc),
        Part::Publication => publication::publication(sheet, doc),
        Part::Variants => variants::variants(sheet, doc),
        Part::Decisions => decisions::decisions(sheet, doc),
        Part::Examples => examples::examples(sheet, doc),
        Part::Notes => texts::notes(sheet, doc),
        Part::Marks => marks::marks(sheet, doc),
        Part::All => return false,
    }
    true
}
