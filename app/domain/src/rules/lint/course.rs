//! What the posts of one variant, or those of none, share: their rules as they are applied, and where each part of them
//! stands in the document.

use super::super::codes::StageCode;
use super::super::document::{RuleDocument, Variant};
use super::super::eligibility::Post;
use super::super::eligibility::areas::at_level;
use super::super::for_post::PostRules;
use super::super::lists::Across;
use super::super::names::whole_name;
use super::super::score::{Formula, Part as FormulaPart, Score, ScoreOf};
use super::super::stages::{Papers, Scoring, Stage};
use crate::numbers::{Fraction, Points, Ratio};
use crate::text::{Bilingual, Lang};
use std::collections::BTreeSet;

pub(crate) struct Course<'d> {
    pub doc: &'d RuleDocument,
    pub rules: PostRules,
    /// The posts that follow it.
    pub posts: Vec<&'d Post>,
    variant: Option<(usize, &'d Variant)>,
}

/// A part that a variant can replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Opening,
    Bonus,
    Total,
    Ties,
    After,
}

impl<'d> Course<'d> {
    /// Each set of rules that some post follows; without posts the common ones.
    pub fn all(doc: &'d RuleDocument) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for post in &doc.posts {
            let rules = doc.for_post(post);
            match found
                .iter_mut()
                .find(|course| course.rules.set() == rules.set())
            {
                Some(course) => course.posts.push(post),
                None => found.push(Course {
                    doc,
                    variant: variant_of(doc, rules.set()),
                    rules,
                    posts: vec![post],
                }),
            }
        }
        if found.is_empty() {
            found.push(Course::common(doc));
        }
        found.sort_by_key(|course| course.rules.set());
        found
    }

    /// The common rules, for no post in particular.
    pub fn common(doc: &'d RuleDocument) -> Self {
        Course {
            doc,
            rules: doc.common_rules(),
            posts: Vec::new(),
            variant: None,
        }
    }

    /// Where a part stands: in the variant that replaces it, or in the common rules.
    pub fn path(&self, part: Part) -> String {
        let own = self.variant.filter(|(_, own)| match part {
            Part::Opening => own.opening.is_some(),
            Part::Bonus => own.bonus.is_some(),
            Part::Total => own.total.is_some(),
            Part::Ties => own.ties.is_some(),
            Part::After => own.after.is_some(),
        });
        let name = match part {
            Part::Opening => "opening",
            Part::Bonus => "bonus",
            Part::Total => "total",
            Part::Ties => "ties",
            Part::After => "after",
        };
        match own {
            Some((index, _)) => format!("/variants/{index}/{name}"),
            None => format!("/{name}"),
        }
    }

    /// Where a stage stands. A stage of the defaults stands nowhere: the list then.
    pub fn stage_path(&self, index: usize) -> String {
        let code = &self.rules.stages[index].code;
        let at = |list: &[Stage]| list.iter().position(|stage| stage.code == *code);
        if let Some((variant, own)) = self.variant {
            if own.stages.is_some() {
                return format!("/variants/{variant}/stages/{index}");
            }
            if let Some(own) = at(&own.stage) {
                return format!("/variants/{variant}/stage/{own}");
            }
        }
        at(&self.doc.stages).map_or_else(|| "/stages".to_owned(), |at| format!("/stages/{at}"))
    }

    /// The path of the list of stages.
    pub fn stages_path(&self) -> String {
        match self.variant {
            Some((index, own)) if own.stages.is_some() => format!("/variants/{index}/stages"),
            _ => "/stages".to_owned(),
        }
    }

    /// What people call a figure.
    pub fn name_of(&self, of: &ScoreOf) -> Bilingual {
        let name = |lang| whole_name(self.doc, of, lang);
        Bilingual::new(name(Lang::Zh), name(Lang::En))
    }

    /// What people call a stage.
    pub fn stage_name(&self, code: &StageCode) -> Bilingual {
        let stage = self.rules.stage(code);
        stage.map_or_else(|| Bilingual::zh(code.as_str()), |stage| stage.name.clone())
    }

    pub fn stage_at(&self, code: &StageCode) -> Option<usize> {
        self.rules
            .stages
            .iter()
            .position(|stage| stage.code == *code)
    }

    /// The last stage that gives a score.
    pub fn last_scored(&self) -> Option<usize> {
        self.rules
            .stages
            .iter()
            .rposition(|stage| stage.scoring.is_some())
    }

    /// The different numbers of places that posts have.
    pub fn sizes(&self) -> BTreeSet<u32> {
        let stated = self.posts.iter().filter_map(|post| post.places);
        stated.filter(|places| *places > 0).collect()
    }

    /// The different numbers of places that lists over these posts have; those with a post whose places are not known
    /// count for nothing.
    pub fn sizes_across(&self, across: Across) -> BTreeSet<u32> {
        if across == Across::Post {
            return self.sizes();
        }
        let group = |post: &Post| match across {
            Across::Pool => post.pool.as_ref().map(ToString::to_string),
            Across::Area(level) => {
                let area = post.area.as_ref()?;
                at_level(self.doc, area, level).map(|area| area.to_string())
            }
            Across::Post | Across::Campaign => Some(String::new()),
        };
        let own: BTreeSet<String> = self.posts.iter().filter_map(|post| group(post)).collect();
        let sums = own.iter().map(|own| {
            let inside = self.doc.posts.iter();
            let mut inside = inside.filter(|post| group(post).as_ref() == Some(own));
            inside.try_fold(0u32, |sum, post| Some(sum.saturating_add(post.places?)))
        });
        sums.flatten().filter(|places| *places > 0).collect()
    }

    /// When a figure is known: stage by stage, the figure of a cut after the score, the total after all. `None`: it is
    /// nobody's figure.
    pub fn known_at(&self, of: &ScoreOf) -> Option<(usize, u8)> {
        match of {
            ScoreOf::Stage(code) => Some((self.stage_at(code)?, 0)),
            ScoreOf::Cut(code) => Some((self.stage_at(code)?, 1)),
            ScoreOf::Total => Some((self.rules.stages.len(), 0)),
        }
    }

    /// The most that a figure can be without a bonus; `None` where that is not stated.
    pub fn full_of(&self, score: &Score) -> Option<Fraction> {
        self.full_with(score, &self.fulls_of_cuts())
    }

    /// The most that these parts can reach together.
    pub fn reach(&self, parts: &[FormulaPart]) -> Option<Fraction> {
        self.reach_with(parts, &self.fulls_of_cuts())
    }

    /// The most that the figure of each cut can be, stage by stage: each knows only those before it, so that no circle is
    /// followed and nothing is added up twice.
    fn fulls_of_cuts(&self) -> Vec<Option<Fraction>> {
        let mut known = Vec::with_capacity(self.rules.stages.len());
        for stage in &self.rules.stages {
            let full = stage.cut.as_ref().and_then(|cut| match &cut.basis {
                Some(basis) => self.reach_with(&basis.parts, &known),
                None => {
                    let scoring = stage.scoring.as_ref()?;
                    Some(Fraction::of_points(scoring.full()))
                }
            });
            known.push(full);
        }
        known
    }

    fn full_with(&self, score: &Score, cuts: &[Option<Fraction>]) -> Option<Fraction> {
        match &score.of {
            ScoreOf::Total => Some(Fraction::of_points(self.rules.total.full)),
            ScoreOf::Stage(code) => full_inside(self.rules.stage(code)?.scoring.as_ref()?, score)
                .map(Fraction::of_points),
            ScoreOf::Cut(code) => cuts.get(self.stage_at(code)?).copied().flatten(),
        }
    }

    fn reach_with(&self, parts: &[FormulaPart], cuts: &[Option<Fraction>]) -> Option<Fraction> {
        parts.iter().try_fold(Fraction::ZERO, |sum, part| {
            sum.plus(weighted(self.full_with(&part.of, cuts)?, part)?)
        })
    }

    /// Every formula with its path: the bases of lists, the total and its tracks.
    pub fn formulas(&self) -> Vec<(String, &Formula)> {
        let mut found = Vec::new();
        for (index, stage) in self.rules.stages.iter().enumerate() {
            if let Some(basis) = stage.cut.as_ref().and_then(|cut| cut.basis.as_ref()) {
                found.push((format!("{}/cut/basis", self.stage_path(index)), basis));
            }
        }
        let after = self.path(Part::After);
        for (index, step) in self.rules.after.iter().enumerate() {
            if let Some(basis) = &step.list.basis {
                found.push((format!("{after}/{index}/list/basis"), basis));
            }
        }
        let total = format!("{}/formula", self.path(Part::Total));
        found.push((total, &self.rules.total.formula));
        found
    }
}

