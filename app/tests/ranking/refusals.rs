//! Who may decide, when, and what else stands between a run and its decision; nothing refused leaves a trace.

use super::*;
use app::{
    campaigns::commands as campaigns,
    entity::{campaign, mark_entry, run},
};
use domain::{
    access::Jurisdiction,
    campaigns::{CampaignState, Draft},
    rules::Ties,
};
use sea_orm::PaginatorTrait;
use trace::{only_for_its_own, refused, traceless};

/// Staff with every other duty of a recruitment, and somebody who applies.
async fn others(world: &World) -> Vec<Ctx> {
    let mut others = vec![world.applicant("1990-01-02").await];
    for role in [
        Role::Recorder,
        Role::TallyChecker,
        Role::Organiser,
        Role::DistrictReviewer,
        Role::Approver,
        Role::Publisher,
        Role::Inspector,
    ] {
        others.push(world.staff(role, DISTRICT).await);
    }
    others
}

/// The exam centre as the person who wrote the rules, and as the one who checked them.
async fn authors(world: &World, office: &Office) -> [Ctx; 2] {
    let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
    let wrote = [campaign.written_by[0], campaign.checked_by.unwrap()];
    wrote.map(|account| {
        let mut author = office.exam.clone();
        author.actor.as_mut().unwrap().account = account;
        author
    })
}

async fn stands_at(world: &World, id: CampaignId, progress: Progress) {
    let row = campaign::ActiveModel {
        id: Set(id.0),
        progress: Set(Text(progress)),
        ..Default::default()
    };
    let saved = campaign::Entity::update(row).exec(&world.app.db.write);
    saved.await.unwrap();
}

async fn runs(world: &World) -> u64 {
    let all = run::Entity::find().count(&world.app.db.write).await;
    all.unwrap()
}

#[test]
fn each_list_is_decided_by_the_exam_centre_of_its_place_and_by_nobody_else() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[80, 79], &[], |_| {}).await;
        let others = others(&world).await;
        let elsewhere = world.staff(Role::ExamCentre, "990000/990002").await;
        let id = office.campaign;
        only_for_its_own(&world, &others, &elsewhere, async |who| {
            decide_shortlist(who, id).await
        })
        .await;
        only_for_its_own(&world, &others, &elsewhere, async |who| {
            compute_totals(who, id).await
        })
        .await;
        let typed = Typed::from([("extra-1", "80")]);
        only_for_its_own(&world, &others, &elsewhere, async |who| {
            record_extra_tests(who, id, &typed).await
        })
        .await;
        // The city's own exam centre is responsible for its districts.
        let city = world.staff(Role::ExamCentre, CITY).await;
        compute_totals(&world.later(&city), id).await.unwrap();
    });
}

#[test]
fn who_wrote_or_checked_the_rules_decides_nothing_by_them() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[80, 79], &[], |_| {}).await;
        for author in authors(&world, &office).await {
            let typed = Typed::from([("extra-1", "80")]);
            for told in [
                refused(&world, decide_shortlist(&author, office.campaign)).await,
                refused(&world, compute_totals(&author, office.campaign)).await,
                refused(&world, record_extra_tests(&author, office.campaign, &typed)).await,
            ] {
                assert_eq!(told, Refusal::SamePerson);
            }
        }
    });
}

#[test]
fn a_list_is_decided_at_its_own_step_of_the_course_and_at_no_other() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[80, 79], &[], |_| {}).await;
        let id = office.campaign;
        let exam = world.later(&office.exam);
        for stands in [
            Progress::Announced,
            Progress::Seated,
            Progress::WrittenFrozen,
            Progress::Shortlisted,
            Progress::InterviewFrozen,
            Progress::Totalled,
            Progress::Published,
        ] {
            stands_at(&world, id, stands).await;
            for (list, needs) in [
                (RunStage::Shortlist, Progress::WrittenFrozen),
                (RunStage::Totals, Progress::InterviewFrozen),
            ] {
                if stands == needs {
                    continue;
                }
                let told = match list {
                    RunStage::Shortlist => refused(&world, decide_shortlist(&exam, id)).await,
                    RunStage::Totals => refused(&world, compute_totals(&exam, id)).await,
                };
                assert_eq!(told, Refusal::Progress { needs, stands });
            }
            let prepared = [Progress::WrittenFrozen, Progress::InterviewFrozen];
            if !prepared.contains(&stands) {
                let typed = Typed::default();
                let told = refused(&world, record_extra_tests(&exam, id, &typed)).await;
                let needs = Progress::InterviewFrozen;
                assert_eq!(told, Refusal::Progress { needs, stands });
            }
        }
    });
}

#[test]
fn nothing_is_decided_of_a_draft_or_of_a_recruitment_that_is_none() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let rules = include_bytes!("../../domain/tests/notices/O03-demo.json");
        let draft = Draft {
            title: "甘井子区公开招聘社区工作者".into(),
            title_en: String::new(),
            organiser: "甘井子区民政局".into(),
            contact: String::new(),
            announcement: "公开招聘。".into(),
            rules: RuleDocument::from_json(rules).unwrap(),
        };
        let scope = Jurisdiction(DISTRICT.into());
        let id = campaigns::draft(&author, "gjz-2027", &scope, draft).await;
        let id = id.unwrap();
        let state = CampaignState::Draft;
        for told in [
            refused(&world, decide_shortlist(&exam, id)).await,
            refused(&world, compute_totals(&exam, id)).await,
        ] {
            assert_eq!(told, Refusal::CampaignState { state });
        }
        let none = CampaignId(Uuid::now_v7());
        for told in [
            traceless(&world, decide_shortlist(&exam, none)).await,
            traceless(&world, compute_totals(&exam, none)).await,
            traceless(&world, record_extra_tests(&exam, none, &Typed::default())).await,
        ] {
            assert!(matches!(told, AppError::NotFound), "{told:?}");
        }
    });
}

