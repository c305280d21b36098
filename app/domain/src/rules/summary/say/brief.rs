//! Each part in a sentence.

use super::kinds::{
    AREAS, EXAMPLES, FACTS, MARKS, NEEDED, NOTES, POOLS, SHARED, TRACKS, VARIANTS, kind, named,
    number,
};
use super::{lists, totals};
use crate::rules::after::say::no_steps;
use crate::rules::applying::say::overview as applying;
use crate::rules::opening::say::{needed, no_ratio};
use crate::rules::parts::Part;
use crate::rules::say::{
    GAP, clauses, counted, in_order, people, places, printed, said, say, sentence,
};
use crate::rules::stages::say::overview;
use crate::rules::{Lang, RuleDocument};

/// A part in a sentence; where the rules say nothing, what counts then.
pub(in crate::rules::summary) fn brief(doc: &RuleDocument, part: Part, lang: Lang) -> String {
    let said = match part {
        Part::Basics => basics(doc, lang),
        Part::Areas => named(doc.areas.iter().map(|area| &area.name), AREAS, lang),
        Part::Pools => named(doc.pools.iter().map(|pool| &pool.name), POOLS, lang),
        Part::Posts => posts(doc, lang),
        Part::Facts => named(doc.facts.iter().map(|fact| &fact.label), FACTS, lang),
        Part::Definitions => named(doc.definitions.iter().map(|own| &own.label), SHARED, lang),
        Part::Eligibility => named(doc.eligibility.iter().map(|own| &own.title), NEEDED, lang),
        Part::Exclusions => exclusions(doc, lang),
        Part::Applying => match &doc.applying {
            Some(rule) => applying(rule, lang),
            None => say!(lang, "没有写报名办法", "how to apply is not stated"),
        },
        Part::Tracks => named(doc.tracks.iter().map(|track| &track.name), TRACKS, lang),
        Part::Opening => opening(doc, lang),
        Part::Bonus => bonus(doc, lang),
        Part::Stages => stages(doc, lang),
        Part::Total => return total(doc, lang),
        Part::After => after(doc, lang),
        Part::Publication => publication(doc, lang),
        Part::Variants => named(doc.variants.iter().map(|own| &own.name), VARIANTS, lang),
        Part::Decisions => acts(doc, lang),
        Part::Examples => number(doc.examples.len(), EXAMPLES, lang),
        Part::Notes => number(doc.notes.len(), NOTES, lang),
        Part::Marks => number(doc.marks.len(), MARKS, lang),
        Part::All => whole(doc, lang),
    };
    sentence([said], lang)
}

pub(super) fn basics(doc: &RuleDocument, lang: Lang) -> String {
    match doc.title.is_empty() {
        true => say!(lang, "没有写标题", "no title is stated"),
        false => doc.title.in_lang(lang).to_owned(),
    }
}

fn posts(doc: &RuleDocument, lang: Lang) -> String {
    let number = doc.posts.iter().filter_map(|post| post.places);
    let number = places(number.fold(0, u32::saturating_add), lang);
    let posts = counted(doc.posts.len() as u64, "个岗位", "post", lang);
    let stated = doc.stated_places.map(|n| printed(&people(n, lang), lang));
    let head = say!(lang, "{posts}，共{number}", "{posts}, {number}");
    clauses([head, stated.unwrap_or_default()], lang)
}

fn exclusions(doc: &RuleDocument, lang: Lang) -> String {
    match doc.exclusions.len() {
        0 => say!(
            lang,
            "没有写不得报考的情形",
            "no grounds for exclusion are stated"
        ),
        n => say!(
            lang,
            "{n}种情形不得报考",
            "{n} grounds exclude from applying"
        ),
    }
}

fn opening(doc: &RuleDocument, lang: Lang) -> String {
    match doc.opening.as_deref() {
        None => say!(
            lang,
            "没有写开考比例，岗位都照常进行",
            "no opening ratio is stated: every post goes ahead"
        ),
        Some([]) => no_ratio(lang),
        Some(rules) => clauses(rules.iter().map(|rule| needed(doc, rule, lang)), lang),
    }
}

