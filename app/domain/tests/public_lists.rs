//! From a run to the public: who is called up, what still waits for people, which lists may be signed, what they say.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

mod figures;
mod runs;
mod seal;

use domain::{Points, publication::Row, ranking::Placing, rules::*};
use serde_json::{Value as Json, json};

/// Post `P` of two places, a written test of 100 with a line of 60, an interview of 100, half and half.
fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let line = json!({"code": "w60", "on": {"of": "written"}, "at": {"fixed": "60"}});
    let paper = json!({"code": "w", "name": "w", "full": "100", "weight": "1"});
    let papers = json!({"papers": {"full": "100", "papers": [paper]}});
    let panel = json!({"panel": {"full": "100", "examiners": 1, "trim": {"highest": 0, "lowest": 0},
        "mean": {"decimals": 2}}});
    let mut json = json!({
        "schema_version": 2, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 2}],
        "stages": [
            {"code": "written", "name": "written", "scoring": papers, "lines": [line], "cut": {"quota": {"per_place": "9"}}},
            {"code": "interview", "name": "interview", "scoring": panel}],
        "total": {"full": "100", "formula": {"sum": {"decimals": 2}, "parts": [
            {"of": {"of": "written"}, "weight": "50%"}, {"of": {"of": "interview"}, "weight": "50%"}]}},
        "ties": {"keys": [{"higher": {"of": "written"}}], "then": "share"},
        "after": [{"code": "physical", "name": "physical", "list": {"quota": {"per_place": "1"}, "substitution": {}}}],
    });
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

fn person(number: &str, written: i64, interview: i64) -> Candidate {
    let papers = StageRecord {
        papers: [("w".into(), Mark::Scored(Points::whole(written)))].into(),
        ..StageRecord::default()
    };
    let sheet = StageRecord {
        room: Some("1".into()),
        examiners: [Mark::Scored(Points::whole(interview))]
            .into_iter()
            .collect(),
        ..StageRecord::default()
    };
    Candidate {
        number: number.into(),
        post: "P".into(),
        stages: [("written".into(), papers), ("interview".into(), sheet)].into(),
        ..Candidate::default()
    }
}

/// People with these written scores and 80 in the interview.
fn people(written: &[i64]) -> Vec<Candidate> {
    (1..)
        .zip(written)
        .map(|(n, written)| person(&format!("T{n}"), *written, 80))
        .collect()
}

fn upto(doc: &RuleDocument, candidates: &[Candidate], upto: &Upto) -> Bundle {
    let people = People {
        facts: FactColumns::None,
        candidates: candidates.to_vec(),
    };
    Bundle::seal(doc.clone(), people, upto).unwrap()
}

fn bundle(doc: &RuleDocument, candidates: &[Candidate]) -> Bundle {
    upto(doc, candidates, &Upto::After)
}

fn bundle_of_one(doc: &RuleDocument, who: &Candidate) -> Bundle {
    bundle(doc, std::slice::from_ref(who))
}

fn row(ticket: &str, rank: u32, placing: Placing) -> Row {
    let total = Some(Points::whole(90 - i64::from(rank)));
    Row {
        ticket: ticket.into(),
        name: "张＊某".into(),
        written: total,
        bonus: Points::ZERO,
        interview: total,
        total,
        rank: Some(rank),
        placing,
        tied: false,
    }
}
