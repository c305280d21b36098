//! Opening ratio, shortlist and ties as forms.

use super::quota::{maybe_quota, quota};
use crate::{
    rule_editor::fields::{
        keys::tie_keys,
        parts::{across, parts, sources},
        rows::Table,
        sheet::Sheet,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{
        AdmitAtMost, CutTie, OpeningBase, OpeningCase, OpeningConsequence, OpeningRatioRule,
        PlacesShare, Quota, Ratio, RemovedPlaces, Rounding, RoundingMode, RuleDocument, Shortfall,
        ShortlistBasis, ShortlistRule, StillTied, TestCode, TieRule, defaults,
    },
};
use serde::{Deserialize, Serialize};

pub(super) fn opening(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let default = || OpeningRatioRule {
        clause: None,
        base: OpeningBase::Reviewed,
        needed: Quota::PerPlace(Ratio::whole(3)),
        not_met: Vec::new(),
        removed_places: RemovedPlaces::Lost,
        exempt: None,
        post_change_until: None,
    };
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-has-opening"),
        &mut doc.rules.opening_ratio,
        default,
        |sheet, rule| {
            sheet.clause("clause", &mut rule.clause);
            let bases = vec![
                (OpeningBase::Applied, t!("form-base-applied")),
                (OpeningBase::Reviewed, t!("form-base-reviewed")),
                (OpeningBase::Sat, t!("form-base-sat")),
                (OpeningBase::EnteringInterview, t!("form-base-interview")),
            ];
            sheet.choose(
                Field::new("base", t!("form-base")),
                &mut rule.base,
                bases,
                String::new(),
            );
            quota(sheet, "needed", t!("form-needed"), &mut rule.needed);
            removed(sheet, &words, &mut rule.removed_places);
            sheet.moment(
                "change_until",
                t!("form-change-until"),
                &mut rule.post_change_until,
            );
            let mut exempt = rule.exempt.take().unwrap_or_default();
            let says = !exempt.is_everything();
            sheet.fold("exempt", t!("form-exempt"), says, |sheet| {
                sheet.posts(
                    &words,
                    "exempt_posts",
                    t!("form-exempt-posts"),
                    &mut exempt.posts,
                );
                sheet.pools(
                    &words,
                    "exempt_pools",
                    t!("form-exempt-pools"),
                    &mut exempt.pools,
                );
            });
            rule.exempt = Some(exempt).filter(|exempt| !exempt.is_everything());
            cases(sheet, &mut rule.not_met);
        },
    );
}

fn removed(sheet: &mut Sheet, words: &RuleDocument, own: &mut RemovedPlaces) {
    let lang = lang::current();
    let in_turn = RemovedPlaces::InTurn(Vec::new());
    let mut posts = match own {
        RemovedPlaces::InTurn(posts) => posts.clone(),
        _ => Vec::new(),
    };
    let mut kind = match &*own {
        RemovedPlaces::InTurn(_) => in_turn.clone(),
        other => other.clone(),
    };
    let places = [
        (RemovedPlaces::Lost, t!("form-removed-lost")),
        (RemovedPlaces::Body, t!("form-body")),
    ];
    let to_pool = |pool: &domain::rules::Pool| {
        (
            RemovedPlaces::ToPool(pool.code.clone()),
            t!("form-removed-pool", pool = pool.name.in_lang(lang)),
        )
    };
    let to_pools = words.pools.iter().map(to_pool);
    let options = places
        .into_iter()
        .chain(to_pools)
        .chain([(in_turn, t!("form-removed-turn"))])
        .collect();
    let other = match &kind {
        RemovedPlaces::ToPool(pool) => pool.to_string(),
        _ => String::new(),
    };
    sheet.choose(
        Field::new("removed", t!("form-removed")),
        &mut kind,
        options,
        other,
    );
    sheet.posts(words, "removed_posts", t!("form-removed-posts"), &mut posts);
    *own = match kind {
        RemovedPlaces::InTurn(_) => {
            if posts.is_empty() && !sheet.is_wrong("removed_posts") {
                sheet.wrong("removed_posts", Problem::Missing);
            }
            RemovedPlaces::InTurn(posts)
        }
        other => other,
    };
}

