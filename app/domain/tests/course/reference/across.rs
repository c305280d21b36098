//! Vacant seats of a cut that people of other lists may take.

use super::course::Course;
use super::lists::Drawn;
use super::order::{Run, still_level};
use domain::rules::{StageCode, StillLevel};

impl Course<'_> {
    /// Seats that stay vacant go to the best who wait on other lists, where the rule says so.
    pub fn call_from_other_lists(&self, code: &StageCode, lists: &mut [(Vec<usize>, Drawn)]) {
        for at in 0..lists.len() {
            let post = lists[at].0[0];
            let next = self.order_key(post, code);
            let list = self.list(post, code).expect("a list");
            let rule = self.substitution(list, self.stage(post, &next));
            let Some((rule, across)) = rule.and_then(|rule| Some((rule, rule.across?))) else {
                continue;
            };
            let near = self.together(post, across);
            let joined: Vec<usize> = (0..lists.len())
                .filter(|other| near.contains(&lists[*other].0[0]))
                .collect();
            let undecided = joined.iter().any(|one| !lists[*one].1.held.is_empty());
            if joined[0] != at || undecided {
                continue;
            }
            let waiting = joined.iter().map(|one| lists[*one].1.waiting.concat());
            let waiting: Vec<usize> = waiting.flatten().collect();
            let counting = self.counting(post, code);
            let level = list.level.as_ref().expect("for_post fills it in");
            let by_figure = self.by_figure(&waiting, |one| self.cut_of(one, code));
            let mut runs = self.by_ties(by_figure, level, next.as_str(), counting);
            if rule.consent {
                runs = self.willing(runs, &next);
            }
            let share = still_level(level) == StillLevel::Share;
            fill(lists, &joined, runs, share);
        }
    }
}

/// Calls whole runs to what is vacant on these lists; a run that does not fit is undecided, unless it shares.
fn fill(lists: &mut [(Vec<usize>, Drawn)], joined: &[usize], runs: Vec<Run>, share: bool) {
    let mut seats: usize = joined.iter().map(|one| lists[*one].1.vacant).sum();
    for run in runs {
        if seats == 0 {
            break;
        }
        for one in joined {
            for wait in &mut lists[*one].1.waiting {
                wait.retain(|other| !run.contains(other));
            }
            lists[*one].1.waiting.retain(|wait| !wait.is_empty());
        }
        if run.len() > seats && !share {
            lists[joined[0]].1.held = run;
            break;
        }
        seats = seats.saturating_sub(run.len());
        lists[joined[0]].1.called.extend(run);
    }
}
