//! The result of one condition for one person, with the sentence that they read.

use super::super::document::{
    Condition, ConditionId, Exclusion, FactKey, Lang, PostCode, Relaxation, Requirement, Text,
};
use super::super::words;
use super::describe;
use super::truth::{Person, Truth};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A person's findings for one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    pub post: PostCode,
    pub findings: Vec<Finding>,
    pub outcome: EligibilityOutcome,
}

/// The findings together. "Eligible" still leaves to reviewers what was declared and to the background check what only
/// it can find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EligibilityOutcome {
    Eligible,
    NotEligible,
    /// These facts are needed first.
    Incomplete {
        missing: Vec<FactKey>,
    },
    NoSuchPost,
}

/// The result of one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub id: ConditionId,
    pub kind: FindingKind,
    pub title: Text,
    /// The notice's own words, where the document keeps them.
    pub clause: Option<Text>,
    pub outcome: FindingOutcome,
    /// The relaxation by which a requirement is met that is not met otherwise.
    pub relaxation: Option<ConditionId>,
    /// The facts on which it rests.
    pub facts: Vec<FactKey>,
    sentence: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    Requirement,
    Exclusion,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingOutcome {
    Met,
    NotMet,
    /// These facts are missing; none listed: the document does not say enough, people must look.
    Unknown {
        missing: Vec<FactKey>,
    },
    /// Met on the person's word (告知承诺); to be proven when asked.
    ByDeclaration,
    /// Found out by the background check.
    BackgroundOnly,
}

impl Finding {
    /// One plain sentence that names the requirement, with dates, and the person's own fact.
    pub fn say(&self, lang: Lang) -> String {
        self.sentence.in_lang(lang).to_owned()
    }
}

pub(super) fn outcome(findings: &[Finding]) -> EligibilityOutcome {
    if findings
        .iter()
        .any(|finding| finding.outcome == FindingOutcome::NotMet)
    {
        return EligibilityOutcome::NotEligible;
    }
    let missing: BTreeSet<FactKey> = findings
        .iter()
        .flat_map(|finding| finding.outcome.missing())
        .cloned()
        .collect();
    let unknown = findings
        .iter()
        .any(|finding| matches!(finding.outcome, FindingOutcome::Unknown { .. }));
    if unknown {
        EligibilityOutcome::Incomplete {
            missing: missing.into_iter().collect(),
        }
    } else {
        EligibilityOutcome::Eligible
    }
}

impl FindingOutcome {
    fn missing(&self) -> &[FactKey] {
        match self {
            FindingOutcome::Unknown { missing } => missing,
            _ => &[],
        }
    }

    fn of(truth: &Truth) -> Self {
        match truth {
            Truth::Known {
                holds: true,
                declared: false,
            } => FindingOutcome::Met,
            Truth::Known {
                holds: true,
                declared: true,
            } => FindingOutcome::ByDeclaration,
            Truth::Known { holds: false, .. } => FindingOutcome::NotMet,
            Truth::Unknown(missing) => FindingOutcome::Unknown {
                missing: missing.iter().cloned().collect(),
            },
            Truth::Background => FindingOutcome::BackgroundOnly,
        }
    }
}

pub(super) fn requirement(person: &Person, requirement: &Requirement) -> Finding {
    let own = person.test(&requirement.condition);
    let relaxed: Vec<(&Relaxation, Truth)> = person
        .relaxations(requirement)
        .map(|relaxation| (relaxation, person.relaxed(relaxation)))
        .collect();
    let truth = Truth::any(
        std::iter::once(own.clone()).chain(relaxed.iter().map(|(_, truth)| truth.clone())),
    );
    let used = relaxed
        .iter()
        .find(|(_, truth)| !own.holds() && truth.holds())
        .map(|(relaxation, _)| *relaxation);
    let conditions =
        std::iter::once(&requirement.condition)
            .chain(used.iter().flat_map(|relaxation| {
                std::iter::once(&relaxation.who).chain(&relaxation.instead)
            }));
    let facts = distinct_facts(conditions);
    let outcome = FindingOutcome::of(&truth);
    let say = |lang| say_requirement(person, requirement, used, &outcome, &facts, lang);
    Finding {
        id: requirement.id.clone(),
        kind: FindingKind::Requirement,
        title: requirement.title.clone(),
        clause: requirement.clause.clone(),
        sentence: Text::new(say(Lang::Zh), say(Lang::En)),
        relaxation: used.map(|relaxation| relaxation.id.clone()),
        facts,
        outcome,
    }
}

pub(super) fn exclusion(person: &Person, exclusion: &Exclusion) -> Finding {
    let outcome = FindingOutcome::of(&person.test(&exclusion.when).negate());
    let facts = distinct_facts(std::iter::once(&exclusion.when));
    let say = |lang| say_exclusion(person, exclusion, &outcome, &facts, lang);
    Finding {
        id: exclusion.id.clone(),
        kind: FindingKind::Exclusion,
        title: exclusion.clause.clone(),
        clause: Some(exclusion.clause.clone()),
        sentence: Text::new(say(Lang::Zh), say(Lang::En)),
        relaxation: None,
        facts,
        outcome,
    }
}

fn distinct_facts<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Vec<FactKey> {
    let mut found: Vec<FactKey> = Vec::new();
    for key in conditions.flat_map(Condition::facts) {
        if !found.contains(key) {
            found.push(key.clone());
        }
    }
    found
}

