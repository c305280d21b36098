//! Invented marks: whole and half points that scatter around what a person can do.

use domain::{Points, lots::Lots, marking::Entry};

/// One in ten does not come to the written test; nobody is caught cheating in a demonstration.
pub fn written(ability: u64, full: Points, lots: &mut Lots) -> Entry {
    if lots.below(10) == 0 {
        return Entry::Absent;
    }
    // 45 to 90 per cent of the full mark, by ability, and ten per cent either way on the day.
    let percent = 45 + ability * 45 / 100 + lots.below(21);
    let percent = percent.saturating_sub(10).min(99);
    Entry::Scored(half_points(full, percent))
}

/// The marks of a panel; one in twenty does not come, and then all examiners note it.
pub fn interview(ability: u64, panel: usize, full: Points, lots: &mut Lots) -> Vec<Entry> {
    if lots.below(20) == 0 {
        return vec![Entry::Absent; panel];
    }
    let percent = 68 + ability * 22 / 100;
    (0..panel).map(|_| Entry::Scored(half_points(full, (percent + lots.below(9)).saturating_sub(4)))).collect()
}

/// A share of the full mark, to half a point.
fn half_points(full: Points, percent: u64) -> Points {
    let half = Points::SCALE / 2;
    let raw = full.raw() / 100 * i64::try_from(percent).unwrap_or(0);
    Points::from_raw(raw / half * half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_marks_lie_within_the_full_mark_and_end_in_half_points() {
        let mut lots = Lots::seeded(1);
        for ability in 0..=100 {
            for entry in interview(ability, 7, Points::whole(100), &mut lots).into_iter().chain([written(
                ability,
                Points::whole(150),
                &mut lots,
            )]) {
                if let Entry::Scored(points) = entry {
                    assert!(points <= Points::whole(150) && points >= Points::ZERO);
                    assert_eq!(points.raw() % (Points::SCALE / 2), 0);
                }
            }
        }
    }
}
