//! `cargo bench -p domain`: rules over a million people on a thousand posts, with bonus, trimmed means of seven,
//! correction between rooms, totals, ties and ranks. Beside it the time to sort a million (mark, number) pairs, the same
//! job in pandas with floats, and recruitments of three and five stages. Medians of five; the rules run on all cores.
//! `-- --write FOLDER` only writes the rules and the table of people for the whole command (`command.py`).

#![allow(clippy::unwrap_used)] // a bench that cannot set up has nothing to measure

use domain::numbers::Points;
use domain::rules::*;
use serde_json::{Value as Json, json};
use std::{fs, hint::black_box, path::Path, process::Command, time::Instant};

// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PEOPLE: usize = 1_000_000;
const POSTS: usize = 1_000;
const ROOMS_A_POST: u64 = 10;
const EXAMINERS: usize = 7;

/// The same figures every time.
struct Figures(u64);

impl Figures {
    fn new() -> Self {
        Figures(0x9E37_79B9_7F4A_7C15)
    }

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
        "cut": {"quota": {"exactly": PEOPLE}}})
}

/// So many stages: papers, the last one a panel with correction between rooms.
fn document(stages: usize) -> RuleDocument {
    let posts: Vec<Json> = (0..POSTS)
        .map(|post| json!({"code": format!("p{post}"), "name": "p", "places": 5}))
        .collect();
    let mut course: Vec<Json> = (1..stages)
        .map(|stage| papers(&format!("s{stage}")))
        .collect();
    course.push(json!({"code": "interview", "name": "interview",
        "scoring": {"panel": {"full": "100", "examiners": EXAMINERS, "trim": {"highest": 1, "lowest": 1}, "mean": {"decimals": 2},
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

/// Written once, as the reader of tables does it.
struct Codes {
    posts: Vec<PostCode>,
    stages: Vec<StageCode>,
    interview: StageCode,
    paper: PaperCode,
    rooms: Vec<RoomCode>,
    items: [BonusCode; 2],
}

impl Codes {
    fn new(stages: usize) -> Self {
        Codes {
            posts: (0..POSTS).map(|post| format!("p{post}").into()).collect(),
            stages: (0..stages)
                .map(|stage| format!("s{stage}").into())
                .collect(),
            interview: "interview".into(),
            paper: "p".into(),
            rooms: (1..=ROOMS_A_POST)
                .map(|room| room.to_string().into())
                .collect(),
            items: ["certificate".into(), "veteran".into()],
        }
    }
}

fn candidate(number: usize, codes: &Codes, figures: &mut Figures) -> Candidate {
    let [certificate, veteran] = &codes.items;
    let claim = || Claim {
        claimed: true,
        ..Claim::default()
    };
    let bonus = match figures.below(10) {
        0 => [(certificate.clone(), claim()), (veteran.clone(), claim())].into(),
        1..=3 => [(certificate.clone(), claim())].into(),
        _ => Keyed::default(),
    };
    let mut records = Keyed::default();
    for stage in 1..codes.stages.len() {
        let record = StageRecord {
            papers: [(codes.paper.clone(), figures.mark(3_000, 10_000, 1))].into(),
            ..StageRecord::default()
        };
        records.insert(codes.stages[stage].clone(), record);
    }
    let sheet = StageRecord {
        room: Some(codes.rooms[figures.below(ROOMS_A_POST) as usize].clone()),
        examiners: (0..EXAMINERS)
            .map(|_| figures.mark(6_000, 9_500, 50))
            .collect(),
        ..StageRecord::default()
    };
    records.insert(codes.interview.clone(), sheet);
    Candidate {
        number: format!("2603{number:07}").into(),
        post: codes.posts[figures.below(POSTS as u64) as usize].clone(),
        bonus,
        stages: records,
        ..Candidate::default()
    }
}

fn people(count: usize, stages: usize) -> People {
    let mut figures = Figures::new();
    let codes = Codes::new(stages);
    let people = (0..count).map(|number| candidate(number, &codes, &mut figures));
    People {
        facts: FactColumns::None,
        candidates: people.collect(),
    }
}

/// The median of five.
fn seconds<T>(mut job: impl FnMut() -> T) -> f64 {
    let once = |_| {
        let start = Instant::now();
        black_box(job());
        start.elapsed().as_secs_f64()
    };
    let mut times: Vec<f64> = (0..5).map(once).collect();
    times.sort_by(f64::total_cmp);
    times[2]
}

fn sorting() -> f64 {
    let mut figures = Figures::new();
    let pairs: Vec<(i64, u32)> = (0..PEOPLE)
        .map(|number| (figures.below(1_000_000) as i64, number as u32))
        .collect();
    seconds(|| {
        let mut pairs = pairs.clone();
        pairs.sort_unstable();
        pairs
    })
}

/// The columns for pandas, as raw little-endian integers; marks in hundredths.
fn write_columns(people: &People, folder: &Path) {
    let hundredths = |mark: Mark| match mark {
        Mark::Scored(points) => (points.raw() / 100) as i32,
        _ => 0,
    };
    let column = |name: &str, value: &dyn Fn(&Candidate) -> Vec<i32>| {
        let values = people.candidates.iter().flat_map(value);
        let bytes: Vec<u8> = values.flat_map(i32::to_le_bytes).collect();
        fs::write(folder.join(name), bytes).unwrap();
    };
    let written = |of: &Candidate| {
        let record = of.stages.get(&"s1".into()).unwrap();
        hundredths(*record.papers.get(&"p".into()).unwrap())
    };
    let claims = |of: &Candidate, item: &str| i32::from(of.bonus.get(&item.into()).is_some());
    let sheet = |of: &Candidate| of.stages.get(&"interview".into()).unwrap().clone();
    column("post", &|of| vec![of.post.as_str()[1..].parse().unwrap()]);
    column("written", &|of| vec![written(of)]);
    column("certificate", &|of| vec![claims(of, "certificate")]);
    column("veteran", &|of| vec![claims(of, "veteran")]);
    column("room", &|of| {
        vec![sheet(of).room.unwrap().as_str().parse().unwrap()]
    });
    column("marks", &|of| {
        sheet(of).examiners.iter().map(hundredths).collect()
    });
}

/// How long pandas takes for the job of two stages.
fn pandas(people: &People) -> f64 {
    let folder = std::env::temp_dir().join(format!("xuanxian-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    write_columns(people, &folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/million.py");
    let output = Command::new("/usr/bin/python3")
        .arg(script)
        .arg(&folder)
        .output();
    fs::remove_dir_all(&folder).unwrap();
    let output = output.unwrap();
    assert!(
        output.status.success(),
        "pandas is missing: .ci/setup bench\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let seconds = String::from_utf8_lossy(&output.stdout);
    seconds.trim().parse().unwrap()
}

/// Peak memory of this process in megabytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1_024)
}

/// What the whole command is given: the rules and a table of the same million people.
fn write_table(folder: &Path, doc: &RuleDocument, people: &People) {
    let paper = |of: &Candidate| {
        let record = of.stages.get(&"s1".into()).unwrap();
        record.papers.get(&"p".into()).copied().unwrap()
    };
    let figure = |mark: Mark| match mark {
        Mark::Scored(points) => points.to_string(),
        _ => String::new(),
    };
    let claims = |of: &Candidate, item: &str| match of.bonus.get(&item.into()) {
        Some(_) => "yes",
        None => "",
    };
    let mut text = String::from(
        "number,post,bonus:certificate,bonus:veteran,s1:p,interview:room,interview:examiner1",
    );
    (2..=EXAMINERS).for_each(|seat| text += &format!(",interview:examiner{seat}"));
    for of in &people.candidates {
        let sheet = of.stages.get(&"interview".into()).unwrap();
        let marks: Vec<String> = sheet.examiners.iter().map(figure).collect();
        text += &format!(
            "\n{},{},{},{},{},{},{}",
            of.number,
            of.post,
            claims(of, "certificate"),
            claims(of, "veteran"),
            figure(paper(of)),
            sheet.room.as_ref().map_or("", RoomCode::as_str),
            marks.join(",")
        );
    }
    fs::write(folder.join("people.csv"), text + "\n").unwrap();
    fs::write(
        folder.join("rules.json"),
        serde_json::to_string(doc).unwrap(),
    )
    .unwrap();
}

fn row(name: &str, seconds: f64, sorting: f64) {
    println!("{name:<40} {seconds:>9.3} {:>10.1}", seconds / sorting);
}

/// Reads and runs once for each figure; the time of the run.
fn measure(name: &str, doc: &RuleDocument, people: &People, sorting: f64) -> f64 {
    let read = seconds(|| Roll::read(doc, people).unwrap());
    let roll = Roll::read(doc, people).unwrap();
    let run = seconds(|| roll.run(&Upto::After).unwrap());
    row(&format!("{name}, read"), read, sorting);
    row(&format!("{name}, run"), run, sorting);
    run
}

fn main() {
    let said: Vec<String> = std::env::args().collect();
    if let Some(at) = said.iter().position(|word| word == "--write") {
        return write_table(Path::new(&said[at + 1]), &document(2), &people(PEOPLE, 2));
    }
    let sorting = sorting();
    println!("{:<40} {:>9} {:>10}", "", "seconds", "of sorting");
    row("sorting a million pairs", sorting, sorting);
    let doc = document(2);
    if said.iter().any(|word| word == "--fast") {
        let two = people(PEOPLE, 2);
        measure("a million people, 2 stages", &doc, &two, sorting);
        println!("memory {:?}", peak_memory());
        return;
    }
    for count in [10_000, 100_000] {
        let name = format!("{count} people, 2 stages");
        measure(&name, &doc, &people(count, 2), sorting);
    }
    let two = people(PEOPLE, 2);
    let run = measure("a million people, 2 stages", &doc, &two, sorting);
    let outcome = domain::rules::run(&doc, &two, &Upto::After).unwrap();
    let memory = peak_memory().unwrap_or(0);
    let derivations = Derivations::new(&doc, &two, &outcome);
    let some = 20_000;
    let derived = seconds(|| (0..some).filter_map(|at| derivations.of(at)).count());
    let pandas = pandas(&two);
    row("a million people, 2 stages, in pandas", pandas, sorting);
    drop((outcome, two));
    for stages in [3, 5] {
        let name = format!("a million people, {stages} stages");
        measure(&name, &document(stages), &people(PEOPLE, stages), sorting);
    }
    println!("\npandas takes {:.1} times the run", pandas / run);
    println!("peak memory with rules, people and outcome of two stages: {memory} MB");
    println!(
        "one derivation on demand: {:.0} µs",
        derived / some as f64 * 1e6
    );
}
