//! Opening ratio, shortlist and ties as forms.

use super::{
    scores::{across, sources},
    sheet::{Sheet, Table},
    steps::quota,
};
use crate::ui::{forms::Field, lang};
use domain::rules::{
    CutTie, FactKind, OpeningBase, OpeningCase, OpeningConsequence, OpeningRatioRule, Quota, Ratio, RemovedPlaces,
    RuleDocument, ScoreSource, Shortfall, ShortlistRule, StillTied, TieKey, TieRule, defaults, tie_key,
};

pub(super) fn opening(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let pools: Vec<_> =
        doc.pools.iter().map(|pool| (pool.code.clone(), pool.name.in_lang(lang::current()).to_owned())).collect();
    let default = || OpeningRatioRule {
        clause: None,
        base: OpeningBase::Reviewed,
        needed: Quota::PerPlace(Ratio::whole(3)),
        not_met: Vec::new(),
        removed_places: RemovedPlaces::Lost,
        exempt: None,
        post_change_until: None,
    };
    sheet.group_with(t!("form-common"), t!("form-opening-note"));
    sheet.section(t!("form-has-opening"), &mut doc.rules.opening_ratio, default, |sheet, rule| {
        sheet.clause("clause", &mut rule.clause);
        let bases = vec![
            (OpeningBase::Applied, t!("form-base-applied")),
            (OpeningBase::Reviewed, t!("form-base-reviewed")),
            (OpeningBase::Sat, t!("form-base-sat")),
            (OpeningBase::EnteringInterview, t!("form-base-interview")),
        ];
        sheet.choose(Field::new("base", t!("form-base")), &mut rule.base, bases, String::new());
        quota(sheet, "needed", t!("form-needed"), &mut rule.needed);
        let places = [(RemovedPlaces::Lost, t!("form-removed-lost")), (RemovedPlaces::Body, t!("form-body"))];
        let to_pools = pools
            .iter()
            .map(|(code, name)| (RemovedPlaces::ToPool(code.clone()), t!("form-removed-pool", pool = name.as_str())));
        let options = places.into_iter().chain(to_pools).collect();
        sheet.choose(
            Field::new("removed", t!("form-removed")),
            &mut rule.removed_places,
            options,
            t!("form-removed-turn"),
        );
        sheet.moment("change_until", t!("form-change-until"), &mut rule.post_change_until);
        cases(sheet, &mut rule.not_met);
    });
}

fn cases(sheet: &mut Sheet, own: &mut Vec<OpeningCase>) {
    let table = Table {
        name: "cases",
        legend: t!("form-not-met"),
        note: t!("form-not-met-note"),
        head: vec![t!("form-then"), t!("form-up-to")],
        key: "then",
        spare: 1,
    };
    // The ratio of a case has no box and stays as it is.
    let mut rows: Vec<(Option<OpeningConsequence>, Option<u32>, Option<Ratio>)> =
        std::mem::take(own).into_iter().map(|case| (Some(case.then), case.up_to, case.fewer_than)).collect();
    sheet.list(
        table,
        &mut rows,
        || (None, None, None),
        |sheet, prefix, (then, up_to, _)| {
            let options = vec![
                (None, t!("form-none")),
                (Some(OpeningConsequence::Cancel), t!("form-then-cancel")),
                (Some(OpeningConsequence::ReduceInProportion), t!("form-then-reduce")),
                (Some(OpeningConsequence::Body), t!("form-body")),
                (Some(OpeningConsequence::GoAhead), t!("form-then-go")),
            ];
            sheet.choose(Field::new(format!("{prefix}then"), t!("form-then")), then, options, t!("form-then-share"));
            sheet.maybe_count(&format!("{prefix}up_to"), t!("form-up-to"), up_to);
        },
    );
    let stated =
        rows.into_iter().filter_map(|(then, up_to, fewer_than)| Some(OpeningCase { then: then?, up_to, fewer_than }));
    *own = stated.collect();
}

