//! Opening ratio, shortlist, ties, lists after the exam.

use super::super::document::{
    Across, CutTie, FactKey, OpeningConsequence, OpeningRatioRule, Quota, QuotaStep, RemovedPlaces,
    RuleDocument, ScorePart, ScoreSource, SelectionRules, Shortfall, ShortlistRule, StillTied,
    TestCode, TieKey,
};
use super::super::run::{people_for, source_is_after_shortlist};
use super::conditions::known;
use super::{LintCode, Report};

pub(super) fn check(doc: &RuleDocument, place: &str, rules: &SelectionRules, report: &mut Report) {
    if let Some(rule) = &rules.opening_ratio {
        opening(doc, &format!("{place}/opening_ratio"), rule, report);
    }
    if let Some(rule) = &rules.shortlist {
        shortlist(doc, &format!("{place}/shortlist"), rule, report);
    }
    if let Some(rule) = &rules.ties {
        let place = format!("{place}/ties");
        keys(doc, &place, &rule.keys, report);
        if let StillTied::ExtraTest(test) = &rule.still_tied {
            test_known(doc, &place, test, report);
        }
    }
    if let Some(rule) = &rules.physical {
        quota(&format!("{place}/physical"), &rule.quota, report);
    }
    if let Some(rule) = &rules.background {
        quota(&format!("{place}/background"), &rule.quota, report);
    }
}

fn opening(doc: &RuleDocument, place: &str, rule: &OpeningRatioRule, report: &mut Report) {
    quota(place, &rule.needed, report);
    let singles = doc
        .posts
        .iter()
        .filter(|post| post.places == Some(1))
        .count();
    let for_one = rule
        .not_met
        .iter()
        .find(|case| case.up_to.is_none_or(|most| most >= 1));
    let reduced = for_one.is_none_or(|case| {
        matches!(
            case.then,
            OpeningConsequence::ReduceInProportion | OpeningConsequence::ReduceToShare(_)
        )
    });
    if singles > 0 && reduced {
        let zh = format!(
            "有{singles}个岗位只招1人：达不到开考比例时“按比例核减”等于取消，请写明是取消还是照常开考。"
        );
        let en = format!(
            "{singles} posts have one place: to reduce them means to cancel them. Say which is meant."
        );
        report.warns(LintCode::OnePlaceAgainstRatio, place, zh, en);
    }
    let body = rule
        .not_met
        .iter()
        .any(|case| case.then == OpeningConsequence::Body);
    if body || rule.removed_places == RemovedPlaces::Body {
        by_body(place, report);
    }
    match &rule.removed_places {
        RemovedPlaces::ToPool(pool) => {
            known(doc.pool(pool).is_some(), place, pool.as_str(), report);
            nowhere(
                place,
                doc.posts
                    .iter()
                    .any(|post| post.pool.as_ref() == Some(pool)),
                report,
            );
        }
        RemovedPlaces::InTurn(posts) => {
            posts
                .iter()
                .for_each(|post| known(doc.post(post).is_some(), place, post.as_str(), report));
            nowhere(place, !posts.is_empty(), report);
        }
        RemovedPlaces::Lost | RemovedPlaces::Body => {}
    }
}

fn nowhere(place: &str, somewhere: bool, report: &mut Report) {
    if !somewhere {
        let zh = "核减的名额没有岗位可以接收。";
        report.blocks(
            LintCode::RemovedPlacesNowhere,
            place,
            zh,
            "No post can take the removed places.",
        );
    }
}

fn by_body(place: &str, report: &mut Report) {
    let zh = "这一步由主办单位或领导小组决定；决定作出后要记录进规则，才能继续计算。";
    let en =
        "A body decides here; the decision must be recorded in the rules before the run can go on.";
    report.warns(LintCode::DecidedByBody, place, zh, en);
}

