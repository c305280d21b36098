//! Worked examples of the notice: the check computes them again.

use super::texts::named;
use crate::{
    rule_editor::fields::{
        kinds::kinds,
        parts::{maybe_score, scores, stages},
        rows::Table,
        series::Series,
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Points, Problem,
    rules::{
        Bilingual, BonusCode, BonusExample, CutExample, ExampleFigures, ExampleItem, ExamplePart,
        PanelExample, Part, RoomFigures, RoomsExample, RuleDocument, Score, StageCode,
        TotalExample, WorkedExample,
    },
};

pub(super) fn examples(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "examples",
        legend: Part::Examples.name(lang::current()).to_owned(),
        note: t!("form-examples-note"),
        add: t!("add-example"),
    };
    let all = all();
    let blank = |_, _: &[_]| WorkedExample {
        clause: Bilingual::default(),
        figures: all[0].0.clone(),
    };
    sheet.series(series, &mut doc.examples, blank, |sheet, example| {
        sheet.text("clause", t!("form-clause"), &mut example.clause);
        let field = Field::new("shown", t!("form-example-kind"));
        kinds(sheet, field, &mut example.figures, all.to_vec());
        figures(sheet, &words, &mut example.figures);
        named(&example.clause)
    });
}

/// Each kind with what it begins with.
fn all() -> [(ExampleFigures, String); 5] {
    let (stage, points) = (StageCode::default(), Points::ZERO);
    let cut = CutExample {
        stage: stage.clone(),
        places: 1,
        people: 3,
    };
    let total = TotalExample {
        parts: Vec::new(),
        total: points,
    };
    let panel = PanelExample {
        stage: stage.clone(),
        marks: Vec::new(),
        score: points,
    };
    let rooms = RoomsExample {
        stage,
        rooms: Vec::new(),
        overall: None,
    };
    let bonus = BonusExample {
        items: Vec::new(),
        points,
    };
    [
        (ExampleFigures::Cut(cut), t!("example-shortlist")),
        (ExampleFigures::Total(total), t!("example-total")),
        (ExampleFigures::Panel(panel), t!("example-panel")),
        (ExampleFigures::Rooms(rooms), t!("example-rooms")),
        (ExampleFigures::Bonus(bonus), t!("example-bonus")),
    ]
}

fn figures(sheet: &mut RuleForm, words: &RuleDocument, own: &mut ExampleFigures) {
    match own {
        ExampleFigures::Cut(example) => {
            stage(sheet, words, &mut example.stage);
            sheet.count("places", t!("example-places"), &mut example.places);
            sheet.count("people", t!("example-people"), &mut example.people);
        }
        ExampleFigures::Total(example) => total(sheet, words, example),
        ExampleFigures::Panel(example) => {
            stage(sheet, words, &mut example.stage);
            panel(sheet, example);
        }
        ExampleFigures::Rooms(example) => {
            stage(sheet, words, &mut example.stage);
            rooms(sheet, example);
        }
        ExampleFigures::Bonus(example) => bonus(sheet, words, example),
    }
}

/// The stage that the example is about.
fn stage(sheet: &mut RuleForm, words: &RuleDocument, own: &mut StageCode) {
    let none = own.as_str().is_empty();
    let none = none.then(|| (StageCode::default(), t!("cond-choose")));
    let known = stages(words).into_iter().map(|stage| {
        let name = stage.name.in_lang(lang::current()).to_owned();
        (stage.code, name)
    });
    let options = none.into_iter().chain(known).collect();
    let other = own.to_string();
    sheet.choose(Field::new("stage", t!("form-stage")), own, options, other);
    if own.as_str().is_empty() {
        sheet.wrong("stage", Problem::NotChosen);
    }
}

