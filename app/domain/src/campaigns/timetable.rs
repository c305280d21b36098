//! The moments by which the platform's own steps go. They stand in the rule document and nowhere else.

use crate::{
    Instant,
    rules::{
        CorrectedWhile, Duplicates, Lots, Period, Post, PostRules, Published, RuleDocument, Stage,
        StageCode, TicketRule,
    },
    time::Moment,
};
use chrono::{NaiveDate, NaiveTime};

/// Why it is not the time for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfTime {
    NotOpen {
        from: Instant,
    },
    /// After the deadline, even by a second.
    Closed {
        deadline: Instant,
    },
    /// The recruitment takes no applications online.
    NotOnline,
}

/// From one moment on, and before another. What is open on a side is not stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    pub from: Option<Instant>,
    /// The first moment that is late.
    pub until: Option<Instant>,
}

/// What the document says about time. What it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The windows of the online form, in their order.
    pub(crate) windows: Vec<Between>,
    pub review: Between,
    /// Until when applications can be corrected.
    pub corrections_close: Option<Instant>,
    pub(crate) corrected_while: Option<CorrectedWhile>,
    /// Of several applications the last counts, so that a submitted one can be replaced while the form is open.
    pub(crate) last_counts: bool,
    pub appeal: Between,
    pub tickets: Between,
    /// The first sitting of papers, of whatever post.
    pub written_at: Option<Instant>,
    /// The day on which the results of the papers, or who is called on by them, are put up.
    pub written_results_on: Option<NaiveDate>,
    /// The first sitting with a panel, of whatever post.
    pub interview_at: Option<Instant>,
    /// Where lots are drawn on the day itself: its first moment.
    pub lots_from: Option<Instant>,
    /// The day on which totals, the results of the panel, or who will be hired are put up.
    pub results_on: Option<NaiveDate>,
}

impl Between {
    /// Without its end.
    pub fn from_only(self) -> Self {
        Between {
            until: None,
            ..self
        }
    }

    /// # Errors
    /// `NotOpen` before, `Closed` after.
    pub fn admits(self, now: Instant) -> Result<(), OutOfTime> {
        match (self.from, self.until) {
            (Some(from), _) if now < from => Err(OutOfTime::NotOpen { from }),
            (_, Some(deadline)) if now >= deadline => Err(OutOfTime::Closed { deadline }),
            _ => Ok(()),
        }
    }
}

impl From<Period> for Between {
    fn from(period: Period) -> Self {
        Between {
            from: period.from.map(Moment::instant),
            until: period.until.map(Moment::instant),
        }
    }
}

impl From<TicketRule> for Between {
    fn from(rule: TicketRule) -> Self {
        Between {
            from: rule.from.map(Moment::instant),
            until: rule.until.map(Moment::instant),
        }
    }
}

impl Timetable {
    pub fn of(doc: &RuleDocument) -> Self {
        let applying = doc.applying.clone().unwrap_or_default();
        let online = applying.windows.iter().filter(|window| window.online);
        let mut windows: Vec<Between> = online
            .map(|window| Between {
                from: Some(window.opens.instant()),
                until: Some(window.closes.instant()),
            })
            .collect();
        windows.sort_by_key(|window| window.from);
        let courses: Vec<PostRules> = doc.posts.iter().map(|post| doc.for_post(post)).collect();
        let papers = || courses.iter().filter_map(|rules| Some(rules.papers()?.0));
        let panels = || courses.iter().filter_map(PostRules::panel);
        let is_panel = |code: &StageCode| panels().any(|(stage, _)| stage.code == *code);
        Timetable {
            windows,
            review: applying.review.unwrap_or_default().into(),
            corrections_close: applying
                .correction
                .and_then(|rule| rule.until)
                .map(Moment::instant),
            corrected_while: applying.correction.map(|rule| rule.state),
            last_counts: applying.duplicates == Some(Duplicates::KeepLast),
            appeal: applying.appeal.unwrap_or_default().into(),
            tickets: Timetable::tickets_of(doc),
            written_at: papers().filter_map(first_sitting).min(),
            written_results_on: put_up(doc, |of| match of {
                Published::Results(code) => papers().any(|stage| stage.code == *code),
                Published::List(code) => is_panel(code),
                _ => false,
            }),
            interview_at: panels().filter_map(|(stage, _)| first_sitting(stage)).min(),
            lots_from: panels()
                .filter(|(_, panel)| panel.lots == Some(Lots::DrawnOnTheDay))
                .filter_map(|(stage, _)| first_sitting(stage))
                .min()
                .map(|at| Instant::from_shanghai(at.date().and_time(NaiveTime::MIN))),
            results_on: put_up(doc, |of| match of {
                Published::Totals | Published::Hires => true,
                Published::Results(code) => is_panel(code),
                _ => false,
            }),
        }
    }

