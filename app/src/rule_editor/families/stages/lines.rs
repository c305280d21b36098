//! Pass lines: at points, at a share of something, at a mean, set later, or the lowest or highest of several.

use crate::{
    rule_editor::fields::{
        kinds::kinds,
        parts::{across, score, stages},
        series::Series,
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::{
    Points,
    numbers::Ratio,
    rules::{
        Across, CalledOrCame, Line, LineAt, LineCode, MeanShare, PeoplePerPlace, RuleDocument,
        Score,
    },
};

/// `of`: the figure that a new line is drawn on.
pub(in crate::rule_editor::families) fn pass_lines(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    of: &Score,
    own: &mut Option<Vec<Line>>,
) {
    let others = elsewhere(words, own.as_deref().unwrap_or_default());
    let series = Series {
        name: "lines",
        legend: t!("form-pass-lines"),
        note: t!("form-lines-note"),
        add: t!("add-line"),
    };
    let blank = |number: usize, own: &[Line]| {
        let own = own.iter().map(|line| &line.code);
        blank(of, &own.chain(&others).cloned().collect::<Vec<_>>(), number)
    };
    sheet.maybe_series(series, t!("form-no-line"), own, blank, |sheet, line| {
        fields(sheet, words, line);
        t!("form-pass-line")
    });
}

/// The codes of the lines that other stages and the total have: decisions name a line by its code alone.
fn elsewhere(words: &RuleDocument, own: &[Line]) -> Vec<LineCode> {
    let rules = words.common_rules();
    let lines = stages(words)
        .into_iter()
        .flat_map(|stage| stage.lines.unwrap_or_default());
    let lines = lines.chain(rules.total.lines.into_iter().flatten());
    lines
        .filter(|line| !own.contains(line))
        .map(|line| line.code)
        .collect()
}

/// A line by which 60 points pass, with the code of what it is drawn on.
fn blank(of: &Score, taken: &[LineCode], number: usize) -> Line {
    let first = of.of.to_string();
    let others = (number + 1..).map(|n| format!("{first}-{n}"));
    let mut codes = std::iter::once(first.clone()).chain(others);
    if number > 0 {
        codes.next();
    }
    let free = codes.map(LineCode::from).find(|code| !taken.contains(code));
    Line {
        code: free.unwrap_or_default(),
        clause: None,
        on: of.clone(),
        at: LineAt::Fixed(Points::whole(60)),
        strictly: false,
        only_below: None,
        only_up_to: None,
    }
}

fn fields(sheet: &mut RuleForm, words: &RuleDocument, line: &mut Line) {
    score(sheet, words, "on", t!("form-line-on"), &mut line.on);
    at(sheet, &mut line.at, Nested::No);
    sheet.tick("strictly", t!("form-strictly"), &mut line.strictly);
    let says = line.only_below.is_some() || line.only_up_to.is_some() || line.clause.is_some();
    sheet.fold("more", t!("form-line-more"), says, |sheet| {
        sheet.code("code", t!("form-line-code"), &mut line.code);
        let (label, own) = (t!("form-line-only-below"), &mut line.only_below);
        people(sheet, "only_below", label, own);
        let (label, own) = (t!("form-line-only-up-to"), &mut line.only_up_to);
        people(sheet, "only_up_to", label, own);
        sheet.clause("clause", &mut line.clause);
    });
}

/// How many take part for each place; blank: the line always counts.
fn people(sheet: &mut RuleForm, name: &str, label: String, own: &mut Option<PeoplePerPlace>) {
    let mut ratio = own.map(|own| own.ratio);
    let mut of = own.map_or(CalledOrCame::Came, |own| own.of);
    sheet.maybe_ratio(name, label.clone(), &mut ratio);
    let label = t!("form-counted-of", what = label);
    let field = Field::new(format!("{name}_of"), label);
    sheet.fixed(
        field,
        &mut of,
        "of",
        &[CalledOrCame::Called, CalledOrCame::Came],
    );
    *own = ratio.map(|ratio| PeoplePerPlace { ratio, of });
}

/// Whether a line stands among those of which the lowest or highest counts: these are not offered again there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nested {
    No,
    Yes,
}

fn at(sheet: &mut RuleForm, own: &mut LineAt, nested: Nested) {
    let mut offered = vec![
        (LineAt::Fixed(Points::whole(60)), t!("form-line-points")),
        (LineAt::Share(Ratio::percent(60)), t!("form-line-share")),
        (LineAt::Mean(mean()), t!("form-line-mean-share")),
        (LineAt::RoomMean, t!("form-line-room-mean")),
        (LineAt::SetLater, t!("form-line-later")),
    ];
    if nested == Nested::No {
        let several = || vec![offered[0].0.clone(), offered[2].0.clone()];
        let lowest = (LineAt::LowestOf(several()), t!("form-line-lowest"));
        let highest = (LineAt::HighestOf(several()), t!("form-line-highest"));
        offered.extend([lowest, highest]);
    }
    let field = Field::new("kind", t!("form-line-kind"));
    kinds(sheet, field, own, offered);
    match own {
        LineAt::Fixed(points) => sheet.points("points", t!("form-line-at"), points),
        LineAt::Share(share) => sheet.ratio("share", t!("form-line-share"), share),
        LineAt::Mean(own) => {
            let (label, share) = (t!("form-line-mean-share"), &mut own.share);
            sheet.ratio("mean_share", label, share);
            across(sheet, "among", t!("form-line-among"), &mut own.across);
            let (label, rounding) = (t!("form-line-mean-decimals"), &mut own.rounding);
            sheet.maybe_rounding("mean", label, rounding);
        }
        LineAt::RoomMean | LineAt::SetLater => {}
        LineAt::LowestOf(list) | LineAt::HighestOf(list) => several(sheet, list),
    }
}

fn mean() -> MeanShare {
    MeanShare {
        share: Ratio::percent(60),
        across: Across::default(),
        rounding: None,
    }
}

/// The lines of which the lowest or the highest counts.
fn several(sheet: &mut RuleForm, own: &mut Vec<LineAt>) {
    let series = Series {
        name: "of",
        legend: String::new(),
        note: t!("form-line-several-note"),
        add: t!("add-line-at"),
    };
    let blank = |_, _: &[_]| LineAt::Fixed(Points::whole(60));
    sheet.series(series, own, blank, |sheet, own| {
        at(sheet, own, Nested::Yes);
        t!("form-line-one-of")
    });
}
