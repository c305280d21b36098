//! Each part of the rules in a sentence or two, as a colleague would say it over the phone: what an editor sees before
//! opening the form.

mod process;
mod scores;
mod selection;

use super::document::{Condition, Lang, RuleDocument};
use super::parts::Part;

/// Both sentences are written where they are used; only the wanted one is made.
macro_rules! said {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::rules::Lang::Zh => format!($zh),
            $crate::rules::Lang::En => format!($en),
        }
    };
}
pub(super) use said;

/// What the rules say on this part now; where they say nothing, what counts then.
pub fn summary(doc: &RuleDocument, part: Part, lang: Lang) -> String {
    let rules = &doc.rules;
    match part {
        Part::Posts => process::posts(doc, lang),
        Part::Eligibility => process::eligibility(doc, lang),
        Part::Exclusions => process::exclusions(doc, lang),
        Part::Facts => process::facts(doc, lang),
        Part::Application => process::application(doc, lang),
        Part::Opening => selection::opening(rules.opening_ratio.as_ref(), lang),
        Part::Written => rules
            .written
            .as_ref()
            .map_or_else(|| unstated(doc, part, lang), |r| scores::written(r, lang)),
        Part::Bonus => scores::bonus(doc, rules.bonus.as_ref(), lang),
        Part::Shortlist => rules.shortlist.as_ref().map_or_else(
            || unstated(doc, part, lang),
            |r| selection::shortlist(doc, r, lang),
        ),
        Part::Interview => rules
            .interview
            .as_ref()
            .map_or_else(|| unstated(doc, part, lang), |r| scores::interview(r, lang)),
        Part::Tests => scores::tests(doc, lang),
        Part::Total => rules.total.as_ref().map_or_else(
            || unstated(doc, part, lang),
            |r| scores::total(doc, r, lang),
        ),
        Part::Ties => rules.ties.as_ref().map_or_else(
            || unstated(doc, part, lang),
            |r| selection::ties(doc, r, lang),
        ),
        Part::Substitution => selection::substitutions(rules, lang),
        Part::Physical => selection::checks(rules, lang),
        Part::Publication => process::publication(doc, lang),
        Part::Hire => process::hire(doc, lang),
        Part::Variants => process::variants(doc, lang),
        Part::Decisions => process::decisions(doc, lang),
        Part::Notes => process::notes(doc, lang),
        Part::All => process::whole(doc, lang),
    }
}

/// The default that stands in for a section.
fn unstated(doc: &RuleDocument, part: Part, lang: Lang) -> String {
    let stated = super::defaults::stated(&doc.rules);
    let default = stated.iter().find(|default| default.section == part.slug());
    let default = default.map_or("", |default| default.text.in_lang(lang));
    said!(
        lang,
        "公告没有写，按默认规则：{default}。",
        "Not stated; the default counts: {default}."
    )
}

/// What a condition asks for, as a phrase.
pub fn condition_in_words(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    super::eligibility::describe::condition(doc, condition, lang)
}

/// Clauses after one another, with a full stop.
fn joined(parts: Vec<String>, lang: Lang) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match lang {
        Lang::Zh => format!("{}。", parts.join("；")),
        Lang::En => format!("{}.", parts.join("; ")),
    }
}

pub use scores::pass_mark;
pub use selection::{quota, source, tie_key};

#[cfg(test)]
mod tests {
    use super::*;