fn total(sheet: &mut RuleForm, words: &RuleDocument, example: &mut TotalExample) {
    sheet.points("total", t!("example-makes-total"), &mut example.total);
    let offered = scores(words);
    let table = Table {
        name: "parts",
        legend: t!("form-parts"),
        note: t!("form-row-none-note"),
        head: vec![t!("form-part-of"), t!("form-points")],
        key: "of",
        spare: 3,
    };
    let stated = std::mem::take(&mut example.parts).into_iter();
    let mut rows: Vec<(Option<Score>, Points)> =
        stated.map(|part| (Some(part.of), part.points)).collect();
    let blank = || (None, Points::ZERO);
    sheet.list(table, &mut rows, blank, |sheet, prefix, (of, points)| {
        maybe_score(sheet, words, &offered, &format!("{prefix}of"), of);
        sheet.points(&format!("{prefix}points"), t!("form-points"), points);
    });
    let read = rows.into_iter();
    example.parts = read
        .filter_map(|(of, points)| Some(ExamplePart { of: of?, points }))
        .collect();
}

/// Marks as they are printed, in one line.
fn panel(sheet: &mut RuleForm, example: &mut PanelExample) {
    let before = example
        .marks
        .iter()
        .map(|mark| mark.plain())
        .collect::<Vec<_>>()
        .join(", ");
    let mut typed = Some(before);
    sheet.line("marks", t!("example-marks"), &mut typed);
    let marks: Result<Vec<Points>, _> = typed
        .unwrap_or_default()
        .split([',', '，', '、', ' '])
        .map(str::trim)
        .filter(|mark| !mark.is_empty())
        .map(str::parse)
        .collect();
    match marks {
        Ok(marks) => example.marks = marks,
        Err(why) => sheet.wrong("marks", Problem::Points(why)),
    }
    sheet.points("score", t!("example-makes-score"), &mut example.score);
}

fn rooms(sheet: &mut RuleForm, example: &mut RoomsExample) {
    sheet.maybe_points("overall", t!("example-overall"), &mut example.overall);
    let table = Table {
        name: "rooms",
        legend: t!("example-room-figures"),
        note: t!("form-row-note"),
        head: vec![
            t!("example-room-sum"),
            t!("example-room-people"),
            t!("example-room-mean"),
            t!("example-room-coefficient"),
        ],
        key: "sum",
        spare: 2,
    };
    let blank = || RoomFigures {
        sum: Points::whole(0),
        people: 1,
        mean: None,
        coefficient: None,
    };
    sheet.list(table, &mut example.rooms, blank, |sheet, prefix, room| {
        sheet.points(
            &format!("{prefix}sum"),
            t!("example-room-sum"),
            &mut room.sum,
        );
        sheet.count(
            &format!("{prefix}people"),
            t!("example-room-people"),
            &mut room.people,
        );
        sheet.maybe_points(
            &format!("{prefix}mean"),
            t!("example-room-mean"),
            &mut room.mean,
        );
        sheet.line(
            &format!("{prefix}coefficient"),
            t!("example-room-coefficient"),
            &mut room.coefficient,
        );
    });
}

fn bonus(sheet: &mut RuleForm, words: &RuleDocument, example: &mut BonusExample) {
    sheet.points("points", t!("example-makes-bonus"), &mut example.points);
    let of_variants = words.variants.iter().filter_map(|own| own.bonus.as_ref());
    let rules = words.bonus.iter().chain(of_variants);
    let known = rules.flat_map(|rule| &rule.items).map(|item| {
        let name = item.name.in_lang(lang::current()).to_owned();
        (Some(item.code.clone()), name)
    });
    let options: Vec<_> = std::iter::once((None, t!("form-none")))
        .chain(known)
        .collect();
    let table = Table {
        name: "items",
        legend: t!("form-items"),
        note: t!("form-row-none-note"),
        head: vec![t!("form-items"), t!("example-number")],
        key: "item",
        spare: 2,
    };
    let stated = std::mem::take(&mut example.items).into_iter();
    let mut rows: Vec<(Option<BonusCode>, Option<Points>)> =
        stated.map(|item| (Some(item.item), item.number)).collect();
    let blank = || (None, None);
    sheet.list(table, &mut rows, blank, |sheet, prefix, (item, number)| {
        let field = Field::new(format!("{prefix}item"), t!("form-items"));
        let other = t!("form-unknown-option");
        sheet.choose(field, item, options.clone(), other);
        let name = format!("{prefix}number");
        sheet.maybe_points(&name, t!("example-number"), number);
    });
    let read = rows.into_iter();
    example.items = read
        .filter_map(|(item, number)| {
            Some(ExampleItem {
                item: item?,
                number,
            })
        })
        .collect();
}
