//! A run: results as tables or a bundle, what was told beside them, and one person's calculation.

use super::input::{Input, read};
use super::{BadInput, FINDINGS, FINE, Format, print};
use crate::say::nobody;
use app::platform::spreadsheet::{csv_bytes, csv_rows};
use domain::{
    Lang,
    parallel::joined_in_turn,
    rules::{
        Bundle, CheckResult, EntryVerdict, FactColumns, Names, PersonChecked, RunFault, Status,
        Upto, check, explain,
        table::{
            PeopleTable,
            results::{self, Results},
        },
    },
};
use std::{
    cell::LazyCell,
    fs,
    io::{self, Write},
    path::Path,
};

pub(super) fn run_rules(
    input: &Input,
    out: Option<&Path>,
    format: Format,
    upto: &Upto,
    lang: Lang,
) -> Result<u8, BadInput> {
    let run = sealed(input, upto, lang)?;
    match out {
        None => {
            let to = &mut io::stdout();
            match format {
                Format::Json => to.write_all(run.bundle.to_json().as_bytes()),
                Format::Csv => candidates(&run.bundle, to, lang),
            }
            .map_err(BadInput::one)?;
        }
        Some(folder) => write(&run.bundle, folder, format, lang)?,
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

fn write(bundle: &Bundle, folder: &Path, format: Format, lang: Lang) -> Result<(), BadInput> {
    fs::create_dir_all(folder).map_err(|why| BadInput::at(folder, why))?;
    let file = |name: &str, write: &dyn Fn(&mut fs::File) -> io::Result<()>| {
        let path = folder.join(name);
        let written = fs::File::create(&path).and_then(|mut file| write(&mut file));
        written.map_err(|why| BadInput::at(&path, why))
    };
    if format == Format::Json {
        return file("bundle.json", &|to| {
            to.write_all(bundle.to_json().as_bytes())
        });
    }
    let outcome = &bundle.outcome;
    file("candidates.csv", &|to| candidates(bundle, to, lang))?;
    file("posts.csv", &|to| {
        to.write_all(&csv_bytes(results::posts(outcome))?)
    })?;
    file("rooms.csv", &|to| {
        to.write_all(&csv_bytes(results::rooms(outcome))?)
    })
}

/// Everybody's result, in the order of the input. What one core has made is written while others make the next.
fn candidates(bundle: &Bundle, to: &mut (impl Write + Send), lang: Lang) -> io::Result<()> {
    let outcome = &bundle.outcome;
    let names = Names::new(&bundle.rules, outcome);
    let because = |status: Status| status.label(names, lang);
    let results = Results::new(&bundle.people, outcome, because);
    to.write_all(&csv_bytes([results.titles()])?)?;
    let people = bundle.people.candidates.len();
    let starts: Vec<usize> = (0..people).step_by(ROWS).collect();
    let part = |from: &usize| {
        let rows = results.rows(*from..people.min(*from + ROWS));
        csv_rows(Vec::new(), rows)
    };
    let written = (to, Ok(()));
    let (_, written) = joined_in_turn(&starts, part, written, |(to, written), part| {
        if written.is_ok() {
            *written = part
                .map_err(io::Error::from)
                .and_then(|part| to.write_all(&part));
        }
    });
    written
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
