//! Every figure of every person in a random recruitment, added up by hand beside the run.

use crate::{generator, seeds};
use domain::numbers::{Fraction, Points};
use domain::rules::{
    BandsBy, Block, BlockKind, Derivation, Derivations, Operation, OutBy, Outcome, People,
    RuleDocument, ScoreOf, Scoring, Stage, StageCode, Status, Upto, Value, run,
};
use std::collections::BTreeMap;

#[test]
fn every_derivation_adds_up_to_the_figures_of_the_run() {
    let mut kinds: BTreeMap<String, (u64, u64, String)> = BTreeMap::new();
    let mut checked = 0;
    for seed in seeds() {
        let case = generator::case(seed);
        if a_line_reads_an_event(&case.doc)
            || is_read_two_ways(&case.doc)
            || lines_share_a_code(&case.doc)
        {
            continue;
        }
        // Figures end with the total.
        let upto = match case.upto {
            Upto::After => Upto::Total,
            upto => upto,
        };
        let Ok(outcome) = run(&case.doc, &case.people, &upto) else {
            continue;
        };
        for (kind, told) in differences(&case.doc, &case.people, &outcome, &mut checked) {
            let kind = kinds.entry(kind).or_insert((0, seed, told));
            kind.0 += 1;
        }
    }
    assert!(kinds.is_empty(), "{kinds:#?}");
    assert!(checked > 0);
}

/// Lines on the points of an event: the run takes places among those with a score of the stage, and puts those whom a
/// band puts out into means with nothing; by the rules a place is one among all who have a figure, and a mean one of
/// those who came with a score.
fn a_line_reads_an_event(doc: &RuleDocument) -> bool {
    let posts = doc.posts.iter().map(|post| doc.for_post(post));
    posts.into_iter().any(|rules| {
        let lines = rules.stages.iter().filter_map(|stage| stage.lines.as_ref());
        let mut lines = lines.chain(rules.total.lines.as_ref()).flatten();
        lines.any(|line| line.on.event.is_some())
    })
}

/// Figures that the run takes otherwise than the rules say. The points of an event that go by place, where a sum or a
/// tie reads them: as above. The figure of a cut, where a later check counts the bonus anew: it is what its cut ranked by.
fn is_read_two_ways(doc: &RuleDocument) -> bool {
    let text = serde_json::to_string(doc).unwrap();
    let rules = doc.posts.iter().map(|post| doc.for_post(post));
    let by_places = rules
        .into_iter()
        .any(|rules| rules.stages.iter().any(goes_by_places));
    let event = text.contains("\"event\":\"") && by_places;
    event || text.contains("\"of\":\"cut ") && text.contains("\"recounts\":[\"bonus\"]")
}

/// A line of a variant that bears the code of another line and reads another figure: the run takes the mean of the first.
fn lines_share_a_code(doc: &RuleDocument) -> bool {
    let rules: Vec<_> = doc.posts.iter().map(|post| doc.for_post(post)).collect();
    let stages = rules.iter().flat_map(|rules| &rules.stages);
    let lines: Vec<_> = stages
        .filter_map(|stage| stage.lines.as_ref())
        .flatten()
        .collect();
    let differ = |one: &domain::rules::Line| {
        let mut others = lines.iter();
        others.any(|other| other.code == one.code && other.on != one.on)
    };
    lines.iter().any(|line| differ(line))
}

/// What became of somebody before a post was cancelled is not told, so nobody can say who took a place at an event.
fn goes_by_places(stage: &Stage) -> bool {
    match &stage.scoring {
        Some(Scoring::Points(rule)) => rule.events.iter().any(|event| event.by == BandsBy::Rank),
        _ => false,
    }
}

type Found = Vec<(String, String)>;

fn differences(doc: &RuleDocument, people: &People, outcome: &Outcome, checked: &mut u64) -> Found {
    let mut found = Vec::new();
    let derivations = Derivations::new(doc, people, outcome);
    for (index, candidate) in people.candidates.iter().enumerate() {
        let derivation = derivations.of(index).unwrap();
        let mut person = Person {
            doc,
            outcome,
            index,
            derivation: &derivation,
            room: None,
            found: Vec::new(),
            checked,
        };
        let rules = doc.for_post(doc.post(&candidate.post).unwrap());
        if !derivation.adds_up() {
            person.tell("does not add up", format!("{:?}", derivation.blocks));
        }
        person.bonus();
        let cancelled = derivation.status == Status::Cancelled;
        if cancelled && rules.stages.iter().any(goes_by_places) {
            continue;
        }
        for stage in &rules.stages {
            let record = candidate.stages.get(&stage.code);
            person.room = record.and_then(|record| {
                let sitting = record.sitting().map(str::to_owned);
                Some((record.room.as_ref()?.to_string(), sitting))
            });
            person.stage(stage, rules.bonus.as_ref());
        }
        person.room = None;
        person.figure(&BlockKind::Total, &"total".into());
        person.lines(&BlockKind::Total, &"total".into());
        found.extend(person.found);
    }
    found
}

