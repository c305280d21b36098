//! The application form that a document describes: which questions are put to a person, page by page, and which
//! documents must stand behind the answers.

use super::super::document::{
    BIRTH_DATE, Condition, ELSEWHERE, FactDef, FactKey, FactKind, FactValue, Facts, Lang,
    NumberKind, Post, PostCode, Proof, RuleDocument, SEX, Text, TieKey, Topic,
};
use super::super::words;
use super::truth::{Person, Truth, budget, requirements_of};
use std::collections::BTreeSet;

/// Whether a question is put to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Yes,
    /// It has no answer for this person.
    No,
    /// That depends on answers which are not given yet.
    NotYet,
}

/// Questions that are asked together: one document answers them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPage<'a> {
    pub questions: Vec<&'a FactDef>,
    pub document: Option<&'a Text>,
}

impl FormPage<'_> {
    /// The key by which the page is addressed: that of its first question.
    pub fn key(&self) -> &FactKey {
        &self.questions[0].key
    }
}

impl FactDef {
    /// The document that stands behind the answer.
    pub fn document(&self) -> Option<&Text> {
        match &self.proof {
            Proof::Document(name) => Some(name),
            _ => None,
        }
    }

    /// An answer as its person reads it back, with its unit.
    pub fn say(&self, doc: &RuleDocument, value: &FactValue, lang: Lang) -> String {
        let said = words::value(doc, Some(self), value, lang);
        match (&self.kind, value) {
            (
                FactKind::Number(NumberKind {
                    unit: Some(unit), ..
                }),
                FactValue::Number(_),
            ) if lang == Lang::En => {
                format!("{said} {}", unit.in_lang(lang))
            }
            (
                FactKind::Number(NumberKind {
                    unit: Some(unit), ..
                }),
                FactValue::Number(_),
            ) => {
                format!("{said}{}", unit.in_lang(lang))
            }
            _ => said,
        }
    }

    /// Whether a person answers it: not what the identity number says, nor what only the background check finds.
    pub fn is_question(&self) -> bool {
        ![BIRTH_DATE, SEX].contains(&self.key.as_str()) && self.proof != Proof::BackgroundOnly
    }
}

impl RuleDocument {
    /// The key under which a document is handed in: that of the first question which it answers, so that a paper is
    /// asked for once, wherever it counts.
    pub fn document_key(&self, document: &Text) -> Option<&FactKey> {
        self.facts
            .iter()
            .find(|def| def.document().is_some_and(|own| own.zh == document.zh))
            .map(|def| &def.key)
    }

    /// The topics of the form, each in its place.
    pub fn topics(&self) -> BTreeSet<Topic> {
        self.facts
            .iter()
            .filter(|def| def.is_question())
            .map(|def| def.topic)
            .collect()
    }
}

/// Whether `def` is put to this person.
pub fn asked(doc: &RuleDocument, post: Option<&PostCode>, facts: &Facts, def: &FactDef) -> Asked {
    let steps = budget();
    let person = Person::new(doc, facts, post.and_then(|code| doc.post(code)), &steps);
    match def.asked_when.as_ref().map(|when| person.test(when)) {
        None | Some(Truth::Known { holds: true, .. }) => Asked::Yes,
        Some(Truth::Known { holds: false, .. }) => Asked::No,
        Some(_) => Asked::NotYet,
    }
}

/// The pages of one topic for this person, as far as they are known. Questions with the same document stand together,
/// unless one is asked because of another.
pub fn pages<'a>(
    doc: &'a RuleDocument,
    post: Option<&PostCode>,
    facts: &Facts,
    topic: Topic,
) -> Vec<FormPage<'a>> {
    let mut pages: Vec<FormPage<'a>> = Vec::new();
    let of_topic = doc
        .facts
        .iter()
        .filter(|def| def.topic == topic && def.is_question());
    for def in of_topic.filter(|def| asked(doc, post, facts, def) == Asked::Yes) {
        let because = def
            .asked_when
            .as_ref()
            .map(|when| facts_of(doc, when))
            .unwrap_or_default();
        let together = |page: &&mut FormPage<'a>| {
            belong_together(page.questions[0], def)
                && !page.questions.iter().any(|q| because.contains(&q.key))
        };
        match pages.iter_mut().find(together) {
            Some(page) => page.questions.push(def),
            None => pages.push(FormPage {
                questions: vec![def],
                document: def.document(),
            }),
        }
    }
    pages
}

