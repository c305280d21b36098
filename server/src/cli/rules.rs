//! `xuanxian rules`: the rule engine for offices and for anybody who wants to check a list. Needs no database.
//! Exit codes: 0 fine, 1 findings, 2 bad input.

use super::course;
use app::platform::{spreadsheet::csv_bytes, tables};
use clap::{Subcommand, ValueEnum};
use domain::{
    candidate_table::{
        self, TableRead,
        results::{self, Table},
    },
    rules::{self, Bundle, Lang, Pending, RuleDocument, RunFault, Severity, Stage},
    tables::Head,
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
    Lint {
        file: PathBuf,
        /// Version 2: also what counts where the notice says nothing, point by point.
        #[arg(long)]
        defaults: bool,
    },
    /// Version 2: every demand, ground and bonus item for every person, by which fact, with the clause.
    Check { file: PathBuf, people: PathBuf },
    /// Applies rules to a table of candidates: scores, shortlist, totals, ranks.
    Run {
        file: PathBuf,
        /// CSV (UTF-8 or GBK), .xlsx or .xls; the columns are described in the guide for writing rules.
        candidates: PathBuf,
        /// A folder for the results; without it they go to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
        /// How far to go. Version 1: opening-ratio, written, shortlist, total. Version 2: opening, a stage by its code,
        /// total, after (the default).
        #[arg(long)]
        upto: Option<String>,
    },
    /// Shows how one candidate's figures came about.
    Explain {
        file: PathBuf,
        candidates: PathBuf,
        #[arg(long)]
        candidate: String,
        #[arg(long)]
        upto: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Csv,
    Json,
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

/// A stage of version 1 by its name.
fn stage(said: Option<&str>) -> Result<Stage, BadInput> {
    match said.unwrap_or("total") {
        "opening-ratio" => Ok(Stage::OpeningRatio),
        "written" => Ok(Stage::Written),
        "shortlist" => Ok(Stage::Shortlist),
        "total" => Ok(Stage::Total),
        other => Err(BadInput::one(format!(
            "--upto {other}: opening-ratio, written, shortlist, total"
        ))),
    }
}

/// Input that cannot be used, in words.
pub(super) struct BadInput(pub(super) Vec<String>);

impl BadInput {
    pub(super) fn one(what: impl Display) -> Self {
        BadInput(vec![what.to_string()])
    }

    pub(super) fn at(file: &Path, why: impl Display) -> Self {
        BadInput::one(format!("{}: {why}", file.display()))
    }
}

pub(super) const FINE: u8 = 0;
pub(super) const FINDINGS: u8 = 1;
const BAD_INPUT: u8 = 2;

pub fn run(command: Command, lang: Lang) -> ExitCode {
    let done = match command {
        Command::Schema => schema(),
        Command::Lint { file, defaults } => match version_2(&file, lang) {
            Ok(Some(doc)) => Ok(course::lint_rules(&doc, defaults, lang)),
            Ok(None) => lint(&file, lang),
            Err(why) => Err(why),
        },
        Command::Check { file, people } => check(&file, &people, lang),
        Command::Run {
            file,
            candidates,
            out,
            format,
            upto,
        } => match version_2(&file, lang) {
            Ok(Some(doc)) => {
                let upto = course::upto(upto.as_deref().unwrap_or("after"));
                course::run_rules(doc, &candidates, out.as_deref(), format, &upto, lang)
            }
            Ok(None) => stage(upto.as_deref())
                .and_then(|upto| run_rules(&file, &candidates, out.as_deref(), format, upto, lang)),
            Err(why) => Err(why),
        },
        Command::Explain {
            file,
            candidates,
            candidate,
            upto,
        } => match version_2(&file, lang) {
            Ok(Some(doc)) => {
                let upto = course::upto(upto.as_deref().unwrap_or("after"));
                course::explain_one(doc, &candidates, &candidate, &upto, lang)
            }
            Ok(None) => stage(upto.as_deref())
                .and_then(|upto| explain(&file, &candidates, &candidate, upto, lang)),
            Err(why) => Err(why),
        },
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
    print(include_bytes!(
        "../../../app/domain/schema/rules.schema.json"
    ))?;
    Ok(FINE)
}

pub(super) fn print(bytes: &[u8]) -> Result<(), BadInput> {
    std::io::stdout().write_all(bytes).map_err(BadInput::one)
}

/// The document of a file that holds one of version 2; `None`: another version, for [`read_rules`].
fn version_2(file: &Path, lang: Lang) -> Result<Option<domain::next::RuleDocument>, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::at(file, why))?;
    let read = course::read(&bytes).transpose();
    read.map_err(|why| BadInput::at(file, why.say(lang)))
}

fn check(file: &Path, people: &Path, lang: Lang) -> Result<u8, BadInput> {
    match version_2(file, lang)? {
        Some(doc) => course::check_table(&doc, people, lang),
        None => Err(BadInput::at(
            file,
            match lang {
                Lang::Zh => "rules check只认识第2版的规则",
                Lang::En => "rules check knows version 2 of the rules",
            },
        )),
    }
}

fn read_rules(file: &Path, lang: Lang) -> Result<RuleDocument, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::at(file, why))?;
    RuleDocument::from_json(&bytes).map_err(|why| BadInput::at(file, why.say(lang)))
}

