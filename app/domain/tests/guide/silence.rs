//! What counts where a notice says nothing: each row of the guide's tables is shown by a case that is run.

use super::LANGS;
use super::page::Guide;
use crate::examples::scenario_files;
use std::collections::BTreeSet;

/// For each row, in its order: `FILE: CASE` of the scenarios, or the name of a test of whole courses.
const SHOWN_BY: &[&[&str]] = &[
    &["entry: where nothing is said the first application counts"],
    &[
        "entry: a missing fact makes one person pending, who blocks the list",
        "opening: a fact that is missing stops the count",
    ],
    &[
        "entry: a requirement whose fact has no column is not judged, and nobody waits for it",
        "tracks: a table without the column cannot be run at all",
    ],
    &["opening: the consequence is not said: a body decides, and the post goes on meanwhile"],
    &[
        "tracks: and counts in the opening neither as a place nor as a person",
        "fn direct_hires_are_not_counted_among_those_who_applied",
    ],
    &[
        "papers: a missed paper that counts as nothing: for who sat the other, whose line it may still fail; who missed both is absent",
    ],
    &[
        "opening: who was caught cheating came, and counts for the opening",
        "papers: one missed paper is absence, one void paper voids the test, a missing mark is reported",
        "ties: absent and violation come after every figure, even zero",
    ],
    &[
        "papers: one missed paper is absence, one void paper voids the test, a missing mark is reported",
    ],
    &["fn whoever_was_absent_from_one_paper_and_has_no_mark_of_the_other_did_not_come"],
    &[
        "ties: a part of a stage that somebody skipped is no figure of theirs, whatever was recorded",
    ],
    &["totals: a missing interview mark blocks the ranking that it enters, and no other"],
    &["panel: a trim that is not stated is one highest and one lowest"],
    &[
        "correction: a room whose mean is zero has no coefficient, and its posts wait",
        "correction: a room of which nobody is left after the trims has no coefficient",
    ],
    &[
        "correction: what the rooms leave out the mean of all people keeps",
        "correction: and the other way round: a trim of all people leaves the rooms whole",
    ],
    &["correction: one room alone is left as it is"],
    &["silent: somebody out by one event whose other figure is missing holds back nobody"],
    &["lines: above the line and not on it; zero is a mark"],
    &["cut: a stage without a cut sends on all past its lines"],
    &["cut: without a number of places everybody past the lines goes on, and the gap is told"],
    &["cut: a share of those who registered, a broken number up"],
    &[
        "opening: a decision on the places stands over the rule",
        "opening: the places are counted when the list to the interview is final",
    ],
    &["substitution: a list that was acted on stands, with a word where it differs"],
    &["cut: a tie at the cut admits everyone level"],
    &[
        "level: a place that comes free goes to the undecided, not past them",
        "level: as long as nobody leaves the two wait for the body, and nobody behind them is called",
    ],
    &[
        "ties: an extra test with a mark for one and an empty cell for the other decides nothing",
        "ties: absent and violation are level with each other, and a body must order them",
    ],
    &["substitution: a shared rank fills the place while one of the two is still in"],
    &["substitution: who leaves a list without having been called uses up no round"],
    &["silent: where nothing is said nobody is called up"],
    &[
        "substitution: level people of another post share the last place as people of the own post do",
        "substitution: or wait for the body, and whoever is behind them is first in line",
    ],
    &[
        "substitution: a substitute named in advance who did not attend is passed over",
        "fn a_substitute_who_was_named_in_advance_and_did_not_come_is_passed_over",
    ],
    &[
        "level: the body's order settles the last place of a cut",
        "ties: and its order settles it",
    ],
    &[
        "fn who_waits_is_ordered_by_total_without_those_for_whom_a_place_is_held",
        "fn a_place_stays_held_for_level_people_behind_somebody_who_has_no_number",
    ],
    &["fn whoever_is_level_in_the_ranking_is_level_on_its_list"],
    &[
        "fn whoever_skips_a_stage_takes_no_number_of_its_cut",
        "tracks: who skips a stage counts in none of its shares",
    ],
    &[
        "tracks: more direct hires than places are for people to decide",
        "tracks: more direct hires than places are undecided at the last step of their own post",
    ],
    &[
        "opening: a post cut to no place at all is cancelled and says so",
        "opening: marks of people whose post was cancelled are not missing",
    ],
    &["silent: a post whose places nobody said receives no removed places"],
    &[
        "reserved: a seat at the cut draws its part of the quota first, and the list is not widened",
        "reserved: a seat that nobody can take goes to the others at the end",
    ],
    &["fn who_lags_behind_keeps_no_seat_from_a_higher_rank"],
    &["reserved: who is undecided for one kind of seats and gets one of another kind is called"],
    &[
        "fn a_held_seat_is_no_seat_of_the_others_while_somebody_may_take_it_who_may_take_no_other",
        "fn a_held_seat_at_the_last_list_is_no_seat_of_the_others_either",
    ],
    &["fn each_list_keeps_a_number_for_whoever_may_take_a_seat_over_several_posts"],
    &["fn a_gap_in_one_post_holds_back_seats_that_are_drawn_over_several"],
    &[
        "bonus: on the total it is added after the rounding, and may not pass the full mark where it says so",
        "silent: where nothing is said the bonus may pass the full mark",
    ],
    &[
        "recheck: a bonus counted anew drops who falls below the cut, and the next is called",
        "recheck: without the consequence nobody is dropped by a lower bonus",
    ],
    &[
        "panel: an unrounded mean goes into the total exactly",
        "totals: the last half point is rounded up, once, at the end",
    ],
    &["unsettled: none is a statement: no line, no bonus, no step after the exam"],
    &[
        "fn the_order_of_the_input_never_matters",
        "fn the_numbers_of_people_never_matter",
    ],
];

const COURSES: [&str; 4] = [
    include_str!("../course/by_hand.rs"),
    include_str!("../course/by_hand/readings.rs"),
    include_str!("../course/by_hand/seats.rs"),
    include_str!("../course/properties.rs"),
];

fn rows(page: &Guide) -> Vec<&str> {
    // Each group has a head of its own.
    let (mut found, mut head) = (Vec::new(), true);
    for line in page.lines_between("silence") {
        head = head || line.starts_with('#');
        if line.starts_with('|') && !line.starts_with("|---") && !std::mem::take(&mut head) {
            found.push(line.as_str());
        }
    }
    found
}

#[test]
fn every_answer_to_a_silence_is_shown_by_a_case_that_is_run() {
    let scenarios: BTreeSet<String> = scenario_files::files()
        .into_iter()
        .flat_map(|(file, cases)| {
            cases
                .into_iter()
                .map(move |case| format!("{file}: {}", case.name))
        })
        .collect();
    for shown in SHOWN_BY.iter().flat_map(|row| row.iter()) {
        let there = match shown.strip_prefix("fn ") {
            Some(name) => COURSES
                .iter()
                .any(|source| source.contains(&format!("fn {name}("))),
            None => scenarios.contains(*shown),
        };
        assert!(there, "{shown}");
    }
    for lang in LANGS {
        let page = Guide::read(lang);
        assert_eq!(rows(&page).len(), SHOWN_BY.len(), "{lang:?}");
    }
}
