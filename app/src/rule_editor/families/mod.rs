//! The rules in forms, one for each part. Whatever a part says has its field; the JSON of a part is for those who prefer it.

mod application;
mod bonus;
mod bonus_points;
mod facts;
mod hire;
mod interview;
mod lines;
mod notes;
mod places;
mod post_lines;
mod process;
mod quota;
mod requirements;
mod scores;
mod selection;
mod steps;
mod variants;

use super::fields::{Laid, sheet::Sheet};
use crate::platform::form::{Filled, Typed};
use domain::{
    FieldProblem, Problem,
    rules::{BadDocument, Lang, Part, RuleDocument},
};

/// The form of a part with what the rules say now; `None` where a part is edited as JSON only.
pub fn lay_out(doc: &RuleDocument, part: Part) -> Option<Laid> {
    let mut sheet = Sheet::new(None);
    fill(&mut sheet, part, &mut doc.clone()).then(|| sheet.laid())
}

/// The rules with what was typed, and the form as it was typed with everything that is wrong.
pub fn read(doc: &RuleDocument, part: Part, typed: &Typed) -> Option<(RuleDocument, Laid)> {
    let (mut sheet, mut after) = (Sheet::new(Some(typed)), doc.clone());
    fill(&mut sheet, part, &mut after).then(|| (after, sheet.laid()))
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
pub fn json_form(doc: &RuleDocument, part: Part) -> Option<Filled> {
    let text = part.to_json(doc)?;
    Some(Filled::fresh(Typed::from([(JSON, text.as_str())])))
}

fn fill(sheet: &mut Sheet, part: Part, doc: &mut RuleDocument) -> bool {
    match part {
        Part::Posts => places::posts(sheet, doc),
        Part::Eligibility => requirements::eligibility(sheet, doc),
        Part::Exclusions => requirements::exclusions(sheet, doc),
        Part::Facts => facts::facts(sheet, doc),
        Part::Application => application::application(sheet, doc),
        Part::Opening => selection::opening(sheet, doc),
        Part::Written => scores::written(sheet, doc),
        Part::Bonus => bonus::bonus(sheet, doc),
        Part::Shortlist => selection::shortlist(sheet, doc),
        Part::Interview => interview::interview(sheet, doc),
        Part::Tests => scores::tests(sheet, doc),
        Part::Total => scores::total(sheet, doc),
        Part::Ties => selection::ties(sheet, doc),
        Part::Substitution => steps::substitution(sheet, doc),
        Part::Physical => steps::physical(sheet, doc),
        Part::Publication => process::publication(sheet, doc),
        Part::Hire => hire::hire(sheet, doc),
        Part::Variants => variants::variants(sheet, doc),
        Part::Decisions => hire::decisions(sheet, doc),
        Part::Notes => notes::notes(sheet, doc),
        Part::All => return false,
    }
    true
}