/// Declarations are one list that is answered at once; everything else stands together by its document.
fn belong_together(first: &FactDef, def: &FactDef) -> bool {
    let declared = |def: &FactDef| def.topic == Topic::Declaration && def.kind == FactKind::YesNo;
    match (first.document(), def.document()) {
        (Some(one), Some(other)) => one.zh == other.zh,
        (None, None) => declared(first) && declared(def),
        _ => false,
    }
}

/// Removes answers to questions that are no longer put, and answers that hung on those.
pub fn drop_unasked(doc: &RuleDocument, post: Option<&PostCode>, facts: &mut Facts) {
    loop {
        let unasked = |def: &&FactDef| {
            facts.get(&def.key).is_some() && asked(doc, post, facts, def) == Asked::No
        };
        let Some(key) = doc.facts.iter().find(unasked).map(|def| def.key.clone()) else {
            return;
        };
        facts.0.remove(&key);
    }
}

/// The facts whose document must be handed in: those whose answer claims something and counts for a requirement, a
/// bonus or the order of equal scores. A "no" needs no paper.
pub fn documents_needed(
    doc: &RuleDocument,
    post: Option<&PostCode>,
    facts: &Facts,
) -> BTreeSet<FactKey> {
    let post = post.and_then(|code| doc.post(code));
    let steps = budget();
    let person = Person::new(doc, facts, post, &steps);
    let counting = counting(&person, post);
    let needed = doc.facts.iter().filter(|def| {
        def.document().is_some()
            && counting.contains(&def.key)
            && facts.get(&def.key).is_some_and(|v| claims(def, v))
    });
    needed.map(|def| def.key.clone()).collect()
}

/// Whether an answer says more than "no", "none" or "elsewhere".
fn claims(def: &FactDef, value: &FactValue) -> bool {
    match value {
        FactValue::YesNo(yes) => *yes,
        FactValue::DoesNotApply => false,
        FactValue::Area(code) => code.as_str() != ELSEWHERE,
        FactValue::Choices(codes) => !codes.is_empty(),
        FactValue::Choice(code) => match &def.kind {
            FactKind::Choice(choice) if choice.ordered => def.level_of(code) != Some(0),
            _ => code.as_str() != "none",
        },
        FactValue::Number(_) | FactValue::Date(_) | FactValue::Text(_) => true,
    }
}

fn counting(person: &Person, post: Option<&Post>) -> BTreeSet<FactKey> {
    let doc = person.doc;
    let mut found = BTreeSet::new();
    let posts = doc
        .posts
        .iter()
        .filter(|other| post.is_none_or(|own| own.code == other.code));
    for requirement in posts.flat_map(|post| requirements_of(doc, post)) {
        found.extend(facts_of(doc, &requirement.condition));
        for relaxation in person
            .relaxations(requirement)
            .filter(|relaxation| person.relaxed(relaxation).holds())
        {
            found.extend(facts_of(doc, &relaxation.who));
            found.extend(
                relaxation
                    .instead
                    .iter()
                    .flat_map(|instead| facts_of(doc, instead)),
            );
        }
    }
    let rules = post.map_or_else(|| doc.rules.clone(), |post| doc.rules_for(post));
    for item in rules
        .bonus
        .iter()
        .flat_map(|bonus| &bonus.items)
        .filter(|item| person.test(&item.when).holds())
    {
        found.extend(facts_of(doc, &item.when));
    }
    for key in rules.ties.iter().flat_map(|ties| &ties.keys) {
        match key {
            TieKey::HigherLevel(fact)
            | TieKey::HigherNumber(fact)
            | TieKey::Later(fact)
            | TieKey::Earlier(fact) => {
                found.insert(fact.clone());
            }
            TieKey::Status(status) => found.extend(facts_when_held(person, &status.when)),
            TieKey::Preference(list) => {
                found.extend(
                    list.iter()
                        .flat_map(|status| facts_when_held(person, &status.when)),
                );
            }
            TieKey::Higher(_) => {}
        }
    }
    found
}

fn facts_when_held(person: &Person, condition: &Condition) -> BTreeSet<FactKey> {
    if person.test(condition).holds() {
        facts_of(person.doc, condition)
    } else {
        BTreeSet::new()
    }
}

/// A definition may lead to a definition, and a document may be cyclic.
const MAX_NESTING: u32 = 12;

