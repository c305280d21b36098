//! Variants, open questions, decisions, examples, notes and marks in sentences.

use super::{all_stages, bonuses, one_ties, one_total, openings, single_stages, steps, titled};
use crate::rules::after::say::{hire, no_steps};
use crate::rules::compare::place_in_words;
use crate::rules::examples::{ExampleFigures, ExampleItem, ExamplePart, RoomFigures};
use crate::rules::lists::quota;
use crate::rules::names::{self, TOTAL_CODE, score_name};
use crate::rules::opening::say::no_ratio;
use crate::rules::parts::Part;
use crate::rules::say::{
    POST_CANCELLED, aside, clauses, date, inline, listed, people, phrase, places, points, quoted,
    say, sentence,
};
use crate::rules::{
    Decision, DecisionValue, Lang, RuleDocument, StageCode, TemplateMark, Variant, WorkedExample,
};

pub(super) fn variants(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let each = doc.variants.iter().flat_map(|own| variant(doc, own, lang));
    each.collect()
}

fn variant(doc: &RuleDocument, own: &Variant, lang: Lang) -> Vec<String> {
    let (name, posts) = (own.name.in_lang(lang), names::scope(doc, &own.scope, lang));
    let of = match posts.is_empty() {
        true => say!(lang, "{name}：所有岗位", "{name}: all posts"),
        false => say!(
            lang,
            "{name}：{posts}另有规定",
            "{name}: other rules for {posts}"
        ),
    };
    let mut said = vec![sentence([of], lang)];
    let mut add = |part: Part, sentences: Vec<String>| {
        let title = part.name(lang);
        let title = say!(lang, "{name}，{title}", "{name}, {title}");
        said.push(titled(&title, &sentences, lang));
    };
    if let Some(rules) = &own.opening {
        let sentences = openings(doc, Some(rules), lang);
        let none = sentences.is_empty().then(|| no_ratio(lang));
        add(Part::Opening, sentences.into_iter().chain(none).collect());
    }
    if let Some(rule) = &own.bonus {
        add(Part::Bonus, bonuses(doc, rule, lang));
    }
    if let Some(stages) = &own.stages {
        add(Part::Stages, all_stages(doc, stages, lang));
    }
    if !own.stage.is_empty() {
        add(Part::Stages, single_stages(doc, &own.stage, lang));
    }
    if let Some(rule) = &own.total {
        add(Part::Total, vec![one_total(doc, rule, lang)]);
    }
    if let Some(rule) = &own.ties {
        add(Part::Total, vec![one_ties(doc, rule, lang)]);
    }
    if let Some(rules) = &own.after {
        let none = rules.is_empty().then(|| no_steps(lang));
        let sentences = steps(doc, rules, lang);
        add(Part::After, sentences.into_iter().chain(none).collect());
    }
    if let Some(rule) = &own.hire {
        add(Part::After, vec![sentence(hire(doc, rule, lang), lang)]);
    }
    said
}

pub(super) fn unsettled(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let each = doc.unsettled.iter().map(|own| {
        let place = place_in_words(&own.of, lang);
        let (question, body) = (own.question.in_lang(lang), own.body.in_lang(lang));
        let readings = own.readings.iter();
        let readings = readings.map(|reading| reading.text.in_lang(lang).to_owned());
        let readings = listed(readings, lang);
        sentence(
            [
                say!(
                    lang,
                    "没写清（{place}）：{question}",
                    "left open ({place}): {question}"
                ),
                say!(lang, "可以读成：{readings}", "readings: {readings}"),
                say!(lang, "由{body}决定", "{body} decides"),
            ],
            lang,
        )
    });
    each.collect()
}

pub(super) fn decisions(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.decisions
        .iter()
        .map(|own| decision(doc, own, lang))
        .collect()
}

fn decision(doc: &RuleDocument, own: &Decision, lang: Lang) -> String {
    let (on, body) = (date(own.on, lang), own.body.in_lang(lang));
    let (reason, of) = (own.reason.in_lang(lang), decided(doc, &own.of, lang));
    let posts = names::scope(doc, &own.scope, lang);
    let posts = aside(&posts, lang);
    let value = match &own.value {
        DecisionValue::Points(own) => points(*own, lang),
        DecisionValue::Places(0) => POST_CANCELLED.in_lang(lang).to_owned(),
        DecisionValue::Places(n) => places(*n, lang),
        DecisionValue::Needed(own) => {
            let needed = quota(own, lang);
            say!(lang, "要有{needed}", "{needed} needed")
        }
        DecisionValue::Substitutes(n) => {
            let people = people(*n, lang);
            say!(lang, "递补{people}", "{people} called up")
        }
        DecisionValue::Agreed => say!(lang, "同意", "agreed"),
        DecisionValue::Reading(code) => {
            let questions = doc.unsettled.iter();
            let readings = questions.flat_map(|question| &question.readings);
            let found = readings.into_iter().find(|reading| reading.code == *code);
            found.map_or_else(|| code.clone(), |own| own.text.in_lang(lang).to_owned())
        }
    };
    let what = say!(lang, "{of}{posts}：{value}", "{of}{posts}: {value}");
    sentence(
        [
            say!(lang, "{on}{body}决定，{what}", "{on}, {body}: {what}"),
            say!(lang, "理由：{reason}", "reason: {reason}"),
        ],
        lang,
    )
}

