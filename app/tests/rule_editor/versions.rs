//! Saved states: older pages, the way back, saving without a change.

use super::*;

#[test]
fn an_older_page_is_refused_and_what_was_typed_is_still_there() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let typed = sent(&rules(), Part::Stages, 0);
        let mut of_colleague = sent(&rules(), Part::Total, 0);
        of_colleague.set("total-full", "120");
        let total = address(Part::Total);
        let (status, _) = ask(&world, &colleague, "POST", &total, &of_colleague).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let saved = stored(&world, id).await;
        let mut late = typed.clone();
        late.set("stages-0-cut-quota_number", "1:5");
        let (status, page) = ask(&world, &author, "POST", &address(Part::Stages), &late).await;
        assert_eq!(status, StatusCode::CONFLICT);
        for shown in [
            "value=\"1:5\"",
            "别人存过这份规则",
            "再按一次“保存”",
            "href=\"/desk/qs-2026/rules/stages\"",
        ] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert_eq!(stored(&world, id).await, saved);

        // The form that was answered is sent once more, with the number that stands in it.
        let number = "name=\"revision\" value=\"";
        let number = page.split(number).nth(1).unwrap().split('"').next();
        late.set("revision", number.unwrap());
        let (status, _) = ask(&world, &author, "POST", &address(Part::Stages), &late).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let both = stored(&world, id).await;
        assert_eq!(both.total, saved.total);
        assert_ne!(both.stages, saved.stages);
    });
}

#[test]
fn going_back_is_a_new_save_that_anybody_can_undo_again() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let typed = Typed::from([("as", "json"), ("revision", "0"), ("json", "{}")]);
        assert_eq!(
            ask(&world, &author, "POST", &address(Part::Exclusions), &typed)
                .await
                .0,
            StatusCode::SEE_OTHER
        );
        assert!(stored(&world, id).await.exclusions.is_empty());

        let versions = format!("/desk/{CODE}/rules/versions");
        let (status, page) = ask(
            &world,
            &author,
            "GET",
            &format!("{versions}?from=0&to=1"),
            &Typed::default(),
        )
        .await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("不得报考") && page.contains("没有写"));

        let back = Typed::from([("revision", "1"), ("to", "0")]);
        assert_eq!(
            ask(&world, &author, "POST", &versions, &back).await.0,
            StatusCode::SEE_OTHER
        );
        assert_eq!(stored(&world, id).await, rules());
        let after = format!("{versions}?saved=2");
        let (_, page) = ask(&world, &author, "GET", &after, &Typed::default()).await;
        assert!(page.contains("第2份的内容和第0份一样"), "{page}");
        let (_, page) = ask(&world, &author, "GET", &versions, &Typed::default()).await;
        assert!(!page.contains("第2份的内容和第0份一样"), "said once");
        assert_eq!(
            ask(&world, &author, "POST", &versions, &back).await.0,
            StatusCode::CONFLICT,
            "the page is older now"
        );
        let saved = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!(
            saved.iter().map(|d| d.part.as_str()).collect::<Vec<_>>(),
            ["back-0", "exclusions", "first"]
        );
        let missing = Typed::from([("revision", "2"), ("to", "9")]);
        assert_eq!(
            ask(&world, &author, "POST", &versions, &missing).await.0,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn saving_without_a_change_makes_no_version_and_says_so() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let json = Part::Total.to_json(&rules());
        for typed in [
            sent(&rules(), Part::Total, 0),
            Typed::from([("as", "json"), ("revision", "0"), ("json", json.as_str())]),
        ] {
            let (status, _) = ask(&world, &author, "POST", &address(Part::Total), &typed).await;
            assert_eq!(status, StatusCode::SEE_OTHER);
        }
        let kept = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!(kept.len(), 1);
        let same = format!("{}?saved=same", address(Part::Total));
        let (_, page) = ask(&world, &author, "GET", &same, &Typed::default()).await;
        assert!(page.contains("没有改动"), "{page}");
    });
}
