//! What holds of a person: `Some(true)`, `Some(false)`, or `None` while a fact is missing. Only the conditions that the
//! generator writes are known here.

use super::course::{Course, Person};
use domain::rules::{
    Condition, Exclusion, FactColumns, FactKey, FactValue, Instead, Relaxation, Requirement, Scope,
};

impl Course<'_> {
    pub fn holds(&self, person: &Person, condition: &Condition) -> Option<bool> {
        let post = self.posts[person.post].post;
        match condition {
            Condition::All(branches) => all(branches.iter().map(|one| self.holds(person, one))),
            Condition::Any(branches) => any(branches.iter().map(|one| self.holds(person, one))),
            Condition::Not(inner) => self.holds(person, inner).map(|holds| !holds),
            Condition::Yes(fact) => {
                let value = person.row.facts.get(fact);
                value.map(|value| *value == FactValue::YesNo(true))
            }
            Condition::Post(posts) => Some(posts.contains(&post.code)),
            Condition::Pool(pools) => {
                Some(post.pool.as_ref().is_some_and(|pool| pools.contains(pool)))
            }
            other => panic!("the reference does not know {other:?}"),
        }
    }

    /// Whether the table has a column for every fact that these conditions read.
    pub fn judged<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> bool {
        conditions
            .into_iter()
            .flat_map(Condition::facts)
            .all(|fact| self.has_column(fact))
    }

    fn has_column(&self, fact: &FactKey) -> bool {
        match self.columns {
            FactColumns::None => false,
            FactColumns::Some(known) => known.contains(fact),
            FactColumns::All => true,
        }
    }

    /// Whether the facts of this row let the person in, as far as the table covers them.
    pub fn eligible(&self, person: &Person) -> Option<bool> {
        let post = self.posts[person.post].post;
        let pool = post.pool.as_ref().and_then(|pool| self.doc.pool(pool));
        let requirements = self
            .doc
            .eligibility
            .iter()
            .chain(pool.iter().flat_map(|pool| &pool.eligibility))
            .chain(&post.eligibility)
            .filter(|requirement| self.covers(person, &requirement.scope))
            .filter(|requirement| self.judged(read_by(requirement)));
        let exclusions = self
            .doc
            .exclusions
            .iter()
            .filter(|exclusion| self.covers(person, &exclusion.scope))
            .filter(|exclusion| self.judged([&exclusion.when]));
        all(requirements
            .map(|requirement| self.meets(person, requirement))
            .chain(exclusions.map(|exclusion| self.is_free_of(person, exclusion))))
    }

    pub fn covers(&self, person: &Person, scope: &Scope) -> bool {
        let post = self.posts[person.post].post;
        scope.covers(&post.code, post.pool.as_ref())
    }

    /// The condition itself, or a relaxation for people like this.
    fn meets(&self, person: &Person, requirement: &Requirement) -> Option<bool> {
        let relaxed = requirement
            .relaxations
            .iter()
            .filter(|relaxation| self.covers(person, &relaxation.scope))
            .map(|relaxation| self.relaxed(person, relaxation));
        any(std::iter::once(self.holds(person, &requirement.condition)).chain(relaxed))
    }

    fn relaxed(&self, person: &Person, relaxation: &Relaxation) -> Option<bool> {
        let instead = match &relaxation.instead {
            Instead::Condition(condition) => self.holds(person, condition),
            Instead::NoneNeeded => Some(true),
            Instead::Body => None,
        };
        all([self.holds(person, &relaxation.who), instead])
    }

    fn is_free_of(&self, person: &Person, exclusion: &Exclusion) -> Option<bool> {
        self.holds(person, &exclusion.when).map(|barred| !barred)
    }
}

fn read_by(requirement: &Requirement) -> Vec<&Condition> {
    let mut read = vec![&requirement.condition];
    for relaxation in &requirement.relaxations {
        read.push(&relaxation.who);
        if let Instead::Condition(condition) = &relaxation.instead {
            read.push(condition);
        }
    }
    read
}

/// False beats open, open beats true.
fn all(branches: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let branches: Vec<_> = branches.into_iter().collect();
    if branches.contains(&Some(false)) {
        Some(false)
    } else if branches.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// True beats open, open beats false.
fn any(branches: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let branches = branches.into_iter().map(|one| one.map(|holds| !holds));
    all(branches).map(|holds| !holds)
}