fn shortlist(doc: &RuleDocument, place: &str, rule: &ShortlistRule, report: &mut Report) {
    quota(place, &rule.quota, report);
    if let Some(recheck) = &rule.recheck {
        quota(place, recheck, report);
        if (1..=20).any(|places| people_for(recheck, places) < people_for(&rule.quota, places)) {
            let zh = "资格复审的比例比面试的还小。";
            report.blocks(
                LintCode::RecheckNarrower,
                place,
                zh,
                "The recheck list is shorter than the interview list.",
            );
        }
    }
    if let Some(places) = (1..=50).find(|places| people_for(&rule.quota, *places) < *places) {
        let zh = format!("招{places}人时进入面试的还不到{places}人。");
        report.warns(
            LintCode::QuotaBelowPlaces,
            place,
            zh,
            format!("For {places} places fewer people are admitted."),
        );
    }
    match rule.tie_at_cut.as_ref().map(CutTie::last) {
        None => {
            let zh = "没有写末位同分怎么办；按默认规则，同分的都进入。";
            let en = "Nothing is said about ties on the last place; by default all of them are admitted.";
            report.warns(LintCode::TieAtCutNotStated, place, zh, en);
        }
        Some(CutTie::ByKeys(list)) => {
            keys(doc, place, list, report);
            later_keys(place, list, report);
        }
        Some(CutTie::ExtraTest(test)) => test_known(doc, place, test, report),
        Some(CutTie::Body) => by_body(place, report),
        Some(CutTie::AdmitAll | CutTie::AdmitNone | CutTie::AdmitAtMost(_)) => {}
    }
    match &rule.shortfall {
        None => {
            let zh = "没有写达到合格线的人不够时怎么办；按默认规则，按实际人数进入。";
            let en = "Nothing is said about too few people; by default those who are there go on.";
            report.warns(LintCode::ShortfallNotStated, place, zh, en);
        }
        Some(Shortfall::Body) => by_body(place, report),
        Some(Shortfall::CutPlacesTo(lower)) => {
            quota(place, lower, report);
            if (1..=20).any(|places| people_for(lower, places) > people_for(&rule.quota, places)) {
                let zh = "人数不足时降到的比例比原来的还高。";
                let en = "The quota to which a short list may fall is above the quota itself.";
                report.blocks(LintCode::QuotaGap, place, zh, en);
            }
        }
        Some(Shortfall::ActualNumber | Shortfall::CutPlaces) => {}
    }
    if rule
        .substitution
        .as_ref()
        .is_some_and(|rule| rule.across != Across::Post)
    {
        let zh = "面试前的递补总是从同一张入围名单里递补；要跨岗位递补，请把入围写成一张名单。";
        let en = "Before the interview people are called up from their own list; write one list over the posts if more is meant.";
        report.blocks(LintCode::NotHere, &format!("{place}/substitution"), zh, en);
    }
    if let Some(basis) = &rule.basis {
        sources(doc, place, &basis.parts, report);
        if basis
            .parts
            .iter()
            .any(|part| source_is_after_shortlist(&part.of))
        {
            later(place, report);
        }
    }
}

pub(super) fn sources(doc: &RuleDocument, place: &str, parts: &[ScorePart], report: &mut Report) {
    parts
        .iter()
        .for_each(|part| source(doc, place, &part.of, report));
}

fn source(doc: &RuleDocument, place: &str, of: &ScoreSource, report: &mut Report) {
    match of {
        ScoreSource::Paper(code) => {
            let sections = super::sections(doc);
            let papers = sections
                .iter()
                .filter_map(|(_, rules)| rules.written.as_ref())
                .flat_map(|rule| &rule.papers);
            let found =
                papers.into_iter().any(|paper| paper.code == *code) || code.as_str() == "written";
            known(found, place, code.as_str(), report);
        }
        ScoreSource::Test(code) => test_known(doc, place, code, report),
        _ => {}
    }
}

fn test_known(doc: &RuleDocument, place: &str, code: &TestCode, report: &mut Report) {
    known(
        doc.tests.iter().any(|test| test.code == *code),
        place,
        code.as_str(),
        report,
    );
}

fn later_keys(place: &str, list: &[TieKey], report: &mut Report) {
    let from_later = list
        .iter()
        .any(|key| matches!(key, TieKey::Higher(of) if source_is_after_shortlist(of)));
    if from_later {
        later(place, report);
    }
}

fn later(place: &str, report: &mut Report) {
    let zh = "入围时还没有面试成绩和总成绩，不能用来比较。";
    let en = "When the shortlist is made there is no interview score and no total yet.";
    report.blocks(LintCode::TieKeyFromLaterStage, place, zh, en);
}