/// What a decision is about.
fn decided(doc: &RuleDocument, of: &str, lang: Lang) -> String {
    match of {
        "places" => return say!(lang, "名额", "places"),
        "opening" => return say!(lang, "开考比例", "the opening ratio"),
        _ => {}
    }
    let code = StageCode::from(of);
    let step = names::step(doc, &code, lang);
    let test = names::test(doc, &of.into(), lang);
    let question = doc.unsettled.iter();
    let mut question = question.filter(|question| question.code.as_str() == of);
    match question.next() {
        Some(question) => question.question.in_lang(lang).to_owned(),
        None if of == TOTAL_CODE || step != of => {
            let step = inline(&step);
            say!(lang, "{step}的递补", "substitutes for the {step}")
        }
        None if test != of => say!(lang, "加试“{test}”", "the extra test “{test}”"),
        None => say!(lang, "合格线{of}", "the pass line {of}"),
    }
}

pub(super) fn examples(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.examples
        .iter()
        .map(|own| example(doc, own, lang))
        .collect()
}

fn example(doc: &RuleDocument, own: &WorkedExample, lang: Lang) -> String {
    let stage = |code: &StageCode| inline(&names::step(doc, code, lang));
    let figures = match &own.figures {
        ExampleFigures::Bonus(own) => {
            let items = listed(
                own.items.iter().map(|item| example_item(doc, item, lang)),
                lang,
            );
            let points = own.points.plain();
            say!(lang, "{items}加{points}分", "{items} give {points} points")
        }
        ExampleFigures::Rooms(own) => {
            let name = stage(&own.stage);
            let rooms = clauses(own.rooms.iter().map(|room| example_room(room, lang)), lang);
            let overall = own.overall.map(|mean| mean.plain());
            let overall = overall.map(|mean| say!(lang, "总平均分{mean}", "overall mean {mean}"));
            let rooms = clauses([rooms, overall.unwrap_or_default()], lang);
            say!(
                lang,
                "{name}的考场：{rooms}",
                "rooms of the {name}: {rooms}"
            )
        }
        ExampleFigures::Panel(own) => {
            let name = stage(&own.stage);
            let marks = listed(own.marks.iter().map(|mark| mark.plain()), lang);
            let score = own.score.plain();
            say!(
                lang,
                "{name}：考官打{marks}，得{score}分",
                "{name}: marks {marks} give {score}"
            )
        }
        ExampleFigures::Total(own) => {
            let parts = listed(
                own.parts.iter().map(|part| example_part(doc, part, lang)),
                lang,
            );
            let total = own.total.plain();
            say!(
                lang,
                "{parts}，总成绩{total}",
                "{parts} give the total {total}"
            )
        }
        ExampleFigures::Cut(own) => {
            let name = stage(&own.stage);
            let (places, people) = (places(own.places, lang), people(own.people, lang));
            say!(
                lang,
                "{name}之后：{places}有{people}进入下一步",
                "after the {name}: {people} go on for {places}"
            )
        }
    };
    sentence([figures, quoted(Some(&own.clause), lang)], lang)
}

fn example_item(doc: &RuleDocument, own: &ExampleItem, lang: Lang) -> String {
    let name = names::bonus(doc, &own.item, lang);
    match own.number.map(|number| number.plain()) {
        Some(number) => say!(lang, "{name}（{number}）", "{name} ({number})"),
        None => name,
    }
}

fn example_part(doc: &RuleDocument, own: &ExamplePart, lang: Lang) -> String {
    let (name, points) = (score_name(doc, &own.of, lang), own.points.plain());
    format!("{name} {points}")
}

fn example_room(own: &RoomFigures, lang: Lang) -> String {
    let (sum, people) = (own.sum.plain(), people(own.people, lang));
    let mean = own.mean.map(|mean| mean.plain());
    let mean = mean.map(|mean| say!(lang, "平均{mean}", "mean {mean}"));
    let coefficient = own.coefficient.as_ref();
    let coefficient = coefficient.map(|figure| say!(lang, "系数{figure}", "coefficient {figure}"));
    let sum = say!(lang, "{people}共{sum}分", "{people} with {sum} in all");
    phrase([Some(sum), mean, coefficient].into_iter().flatten(), lang)
}

pub(super) fn notes(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let notes = doc.notes.iter();
    notes
        .map(|note| sentence([note.in_lang(lang).to_owned()], lang))
        .collect()
}

pub(super) fn marks(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let marks = doc.marks.iter().map(|(path, mark)| {
        let place = place_in_words(path, lang);
        let may = match mark {
            TemplateMark::Locked => say!(lang, "不能改", "must stay"),
            TemplateMark::Narrower => say!(lang, "可以收紧", "may be made narrower"),
            TemplateMark::Wider => say!(lang, "可以放宽", "may be made wider"),
            TemplateMark::Shorter => say!(lang, "可以缩短", "may be made shorter"),
            TemplateMark::Longer => say!(lang, "可以延长", "may be made longer"),
            TemplateMark::Free => say!(lang, "可以随意改", "may be changed freely"),
            TemplateMark::Within(bounds) => {
                let (from, to) = (bounds.from.plain(), bounds.to.plain());
                say!(lang, "可以在{from}到{to}之间", "may be from {from} to {to}")
            }
        };
        sentence([say!(lang, "{place}：{may}", "{place}: {may}")], lang)
    });
    marks.collect()
}
