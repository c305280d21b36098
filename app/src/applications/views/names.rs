//! What tasks, groups and states are called, everywhere the same.

use crate::{
    applications::queries::{Open, TaskRow},
    entity::kinds::{ClaimState, Exception, Title},
    ui::{
        lang,
        parts::{Tone, tag},
        reader::Reader,
        words,
    },
};
use domain::{
    Lang,
    applications::Stage,
    rules::Bilingual,
    tasks::{Group, Task, TaskState},
};
use leptos::prelude::*;

pub(super) fn text(text: &Bilingual) -> String {
    text.in_lang(lang::current()).to_owned()
}

/// The title of the page of a task.
pub fn task(_: &Reader, task: Task) -> String {
    of_task(task)
}

pub(super) fn of_task(task: Task) -> String {
    match task {
        Task::Identity => t!("task-identity"),
        Task::Contact => t!("task-contact"),
        Task::Photo => t!("task-photo"),
        Task::Education => t!("task-education"),
        Task::Residence => t!("task-residence"),
        Task::Experience => t!("task-experience"),
        Task::Status => t!("task-status"),
        Task::Bonus => t!("task-bonus"),
        Task::Declaration => t!("task-declaration"),
        Task::Post => t!("task-post"),
        Task::Check => t!("task-check"),
    }
}

pub(super) fn group(group: Group) -> String {
    match group {
        Group::You => t!("group-you"),
        Group::Conditions => t!("group-conditions"),
        Group::Post => t!("group-post"),
        Group::Check => t!("group-check"),
    }
}

pub(super) fn state(state: TaskState) -> AnyView {
    match state {
        TaskState::Done => tag(Tone::Settled, t!("state-done")).into_any(),
        TaskState::Partial => tag(Tone::Moving, t!("state-partial")).into_any(),
        TaskState::ToDo => tag(Tone::Now, t!("state-to-do")).into_any(),
        TaskState::Change => tag(Tone::Change, t!("state-change")).into_any(),
        TaskState::CannotStart => tag(Tone::Quiet, t!("state-cannot-start")).into_any(),
    }
}

/// What a task says about itself below its name.
pub(super) fn hint(row: &TaskRow) -> Option<String> {
    if !row.reasons.is_empty() {
        let reasons = row.reasons.iter().map(|&code| words::reason(code));
        return Some(words::clauses(reasons));
    }
    match (&row.open, row.task, row.state) {
        (Some(Open::Question(label)), ..) => Some(t!("open-question", label = text(label))),
        (Some(Open::Paper(label)), ..) => Some(t!("open-paper", label = text(label))),
        (Some(Open::Photo(problem)), ..) => Some(words::photo_problem(*problem)),
        (Some(Open::Post(problem)), ..) => Some(words::problem(problem)),
        (None, Task::Bonus, state) if state != TaskState::Done => Some(t!("task-bonus-hint")),
        (None, Task::Declaration, state) if state != TaskState::Done => {
            Some(t!("task-declaration-hint"))
        }
        (None, Task::Photo, TaskState::ToDo) => Some(t!("task-photo-hint")),
        _ => None,
    }
}

pub(super) fn stage_tag(stage: Stage) -> AnyView {
    let tone = match stage {
        Stage::Draft | Stage::Returned => Tone::Now,
        Stage::Submitted | Stage::PassedStreet | Stage::Appealed => Tone::Waiting,
        Stage::Rejected | Stage::RejectionUpheld => Tone::Change,
        Stage::Accepted => Tone::Settled,
    };
    tag(tone, words::stage(stage)).into_any()
}

pub(super) fn claim_tag(state: ClaimState) -> AnyView {
    match state {
        ClaimState::Claimed => tag(Tone::Waiting, t!("claim-claimed")).into_any(),
        ClaimState::Granted => tag(Tone::Settled, t!("claim-granted")).into_any(),
        ClaimState::Refused => tag(Tone::Change, t!("claim-refused")).into_any(),
    }
}

fn title(title: &Title) -> String {
    if lang::current() == Lang::Zh {
        title.zh.clone()
    } else {
        title.en.clone()
    }
}

/// An exception as the machine column says it, with its sign.
pub(super) fn exception(exception: &Exception) -> (&'static str, String) {
    match exception {
        Exception::NotMet { title: what } => ("no", t!("exception-not-met", title = title(what))),
        Exception::Open { title: what } => ("look", t!("exception-open", title = title(what))),
        Exception::Relaxed { title: what } => {
            ("look", t!("exception-relaxed", title = title(what)))
        }
        Exception::Photo { .. } => ("look", t!("exception-photo")),
    }
}
