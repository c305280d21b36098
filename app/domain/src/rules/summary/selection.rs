//! Who goes on, in sentences.

use super::super::document::{
    Across, CheckRule, CutTie, Lang, OpeningBase, OpeningConsequence, OpeningRatioRule, Quota,
    Ratio, RoundingMode, RuleDocument, ScoreSource, SelectionRules, Shortfall, ShortlistRule,
    StillTied, SubstitutionRule, TieKey, TieRule,
};
use super::super::{eligibility::describe, words};
use super::{joined, said, scores::across};

/// So many people for so many places.
pub fn quota(quota: &Quota, lang: Lang) -> String {
    match quota {
        Quota::PerPlace(ratio) => {
            let ratio = ratio.plain();
            said!(lang, "每个名额{ratio}人", "{ratio} for each place")
        }
        Quota::Steps(steps) => {
            let steps = steps.iter().map(|step| {
                let (people, ratio, beyond) = (step.people, step.per_place.plain(), step.beyond);
                let to = step
                    .up_to
                    .map(|most| said!(lang, "{most}个名额以内", "up to {most} places"));
                let to = to.unwrap_or_else(|| said!(lang, "再多", "beyond"));
                match (people, beyond) {
                    (0, 0) => said!(lang, "{to}每个{ratio}人", "{to}: {ratio} each"),
                    _ => said!(
                        lang,
                        "{to}{people}人再加每个{ratio}人",
                        "{to}: {people} and {ratio} each more"
                    ),
                }
            });
            steps
                .collect::<Vec<_>>()
                .join(if lang == Lang::Zh { "，" } else { ", " })
        }
        Quota::Share(share) => {
            let percent = share.share.as_percent();
            said!(lang, "{percent}的人", "{percent} of the people")
        }
        Quota::PerPlaceRounded(rule) => {
            let (ratio, how) = (rule.people.plain(), said_mode(rule.mode, lang));
            said!(
                lang,
                "每个名额{ratio}人（{how}）",
                "{ratio} for each place ({how})"
            )
        }
        Quota::Smallest(quotas) => {
            let list = list(quotas, lang);
            said!(lang, "{list}中最少的", "the smallest of: {list}")
        }
        Quota::Largest(quotas) => {
            let list = list(quotas, lang);
            said!(lang, "{list}中最多的", "the largest of: {list}")
        }
        Quota::Exactly(people) => said!(lang, "{people}人", "{people} people"),
        Quota::Everyone => said!(lang, "所有的人", "everybody"),
    }
}

fn list(quotas: &[Quota], lang: Lang) -> String {
    let quotas: Vec<String> = quotas.iter().map(|one| quota(one, lang)).collect();
    quotas.join(if lang == Lang::Zh { "、" } else { ", " })
}

fn said_mode(mode: RoundingMode, lang: Lang) -> String {
    match mode {
        RoundingMode::HalfUp => said!(lang, "四舍五入", "half up"),
        RoundingMode::HalfEven => said!(lang, "四舍六入五成双", "half to even"),
        RoundingMode::Truncate => said!(lang, "舍去零头", "rounded down"),
        RoundingMode::Up => said!(lang, "进一", "rounded up"),
    }
}

/// What a figure is called.
pub fn source(doc: &RuleDocument, source: &ScoreSource, lang: Lang) -> String {
    match source {
        ScoreSource::Written => said!(lang, "笔试", "written"),
        ScoreSource::WrittenBeforeBonus => said!(lang, "笔试（加分前）", "written before bonus"),
        ScoreSource::Paper(code) => {
            let rules = std::iter::once(&doc.rules)
                .chain(doc.variants.iter().map(|variant| &variant.rules));
            let mut papers = rules
                .filter_map(|rules| rules.written.as_ref())
                .flat_map(|written| &written.papers);
            papers
                .find(|paper| paper.code == *code)
                .map_or(code.to_string(), |p| p.name.in_lang(lang).to_owned())
        }
        ScoreSource::Interview => said!(lang, "面试", "interview"),
        ScoreSource::InterviewBeforeCorrection => {
            said!(lang, "面试（修正前）", "interview before correction")
        }
        ScoreSource::Test(code) => {
            let test = doc.tests.iter().find(|test| test.code == *code);
            test.map_or(code.to_string(), |test| test.name.in_lang(lang).to_owned())
        }
        ScoreSource::Total => said!(lang, "总成绩", "total"),
    }
}

