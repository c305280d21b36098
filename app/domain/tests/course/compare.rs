//! The first thing in which two answers to one case differ.

use crate::answer::{Answer, Figures, OnePerson};
use crate::documents::SURE;
use crate::generator::Case;
use domain::rules::{FactValue, RunFault};
use std::fmt;

/// Where the engine and the reference differ, in one line each.
pub struct Difference {
    /// The same for differences of one kind.
    pub kind: String,
    pub place: String,
    pub reference: String,
    pub engine: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the reference says {}, the engine {}",
            self.place, self.reference, self.engine
        )
    }
}

pub fn first_difference(
    reference: &Answer,
    engine: &Result<Answer, RunFault>,
) -> Option<Difference> {
    let engine = match engine {
        Ok(answer) => answer,
        Err(fault) => {
            return Some(Difference {
                kind: format!("fault {fault:?}"),
                place: "the run".to_owned(),
                reference: "an answer".to_owned(),
                engine: format!("{fault:?}"),
            });
        }
    };
    for (code, ours) in &reference.posts {
        let theirs = &engine.posts[code];
        if ours != theirs {
            let differ = |what: &str, same: bool| if same { "" } else { what }.to_owned();
            let kind = differ("places ", ours.places == theirs.places)
                + &differ("cancelled ", ours.cancelled == theirs.cancelled)
                + &differ("applied ", ours.applied == theirs.applied)
                + &differ("accepted", ours.accepted == theirs.accepted);
            return Some(Difference {
                kind,
                place: format!("post {code}"),
                reference: format!("{ours:?}"),
                engine: format!("{theirs:?}"),
            });
        }
    }
    let both = || {
        reference
            .people
            .iter()
            .map(|(number, ours)| (number, ours, &engine.people[number]))
    };
    let figures = both().find_map(|(number, ours, theirs)| person(number, ours, theirs, false));
    figures.or_else(|| both().find_map(|(number, ours, theirs)| person(number, ours, theirs, true)))
}

fn person(number: &str, ours: &OnePerson, theirs: &OnePerson, all: bool) -> Option<Difference> {
    let differ = |kind: String, ours: String, theirs: String| {
        Some(Difference {
            kind,
            place: number.to_owned(),
            reference: ours,
            engine: theirs,
        })
    };
    let blocked = ours.status.starts_with("blocked");
    if ours.status.starts_with("blocked") == theirs.status.starts_with("blocked") && !blocked {
        for (step, figures) in &ours.figures {
            let other = theirs.figures.iter().find(|(other, _)| other == step);
            let other = other.map_or(Figures::default(), |(_, figures)| *figures);
            let step = step.trim_end_matches(char::is_numeric);
            if figures.score != other.score {
                return differ(
                    format!("score {step}"),
                    format!("{step} {:?} {}", figures.score, ours.status),
                    format!("{:?} {}", other.score, theirs.status),
                );
            }
            if figures.cut.is_some() && other.cut.is_some() && figures.cut != other.cut {
                return differ(
                    "cut".to_owned(),
                    format!("{:?}", figures.cut),
                    format!("{:?}", other.cut),
                );
            }
            if all && figures.place != other.place {
                return differ(
                    "place".to_owned(),
                    format!("{step} {:?} {}", figures.place, ours.status),
                    format!("{:?} {}", other.place, theirs.status),
                );
            }
        }
    }
    if !all {
        return None;
    }
    if ours.status != theirs.status {
        return differ(
            format!("status {} | {}", plain(&ours.status), plain(&theirs.status)),
            ours.status.clone(),
            theirs.status.clone(),
        );
    }
    // Nothing is shown of somebody who is blocked.
    if !blocked && ours.rank != theirs.rank {
        let kind = "rank".to_owned();
        return differ(
            kind,
            format!("{:?}", ours.rank),
            format!("{:?}", theirs.rank),
        );
    }
    None
}

fn plain(status: &str) -> String {
    let step = |word: &str| match word {
        "physical" | "background" | "choice" => "after".to_owned(),
        word => word.trim_end_matches(char::is_numeric).to_owned(),
    };
    status.split(':').map(step).collect::<Vec<_>>().join(":")
}

/// Both answers, person by person; where they differ a star stands before the line.
pub fn side_by_side(case: &Case, ours: &Answer, theirs: &Result<Answer, RunFault>) -> String {
    let mut lines = vec![format!("seed {}, up to {:?}", case.seed, case.upto)];
    let doc = serde_json::to_string(&case.doc).expect("documents can be written");
    lines.push(doc);
    let Ok(theirs) = theirs else {
        return format!("{}\n{theirs:?}", lines.join("\n"));
    };
    for (code, own) in &ours.posts {
        let other = &theirs.posts[code];
        let star = if own == other { ' ' } else { '*' };
        lines.push(format!("{star} {code} {own:?} | {other:?}"));
    }
    let mut people: Vec<_> = case.people.candidates.iter().collect();
    people.sort_by_key(|row| (&row.post, &row.number));
    for row in people {
        let (own, other) = (
            &ours.people[row.number.as_str()],
            &theirs.people[row.number.as_str()],
        );
        let star = if own.status == other.status && own.rank == other.rank {
            ' '
        } else {
            '*'
        };
        let figures = |person: &OnePerson| {
            let one = |(step, figures): &(String, Figures)| {
                let score = figures
                    .score
                    .map_or("-".to_owned(), |score| score.to_string());
                let cut = figures.cut.map_or(String::new(), |cut| format!("/{cut}"));
                let place = figures
                    .place
                    .map_or(String::new(), |place| format!("#{place}"));
                format!("{step}={score}{cut}{place}")
            };
            person.figures.iter().map(one).collect::<Vec<_>>().join(" ")
        };
        let held = |fact: &&&str| row.facts.get(&(**fact).into()) == Some(&FactValue::YesNo(true));
        let facts: Vec<&str> = SURE.iter().filter(held).copied().collect();
        lines.push(format!(
            "{star} {} {} {:28} {:?} {} | {:28} {:?} {} {}",
            row.number,
            row.post,
            own.status,
            own.rank,
            figures(own),
            other.status,
            other.rank,
            figures(other),
            facts.join(" ")
        ));
        if star == ' ' {
            continue;
        }
        let mut row = row.clone();
        row.facts = Default::default();
        let row = serde_json::to_string(&row).expect("people can be written");
        lines.push(format!("      {row}"));
    }
    lines.join("\n")
}
