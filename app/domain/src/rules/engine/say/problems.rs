//! What is wrong with rows of a table, in sentences.

use super::Names;
use crate::rules::engine::{CandidateProblem, CandidateProblemKind};
use crate::rules::names;
use crate::rules::say::{number_missing, perhaps, say};
use crate::say::examiner as examiner_of;
use crate::text::Lang;

impl CandidateProblem {
    /// What is wrong with whom.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        let (who, what) = (of.person(&self.number), self.kind.say(of, lang));
        match who.is_empty() {
            true => {
                let row = self.row + 1;
                say!(lang, "第{row}人：{what}", "candidate {row}: {what}")
            }
            false => say!(lang, "{who}：{what}", "{who}: {what}"),
        }
    }
}

impl CandidateProblemKind {
    /// What is wrong.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        match self {
            CandidateProblemKind::EmptyNumber => number_missing(lang),
            CandidateProblemKind::DuplicateNumber { first_row } => {
                let row = first_row + 1;
                say!(
                    lang,
                    "准考证号重复，前面第{row}人也是",
                    "the number stands twice (first as candidate {row})"
                )
            }
            CandidateProblemKind::UnknownPost { .. }
            | CandidateProblemKind::UnknownStage { .. }
            | CandidateProblemKind::UnknownPaper { .. }
            | CandidateProblemKind::UnknownQuestion { .. }
            | CandidateProblemKind::UnknownEvent { .. }
            | CandidateProblemKind::UnknownTest { .. }
            | CandidateProblemKind::UnknownBonus { .. }
            | CandidateProblemKind::UnknownStep { .. }
            | CandidateProblemKind::UnknownAnswer { .. } => self.unknown(of, lang),
            CandidateProblemKind::WrongRecord { stage } => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{stage}不是这样计分的，表里的列对不上",
                    "the {stage} is not scored in this way; the columns do not fit"
                )
            }
            CandidateProblemKind::TooManyTries { event, found, most } => say!(
                lang,
                "{event}有{found}次，最多{most}次",
                "{event}: {found} attempts, at most {most} count"
            ),
            figures => figures.figures(lang),
        }
    }

    fn unknown(&self, of: Names, lang: Lang) -> String {
        match self {
            CandidateProblemKind::UnknownPost { post } => {
                say!(lang, "没有岗位{post}", "no post {post}")
            }
            CandidateProblemKind::UnknownStage { stage } => {
                say!(
                    lang,
                    "这个岗位没有环节{stage}",
                    "this post has no stage {stage}"
                )
            }
            CandidateProblemKind::UnknownTest { test } => {
                say!(
                    lang,
                    "规则里没有加试{test}",
                    "the rules have no extra test {test}"
                )
            }
            CandidateProblemKind::UnknownBonus { item } => {
                say!(
                    lang,
                    "这个岗位没有加分项{item}",
                    "this post has no bonus {item}"
                )
            }
            CandidateProblemKind::UnknownStep { code } => say!(
                lang,
                "{code}不是环节，不是考试以后的步骤，也不是total",
                "{code} is no stage, no step after the exam, and not total"
            ),
            CandidateProblemKind::UnknownAnswer {
                fact,
                answer,
                nearest: known,
            } => {
                let (fact, known) = (
                    names::fact(of.doc, fact, lang),
                    perhaps(known.as_deref(), lang),
                );
                say!(
                    lang,
                    "“{fact}”没有“{answer}”这个答案{known}",
                    "“{fact}” has no answer “{answer}”{known}"
                )
            }
            part => part.unknown_part(of, lang),
        }
    }

    /// Parts of a stage.
    fn unknown_part(&self, of: Names, lang: Lang) -> String {
        match self {
            CandidateProblemKind::UnknownPaper { stage, paper } => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{stage}没有{paper}这一科",
                    "the {stage} has no paper {paper}"
                )
            }
            CandidateProblemKind::UnknownQuestion { paper, question } => say!(
                lang,
                "试卷{paper}没有{question}这一题",
                "the paper {paper} has no question {question}"
            ),
            CandidateProblemKind::UnknownEvent { stage, event } => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{stage}没有{event}这一项",
                    "the {stage} has no event {event}"
                )
            }
            _ => String::new(),
        }
    }

    /// Figures that do not fit.
    fn figures(&self, lang: Lang) -> String {
        match self {
            CandidateProblemKind::MarkDecimals { mark, most } => {
                let mark = mark.plain();
                say!(
                    lang,
                    "{mark}的小数太多，考官打分最多{most}位",
                    "{mark} has too many decimals, at most {most}"
                )
            }
            CandidateProblemKind::QuestionSum { paper, sum, mark } => {
                let (sum, mark) = (sum.plain(), mark.plain());
                say!(
                    lang,
                    "试卷{paper}各题加起来是{sum}，总分写的是{mark}",
                    "the questions of {paper} add up to {sum}, the mark says {mark}"
                )
            }
            CandidateProblemKind::MarkOutOfRange { mark, full_mark } => {
                let (mark, full) = (mark.plain(), full_mark.plain());
                say!(
                    lang,
                    "{mark}不在0到满分{full}之间",
                    "{mark} is not between 0 and the full mark {full}"
                )
            }
            CandidateProblemKind::PanelSize { found, expected } => say!(
                lang,
                "有{found}个考官的分数，应为{expected}个",
                "{found} examiners' marks, not {expected}"
            ),
            CandidateProblemKind::ElementCount { found, expected } => say!(
                lang,
                "有{found}个要素的分数，应为{expected}个",
                "{found} elements, not {expected}"
            ),
            CandidateProblemKind::ElementSum {
                examiner,
                sum,
                mark,
            } => {
                let examiner = examiner_of(examiner + 1, lang);
                let (sum, mark) = (sum.plain(), mark.plain());
                say!(
                    lang,
                    "{examiner}各要素加起来是{sum}，评分写的是{mark}",
                    "the elements of {examiner} add up to {sum}, the mark says {mark}"
                )
            }
            _ => String::new(),
        }
    }
}
