//! The tasks of an application: what must be filled in, handed in and chosen before it can be submitted, and how far
//! each has come. Shared by the form, the check before submitting, and the counter.

use crate::{
    Instant,
    applications::ReasonCode,
    rules::{
        self, EligibilityOutcome, FactKey, Facts, PostCode, RuleDocument, Topic, documents_needed,
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    Identity,
    Contact,
    Photo,
    Education,
    Residence,
    Experience,
    Status,
    Bonus,
    Declaration,
    Post,
    /// Check all answers and submit.
    Check,
}

/// The headings under which tasks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    You,
    Conditions,
    Post,
    Check,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    Done,
    /// Something is saved, something is missing.
    Partial,
    ToDo,
    /// What is there cannot stay: a photo that cannot be used, a post that the answers close, a reviewer's reason.
    Change,
    /// The other tasks come first.
    CannotStart,
}

/// The photo, as far as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Portrait {
    #[default]
    None,
    /// Tried, with problems, and not kept for a human to look at.
    Tried,
    Kept,
}

/// A reviewer's reasons, by the task that they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub at: Instant,
    pub about: BTreeSet<Task>,
}

/// What an applicant has saved so far.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    pub rules: &'a RuleDocument,
    pub facts: &'a Facts,
    pub post: Option<&'a PostCode>,
    /// When each task was last saved, by its key.
    pub saved: &'a BTreeMap<String, i64>,
    /// Documents that were handed in, by [`RuleDocument::document_key`].
    pub documents: &'a BTreeSet<FactKey>,
    pub photo: Portrait,
    pub has_address: bool,
    pub returned: Option<&'a Returned>,
    pub today: NaiveDate,
}

impl Task {
    pub const ALL: [Task; 11] = [
        Task::Identity,
        Task::Contact,
        Task::Photo,
        Task::Education,
        Task::Residence,
        Task::Experience,
        Task::Status,
        Task::Bonus,
        Task::Declaration,
        Task::Post,
        Task::Check,
    ];

    /// The word by which addresses and tables name it.
    pub const fn key(self) -> &'static str {
        match self {
            Task::Identity => "identity",
            Task::Contact => "contact",
            Task::Photo => "photo",
            Task::Education => "education",
            Task::Residence => "residence",
            Task::Experience => "experience",
            Task::Status => "status",
            Task::Bonus => "bonus",
            Task::Declaration => "declaration",
            Task::Post => "post",
            Task::Check => "check",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Task::ALL.into_iter().find(|task| task.key() == key)
    }

    /// The topic whose questions it asks.
    pub const fn topic(self) -> Option<Topic> {
        match self {
            Task::Identity => Some(Topic::Identity),
            Task::Education => Some(Topic::Education),
            Task::Residence => Some(Topic::Residence),
            Task::Experience => Some(Topic::Experience),
            Task::Status => Some(Topic::Status),
            Task::Bonus => Some(Topic::Bonus),
            Task::Declaration => Some(Topic::Declaration),
            Task::Contact | Task::Photo | Task::Post | Task::Check => None,
        }
    }

    pub fn of_topic(topic: Topic) -> Self {
        match topic {
            Topic::Identity => Task::Identity,
            Topic::Education => Task::Education,
            Topic::Residence => Task::Residence,
            Topic::Experience => Task::Experience,
            Topic::Status => Task::Status,
            Topic::Bonus => Task::Bonus,
            Topic::Declaration => Task::Declaration,
        }
    }

    pub const fn group(self) -> Group {
        match self {
            Task::Identity | Task::Contact | Task::Photo => Group::You,
            Task::Post => Group::Post,
            Task::Check => Group::Check,
            _ => Group::Conditions,
        }
    }
}

impl ReasonCode {
    /// The task at which an applicant repairs it. Reasons about evidence can be about any paper: the reviewer says which.
    pub fn task(self) -> Option<Task> {
        match self {
            ReasonCode::AgeNotMet => Some(Task::Identity),
            ReasonCode::EducationNotMet => Some(Task::Education),
            ReasonCode::ResidenceNotMet => Some(Task::Residence),
            ReasonCode::PostConditionNotMet => Some(Task::Post),
            ReasonCode::Excluded => Some(Task::Declaration),
            ReasonCode::PhotoUnfit => Some(Task::Photo),
            ReasonCode::DuplicateApplication
            | ReasonCode::EvidenceMissing
            | ReasonCode::EvidenceIllegible
            | ReasonCode::EvidenceContradicts
            | ReasonCode::AnswersIncomplete
            | ReasonCode::Other => None,
        }
    }
}

