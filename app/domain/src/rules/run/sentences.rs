//! What a run leaves to people or could not use, as sentences: for the command line and for whoever replays a list.

use super::super::document::Lang;
use super::{CandidateProblem, CandidateProblemKind, MissingPart, MissingScore, Pending, RuleFault, RunFault};
use serde::Serialize;

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

/// The name of a variant with its facts, where a sentence of its own would say no more.
fn spelled<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default().replace(['"', '{', '}'], " ").trim().to_owned()
}

impl Pending {
    /// What people must decide before the list is final.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Pending::PassLine { posts, .. } => {
                let posts = joined(posts, lang);
                either(lang, format!("合格线还没有划定：{posts}"), format!("the pass line must be set: {posts}"))
            }
            Pending::Opening { post, people, needed } => either(
                lang,
                format!("{post}：{people}人，开考要{needed}人，由领导小组决定"),
                format!("{post}: {people} people where {needed} are needed; a body decides"),
            ),
            Pending::RemovedPlaces { post, places } => either(
                lang,
                format!("{post}：核减的{places}个名额转到哪里，要决定"),
                format!("{post}: where do {places} removed places go?"),
            ),
            Pending::Places { post } => {
                either(lang, format!("{post}：没有写明招几人"), format!("{post}: the number of places is not stated"))
            }
            Pending::Shortfall { post, people, needed } => either(
                lang,
                format!("{post}：入围{people}人，应有{needed}人，由领导小组决定"),
                format!("{post}: {people} people where {needed} should go on; a body decides"),
            ),
            Pending::ExtraTest { post, people, places, .. } => either(
                lang,
                format!("{post}：{}同分，{places}个名额，要加试", joined(people, lang)),
                format!("{post}: an extra test is needed among {} for {places} places", joined(people, lang)),
            ),
            Pending::Order { post, people, places } => either(
                lang,
                format!("{post}：{}同分，{places}个名额，由领导小组决定先后", joined(people, lang)),
                format!("{post}: a body must order {} for {places} places", joined(people, lang)),
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
            Pending::UnstatedBonus { item } => {
                either(lang, format!("加分项{item}没有写明分值"), format!("bonus {item} has no stated points"))
            }
        }
    }
}

impl MissingScore {
    /// What was not recorded for whom.
    pub fn say(&self, lang: Lang) -> String {
        let who = &self.candidate;
        match &self.what {
            MissingPart::Paper(paper) => {
                either(lang, format!("{who}：缺笔试{paper}的分数"), format!("{who}: no mark for paper {paper}"))
            }
            MissingPart::Interview => either(lang, format!("{who}：缺面试分数"), format!("{who}: no interview sheet")),
            MissingPart::Test(test) => {
                either(lang, format!("{who}：缺{test}的分数"), format!("{who}: no mark for test {test}"))
            }
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
            CandidateProblemKind::EmptyNumber => either(lang, "没有准考证号".into(), "no ticket number".into()),
            CandidateProblemKind::DuplicateNumber { first_row } => either(
                lang,
                format!("准考证号重复，前面第{}人也是", first_row + 1),
                format!("the number stands twice (first as candidate {})", first_row + 1),
            ),
            CandidateProblemKind::UnknownPost { post } => {
                either(lang, format!("没有岗位{post}"), format!("no post {post}"))
            }
            CandidateProblemKind::MarkOutOfRange { mark, full_mark } => {
                either(lang, format!("{mark}超过满分{full_mark}"), format!("{mark} is above the full mark {full_mark}"))
            }
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
            other => spelled(other),
        };
        either(lang, format!("{number}：{what}"), format!("{number}: {what}"))
    }
}

impl RuleFault {
    /// Why rules cannot be run.
    pub fn say(&self, lang: Lang) -> String {
        either(lang, format!("规则不能运行：{}", spelled(self)), format!("the rules cannot be run: {}", spelled(self)))
    }
}

impl RunFault {
    /// Everything that is wrong, one sentence each.
    pub fn say(&self, lang: Lang) -> Vec<String> {
        match self {
            RunFault::Candidates(problems) => problems.iter().map(|problem| problem.say(lang)).collect(),
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
        assert_eq!(open.say(Lang::En), "QS-1: an extra test is needed among 101, 102 for 1 places");
    }
}
