//! `cargo bench -p domain`: a million candidates over a thousand posts, with bonus, trimmed means of seven,
//! normalisation, totals, ties and ranks; beside it the same job in pandas (when it is installed) and the time to sort
//! a million (mark, number) pairs.

#![allow(clippy::unwrap_used)] // a bench that cannot set up has nothing to measure

use domain::numbers::Points;
use domain::rules::*;
use std::{fs, hint::black_box, path::Path, process::Command, time::Instant};

// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const POSTS: usize = 1_000;
const ROOMS_A_POST: u64 = 10;
const EXAMINERS: usize = 7;

const RULES: &str = r#"{
  "written": {"papers": [{"code": "w", "name": "笔试", "full_mark": "100", "weight": "1"}], "full_mark": "100"},
  "bonus": {"items": [
      {"code": "certificate", "name": "证书", "when": {"all": []}, "points": {"fixed": "3"}},
      {"code": "veteran", "name": "退役军人", "when": {"all": []}, "points": {"fixed": "2"}}],
    "stack": "sum", "cap": "4", "added_to": "written"},
  "shortlist": {"quota": "everyone"},
  "interview": {"full_mark": "100", "panel": 7, "trim": {"highest": 1, "lowest": 1}, "mean": {"decimals": 2},
    "normalisation": {"method": "multiply", "overall": "of_people", "mean": {"decimals": 2},
      "coefficient": {"decimals": 4}, "final": {"decimals": 2}, "cap_at_full_mark": false}},
  "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}],
    "full_mark": "100", "rounding": {"decimals": 2}},
  "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"}
}"#;

/// The same figures every time.
struct Figures(u64);

impl Figures {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn points(&mut self, from: i64, to: i64, step: i64) -> Points {
        let steps = (to - from) / step;
        Points::from_raw((from + step * self.below(steps as u64 + 1) as i64) * 100)
    }
}

