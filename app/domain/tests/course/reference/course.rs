//! What the reference keeps while it goes through a course: posts with their places, people and where they stand.

use super::number::Num;
use super::scores::Sat;
use domain::rules::{
    Across, AreaCode, AreaLevel, Candidate, Decision, DecisionValue, FactColumns, OutBy, People,
    Post, PostRules, RuleDocument, Stage, StageCode, Track,
};
use std::collections::BTreeMap;

pub struct Course<'a> {
    pub doc: &'a RuleDocument,
    pub columns: &'a FactColumns,
    /// Every stage of any post in its order, `total`, every step after the exam.
    pub steps: Vec<StageCode>,
    /// How many of `steps` were gone through.
    pub done: usize,
    pub posts: Vec<OnePost<'a>>,
    pub people: Vec<Person<'a>>,
}

pub struct OnePost<'a> {
    pub post: &'a Post,
    pub rules: PostRules,
    pub places: Option<u32>,
    /// A decision names the places: no opening rule touches them.
    pub decided: bool,
    pub cancelled: bool,
    pub applied: u32,
    pub accepted: u32,
}

pub struct Person<'a> {
    pub row: &'a Candidate,
    pub post: usize,
    pub track: Option<&'a Track>,
    pub duplicate: bool,
    pub stand: Stand,
    /// What came of each stage that the person reached.
    pub sat: BTreeMap<StageCode, Sat>,
    pub cut: BTreeMap<StageCode, Num>,
    pub place: BTreeMap<StageCode, u32>,
    pub total: Option<Total>,
    pub rank: Option<u32>,
}

/// A total: what is shown and what is compared, without and with the bonus that raises it.
#[derive(Clone, Copy)]
pub struct Total {
    pub before_bonus: Num,
    pub shown: Num,
    pub compared: Num,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    NotAdmitted,
    Pending,
    Cancelled,
    /// Still in, and at this stage next.
    At(StageCode),
    /// Still in, with all stages behind.
    Past,
    Blocked(StageCode),
    Held(StageCode),
    Called(StageCode),
    Substitute(StageCode, usize),
    Out(StageCode, OutBy),
    Hired,
    Reserve,
}

