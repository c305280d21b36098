//! Title and days, areas, pools and posts in sentences.

use super::people::requirements;
use crate::rules::eligibility::{Area, DayOn, Pool, PoolKind, Post, Requirement, words};
use crate::rules::names;
use crate::rules::say::{clauses, date, places, places_unstated, printed, say, sentence};
use crate::rules::{Lang, NamedDay, RuleDocument};

pub(super) fn basics(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let (title, id) = (super::brief::basics(doc, lang), &doc.id);
    let named = match id.is_empty() {
        true => String::new(),
        false => say!(lang, "编号{id}", "id {id}"),
    };
    let organiser = doc.organiser.as_ref().map(|text| {
        let organiser = text.in_lang(lang);
        say!(lang, "主办单位：{organiser}", "organiser: {organiser}")
    });
    let announced = doc.announced.map(|day| {
        let day = date(day, lang);
        say!(lang, "公告日期{day}", "the notice bears {day}")
    });
    let head = [
        title,
        named,
        organiser.unwrap_or_default(),
        announced.unwrap_or_default(),
    ];
    let days = doc
        .days
        .iter()
        .map(|day| sentence([named_day(day, lang)], lang));
    std::iter::once(sentence(head, lang)).chain(days).collect()
}

fn named_day(day: &NamedDay, lang: Lang) -> String {
    let label = day.label.in_lang(lang);
    match day.on {
        DayOn::Day(on) => {
            let on = date(on, lang);
            say!(lang, "{label}：{on}", "{label}: {on}")
        }
        DayOn::Opens => say!(
            lang,
            "{label}：报名第一天",
            "{label}: the first day of applications"
        ),
        DayOn::Closes => say!(
            lang,
            "{label}：报名最后一天",
            "{label}: the last day of applications"
        ),
        DayOn::Announced => say!(lang, "{label}：公告日期", "{label}: the day of the notice"),
    }
}

pub(super) fn areas(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let said = doc.areas.iter().map(|own| area(doc, own, lang));
    said.map(|said| sentence([said], lang)).collect()
}

fn area(doc: &RuleDocument, area: &Area, lang: Lang) -> String {
    let (name, fine) = (area.name.in_lang(lang), words::level(area.level, lang));
    let inside = area.inside.as_ref().map(|outer| {
        let outer = words::area(doc, outer, lang);
        say!(lang, "属于{outer}", "inside {outer}")
    });
    let path = area
        .path
        .as_ref()
        .map(|path| say!(lang, "平台上的代码{path}", "on the platform: {path}"));
    let kind = say!(lang, "{name}：{fine}", "{name}: {fine}");
    clauses([Some(kind), inside, path].into_iter().flatten(), lang)
}

pub(super) fn pools(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.pools
        .iter()
        .flat_map(|own| pool(doc, own, lang))
        .collect()
}

fn pool(doc: &RuleDocument, pool: &Pool, lang: Lang) -> Vec<String> {
    let name = pool.name.in_lang(lang);
    let kind = match pool.kind {
        PoolKind::Open => say!(lang, "{name}：面向社会", "{name}: open to the public"),
        PoolKind::Targeted => say!(lang, "{name}：定向", "{name}: for a certain group"),
    };
    let stated = pool.stated_places.map(|n| printed(&places(n, lang), lang));
    let head = sentence([kind, stated.unwrap_or_default()], lang);
    let own = conditions(doc, name, &pool.eligibility, lang);
    std::iter::once(head).chain(own).collect()
}

pub(super) fn posts(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let stated = doc.stated_places.map(|n| {
        let places = places(n, lang);
        let said = say!(
            lang,
            "公告一共印了{places}",
            "the notice prints {places} in all"
        );
        sentence([said], lang)
    });
    let posts = doc.posts.iter().flat_map(|own| post(doc, own, lang));
    posts.chain(stated).collect()
}

fn post(doc: &RuleDocument, post: &Post, lang: Lang) -> Vec<String> {
    let name = names::post(doc, &post.code, lang);
    let number = post.places.map(|n| places(n, lang));
    let number = number.unwrap_or_else(|| places_unstated(lang));
    let area = post.area.as_ref().map(|code| {
        let area = words::area(doc, code, lang);
        say!(lang, "在{area}", "in {area}")
    });
    let employer = post.employer.as_ref().map(|text| {
        let employer = text.in_lang(lang);
        say!(lang, "由{employer}聘用", "employed by {employer}")
    });
    let pool = post.pool.as_ref().map(|code| names::pool(doc, code, lang));
    let note = post.note.as_ref().map(|text| text.in_lang(lang).to_owned());
    let head = say!(lang, "{name}：{number}", "{name}: {number}");
    let rest = [pool, area, employer, note].into_iter().flatten();
    let head = sentence(std::iter::once(head).chain(rest), lang);
    let own = conditions(doc, &name, &post.eligibility, lang);
    std::iter::once(head).chain(own).collect()
}

/// What those must meet who apply for this.
fn conditions(doc: &RuleDocument, name: &str, own: &[Requirement], lang: Lang) -> Vec<String> {
    let own = requirements(doc, own, lang).into_iter();
    let own = own.map(|said| say!(lang, "{name}的条件：{said}", "for {name}: {said}"));
    own.map(|said| sentence([said], lang)).collect()
}