    fn doc() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../../tests/notices/O03-demo.json")).unwrap()
    }

    #[test]
    fn every_part_of_every_notice_is_said_in_both_languages() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let Ok(doc) = RuleDocument::from_json(&bytes) else {
                continue;
            };
            for part in Part::ALL {
                let (zh, en) = (summary(&doc, part, Lang::Zh), summary(&doc, part, Lang::En));
                assert!(
                    zh.ends_with('。') && en.ends_with('.'),
                    "{part:?}: {zh} {en}"
                );
                assert!(
                    !zh.contains("；；") && !zh.contains("{") && !en.contains("{"),
                    "{part:?}: {zh} {en}"
                );
            }
        }
    }

    #[test]
    fn the_sentences_say_the_figures() {
        let zh = |part| summary(&doc(), part, Lang::Zh);
        assert_eq!(
            zh(Part::Written),
            "笔试1张卷，满分100：社区工作基础知识（满分100）；合格线：满分的60%（60）。"
        );
        assert_eq!(
            zh(Part::Shortlist),
            "每个名额3人进入面试；末位同分的都进入；不足的按实际人数。"
        );
        assert_eq!(
            zh(Part::Total),
            "总成绩＝笔试×50%＋面试×50%，四舍五入到两位小数。"
        );
        assert_eq!(
            zh(Part::Ties),
            "总成绩相同的，依次比较：笔试成绩高的在前；仍相同的名次并列。"
        );
        let en = summary(&doc(), Part::Total, Lang::En);
        assert_eq!(
            en,
            "Total = written × 50% + interview × 50%, rounded half up to 2 decimals."
        );
    }

    #[test]
    fn a_bonus_of_several_scores_says_which() {
        let mut doc = doc();
        let rule = doc.rules.bonus.as_mut().unwrap();
        let share = crate::rules::ScoreShare {
            of: crate::rules::BonusBase::Written,
            share: crate::rules::Ratio::percent(5),
            rounding: None,
        };
        rule.items.truncate(2);
        rule.items[0].points = crate::rules::BonusPoints::ShareOfScore(share);
        rule.items[1].points = crate::rules::BonusPoints::Fixed(crate::Points::whole(2));
        rule.items[1].added_to = Some(crate::rules::BonusTarget::Total);
        let (zh, en) = (
            summary(&doc, Part::Bonus, Lang::Zh),
            summary(&doc, Part::Bonus, Lang::En),
        );
        assert!(
            zh.contains("笔试成绩的5%")
                && zh.contains("2（加在总成绩上）")
                && zh.contains("分开算"),
            "{zh}"
        );
        assert!(
            en.contains("5% of the written score") && en.contains("2 (added to the total)"),
            "{en}"
        );
    }

    #[test]
    fn bounds_of_lists_and_lines_of_several_papers_are_said() {
        let mut doc = doc();
        let quota = r#"{"smallest": [{"per_place_rounded": {"people": "1.5", "mode": "half_up"}}, {"exactly": 30}]}"#;
        let tie = r#"{"admit_at_most": {"beyond": 2, "otherwise": "admit_none"}}"#;
        let shortlist = format!(
            r#"{{"quota": {quota}, "tie_at_cut": {tie}, "shortfall": {{"cut_places_to": {{"per_place": "1"}}}}}}"#
        );
        doc.rules.shortlist = serde_json::from_str(&shortlist).unwrap();
        let zh = summary(&doc, Part::Shortlist, Lang::Zh);
        assert!(
            zh.starts_with("每个名额1.5人（四舍五入）、30人中最少的进入面试"),
            "{zh}"
        );
        assert!(
            zh.contains("最多多出2人，超出的：末位同分的都不进入；不足的可降到每个名额1人"),
            "{zh}"
        );
        assert!(summary(&doc, Part::Shortlist, Lang::En).contains("at most 2 more than the quota"));
        let lines = r#"[{"at": {"points": "90"}, "papers": ["knowledge"], "only_up_to": "1"}]"#;
        doc.rules.written.as_mut().unwrap().pass_lines = serde_json::from_str(lines).unwrap();
        let zh = summary(&doc, Part::Written, Lang::Zh);
        assert!(
            zh.contains("knowledge合计90分，只在每个名额不超过1人时用"),
            "{zh}"
        );
        let opening = r#"{"base": "sat", "needed": {"per_place": "3"}, "not_met": [{"fewer_than": "2", "then": "cancel"}, {"then": "body"}], "removed_places": "lost"}"#;
        doc.rules.opening_ratio = serde_json::from_str(opening).unwrap();
        let zh = summary(&doc, Part::Opening, Lang::Zh);
        assert!(
            zh.contains("不够时不到1∶2时取消岗位；不够时由领导小组决定"),
            "{zh}"
        );
    }
}
