//! A document compiled for a run: posts and papers numbered, variants resolved, rounding points proven.

use super::super::defaults::CompleteRules;
use super::super::document::{
    Across, BonusRule, OtherTest, Paper, PaperCode, Post, PostCode, RuleDocument, ScorePart,
    ScoreSource, TestCode, TrimOver,
};
use super::faults::RuleFault;
use super::mix::Mix;
use super::rise::{self, Onto, TargetPlan};
use crate::numbers::Points;
use crate::numbers::extent::{Extent, lcm, narrow};
use std::collections::HashMap;

pub(crate) struct Plan<'a> {
    pub doc: &'a RuleDocument,
    pub posts: Vec<PostPlan<'a>>,
    pub post_index: HashMap<&'a str, u32>,
    pub sets: Vec<RuleSet>,
    /// Every paper of every rule set; a column each.
    pub papers: Vec<Paper>,
    pub tests: &'a [OtherTest],
}

/// A score source with its column found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Written,
    WrittenBeforeBonus,
    Paper(usize),
    Interview,
    InterviewBeforeCorrection,
    Test(usize),
    Total,
}

pub(crate) struct PostPlan<'a> {
    pub post: &'a Post,
    pub set: usize,
    pub straight: bool,
    pub without_exam: bool,
    /// The first post of the same pool: what posts of a pool have in common.
    pub first_of_pool: u32,
}

/// The rules that some posts share.
pub(crate) struct RuleSet {
    pub rules: CompleteRules,
    /// The columns of the papers, in the order of the written rule.
    pub papers: Vec<usize>,
    pub written: Mix,
    /// One for each target of the bonus rule.
    pub bonus: Vec<TargetPlan>,
    /// An upper bound of what the written score rises by.
    most_bonus: i64,
    /// Extent of the written score, bonus included.
    pub written_extent: Extent,
    pub shortlist: Option<Formula>,
    /// Elements are trimmed one by one.
    pub by_element: bool,
}

/// The formulas of a total for one rule set, once the interview's scale is known.
pub(crate) struct TotalPlan {
    pub common: Formula,
    /// In the order of the rule's tracks.
    pub tracks: Vec<Formula>,
}

pub(crate) struct Formula {
    pub mix: Mix,
    pub columns: Vec<Column>,
}

impl<'a> Plan<'a> {
    pub(crate) fn compile(doc: &'a RuleDocument) -> Result<Self, RuleFault> {
        if doc.posts.is_empty() {
            return Err(RuleFault::NoPosts);
        }
        let mut plan = Plan {
            doc,
            posts: Vec::with_capacity(doc.posts.len()),
            post_index: HashMap::with_capacity(doc.posts.len()),
            sets: Vec::new(),
            papers: Vec::new(),
            tests: &doc.tests,
        };
        let mut known: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut pools = HashMap::new();
        for (index, post) in doc.posts.iter().enumerate() {
            if plan
                .post_index
                .insert(post.code.as_str(), index as u32)
                .is_some()
            {
                return Err(RuleFault::DuplicateCode {
                    code: post.code.to_string(),
                });
            }
            let way = doc.way_of(post);
            let mut key: Vec<bool> = doc
                .variants
                .iter()
                .map(|variant| variant.scope.covers(&post.code, post.pool.as_ref()))
                .collect();
            key.push(way.straight);
            let set = match known.get(&key) {
                Some(set) => *set,
                None => {
                    let set = plan.rule_set(doc.for_post(post).rules)?;
                    plan.sets.push(set);
                    known.insert(key, plan.sets.len() - 1);
                    plan.sets.len() - 1
                }
            };
            let first_of_pool = *pools.entry(&post.pool).or_insert(index as u32);
            plan.posts.push(PostPlan {
                post,
                set,
                straight: way.straight,
                without_exam: way.without_exam,
                first_of_pool,
            });
        }
        plan.one_scale()?;
        Ok(plan)
    }

    /// Brings the written scores of all rule sets to one scale, and makes the scores of their own by which lists are cut.
    fn one_scale(&mut self) -> Result<(), RuleFault> {
        let scale = self.sets.iter().try_fold(Points::SCALE, |common, set| {
            lcm(common, set.written.extent.scale)
        })?;
        for index in 0..self.sets.len() {
            self.sets[index].written.widen(scale)?;
            self.sets[index].written_extent =
                written_extent(&self.sets[index].written, self.sets[index].most_bonus)?;
            self.sets[index].shortlist = self.shortlist(&self.sets[index], scale)?;
        }
        Ok(())
    }

