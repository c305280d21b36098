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

/// Another reviewer of the district, who has rejected nobody.
async fn other_reviewer(world: &World) -> Ctx {
    world.staff(Role::DistrictReviewer, DISTRICT).await
}

async fn rule(
    case: &Case<'_>,
    who: &Ctx,
    id: ApplicationId,
    overturned: bool,
    note: &str,
) -> Result<(), AppError> {
    let shown = Revision(row(case.world, id).await.revision);
    commands::decide_appeal(who, &case.campaign().await, id, shown, overturned, note).await
}

#[test]
fn an_appeal_is_kept_in_its_own_words_and_its_receipt_is_told() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Rejected).await;
        commands::appeal(&ctx, id, "  我的户籍上个月已经迁来。\r\n户口簿第三页。 ")
            .await
            .unwrap();
        let kept = appeal::Entity::find()
            .one(&world.app.db.write)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (kept.text.as_str(), kept.at),
            ("我的户籍上个月已经迁来。\n户口簿第三页。", world.now.0)
        );
        let appealed = Event::ApplicationAppealed { application: id };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), appealed));
        let account = ctx.account().unwrap();
        let notice = Notice::AppealReceived {
            campaign: TITLE.into(),
            application: id,
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(sent(&world, account, &notice).await, [Channel::Email]);
    });
}

#[test]
fn an_appeal_has_ten_to_two_thousand_characters() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Rejected).await;
        let text = |length: usize| "申".repeat(length);
        for (length, problem) in [
            (0, Problem::Missing),
            (
                9,
                Problem::TooShort {
                    least: 10,
                    length: 9,
                },
            ),
            (
                2_001,
                Problem::TooLong {
                    limit: 2_000,
                    length: 2_001,
                },
            ),
        ] {
            let words = text(length);
            let told = invalid(&world, commands::appeal(&ctx, id, &words)).await;
            assert_eq!(told, [FieldProblem::new("text", problem)]);
        }
        commands::appeal(&ctx, id, &text(2_000)).await.unwrap();
        let (ctx, id) = at_stage(&case, Stage::Rejected).await;
        commands::appeal(&ctx, id, &text(10)).await.unwrap();
    });
}

#[test]
fn only_a_rejection_is_appealed_once_and_by_its_owner() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        for stage in Stage::ALL {
            let (ctx, id) = at_stage(&case, stage).await;
            let stranger = world.applicant("1999-03-06").await;
            not_found(&world, commands::appeal(&stranger, id, WORDS)).await;
            sign_in_required(&world, commands::appeal(&world.nobody(), id, WORDS)).await;
            if stage != Stage::Rejected {
                let refusal = refused(&world, commands::appeal(&ctx, id, WORDS)).await;
                assert_eq!(refusal, Refusal::ApplicationStage { stage });
                continue;
            }
            let (one, two) = tokio::join!(
                commands::appeal(&ctx, id, WORDS),
                commands::appeal(&ctx, id, WORDS)
            );
            let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
            assert!(
                matches!(
                    &late[..],
                    [AppError::Refused(Refusal::ApplicationStage {
                        stage: Stage::Appealed
                    })]
                ),
                "{late:?}"
            );
        }
    });
}

#[test]
fn an_appeal_that_succeeds_accepts_and_one_that_fails_is_final() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let other = other_reviewer(&world).await;
        let (winner, won) = at_stage(&case, Stage::Appealed).await;
        rule(&case, &other, won, true, " 户口簿属实 ")
            .await
            .unwrap();
        let decided = Event::AppealDecided {
            application: won,
            overturned: true,
            note: "户口簿属实".into(),
        };
        assert_eq!(last_entry(&world).await, (other.account().ok(), decided));
        assert_eq!(row(&world, won).await.stage.0, Stage::Accepted);
        let notice = Notice::AppealOverturned {
            campaign: TITLE.into(),
            application: won,
        };
        assert_eq!(
            inbox(&world, winner.account().unwrap()).await.last(),
            Some(&notice)
        );

        let (loser, lost) = at_stage(&case, Stage::Appealed).await;
        rule(&case, &other, lost, false, "户口簿没有迁入记录")
            .await
            .unwrap();
        let row = row(&world, lost).await;
        assert_eq!(
            (row.stage.0, row.decided_at),
            (Stage::RejectionUpheld, Some(world.now.0))
        );
        let account = loser.account().unwrap();
        let notice = Notice::AppealUpheld {
            campaign: TITLE.into(),
            application: lost,
            note: "户口簿没有迁入记录".into(),
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(sent(&world, account, &notice).await, [Channel::Email]);
        let acts: Vec<_> = review::Entity::find()
            .filter(review::Column::ApplicationId.eq(lost.0))
            .order_by_asc(review::Column::Id)
            .all(&world.app.db.write)
            .await
            .unwrap()
            .into_iter()
            .map(|review| (review.act.0, AccountId(review.reviewer_id)))
            .collect();
        let (rejecter, ruler) = (case.district.account().unwrap(), other.account().unwrap());
        assert_eq!(acts, [(Act::Reject, rejecter), (Act::Uphold, ruler)]);
    });
}

