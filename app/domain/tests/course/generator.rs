//! One random recruitment: a document and its people.

use crate::dice::Dice;
use crate::documents;
use crate::people;
use domain::rules::{Across, AreaLevel, People, RuleDocument, Upto};

pub struct Case {
    pub seed: u64,
    pub doc: RuleDocument,
    pub people: People,
    pub upto: Upto,
}

/// What one recruitment has at all, so that its parts fit together.
pub struct Plan {
    pub posts: usize,
    pub pools: bool,
    pub areas: bool,
    /// Lists over more than one post, if there are any.
    pub wide: Across,
    pub facts: bool,
    pub tracks: bool,
    pub reserved: bool,
    pub bonus: bool,
    pub variant: Option<Differs>,
    pub unsettled: bool,
    pub acted: bool,
    pub gaps: bool,
    pub rooms: bool,
}

/// What one post has for itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Differs {
    Opening,
    Bonus,
    Total,
    After,
    Stage,
    Stages,
}

pub fn case(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let plan = plan(&mut dice);
    let mut doc = documents::document(&mut dice, &plan);
    // Dice of its own, so that what was drawn before keeps its seed.
    documents::widen(&mut Dice::new(!seed), &plan, &mut doc);
    let people = people::people(&mut dice, &plan, &doc);
    let upto = upto(&mut dice, &doc);
    Case {
        seed,
        doc,
        people,
        upto,
    }
}

fn plan(dice: &mut Dice) -> Plan {
    let posts = dice.from(1, 4);
    let variant = dice.some(15, |dice| {
        use Differs::*;
        dice.pick(&[Opening, Bonus, Total, After, Stage, Stages])
    });
    let variant = variant.filter(|_| posts > 1);
    let (pools, areas) = (dice.percent(45), dice.percent(35));
    let mut wide = vec![Across::Campaign];
    if pools {
        wide.push(Across::Pool);
    }
    if areas {
        wide.extend([
            Across::Area(AreaLevel::County),
            Across::Area(AreaLevel::Street),
        ]);
    }
    let alone = dice.percent(55) || variant.is_some();
    let wide = if alone {
        Across::Post
    } else {
        dice.pick(&wide)
    };
    let reserved = variant.is_none() && dice.percent(14);
    Plan {
        posts,
        pools,
        areas,
        wide,
        facts: dice.percent(35),
        tracks: dice.percent(25),
        reserved,
        bonus: dice.percent(45),
        variant,
        unsettled: dice.percent(7),
        acted: !reserved && dice.percent(12),
        gaps: dice.percent(25),
        rooms: dice.percent(60),
    }
}

fn upto(dice: &mut Dice, doc: &RuleDocument) -> Upto {
    match dice.below(10) {
        0 => Upto::Opening,
        1 => {
            let stage = dice.below(doc.stages.len());
            Upto::Stage(doc.stages[stage].code.clone())
        }
        2 => Upto::Total,
        _ => Upto::After,
    }
}
