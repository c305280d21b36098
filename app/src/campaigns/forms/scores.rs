//! Papers, interview, other tests and total as forms.

use super::{
    fields::spelled,
    sheet::{Sheet, Table},
};
use crate::ui::{forms::Field, lang};
use domain::{
    Points,
    rules::{
        Across, InterviewRule, OtherTest, Paper, PassLine, PassMark, Ratio, RuleDocument, ScorePart, ScoreSource,
        TestCode, Text, TotalRule, TrimRule, TrimTie, WrittenRule, defaults, pass_mark, source,
    },
};

pub(super) fn written(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group(t!("form-common"));
    sheet.section(t!("form-stated"), &mut doc.rules.written, defaults::written, |sheet, rule: &mut WrittenRule| {
        sheet.clause("clause", &mut rule.clause);
        sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
        sheet.maybe_rounding("rounding", t!("form-score-decimals"), &mut rule.rounding);
        let table = Table {
            name: "papers",
            legend: t!("form-papers"),
            note: t!("form-row-note"),
            head: vec![
                t!("form-code"),
                t!("form-name"),
                t!("form-name-en"),
                t!("form-full-mark"),
                t!("form-weight"),
                t!("form-own-line"),
                t!("form-minutes"),
            ],
            key: "code",
            spare: 2,
        };
        sheet.list(table, &mut rule.papers, blank_paper, |sheet, prefix, paper| {
            let name = |field: &str| format!("{prefix}{field}");
            sheet.code(&name("code"), t!("form-code"), &mut paper.code);
            sheet.words(&name("name"), t!("form-name"), t!("form-name-en"), &mut paper.name);
            sheet.points(&name("full_mark"), t!("form-full-mark"), &mut paper.full_mark);
            sheet.ratio(&name("weight"), t!("form-weight"), &mut paper.weight);
            own_line(sheet, &name("line"), &mut paper.pass_line);
            sheet.maybe_count(&name("minutes"), t!("form-minutes"), &mut paper.minutes);
        });
        pass_lines(sheet, &mut rule.pass_lines);
    });
}

fn blank_paper() -> Paper {
    Paper {
        code: String::new().into(),
        name: Text::default(),
        full_mark: Points::whole(100),
        weight: Ratio::ONE,
        pass_line: None,
        minutes: None,
    }
}

/// A paper's own line in points; a line of another kind is left alone and has no box.
fn own_line(sheet: &mut Sheet, name: &str, own: &mut Option<PassLine>) {
    let mut points = match own.as_ref().map(|line| &line.at) {
        None => None,
        Some(PassMark::Points(points)) => Some(*points),
        Some(_) => return,
    };
    sheet.maybe_points(name, t!("form-own-line"), &mut points);
    *own = points.map(|points| PassLine { at: PassMark::Points(points), ..own.take().unwrap_or_else(blank_line) });
}

fn blank_line() -> PassLine {
    PassLine {
        clause: None,
        at: PassMark::SetLater,
        strictly: false,
        with_bonus: false,
        papers: Vec::new(),
        only_below: None,
        only_up_to: None,
    }
}

/// What a line is set by; other lines keep theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum LineKind {
    Points,
    Share,
    SetLater,
    Other,
}

fn pass_lines(sheet: &mut Sheet, own: &mut Vec<PassLine>) {
    let table = Table {
        name: "lines",
        legend: t!("form-pass-lines"),
        note: t!("form-lines-note"),
        head: vec![t!("form-line-kind"), t!("form-line-at"), t!("form-strictly"), t!("form-with-bonus")],
        key: "kind",
        spare: 1,
    };
    let mut lines: Vec<Option<PassLine>> = std::mem::take(own).into_iter().map(Some).collect();
    sheet.list(
        table,
        &mut lines,
        || None,
        |sheet, prefix, own| {
            let mut kind = own.as_ref().map(|line| match line.at {
                PassMark::Points(_) => LineKind::Points,
                PassMark::ShareOfFullMark(_) => LineKind::Share,
                PassMark::SetLater => LineKind::SetLater,
                PassMark::ShareOfMean(_) | PassMark::RoomMean => LineKind::Other,
            });
            let mut line = own.take().unwrap_or_else(blank_line);
            let words = pass_mark(&line.at, None, lang::current());
            let options = vec![
                (None, t!("form-no-line")),
                (Some(LineKind::Points), t!("form-line-points")),
                (Some(LineKind::Share), t!("form-line-share")),
                (Some(LineKind::SetLater), t!("form-line-later")),
            ];
            sheet.choose(Field::new(format!("{prefix}kind"), t!("form-line-kind")), &mut kind, options, words);
            line_at(sheet, &format!("{prefix}at"), kind, &mut line.at);
            sheet.tick(&format!("{prefix}strictly"), t!("form-strictly"), &mut line.strictly);
            sheet.tick(&format!("{prefix}with_bonus"), t!("form-with-bonus"), &mut line.with_bonus);
            *own = kind.map(|_| line);
        },
    );
    *own = lines.into_iter().flatten().collect();
}

