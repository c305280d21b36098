//! What must hold whatever the rules and the marks: order does not matter, more points never hurt, places are not
//! over-filled in silence, a replay gives the same bytes, and every derivation comes to its figures.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::numbers::Points;
use domain::rules::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value as Json, json};

fn any_of(values: &[Json]) -> impl Strategy<Value = Json> + use<> {
    select(values.to_vec())
}

fn two() -> Json {
    json!({"decimals": 2})
}

fn written() -> impl Strategy<Value = Json> {
    let papers = any_of(&[
        json!([{"code": "one", "name": "一", "full_mark": "100", "weight": "1"}]),
        json!([{"code": "one", "name": "一", "full_mark": "100", "weight": "60%"}, {"code": "two", "name": "二", "full_mark": "100", "weight": "40%"}]),
        json!([{"code": "one", "name": "一", "full_mark": "100", "weight": "1/3"}, {"code": "two", "name": "二", "full_mark": "100", "weight": "2/3", "pass_line": {"at": {"points": "2"}, "strictly": true}}]),
    ]);
    let round = || {
        any_of(&[
            Json::Null,
            two(),
            json!({"decimals": 1, "mode": "truncate"}),
            json!({"decimals": 0, "mode": "half_even"}),
        ])
    };
    let lines = any_of(&[
        json!([]),
        json!([{"at": {"points": "3"}}]),
        json!([{"at": {"share_of_mean": {"share": "60%", "across": "post"}}, "with_bonus": true}]),
        json!([{"at": "set_later"}]),
    ]);
    (papers, round(), round(), lines).prop_map(|(papers, product, sum, lines)| {
        json!({"papers": papers, "full_mark": "100", "each_product": product, "rounding": sum, "pass_lines": lines})
    })
}

fn bonus() -> impl Strategy<Value = Json> {
    let stacks = || any_of(&[json!("highest"), json!("sum"), json!("exclusive")]);
    let caps = any_of(&[Json::Null, json!("0.5"), json!("3")]);
    let targets = any_of(&[
        json!("written"),
        json!("interview"),
        json!("both"),
        json!("total"),
    ]);
    let beyond = any_of(&[Json::Null, json!(true), json!(false)]);
    (stacks(), stacks(), caps, targets, beyond).prop_map(|(stack, inner, cap, target, beyond)| {
        let item = |code: &str, points: &str, group: Json| {
            json!({"code": code, "name": code, "when": {"all": []}, "points": {"fixed": points}, "group": group})
        };
        json!({"items": [item("x", "0.5", json!("g")), item("y", "2", json!("g")), item("z", "3", Json::Null)],
            "groups": [{"code": "g", "name": "g", "stack": inner, "cap": "2"}],
            "stack": stack, "cap": cap, "added_to": target, "may_exceed_full_mark": beyond})
    })
}

fn shortlist() -> impl Strategy<Value = Json> {
    let quotas = any_of(&[
        json!({"per_place": "2"}),
        json!({"per_place": "3/2"}),
        json!("everyone"),
        json!({"share": {"share": "50%", "mode": "half_up"}}),
        json!({"steps": [{"up_to": 1, "per_place": "3"}, {"per_place": "2"}]}),
    ]);
    let ties = any_of(&[
        json!("admit_all"),
        json!({"by_keys": [{"higher": {"paper": "one"}}]}),
        json!("body"),
        json!({"extra_test": "extra"}),
    ]);
    let across = any_of(&[json!("post"), json!("campaign")]);
    let substitution = any_of(&[
        Json::Null,
        json!({"rounds": 1}),
        json!({"admit_tied": true}),
    ]);
    (quotas, ties, across, substitution).prop_map(|(quota, tie, across, substitution)| {
        json!({"quota": quota, "tie_at_cut": tie, "across": across, "substitution": substitution, "shortfall": "actual_number"})
    })
}

