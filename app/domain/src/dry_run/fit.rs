//! People of one recruitment as the rules of another can read them; what they cannot is left out and counted.

use crate::rules::engine::records::{fits, has_marks as marks_in, unknown_answer};
use crate::rules::{
    Candidate, CandidateDetails, Facts, Keyed, LeftAt, Mark, PaperCode, People, PostCode,
    PostRules, RuleDocument, Scoring, Stage, StageCode, StageDetails, StageRecord,
};
use std::collections::HashMap;

/// The people that these rules can read.
pub(super) struct Fitted {
    pub people: People,
    /// People whose post these rules do not have.
    pub left_out: usize,
    /// Figures, claims and answers that had to stay out.
    pub unread: usize,
}

/// Whether somebody has a mark at this stage.
pub(super) fn has_marks(candidate: &Candidate, stage: &StageCode) -> bool {
    candidate.stages.get(stage).is_some_and(marks_in)
}

pub(super) fn fit(doc: &RuleDocument, people: &People) -> Fitted {
    let rules = doc.posts.iter();
    let rules: HashMap<&PostCode, PostRules> =
        rules.map(|post| (&post.code, doc.for_post(post))).collect();
    let mut unread = 0;
    let candidates: Vec<Candidate> = people
        .candidates
        .iter()
        .filter_map(|candidate| {
            let rules = rules.get(&candidate.post)?;
            let mut fitting = Fitting {
                doc,
                rules,
                unread: 0,
            };
            let fitted = fitting.candidate(candidate);
            unread += fitting.unread;
            Some(fitted)
        })
        .collect();
    Fitted {
        left_out: people.candidates.len() - candidates.len(),
        people: People {
            facts: people.facts.clone(),
            candidates,
        },
        unread,
    }
}

/// One candidate before the rules of their post.
struct Fitting<'a> {
    doc: &'a RuleDocument,
    rules: &'a PostRules,
    unread: usize,
}

impl<'a> Fitting<'a> {
    fn candidate(&mut self, candidate: &Candidate) -> Candidate {
        let (doc, rules) = (self.doc, self.rules);
        let items = rules.bonus.as_ref().map(|rule| rule.items.as_slice());
        let items = items.unwrap_or_default();
        let bonus = self.kept(&candidate.bonus, |code| {
            items.iter().any(|item| item.code == *code)
        });
        let extra = self.kept(&candidate.extra, |code| {
            doc.extra_tests.iter().any(|test| test.code == *code)
        });
        let order = self.kept(&candidate.order, |code| {
            code == "total" || has_step(rules, &code.as_str().into())
        });
        let left = candidate.left.as_ref().filter(|left| match &left.at {
            LeftAt::Step(code) => has_step(rules, code),
            LeftAt::Disqualified => true,
        });
        self.unread += usize::from(candidate.left.is_some() && left.is_none());
        let details = CandidateDetails {
            extra,
            order,
            left: left.cloned(),
            // Whom the lists of then called says nothing about the lists of these rules.
            called: Keyed::default(),
            ..(*candidate.details).clone()
        };
        Candidate {
            bonus,
            stages: self.stages(&candidate.stages),
            facts: self.facts(candidate),
            details: details.into(),
            ..candidate.clone()
        }
    }

    /// The values whose codes these rules have.
    fn kept<C: Ord + Clone, V: Clone>(
        &mut self,
        values: &Keyed<C, V>,
        known: impl Fn(&C) -> bool,
    ) -> Keyed<C, V> {
        let all = values.iter().count();
        let kept = values.iter().filter(|(code, _)| known(code));
        let kept: Keyed<C, V> = kept
            .map(|(code, value)| (code.clone(), value.clone()))
            .collect();
        self.unread += all - kept.iter().count();
        kept
    }

    /// Answers that the questions of these rules offer.
    fn facts(&mut self, candidate: &Candidate) -> Facts {
        let own = candidate.facts.0.iter();
        let kept = own.filter(|(key, value)| unknown_answer(self.doc, key, value).is_none());
        let kept = Facts(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        );
        self.unread += candidate.facts.0.len() - kept.0.len();
        kept
    }

    fn stages(&mut self, records: &Keyed<StageCode, StageRecord>) -> Keyed<StageCode, StageRecord> {
        let mut fitted = Keyed::default();
        for (code, record) in records.iter() {
            let step = self.rules.after_step(code).filter(|_| !marks_in(record));
            if let Some(step) = step {
                fitted.insert(step.code.clone(), record.clone());
            } else if let Some(stage) = self.stage_for(code, record, records) {
                let record = self.record(stage, record);
                fitted.insert(stage.code.clone(), record);
            } else {
                self.unread += record.papers.iter().count().max(1);
            }
        }
        fitted
    }

    /// The stage of this code, where it scores what was recorded. Where both have a single stage of a kind it is the same
    /// one, whatever it is called.
    fn stage_for(
        &self,
        code: &StageCode,
        record: &StageRecord,
        records: &Keyed<StageCode, StageRecord>,
    ) -> Option<&'a Stage> {
        let rules = self.rules;
        let own = rules.stage(code);
        if let Some(own) = own.filter(|stage| fits(stage.scoring.as_ref(), record)) {
            return Some(own);
        }
        if !marks_in(record) {
            return None;
        }
        let scored = rules.scored();
        let mut same = scored.filter(|(_, scoring)| fits(Some(scoring), record));
        let ((stage, scoring), None) = (same.next()?, same.next()) else {
            return None;
        };
        let others = records.iter().map(|(_, other)| other);
        let like = others.filter(|other| marks_in(other) && fits(Some(scoring), other));
        (like.count() == 1).then_some(stage)
    }

    fn record(&mut self, stage: &Stage, record: &StageRecord) -> StageRecord {
        match &stage.scoring {
            Some(Scoring::Papers(rule)) => {
                let papers: Vec<&PaperCode> = rule.papers.iter().map(|paper| &paper.code).collect();
                self.papers(&papers, record)
            }
            Some(Scoring::Points(rule)) => {
                let known = |code: &_| rule.events.iter().any(|event| event.code == *code);
                let details = StageDetails {
                    events: self.kept(&record.events, known),
                    ..(*record.details).clone()
                };
                StageRecord {
                    details: details.into(),
                    ..record.clone()
                }
            }
            Some(Scoring::Panel(_)) | None => record.clone(),
        }
    }

    /// Where both have a single paper it is the same one, whatever it is called.
    fn papers(&mut self, papers: &[&PaperCode], record: &StageRecord) -> StageRecord {
        let known = |code: &PaperCode| papers.contains(&code);
        let marks: Keyed<PaperCode, Mark> = match papers {
            [only] if record.papers.iter().count() == 1 => {
                let marks = record.papers.iter();
                marks.map(|(_, mark)| ((*only).clone(), *mark)).collect()
            }
            _ => self.kept(&record.papers, known),
        };
        let details = StageDetails {
            questions: self.kept(&record.questions, known),
            ..(*record.details).clone()
        };
        StageRecord {
            papers: marks,
            details: details.into(),
            ..record.clone()
        }
    }
}

fn has_step(rules: &PostRules, code: &StageCode) -> bool {
    rules.stage(code).is_some() || rules.after_step(code).is_some()
}