/// One box: points, or a share of the full mark.
fn line_at(sheet: &mut Sheet, name: &str, kind: Option<LineKind>, own: &mut PassMark) {
    let label = t!("form-line-at");
    match kind {
        Some(LineKind::Share) => {
            let mut share = match own {
                PassMark::ShareOfFullMark(share) => *share,
                _ => Ratio::percent(60),
            };
            sheet.ratio(name, label, &mut share);
            *own = PassMark::ShareOfFullMark(share);
        }
        Some(LineKind::Points) => {
            let mut points = match own {
                PassMark::Points(points) => *points,
                _ => Points::whole(60),
            };
            sheet.points(name, label, &mut points);
            *own = PassMark::Points(points);
        }
        Some(LineKind::SetLater) => {
            sheet.maybe_points(name, label, &mut None::<Points>);
            *own = PassMark::SetLater;
        }
        Some(LineKind::Other) | None => sheet.maybe_points(name, label, &mut None::<Points>),
    }
}

pub(super) fn interview(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let corrected = doc.rules.interview.as_ref().is_some_and(|rule| rule.normalisation.is_some());
    sheet.group_with(t!("form-common"), if corrected { t!("form-corrected-note") } else { String::new() });
    sheet.section(
        t!("form-stated"),
        &mut doc.rules.interview,
        defaults::interview,
        |sheet, rule: &mut InterviewRule| {
            sheet.clause("clause", &mut rule.clause);
            sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
            sheet.maybe_count("panel", t!("form-panel"), &mut rule.panel);
            trim(sheet, &mut rule.trim);
            sheet.maybe_rounding("mean", t!("form-mean-decimals"), &mut rule.mean);
            pass_lines(sheet, &mut rule.pass_lines);
        },
    );
}

fn trim(sheet: &mut Sheet, own: &mut Option<TrimRule>) {
    let none = TrimRule { highest: 0, lowest: 0, when_tied: TrimTie::DropOne, over: Default::default() };
    let mut rule = own.clone().unwrap_or(none);
    sheet.count("trim_highest", t!("form-trim-highest"), &mut rule.highest);
    sheet.count("trim_lowest", t!("form-trim-lowest"), &mut rule.lowest);
    let options = vec![(TrimTie::DropOne, t!("form-trim-one")), (TrimTie::DropAll, t!("form-trim-all"))];
    sheet.choose(Field::new("trim_tied", t!("form-trim-tied")), &mut rule.when_tied, options, String::new());
    // "Nothing dropped" that stood there as a rule stays one.
    if own.is_some() || rule.highest > 0 || rule.lowest > 0 {
        *own = Some(rule);
    }
}

pub(super) fn tests(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let table = Table {
        name: "tests",
        legend: t!("part-tests"),
        note: t!("form-row-note"),
        head: vec![t!("form-code"), t!("form-name"), t!("form-name-en"), t!("form-full-mark"), t!("form-everybody")],
        key: "code",
        spare: 2,
    };
    let blank = || OtherTest {
        code: TestCode::default(),
        name: Text::default(),
        full_mark: Points::whole(100),
        everybody: false,
    };
    sheet.list(table, &mut doc.tests, blank, |sheet, prefix, test| {
        sheet.code(&format!("{prefix}code"), t!("form-code"), &mut test.code);
        sheet.words(&format!("{prefix}name"), t!("form-name"), t!("form-name-en"), &mut test.name);
        sheet.points(&format!("{prefix}full_mark"), t!("form-full-mark"), &mut test.full_mark);
        sheet.tick(&format!("{prefix}everybody"), t!("form-everybody"), &mut test.everybody);
    });
}