fn cases(sheet: &mut Sheet, own: &mut Vec<OpeningCase>) {
    let table = Table {
        name: "cases",
        legend: t!("form-not-met"),
        note: t!("form-not-met-note"),
        head: vec![
            t!("form-then"),
            t!("form-up-to"),
            t!("form-fewer-than"),
            t!("form-then-share-of"),
            t!("form-rounding-mode"),
        ],
        key: "then",
        spare: 1,
    };
    let mut rows: Vec<(Option<OpeningConsequence>, Option<u32>, Option<Ratio>)> =
        std::mem::take(own)
            .into_iter()
            .map(|case| (Some(case.then), case.up_to, case.fewer_than))
            .collect();
    let reduced = |share, mode| {
        Some(OpeningConsequence::ReduceToShare(PlacesShare {
            share,
            mode,
        }))
    };
    let plain = reduced(Ratio::percent(50), RoundingMode::Truncate);
    sheet.list(
        table,
        &mut rows,
        || (None, None, None),
        |sheet, prefix, (then, up_to, fewer_than)| {
            let (mut share, mut mode) = match &*then {
                Some(OpeningConsequence::ReduceToShare(own)) => (Some(own.share), own.mode),
                _ => (None, RoundingMode::Truncate),
            };
            if share.is_some() {
                *then = plain.clone();
            }
            let options = vec![
                (None, t!("form-none")),
                (Some(OpeningConsequence::Cancel), t!("form-then-cancel")),
                (
                    Some(OpeningConsequence::ReduceInProportion),
                    t!("form-then-reduce"),
                ),
                (plain.clone(), t!("form-then-share")),
                (Some(OpeningConsequence::Body), t!("form-body")),
                (Some(OpeningConsequence::GoAhead), t!("form-then-go")),
            ];
            sheet.choose(
                Field::new(format!("{prefix}then"), t!("form-then")),
                then,
                options,
                String::new(),
            );
            sheet.maybe_count(&format!("{prefix}up_to"), t!("form-up-to"), up_to);
            sheet.maybe_ratio(
                &format!("{prefix}fewer_than"),
                t!("form-fewer-than"),
                fewer_than,
            );
            let name = format!("{prefix}share");
            sheet.maybe_ratio(&name, t!("form-then-share-of"), &mut share);
            sheet.rounding_mode(&format!("{prefix}mode"), &mut mode);
            if *then == plain {
                match share {
                    Some(share) => *then = reduced(share, mode),
                    None if !sheet.is_wrong(&name) => sheet.wrong(&name, Problem::Missing),
                    None => {}
                }
            }
        },
    );
    let stated = rows.into_iter().filter_map(|(then, up_to, fewer_than)| {
        Some(OpeningCase {
            then: then?,
            up_to,
            fewer_than,
        })
    });
    *own = stated.collect();
}

/// The tests of these rules by name.
fn tests(doc: &RuleDocument) -> Vec<(TestCode, String)> {
    let named = doc.tests.iter().map(|test| {
        (
            test.code.clone(),
            test.name.in_lang(lang::current()).to_owned(),
        )
    });
    named.collect()
}

pub(super) fn shortlist(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-common"));
    let own = &mut doc.rules.shortlist;
    sheet.section(
        t!("form-stated"),
        own,
        defaults::shortlist,
        |sheet, rule: &mut ShortlistRule| {
            sheet.clause("clause", &mut rule.clause);
            quota(sheet, "quota", t!("form-shortlist-quota"), &mut rule.quota);
            across(sheet, "across", t!("form-ranked-among"), &mut rule.across);
            shortfall(sheet, &mut rule.shortfall);
            cut_tie(sheet, &words, &mut rule.tie_at_cut);
            let says = rule.basis.is_some();
            sheet.fold("basis", t!("form-basis"), says, |sheet| {
                sheet.within("basis_", |sheet| basis(sheet, &words, &mut rule.basis));
            });
            let says = rule.recheck.is_some();
            sheet.fold("recheck-all", t!("form-recheck"), says, |sheet| {
                maybe_quota(
                    sheet,
                    "recheck",
                    t!("form-has-recheck"),
                    t!("form-recheck-quota"),
                    &mut rule.recheck,
                );
            });
        },
    );
}

fn shortfall(sheet: &mut Sheet, own: &mut Option<Shortfall>) {
    let lower = Some(Shortfall::CutPlacesTo(Quota::PerPlace(Ratio::whole(2))));
    let short = vec![
        (None, t!("form-unstated")),
        (Some(Shortfall::ActualNumber), t!("form-short-actual")),
        (Some(Shortfall::CutPlaces), t!("form-short-cut")),
        (lower.clone(), t!("form-short-cut-to")),
        (Some(Shortfall::Body), t!("form-body")),
    ];
    let of = |own: &Option<Shortfall>| match own {
        Some(Shortfall::CutPlacesTo(_)) => lower.clone(),
        other => other.clone(),
    };
    sheet.kind(
        Field::new("shortfall", t!("form-shortfall")),
        own,
        short,
        String::new(),
        of,
        |kind| kind,
    );
    if let Some(Shortfall::CutPlacesTo(enough)) = own {
        quota(sheet, "enough", t!("form-enough"), enough);
    }
}