fn interview(normalised: bool) -> impl Strategy<Value = Json> {
    let trims = any_of(&[
        json!({"highest": 1, "lowest": 1}),
        Json::Null,
        json!({"highest": 1, "lowest": 0}),
    ]);
    let means = any_of(&[two(), Json::Null, json!({"decimals": 3})]);
    let lines = any_of(&[
        json!([]),
        json!([{"at": {"points": "2"}}]),
        json!([{"at": "room_mean", "only_below": "3"}]),
    ]);
    let norms = any_of(&[
        Json::Null,
        json!({"method": "multiply", "overall": "of_people", "mean": {"decimals": 2}, "coefficient": {"decimals": 4}, "final": {"decimals": 2}, "cap_at_full_mark": true}),
        json!({"method": "multiply", "overall": "of_rooms", "final": {"decimals": 2}, "cap_at_full_mark": false, "room_trim": {"highest": 1, "lowest": 1}}),
        json!({"method": "add", "across": "campaign", "overall": "of_people", "final": {"decimals": 1}, "cap_at_full_mark": true, "overall_trim": {"highest": 1, "lowest": 1}}),
    ]);
    (trims, means, lines, norms).prop_map(move |(trim, mean, lines, norm)| {
        let norm = if normalised { norm } else { Json::Null };
        json!({"full_mark": "100", "panel": 5, "trim": trim, "mean": mean, "pass_lines": lines, "normalisation": norm})
    })
}

fn document(normalised: bool) -> impl Strategy<Value = RuleDocument> {
    let weights = any_of(&[
        json!(["50%", "50%"]),
        json!(["40%", "60%"]),
        json!(["1/3", "2/3"]),
    ]);
    let rounding = any_of(&[
        two(),
        json!({"decimals": 0}),
        json!({"decimals": 2, "mode": "truncate"}),
        json!({"decimals": 4, "mode": "up"}),
    ]);
    let still_tied = any_of(&[
        json!("share_rank"),
        json!("body"),
        json!({"extra_test": "extra"}),
    ]);
    let opening = any_of(&[
        Json::Null,
        json!({"base": "applied", "needed": {"per_place": "2"}, "removed_places": {"in_turn": ["A", "B"]}}),
        json!({"base": "entering_interview", "needed": {"per_place": "2"}, "removed_places": "lost"}),
    ]);
    let total = (weights, rounding, still_tied, opening);
    let places = (0u32..4, 0u32..4);
    (written(), bonus(), shortlist(), interview(normalised), total, places).prop_map(
        |(written, bonus, shortlist, interview, (weights, rounding, still_tied, opening), (a, b))| {
            let json = json!({
                "schema_version": 1, "id": "any", "title": "any", "tests": [{"code": "extra", "name": "加试", "full_mark": "100"}],
                "posts": [{"code": "A", "name": "A", "places": a}, {"code": "B", "name": "B", "places": b}],
                "rules": {"written": written, "bonus": bonus, "shortlist": shortlist, "interview": interview, "opening_ratio": opening,
                    "total": {"parts": [{"of": "written", "weight": weights[0]}, {"of": "interview", "weight": weights[1]}], "full_mark": "100", "rounding": rounding},
                    "ties": {"keys": [{"higher": "written"}], "still_tied": still_tied}}
            });
            RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
        },
    )
}

/// Few different marks, so that ties are the rule and not the exception.
fn mark() -> impl Strategy<Value = Mark> {
    let scored = (0i64..12).prop_map(|halves| Mark::Scored(Points::from_raw(halves * 5_000)));
    prop_oneof![12 => scored, 1 => Just(Mark::Absent), 1 => Just(Mark::Violation)]
}

fn candidate() -> impl Strategy<Value = Candidate> {
    let sheet = (
        select(vec!["1", "2", "3"]),
        prop::collection::vec(mark(), 5),
    );
    let sheet = prop::option::weighted(0.9, sheet);
    let bonus = prop::sample::subsequence(vec!["x", "y", "z"], 0..=3);
    let left = prop::option::weighted(
        0.1,
        select(vec![
            Leaving::Recheck,
            Leaving::Physical,
            Leaving::Disqualified,
        ]),
    );
    let extra = prop::option::of(mark());
    (any::<bool>(), mark(), mark(), sheet, bonus, left, extra).prop_map(
        |(a, one, two, sheet, bonus, left, extra)| Candidate {
            post: if a { "A" } else { "B" }.into(),
            bonus: bonus.into_iter().map(BonusClaim::of).collect(),
            written: [("one".into(), one), ("two".into(), two)]
                .into_iter()
                .collect(),
            interview: sheet.map(|(room, marks)| InterviewSheet {
                room: room.to_owned(),
                marks,
                ..InterviewSheet::default()
            }),
            tests: extra
                .into_iter()
                .map(|mark| ("extra".into(), mark))
                .collect(),
            left,
            ..Candidate::default()
        },
    )
}

