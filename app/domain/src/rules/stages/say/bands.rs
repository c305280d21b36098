//! Figures that give points, in sentences.

use crate::numbers::Points;
use crate::rules::RuleDocument;
use crate::rules::eligibility::condition_in_words;
use crate::rules::say::{self as figures, Said, clauses, counted, phrase, said, say, with_unit};
use crate::rules::stages::{Band, BandGives, BandsBy, Event, Slope};
use crate::text::Lang;

/// `5名`, `5`
const PLACES_IN_RANK: Said = said("名", "");

/// An event with its bands.
pub(super) fn event(doc: &RuleDocument, event: &Event, lang: Lang) -> String {
    let name = event.name.in_lang(lang);
    let unit = event.unit.as_ref().map_or("", |unit| unit.in_lang(lang));
    let better = match event.lower_is_better {
        true => say!(lang, "越低越好", "the lower the better"),
        false => String::new(),
    };
    let tries = event.tries.map(|n| {
        let tries = counted(n, "次", "attempt", lang);
        say!(lang, "{tries}取最好的", "the best of {tries}")
    });
    let (unit_of_bands, by) = match event.by {
        BandsBy::Figure => (unit, String::new()),
        BandsBy::Rank => (
            PLACES_IN_RANK.in_lang(lang),
            say!(
                lang,
                "按同岗位的名次",
                "by the place among those of the post"
            ),
        ),
    };
    let measured = match unit.is_empty() {
        true => String::new(),
        false => say!(lang, "以{unit}计", "in {unit}"),
    };
    let how = phrase([measured, better, tries.unwrap_or_default(), by], lang);
    let given = bands(doc, &event.bands, unit_of_bands, lang);
    let given = match given.is_empty() {
        true => say!(lang, "没有写怎么给分", "no points are stated"),
        false => given,
    };
    let what = phrase([how, given], lang);
    say!(lang, "{name}：{what}", "{name}: {what}")
}

/// What figures in these bands give.
pub(crate) fn bands(doc: &RuleDocument, bands: &[Band], unit: &str, lang: Lang) -> String {
    clauses(bands.iter().map(|own| band(doc, own, unit, lang)), lang)
}

fn band(doc: &RuleDocument, band: &Band, unit: &str, lang: Lang) -> String {
    let figure = |points: Points| {
        let points = points.plain();
        with_unit(&points, unit, lang)
    };
    let range = match (band.from.map(figure), band.to.map(figure)) {
        (None, None) => say!(lang, "其他", "otherwise"),
        (Some(from), None) => say!(lang, "{from}起", "from {from}"),
        (None, Some(to)) => say!(lang, "到{to}", "up to {to}"),
        (Some(from), Some(to)) => say!(lang, "{from}到{to}", "{from} to {to}"),
    };
    let who = band.when.as_ref();
    let who = who.map(|when| condition_in_words(doc, when, lang));
    let gives = match &band.gives {
        BandGives::Points(points) => {
            let points = figures::points(*points, lang);
            say!(lang, "得{points}", "{points}")
        }
        BandGives::Out => say!(lang, "不合格", "out"),
        BandGives::Each(own) => slope(own, &figure(own.unit), lang),
    };
    let range = say!(lang, "{range}{gives}", "{range}: {gives}");
    match who {
        Some(who) => say!(lang, "{who}的{range}", "with {who}, {range}"),
        None => range,
    }
}

fn slope(slope: &Slope, unit: &str, lang: Lang) -> String {
    let (base, down) = (slope.base.plain(), slope.points < Points::ZERO);
    let points = slope.points.plain();
    let points = points.trim_start_matches('-');
    let each = match down {
        true => say!(
            lang,
            "得{base}分，每{unit}减{points}分",
            "{base} points and {points} less for each {unit}"
        ),
        false => say!(
            lang,
            "得{base}分，每{unit}再加{points}分",
            "{base} points and {points} more for each {unit}"
        ),
    };
    let least = slope.least.map(Points::plain);
    let least = least.map(|points| say!(lang, "最低{points}分", "at least {points}"));
    let most = slope.most.map(Points::plain);
    let most = most.map(|points| say!(lang, "最高{points}分", "at most {points}"));
    phrase([Some(each), least, most].into_iter().flatten(), lang)
}
