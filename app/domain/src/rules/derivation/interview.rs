//! The interview block: marks with the struck ones, mean, correction between rooms, result.

use super::super::document::{
    BonusTarget, Lang, NormalisationMethod, NormalisationRule, Rounding, Text, TrimOver,
};
use super::super::run::{
    Fraction, InterviewSheet, Mark, RoomOutcome, Status, Struck, kept, struck,
};
use super::{
    Block, BlockKind, Case, Operation, PanelMark, Row, StruckAs, Value, bonus, total, written,
};
use crate::numbers::Points;

pub(super) fn block(case: &Case) -> Option<Block> {
    case.candidate.interview.as_ref()?;
    let rows = match (case.result.interview, case.room) {
        (Some(_), _) => rows(case)?,
        (None, _) if without_score(case.result.status) => vec![unscored(case.result.status)],
        (None, Some(room)) if room.coefficient.is_none() => uncorrected(case, room)?,
        (None, _) => return None,
    };
    Some(Block {
        kind: BlockKind::Interview,
        clause: case.rules.interview.clause.clone(),
        rows,
    })
}

fn without_score(status: Status) -> bool {
    matches!(
        status,
        Status::InterviewAbsent | Status::InterviewViolation | Status::InterviewMissing
    )
}

fn unscored(status: Status) -> Row {
    let label = match status {
        Status::InterviewAbsent => Text::new("没有参加面试", "Did not come to the interview"),
        Status::InterviewViolation => Text::new(
            "违纪，面试成绩无效",
            "Violation: the interview score is void",
        ),
        _ => Text::new(
            "面试成绩还没有录全",
            "The interview marks are not complete yet",
        ),
    };
    Row::new(Operation::Say, label)
}

/// The panel's score of somebody whose room cannot be corrected.
fn uncorrected(case: &Case, room: &RoomOutcome) -> Option<Vec<Row>> {
    let mut rows = panel_rows(case, case.candidate.interview.as_ref()?)?;
    let why = Text::new(
        format!(
            "{}平均分是0，没有修正系数，面试成绩还定不下来",
            room_name(room, Lang::Zh)
        ),
        format!(
            "The mean of {} is zero, so it has no coefficient: the interview score is open",
            room_name(room, Lang::En)
        ),
    );
    rows.push(Row::new(Operation::Say, why));
    Some(rows)
}

/// The rows up to the bonus, and the score that they come to.
pub(super) fn before_bonus(case: &Case) -> Option<(Vec<Row>, Fraction)> {
    case.result.interview?;
    let rule = &case.rules.interview;
    let mut rows = panel_rows(case, case.candidate.interview.as_ref()?)?;
    let mut score = rows.last()?.figure()?;
    if let (Some(normalisation), Some(room)) = (&rule.normalisation, case.room) {
        let coefficient = room.coefficient?;
        let row = coefficient_row(normalisation, room, coefficient);
        score = match normalisation.method {
            NormalisationMethod::Multiply => score.times(coefficient)?,
            NormalisationMethod::Add => score.plus(coefficient)?,
        };
        rows.push(row);
        if normalisation.cap_at_full_mark == Some(true) {
            let corrected = Text::new("修正后不超过满分", "Corrected score at most the full mark");
            let full = Fraction::of_points(rule.full_mark);
            let rounded = score.round(Some(normalisation.corrected))?;
            if rounded.at_most(full)? != rounded {
                score = full;
                rows.push(Row::points(Operation::Cap, corrected, rule.full_mark));
            }
        }
        if score.numerator < 0 {
            score = Fraction::ZERO;
            let label = Text::new("修正后不低于0分", "Corrected score at least nothing");
            rows.push(Row::points(Operation::Floor, label, Points::ZERO));
        }
        let corrected = Row::result(result_label(), score, Some(normalisation.corrected))?;
        score = corrected.figure()?;
        rows.push(corrected);
    }
    Some((rows, score))
}

