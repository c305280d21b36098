//! Which marks of a panel do not count: so many of the highest and of the lowest, however many are equal.

use super::super::document::Trim;
use crate::numbers::Points;
use crate::rules::derive::{PanelMark, StruckAs};

/// The marks in their order, those that do not count struck. A single mark always counts: somebody averaged it already.
/// Among equal marks the last seats are struck.
pub(super) fn strike(marks: &[Points], trim: Option<&Trim>) -> Vec<PanelMark> {
    let mut panel: Vec<PanelMark> = marks
        .iter()
        .map(|mark| PanelMark {
            mark: *mark,
            struck: None,
        })
        .collect();
    let Some(trim) = trim.filter(|_| marks.len() > 1) else {
        return panel;
    };
    let mut seats: Vec<usize> = (0..marks.len()).collect();
    seats.sort_by_key(|seat| marks[*seat]);
    for seat in seats.iter().rev().take(trim.highest.into()) {
        panel[*seat].struck = Some(StruckAs::Highest);
    }
    let open = seats.iter().filter(|seat| panel[**seat].struck.is_none());
    let lowest: Vec<usize> = open.copied().take(trim.lowest.into()).collect();
    for seat in lowest {
        panel[seat].struck = Some(StruckAs::Lowest);
    }
    panel
}

/// How many marks are struck as the highest, as the lowest, and how many count.
pub(super) fn tally(panel: &[PanelMark]) -> (usize, usize, usize) {
    let struck = |side| {
        panel
            .iter()
            .filter(|mark| mark.struck == Some(side))
            .count()
    };
    let (highest, lowest) = (struck(StruckAs::Highest), struck(StruckAs::Lowest));
    (highest, lowest, panel.len() - highest - lowest)
}
