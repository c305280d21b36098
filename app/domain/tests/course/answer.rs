//! What both the engine and the reference answer, in one form.

use domain::numbers::Points;
use domain::rules::{Outcome, People, Upto};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// By number.
    pub people: BTreeMap<String, OnePerson>,
    /// By code.
    pub posts: BTreeMap<String, OnePost>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnePerson {
    /// As the table prints it: `called:interview`.
    pub status: String,
    pub rank: Option<u32>,
    /// By step, for the steps that have any.
    pub figures: Vec<(String, Figures)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub score: Option<Points>,
    pub cut: Option<Points>,
    pub place: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnePost {
    pub places: Option<u32>,
    pub cancelled: bool,
    pub applied: u32,
    pub accepted: u32,
}

impl Answer {
    /// The engine's outcome in this form.
    pub fn of(outcome: &Outcome, people: &People) -> Self {
        let one = |at: usize| {
            let found = outcome.of(at).unwrap();
            let steps = outcome.steps.iter().zip(outcome.figures_of(at));
            let figures = steps.map(|(step, figures)| {
                let figures = Figures {
                    score: figures.score,
                    cut: figures.cut,
                    place: figures.place,
                };
                (step.to_string(), figures)
            });
            OnePerson {
                status: match outcome.code(found.status) {
                    status if status == "called:total" => "admitted".to_owned(),
                    // Before the first stage whoever is in is called to it.
                    status if outcome.upto == Upto::Opening && status.starts_with("called:") => {
                        "admitted".to_owned()
                    }
                    status => status,
                },
                rank: found.rank,
                figures: figures
                    .filter(|(_, figures)| *figures != Figures::default())
                    .collect(),
            }
        };
        let numbers = people.candidates.iter().map(|row| row.number.clone());
        let posts = outcome.posts.iter().map(|post| {
            let one = OnePost {
                places: post.places,
                cancelled: post.cancelled,
                applied: post.applied,
                accepted: post.accepted,
            };
            (post.post.to_string(), one)
        });
        Answer {
            people: numbers
                .enumerate()
                .map(|(at, number)| (number.to_string(), one(at)))
                .collect(),
            posts: posts.collect(),
        }
    }

    pub fn status(&self, number: &str) -> &str {
        &self.people[number].status
    }
}
