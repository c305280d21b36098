//! Conditions in words. A requirement is said with its dates and bounds, never with an age.

use super::condition::{
    AreaOf, AreaTest, Condition, DateTest, LevelTest, NumberTest, OneOfTest, SameAreaTest,
};
use super::facts::FactKind;
use super::requirement::ExclusionKind;
use super::times::{amount, elapsed};
use super::words;
use super::words::{AT_LEAST, LESS_THAN, in_range};
use crate::rules::codes::{AreaCode, FactKey, OptionCode, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::say::{Said, either, joined, listed, said, say};
use crate::text::Lang;

/// A definition may lead to a definition; words stop where no reader would follow any more.
const MAX_NESTING: u32 = 12;

const AND: Said = said("，并且", ", and ");
const OR: Said = said("，或者", ", or ");
const THE_POST: Said = said("报考岗位", "the post");

/// What the condition asks for, as a phrase.
pub fn condition_in_words(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    phrase(doc, condition, lang, 0)
}

fn phrase(doc: &RuleDocument, condition: &Condition, lang: Lang, nesting: u32) -> String {
    if nesting > MAX_NESTING {
        return "…".to_owned();
    }
    let all = |branches: &[Condition], word: Said| {
        let said = branches.iter();
        let said = said.map(|branch| bracketed(doc, branch, lang, nesting + 1));
        joined(said, word, lang)
    };
    match condition {
        Condition::All(branches) => all(branches, AND),
        Condition::Any(branches) => all(branches, OR),
        Condition::Not(branch) => {
            let inner = phrase(doc, branch, lang, nesting + 1);
            say!(lang, "不是“{inner}”", "not: {inner}")
        }
        Condition::Yes(fact) => words::fact(doc, fact, lang),
        Condition::Date(test) => date_test(doc, test, lang),
        Condition::Number(test) => number_test(doc, test, lang),
        Condition::Level(test) => level_test(doc, test, lang),
        Condition::OneOf(test) => one_of(doc, test, lang),
        Condition::Elapsed(test) => elapsed(doc, test, lang),
        Condition::Amount(test) => amount(doc, test, lang),
        Condition::InArea(test) => in_area(doc, test, lang),
        Condition::SameArea(test) => same_area(doc, test, lang),
        Condition::Post(_)
        | Condition::Pool(_)
        | Condition::PostIn(_)
        | Condition::QualifiesFor(_) => of_post(doc, condition, lang),
        Condition::Defined(name) => {
            let mut definitions = doc.definitions.iter();
            let found = definitions.find(|definition| definition.name == *name);
            let label = found.map(|definition| definition.label.in_lang(lang));
            label.unwrap_or(name.as_str()).to_owned()
        }
    }
}

fn bracketed(doc: &RuleDocument, condition: &Condition, lang: Lang, nesting: u32) -> String {
    let said = phrase(doc, condition, lang, nesting);
    match condition {
        Condition::All(branches) | Condition::Any(branches) if branches.len() > 1 => {
            say!(lang, "（{said}）", "({said})")
        }
        _ => said,
    }
}

/// Conditions about the post applied for.
fn of_post(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    let post = |code: &PostCode| words::post(doc, code, lang);
    match condition {
        Condition::Post(codes) => {
            let posts = either(codes.iter().map(post), lang);
            say!(lang, "报考{posts}", "applying for {posts}")
        }
        Condition::Pool(codes) => {
            let name = |code| {
                let name = doc.pool(code).map(|pool| pool.name.in_lang(lang));
                name.map_or_else(|| code.to_string(), str::to_owned)
            };
            let pools = either(codes.iter().map(name), lang);
            let kind = if pools.ends_with('类') { "" } else { "类" };
            say!(
                lang,
                "报考{pools}{kind}岗位",
                "applying for a post of {pools}"
            )
        }
        Condition::PostIn(codes) => {
            let areas = areas(doc, codes, lang);
            say!(lang, "报考{areas}的岗位", "applying for a post in {areas}")
        }
        Condition::QualifiesFor(code) => {
            let post = post(code);
            say!(lang, "符合{post}的条件", "qualified for {post}")
        }
        _ => String::new(),
    }
}

fn areas(doc: &RuleDocument, codes: &[AreaCode], lang: Lang) -> String {
    let areas = codes.iter().map(|code| words::area(doc, code, lang));
    either(areas, lang)
}

fn in_area(doc: &RuleDocument, test: &AreaTest, lang: Lang) -> String {
    let fact = words::fact(doc, &test.fact, lang);
    let areas = areas(doc, &test.areas, lang);
    say!(lang, "{fact}在{areas}", "{fact} in {areas}")
}

fn same_area(doc: &RuleDocument, test: &SameAreaTest, lang: Lang) -> String {
    let other = match &test.other {
        AreaOf::Post => THE_POST.in_lang(lang).to_owned(),
        AreaOf::Fact(fact) => words::fact(doc, fact, lang),
    };
    let fact = words::fact(doc, &test.fact, lang);
    let level = words::level(test.level, lang);
    say!(
        lang,
        "{fact}与{other}同在一个{level}",
        "{fact} in the same {level} as {other}"
    )
}

fn date_test(doc: &RuleDocument, test: &DateTest, lang: Lang) -> String {
    let window = words::window(test.from, test.until, lang);
    let fact = words::fact(doc, &test.fact, lang);
    match words::is_birth_date(doc, &test.fact) {
        true => say!(lang, "{window}出生", "born {window}"),
        false => say!(lang, "{fact}在{window}", "{fact} {window}"),
    }
}

fn number_test(doc: &RuleDocument, test: &NumberTest, lang: Lang) -> String {
    let unit = match doc.fact(&test.fact).map(|def| &def.kind) {
        Some(FactKind::Number(kind)) => kind.unit.as_ref().map_or("", |unit| unit.in_lang(lang)),
        _ => "",
    };
    let bounds = [
        (test.at_least, AT_LEAST),
        (test.more_than, said("多于", "more than")),
        (test.at_most, said("不超过", "at most")),
        (test.less_than, LESS_THAN),
    ];
    let said = in_range(&bounds, unit, lang);
    let fact = words::fact(doc, &test.fact, lang);
    say!(lang, "{fact}{said}", "{fact} {said}")
}

fn level_test(doc: &RuleDocument, test: &LevelTest, lang: Lang) -> String {
    let label = |code| options(doc, &test.fact, std::slice::from_ref(code), lang);
    let fact = words::fact(doc, &test.fact, lang);
    let least = test.at_least.as_ref().map(label);
    let least = least.map(|level| say!(lang, "{level}及以上", "{level} or above"));
    let most = test.at_most.as_ref().map(label);
    let most = most.map(|level| say!(lang, "{level}及以下", "{level} or below"));
    let said = listed(least.into_iter().chain(most), lang);
    say!(lang, "{fact}{said}", "{fact}: {said}")
}

fn one_of(doc: &RuleDocument, test: &OneOfTest, lang: Lang) -> String {
    let fact = words::fact(doc, &test.fact, lang);
    let options = options(doc, &test.fact, &test.options, lang);
    say!(lang, "{fact}为{options}", "{fact}: {options}")
}

fn options(doc: &RuleDocument, fact: &FactKey, codes: &[OptionCode], lang: Lang) -> String {
    let kind = doc.fact(fact).map(|def| &def.kind);
    let labels = codes.iter().map(|code| words::option(kind, code, lang));
    either(labels, lang)
}

impl ExclusionKind {
    /// What a ground is about.
    pub(crate) const fn said(self) -> Said {
        match self {
            ExclusionKind::Criminal => said("受过刑事处罚", "criminal record"),
            ExclusionKind::PublicSecurity => said("受过治安处罚", "public-order penalty"),
            ExclusionKind::PartyDiscipline => said("受过党纪处分", "party discipline"),
            ExclusionKind::AdministrativePenalty => said("受过政务处分", "administrative penalty"),
            ExclusionKind::Investigation => said("正在被调查", "under investigation"),
            ExclusionKind::Dismissal => said("被开除或辞退", "dismissed"),
            ExclusionKind::ExamCheating => said("考试作弊", "cheating in an exam"),
            ExclusionKind::Dishonesty => said("失信", "dishonesty"),
            ExclusionKind::ServingSoldier => said("现役军人", "serving soldier"),
            ExclusionKind::Student => said("在读学生", "student"),
            ExclusionKind::InService => said("在编在岗", "in public service"),
            ExclusionKind::ServiceTerm => said("服务期未满", "service term not over"),
            ExclusionKind::Office => said("任职限制", "office held"),
            ExclusionKind::Health => said("身体条件", "health"),
            ExclusionKind::Association => said("参加被禁止的组织", "forbidden association"),
            ExclusionKind::Recusal => said("亲属回避", "kinship with a leader"),
            ExclusionKind::Other => said("其他", "other"),
        }
    }
}
