//! Whether a visitor may apply: the announcement's own conditions over what is typed. Nothing is stored.

use crate::platform::{form::Typed, web::read_date};
use domain::{
    FieldProblem, Points, Problem,
    rules::{
        self, EligibilityOutcome, FactDef, FactKind, FactValue, Facts, Finding, FindingOutcome,
        Lang, PostCode, Proof, RuleDocument, Topic,
    },
};
use std::collections::BTreeMap;

/// Facts that a visitor is asked: what decides about a post or a bonus. Declarations come with the application.
pub fn questions(rules: &RuleDocument) -> impl Iterator<Item = &FactDef> {
    rules.facts.iter().filter(|def| {
        def.topic != Topic::Declaration
            && def.proof != Proof::BackgroundOnly
            && !matches!(
                def.kind,
                FactKind::Text(_) | FactKind::Choices(_) | FactKind::Rows(_)
            )
    })
}

/// What was typed, as facts; what was left open stays unknown.
///
/// # Errors
/// Dates and numbers that are none.
pub fn read(rules: &RuleDocument, typed: &Typed) -> Result<Facts, Vec<FieldProblem>> {
    let mut facts = Facts::new();
    let mut problems = Vec::new();
    for def in questions(rules) {
        match read_one(def, typed) {
            Ok(Some(value)) => {
                facts.set(def.key.clone(), value);
            }
            Ok(None) => {}
            Err(problem) => problems.push(FieldProblem::new(def.key.as_str(), problem)),
        }
    }
    // Nobody is asked about grounds for exclusion here; the page says so.
    for def in rules
        .facts
        .iter()
        .filter(|def| def.topic == Topic::Declaration && def.kind == FactKind::YesNo)
    {
        facts.set(def.key.clone(), FactValue::YesNo(false));
    }
    if problems.is_empty() {
        Ok(facts)
    } else {
        Err(problems)
    }
}

fn read_one(def: &FactDef, typed: &Typed) -> Result<Option<FactValue>, Problem> {
    let key = def.key.as_str();
    let text = typed.trimmed(key);
    let value = match &def.kind {
        FactKind::Date(_)
            if typed.trimmed(&format!("{key}_y")).is_empty() && !def.is_birth_date() =>
        {
            return Ok(None);
        }
        FactKind::Date(_) => FactValue::Date(read_date(typed, key)?),
        FactKind::YesNo => FactValue::YesNo(typed.is_checked(key)),
        _ if text.is_empty() => return Ok(None),
        FactKind::Number(_) => FactValue::Number(text.parse::<Points>().map_err(Problem::Points)?),
        FactKind::Choice(_) => FactValue::Choice(text.into()),
        FactKind::Area(_) => FactValue::Area(text.into()),
        FactKind::Choices(_) | FactKind::Text(_) | FactKind::Rows(_) => return Ok(None),
    };
    Ok(Some(value))
}

/// One line of the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub sign: Sign,
    pub title: String,
    /// The posts that it is about, where it is not about all: a few, or the first and the last.
    pub posts: Vec<String>,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Met,
    NotMet,
    Open,
    Bonus,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub posts: usize,
    /// Posts that nothing known speaks against.
    pub open: usize,
    pub lines: Vec<Line>,
}

/// What the rules say about these facts, for all posts at once: what all posts ask is said once, what only some ask
/// names them.
pub fn verdict(rules: &RuleDocument, facts: &Facts, lang: Lang) -> Verdict {
    let mut said: BTreeMap<(usize, String), (Finding, Vec<PostCode>)> = BTreeMap::new();
    let mut open = 0;
    for post in &rules.posts {
        let judged = rules::evaluate(rules, &post.code, facts);
        open += usize::from(judged.outcome != EligibilityOutcome::NotEligible);
        for (place, finding) in judged.findings.into_iter().enumerate() {
            let key = (
                place,
                format!("{}{}", finding.id.as_str(), finding.say(lang)),
            );
            said.entry(key)
                .or_insert_with(|| (finding, Vec::new()))
                .1
                .push(post.code.clone());
        }
    }
    let everywhere = rules.posts.len();
    let lines = said
        .into_values()
        .filter(|(finding, _)| finding.outcome != FindingOutcome::BackgroundOnly);
    let mut lines: Vec<Line> = lines
        .filter_map(|(finding, posts)| line(&finding, &posts, everywhere, lang))
        .collect();
    lines.extend(
        rules::bonus_for(rules, None, facts)
            .into_iter()
            .map(|bonus| Line {
                sign: Sign::Bonus,
                title: bonus.name.in_lang(lang).to_owned(),
                posts: Vec::new(),
                text: bonus.say(lang),
            }),
    );
    Verdict {
        posts: everywhere,
        open,
        lines,
    }
}

fn line(finding: &Finding, posts: &[PostCode], everywhere: usize, lang: Lang) -> Option<Line> {
    let sign = match finding.outcome {
        FindingOutcome::Met => Sign::Met,
        FindingOutcome::NotMet => Sign::NotMet,
        FindingOutcome::Unknown { .. } => Sign::Open,
        // Declared facts were assumed, not asked.
        FindingOutcome::ByDeclaration | FindingOutcome::BackgroundOnly => return None,
    };
    let only_some = posts.len() < everywhere;
    if only_some && sign == Sign::Met {
        return None;
    }
    Some(Line {
        sign,
        title: finding.title.in_lang(lang).to_owned(),
        posts: if only_some {
            abridged(posts)
        } else {
            Vec::new()
        },
        text: finding.say(lang),
    })
}

fn abridged(posts: &[PostCode]) -> Vec<String> {
    match posts {
        [first, .., last] if posts.len() > 4 => vec![format!("{first} … {last}")],
        few => few.iter().map(PostCode::to_string).collect(),
    }
}
