//! Stages as a form: a card for each in the order of the course, what few of them need folded. While there is none, the
//! usual courses are offered.

mod check;
mod correction;
mod lines;
mod panel;
mod papers;
mod points;
mod times;

pub(super) use lines::pass_lines;

use super::{lists::list, texts::named};
use crate::{
    rule_editor::{
        fields::{
            Act, Block,
            kinds::kinds,
            series::{Series, free},
            sheet::RuleForm,
        },
        templates::Template,
    },
    ui::{forms::Field, lang},
};
use domain::rules::{Bilingual, List, RuleDocument, Score, ScoreOf, Scoring, Stage, StageCode};

pub(super) fn stages(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let template = from_template(sheet, doc);
    let words = doc.clone();
    let own = &mut doc.stages;
    match template {
        Some(template) => sheet.within(&prefix(template), |sheet| cards(sheet, &words, own)),
        None => cards(sheet, &words, own),
    }
}

/// The cards of a template have names of their own: by them the form that comes back is known to be about it.
fn prefix(template: &Template) -> String {
    format!("{}-", template.code)
}

/// Offers the usual courses while no stage is stated. The one that was chosen, now or before, stands in the rules with
/// everything that belongs to it.
fn from_template(sheet: &mut RuleForm, doc: &mut RuleDocument) -> Option<&'static Template> {
    if !doc.stages.is_empty() {
        return None;
    }
    sheet.group_with(t!("form-templates"), t!("form-templates-note"));
    let act = |template: &Template| Act {
        value: template.act(),
        label: template.name(lang::current()).to_owned(),
        about: String::new(),
        to: format!("{}stages-0", prefix(template)),
    };
    sheet.push(Block::Adding {
        choice: None,
        acts: Template::all().iter().map(act).collect(),
    });
    let now = Template::of_act(&sheet.pressed().unwrap_or_default());
    let before = Template::all()
        .iter()
        .find(|template| sheet.within(&prefix(template), |sheet| sheet.was_sent("stages")));
    let chosen = now.or(before)?;
    chosen.put_into(doc);
    Some(chosen)
}

/// The whole course.
pub(super) fn cards(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Stage>) {
    let steps: Vec<StageCode> = words
        .common_rules()
        .after
        .into_iter()
        .map(|step| step.code)
        .collect();
    let series = Series {
        name: "stages",
        legend: t!("form-stages"),
        note: t!("form-stages-note"),
        add: t!("add-stage"),
    };
    let blank = |number: usize, own: &[Stage]| {
        blank(free("stage", number, |code| {
            steps.contains(code) || own.iter().any(|stage| stage.code == *code)
        }))
    };
    sheet.series(series, own, blank, |sheet, stage| card(sheet, words, stage));
}

/// Single stages in the place of the common ones with their codes.
pub(super) fn single_cards(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Stage>) {
    let series = Series {
        name: "stages",
        legend: t!("form-single-stages"),
        note: t!("form-single-stages-note"),
        add: t!("add-single-stage"),
    };
    let common = |_, own: &[Stage]| {
        let mut common = words.stages.iter();
        let next = common.find(|stage| own.iter().all(|own| own.code != stage.code));
        next.cloned().unwrap_or_else(|| blank(StageCode::default()))
    };
    sheet.series(series, own, common, |sheet, stage| {
        card(sheet, words, stage)
    });
}

fn blank(code: StageCode) -> Stage {
    Stage {
        code,
        name: Bilingual::default(),
        clause: None,
        times: None,
        check: None,
        scoring: Some(papers::blank()),
        lines: None,
        cut: None,
    }
}

fn card(sheet: &mut RuleForm, words: &RuleDocument, stage: &mut Stage) -> String {
    sheet.words("name", t!("form-name"), t!("form-name-en"), &mut stage.name);
    sheet.code("code", t!("form-code"), &mut stage.code);
    scoring(sheet, words, &mut stage.scoring);
    if stage.scoring.is_some() || stage.lines.is_some() {
        let of = Score::of(ScoreOf::Stage(stage.code.clone()));
        pass_lines(sheet, words, &of, &mut stage.lines);
    }
    let says = stage.cut.is_some();
    sheet.fold("cut", t!("form-cut"), says, |sheet| {
        sheet.within("cut-", |sheet| {
            let tick = t!("form-has-cut");
            sheet.section(tick, &mut stage.cut, List::default, |sheet, cut| {
                let (label, unstated) = (t!("form-cut-quota"), t!("form-cut-unstated"));
                list(sheet, words, (label, unstated), cut);
            });
        });
    });
    check::check(sheet, words, &mut stage.check);
    times::times(sheet, words, &mut stage.times);
    let says = stage.clause.is_some();
    sheet.fold("notice", t!("form-clause"), says, |sheet| {
        sheet.clause("clause", &mut stage.clause);
    });
    named(&stage.name)
}

/// What is scored, and by whom.
fn scoring(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<Scoring>) {
    let offered = vec![
        (Some(papers::blank()), t!("form-scoring-papers")),
        (Some(panel::blank()), t!("form-scoring-panel")),
        (Some(points::blank()), t!("form-scoring-points")),
        (None, t!("form-scoring-none")),
    ];
    kinds(
        sheet,
        Field::new("scoring", t!("form-scoring")),
        own,
        offered,
    );
    match own {
        Some(Scoring::Papers(own)) => {
            sheet.within("papers-", |sheet| papers::papers(sheet, own));
        }
        Some(Scoring::Panel(own)) => sheet.within("panel-", |sheet| panel::panel(sheet, own)),
        Some(Scoring::Points(own)) => {
            sheet.within("points-", |sheet| points::points(sheet, words, own));
        }
        None => {}
    }
}
