//! Who goes to the interview.

use super::*;

#[test]
fn a_tie_at_the_cut_admits_everybody_who_is_level() {
    on_both(async |mut world| {
        // Four places, twelve for the interview; places twelve to fourteen are level.
        let (office, _) = Office::open(&mut world, 18, |_| {}).await;
        let mut marks = whole(&[
            90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 70, 70, 70, 69, 59,
        ]);
        marks.extend([Mark::Absent, Mark::Violation]);
        office.written(&world, &marks).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows.iter().filter(|row| row.shortlisted).count(), 14);
        assert!(rows[13].shortlisted && !rows[14].shortlisted);
        let placings: Vec<_> = rows[14..].iter().map(|row| row.placing.0).collect();
        assert_eq!(
            placings,
            [
                Placing::Substitute(1),
                Placing::BelowLine,
                Placing::Absent,
                Placing::Violation
            ]
        );
        assert_eq!(world.events().await.last().unwrap(), "shortlist_decided");
        let again = refusal(decide_shortlist(&office.exam, office.campaign).await);
        assert_eq!(
            again,
            Refusal::Progress {
                needs: Progress::WrittenFrozen,
                stands: Progress::Shortlisted
            }
        );
    });
}

#[test]
fn an_opening_ratio_counts_everybody_who_applied_and_only_the_accepted_compete() {
    on_both(async |mut world| {
        // Four places need twelve people: eleven are accepted, one was rejected.
        let opening = |doc: &mut RuleDocument| {
            doc.opening = Some(vec![OpeningRule {
                clause: None,
                at: OpeningAt::Applied,
                needed: Quota::PerPlace(Ratio::whole(3)),
                otherwise: vec![OpeningCase {
                    up_to: None,
                    then: OpeningThen::Cancel,
                }],
                removed_places: RemovedPlaces::Lost,
            }]);
        };
        let campaign = campaign_with(&world, opening).await;
        let applications = accepted_applications(&world, campaign, 12).await;
        let db = &world.app.db.write;
        let refused = application::ActiveModel {
            id: Set(applications[11].0),
            stage: Set(Text(Stage::Rejected)),
            ..Default::default()
        };
        application::Entity::update(refused).exec(db).await.unwrap();
        let office = Office::seated(&mut world, campaign).await;
        office.written(&world, &whole(&[80; 11])).await;
        decide_shortlist(&office.exam, campaign).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows.len(), 11);
        assert!(
            rows.iter().all(|row| row.shortlisted),
            "the post goes ahead"
        );
        let campaign = by_id(&world.app.db.read, campaign).await.unwrap();
        let page = list_page(&office.exam, &campaign, RunStage::Shortlist, None)
            .await
            .unwrap();
        assert_eq!((page.people.len(), page.posts[0].counts.accepted), (11, 11));
    });
}

#[test]
fn a_bonus_counts_when_it_was_verified_and_not_before() {
    on_both(async |mut world| {
        let (office, applications) = Office::open(&mut world, 2, |_| {}).await;
        for (application, state) in applications
            .iter()
            .zip([ClaimState::Granted, ClaimState::Claimed])
        {
            let claim = bonus_claim::ActiveModel {
                id: Set(Uuid::now_v7()),
                application_id: Set(application.0),
                item: Set("veteran".into()),
                state: Set(Text(state)),
                note: Set(String::new()),
                decided_by: Set(None),
                decided_at: Set(None),
            };
            bonus_claim::Entity::insert(claim)
                .exec_without_returning(&world.app.db.write)
                .await
                .unwrap();
        }
        office.written(&world, &whole(&[70, 70])).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let found = people(&world).await;
        for (person, row) in found.iter().zip(standings(&world).await) {
            let granted = person.application_id == applications[0].0;
            let expected = if granted { (3, 73) } else { (0, 70) };
            assert_eq!(
                (row.bonus, row.written),
                (expected.0 * 10_000, Some(expected.1 * 10_000))
            );
        }
    });
}

#[test]
fn lots_are_drawn_once_and_repeat_from_their_seed() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 14, |_| {}).await;
        assert!(matches!(
            refusal(draw_lots(&office.exam, office.campaign).await),
            Refusal::Progress { .. }
        ));
        office
            .written(
                &world,
                &whole(&[90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 79, 78, 77]),
            )
            .await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        draw_lots(&office.exam, office.campaign).await.unwrap();
        assert_eq!(
            refusal(draw_lots(&office.exam, office.campaign).await),
            Refusal::AlreadyDrawn
        );
        let (_, _, seed) = app::interviews::queries::drawn(&world.app.db.read, office.campaign)
            .await
            .unwrap()
            .unwrap();
        let listed: Vec<_> = people(&world).await[..12]
            .iter()
            .map(|p| (p.id.into(), p.post_code.clone()))
            .collect();
        let rooms = rooms(&world.app.db.read, office.campaign).await.unwrap();
        let stored: HashMap<Uuid, String> = rooms
            .values()
            .flatten()
            .map(|drawn| (drawn.person.candidate, drawn.number.clone()))
            .collect();
        assert_eq!(stored.len(), 12);
        for lot in draw(&listed, seed) {
            assert_eq!(stored[&lot.candidate.0], lot.number);
        }
    });
}

