//! Appeals against a rejection, in their days, decided by somebody else.

use super::*;

#[test]
fn an_appeal_is_decided_by_somebody_else() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let (campaign, other) = (
            case.campaign().await,
            world.staff(Role::DistrictReviewer, DISTRICT).await,
        );
        let revision = case.opened(id).await.revision;
        commands::decide(&case.district, &campaign, id, revision, &reject())
            .await
            .unwrap();
        let words = "我的户籍上个月已经迁到甘井子区，户口簿第三页可以看到。";
        assert_eq!(
            problems(commands::appeal(&ctx, id, "不服").await)[0].field,
            "text"
        );
        let deadline = case.opened(id).await.answer_by.unwrap();
        let late = at(&ctx, deadline);
        assert_eq!(
            refusal(commands::appeal(&late, id, words).await),
            Refusal::Closed { deadline }
        );
        commands::appeal(&ctx, id, words).await.unwrap();
        assert!(matches!(
            refusal(commands::appeal(&ctx, id, words).await),
            Refusal::ApplicationStage {
                stage: Stage::Appealed
            }
        ));
        let revision = case.opened(id).await.revision;
        let own =
            commands::decide_appeal(&case.district, &campaign, id, revision, true, "户口簿属实")
                .await;
        assert_eq!(refusal(own), Refusal::SamePerson);
        let silent = commands::decide_appeal(&other, &campaign, id, revision, true, " ").await;
        assert_eq!(problems(silent)[0].field, "note");
        commands::decide_appeal(&other, &campaign, id, revision, true, "户口簿属实")
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["application_appealed", "appeal_decided"]
        );
    });
}

#[test]
fn review_and_appeals_begin_and_end_when_the_document_says() {
    on_both(async |world| {
        let day = |n: i64| world.now.plus_days(n);
        let period = |from, until| {
            Some(Period {
                from: Some(Moment::of(from)),
                until: Some(Moment::of(until)),
            })
        };
        let case = Case::with(&world, |rules| {
            applying(rules).review = period(day(2), day(4));
            applying(rules).appeal = period(day(5), day(14));
        })
        .await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let revision = case.opened(id).await.revision;
        let early = commands::decide(&case.district, &campaign, id, revision, &reject()).await;
        assert_eq!(refusal(early), Refusal::NotOpen { from: day(2) });
        // Who is reviewed late must not lose by it.
        let reviewer = at(&case.district, day(4));
        commands::decide(&reviewer, &campaign, id, revision, &reject())
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.answer_by, Some(day(14)));
        let words = "我的户籍上个月已经迁到甘井子区，户口簿第三页可以看到。";
        let early = commands::appeal(&at(&ctx, just_before(day(5))), id, words).await;
        assert_eq!(refusal(early), Refusal::NotOpen { from: day(5) });
        let late = commands::appeal(&at(&ctx, day(14)), id, words).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: day(14) });
        commands::appeal(&at(&ctx, day(5)), id, words)
            .await
            .unwrap();
    });
}
