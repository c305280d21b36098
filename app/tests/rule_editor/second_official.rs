//! Handing in, and the second official: reads everything, announces or sends back.

use super::*;
use domain::{campaigns::CampaignState, events::Event};
use trace::{last, rows};

const HAND_IN: &str = "/desk/qs-2026/hand-in";
const CHECK: &str = "/desk/qs-2026/check";
const ANNOUNCE: &str = "/desk/qs-2026/announce";
const SEND_BACK: &str = "/desk/qs-2026/send-back";

async fn state(world: &World, id: CampaignId) -> CampaignState {
    let campaign = queries::by_id(&world.app.db.read, id).await;
    campaign.unwrap().state
}

fn note(text: &str) -> Typed {
    Typed::from([("note", text)])
}

#[test]
fn a_draft_goes_from_its_author_to_a_second_official_and_to_the_public() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let nothing = Typed::default();
        let (status, _) = ask(&world, &author, "POST", HAND_IN, &nothing).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(state(&world, id).await, CampaignState::InCheck);
        let who = author.account().ok();
        let event = Event::CampaignHandedIn { campaign: id };
        assert_eq!(last(&world).await, (who, event));
        let (status, page) = ask(&world, &checker, "GET", CHECK, &nothing).await;
        assert_eq!(status, StatusCode::OK);
        for shown in ["2026年青松区", "见岗位表", "schema_version"] {
            assert!(page.contains(shown), "{shown}");
        }
        let (status, _) = ask(&world, &checker, "POST", ANNOUNCE, &nothing).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(state(&world, id).await, CampaignState::Announced);
        let (who, event) = last(&world).await;
        assert_eq!(who, checker.account().ok());
        assert!(matches!(event, Event::CampaignAnnounced { version: 1, .. }));
        let look = trace::Look::anybody(&world);
        let public = look.get("/campaigns/qs-2026").await;
        assert_eq!(public.status, StatusCode::OK);
    });
}

#[test]
fn who_drafted_it_announces_nothing_and_is_told_why_before_pressing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        commands::hand_in(&author, id).await.unwrap();
        let nothing = Typed::default();
        let (_, page) = ask(&world, &author, "GET", CHECK, &nothing).await;
        let form = page
            .split("action=\"/desk/qs-2026/announce\"")
            .nth(1)
            .unwrap();
        let form = form.split("</form>").next().unwrap();
        assert!(form.contains(" disabled"), "{form}");
        let before = rows(&world).await;
        let (status, page) = ask(&world, &author, "POST", ANNOUNCE, &nothing).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(page.contains("<main"));
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn what_is_sent_back_carries_a_note_that_its_author_reads() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        commands::hand_in(&author, id).await.unwrap();
        let before = rows(&world).await;
        for silent in ["", "  \n"] {
            let (status, page) = ask(&world, &checker, "POST", SEND_BACK, &note(silent)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.contains("id=\"note-error\""), "{page}");
        }
        assert!(rows(&world).await == before, "no trace");
        let (status, _) = ask(&world, &checker, "POST", SEND_BACK, &note(" 合格线写错了 ")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(state(&world, id).await, CampaignState::Draft);
        let note = "合格线写错了".to_owned();
        let event = Event::CampaignSentBack { campaign: id, note };
        assert_eq!(last(&world).await, (checker.account().ok(), event));
        let list = format!("/desk/{CODE}/rules");
        let (status, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert_eq!(status, StatusCode::OK, "it is a draft again: {page}");
        let desk = "/desk";
        let (_, page) = ask(&world, &author, "GET", desk, &Typed::default()).await;
        assert!(page.contains("合格线写错了"), "{page}");
    });
}

#[test]
fn each_act_of_the_check_is_refused_at_any_other_time() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let typed = note("再看一遍");
        for announced in [false, true] {
            if announced {
                commands::hand_in(&author, id).await.unwrap();
                commands::announce(&checker, id).await.unwrap();
            }
            let before = rows(&world).await;
            for path in [ANNOUNCE, SEND_BACK] {
                let (status, _) = ask(&world, &checker, "POST", path, &typed).await;
                assert_eq!(status, StatusCode::CONFLICT, "{path}");
            }
            assert!(rows(&world).await == before, "no trace");
        }
    });
}

#[test]
fn the_check_is_open_to_the_organisers_of_the_place_and_to_nobody_else() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        commands::hand_in(&author, id).await.unwrap();
        let shut = [
            world.staff(Role::Organiser, OTHER_STREET).await,
            world.staff(Role::ExamCentre, DISTRICT).await,
            world.staff(Role::Inspector, DISTRICT).await,
            world.applicant("1990-01-02").await,
        ];
        let before = rows(&world).await;
        for who in &shut {
            for (method, path) in [("GET", CHECK), ("POST", ANNOUNCE), ("POST", SEND_BACK)] {
                let (status, _) = ask(&world, who, method, path, &note("再看")).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}");
            }
        }
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn rules_that_block_are_not_handed_in() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut broken = rules();
        broken.stages[1].lines.as_mut().unwrap()[0].at = LineAt::Fixed(Points::whole(999));
        rewritten(&author, id, &broken).await;
        let list = format!("/desk/{CODE}/rules");
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert!(
            !page.contains("action=\"/desk/qs-2026/hand-in\""),
            "no button"
        );
        let before = rows(&world).await;
        let (status, page) = ask(&world, &author, "POST", HAND_IN, &Typed::default()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("<main"));
        assert!(rows(&world).await == before, "no trace");
        assert_eq!(state(&world, id).await, CampaignState::Draft);
    });
}
