//! What a trial cannot be made of, who makes none, and that nothing is ever stored.

use super::*;
use app::entity::campaign;
use domain::rules::LineAt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use trace::rows;

/// A field with its problem beside it, and everything else as it was chosen.
fn is_told(page: &str, field: &str) -> bool {
    page.contains(&format!("id=\"{field}-error\"")) && page.contains("class=\"error-summary\"")
}

#[test]
fn what_was_not_offered_is_no_data_and_nothing_to_compare_with() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let before = rows(&world).await;
        for (data, against, field) in [
            ("", "none", "data"),
            ("everything", "none", "data"),
            ("campaign-none", "none", "data"),
            ("campaign-qs-2027", "none", "data"),
            ("sample", "state-x", "against"),
            ("sample", "state-", "against"),
            ("sample", "campaign-none", "against"),
            ("sample", "campaign-qs-2027", "against"),
            ("sample", "decided", "against"),
            ("sample", "anything", "against"),
        ] {
            let fields = [("data", data), ("against", against)];
            let (status, page) = attempt(&world, &author, &fields, None).await;
            let chosen = format!("{data} {against}");
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
            assert!(is_told(&page, field), "{chosen}: {page}");
        }
        let fields = [("data", "sample"), ("against", "state-9")];
        let (status, _) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "a state that never was");
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn people_and_rules_of_another_place_are_not_offered_and_not_taken() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let last = totalled_campaign(&world).await;
        last.stands_at(&world, Progress::Published).await;
        drafted(&author).await;
        let data = format!("campaign-{}", last.code);
        let offered = async || {
            let request = Request::builder().uri(TRY);
            let (_, page) = send(&world, &author, request, vec![]).await;
            String::from_utf8(page).unwrap().contains(&data)
        };
        assert!(offered().await);
        campaign::Entity::update_many()
            .col_expr(campaign::Column::Area, "990000/990002".into())
            .filter(campaign::Column::Id.eq(last.id.0))
            .exec(&world.app.db.write)
            .await
            .unwrap();
        assert!(!offered().await);
        let fields = [("data", data.as_str()), ("against", "none")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_told(&page, "data") && !page.contains(&last.people[0].ticket));
        let fields = [("data", "sample"), ("against", data.as_str())];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_told(&page, "against"));
    });
}

#[test]
fn rules_that_cannot_be_run_say_every_reason_and_show_no_result() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let mut broken = rules();
        broken.stages[0].code = "nowhere".into();
        let scope = Jurisdiction(DISTRICT.into());
        commands::draft(&author, "qs-2027", &scope, content(broken))
            .await
            .unwrap();
        let before = rows(&world).await;
        let fields = [("data", "sample"), ("against", "none")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("没有算，先改这几处"), "{page}");
        assert!(!page.contains("算完了"), "{page}");
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn a_draft_that_shares_no_post_with_the_people_has_nobody_to_be_tried_on() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let last = totalled_campaign(&world).await;
        last.stands_at(&world, Progress::Published).await;
        let mut other = rules();
        for (n, post) in other.posts.iter_mut().enumerate() {
            post.code = format!("QS-{n}").as_str().into();
        }
        let scope = Jurisdiction(DISTRICT.into());
        commands::draft(&author, "qs-2027", &scope, content(other))
            .await
            .unwrap();
        let data = format!("campaign-{}", last.code);
        let fields = [("data", data.as_str()), ("against", "none")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_told(&page, "data"), "{page}");
        // With the posts of those people the draft can be tried on them.
        let fields = [fields[0], fields[1], ("own_posts", "yes")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(&last.people[0].ticket));
    });
}

#[test]
fn a_draft_without_posts_cannot_be_run() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let mut empty = rules();
        empty.posts.clear();
        empty.stated_places = None;
        let scope = Jurisdiction(DISTRICT.into());
        commands::draft(&author, "qs-2027", &scope, content(empty))
            .await
            .unwrap();
        let fields = [("data", "sample"), ("against", "none")];
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("没有岗位"), "{page}");
    });
}

#[test]
fn only_who_drafts_here_opens_the_trial_or_takes_its_table() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let shut = [
            world.staff(Role::Organiser, OTHER_STREET).await,
            world.staff(Role::ExamCentre, DISTRICT).await,
            world.staff(Role::Inspector, DISTRICT).await,
            world.applicant("1990-01-02").await,
        ];
        for who in &shut {
            for path in [TRY, "/desk/qs-2027/rules/sample.csv"] {
                let request = Request::builder().uri(path);
                let (status, _) = send(&world, who, request, vec![]).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
            }
            let fields = [("data", "sample"), ("against", "none")];
            let (status, _) = attempt(&world, who, &fields, None).await;
            assert_eq!(status, StatusCode::FORBIDDEN);
        }
        let stranger = trace::Look::anybody(&world).get(TRY).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        let none = Request::builder().uri("/desk/none/rules/try");
        let (status, _) = send(&world, &author, none, vec![]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_change_that_moves_nobody_says_so_and_a_line_that_rises_puts_people_out() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let scope = Jurisdiction(DISTRICT.into());
        let id = commands::draft(&author, "qs-2027", &scope, content(rules())).await;
        let id = id.unwrap();
        let mut renamed = rules();
        renamed.stages[0].name = domain::rules::Bilingual::zh("卷面考试");
        commands::edit(&author, id, Revision(0), "stages", content(renamed.clone()))
            .await
            .unwrap();
        let fields = [("data", "sample"), ("against", "state-0")];
        let nobody = "没有人的结果、名次或分数";
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(nobody), "{page}");
        renamed.stages[0].lines.as_mut().unwrap()[0].at = LineAt::Fixed("95".parse().unwrap());
        commands::edit(&author, id, Revision(1), "stages", content(renamed))
            .await
            .unwrap();
        let (status, page) = attempt(&world, &author, &fields, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("这份规则会改变什么") && !page.contains(nobody));
    });
}

#[test]
fn what_was_tried_can_be_tried_again_with_the_same_figures() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let fields = [("data", "sample"), ("against", "state-0")];
        let result = async || {
            let (_, page) = attempt(&world, &author, &fields, None).await;
            let (_, main) = page.split_once("<main").unwrap();
            main.to_owned()
        };
        assert_eq!(
            result().await,
            result().await,
            "invented people stay the same"
        );
    });
}