/// Numbered candidates that have exactly the papers of their document.
fn case(normalised: bool) -> impl Strategy<Value = (RuleDocument, Vec<Candidate>)> {
    (
        document(normalised),
        prop::collection::vec(candidate(), 0..24),
    )
        .prop_map(|(document, mut candidates)| {
            let papers = &document.rules.written.as_ref().unwrap().papers;
            for (index, candidate) in candidates.iter_mut().enumerate() {
                candidate.number = format!("{index:03}");
                let marks = papers.iter().map(|paper| {
                    (
                        paper.code.clone(),
                        *candidate.written.get(&paper.code).unwrap(),
                    )
                });
                candidate.written = marks.collect();
            }
            (document, candidates)
        })
}

fn by_number<'o>(
    candidates: &'o [Candidate],
    outcome: &'o Outcome,
) -> Vec<(&'o str, CandidateOutcome)> {
    let numbers = candidates.iter().map(|candidate| candidate.number.as_str());
    let mut list: Vec<_> = numbers.zip(outcome.candidates.iter().copied()).collect();
    list.sort_by_key(|(number, _)| *number);
    list
}

fn raised(mark: Mark) -> Mark {
    match mark {
        Mark::Scored(points) => Mark::Scored(Points::from_raw(points.raw() + 7_500)),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_input_never_matters((document, candidates) in case(true), turn in any::<Index>()) {
        let outcome = run(&document, &candidates, Stage::Total).unwrap();
        let mut other = candidates.clone();
        if !other.is_empty() {
            let turn = turn.index(other.len());
            other.rotate_left(turn);
            other[turn..].reverse();
        }
        let again = run(&document, &other, Stage::Total).unwrap();
        prop_assert_eq!(by_number(&candidates, &outcome), by_number(&other, &again));
        prop_assert_eq!((&outcome.posts, &outcome.rooms, &outcome.pending, &outcome.missing),
            (&again.posts, &again.rooms, &again.pending, &again.missing));
    }

    #[test]
    fn raising_one_score_never_lowers_that_rank((document, candidates) in case(false), who in any::<Index>(), seat in 0usize..6) {
        if candidates.is_empty() {
            return Ok(());
        }
        // A higher score can break a tie at the cut, and a rule that counts heads at the interview then counts fewer.
        let mut document = document;
        let counts_heads = |rule: &mut OpeningRatioRule| rule.base == OpeningBase::EnteringInterview;
        document.rules.opening_ratio.take_if(counts_heads);
        let who = who.index(candidates.len());
        let before = run(&document, &candidates, Stage::Total).unwrap().candidates[who];
        let mut better = candidates.clone();
        match (&mut better[who].interview, seat) {
            (Some(sheet), 1..) => sheet.marks[seat - 1] = raised(sheet.marks[seat - 1]),
            _ => {
                let one = *better[who].written.get(&"one".into()).unwrap();
                better[who].written.insert("one".into(), raised(one));
            }
        }
        let after = run(&document, &better, Stage::Total).unwrap().candidates[who];
        if let Some(rank) = before.rank {
            prop_assert!(after.rank.is_some_and(|after| after <= rank), "{before:?} {after:?}");
        }
        prop_assert!(after.total >= before.total, "{before:?} {after:?}");
    }

    #[test]
    fn places_are_over_filled_only_by_people_who_are_level((document, candidates) in case(true)) {
        let outcome = run(&document, &candidates, Stage::Total).unwrap();
        for post in &outcome.posts {
            let entering = candidates.iter().zip(&outcome.candidates)
                .filter(|(candidate, found)| candidate.post == post.post && found.status == Status::EntersPhysical);
            let ranks: Vec<u32> = entering.map(|(_, found)| found.rank.unwrap()).collect();
            let last = ranks.iter().max().copied().unwrap_or(0);
            let surely = ranks.iter().filter(|rank| **rank < last).count() as u32;
            prop_assert!(ranks.is_empty() || surely < post.places.unwrap(), "{post:?} {ranks:?}");
            let shared = document.rules.ties.as_ref().unwrap().still_tied == StillTied::ShareRank;
            prop_assert!(shared || ranks.len() as u32 <= post.places.unwrap(), "{post:?} {ranks:?}");
        }
    }

    #[test]
    fn ranks_are_those_of_a_competition((document, candidates) in case(true)) {
        let outcome = run(&document, &candidates, Stage::Total).unwrap();
        for post in &outcome.posts {
            let ranked: Vec<_> = candidates.iter().zip(&outcome.candidates)
                .filter(|(candidate, found)| candidate.post == post.post && found.rank.is_some()).map(|(_, found)| found).collect();
            for one in &ranked {
                let better = ranked.iter().filter(|other| other.rank < one.rank).count() as u32;
                prop_assert_eq!(one.rank, Some(better + 1));
                prop_assert!(ranked.iter().all(|other| other.total <= one.total || other.rank < one.rank));
            }
        }
    }

    #[test]
    fn nobody_is_passed_over_on_the_shortlist((document, candidates) in case(true)) {
        let outcome = run(&document, &candidates, Stage::Shortlist).unwrap();
        let shared = document.rules.shortlist.as_ref().unwrap().across == Across::Campaign;
        let people: Vec<_> = candidates.iter().zip(&outcome.candidates).collect();
        for (candidate, found) in &people {
            if found.status != Status::Shortlisted { continue }
            for (other, left_out) in &people {
                let same_list = shared || other.post == candidate.post;
                let out = matches!(left_out.status, Status::NotShortlisted | Status::Substitute(_));
                prop_assert!(!(same_list && out && left_out.written > found.written), "{left_out:?} before {found:?}");
            }
        }
    }

    #[test]
    fn a_run_and_its_replay_are_the_same_to_the_last_byte((document, candidates) in case(true)) {
        let bundle = Bundle::seal(document, candidates, Stage::Total).unwrap();
        let json = bundle.to_json();
        let read = Bundle::from_json(json.as_bytes()).unwrap();
        prop_assert_eq!(&read, &bundle);
        prop_assert_eq!(read.to_json(), json);
        prop_assert_eq!(replay(&read), Ok(Replay::Identical));
    }

    #[test]
    fn every_derivation_comes_to_the_figures_of_the_run((document, candidates) in case(true)) {
        let roll = Roll::read(&document, &candidates).unwrap();
        let (outcome, ledger) = roll.run_with_ledger(Stage::Total).unwrap();
        let derivations = Derivations::new(&document, &outcome);
        for (index, candidate) in candidates.iter().enumerate() {
            let derivation = derivations.of(candidate, index).unwrap();
            prop_assert!(derivation.adds_up(), "{derivation:#?}");
            let found = outcome.candidates[index];
            for (kind, figure) in [(BlockKind::Written, found.written), (BlockKind::Interview, found.interview), (BlockKind::Total, found.total)] {
                let block = derivation.blocks.iter().find(|block| block.kind == kind);
                let mut results = block.into_iter().flat_map(|block| &block.rows).filter(|row| row.operation == Operation::Result);
                let last = results.next_back().and_then(|row| row.value?.fraction()?.to_points());
                prop_assert_eq!(last, figure, "{:?} {:#?}", kind, derivation);
            }
            for entry in ledger.entries(index) {
                let rows = derivation.blocks.iter().filter(|block| block.kind == entry.block).flat_map(|block| &block.rows);
                let mut pairs = rows.filter_map(|row| {
                    let value = row.value?.fraction()?;
                    Some((row.exact.unwrap_or(value), value))
                });
                prop_assert!(pairs.any(|pair| pair == (entry.exact, entry.rounded)), "{entry:?} {derivation:#?}");
            }
            prop_assert_eq!(serde_json::from_str::<Derivation>(&serde_json::to_string(&derivation).unwrap()).unwrap(), derivation);
        }
    }

    #[test]
    fn a_document_survives_writing_and_reading(document in document(true)) {
        let json = document.to_json();
        let read = RuleDocument::from_json(json.as_bytes()).unwrap();
        prop_assert_eq!(&read, &document);
        prop_assert_eq!(read.to_json(), json);
        prop_assert_eq!(read.digest(), document.digest());
        prop_assert_eq!(document.digest().len(), 64);
    }

    #[test]
    fn the_stages_of_a_run_do_not_contradict_each_other((document, candidates) in case(true)) {
        let whole = run(&document, &candidates, Stage::Total).unwrap();
        let written = run(&document, &candidates, Stage::Written).unwrap();
        let listed = run(&document, &candidates, Stage::Shortlist).unwrap();
        for ((early, middle), late) in written.candidates.iter().zip(&listed.candidates).zip(&whole.candidates) {
            prop_assert_eq!((early.written, early.bonus, early.written_rank), (late.written, late.bonus, late.written_rank));
            prop_assert_eq!(early.total, None);
            prop_assert!(middle.status == Status::Shortlisted || late.total.is_none() || late.status == Status::PostCancelled, "{middle:?} {late:?}");
        }
    }
}
