//! Who opens the editor, of which draft, and while it is one; nothing refused leaves a trace.

use super::*;
use trace::rows;

/// Every door of a draft's rules with something to send.
fn doors() -> Vec<(&'static str, String, Typed)> {
    let rules_of = format!("/desk/{CODE}/rules");
    let total = address(Part::Total);
    let saved = sent(&rules(), Part::Total, 0);
    let back = Typed::from([("revision", "0"), ("to", "0")]);
    let mend = Typed::from([("revision", "0"), ("mend", "{}")]);
    let nothing = Typed::default;
    vec![
        ("GET", rules_of.clone(), nothing()),
        ("GET", total.clone(), nothing()),
        ("POST", total.clone(), saved.clone()),
        ("POST", format!("{total}/check"), saved),
        ("POST", format!("{rules_of}/mend"), mend),
        ("GET", format!("{rules_of}/versions"), nothing()),
        ("POST", format!("{rules_of}/versions"), back),
        ("POST", format!("/desk/{CODE}/hand-in"), nothing()),
        ("GET", format!("{rules_of}/try"), nothing()),
        ("GET", format!("{rules_of}/sample.csv"), nothing()),
    ]
}

#[test]
fn every_door_of_a_draft_is_shut_for_everybody_who_does_not_draft_it_here() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let mut shut = vec![
            world.staff(Role::Organiser, OTHER_STREET).await,
            world.staff(Role::Organiser, "990000/990002").await,
            world.applicant("1990-01-02").await,
        ];
        for role in [Role::ExamCentre, Role::Approver, Role::Inspector] {
            shut.push(world.staff(role, DISTRICT).await);
        }
        let before = rows(&world).await;
        for who in &shut {
            for (method, path, typed) in doors() {
                let (status, page) = ask(&world, who, method, &path, &typed).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}");
                assert!(!page.contains("2026年青松区"), "{method} {path}");
            }
        }
        assert!(rows(&world).await == before, "no trace");
        let city = world.staff(Role::Organiser, CITY).await;
        let (_, list, nothing) = &doors()[0];
        let (status, _) = ask(&world, &city, "GET", list, nothing).await;
        assert_eq!(status, StatusCode::OK, "the city's own people may");
    });
}

#[test]
fn nothing_of_a_draft_is_saved_once_it_is_handed_in_or_announced() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        commands::hand_in(&author, id).await.unwrap();
        for announced in [false, true] {
            if announced {
                commands::announce(&checker, id).await.unwrap();
            }
            let before = rows(&world).await;
            for (method, path, typed) in doors() {
                if path.ends_with("/try") || path.ends_with("/sample.csv") {
                    continue;
                }
                let (status, page) = ask(&world, &author, method, &path, &typed).await;
                assert_eq!(status, StatusCode::CONFLICT, "{method} {path}");
                assert!(page.contains("<main"), "{method} {path}");
            }
            assert!(rows(&world).await == before, "no trace");
        }
    });
}

#[test]
fn what_is_not_there_is_not_found() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let typed = Typed::from([("revision", "0"), ("to", "7")]);
        let before = rows(&world).await;
        for (method, path) in [
            ("GET", "/desk/none/rules"),
            ("POST", "/desk/none/rules/total"),
            ("POST", "/desk/none/hand-in"),
            ("GET", "/desk/qs-2026/rules/totals"),
            ("POST", "/desk/qs-2026/rules/totals"),
            ("POST", "/desk/qs-2026/rules/totals/check"),
            ("GET", "/desk/qs-2026/rules/versions?from=0&to=7"),
            ("POST", "/desk/qs-2026/rules/versions"),
        ] {
            let (status, page) = ask(&world, &author, method, path, &typed).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
            assert!(page.contains("<main"), "{method} {path}");
        }
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn of_two_who_save_at_once_one_saves_and_the_other_is_told() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let (mut one, mut other) = (
            sent(&rules(), Part::Total, 0),
            sent(&rules(), Part::Total, 0),
        );
        one.set("total-full", "120");
        other.set("total-full", "150");
        let total = address(Part::Total);
        let (first, second) = tokio::join!(
            ask(&world, &author, "POST", &total, &one),
            ask(&world, &colleague, "POST", &total, &other)
        );
        let mut told = [first.0, second.0];
        told.sort();
        assert_eq!(told, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let full = stored(&world, id).await.total.unwrap().full;
        let saved = if first.0 == StatusCode::SEE_OTHER {
            120
        } else {
            150
        };
        assert_eq!(full, Points::whole(saved));
        let kept = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!(kept.len(), 2);
    });
}

#[test]
fn a_save_names_its_part_its_person_and_its_number() {
    on_both(async |world| {
        use domain::events::Event;
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Total, 0);
        typed.set("total-full", "120");
        ask(&world, &colleague, "POST", &address(Part::Total), &typed).await;
        let who = colleague.account().unwrap();
        let event = Event::CampaignEdited {
            campaign: id,
            part: "total".into(),
        };
        assert_eq!(trace::last(&world).await, (Some(who), event));
        let kept = queries::drafts(&world.app.db.read, id).await.unwrap();
        assert_eq!((kept[0].revision.0, kept[0].part.as_str()), (1, "total"));
        let back = Typed::from([("revision", "1"), ("to", "0")]);
        let versions = format!("/desk/{CODE}/rules/versions");
        ask(&world, &author, "POST", &versions, &back).await;
        let who = author.account().unwrap();
        let event = Event::CampaignEdited {
            campaign: id,
            part: "back-0".into(),
        };
        assert_eq!(trace::last(&world).await, (Some(who), event));
        assert_eq!(stored(&world, id).await, rules());
    });
}

#[test]
fn the_way_back_is_refused_to_an_older_page_and_saves_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let mut typed = sent(&rules(), Part::Total, 0);
        typed.set("total-full", "120");
        ask(&world, &author, "POST", &address(Part::Total), &typed).await;
        let before = rows(&world).await;
        let versions = format!("/desk/{CODE}/rules/versions");
        for revision in ["0", "2", "", "x", "-1"] {
            let back = Typed::from([("revision", revision), ("to", "0")]);
            let (status, page) = ask(&world, &author, "POST", &versions, &back).await;
            assert_eq!(status, StatusCode::CONFLICT, "{revision}");
            assert!(page.contains("<main"), "{revision}");
        }
        assert!(rows(&world).await == before, "no trace");
        let full = stored(&world, id).await.total.unwrap().full;
        assert_eq!(full, Points::whole(120));
    });
}

#[test]
fn what_was_typed_is_shown_as_it_is_and_never_as_a_part_of_the_page() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let evil = "</textarea><script>alert(1)</script>\"'&";
        let mut typed = sent(&rules(), Part::Stages, 0);
        typed.set("stages-0-name", evil);
        let stages = address(Part::Stages);
        let (status, _) = ask(&world, &author, "POST", &stages, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let pages = [
            format!("/desk/{CODE}/rules"),
            stages.clone(),
            address(Part::All),
            format!("/desk/{CODE}/rules/versions?from=0&to=1"),
            format!("/desk/{CODE}/rules/try"),
        ];
        for path in pages {
            let (status, page) = ask(&world, &author, "GET", &path, &Typed::default()).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(!page.contains("<script>alert"), "{path}");
        }
        let check = format!("{stages}/check");
        let (_, found) = ask(&world, &author, "POST", &check, &typed).await;
        assert!(!found.contains("<script>alert"));
    });
}
