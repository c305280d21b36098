//! Saving answers: a page of questions as typed, a task's answers as facts, the address.

use super::{Kept, editable, not_stale, saved};
use crate::{
    applications::{forms, queries::Opened},
    entity::application,
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed, tx::Tx},
};
use domain::{
    FieldProblem, Problem,
    events::Event,
    ids::ApplicationId,
    rules::{self, Ask, FactKey, Facts, FormPage, Lang, Topic},
    tasks::Task,
};
use sea_orm::ActiveValue::Set;

/// Saves one page. `whole`: everything must be answered and handed in; otherwise what is open stays open. `shown` is the
/// stamp of the page's last save, as the page carried it.
///
/// # Errors
/// What must be corrected, all at once; `Stale`; `Closed`, `ApplicationStage`.
pub async fn save_page(
    ctx: &Ctx,
    id: ApplicationId,
    task: Task,
    page_key: &FactKey,
    typed: &Typed,
    whole: bool,
) -> Result<(), AppError> {
    let topic = task.topic().ok_or(AppError::NotFound)?;
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let pages = rules::pages(opened.rules(), opened.post.as_ref(), &opened.facts, topic);
    // Another tab answered so that this page is not asked any more.
    let page = pages
        .iter()
        .find(|page| page.key() == page_key)
        .ok_or(Refusal::Stale)?;
    let answers = forms::read(
        opened.rules(),
        page,
        opened.post.as_ref(),
        &opened.facts,
        typed,
        ctx.now.date(),
    );
    let facts = merged(
        &opened,
        page.questions.iter().map(|def| &def.key),
        answers.given,
    );
    let mut problems = answers.malformed;
    if whole {
        problems.extend(answers.missing);
        problems.extend(paper_missing(&opened, page, &facts));
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    let stamp = page_stamp(task, page_key);
    if facts != opened.facts {
        not_stale(Some(typed.get("_seen")), &opened.stamp(&stamp))?;
    }
    let kept = Kept {
        facts: Some(facts),
        stamps: vec![task.key().to_owned(), stamp],
    };
    tx.save(saved(&tx, row, kept)).await?;
    tx.commit(Event::AnswersSaved {
        application: id,
        task: task.key().to_owned(),
    })
    .await
}

/// The key under which the last save of a page is kept.
pub fn page_stamp(task: Task, page: &FactKey) -> String {
    format!("{}:{page}", task.key())
}

/// The stored answers with those of a page in their place; answers that hung on others go with them.
fn merged<'a>(opened: &Opened, page: impl Iterator<Item = &'a FactKey>, given: Facts) -> Facts {
    let mut facts = opened.facts.clone();
    for key in page {
        facts.0.remove(key);
    }
    facts.0.extend(given.0);
    rules::drop_unasked(opened.rules(), opened.post.as_ref(), &mut facts);
    facts
}

/// The document that must stand behind this page's answers and is not there.
fn paper_missing(opened: &Opened, page: &FormPage, facts: &Facts) -> Option<FieldProblem> {
    let paper = page.document?;
    let needed = rules::documents_needed(opened.rules(), opened.post.as_ref(), facts);
    let is_needed = page.questions.iter().any(|def| needed.contains(&def.key));
    (is_needed && opened.papers(paper).is_empty())
        .then(|| FieldProblem::new(forms::PAPER, forms::asked(Ask::Upload(paper))))
}

/// Saves answers of one task that are facts already: the counter, an import, the demonstration.
///
/// # Errors
/// Answers that the task does not ask for, or that cannot be answers; `Closed`, `ApplicationStage`.
pub async fn save_answers(
    ctx: &Ctx,
    id: ApplicationId,
    task: Task,
    answers: &Facts,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let topic = task.topic().ok_or(AppError::NotFound)?;
    let row = keep_answers(&tx, row, &opened, &[topic], answers)?;
    tx.save(row).await?;
    tx.commit(Event::AnswersSaved {
        application: id,
        task: task.key().to_owned(),
    })
    .await
}

/// A step of a larger transaction.
pub(super) fn keep_answers(
    tx: &Tx,
    row: application::Model,
    opened: &Opened,
    topics: &[Topic],
    answers: &Facts,
) -> Result<application::ActiveModel, AppError> {
    let rules = opened.rules();
    let foreign = |key: &&FactKey| {
        !rules
            .fact(key)
            .is_some_and(|def| topics.contains(&def.topic) && def.is_question())
    };
    if let Some(key) = answers.0.keys().find(foreign) {
        return Err(AppError::invalid(key.as_str(), Problem::UnknownChoice));
    }
    let facts = merged(opened, answers.0.keys(), answers.clone());
    let wrong = facts.check(rules, opened.post.as_ref(), tx.now.date());
    let wrong: Vec<_> = wrong
        .into_iter()
        .filter(|problem| answers.get(problem.fact()).is_some())
        .collect();
    if !wrong.is_empty() {
        let told = wrong.iter().map(|problem| {
            let said = Problem::Answer {
                zh: problem.say(rules, Lang::Zh),
                en: problem.say(rules, Lang::En),
            };
            FieldProblem::new(problem.fact().as_str(), said)
        });
        return Err(AppError::Invalid(told.collect()));
    }
    let stamps = topics
        .iter()
        .map(|topic| Task::of_topic(*topic).key().to_owned())
        .collect();
    Ok(saved(
        tx,
        row,
        Kept {
            facts: Some(facts),
            stamps,
        },
    ))
}

/// Saves the address. `shown` as for [`save_page`].
///
/// # Errors
/// An address that is too short or too long; `Stale`; `Closed`, `ApplicationStage`.
pub async fn save_contact(
    ctx: &Ctx,
    id: ApplicationId,
    address: &str,
    shown: Option<&str>,
) -> Result<(), AppError> {
    let address = read_address(address)?;
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    if address != opened.address {
        not_stale(shown, &opened.stamp(Task::Contact.key()))?;
    }
    let mut row = saved(
        &tx,
        row,
        Kept {
            facts: None,
            stamps: vec![Task::Contact.key().to_owned()],
        },
    );
    row.contact_cipher = Set(Some(ctx.app.secrets.encrypt(&address)));
    tx.save(row).await?;
    tx.commit(Event::AnswersSaved {
        application: id,
        task: Task::Contact.key().to_owned(),
    })
    .await
}

pub(super) fn read_address(typed: &str) -> Result<String, AppError> {
    let address = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = |problem| Err(AppError::invalid("address", problem));
    match address.chars().count() {
        0 => wrong(Problem::Missing),
        length @ 1..5 => wrong(Problem::TooShort { least: 5, length }),
        5..=200 => Ok(address),
        length => wrong(Problem::TooLong { limit: 200, length }),
    }
}