pub(super) fn shortlist(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let tests: Vec<_> =
        doc.tests.iter().map(|test| (test.code.clone(), test.name.in_lang(lang::current()).to_owned())).collect();
    let basis = doc.rules.shortlist.as_ref().is_some_and(|rule| rule.basis.is_some());
    sheet.group_with(t!("form-common"), if basis { t!("form-basis-note") } else { String::new() });
    sheet.section(
        t!("form-stated"),
        &mut doc.rules.shortlist,
        defaults::shortlist,
        |sheet, rule: &mut ShortlistRule| {
            sheet.clause("clause", &mut rule.clause);
            quota(sheet, "quota", t!("form-shortlist-quota"), &mut rule.quota);
            across(sheet, "across", t!("form-ranked-among"), &mut rule.across);
            let extra = tests.iter().map(|(code, name)| {
                (Some(CutTie::ExtraTest(code.clone())), t!("form-extra-test", test = name.as_str()))
            });
            let ties = [
                (None, t!("form-unstated")),
                (Some(CutTie::AdmitAll), t!("form-tie-admit-all")),
                (Some(CutTie::Body), t!("form-body")),
            ];
            let ties = ties.into_iter().chain(extra).collect();
            sheet.choose(Field::new("tie", t!("form-tie-at-cut")), &mut rule.tie_at_cut, ties, t!("form-tie-keys"));
            let short = vec![
                (None, t!("form-unstated")),
                (Some(Shortfall::ActualNumber), t!("form-short-actual")),
                (Some(Shortfall::CutPlaces), t!("form-short-cut")),
                (Some(Shortfall::Body), t!("form-body")),
            ];
            sheet.choose(Field::new("shortfall", t!("form-shortfall")), &mut rule.shortfall, short, String::new());
        },
    );
}

pub(super) fn ties(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let (keys, words) = (offered_keys(doc), doc.clone());
    let tests: Vec<_> =
        doc.tests.iter().map(|test| (test.code.clone(), test.name.in_lang(lang::current()).to_owned())).collect();
    sheet.group(t!("form-common"));
    sheet.section(t!("form-stated"), &mut doc.rules.ties, defaults::ties, |sheet, rule: &mut TieRule| {
        sheet.clause("clause", &mut rule.clause);
        let extra = tests
            .iter()
            .map(|(code, name)| (StillTied::ExtraTest(code.clone()), t!("form-extra-test", test = name.as_str())));
        let still = [(StillTied::ShareRank, t!("form-share-rank")), (StillTied::Body, t!("form-body"))];
        let still = still.into_iter().chain(extra).collect();
        sheet.choose(Field::new("still", t!("form-still-tied")), &mut rule.still_tied, still, String::new());
        let table = Table {
            name: "keys",
            legend: t!("form-keys"),
            note: t!("form-keys-note"),
            head: vec![t!("form-key")],
            key: "key",
            spare: 2,
        };
        let mut rows: Vec<Option<TieKey>> = std::mem::take(&mut rule.keys).into_iter().map(Some).collect();
        sheet.list(
            table,
            &mut rows,
            || None,
            |sheet, prefix, key| {
                let other = key.as_ref().map(|key| tie_key(&words, key, lang::current())).unwrap_or_default();
                let none = std::iter::once((None, t!("form-none")));
                let options = none.chain(keys.iter().map(|(key, label)| (Some(key.clone()), label.clone()))).collect();
                sheet.choose(Field::new(format!("{prefix}key"), t!("form-key")), key, options, other);
            },
        );
        rule.keys = rows.into_iter().flatten().collect();
    });
}

/// Every comparison that scores and answers allow; orders by status stay as the document has them.
fn offered_keys(doc: &RuleDocument) -> Vec<(TieKey, String)> {
    let scores = sources(doc, false).into_iter().map(|(of, _)| of);
    let scores = scores.filter(|of| *of != ScoreSource::InterviewBeforeCorrection).map(TieKey::Higher);
    let facts = doc.facts.iter().flat_map(|fact| match &fact.kind {
        FactKind::Number(_) => vec![TieKey::HigherNumber(fact.key.clone())],
        FactKind::Date(_) => vec![TieKey::Later(fact.key.clone()), TieKey::Earlier(fact.key.clone())],
        FactKind::Choice(choice) if choice.ordered => vec![TieKey::HigherLevel(fact.key.clone())],
        _ => Vec::new(),
    });
    scores.chain(facts).map(|key| (key.clone(), tie_key(doc, &key, lang::current()))).collect()
}
