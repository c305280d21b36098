//! Forms of parts: read back, saved, told what is wrong, rearranged by buttons.

use super::*;

#[test]
fn a_form_that_is_sent_back_untouched_changes_nothing_in_any_notice() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let Some(laid) = families::lay_out(&doc, part) else {
                continue;
            };
            let (after, read) = families::read(&doc, part, &laid.form.typed).unwrap();
            assert_eq!(read.form.problems, [], "{name} {part:?}");
            assert_eq!(differences(&doc, &after), [], "{name} {part:?}");
        }
    }
}

#[test]
fn a_changed_form_is_saved_with_its_event_and_kept_as_a_version() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Stages, 0);
        typed.set("stages-0-lines-0-share", "65％");
        typed.set("stages-0-papers-papers", "0 1");
        typed.set("stages-0-papers-papers-1-code", "essay");
        typed.set("stages-0-papers-papers-1-name", "写作");
        typed.set("stages-0-papers-papers-1-full", "５０");
        typed.set("stages-0-papers-papers-1-weight", "1/2");
        let (status, _) = ask(&world, &author, "POST", &address(Part::Stages), &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);

        let before = &rules().stages[0];
        let written = &stored(&world, id).await.stages[0];
        let (line, line_before) = (
            &written.lines.as_ref().unwrap()[0],
            &before.lines.as_ref().unwrap()[0],
        );
        assert_eq!(line.at, LineAt::Share(Ratio::percent(65)));
        assert_eq!(
            line.clause, line_before.clause,
            "what nobody touched is kept"
        );
        let papers = |scoring: &Option<Scoring>| match scoring {
            Some(Scoring::Papers(papers)) => papers.papers.clone(),
            other => panic!("{other:?}"),
        };
        let (papers, papers_before) = (papers(&written.scoring), papers(&before.scoring));
        assert_eq!(papers[0], papers_before[0]);
        assert_eq!(
            (papers[1].full, papers[1].weight),
            (Points::whole(50), Ratio::percent(50))
        );
        let saved = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!(
            saved
                .iter()
                .map(|d| (d.revision.0, d.part.as_str()))
                .collect::<Vec<_>>(),
            [(1, "stages"), (0, "first")]
        );
        assert!(
            world
                .events()
                .await
                .iter()
                .any(|event| event == "campaign_edited")
        );
    });
}

#[test]
fn what_cannot_be_read_is_told_beside_its_field_and_everything_typed_stays() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Total, 0);
        typed.set("total-parts-0-weight", "一半");
        typed.set("total-full", "1,000");
        let (status, page) = ask(&world, &author, "POST", &address(Part::Total), &typed).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in [
            "id=\"total-parts-0-weight-error\"",
            "id=\"total-full-error\"",
            "value=\"一半\"",
            "value=\"1,000\"",
        ] {
            assert!(page.contains(kept), "{kept}");
        }
        assert_eq!(stored(&world, id).await, rules());
        let bar = page.split("class=\"savebar\"").nth(1).unwrap();
        assert!(bar.contains("这一次没有保存"), "{bar}");
        assert!(!page.contains("这一部分没有发现问题"), "{page}");

        let json = Typed::from([
            ("as", "json"),
            ("revision", "0"),
            ("json", "{\n\"total\": 3}"),
        ]);
        let (status, page) = ask(&world, &author, "POST", &address(Part::Total), &json).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains("第2行") && page.contains("\"total\": 3}"),
            "line and text"
        );
    });
}

#[test]
fn a_day_that_does_not_exist_and_a_number_below_zero_are_told_with_what_to_write() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        for (part, field, typed_in, told) in [
            (
                Part::Basics,
                "announced",
                "2027-02-30",
                "没有这一天，或者写法不对；写成2026-12-04这样",
            ),
            (
                Part::Applying,
                "windows-0-opens",
                "2027-02-30 09:00",
                "写成2026-12-04 17:00这样",
            ),
            (
                Part::Stages,
                "stages-0-cut-quota_number",
                "-1",
                "请填0或者更大的数",
            ),
        ] {
            let mut typed = sent(&rules(), part, 0);
            assert!(
                typed.pairs().iter().any(|(name, _)| name == field),
                "{typed:?}"
            );
            typed.set(field, typed_in);
            let (status, page) = ask(&world, &author, "POST", &address(part), &typed).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(page.contains(told), "{field}: {page}");
        }
    });
}

#[test]
fn a_button_rearranges_the_form_and_saves_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Eligibility, 0);
        typed.set("requirements-0-title", "年龄（周岁）");
        typed.set("act", "requirements:add");
        let (status, page) =
            ask(&world, &author, "POST", &address(Part::Eligibility), &typed).await;
        assert_eq!(status, StatusCode::OK);
        let new = format!("id=\"requirements-{}-title\"", rules().eligibility.len());
        for shown in [
            "表格改好了，还没有保存",
            "value=\"年龄（周岁）\"",
            new.as_str(),
        ] {
            assert!(page.contains(shown), "{shown}");
        }
        assert_eq!(stored(&world, id).await, rules());
        assert_eq!(
            queries::drafts(&world.app.db.read, id).await.unwrap().len(),
            1
        );
    });
}

