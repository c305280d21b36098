//! When each thing happens in a recruitment of the demonstration. Everything up to now is then done in its order, by the
//! people whose duty it is.

use domain::{Instant, campaigns::Dates, lots::Lots};
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Draft,
    HandIn,
    Announce,
    Register,
    /// The `n`-th applicant files an application.
    File(usize),
    StreetLooks,
    DistrictLooks,
    /// Those whose application came back correct it and hand it in again.
    Correct,
    /// Some of those who were rejected appeal.
    Appeal,
    DecideAppeals,
    VerifyBonus,
    AssignSeats,
    EnterFirst,
    EnterSecond,
    Settle,
    SignFirst,
    SignSecond,
    DecideShortlist,
    DrawLots,
    ComputeTotals,
    Seal,
    Approve,
    Publish,
    IssueCertificates,
}

const HOUR: Duration = Duration::from_secs(3600);

/// The whole recruitment, whatever the present moment.
pub fn schedule(t: &Dates, people: usize, lots: &mut Lots) -> Vec<(Instant, Step)> {
    let open = t.applications_open;
    let mut steps = vec![
        (open.minus_days(4), Step::Draft),
        (open.minus_days(4).plus(HOUR), Step::HandIn),
        (open.minus_days(3), Step::Announce),
        (open, Step::Register),
    ];
    steps.extend((0..people).map(|n| (filing_time(t, lots), Step::File(n))));
    steps.extend(looking(t));
    steps.extend(examining(t));
    steps.sort_by_key(|(at, _)| *at);
    steps
}

/// Most file on the first and the last day, and half of the last day's in its last four hours (domain.md section 6).
fn filing_time(t: &Dates, lots: &mut Lots) -> Instant {
    let (open, close) = (t.applications_open, t.applications_close);
    let span = open.until(close).as_secs() / 60;
    let (from, length) = match lots.below(100) {
        0..14 => (close.minus(4 * HOUR), 4 * 60),
        14..28 => (close.minus(9 * HOUR), 5 * 60),
        28..46 => (open, 9 * 60),
        _ => {
            // The days between, in waking hours.
            let days = (span / 1440).max(1);
            (open.plus_days(lots.below(days) as i64), 13 * 60)
        }
    };
    from.plus(Duration::from_secs(60 * (1 + lots.below(length - 1))))
        .min(close.minus(Duration::from_secs(1)))
}

/// Every day until corrections close, the street looks in the morning and the district in the afternoon.
fn looking(t: &Dates) -> Vec<(Instant, Step)> {
    let days = t
        .applications_open
        .until(t.corrections_close)
        .as_secs()
        .div_ceil(86_400) as i64;
    let mut steps = Vec::new();
    for day in 1..=days {
        let morning = t.applications_open.plus_days(day);
        let open = morning <= t.corrections_close;
        steps.push((morning.plus(HOUR), Step::StreetLooks));
        steps.push((morning.plus(5 * HOUR), Step::DistrictLooks));
        if open {
            steps.push((morning.plus(6 * HOUR), Step::Correct));
            steps.push((morning.plus(7 * HOUR), Step::Appeal));
        }
    }
    // Nobody waits for a decision when seats are assigned.
    let last = t.corrections_close.plus_days(1);
    steps.extend([
        (last, Step::StreetLooks),
        (last.plus(HOUR), Step::DistrictLooks),
        (last.plus(2 * HOUR), Step::DecideAppeals),
        (last.plus(3 * HOUR), Step::VerifyBonus),
    ]);
    steps
}

fn examining(t: &Dates) -> Vec<(Instant, Step)> {
    let marking = |day: Instant| {
        [
            (day.plus_days(1), Step::EnterFirst),
            (day.plus_days(2), Step::EnterSecond),
            (day.plus_days(3), Step::Settle),
            (day.plus_days(4), Step::SignFirst),
            (day.plus_days(4).plus(HOUR), Step::SignSecond),
        ]
    };
    let mut steps = vec![(t.tickets_from.minus_days(1), Step::AssignSeats)];
    steps.extend(marking(t.written_at));
    steps.push((t.written_results_at, Step::DecideShortlist));
    steps.push((t.interview_at.minus_days(2), Step::DrawLots));
    steps.extend(marking(t.interview_at));
    steps.extend([
        (t.results_at.minus_days(1), Step::ComputeTotals),
        (t.results_at.minus_days(1).plus(HOUR), Step::Seal),
        (t.results_at.minus_days(1).plus(2 * HOUR), Step::Approve),
        (t.results_at, Step::Publish),
        (t.results_at.plus_days(7), Step::IssueCertificates),
    ]);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::campaigns::PLANS;
    use domain::campaigns::Timetable;

    #[test]
    fn everybody_files_in_time_and_every_step_comes_after_the_one_it_needs() {
        for plan in PLANS {
            let now = Instant(1_795_000_000_000);
            let t = plan.dates(now);
            let timetable = Timetable::of(&plan.draft(now).unwrap().rules);
            let steps = schedule(&t, 300, &mut Lots::seeded(5));
            for (at, step) in &steps {
                if let Step::File(_) = step {
                    assert!(timetable.accepts_applications(*at).is_ok());
                }
            }
            let first = |wanted: Step| steps.iter().position(|(_, step)| *step == wanted).unwrap();
            let order = [
                Step::Draft,
                Step::HandIn,
                Step::Announce,
                Step::Register,
                Step::VerifyBonus,
                Step::AssignSeats,
                Step::EnterFirst,
                Step::SignSecond,
                Step::DecideShortlist,
                Step::DrawLots,
                Step::ComputeTotals,
                Step::Publish,
            ];
            assert!(
                order.windows(2).all(|pair| first(pair[0]) < first(pair[1])),
                "{}",
                plan.code
            );
        }
    }
}
