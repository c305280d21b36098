//! The moments of an ordinary recruitment, and how a document comes to bear them: so the demonstration's notices are set
//! to the present.

use crate::{
    Instant,
    rules::{
        Applying, ApplyingWindow, CorrectedWhile, CorrectionRule, Period, Published, RuleDocument,
        Scope, Scoring, Sitting, Stage,
    },
    time::Moment,
};

/// To the minute, as notices print them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    pub applications_open: Instant,
    /// The first moment that is late; so with the other ends.
    pub applications_close: Instant,
    /// Until when applications can be corrected, and rejections appealed.
    pub corrections_close: Instant,
    pub tickets_from: Instant,
    pub written_at: Instant,
    pub written_results_at: Instant,
    pub interview_at: Instant,
    pub results_at: Instant,
}

/// As a usual announcement spaces them, from the moment at which applications open.
impl From<Instant> for Dates {
    fn from(open: Instant) -> Self {
        let day = |n: i64| open.plus_days(n);
        Dates {
            applications_open: open,
            applications_close: day(6),
            corrections_close: day(10),
            tickets_from: day(19),
            written_at: day(23),
            written_results_at: day(36),
            interview_at: day(51),
            results_at: day(57),
        }
    }
}

impl Dates {
    /// One online window, corrections until acceptance, sittings of all stages; publications that the document has.
    pub fn write(&self, doc: &mut RuleDocument) {
        let mut applying = doc.applying.take().unwrap_or_default();
        self.write_applying(&mut applying);
        doc.applying = Some(applying);
        for stage in stages_of(doc) {
            match stage.scoring {
                Some(Scoring::Papers(_)) => sit(stage, self.written_at),
                Some(Scoring::Panel(_)) => sit(stage, self.interview_at),
                _ => {}
            }
        }
        let called_by_papers = |of: &Published| match of {
            Published::Results(code) => doc
                .stages
                .iter()
                .any(|stage| stage.code == *code && is_papers(stage)),
            Published::List(code) => doc.stages.iter().any(|stage| stage.code == *code),
            _ => false,
        };
        for rule in doc.publication.iter_mut().flatten() {
            let at = match &rule.of {
                Published::Accepted => self.corrections_close,
                of if called_by_papers(of) => self.written_results_at,
                _ => self.results_at,
            };
            rule.at = Some(at.date());
        }
    }

    fn write_applying(&self, applying: &mut Applying) {
        let moment = |at| Some(Moment::of(at));
        applying.windows = vec![ApplyingWindow {
            opens: Moment::of(self.applications_open),
            closes: Moment::of(self.applications_close),
            online: true,
            counter: None,
            hours: Vec::new(),
        }];
        applying.correction = Some(CorrectionRule {
            until: moment(self.corrections_close),
            state: CorrectedWhile::NotAccepted,
        });
        applying.appeal = Some(Period {
            from: None,
            until: moment(self.corrections_close),
        });
        applying.ticket.get_or_insert_default().from = moment(self.tickets_from);
    }
}

fn is_papers(stage: &Stage) -> bool {
    matches!(stage.scoring, Some(Scoring::Papers(_)))
}

/// Rules as a pattern for another recruitment: its dates are still to be said.
pub fn without_dates(mut doc: RuleDocument) -> RuleDocument {
    if let Some(applying) = &mut doc.applying {
        applying.windows.clear();
        (applying.review, applying.appeal) = (None, None);
        if let Some(correction) = &mut applying.correction {
            correction.until = None;
        }
        if let Some(ticket) = &mut applying.ticket {
            (ticket.from, ticket.until) = (None, None);
        }
    }
    doc.announced = None;
    for stage in stages_of(&mut doc) {
        stage.times = None;
    }
    for rule in doc.publication.iter_mut().flatten() {
        (rule.at, rule.stated_until) = (None, None);
    }
    doc
}

/// All stages, those of variants too.
fn stages_of(doc: &mut RuleDocument) -> impl Iterator<Item = &mut Stage> {
    let variants = doc.variants.iter_mut();
    let other = variants.flat_map(|variant| {
        variant
            .stages
            .iter_mut()
            .flatten()
            .chain(&mut variant.stage)
    });
    doc.stages.iter_mut().chain(other)
}

/// Everybody sits the stage at this moment.
fn sit(stage: &mut Stage, at: Instant) {
    let times = stage.times.get_or_insert_default();
    times.sittings = vec![Sitting {
        code: stage.code.as_str().into(),
        scope: Scope::default(),
        at: Some(Moment::of(at)),
        arrive_by: Vec::new(),
    }];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaigns::Timetable;

    #[test]
    fn a_pattern_says_no_dates_and_everything_else() {
        let json = include_bytes!("../../tests/notices/O03-demo.json");
        let doc = RuleDocument::from_json(json).unwrap();
        let mut dated = doc.clone();
        Dates::from(Instant(1_772_000_000_000)).write(&mut dated);
        let pattern = without_dates(dated);
        let silent = Timetable::of(&pattern);
        assert_eq!((silent.opens(), silent.closes()), (None, None));
        assert_eq!((silent.written_at, silent.interview_at), (None, None));
        assert_eq!((silent.tickets.from, silent.results_on), (None, None));
        assert_eq!(pattern.eligibility, doc.eligibility);
        assert_eq!(pattern.stages, doc.stages);
        assert_eq!(pattern.posts, doc.posts);
    }
}
