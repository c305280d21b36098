//! Pass lines: by points, by a share of something, by a mean, or set later.

use crate::{
    rule_editor::fields::{parts::across, series::Series, sheet::Sheet},
    ui::forms::Field,
};
use domain::{
    Points,
    rules::{Across, MeanShare, PaperCode, PassLine, PassMark, Ratio},
};
use serde::{Deserialize, Serialize};

/// What a line is set by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LineKind {
    Points,
    Share,
    MeanShare,
    RoomMean,
    SetLater,
}

fn blank() -> PassLine {
    PassLine {
        clause: None,
        at: PassMark::Points(Points::whole(60)),
        strictly: false,
        with_bonus: false,
        papers: Vec::new(),
        only_below: None,
        only_up_to: None,
    }
}

/// `papers` are those that a line may add up; none are offered where there are no papers.
pub(super) fn pass_lines(
    sheet: &mut Sheet,
    papers: &[(PaperCode, String)],
    own: &mut Vec<PassLine>,
) {
    let series = Series {
        name: "lines",
        legend: t!("form-pass-lines"),
        note: t!("form-lines-note"),
        add: t!("add-line"),
    };
    sheet.series(
        series,
        own,
        |_| blank(),
        |sheet, line| {
            fields(sheet, papers, line);
            t!("form-pass-line")
        },
    );
}

/// A paper's own line, folded while there is none.
pub(super) fn own_line(sheet: &mut Sheet, own: &mut Option<PassLine>) {
    let says = own.is_some();
    sheet.fold("line", t!("form-own-line"), says, |sheet| {
        sheet.within("line_", |sheet| {
            sheet.section(t!("form-has-own-line"), own, blank, |sheet, line| {
                fields(sheet, &[], line)
            })
        });
    });
}

fn fields(sheet: &mut Sheet, papers: &[(PaperCode, String)], line: &mut PassLine) {
    let mut kind = match line.at {
        PassMark::Points(_) => LineKind::Points,
        PassMark::ShareOfFullMark(_) => LineKind::Share,
        PassMark::ShareOfMean(_) => LineKind::MeanShare,
        PassMark::RoomMean => LineKind::RoomMean,
        PassMark::SetLater => LineKind::SetLater,
    };
    let options = vec![
        (LineKind::Points, t!("form-line-points")),
        (LineKind::Share, t!("form-line-share")),
        (LineKind::MeanShare, t!("form-line-mean-share")),
        (LineKind::RoomMean, t!("form-line-room-mean")),
        (LineKind::SetLater, t!("form-line-later")),
    ];
    sheet.choose(
        Field::new("kind", t!("form-line-kind")),
        &mut kind,
        options,
        String::new(),
    );
    at(sheet, kind, &mut line.at);
    sheet.tick("strictly", t!("form-strictly"), &mut line.strictly);
    sheet.tick("with_bonus", t!("form-with-bonus"), &mut line.with_bonus);
    let (mut among, mut rounding) = match &line.at {
        PassMark::ShareOfMean(mean) => (mean.across, mean.rounding),
        _ => (Across::default(), None),
    };
    let only_with = line.only_below.is_some() || line.only_up_to.is_some();
    let says = kind == LineKind::MeanShare
        || only_with
        || !line.papers.is_empty()
        || line.clause.is_some();
    sheet.fold("more", t!("form-line-more"), says, |sheet| {
        across(sheet, "among", t!("form-line-among"), &mut among);
        sheet.maybe_rounding("mean", t!("form-line-mean-decimals"), &mut rounding);
        sheet.maybe_ratio(
            "only_below",
            t!("form-line-only-below"),
            &mut line.only_below,
        );
        sheet.maybe_ratio(
            "only_up_to",
            t!("form-line-only-up-to"),
            &mut line.only_up_to,
        );
        if !papers.is_empty() {
            sheet.codes(
                "papers",
                t!("form-line-papers"),
                papers.to_vec(),
                &mut line.papers,
            );
        }
        sheet.clause("clause", &mut line.clause);
    });
    if let PassMark::ShareOfMean(mean) = &mut line.at {
        (mean.across, mean.rounding) = (among, rounding);
    }
}

/// One box: points, or a share.
fn at(sheet: &mut Sheet, kind: LineKind, own: &mut PassMark) {
    let label = t!("form-line-at");
    let share = match own {
        PassMark::ShareOfFullMark(share) => *share,
        PassMark::ShareOfMean(mean) => mean.share,
        _ => Ratio::percent(60),
    };
    *own = match kind {
        LineKind::Share | LineKind::MeanShare => {
            let mut share = share;
            sheet.ratio("at", label, &mut share);
            match (kind, &*own) {
                (LineKind::Share, _) => PassMark::ShareOfFullMark(share),
                (_, PassMark::ShareOfMean(mean)) => PassMark::ShareOfMean(MeanShare {
                    share,
                    ..mean.clone()
                }),
                _ => PassMark::ShareOfMean(MeanShare {
                    share,
                    across: Across::default(),
                    rounding: None,
                }),
            }
        }
        LineKind::Points => {
            let mut points = match own {
                PassMark::Points(points) => *points,
                _ => Points::whole(60),
            };
            sheet.points("at", label, &mut points);
            PassMark::Points(points)
        }
        LineKind::SetLater | LineKind::RoomMean => {
            // A figure that no longer counts may stand in the box.
            sheet.maybe_points("at", label, &mut None);
            if kind == LineKind::SetLater {
                PassMark::SetLater
            } else {
                PassMark::RoomMean
            }
        }
    };
}