fn variant_of(doc: &RuleDocument, set: usize) -> Option<(usize, &Variant)> {
    let index = set.checked_sub(1)?;
    Some((index, doc.variants.get(index)?))
}

/// The most that a part of a stage's score can be.
fn full_inside(scoring: &Scoring, score: &Score) -> Option<Points> {
    match (scoring, &score.paper, &score.element) {
        _ if score.event.is_some() => None,
        (Scoring::Papers(papers), Some(code), element) => {
            let paper = papers.papers.iter().find(|paper| paper.code == *code)?;
            match element {
                None => Some(paper.full),
                Some(code) => {
                    let question = paper.questions.iter().find(|own| own.code == *code);
                    question.map(|question| question.full)
                }
            }
        }
        (Scoring::Panel(panel), None, Some(code)) => {
            let element = panel.elements.iter().find(|own| own.code == *code);
            element.map(|element| element.full)
        }
        (_, None, None) => Some(scoring.full()),
        _ => None,
    }
}

/// The most that the papers reach with their weights.
pub(crate) fn papers_reach(papers: &Papers) -> Option<Fraction> {
    papers.papers.iter().try_fold(Fraction::ZERO, |sum, paper| {
        let whole = Fraction::of_points(paper.full);
        sum.plus(whole.times(Fraction::of_ratio(paper.weight))?)
    })
}

fn weighted(full: Fraction, part: &FormulaPart) -> Option<Fraction> {
    let whole = full.times(Fraction::of_ratio(part.weight))?;
    match part.divide_by {
        None => Some(whole),
        Some(by) if by != Ratio::ZERO => whole.times(Fraction::new(
            by.denominator().into(),
            by.numerator().into(),
        )),
        Some(_) => None,
    }
}