impl Held<'_> {
    /// Every task of this campaign's form with its state, in order; the check comes last.
    pub fn tasks(&self) -> Vec<(Task, TaskState)> {
        let topics = self.rules.topics();
        let asked = |task: &Task| match task {
            Task::Identity => true,
            task => task.topic().is_none_or(|topic| topics.contains(&topic)),
        };
        let mut tasks: Vec<_> = Task::ALL
            .into_iter()
            .filter(|task| *task != Task::Check && asked(task))
            .map(|task| (task, self.state(task)))
            .collect();
        let ready = tasks.iter().all(|(_, state)| *state == TaskState::Done);
        tasks.push((
            Task::Check,
            if ready {
                TaskState::ToDo
            } else {
                TaskState::CannotStart
            },
        ));
        tasks
    }

    /// The tasks that keep it from being submitted.
    pub fn missing(&self) -> Vec<Task> {
        let open = |(task, state): (Task, TaskState)| {
            (task != Task::Check && state != TaskState::Done).then_some(task)
        };
        self.tasks().into_iter().filter_map(open).collect()
    }

    fn state(&self, task: Task) -> TaskState {
        if self.returned.is_some_and(|returned| {
            returned.about.contains(&task) && !self.saved_since(task, returned.at)
        }) {
            return TaskState::Change;
        }
        match (task, task.topic()) {
            (_, Some(topic)) => self.topic_state(task, topic),
            (Task::Contact, _) if self.has_address => TaskState::Done,
            (Task::Photo, _) => match self.photo {
                Portrait::Kept => TaskState::Done,
                Portrait::Tried => TaskState::Change,
                Portrait::None => TaskState::ToDo,
            },
            (Task::Post, _) => self.post_state(),
            _ => TaskState::ToDo,
        }
    }

    fn saved_since(&self, task: Task, at: Instant) -> bool {
        self.saved
            .get(task.key())
            .is_some_and(|saved| *saved >= at.0)
    }

    fn post_state(&self) -> TaskState {
        let Some(post) = self.post else {
            return TaskState::ToDo;
        };
        match rules::evaluate(self.rules, post, self.facts).outcome {
            EligibilityOutcome::NotEligible | EligibilityOutcome::NoSuchPost => TaskState::Change,
            EligibilityOutcome::Eligible | EligibilityOutcome::Incomplete { .. } => TaskState::Done,
        }
    }

    fn topic_state(&self, task: Task, topic: Topic) -> TaskState {
        let own = |key: &FactKey| {
            self.rules
                .fact(key)
                .is_some_and(|def| def.topic == topic && def.is_question())
        };
        if rules::pages(self.rules, self.post, self.facts, topic).is_empty() {
            return TaskState::Done;
        }
        let problems = self.facts.check(self.rules, self.post, self.today);
        let begun = self.saved.contains_key(task.key()) || self.facts.0.keys().any(own);
        let answered = !problems.iter().any(|problem| own(problem.fact()));
        match (begun, answered && self.papers_missing(topic).is_empty()) {
            (true, true) => TaskState::Done,
            (true, false) => TaskState::Partial,
            (false, _) => TaskState::ToDo,
        }
    }

    /// The documents of a topic that must be handed in and are not there, by their keys.
    pub fn papers_missing(&self, topic: Topic) -> BTreeSet<FactKey> {
        let needed = documents_needed(self.rules, self.post, self.facts);
        let of_topic = self
            .rules
            .facts
            .iter()
            .filter(|def| def.topic == topic && needed.contains(&def.key));
        let papers = of_topic.filter_map(|def| {
            def.document()
                .and_then(|paper| self.rules.document_key(paper))
        });
        papers
            .filter(|paper| !self.documents.contains(*paper))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{BIRTH_DATE, FactValue};

    fn rules() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../tests/notices/O03-demo.json")).unwrap()
    }

    fn facts() -> Facts {
        let no = || FactValue::YesNo(false);
        let choice = |code: &str| FactValue::Choice(code.into());
        let mut facts = Facts::new()
            .with(
                BIRTH_DATE,
                FactValue::Date(NaiveDate::from_ymd_opt(1999, 3, 6).unwrap()),
            )
            .with("education", choice("bachelor"))
            .with("residence", FactValue::Area("210211".into()))
            .with("urban_register", FactValue::YesNo(true))
            .with("political", choice("league"))
            .with("certificate", choice("none"));
        for key in ["veteran", "army_spouse", "union_leader", "talent"] {
            facts.set(key, no());
        }
        for key in [
            "criminal",
            "investigated",
            "penalty_running",
            "cheated",
            "serving",
            "student",
        ] {
            facts.set(key, no());
        }
        facts
    }

    struct Case {
        rules: RuleDocument,
        facts: Facts,
        post: Option<PostCode>,
        saved: BTreeMap<String, i64>,
        documents: BTreeSet<FactKey>,
        photo: Portrait,
        returned: Option<Returned>,
    }

    impl Case {
        fn complete() -> Self {
            Case {
                rules: rules(),
                facts: facts(),
                post: Some("GJZ-01".into()),
                saved: BTreeMap::new(),
                documents: BTreeSet::from(["education".into(), "residence".into()]),
                photo: Portrait::Kept,
                returned: None,
            }
        }

        fn held(&self) -> Held<'_> {
            Held {
                rules: &self.rules,
                facts: &self.facts,
                post: self.post.as_ref(),
                saved: &self.saved,
                documents: &self.documents,
                photo: self.photo,
                has_address: true,
                returned: self.returned.as_ref(),
                today: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
            }
        }

        fn state(&self, task: Task) -> TaskState {
            self.held()
                .tasks()
                .into_iter()
                .find(|(own, _)| *own == task)
                .unwrap()
                .1
        }
    }

    #[test]
    fn a_complete_application_can_be_checked_and_submitted() {
        let case = Case::complete();
        assert_eq!(case.held().missing(), []);
        assert_eq!(case.state(Task::Check), TaskState::ToDo);
    }

    #[test]
    fn a_paper_that_counts_and_is_missing_leaves_its_task_unfinished() {
        let mut case = Case::complete();
        case.documents.remove(&"education".into());
        assert_eq!(case.state(Task::Education), TaskState::Partial);
        assert_eq!(case.state(Task::Check), TaskState::CannotStart);
        case.facts.0.remove(&"education".into());
        assert_eq!(case.state(Task::Education), TaskState::ToDo);
    }

    #[test]
    fn a_post_that_the_answers_close_must_be_changed() {
        let mut case = Case::complete();
        case.facts
            .set("education", FactValue::Choice("college".into()));
        assert_eq!(case.state(Task::Post), TaskState::Change);
        assert_eq!(case.held().missing(), [Task::Post]);
    }

    #[test]
    fn a_photo_with_problems_waits_for_a_better_one_or_for_a_human() {
        let mut case = Case::complete();
        for (photo, state) in [
            (Portrait::None, TaskState::ToDo),
            (Portrait::Tried, TaskState::Change),
            (Portrait::Kept, TaskState::Done),
        ] {
            case.photo = photo;
            assert_eq!(case.state(Task::Photo), state);
        }
    }

    #[test]
    fn a_returned_task_must_be_looked_at_again() {
        let mut case = Case::complete();
        case.returned = Some(Returned {
            at: Instant(100),
            about: BTreeSet::from([Task::Education]),
        });
        case.saved.insert("education".into(), 99);
        assert_eq!(case.state(Task::Education), TaskState::Change);
        case.saved.insert("education".into(), 100);
        assert_eq!(case.state(Task::Education), TaskState::Done);
    }

    #[test]
    fn every_task_is_found_by_its_key() {
        for task in Task::ALL {
            assert_eq!(Task::from_key(task.key()), Some(task));
        }
        assert_eq!(Task::from_key("no-such-task"), None);
    }
}
