//! Words for bonus items, groups and caps.

use super::both;
use crate::numbers::{Fraction, Points};
use crate::rules::Bilingual;
use crate::rules::bonus::say::{cap as most, stack as how};
use crate::rules::bonus::{BonusItem, BonusPoints, ClaimFinding, Stack};
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::engine::Notice;
use crate::rules::names::{self, whole_name};
use crate::rules::say::{Said, clauses, listed, said, say};
use crate::rules::score::ScoreOf;

const CAP: Said = said("加分最多", "Bonus at most");
const AT_MOST_FULL: Said = said("加分后不超过满分", "With the bonus at most the full mark");
const DECIDED: Said = said("分值由审核决定", "the points were decided");

/// What was added, by the names of its items.
pub(crate) fn bonus(names: &[&Bilingual]) -> Bilingual {
    both(|lang| {
        let names = listed(names.iter().map(|name| name.in_lang(lang).to_owned()), lang);
        say!(lang, "加分：{names}", "Bonus: {names}")
    })
}

pub(crate) fn bonus_at_most_full() -> Bilingual {
    AT_MOST_FULL.text()
}

pub(crate) fn bonus_cap() -> Bilingual {
    CAP.text()
}

pub(crate) fn points_decided() -> Bilingual {
    DECIDED.text()
}

/// The bonus on these scores.
pub(crate) fn bonus_of(doc: &RuleDocument, targets: &[ScoreOf]) -> Bilingual {
    both(|lang| {
        let scores = targets.iter().map(|target| whole_name(doc, target, lang));
        let scores = listed(scores, lang);
        match targets.is_empty() {
            true => say!(lang, "加分", "Bonus"),
            false => say!(lang, "加分（加到{scores}）", "Bonus on the {scores}"),
        }
    })
}

pub(crate) fn bonus_together(stack: Stack, branches: usize) -> Bilingual {
    both(|lang| match branches {
        0 | 1 => say!(lang, "加分", "Bonus"),
        _ => {
            let how = how(stack, lang);
            say!(lang, "加分（{how}）", "Bonus ({how})")
        }
    })
}

/// What stands in a group, how it counts together, and its cap where that held.
pub(crate) fn group(
    inside: &[(&Bilingual, Fraction)],
    stack: Stack,
    cap: Option<Points>,
) -> Bilingual {
    both(|lang| {
        let items = inside.iter().map(|(name, points)| {
            let (name, points) = (name.in_lang(lang), super::digits(*points));
            say!(lang, "{name}{points}分", "{name} {points}")
        });
        let items = listed(items, lang);
        let together = match inside.len() {
            0 | 1 => String::new(),
            _ => how(stack, lang),
        };
        clauses([items, together, most(cap, lang)], lang)
    })
}

/// Why an item that was claimed gives nothing.
pub(crate) fn does_not_count(item: &BonusItem, finding: &ClaimFinding) -> Bilingual {
    let late = |notice: &Notice| matches!(notice, Notice::EvidenceLate { .. });
    both(|lang| {
        if finding.notices.iter().any(late) {
            say!(
                lang,
                "材料交晚了，不计",
                "the evidence came late: it does not count"
            )
        } else if finding.holds == Some(false) {
            say!(
                lang,
                "不符合加分条件，不计",
                "its condition does not hold: it does not count"
            )
        } else if item.points == BonusPoints::Body && finding.holds != Some(false) {
            say!(lang, "分值还没有定", "its points are not decided yet")
        } else {
            say!(lang, "不计", "it does not count")
        }
    })
}

/// Points by a number: years of service.
pub(crate) fn by_number(doc: &RuleDocument, fact: &FactKey, number: Points) -> Bilingual {
    let number = number.plain();
    both(|lang| {
        let fact = names::fact(doc, fact, lang);
        say!(lang, "{fact}：{number}", "{fact}: {number}")
    })
}

/// Points for each row of a fact: awards.
pub(crate) fn by_rows(doc: &RuleDocument, fact: &FactKey, rows: usize) -> Bilingual {
    both(|lang| {
        let fact = names::fact(doc, fact, lang);
        say!(lang, "{fact}：{rows}条", "{fact}: {rows} rows")
    })
}