    /// When tickets can be had.
    pub fn tickets_of(doc: &RuleDocument) -> Between {
        let applying = doc.applying.as_ref();
        let ticket = applying.and_then(|applying| applying.ticket);
        ticket.unwrap_or_default().into()
    }

    /// The first moment of the first window.
    pub fn opens(&self) -> Option<Instant> {
        self.windows.first().and_then(|window| window.from)
    }

    /// The first moment after the last window.
    pub fn closes(&self) -> Option<Instant> {
        self.windows.iter().filter_map(|window| window.until).max()
    }

    /// Whether the online form is open.
    ///
    /// # Errors
    /// `NotOpen` before a window and between two, `Closed` after the last, `NotOnline` where there is none.
    pub fn accepts_applications(&self, now: Instant) -> Result<(), OutOfTime> {
        if self.windows.iter().any(|window| window.admits(now).is_ok()) {
            return Ok(());
        }
        let next = self.windows.iter().filter_map(|window| window.from);
        match (next.filter(|from| now < *from).min(), self.closes()) {
            (Some(from), _) => Err(OutOfTime::NotOpen { from }),
            (None, Some(deadline)) => Err(OutOfTime::Closed { deadline }),
            (None, None) => Err(OutOfTime::NotOnline),
        }
    }

    /// Until when a submitted application can be taken back to change it; `None`: not at all. Once a street has passed
    /// it, only where the document allows corrections until it is accepted.
    pub fn taken_back_until(&self, passed_street: bool) -> Option<Instant> {
        match self.corrected_while {
            Some(CorrectedWhile::NotAccepted) => self.corrections_close.or(self.closes()),
            _ if passed_street => None,
            Some(CorrectedWhile::Returned) if !self.last_counts => None,
            Some(CorrectedWhile::Returned) | None => self.closes(),
        }
    }
}

/// When somebody who applies for this post sits a stage; `None`: the document does not say.
pub fn sitting(stage: &Stage, post: &Post) -> Option<Instant> {
    let sittings = stage.times.iter().flat_map(|times| &times.sittings);
    let own = sittings.filter(|sitting| sitting.scope.covers(&post.code, post.pool.as_ref()));
    own.filter_map(|sitting| sitting.at)
        .min()
        .map(Moment::instant)
}

fn first_sitting(stage: &Stage) -> Option<Instant> {
    let sittings = stage.times.iter().flat_map(|times| &times.sittings);
    let first = sittings.filter_map(|sitting| sitting.at).min();
    first.map(Moment::instant)
}