#[test]
fn of_two_who_decide_at_once_one_decides() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        office.written(&world, &whole(&[80, 79, 59])).await;
        let id = office.campaign;
        let second = world.staff(Role::ExamCentre, DISTRICT).await;
        let (one, other) = tokio::join!(
            decide_shortlist(&office.exam, id),
            decide_shortlist(&second, id)
        );
        assert_eq!(
            usize::from(one.is_ok()) + usize::from(other.is_ok()),
            1,
            "{one:?} {other:?}"
        );
        let told = [one, other].into_iter().find(Result::is_err).unwrap();
        let stands = Progress::Shortlisted;
        let needs = Progress::WrittenFrozen;
        assert_eq!(refusal(told), Refusal::Progress { needs, stands });
        assert_eq!(runs(&world).await, 1);
        let events = world.events().await;
        let decided = events.iter().filter(|name| *name == "shortlist_decided");
        assert_eq!(decided.count(), 1);

        draw_lots(&office.exam, id).await.unwrap();
        office.interviews(&mut world, &[]).await;
        let (exam, second) = (world.later(&office.exam), world.later(&second));
        let (one, other) = tokio::join!(compute_totals(&exam, id), compute_totals(&second, id));
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        assert_eq!(runs(&world).await, 2);
    });
}

#[test]
fn without_signed_marks_nothing_is_decided_wherever_the_recruitment_claims_to_stand() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        let id = office.campaign;
        stands_at(&world, id, Progress::WrittenFrozen).await;
        let told = refused(&world, decide_shortlist(&office.exam, id)).await;
        assert_eq!(told, Refusal::MarksMissing { count: 3 });
        stands_at(&world, id, Progress::Seated).await;
        office.written(&world, &whole(&[80, 79, 59])).await;
        decide_shortlist(&office.exam, id).await.unwrap();
        draw_lots(&office.exam, id).await.unwrap();
        stands_at(&world, id, Progress::InterviewFrozen).await;
        let told = refused(&world, compute_totals(&office.exam, id)).await;
        assert_eq!(told, Refusal::MarksMissing { count: 2 * 7 });
    });
}

#[test]
fn marks_that_were_altered_behind_the_signatures_are_decided_by_nobody() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        office.written(&world, &whole(&[80, 79, 59])).await;
        let db = &world.app.db.write;
        for entry in mark_entry::Entity::find().all(db).await.unwrap() {
            if entry.points == Some(59 * 10_000) {
                let row = mark_entry::ActiveModel {
                    id: Set(entry.id),
                    points: Set(Some(95 * 10_000)),
                    ..Default::default()
                };
                mark_entry::Entity::update(row).exec(db).await.unwrap();
            }
        }
        let told = traceless(&world, decide_shortlist(&office.exam, office.campaign)).await;
        assert!(matches!(told, AppError::Fault(_)), "{told:?}");
        let stands = progress(&world, office.campaign).await;
        assert_eq!(stands, Progress::WrittenFrozen);
    });
}

/// The last place is left to a body.
fn left_to_a_body(level: &mut Option<Ties>) {
    level.get_or_insert_default().then = StillLevel::Body;
}

#[test]
fn what_the_rules_leave_to_a_body_is_decided_by_no_button() {
    on_both(async |mut world| {
        // Four places, twelve for the interview; places twelve and thirteen are level.
        let (office, _) = Office::open(&mut world, 13, |doc| {
            left_to_a_body(&mut doc.stages[0].cut.as_mut().unwrap().level);
        })
        .await;
        let marks = [90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 70, 70];
        office.written(&world, &whole(&marks)).await;
        let id = office.campaign;
        let told = refused(&world, decide_shortlist(&office.exam, id)).await;
        assert_eq!(told, Refusal::DecisionsOpen { count: 1 });
        let campaign = by_id(&world.app.db.read, id).await.unwrap();
        let page = list_page(&office.exam, &campaign, RunStage::Shortlist, None).await;
        let page = page.unwrap();
        assert_eq!(page.blocked, Some(told), "the button says the same");
        let blocking: Vec<_> = page.open.iter().filter(|open| open.blocks).collect();
        assert_eq!(blocking.len(), 1);
        let people = people(&world).await;
        for level in &people[11..13] {
            let name = &page.names[&level.ticket];
            assert!(blocking[0].text.contains(name), "{}", blocking[0].text);
        }
        assert!(page.tests.is_empty(), "nobody sits a test for it");
        let typed = Typed::from([("extra-1", "80")]);
        let told = traceless(&world, record_extra_tests(&office.exam, id, &typed)).await;
        let missing = [FieldProblem::new("tests", Problem::Missing)];
        assert!(matches!(told, AppError::Invalid(ref all) if *all == missing));
    });
}

#[test]
fn a_tie_among_the_totals_that_a_body_orders_keeps_them_from_being_final() {
    on_both(async |mut world| {
        // Four places; the fourth and the fifth are level in everything.
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], |doc| {
            left_to_a_body(&mut doc.ties);
        })
        .await;
        let exam = world.later(&office.exam);
        let told = refused(&world, compute_totals(&exam, office.campaign)).await;
        assert_eq!(told, Refusal::DecisionsOpen { count: 1 });
    });
}
