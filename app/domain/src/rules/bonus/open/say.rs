//! What an item gives a person and what they must hand in, as a sentence.

use crate::rules::bonus::BonusItem;
use crate::rules::bonus::worth::Worth;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::say::{Said, said};
use crate::text::Lang;
use crate::time::Moment;

const AS_FIT: Said = said("分值由主管部门确定", "a body gives the points");

pub(super) fn open_item(
    doc: &RuleDocument,
    item: &BonusItem,
    worth: &Worth,
    evidence_by: Option<Moment>,
    lang: Lang,
) -> String {
    let mut parts = vec![gives(doc, worth, lang)];
    parts.extend(evidence(item, evidence_by, lang));
    let name = item.name.in_lang(lang);
    match lang {
        Lang::Zh => format!("{name}：{}。", parts.join("，")),
        Lang::En => format!("{name}: {}.", parts.join("; ")),
    }
}

fn gives(doc: &RuleDocument, worth: &Worth, lang: Lang) -> String {
    match worth {
        Worth::Body => AS_FIT.in_lang(lang).to_owned(),
        Worth::Points(points) => match lang {
            Lang::Zh => format!("可加{points}分"),
            Lang::En => format!("worth {points} points"),
        },
        Worth::Missing(facts) => {
            let names = facts
                .iter()
                .map(|fact| words::quoted(&words::fact(doc, fact, lang), lang));
            let names = words::listed(names.collect::<Vec<_>>(), lang);
            match lang {
                Lang::Zh => format!("填了{names}才能算分"),
                Lang::En => format!("the points depend on {names}"),
            }
        }
    }
}

fn evidence(item: &BonusItem, by: Option<Moment>, lang: Lang) -> Option<String> {
    let paper = item.evidence.as_ref().map(|paper| paper.in_lang(lang));
    let by = by.map(|by| crate::rules::say::moment(by, lang));
    Some(match (paper, by, lang) {
        (None, None, _) => return None,
        (Some(paper), Some(by), Lang::Zh) => format!("请在{by}前交{paper}"),
        (Some(paper), Some(by), Lang::En) => format!("hand in {paper} by {by}"),
        (Some(paper), None, Lang::Zh) => format!("需要{paper}"),
        (Some(paper), None, Lang::En) => format!("needs {paper}"),
        (None, Some(by), Lang::Zh) => format!("证明材料请在{by}前交"),
        (None, Some(by), Lang::En) => format!("hand in the evidence by {by}"),
    })
}
