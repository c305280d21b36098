//! What the check finds, and what one click mends.

use super::*;

#[test]
fn a_check_shows_what_the_lint_would_say_and_saves_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Total, 0);
        typed.set("total-parts-0-weight", "40%");
        typed.set("check", "yes");
        let (status, page) = ask(&world, &author, "POST", &address(Part::Total), &typed).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("还没有保存") && page.contains("50% → 40%"));
        assert_eq!(stored(&world, id).await, rules());
        assert_eq!(
            queries::drafts(&world.app.db.read, id).await.unwrap().len(),
            1
        );
    });
}

#[test]
fn findings_follow_what_is_typed_and_save_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let live = format!("{}/check", address(Part::Total));
        let mut typed = sent(&rules(), Part::Total, 0);
        typed.set("total-parts-0-weight", "40%");
        let (status, found) = ask(&world, &author, "POST", &live, &typed).await;
        assert_eq!(status, StatusCode::OK);
        assert!(
            found.contains("50% → 40%") && found.contains("还没有保存"),
            "{found}"
        );
        assert!(
            !found.contains("<main") && !found.contains("<html"),
            "the findings alone"
        );
        typed.set("total-parts-0-weight", "一半");
        let (status, found) = ask(&world, &author, "POST", &live, &typed).await;
        assert_eq!(status, StatusCode::OK);
        assert!(found.contains("有1处填写还读不出来"), "{found}");
        assert!(!found.contains("这一部分没有发现问题"), "{found}");
        assert_eq!(stored(&world, id).await, rules());
        let elsewhere = world.staff(Role::Organiser, OTHER_STREET).await;
        assert_eq!(
            ask(&world, &elsewhere, "POST", &live, &typed).await.0,
            StatusCode::FORBIDDEN
        );
    });
}

/// A question that no rule reads, with two answers of one code.
fn with_two_alike() -> RuleDocument {
    let mut doc = rules();
    let fact = serde_json::json!({"key": "extra", "label": "附加题", "topic": "status", "proof": "declared",
        "kind": {"choice": {"options": [{"code": "a", "label": "甲"}, {"code": "a", "label": "乙"}]}}});
    doc.facts.push(serde_json::from_value(fact).unwrap());
    doc
}

/// The name by which a button asks for the change of a finding.
fn mend_of(doc: &RuleDocument, code: &str) -> String {
    let own = format!("\"code\":\"{code}\"");
    let mut keys = domain::rules::lint(doc)
        .into_iter()
        .map(|one| mends::key(&one));
    keys.find(|key| key.contains(&own)).unwrap()
}

#[test]
fn one_click_mends_what_the_check_found_in_the_form_with_everything_that_was_typed() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let doc = with_two_alike();
        rewritten(&author, id, &doc).await;
        let facts = address(Part::Facts);
        let (_, page) = ask(&world, &author, "GET", &facts, &Typed::default()).await;
        for shown in ["第二个“a”改成“a-2”", "代码“a”用了两次"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let number = doc.facts.len() - 1;
        let mut typed = sent(&doc, Part::Facts, 1);
        typed.set(&format!("facts-{number}-label"), "附加问题");
        typed.set("mend", mend_of(&doc, "duplicate_code"));
        let (status, _) = ask(&world, &author, "POST", &facts, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let after = stored(&world, id).await;
        let options = after.facts[number].kind.options();
        assert_eq!(options[1].code.as_str(), "a-2");
        assert_eq!(after.facts[number].label.zh, "附加问题");

        // What was changed is shown, with the way back.
        let mended = format!("{facts}?mended=2");
        let (_, page) = ask(&world, &author, "GET", &mended, &Typed::default()).await;
        for shown in ["已按检查结果改好", "附加问题", "回到第1份"] {
            assert!(page.contains(shown), "{shown}");
        }
        let saved = format!("{facts}?saved=2");
        let (_, page) = ask(&world, &author, "GET", &saved, &Typed::default()).await;
        assert!(
            page.contains("<a href=\"#lint\">看保存以后的规则检查</a>"),
            "{page}"
        );
        // A save after it is nobody's mend: the page says nothing of the one before.
        for told in ["mended=1", "saved=1", "mended=yes", "saved=yes"] {
            let older = format!("{facts}?{told}");
            let (_, page) = ask(&world, &author, "GET", &older, &Typed::default()).await;
            let says = page.contains("已按检查结果改好") || page.contains("已保存。");
            assert!(!says, "{told}");
        }
        let list = format!("/desk/{CODE}/rules");
        for (stored, says) in [(2, true), (1, false)] {
            let told = format!("{list}?mended={stored}");
            let (_, page) = ask(&world, &author, "GET", &told, &Typed::default()).await;
            assert_eq!(page.contains("已按检查结果改好"), says, "{told}");
        }
        let back = Typed::from([("revision", "2"), ("to", "1")]);
        let versions = format!("/desk/{CODE}/rules/versions");
        ask(&world, &author, "POST", &versions, &back).await;
        assert_eq!(stored(&world, id).await, doc);
    });
}

