//! Campaigns: drafted by one, checked and announced by another, then frozen; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    campaigns::{commands, queries},
    error::AppError,
    platform::{ctx::Ctx, testing::*},
};
use domain::{
    FieldProblem, Instant, Problem, Refusal,
    access::{Role, Scope},
    campaigns::{CampaignState, Draft, Progress, Timetable},
    ids::CampaignId,
    rules::RuleDocument,
};

fn content() -> Draft {
    let rules =
        RuleDocument::from_json(include_bytes!("../domain/tests/notices/O03-demo.json")).unwrap();
    let day = |n| START.plus_days(n);
    Draft {
        title: "2026年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2026".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        timetable: Timetable {
            applications_open: day(3),
            applications_close: day(9),
            corrections_close: day(11),
            tickets_from: day(20),
            written_at: day(24),
            written_results_at: day(34),
            interview_at: day(48),
            results_at: day(56),
        },
        rules,
    }
}

async fn drafted(author: &Ctx) -> CampaignId {
    commands::draft(author, "qs-2026", &Scope(DISTRICT.into()), content())
        .await
        .unwrap()
}

fn refusal(result: Result<(), AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_campaign_is_announced_by_a_second_official_and_then_frozen() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        assert!(
            matches!(
                queries::announced(&world.app.db.read, "qs-2026").await,
                Err(AppError::NotFound)
            ),
            "not public yet"
        );
        commands::hand_in(&author, id).await.unwrap();
        assert_eq!(
            refusal(commands::announce(&author, id).await),
            Refusal::SamePerson
        );
        commands::announce(&checker, id).await.unwrap();

        let found = queries::announced(&world.app.db.read, "qs-2026")
            .await
            .unwrap();
        assert_eq!(
            (found.version, found.state, found.progress),
            (1, CampaignState::Announced, Progress::Announced)
        );
        assert_eq!(found.rules_digest, content().rules.digest());
        let posts = queries::posts(&world.app.db.read, id).await.unwrap();
        assert_eq!(posts.iter().map(|p| p.places).sum::<u32>(), 50);

        let state = CampaignState::Announced;
        assert_eq!(
            refusal(commands::edit(&author, id, 0, "x", content()).await),
            Refusal::CampaignState { state }
        );
        assert_eq!(
            refusal(commands::announce(&checker, id).await),
            Refusal::CampaignState { state },
            "not twice"
        );
        let own: Vec<_> = world
            .events()
            .await
            .into_iter()
            .filter(|e| e.starts_with("campaign"))
            .collect();
        assert_eq!(
            own,
            [
                "campaign_drafted",
                "campaign_handed_in",
                "campaign_announced"
            ]
        );
    });
}

#[test]
fn two_editors_never_overwrite_each_other() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let renamed = Draft {
            title: "新标题".into(),
            ..content()
        };
        commands::edit(&colleague, id, 0, "announcement", renamed)
            .await
            .unwrap();
        assert_eq!(
            refusal(commands::edit(&author, id, 0, "announcement", content()).await),
            Refusal::Stale
        );
        assert_eq!(
            queries::by_id(&world.app.db.read, id)
                .await
                .unwrap()
                .content
                .title,
            "新标题"
        );
    });
}

#[test]
fn rules_with_open_points_are_not_handed_in() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        // O03 as printed: bonus points without figures.
        let rules = RuleDocument::from_json(include_bytes!(
            "../domain/tests/notices/O03-LN-DL-GANJINGZI.json"
        ))
        .unwrap();
        let id = commands::draft(
            &author,
            "gjz-raw",
            &Scope(DISTRICT.into()),
            Draft { rules, ..content() },
        )
        .await
        .unwrap();
        assert!(
            matches!(refusal(commands::hand_in(&author, id).await), Refusal::RulesBlocked { findings } if findings > 0)
        );
    });
}

#[test]
fn a_draft_that_is_sent_back_says_why() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        commands::hand_in(&author, id).await.unwrap();
        let silent = commands::send_back(&checker, id, " ").await;
        assert!(
            matches!(silent, Err(AppError::Invalid(problems)) if problems == [FieldProblem::new("note", Problem::Missing)])
        );
        commands::send_back(&checker, id, "第2条写明出生日期")
            .await
            .unwrap();
        let found = queries::by_id(&world.app.db.read, id).await.unwrap();
        assert_eq!(
            (found.state, found.note.as_str()),
            (CampaignState::Draft, "第2条写明出生日期")
        );
    });
}

#[test]
fn a_draft_needs_a_free_address_a_place_of_ones_own_and_dates_in_order() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let attempt = async |code: &str, place: &str, content: Draft| {
            commands::draft(&author, code, &Scope(place.into()), content)
                .await
                .unwrap_err()
        };
        assert!(
            matches!(attempt("qs-2026", DISTRICT, content()).await, AppError::Invalid(p) if p[0].field == "code")
        );
        for bad in ["Q S", "ab", "audit", "-x-", "日"] {
            assert!(
                matches!(attempt(bad, DISTRICT, content()).await, AppError::Invalid(p) if p[0].field == "code"),
                "{bad}"
            );
        }
        assert!(matches!(
            attempt("elsewhere", "110000", content()).await,
            AppError::Refused(Refusal::OutsideScope)
        ));
        let mut late = content();
        late.timetable.applications_close = Instant(0);
        assert!(
            matches!(attempt("late", DISTRICT, late).await, AppError::Invalid(p) if p[0].field == "applications_close")
        );
    });
}

#[test]
fn only_organisers_draft() {
    on_both(async |world| {
        for role in [Role::ExamCentre, Role::Publisher, Role::Approver] {
            let other = world.staff(role, DISTRICT).await;
            let result =
                commands::draft(&other, "qs-2026", &Scope(DISTRICT.into()), content()).await;
            assert!(matches!(result, Err(AppError::Forbidden)), "{role:?}");
        }
    });
}
