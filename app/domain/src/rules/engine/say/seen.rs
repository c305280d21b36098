//! What a run did not have, and what somebody should look at.

use super::Names;
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Missing, MissingPart, Notice};
use crate::rules::names;
use crate::rules::say::{counted, no_column, say};
use crate::text::Lang;

impl Missing {
    /// What was not recorded for whom.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        let who = of.person(&self.candidate);
        match &self.what {
            MissingPart::Paper(stage, paper) => {
                let paper = names::paper(of.doc, stage, paper, lang);
                say!(lang, "{who}：缺{paper}的分数", "{who}: no mark for {paper}")
            }
            MissingPart::Stage(stage) => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{who}：缺{stage}的分数",
                    "{who}: no marks for the {stage}"
                )
            }
            MissingPart::Event(stage, event) => {
                let event = names::event(of.doc, stage, event, lang);
                say!(lang, "{who}：缺{event}的数", "{who}: no figure for {event}")
            }
            MissingPart::ExtraTest(test) => {
                let test = names::test(of.doc, test, lang);
                say!(
                    lang,
                    "{who}：缺加试“{test}”的分数",
                    "{who}: no mark for the extra test “{test}”"
                )
            }
            MissingPart::Fact(fact) => {
                let fact = names::fact(of.doc, fact, lang);
                say!(
                    lang,
                    "{who}：没有填“{fact}”",
                    "{who}: “{fact}” is not answered"
                )
            }
        }
    }
}

/// A fact for want of which conditions were not judged.
pub(crate) fn not_judged(doc: &RuleDocument, fact: &FactKey, lang: Lang) -> String {
    let missing = no_column(&names::fact(doc, fact, lang), fact, lang);
    say!(
        lang,
        "{missing}，用到它的条件没有判断",
        "not judged: {missing}"
    )
}

impl Notice {
    /// What somebody should look at; nothing waits for it.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        match self {
            Notice::EntryDiffers { .. }
            | Notice::BonusDiffers { .. }
            | Notice::CalledDiffers { .. } => self.say_decided(of, lang),
            Notice::ClaimFails { .. }
            | Notice::EvidenceLate { .. }
            | Notice::NotJudged { .. }
            | Notice::MomentsMissing { .. }
            | Notice::LeftUncalled { .. } => self.say_of_row(of, lang),
        }
    }

    /// Where what people decided differs.
    fn say_decided(&self, of: Names, lang: Lang) -> String {
        match self {
            Notice::EntryDiffers {
                candidate,
                eligible,
            } => {
                let who = of.person(candidate);
                match eligible {
                    true => say!(
                        lang,
                        "{who}：审查没有通过，按填报的情况是符合条件的",
                        "{who}: not accepted, but eligible by the facts"
                    ),
                    false => say!(
                        lang,
                        "{who}：审查通过了，按填报的情况不符合条件",
                        "{who}: accepted, but not eligible by the facts"
                    ),
                }
            }
            Notice::BonusDiffers {
                candidate,
                item,
                holds,
            } => {
                let (who, item) = (of.person(candidate), names::bonus(of.doc, item, lang));
                match holds {
                    true => say!(
                        lang,
                        "{who}：决定不加{item}，按填报的情况应加",
                        "{who}: {item} was refused, but holds by the facts"
                    ),
                    false => say!(
                        lang,
                        "{who}：决定加{item}，按填报的情况不应加",
                        "{who}: {item} was granted, but does not hold by the facts"
                    ),
                }
            }
            Notice::CalledDiffers {
                candidate,
                step,
                called,
            } => {
                let (who, step) = (of.person(candidate), of.stage(step, lang));
                match called {
                    true => say!(
                        lang,
                        "{who}：已经通知进入{step}，按规则算不进入",
                        "{who}: was called to the {step}, but not by the rules"
                    ),
                    false => say!(
                        lang,
                        "{who}：没有通知进入{step}，按规则算应进入",
                        "{who}: was not called to the {step}, but is by the rules"
                    ),
                }
            }
            _ => String::new(),
        }
    }

    /// What stands in a row, or does not.
    fn say_of_row(&self, of: Names, lang: Lang) -> String {
        match self {
            Notice::ClaimFails { candidate, item } => {
                let (who, item) = (of.person(candidate), names::bonus(of.doc, item, lang));
                say!(
                    lang,
                    "{who}：报了{item}，按填报的情况不符合，没有加",
                    "{who}: claims {item}, which the facts do not bear out; it does not count"
                )
            }
            Notice::EvidenceLate { candidate, item } => {
                let (who, item) = (of.person(candidate), names::bonus(of.doc, item, lang));
                say!(
                    lang,
                    "{who}：{item}的材料交晚了，没有加",
                    "{who}: the evidence for {item} came too late; it does not count"
                )
            }
            Notice::NotJudged { fact } => not_judged(of.doc, fact, lang),
            Notice::MomentsMissing { rows } => {
                let rows = counted(*rows, "行", "row", lang);
                say!(
                    lang,
                    "{rows}没有时间，按没有超时算",
                    "{rows} without a moment, taken as in time"
                )
            }
            Notice::LeftUncalled { candidate, step } => {
                let (who, step) = (of.person(candidate), of.stage(step, lang));
                say!(
                    lang,
                    "{who}：没有进入{step}，退出不用递补",
                    "{who}: left the {step} without being called to it; nobody is called up for it"
                )
            }
            _ => String::new(),
        }
    }
}
