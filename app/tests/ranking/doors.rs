//! The exam centre's doors: where an act leads, and what a refused one shows.

use super::*;
use trace::Look;

async fn desk(world: &World, office: &Office) -> String {
    let campaign = by_id(&world.app.db.read, office.campaign).await;
    format!("/desk/{}", campaign.unwrap().code)
}

#[test]
fn each_act_leads_to_its_list_and_a_second_click_is_told_on_the_same_page() {
    on_both(async |mut world| {
        let written = [90, 89, 88, 80, 80];
        let change = extra_tests::with_extra_test;
        let (office, _) = Office::open(&mut world, 5, change).await;
        let desk = desk(&world, &office).await;
        office.written(&world, &whole(&written)).await;
        let (shortlist, totals) = (format!("{desk}/shortlist"), format!("{desk}/totals"));
        let exam = world.later(&office.exam);
        let look = Look::of(&world, &exam);
        let done = look.post(&shortlist, "").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(done.header("location"), shortlist);
        let again = look.post(&shortlist, "").await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.text().contains("<main"));
        draw_lots(&exam, office.campaign).await.unwrap();
        office.interviews(&mut world, &[]).await;
        let exam = world.later(&office.exam);
        let look = Look::of(&world, &exam);
        let open = look.post(&totals, "").await;
        assert_eq!(open.status, StatusCode::CONFLICT);
        assert!(open.text().contains("GJZ-01"), "the post that is open");
        let people = people(&world).await;
        let form = |fourth: &str, fifth: &str| {
            let wanted = |at: usize| TestWanted {
                test: "extra".into(),
                candidate: people[at].ticket.clone(),
            };
            let (one, other) = (test_field(&wanted(3)), test_field(&wanted(4)));
            format!("{one}={fourth}&{other}={fifth}")
        };
        let tests = format!("{desk}/extra-tests");
        let wrong = look.post(&tests, &form("eighty", "81")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["value=\"eighty\"", "value=\"81\""] {
            assert!(wrong.text().contains(kept), "{kept}");
        }
        let done = look.post(&tests, &form("80", "81")).await;
        assert_eq!(done.header("location"), totals);
        let done = look.post(&totals, "").await;
        assert_eq!(done.header("location"), totals);
        let late = look.post(&tests, &form("82", "81")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    });
}

#[test]
fn a_post_that_does_not_exist_is_none_and_the_first_with_people_is_shown() {
    on_both(async |mut world| {
        let campaign = campaign_with(&world, |_| {}).await;
        accepted_for(&world, campaign, "GJZ-02", 2).await;
        let office = Office::seated(&mut world, campaign).await;
        office.written(&world, &whole(&[80, 79])).await;
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        for (asked, chosen) in [
            (None, "GJZ-02"),
            (Some("GJZ-99"), "GJZ-02"),
            (Some(""), "GJZ-02"),
            (Some("GJZ-01"), "GJZ-01"),
        ] {
            let page = list_page(&office.exam, &found, RunStage::Shortlist, asked).await;
            let page = page.unwrap();
            assert_eq!(page.chosen, chosen, "{asked:?}");
            let expected = if chosen == "GJZ-02" { 2 } else { 0 };
            assert_eq!(page.people.len(), expected);
        }
    });
}

#[test]
fn a_preview_decides_nothing_and_follows_what_is_granted_meanwhile() {
    on_both(async |mut world| {
        let (office, applications) = Office::open(&mut world, 2, |_| {}).await;
        office.written(&world, &whole(&[80, 80])).await;
        let found = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let bonuses = async |world: &World| {
            let page = list_page(&office.exam, &found, RunStage::Shortlist, None).await;
            let page = page.unwrap();
            assert!(page.decided.is_none());
            let mut all: Vec<_> = page.people.iter().map(|one| one.line.bonus).collect();
            all.sort();
            assert!(standings(world).await.is_empty(), "nothing is stored");
            all
        };
        let before = trace::rows(&world).await;
        assert_eq!(bonuses(&world).await, [Points::ZERO; 2]);
        assert!(trace::rows(&world).await == before, "no trace");
        let claim = bonus_claim::ActiveModel {
            id: Set(Uuid::now_v7()),
            application_id: Set(applications[0].0),
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
        assert_eq!(bonuses(&world).await, [Points::ZERO, Points::whole(3)]);
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let page = list_page(&office.exam, &found, RunStage::Shortlist, None).await;
        let (at, by, digest) = page.unwrap().decided.unwrap();
        let run = latest(&world.app.db.read, office.campaign, RunStage::Shortlist).await;
        assert_eq!(
            (at, digest),
            (office.exam.now, run.unwrap().unwrap().digest)
        );
        assert_eq!(by, office.exam.actor().unwrap().name);
    });
}