#[test]
fn a_ruling_says_why_in_at_most_five_hundred_characters() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let other = other_reviewer(&world).await;
        let (_, id) = at_stage(&case, Stage::Appealed).await;
        let field = |problem| [FieldProblem::new("note", problem)];
        let told = invalid(&world, rule(&case, &other, id, true, " \n")).await;
        assert_eq!(told, field(Problem::Missing));
        let long = "长".repeat(501);
        let told = invalid(&world, rule(&case, &other, id, false, &long)).await;
        assert_eq!(
            told,
            field(Problem::TooLong {
                limit: 500,
                length: 501
            })
        );
        rule(&case, &other, id, false, &long[..1_500])
            .await
            .unwrap();
    });
}

#[test]
fn an_appeal_is_ruled_by_the_district_and_not_by_who_rejected() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let other = other_reviewer(&world).await;
        let (_, id) = at_stage(&case, Stage::Appealed).await;
        for overturned in [true, false] {
            let own = rule(&case, &case.district, id, overturned, "属实");
            assert_eq!(refused(&world, own).await, Refusal::SamePerson);
        }
        let organiser = world.staff(Role::Organiser, DISTRICT).await;
        forbidden(&world, rule(&case, &organiser, id, true, "属实")).await;
        // Who looks first in a district without streets decides no appeals.
        let first_look = world.staff(Role::StreetReviewer, DISTRICT).await;
        forbidden(&world, rule(&case, &first_look, id, true, "属实")).await;
        let elsewhere = world.staff(Role::DistrictReviewer, "990000/990009").await;
        let foreign = rule(&case, &elsewhere, id, true, "属实");
        assert_eq!(refused(&world, foreign).await, Refusal::OutsideScope);
        sign_in_required(&world, rule(&case, &world.nobody(), id, true, "属实")).await;
        let campaign = case.campaign().await;
        let shown = Revision(row(&world, id).await.revision);
        let older =
            commands::decide_appeal(&other, &campaign, id, Revision(shown.0 - 1), true, "属实");
        assert_eq!(refused(&world, older).await, Refusal::Stale);
        let unknown = ApplicationId(uuid::Uuid::now_v7());
        not_found(
            &world,
            commands::decide_appeal(&other, &campaign, unknown, shown, true, "属实"),
        )
        .await;
        let second = announced_campaign(&world).await;
        let second = app::campaigns::queries::by_id(&world.app.db.read, second)
            .await
            .unwrap();
        not_found(
            &world,
            commands::decide_appeal(&other, &second, id, shown, true, "属实"),
        )
        .await;
    });
}

#[test]
fn an_appeal_is_ruled_once() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (one, two) = (other_reviewer(&world).await, other_reviewer(&world).await);
        let (_, id) = at_stage(&case, Stage::Appealed).await;
        let (campaign, shown) = (
            case.campaign().await,
            Revision(row(&world, id).await.revision),
        );
        let before = trail(&world).await.len();
        let (a, b) = tokio::join!(
            commands::decide_appeal(&one, &campaign, id, shown, true, "属实"),
            commands::decide_appeal(&two, &campaign, id, shown, false, "不属实")
        );
        let late: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(&late[..], [AppError::Refused(Refusal::Stale)]),
            "{late:?}"
        );
        assert_eq!(since(&world, before).await.len(), 1);
        let stage = row(&world, id).await.stage.0;
        let again = refused(&world, rule(&case, &one, id, true, "属实")).await;
        assert_eq!(again, Refusal::ApplicationStage { stage });
        for stage in [Stage::Submitted, Stage::Rejected, Stage::Accepted] {
            let (_, id) = at_stage(&case, stage).await;
            let none = refused(&world, rule(&case, &one, id, true, "属实")).await;
            assert_eq!(none, Refusal::ApplicationStage { stage }, "nobody appealed");
        }
    });
}
