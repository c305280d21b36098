//! Every code that a document uses and does not define, by name, with the nearest one that it does. A misspelt post in
//! the scope of an exclusion would bar nobody and say nothing.

mod conditions;
mod course;
mod known;

use super::faults::{CodeKind, RuleFault};
use crate::rules::document::{DecisionValue, RuleDocument, Unsettled};
use crate::rules::eligibility::{FactKind, Instead, Requirement};
use crate::rules::examples::ExampleFigures;
use crate::rules::for_post::PostRules;
use crate::rules::lists::ReservedOf;
use crate::rules::publishing::Published;
use crate::rules::scope::Scope;
use known::{Known, Names};

/// The codes that nothing in the document answers to, each once, in the order of the document.
pub fn unknown_codes(doc: &RuleDocument) -> Vec<RuleFault> {
    let sets = rule_sets(doc);
    let mut codes = Codes {
        known: Known::of(doc, &sets),
        doc,
        faults: Vec::new(),
    };
    codes.tables();
    codes.people();
    for rules in &sets {
        codes.course(rules);
    }
    codes.around();
    codes.faults
}

/// The rules of the posts, each set once; without posts the common ones.
fn rule_sets(doc: &RuleDocument) -> Vec<PostRules> {
    let mut sets: Vec<PostRules> = Vec::new();
    for post in &doc.posts {
        let rules = doc.for_post(post);
        if !sets.iter().any(|known| known.set() == rules.set()) {
            sets.push(rules);
        }
    }
    if sets.is_empty() {
        sets.push(doc.common_rules());
    }
    sets
}

/// A walk through a document.
struct Codes<'a> {
    doc: &'a RuleDocument,
    known: Known<'a>,
    faults: Vec<RuleFault>,
}

impl Codes<'_> {
    fn unknown(&mut self, kind: CodeKind, code: &str, nearest: Option<String>) {
        let fault = RuleFault::Unknown {
            kind,
            code: code.to_owned(),
            nearest,
        };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// A code that must be one of the names.
    fn one_of(&mut self, kind: CodeKind, code: &str, names: &Names) {
        if !names.has(code) {
            let nearest = names.nearest(code);
            self.unknown(kind, code, nearest);
        }
    }

    fn post(&mut self, code: &crate::rules::codes::PostCode) {
        let posts = self.known.posts.clone();
        self.one_of(CodeKind::Post, code.as_str(), &posts);
    }

    fn pool(&mut self, code: &crate::rules::codes::PoolCode) {
        let pools = self.known.pools.clone();
        self.one_of(CodeKind::Pool, code.as_str(), &pools);
    }

    fn scope(&mut self, scope: &Scope) {
        scope.posts.iter().for_each(|code| self.post(code));
        scope.pools.iter().for_each(|code| self.pool(code));
    }

    /// Posts, areas and questions among themselves.
    fn tables(&mut self) {
        let doc = self.doc;
        for area in &doc.areas {
            area.inside.iter().for_each(|code| self.area(code));
        }
        for fact in &doc.facts {
            if let FactKind::Area(kind) = &fact.kind {
                kind.inside.iter().for_each(|code| self.area(code));
            }
            fact.asked_when.iter().for_each(|when| self.condition(when));
        }
        for post in &doc.posts {
            post.area.iter().for_each(|code| self.area(code));
            post.pool.iter().for_each(|code| self.pool(code));
        }
    }

    /// What is demanded of people.
    fn people(&mut self) {
        let doc = self.doc;
        for definition in &doc.definitions {
            self.condition(&definition.condition);
        }
        let of_pools = doc.pools.iter().flat_map(|pool| &pool.eligibility);
        let of_posts = doc.posts.iter().flat_map(|post| &post.eligibility);
        let all = doc.eligibility.iter().chain(of_pools).chain(of_posts);
        all.for_each(|requirement| self.requirement(requirement));
        for exclusion in &doc.exclusions {
            self.scope(&exclusion.scope);
            self.condition(&exclusion.when);
        }
        for track in &doc.tracks {
            track.when.iter().for_each(|when| self.condition(when));
            let stages = self.known.stages.clone();
            for code in &track.skips {
                self.one_of(CodeKind::Stage, code.as_str(), &stages);
            }
        }
        for reserved in &doc.reserved {
            self.condition(&reserved.when);
            match &reserved.of {
                ReservedOf::Posts(scope) => self.scope(scope),
                ReservedOf::Pool(code) => self.pool(code),
                ReservedOf::Campaign => {}
            }
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        self.scope(&requirement.scope);
        self.condition(&requirement.condition);
        for relaxation in &requirement.relaxations {
            self.scope(&relaxation.scope);
            self.condition(&relaxation.who);
            if let Instead::Condition(instead) = &relaxation.instead {
                self.condition(instead);
            }
        }
    }

    /// What stands around the course: applying, publication, reserve, variants, decisions, examples.
    fn around(&mut self) {
        let doc = self.doc;
        let steps = self.known.steps.clone();
        for fee in doc.applying.iter().flat_map(|applying| &applying.fees) {
            if let crate::rules::applying::FeeAt::Stage(code) = &fee.at {
                self.one_of(CodeKind::Stage, code.as_str(), &steps);
            }
            let waivers = fee.waivers.iter().filter_map(|waiver| waiver.when.as_ref());
            waivers.for_each(|when| self.condition(when));
        }
        for rule in doc.publication.iter().flatten() {
            if let Published::List(code) | Published::Results(code) = &rule.of {
                self.one_of(CodeKind::Stage, code.as_str(), &steps);
            }
        }
        let reserve = doc.reserve.iter().map(|reserve| &reserve.scope);
        let variants = doc.variants.iter().map(|variant| &variant.scope);
        reserve.chain(variants).for_each(|scope| self.scope(scope));
        self.decisions();
        self.examples();
    }

    fn decisions(&mut self) {
        let named = self.known.decided.clone();
        for decision in &self.doc.decisions {
            self.scope(&decision.scope);
            self.one_of(CodeKind::Decision, &decision.of, &named);
            let mut open = self.doc.unsettled.iter();
            if let DecisionValue::Reading(reading) = &decision.value
                && let Some(unsettled) = open.find(|open| open.code.as_str() == decision.of)
            {
                self.one_of(CodeKind::Decision, reading, &readings(unsettled));
            }
        }
    }

    fn examples(&mut self) {
        let (steps, items) = (self.known.steps.clone(), self.known.bonus.clone());
        for example in &self.doc.examples {
            let stage = match &example.figures {
                ExampleFigures::Bonus(bonus) => {
                    for item in &bonus.items {
                        self.one_of(CodeKind::Bonus, item.item.as_str(), &items);
                    }
                    continue;
                }
                ExampleFigures::Total(total) => {
                    // A printed sum may be of any variant: one of them must have the stage.
                    for part in &total.parts {
                        if let Some(code) = part.of.of.stage() {
                            self.one_of(CodeKind::Stage, code.as_str(), &steps);
                        }
                    }
                    continue;
                }
                ExampleFigures::Rooms(rooms) => &rooms.stage,
                ExampleFigures::Panel(panel) => &panel.stage,
                ExampleFigures::Cut(cut) => &cut.stage,
            };
            self.one_of(CodeKind::Stage, stage.as_str(), &steps);
        }
    }
}

fn readings(unsettled: &Unsettled) -> Names<'_> {
    Names::new(
        unsettled
            .readings
            .iter()
            .map(|reading| (reading.code.as_str(), Some(&reading.text))),
    )
}
