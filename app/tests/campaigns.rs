//! Campaigns: drafted by one, checked and announced by another, then frozen; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    campaigns::{commands, queries},
    entity::{campaign, stored::Text as Stored},
    error::{AppError, Refusal},
    platform::ctx::Ctx,
    testing::*,
};
use domain::{
    FieldProblem, Problem,
    access::{Role, Scope},
    campaigns::{CampaignState, Dates, Draft, NotCarried, Progress, StageNotCarried},
    ids::{CampaignId, Revision},
    rules::{RuleDocument, Text},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

fn content() -> Draft {
    let mut rules =
        RuleDocument::from_json(include_bytes!("../domain/tests/notices/O03-demo.json")).unwrap();
    Dates::from(START.plus_days(3)).write(&mut rules);
    Draft {
        title: "2026年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2026".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        rules,
    }
}

async fn drafted(author: &Ctx) -> CampaignId {
    commands::draft(author, "qs-2026", &Scope(DISTRICT.into()), content())
        .await
        .unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
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
            refusal(commands::edit(&author, id, Revision(0), "x", content()).await),
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
        let stored = commands::edit(&colleague, id, Revision(0), "announcement", renamed);
        assert_eq!(
            stored.await.unwrap(),
            Revision(1),
            "the number of the new version"
        );
        assert_eq!(
            refusal(commands::edit(&author, id, Revision(0), "announcement", content()).await),
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
        // Whether several items of a bonus add up is left open.
        let mut rules = content().rules;
        rules.bonus.as_mut().unwrap().stack = None;
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
fn dates_out_of_order_are_not_handed_in() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let mut late = content();
        let windows = &mut late.rules.applying.as_mut().unwrap().windows;
        windows[0].closes = windows[0].opens;
        let id = commands::draft(&author, "late", &Scope(DISTRICT.into()), late)
            .await
            .unwrap();
        let refused = refusal(commands::hand_in(&author, id).await);
        assert!(matches!(refused, Refusal::RulesBlocked { findings: 1.. }));
    });
}

#[test]
fn what_the_platform_cannot_carry_is_refused_by_name_at_both_desks() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let mut twice = content();
        let mut second = twice.rules.stages[0].clone();
        second.code = "computer".into();
        second.name = Text::new("上机考试", "Computer test");
        second.lines = Some(Vec::new());
        twice.rules.stages.insert(1, second.clone());
        let id = commands::draft(&author, "twice", &Scope(DISTRICT.into()), twice.clone())
            .await
            .unwrap();
        let reasons = vec![NotCarried::Stage {
            code: second.code,
            name: second.name,
            why: StageNotCarried::SecondPapers,
        }];
        let not_carried = Refusal::NotCarried { reasons };
        assert_eq!(refusal(commands::hand_in(&author, id).await), not_carried);
        // It was handed in by other means: the second desk asks again.
        let row = campaign::ActiveModel {
            id: Set(id.0),
            state: Set(Stored(CampaignState::InCheck)),
            ..Default::default()
        };
        let saved = campaign::Entity::update(row).exec(&world.app.db.write);
        saved.await.unwrap();
        assert_eq!(refusal(commands::announce(&checker, id).await), not_carried);
        let found = queries::by_id(&world.app.db.read, id).await.unwrap();
        assert_eq!(
            found.state,
            CampaignState::InCheck,
            "nothing is half announced"
        );
    });
}

#[test]
fn without_a_window_of_the_online_form_nothing_is_announced_here() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let mut counter = content();
        let applying = counter.rules.applying.as_mut().unwrap();
        applying.windows[0].online = false;
        applying.windows[0].counter = Some(Text::zh("区民政局一楼"));
        let id = commands::draft(&author, "counter", &Scope(DISTRICT.into()), counter)
            .await
            .unwrap();
        let reasons = vec![NotCarried::NoOnlineForm];
        assert_eq!(
            refusal(commands::hand_in(&author, id).await),
            Refusal::NotCarried { reasons }
        );
    });
}

#[test]
fn a_post_lies_where_its_area_says_by_path_or_by_name() {
    on_both(async |world| {
        let id = world
            .announced_with(|rules| {
                let area = rules
                    .areas
                    .iter_mut()
                    .find(|area| area.code.as_str() == "gjz-01");
                let area = area.unwrap();
                area.name = Text::zh("一个平台不认识的名字");
                area.path = Some(OTHER_STREET.to_owned());
            })
            .await;
        let posts = queries::posts(&world.app.db.read, id).await.unwrap();
        assert_eq!(posts[0].scope.0, OTHER_STREET);
        assert_eq!(posts[1].scope.0, OTHER_STREET);
        assert_eq!(posts[2].scope.0, DISTRICT);
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
fn a_draft_needs_a_free_address_a_place_of_ones_own_and_a_text() {
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
        let mut silent = content();
        silent.announcement = " ".into();
        assert!(
            matches!(attempt("silent", DISTRICT, silent).await, AppError::Invalid(p) if p[0].field == "announcement")
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
