//! Bonus points in sentences.

use super::{
    BonusBands, BonusGroup, BonusItem, BonusPoints, BonusRows, BonusRule, RowPoints, Stack,
};
use crate::numbers::Points;
use crate::rules::eligibility::condition_in_words;
use crate::rules::names::{self, whole_name};
use crate::rules::say::{
    self as figures, aside, clauses, either, listed, moment, past_full, phrase, quoted, say,
};
use crate::rules::score::ScoreOf;
use crate::rules::stages::say::bands;
use crate::rules::{FactKey, FactKind, RuleDocument};
use crate::text::Lang;

/// What holds for all items, clause by clause.
pub(crate) fn frame(doc: &RuleDocument, rule: &BonusRule, lang: Lang) -> Vec<String> {
    let count = rule.items.len();
    let stack_said = match rule.stack {
        Some(own) => {
            let how = stack(own, lang);
            say!(lang, "几项都有的{how}", "{how}")
        }
        None => say!(
            lang,
            "没有写几项能不能相加",
            "whether items add up is not stated"
        ),
    };
    let full = match rule.may_exceed_full {
        None => say!(
            lang,
            "没有写能不能超过满分，可以",
            "passing the full mark is not stated: it may"
        ),
        Some(may) => past_full(may, lang),
    };
    let several = rule.items.iter().any(|item| !item.raises.is_empty())
        || rule.groups.iter().any(|group| !group.raises.is_empty());
    let apart = several.then(|| {
        say!(
            lang,
            "加在不同成绩上的分开算",
            "what raises different scores is counted by itself"
        )
    });
    vec![
        say!(lang, "{count}项加分", "{count} bonus items"),
        raises(doc, &rule.raises, lang),
        stack_said,
        cap(rule.cap, lang),
        full,
        by_when(rule.evidence_by, lang),
        apart.unwrap_or_default(),
        quoted(rule.clause.as_ref(), lang),
    ]
}

/// How several items count together.
pub(crate) fn stack(stack: Stack, lang: Lang) -> String {
    match stack {
        Stack::Highest => say!(lang, "只加最高的一项", "only the highest counts"),
        Stack::Sum => say!(lang, "相加", "they add up"),
    }
}

/// The most that items give together.
pub(crate) fn cap(cap: Option<Points>, lang: Lang) -> String {
    cap.map_or_else(String::new, |cap| {
        let cap = figures::points(cap, lang);
        say!(lang, "最多加{cap}", "at most {cap}")
    })
}

fn by_when(at: Option<crate::time::Moment>, lang: Lang) -> String {
    at.map_or_else(String::new, |at| {
        let at = moment(at, lang);
        say!(
            lang,
            "材料{at}前交，晚了算放弃",
            "evidence by {at}, later it counts as waived"
        )
    })
}

fn raises(doc: &RuleDocument, of: &[ScoreOf], lang: Lang) -> String {
    if of.is_empty() {
        return String::new();
    }
    let scores = listed(of.iter().map(|of| whole_name(doc, of, lang)), lang);
    say!(lang, "加在{scores}上", "added to the {scores}")
}

/// A group of items.
pub(crate) fn group(doc: &RuleDocument, group: &BonusGroup, lang: Lang) -> Vec<String> {
    let name = group.name.in_lang(lang);
    let how = stack(group.stack, lang);
    vec![
        say!(lang, "{name}一组：{how}", "group “{name}”: {how}"),
        cap(group.cap, lang),
        inside(doc, group.group.as_ref(), lang),
        raises(doc, &group.raises, lang),
    ]
}

fn inside(doc: &RuleDocument, group: Option<&crate::rules::BonusCode>, lang: Lang) -> String {
    group.map_or_else(String::new, |code| {
        let group = names::bonus(doc, code, lang);
        say!(lang, "算在“{group}”里", "within “{group}”")
    })
}

