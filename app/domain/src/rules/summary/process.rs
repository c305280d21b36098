//! Posts, conditions, publication and the rest in sentences.

use super::super::document::{DayKind, HolidayRule, Lang, RuleDocument};
use super::super::{eligibility::describe, words};
use super::{joined, said};

pub(super) fn posts(doc: &RuleDocument, lang: Lang) -> String {
    let (posts, pools) = (doc.posts.len(), doc.pools.len());
    let outer = doc.posts.iter().filter(|post| post.inside.is_none());
    let places: u32 = outer
        .filter_map(|post| post.places)
        .fold(0, u32::saturating_add);
    let head = said!(
        lang,
        "{posts}个岗位，共{places}个名额",
        "{posts} posts, {places} places"
    );
    let pools = if pools == 0 {
        String::new()
    } else {
        said!(lang, "分{pools}个类别", "{pools} pools")
    };
    let stated = doc
        .stated_places
        .map(|n| said!(lang, "公告印的是{n}人", "the notice prints {n}"))
        .unwrap_or_default();
    joined(vec![head, pools, stated], lang)
}

pub(super) fn eligibility(doc: &RuleDocument, lang: Lang) -> String {
    if doc.eligibility.is_empty() {
        return said!(lang, "没有写报考条件。", "No conditions are stated.");
    }
    let said = doc.eligibility.iter().map(|requirement| {
        let title = requirement.title.in_lang(lang);
        let what = describe::condition(doc, &requirement.condition, lang);
        let eased = match requirement.relaxations.len() {
            0 => String::new(),
            n => said!(lang, "（{n}种放宽）", " ({n} relaxations)"),
        };
        said!(lang, "{title}：{what}{eased}", "{title}: {what}{eased}")
    });
    joined(said.collect(), lang)
}

pub(super) fn exclusions(doc: &RuleDocument, lang: Lang) -> String {
    match doc.exclusions.len() {
        0 => said!(
            lang,
            "没有写不得报考的情形。",
            "No grounds for exclusion are stated."
        ),
        n => said!(
            lang,
            "{n}种情形不得报考。",
            "{n} grounds exclude from applying."
        ),
    }
}

pub(super) fn facts(doc: &RuleDocument, lang: Lang) -> String {
    let labels: Vec<String> = doc
        .facts
        .iter()
        .map(|fact| fact.label.in_lang(lang).to_owned())
        .collect();
    let count = labels.len();
    let shown = labels
        .iter()
        .take(8)
        .cloned()
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "、" } else { ", " });
    let more = if count > 8 { "…" } else { "" };
    let days = doc.days.iter().map(|day| {
        let (label, on) = (day.label.in_lang(lang), words::date(day.on, lang));
        said!(lang, "{label}是{on}", "{label} is {on}")
    });
    let head = match count {
        0 => said!(lang, "报名表没有问题", "The form asks nothing"),
        _ => said!(
            lang,
            "报名表问{count}项：{shown}{more}",
            "The form asks {count} things: {shown}{more}"
        ),
    };
    joined(std::iter::once(head).chain(days).collect(), lang)
}

