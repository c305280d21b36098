//! Titles: words of the table in either language, with the codes or names of the rules behind them.

mod template;
mod words;

use super::column::Column;
use super::say::{self, Word};
use super::{PeopleProblem, PeopleProblemKind};
use crate::characters::key;
use crate::rules::codes::StageCode;
use crate::rules::document::RuleDocument;
use crate::rules::stages::{Scoring, Stage};
use crate::tables::{Grid, GridProblem};
use crate::text::Bilingual;
pub use template::template;
use words::{UNREAD, of_stage_words, old_title, unknown, unknown_among, unknown_word, unread};
pub(super) use words::{calls, named};

/// The columns of a table; those that it does not need are [`Column::Ignored`].
pub(super) fn head(doc: &RuleDocument, grid: &Grid) -> (Vec<Column>, Vec<PeopleProblem>) {
    let mut problems = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for title in &grid.titles {
        let (column, kind) = match find(doc, &title.text) {
            Ok(column) if column != Column::Ignored && columns.contains(&column) => {
                (Column::Ignored, Some(PeopleProblemKind::ColumnTwice))
            }
            Ok(column) => (column, None),
            Err(kind) => (Column::Ignored, Some(kind)),
        };
        // The same title again is told by the table itself.
        let told = grid
            .problems
            .iter()
            .any(|problem| problem.kind == GridProblem::TitleTwice && problem.column == title.text);
        let kind = kind.filter(|kind| !(told && *kind == PeopleProblemKind::ColumnTwice));
        problems.extend(kind.map(|kind| grid.problem(grid.head, &title.text, kind)));
        columns.push(column);
    }
    for (column, word) in [(Column::Number, Word::Number), (Column::Post, Word::Post)] {
        if !columns.contains(&column) {
            let name = say::both(word);
            problems.push(grid.problem(grid.head, name, PeopleProblemKind::ColumnMissing));
        }
    }
    (columns, problems)
}

pub(super) fn find(doc: &RuleDocument, title: &str) -> Result<Column, PeopleProblemKind> {
    let title = key(title);
    let words: Vec<&str> = title.split(':').map(str::trim).collect();
    let first = say::word(words[0]);
    match (first, &words[1..]) {
        (Some(word), []) => {
            let unread = || old_title(&words).unwrap_or_else(|| unread(doc, &title));
            plain(word).ok_or_else(unread)
        }
        (Some(Word::Fact), [fact]) => {
            let facts = doc.facts.iter().map(|def| (def.key.as_str(), &def.label));
            named(facts, fact).map(|key| Column::Fact(key.into()))
        }
        (Some(Word::Bonus), [item, rest @ ..]) => bonus(doc, item, rest),
        (Some(Word::Extra), [test]) => {
            let tests = doc
                .extra_tests
                .iter()
                .map(|test| (test.code.as_str(), &test.name));
            named(tests, test).map(|code| Column::Extra(code.into()))
        }
        (Some(Word::Order), [step]) => order(doc, step),
        _ => of_step(doc, &words),
    }
}

fn plain(word: Word) -> Option<Column> {
    Some(match word {
        Word::Number => Column::Number,
        Word::Post => Column::Post,
        Word::Person => Column::Person,
        Word::AppliedAt => Column::AppliedAt,
        Word::PaidAt => Column::PaidAt,
        Word::Entry => Column::Entry,
        Word::Left => Column::Left,
        Word::LeftAt => Column::LeftAt,
        Word::LeftAs => Column::LeftAs,
        Word::SubstituteOf => Column::SubstituteOf,
        Word::Name | Word::Remark => Column::Ignored,
        _ => return None,
    })
}

fn bonus(doc: &RuleDocument, item: &str, rest: &[&str]) -> Result<Column, PeopleProblemKind> {
    let variants = doc
        .variants
        .iter()
        .filter_map(|variant| variant.bonus.as_ref());
    let items = doc
        .bonus
        .iter()
        .chain(variants)
        .flat_map(|rule| &rule.items)
        .map(|item| (item.code.as_str(), &item.name));
    let code = named(items, item)?;
    match rest {
        [] => Ok(Column::Bonus(code.into())),
        [word] => match say::word(word) {
            Some(Word::At) => Ok(Column::BonusAt(code.into())),
            Some(Word::Decided) => Ok(Column::BonusDecided(code.into())),
            _ => Err(unknown_word(word, &[Word::At, Word::Decided])),
        },
        _ => Err(UNREAD),
    }
}

fn order(doc: &RuleDocument, step: &str) -> Result<Column, PeopleProblemKind> {
    if say::word(step) == Some(Word::Total) {
        return Ok(Column::Order("total".to_owned()));
    }
    named(steps(doc).into_iter(), step).map(|code| Column::Order(code.to_owned()))
}