struct Person<'a> {
    doc: &'a RuleDocument,
    outcome: &'a Outcome,
    index: usize,
    derivation: &'a Derivation,
    room: Option<(String, Option<String>)>,
    found: Found,
    checked: &'a mut u64,
}

impl Person<'_> {
    fn tell(&mut self, kind: &str, told: String) {
        let number = &self.derivation.candidate;
        let status = self.outcome.code(self.derivation.status);
        self.found
            .push((kind.to_owned(), format!("{number} {status}: {told}")));
    }

    fn block(&self, kind: &BlockKind) -> Option<&Block> {
        self.derivation.block(kind)
    }

    fn stage(&mut self, stage: &Stage, bonus: Option<&domain::rules::BonusRule>) {
        let kind = BlockKind::Stage(stage.code.clone());
        self.figure(&kind, &stage.code);
        self.lines(&kind, &stage.code);
        let target = ScoreOf::Cut(stage.code.clone());
        let raised = bonus.is_some_and(|rule| {
            let mut items = rule.items.iter();
            items.any(|item| rule.raised_by(item).contains(&target))
        });
        let Some(cut) = &stage.cut else { return };
        let step = self.outcome.step(&stage.code).unwrap();
        let own = self.outcome.figure(self.index, usize::from(step.0)).cut;
        let Some(own) = own.filter(|_| cut.basis.is_some()) else {
            let block = self.block(&BlockKind::Cut(stage.code.clone()));
            if block.is_some() && !raised {
                self.tell("cut without a basis", stage.code.to_string());
            }
            return;
        };
        *self.checked += 1;
        let block = self.block(&BlockKind::Cut(stage.code.clone()));
        let derived = block.and_then(Block::score).and_then(Fraction::to_points);
        if derived != Some(own) {
            self.tell(
                "cut",
                format!("{} run {own} by hand {derived:?}", stage.code),
            );
        }
    }

    fn figure(&mut self, kind: &BlockKind, code: &StageCode) {
        let step = self.outcome.step(code).unwrap();
        let Some(own) = self.outcome.figure(self.index, usize::from(step.0)).score else {
            return;
        };
        *self.checked += 1;
        let derived = self
            .block(kind)
            .and_then(Block::score)
            .and_then(Fraction::to_points);
        if derived != Some(own) {
            self.tell("score", format!("{code} run {own} by hand {derived:?}"));
        }
    }

    /// Every line that counted stands there, where the run drew it; and the outcome follows from it.
    fn lines(&mut self, kind: &BlockKind, code: &StageCode) {
        let step = self.outcome.step(code).unwrap();
        let Some(block) = self.block(kind).filter(|block| block.score().is_some()) else {
            return;
        };
        let compared = block
            .rows
            .iter()
            .filter(|row| row.operation == Operation::Compare);
        let compared: Vec<_> = compared.cloned().collect();
        let mut by_hand: Vec<String> = compared.iter().map(|row| said(row.value)).collect();
        let reached = compared.iter().all(|row| row.compared.unwrap().reached);
        let post = self.outcome.posts.iter();
        let post = post
            .into_iter()
            .find(|post| post.post == self.derivation.post)
            .unwrap();
        let lines = post.lines.iter().filter(|line| line.step == step);
        let mine = lines.filter(|line| line.room.is_none() || line.room == self.room);
        let mut drawn: Vec<String> = mine.map(|line| said(Some(value(line.at)))).collect();
        by_hand.sort();
        drawn.sort();
        if by_hand != drawn {
            self.tell("line", format!("{code} run {drawn:?} by hand {by_hand:?}"));
        }
        match self.derivation.status {
            Status::Out(at, OutBy::BelowLine) if at == step && reached => {
                self.tell("reached all lines", code.to_string());
            }
            Status::Called(at) | Status::Held(at) if at > step && !reached => {
                self.tell("below a line and called", code.to_string());
            }
            Status::Hired | Status::Reserve | Status::Substitute(..) if !reached => {
                self.tell("below a line and hired", code.to_string());
            }
            _ => {}
        }
    }

    fn bonus(&mut self) {
        let own = self.outcome.of(self.index).unwrap().bonus;
        let outside = [Status::NotAdmitted, Status::Pending, Status::Cancelled];
        if outside.contains(&self.derivation.status) {
            return;
        }
        let blocks = self.derivation.blocks.iter();
        let bonus = blocks.filter(|block| block.kind == BlockKind::Bonus);
        let sums = bonus.filter_map(Block::score);
        let sum = sums.fold(Fraction::ZERO, |sum, figure| sum.plus(figure).unwrap());
        if sum.to_points() != Some(own.unwrap_or(Points::ZERO)) {
            let told = format!("run {own:?} by hand {:?} {}", sum.to_points(), self.doc.id);
            self.tell("bonus", told);
        }
        *self.checked += 1;
    }
}

fn value(figure: Fraction) -> Value {
    match figure.to_points() {
        Some(points) if Fraction::of_points(points) == figure => Value::Points(points),
        _ => Value::Exact(figure),
    }
}

fn said(value: Option<Value>) -> String {
    format!("{value:?}")
}