/// Who of two people who are level comes first.
pub fn tie_key(doc: &RuleDocument, key: &TieKey, lang: Lang) -> String {
    match key {
        TieKey::Higher(of) => {
            let name = source(doc, of, lang);
            match of {
                ScoreSource::Written | ScoreSource::Interview => {
                    said!(lang, "{name}成绩高的在前", "the higher {name} score first")
                }
                _ => said!(lang, "{name}高的在前", "the higher {name} first"),
            }
        }
        TieKey::HigherLevel(fact) => {
            let fact = words::fact(doc, fact, lang);
            said!(lang, "{fact}高的在前", "the higher level of {fact} first")
        }
        TieKey::HigherNumber(fact) => {
            let fact = words::fact(doc, fact, lang);
            said!(lang, "{fact}多的在前", "more {fact} first")
        }
        TieKey::Later(fact) => {
            let fact = words::fact(doc, fact, lang);
            said!(lang, "{fact}晚的在前", "the later {fact} first")
        }
        TieKey::Earlier(fact) => {
            let fact = words::fact(doc, fact, lang);
            said!(lang, "{fact}早的在前", "the earlier {fact} first")
        }
        TieKey::Status(status) => {
            let name = status.name.in_lang(lang);
            let when = describe::condition(doc, &status.when, lang);
            if name == when || name.is_empty() {
                return said!(lang, "{when}的在前", "{when}: first");
            }
            said!(lang, "{name}在前（{when}）", "{name} first ({when})")
        }
        TieKey::Preference(list) => {
            let names: Vec<_> = list
                .iter()
                .map(|status| status.name.in_lang(lang).to_owned())
                .collect();
            let names = words::either(&names, lang);
            said!(
                lang,
                "{names}优先（没有先后）",
                "{names} first, without an order among them"
            )
        }
    }
}

fn keys(doc: &RuleDocument, keys: &[TieKey], lang: Lang) -> String {
    let keys: Vec<String> = keys.iter().map(|key| tie_key(doc, key, lang)).collect();
    keys.join(if lang == Lang::Zh { "，" } else { ", then " })
}

pub(super) fn opening(rule: Option<&OpeningRatioRule>, lang: Lang) -> String {
    let Some(rule) = rule else {
        return said!(lang, "没有开考比例。", "There is no opening ratio.");
    };
    let base = match rule.base {
        OpeningBase::Applied => said!(lang, "报名", "applied"),
        OpeningBase::Reviewed => said!(lang, "通过审查", "were accepted"),
        OpeningBase::Sat => said!(lang, "参加笔试", "sat the written test"),
        OpeningBase::EnteringInterview => said!(lang, "进入面试", "enter the interview"),
    };
    let needed = quota(&rule.needed, lang);
    let head = said!(
        lang,
        "按{base}的人数算，要有{needed}",
        "Counted are those who {base}; needed: {needed}"
    );
    let cases = rule.not_met.iter().map(|case| {
        let then = match &case.then {
            OpeningConsequence::Cancel => said!(lang, "取消岗位", "the post is cancelled"),
            OpeningConsequence::ReduceInProportion => {
                said!(lang, "按比例减少名额", "places are reduced in proportion")
            }
            OpeningConsequence::ReduceToShare(share) => {
                let percent = share.share.as_percent();
                said!(
                    lang,
                    "名额减到人数的{percent}",
                    "places fall to {percent} of the people"
                )
            }
            OpeningConsequence::Body => said!(lang, "由领导小组决定", "a body decides"),
            OpeningConsequence::GoAhead => said!(lang, "照常进行", "the post goes ahead"),
        };
        let few = case
            .fewer_than
            .map(Ratio::plain)
            .map(|ratio| said!(lang, "不到1∶{ratio}时", "below 1:{ratio} "));
        let then = format!("{}{then}", few.unwrap_or_default());
        match case.up_to {
            Some(most) => said!(
                lang,
                "{most}个名额以内的不够时{then}",
                "if not met with up to {most} places, {then}"
            ),
            None => said!(lang, "不够时{then}", "if not met, {then}"),
        }
    });
    let mut parts = vec![head];
    if rule.not_met.is_empty() {
        parts.push(said!(
            lang,
            "不够时按比例减少名额",
            "if not met, places are reduced in proportion"
        ));
    }
    parts.extend(cases);
    joined(parts, lang)
}

pub(super) fn shortlist(doc: &RuleDocument, rule: &ShortlistRule, lang: Lang) -> String {
    let people = quota(&rule.quota, lang);
    let head = said!(lang, "{people}进入面试", "{people} enter the interview");
    let list = match rule.across {
        Across::Post => String::new(),
        other => {
            let of = across(other, lang);
            said!(lang, "{of}的人排在一起", "one list {of}")
        }
    };
    let basis = if rule.basis.is_some() {
        said!(lang, "按另算的入围成绩", "by a score of its own")
    } else {
        String::new()
    };
    let tie = match &rule.tie_at_cut {
        None => said!(
            lang,
            "没有写末位同分怎么办",
            "a tie on the last place is not settled"
        ),
        Some(tie) => cut_tie(doc, tie, lang),
    };
    let short = match &rule.shortfall {
        None => said!(lang, "没有写人数不足怎么办", "too few people: not stated"),
        Some(Shortfall::ActualNumber) => said!(
            lang,
            "不足的按实际人数",
            "too few: those who are there go on"
        ),
        Some(Shortfall::CutPlaces) => said!(lang, "不足的减少名额", "too few: places are cut"),
        Some(Shortfall::CutPlacesTo(lower)) => {
            let lower = quota(lower, lang);
            said!(
                lang,
                "不足的可降到{lower}，再不足的减少名额",
                "too few: {lower} will do, below that places are cut"
            )
        }
        Some(Shortfall::Body) => said!(lang, "不足的由领导小组决定", "too few: a body decides"),
    };
    let recheck = rule.recheck.as_ref().map(|list| quota(list, lang));
    let recheck = recheck
        .map(|people| said!(lang, "资格复审{people}", "recheck: {people}"))
        .unwrap_or_default();
    joined(vec![head, list, basis, tie, short, recheck], lang)
}