fn document() -> RuleDocument {
    let posts: Vec<String> = (0..POSTS)
        .map(|post| format!(r#"{{"code": "p{post}", "name": "p", "places": 5}}"#))
        .collect();
    let json = format!(
        r#"{{"schema_version": 1, "id": "million", "title": "t", "posts": [{}], "rules": {RULES}}}"#,
        posts.join(",")
    );
    RuleDocument::from_json(json.as_bytes()).unwrap()
}

fn candidate(number: usize, figures: &mut Figures) -> Candidate {
    let post = figures.below(POSTS as u64);
    let claims = match figures.below(10) {
        0 => vec![BonusClaim::of("certificate"), BonusClaim::of("veteran")],
        1..=3 => vec![BonusClaim::of("certificate")],
        _ => Vec::new(),
    };
    let written = Mark::Scored(figures.points(3_000, 10_000, 1));
    let room = 1 + figures.below(ROOMS_A_POST);
    let marks = (0..EXAMINERS).map(|_| Mark::Scored(figures.points(6_000, 9_500, 50)));
    Candidate {
        number: format!("2603{number:07}"),
        post: PostCode(format!("p{post}")),
        bonus: claims,
        written: [("w".into(), written)].into_iter().collect(),
        interview: Some(InterviewSheet {
            room: room.to_string(),
            marks: marks.collect(),
            ..InterviewSheet::default()
        }),
        ..Candidate::default()
    }
}

fn seconds<T>(times: usize, mut job: impl FnMut() -> T) -> f64 {
    let once = |_| {
        let start = Instant::now();
        black_box(job());
        start.elapsed().as_secs_f64()
    };
    (0..times).map(once).fold(f64::INFINITY, f64::min)
}

fn sort_pairs(candidates: &[Candidate]) -> f64 {
    let mut figures = Figures(7);
    let pairs: Vec<(i64, u32)> = (0..candidates.len())
        .map(|number| (figures.below(1_000_000) as i64, number as u32))
        .collect();
    seconds(5, || {
        let mut pairs = pairs.clone();
        pairs.sort_unstable();
        pairs
    })
}

/// The columns for pandas, as raw little-endian integers in hundredths.
fn write_columns(candidates: &[Candidate], folder: &Path) {
    let hundredths = |mark: &Mark| match mark {
        Mark::Scored(points) => (points.raw() / 100) as i32,
        _ => 0,
    };
    let column = |name: &str, value: &dyn Fn(&Candidate) -> Vec<i32>| {
        let bytes: Vec<u8> = candidates
            .iter()
            .flat_map(value)
            .flat_map(i32::to_le_bytes)
            .collect();
        fs::write(folder.join(name), bytes).unwrap();
    };
    column("post", &|c| vec![c.post.as_str()[1..].parse().unwrap()]);
    column("written", &|c| {
        c.written.iter().map(|(_, mark)| hundredths(mark)).collect()
    });
    column("certificate", &|c| {
        vec![i32::from(
            c.bonus
                .iter()
                .any(|claim| claim.item.as_str() == "certificate"),
        )]
    });
    column("veteran", &|c| {
        vec![i32::from(
            c.bonus.iter().any(|claim| claim.item.as_str() == "veteran"),
        )]
    });
    column("room", &|c| {
        vec![c.interview.as_ref().unwrap().room.parse().unwrap()]
    });
    column("marks", &|c| {
        c.interview
            .as_ref()
            .unwrap()
            .marks
            .iter()
            .map(hundredths)
            .collect()
    });
}

fn pandas(candidates: &[Candidate]) -> Option<f64> {
    let folder = std::env::temp_dir().join(format!("xuanxian-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    write_columns(candidates, &folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/million.py");
    let output = Command::new("python3").arg(script).arg(&folder).output();
    fs::remove_dir_all(&folder).unwrap();
    let output = output.ok().filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// Peak memory of this process in megabytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1_024)
}

fn main() {
    let document = document();
    println!(
        "{:>10} {:>10} {:>10} {:>12}",
        "candidates", "read s", "run s", "run ns each"
    );
    let mut candidates = Vec::new();
    let mut run_seconds = 0.0;
    for people in [10_000, 100_000, 1_000_000] {
        let mut figures = Figures(0x9E37_79B9_7F4A_7C15);
        candidates = (0..people)
            .map(|number| candidate(number, &mut figures))
            .collect();
        let read = seconds(3, || Roll::read(&document, &candidates).unwrap());
        let roll = Roll::read(&document, &candidates).unwrap();
        run_seconds = seconds(5, || roll.run(Stage::Total).unwrap());
        println!(
            "{people:>10} {read:>10.3} {run_seconds:>10.3} {:>12.0}",
            run_seconds / people as f64 * 1e9
        );
    }
    let roll = Roll::read(&document, &candidates).unwrap();
    let outcome = roll.run(Stage::Total).unwrap();
    println!(
        "peak memory of rules, candidates, columns and outcome: {} MB",
        peak_memory().unwrap_or(0)
    );
    let sort = sort_pairs(&candidates);
    println!(
        "sorting the same number of pairs: {sort:.3} s; the run takes {:.1} times that",
        run_seconds / sort
    );
    let kept = seconds(3, || roll.run_with_ledger(Stage::Total).unwrap());
    println!("with every rounding point of every candidate kept: {kept:.3} s");
    println!(
        "peak memory with all of it: {} MB",
        peak_memory().unwrap_or(0)
    );
    drop(roll);
    let derivations = Derivations::new(&document, &outcome);
    let some = 20_000;
    let worded = seconds(1, || {
        (0..some)
            .filter_map(|i| derivations.of(&candidates[i], i))
            .count()
    });
    println!(
        "a derivation with its words, on demand: {:.0} µs each",
        worded / some as f64 * 1e6
    );
    match pandas(&candidates) {
        Some(pandas) => println!(
            "pandas, floats: {pandas:.3} s; {:.1} times the run",
            pandas / run_seconds
        ),
        None => println!("pandas is not installed"),
    }
}
