//! What becomes public: masked, sealed under a digest, approved by one person and published by another, then only read.

mod result_rows;
mod say;
mod sealing;

pub use result_rows::{Above, BonusIn, Weights, above, bonus_in, total_rounded, weights};
pub use say::{list_title, sentence};
pub use sealing::{
    DEFAULT_PERIOD, Disclosure, Head, Statement, check_sealed, compose, is_copied, list_rule,
    period, period_ends,
};

use crate::ranking::Placing;
use crate::{Instant, Points};
use serde::{Deserialize, Serialize};

/// Why a list cannot be signed or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    State {
        state: PublicationState,
    },
    /// The second signature must come from somebody else.
    SamePerson,
    ChecksFailed {
        count: usize,
    },
}

/// The first and the last character stay, as many signs as characters are hidden between them.
pub fn mask_name(name: &str) -> String {
    let chars: Vec<char> = name.trim().chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [only] => only.to_string(),
        [first, _] => format!("{first}＊"),
        [first, hidden @ .., last] => {
            let masked: String = hidden
                .iter()
                .map(|&c| if c == '·' { '·' } else { '＊' })
                .collect();
            format!("{first}{masked}{last}")
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicationState {
    /// Frozen under its digest; nobody can change a character.
    Sealed,
    Approved,
    Published,
}

impl PublicationState {
    /// The first signature.
    ///
    /// # Errors
    /// When the list is not waiting for it.
    pub fn approve(self) -> Result<Self, Refusal> {
        match self {
            PublicationState::Sealed => Ok(PublicationState::Approved),
            state => Err(Refusal::State { state }),
        }
    }

    /// The second signature, by another person, when no check has failed.
    ///
    /// # Errors
    /// When the first signature is missing or is the publisher's own, or a check has failed.
    pub fn publish(self, same_person: bool, failed_checks: usize) -> Result<Self, Refusal> {
        match self {
            PublicationState::Approved if same_person => Err(Refusal::SamePerson),
            PublicationState::Approved if failed_checks > 0 => Err(Refusal::ChecksFailed {
                count: failed_checks,
            }),
            PublicationState::Approved => Ok(PublicationState::Published),
            state => Err(Refusal::State { state }),
        }
    }
}

/// One person on a published list. No identity number, no telephone number: the ticket and a masked name (D5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub ticket: String,
    pub name: String,
    /// Includes the bonus where the rules add it to this figure.
    pub written: Option<Points>,
    pub bonus: Points,
    pub interview: Option<Points>,
    pub total: Option<Points>,
    pub rank: Option<u32>,
    pub placing: Placing,
    /// Shares its total with a neighbour, and the rules ordered them.
    pub tied: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostList {
    pub code: String,
    pub name: String,
    pub street: String,
    pub places: u32,
    pub rows: Vec<Row>,
}

/// A whole result list: what is sealed, signed and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultList {
    pub campaign: String,
    pub title: String,
    pub organiser: String,
    /// Counted from one.
    pub version: u32,
    /// Why there is a new version; empty for the first.
    pub reason: String,
    pub rules_digest: String,
    pub sealed_at: Instant,
    pub posts: Vec<PostList>,
}

impl ResultList {
    pub fn people(&self) -> usize {
        self.posts.iter().map(|post| post.rows.len()).sum()
    }

    /// The bytes that are sealed. Canonical, so that everybody computes the same digest.
    ///
    /// # Errors
    /// Never for this type; the writer's own error is passed on.
    pub fn sealed_bytes(&self) -> serde_json::Result<Vec<u8>> {
        crate::digest::canonical(self)
    }
}

/// One check before publication, with the facts that it speaks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The list is byte for byte what was sealed.
    MatchesSeal { digest: String },
    /// Computing again from the raw marks gives the same list.
    Recomputed { people: usize },
    /// Nobody within the places is below an announced pass line, and no post is over-filled without a tie.
    FollowsRules { selected: usize },
    /// Every name is masked, and no cell looks like an identity or telephone number.
    Masked { rows: usize },
    /// Everybody who was ranked is on the list exactly once.
    Complete { people: usize },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    pub check: Check,
    pub passed: bool,
}

/// Whether a text holds what must not be public: 11 digits that could be a mobile number, or 17 digits and more.
/// Ticket numbers have 11 digits too, so the ticket column is not asked.
pub fn reveals_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 11
    })
}

/// Checks that need nothing but the list itself.
pub fn check_list(list: &ResultList) -> Vec<CheckResult> {
    let rows = || list.posts.iter().flat_map(|post| &post.rows);
    let masked = rows()
        .all(|r| !reveals_number(&r.name) && (r.name.chars().count() < 2 || r.name.contains('＊')));
    let filled = list.posts.iter().all(|post| {
        let selected: Vec<_> = post
            .rows
            .iter()
            .filter(|r| r.placing == Placing::Selected)
            .collect();
        let last_level = selected
            .iter()
            .filter(|r| r.rank == selected.iter().filter_map(|s| s.rank).max())
            .count();
        selected.len() <= post.places as usize || selected.len() - last_level < post.places as usize
    });
    let mut tickets: Vec<_> = rows().map(|r| &r.ticket).collect();
    tickets.sort_unstable();
    let once = tickets.windows(2).all(|pair| pair[0] != pair[1]);
    let selected = rows().filter(|r| r.placing == Placing::Selected).count();
    vec![
        CheckResult {
            check: Check::FollowsRules { selected },
            passed: filled,
        },
        CheckResult {
            check: Check::Masked {
                rows: tickets.len(),
            },
            passed: masked,
        },
        CheckResult {
            check: Check::Complete {
                people: tickets.len(),
            },
            passed: once && !tickets.is_empty(),
        },
    ]
}

