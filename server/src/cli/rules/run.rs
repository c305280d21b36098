//! A run: results as tables or a bundle, what was told beside them, and one person's calculation.

use super::input::{Input, read};
use super::{BadInput, FINDINGS, FINE, Format, csv, print};
use crate::say::nobody;
use app::platform::spreadsheet::csv_rows;
use domain::{
    Lang,
    parallel::in_turn,
    rules::{
        Bundle, CheckResult, EntryVerdict, FactColumns, Names, PersonChecked, RunFault, Status,
        Upto, check, explain,
        table::{
            PeopleTable,
            results::{self, Results},
        },
    },
};
use std::{cell::LazyCell, fs, io::Write, path::Path};

pub(super) fn run_rules(
    input: &Input,
    out: Option<&Path>,
    format: Format,
    upto: &Upto,
    lang: Lang,
) -> Result<u8, BadInput> {
    let run = sealed(input, upto, lang)?;
    let files = match format {
        Format::Json => vec![("bundle.json", vec![run.bundle.to_json().into_bytes()])],
        Format::Csv => tables_of(&run.bundle, lang)?,
    };
    match out {
        None => {
            for part in &files[0].1 {
                print(part)?;
            }
        }
        Some(folder) => {
            fs::create_dir_all(folder).map_err(|why| BadInput::at(folder, why))?;
            for (name, parts) in &files {
                let file = folder.join(name);
                write(&file, parts).map_err(|why| BadInput::at(&file, why))?;
            }
        }
    }
    tell_ineligible(&run, lang);
    let open = tell(&run, lang);
    let code = if open || run.told { FINDINGS } else { FINE };
    // The process ends here: a million people are not given back one by one.
    std::mem::forget(run);
    Ok(code)
}

/// So many rows are written at a time: a table that grows as a whole is copied as often as it doubles.
const ROWS: usize = 8_192;

/// A file, whose contents come in parts.
type Parts = (&'static str, Vec<Vec<u8>>);

fn write(file: &Path, parts: &[Vec<u8>]) -> std::io::Result<()> {
    let mut file = fs::File::create(file)?;
    parts.iter().try_for_each(|part| file.write_all(part))
}

fn tables_of(bundle: &Bundle, lang: Lang) -> Result<Vec<Parts>, BadInput> {
    let outcome = &bundle.outcome;
    let names = Names::new(&bundle.rules, outcome);
    let because = |status: Status| status.label(names, lang);
    let results = Results::new(&bundle.people, outcome, because);
    let people = &bundle.people.candidates;
    let parts: Vec<_> = (0..).step_by(ROWS).zip(people.chunks(ROWS)).collect();
    let parts = in_turn(&parts, |(from, part)| {
        let rows = (*from..from + part.len()).map(|index| results.row(index));
        csv_rows(Vec::new(), rows)
    });
    let mut people = vec![csv([results.titles()])?];
    for part in parts {
        people.push(part.map_err(BadInput::one)?);
    }
    Ok(vec![
        ("candidates.csv", people),
        ("posts.csv", vec![csv(results::posts(outcome))?]),
        ("rooms.csv", vec![csv(results::rooms(outcome))?]),
    ])
}

/// Says what waits for people, what was not there, and what somebody should see; each with its row.
fn tell(run: &Run, lang: Lang) -> bool {
    let outcome = &run.bundle.outcome;
    if outcome.pending.is_empty() && outcome.missing.is_empty() && outcome.notices.is_empty() {
        return false;
    }
    let names = Names::new(&run.bundle.rules, outcome);
    // Looked up only where somebody is named.
    let places = LazyCell::new(|| run.table.places.of(&run.bundle.people));
    let place = |number: &str| places.say(number, lang);
    let pending = outcome.pending.iter().map(|one| one.say(names, lang));
    let missing = outcome
        .missing
        .iter()
        .map(|one| format!("{}{}", place(&one.candidate), one.say(names, lang)));
    let notices = outcome.notices.iter().map(|one| {
        let place = one.candidate().map(place).unwrap_or_default();
        format!("{place}{}", one.say(names, lang))
    });
    let lines: Vec<String> = pending.chain(missing).chain(notices).collect();
    lines.iter().for_each(|line| eprintln!("{line}"));
    true
}

/// Says by which demand somebody does not compete. That is settled, and no finding.
fn tell_ineligible(run: &Run, lang: Lang) {
    let Bundle { rules, people, .. } = &run.bundle;
    if people.facts == FactColumns::None {
        return;
    }
    let checked = check(rules, people);
    let places = run.table.places.of(people);
    let out = checked.people.iter().filter(|person| {
        person.decided.is_none() && person.entry.verdict == EntryVerdict::Ineligible
    });
    for line in out.flat_map(PersonChecked::demands) {
        if line.result == CheckResult::Fails {
            let place = places.say(line.number, lang);
            let clause = line.clause.map_or("", |clause| clause.in_lang(lang));
            let said = line.say(rules, lang);
            eprintln!(
                "{}",
                format!("{place}{} {said} {clause}", line.number).trim_end()
            );
        }
    }
}

pub(super) fn explain_one(
    input: &Input,
    number: &str,
    upto: &Upto,
    lang: Lang,
) -> Result<u8, BadInput> {
    let Run { bundle, .. } = sealed(input, upto, lang)?;
    let people = &bundle.people.candidates;
    let index = people
        .iter()
        .position(|candidate| candidate.number == number);
    let index = index.ok_or_else(|| BadInput::at(&input.people, nobody(number, lang)))?;
    let derivation = bundle
        .outcome
        .derivation(&bundle.rules, &bundle.people, index)
        .ok_or_else(|| BadInput::one(number))?;
    print(explain(&derivation, lang).to_text().as_bytes())
}

/// What a run gave, the table that it was given, and whether somebody must look at either input.
struct Run {
    bundle: Bundle,
    table: PeopleTable,
    told: bool,
}

fn sealed(input: &Input, upto: &Upto, lang: Lang) -> Result<Run, BadInput> {
    let read = read(input, lang)?;
    let (mut table, told) = (read.table, read.told);
    let people = std::mem::take(&mut table.people);
    let bundle = Bundle::seal(read.doc.clone(), people, upto).map_err(|fault| {
        let names = Names::of_rules(&read.doc);
        let RunFault::Candidates(problems) = &fault else {
            return BadInput(fault.say(names, lang));
        };
        let said = problems.iter().map(|problem| {
            let place = table.places.say(problem.row, lang);
            format!("{place}{}", problem.say(names, lang))
        });
        BadInput(said.collect())
    })?;
    Ok(Run {
        bundle,
        table,
        told,
    })
}
