//! What a figure gives, band by band: a grid as offices keep it in a spreadsheet and paste it, for everybody or for those
//! for whom a condition holds.

use super::pasted::Pasted;
use crate::{
    platform::tables::read_text,
    rule_editor::fields::{Control, series::Series, sheet::RuleForm, values::no_points},
    ui::{forms::Field, lang, words},
};
use domain::{
    Points, Problem,
    rules::{Band, BandGives, Condition, RuleDocument, Slope, condition_in_words},
    tables::{Cell, Head, Row},
};

/// From, to, points; then, where the points rise by the unit: each unit, its points, the least and the most.
const HEAD: Head = Head::Given {
    titles: &["from", "to", "points", "unit", "each", "least", "most"],
    least: 3,
};

/// What stands where points would, in a band whose figures are out: in both languages.
fn out() -> [String; 2] {
    lang::both(|| t!("band-out"))
}

/// Bands that count for the same people.
#[derive(Clone, Default)]
struct Group {
    when: Option<Condition>,
    bands: Vec<Band>,
}

pub(super) fn bands(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Band>) {
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

fn grid(sheet: &mut RuleForm, own: &mut Vec<Band>) {
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
        Err(problems) => sheet.all_wrong("grid", problems),
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

/// What the columns are called.
fn titles() -> Vec<String> {
    vec![
        t!("band-from"),
        t!("band-to"),
        t!("band-points"),
        t!("band-unit"),
        t!("band-each"),
        t!("band-least"),
        t!("band-most"),
    ]
}

/// # Errors
/// Everything that cannot be read, in the order of the rows.
fn read_bands(typed: &str) -> Result<Vec<Band>, Vec<Problem>> {
    let grid = read_text(typed, HEAD);
    let mut pasted = Pasted::of(&grid, titles);
    let rows = grid.rows.iter();
    let bands: Vec<Band> = rows.map(|row| band(row, &mut pasted)).collect();
    let problems = pasted.problems();
    if problems.is_empty() {
        Ok(bands)
    } else {
        Err(problems)
    }
}

/// The places of the columns.
const FROM: usize = 0;
const TO: usize = 1;
const POINTS: usize = 2;
const UNIT: usize = 3;
const EACH: usize = 4;
const LEAST: usize = 5;
const MOST: usize = 6;

/// The cells of a line as figures; what is wrong with one is told once.
struct Cells<'c, 'g> {
    row: &'c Row,
    pasted: &'c mut Pasted<'g>,
}

impl Cells<'_, '_> {
    /// `None` where the cell is blank, or no figure.
    fn points(&mut self, at: usize) -> Option<Points> {
        let read = self
            .row
            .cells
            .get(at)
            .map_or(Ok(None), |cell| cell.points());
        read.unwrap_or_else(|why| {
            let say = || words::problem(&no_points(why));
            self.pasted.wrong_cell(self.row, at, say);
            None
        })
    }

    /// The same where a figure must stand.
    fn needed(&mut self, at: usize) -> Points {
        if self.is_blank(at) {
            self.pasted
                .wrong_cell(self.row, at, || t!("problem-missing"));
        }
        self.points(at).unwrap_or_default()
    }

    fn is_blank(&self, at: usize) -> bool {
        self.row.cells.get(at).is_none_or(Cell::is_empty)
    }
}

/// The band of a line, as far as it can be read.
fn band(row: &Row, pasted: &mut Pasted) -> Band {
    let given = row.cells.get(POINTS).map(|cell| cell.text());
    let given = given.map(|given| given.trim().to_lowercase());
    let mut cells = Cells { row, pasted };
    let (from, to) = (cells.points(FROM), cells.points(TO));
    let gives = if given.is_some_and(|given| out().contains(&given)) {
        BandGives::Out
    } else {
        let base = cells.needed(POINTS);
        match cells.is_blank(UNIT) && cells.is_blank(EACH) {
            true => BandGives::Points(base),
            false => BandGives::Each(Slope {
                base,
                unit: cells.needed(UNIT),
                points: cells.needed(EACH),
                least: cells.points(LEAST),
                most: cells.points(MOST),
            }),
        }
    };
    Band {
        when: None,
        from,
        to,
        gives,
    }
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
        let wrong = |text: &str| -> Vec<String> {
            let problems = read_bands(text).unwrap_err().into_iter();
            let said = problems.map(|problem| match problem {
                Problem::Answer { zh, .. } => zh,
                other => panic!("{other:?}"),
            });
            said.collect()
        };
        let all = [
            "第1行“给几分”：请填这一项",
            "第2行“从”：请填一个数字",
            "第2行“给几分”：请填一个数字",
            "第3行“加几分”：请填这一项",
        ];
        assert_eq!(wrong("1\t2\t\nx\t5\tmany\n1\t2\t3\t4"), all);
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
