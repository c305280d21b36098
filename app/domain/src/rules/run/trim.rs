//! 去掉最高分和最低分: which marks of a panel count (domain.md 3.7).

use super::super::document::{InterviewRule, TrimRule, TrimTie};
use super::candidate::InterviewSheet;

/// How many marks count. A single mark is a score that somebody averaged already.
pub(crate) fn kept(marks: usize, trim: Option<&TrimRule>) -> usize {
    match trim {
        Some(trim) if marks > 1 => {
            marks.saturating_sub(usize::from(trim.highest) + usize::from(trim.lowest))
        }
        _ => marks,
    }
}

/// Each element trimmed by itself; the sums add up, the number of marks is the same for all.
pub(crate) fn elements_sum(rule: &InterviewRule, sheet: &InterviewSheet) -> (i64, i64) {
    (0..rule.elements.len()).fold((0, 0), |(sum, _), element| {
        let column: Vec<i64> = sheet
            .elements
            .iter()
            .map(|row| row[element].raw())
            .collect();
        let (part, kept) = trimmed_sum(&column, rule.trim.as_ref());
        (sum + part, kept)
    })
}

/// Sum of the marks that count, and how many they are.
#[inline]
pub(crate) fn trimmed_sum(marks: &[i64], trim: Option<&TrimRule>) -> (i64, i64) {
    let sum: i64 = marks.iter().sum();
    let Some(trim) = trim.filter(|_| marks.len() > 1) else {
        return (sum, marks.len() as i64);
    };
    if trim.highest == 1
        && trim.lowest == 1
        && trim.when_tied == TrimTie::DropOne
        && marks.len() > 2
    {
        let (mut least, mut most) = (marks[0], marks[0]);
        for mark in &marks[1..] {
            least = least.min(*mark);
            most = most.max(*mark);
        }
        return (sum - least - most, marks.len() as i64 - 2);
    }
    let struck = struck(marks, trim);
    let kept = marks
        .iter()
        .zip(&struck)
        .filter(|(_, struck)| struck.is_none());
    kept.fold((0, 0), |(sum, count), (mark, _)| (sum + mark, count + 1))
}

/// Why a mark does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Struck {
    Highest,
    Lowest,
}

/// Which marks are dropped. Among equal marks the first of the panel is struck; the sum is the same whichever it is.
pub(crate) fn struck(marks: &[i64], trim: &TrimRule) -> Vec<Option<Struck>> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|index| (marks[*index], *index));
    let mut struck = vec![None; marks.len()];
    let (low, high) = (usize::from(trim.lowest), usize::from(trim.highest));
    if low + high > marks.len() {
        return vec![Some(Struck::Lowest); marks.len()];
    }
    for index in &order[..low] {
        struck[*index] = Some(Struck::Lowest);
    }
    // From the top, the earliest seat among equals.
    let mut from_top: Vec<usize> = order[low..].to_vec();
    from_top.sort_by_key(|index| (std::cmp::Reverse(marks[*index]), *index));
    for index in &from_top[..high] {
        struck[*index] = Some(Struck::Highest);
    }
    if trim.when_tied == TrimTie::DropAll {
        drop_all_tied(marks, &mut struck);
    }
    struck
}

fn drop_all_tied(marks: &[i64], struck: &mut [Option<Struck>]) {
    for side in [Struck::Highest, Struck::Lowest] {
        let dropped: Vec<i64> = marks
            .iter()
            .zip(&*struck)
            .filter(|(_, s)| **s == Some(side))
            .map(|(mark, _)| *mark)
            .collect();
        let also: Vec<usize> = (0..marks.len())
            .filter(|i| struck[*i].is_none() && dropped.contains(&marks[*i]))
            .collect();
        let left = struck.iter().filter(|s| s.is_none()).count();
        if also.len() < left {
            for index in also {
                struck[index] = Some(side);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Struck::{Highest, Lowest};

    fn trim(highest: u8, lowest: u8, when_tied: TrimTie) -> TrimRule {
        TrimRule {
            highest,
            lowest,
            when_tied,
            over: Default::default(),
        }
    }

    #[test]
    fn the_marks_that_count_are_added_and_counted() {
        let marks = [80, 90, 85, 90, 70];
        for (highest, lowest, sum) in [
            (1, 1, (255, 3)),
            (2, 1, (165, 2)),
            (1, 2, (175, 2)),
            (0, 1, (345, 4)),
            (1, 0, (325, 4)),
            (2, 2, (85, 1)),
            (0, 0, (415, 5)),
        ] {
            let rule = trim(highest, lowest, TrimTie::DropOne);
            assert_eq!(trimmed_sum(&marks, Some(&rule)), sum, "{highest} {lowest}");
            assert_eq!(kept(marks.len(), Some(&rule)) as i64, sum.1);
        }
        assert_eq!(trimmed_sum(&marks, None), (415, 5));
        let one_each = trim(1, 1, TrimTie::DropOne);
        assert_eq!(
            trimmed_sum(&[80], Some(&one_each)),
            (80, 1),
            "a single mark was averaged before"
        );
        assert_eq!(trimmed_sum(&[80, 90], Some(&one_each)), (0, 0));
        assert_eq!(trimmed_sum(&[80, 85, 90], Some(&one_each)), (85, 1));
        assert_eq!(
            [
                kept(1, Some(&one_each)),
                kept(2, Some(&one_each)),
                kept(3, Some(&one_each)),
                kept(3, None)
            ],
            [1, 0, 1, 3]
        );
    }

    #[test]
    fn the_first_of_equal_marks_is_struck() {
        let one_each = trim(1, 1, TrimTie::DropOne);
        assert_eq!(
            struck(&[80, 90, 85, 90, 70], &one_each),
            [None, Some(Highest), None, None, Some(Lowest)]
        );
        assert_eq!(
            struck(&[80, 80, 80], &one_each),
            [Some(Lowest), Some(Highest), None]
        );
        let two = trim(2, 0, TrimTie::DropOne);
        assert_eq!(
            struck(&[70, 90, 85, 90], &two),
            [None, Some(Highest), None, Some(Highest)]
        );
        assert_eq!(struck(&[80, 90], &one_each), [Some(Lowest), Some(Highest)]);
        assert_eq!(
            struck(&[80], &one_each),
            [Some(Lowest)],
            "more to strike than there is"
        );
    }

    #[test]
    fn all_equal_marks_are_struck_together_as_long_as_one_is_left() {
        let all = trim(1, 1, TrimTie::DropAll);
        let highest = [Some(Highest), Some(Highest), None, Some(Lowest)];
        assert_eq!(struck(&[90, 90, 80, 70], &all), highest);
        assert_eq!(
            struck(&[90, 80, 70, 70], &all),
            [Some(Highest), None, Some(Lowest), Some(Lowest)]
        );
        assert_eq!(
            struck(&[90, 90, 90, 70], &all),
            [Some(Highest), None, None, Some(Lowest)],
            "nobody would be left"
        );
        assert_eq!(trimmed_sum(&[90, 90, 80, 70], Some(&all)), (80, 1));
    }
}