fn cut_tie(doc: &RuleDocument, tie: &CutTie, lang: Lang) -> String {
    match tie {
        CutTie::AdmitAll => said!(
            lang,
            "末位同分的都进入",
            "all who tie on the last place enter"
        ),
        CutTie::AdmitNone => said!(
            lang,
            "末位同分的都不进入",
            "nobody who ties on the last place enters"
        ),
        CutTie::AdmitAtMost(most) => {
            let (beyond, otherwise) = (most.beyond, cut_tie(doc, &most.otherwise, lang));
            said!(
                lang,
                "末位同分的都进入，但最多多出{beyond}人，超出的：{otherwise}",
                "all who tie on the last place enter, at most {beyond} more than the quota; beyond that: {otherwise}"
            )
        }
        CutTie::ByKeys(list) => {
            let keys = keys(doc, list, lang);
            said!(lang, "末位同分的{keys}", "ties on the last place: {keys}")
        }
        CutTie::ExtraTest(_) => said!(
            lang,
            "末位同分的加试",
            "an extra test settles a tie on the last place"
        ),
        CutTie::Body => said!(
            lang,
            "末位同分的由领导小组决定",
            "a body settles a tie on the last place"
        ),
    }
}

pub(super) fn ties(doc: &RuleDocument, rule: &TieRule, lang: Lang) -> String {
    let still = match &rule.still_tied {
        StillTied::ShareRank => said!(
            lang,
            "仍相同的名次并列",
            "who is still level shares the rank"
        ),
        StillTied::ExtraTest(_) => said!(
            lang,
            "仍相同的加试",
            "who is still level sits an extra test"
        ),
        StillTied::Body => said!(
            lang,
            "仍相同的由领导小组决定",
            "who is still level is ordered by a body"
        ),
    };
    if rule.keys.is_empty() {
        return joined(
            vec![
                said!(
                    lang,
                    "总成绩相同的不再比较",
                    "Equal totals are not compared further"
                ),
                still,
            ],
            lang,
        );
    }
    let keys = keys(doc, &rule.keys, lang);
    joined(
        vec![
            said!(
                lang,
                "总成绩相同的，依次比较：{keys}",
                "Equal totals: {keys}"
            ),
            still,
        ],
        lang,
    )
}

pub(super) fn substitutions(rules: &SelectionRules, lang: Lang) -> String {
    let before = rules
        .shortlist
        .as_ref()
        .and_then(|rule| rule.substitution.as_ref());
    let after = rules
        .physical
        .as_ref()
        .and_then(|rule| rule.substitution.as_ref());
    let (before, after) = (substitution(before, lang), substitution(after, lang));
    joined(
        vec![
            said!(lang, "面试前：{before}", "Before the interview: {before}"),
            said!(
                lang,
                "体检后：{after}",
                "after the physical examination: {after}"
            ),
        ],
        lang,
    )
}

fn substitution(rule: Option<&SubstitutionRule>, lang: Lang) -> String {
    let Some(rule) = rule else {
        return said!(lang, "没有写递补", "substitution is not stated");
    };
    let rounds = match rule.rounds {
        Some(0) => return said!(lang, "不递补", "nobody is called up"),
        Some(1) => said!(lang, "递补一次", "called up once"),
        Some(rounds) => said!(
            lang,
            "最多递补{rounds}次",
            "called up at most {rounds} times"
        ),
        None => said!(lang, "空出名额就递补", "called up as often as needed"),
    };
    let until = rule.until.map(|at| words::moment(at, lang));
    let more = [
        until.map(|at| said!(lang, "到{at}为止", "until {at}")),
        rule.admit_tied
            .then(|| said!(lang, "同分的一起递补", "ties go in together")),
        rule.approval
            .then(|| said!(lang, "要经批准", "with approval")),
        (rule.across != Across::Post).then(|| {
            let of = across(rule.across, lang);
            said!(lang, "{of}的人中递补", "from the people {of}")
        }),
    ];
    std::iter::once(rounds)
        .chain(more.into_iter().flatten())
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "，" } else { ", " })
}

pub(super) fn checks(rules: &SelectionRules, lang: Lang) -> String {
    let say = |rule: &CheckRule| quota(&rule.quota, lang);
    let physical = rules.physical.as_ref().map(say);
    let physical = physical.unwrap_or_else(|| {
        said!(
            lang,
            "公告没有写，按每个名额1人",
            "not stated, 1 for each place"
        )
    });
    let background = rules.background.as_ref().map(say);
    let background = background.unwrap_or_else(|| said!(lang, "没有写", "not stated"));
    joined(
        vec![
            said!(lang, "体检：{physical}", "Physical examination: {physical}"),
            said!(lang, "考察：{background}", "background check: {background}"),
        ],
        lang,
    )
}