fn put_up(doc: &RuleDocument, fits: impl Fn(&Published) -> bool) -> Option<NaiveDate> {
    let rules = doc.publication.iter().flatten();
    rules
        .filter(|rule| fits(&rule.of))
        .filter_map(|rule| rule.at)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        campaigns::Dates,
        rules::{Applying, ApplyingWindow, CorrectionRule, Scoring, Sitting},
    };

    const DAY: i64 = 86_400_000;

    fn at(day: i64) -> Instant {
        Instant(day * DAY)
    }

    fn window(opens: i64, closes: i64, online: bool) -> ApplyingWindow {
        ApplyingWindow {
            opens: Moment::of(at(opens)),
            closes: Moment::of(at(closes)),
            online,
            counter: None,
            hours: vec![],
        }
    }

    fn of(applying: Applying) -> Timetable {
        Timetable::of(&RuleDocument {
            applying: Some(applying),
            ..RuleDocument::default()
        })
    }

    #[test]
    fn the_form_is_open_in_its_own_windows_and_closed_at_their_last_moment() {
        let t = of(Applying {
            windows: vec![window(8, 9, true), window(1, 3, true), window(0, 20, false)],
            ..Applying::default()
        });
        assert_eq!((t.opens(), t.closes()), (Some(at(1)), Some(at(9))));
        let late = |now: Instant| t.accepts_applications(now);
        let from = |day| Err(OutOfTime::NotOpen { from: at(day) });
        assert_eq!(late(Instant(DAY - 1)), from(1));
        assert_eq!(late(at(1)), Ok(()));
        assert_eq!(late(Instant(3 * DAY - 1)), Ok(()));
        assert_eq!(late(at(3)), from(8));
        assert_eq!(late(at(8)), Ok(()));
        assert_eq!(late(at(9)), Err(OutOfTime::Closed { deadline: at(9) }));
    }

    #[test]
    fn hours_of_the_counter_do_not_bind_the_form() {
        let mut own = window(1, 3, true);
        own.hours = vec![crate::rules::Hours {
            from: "08:30".parse().unwrap(),
            to: "11:30".parse().unwrap(),
        }];
        let t = of(Applying {
            windows: vec![own],
            ..Applying::default()
        });
        let at_night = at(1)
            .plus_days(1)
            .minus(std::time::Duration::from_secs(3600));
        assert_eq!(t.accepts_applications(at_night), Ok(()));
    }

    #[test]
    fn without_an_online_window_nobody_applies_online() {
        for windows in [vec![], vec![window(1, 3, false)]] {
            let t = of(Applying {
                windows,
                ..Applying::default()
            });
            assert_eq!(t.accepts_applications(at(2)), Err(OutOfTime::NotOnline));
        }
    }

    #[test]
    fn what_may_be_corrected_says_who_takes_back_what() {
        let t = |state: Option<CorrectedWhile>, until: Option<i64>, duplicates| {
            of(Applying {
                windows: vec![window(1, 3, true)],
                correction: state.map(|state| CorrectionRule {
                    until: until.map(|day| Moment::of(at(day))),
                    state,
                }),
                duplicates,
                ..Applying::default()
            })
        };
        use CorrectedWhile::{NotAccepted, Returned};
        for (state, until, duplicates, before, after) in [
            (None, None, None, Some(3), None),
            (Some(Returned), Some(5), None, None, None),
            (
                Some(Returned),
                Some(5),
                Some(Duplicates::KeepLast),
                Some(3),
                None,
            ),
            (Some(NotAccepted), Some(5), None, Some(5), Some(5)),
            (Some(NotAccepted), None, None, Some(3), Some(3)),
        ] {
            let t = t(state, until, duplicates);
            assert_eq!(t.taken_back_until(false), before.map(at), "{state:?}");
            assert_eq!(t.taken_back_until(true), after.map(at), "{state:?}");
        }
    }

    #[test]
    fn a_document_bears_the_dates_that_were_written_into_it() {
        let json = include_bytes!("../../tests/notices/O03-demo.json");
        let mut doc = RuleDocument::from_json(json).unwrap();
        let dates = Dates::from(at(20_000));
        dates.write(&mut doc);
        let t = Timetable::of(&doc);
        assert_eq!(t.opens(), Some(dates.applications_open));
        assert_eq!(t.closes(), Some(dates.applications_close));
        assert_eq!(t.corrections_close, Some(dates.corrections_close));
        assert_eq!(t.appeal.until, Some(dates.corrections_close));
        assert_eq!(t.tickets.from, Some(dates.tickets_from));
        assert_eq!(t.written_at, Some(dates.written_at));
        assert_eq!(t.interview_at, Some(dates.interview_at));
        assert_eq!(t.results_on, Some(dates.results_at.date()));
    }

    #[test]
    fn lots_that_are_drawn_on_the_day_wait_for_it() {
        let json = include_bytes!("../../tests/notices/O03-demo.json");
        let mut doc = RuleDocument::from_json(json).unwrap();
        let dates = Dates::from(at(20_000));
        dates.write(&mut doc);
        assert_eq!(Timetable::of(&doc).lots_from, None);
        let Some(Scoring::Panel(panel)) = &mut doc.stages[1].scoring else {
            panic!()
        };
        panel.lots = Some(Lots::DrawnOnTheDay);
        let from = Timetable::of(&doc).lots_from.unwrap();
        assert_eq!(from.date(), dates.interview_at.date());
        assert_eq!(from.shanghai().time(), NaiveTime::MIN);
    }

    #[test]
    fn people_of_one_post_sit_when_their_own_sitting_is() {
        let json = include_bytes!("../../tests/notices/O03-demo.json");
        let mut doc = RuleDocument::from_json(json).unwrap();
        let sitting_at = |code: &str, day, posts: &[&str]| Sitting {
            code: code.into(),
            scope: crate::rules::Scope {
                posts: posts.iter().map(|post| (*post).into()).collect(),
                ..Default::default()
            },
            at: Some(Moment::of(at(day))),
            arrive_by: vec![],
        };
        doc.stages[0].times.get_or_insert_default().sittings = vec![
            sitting_at("first", 30, &["GJZ-02"]),
            sitting_at("second", 31, &["GJZ-01"]),
        ];
        let at_post = |code: &str| sitting(&doc.stages[0], doc.post(&code.into()).unwrap());
        assert_eq!(at_post("GJZ-01"), Some(at(31)));
        assert_eq!(at_post("GJZ-02"), Some(at(30)));
        assert_eq!(at_post("GJZ-03"), None);
        assert_eq!(Timetable::of(&doc).written_at, Some(at(30)));
    }
}
