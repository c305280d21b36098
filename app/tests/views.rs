//! Pages as people read them, in both languages: what changes in their `<main>` shows up as a difference.
//! `INSTA_UPDATE=always cargo test -p app --test views` writes the snapshots anew; read the difference before it is kept.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
mod applicants;

use app::{
    applications::commands as applications,
    campaigns::commands as campaigns,
    certificates,
    entity::{campaign, stored::Text as Stored},
    platform::{ctx::Ctx, sessions},
    publication::commands::{approve, publish, seal},
    routes,
    testing::*,
};
use applicants::Case;
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    campaigns::{CampaignState, Draft},
    publication::sentence,
    rules::{Bilingual, RuleDocument},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";

/// A page somebody opens, or gets as the answer to a form.
struct Look<'a> {
    world: &'a World,
    who: Option<&'a Ctx>,
}

impl Look<'_> {
    async fn page(&self, name: &str, path: &str) {
        self.answer(name, path, None, StatusCode::OK).await;
    }

    /// One snapshot for each language.
    async fn answer(&self, name: &str, path: &str, form: Option<&str>, expected: StatusCode) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let html = self.html(path, form, language, expected).await;
            let main = html
                .split_once("<main")
                .and_then(|(_, rest)| rest.split_once("</main>"))
                .unwrap()
                .0;
            keep(&format!("{name}.{suffix}"), &format!("<main{main}</main>"));
        }
    }

    async fn html(
        &self,
        path: &str,
        form: Option<&str>,
        language: &str,
        expected: StatusCode,
    ) -> String {
        let app = &self.world.app;
        app.clock.set(self.world.now);
        let mut request = Request::builder()
            .uri(path)
            .header("host", "localhost")
            .header("accept-language", language);
        if let Some(who) = self.who {
            let session = sessions::open(app, who.account().unwrap(), self.world.now)
                .await
                .unwrap();
            request = request.header("cookie", format!("session={session}"));
        }
        if form.is_some() {
            request = request
                .method("POST")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", FORM);
        }
        let body = form.map_or_else(Body::empty, |form| Body::from(form.to_owned()));
        let response = routes::router(app.clone())
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), expected, "{path}");
        String::from_utf8(
            to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap()
                .to_vec(),
        )
        .unwrap()
    }
}

/// A line for every element, and names instead of what differs from run to run.
fn keep(name: &str, html: &str) {
    let lines = html.replace('<', "\n<");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[id]");
    settings.add_filter("[0-9a-f]{64}", "[digest]");
    settings.add_filter("[0-9a-f]{4}( [0-9a-f]{4}){15}", "[digest in groups]");
    settings.add_filter("/static/[0-9a-f]+/", "/static/[digest]/");
    settings.add_filter(
        r#"name="_seen" value="[^"]*""#,
        r#"name="_seen" value="[seen]""#,
    );
    settings.bind(|| insta::assert_snapshot!(name, lines.trim()));
}

#[tokio::test]
async fn what_a_visitor_reads() {
    let world = World::sqlite().await;
    world.announced_campaign().await;
    let look = Look {
        world: &world,
        who: None,
    };
    look.page("sign-in", "/sign-in").await;
    let slips = "name=%E5%BC%A0%E6%9F%90%E6%9F%90&id_number=110105194912310021&mobile=1380000&email=zhang&password=12345678";
    look.answer(
        "registration-with-problems",
        "/register",
        Some(slips),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    look.page("announcement", "/campaigns/qs-2026").await;
    look.answer(
        "error-not-found",
        "/campaigns/nowhere",
        None,
        StatusCode::NOT_FOUND,
    )
    .await;
}

#[tokio::test]
async fn what_an_applicant_reads() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let fresh = world.applicant("1997-03-06").await;
    let look = Look {
        world: &world,
        who: Some(&fresh),
    };
    look.page("apply", "/campaigns/qs-2026/apply").await;
    let id = applications::start(&fresh, case.id).await.unwrap();
    applications::save_contact(&fresh, id, applicants::ADDRESS, None)
        .await
        .unwrap();
    look.page("task-list", &format!("/applications/{id}")).await;
    let unanswered = "_page=education&_then=continue";
    let education = format!("/applications/{id}/education");
    look.answer(
        "question-with-problems",
        &education,
        Some(unanswered),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    let (complete, id) = case.complete("1999-03-06", "GJZ-01").await;
    Look {
        world: &world,
        who: Some(&complete),
    }
    .page("check-answers", &format!("/applications/{id}/check"))
    .await;
}

#[tokio::test]
async fn what_a_reviewer_reads() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let mut ids = Vec::new();
    for born in ["1999-03-06", "1998-03-06", "1997-03-06"] {
        ids.push(case.submitted(born, "GJZ-01").await);
    }
    let look = Look {
        world: &world,
        who: Some(&case.street),
    };
    let picked = format!("/desk/qs-2026/review?pick={}&pick={}", ids[0], ids[2]);
    look.page("review-queue-two-picked", &picked).await;
    let html = look.html(&picked, None, "en", StatusCode::OK).await;
    let who = html.split("class=\"bar__who\"").nth(1).unwrap();
    let who = who.split("</form>").next().unwrap();
    assert!(who.contains(" (") && !who.contains('（'), "{who}");
    look.page("dossier", &format!("/desk/qs-2026/review/{}", ids[0]))
        .await;
}

