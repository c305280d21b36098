//! Rules of version 2 on the command line: documents whose `schema_version` is 2. The platform still runs version 1; a
//! list of any course is computed, checked and explained here.

use super::rules::{BadInput, FINDINGS, FINE, Format, csv, print};
use app::platform::tables;
use domain::Lang;
use domain::next::{
    BadDocument, Bundle, CheckResult, Names, Outcome, RuleDocument, RunFault, Severity, Upto,
    check, defaults_of, explain, lint,
    table::{self, PeopleTable, results},
};
use domain::tables::Head;
use std::{fs, path::Path};

/// The document, if the file holds one of version 2.
pub(super) fn read(bytes: &[u8]) -> Option<Result<RuleDocument, BadDocument>> {
    let head: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let version = head.get("schema_version")?.as_u64()?;
    (version == 2).then(|| RuleDocument::from_json(bytes))
}

/// How far to go: `opening`, a stage by its code, `total`, or `after`.
pub(super) fn upto(said: &str) -> Upto {
    match said {
        "opening" => Upto::Opening,
        "total" => Upto::Total,
        "after" => Upto::After,
        stage => Upto::Stage(stage.into()),
    }
}

/// Findings one a line: how grave, what, where, in words. What the notice does not state stands in one line.
pub(super) fn lint_rules(doc: &RuleDocument, unfold: bool, lang: Lang) -> u8 {
    let findings = lint(doc);
    for finding in &findings {
        println!(
            "{}\t{}\t{}",
            finding.severity.say(lang),
            finding.path,
            finding.say(lang)
        );
    }
    if unfold {
        for point in defaults_of(doc) {
            println!("{}", point.say(lang));
        }
    }
    match findings.iter().any(|one| one.severity != Severity::Notes) {
        true => FINDINGS,
        false => FINE,
    }
}

/// Every demand, ground and bonus item for every person, by which fact, with the clause.
pub(super) fn check_table(doc: &RuleDocument, file: &Path, lang: Lang) -> Result<u8, BadInput> {
    let table = read_people(doc, file, lang)?;
    let checked = check(doc, &table.people);
    let mut rows = vec![
        [
            "number", "post", "kind", "id", "result", "because", "clause",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    let mut open = false;
    for line in checked.lines() {
        open |= !matches!(line.result, CheckResult::Holds | CheckResult::Declared);
        rows.push(vec![
            line.number.to_owned(),
            line.post.to_string(),
            line.about.kind().to_owned(),
            line.about.id().to_owned(),
            line.result.code().to_owned(),
            line.say(doc, lang),
            line.clause
                .map_or_else(String::new, |clause| clause.in_lang(lang).to_owned()),
        ]);
    }
    print(&csv(rows)?)?;
    for line in checked.say_not_judged(doc, lang) {
        eprintln!("{line}");
    }
    Ok(if open { FINDINGS } else { FINE })
}

/// Applies the rules to a table of people and prints the results.
pub(super) fn run_rules(
    doc: RuleDocument,
    file: &Path,
    out: Option<&Path>,
    format: Format,
    upto: &Upto,
    lang: Lang,
) -> Result<u8, BadInput> {
    let table = read_people(&doc, file, lang)?;
    let warned = !table.warnings.is_empty();
    let bundle = sealed(doc, table, upto, lang)?;
    let (name, bytes) = match format {
        Format::Json => ("bundle.json", bundle.to_json().into_bytes()),
        Format::Csv => {
            let outcome = &bundle.outcome;
            let names = Names::new(&bundle.rules, outcome);
            let because = |index: usize| outcome.candidates[index].status.label(names, lang);
            let rows = results::results(&bundle.people, outcome, because);
            ("candidates.csv", csv(rows)?)
        }
    };
    match out {
        None => print(&bytes)?,
        Some(folder) => {
            fs::create_dir_all(folder).map_err(|why| BadInput::at(folder, why))?;
            let file = folder.join(name);
            fs::write(&file, bytes).map_err(|why| BadInput::at(&file, why))?;
        }
    }
    let open = tell(&bundle.rules, &bundle.outcome, lang);
    Ok(if open || warned { FINDINGS } else { FINE })
}

/// Says what waits for people and what was not there.
fn tell(doc: &RuleDocument, outcome: &Outcome, lang: Lang) -> bool {
    let names = Names::new(doc, outcome);
    let pending = outcome.pending.iter().map(|one| one.say(names, lang));
    let missing = outcome.missing.iter().map(|one| one.say(names, lang));
    let notices = outcome.notices.iter().map(|one| one.say(names, lang));
    let lines: Vec<String> = pending.chain(missing).chain(notices).collect();
    lines.iter().for_each(|line| eprintln!("{line}"));
    !lines.is_empty()
}

/// How one person's figures came about.
pub(super) fn explain_one(
    doc: RuleDocument,
    file: &Path,
    number: &str,
    upto: &Upto,
    lang: Lang,
) -> Result<u8, BadInput> {
    let table = read_people(&doc, file, lang)?;
    let bundle = sealed(doc, table, upto, lang)?;
    let people = &bundle.people.candidates;
    let index = people
        .iter()
        .position(|candidate| candidate.number == number);
    let nobody = || match lang {
        Lang::Zh => format!("表里没有准考证号{number}"),
        Lang::En => format!("no candidate has the number {number}"),
    };
    let index = index.ok_or_else(|| BadInput::at(file, nobody()))?;
    let derivation = bundle
        .outcome
        .derivation(&bundle.rules, &bundle.people, index)
        .ok_or_else(|| BadInput::one(number))?;
    print(explain(&derivation, lang).to_text().as_bytes())?;
    Ok(FINE)
}

fn sealed(
    doc: RuleDocument,
    table: PeopleTable,
    upto: &Upto,
    lang: Lang,
) -> Result<Bundle, BadInput> {
    let people = table.people.clone();
    let of_rules = doc.clone();
    Bundle::seal(doc, people, upto).map_err(|fault| {
        let names = Names::of_rules(&of_rules);
        let RunFault::Candidates(problems) = &fault else {
            return BadInput(fault.say(names, lang));
        };
        let said = problems.iter().map(|problem| {
            let place = table.say_place(&problem.number, lang);
            format!("{place}{}", problem.say(names, lang))
        });
        BadInput(said.collect())
    })
}

fn read_people(doc: &RuleDocument, file: &Path, lang: Lang) -> Result<PeopleTable, BadInput> {
    let bytes = fs::read(file).map_err(|why| BadInput::at(file, why))?;
    let grid = tables::read(&bytes, Head::FirstRow);
    for told in grid.told.iter().filter(|told| !told.is_usual()) {
        eprintln!("{}", told.say(lang));
    }
    let table = table::read(doc, &grid)
        .map_err(|problems| BadInput(problems.iter().map(|one| one.say(lang)).collect()))?;
    for warning in &table.warnings {
        eprintln!("{}", warning.say(lang));
    }
    Ok(table)
}
