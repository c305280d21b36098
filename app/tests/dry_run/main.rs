//! Rules tried out before anybody is bound by them: on invented people, on a table, on a published recruitment; each on both
//! databases, through the doors that people use.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../trace/mod.rs"]
mod trace;

mod refusals;
mod tables;
mod views;

use app::{
    campaigns::commands,
    platform::{ctx::Ctx, sessions},
    routes,
    testing::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    campaigns::{Draft, Progress},
    dry_run::{sample, sample_table},
    ids::{CampaignId, Revision},
    numbers::Ratio,
    rules::{Quota, RuleDocument},
};
use tower::ServiceExt;

const TRY: &str = "/desk/qs-2027/rules/try";

fn rules() -> RuleDocument {
    RuleDocument::from_json(include_bytes!("../../domain/tests/notices/O03-demo.json")).unwrap()
}

fn content(rules: RuleDocument) -> Draft {
    Draft {
        title: "2027年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2027".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        rules,
    }
}

/// This year's draft: one for each place, and not three, goes to the interview.
async fn drafted(author: &Ctx) -> CampaignId {
    let id = commands::draft(
        author,
        "qs-2027",
        &Jurisdiction(DISTRICT.into()),
        content(rules()),
    )
    .await
    .unwrap();
    let mut narrower = rules();
    let cut = narrower.stages[0].cut.as_mut().unwrap();
    cut.quota = Some(Quota::PerPlace(Ratio::whole(1)));
    commands::edit(author, id, Revision(0), "stages", content(narrower))
        .await
        .unwrap();
    id
}

async fn send(
    world: &World,
    who: &Ctx,
    request: axum::http::request::Builder,
    body: Vec<u8>,
) -> (StatusCode, Vec<u8>) {
    let cookie = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now())
        .await
        .unwrap();
    let request = request
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("session={cookie}"))
        .body(Body::from(body))
        .unwrap();
    let response = routes::router(world.app.clone())
        .oneshot(request)
        .await
        .unwrap();
    let status = response.status();
    (
        status,
        axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
}

/// Sends the form of the trial, with a file where there is one.
async fn attempt(
    world: &World,
    who: &Ctx,
    fields: &[(&str, &str)],
    file: Option<&[u8]>,
) -> (StatusCode, String) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    if let Some(bytes) = file {
        body.extend(
            b"--x\r\nContent-Disposition: form-data; name=\"table\"; filename=\"t.csv\"\r\n\r\n",
        );
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(TRY)
        .header("content-type", "multipart/form-data; boundary=x");
    let (status, page) = send(world, who, request, body).await;
    (status, String::from_utf8(page).unwrap())
}

fn csv(rows: &[Vec<String>]) -> String {
    rows.iter()
        .map(|row| row.join(","))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_draft_is_tried_on_invented_people_beside_its_former_state_and_nothing_is_stored() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let events = world.events().await;
        let (status, page) = send(&world, &author, Request::builder().uri(TRY), vec![]).await;
        assert_eq!(status, StatusCode::OK);
        assert!(String::from_utf8(page).unwrap().contains("state-0"));

        let (status, page) = attempt(
            &world,
            &author,
            &[("data", "sample"), ("against", "state-0")],
            None,
        )
        .await;
        assert_eq!(status, StatusCode::OK);
        assert!(
            page.contains("这份规则会改变什么") && page.contains("递补第"),
            "whom it moves"
        );
        assert!(
            page.contains("01001") && page.contains("class=\"calc\""),
            "numbers and derivations"
        );
        let (_, alone) = attempt(
            &world,
            &author,
            &[("data", "sample"), ("against", "none")],
            None,
        )
        .await;
        assert!(!alone.contains("这份规则会改变什么"));
        assert_eq!(world.events().await, events);
    });
}

#[test]
fn an_earlier_state_that_cannot_be_run_keeps_nobody_from_trying_the_newest() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let mut broken = rules();
        broken.stages[0].code = "nowhere".into();
        let scope = Jurisdiction(DISTRICT.into());
        let id = commands::draft(&author, "qs-2027", &scope, content(broken))
            .await
            .unwrap();
        commands::edit(&author, id, Revision(0), "stages", content(rules()))
            .await
            .unwrap();
        let fields = [("data", "sample"), ("against", "state-0")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        for shown in ["算完了", "没有比较：“这份草稿的第0份"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert!(!page.contains("没有算，先改这几处"), "{page}");
    });
}

#[test]
fn an_uploaded_table_is_read_in_the_encodings_of_offices() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let text = csv(&sample_table(&rules(), &sample(&rules()), Lang::Zh));
        let fields = [("data", "table"), ("against", "state-0")];
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
        ] {
            let (status, page) = attempt(&world, &author, &fields, Some(&bytes)).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            assert!(page.contains("这份规则会改变什么"));
        }
        let request = Request::builder().uri("/desk/qs-2027/rules/sample.csv");
        let (status, sample) = send(&world, &author, request, vec![]).await;
        assert_eq!(status, StatusCode::OK);
        let (status, _) = attempt(&world, &author, &fields, Some(&sample)).await;
        assert_eq!(
            status,
            StatusCode::OK,
            "the sample table is its own best example"
        );
    });
}

#[test]
fn a_bad_table_is_told_with_row_and_column() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let table = "准考证号,岗位,笔试:knowledge\n1,GJZ-01,81\n2,XX-01,八十\n";
        let (status, page) = attempt(
            &world,
            &author,
            &[("data", "table")],
            Some(table.as_bytes()),
        )
        .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let summary = page.split("class=\"error-summary\"").nth(1).unwrap();
        let places = ["第3行“岗位”", "第3行“笔试:knowledge”"];
        let at = places.iter().map(|place| summary.find(place).unwrap());
        assert!(at.is_sorted(), "in the order of the rows: {page}");
        let error = page.split("id=\"table-error\"").nth(1).unwrap();
        for place in places {
            assert!(error.contains(place), "at the field, too: {page}");
        }
        assert!(!page.contains("请选一份有内容的表"), "{page}");
        let (status, page) = attempt(&world, &author, &[("data", "table")], None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("id=\"table-error\""));
        let (status, _) = attempt(&world, &author, &[("data", "table")], Some(b"PK\x03\x04")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let high = "准考证号,岗位,笔试:knowledge\n1,GJZ-01,181\n";
        let (status, page) =
            attempt(&world, &author, &[("data", "table")], Some(high.as_bytes())).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("不在0到满分"), "what the rules cannot take");
    });
}

#[test]
fn last_years_people_show_whom_the_new_rule_would_have_moved() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let last = totalled_campaign(&world).await;
        drafted(&author).await;
        let data = format!("campaign-{}", last.code);
        let fields = [
            ("data", data.as_str()),
            ("against", "decided"),
            ("own_posts", "yes"),
        ];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not published: nobody drafts by marks that are secret"
        );
        assert!(!page.contains(&last.people[0].ticket));

        last.stands_at(&world, Progress::Published).await;
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("这份规则会改变什么") && page.contains(&last.people[0].ticket));
        for person in &last.people {
            assert!(
                !page.contains(&format!(">{}<", person.name)),
                "numbers only"
            );
        }
        let (status, page) = attempt(
            &world,
            &author,
            &[("data", "sample"), ("against", "decided")],
            None,
        )
        .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("id=\"against-error\""));
    });
}

#[test]
fn only_the_organisers_of_the_place_try_its_draft() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let elsewhere = world.staff(Role::Organiser, OTHER_STREET).await;
        let (status, _) = attempt(&world, &elsewhere, &[("data", "sample")], None).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}