pub(super) fn total(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let sources = sources(doc, false);
    let tracks = doc.rules.total.as_ref().is_some_and(|rule| !rule.tracks.is_empty());
    sheet.group_with(t!("form-common"), if tracks { t!("form-tracks-note") } else { String::new() });
    let default = || defaults::total(false);
    sheet.section(t!("form-stated"), &mut doc.rules.total, default, |sheet, rule: &mut TotalRule| {
        sheet.clause("clause", &mut rule.clause);
        sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
        sheet.rounding("rounding", t!("form-total-decimals"), &mut rule.rounding);
        sheet.maybe_rounding("product", t!("form-product-decimals"), &mut rule.each_product);
        across(sheet, "across", t!("form-ranked-among"), &mut rule.across);
        parts(sheet, &sources, &mut rule.parts);
        pass_lines(sheet, &mut rule.pass_lines);
    });
}

fn parts(sheet: &mut Sheet, sources: &[(ScoreSource, String)], own: &mut Vec<ScorePart>) {
    let table = Table {
        name: "parts",
        legend: t!("form-parts"),
        note: t!("form-parts-note"),
        head: vec![t!("form-part-of"), t!("form-weight"), t!("form-divide-by")],
        key: "of",
        spare: 2,
    };
    let mut rows: Vec<(Option<ScoreSource>, ScorePart)> =
        std::mem::take(own).into_iter().map(|part| (Some(part.of.clone()), part)).collect();
    let blank = || (None, ScorePart { of: ScoreSource::Written, weight: Ratio::ONE, divide_by: None, divided: None });
    sheet.list(table, &mut rows, blank, |sheet, prefix, (of, part)| {
        let none = std::iter::once((None, t!("form-none")));
        let options = none.chain(sources.iter().map(|(of, label)| (Some(of.clone()), label.clone()))).collect();
        let other = of.as_ref().map(spelled).unwrap_or_default();
        sheet.choose(Field::new(format!("{prefix}of"), t!("form-part-of")), of, options, other);
        sheet.ratio(&format!("{prefix}weight"), t!("form-weight"), &mut part.weight);
        sheet.maybe_ratio(&format!("{prefix}divide_by"), t!("form-divide-by"), &mut part.divide_by);
    });
    let chosen = rows.into_iter().filter_map(|(of, part)| Some(ScorePart { of: of?, ..part }));
    *own = chosen.collect();
}

/// Every figure of these rules by its name.
pub(super) fn sources(doc: &RuleDocument, with_total: bool) -> Vec<(ScoreSource, String)> {
    let rules = std::iter::once(&doc.rules).chain(doc.variants.iter().map(|variant| &variant.rules));
    let papers = rules.filter_map(|rules| rules.written.as_ref()).flat_map(|written| &written.papers);
    let papers = papers.map(|paper| ScoreSource::Paper(paper.code.clone()));
    let tests = doc.tests.iter().map(|test| ScoreSource::Test(test.code.clone()));
    let fixed = [
        ScoreSource::Written,
        ScoreSource::WrittenBeforeBonus,
        ScoreSource::Interview,
        ScoreSource::InterviewBeforeCorrection,
    ];
    let total = with_total.then_some(ScoreSource::Total);
    let all = fixed.into_iter().chain(papers).chain(tests).chain(total);
    all.map(|of| (of.clone(), source(doc, &of, lang::current()))).collect()
}

pub(super) fn across(sheet: &mut Sheet, name: &str, label: String, own: &mut Across) {
    let options = vec![
        (Across::Post, t!("form-across-post")),
        (Across::Pool, t!("form-across-pool")),
        (Across::Campaign, t!("form-across-campaign")),
    ];
    sheet.choose(Field::new(name, label), own, options, String::new());
}