fn rows(case: &Case) -> Option<Vec<Row>> {
    let (mut rows, before) = before_bonus(case)?;
    let bases = bonus::Bases {
        written: total::before_bonus(case),
        interview: Some(before),
        ..bonus::Bases::default()
    };
    let bonus_rows = bonus::rows(case, &[BonusTarget::Interview, BonusTarget::Both], bases)?;
    if !bonus_rows.is_empty() {
        let mut score = before;
        for row in bonus_rows {
            score = score.plus(row.figure()?)?;
            rows.push(row);
        }
        if case
            .rules
            .bonus
            .as_ref()
            .is_some_and(|rule| rule.may_exceed_full_mark == Some(false))
        {
            score = written::cap(&mut rows, before, score, case.rules.interview.full_mark)?;
        }
        rows.push(Row::result(result_label(), score, None)?);
    } else if case.room.is_none() {
        rows.push(Row::result(result_label(), before, None)?);
    }
    Some(rows)
}

fn result_label() -> Text {
    Text::new("面试成绩", "Interview score")
}

fn panel_rows(case: &Case, sheet: &InterviewSheet) -> Option<Vec<Row>> {
    let rule = &case.rules.interview;
    let trim = rule.trim.as_ref();
    if trim.is_some_and(|trim| trim.over == TrimOver::EachElement) && !sheet.elements.is_empty() {
        return element_rows(case, sheet);
    }
    let marks = marks(sheet)?;
    if let [mark] = marks[..] {
        return Some(vec![Row::points(
            Operation::Add,
            Text::new("考官评分", "Panel's score"),
            Points::from_raw(mark),
        )]);
    }
    let struck = match trim {
        Some(trim) => struck(&marks, trim),
        None => vec![None; marks.len()],
    };
    let panel: Vec<PanelMark> = marks
        .iter()
        .zip(&struck)
        .map(|(mark, struck)| PanelMark {
            mark: Points::from_raw(*mark),
            struck: struck_as(*struck),
        })
        .collect();
    let people = panel.len();
    let label = Text::new(
        format!("{people}位考官打分"),
        format!("Marks of {people} examiners"),
    );
    let shown = Row {
        marks: panel,
        ..Row::new(Operation::Marks, label)
    };
    Some(vec![shown.clone(), mean_row(&shown.marks, rule.mean)?])
}

fn struck_as(struck: Option<Struck>) -> Option<StruckAs> {
    struck.map(|struck| match struck {
        Struck::Highest => StruckAs::Highest,
        Struck::Lowest => StruckAs::Lowest,
    })
}

fn mean_row(panel: &[PanelMark], rounding: Option<Rounding>) -> Option<Row> {
    let counted: Vec<i128> = panel
        .iter()
        .filter(|mark| mark.struck.is_none())
        .map(|mark| mark.mark.raw().into())
        .collect();
    let exact = Fraction::new(
        counted.iter().sum(),
        i128::try_from(counted.len()).ok()? * i128::from(Points::SCALE),
    );
    let rounded = exact.round(rounding)?;
    let dropped = |side| {
        panel
            .iter()
            .filter(|mark| mark.struck == Some(side))
            .count()
    };
    let label = mean_label(
        dropped(StruckAs::Highest),
        dropped(StruckAs::Lowest),
        counted.len(),
    );
    Some(Row {
        value: Some(Value::of(rounded)),
        exact: (rounded != exact).then_some(exact),
        rounding: rounding.filter(|_| rounded != exact),
        ..Row::new(Operation::Mean, label)
    })
}

fn mean_label(high: usize, low: usize, left: usize) -> Text {
    match (high, low) {
        (0, 0) => Text::new(
            format!("{left}个评分的平均"),
            format!("Mean of {left} marks"),
        ),
        (1, 1) => Text::new(
            format!("去掉一个最高、一个最低，其余{left}个平均"),
            format!("Mean of {left} marks without one highest and one lowest"),
        ),
        _ => Text::new(
            format!("去掉{high}个最高、{low}个最低，其余{left}个平均"),
            format!("Mean of {left} marks without {high} highest and {low} lowest"),
        ),
    }
}

