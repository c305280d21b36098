//! What a figure gives, band by band: a grid as offices keep it in a spreadsheet and paste it, for everybody or for those
//! for whom a condition holds.

use crate::{
    platform::tables::read_text,
    rule_editor::fields::{Control, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::{
    Lang, Points, Problem,
    rules::{Band, BandGives, Condition, RuleDocument, Slope, condition_in_words},
    tables::{GridProblem, Head, Row},
};

/// From, to, points; then, where the points rise by the unit: each unit, its points, the least and the most.
const HEAD: Head = Head::Given {
    titles: &["from", "to", "points", "unit", "each", "least", "most"],
    least: 3,
};

/// What stands where points would, in a band whose figures are out: in both languages.
fn out() -> [String; 2] {
    [Lang::Zh, Lang::En].map(|lang| lang::with(lang, || t!("band-out")))
}

/// Bands that count for the same people.
#[derive(Clone, Default)]
struct Group {
    when: Option<Condition>,
    bands: Vec<Band>,
}

pub(super) fn bands(sheet: &mut Sheet, words: &RuleDocument, own: &mut Vec<Band>) {
    let mut groups = grouped(std::mem::take(own));
    let series = Series {
        name: "bands",
        legend: t!("form-bands"),
        note: t!("form-bands-note"),
        add: t!("add-bands"),
    };
    let blank = |_, _: &[_]| Group::default();
    sheet.series(series, &mut groups, blank, |sheet, group| {
        grid(sheet, &mut group.bands);
        sheet.maybe_condition(words, "when", t!("form-bands-when"), &mut group.when);
        match &group.when {
            None => t!("form-bands-everybody"),
            Some(when) => condition_in_words(words, when, lang::current()),
        }
    });
    let with_when = |group: Group| {
        let when = group.when;
        group.bands.into_iter().map(move |band| Band {
            when: when.clone(),
            ..band
        })
    };
    *own = groups.into_iter().flat_map(with_when).collect();
}

/// Neighbours with the same condition stand in one grid; the order stays.
fn grouped(bands: Vec<Band>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for band in bands {
        match groups.last_mut().filter(|last| last.when == band.when) {
            Some(last) => last.bands.push(band),
            None => groups.push(Group {
                when: band.when.clone(),
                bands: vec![band],
            }),
        }
    }
    groups
}

fn grid(sheet: &mut Sheet, own: &mut Vec<Band>) {
    let before = own.iter().map(line).collect::<Vec<_>>().join("\n");
    let field = Field::new("grid", t!("form-bands-grid")).hint(t!("form-bands-hint"));
    sheet.put(field, Control::Area(8), &before);
    // The first cell may be blank: the text counts with the spaces around it.
    let typed = sheet
        .answers("grid")
        .and_then(|typed| typed.into_iter().next());
    let Some(typed) = typed.map(|typed| typed.replace("\r\n", "\n")) else {
        return;
    };
    if typed.trim() == before.trim() && !typed.trim().is_empty() {
        return;
    }
    match read_bands(&typed) {
        Ok(bands) if bands.is_empty() => sheet.wrong("grid", Problem::Missing),
        Ok(bands) => *own = bands,
        Err(problems) => {
            for problem in problems {
                sheet.wrong("grid", problem);
            }
        }
    }
}

fn line(band: &Band) -> String {
    let shown = |points: Option<Points>| points.map(Points::plain).unwrap_or_default();
    let mut cells = vec![shown(band.from), shown(band.to)];
    match &band.gives {
        BandGives::Points(points) => cells.push(points.plain()),
        BandGives::Out => cells.push(t!("band-out")),
        BandGives::Each(slope) => cells.extend([
            slope.base.plain(),
            slope.unit.plain(),
            slope.points.plain(),
            shown(slope.least),
            shown(slope.most),
        ]),
    }
    cells.join("\t")
}

/// # Errors
/// Every line that cannot be read, by its number.
fn read_bands(typed: &str) -> Result<Vec<Band>, Vec<Problem>> {
    let grid = read_text(typed, HEAD);
    let found = grid.problems.iter().cloned();
    let found = found.filter(|problem| problem.kind != GridProblem::Empty);
    let mut problems: Vec<Problem> = found.map(Problem::Table).collect();
    let mut bands = Vec::new();
    for row in &grid.rows {
        match band(row) {
            Some(band) => bands.push(band),
            None => {
                let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
                problems.push(Problem::Unreadable {
                    line: row.number,
                    detail: cells.join(" ").trim().to_owned(),
                });
            }
        }
    }
    if problems.is_empty() {
        Ok(bands)
    } else {
        Err(problems)
    }
}

/// The band of a line; `None` where a cell is no number, or one is missing.
fn band(row: &Row) -> Option<Band> {
    let points = |at: usize| row.cells.get(at).map_or(Ok(None), |cell| cell.points());
    let (from, to) = (points(0).ok()?, points(1).ok()?);
    let given = row
        .cells
        .get(2)
        .map(|cell| cell.text().trim().to_lowercase());
    let is_out = given.is_some_and(|given| out().contains(&given));
    let gives = if is_out {
        BandGives::Out
    } else {
        let base = points(2).ok()??;
        match (points(3).ok()?, points(4).ok()?) {
            (None, None) => BandGives::Points(base),
            (Some(unit), Some(each)) => BandGives::Each(Slope {
                base,
                unit,
                points: each,
                least: points(5).ok()?,
                most: points(6).ok()?,
            }),
            _ => return None,
        }
    };
    Some(Band {
        when: None,
        from,
        to,
        gives,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(bands: &[Band]) -> Vec<Band> {
        let text = bands.iter().map(line).collect::<Vec<_>>().join("\n");
        read_bands(&text).unwrap()
    }

    fn plain(from: Option<i64>, to: Option<i64>, gives: BandGives) -> Band {
        Band {
            when: None,
            from: from.map(Points::whole),
            to: to.map(Points::whole),
            gives,
        }
    }

    #[test]
    fn every_kind_of_band_survives_the_trip_through_its_line() {
        let slope = Slope {
            base: Points::whole(60),
            unit: Points::whole(5),
            points: Points::whole(-1),
            least: None,
            most: Some(Points::whole(100)),
        };
        let bands = [
            plain(None, Some(10), BandGives::Out),
            plain(Some(11), Some(20), BandGives::Points(Points::whole(2))),
            plain(Some(21), None, BandGives::Each(slope)),
        ];
        assert_eq!(back(&bands), bands);
    }

    #[test]
    fn a_grid_is_pasted_from_a_spreadsheet_and_a_wrong_line_is_named() {
        let pasted = "\t10\t淘汰\n１１\t20\t2.5\n";
        let bands = read_bands(pasted).unwrap();
        assert_eq!(bands[0], plain(None, Some(10), BandGives::Out));
        assert_eq!(bands[1].gives, BandGives::Points("2.5".parse().unwrap()));
        let problems = read_bands("1\t2\t3\n4\t5\tmany").unwrap_err();
        assert!(matches!(problems[0], Problem::Unreadable { line: 2, .. }));
        let problems = read_bands("1\t2\t3\t4").unwrap_err();
        assert!(matches!(problems[0], Problem::Unreadable { line: 1, .. }));
    }

    #[test]
    fn neighbours_with_one_condition_share_a_grid_and_keep_their_order() {
        let women = Some(Condition::Yes("woman".into()));
        let band = |when: &Option<Condition>, from| Band {
            when: when.clone(),
            ..plain(Some(from), None, BandGives::Out)
        };
        let bands = vec![
            band(&women, 1),
            band(&women, 2),
            band(&None, 3),
            band(&women, 4),
        ];
        let groups = grouped(bands);
        let sizes: Vec<_> = groups.iter().map(|group| group.bands.len()).collect();
        assert_eq!(sizes, [2, 1, 1]);
    }
}