#[tokio::test]
async fn what_is_read_of_published_results() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let sealed = seal(&totalled.exam_centre, totalled.id, "").await.unwrap();
    approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let copied = sentence(Lang::Zh, sealed.version, sealed.people);
    publish(&totalled.publisher, totalled.id, &sealed.digest, &copied)
        .await
        .unwrap();
    let numbers = certificates::commands::issue(&totalled.certificate_officer, totalled.id, None)
        .await
        .unwrap();
    let look = Look {
        world: &world,
        who: None,
    };
    look.page("result-list", "/campaigns/gjz-2026/results")
        .await;
    look.page(
        "certificate",
        &format!("/certificates/{}", numbers[0].as_str()),
    )
    .await;
    let own = totalled.applicant(&world, 4).await;
    let result = format!("/applications/{}/result", totalled.people[4].application);
    Look {
        world: &world,
        who: Some(&own),
    }
    .page("own-result", &result)
    .await;
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
async fn both_officials_read_what_the_platform_cannot_carry_before_they_press_anything() {
    let world = World::sqlite().await;
    let (author, checker) = (
        world.staff(Role::Organiser, DISTRICT).await,
        world.staff(Role::Organiser, DISTRICT).await,
    );
    let notice = include_bytes!("../domain/tests/notices/O03-demo.json");
    let mut rules = world.dated(RuleDocument::from_json(notice).unwrap());
    let mut second = rules.stages[0].clone();
    second.code = "computer".into();
    second.name = Bilingual::new("上机考试", "Computer test");
    second.lines = Some(Vec::new());
    rules.stages.insert(1, second);
    let draft = Draft {
        title: "公告".into(),
        title_en: String::new(),
        organiser: "青松区民政局".into(),
        contact: String::new(),
        announcement: "见岗位表。".into(),
        rules,
    };
    let scope = Jurisdiction(DISTRICT.into());
    let id = campaigns::draft(&author, "twice", &scope, draft)
        .await
        .unwrap();
    let words = [
        (
            "zh-CN",
            "“上机考试”是第二个卷面考试",
            "另有1件事平台还办不了",
        ),
        (
            "en",
            "“Computer test” is a second test on paper",
            "cannot carry out 1 thing yet",
        ),
    ];
    let look = Look {
        world: &world,
        who: Some(&author),
    };
    for (language, reason, count) in words {
        let html = look
            .html("/desk/twice/rules", None, language, StatusCode::OK)
            .await;
        assert!(html.contains(reason), "{language}");
        assert!(html.contains(count), "{language}");
        let may_hand_in = html.contains("action=\"/desk/twice/hand-in\"");
        assert!(!may_hand_in, "{language}");
    }
    // It stands before the second official by other means.
    let row = campaign::ActiveModel {
        id: Set(id.0),
        state: Set(Stored(CampaignState::InCheck)),
        ..Default::default()
    };
    let saved = campaign::Entity::update(row).exec(&world.app.db.write);
    saved.await.unwrap();
    let look = Look {
        world: &world,
        who: Some(&checker),
    };
    for (language, reason, _) in words {
        let html = look
            .html("/desk/twice/check", None, language, StatusCode::OK)
            .await;
        assert!(html.contains(reason), "{language}");
        let form = html.split("action=\"/desk/twice/announce\"").nth(1);
        let form = form.unwrap().split("</form>").next().unwrap();
        assert!(form.contains("disabled"), "{form}");
        let refused = look
            .html(
                "/desk/twice/announce",
                Some(""),
                language,
                StatusCode::CONFLICT,
            )
            .await;
        assert!(refused.contains(reason), "{language}");
    }
}