#[test]
fn a_button_that_only_shows_fields_does_not_say_that_something_is_unsaved() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        for (part, button, is_changed) in [
            (Part::Stages, "stages-0:show", false),
            (Part::Stages, "stages:add", true),
            (Part::Pools, "pools:add", true),
            (Part::Decisions, "decisions:add", true),
            (Part::Examples, "examples:add", true),
            (Part::Publication, "periods:add", true),
        ] {
            let mut typed = sent(&rules(), part, 0);
            typed.set("act", button);
            let (status, page) = ask(&world, &author, "POST", &address(part), &typed).await;
            assert_eq!(status, StatusCode::OK);
            let bar = page.split("class=\"savebar\"").nth(1).unwrap();
            let says = bar.contains("表格改好了，还没有保存");
            assert_eq!(says, is_changed, "{part:?} {button}: {bar}");
        }
    });
}

#[test]
fn a_choice_that_calls_for_boxes_is_shown_with_them_before_it_is_saved() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Stages, 0);
        typed.set("stages-1-scoring", "\"points\"");
        for (name, _) in typed.clone().pairs() {
            assert!(!name.starts_with("stages-1-points-"), "{name}");
        }
        let (status, page) = ask(&world, &author, "POST", &address(Part::Stages), &typed).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("要填的内容现在显示在下面"), "{page}");
        assert!(page.contains("href=\"#stages-1-scoring\""), "{page}");
        assert!(page.contains("id=\"stages-1-points-full\""), "{page}");
        assert!(!page.contains("error-summary"), "{page}");
        assert_eq!(stored(&world, id).await, rules());
    });
}

#[test]
fn keys_of_a_tie_are_added_in_their_order_and_taken_away() {
    let doc = rules();
    let keys = |doc: &RuleDocument| doc.ties.clone().unwrap().keys;
    let mut typed = sent(&doc, Part::Total, 0);
    let offered = TieKey::Higher(Score::stage("interview"));
    typed.set("ties-keys", "0 1");
    typed.set(
        "ties-keys-1-key",
        serde_json::json!({ "by": offered }).to_string(),
    );
    let (after, laid) = families::read(&doc, Part::Total, &typed).unwrap();
    assert_eq!(laid.form.problems, []);
    let written = TieKey::Higher(Score::stage("written"));
    assert_eq!(keys(&after), [written, offered.clone()]);
    let mut shorter = sent(&after, Part::Total, 0);
    shorter.set("ties-keys", "1");
    let (shorter, _) = families::read(&after, Part::Total, &shorter).unwrap();
    assert_eq!(keys(&shorter), [offered]);
    let mut forged = sent(&doc, Part::Total, 0);
    forged.set("ties-keys-0-key", "{\"by\":{\"higher\":\"nonsense\"}}");
    let (_, laid) = families::read(&doc, Part::Total, &forged).unwrap();
    assert_eq!(laid.form.problems[0].field, "ties-keys-0-key");
}

#[test]
fn a_section_that_the_notice_does_not_state_goes_away_and_comes_back() {
    let doc = rules();
    let mut typed = sent(&doc, Part::After, 0);
    let unstated = families::read(&doc, Part::After, &typed).unwrap().0;
    assert_eq!(unstated.hire, None);
    typed.set("hire-stated", "yes");
    let stated = families::read(&doc, Part::After, &typed).unwrap().0;
    assert!(stated.hire.is_some());
    let mut unstated = sent(&stated, Part::After, 0);
    unstated.set("hire-stated", "");
    assert_eq!(
        families::read(&stated, Part::After, &unstated).unwrap().0,
        doc
    );
}

#[test]
fn a_new_draft_takes_up_a_usual_course_by_a_button_and_gives_it_back() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let (stages, list) = (address(Part::Stages), format!("/desk/{CODE}/rules"));
        let nothing = Typed::from([("as", "json"), ("revision", "0"), ("json", "{}")]);
        let (status, _) = ask(&world, &author, "POST", &stages, &nothing).await;
        assert_eq!(status, StatusCode::SEE_OTHER);

        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert!(page.contains("template:written-interview"), "{page}");
        let button = Typed::from([("act", "template:written-interview"), ("revision", "1")]);
        let (status, page) = ask(&world, &author, "POST", &stages, &button).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("表格改好了，还没有保存"));
        let empty = stored(&world, id).await;
        assert!(empty.stages.is_empty(), "a button saves nothing");

        let (_, laid) = families::read(&empty, Part::Stages, &button).unwrap();
        let mut typed = laid.form.typed;
        typed.set("act", "");
        let (status, _) = ask(&world, &author, "POST", &stages, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let saved = stored(&world, id).await;
        let codes = saved.stages.iter().map(|stage| stage.code.as_str());
        assert_eq!(codes.collect::<Vec<_>>(), ["written", "interview"]);
        assert_eq!(saved.total, empty.total, "what is stated stays");
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert!(!page.contains("template:"), "{page}");

        let back = Typed::from([("revision", "2"), ("to", "1")]);
        let versions = format!("/desk/{CODE}/rules/versions");
        let (status, _) = ask(&world, &author, "POST", &versions, &back).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(stored(&world, id).await, empty);
    });
}

#[test]
fn without_scripts_nobody_is_told_that_the_form_checks_itself() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let (_, page) = ask(
            &world,
            &author,
            "GET",
            &address(Part::Total),
            &Typed::default(),
        )
        .await;
        let words = page.rfind("边填边检查").unwrap();
        let tag = &page[..words][page[..words].rfind('<').unwrap()..];
        assert!(tag.contains(" hidden"), "{tag}");
    });
}