/// All stages and steps after the exam that any post has.
fn steps(doc: &RuleDocument) -> Vec<(&str, &Bilingual)> {
    let variants = doc.variants.iter();
    let after = variants
        .clone()
        .filter_map(|variant| variant.after.as_ref())
        .chain(doc.after.as_ref())
        .flatten()
        .map(|step| (step.code.as_str(), &step.name));
    let stages = stages(doc).into_iter();
    stages
        .map(|stage| (stage.code.as_str(), &stage.name))
        .chain(after)
        .collect()
}

fn stages(doc: &RuleDocument) -> Vec<&Stage> {
    let own = doc.variants.iter().flat_map(|variant| {
        let whole = variant.stages.iter().flatten();
        whole.chain(&variant.stage)
    });
    doc.stages.iter().chain(own).collect()
}

/// `STAGE:…`, or an old title.
fn of_step(doc: &RuleDocument, words: &[&str]) -> Result<Column, PeopleProblemKind> {
    let standard = doc.common_rules();
    let mut known = steps(doc);
    known.extend(
        standard
            .stages
            .iter()
            .map(|stage| (stage.code.as_str(), &stage.name)),
    );
    known.extend(
        standard
            .after
            .iter()
            .map(|step| (step.code.as_str(), &step.name)),
    );
    let Ok(code) = named(known.iter().copied(), words[0]) else {
        return Err(old_title(words).unwrap_or(match words.len() {
            1 => unread(doc, words[0]),
            _ => unknown(words[0], known.into_iter()),
        }));
    };
    let stage: StageCode = code.into();
    let Some((word, rest)) = words[1..].split_first() else {
        return Ok(Column::Points(stage));
    };
    let plain = match say::word(word) {
        Some(Word::Room) => Some(Column::Room(stage.clone())),
        Some(Word::Sitting) => Some(Column::Sitting(stage.clone())),
        Some(Word::Arrived) => Some(Column::Arrived(stage.clone())),
        Some(Word::Check) => Some(Column::Check(stage.clone())),
        Some(Word::Called) => Some(Column::Called(stage.clone())),
        _ => None,
    };
    if let Some(plain) = plain.filter(|_| rest.is_empty()) {
        return Ok(plain);
    }
    let all = stages(doc).into_iter().chain(&standard.stages);
    let own: Vec<&Stage> = all.filter(|own| own.code == stage).collect();
    if let Some(examiner) = say::examiner_of(word) {
        return sheet(&own, stage, examiner, rest);
    }
    scored(&own, stage, word, rest)
}

fn sheet(
    own: &[&Stage],
    stage: StageCode,
    examiner: usize,
    rest: &[&str],
) -> Result<Column, PeopleProblemKind> {
    let Some(element) = rest.first() else {
        return Ok(Column::Examiner(stage, examiner));
    };
    let elements: Vec<_> = own
        .iter()
        .filter_map(|stage| match &stage.scoring {
            Some(Scoring::Panel(panel)) => Some(&panel.elements),
            _ => None,
        })
        .flatten()
        .collect();
    let names = elements.iter().map(|own| (own.code.as_str(), &own.name));
    let code = named(names, element)?;
    let place = elements.iter().position(|own| own.code.as_str() == code);
    Ok(Column::Element(stage, examiner, place.unwrap_or_default()))
}

/// A paper, a question of it, or an event.
fn scored(
    own: &[&Stage],
    stage: StageCode,
    word: &str,
    rest: &[&str],
) -> Result<Column, PeopleProblemKind> {
    let scorings = || own.iter().filter_map(|stage| stage.scoring.as_ref());
    let papers: Vec<_> = scorings()
        .filter_map(|scoring| match scoring {
            Scoring::Papers(papers) => Some(&papers.papers),
            _ => None,
        })
        .flatten()
        .collect();
    let events: Vec<_> = scorings()
        .filter_map(|scoring| match scoring {
            Scoring::Points(points) => Some(&points.events),
            _ => None,
        })
        .flatten()
        .collect();
    let paper_names = papers
        .iter()
        .map(|paper| (paper.code.as_str(), &paper.name));
    let event_names = events
        .iter()
        .map(|event| (event.code.as_str(), &event.name));
    if let (Ok(event), []) = (named(event_names.clone(), word), rest) {
        return Ok(Column::Event(stage, event.into()));
    }
    let code = match named(paper_names.clone(), word) {
        Ok(code) => code,
        Err(_) => {
            let own = paper_names.chain(event_names);
            let known = own.flat_map(|(code, name)| [code, name.zh.as_str()]);
            return Err(unknown_among(word, known.chain(of_stage_words())));
        }
    };
    match rest {
        [] => Ok(Column::Paper(stage, code.into())),
        [question] => {
            let paper = papers.iter().filter(|paper| paper.code.as_str() == code);
            let questions = paper.flat_map(|paper| &paper.questions);
            let names = questions.map(|own| (own.code.as_str(), &own.name));
            let question = named(names, question)?;
            Ok(Column::Question(stage, code.into(), question.into()))
        }
        _ => Err(UNREAD),
    }
}