    fn shortlist(&self, set: &RuleSet, scale: i64) -> Result<Option<Formula>, RuleFault> {
        let Some(basis) = &set.rules.shortlist.basis else {
            return Ok(None);
        };
        let extents = basis
            .parts
            .iter()
            .map(|part| self.extent(set, part, None))
            .collect::<Result<Vec<_>, _>>()?;
        let mut mix = Mix::compile(
            &basis.parts,
            &extents,
            basis.each_product,
            Some(basis.rounding),
        )?;
        mix.widen(scale)?;
        Ok(Some(Formula {
            mix,
            columns: self.columns(&basis.parts)?,
        }))
    }

    fn rule_set(&mut self, rules: CompleteRules) -> Result<RuleSet, RuleFault> {
        let papers: Vec<usize> = rules
            .written
            .papers
            .iter()
            .map(|paper| self.paper_column(paper))
            .collect();
        let extents: Vec<Extent> = papers
            .iter()
            .map(|column| Extent::of(self.papers[*column].full_mark))
            .collect();
        let parts: Vec<ScorePart> = rules.written.papers.iter().map(weighted).collect();
        let written = Mix::compile(
            &parts,
            &extents,
            rules.written.each_product,
            rules.written.rounding,
        )?;
        let column = |code: &PaperCode| {
            let found = rules
                .written
                .papers
                .iter()
                .position(|paper| paper.code == *code);
            found
                .map(|index| papers[index])
                .ok_or_else(|| RuleFault::UnknownPaper {
                    paper: code.clone(),
                })
        };
        let bonus = rules
            .bonus
            .as_ref()
            .map_or(Ok(Vec::new()), |rule| rise::compile(rule, column))?;
        for code in rules
            .written
            .pass_lines
            .iter()
            .flat_map(|line| &line.papers)
        {
            column(code)?;
        }
        let most_bonus = rules
            .bonus
            .as_ref()
            .map_or(0, |rule| most_bonus(rule, &bonus, &written, &extents));
        let written_extent = written_extent(&written, most_bonus)?;
        let by_element = rules
            .interview
            .trim
            .as_ref()
            .is_some_and(|trim| trim.over == TrimOver::EachElement);
        Ok(RuleSet {
            papers,
            written,
            bonus,
            most_bonus,
            written_extent,
            shortlist: None,
            by_element,
            rules,
        })
    }

    fn paper_column(&mut self, paper: &Paper) -> usize {
        // Posts may share a paper's code with different weights; the marks are one column all the same.
        match self
            .papers
            .iter()
            .position(|known| known.code == paper.code)
        {
            Some(column) => {
                let known = &mut self.papers[column];
                known.full_mark = known.full_mark.max(paper.full_mark);
                column
            }
            None => {
                self.papers.push(paper.clone());
                self.papers.len() - 1
            }
        }
    }

    /// The range of a source; the interview's depends on the marks and is passed in.
    pub(crate) fn extent(
        &self,
        set: &RuleSet,
        part: &ScorePart,
        interview: Option<Extent>,
    ) -> Result<Extent, RuleFault> {
        match &part.of {
            ScoreSource::Written => Ok(set.written_extent),
            ScoreSource::WrittenBeforeBonus => Ok(set.written.extent),
            ScoreSource::Paper(code) => Ok(Extent::of(self.papers[self.paper(code)?].full_mark)),
            ScoreSource::Test(code) => Ok(Extent::of(self.tests[self.test(code)?].full_mark)),
            ScoreSource::Interview | ScoreSource::InterviewBeforeCorrection => {
                interview.ok_or(RuleFault::CircularSource)
            }
            ScoreSource::Total => Err(RuleFault::CircularSource),
        }
    }

    pub(crate) fn columns(&self, parts: &[ScorePart]) -> Result<Vec<Column>, RuleFault> {
        parts.iter().map(|part| self.column(&part.of)).collect()
    }

    pub(crate) fn column(&self, source: &ScoreSource) -> Result<Column, RuleFault> {
        Ok(match source {
            ScoreSource::Written => Column::Written,
            ScoreSource::WrittenBeforeBonus => Column::WrittenBeforeBonus,
            ScoreSource::Paper(code) => Column::Paper(self.paper(code)?),
            ScoreSource::Interview => Column::Interview,
            ScoreSource::InterviewBeforeCorrection => Column::InterviewBeforeCorrection,
            ScoreSource::Test(code) => Column::Test(self.test(code)?),
            ScoreSource::Total => Column::Total,
        })
    }

    pub(crate) fn paper(&self, code: &PaperCode) -> Result<usize, RuleFault> {
        let found = self.papers.iter().position(|paper| paper.code == *code);
        found.ok_or_else(|| RuleFault::UnknownPaper {
            paper: code.clone(),
        })
    }

