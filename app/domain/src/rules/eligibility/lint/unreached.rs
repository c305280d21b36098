//! Requirements that exclude each other, and branches that nobody who meets the rest can take: an age limit of 45 beside
//! a rule for men above 45.

use super::allowed::Reach;
use super::eyes::Eyes;
use super::trees::{Tree, defined_aside, reads_post, trees};
use super::{EligibilityLint, post_name, requirements, requirements_of};
use crate::rules::codes::{DefinitionName, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{Condition, Exclusion, Post, Requirement};
use crate::rules::lint::{Course, Part, Report};
use crate::rules::scope::Scope;
use crate::text::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// Into definitions nested deeper nobody looks: each may stand several times in the one before it.
const DEEPEST: usize = 4;

/// Of more demands it is not looked for which of them could be left out.
const MANY: usize = 64;

/// Each branch with its path, and whether somebody of some post can take it.
type Branches = BTreeMap<String, bool>;

/// The demands that exclude each other; `None`: somebody meets them all.
type Clash = Option<Vec<Bilingual>>;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let trees = trees(doc);
    let aside = defined_aside(doc, &trees);
    let alike = are_alike(doc, &trees);
    let mut branches = Branches::new();
    let mut known: BTreeMap<(usize, Vec<String>), Clash> = BTreeMap::new();
    let mut never: Vec<(Vec<Bilingual>, Vec<PostCode>)> = Vec::new();
    for course in Course::all(doc) {
        for post in &course.posts {
            let follows = true;
            let eyes = Eyes { doc, post, follows };
            let needed = needed(&eyes);
            let paths = needed.iter().map(|own| own.path.clone()).collect();
            let key = (course.rules.set(), paths);
            let clash = match known.get(&key).filter(|_| alike) {
                Some(clash) => clash.clone(),
                None => {
                    let judged = Judged {
                        eyes: &eyes,
                        needed,
                        aside: &aside,
                    };
                    judged.check(&course, &trees, &mut branches)
                }
            };
            if let Some(between) = clash.clone() {
                match never.iter_mut().find(|(own, _)| *own == between) {
                    Some((_, posts)) => posts.push(post.code.clone()),
                    None => never.push((between, vec![post.code.clone()])),
                }
            }
            known.insert(key, clash);
        }
    }
    for (between, posts) in never {
        let first = doc.posts.iter().position(|own| own.code == posts[0]);
        let path = format!("/posts/{}", first.unwrap_or_default());
        let posts = posts.iter().map(|post| post_name(doc, post)).collect();
        report.add(path, EligibilityLint::NeverMet { posts, between });
    }
    unreached(branches, report);
}

/// Of the bands of one event the first alone is told.
fn unreached(branches: Branches, report: &mut Report) {
    let mut told: Option<String> = None;
    for (path, reached) in branches {
        let bands = path
            .split_once("/bands/")
            .map(|(event, _)| event.to_owned());
        if !reached && (bands.is_none() || bands != told) {
            report.add(path, EligibilityLint::BranchNeverReached);
            told = bands;
        }
    }
}

/// Whether posts with the same demands let the same people in.
fn are_alike(doc: &RuleDocument, trees: &[Tree<'_>]) -> bool {
    let requirements = requirements(doc);
    let mut relaxations = requirements.iter().flat_map(|(_, own)| &own.relaxations);
    relaxations.all(|own| own.scope.is_everything())
        && !trees.iter().any(|tree| reads_post(tree.condition))
}

/// What is demanded of everybody who applies for a post.
struct Need<'d> {
    path: String,
    title: Bilingual,
    reach: Reach,
    /// A ground that bars has none.
    requirement: Option<&'d Requirement>,
}

fn needed<'d>(eyes: &Eyes<'d>) -> Vec<Need<'d>> {
    let demanded = requirements_of(eyes.doc, eyes.post).into_iter();
    let demanded = demanded.map(|(path, own)| Need {
        reach: eyes.requirement(own),
        title: own.title.clone(),
        requirement: Some(own),
        path,
    });
    let covers = |own: &&Exclusion| own.scope.covers(&eyes.post.code, eyes.post.pool.as_ref());
    let grounds = eyes.doc.exclusions.iter().enumerate();
    let grounds = grounds.filter(|(_, own)| covers(own));
    let grounds = grounds.map(|(index, own)| Need {
        path: format!("/exclusions/{index}"),
        title: own.clause.clone(),
        reach: eyes.not_barred(own),
        requirement: None,
    });
    demanded.chain(grounds).collect()
}

struct Judged<'j, 'd> {
    eyes: &'j Eyes<'d>,
    needed: Vec<Need<'d>>,
    /// Definitions that something else uses, too: nothing is said of their branches.
    aside: &'j BTreeSet<DefinitionName>,
}

