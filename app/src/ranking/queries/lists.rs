//! A stage as a page: its posts, its people, what is still open.

use super::{latest, preview};
use crate::{
    admission::queries::seated,
    campaigns::queries::{Campaign, posts},
    entity::{account, kinds::RunStage},
    error::{AppError, Refusal},
    platform::ctx::Ctx,
};
use domain::{
    Instant, Points,
    ranking::{Line, PostCounts, TestWanted, blocks, lines, may_decide, post_counts, tests_wanted},
    rules::{Bilingual, Bundle, Entry, Lang, Mark, Names, Notice},
};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::{BTreeSet, HashMap};

/// A post and its counts.
#[derive(Clone, Debug)]
pub struct PostLine {
    pub code: String,
    pub name: String,
    pub counts: PostCounts,
}

/// Somebody of the chosen post.
#[derive(Clone, Debug)]
pub struct Person {
    pub ticket: String,
    pub name: String,
    pub line: Line,
}

impl Person {
    /// The place by total, or in the list that the papers cut.
    pub fn place(&self, stage: RunStage) -> Option<u32> {
        match stage {
            RunStage::Shortlist => self.line.written_place,
            RunStage::Totals => self.line.rank,
        }
    }
}

/// A further test that somebody must sit, or has sat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestRow {
    pub wanted: TestWanted,
    pub name: Bilingual,
    pub post: String,
    pub full: Points,
    pub recorded: Option<Mark>,
}

/// Something that the rules leave to people, in words.
#[derive(Clone, Debug)]
pub struct Open {
    pub text: String,
    /// The list would be another one once this is decided.
    pub blocks: bool,
}

#[derive(Clone, Debug)]
pub struct ListPage {
    pub stage: RunStage,
    /// When, by whom, and the digest of the run: once it is decided.
    pub decided: Decided,
    pub open: Vec<Open>,
    /// Why the reader cannot decide it yet, by the rules that the command asks.
    pub blocked: Option<Refusal>,
    /// Whether the reader may record further tests.
    pub may_test: Result<(), Refusal>,
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
    ctx: &Ctx,
    campaign: &Campaign,
    stage: RunStage,
    chosen: Option<&str>,
) -> Result<ListPage, AppError> {
    let (db, lang) = (&ctx.app.db.read, ctx.display.lang);
    let run_by = campaign.may_be_run_by(ctx.account().ok());
    let (bundle, decided) = run_or_preview(db, campaign, stage).await?;
    let names = names(db, campaign).await?;
    let rows = posts(db, campaign.id).await?;
    let mut counts: HashMap<String, PostCounts> = post_counts(&bundle)
        .into_iter()
        .map(|counts| (counts.post.clone(), counts))
        .collect();
    let posts: Vec<PostLine> = rows
        .into_iter()
        .filter_map(|row| {
            let counts = counts.remove(&row.code)?;
            let post = bundle.rules.post(&row.code.as_str().into());
            Some(PostLine {
                name: post.map_or(row.name, |post| post.name.in_lang(lang).to_owned()),
                code: row.code,
                counts,
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
        tests: tests_of(&bundle),
        open: open(&bundle, &names, lang),
        may_test: run_by.clone(),
        blocked: run_by.and_then(|()| Ok(may_decide(&bundle)?)).err(),
        stage,
        decided,
        posts,
        chosen,
        names,
    })
}

/// What blocks comes first.
fn open(bundle: &Bundle, names: &HashMap<String, String>, lang: Lang) -> Vec<Open> {
    let of_people = |number: &str| names.get(number).cloned();
    let words = Names::new(&bundle.rules, &bundle.outcome).with_people(&of_people);
    let pending = bundle.outcome.pending.iter().map(|one| Open {
        text: one.say(words, lang),
        blocks: blocks(one),
    });
    let missing = bundle.outcome.missing.iter().map(|one| Open {
        text: one.say(words, lang),
        blocks: true,
    });
    // Reviewers judged who may compete: a run is given no facts for it, and nobody misses them.
    let notices = bundle.outcome.notices.iter();
    let notices = notices.filter(|one| !matches!(one, Notice::NotJudged { .. }));
    let notices = notices.map(|one| Open {
        text: one.say(words, lang),
        blocks: false,
    });
    let mut open: Vec<Open> = pending.chain(missing).chain(notices).collect();
    open.sort_by_key(|one| !one.blocks);
    open
}

/// The further tests of a stage, as [`ListPage`] shows them.
///
/// # Errors
/// As [`preview`].
pub async fn test_rows(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    stage: RunStage,
) -> Result<Vec<TestRow>, AppError> {
    let (bundle, _) = run_or_preview(db, campaign, stage).await?;
    Ok(tests_of(&bundle))
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
    let of_post = |post: &domain::rules::Post| {
        let code = post.code.as_str();
        people(&bundle, code, stage, &names)
            .into_iter()
            .map(|person| (code.to_owned(), person))
            .collect::<Vec<_>>()
    };
    Ok(bundle.rules.posts.iter().flat_map(of_post).collect())
}

/// Best first: by rank where there are totals, else by the place in the written test; the rest by ticket.
fn people(
    bundle: &Bundle,
    post: &str,
    stage: RunStage,
    names: &HashMap<String, String>,
) -> Vec<Person> {
    let mut people: Vec<Person> = bundle
        .people
        .candidates
        .iter()
        .zip(lines(bundle))
        .filter(|(candidate, line)| {
            let competes = match stage {
                RunStage::Shortlist => candidate.entry == Some(Entry::Accepted),
                RunStage::Totals => line.shortlisted,
            };
            candidate.post.as_str() == post && competes
        })
        .map(|(candidate, line)| Person {
            ticket: candidate.number.to_string(),
            name: names
                .get(candidate.number.as_str())
                .cloned()
                .unwrap_or_default(),
            line,
        })
        .collect();
    let place = |person: &Person| person.place(stage);
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
fn tests_of(bundle: &Bundle) -> Vec<TestRow> {
    let mut wanted: BTreeSet<TestWanted> = tests_wanted(&bundle.outcome).into_iter().collect();
    for candidate in &bundle.people.candidates {
        wanted.extend(candidate.extra.iter().map(|(test, _)| TestWanted {
            test: test.as_str().to_owned(),
            candidate: candidate.number.to_string(),
        }));
    }
    let row = |wanted: TestWanted| {
        let candidate = bundle
            .people
            .candidates
            .iter()
            .find(|c| c.number == wanted.candidate)?;
        let test = bundle
            .rules
            .extra_tests
            .iter()
            .find(|test| test.code.as_str() == wanted.test)?;
        Some(TestRow {
            name: test.name.clone(),
            post: candidate.post.as_str().to_owned(),
            full: test.full,
            recorded: candidate.extra.get(&test.code).copied(),
            wanted,
        })
    };
    wanted.into_iter().filter_map(row).collect()
}