/// Every fact that a condition asks for, through the definitions that it names.
pub(super) fn facts_of(doc: &RuleDocument, condition: &Condition) -> BTreeSet<FactKey> {
    let mut found: BTreeSet<FactKey> = condition.facts().into_iter().cloned().collect();
    follow(doc, condition, 0, &mut found);
    found
}

fn follow(doc: &RuleDocument, condition: &Condition, nesting: u32, found: &mut BTreeSet<FactKey>) {
    if nesting > MAX_NESTING {
        return;
    }
    if let Condition::Defined(name) = condition
        && let Some(definition) = doc
            .definitions
            .iter()
            .find(|definition| definition.name == *name)
    {
        found.extend(definition.condition.facts().into_iter().cloned());
        follow(doc, &definition.condition, nesting + 1, found);
    }
    condition
        .branches()
        .iter()
        .for_each(|branch| follow(doc, branch, nesting + 1, found));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(json: &[u8]) -> RuleDocument {
        RuleDocument::from_json(json).unwrap()
    }

    fn shaanxi() -> RuleDocument {
        notice(include_bytes!("../../../tests/notices/O01-demo.json"))
    }

    fn dalian() -> RuleDocument {
        notice(include_bytes!("../../../tests/notices/O03-demo.json"))
    }

    fn keys(pages: &[FormPage]) -> Vec<Vec<String>> {
        pages
            .iter()
            .map(|page| page.questions.iter().map(|q| q.key.to_string()).collect())
            .collect()
    }

    fn choice(code: &str) -> FactValue {
        FactValue::Choice(code.into())
    }

    #[test]
    fn questions_of_one_paper_stand_on_one_page() {
        let doc = dalian();
        assert_eq!(
            keys(&pages(&doc, None, &Facts::new(), Topic::Residence)),
            [["residence", "urban_register"]]
        );
        assert_eq!(
            keys(&pages(&doc, None, &Facts::new(), Topic::Declaration))[0].len(),
            6
        );
        assert_eq!(
            pages(&doc, None, &Facts::new(), Topic::Identity),
            [],
            "the number says it all"
        );
    }

    #[test]
    fn a_question_that_hangs_on_another_comes_on_a_later_page_and_only_when_it_is_put() {
        let doc = shaanxi();
        let asked_of = |facts: &Facts| keys(&pages(&doc, None, facts, Topic::Experience)).concat();
        assert_eq!(asked_of(&Facts::new()), ["community_staff"]);
        assert_eq!(
            asked_of(&Facts::new().with("community_staff", FactValue::YesNo(false))),
            ["community_staff"]
        );
        let serving = Facts::new().with("community_staff", FactValue::YesNo(true));
        assert_eq!(
            asked_of(&serving),
            ["community_staff", "community_since", "work_county"]
        );
    }

    #[test]
    fn answers_that_are_no_longer_asked_for_go_away() {
        let doc = shaanxi();
        let mut facts = Facts::new().with("veteran", FactValue::YesNo(false)).with(
            "service_months",
            FactValue::Number(crate::Points::whole(30)),
        );
        drop_unasked(&doc, None, &mut facts);
        assert_eq!(facts, Facts::new().with("veteran", FactValue::YesNo(false)));
    }

    #[test]
    fn only_answers_that_count_need_a_paper() {
        let doc = dalian();
        let needed = |facts: Facts| -> Vec<String> {
            documents_needed(&doc, None, &facts)
                .into_iter()
                .map(|key| key.0)
                .collect()
        };
        let plain = Facts::new()
            .with("education", choice("bachelor"))
            .with("residence", FactValue::Area("210211".into()))
            .with("urban_register", FactValue::YesNo(true))
            .with("political", choice("league"))
            .with("veteran", FactValue::YesNo(false))
            .with("certificate", choice("none"));
        assert_eq!(
            needed(plain.clone()),
            ["education", "residence", "urban_register"]
        );
        let claiming = plain
            .with("political", choice("member"))
            .with("veteran", FactValue::YesNo(true));
        assert_eq!(
            needed(claiming),
            [
                "education",
                "political",
                "residence",
                "urban_register",
                "veteran"
            ]
        );
    }

    #[test]
    fn a_paper_that_answers_several_questions_is_handed_in_once() {
        let doc = shaanxi();
        let veteran = doc.fact(&"veteran".into()).unwrap().document().unwrap();
        let months = doc
            .fact(&"service_months".into())
            .unwrap()
            .document()
            .unwrap();
        assert_eq!(doc.document_key(months), doc.document_key(veteran));
    }
}