impl<'a> Course<'a> {
    pub fn new(doc: &'a RuleDocument, people: &'a People) -> Self {
        let posts: Vec<OnePost> = doc.posts.iter().map(|post| one_post(doc, post)).collect();
        let person = |row: &'a Candidate| Person {
            row,
            post: doc
                .posts
                .iter()
                .position(|post| post.code == row.post)
                .expect("the post is known"),
            track: None,
            duplicate: false,
            stand: Stand::NotAdmitted,
            sat: BTreeMap::new(),
            cut: BTreeMap::new(),
            place: BTreeMap::new(),
            total: None,
            rank: None,
        };
        let mut people_in: Vec<Person> = people.candidates.iter().map(person).collect();
        people_in.sort_by(|a, b| a.row.number.cmp(&b.row.number));
        Course {
            doc,
            columns: &people.facts,
            steps: steps(doc, &posts),
            done: 0,
            posts,
            people: people_in,
        }
    }

    /// The people of these posts, by number.
    pub fn of(&self, posts: &[usize]) -> Vec<usize> {
        (0..self.people.len())
            .filter(|one| posts.contains(&self.people[*one].post))
            .collect()
    }

    pub fn step(&self, code: &StageCode) -> usize {
        let found = self.steps.iter().position(|step| step == code);
        found.unwrap_or_else(|| panic!("{code} is no step of this course"))
    }

    pub fn stage(&self, post: usize, code: &StageCode) -> Option<&Stage> {
        self.posts[post].rules.stage(code)
    }

    pub fn skips(&self, person: usize, stage: &StageCode) -> bool {
        let track = self.people[person].track;
        track.is_some_and(|track| track.skips.contains(stage))
    }

    /// The first stage of the person's own course, or the next one behind a stage of the post's course.
    pub fn next_stage(&self, person: usize, behind: Option<&StageCode>) -> Option<StageCode> {
        let stages = &self.posts[self.people[person].post].rules.stages;
        let from = behind.map_or(0, |behind| {
            let at = stages.iter().position(|stage| stage.code == *behind);
            at.expect("a stage of this post") + 1
        });
        let rest = stages[from..].iter().map(|stage| &stage.code);
        rest.into_iter()
            .find(|code| !self.skips(person, code))
            .cloned()
    }

    /// Posts that go ahead, put together as `across` says, in the order of the document.
    pub fn groups(&self, across: impl Fn(usize) -> Option<Across>) -> Vec<Vec<usize>> {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        for post in 0..self.posts.len() {
            let Some(across) = across(post).filter(|_| !self.posts[post].cancelled) else {
                continue;
            };
            let name = self.group_name(post, across);
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, posts)) => posts.push(post),
                None => groups.push((name, vec![post])),
            }
        }
        groups.into_iter().map(|(_, posts)| posts).collect()
    }

    fn group_name(&self, post: usize, across: Across) -> String {
        let own = self.posts[post].post;
        let alone = format!("post {}", own.code);
        match across {
            Across::Post => alone,
            Across::Pool => own
                .pool
                .as_ref()
                .map_or(alone, |pool| format!("pool {pool}")),
            Across::Area(level) => {
                let area = own.area.as_ref().and_then(|area| self.area_at(area, level));
                area.map_or(alone, |area| format!("area {area}"))
            }
            Across::Campaign => "campaign".to_owned(),
        }
    }

    /// The area of this level in which an area lies, or itself.
    fn area_at(&self, area: &AreaCode, level: AreaLevel) -> Option<AreaCode> {
        let area = self.doc.area(area)?;
        if area.level == level {
            return Some(area.code.clone());
        }
        self.area_at(area.inside.as_ref()?, level)
    }

    /// The posts that go ahead among whom this post is counted.
    pub fn together(&self, post: usize, across: Across) -> Vec<usize> {
        let groups = self.groups(|_| Some(across));
        let own = groups.into_iter().find(|posts| posts.contains(&post));
        own.unwrap_or_else(|| vec![post])
    }

    /// Whether somebody of these posts has a gap, a fact that is missing, or is blocked for another reason.
    pub fn has_gap(&self, posts: &[usize]) -> bool {
        self.of(posts)
            .iter()
            .any(|one| matches!(self.people[*one].stand, Stand::Pending | Stand::Blocked(_)))
    }

    /// The places of these posts together; nothing if one of them is not known.
    pub fn places(&self, posts: &[usize]) -> Option<u32> {
        posts.iter().map(|post| self.posts[*post].places).sum()
    }

    pub fn decision(&self, post: usize, of: &str) -> Option<&DecisionValue> {
        let own = self.posts[post].post;
        let about = |decision: &&Decision| {
            decision.of == of && decision.scope.covers(&own.code, own.pool.as_ref())
        };
        self.doc
            .decisions
            .iter()
            .rev()
            .find(about)
            .map(|decision| &decision.value)
    }

    pub fn out(&mut self, person: usize, at: &StageCode, by: OutBy) {
        self.people[person].stand = Stand::Out(at.clone(), by);
    }

    /// 取消: everybody who is still in it.
    pub fn cancel(&mut self, post: usize) {
        self.posts[post].cancelled = true;
        for person in self.people.iter_mut().filter(|one| one.post == post) {
            let still_in = matches!(
                person.stand,
                Stand::At(_)
                    | Stand::Past
                    | Stand::Blocked(_)
                    | Stand::Held(_)
                    | Stand::Substitute(..)
            );
            if still_in {
                person.stand = Stand::Cancelled;
            }
        }
    }
}

fn one_post<'a>(doc: &RuleDocument, post: &'a Post) -> OnePost<'a> {
    OnePost {
        post,
        rules: doc.for_post(post),
        places: post.places,
        decided: false,
        cancelled: false,
        applied: 0,
        accepted: 0,
    }
}

fn steps(doc: &RuleDocument, posts: &[OnePost]) -> Vec<StageCode> {
    let common = doc.common_rules();
    let all = || std::iter::once(&common).chain(posts.iter().map(|post| &post.rules));
    let mut steps: Vec<StageCode> = Vec::new();
    for rules in all() {
        let mut at = 0;
        for stage in &rules.stages {
            match steps.iter().position(|step| *step == stage.code) {
                Some(known) => at = known + 1,
                None => {
                    steps.insert(at, stage.code.clone());
                    at += 1;
                }
            }
        }
    }
    steps.push("total".into());
    for step in all().flat_map(|rules| &rules.after) {
        if !steps.contains(&step.code) {
            steps.push(step.code.clone());
        }
    }
    steps
}
