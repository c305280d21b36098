//! What a run answers, in sentences: to the person, and about others in the lists of an office.

mod faults;
mod pending;
mod problems;
mod seen;

pub(crate) use seen::not_judged;

use super::outcome::Outcome;
use super::status::{OutBy, Status, Step};
use crate::rules::codes::{PostCode, StageCode};
use crate::rules::document::RuleDocument;
use crate::rules::names::{self, TOTAL_CODE};
use crate::rules::say::{aside, inline, listed, say};
use crate::text::Lang;

/// The name of the person with this number, where somebody knows it.
pub type PeopleNames<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What sentences are made of beside figures: the names that a document gives to its codes, and those that an office
/// knows people by.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    doc: &'a RuleDocument,
    steps: &'a [StageCode],
    people: Option<PeopleNames<'a>>,
}

impl<'a> Names<'a> {
    /// For what an outcome says.
    pub fn new(doc: &'a RuleDocument, outcome: &'a Outcome) -> Self {
        Names {
            doc,
            steps: &outcome.steps,
            people: None,
        }
    }

    /// For what is wrong before there is an outcome.
    pub fn of_rules(doc: &'a RuleDocument) -> Self {
        Names {
            doc,
            steps: &[],
            people: None,
        }
    }

    /// With the names of people, by their numbers.
    #[must_use]
    pub fn with_people(self, people: PeopleNames<'a>) -> Self {
        let people = Some(people);
        Names { people, ..self }
    }

    /// A step of the course, as it stands in the middle of a sentence.
    pub fn step(&self, step: Step, lang: Lang) -> String {
        let code = self.steps.get(usize::from(step.0));
        code.map_or_else(String::new, |code| self.stage(code, lang))
    }

    fn is_total(&self, step: Step) -> bool {
        let code = self.steps.get(usize::from(step.0));
        code.is_some_and(|code| code.as_str() == TOTAL_CODE)
    }

    /// Whether people sit papers at this step.
    fn has_papers(&self, step: Step) -> bool {
        let code = self.steps.get(usize::from(step.0));
        code.is_some_and(|code| names::has_papers(self.doc, code))
    }

    fn stage(&self, code: &StageCode, lang: Lang) -> String {
        inline(&names::step(self.doc, code, lang))
    }

    /// A post by its name and its code, as the table prints it.
    fn post(&self, code: &PostCode, lang: Lang) -> String {
        match self.doc.post(code).map(|post| post.name.in_lang(lang)) {
            Some(name) if name != code.as_str() => {
                format!("{name}{}", aside(code.as_str(), lang))
            }
            _ => code.to_string(),
        }
    }

    fn posts(&self, codes: &[PostCode], lang: Lang) -> String {
        listed(codes.iter().map(|code| self.post(code, lang)), lang)
    }

    /// `26032800412 张某某`
    fn person(&self, number: &str) -> String {
        match self.people.and_then(|name| name(number)) {
            Some(name) => format!("{number} {name}"),
            None => number.to_owned(),
        }
    }

    fn people(&self, numbers: &[String], lang: Lang) -> String {
        listed(numbers.iter().map(|number| self.person(number)), lang)
    }
}

impl Status {
    /// To the person: the outcome first.
    pub fn say(self, names: Names, lang: Lang) -> String {
        let at = |step| names.step(step, lang);
        match self {
            Status::NotAdmitted => say!(
                lang,
                "报名没有通过审查",
                "Your application has not been accepted"
            ),
            Status::Pending => say!(
                lang,
                "能不能参加还没有定：缺材料，或者要等决定",
                "Whether you take part is not decided yet: something is missing, or a body decides"
            ),
            Status::Admitted => say!(lang, "你可以参加考试", "You may take part"),
            Status::Cancelled => say!(
                lang,
                "岗位人数不够，已取消",
                "The post was cancelled: too few people"
            ),
            Status::Blocked(step) if names.is_total(step) => say!(
                lang,
                "总成绩还不能排名：有成绩没到齐，或者有事要等决定",
                "Totals cannot be ranked yet: a mark is missing, or something is not decided"
            ),
            Status::Blocked(step) => {
                let step = at(step);
                say!(
                    lang,
                    "{step}的结果还没有出：有成绩没到齐，或者有事要等决定",
                    "The {step} has no result yet: a mark is missing, or something is not decided"
                )
            }
            Status::Held(step) => {
                let step = at(step);
                say!(
                    lang,
                    "末位同分或者人比名额多，{step}的名单要等决定",
                    "Level on the last place, or more people than places: the list of the {step} awaits a decision"
                )
            }
            Status::Called(step) => {
                let step = at(step);
                say!(lang, "你进入{step}", "You go on to the {step}")
            }
            Status::Substitute(step, place) => {
                let step = at(step);
                say!(
                    lang,
                    "没有进入{step}，递补排第{place}，有人退出时可以递补",
                    "Not called to the {step}; you are substitute {place} and may be called up"
                )
            }
            Status::Out(step, by) => by.say(&at(step), names.is_total(step), lang),
            Status::Hired => say!(lang, "你被聘用", "You are hired"),
            Status::Reserve => say!(lang, "你进入储备名单", "You are on the reserve list"),
        }
    }