fn bonus(doc: &RuleDocument, lang: Lang) -> String {
    match &doc.bonus {
        None => say!(lang, "没有加分", "there is no bonus"),
        Some(rule) => {
            let items = rule.items.iter().map(|item| &item.name);
            let of = kind(said("没有加分项", "no bonus items"), "项加分", "bonus item");
            named(items, of, lang)
        }
    }
}

fn stages(doc: &RuleDocument, lang: Lang) -> String {
    if doc.stages.is_empty() {
        let default = overview(&doc.common_rules().stages, lang);
        return say!(
            lang,
            "没有写考试环节，按{default}",
            "no stages are stated, by default: {default}"
        );
    }
    let (count, names) = (doc.stages.len() as u64, overview(&doc.stages, lang));
    let count = counted(count, "个环节", "stage", lang);
    say!(lang, "{count}：{names}", "{count}: {names}")
}

/// Without the notice's own words, which stand last.
fn short(mut clauses: Vec<String>, lang: Lang) -> String {
    clauses.pop();
    sentence(clauses, lang)
}

fn total(doc: &RuleDocument, lang: Lang) -> String {
    let rules = doc.common_rules();
    let unstated = match (&doc.total, &doc.ties) {
        (Some(_), Some(_)) => String::new(),
        (None, None) => say!(
            lang,
            "没有写总成绩和同分，按默认规则。",
            "Neither total nor ties are stated; by default: "
        ),
        (None, _) => say!(
            lang,
            "没有写总成绩，按默认规则。",
            "The total is not stated; by default: "
        ),
        _ => say!(
            lang,
            "没有写同分，按默认规则。",
            "Ties are not stated; by default: "
        ),
    };
    let total = short(totals::total(doc, &rules.total, lang), lang);
    let ties = short(lists::ties(doc, &rules.ties, lang), lang);
    format!("{unstated}{total}{}{ties}", GAP.in_lang(lang))
}

fn after(doc: &RuleDocument, lang: Lang) -> String {
    let steps = doc.common_rules().after;
    let names = steps.iter().map(|step| step.name.in_lang(lang));
    let names = in_order(names, lang);
    let steps = match &doc.after {
        None => say!(
            lang,
            "没有写考试以后的步骤，按{names}",
            "what follows the exam is not stated, by default: {names}"
        ),
        Some(steps) if steps.is_empty() => no_steps(lang),
        Some(_) => say!(lang, "考试以后：{names}", "after the exam: {names}"),
    };
    let seats = doc.reserved.iter().map(|seats| {
        let (name, number) = (seats.name.in_lang(lang), places(seats.places, lang));
        say!(lang, "{name}留{number}", "{number} reserved: {name}")
    });
    let reserve = doc
        .reserve
        .as_ref()
        .map(|_| say!(lang, "有储备名单", "there is a reserve"));
    clauses(std::iter::once(steps).chain(seats).chain(reserve), lang)
}

fn publication(doc: &RuleDocument, lang: Lang) -> String {
    match doc.publication.as_deref() {
        None => say!(lang, "没有写公示几天", "no publication period is stated"),
        Some([]) => say!(lang, "不公示", "nothing is put up"),
        Some(lists) => {
            let of = kind(said("", ""), "次公示", "publication");
            named(lists.iter().map(|own| &own.what), of, lang)
        }
    }
}

fn acts(doc: &RuleDocument, lang: Lang) -> String {
    let open = kind(
        // Beside the points that count by default, nobody can say that the notice states everything.
        said("没有记下没写清的地方", "no open question is recorded"),
        "处没写清",
        "open question",
    );
    let made = kind(
        said("没有记录领导小组的决定", "no decisions of a body"),
        "个决定",
        "decision",
    );
    clauses(
        [
            number(doc.unsettled.len(), open, lang),
            number(doc.decisions.len(), made, lang),
        ],
        lang,
    )
}

fn whole(doc: &RuleDocument, lang: Lang) -> String {
    let digest = &doc.digest()[..16];
    say!(
        lang,
        "整份规则，摘要以{digest}开头",
        "the whole document; its digest begins with {digest}"
    )
}