fn keys(doc: &RuleDocument, place: &str, list: &[TieKey], report: &mut Report) {
    for key in list {
        match key {
            TieKey::Higher(of) => source(doc, place, of, report),
            TieKey::HigherLevel(fact)
            | TieKey::HigherNumber(fact)
            | TieKey::Later(fact)
            | TieKey::Earlier(fact) => {
                known(doc.fact(fact).is_some(), place, fact.as_str(), report);
                if doc
                    .fact(fact)
                    .is_some_and(|def| def.optional || def.asked_when.is_some())
                {
                    let zh = format!("同分时要比较“{fact}”，但不是每个人都填；没填的排在后面。");
                    let en = format!(
                        "Ties are ordered by \"{fact}\", which not everybody states; they come last."
                    );
                    report.warns(LintCode::TieKeyOptional, place, zh, en);
                }
            }
            TieKey::Status(_) => {}
            TieKey::Preference(statuses) => {
                let names: Vec<_> = statuses
                    .iter()
                    .map(|status| status.name.zh.as_str())
                    .collect();
                let zh = format!(
                    "“{}优先”没有先后顺序，两个人各占一项时分不出来。请排出顺序，或写明由谁决定。",
                    names.join("、")
                );
                let en = "This preference has no order: two people with one ground each cannot be ordered. Put the grounds in order, or say who decides.";
                report.blocks(LintCode::UnorderedPreference, place, zh, en);
            }
        }
    }
}

/// Facts that ties compare.
pub(super) fn tie_facts(doc: &RuleDocument) -> Vec<&FactKey> {
    let sections = super::sections(doc);
    let mut facts = Vec::new();
    for (_, rules) in sections {
        let ties = rules.ties.iter().flat_map(|rule| &rule.keys);
        let cut = rules
            .shortlist
            .iter()
            .flat_map(|rule| rule.tie_at_cut.as_ref().map_or(&[][..], CutTie::keys));
        for key in ties.chain(cut) {
            match key {
                TieKey::HigherLevel(fact)
                | TieKey::HigherNumber(fact)
                | TieKey::Later(fact)
                | TieKey::Earlier(fact) => {
                    facts.push(fact);
                }
                TieKey::Status(status) => facts.extend(status.when.facts()),
                TieKey::Preference(list) => {
                    facts.extend(list.iter().flat_map(|status| status.when.facts()))
                }
                TieKey::Higher(_) => {}
            }
        }
    }
    facts
}

fn quota(place: &str, quota: &Quota, report: &mut Report) {
    if let Quota::Smallest(list) | Quota::Largest(list) = quota {
        if list.is_empty() {
            let zh = "没有列出在哪几个人数里取。";
            report.blocks(
                LintCode::QuotaGap,
                place,
                zh,
                "No numbers are listed of which one is to count.",
            );
        }
        list.iter()
            .for_each(|inner| self::quota(place, inner, report));
    }
    let Quota::Steps(steps) = quota else { return };
    let open_end = steps.last().is_some_and(|step| step.up_to.is_none());
    let rising = steps
        .windows(2)
        .all(|pair| match (pair[0].up_to, pair[1].up_to) {
            (Some(one), Some(two)) => one < two,
            (Some(_), None) => true,
            (None, _) => false,
        });
    if !open_end || !rising {
        let zh = "分段比例没有覆盖所有名额数，或者分段的顺序不对；最后一段不要写上限。";
        let en = "The steps do not cover every number of places in rising order; the last step has no limit.";
        report.blocks(LintCode::QuotaGap, place, zh, en);
    }
    let borders = steps.iter().filter_map(|step: &QuotaStep| step.up_to);
    for border in borders.filter(|border| *border < 10_000) {
        let (at, next) = (people_for(quota, border), people_for(quota, border + 1));
        if next < at {
            let zh = format!(
                "招{border}人的岗位可以进{at}人，招{}人的反而只进{next}人。",
                border + 1
            );
            let en = format!(
                "A post of {border} places admits {at} people, one of {} only {next}.",
                border + 1
            );
            report.warns(LintCode::QuotaDrops, place, zh, en);
        }
    }
}
