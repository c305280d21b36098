//! What the lint says of the forty notices: `lint/notices.txt` lists every finding, each judged by eye against the text
//! of its notice. Run with `BLESS=1` to write it anew, and with `--nocapture` to read the sentences.

use super::at;
use domain::rules::*;
use std::{fmt::Write, fs, path::PathBuf};

const LISTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/notices.txt");

struct Notice {
    name: String,
    findings: Vec<LintFinding>,
}

impl Notice {
    fn count(&self, severity: Severity) -> usize {
        let of = |finding: &&LintFinding| finding.severity == severity;
        self.findings.iter().filter(of).count()
    }

    /// Errors, warnings, suggestions, lines.
    fn counts(&self) -> [usize; 4] {
        let [errors, warnings, notes] =
            [Severity::Blocks, Severity::Asks, Severity::Notes].map(|own| self.count(own));
        [errors, warnings, notes, self.findings.len()]
    }
}

/// The forty; their demonstrations are no notices.
fn notices() -> Vec<Notice> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let notices = paths
        .iter()
        .filter(|path| !name(path).ends_with("-demo"))
        .map(|path| Notice {
            name: name(path),
            findings: lint(&RuleDocument::from_json(&fs::read(path).unwrap()).unwrap()),
        });
    notices.collect()
}

fn median(mut figures: Vec<usize>) -> usize {
    figures.sort_unstable();
    figures[figures.len() / 2]
}

#[test]
fn every_finding_of_the_forty_notices_is_listed() {
    let mut listed = String::new();
    for notice in notices() {
        let [errors, warnings, notes, lines] = notice.counts();
        writeln!(
            listed,
            "{} {errors} {warnings} {notes} {lines}",
            notice.name
        )
        .unwrap();
        println!("{} {errors} {warnings} {notes} {lines}", notice.name);
        for finding in &notice.findings {
            writeln!(listed, "  {:?} {}", finding.severity, at(finding)).unwrap();
            println!(
                "  {:?} {} | {}",
                finding.severity,
                at(finding),
                finding.say(Lang::En)
            );
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(LISTED, &listed).unwrap();
    } else {
        assert_eq!(listed, fs::read_to_string(LISTED).unwrap());
    }
}

/// What somebody must look at, with the folded line of defaults, is three lines at most for half of the notices.
#[test]
fn half_of_the_notices_have_three_lines_at_most() {
    let notices = notices();
    let of = |count: fn([usize; 4]) -> usize| {
        median(
            notices
                .iter()
                .map(|notice| count(notice.counts()))
                .collect(),
        )
    };
    assert_eq!(notices.len(), 40);
    assert_eq!(of(|[errors, ..]| errors), 0);
    assert!(of(|[_, warnings, ..]| warnings) <= 1);
    assert!(of(|[.., lines]| lines) <= 3);
}
