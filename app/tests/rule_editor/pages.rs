//! The pages of the editor, and who opens them.

use super::*;

#[test]
fn every_page_of_the_editor_opens() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let (status, list) = ask(
            &world,
            &author,
            "GET",
            &format!("/desk/{CODE}/rules"),
            &Typed::default(),
        )
        .await;
        assert_eq!(status, StatusCode::OK);
        for part in Part::all() {
            assert!(
                list.contains(&address(part)),
                "{part:?} is reached from the list"
            );
            let (status, page) =
                ask(&world, &author, "GET", &address(part), &Typed::default()).await;
            assert_eq!(status, StatusCode::OK, "{part:?}");
            assert!(page.contains("name=\"revision\" value=\"0\""), "{part:?}");
        }
        let (status, _) = ask(
            &world,
            &author,
            "GET",
            &format!("/desk/{CODE}/rules/nothing"),
            &Typed::default(),
        )
        .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn only_the_organisers_of_the_place_edit_its_rules() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let elsewhere = world.staff(Role::Organiser, OTHER_STREET).await;
        let typed = sent(&rules(), Part::Total, 0);
        let (status, _) = ask(&world, &elsewhere, "POST", &address(Part::Total), &typed).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        commands::hand_in(&author, id).await.unwrap();
        let (status, _) = ask(&world, &author, "POST", &address(Part::Total), &typed).await;
        assert_eq!(status, StatusCode::CONFLICT, "no longer a draft");
    });
}

#[test]
fn an_address_that_cannot_be_read_is_answered_in_the_readers_words() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let rules = format!("/desk/{CODE}/rules");
        for path in [
            format!("{rules}/versions?from=abc&to=1"),
            format!("{rules}?saved=1&saved=2"),
            format!("/campaigns/{CODE}/results/first"),
        ] {
            let (status, page) = ask(&world, &author, "GET", &path, &Typed::default()).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.contains("<main"), "{path}: {page}");
        }
    });
}

#[test]
fn the_list_shows_the_course_in_cards_and_the_defaults_in_one_folded_line() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let list = format!("/desk/{CODE}/rules");
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        for shown in [
            "class=\"course\"",
            "<dt>计分</dt>",
            "<dt>合格线</dt>",
            "<dt>往下走</dt>",
            "/rules/stages#stages-1",
            "/rules/after#steps-0",
        ] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let counted = page.matches("按默认规则。</summary>").count();
        assert_eq!(counted, 1, "{page}");
        assert!(!page.contains("按默认规则。</a>"), "{page}");
        // A stage is begun from the list as well.
        let typed = Typed::from([("act", "stages:add"), ("revision", "0")]);
        let (status, page) = ask(&world, &author, "POST", &address(Part::Stages), &typed).await;
        assert_eq!(status, StatusCode::OK);
        let new = format!("id=\"stages-{}-name\"", rules().stages.len());
        assert!(page.contains(&new) && page.contains("id=\"stages-0-name\""));
    });
}

#[test]
fn each_card_of_the_course_counts_its_findings_and_says_its_days() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut odd = rules();
        let lines = odd.stages[1].lines.as_mut().unwrap();
        lines[0].at = LineAt::Fixed(Points::whole(999));
        odd.publication = serde_json::from_value(serde_json::json!([{
            "of": {"results": "interview"}, "what": "面试成绩", "days": 3, "kind": "working", "at": "2026-12-20"
        }]))
        .unwrap();
        rewritten(&author, id, &odd).await;
        let list = format!("/desk/{CODE}/rules");
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        let mut cards = page.split("<ol class=\"course\">").nth(1).unwrap();
        cards = cards.split("</ol>").next().unwrap();
        let interview = cards.split("<h3>").nth(2).unwrap();
        for shown in [
            "1处要看",
            "<dt>公布</dt>",
            "2026年12月20日发布",
            "class=\"ticks",
        ] {
            assert!(interview.contains(shown), "{shown}: {interview}");
        }
        let written = cards.split("<h3>").nth(1).unwrap();
        assert!(!written.contains("处要看"), "{written}");
        let tally = page.split("class=\"tally\"").nth(1).unwrap();
        let posts = format!("<dd>{}</dd>", odd.posts.len());
        assert!(tally.contains(&posts), "{tally}");
        assert!(tally.contains("class=\"bad\"><dt>必须先解决"), "{tally}");
    });
}