pub(super) fn application(doc: &RuleDocument, lang: Lang) -> String {
    let Some(rule) = &doc.application else {
        return said!(lang, "没有写报名办法。", "How to apply is not stated.");
    };
    let at =
        |moment: Option<super::super::document::Moment>| moment.map(|at| words::moment(at, lang));
    let parts = [
        at(rule.opens).map(|at| said!(lang, "{at}开始报名", "applications open {at}")),
        at(rule.closes).map(|at| said!(lang, "{at}截止", "they close {at}")),
        rule.one_post_per_person.map(|one| match one {
            true => said!(lang, "每人限报一个岗位", "one post each"),
            false => said!(lang, "可以报几个岗位", "several posts each"),
        }),
        Some(rule.documents.len())
            .filter(|n| *n > 0)
            .map(|n| said!(lang, "{n}种材料", "{n} documents")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        said!(lang, "只写了细节。", "Only details are stated.")
    } else {
        joined(parts, lang)
    }
}

pub(super) fn publication(doc: &RuleDocument, lang: Lang) -> String {
    if doc.publication.is_empty() {
        return said!(lang, "没有写公示几天。", "No publication period is stated.");
    }
    let holidays = doc
        .holidays
        .as_ref()
        .map(HolidayRule::days)
        .unwrap_or_default();
    let periods = doc.publication.iter().map(|period| {
        let (what, days) = (period.what.in_lang(lang), period.days);
        let counted = match period.kind {
            Some(DayKind::Calendar) => said!(lang, "{what}公示{days}天", "{what}: {days} days"),
            Some(DayKind::Working) => said!(
                lang,
                "{what}公示{days}个工作日",
                "{what}: {days} working days"
            ),
            None => said!(
                lang,
                "{what}公示{days}天（没有写是不是工作日，按工作日）",
                "{what}: {days} days (kind not stated; working days count)"
            ),
        };
        let Some((from, until)) = period.printed_period(&holidays) else {
            return counted;
        };
        let (from, until) = (words::date(from, lang), words::date(until, lang));
        said!(
            lang,
            "{counted}，{from}发布，到{until}止",
            "{counted}, put up on {from}, until {until}"
        )
    });
    let listed = doc.holidays.as_ref().map(|rule| {
        let (off, worked) = (holidays.off.len(), rule.worked.len());
        said!(
            lang,
            "列出放假{off}天、调休上班{worked}天",
            "{off} days off and {worked} worked weekend days are listed"
        )
    });
    joined(periods.chain(listed).collect(), lang)
}

pub(super) fn hire(doc: &RuleDocument, lang: Lang) -> String {
    let reserve = doc.reserve.as_ref().map(|rule| {
        let people = super::quota(&rule.quota, lang);
        said!(lang, "储备名单{people}", "reserve list: {people}")
    });
    let hire = doc.hire.as_ref();
    let probation = hire.and_then(|rule| rule.probation_months);
    let term = hire.and_then(|rule| rule.term_months);
    let parts: Vec<String> = [
        reserve,
        probation.map(|n| said!(lang, "试用期{n}个月", "{n} months of probation")),
        term.map(|n| said!(lang, "合同{n}个月", "a contract of {n} months")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return said!(
            lang,
            "没有写储备名单和聘用办法。",
            "Reserve and hiring are not stated."
        );
    }
    joined(parts, lang)
}

pub(super) fn variants(doc: &RuleDocument, lang: Lang) -> String {
    if doc.variants.is_empty() {
        return said!(
            lang,
            "所有岗位用同样的规则。",
            "All posts follow the same rules."
        );
    }
    let names: Vec<_> = doc
        .variants
        .iter()
        .map(|variant| variant.name.in_lang(lang))
        .collect();
    let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
    said!(lang, "另有规定：{names}。", "Other rules for: {names}.")
}

pub(super) fn decisions(doc: &RuleDocument, lang: Lang) -> String {
    match doc.decisions.len() {
        0 => said!(
            lang,
            "没有记录领导小组的决定。",
            "No decisions of a body are recorded."
        ),
        n => said!(lang, "记录了{n}个决定。", "{n} decisions are recorded."),
    }
}

pub(super) fn notes(doc: &RuleDocument, lang: Lang) -> String {
    let (examples, notes) = (doc.examples.len(), doc.notes.len());
    said!(
        lang,
        "{examples}个算例，{notes}条说明。",
        "{examples} worked examples, {notes} notes."
    )
}

pub(super) fn whole(doc: &RuleDocument, lang: Lang) -> String {
    let digest = &doc.digest()[..16];
    said!(
        lang,
        "整份规则文件，摘要{digest}…。",
        "The whole document, digest {digest}…."
    )
}