fn say_requirement(
    person: &Person,
    requirement: &Requirement,
    used: Option<&Relaxation>,
    outcome: &FindingOutcome,
    facts: &[FactKey],
    lang: Lang,
) -> String {
    let doc = person.doc;
    let asked = describe::condition(doc, &requirement.condition, lang);
    let title = requirement.title.in_lang(lang);
    let relaxed = used.map(|relaxation| {
        let instead = relaxation
            .instead
            .as_ref()
            .map(|condition| describe::condition(doc, condition, lang));
        match (lang, instead) {
            (Lang::Zh, Some(instead)) => {
                format!("按“{}”，放宽为{instead}。", relaxation.clause.in_lang(lang))
            }
            (Lang::Zh, None) => {
                format!("按“{}”，这一条不作要求。", relaxation.clause.in_lang(lang))
            }
            (Lang::En, Some(instead)) => {
                format!(
                    "Under \"{}\" this becomes: {instead}. ",
                    relaxation.clause.in_lang(lang)
                )
            }
            (Lang::En, None) => format!(
                "Under \"{}\" this is not required. ",
                relaxation.clause.in_lang(lang)
            ),
        }
    });
    let head = match lang {
        Lang::Zh => format!(
            "{title}：本公告要求{asked}。{}",
            relaxed.unwrap_or_default()
        ),
        Lang::En => format!(
            "{title}: this notice requires {asked}. {}",
            relaxed.unwrap_or_default()
        ),
    };
    let conditions =
        std::iter::once(&requirement.condition).chain(used.iter().flat_map(|r| &r.instead));
    let very_day = conditions
        .into_iter()
        .any(|condition| describe::on_the_very_day(condition, person.facts));
    format!("{head}{}", verdict(person, outcome, facts, very_day, lang))
}

fn verdict(
    person: &Person,
    outcome: &FindingOutcome,
    facts: &[FactKey],
    very_day: bool,
    lang: Lang,
) -> String {
    let zh = lang == Lang::Zh;
    let answers = describe::answers(person.doc, person.facts, facts, lang);
    let comma = match (answers.is_empty(), zh) {
        (true, _) => "",
        (false, true) => "，",
        (false, false) => "; ",
    };
    let settled = |zh_words: &str, en_words: &str| {
        let day = match (
            very_day && matches!(outcome, FindingOutcome::Met | FindingOutcome::ByDeclaration),
            zh,
        ) {
            (false, _) => "",
            (true, true) => "正好是界限当天，",
            (true, false) => "exactly on the bound, ",
        };
        let said = format!(
            "{answers}{comma}{day}{}",
            if zh { zh_words } else { en_words }
        );
        if zh { said } else { capitalised(&said) }
    };
    match outcome {
        FindingOutcome::Met => settled("符合。", "this is met."),
        FindingOutcome::NotMet => settled("不符合。", "this is not met."),
        FindingOutcome::ByDeclaration => {
            settled("按你的承诺认定符合。", "met on your declaration.")
        }
        FindingOutcome::BackgroundOnly if zh => "这一条在考察时核实。".to_owned(),
        FindingOutcome::BackgroundOnly => "The background check looks at this.".to_owned(),
        FindingOutcome::Unknown { missing } if missing.is_empty() && zh => {
            "这一条需要工作人员认定。".to_owned()
        }
        FindingOutcome::Unknown { missing } if missing.is_empty() => {
            "Staff must decide this.".to_owned()
        }
        FindingOutcome::Unknown { missing } => {
            let quoted = |name: String| {
                if zh {
                    format!("“{name}”")
                } else {
                    format!("\"{name}\"")
                }
            };
            let names: Vec<_> = missing
                .iter()
                .map(|key| quoted(words::fact(person.doc, key, lang)))
                .collect();
            match lang {
                Lang::Zh => format!("还不知道{}，填了才能判断。", names.join("、")),
                Lang::En => format!("Not known yet: {}.", names.join(", ")),
            }
        }
    }
}

fn say_exclusion(
    person: &Person,
    exclusion: &Exclusion,
    outcome: &FindingOutcome,
    facts: &[FactKey],
    lang: Lang,
) -> String {
    let clause = exclusion.clause.in_lang(lang);
    let zh = lang == Lang::Zh;
    let head = if zh {
        format!("不得报考：{clause}。")
    } else {
        format!("Barred: {clause}. ")
    };
    let said = match (outcome, zh) {
        (FindingOutcome::Met, true) => "你不属于这种情形。".to_owned(),
        (FindingOutcome::Met, false) => "This is not your case.".to_owned(),
        (FindingOutcome::ByDeclaration, true) => "按你的承诺，你不属于这种情形。".to_owned(),
        (FindingOutcome::ByDeclaration, false) => {
            "By your declaration this is not your case.".to_owned()
        }
        (FindingOutcome::NotMet, true) => {
            let answers = describe::answers(person.doc, person.facts, facts, lang);
            format!("{answers}，属于这种情形，不能报。")
        }
        (FindingOutcome::NotMet, false) => {
            let answers = describe::answers(person.doc, person.facts, facts, lang);
            capitalised(&format!(
                "{answers}; this is your case, so you may not apply."
            ))
        }
        _ => verdict(person, outcome, facts, false, lang),
    };
    format!("{head}{said}")
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
