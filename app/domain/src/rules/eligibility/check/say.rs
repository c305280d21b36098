//! The lines of a check, as sentences.

use super::{CheckLine, CheckResult, Checked, CheckedPart};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::say::{Said, said};
use crate::text::Lang;

impl CheckResult {
    pub fn say(self, lang: Lang) -> &'static str {
        let said: Said = match self {
            CheckResult::Holds => said("符合", "holds"),
            CheckResult::Fails => said("不符合", "does not hold"),
            CheckResult::Declared => said("按承诺符合", "holds on their word"),
            CheckResult::Open => said("缺事实，未定", "open: a fact is missing"),
            CheckResult::Body => said("需由主管部门认定", "a body decides"),
            CheckResult::Background => said("留待考察核实", "left to the background check"),
            CheckResult::NotJudged => said("没有列，未判断", "not judged: no column"),
        };
        said.in_lang(lang)
    }
}

impl CheckLine<'_> {
    /// The name of the demand or item, the result, and the facts it rests on.
    pub fn say(&self, doc: &RuleDocument, lang: Lang) -> String {
        let title = match &self.about {
            CheckedPart::Demand(finding) => finding.title.in_lang(lang),
            CheckedPart::Bonus(_, name) => name.in_lang(lang),
        };
        let mut said = vec![self.result.say(lang).to_owned()];
        if !self.missing.is_empty() {
            let names = self.missing.iter();
            let names = names.map(|key| words::quoted(&words::fact(doc, key, lang), lang));
            said.push(words::listed(names, lang));
        }
        if let Some(relaxation) = self.through {
            said.push(match lang {
                Lang::Zh => format!("经放宽条件{relaxation}"),
                Lang::En => format!("through {relaxation}"),
            });
        }
        let facts = self.facts_in_words(doc, lang);
        let said = said.join(comma(lang));
        match (lang, facts.is_empty()) {
            (Lang::Zh, true) => format!("{title}：{said}。"),
            (Lang::Zh, false) => format!("{title}：{said}（{facts}）。"),
            (Lang::En, true) => format!("{title}: {said}."),
            (Lang::En, false) => format!("{title}: {said} ({facts})."),
        }
    }

    /// The facts that were read and had an answer.
    pub fn facts_in_words(&self, doc: &RuleDocument, lang: Lang) -> String {
        let answered = self.facts.iter().filter_map(|read| {
            let kind = doc.fact(&read.fact).map(|def| &def.kind);
            let value = words::value(doc, kind, read.value.as_ref()?, lang);
            let name = words::fact(doc, &read.fact, lang);
            Some(match lang {
                Lang::Zh => format!("{name}：{value}"),
                Lang::En => format!("{name}: {value}"),
            })
        });
        answered
            .collect::<Vec<_>>()
            .join(said("；", "; ").in_lang(lang))
    }
}

impl Checked {
    /// One sentence for each fact for want of which something was not judged.
    pub fn say_not_judged(&self, doc: &RuleDocument, lang: Lang) -> Vec<String> {
        let not_judged = self.not_judged.iter();
        not_judged
            .map(|key| {
                let name = words::fact(doc, key, lang);
                match lang {
                    Lang::Zh => format!("没有“事实:{key}”（{name}）这一列，用到它的条件没有判断。"),
                    Lang::En => format!("Not judged: no column fact:{key} ({name})."),
                }
            })
            .collect()
    }
}

fn comma(lang: Lang) -> &'static str {
    said("，", ", ").in_lang(lang)
}
