//! The two charts of a result, as SVG with percent positions and real text sizes; each says in a sentence what it shows.

use super::super::queries::charts::{Histogram, Ladder, Rung};
use crate::ui::words;
use domain::{Points, publication::Disclosure};
use leptos::prelude::*;

/// More rungs than this, and the middle of the ladder is left out.
const RUNGS: usize = 15;
const STEP: usize = 26;
const GAP: usize = 14;
/// Of the histogram's bars, in pixels: two lines of labels find room above.
const TALLEST: u8 = 130;

/// Percent with two decimals, from integers.
fn percent(part: i64, whole: i64, from: i64, to: i64) -> String {
    let hundredths = if whole == 0 {
        (from + to) * 50
    } else {
        from * 100 + (to - from) * 100 * part / whole
    };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The rungs that are drawn: the first, those around the cut and around the reader, the last.
fn drawn(ladder: &Ladder) -> Vec<usize> {
    let count = ladder.rungs.len();
    if count <= RUNGS {
        return (0..count).collect();
    }
    let cut = ladder.inside();
    let mine = ladder.rungs.iter().position(|rung| rung.mine).unwrap_or(0);
    let near = |at: usize, to: usize, reach: usize| at.abs_diff(to) < reach;
    (0..count)
        .filter(|&at| at < 2 || near(at, cut, 3) || near(at, mine, 3) || at + 1 == count)
        .collect()
}

pub(super) fn ladder(ladder: &Ladder, data: String) -> Option<AnyView> {
    let mine = ladder.rungs.iter().find(|rung| rung.mine)?;
    let (low, high) = (
        ladder.rungs.iter().map(score).min()?,
        ladder.rungs.iter().map(score).max()?,
    );
    let (mut y, mut before, mut cut) = (23, None, None);
    let mut lines = Vec::new();
    for at in drawn(ladder) {
        let rung = &ladder.rungs[at];
        if at > 0 && !rung.inside && ladder.rungs[at - 1].inside {
            y += GAP;
            cut = Some(y - (STEP + GAP) / 2);
        } else if before.is_some_and(|b| at > b + 1) {
            y += GAP;
        }
        lines.push(rung_line(
            rung,
            y,
            percent(score(rung) - low, high - low, 23, 74),
        ));
        before = Some(at);
        y += STEP;
    }
    let (label, order) = match ladder.by {
        Disclosure::Everything => (
            t!("result-ladder-cut-physical", n = ladder.inside()),
            t!("result-ladder-order"),
        ),
        _ => (
            t!("result-ladder-cut-interview", n = ladder.inside()),
            t!("result-ladder-order-written"),
        ),
    };
    let said = sentence(ladder, mine, &label);
    Some(
        view! {
            <figure class="plot">
                <figcaption>
                    <b>{t!("result-ladder-title", people = ladder.rungs.len(), rank = mine.place)}</b>{order}
                    <a class="small" href=data>{t!("result-chart-data")}</a>
                </figcaption>
                <svg class="ladder" width="100%" height=y.saturating_sub(3).to_string() role="img" aria-label=said>
                    {lines.collect_view()}
                    {cut.map(|y| view! {
                        <line class="cut" x1="0" x2="100%" y1=y.to_string() y2=y.to_string()></line>
                        <text class="cutlabel" x="8%" y=y.to_string() dy=".35em">{label}</text>
                    })}
                </svg>
            </figure>
        }
        .into_any(),
    )
}

fn score(rung: &Rung) -> i64 {
    rung.score.raw()
}

fn rung_line(rung: &Rung, y: usize, x: String) -> AnyView {
    let (class, radius) = match (rung.mine, rung.inside) {
        (true, _) => ("me", "7"),
        (false, true) => ("in", "5"),
        (false, false) => ("out", "5"),
    };
    let y = y.to_string();
    let figure = if rung.mine {
        t!("result-ladder-you", score = rung.score.to_string())
    } else {
        rung.score.to_string()
    };
    view! {
        <g class=class>
            <text x="0" y=y.clone() dy=".35em">{rung.place.to_string()}</text>
            <line x1="8%" x2=x.clone() y1=y.clone() y2=y.clone()></line>
            <circle cx=x cy=y.clone() r=radius></circle>
            <text x="100%" y=y dy=".35em" text-anchor="end">{figure}</text>
        </g>
    }
    .into_any()
}

fn sentence(ladder: &Ladder, mine: &Rung, cut: &str) -> String {
    let all = ladder.rungs.iter().take(RUNGS).map(|rung| {
        t!(
            "result-ladder-rung",
            place = rung.place,
            score = rung.score.to_string()
        )
    });
    let list = all.collect::<Vec<_>>().join(&t!("result-list-comma"));
    t!(
        "result-ladder-sentence",
        list = list,
        cut = cut,
        place = mine.place
    )
}

pub(super) fn histogram(chart: &Histogram, data: String) -> AnyView {
    let bands = chart.bands.len() as i64;
    let most = chart
        .bands
        .iter()
        .map(|band| band.people)
        .max()
        .unwrap_or(1)
        .max(1) as i64;
    let low = chart.bands.first().map_or(0, |band| band.from.raw());
    let span = bands * chart.width.raw();
    let at = |points: Points| percent(points.raw() - low, span, 0, 100);
    let bars = chart.bands.iter().enumerate().map(|(n, band)| {
        // Tenths of a pixel: a band with one person among thousands is still a hair.
        let tenths = if band.people == 0 { 0 } else { (band.people as i64 * i64::from(TALLEST) * 10 / most).max(8) };
        let class = if band.mine {
            "me"
        } else if band.pass {
            "pass"
        } else {
            ""
        };
        let x = percent(n as i64 * 100 + 7, bands * 100, 0, 100);
        let y = format!("{}.{}", (1700 - tenths) / 10, (1700 - tenths) % 10);
        let height = format!("{}.{}", tenths / 10, tenths % 10);
        view! { <rect class=class x=x width=percent(86, bands * 100, 0, 100) y=y height=height></rect> }
    });
    let share = words::percent(chart.below, chart.people);
    let mine_at = chart.bands.iter().position(|band| band.mine).unwrap_or(0);
    let right = mine_at * 2 < chart.bands.len();
    let tall = under_label(chart, mine_at, right);
    let label_y = 162 - tall * i64::from(TALLEST) / most;
    view! {
        <figure class="plot">
            <figcaption>
                <b>{t!("result-histogram-title", share = share.clone())}</b>{t!("result-histogram-people", n = words::count(chart.people))}
                <a class="small" href=data>{t!("result-chart-data")}</a>
            </figcaption>
            <svg class="hist" width="100%" height="196" role="img" aria-label=histogram_sentence(chart, &share)>
                {bars.collect_view()}
                <line class="axis" x1="0" x2="100%" y1="170" y2="170"></line>
                {ticks(chart, low, span)}
                {chart.line.map(|line| view! {
                    <line class="cut" x1=at(line) x2=at(line) y1="6" y2="170"></line>
                    <text class="cutlabel" x=at(line) dx="-6" y="16" text-anchor="end">{t!("result-pass-line", points = plain(line))}</text>
                })}
                <text class="melabel" x=percent(mine_at as i64 * 2 + 1, bands * 2, 0, 100) y=label_y.to_string()
                    text-anchor=if right { "start" } else { "end" }>
                    {t!("result-histogram-you", score = chart.mine.to_string())}
                </text>
            </svg>
        </figure>
    }
    .into_any()
}

/// The people of the tallest bar under the label, which reaches across some towards the side that has room.
fn under_label(chart: &Histogram, mine_at: usize, right: bool) -> i64 {
    let reach = chart.bands.len() / 5 + 1;
    let under = match right {
        true => mine_at..=mine_at + reach,
        false => mine_at.saturating_sub(reach)..=mine_at,
    };
    let bands = under.filter_map(|n| chart.bands.get(n));
    bands.map(|band| band.people as i64).max().unwrap_or(0)
}

fn plain(points: Points) -> String {
    points
        .to_string()
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

fn ticks(chart: &Histogram, low: i64, span: i64) -> AnyView {
    let step = chart.width.raw() * 5;
    let marks = (0..=span / step).map(|n| {
        let at = n * step;
        let anchor = match n {
            0 => "start",
            _ if at == span => "end",
            _ => "middle",
        };
        view! { <text class="tick" x=percent(at, span, 0, 100) y="190" text-anchor=anchor>{plain(Points::from_raw(low + at))}</text> }
    });
    marks.collect_view().into_any()
}

fn histogram_sentence(chart: &Histogram, share: &str) -> String {
    let from = chart.bands.first().map_or(Points::ZERO, |band| band.from);
    let to = chart.bands.last().map_or(Points::ZERO, |band| {
        Points::from_raw(band.from.raw() + chart.width.raw())
    });
    let line = chart
        .line
        .map(|line| t!("result-histogram-line", points = plain(line)))
        .unwrap_or_default();
    t!(
        "result-histogram-sentence",
        from = plain(from),
        to = plain(to),
        width = plain(chart.width),
        line = line,
        mine = chart.mine.to_string(),
        share = share
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder_of(count: u32, inside: u32, mine: u32) -> Ladder {
        let rung = |place: u32| Rung {
            place,
            score: Points::whole(100 - i64::from(place)),
            inside: place <= inside,
            mine: place == mine,
        };
        Ladder {
            by: Disclosure::Everything,
            rungs: (1..=count).map(rung).collect(),
        }
    }

    #[test]
    fn a_long_ladder_keeps_the_top_the_cut_the_reader_and_the_end() {
        let all = drawn(&ladder_of(9, 3, 2));
        assert_eq!(all, (0..9).collect::<Vec<_>>());
        let some = drawn(&ladder_of(60, 20, 41));
        for kept in [0, 19, 20, 40, 59] {
            assert!(some.contains(&kept), "{kept} in {some:?}");
        }
        assert!(some.len() <= RUNGS);
    }

    #[test]
    fn positions_are_percentages_with_two_decimals() {
        assert_eq!(percent(1, 3, 0, 100), "33.33%");
        assert_eq!(percent(5, 10, 23, 74), "48.50%");
        assert_eq!(
            percent(0, 0, 20, 30),
            "25.00%",
            "everybody level stands in the middle"
        );
    }
}
