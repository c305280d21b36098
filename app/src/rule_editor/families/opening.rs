//! Whether a post goes ahead, with how many places, and where removed places go.

use super::quota::quota;
use crate::{
    rule_editor::fields::{
        kinds::{fixed_words, with_unstated},
        parts::stages,
        rows::Table,
        series::Series,
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    numbers::{Ratio, RoundingMode},
    rules::{
        OpeningAt, OpeningCase, OpeningRule, OpeningThen, Part, PlacesShare, PoolCode, PostCode,
        Quota, RemovedPlaces, RuleDocument, capital, counted_at,
    },
};

pub(super) fn opening(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "opening",
        legend: Part::Opening.name(lang::current()).to_owned(),
        note: t!("form-opening-note"),
        add: t!("add-opening"),
    };
    let blank = |_, _: &[_]| OpeningRule {
        clause: None,
        at: OpeningAt::Accepted,
        needed: Quota::PerPlace(Ratio::whole(3)),
        otherwise: Vec::new(),
        removed_places: RemovedPlaces::Lost,
    };
    let none = t!("form-opening-none");
    let points = counted(&words);
    sheet.maybe_series(series, none, &mut doc.opening, blank, |sheet, rule| {
        sheet.choose(
            Field::new("at", t!("form-opening-at")),
            &mut rule.at,
            points.clone(),
            t!("form-unknown-option"),
        );
        quota(sheet, "needed", t!("form-needed"), &mut rule.needed);
        cases(sheet, &words, &mut rule.otherwise);
        removed(sheet, &words, &mut rule.removed_places);
        sheet.clause("clause", &mut rule.clause);
        let at = points.iter().find(|(at, _)| *at == rule.at);
        at.map_or_else(|| t!("form-unknown-option"), |(_, label)| label.clone())
    });
}

/// Who is counted, and when.
fn counted(words: &RuleDocument) -> Vec<(OpeningAt, String)> {
    let mut all = vec![OpeningAt::Applied, OpeningAt::Paid, OpeningAt::Accepted];
    for stage in stages(words) {
        all.push(OpeningAt::Came(stage.code.clone()));
        all.push(OpeningAt::Called(stage.code));
    }
    let named = all.into_iter().map(|at| {
        let name = capital(&counted_at(words, &at, lang::current()));
        (at, name)
    });
    named.collect()
}

/// What too few people mean, row by row.
fn cases(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<OpeningCase>) {
    let table = Table {
        name: "cases",
        legend: t!("form-not-met"),
        note: t!("form-not-met-note"),
        head: vec![
            t!("form-then"),
            t!("form-up-to"),
            t!("form-then-share-of"),
            t!("form-rounding-mode"),
        ],
        key: "then",
        spare: 1,
    };
    let consequences = consequences(words);
    let mut rows: Vec<(Option<OpeningThen>, Option<u32>)> = std::mem::take(own)
        .into_iter()
        .map(|case| (Some(case.then), case.up_to))
        .collect();
    let blank = || (None, None);
    sheet.list(table, &mut rows, blank, |sheet, prefix, (then, up_to)| {
        let (mut share, mut mode) = match &*then {
            Some(OpeningThen::ReduceToShare(own)) => (Some(own.share), own.mode),
            _ => (None, RoundingMode::Truncate),
        };
        if share.is_some() {
            *then = Some(plain_share());
        }
        sheet.choose(
            Field::new(format!("{prefix}then"), t!("form-then")),
            then,
            consequences.clone(),
            t!("form-unknown-option"),
        );
        sheet.maybe_count(&format!("{prefix}up_to"), t!("form-up-to"), up_to);
        let name = format!("{prefix}share");
        sheet.maybe_ratio(&name, t!("form-then-share-of"), &mut share);
        sheet.rounding_mode(&format!("{prefix}mode"), &mut mode);
        if *then == Some(plain_share()) {
            match share {
                Some(share) => *then = Some(to_share(share, mode)),
                None if !sheet.is_wrong(&name) => sheet.wrong(&name, Problem::Missing),
                None => {}
            }
        }
    });
    let stated = rows
        .into_iter()
        .filter_map(|(then, up_to)| Some(OpeningCase { up_to, then: then? }));
    *own = stated.collect();
}

fn to_share(share: Ratio, mode: RoundingMode) -> OpeningThen {
    OpeningThen::ReduceToShare(PlacesShare { share, mode })
}

/// A share without its figures, as the choice shows it.
fn plain_share() -> OpeningThen {
    to_share(Ratio::percent(50), RoundingMode::Truncate)
}

fn consequences(words: &RuleDocument) -> Vec<(Option<OpeningThen>, String)> {
    let every = [
        OpeningThen::Cancel,
        OpeningThen::Reduce,
        plain_share(),
        OpeningThen::Body,
        OpeningThen::GoAhead,
    ];
    let fixed = with_unstated(t!("form-none"), fixed_words("then", &every));
    let tracks = words.tracks.iter().map(|track| {
        let label = t!(
            "form-then-track",
            track = track.name.in_lang(lang::current())
        );
        (Some(OpeningThen::Track(track.code.clone())), label)
    });
    fixed.into_iter().chain(tracks).collect()
}

fn removed(sheet: &mut RuleForm, words: &RuleDocument, own: &mut RemovedPlaces) {
    let (to_pools, to_posts) = (
        RemovedPlaces::ToPools(Vec::new()),
        RemovedPlaces::ToPosts(Vec::new()),
    );
    let (mut kind, mut pools, mut posts): (_, Vec<PoolCode>, Vec<PostCode>) = match &*own {
        RemovedPlaces::ToPools(pools) => (to_pools.clone(), pools.clone(), Vec::new()),
        RemovedPlaces::ToPosts(posts) => (to_posts.clone(), Vec::new(), posts.clone()),
        other => (other.clone(), Vec::new(), Vec::new()),
    };
    let every = [RemovedPlaces::Lost, RemovedPlaces::Body, to_pools, to_posts];
    let kinds = fixed_words("removed_places", &every);
    let field = Field::new("removed", t!("form-removed"));
    sheet.choose(field, &mut kind, kinds, String::new());
    let says = matches!(kind, RemovedPlaces::ToPools(_) | RemovedPlaces::ToPosts(_));
    sheet.fold("removed_to", t!("form-removed-to"), says, |sheet| {
        let label = t!("form-removed-to-pools");
        sheet.pools(words, "removed_pools", label, &mut pools);
        let label = t!("form-removed-posts");
        sheet.posts(words, "removed_posts", label, &mut posts);
        let needs = |sheet: &mut RuleForm, name: &str| {
            if !sheet.is_wrong(name) {
                sheet.wrong(name, Problem::Missing);
            }
        };
        match kind {
            RemovedPlaces::ToPools(_) if pools.is_empty() => needs(sheet, "removed_pools"),
            RemovedPlaces::ToPosts(_) if posts.is_empty() => needs(sheet, "removed_posts"),
            _ => {}
        }
    });
    *own = match kind {
        RemovedPlaces::ToPools(_) => RemovedPlaces::ToPools(pools),
        RemovedPlaces::ToPosts(_) => RemovedPlaces::ToPosts(posts),
        other => other,
    };
}