/// Each element trimmed by itself: a mean for each, then their sum.
fn element_rows(case: &Case, sheet: &InterviewSheet) -> Option<Vec<Row>> {
    let rule = &case.rules.interview;
    let trim = rule.trim.as_ref()?;
    let examiners = sheet.elements.len();
    let left = i128::try_from(kept(examiners, Some(trim))).ok()?;
    let mut rows = Vec::new();
    let mut sum = Fraction::ZERO;
    for (index, element) in rule.elements.iter().enumerate() {
        let column: Vec<i64> = sheet.elements.iter().map(|row| row[index].raw()).collect();
        let dropped = struck(&column, trim);
        let panel: Vec<PanelMark> = column
            .iter()
            .zip(&dropped)
            .map(|(mark, struck)| PanelMark {
                mark: Points::from_raw(*mark),
                struck: struck_as(*struck),
            })
            .collect();
        let counted: i128 = panel
            .iter()
            .filter(|m| m.struck.is_none())
            .map(|m| i128::from(m.mark.raw()))
            .sum();
        let mean = Fraction::new(counted, left * i128::from(Points::SCALE));
        sum = sum.plus(mean)?;
        rows.push(Row {
            marks: panel,
            value: Some(Value::of(mean)),
            ..Row::new(Operation::Add, element.name.clone())
        });
    }
    rows.push(Row::result(
        Text::new("各要素之和", "Sum of the elements"),
        sum,
        rule.mean,
    )?);
    Some(rows)
}

fn marks(sheet: &InterviewSheet) -> Option<Vec<i64>> {
    if sheet.marks.is_empty() {
        return Some(
            sheet
                .elements
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|points| points.raw())
                        .fold(0, i64::saturating_add)
                })
                .collect(),
        );
    }
    let scored = sheet.marks.iter().map(|mark| match mark {
        Mark::Scored(points) => Some(points.raw()),
        Mark::Absent | Mark::Violation => None,
    });
    scored.collect()
}

fn coefficient_row(rule: &NormalisationRule, room: &RoomOutcome, coefficient: Fraction) -> Row {
    let decimals = |fraction: Fraction| fraction.decimal(2, 6).0;
    let (overall, mean) = (decimals(room.overall), decimals(room.mean));
    let (operation, label, note) = match rule.method {
        NormalisationMethod::Multiply => (
            Operation::Multiply,
            Text::new("考场修正系数", "Room coefficient"),
            Text::new(
                format!(
                    "全部考场平均{overall} ÷ {}平均{mean}",
                    room_name(room, Lang::Zh)
                ),
                format!(
                    "mean of all rooms {overall} ÷ mean of {} {mean}",
                    room_name(room, Lang::En)
                ),
            ),
        ),
        NormalisationMethod::Add => (
            Operation::Add,
            Text::new("考场修正值", "Room correction"),
            Text::new(
                format!(
                    "全部考场平均{overall} − {}平均{mean}",
                    room_name(room, Lang::Zh)
                ),
                format!(
                    "mean of all rooms {overall} − mean of {} {mean}",
                    room_name(room, Lang::En)
                ),
            ),
        ),
    };
    let value = match rule.method {
        NormalisationMethod::Multiply => Value::Coefficient(coefficient),
        NormalisationMethod::Add => Value::of(coefficient),
    };
    Row {
        value: Some(value),
        note: Some(note),
        clause: rule.clause.clone(),
        ..Row::new(operation, label)
    }
}

fn room_name(room: &RoomOutcome, lang: Lang) -> String {
    match (&room.sitting, lang) {
        (None, Lang::Zh) => format!("第{}考场", room.room),
        (Some(sitting), Lang::Zh) => format!("第{}考场第{sitting}场", room.room),
        (None, Lang::En) => format!("room {}", room.room),
        (Some(sitting), Lang::En) => format!("room {}, sitting {sitting}", room.room),
    }
}
