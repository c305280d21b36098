//! What a run leaves to people or could not use, as sentences: for the command line and for whoever replays a list.

use super::super::document::Lang;
use super::{
    CandidateProblem, CandidateProblemKind, MissingPart, MissingScore, Pending, RuleFault, RunFault,
};

/// One of two sentences.
fn either(lang: Lang, zh: String, en: String) -> String {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Codes as a list.
fn joined<T: ToString>(codes: &[T], lang: Lang) -> String {
    let codes: Vec<String> = codes.iter().map(T::to_string).collect();
    codes.join(if lang == Lang::Zh { "、" } else { ", " })
}

impl Pending {
    /// What people must decide before the list is final.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Pending::PassLine { posts, .. } => {
                let posts = joined(posts, lang);
                either(
                    lang,
                    format!("合格线还没有划定：{posts}"),
                    format!("the pass line must be set: {posts}"),
                )
            }
            Pending::Opening {
                post,
                people,
                needed,
            } => either(
                lang,
                format!("{post}：{people}人，开考要{needed}人，由领导小组决定"),
                format!("{post}: {people} people where {needed} are needed; a body decides"),
            ),
            Pending::RemovedPlaces { post, places } => either(
                lang,
                format!("{post}：核减的{places}个名额转到哪里，要决定"),
                format!("{post}: where do {places} removed places go?"),
            ),
            Pending::Places { post } => either(
                lang,
                format!("{post}：没有写明招几人"),
                format!("{post}: the number of places is not stated"),
            ),
            Pending::Shortfall {
                post,
                people,
                needed,
            } => either(
                lang,
                format!("{post}：入围{people}人，应有{needed}人，由领导小组决定"),
                format!("{post}: {people} people where {needed} should go on; a body decides"),
            ),
            Pending::ExtraTest {
                post,
                people,
                places,
                ..
            } => either(
                lang,
                format!(
                    "{post}：{}同分，{places}个名额，要加试",
                    joined(people, lang)
                ),
                format!(
                    "{post}: an extra test is needed among {} for {places} places",
                    joined(people, lang)
                ),
            ),
            Pending::Order {
                post,
                people,
                places,
            } => either(
                lang,
                format!(
                    "{post}：{}同分，{places}个名额，由领导小组决定先后",
                    joined(people, lang)
                ),
                format!(
                    "{post}: a body must order {} for {places} places",
                    joined(people, lang)
                ),
            ),
            Pending::Substitution { post, vacancies } => either(
                lang,
                format!("{post}：空出{vacancies}个名额，递补要批准"),
                format!("{post}: {vacancies} vacancies, substitution needs approval"),
            ),
            Pending::ExclusiveBonus { candidate, items } => either(
                lang,
                format!("{candidate}：{}不能同时加分，要核实", joined(items, lang)),
                format!("{candidate}: {} exclude each other", joined(items, lang)),
            ),
            Pending::Room {
                room,
                sitting,
                posts,
            } => {
                let posts = joined(posts, lang);
                let (zh, en) = match sitting {
                    None => (format!("第{room}考场"), format!("room {room}")),
                    Some(sitting) => (
                        format!("第{room}考场第{sitting}场"),
                        format!("room {room}, sitting {sitting}"),
                    ),
                };
                either(
                    lang,
                    format!(
                        "{zh}平均分是0，没有修正系数，{posts}这个考场的人没有面试成绩，要先处理"
                    ),
                    format!(
                        "{en} has a mean of zero and so no coefficient; its people have no \
                         interview score, and {posts} cannot be settled"
                    ),
                )
            }
            Pending::RefutedBonus { candidate, item } => either(
                lang,
                format!("{candidate}：按填的情况不符合加分项{item}的条件，没有计入"),
                format!("{candidate}: by their own facts bonus {item} does not apply; not counted"),
            ),
            Pending::UnstatedBonus { item } => either(
                lang,
                format!("加分项{item}没有写明分值"),
                format!("bonus {item} has no stated points"),
            ),
        }
    }
}

