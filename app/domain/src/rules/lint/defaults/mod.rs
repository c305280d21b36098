//! What the notice does not state, one point each: told in one line, unfolded on request.

mod points;
mod say;

use crate::rules::after::AfterStep;
use crate::rules::bonus::BonusRule;
use crate::rules::document::{RuleDocument, Variant};
use crate::rules::totals::TotalRule;
use crate::text::Bilingual;
use points::Points;
use serde::Serialize;

/// A field that is not stated, for which a default counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DefaultPoint {
    pub what: Unstated,
    /// Where it would stand, as a JSON pointer.
    pub path: String,
}

/// What is not stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unstated {
    /// The document says nothing about the whole course of the exam.
    Stages,
    Opening,
    Total,
    Ties,
    After,
    Publication,
    Duplicates,
    /// Of a stage: no line.
    Lines {
        stage: Bilingual,
    },
    TotalLines,
    /// Of a stage's cut: three for each place.
    CutQuota {
        stage: Bilingual,
    },
    /// All who are past the lines go on.
    Cut {
        stage: Bilingual,
    },
    /// All who are level go on.
    CutLevel {
        stage: Bilingual,
    },
    /// Nobody is called up.
    Substitution {
        stage: Bilingual,
    },
    /// One for each place.
    StepQuota {
        stage: Bilingual,
    },
    /// One highest and one lowest.
    Trim {
        stage: Bilingual,
    },
    /// The mean of the marks stays exact.
    PanelMean {
        stage: Bilingual,
    },
    /// Who misses one paper is absent from the stage.
    Missed {
        stage: Bilingual,
    },
    /// The score with the bonus may pass the full mark.
    MayExceedFull,
    /// Evidence for a bonus counts whenever it came.
    EvidenceBy,
    /// Birth dates count, whatever day an age in words refers to.
    AgeDay {
        title: Bilingual,
    },
    /// Working days.
    DayKind,
    /// The middle of names is hidden.
    Mask,
}

/// Every point that the document leaves to the defaults, in its order.
pub fn defaults_of(doc: &RuleDocument) -> Vec<DefaultPoint> {
    let mut points = Points(Vec::new());
    points.of_document(doc);
    points.of_ages(doc);
    let variants = doc.variants.iter().enumerate();
    points.of_stages("/stages", &doc.stages);
    points.of_rest("", Rest::common(doc));
    for (index, variant) in variants {
        let path = format!("/variants/{index}");
        let stages = variant.stages.as_deref().unwrap_or_default();
        points.of_stages(&format!("{path}/stages"), stages);
        points.of_stages(&format!("{path}/stage"), &variant.stage);
        points.of_rest(&path, Rest::of(variant));
    }
    for (index, rule) in doc.publication.iter().flatten().enumerate() {
        let path = format!("/publication/{index}");
        let counted = rule.days > 0 && rule.kind.is_none();
        points.add(counted, &format!("{path}/kind"), Unstated::DayKind);
        points.add(rule.mask.is_none(), &format!("{path}/mask"), Unstated::Mask);
    }
    points.0
}

/// The parts beside the stages that hold defaults inside.
struct Rest<'d> {
    bonus: Option<&'d BonusRule>,
    total: Option<&'d TotalRule>,
    after: &'d [AfterStep],
}

impl<'d> Rest<'d> {
    fn common(doc: &'d RuleDocument) -> Self {
        Rest {
            bonus: doc.bonus.as_ref(),
            total: doc.total.as_ref(),
            after: doc.after.as_deref().unwrap_or_default(),
        }
    }

    fn of(variant: &'d Variant) -> Self {
        Rest {
            bonus: variant.bonus.as_ref(),
            total: variant.total.as_ref(),
            after: variant.after.as_deref().unwrap_or_default(),
        }
    }
}
