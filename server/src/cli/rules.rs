//! `xuanxian rules`: the rule engine for offices and for anybody who wants to check a list. Needs no database.
//! Exit codes: 0 fine, 1 findings, 2 bad input.

mod input;
mod run;

use app::platform::spreadsheet::csv_bytes;
use clap::{Subcommand, ValueEnum};
use domain::{
    Lang,
    rules::{CheckResult, LintFinding, Severity, Upto, check, defaults_of, lint},
};
use input::{Input, Read, read, read_rules};
use run::{explain_one, run_rules};
use std::{
    fmt::Display,
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
        /// The rule document.
        file: PathBuf,
        /// Also what counts where the notice says nothing, point by point.
        #[arg(long)]
        defaults: bool,
    },
    /// Every requirement, ground and bonus item for every person: what holds, by which fact, with the clause.
    Check {
        #[command(flatten)]
        input: Input,
    },
    /// Applies rules to a table of people: scores, lists, totals, ranks.
    Run {
        #[command(flatten)]
        input: Input,
        /// A folder for the results; without it they go to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
        /// How far to go: opening, a stage by its code, total, after.
        #[arg(long, default_value = "after")]
        upto: Upto,
    },
    /// Shows how one person's figures came about.
    Explain {
        #[command(flatten)]
        input: Input,
        #[arg(long)]
        candidate: String,
        #[arg(long, default_value = "after")]
        upto: Upto,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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

/// Input that cannot be used, in words.
struct BadInput(Vec<String>);

impl BadInput {
    fn one(what: impl Display) -> Self {
        BadInput(vec![what.to_string()])
    }

    fn at(file: &Path, why: impl Display) -> Self {
        BadInput::one(format!("{}: {why}", file.display()))
    }
}

const FINE: u8 = 0;
const FINDINGS: u8 = 1;
const BAD_INPUT: u8 = 2;

pub fn run(command: Command, lang: Lang) -> ExitCode {
    let done = match command {
        Command::Schema => print(include_bytes!(
            "../../../app/domain/schema/rules.schema.json"
        )),
        Command::Lint { file, defaults } => lint_rules(&file, defaults, lang),
        Command::Check { input } => check_people(&input, lang),
        Command::Run {
            input,
            out,
            format,
            upto,
        } => run_rules(&input, out.as_deref(), format, &upto, lang),
        Command::Explain {
            input,
            candidate,
            upto,
        } => explain_one(&input, &candidate, &upto, lang),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(BadInput(lines)) => {
            lines.iter().for_each(|line| eprintln!("{line}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn print(bytes: &[u8]) -> Result<u8, BadInput> {
    std::io::stdout().write_all(bytes).map_err(BadInput::one)?;
    Ok(FINE)
}

fn csv<C: AsRef<str>>(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>,
) -> Result<Vec<u8>, BadInput> {
    csv_bytes(rows).map_err(BadInput::one)
}

/// Findings one a line: how grave, what kind, where, in words. What the notice does not state stands in one line.
fn lint_rules(file: &Path, unfold: bool, lang: Lang) -> Result<u8, BadInput> {
    let doc = read_rules(file, lang)?;
    let findings = lint(&doc);
    for finding in &findings {
        let (severity, kind) = (finding.severity.say(lang), kind(finding));
        println!(
            "{severity}\t{kind}\t{}\t{}",
            finding.path,
            finding.say(lang)
        );
    }
    if unfold {
        for point in defaults_of(&doc) {
            println!("{}", point.say(lang));
        }
    }
    let notes = findings
        .iter()
        .all(|finding| finding.severity == Severity::Notes);
    Ok(if notes { FINE } else { FINDINGS })
}

/// The kind of a finding, for programs.
fn kind(finding: &LintFinding) -> String {
    let json = serde_json::to_value(&finding.code).unwrap_or_default();
    json["code"].as_str().unwrap_or_default().to_owned()
}

fn check_people(input: &Input, lang: Lang) -> Result<u8, BadInput> {
    let Read { doc, table, told } = read(input, lang)?;
    let checked = check(&doc, &table.people);
    let titles = [
        "number", "post", "kind", "id", "result", "because", "clause",
    ];
    let mut rows = vec![titles.map(str::to_owned).to_vec()];
    let mut open = told;
    for line in checked.lines() {
        open |= !matches!(line.result, CheckResult::Holds | CheckResult::Declared);
        let clause = line.clause.map_or("", |clause| clause.in_lang(lang));
        rows.push(vec![
            line.number.to_owned(),
            line.post.to_string(),
            line.about.kind().to_owned(),
            line.about.id().to_owned(),
            line.result.code().to_owned(),
            line.say(&doc, lang),
            clause.to_owned(),
        ]);
    }
    print(&csv(rows)?)?;
    for line in checked.say_not_judged(&doc, lang) {
        eprintln!("{line}");
    }
    Ok(if open { FINDINGS } else { FINE })
}
