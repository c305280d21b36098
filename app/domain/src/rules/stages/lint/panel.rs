//! Panels: examiners, trims, elements, corrections between rooms.

use super::papers::sum;
use super::{MEAN_DECIMALS, SCORE_DECIMALS, StagesLint, decimals};
use crate::numbers::Rounding;
use crate::rules::lint::{DocumentLint, Report};
use crate::rules::stages::{Correction, Outliers, Panel, TrimOver};

pub(super) fn check(path: &str, panel: &Panel, report: &mut Report) {
    let path = format!("{path}/panel");
    decimals(&format!("{path}/mean"), panel.mean, SCORE_DECIMALS, report);
    let given = panel.mark_decimals.map(Rounding::half_up);
    decimals(
        &format!("{path}/mark_decimals"),
        given,
        SCORE_DECIMALS,
        report,
    );
    examiners(&path, panel, report);
    let sum = sum(&panel.elements);
    if !panel.elements.is_empty() && sum != panel.full {
        let full = panel.full;
        report.add(
            format!("{path}/elements"),
            StagesLint::ElementSum { sum, full },
        );
    }
    let by_element = panel
        .trim
        .as_ref()
        .is_some_and(|trim| trim.over == TrimOver::Element);
    if by_element && panel.elements.is_empty() {
        report.add(format!("{path}/trim"), StagesLint::ElementsMissing);
    }
    if let Some(correction) = &panel.correction {
        self::correction(&format!("{path}/correction"), correction, report);
    }
}

fn examiners(path: &str, panel: &Panel, report: &mut Report) {
    let Some(examiners) = panel.examiners else {
        return;
    };
    if examiners % 2 == 0 {
        report.add(
            format!("{path}/examiners"),
            StagesLint::EvenPanel { examiners },
        );
    }
    let dropped = panel
        .trim
        .as_ref()
        .map_or(0, |trim| u16::from(trim.highest) + u16::from(trim.lowest));
    let marks = panel
        .least_examiners
        .map_or(examiners, |least| least.min(examiners));
    if dropped >= u16::from(marks) {
        report.add(
            format!("{path}/trim"),
            StagesLint::TrimsEverything { marks, dropped },
        );
    }
    if let Some(least) = panel.least_examiners.filter(|least| *least > examiners) {
        let finding = StagesLint::LeastAboveExaminers { least, examiners };
        report.add(format!("{path}/least_examiners"), finding);
    }
    if let Some(chief) = panel
        .chief
        .filter(|chief| *chief == 0 || *chief > examiners)
    {
        report.add(
            format!("{path}/chief"),
            StagesLint::ChiefOutside { chief, examiners },
        );
    }
}

fn correction(path: &str, rule: &Correction, report: &mut Report) {
    match &rule.outliers {
        Some(Outliers::Undefined) => {
            report.add(format!("{path}/outliers"), StagesLint::OutliersUndefined);
        }
        Some(Outliers::Outside(bounds)) if bounds.below >= bounds.above => {
            report.add(format!("{path}/outliers/outside"), DocumentLint::EmptyRange);
        }
        _ => {}
    }
    if rule.cap.is_none() {
        report.add(path, StagesLint::CapNotStated);
    }
    if rule.mean.is_none() || rule.coefficient.is_none() {
        report.add(path, StagesLint::PrecisionNotStated);
    }
    decimals(
        &format!("{path}/corrected"),
        Some(rule.corrected),
        SCORE_DECIMALS,
        report,
    );
    decimals(&format!("{path}/mean"), rule.mean, MEAN_DECIMALS, report);
    decimals(
        &format!("{path}/coefficient"),
        rule.coefficient,
        MEAN_DECIMALS,
        report,
    );
}