    pub(crate) fn test(&self, code: &TestCode) -> Result<usize, RuleFault> {
        let found = self.tests.iter().position(|test| test.code == *code);
        found.ok_or_else(|| RuleFault::UnknownTest { test: code.clone() })
    }

    pub(crate) fn post(&self, code: &PostCode) -> Option<u32> {
        self.post_index.get(code.as_str()).copied()
    }

    pub(crate) fn set_of(&self, post: usize) -> &RuleSet {
        &self.sets[self.posts[post].set]
    }

    pub(crate) fn total(&self, set: &RuleSet, interview: Extent) -> Result<TotalPlan, RuleFault> {
        let total = &set.rules.total;
        let formula = |parts: &[ScorePart]| -> Result<Formula, RuleFault> {
            let extents = parts
                .iter()
                .map(|part| self.extent(set, part, Some(interview)))
                .collect::<Result<Vec<_>, _>>()?;
            let mix = Mix::compile(parts, &extents, total.each_product, Some(total.rounding))?;
            Ok(Formula {
                mix,
                columns: self.columns(parts)?,
            })
        };
        let tracks = total.tracks.iter().map(|track| formula(&track.parts));
        Ok(TotalPlan {
            common: formula(&total.parts)?,
            tracks: tracks.collect::<Result<_, RuleFault>>()?,
        })
    }

    /// The posts that compete for the same list as this one.
    pub(crate) fn group_key(&self, post: usize, across: Across) -> u32 {
        match across {
            Across::Post => post as u32,
            Across::Campaign => 0,
            Across::Pool => self.posts[post].first_of_pool,
        }
    }
}

impl Formula {
    /// The rounded sum, or the first part that has no figure.
    #[inline]
    pub(crate) fn apply(&self, figure: impl Fn(Column) -> i64) -> Result<i64, usize> {
        match self
            .columns
            .iter()
            .position(|column| !super::table::is_score(figure(*column)))
        {
            Some(part) => Err(part),
            None => Ok(self.mix.apply(|part| figure(self.columns[part]))),
        }
    }
}

pub(crate) fn needs_written(source: &ScoreSource) -> bool {
    matches!(
        source,
        ScoreSource::Written | ScoreSource::WrittenBeforeBonus | ScoreSource::Paper(_)
    )
}

/// Not known yet when the shortlist is made.
pub(crate) fn source_is_after_shortlist(source: &ScoreSource) -> bool {
    needs_interview(source) || *source == ScoreSource::Total
}

pub(crate) fn needs_interview(source: &ScoreSource) -> bool {
    matches!(
        source,
        ScoreSource::Interview | ScoreSource::InterviewBeforeCorrection
    )
}

fn weighted(paper: &Paper) -> ScorePart {
    ScorePart {
        of: ScoreSource::Paper(paper.code.clone()),
        weight: paper.weight,
        divide_by: None,
        divided: None,
    }
}

fn written_extent(written: &Mix, bonus: i64) -> Result<Extent, RuleFault> {
    let scale = written.extent.scale;
    let rise = i128::from(bonus) * i128::from(scale / Points::SCALE);
    Ok(Extent {
        scale,
        most: narrow(i128::from(written.extent.most) + rise)?,
    })
}

/// An upper bound of what the written score can rise by, in ten-thousandths: the engine proves its ranges with it.
fn most_bonus(rule: &BonusRule, plans: &[TargetPlan], written: &Mix, papers: &[Extent]) -> i64 {
    use super::super::document::BonusPoints;
    let here = plans.iter().filter(|plan| Onto::Written.takes(plan.target));
    let each = here.map(|plan| {
        let items = rule
            .items
            .iter()
            .enumerate()
            .filter(|(index, _)| plan.sum.counts(*index));
        let known = items.map(|(_, item)| match &item.points {
            BonusPoints::Fixed(points) => points.raw(),
            BonusPoints::ByLevel(by) => by
                .levels
                .iter()
                .map(|level| level.points.raw())
                .max()
                .unwrap_or(0),
            // A quantity is at most a million units; in practice the cap or the full mark ends it long before.
            BonusPoints::PerUnit(per) => per.points.raw().saturating_mul(1_000),
            BonusPoints::ShareOfScore(_) | BonusPoints::Unstated => 0,
        });
        let known = known.fold(0i64, |sum, points| sum.saturating_add(points.max(0)));
        let bases = papers.iter().chain([&written.extent]);
        let shares = bases
            .map(|extent| plan.most_of_shares(*extent))
            .max()
            .unwrap_or(0);
        let all = known.saturating_add(shares);
        rule.cap.map_or(all, |cap| all.min(cap.raw()))
    });
    each.fold(0, i64::saturating_add)
}
