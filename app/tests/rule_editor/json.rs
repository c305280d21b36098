//! Parts as JSON: read back as they are, refused with a place, and never half.

use super::*;
use trace::rows;

fn typed(json: &str) -> Typed {
    Typed::from([("as", "json"), ("revision", "0"), ("json", json)])
}

#[test]
fn the_json_of_a_part_that_is_sent_back_untouched_changes_nothing_in_any_notice() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let sent = typed(&part.to_json(&doc));
            let after = families::read_json(&doc, part, &sent);
            let after = after.unwrap_or_else(|why| panic!("{name} {part:?}: {why:?}"));
            assert_eq!(differences(&doc, &after), [], "{name} {part:?}");
        }
    }
}

#[test]
fn json_that_cannot_be_read_is_shown_again_beside_its_mistake_and_saves_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let whole = Part::Total.to_json(&rules());
        let nested = format!("{}{}", "[".repeat(500), "]".repeat(500));
        let before = rows(&world).await;
        for (part, json) in [
            (Part::Total, ""),
            (Part::Total, "no json"),
            (Part::Total, "[]"),
            (Part::Total, "null"),
            (Part::Total, "{\"stages\": []}"),
            (Part::Total, "{\"total\": {\"full\": \"a hundred\"}}"),
            (Part::Total, "{\"total\": {}, \"total\": {}}"),
            (Part::Total, &whole[..whole.len() / 2]),
            (Part::Total, nested.as_str()),
            (Part::All, "{}"),
            (Part::All, "{\"schema_version\": 99}"),
        ] {
            let path = address(part);
            let (status, page) = ask(&world, &author, "POST", &path, &typed(json)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{part:?} {json}");
            assert!(page.contains("id=\"json-error\""), "{part:?} {json}");
        }
        assert!(rows(&world).await == before, "no trace");
        let mistyped = "{\"total\": <b>}";
        let (_, page) = ask(
            &world,
            &author,
            "POST",
            &address(Part::Total),
            &typed(mistyped),
        )
        .await;
        assert!(page.contains("&lt;b&gt;"), "what was typed stays");
    });
}

#[test]
fn a_whole_document_is_taken_up_at_once_and_can_be_given_back() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        for (name, doc) in notices().into_iter().take(6) {
            let revision = queries::by_id(&world.app.db.read, id)
                .await
                .unwrap()
                .revision;
            let mut sent = typed(&Part::All.to_json(&doc));
            sent.set("revision", revision.to_string());
            let (status, page) = ask(&world, &author, "POST", &address(Part::All), &sent).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {page}");
            assert_eq!(stored(&world, id).await, doc, "{name}");
            let list = format!("/desk/{CODE}/rules");
            let (status, _) = ask(&world, &author, "GET", &list, &Typed::default()).await;
            assert_eq!(status, StatusCode::OK, "{name}");
        }
        let revision = queries::by_id(&world.app.db.read, id)
            .await
            .unwrap()
            .revision;
        let back = Typed::from([("revision", revision.to_string().as_str()), ("to", "0")]);
        let versions = format!("/desk/{CODE}/rules/versions");
        ask(&world, &author, "POST", &versions, &back).await;
        assert_eq!(stored(&world, id).await, rules());
    });
}

#[test]
fn a_check_of_any_part_saves_nothing() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let before = rows(&world).await;
        for part in Part::all() {
            let json = typed(&part.to_json(&rules()));
            let live = format!("{}/check", address(part));
            let (status, found) = ask(&world, &author, "POST", &live, &json).await;
            assert_eq!(status, StatusCode::OK, "{part:?}");
            assert!(!found.contains("<html"), "the findings alone");
            let mut checked = json;
            checked.set("check", "yes");
            let (status, page) = ask(&world, &author, "POST", &address(part), &checked).await;
            assert_eq!(status, StatusCode::OK, "{part:?}");
            assert!(page.contains("<html"), "{part:?}");
        }
        assert!(rows(&world).await == before, "no trace");
    });
}