impl Judged<'_, '_> {
    fn check(&self, course: &Course<'_>, trees: &[Tree<'_>], branches: &mut Branches) -> Clash {
        let eyes = self.eyes;
        let reaches: Vec<Reach> = self.needed.iter().map(|own| own.reach.clone()).collect();
        let whole = reaches
            .iter()
            .fold(Reach::free(), |sum, own| eyes.both(&sum, own));
        if whole.is_nobody() {
            return Some(self.excluding());
        }
        let beside = self.all_but_one(&Reach::free(), &reaches);
        for (index, own) in self.needed.iter().enumerate() {
            let Some(requirement) = own.requirement else {
                continue;
            };
            let others = &beside[index];
            let path = format!("{}/condition", own.path);
            self.branches(&path, &requirement.condition, (others, 0), branches);
            for (index, relaxation) in requirement.relaxations.iter().enumerate() {
                if covers(eyes.post, &relaxation.scope) {
                    let path = format!("{}/relaxations/{index}/who", own.path);
                    self.note(&path, &relaxation.who, (others, 0), branches);
                }
            }
        }
        self.course(course, trees, &whole, branches);
        None
    }

    /// For each of several demands, who meets all the others and what stands around them.
    fn all_but_one(&self, around: &Reach, reaches: &[Reach]) -> Vec<Reach> {
        let both = |sum: &Reach, own: &Reach| self.eyes.both(sum, own);
        let mut before = vec![around.clone()];
        for own in reaches {
            before.extend(before.last().map(|sum| both(sum, own)));
        }
        let mut behind = vec![Reach::free()];
        for own in reaches.iter().rev() {
            behind.extend(behind.last().map(|sum| both(sum, own)));
        }
        let behind = behind.iter().rev().skip(1);
        let beside = before.iter().zip(behind);
        beside
            .map(|(before, behind)| both(before, behind))
            .collect()
    }

    /// Demands that leave nobody, none of which could be left out; of very many, all.
    fn excluding(&self) -> Vec<Bilingual> {
        let mut kept: Vec<&Need<'_>> = self.needed.iter().collect();
        let few = if kept.len() > MANY { 0 } else { kept.len() };
        for index in (0..few).rev() {
            let others = kept.iter().enumerate().filter(|(at, _)| *at != index);
            let left = others.fold(Reach::free(), |sum, (_, own)| {
                self.eyes.both(&sum, &own.reach)
            });
            if left.is_nobody() {
                kept.remove(index);
            }
        }
        kept.into_iter().map(|own| own.title.clone()).collect()
    }

    /// The branches of every "any", beside what stands with it in an "all". With the depth of definitions.
    fn branches(
        &self,
        path: &str,
        condition: &Condition,
        (others, depth): (&Reach, usize),
        branches: &mut Branches,
    ) {
        match condition {
            Condition::All(list) => {
                let reaches: Vec<Reach> = list.iter().map(|own| self.eyes.reach(own)).collect();
                let beside = self.all_but_one(others, &reaches);
                for (index, (branch, others)) in list.iter().zip(&beside).enumerate() {
                    let path = format!("{path}/all/{index}");
                    self.branches(&path, branch, (others, depth), branches);
                }
            }
            Condition::Any(list) => {
                for (index, branch) in list.iter().enumerate() {
                    let path = format!("{path}/any/{index}");
                    self.note(&path, branch, (others, depth), branches);
                }
            }
            Condition::Defined(name) if depth < DEEPEST && !self.aside.contains(name) => {
                let mut named = self.eyes.doc.definitions.iter().enumerate();
                if let Some((index, own)) = named.find(|(_, own)| own.name == *name) {
                    let path = format!("/definitions/{index}/condition");
                    self.branches(&path, &own.condition, (others, depth + 1), branches);
                }
            }
            _ => {}
        }
    }

    /// Whether somebody who meets the others can take this; then what stands inside it is looked at, too.
    fn note(
        &self,
        path: &str,
        condition: &Condition,
        (others, depth): (&Reach, usize),
        branches: &mut Branches,
    ) {
        let taken = self.eyes.both(others, &self.eyes.reach(condition));
        let reached = !taken.is_nobody();
        *branches.entry(path.to_owned()).or_default() |= reached;
        if reached {
            self.branches(path, condition, (others, depth), branches);
        }
    }

    /// Bonus items, tracks, reserved seats, ties, waivers, bands that nobody who may apply can have.
    fn course(
        &self,
        course: &Course<'_>,
        trees: &[Tree<'_>],
        whole: &Reach,
        branches: &mut Branches,
    ) {
        let stages = (0..course.rules.stages.len()).map(|index| course.stage_path(index));
        let own = stages
            .chain([Part::Bonus, Part::Ties].map(|part| course.path(part)))
            .chain(["/tracks", "/reserved", "/applying", "/hire"].map(str::to_owned));
        let own: Vec<String> = own.map(|part| format!("{part}/")).collect();
        for tree in trees {
            if own.iter().any(|part| tree.path.starts_with(part)) {
                self.note(&tree.path, tree.condition, (whole, 0), branches);
            }
        }
    }
}

fn covers(post: &Post, scope: &Scope) -> bool {
    scope.covers(&post.code, post.pool.as_ref())
}