#[test]
fn one_click_mends_from_the_list_too_and_an_older_page_is_refused() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let doc = with_two_alike();
        rewritten(&author, id, &doc).await;
        let (list, door) = (
            format!("/desk/{CODE}/rules"),
            format!("/desk/{CODE}/rules/mend"),
        );
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert!(page.contains("不问附加题"), "{page}");
        let key = mend_of(&doc, "unused_facts");
        let older = Typed::from([("revision", "0"), ("mend", key.as_str())]);
        let (status, page) = ask(&world, &author, "POST", &door, &older).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("id=\"lint\""), "the list is shown again");
        let typed = Typed::from([("revision", "1"), ("mend", key.as_str())]);
        let (status, _) = ask(&world, &author, "POST", &door, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(stored(&world, id).await, rules());
        let saved = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!(saved[0].part, "facts");

        // What is not there any more is mended by nobody.
        let typed = Typed::from([("revision", "2"), ("mend", key.as_str())]);
        let (status, _) = ask(&world, &author, "POST", &door, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(
            queries::drafts(&world.app.db.read, id).await.unwrap().len(),
            3
        );
        let elsewhere = world.staff(Role::Organiser, OTHER_STREET).await;
        let (status, _) = ask(&world, &elsewhere, "POST", &door, &typed).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_check_reads_nothing_out_of_a_piece_that_was_only_just_begun() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        for (part, button) in [
            (Part::Applying, "windows:add"),
            (Part::Pools, "pools:add"),
            (Part::Stages, "stages:add"),
            (Part::Publication, "periods:add"),
        ] {
            let mut typed = sent(&rules(), part, 0);
            typed.set("act", button);
            let (_, laid) = families::read(&rules(), part, &typed).unwrap();
            let mut typed = laid.form.typed;
            typed.set("act", "");
            let live = format!("{}/check", address(part));
            let (status, found) = ask(&world, &author, "POST", &live, &typed).await;
            assert_eq!(status, StatusCode::OK);
            assert!(found.contains("填写还读不出来"), "{part:?}: {found}");
            for raw in ["1970", "0000", "pool-", "stage-", "targeted", "代码："] {
                assert!(!found.contains(raw), "{part:?} {raw}: {found}");
            }
        }
    });
}

#[test]
fn the_list_counts_what_is_only_told_apart_and_names_no_kind_of_which_there_is_none() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut doc = rules();
        let open = serde_json::json!({"code": "q", "of": "/stages/0/cut", "question": "几人", "body": "区民政局",
            "readings": [{"code": "one", "text": "一人"}, {"code": "two", "text": "两人"}]});
        doc.unsettled.push(serde_json::from_value(open).unwrap());
        rewritten(&author, id, &doc).await;
        let list = format!("/desk/{CODE}/rules");
        let (_, page) = ask(&world, &author, "GET", &list, &Typed::default()).await;
        assert!(page.contains("1处请看一眼、2处供参考。"), "{page}");
        for none in ["0处请看一眼", "0处必须先解决"] {
            assert!(!page.contains(none), "{none}: {page}");
        }
    });
}
