//! Worked examples of the notice, and words from which nothing is computed, as forms.

use super::application::texts;
use crate::{
    rule_editor::fields::{parts::sources, rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::{
    Points, Problem,
    rules::{
        BonusClaim, BonusExample, ExampleFigures, ExamplePart, OptionCode, PanelExample,
        QuotaExample, RoomFigures, RoomsExample, RuleDocument, ScoreSource, Text, TotalExample,
        WorkedExample,
    },
};
use serde::{Deserialize, Serialize};

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shown {
    Bonus,
    Rooms,
    Panel,
    Total,
    Shortlist,
}

impl Shown {
    fn of(figures: &ExampleFigures) -> Shown {
        match figures {
            ExampleFigures::Bonus(_) => Shown::Bonus,
            ExampleFigures::Rooms(_) => Shown::Rooms,
            ExampleFigures::Panel(_) => Shown::Panel,
            ExampleFigures::Total(_) => Shown::Total,
            ExampleFigures::Shortlist(_) => Shown::Shortlist,
        }
    }

    fn empty(self) -> ExampleFigures {
        let points = Points::whole(0);
        match self {
            Shown::Bonus => ExampleFigures::Bonus(BonusExample {
                items: Vec::new(),
                score: None,
                points,
            }),
            Shown::Rooms => ExampleFigures::Rooms(RoomsExample {
                rooms: Vec::new(),
                overall: None,
            }),
            Shown::Panel => ExampleFigures::Panel(PanelExample {
                marks: Vec::new(),
                score: points,
            }),
            Shown::Total => ExampleFigures::Total(TotalExample {
                parts: Vec::new(),
                total: points,
            }),
            Shown::Shortlist => ExampleFigures::Shortlist(QuotaExample {
                places: 1,
                people: 3,
            }),
        }
    }
}

pub(super) fn notes(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-common"));
    sheet.code("id", t!("form-document-id"), &mut doc.id);
    sheet.words(
        "title",
        t!("form-document-title"),
        t!("form-name-en"),
        &mut doc.title,
    );
    sheet.maybe_text("organiser", t!("form-organiser"), &mut doc.organiser);
    texts(sheet, "notes", t!("form-notes"), &mut doc.notes);
    let series = Series {
        name: "examples",
        legend: t!("form-examples"),
        note: t!("form-examples-note"),
        add: t!("add-example"),
    };
    let blank = |_| WorkedExample {
        clause: Text::default(),
        figures: Shown::Shortlist.empty(),
    };
    sheet.series(series, &mut doc.examples, blank, |sheet, example| {
        sheet.text("clause", t!("form-clause"), &mut example.clause);
        figures(sheet, &words, &mut example.figures)
    });
}

fn figures(sheet: &mut Sheet, words: &RuleDocument, own: &mut ExampleFigures) -> String {
    let kinds = vec![
        (Shown::Shortlist, t!("example-shortlist")),
        (Shown::Total, t!("example-total")),
        (Shown::Panel, t!("example-panel")),
        (Shown::Rooms, t!("example-rooms")),
        (Shown::Bonus, t!("example-bonus")),
    ];
    let field = Field::new("shown", t!("form-example-kind"));
    let shown = sheet.kind(
        field,
        own,
        kinds.clone(),
        String::new(),
        Shown::of,
        Shown::empty,
    );
    match own {
        ExampleFigures::Shortlist(example) => {
            sheet.count("places", t!("example-places"), &mut example.places);
            sheet.count("people", t!("example-people"), &mut example.people);
        }
        ExampleFigures::Total(example) => total(sheet, words, example),
        ExampleFigures::Panel(example) => panel(sheet, example),
        ExampleFigures::Rooms(example) => rooms(sheet, example),
        ExampleFigures::Bonus(example) => bonus(sheet, words, example),
    }
    kinds
        .into_iter()
        .find(|(kind, _)| *kind == shown)
        .map(|(_, label)| label)
        .unwrap_or_default()
}

fn total(sheet: &mut Sheet, words: &RuleDocument, example: &mut TotalExample) {
    sheet.points("total", t!("example-makes-total"), &mut example.total);
    let sources = sources(words, false);
    let table = Table {
        name: "parts",
        legend: t!("form-parts"),
        note: t!("form-row-none-note"),
        head: vec![t!("form-part-of"), t!("form-points")],
        key: "of",
        spare: 3,
    };
    let mut rows: Vec<(Option<ScoreSource>, Points)> = std::mem::take(&mut example.parts)
        .into_iter()
        .map(|part| (Some(part.of), part.points))
        .collect();
    sheet.list(
        table,
        &mut rows,
        || (None, Points::whole(0)),
        |sheet, prefix, (of, points)| {
            let named = sources
                .iter()
                .map(|(of, label)| (Some(of.clone()), label.clone()));
            let options = std::iter::once((None, t!("form-none")))
                .chain(named)
                .collect();
            let other = t!("form-unknown-option");
            sheet.choose(
                Field::new(format!("{prefix}of"), t!("form-part-of")),
                of,
                options,
                other,
            );
            sheet.points(&format!("{prefix}points"), t!("form-points"), points);
        },
    );
    example.parts = rows
        .into_iter()
        .filter_map(|(of, points)| Some(ExamplePart { of: of?, points }))
        .collect();
}

/// Marks as they are printed, in one line.
fn panel(sheet: &mut Sheet, example: &mut PanelExample) {
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

fn rooms(sheet: &mut Sheet, example: &mut RoomsExample) {
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

fn bonus(sheet: &mut Sheet, words: &RuleDocument, example: &mut BonusExample) {
    sheet.points("points", t!("example-makes-bonus"), &mut example.points);
    sheet.maybe_points("score", t!("example-score"), &mut example.score);
    let lang = lang::current();
    let known = words.rules.bonus.iter().flat_map(|rule| &rule.items);
    let known: Vec<_> = known
        .map(|item| (item.code.clone(), item.name.in_lang(lang).to_owned()))
        .collect();
    let table = Table {
        name: "items",
        legend: t!("form-items"),
        note: t!("form-row-none-note"),
        head: vec![
            t!("form-items"),
            t!("example-level"),
            t!("example-quantity"),
        ],
        key: "item",
        spare: 2,
    };
    let mut rows: Vec<_> = std::mem::take(&mut example.items)
        .into_iter()
        .map(|claim| (Some(claim.item), claim.level, claim.quantity))
        .collect();
    sheet.list(
        table,
        &mut rows,
        || (None, None, None),
        |sheet, prefix, (item, level, quantity)| {
            let named = known
                .iter()
                .map(|(code, label)| (Some(code.clone()), label.clone()));
            let options = std::iter::once((None, t!("form-none")))
                .chain(named)
                .collect();
            let other = t!("form-unknown-option");
            sheet.choose(
                Field::new(format!("{prefix}item"), t!("form-items")),
                item,
                options,
                other,
            );
            let mut code = level.take().map(|level: OptionCode| level.to_string());
            sheet.line(&format!("{prefix}level"), t!("example-level"), &mut code);
            *level = code.map(OptionCode::from);
            sheet.maybe_points(
                &format!("{prefix}quantity"),
                t!("example-quantity"),
                quantity,
            );
        },
    );
    let claims = rows.into_iter().filter_map(|(item, level, quantity)| {
        Some(BonusClaim {
            item: item?,
            level,
            quantity,
        })
    });
    example.items = claims.collect();
}
