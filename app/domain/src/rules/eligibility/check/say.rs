//! The lines of a check, as sentences.

use super::{CheckLine, CheckResult, Checked, CheckedPart};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::engine::not_judged as not_judged_for;
use crate::rules::say::{
    BODY_DECIDES, Said, aside, cited, clauses, listed, phrase, said, say, sentence,
};
use crate::text::Lang;

impl CheckResult {
    pub fn say(self, lang: Lang) -> &'static str {
        let said: Said = match self {
            CheckResult::Holds => said("符合", "holds"),
            CheckResult::Fails => said("不符合", "does not hold"),
            CheckResult::Declared => said("按承诺符合", "holds on their word"),
            CheckResult::Open => said("缺事实，未定", "open: a fact is missing"),
            CheckResult::Body => BODY_DECIDES,
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
        let missing = self.missing.iter();
        let missing = missing.map(|key| cited(&words::fact(doc, key, lang)));
        let through = self
            .through
            .map(|own| say!(lang, "经放宽条件{own}", "through {own}"));
        let said = phrase(
            [
                self.result.say(lang).to_owned(),
                listed(missing, lang),
                through.unwrap_or_default(),
            ],
            lang,
        );
        let facts = aside(&self.facts_in_words(doc, lang), lang);
        say!(lang, "{title}：{said}{facts}。", "{title}: {said}{facts}.")
    }

    /// The facts that were read and had an answer.
    pub fn facts_in_words(&self, doc: &RuleDocument, lang: Lang) -> String {
        let answered = self.facts.iter().filter_map(|read| {
            let kind = doc.fact(&read.fact).map(|def| &def.kind);
            let value = words::value(doc, kind, read.value.as_ref()?, lang);
            let name = words::fact(doc, &read.fact, lang);
            Some(say!(lang, "{name}：{value}", "{name}: {value}"))
        });
        clauses(answered, lang)
    }
}

impl Checked {
    /// One sentence for each fact for want of which something was not judged.
    pub fn say_not_judged(&self, doc: &RuleDocument, lang: Lang) -> Vec<String> {
        let not_judged = self.not_judged.iter();
        not_judged
            .map(|key| sentence([not_judged_for(doc, key, lang)], lang))
            .collect()
    }
}
