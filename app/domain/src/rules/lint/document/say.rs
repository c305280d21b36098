//! Sentences on names, codes, variants, open questions, decisions and dates.

use super::{Decides, DocumentLint, Midnight};
use crate::rules::lint::Shown;
use crate::rules::lint::say::sentences;
use crate::rules::said;
use crate::text::Lang;

/// 24:00 on a day is 00:00 of the next.
impl Shown for Midnight {
    fn shown(&self, lang: Lang) -> String {
        let (day, next) = (self.0, self.0.succ_opt().unwrap_or(self.0));
        let (day, next) = (day.shown(lang), next.shown(lang));
        match lang {
            Lang::Zh => format!("“{day}24:00”容易看错一天，请写{next}0:00"),
            Lang::En => format!("24:00 on {day} is easily misread by a day; say 00:00 on {next}"),
        }
    }
}

impl Shown for Decides {
    fn shown(&self, lang: Lang) -> String {
        let (what, name) = match self {
            Decides::MissedRatio => (
                said(
                    "达不到开考比例的岗位怎么办，",
                    "what becomes of posts that miss the ratio",
                ),
                None,
            ),
            Decides::RemovedPlaces => (said("核减的名额给谁，", "where removed places go"), None),
            Decides::Relaxation(title) => (
                said("的放宽，逐人", "for each person the relaxation of"),
                Some(title),
            ),
            Decides::Level => (
                said(
                    "仍然同分的人谁在前，",
                    "who comes first of people still level",
                ),
                None,
            ),
            Decides::ExtraTest(test) => (said("是否举行，", "whether to hold"), Some(test)),
            Decides::Substitutes(list) => (
                said(
                    "的名单是否递补、递补几人，",
                    "how many are called up for the list of",
                ),
                Some(list),
            ),
            Decides::HandingOut(step) => (said("怎样分配，", "who gets what at"), Some(step)),
        };
        let what = what.in_lang(lang);
        match (name.map(|name| name.in_lang(lang)), lang) {
            (None, _) => what.to_owned(),
            (Some(name), Lang::Zh) => format!("“{name}”{what}"),
            (Some(name), Lang::En) => format!("{what} “{name}”"),
        }
    }
}

sentences! {
    DocumentLint {
        EmptyText => "这里没有写名称。", "There is no name here.";
        EmptyCode => "有一项没有代码。", "One of these has no code.";
        DuplicateCode { name } => "代码“{name}”用了两次。", "The code “{name}” stands twice.";
        UnknownCode { kind, name, nearest } => "没有{kind}“{name}”{nearest}", "There is no {kind} “{name}”{nearest}";
        CannotCompute { why } => "按这些规则无法计算：{why}。", "Nothing can be computed by these rules: {why}.";
        ReservedCode { name } => "环节的代码不能是“{name}”，它指总成绩。", "A stage cannot have the code “{name}”: that is the total.";
        Cycle { name } => "“{name}”绕了一圈又引用到自己。", "“{name}” leads back to itself.";
        VariantsOverlap { posts } => "岗位{posts}适用两套特别规则，只能留一套。", "Two sets of special rules cover {posts}; only one can count.";
        VariantCoversNothing { name } => "特别规则“{name}”没有适用的岗位。", "The special rules “{name}” cover no post.";
        VariantForAll { name } => "特别规则“{name}”没有写适用哪些岗位，等于替换了全部规则。", "The special rules “{name}” name no posts, so they replace the rules of all.";
        VariantStageNowhere { stage, nearest } => "公共规则里没有可以替换的环节“{stage}”{nearest}", "The common rules have no stage “{stage}” that this could replace{nearest}";
        VariantStagesTwice => "整套环节已经替换，这里的单个环节不起作用。", "All stages are replaced already, so the single ones here have no effect.";
        UnsettledWithoutReadings => "没有列出可以怎样理解，也就无法决定。", "No readings are listed, so nobody can decide between them.";
        UnsettledOneReading => "只列出一种理解：请补上另一种，或者去掉这一条。", "Only one reading is listed: add the other, or drop the question.";
        UnsettledOpen { question, body } => "公告没写清“{question}”，由{body}决定；决定之前，受影响的人没有结果。", "The notice leaves this open (“{question}”). {body} decides; until then the people it touches have no outcome.";
        UnknownPath { field } => "规则里没有“{field}”这个位置。", "There is nothing at “{field}”.";
        DecisionNamesNothing { of } => "决定所指的“{of}”不存在，或者用不着决定。", "The decision is about “{of}”, which is not there or waits for none.";
        DecisionDoesNotFit { of } => "决定的内容和“{of}”对不上。", "The decision does not answer what “{of}” asks.";
        DecisionAddsPlaces { post, places, decided } => "岗位{post}招{places}人，决定里却是{decided}人。", "Post {post} has {places} places, the decision says {decided}.";
        DecidedTwice { of } => "关于“{of}”有两个决定，适用的岗位有重叠。", "There are two decisions about “{of}” for the same posts.";
        BodyDecides { what } => "{what}由主办单位或领导小组决定；决定作出并记录以后，才能继续计算。", "A body decides {what}; the run goes on when its decision is recorded.";
        DatesOutOfOrder { earlier, later, at, before } => "时间顺序不对：{later}（{before}）早于{earlier}（{at}）。", "Out of order: {later} ({before}) is before {earlier} ({at}).";
        MidnightMoment { day } => "{day}。", "{day}.";
        Defaults { points } => "公告没有写的有{points}处，按默认规则。", "Points the notice does not state, where the defaults count: {points}.";
        ActsLater { works } => "平台目前还不执行：{works}。", "Not yet carried out by the platform: {works}.";
        EmptyRange => "下限不小于上限，中间什么也没有。", "The lower bound is not below the upper one.";
    }
}