impl MissingScore {
    /// What was not recorded for whom.
    pub fn say(&self, lang: Lang) -> String {
        let who = &self.candidate;
        match &self.what {
            MissingPart::Paper(paper) => either(
                lang,
                format!("{who}：缺笔试{paper}的分数"),
                format!("{who}: no mark for paper {paper}"),
            ),
            MissingPart::Interview => either(
                lang,
                format!("{who}：缺面试分数"),
                format!("{who}: no interview sheet"),
            ),
            MissingPart::Test(test) => either(
                lang,
                format!("{who}：缺{test}的分数"),
                format!("{who}: no mark for test {test}"),
            ),
            MissingPart::Fact(fact) => either(
                lang,
                format!("{who}：没有填{fact}，同分排在最后"),
                format!("{who}: {fact} is not stated, so the tie puts them last"),
            ),
        }
    }
}

impl CandidateProblem {
    /// What is wrong with whom.
    pub fn say(&self, lang: Lang) -> String {
        let number = &self.number;
        let what = match &self.kind {
            CandidateProblemKind::EmptyNumber => {
                either(lang, "没有准考证号".into(), "no ticket number".into())
            }
            CandidateProblemKind::DuplicateNumber { first_row } => either(
                lang,
                format!("准考证号重复，前面第{}人也是", first_row + 1),
                format!(
                    "the number stands twice (first as candidate {})",
                    first_row + 1
                ),
            ),
            CandidateProblemKind::UnknownPost { post } => {
                either(lang, format!("没有岗位{post}"), format!("no post {post}"))
            }
            CandidateProblemKind::MarkOutOfRange { mark, full_mark } => either(
                lang,
                format!("{mark}超过满分{full_mark}"),
                format!("{mark} is above the full mark {full_mark}"),
            ),
            CandidateProblemKind::PanelSize { found, expected } => either(
                lang,
                format!("有{found}个考官的分数，应为{expected}个"),
                format!("{found} examiners' marks, not {expected}"),
            ),
            CandidateProblemKind::ElementCount { found, expected } => either(
                lang,
                format!("有{found}个要素的分数，应为{expected}个"),
                format!("{found} elements, not {expected}"),
            ),
            CandidateProblemKind::UnknownPaper { paper } => either(
                lang,
                format!("笔试没有{paper}这一科"),
                format!("the written test has no paper {paper}"),
            ),
            CandidateProblemKind::UnknownTest { test } => either(
                lang,
                format!("规则里没有{test}这项测试"),
                format!("the rules have no test {test}"),
            ),
            CandidateProblemKind::UnknownTrack => either(
                lang,
                "规则里没有这条通道".into(),
                "the rules have no such track".into(),
            ),
            CandidateProblemKind::UnknownBonus { item } => either(
                lang,
                format!("这个岗位没有加分项{item}"),
                format!("this post has no bonus {item}"),
            ),
            CandidateProblemKind::UnknownLevel {
                item,
                level,
                nearest,
            } => {
                let meant = |zh: bool| match nearest {
                    None => String::new(),
                    Some(nearest) if zh => format!("，是不是“{nearest}”"),
                    Some(nearest) => format!("; did you mean {nearest:?}?"),
                };
                either(
                    lang,
                    format!("加分项{item}没有“{level}”这个等级{}", meant(true)),
                    format!("bonus {item} has no level \"{level}\"{}", meant(false)),
                )
            }
            CandidateProblemKind::IncompleteBonus { item } => either(
                lang,
                format!("加分项{item}要填等级或者数量"),
                format!("bonus {item} needs its level or its quantity"),
            ),
            CandidateProblemKind::ElementSum {
                examiner,
                sum,
                mark,
            } => either(
                lang,
                format!("考官{}各要素加起来是{sum}，评分写的是{mark}", examiner + 1),
                format!(
                    "the elements of examiner {} add up to {sum}, the mark says {mark}",
                    examiner + 1
                ),
            ),
        };
        either(
            lang,
            format!("{number}：{what}"),
            format!("{number}: {what}"),
        )
    }
}

