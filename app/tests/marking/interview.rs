//! The sheets of the interview: one figure from each examiner, by lot, and no name.

use super::*;

pub struct Panel {
    pub office: Totalled,
    pub first: Ctx,
    pub second: Ctx,
    pub checker: Ctx,
    pub lots: Vec<String>,
}

impl Panel {
    /// Lots are drawn; the interview was some days ago.
    pub async fn open(world: &World) -> Self {
        let office = totalled_campaign(world).await;
        office.stands_at(world, Progress::Shortlisted).await;
        draw_lots(&office.exam_centre, office.id).await.unwrap();
        let lots = lot::Entity::find()
            .order_by_asc(lot::Column::Number)
            .all(&world.app.db.read)
            .await
            .unwrap();
        Panel {
            first: world.staff(Role::Recorder, DISTRICT).await,
            second: world.staff(Role::Recorder, DISTRICT).await,
            checker: world.staff(Role::TallyChecker, DISTRICT).await,
            lots: lots.into_iter().map(|lot| lot.number).collect(),
            office,
        }
    }

    /// Seven figures on each of these sheets.
    async fn typed(
        &self,
        who: &Ctx,
        pass: Pass,
        sheets: &[(&str, [&str; 7])],
    ) -> Result<usize, AppError> {
        let lines: Vec<Line> = sheets
            .iter()
            .map(|(sheet, figures)| Line {
                sheet: (*sheet).to_owned(),
                figures: figures.map(|text| Figure::Typed(text.to_owned())).to_vec(),
            })
            .collect();
        enter_lines(who, self.office.id, Interview, pass, &lines).await
    }

    /// Every sheet twice, all examiners alike.
    async fn all(&self) {
        for (who, pass) in [(&self.first, Pass::First), (&self.second, Pass::Second)] {
            let sheets: Vec<_> = self
                .lots
                .iter()
                .map(|lot| (lot.as_str(), ["80"; 7]))
                .collect();
            self.typed(who, pass, &sheets).await.unwrap();
        }
    }

    async fn tally(&self, world: &World) -> Tally {
        let campaign = by_id(&world.app.db.read, self.office.id).await.unwrap();
        comparison(&world.app.db.read, &campaign, Interview)
            .await
            .unwrap()
            .tally
    }
}

#[test]
fn a_sheet_carries_one_figure_of_each_examiner() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let lot = panel.lots[0].as_str();
        let marks = ["80", "81", "82.5", "79", "80", "81", "80"];
        panel
            .typed(&panel.first, Pass::First, &[(lot, marks)])
            .await
            .unwrap();
        assert_eq!(stored(&world).await, 7);
        let entered = Event::MarksEntered {
            campaign: panel.office.id,
            kind: Interview,
            pass: Pass::First,
            sheets: vec![lot.to_owned()],
        };
        assert_eq!(
            last_entry(&world).await,
            (panel.first.account().ok(), entered)
        );
        let tally = panel.tally(&world).await;
        assert_eq!(tally.expected, panel.lots.len() * 7);
        assert_eq!((tally.agreed, tally.differing), (0, 0));
    });
}

#[test]
fn a_sheet_with_an_empty_box_is_not_stored_and_every_gap_is_named() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let lot = panel.lots[0].as_str();
        let gaps = ["80", "", "101", "79", "80", "", "80"];
        let told = invalid(
            &world,
            panel.typed(&panel.first, Pass::First, &[(lot, gaps)]),
        )
        .await;
        let full = Points::whole(100);
        assert_eq!(
            told,
            [
                FieldProblem::new("r0i1", Problem::Points(BadPoints::Empty)),
                FieldProblem::new("r0i2", Problem::AboveFullMark { full }),
                FieldProblem::new("r0i5", Problem::Points(BadPoints::Empty)),
            ]
        );
    });
}

#[test]
fn one_word_says_for_the_whole_panel_that_somebody_did_not_come() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let lot = panel.lots[0].as_str();
        let alone = ["缺考", "", "", "", "", "", ""];
        panel
            .typed(&panel.first, Pass::First, &[(lot, alone)])
            .await
            .unwrap();
        panel
            .typed(&panel.second, Pass::Second, &[(lot, ["缺考"; 7])])
            .await
            .unwrap();
        assert_eq!(panel.tally(&world).await.agreed, 7);
    });
}