    /// About somebody else, in a few words: for the lists of staff.
    pub fn label(self, names: Names, lang: Lang) -> String {
        let at = |step| names.step(step, lang);
        match self {
            Status::NotAdmitted => say!(lang, "没有通过审查", "not accepted"),
            Status::Pending => say!(lang, "能否参加待定", "not decided"),
            Status::Admitted => say!(lang, "可以参加考试", "may take part"),
            Status::Cancelled => say!(lang, "岗位取消", "post cancelled"),
            Status::Blocked(step) => {
                let step = at(step);
                say!(lang, "{step}结果没出", "{step}: no result yet")
            }
            Status::Held(step) => {
                let step = at(step);
                say!(lang, "{step}名单待定", "{step}: list not decided")
            }
            Status::Called(step) => {
                let step = at(step);
                say!(lang, "进入{step}", "called to the {step}")
            }
            Status::Substitute(step, place) => {
                let step = at(step);
                say!(lang, "{step}递补第{place}", "{step}: substitute {place}")
            }
            Status::Out(step, OutBy::Absent) if names.has_papers(step) => {
                let step = at(step);
                say!(lang, "{step}缺考", "absent: {step}")
            }
            Status::Out(step, by) => by.label(&at(step), lang),
            Status::Hired => say!(lang, "聘用", "hired"),
            Status::Reserve => say!(lang, "储备", "reserve"),
        }
    }
}

impl OutBy {
    fn say(self, step: &str, total: bool, lang: Lang) -> String {
        match self {
            OutBy::Absent => say!(lang, "你没有参加{step}", "You did not come to the {step}"),
            OutBy::Violation => say!(
                lang,
                "{step}违纪，成绩无效",
                "Violation in the {step}: the score is void"
            ),
            OutBy::BelowLine if total => say!(
                lang,
                "总成绩没有达到合格线",
                "Your total is below the pass line"
            ),
            OutBy::BelowLine => say!(
                lang,
                "{step}没有达到合格线",
                "Below the pass line of the {step}"
            ),
            OutBy::NotCalled => say!(lang, "没有进入{step}", "You are not called to the {step}"),
            OutBy::Failed => say!(lang, "{step}没有合格", "You did not pass the {step}"),
            OutBy::Left => say!(
                lang,
                "你在{step}退出，或被取消资格",
                "You left at the {step}, or were disqualified"
            ),
        }
    }

    /// In a few words, with the step.
    fn label(self, step: &str, lang: Lang) -> String {
        let why = self.brief(lang);
        match self {
            OutBy::NotCalled => say!(lang, "没有进入{step}", "{why}: {step}"),
            _ => say!(lang, "{step}{why}", "{why}: {step}"),
        }
    }

    /// Why, without the step: for filters and counts.
    pub fn brief(self, lang: Lang) -> String {
        match self {
            OutBy::Absent => say!(lang, "缺席", "absent"),
            OutBy::Violation => say!(lang, "违纪", "violation"),
            OutBy::BelowLine => say!(lang, "没有达线", "below the line"),
            OutBy::NotCalled => say!(lang, "没有入围", "not called"),
            OutBy::Failed => say!(lang, "不合格", "failed"),
            OutBy::Left => say!(lang, "退出", "left"),
        }
    }
}
