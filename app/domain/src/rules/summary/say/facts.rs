//! The questions of the application form in sentences.

use crate::numbers::Points;
use crate::rules::eligibility::{
    ChoiceKind, FactDef, FactKind, Means, NumberKind, Proof, RowColumn, RowsKind, Topic,
    condition_in_words, words,
};
use crate::rules::say::{Said, aside, clauses, listed, phrase, said, say, sentence};
use crate::rules::{Lang, RuleDocument};

const OPTIONAL: Said = said("可以不填", "may be left blank");

pub(super) fn facts(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.facts.iter().map(|own| fact(doc, own, lang)).collect()
}

fn fact(doc: &RuleDocument, fact: &FactDef, lang: Lang) -> String {
    let (label, kind) = (fact.label.in_lang(lang), kind(doc, &fact.kind, lang));
    let hint = fact.hint.as_ref().map(|text| {
        let hint = text.in_lang(lang);
        say!(lang, "提示“{hint}”", "hint “{hint}”")
    });
    let asked = fact.asked_when.as_ref().map(|when| {
        let when = condition_in_words(doc, when, lang);
        say!(lang, "只问符合“{when}”的人", "only asked for “{when}”")
    });
    let optional = fact.optional.then(|| OPTIONAL.in_lang(lang).to_owned());
    let means = fact.means.as_ref().map(|own| means(own, lang));
    let head = say!(lang, "“{label}”：{kind}", "“{label}”: {kind}");
    sentence(
        [
            head,
            topic(fact.topic, lang),
            proof(&fact.proof, lang),
            means.unwrap_or_default(),
            asked.unwrap_or_default(),
            optional.unwrap_or_default(),
            hint.unwrap_or_default(),
        ],
        lang,
    )
}

fn kind(doc: &RuleDocument, kind: &FactKind, lang: Lang) -> String {
    match kind {
        FactKind::YesNo => say!(lang, "是或否", "yes or no"),
        FactKind::Number(own) => number(own, lang),
        FactKind::Date(own) => match own.may_be_future {
            true => say!(lang, "日期，可以是以后的", "a date, also one in the future"),
            false => say!(lang, "日期", "a date"),
        },
        FactKind::Choice(own) => {
            let options = options(own, lang);
            say!(lang, "选一项：{options}", "one of: {options}")
        }
        FactKind::Choices(own) => {
            let options = options(own, lang);
            say!(lang, "可选几项：{options}", "any of: {options}")
        }
        FactKind::Area(own) => {
            let fine = words::level(own.level, lang);
            match own.inside.as_ref().map(|code| words::area(doc, code, lang)) {
                Some(outer) => say!(lang, "{outer}的{fine}", "a {fine} of {outer}"),
                None => say!(lang, "选一个{fine}", "a {fine}"),
            }
        }
        FactKind::Text(own) => match own.longest {
            Some(most) => say!(
                lang,
                "文字，最多{most}字",
                "a text of at most {most} characters"
            ),
            None => say!(lang, "文字", "a text"),
        },
        FactKind::Rows(own) => rows(doc, own, lang),
    }
}

fn number(kind: &NumberKind, lang: Lang) -> String {
    let unit = kind.unit.as_ref().map(|unit| unit.in_lang(lang));
    let unit = aside(unit.unwrap_or_default(), lang);
    let whole = match kind.whole {
        true => say!(lang, "整数", "whole"),
        false => String::new(),
    };
    let least = kind.least.map(Points::plain);
    let least = least.map(|least| say!(lang, "不小于{least}", "at least {least}"));
    let most = kind.most.map(Points::plain);
    let most = most.map(|most| say!(lang, "不大于{most}", "at most {most}"));
    let number = say!(lang, "数目{unit}", "a number{unit}");
    phrase(
        [
            number,
            whole,
            least.unwrap_or_default(),
            most.unwrap_or_default(),
        ],
        lang,
    )
}

fn options(kind: &ChoiceKind, lang: Lang) -> String {
    let labels = kind.options.iter();
    let labels = listed(labels.map(|own| own.label.in_lang(lang).to_owned()), lang);
    match kind.ordered {
        true => say!(lang, "{labels}（由低到高）", "{labels} (from low to high)"),
        false => labels,
    }
}

fn rows(doc: &RuleDocument, kind: &RowsKind, lang: Lang) -> String {
    let columns = kind.columns.iter();
    let columns = clauses(columns.map(|own| column(doc, own, lang)), lang);
    let most = kind
        .most
        .map(|n| say!(lang, "最多{n}条", "at most {n}"))
        .unwrap_or_default();
    let most = aside(&most, lang);
    say!(
        lang,
        "可填几条{most}，每条有{columns}",
        "any number of rows{most}, each with {columns}"
    )
}

fn column(doc: &RuleDocument, column: &RowColumn, lang: Lang) -> String {
    let (label, kind) = (column.label.in_lang(lang), kind(doc, &column.kind, lang));
    let optional = column.optional.then(|| OPTIONAL.in_lang(lang).to_owned());
    let what = phrase([kind, optional.unwrap_or_default()], lang);
    format!("{label}{}", aside(&what, lang))
}

/// Under which heading a question stands.
fn topic(topic: Topic, lang: Lang) -> String {
    let heading = topic.said().in_lang(lang);
    say!(lang, "在“{heading}”栏", "under “{heading}”")
}

impl Topic {
    /// The heading.
    pub(crate) const fn said(self) -> Said {
        match self {
            Topic::Identity => said("身份", "identity"),
            Topic::Education => said("学历", "education"),
            Topic::Residence => said("户籍和住处", "residence"),
            Topic::Experience => said("经历", "experience"),
            Topic::Status => said("情况", "status"),
            Topic::Bonus => said("加分", "bonus"),
            Topic::Declaration => said("承诺", "declaration"),
        }
    }
}

fn proof(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Declared => say!(lang, "凭本人承诺", "by the person's word"),
        Proof::Document(text) => {
            let document = text.in_lang(lang);
            say!(lang, "凭{document}", "by a document: {document}")
        }
        Proof::Checked => say!(lang, "与登记核对", "checked against a register"),
        Proof::BackgroundOnly => say!(
            lang,
            "不问本人，考察时查",
            "found out by the background check"
        ),
    }
}

fn means(means: &Means, lang: Lang) -> String {
    let known = match means {
        Means::BirthDate => say!(lang, "出生日期", "the date of birth"),
        Means::Sex => say!(lang, "性别", "the sex"),
        Means::Household(fine) => {
            let fine = words::level(*fine, lang);
            say!(
                lang,
                "户籍（到{fine}）",
                "the registered household, down to the {fine}"
            )
        }
        Means::Education => say!(lang, "学历", "the education"),
        Means::Degree => say!(lang, "学位", "the degree"),
        Means::Certificate => say!(lang, "职业证书", "the certificate"),
        Means::None => return say!(lang, "平台不认识", "nothing that the platform knows"),
    };
    say!(
        lang,
        "就是平台上的{known}",
        "the platform knows it as {known}"
    )
}
