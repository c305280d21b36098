//! What the platform can carry: one stage of papers at most, followed by one stage with a panel at most, and an online
//! form. The command line runs everything else.

use super::Timetable;
use crate::rules::{
    Bilingual, PostRules, RuleDocument, Score, Scoring, Stage, StageCode, TrimOver,
};
use serde::{Deserialize, Serialize};

/// Why a document cannot be announced here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCarried {
    /// No window of the online form.
    NoOnlineForm,
    Stage {
        code: StageCode,
        name: Bilingual,
        why: StageNotCarried,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageNotCarried {
    /// People show originals, and leave or stay.
    Check,
    /// Points that an office gives, or that are measured.
    Points,
    SecondPapers,
    SecondPanel,
    PapersAfterPanel,
    /// Marks of single elements or questions are needed; marks are entered by sheet.
    Elements,
}

/// Everything that keeps a document from being announced here, in the order of its stages; each stage once for each
/// reason, whichever variants have it.
pub fn not_carried(doc: &RuleDocument) -> Vec<NotCarried> {
    let mut found = Vec::new();
    if Timetable::of(doc).opens().is_none() {
        found.push(NotCarried::NoOnlineForm);
    }
    let mut sets = Vec::new();
    for post in &doc.posts {
        let rules = doc.for_post(post);
        if sets.contains(&rules.set()) {
            continue;
        }
        sets.push(rules.set());
        for reason in of_course(&rules) {
            if !found.contains(&reason) {
                found.push(reason);
            }
        }
    }
    found
}

fn of_course(rules: &PostRules) -> Vec<NotCarried> {
    let (mut papers, mut panel) = (false, false);
    let mut found = Vec::new();
    let figures = rules.figures();
    for stage in &rules.stages {
        if needs_elements(stage, &figures) {
            found.push(refused(stage, StageNotCarried::Elements));
        }
        if stage.check.is_some() {
            found.push(refused(stage, StageNotCarried::Check));
        }
        let why = match &stage.scoring {
            Some(Scoring::Points(_)) => Some(StageNotCarried::Points),
            Some(Scoring::Papers(_)) if panel => Some(StageNotCarried::PapersAfterPanel),
            Some(Scoring::Papers(_)) if papers => Some(StageNotCarried::SecondPapers),
            Some(Scoring::Panel(_)) if panel => Some(StageNotCarried::SecondPanel),
            _ => None,
        };
        found.extend(why.map(|why| refused(stage, why)));
        papers |= matches!(stage.scoring, Some(Scoring::Papers(_)));
        panel |= matches!(stage.scoring, Some(Scoring::Panel(_)));
    }
    found
}

fn needs_elements(stage: &Stage, figures: &[&Score]) -> bool {
    let trimmed = matches!(&stage.scoring, Some(Scoring::Panel(panel))
        if panel.trim.as_ref().is_some_and(|trim| trim.over == TrimOver::Element));
    let read = figures
        .iter()
        .any(|figure| figure.of.stage() == Some(&stage.code) && figure.element.is_some());
    trimmed || read
}

fn refused(stage: &Stage, why: StageNotCarried) -> NotCarried {
    NotCarried::Stage {
        code: stage.code.clone(),
        name: stage.name.clone(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Instant,
        campaigns::Dates,
        rules::{Check, Element, PointsScoring, TieKey, Variant},
    };

    fn carried() -> RuleDocument {
        let json = include_bytes!("../../tests/notices/O03-demo.json");
        let mut doc = RuleDocument::from_json(json).unwrap();
        Dates::from(Instant(1_772_000_000_000)).write(&mut doc);
        doc
    }

    /// The reasons by stage; papers are `written`, the panel is `interview`.
    fn reasons(doc: &RuleDocument) -> Vec<(String, StageNotCarried)> {
        let stages = not_carried(doc).into_iter().map(|reason| match reason {
            NotCarried::Stage { code, why, .. } => (code.as_str().to_owned(), why),
            NotCarried::NoOnlineForm => panic!("there is an online form"),
        });
        stages.collect()
    }

    fn again(stage: &Stage, code: &str) -> Stage {
        Stage {
            code: code.into(),
            ..stage.clone()
        }
    }

    #[test]
    fn papers_then_a_panel_are_carried_and_so_is_each_alone() {
        let doc = carried();
        assert_eq!(not_carried(&doc), []);
        for alone in 0..2 {
            let mut doc = doc.clone();
            doc.stages = vec![doc.stages[alone].clone()];
            assert_eq!(not_carried(&doc), [], "{alone}");
        }
    }

    #[test]
    fn a_second_stage_of_a_kind_is_named() {
        let mut doc = carried();
        let (papers, panel) = (doc.stages[0].clone(), doc.stages[1].clone());
        doc.stages = vec![papers.clone(), again(&papers, "computer"), panel.clone()];
        let second = ("computer".to_owned(), StageNotCarried::SecondPapers);
        assert_eq!(reasons(&doc), [second]);
        doc.stages = vec![papers, panel.clone(), again(&panel, "defence")];
        let second = ("defence".to_owned(), StageNotCarried::SecondPanel);
        assert_eq!(reasons(&doc), [second]);
    }

    #[test]
    fn marks_of_single_elements_are_not_entered_yet_and_the_stage_that_needs_them_is_named() {
        let needs = [("interview".to_owned(), StageNotCarried::Elements)];
        let mut doc = carried();
        let Some(Scoring::Panel(panel)) = &mut doc.stages[1].scoring else {
            panic!("the interview comes second");
        };
        panel.elements = vec![Element {
            code: "answer".into(),
            name: Bilingual::zh("综合分析"),
            full: panel.full,
        }];
        assert_eq!(
            reasons(&doc),
            [],
            "a sheet may have elements that nothing reads"
        );
        let mut by_element = doc.clone();
        let ties = by_element.ties.as_mut().unwrap();
        ties.keys = vec![TieKey::Higher(Score {
            element: Some("answer".into()),
            ..Score::stage("interview")
        })];
        assert_eq!(reasons(&by_element), needs);
        let Some(Scoring::Panel(panel)) = &mut doc.stages[1].scoring else {
            panic!("the interview comes second");
        };
        panel.trim.as_mut().unwrap().over = TrimOver::Element;
        assert_eq!(reasons(&doc), needs);
    }

    #[test]
    fn nothing_is_scored_after_the_panel() {
        let mut doc = carried();
        doc.stages.reverse();
        let after = ("written".to_owned(), StageNotCarried::PapersAfterPanel);
        assert_eq!(reasons(&doc), [after]);
    }

    #[test]
    fn points_and_checks_are_named_wherever_they_stand() {
        let points = Scoring::Points(PointsScoring {
            full: crate::Points::whole(10),
            events: Vec::new(),
            combine: Default::default(),
            rounding: None,
        });
        for at in 0..=2 {
            let mut doc = carried();
            let measured = Stage {
                scoring: Some(points.clone()),
                ..again(&doc.stages[0], "fitness")
            };
            doc.stages.insert(at, measured);
            let expected = ("fitness".to_owned(), StageNotCarried::Points);
            assert_eq!(reasons(&doc), [expected], "{at}");
        }
        for (check_only, code) in [(true, "originals"), (false, "interview")] {
            let mut doc = carried();
            if check_only {
                let stage = Stage {
                    scoring: None,
                    ..again(&doc.stages[0], "originals")
                };
                doc.stages.insert(1, stage);
            }
            doc.stages[1].check = Some(Check::default());
            assert_eq!(reasons(&doc), [(code.to_owned(), StageNotCarried::Check)]);
        }
    }

    #[test]
    fn what_only_a_variant_has_is_named_once() {
        let mut doc = carried();
        let mut stages = doc.stages.clone();
        stages.push(again(&stages[1], "defence"));
        let scope = |code: &str| crate::rules::Scope {
            posts: vec![code.into()],
            ..Default::default()
        };
        doc.variants = ["GJZ-01", "GJZ-02"]
            .map(|post| Variant {
                scope: scope(post),
                stages: Some(stages.clone()),
                ..Variant::default()
            })
            .to_vec();
        let second = ("defence".to_owned(), StageNotCarried::SecondPanel);
        assert_eq!(reasons(&doc), [second]);
        doc.variants[1].scope = scope("nobody");
        doc.variants.remove(0);
        assert_eq!(not_carried(&doc), []);
    }

    #[test]
    fn without_an_online_window_nobody_could_apply_here() {
        let mut doc = carried();
        doc.applying.as_mut().unwrap().windows[0].online = false;
        assert_eq!(not_carried(&doc), [NotCarried::NoOnlineForm]);
        doc.applying = None;
        assert_eq!(not_carried(&doc), [NotCarried::NoOnlineForm]);
    }
}