/// One item, clause by clause.
pub(crate) fn item(doc: &RuleDocument, item: &BonusItem, lang: Lang) -> Vec<String> {
    let (name, when) = (
        item.name.in_lang(lang),
        condition_in_words(doc, &item.when, lang),
    );
    let points = points(doc, &item.points, lang);
    let evidence = item.evidence.as_ref().map(|text| {
        let evidence = text.in_lang(lang);
        say!(lang, "材料：{evidence}", "evidence: {evidence}")
    });
    let verified = item.verified_by.as_ref().map(|text| {
        let office = text.in_lang(lang);
        say!(lang, "由{office}核实", "verified by {office}")
    });
    vec![
        say!(
            lang,
            "{name}（{when}）：{points}",
            "{name} ({when}): {points}"
        ),
        inside(doc, item.group.as_ref(), lang),
        raises(doc, &item.raises, lang),
        evidence.unwrap_or_default(),
        by_when(item.evidence_by, lang),
        verified.unwrap_or_default(),
        quoted(item.clause.as_ref(), lang),
    ]
}

fn points(doc: &RuleDocument, points: &BonusPoints, lang: Lang) -> String {
    match points {
        BonusPoints::Fixed(points) => {
            let points = figures::points(*points, lang);
            say!(lang, "加{points}", "{points}")
        }
        BonusPoints::Bands(own) => by_bands(doc, own, lang),
        BonusPoints::Rows(own) => by_rows(doc, own, lang),
        BonusPoints::Body => say!(
            lang,
            "酌情加分，每个人由领导小组决定",
            "as fit: a body gives each person's points"
        ),
    }
}

fn by_bands(doc: &RuleDocument, rule: &BonusBands, lang: Lang) -> String {
    let (fact, unit) = (names::fact(doc, &rule.of, lang), unit(doc, &rule.of, lang));
    let given = bands(doc, &rule.bands, &unit, lang);
    let marginal = rule.marginal.then(|| {
        say!(
            lang,
            "每一段只算落在这一段里的部分",
            "each band counts for the part that lies in it"
        )
    });
    let given = clauses([given, marginal.unwrap_or_default()], lang);
    say!(lang, "按{fact}：{given}", "by {fact}: {given}")
}

fn unit(doc: &RuleDocument, fact: &FactKey, lang: Lang) -> String {
    match doc.fact(fact).map(|def| &def.kind) {
        Some(FactKind::Number(kind)) => kind
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| unit.in_lang(lang).to_owned()),
        _ => String::new(),
    }
}

fn by_rows(doc: &RuleDocument, rule: &BonusRows, lang: Lang) -> String {
    let fact = names::fact(doc, &rule.of, lang);
    let each = rule.points.iter();
    let each = clauses(each.map(|own| row(doc, rule, own, lang)), lang);
    let columns = rule.best_per.iter();
    let columns = listed(
        columns.map(|column| names::column(doc, &rule.of, column, lang)),
        lang,
    );
    let best = match columns.is_empty() {
        true => String::new(),
        false => say!(
            lang,
            "{columns}相同的只算最好的一条",
            "of rows with the same {columns} only the best counts"
        ),
    };
    let given = phrase([each, best], lang);
    say!(lang, "{fact}每条{given}", "for each row of {fact}: {given}")
}

fn row(doc: &RuleDocument, rule: &BonusRows, row: &RowPoints, lang: Lang) -> String {
    let points = figures::points(row.points, lang);
    let Some(column) = &row.column else {
        return match rule.points.len() {
            1 => say!(lang, "加{points}", "{points}"),
            _ => say!(lang, "其他的加{points}", "{points} otherwise"),
        };
    };
    let options = row.options.iter();
    let options = either(
        options.map(|option| names::row_option(doc, &rule.of, column, option, lang)),
        lang,
    );
    let column = names::column(doc, &rule.of, column, lang);
    let which = aside(
        &say!(lang, "{column}为{options}", "{column}: {options}"),
        lang,
    );
    say!(lang, "加{points}{which}", "{points}{which}")
}
