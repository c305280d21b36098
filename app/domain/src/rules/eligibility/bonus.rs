//! The bonus items whose condition holds for a person, before anybody has verified them (domain.md 3.5).

use super::super::document::{
    BonusClaim, BonusCode, BonusItem, BonusPoints, FactKey, FactValue, Facts, Lang, Moment,
    PostCode, RuleDocument, Text,
};
use super::super::points_of::{PointsOf, points_of};
use super::super::words;
use super::truth::{Person, budget};
use crate::numbers::Points;
use serde::{Deserialize, Serialize};

/// An item that the person may claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusFinding {
    pub item: BonusCode,
    pub name: Text,
    /// What a reviewer confirms and a run then counts.
    pub claim: BonusClaim,
    /// Points of this item alone; what counts in the end depends on how items stack. `None`: the notice does not say, or it is a share
    /// of a score to come.
    pub points: Option<Points>,
    pub evidence: Option<Text>,
    pub evidence_by: Option<Moment>,
    pub facts: Vec<FactKey>,
    sentence: Text,
}

impl BonusFinding {
    pub fn say(&self, lang: Lang) -> String {
        self.sentence.in_lang(lang).to_owned()
    }
}

/// The items open to a person, for one post when it is known: an item may depend on the county applied for (O01).
pub fn bonus_for(doc: &RuleDocument, post: Option<&PostCode>, facts: &Facts) -> Vec<BonusFinding> {
    let post = post.and_then(|code| doc.post(code));
    let rules = post.map_or_else(|| doc.rules.clone(), |post| doc.rules_for(post));
    let Some(rule) = rules.bonus else {
        return Vec::new();
    };
    let steps = budget();
    let person = Person::new(doc, facts, post, &steps);
    let holding = rule
        .items
        .iter()
        .filter(|item| person.test(&item.when).holds());
    holding
        .map(|item| finding(doc, item, item.evidence_by.or(rule.evidence_by), facts))
        .collect()
}

fn finding(
    doc: &RuleDocument,
    item: &BonusItem,
    evidence_by: Option<Moment>,
    facts: &Facts,
) -> BonusFinding {
    let claim = claim(item, facts);
    let points = match points_of(item, &claim) {
        PointsOf::Points(points) => Some(points),
        PointsOf::OfScore | PointsOf::Unstated | PointsOf::Incomplete => None,
    };
    let share = match &item.points {
        BonusPoints::ShareOfScore(share) => Some(share),
        _ => None,
    };
    let say = |lang: Lang| {
        let name = item.name.in_lang(lang);
        let share = share.map(|share| words::share_of_score(doc, share, lang));
        let worth = match (points, lang) {
            (None, Lang::Zh) if share.is_some() => format!("可加{}", share.unwrap_or_default()),
            (None, Lang::En) if share.is_some() => format!("worth {}", share.unwrap_or_default()),
            (Some(points), Lang::Zh) => format!("可加{points}分"),
            (Some(points), Lang::En) => format!("worth {points} points"),
            (None, Lang::Zh) => "公告没有写明分值".to_owned(),
            (None, Lang::En) => "the notice does not state the points".to_owned(),
        };
        let evidence = match (&item.evidence, evidence_by, lang) {
            (Some(paper), Some(by), Lang::Zh) => {
                format!("请在{}前交{}", words::moment(by, lang), paper.in_lang(lang))
            }
            (Some(paper), Some(by), Lang::En) => {
                format!(
                    "hand in {} by {}",
                    paper.in_lang(lang),
                    words::moment(by, lang)
                )
            }
            (Some(paper), None, Lang::Zh) => format!("需要{}", paper.in_lang(lang)),
            (Some(paper), None, Lang::En) => format!("needs {}", paper.in_lang(lang)),
            (None, Some(by), Lang::Zh) => format!("证明材料请在{}前交", words::moment(by, lang)),
            (None, Some(by), Lang::En) => {
                format!("hand in the evidence by {}", words::moment(by, lang))
            }
            (None, None, _) => String::new(),
        };
        let comma = if lang == Lang::Zh { "，" } else { "; " };
        let parts: Vec<_> = [worth, evidence]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        match lang {
            Lang::Zh => format!("{name}：{}。", parts.join(comma)),
            Lang::En => format!("{name}: {}.", parts.join(comma)),
        }
    };
    BonusFinding {
        item: item.code.clone(),
        name: item.name.clone(),
        points,
        evidence: item.evidence.clone(),
        evidence_by,
        facts: item.when.facts().into_iter().cloned().collect(),
        sentence: Text::new(say(Lang::Zh), say(Lang::En)),
        claim,
    }
}

fn claim(item: &BonusItem, facts: &Facts) -> BonusClaim {
    let mut claim = BonusClaim {
        item: item.code.clone(),
        level: None,
        quantity: None,
    };
    match &item.points {
        BonusPoints::ByLevel(by) => {
            if let Some(FactValue::Choice(code)) = facts.get(&by.fact) {
                claim.level = Some(code.clone());
            }
        }
        BonusPoints::PerUnit(per) => {
            if let Some(FactValue::Number(number)) = facts.get(&per.fact) {
                claim.quantity = Some(*number);
            }
        }
        BonusPoints::Fixed(_) | BonusPoints::ShareOfScore(_) | BonusPoints::Unstated => {}
    }
    claim
}