#[test]
fn only_the_exam_centre_runs_the_rules_and_never_their_author() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 2, |_| {}).await;
        office.written(&world, &whole(&[80, 79])).await;
        let checker = decide_shortlist(&office.checker, office.campaign).await;
        assert!(matches!(checker, Err(AppError::Forbidden)));
        let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let mut author = office.exam.clone();
        author.actor.as_mut().unwrap().account = campaign.written_by[0];
        assert_eq!(
            refusal(decide_shortlist(&author, office.campaign).await),
            Refusal::SamePerson
        );
        assert!(standings(&world).await.is_empty());
    });
}

#[test]
fn everybody_seated_is_told_and_the_trail_names_the_run_by_its_digest() {
    on_both(async |mut world| {
        let (office, applications) = Office::open(&mut world, 3, |_| {}).await;
        office.written(&world, &whole(&[80, 59, 79])).await;
        let id = office.campaign;
        let told = trace::inbox_count(&world).await;
        decide_shortlist(&office.exam, id).await.unwrap();
        let run = latest(&world.app.db.read, id, RunStage::Shortlist).await;
        let run = run.unwrap().unwrap();
        let exam = office.exam.account().unwrap();
        assert_eq!((run.run_by, run.run_at), (exam, office.exam.now));
        let (who, what) = trace::last(&world).await;
        let expected = Event::ShortlistDecided {
            campaign: id,
            shortlisted: 2,
            digest: run.digest,
        };
        assert_eq!((who, what), (Some(exam), expected));
        assert_eq!(trace::inbox_count(&world).await, told + applications.len());
        let campaign = by_id(&world.app.db.read, id).await.unwrap();
        let (title, rules) = (&campaign.content.title, &campaign.timetable);
        for (person, row) in people(&world).await.iter().zip(standings(&world).await) {
            let (campaign, application) = (title.clone(), ApplicationId(person.application_id));
            let expected = if row.shortlisted {
                let interview_at = rules.interview_at;
                Notice::Shortlisted {
                    campaign,
                    application,
                    interview_at,
                }
            } else {
                Notice::NotShortlisted {
                    campaign,
                    application,
                }
            };
            let owner = owner(&world, application).await;
            assert_eq!(trace::inbox(&world, owner).await.last(), Some(&expected));
            let channels = match row.shortlisted {
                true => vec![Channel::Email, Channel::Sms],
                false => vec![Channel::Email],
            };
            assert_eq!(trace::sent(&world, owner, &expected).await, channels);
        }
    });
}

#[test]
fn a_list_of_nobody_is_decided_and_then_no_lots_are_drawn() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        let marks = [
            Mark::Scored(Points::whole(59)),
            Mark::Absent,
            Mark::Violation,
        ];
        office.written(&world, &marks).await;
        let id = office.campaign;
        decide_shortlist(&office.exam, id).await.unwrap();
        assert!(standings(&world).await.iter().all(|row| !row.shortlisted));
        let (_, what) = trace::last(&world).await;
        assert!(matches!(
            what,
            Event::ShortlistDecided { shortlisted: 0, .. }
        ));
        let told = trace::refused(&world, draw_lots(&office.exam, id)).await;
        assert_eq!(told, Refusal::NoCandidates);
    });
}

#[test]
fn a_line_is_reached_by_its_very_figure_and_missed_by_the_least_step_below_it() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        let marks = ["60", "59.99", "59.9999"].map(|mark| Mark::Scored(mark.parse().unwrap()));
        office.written(&world, &marks).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let listed: Vec<_> = standings(&world)
            .await
            .iter()
            .map(|row| (row.shortlisted, row.placing.0))
            .collect();
        assert!(listed[0].0);
        for below in &listed[1..] {
            assert_eq!(*below, (false, Placing::BelowLine));
        }
    });
}

#[test]
fn a_bonus_lifts_nobody_over_the_line_and_counts_for_the_place_on_the_list() {
    on_both(async |mut world| {
        // One place, so that three are called; the fourth on paper has a bonus of three, and so has the one below the line.
        let (office, _) = Office::open(&mut world, 5, |doc| {
            doc.posts[0].places = Some(1);
            doc.stated_places = None;
        })
        .await;
        let found = people(&world).await;
        for person in [&found[3], &found[4]] {
            let claim = bonus_claim::ActiveModel {
                id: Set(Uuid::now_v7()),
                application_id: Set(person.application_id),
                item: Set("veteran".into()),
                state: Set(Text(ClaimState::Granted)),
                note: Set(String::new()),
                decided_by: Set(None),
                decided_at: Set(None),
            };
            bonus_claim::Entity::insert(claim)
                .exec_without_returning(&world.app.db.write)
                .await
                .unwrap();
        }
        office.written(&world, &whole(&[80, 79, 77, 75, 58])).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        let listed: Vec<bool> = rows.iter().map(|row| row.shortlisted).collect();
        assert_eq!(listed, [true, true, false, true, false]);
        assert_eq!(rows[4].placing.0, Placing::BelowLine, "58 and three");
    });
}

#[test]
fn a_second_recruitment_leaves_the_lists_of_the_first_alone() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        office.written(&world, &whole(&[80, 79, 59])).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let first = standings(&world).await;
        let second = campaign_with(&world, totals::interview_alone).await;
        accepted_applications(&world, second, 2).await;
        let other = Office::seated(&mut world, second).await;
        decide_shortlist(&other.exam, second).await.unwrap();
        let rows = standings(&world).await;
        let of = |id: CampaignId| rows.iter().filter(move |row| row.campaign_id == id.0);
        assert_eq!(of(office.campaign).cloned().collect::<Vec<_>>(), first);
        assert_eq!(of(second).count(), 2);
    });
}
