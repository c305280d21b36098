//! Why rules cannot be run, in sentences.

use super::Names;
use crate::rules::engine::{CodeKind, RuleFault, RunFault};
use crate::rules::names;
use crate::rules::say::{counted, no_column, perhaps, say};
use crate::text::Lang;

impl CodeKind {
    /// What kind of thing a code was to name.
    pub(crate) fn say(self, lang: Lang) -> String {
        match self {
            CodeKind::Post => say!(lang, "岗位", "post"),
            CodeKind::Pool => say!(lang, "类别", "pool"),
            CodeKind::Track => say!(lang, "通道", "track"),
            CodeKind::Stage => say!(lang, "环节或步骤", "stage or step"),
            CodeKind::Paper => say!(lang, "试卷", "paper"),
            CodeKind::Element => say!(lang, "要素或题", "element or question"),
            CodeKind::Event => say!(lang, "测试项目", "event"),
            CodeKind::Test => say!(lang, "加试", "extra test"),
            CodeKind::Fact => say!(lang, "报名表问题", "question of the form"),
            CodeKind::Option => say!(lang, "选项", "option"),
            CodeKind::Area => say!(lang, "地区", "area"),
            CodeKind::Bonus => say!(lang, "加分项", "bonus item"),
            CodeKind::Line => say!(lang, "合格线", "pass line"),
            CodeKind::Definition => say!(lang, "共用条件", "shared condition"),
            CodeKind::Day => say!(lang, "公告里的日子", "named day"),
            CodeKind::Decision => say!(lang, "可以决定的事", "thing to decide"),
        }
    }
}

impl RuleFault {
    /// Why rules cannot be run.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        let why = self.why(of, lang);
        say!(
            lang,
            "规则不能运行：{why}",
            "the rules cannot be run: {why}"
        )
    }

    /// The reason alone, without a full stop.
    pub(crate) fn why(&self, of: Names, lang: Lang) -> String {
        match self {
            RuleFault::NoPosts => say!(lang, "没有岗位", "there are no posts"),
            RuleFault::Unknown {
                kind: what,
                code,
                nearest: known,
            } => {
                let (what, known) = (what.say(lang), perhaps(known.as_deref(), lang));
                say!(
                    lang,
                    "没有{what}“{code}”{known}",
                    "no {what} “{code}”{known}"
                )
            }
            RuleFault::DuplicateCode { code } => {
                say!(lang, "代码{code}用了两次", "the code {code} stands twice")
            }
            RuleFault::TooManyDecimals { decimals } => {
                let decimals = counted(*decimals, "位小数", "decimal", lang);
                say!(
                    lang,
                    "{decimals}太多：分数最多4位，系数最多9位",
                    "{decimals}: scores keep at most 4, coefficients 9"
                )
            }
            RuleFault::NotYet { of: figure } => {
                let figure = names::whole_name(of.doc, figure, lang);
                say!(
                    lang,
                    "用到了这一步还没有的成绩：{figure}",
                    "a score is used before there is one: {figure}"
                )
            }
            RuleFault::FactNotGiven { fact } => {
                let missing = no_column(&names::fact(of.doc, fact, lang), fact, lang);
                say!(
                    lang,
                    "{missing}，通道、预留名额或同分要用它",
                    "{missing}, which a track, reserved seats or ties read"
                )
            }
            RuleFault::VariantsOverlap { post } => {
                let post = of.post(post, lang);
                say!(
                    lang,
                    "岗位{post}有两处另外的规定",
                    "two variants cover the post {post}"
                )
            }
            RuleFault::Overflow => say!(lang, "数字太大", "a figure is too large"),
            RuleFault::NoParts { .. }
            | RuleFault::BonusGroups
            | RuleFault::BonusTarget { .. }
            | RuleFault::TrimsEverything { .. }
            | RuleFault::EmptyStage { .. } => self.why_empty(of, lang),
        }
    }

    /// Parts that come to nothing.
    fn why_empty(&self, of: Names, lang: Lang) -> String {
        match self {
            RuleFault::NoParts { step } => {
                let step = of.stage(step, lang);
                say!(
                    lang,
                    "{step}的计算没有组成部分",
                    "the formula of the {step} has no parts"
                )
            }
            RuleFault::BonusGroups => say!(
                lang,
                "加分的组套成了圈，或者没有这个组",
                "bonus groups stand inside each other, or a group does not exist"
            ),
            RuleFault::BonusTarget { code } => {
                let item = names::bonus(of.doc, code, lang);
                say!(
                    lang,
                    "加分项{item}在组里，不能另写加在哪里；或者它加的成绩不能加分",
                    "the bonus {item} stands in a group and cannot raise a score of its own, or raises one that no bonus can"
                )
            }
            RuleFault::TrimsEverything { stage } => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{stage}去掉最高、最低分以后没有分数了",
                    "no mark of the {stage} is left after the trim"
                )
            }
            RuleFault::EmptyStage { stage } => {
                let stage = of.stage(stage, lang);
                say!(
                    lang,
                    "{stage}既不计分也不核对",
                    "the {stage} neither scores nor checks"
                )
            }
            _ => String::new(),
        }
    }
}

impl RunFault {
    /// Everything that is wrong, one sentence each.
    pub fn say(&self, of: Names, lang: Lang) -> Vec<String> {
        match self {
            RunFault::Candidates(problems) => problems
                .iter()
                .map(|problem| problem.say(of, lang))
                .collect(),
            RunFault::Rules(fault) => vec![fault.say(of, lang)],
        }
    }
}
