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
        marks.extend([Entry::Absent, Entry::Violation]);
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
        author.actor.as_mut().unwrap().account = campaign.drafted_by;
        assert_eq!(
            refusal(decide_shortlist(&author, office.campaign).await),
            Refusal::SamePerson
        );
        assert!(standings(&world).await.is_empty());
    });
}
