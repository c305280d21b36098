//! The rules in forms: read back as they are, checked without saving, saved with the revision, kept version by version;
//! each on both databases, through the doors that people use.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    campaigns::{commands, queries},
    platform::{ctx::Ctx, form::Typed, sessions},
    routes,
    rule_editor::{families, mends},
    testing::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    Points,
    access::{Role, Scope},
    campaigns::Draft,
    ids::CampaignId,
    numbers::Ratio,
    rules::{LineAt, Part, RuleDocument, Score, Scoring, TieKey, differences},
};
use tower::ServiceExt;

const CODE: &str = "qs-2026";

fn notices() -> Vec<(String, RuleDocument)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/domain/tests/notices");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter_map(|path| {
            Some((
                path.display().to_string(),
                RuleDocument::from_json(&std::fs::read(path).unwrap()).ok()?,
            ))
        })
        .collect()
}

fn rules() -> RuleDocument {
    let notice = include_bytes!("../domain/tests/notices/O03-demo.json");
    let mut rules = RuleDocument::from_json(notice).unwrap();
    timetable().write(&mut rules);
    rules
}

async fn drafted(author: &Ctx) -> CampaignId {
    let content = Draft {
        title: "2026年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2026".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        rules: rules(),
    };
    commands::draft(author, CODE, &Scope(DISTRICT.into()), content)
        .await
        .unwrap()
}

/// What a browser sends from the form of a part as it is laid out.
fn sent(doc: &RuleDocument, part: Part, revision: i32) -> Typed {
    let mut typed = families::lay_out(doc, part).unwrap().form.typed;
    typed.set("revision", revision.to_string());
    typed
}

fn encoded(typed: &Typed) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|b| format!("%{b:02X}"))
            .collect::<String>()
    };
    typed
        .pairs()
        .iter()
        .map(|(n, v)| format!("{}={}", escape(n), escape(v)))
        .collect::<Vec<_>>()
        .join("&")
}

async fn ask(
    world: &World,
    who: &Ctx,
    method: &str,
    path: &str,
    typed: &Typed,
) -> (StatusCode, String) {
    let cookie = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now())
        .await
        .unwrap();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", format!("session={cookie}"))
        .body(Body::from(encoded(typed)))
        .unwrap();
    let response = routes::router(world.app.clone())
        .oneshot(request)
        .await
        .unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn address(part: Part) -> String {
    format!("/desk/{CODE}/rules/{}", part.slug())
}

async fn stored(world: &World, id: CampaignId) -> RuleDocument {
    queries::by_id(&world.app.db.read, id)
        .await
        .unwrap()
        .content
        .rules
        .clone()
}

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

/// The draft with these rules in place of its own.
async fn rewritten(author: &Ctx, id: CampaignId, rules: &RuleDocument) {
    let db = &author.app.db.read;
    let campaign = queries::by_id(db, id).await.unwrap();
    let content = Draft {
        rules: rules.clone(),
        ..Draft::clone(&campaign.content)
    };
    commands::edit(author, id, campaign.revision, "all", content)
        .await
        .unwrap();
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