/// A person whose row differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    pub post: &'a str,
    pub before: Option<&'a Row>,
    pub after: Option<&'a Row>,
}

/// Row by row, what a new version changes (D6).
pub fn changes<'a>(before: &'a ResultList, after: &'a ResultList) -> Vec<Change<'a>> {
    let index = |list: &'a ResultList| {
        list.posts.iter().flat_map(|p| {
            p.rows
                .iter()
                .map(move |r| (r.ticket.as_str(), (p.code.as_str(), r)))
        })
    };
    let old: std::collections::BTreeMap<_, _> = index(before).collect();
    let new: std::collections::BTreeMap<_, _> = index(after).collect();
    let tickets: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    tickets
        .into_iter()
        .filter_map(|ticket| {
            let (was, is) = (old.get(ticket), new.get(ticket));
            let post = is.or(was).map(|(post, _)| *post)?;
            (was != is).then(|| Change {
                post,
                before: was.map(|w| w.1),
                after: is.map(|i| i.1),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ticket: &str, rank: u32, placing: Placing) -> Row {
        let total = Some(Points::whole(90 - i64::from(rank)));
        Row {
            ticket: ticket.into(),
            name: "张＊某".into(),
            written: total,
            bonus: Points::ZERO,
            interview: total,
            total,
            rank: Some(rank),
            placing,
            tied: false,
        }
    }

    fn list(rows: Vec<Row>, places: u32) -> ResultList {
        ResultList {
            campaign: "qs-2026".into(),
            title: "名单".into(),
            organiser: "青松区民政局".into(),
            version: 1,
            reason: String::new(),
            rules_digest: "0".into(),
            sealed_at: Instant(0),
            posts: vec![PostList {
                code: "QS-1".into(),
                name: "社区工作者".into(),
                street: "柳荫街道".into(),
                places,
                rows,
            }],
        }
    }

    fn failed(list: &ResultList) -> Vec<Check> {
        check_list(list)
            .into_iter()
            .filter(|c| !c.passed)
            .map(|c| c.check)
            .collect()
    }

    #[test]
    fn a_name_keeps_its_ends_and_loses_its_middle() {
        for (name, masked) in [
            ("周某", "周＊"),
            ("张某某", "张＊某"),
            ("欧阳某某", "欧＊＊某"),
            ("阿凡·买提", "阿＊·＊提"),
            ("王", "王"),
            ("", ""),
        ] {
            assert_eq!(mask_name(name), masked);
        }
    }

    #[test]
    fn a_post_is_over_filled_only_by_people_who_are_level() {
        let selected = |rank| row(&format!("T{rank}"), rank, Placing::Selected);
        assert_eq!(failed(&list(vec![selected(1), selected(2)], 2)), []);
        assert_eq!(
            failed(&list(vec![selected(1), selected(2)], 1)),
            [Check::FollowsRules { selected: 2 }]
        );
        let level = Row {
            ticket: "T9".into(),
            ..selected(2)
        };
        assert_eq!(
            failed(&list(vec![selected(1), selected(2), level], 2)),
            [],
            "two people share the last place"
        );
    }

    #[test]
    fn an_unmasked_name_or_a_number_stops_publication() {
        let named = Row {
            name: "张三丰".into(),
            ..row("T1", 1, Placing::Selected)
        };
        assert_eq!(failed(&list(vec![named], 1)), [Check::Masked { rows: 1 }]);
        assert!(reveals_number("电话13800138000"));
        assert!(!reveals_number("第1234567890号"));
    }

    #[test]
    fn nobody_stands_on_a_list_twice_and_an_empty_list_is_no_list() {
        let twice = vec![
            row("T1", 1, Placing::Selected),
            row("T1", 2, Placing::NotSelected),
        ];
        assert_eq!(failed(&list(twice, 1)), [Check::Complete { people: 2 }]);
        assert_eq!(failed(&list(vec![], 1)), [Check::Complete { people: 0 }]);
    }

    #[test]
    fn the_second_signature_is_somebody_elses_and_waits_for_the_checks() {
        let approved = PublicationState::Sealed.approve().unwrap();
        assert_eq!(approved.publish(true, 0), Err(Refusal::SamePerson));
        assert_eq!(
            approved.publish(false, 1),
            Err(Refusal::ChecksFailed { count: 1 })
        );
        assert_eq!(approved.publish(false, 0), Ok(PublicationState::Published));
        assert!(PublicationState::Published.publish(false, 0).is_err());
        assert!(PublicationState::Sealed.publish(false, 0).is_err());
    }

    #[test]
    fn a_new_version_names_everybody_whose_row_changed_and_nobody_else() {
        let before = list(
            vec![
                row("T1", 1, Placing::Selected),
                row("T2", 2, Placing::Substitute(1)),
            ],
            1,
        );
        let after = list(
            vec![
                row("T1", 1, Placing::Selected),
                row("T2", 3, Placing::NotSelected),
            ],
            1,
        );
        let changed: Vec<_> = changes(&before, &after)
            .into_iter()
            .filter_map(|c| c.after.map(|r| &r.ticket))
            .collect();
        assert_eq!(changed, ["T2"]);
    }
}
