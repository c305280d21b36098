//! `xuanxian rules`: the rule engine for offices and for anybody who wants to check a list. Needs no database.
//! Exit codes: 0 fine, 1 findings, 2 bad input.

use clap::{Subcommand, ValueEnum};
use domain::{
    candidate_table,
    rules::{self, Bundle, Candidate, Lang, Outcome, RuleDocument, RunFault, Severity, Stage},
};
use std::{
    fmt::Display,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prints the JSON Schema of rule documents.
    Schema,
    /// Reads a rule document like a careful colleague.
    Lint { file: PathBuf },
    /// Applies rules to a table of candidates: scores, shortlist, totals, ranks.
    Run {
        file: PathBuf,
        /// CSV (UTF-8 or GBK) or .xlsx; the columns are described in the guide for writing rules.
        candidates: PathBuf,
        /// A folder for the results; without it they go to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
        /// How far to go.
        #[arg(long, value_enum, default_value = "total")]
        upto: UpTo,
    },
    /// Shows how one candidate's figures came about.
    Explain {
        file: PathBuf,
        candidates: PathBuf,
        #[arg(long)]
        candidate: String,
        #[arg(long, value_enum, default_value = "total")]
        upto: UpTo,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum UpTo {
    OpeningRatio,
    Written,
    Shortlist,
    Total,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Language {
    #[default]
    Zh,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

impl From<UpTo> for Stage {
    fn from(upto: UpTo) -> Self {
        match upto {
            UpTo::OpeningRatio => Stage::OpeningRatio,
            UpTo::Written => Stage::Written,
            UpTo::Shortlist => Stage::Shortlist,
            UpTo::Total => Stage::Total,
        }
    }
}

/// Input that cannot be used, in words.
struct BadInput(Vec<String>);

impl BadInput {
    fn one(what: impl Display) -> Self {
        BadInput(vec![what.to_string()])
    }
}

const FINE: u8 = 0;
const FINDINGS: u8 = 1;
const BAD_INPUT: u8 = 2;

pub fn run(command: Command, lang: Lang) -> ExitCode {
    let done = match command {
        Command::Schema => schema(),
        Command::Lint { file } => lint(&file, lang),
        Command::Run { file, candidates, out, format, upto } => {
            run_rules(&file, &candidates, out.as_deref(), format, upto.into(), lang)
        }
        Command::Explain { file, candidates, candidate, upto } => {
            explain(&file, &candidates, &candidate, upto.into(), lang)
        }
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(BadInput(lines)) => {
            lines.iter().for_each(|line| eprintln!("{line}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn schema() -> Result<u8, BadInput> {
    print(include_bytes!("../../../app/domain/schema/rules.schema.json"))?;
    Ok(FINE)
}

fn print(bytes: &[u8]) -> Result<(), BadInput> {
    std::io::stdout().write_all(bytes).map_err(BadInput::one)
}

fn read_rules(file: &Path) -> Result<RuleDocument, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::one(format!("{}: {why}", file.display())))?;
    let place = |why: &dyn Display| BadInput::one(format!("{}: {why}", file.display()));
    RuleDocument::from_json(&bytes).map_err(|why| place(&why))
}

/// Rules that a run can use: what blocks is said first.
fn usable_rules(file: &Path, lang: Lang) -> Result<RuleDocument, BadInput> {
    let rules = read_rules(file)?;
    let blocking = rules::lint(&rules).into_iter().filter(|finding| finding.severity == Severity::Blocks);
    for finding in blocking {
        eprintln!("{}: {}", finding.place, finding.say(lang));
    }
    Ok(rules)
}

fn lint(file: &Path, lang: Lang) -> Result<u8, BadInput> {
    let findings = rules::lint(&read_rules(file)?);
    for finding in &findings {
        let word = match (finding.severity, lang) {
            (Severity::Blocks, Lang::Zh) => "必须解决",
            (Severity::Warns, Lang::Zh) => "请看一眼",
            (Severity::Blocks, Lang::En) => "blocks",
            (Severity::Warns, Lang::En) => "warns",
        };
        println!("{word}\t{}\t{}\t{}", code(&finding.code), finding.place, finding.say(lang));
    }
    Ok(if findings.is_empty() { FINE } else { FINDINGS })
}

fn code(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn read_candidates(rules: &RuleDocument, file: &Path, lang: Lang) -> Result<(Vec<Candidate>, bool), BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::one(format!("{}: {why}", file.display())))?;
    let rows = app::platform::spreadsheet::read_table(&bytes)
        .map_err(|why| BadInput::one(format!("{}: {why:?}", file.display())))?;
    let (candidates, warnings) = candidate_table::read(rules, &rows)
        .map_err(|problems| BadInput(problems.iter().map(|problem| problem.say(lang)).collect()))?;
    warnings.iter().for_each(|warning| eprintln!("{}", warning.say(lang)));
    Ok((candidates, !warnings.is_empty()))
}

fn sealed(rules: RuleDocument, candidates: Vec<Candidate>, upto: Stage, lang: Lang) -> Result<Bundle, BadInput> {
    Bundle::seal(rules, candidates, upto).map_err(|fault| match fault {
        // Rows are counted as the table counts them: the head is 1.
        RunFault::Candidates(problems) => {
            BadInput(problems.iter().map(|p| format!("{} {}", p.row + 2, p.say(lang))).collect())
        }
        other => BadInput::one(format!("{other:?}")),
    })
}

fn run_rules(
    file: &Path,
    table: &Path,
    out: Option<&Path>,
    format: Format,
    upto: Stage,
    lang: Lang,
) -> Result<u8, BadInput> {
    let rules = usable_rules(file, lang)?;
    let (candidates, warned) = read_candidates(&rules, table, lang)?;
    let bundle = sealed(rules, candidates, upto, lang)?;
    let files = match format {
        Format::Json => vec![("bundle.json", bundle.to_json().into_bytes())],
        Format::Csv => vec![("candidates.csv", candidates_csv(&bundle, lang)?), ("posts.csv", posts_csv(&bundle.outcome)?)],
    };
    match out {
        None => print(&files[0].1)?,
        Some(folder) => {
            fs::create_dir_all(folder).map_err(BadInput::one)?;
            for (name, bytes) in &files {
                fs::write(folder.join(name), bytes).map_err(BadInput::one)?;
            }
        }
    }
    let outcome = &bundle.outcome;
    outcome.pending.iter().for_each(|pending| eprintln!("{}", pending.say(lang)));
    outcome.missing.iter().for_each(|missing| eprintln!("{}", missing.say(lang)));
    let open = warned || !outcome.pending.is_empty() || !outcome.missing.is_empty();
    Ok(if open { FINDINGS } else { FINE })
}

fn candidates_csv(bundle: &Bundle, lang: Lang) -> Result<Vec<u8>, BadInput> {
    let head = match lang {
        Lang::Zh => ["准考证号", "岗位", "加分", "笔试", "面试", "总成绩", "名次", "结果"],
        Lang::En => ["number", "post", "bonus", "written", "interview", "total", "rank", "outcome"],
    };
    let rows = bundle.candidates.iter().zip(&bundle.outcome.candidates).map(|(candidate, result)| {
        let score = |points: Option<domain::Points>| points.map(|p| p.to_string()).unwrap_or_default();
        vec![
            candidate.number.clone(),
            candidate.post.to_string(),
            score(result.bonus),
            score(result.written),
            score(result.interview),
            score(result.total),
            result.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            result.status.say(lang).to_owned(),
        ]
    });
    csv(&head.map(str::to_owned), rows)
}

fn posts_csv(outcome: &Outcome) -> Result<Vec<u8>, BadInput> {
    let head = ["post", "places", "applied", "accepted", "sat", "passed", "shortlisted", "cut_off", "interviewed", "ranked", "enters_physical"];
    let rows = outcome.posts.iter().map(|post| {
        let number = |n: u32| n.to_string();
        vec![
            post.post.to_string(),
            post.places.map(number).unwrap_or_default(),
            number(post.applied),
            number(post.accepted),
            number(post.sat),
            number(post.passed),
            number(post.shortlisted),
            post.cut_off.map(|p| p.to_string()).unwrap_or_default(),
            number(post.interviewed),
            number(post.ranked),
            number(post.enters_physical),
        ]
    });
    csv(&head.map(str::to_owned), rows)
}

/// UTF-8 with the mark by which Excel recognises it.
fn csv(head: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, BadInput> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head).map_err(BadInput::one)?;
    for row in rows {
        writer.write_record(row).map_err(BadInput::one)?;
    }
    writer.into_inner().map_err(BadInput::one)
}

fn explain(file: &Path, table: &Path, number: &str, upto: Stage, lang: Lang) -> Result<u8, BadInput> {
    let rules = usable_rules(file, lang)?;
    let (candidates, _) = read_candidates(&rules, table, lang)?;
    let bundle = sealed(rules, candidates, upto, lang)?;
    let index = bundle.candidates.iter().position(|candidate| candidate.number == number);
    let index = index.ok_or_else(|| BadInput::one(format!("{}: {number}?", table.display())))?;
    let derivation = bundle.outcome.derivation(&bundle.rules, &bundle.candidates, index);
    let derivation = derivation.ok_or_else(|| BadInput::one(number))?;
    print(rules::explain(&derivation, lang).to_text().as_bytes())?;
    Ok(FINE)
}
