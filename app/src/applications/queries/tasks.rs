//! The task list of an application: each task with its state and what is open in it.

use super::Opened;
use domain::{
    Instant,
    applications::ReasonCode,
    photo::PhotoProblem,
    rules::{self, Bilingual, FactProblem},
    tasks::{Task, TaskState},
};

/// The first thing that a task still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    Question(Bilingual),
    Paper(Bilingual),
    Photo(PhotoProblem),
    /// The sentence by which the answers close the chosen post.
    Post(Box<domain::Problem>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub task: Task,
    pub state: TaskState,
    pub open: Option<Open>,
    /// The reviewers' reasons that are about this task and not answered yet.
    pub reasons: Vec<ReasonCode>,
}

pub fn task_rows(opened: &Opened, now: Instant) -> Vec<TaskRow> {
    let tasks = opened.held(now).tasks();
    let rows = tasks.into_iter().map(|(task, state)| TaskRow {
        task,
        state,
        open: open_in(opened, task, state, now),
        reasons: if state == TaskState::Change {
            reasons_for(opened, task)
        } else {
            vec![]
        },
    });
    rows.collect()
}

fn reasons_for(opened: &Opened, task: Task) -> Vec<ReasonCode> {
    let Some(review) = opened.returned_review() else {
        return vec![];
    };
    let is_about = |reason: &ReasonCode| match reason.task() {
        Some(own) => own == task,
        None => review.about == Some(task),
    };
    review.reasons.iter().copied().filter(is_about).collect()
}

fn open_in(opened: &Opened, task: Task, state: TaskState, now: Instant) -> Option<Open> {
    match (task, state) {
        (Task::Photo, TaskState::Change) => opened
            .tried_photo()
            .and_then(|photo| photo.problems.first().copied())
            .map(Open::Photo),
        (Task::Post, TaskState::Change) => {
            let problem =
                super::closed_because(opened.rules(), opened.post.as_ref()?, &opened.facts)?;
            Some(Open::Post(Box::new(problem)))
        }
        (_, TaskState::Partial) => open_in_topic(opened, task, now),
        _ => None,
    }
}

fn open_in_topic(opened: &Opened, task: Task, now: Instant) -> Option<Open> {
    let (topic, rules) = (task.topic()?, opened.rules());
    let held = opened.held(now);
    let missing = opened
        .facts
        .check(rules, opened.post.as_ref(), now.date())
        .into_iter()
        .find_map(|problem| {
            let def = rules
                .fact(problem.fact())
                .filter(|def| def.topic == topic)?;
            matches!(problem, FactProblem::Missing { .. }).then(|| def.label.clone())
        });
    let paper = || {
        let key = held.papers_missing(topic).into_iter().next()?;
        rules.fact(&key)?.document().cloned()
    };
    missing
        .map(Open::Question)
        .or_else(|| paper().map(Open::Paper))
}

/// The page of a task that comes first: the first one that is not finished, else the first.
pub fn first_page(opened: &Opened, task: Task, now: Instant) -> Option<rules::FactKey> {
    let topic = task.topic()?;
    let (rules, post) = (opened.rules(), opened.post.as_ref());
    let pages = rules::pages(rules, post, &opened.facts, topic);
    let problems = opened.facts.check(rules, post, now.date());
    let missing = opened.held(now).papers_missing(topic);
    let is_open = |page: &&rules::FormPage| {
        let unanswered = page
            .questions
            .iter()
            .any(|def| problems.iter().any(|p| *p.fact() == def.key));
        let paper = page.document.and_then(|paper| rules.document_key(paper));
        unanswered || paper.is_some_and(|paper| missing.contains(paper))
    };
    pages
        .iter()
        .find(is_open)
        .or(pages.first())
        .map(|page| page.key().clone())
}