/// Rules for a run, and whether something in them blocks their publication: that is said first, and the run goes on.
fn rules_for_a_run(file: &Path, lang: Lang) -> Result<(RuleDocument, bool), BadInput> {
    let rules = read_rules(file, lang)?;
    let mut blocked = false;
    for finding in rules::lint(&rules)
        .iter()
        .filter(|finding| finding.severity == Severity::Blocks)
    {
        eprintln!("{}: {}", finding.place, finding.say(lang));
        blocked = true;
    }
    Ok((rules, blocked))
}

fn lint(file: &Path, lang: Lang) -> Result<u8, BadInput> {
    let findings = rules::lint(&read_rules(file, lang)?);
    for finding in &findings {
        let word = match (finding.severity, lang) {
            (Severity::Blocks, Lang::Zh) => "必须解决",
            (Severity::Warns, Lang::Zh) => "请看一眼",
            (Severity::Blocks, Lang::En) => "blocks",
            (Severity::Warns, Lang::En) => "warns",
        };
        println!(
            "{word}\t{}\t{}\t{}",
            code(&finding.code),
            finding.place,
            finding.say(lang)
        );
    }
    Ok(if findings.is_empty() { FINE } else { FINDINGS })
}

fn code(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn read_candidates(rules: &RuleDocument, file: &Path, lang: Lang) -> Result<TableRead, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::at(file, why))?;
    let grid = tables::read(&bytes, Head::FirstRow);
    for told in grid.told.iter().filter(|told| !told.is_usual()) {
        eprintln!("{}", told.say(lang));
    }
    let mut read = candidate_table::read(rules, &grid)
        .map_err(|problems| BadInput(problems.iter().map(|problem| problem.say(lang)).collect()))?;
    read.admit(rules);
    Ok(read)
}

fn sealed(
    rules: RuleDocument,
    table: &mut TableRead,
    upto: Stage,
    lang: Lang,
) -> Result<Bundle, BadInput> {
    let candidates = std::mem::take(&mut table.candidates);
    Bundle::seal(rules, candidates, upto).map_err(|fault| {
        let RunFault::Candidates(problems) = &fault else {
            return BadInput(fault.say(lang));
        };
        let said = problems.iter().map(|problem| {
            let place = table.say_place(&problem.number, lang);
            format!("{place}{}", problem.say(lang))
        });
        BadInput(said.collect())
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
    let (rules, blocked) = rules_for_a_run(file, lang)?;
    let mut table = read_candidates(&rules, table, lang)?;
    table
        .notes
        .iter()
        .for_each(|note| eprintln!("{}", note.say(lang)));
    let bundle = sealed(rules, &mut table, upto, lang)?;
    let files = match format {
        Format::Json => vec![("bundle.json", bundle.to_json().into_bytes())],
        Format::Csv => {
            let outcome = &bundle.outcome;
            vec![
                (
                    "candidates.csv",
                    csv(results::candidates(&bundle.candidates, outcome, lang))?,
                ),
                ("posts.csv", csv(results::posts(outcome, lang))?),
                ("rooms.csv", csv(results::rooms(outcome, lang))?),
            ]
        }
    };
    match out {
        None => print(&files[0].1)?,
        Some(folder) => {
            fs::create_dir_all(folder).map_err(|why| BadInput::at(folder, why))?;
            for (name, bytes) in &files {
                let file = folder.join(name);
                fs::write(&file, bytes).map_err(|why| BadInput::at(&file, why))?;
            }
        }
    }
    let outcome = &bundle.outcome;
    outcome
        .pending
        .iter()
        .for_each(|pending| eprintln!("{}", said(pending, &table, lang)));
    outcome
        .missing
        .iter()
        .for_each(|missing| eprintln!("{}", table.say_missing(missing, lang)));
    // A claim against the person's own facts is settled: it is told and did not count.
    let settled = |pending: &Pending| matches!(pending, Pending::RefutedBonus { .. });
    let pending = outcome.pending.iter().any(|pending| !settled(pending));
    let warned = table.notes.iter().any(|note| note.kind.is_warning())
        || table.told.iter().any(|told| told.is_warning());
    let open = blocked || warned || pending || !outcome.missing.is_empty();
    Ok(if open { FINDINGS } else { FINE })
}

/// What is left to people; with its row where it is about one person.
fn said(pending: &Pending, table: &TableRead, lang: Lang) -> String {
    match pending {
        Pending::RefutedBonus { candidate, .. } => {
            let place = table.say_place(candidate, lang);
            format!("{place}{}", pending.say(lang))
        }
        _ => pending.say(lang),
    }
}

pub(super) fn csv(table: Table) -> Result<Vec<u8>, BadInput> {
    csv_bytes(&table).map_err(BadInput::one)
}

fn explain(
    file: &Path,
    table: &Path,
    number: &str,
    upto: Stage,
    lang: Lang,
) -> Result<u8, BadInput> {
    let (rules, _) = rules_for_a_run(file, lang)?;
    let mut read = read_candidates(&rules, table, lang)?;
    let bundle = sealed(rules, &mut read, upto, lang)?;
    let index = bundle
        .candidates
        .iter()
        .position(|candidate| candidate.number == number);
    let nobody = || match lang {
        Lang::Zh => format!("表里没有准考证号{number}"),
        Lang::En => format!("no candidate has the number {number}"),
    };
    let index = index.ok_or_else(|| BadInput::at(table, nobody()))?;
    let derivation = bundle
        .outcome
        .derivation(&bundle.rules, &bundle.candidates, index);
    let derivation = derivation.ok_or_else(|| BadInput::one(number))?;
    print(rules::explain(&derivation, lang).to_text().as_bytes())?;
    Ok(FINE)
}
