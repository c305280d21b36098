//! Papers that are sat together: full marks, weights, questions, and where figures are rounded.

use super::super::texts::named;
use crate::{
    rule_editor::fields::{
        rows::Table,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::{
    Points,
    numbers::{Ratio, Rounding},
    rules::{Bilingual, Element, ElementCode, Missed, Paper, PaperCode, Papers, Scoring},
};

/// One paper of 100.
pub(super) fn blank() -> Scoring {
    Scoring::Papers(Papers {
        full: Points::whole(100),
        papers: vec![one("paper-1".into())],
        mark: None,
        product: None,
        sum: Some(Rounding::half_up(2)),
        missed: None,
    })
}

fn one(code: PaperCode) -> Paper {
    Paper {
        code,
        name: Bilingual::default(),
        full: Points::whole(100),
        weight: Ratio::ONE,
        questions: Vec::new(),
        minutes: None,
    }
}

pub(super) fn papers(sheet: &mut RuleForm, own: &mut Papers) {
    sheet.points("full", t!("form-papers-full"), &mut own.full);
    sheet.maybe_rounding("sum", t!("form-score-decimals"), &mut own.sum);
    let series = Series {
        name: "papers",
        legend: t!("form-papers"),
        note: String::new(),
        add: t!("add-paper"),
    };
    let blank = |number: usize, own: &[Paper]| {
        one(free("paper", number, |code| {
            own.iter().any(|one| one.code == *code)
        }))
    };
    sheet.series(series, &mut own.papers, blank, paper);
    let says = own.mark.is_some() || own.product.is_some() || own.missed.is_some();
    sheet.fold("more", t!("form-papers-more"), says, |sheet| {
        sheet.maybe_rounding("mark", t!("form-mark-decimals"), &mut own.mark);
        sheet.maybe_rounding("product", t!("form-product-decimals"), &mut own.product);
        let field = Field::new("missed", t!("form-missed"));
        sheet.maybe_fixed(
            field,
            &mut own.missed,
            "missed",
            t!("form-missed-unstated"),
            &[Missed::Absent, Missed::Zero],
        );
    });
}

fn paper(sheet: &mut RuleForm, paper: &mut Paper) -> String {
    sheet.words("name", t!("form-name"), t!("form-name-en"), &mut paper.name);
    sheet.code("code", t!("form-code"), &mut paper.code);
    sheet.points("full", t!("form-full-mark"), &mut paper.full);
    sheet.ratio("weight", t!("form-weight"), &mut paper.weight);
    sheet.maybe_count("minutes", t!("form-minutes"), &mut paper.minutes);
    let says = !paper.questions.is_empty();
    sheet.fold("marked", t!("form-questions"), says, |sheet| {
        let (legend, note) = (t!("form-questions"), t!("form-questions-note"));
        elements(sheet, (legend, note), &mut paper.questions);
    });
    named(&paper.name)
}

/// What is marked by itself: questions of a paper, elements of a sheet.
pub(super) fn elements(
    sheet: &mut RuleForm,
    (legend, note): (String, String),
    own: &mut Vec<Element>,
) {
    let table = Table {
        name: "elements",
        legend,
        note,
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-full-mark"),
        ],
        key: "code",
        spare: 2,
    };
    let blank = || Element {
        code: ElementCode::default(),
        name: Bilingual::default(),
        full: Points::whole(20),
    };
    sheet.list(table, own, blank, |sheet, prefix, element| {
        sheet.code(&format!("{prefix}code"), t!("form-code"), &mut element.code);
        sheet.words(
            &format!("{prefix}name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut element.name,
        );
        sheet.points(
            &format!("{prefix}full"),
            t!("form-full-mark"),
            &mut element.full,
        );
    });
}