#[test]
fn a_script_number_is_no_lot_and_a_lot_no_script_number() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        for unknown in ["A-0001", "99-01", &panel.office.people[0].ticket] {
            let sheets = [(unknown, ["80"; 7])];
            let told = panel.typed(&panel.first, Pass::First, &sheets);
            let told = invalid(&world, told).await;
            assert_eq!(
                told,
                [FieldProblem::new("r0", Problem::UnknownSheet)],
                "{unknown}"
            );
        }
        // The written marks are long frozen.
        let written = line(&panel.lots[0], "80");
        let late = enter_lines(
            &panel.first,
            panel.office.id,
            Written,
            Pass::First,
            std::slice::from_ref(&written),
        );
        assert_eq!(refused(&world, late).await, Refusal::Frozen);
    });
}

#[test]
fn interview_marks_wait_for_the_day_of_the_interview() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let from = world.now.plus_days(-18);
        let early = at(&panel.first, Instant(from.0 - 1));
        let sheets = [(panel.lots[0].as_str(), ["80"; 7])];
        let typed = panel.typed(&early, Pass::First, &sheets);
        assert_eq!(refused(&world, typed).await, Refusal::NotOpen { from });
        panel
            .typed(&at(&panel.first, from), Pass::First, &sheets)
            .await
            .unwrap();
    });
}

#[test]
fn one_examiners_figure_is_settled_apart_from_the_others() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let lot = panel.lots[0].as_str();
        panel
            .typed(&panel.first, Pass::First, &[(lot, ["80"; 7])])
            .await
            .unwrap();
        let other = ["80", "80", "83", "80", "80", "80", "80"];
        panel
            .typed(&panel.second, Pass::Second, &[(lot, other)])
            .await
            .unwrap();
        let tally = panel.tally(&world).await;
        assert_eq!((tally.agreed, tally.differing), (6, 1));
        let about = |item: &str| Ruling {
            sheet: lot.to_owned(),
            item: item.to_owned(),
            choice: Some(Choice::Second),
            reason: String::new(),
        };
        let id = panel.office.id;
        let agreed = about("2");
        let refusal = refused(&world, settle(&panel.checker, id, Interview, &agreed)).await;
        assert_eq!(refusal, Refusal::NotDiffering);
        settle(&panel.checker, id, Interview, &about("3"))
            .await
            .unwrap();
        let tally = panel.tally(&world).await;
        assert_eq!((tally.agreed, tally.differing, tally.settled), (6, 0, 1));
        // One settled figure keeps the whole sheet.
        let back = take_back(&panel.first, id, Interview, Pass::First, lot);
        assert_eq!(refused(&world, back).await, Refusal::AlreadySettled);
    });
}

#[test]
fn two_signatures_freeze_the_interview_and_reveal_no_key() {
    on_both(async |world| {
        let panel = Panel::open(&world).await;
        let (id, exam) = (panel.office.id, &panel.office.exam_centre);
        let count = panel.lots.len() * 7;
        let early = refused(&world, sign(exam, id, Interview)).await;
        assert_eq!(early, Refusal::MarksMissing { count });
        panel.all().await;
        assert_eq!(sign(exam, id, Interview).await.unwrap(), Signature::First);
        assert_eq!(
            refused(&world, sign(exam, id, Interview)).await,
            Refusal::SamePerson
        );
        assert_eq!(
            sign(&panel.checker, id, Interview).await.unwrap(),
            Signature::Frozen
        );
        let (_, what) = last_entry(&world).await;
        assert!(
            matches!(
                &what,
                Event::MarksFrozen {
                    kind: Interview,
                    script_key: None,
                    ..
                }
            ),
            "{what:?}"
        );
        let campaign = by_id(&world.app.db.read, id).await.unwrap();
        assert_eq!(campaign.progress, Progress::InterviewFrozen);
        let figures = frozen(&world.app.db.read, &campaign, Interview)
            .await
            .unwrap();
        assert_eq!(figures.len(), count);
        let again = refused(&world, sign(&panel.checker, id, Interview)).await;
        assert_eq!(again, Refusal::Frozen);
    });
}