/// What settles a tie on the last place, without its details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Cut {
    Unstated,
    By(CutTie),
    Keys,
    AtMost,
}

impl Cut {
    fn of(tie: &Option<CutTie>) -> Cut {
        match tie {
            None => Cut::Unstated,
            Some(CutTie::ByKeys(_)) => Cut::Keys,
            Some(CutTie::AdmitAtMost(_)) => Cut::AtMost,
            Some(other) => Cut::By(other.clone()),
        }
    }

    fn empty(self) -> Option<CutTie> {
        match self {
            Cut::Unstated => None,
            Cut::By(tie) => Some(tie),
            Cut::Keys => Some(CutTie::ByKeys(Vec::new())),
            Cut::AtMost => Some(CutTie::AdmitAtMost(AdmitAtMost {
                beyond: 1,
                otherwise: Box::new(CutTie::AdmitNone),
            })),
        }
    }
}

fn cut_tie(sheet: &mut Sheet, words: &RuleDocument, own: &mut Option<CutTie>) {
    let extra = tests(words).into_iter();
    let extra = extra.map(|(code, name)| {
        (
            Cut::By(CutTie::ExtraTest(code)),
            t!("form-extra-test", test = name.as_str()),
        )
    });
    let ties = [
        (Cut::Unstated, t!("form-unstated")),
        (Cut::By(CutTie::AdmitAll), t!("form-tie-admit-all")),
        (Cut::AtMost, t!("form-tie-at-most")),
        (Cut::By(CutTie::AdmitNone), t!("form-tie-admit-none")),
        (Cut::Keys, t!("form-tie-keys")),
        (Cut::By(CutTie::Body), t!("form-body")),
    ];
    let ties = ties.into_iter().chain(extra).collect();
    let field = Field::new("tie", t!("form-tie-at-cut"));
    sheet.kind(
        field,
        own,
        ties,
        t!("form-unknown-option"),
        Cut::of,
        Cut::empty,
    );
    match own {
        Some(CutTie::ByKeys(keys)) => sheet.within("cut-", |sheet| tie_keys(sheet, words, keys)),
        Some(CutTie::AdmitAtMost(most)) => {
            sheet.count("beyond", t!("form-tie-beyond"), &mut most.beyond);
            sheet.within("otherwise-", |sheet| {
                sheet.group_with(String::new(), t!("form-tie-otherwise"));
                let mut otherwise = Some((*most.otherwise).clone());
                cut_tie(sheet, words, &mut otherwise);
                match otherwise {
                    Some(otherwise) => *most.otherwise = otherwise,
                    None => sheet.wrong("tie", Problem::Missing),
                }
            });
        }
        _ => {}
    }
}

/// A score that is made only for the shortlist.
fn basis(sheet: &mut Sheet, words: &RuleDocument, own: &mut Option<ShortlistBasis>) {
    let sources = sources(words, false);
    let default = || ShortlistBasis {
        parts: Vec::new(),
        each_product: None,
        rounding: Rounding::half_up(2),
    };
    sheet.section(t!("form-has-basis"), own, default, |sheet, basis| {
        sheet.rounding("rounding", t!("form-score-decimals"), &mut basis.rounding);
        sheet.maybe_rounding(
            "product",
            t!("form-product-decimals"),
            &mut basis.each_product,
        );
        parts(sheet, &sources, &mut basis.parts);
    });
}

pub(super) fn ties(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-stated"),
        &mut doc.rules.ties,
        defaults::ties,
        |sheet, rule: &mut TieRule| {
            sheet.clause("clause", &mut rule.clause);
            let extra = tests(&words).into_iter();
            let extra = extra.map(|(code, name)| {
                (
                    StillTied::ExtraTest(code),
                    t!("form-extra-test", test = name.as_str()),
                )
            });
            let still = [
                (StillTied::ShareRank, t!("form-share-rank")),
                (StillTied::Body, t!("form-body")),
            ];
            let still = still.into_iter().chain(extra).collect();
            let other = t!("form-unknown-option");
            sheet.choose(
                Field::new("still", t!("form-still-tied")),
                &mut rule.still_tied,
                still,
                other,
            );
            tie_keys(sheet, &words, &mut rule.keys);
        },
    );
}
