//! What an item gives a person and what they must hand in, as a sentence.

use crate::rules::bonus::BonusItem;
use crate::rules::bonus::worth::Worth;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::say::{cited, listed, moment, say};
use crate::text::Lang;
use crate::time::Moment;

pub(super) fn open_item(
    doc: &RuleDocument,
    item: &BonusItem,
    worth: &Worth,
    evidence_by: Option<Moment>,
    lang: Lang,
) -> String {
    let (name, gives) = (item.name.in_lang(lang), gives(doc, worth, lang));
    let evidence = evidence(item, evidence_by, lang);
    match evidence.is_empty() {
        true => say!(lang, "{name}：{gives}。", "{name}: {gives}."),
        false => say!(
            lang,
            "{name}：{gives}，{evidence}。",
            "{name}: {gives}; {evidence}."
        ),
    }
}

fn gives(doc: &RuleDocument, worth: &Worth, lang: Lang) -> String {
    match worth {
        Worth::Body => say!(lang, "分值由领导小组决定", "a body gives the points"),
        Worth::Points(points) => say!(lang, "可加{points}分", "worth {points} points"),
        Worth::Missing(facts) => {
            let names = facts.iter();
            let names = names.map(|fact| cited(&words::fact(doc, fact, lang)));
            let names = listed(names, lang);
            say!(lang, "填了{names}才能算分", "the points depend on {names}")
        }
    }
}

fn evidence(item: &BonusItem, by: Option<Moment>, lang: Lang) -> String {
    let paper = item.evidence.as_ref().map(|paper| paper.in_lang(lang));
    let by = by.map(|by| moment(by, lang));
    match (paper, by) {
        (None, None) => String::new(),
        (Some(paper), Some(by)) => {
            say!(lang, "请在{by}前交{paper}", "hand in {paper} by {by}")
        }
        (Some(paper), None) => say!(lang, "需要{paper}", "needs {paper}"),
        (None, Some(by)) => say!(lang, "证明材料请在{by}前交", "hand in the evidence by {by}"),
    }
}
