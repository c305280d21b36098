//! Invented marks: whole and half points, most of them in the middle.

use domain::{Points, lots::Lots, rules::Mark};

/// The mean of three draws, 0 to 100: most are near the middle.
fn middling(lots: &mut Lots) -> u64 {
    (lots.below(101) + lots.below(101) + lots.below(101)) / 3
}

/// One in ten does not come to the written test.
pub fn written(full: Points, lots: &mut Lots) -> Mark {
    if lots.below(10) == 0 {
        return Mark::Absent;
    }
    Mark::Scored(half_points(full, 40 + middling(lots) * 58 / 100))
}

/// The marks of a panel; one in twenty does not come, and then all examiners note it.
pub fn interview(panel: usize, full: Points, lots: &mut Lots) -> Vec<Mark> {
    if lots.below(20) == 0 {
        return vec![Mark::Absent; panel];
    }
    let percent = 68 + middling(lots) * 24 / 100;
    (0..panel)
        .map(|_| Mark::Scored(half_points(full, percent + lots.below(9) - 4)))
        .collect()
}

/// A share of the full mark, to half a point.
fn half_points(full: Points, percent: u64) -> Points {
    let half = Points::SCALE / 2;
    let raw = full.raw() / 100 * i64::try_from(percent.min(100)).unwrap_or(0);
    Points::from_raw(raw / half * half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_marks_lie_within_the_full_mark_and_end_in_half_points() {
        let mut lots = Lots::seeded(1);
        for _ in 0..500 {
            let paper = [written(Points::whole(150), &mut lots)];
            for entry in interview(7, Points::whole(100), &mut lots)
                .into_iter()
                .chain(paper)
            {
                if let Mark::Scored(points) = entry {
                    assert!(points <= Points::whole(150) && points >= Points::ZERO);
                    assert_eq!(points.raw() % (Points::SCALE / 2), 0);
                }
            }
        }
    }
}
