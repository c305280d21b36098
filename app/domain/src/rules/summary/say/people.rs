//! Conditions, relaxations and exclusions in sentences.

use crate::rules::eligibility::{
    Exclusion, ExclusionKind, ExclusionPeriod, Instead, Relaxation, Requirement, StatedAge,
    condition_in_words,
};
use crate::rules::names;
use crate::rules::say::{counted, date, phrase, quoted, say, sentence};
use crate::rules::{Lang, RuleDocument, Scope};

pub(super) fn definitions(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let said = doc.definitions.iter().map(|definition| {
        let label = definition.label.in_lang(lang);
        let what = condition_in_words(doc, &definition.condition, lang);
        sentence([say!(lang, "“{label}”：{what}", "“{label}”: {what}")], lang)
    });
    said.collect()
}

/// Requirements, and their relaxations after them.
pub(super) fn requirements(doc: &RuleDocument, all: &[Requirement], lang: Lang) -> Vec<String> {
    let said = all.iter().flat_map(|own| {
        let title = own.title.in_lang(lang);
        let eased = own.relaxations.iter();
        let eased = eased.map(move |eased| relaxation(doc, title, eased, lang));
        std::iter::once(requirement(doc, own, lang)).chain(eased)
    });
    said.collect()
}

fn requirement(doc: &RuleDocument, own: &Requirement, lang: Lang) -> String {
    let title = own.title.in_lang(lang);
    let what = condition_in_words(doc, &own.condition, lang);
    sentence(
        [
            say!(lang, "{title}：{what}", "{title}: {what}"),
            stated_age(own.stated_age.as_ref(), lang),
            only(doc, &own.scope, lang),
            quoted(own.clause.as_ref(), lang),
        ],
        lang,
    )
}

fn relaxation(doc: &RuleDocument, title: &str, own: &Relaxation, lang: Lang) -> String {
    let who = condition_in_words(doc, &own.who, lang);
    let instead = match &own.instead {
        Instead::Condition(condition) => {
            let what = condition_in_words(doc, condition, lang);
            say!(lang, "改为{what}", "{what} instead")
        }
        Instead::NoneNeeded => say!(lang, "不作要求", "not needed"),
        Instead::Body => say!(lang, "由领导小组逐人决定", "a body decides for each person"),
    };
    sentence(
        [
            say!(
                lang,
                "{title}放宽：符合“{who}”的，{instead}",
                "{title}, relaxed for “{who}”: {instead}"
            ),
            stated_age(own.stated_age.as_ref(), lang),
            only(doc, &own.scope, lang),
            quoted(Some(&own.clause), lang),
        ],
        lang,
    )
}

/// Which posts are meant; nothing where all are.
pub(super) fn only(doc: &RuleDocument, scope: &Scope, lang: Lang) -> String {
    let posts = names::scope(doc, scope, lang);
    match posts.is_empty() {
        true => posts,
        false => say!(lang, "只限{posts}", "only {posts}"),
    }
}

fn stated_age(age: Option<&StatedAge>, lang: Lang) -> String {
    let Some(age) = age else {
        return String::new();
    };
    let youngest = age
        .youngest
        .map(|n| say!(lang, "{n}周岁以上", "{n} or older"));
    let oldest = age
        .oldest
        .map(|n| say!(lang, "{n}周岁以下", "{n} or younger"));
    let on = age.on.map(|day| {
        let day = date(day, lang);
        say!(lang, "以{day}为准", "on {day}")
    });
    let words = phrase([youngest, oldest, on].into_iter().flatten(), lang);
    say!(lang, "公告写的是{words}", "the notice says {words}")
}

pub(super) fn exclusions(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.exclusions
        .iter()
        .map(|own| exclusion(doc, own, lang))
        .collect()
}

fn exclusion(doc: &RuleDocument, own: &Exclusion, lang: Lang) -> String {
    let (kind, when) = (
        exclusion_kind(own.kind, lang),
        condition_in_words(doc, &own.when, lang),
    );
    let period = match own.period {
        ExclusionPeriod::Ever => say!(lang, "有过一次就不行", "once is enough"),
        ExclusionPeriod::Running => say!(lang, "期间不行", "while it lasts"),
        ExclusionPeriod::Years(years) => {
            let years = counted(years, "年", "year", lang);
            say!(
                lang,
                "{years}内不行",
                "for {years} before the reference date"
            )
        }
    };
    sentence(
        [
            say!(lang, "{kind}：{when}", "{kind}: {when}"),
            period,
            only(doc, &own.scope, lang),
            quoted(Some(&own.clause), lang),
        ],
        lang,
    )
}

/// What a ground is about.
fn exclusion_kind(kind: ExclusionKind, lang: Lang) -> String {
    match kind {
        ExclusionKind::Criminal => say!(lang, "受过刑事处罚", "criminal record"),
        ExclusionKind::PublicSecurity => say!(lang, "受过治安处罚", "public-order penalty"),
        ExclusionKind::PartyDiscipline => say!(lang, "受过党纪处分", "party discipline"),
        ExclusionKind::AdministrativePenalty => {
            say!(lang, "受过政务处分", "administrative penalty")
        }
        ExclusionKind::Investigation => say!(lang, "正在被调查", "under investigation"),
        ExclusionKind::Dismissal => say!(lang, "被开除或辞退", "dismissed"),
        ExclusionKind::ExamCheating => say!(lang, "考试作弊", "cheating in an exam"),
        ExclusionKind::Dishonesty => say!(lang, "失信", "dishonesty"),
        ExclusionKind::ServingSoldier => say!(lang, "现役军人", "serving soldier"),
        ExclusionKind::Student => say!(lang, "在读学生", "student"),
        ExclusionKind::InService => say!(lang, "在编在岗", "in public service"),
        ExclusionKind::ServiceTerm => say!(lang, "服务期未满", "service term not over"),
        ExclusionKind::Office => say!(lang, "任职限制", "office held"),
        ExclusionKind::Health => say!(lang, "身体条件", "health"),
        ExclusionKind::Association => say!(lang, "参加被禁止的组织", "forbidden association"),
        ExclusionKind::Recusal => say!(lang, "亲属回避", "kinship with a leader"),
        ExclusionKind::Other => say!(lang, "其他", "other"),
    }
}
