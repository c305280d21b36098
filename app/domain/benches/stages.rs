//! `cargo bench -p domain --bench stages`: rules of version 2 over a million people on a thousand posts: the same
//! recruitment with two, three and five stages, beside the time to sort a million pairs. Medians of five, one core.

#![allow(clippy::unwrap_used)] // a bench that cannot set up has nothing to measure

use domain::next::*;
use domain::numbers::Points;
use serde_json::{Value as Json, json};
use std::{hint::black_box, time::Instant};

// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PEOPLE: usize = 1_000_000;
const POSTS: usize = 1_000;
const EXAMINERS: usize = 7;

/// The same figures every time.
struct Figures(u64);

impl Figures {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn mark(&mut self, from: i64, to: i64, step: i64) -> Mark {
        let steps = (to - from) / step;
        let hundredths = from + step * self.below(steps as u64 + 1) as i64;
        Mark::Scored(Points::from_raw(hundredths * 100))
    }
}

fn papers(code: &str) -> Json {
    json!({"code": code, "name": code,
        "scoring": {"papers": {"full": "100", "sum": {"decimals": 2},
            "papers": [{"code": "p", "name": "p", "full": "100", "weight": "1"}]}},
        "lines": [{"code": format!("{code}-line"), "on": {"of": code}, "at": {"fixed": "10"}}],
        "cut": {"quota": {"exactly": 1_000_000}}})
}

/// So many stages of papers, the last one a panel with correction between rooms.
fn document(stages: usize) -> RuleDocument {
    let posts: Vec<Json> = (0..POSTS)
        .map(|post| json!({"code": format!("p{post}"), "name": "p", "places": 5}))
        .collect();
    let mut course: Vec<Json> = (1..stages)
        .map(|stage| papers(&format!("s{stage}")))
        .collect();
    course.push(json!({"code": "interview", "name": "interview",
        "scoring": {"panel": {"full": "100", "examiners": EXAMINERS, "mean": {"decimals": 2},
            "correction": {"method": "multiply", "overall": "of_people", "mean": {"decimals": 2},
                "coefficient": {"decimals": 4}, "corrected": {"decimals": 2}, "cap": false}}}}));
    let json = json!({"schema_version": 2, "id": "million", "title": "t", "posts": posts, "stages": course,
        "bonus": {"items": [
            {"code": "certificate", "name": "c", "when": {"all": []}, "points": {"fixed": "3"}},
            {"code": "veteran", "name": "v", "when": {"all": []}, "points": {"fixed": "2"}}],
            "stack": "sum", "cap": "4", "raises": ["s1"]},
        "total": {"full": "100", "formula": {"parts": [
            {"of": {"of": "s1"}, "weight": "50%"}, {"of": {"of": "interview"}, "weight": "50%"}],
            "sum": {"decimals": 2}}},
        "ties": {"keys": [{"higher": {"of": "s1"}}]}});
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
}

fn candidate(number: usize, stages: usize, figures: &mut Figures) -> Candidate {
    let claim = || Claim {
        claimed: true,
        ..Claim::default()
    };
    let bonus = match figures.below(10) {
        0 => [("certificate".into(), claim()), ("veteran".into(), claim())].into(),
        1..=3 => [("certificate".into(), claim())].into(),
        _ => Keyed::default(),
    };
    let mut records = Keyed::default();
    for stage in 1..stages {
        let mark = figures.mark(3_000, 10_000, 1);
        let record = StageRecord {
            papers: [("p".into(), mark)].into(),
            ..StageRecord::default()
        };
        records.insert(StageCode(format!("s{stage}")), record);
    }
    let sheet = StageRecord {
        room: Some((1 + figures.below(10)).to_string()),
        examiners: (0..EXAMINERS)
            .map(|_| figures.mark(6_000, 9_500, 50))
            .collect(),
        ..StageRecord::default()
    };
    records.insert("interview".into(), sheet);
    Candidate {
        number: format!("2603{number:07}"),
        post: PostCode(format!("p{}", figures.below(POSTS as u64))),
        bonus,
        stages: records,
        ..Candidate::default()
    }
}

/// The median of five.
fn seconds<T>(mut job: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(job());
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[2]
}

fn sorting() -> f64 {
    let mut figures = Figures(7);
    let pairs: Vec<(i64, u32)> = (0..PEOPLE)
        .map(|number| (figures.below(1_000_000) as i64, number as u32))
        .collect();
    seconds(|| {
        let mut pairs = pairs.clone();
        pairs.sort_unstable();
        pairs
    })
}

fn main() {
    let sorting = sorting();
    println!(
        "{:<28} {:>9} {:>10}",
        "version 2, a million people", "seconds", "of sorting"
    );
    println!("{:<28} {sorting:>9.3} {:>10.1}", "sorting pairs", 1.0);
    for stages in [2, 3, 5] {
        let doc = document(stages);
        let mut figures = Figures(0x9E37_79B9_7F4A_7C15);
        let people = People {
            facts: FactColumns::None,
            candidates: (0..PEOPLE)
                .map(|n| candidate(n, stages, &mut figures))
                .collect(),
        };
        let roll = Roll::read(&doc, &people).unwrap();
        let read = seconds(|| Roll::read(&doc, &people).unwrap());
        let run = seconds(|| roll.run(&Upto::After).unwrap());
        for (name, time) in [("read", read), ("run", run), ("read and run", read + run)] {
            let name = format!("{stages} stages, {name}");
            println!("{name:<28} {time:>9.3} {:>10.1}", time / sorting);
        }
    }
}