impl RuleFault {
    /// Why rules cannot be run.
    pub fn say(&self, lang: Lang) -> String {
        let why = match self {
            RuleFault::NoPosts => either(lang, "没有岗位".into(), "there are no posts".into()),
            RuleFault::UnknownPaper { paper } => either(
                lang,
                format!("笔试没有{paper}这一科"),
                format!("the written test has no paper {paper}"),
            ),
            RuleFault::UnknownTest { test } => either(
                lang,
                format!("没有{test}这项测试"),
                format!("there is no test {test}"),
            ),
            RuleFault::DuplicateCode { code } => either(
                lang,
                format!("代码{code}用了两次"),
                format!("the code {code} stands twice"),
            ),
            RuleFault::NoParts { post } => either(
                lang,
                format!("岗位{post}的总成绩没有组成部分"),
                format!("the total of post {post} has no parts"),
            ),
            RuleFault::TooManyDecimals { decimals } => either(
                lang,
                format!("{decimals}位小数太多：分数最多4位，系数最多9位"),
                format!("{decimals} decimals are too many: scores keep at most 4, coefficients 9"),
            ),
            RuleFault::CircularSource => either(
                lang,
                "用到了这一步还没有的分数".into(),
                "a score is used before there is one".into(),
            ),
            RuleFault::BonusGroups => either(
                lang,
                "加分的组套成了圈，或者没有这个组".into(),
                "bonus groups stand inside each other, or a group does not exist".into(),
            ),
            RuleFault::BonusTarget { code } => either(
                lang,
                format!("加分项{code}在组里，不能另写加在哪里"),
                format!("bonus {code} stands in a group and cannot have a target of its own"),
            ),
            RuleFault::TrimsEverything { post } => either(
                lang,
                format!("岗位{post}去掉最高、最低分以后没有分数了"),
                format!("on post {post} no mark is left after the trim"),
            ),
            RuleFault::Overflow => either(lang, "数字太大".into(), "a figure is too large".into()),
        };
        either(
            lang,
            format!("规则不能运行：{why}"),
            format!("the rules cannot be run: {why}"),
        )
    }
}

impl RunFault {
    /// Everything that is wrong, one sentence each.
    pub fn say(&self, lang: Lang) -> Vec<String> {
        match self {
            RunFault::Candidates(problems) => {
                problems.iter().map(|problem| problem.say(lang)).collect()
            }
            RunFault::Rules(fault) => vec![fault.say(lang)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_that_rules_leave_open_names_the_people() {
        let open = Pending::ExtraTest {
            test: "extra".into(),
            post: "QS-1".into(),
            people: vec!["101".into(), "102".into()],
            places: 1,
        };
        assert_eq!(open.say(Lang::Zh), "QS-1：101、102同分，1个名额，要加试");
        assert_eq!(
            open.say(Lang::En),
            "QS-1: an extra test is needed among 101, 102 for 1 places"
        );
    }

    #[test]
    fn every_reason_is_a_sentence_in_its_language() {
        let marks = |found, expected| CandidateProblemKind::PanelSize { found, expected };
        let kinds = [
            (
                CandidateProblemKind::UnknownPaper { paper: "w".into() },
                "笔试没有w这一科",
            ),
            (
                CandidateProblemKind::UnknownTest { test: "t".into() },
                "规则里没有t这项测试",
            ),
            (CandidateProblemKind::UnknownTrack, "规则里没有这条通道"),
            (
                CandidateProblemKind::UnknownBonus { item: "b".into() },
                "这个岗位没有加分项b",
            ),
            (
                CandidateProblemKind::IncompleteBonus { item: "b".into() },
                "加分项b要填等级或者数量",
            ),
            (marks(6, 7), "有6个考官的分数，应为7个"),
        ];
        for (kind, zh) in kinds {
            let problem = CandidateProblem {
                row: 0,
                number: "101".into(),
                kind,
            };
            assert_eq!(problem.say(Lang::Zh), format!("101：{zh}"));
            assert!(
                problem.say(Lang::En).is_ascii(),
                "{}",
                problem.say(Lang::En)
            );
        }
        let faults = [
            (RuleFault::NoPosts, "没有岗位"),
            (
                RuleFault::TooManyDecimals { decimals: 5 },
                "5位小数太多：分数最多4位，系数最多9位",
            ),
            (
                RuleFault::TrimsEverything { post: "P".into() },
                "岗位P去掉最高、最低分以后没有分数了",
            ),
        ];
        for (fault, zh) in faults {
            assert_eq!(fault.say(Lang::Zh), format!("规则不能运行：{zh}"));
            assert!(fault.say(Lang::En).is_ascii(), "{}", fault.say(Lang::En));
        }
    }
}
