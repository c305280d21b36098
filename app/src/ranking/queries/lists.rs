//! A stage as a page: its posts, its people, what is still open.

use super::{latest, preview};
use crate::{
    admission::queries::seated,
    campaigns::queries::{Campaign, posts},
    entity::{account, kinds::RunStage},
    error::AppError,
};
use domain::{
    Instant, Points,
    ranking::{Line, TestWanted, lines, tests_wanted},
    rules::{Bundle, Mark, Outcome, PostOutcome, Text},
};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::{BTreeSet, HashMap};

/// A post and its counts.
#[derive(Clone, Debug)]
pub struct PostLine {
    pub code: String,
    pub name: String,
    pub counts: PostOutcome,
}

/// Somebody of the chosen post.
#[derive(Clone, Debug)]
pub struct Person {
    pub ticket: String,
    pub name: String,
    pub line: Line,
    /// Place by the written score.
    pub written_rank: Option<u32>,
}

/// A further test that somebody must sit, or has sat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestRow {
    pub wanted: TestWanted,
    pub name: Text,
    pub post: String,
    pub full: Points,
    pub recorded: Option<Mark>,
}

#[derive(Clone, Debug)]
pub struct ListPage {
    pub stage: RunStage,
    /// When, by whom, and the digest of the run: once it is decided.
    pub decided: Decided,
    pub outcome: Outcome,
    pub posts: Vec<PostLine>,
    pub chosen: String,
    pub people: Vec<Person>,
    pub tests: Vec<TestRow>,
    /// Name by ticket number.
    pub names: HashMap<String, String>,
}

/// The decided run of a stage, or else what it would be now; with the people of one post, best first.
///
/// # Errors
/// As [`preview`].
pub async fn list_page(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    stage: RunStage,
    chosen: Option<&str>,
) -> Result<ListPage, AppError> {
    let (bundle, decided) = run_or_preview(db, campaign, stage).await?;
    let names = names(db, campaign).await?;
    let rows = posts(db, campaign.id).await?;
    let posts: Vec<PostLine> = rows
        .into_iter()
        .filter_map(|row| {
            let counts = bundle
                .outcome
                .posts
                .iter()
                .find(|counts| counts.post.as_str() == row.code)?;
            Some(PostLine {
                code: row.code,
                name: row.name,
                counts: counts.clone(),
            })
        })
        .collect();
    let first = posts
        .iter()
        .find(|post| post.counts.accepted > 0)
        .or(posts.first());
    let known = chosen.filter(|code| posts.iter().any(|post| post.code == **code));
    let chosen = known
        .map(str::to_owned)
        .or_else(|| first.map(|post| post.code.clone()))
        .unwrap_or_default();
    Ok(ListPage {
        people: people(&bundle, &chosen, stage, &names),
        tests: test_rows(&bundle),
        outcome: bundle.outcome,
        stage,
        decided,
        posts,
        chosen,
        names,
    })
}

type Decided = Option<(Instant, String, String)>;

async fn run_or_preview(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    stage: RunStage,
) -> Result<(Bundle, Decided), AppError> {
    let Some(run) = latest(db, campaign.id, stage).await? else {
        return Ok((preview(db, campaign, stage).await?, None));
    };
    let by = account::Entity::find_by_id(run.run_by.0).one(db).await?;
    Ok((
        run.bundle,
        Some((
            run.run_at,
            by.map(|a| a.name).unwrap_or_default(),
            run.digest,
        )),
    ))
}

async fn names(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<String, String>, AppError> {
    Ok(seated(db, campaign.id, None)
        .await?
        .into_iter()
        .map(|p| (p.ticket, p.name))
        .collect())
}

/// Everybody of a stage with their post, post by post: for a file.
///
/// # Errors
/// As [`preview`].
pub async fn everybody(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    stage: RunStage,
) -> Result<Vec<(String, Person)>, AppError> {
    let (bundle, _) = run_or_preview(db, campaign, stage).await?;
    let names = names(db, campaign).await?;
    let of_post = |post: &PostOutcome| {
        let code = post.post.as_str();
        people(&bundle, code, stage, &names)
            .into_iter()
            .map(|person| (code.to_owned(), person))
            .collect::<Vec<_>>()
    };
    Ok(bundle.outcome.posts.iter().flat_map(of_post).collect())
}

/// Best first: by rank where there are totals, else by the place in the written test; the rest by ticket.
fn people(
    bundle: &Bundle,
    post: &str,
    stage: RunStage,
    names: &HashMap<String, String>,
) -> Vec<Person> {
    let lines = lines(&bundle.rules, &bundle.candidates, &bundle.outcome);
    let results = lines.into_iter().zip(&bundle.outcome.candidates);
    let mut people: Vec<Person> = bundle
        .candidates
        .iter()
        .zip(results)
        .filter(|(candidate, (line, _))| {
            candidate.post.as_str() == post && (stage == RunStage::Shortlist || line.shortlisted)
        })
        .map(|(candidate, (line, result))| Person {
            ticket: candidate.number.clone(),
            name: names.get(&candidate.number).cloned().unwrap_or_default(),
            line,
            written_rank: result.written_rank,
        })
        .collect();
    let place = |person: &Person| match stage {
        RunStage::Shortlist => person.written_rank,
        RunStage::Totals => person.line.rank,
    };
    people.sort_by(|a, b| {
        let key = |p: &Person| {
            (
                place(p).unwrap_or(u32::MAX),
                std::cmp::Reverse(p.line.written),
                p.ticket.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    people
}

/// Those who must sit a test now, and those whose result is recorded: it can be corrected until the list is decided.
fn test_rows(bundle: &Bundle) -> Vec<TestRow> {
    let mut wanted: BTreeSet<TestWanted> = tests_wanted(&bundle.outcome).into_iter().collect();
    for candidate in &bundle.candidates {
        wanted.extend(candidate.tests.iter().map(|(test, _)| TestWanted {
            test: test.as_str().to_owned(),
            candidate: candidate.number.clone(),
        }));
    }
    let row = |wanted: TestWanted| {
        let candidate = bundle
            .candidates
            .iter()
            .find(|c| c.number == wanted.candidate)?;
        let test = bundle
            .rules
            .tests
            .iter()
            .find(|test| test.code.as_str() == wanted.test)?;
        Some(TestRow {
            name: test.name.clone(),
            post: candidate.post.as_str().to_owned(),
            full: test.full_mark,
            recorded: candidate.tests.get(&test.code).copied(),
            wanted,
        })
    };
    wanted.into_iter().filter_map(row).collect()
}
