//! The total in sentences.

use super::{RankedOn, TotalRule};
use crate::rules::RuleDocument;
use crate::rules::lists::say::across;
use crate::rules::names;
use crate::rules::say::{TOTAL, clauses, quoted, say};
use crate::rules::stages::say::lines;
use crate::text::Lang;

/// Clause by clause.
pub(crate) fn total(doc: &RuleDocument, rule: &TotalRule, lang: Lang) -> Vec<String> {
    let (name, full) = (TOTAL.in_lang(lang), rule.full.plain());
    let formula = names::formula(doc, &rule.formula, lang);
    let tracks = rule.tracks.iter().map(|own| {
        let track = names::track(doc, &own.track, lang);
        let parts = names::parts(doc, &own.parts, lang);
        say!(lang, "{track}：{parts}", "{track}: {parts}")
    });
    let tracks = clauses(tracks, lang);
    let ranked = match rule.ranked_on {
        RankedOn::Rounded => String::new(),
        RankedOn::Exact => say!(
            lang,
            "按没有舍入的数排名，公布舍入后的",
            "ranked on the exact sum; the rounded one is shown"
        ),
    };
    let of = across(rule.across, lang);
    let lines = lines(doc, rule.lines.as_deref(), lang);
    vec![
        say!(
            lang,
            "{name}满分{full}＝{formula}",
            "{name} of {full} = {formula}"
        ),
        tracks,
        ranked,
        say!(lang, "{of}的人一起排名", "one ranking for the people {of}"),
        lines,
        quoted(rule.clause.as_ref(), lang),
    ]
}
