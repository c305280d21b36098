//! A slow and plain reference of the whole course of a recruitment, to be read beside a notice. It uses the types of
//! documents, people and answers, and nothing that the engine computes with.

mod across;
mod after;
mod bands;
mod bonus;
mod course;
mod cut;
mod entry;
mod facts;
mod lines;
mod lists;
mod number;
mod opening;
mod order;
mod quota;
mod rooms;
mod scores;
mod stage;
mod total;
mod unsettled;

use crate::answer::{Answer, Figures, OnePerson, OnePost};
use course::{Course, Person, Stand};
use domain::rules::{OpeningAt, People, RuleDocument, Upto};

/// The whole course, as far as it is asked for.
pub fn run(doc: &RuleDocument, people: &People, upto: &Upto) -> Answer {
    let mut course = Course::new(doc, people);
    course.enter();
    course.open(&[OpeningAt::Applied, OpeningAt::Paid, OpeningAt::Accepted]);
    let total = course.step(&"total".into());
    let until = match upto {
        Upto::Opening => 0,
        Upto::Stage(code) => course.step(code) + 1,
        Upto::Total | Upto::After => total,
    };
    for code in course.steps.clone().into_iter().take(until) {
        course.go_through(&code);
    }
    if matches!(upto, Upto::Total | Upto::After) {
        course.rank();
    }
    if *upto == Upto::After {
        course.go_on();
    }
    course.answer()
}

impl Course<'_> {
    fn answer(&self) -> Answer {
        let people = self.people.iter().map(|person| {
            let one = OnePerson {
                status: self.status(person),
                rank: person.rank,
                figures: self.figures_of(person),
            };
            (person.row.number.to_string(), one)
        });
        let posts = self.posts.iter().map(|post| {
            let one = OnePost {
                places: post.places,
                cancelled: post.cancelled,
                applied: post.applied,
                accepted: post.accepted,
            };
            (post.post.code.to_string(), one)
        });
        Answer {
            people: people.collect(),
            posts: posts.collect(),
        }
    }

    fn status(&self, person: &Person) -> String {
        match &person.stand {
            Stand::NotAdmitted => "not_admitted".to_owned(),
            Stand::Pending => "pending".to_owned(),
            Stand::Cancelled => "cancelled".to_owned(),
            Stand::At(_) if self.done == 0 => "admitted".to_owned(),
            Stand::At(step) | Stand::Called(step) => format!("called:{step}"),
            Stand::Past => "admitted".to_owned(),
            Stand::Blocked(step) => format!("blocked:{step}"),
            Stand::Held(step) => format!("held:{step}"),
            Stand::Substitute(step, place) => format!("substitute:{step}:{place}"),
            Stand::Out(step, by) => format!("out:{step}:{}", by.code()),
            Stand::Hired => "hired".to_owned(),
            Stand::Reserve => "reserve".to_owned(),
        }
    }

    fn figures_of(&self, person: &Person) -> Vec<(String, Figures)> {
        let one = self
            .people
            .iter()
            .position(|other| other.row.number == person.row.number)
            .expect("one of them");
        let mut figures = Vec::new();
        for code in person.sat.keys() {
            let counting = self.counting_now(person.post);
            let figure = Figures {
                score: self
                    .stage_score(one, code, true, counting)
                    .map(|score| score.points()),
                cut: person.cut.get(code).map(|figure| figure.points()),
                place: person.place.get(code).copied(),
            };
            figures.push((code.to_string(), figure));
        }
        if let Some(total) = person.total {
            let figure = Figures {
                score: Some(total.shown.points()),
                place: person.rank,
                ..Figures::default()
            };
            figures.push(("total".to_owned(), figure));
        }
        figures
    }
}
