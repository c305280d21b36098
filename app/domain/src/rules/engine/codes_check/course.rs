//! Codes in the rules of a set of posts: scores, lists, ties, opening, bonus, steps after the exam.

use super::Codes;
use super::known::{Names, elements, events, papers};
use crate::rules::after::AfterStep;
use crate::rules::bonus::{BonusPoints, BonusRule};
use crate::rules::engine::CodeKind;
use crate::rules::for_post::PostRules;
use crate::rules::lists::{List, StillLevel, Substitution, SubstitutionEnd, TieKey, Ties};
use crate::rules::opening::{OpeningAt, OpeningRule, OpeningThen, RemovedPlaces};
use crate::rules::score::{Part, Score, ScoreOf};
use crate::rules::stages::{Band, Line, Scoring, Stage};

impl Codes<'_> {
    pub(super) fn course(&mut self, rules: &PostRules) {
        rules.opening.iter().for_each(|rule| self.opening(rule));
        for stage in &rules.stages {
            self.stage(rules, stage);
        }
        self.parts(rules, &rules.total.formula.parts);
        let tracks = self.known.tracks.clone();
        for own in &rules.total.tracks {
            self.one_of(CodeKind::Track, own.track.as_str(), &tracks);
            self.parts(rules, &own.parts);
        }
        self.lines(rules, rules.total.lines.as_deref().unwrap_or_default());
        self.ties(rules, &rules.ties);
        if let Some(bonus) = &rules.bonus {
            self.bonus(rules, bonus);
        }
        rules.after.iter().for_each(|step| self.after(rules, step));
        let commitment = rules
            .hire
            .as_ref()
            .and_then(|hire| hire.commitment.as_ref());
        let when = commitment.and_then(|commitment| commitment.when.as_ref());
        when.into_iter().for_each(|when| self.condition(when));
    }

    fn opening(&mut self, rule: &OpeningRule) {
        if let OpeningAt::Came(code) | OpeningAt::Called(code) = &rule.at {
            let steps = self.known.steps.clone();
            self.one_of(CodeKind::Stage, code.as_str(), &steps);
        }
        let tracks = self.known.tracks.clone();
        for case in &rule.otherwise {
            if let OpeningThen::Track(code) = &case.then {
                self.one_of(CodeKind::Track, code.as_str(), &tracks);
            }
        }
        match &rule.removed_places {
            RemovedPlaces::ToPools(pools) => pools.iter().for_each(|code| self.pool(code)),
            RemovedPlaces::ToPosts(posts) => posts.iter().for_each(|code| self.post(code)),
            RemovedPlaces::Lost | RemovedPlaces::Body => {}
        }
    }

    fn stage(&mut self, rules: &PostRules, stage: &Stage) {
        for sitting in stage.times.iter().flat_map(|times| &times.sittings) {
            self.scope(&sitting.scope);
        }
        let check = stage.check.as_ref();
        if let Some(substitution) = check.and_then(|check| check.substitution.as_ref()) {
            self.substitution(substitution);
        }
        if let Some(Scoring::Points(points)) = &stage.scoring {
            let bands = points.events.iter().flat_map(|event| &event.bands);
            self.bands(bands);
        }
        self.lines(rules, stage.lines.as_deref().unwrap_or_default());
        if let Some(cut) = &stage.cut {
            self.list(rules, cut);
        }
    }

    fn bands<'b>(&mut self, bands: impl Iterator<Item = &'b Band>) {
        let conditions = bands.filter_map(|band| band.when.as_ref());
        conditions.for_each(|when| self.condition(when));
    }

    fn lines(&mut self, rules: &PostRules, lines: &[Line]) {
        lines.iter().for_each(|line| self.score(rules, &line.on));
    }

    fn parts(&mut self, rules: &PostRules, parts: &[Part]) {
        parts.iter().for_each(|part| self.score(rules, &part.of));
    }

    fn list(&mut self, rules: &PostRules, list: &List) {
        if let Some(basis) = &list.basis {
            self.parts(rules, &basis.parts);
        }
        if let Some(level) = &list.level {
            self.ties(rules, level);
        }
        if let Some(substitution) = &list.substitution {
            self.substitution(substitution);
        }
    }

    fn substitution(&mut self, rule: &Substitution) {
        if let Some(SubstitutionEnd::Step(code)) = &rule.until {
            let steps = self.known.steps.clone();
            self.one_of(CodeKind::Stage, code.as_str(), &steps);
        }
    }

    fn ties(&mut self, rules: &PostRules, ties: &Ties) {
        for key in &ties.keys {
            match key {
                TieKey::Higher(score) => self.score(rules, score),
                TieKey::HigherLevel(fact) | TieKey::Later(fact) => self.fact(fact),
                TieKey::Status(status) => self.condition(&status.when),
                TieKey::Preference(list) => {
                    list.iter().for_each(|status| self.condition(&status.when));
                }
            }
        }
        if let StillLevel::ExtraTest(code) = &ties.then {
            let tests = self.known.tests.clone();
            self.one_of(CodeKind::Test, code.as_str(), &tests);
        }
    }

    fn after(&mut self, rules: &PostRules, step: &AfterStep) {
        self.list(rules, &step.list);
        step.gives.iter().for_each(|give| self.scope(&give.scope));
    }

    /// A figure of a stage that the course of these posts has.
    fn score(&mut self, rules: &PostRules, score: &Score) {
        let Some(scoring) = self.target(rules, &score.of) else {
            return;
        };
        if let Some(paper) = &score.paper {
            self.one_of(CodeKind::Paper, paper.as_str(), &papers(scoring));
        }
        if let Some(event) = &score.event {
            self.one_of(CodeKind::Event, event.as_str(), &events(scoring));
        }
        if let Some(element) = &score.element {
            let paper = score.paper.as_ref().map(|paper| paper.as_str());
            let elements = elements(scoring, paper);
            self.one_of(CodeKind::Element, element.as_str(), &elements);
        }
    }

    /// How a stage scores; `None` for the total, and for a stage that is not there.
    fn target<'r>(&mut self, rules: &'r PostRules, of: &ScoreOf) -> Option<Option<&'r Scoring>> {
        let code = of.stage()?;
        if let Some(stage) = rules.stage(code) {
            return Some(stage.scoring.as_ref());
        }
        let stages = rules.stages.iter();
        let stages = Names::new(stages.map(|own| (own.code.as_str(), Some(&own.name))));
        self.one_of(CodeKind::Stage, code.as_str(), &stages);
        None
    }

    fn bonus(&mut self, rules: &PostRules, bonus: &BonusRule) {
        let groups = bonus.groups.iter();
        let groups = Names::new(groups.map(|group| (group.code.as_str(), Some(&group.name))));
        let of_items = bonus.items.iter().filter_map(|item| item.group.as_ref());
        let of_groups = bonus.groups.iter().filter_map(|group| group.group.as_ref());
        for code in of_items.chain(of_groups) {
            self.one_of(CodeKind::Bonus, code.as_str(), &groups);
        }
        let of_items = bonus.items.iter().flat_map(|item| &item.raises);
        let of_groups = bonus.groups.iter().flat_map(|group| &group.raises);
        for target in bonus.raises.iter().chain(of_items).chain(of_groups) {
            self.target(rules, target);
        }
        for item in &bonus.items {
            self.condition(&item.when);
            self.points(&item.points);
        }
    }

    fn points(&mut self, points: &BonusPoints) {
        match points {
            BonusPoints::Fixed(_) | BonusPoints::Body => {}
            BonusPoints::Bands(rule) => {
                self.fact(&rule.of);
                self.bands(rule.bands.iter());
            }
            BonusPoints::Rows(rule) => {
                self.fact(&rule.of);
                let columns = rule.best_per.iter();
                columns.for_each(|column| self.column(&rule.of, column));
                for line in &rule.points {
                    let Some(column) = &line.column else { continue };
                    self.column(&rule.of, column);
                    let options = line.options.iter();
                    options.for_each(|code| self.column_option(&rule.of, column, code));
                }
            }
        }
    }
}
