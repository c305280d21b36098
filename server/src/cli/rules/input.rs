//! What a command is given: rules, and a table of people.

use super::BadInput;
use app::platform::tables;
use clap::{Args, ValueEnum};
use domain::{
    Lang,
    parallel::both,
    rules::{
        FactColumns, People, RuleDocument, Severity, check, lint,
        table::{self, Layout, PeopleRows, PeopleTable},
    },
    tables::Head,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Rules, and the people to whom they are applied.
#[derive(Debug, Args)]
pub struct Input {
    /// The rule document.
    pub(super) file: PathBuf,
    /// CSV (UTF-8 or GBK), .xlsx or .xls; the guide for writing rules describes the columns.
    pub(super) people: PathBuf,
    /// Which facts the table must have: those it has, or every one that the rules read.
    #[arg(long, value_enum, default_value = "given")]
    facts: WantedFacts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WantedFacts {
    /// What reads a fact without a column is not judged; one line says so.
    Given,
    /// A fact without a column is an error.
    All,
}

pub(super) fn read_rules(file: &Path, lang: Lang) -> Result<RuleDocument, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::at(file, why))?;
    RuleDocument::from_json(&bytes).map_err(|why| BadInput::at(file, why.say(lang)))
}

/// Rules and people, and whether somebody must look at something in either: it is told, and the work goes on.
pub(super) struct Read {
    pub doc: RuleDocument,
    pub table: PeopleTable,
    pub told: bool,
}

pub(super) fn read(input: &Input, lang: Lang) -> Result<Read, BadInput> {
    let people = || fs::read(&input.people);
    let (people, doc) = both(people, || {
        let doc = read_rules(&input.file, lang)?;
        Ok((lint(&doc), doc))
    });
    let (findings, doc) = doc?;
    let blocking = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocks);
    let mut told = false;
    for finding in blocking {
        eprintln!("{}: {}", finding.path, finding.say(lang));
        told = true;
    }
    let people = people.map_err(|why| BadInput::at(&input.people, why))?;
    let mut table = read_people(&doc, &people, lang)?;
    told |= !table.warnings.is_empty() || table.told.iter().any(|told| told.is_warning());
    if input.facts == WantedFacts::All {
        want_all_facts(&doc, &mut table.people, lang)?;
    }
    Ok(Read { doc, table, told })
}

fn read_people(doc: &RuleDocument, bytes: &[u8], lang: Lang) -> Result<PeopleTable, BadInput> {
    let layout = |head| Layout::new(doc, head);
    let (layout, rows, grid) = tables::read_joined(
        bytes,
        Head::FirstRow,
        layout,
        Layout::rows,
        PeopleRows::join,
    );
    for told in grid.told.iter().filter(|told| !told.is_usual()) {
        eprintln!("{}", told.say(lang));
    }
    let table = table::table_of(layout, rows, &grid)
        .map_err(|problems| BadInput(problems.iter().map(|one| one.say(lang)).collect()))?;
    for warning in &table.warnings {
        eprintln!("{}", warning.say(lang));
    }
    Ok(table)
}

/// Refuses a table without a column for a fact that somebody is judged by.
fn want_all_facts(doc: &RuleDocument, people: &mut People, lang: Lang) -> Result<(), BadInput> {
    if people.facts == FactColumns::None {
        people.facts = FactColumns::Some(BTreeSet::new());
    }
    let missing = check(doc, people).say_not_judged(doc, lang);
    match missing.is_empty() {
        true => Ok(()),
        false => Err(BadInput(missing)),
    }
}
