//! Handing in, checking, sending back, announcing: two officials, and what is frozen then.

use super::*;

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
fn rules_with_open_points_are_not_handed_in() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        // Whether several items of a bonus add up is left open.
        let mut rules = content().rules;
        rules.bonus.as_mut().unwrap().stack = None;
        let id = commands::draft(
            &author,
            "gjz-raw",
            &Jurisdiction(DISTRICT.into()),
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
        let id = commands::draft(&author, "late", &Jurisdiction(DISTRICT.into()), late)
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
        second.name = Bilingual::new("上机考试", "Computer test");
        second.lines = Some(Vec::new());
        twice.rules.stages.insert(1, second.clone());
        let id = commands::draft(
            &author,
            "twice",
            &Jurisdiction(DISTRICT.into()),
            twice.clone(),
        )
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
        applying.windows[0].counter = Some(Bilingual::zh("区民政局一楼"));
        let id = commands::draft(&author, "counter", &Jurisdiction(DISTRICT.into()), counter)
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
                area.name = Bilingual::zh("一个平台不认识的名字");
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

fn names(events: &[Event]) -> Vec<String> {
    events.iter().map(Event::name).collect()
}

#[test]
fn handing_in_is_one_entry_and_tells_nobody() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        // A colleague may hand in what another drafted.
        commands::hand_in(&desk.checker, desk.id).await.unwrap();
        assert_eq!(desk.row(&world).await.state.0, CampaignState::InCheck);
        let event = Event::CampaignHandedIn { campaign: desk.id };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), event)
        );
        assert_eq!(told(&world).await, 0);
    });
}

#[test]
fn a_draft_is_handed_in_once_and_by_organisers_of_its_place() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let hand_in = async |who: &Ctx| commands::hand_in(who, desk.id).await;
        sign_in_required(&world, hand_in(&world.nobody())).await;
        let publisher = world.staff(Role::Publisher, DISTRICT).await;
        forbidden(&world, hand_in(&publisher)).await;
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, hand_in(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let unknown = CampaignId(uuid::Uuid::now_v7());
        not_found(&world, commands::hand_in(&desk.author, unknown)).await;
        let (one, two) = tokio::join!(hand_in(&desk.author), hand_in(&desk.checker));
        let state = CampaignState::InCheck;
        let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(
                &late[..],
                [AppError::Refused(Refusal::CampaignState {
                    state: CampaignState::InCheck
                })]
            ),
            "{late:?}"
        );
        assert_eq!(
            refused(&world, hand_in(&desk.author)).await,
            Refusal::CampaignState { state }
        );
        commands::announce(&desk.checker, desk.id).await.unwrap();
        let state = CampaignState::Announced;
        assert_eq!(
            refused(&world, hand_in(&desk.author)).await,
            Refusal::CampaignState { state }
        );
    });
}

#[test]
fn rules_that_block_or_cannot_be_carried_stay_a_draft_and_leave_no_trace() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let open = Draft {
            rules: open_rules(),
            ..content()
        };
        commands::edit(&desk.author, desk.id, Revision(0), "bonus", open)
            .await
            .unwrap();
        let refusal = refused(&world, commands::hand_in(&desk.author, desk.id)).await;
        assert!(matches!(refusal, Refusal::RulesBlocked { findings: 1.. }));
        let found = queries::by_id(&world.app.db.read, desk.id).await.unwrap();
        assert_eq!(
            found.may_hand_in(),
            Err(refusal),
            "the page is told the same"
        );
        let mut counter = content();
        let applying = counter.rules.applying.as_mut().unwrap();
        applying.windows[0].online = false;
        applying.windows[0].counter = Some(Bilingual::zh("区民政局一楼"));
        commands::edit(&desk.author, desk.id, Revision(1), "applying", counter)
            .await
            .unwrap();
        let refusal = refused(&world, commands::hand_in(&desk.author, desk.id)).await;
        let reasons = vec![NotCarried::NoOnlineForm];
        assert_eq!(refusal, Refusal::NotCarried { reasons });
    });
}

#[test]
fn what_blocks_is_asked_again_at_the_second_desk() {
    on_both(async |world| {
        let desk = Desk::in_check(&world).await;
        let open = Draft {
            rules: open_rules(),
            ..content()
        };
        let row = campaign::ActiveModel {
            draft: Set(Json(open)),
            ..Default::default()
        };
        by_other_means(&world, desk.id, row).await;
        let refusal = refused(&world, commands::announce(&desk.checker, desk.id)).await;
        assert!(matches!(refusal, Refusal::RulesBlocked { findings: 1.. }));
        let posts = queries::posts(&world.app.db.read, desk.id).await.unwrap();
        assert_eq!(posts, [], "no post is laid out");
    });
}

#[test]
fn sending_back_keeps_the_note_as_trimmed_and_the_draft_as_it_is() {
    on_both(async |world| {
        let desk = Desk::in_check(&world).await;
        commands::send_back(&desk.checker, desk.id, "  第2条写明出生日期\n")
            .await
            .unwrap();
        let row = desk.row(&world).await;
        assert_eq!(
            (row.state.0, row.note.as_str(), row.revision),
            (CampaignState::Draft, "第2条写明出生日期", 0)
        );
        assert_eq!(row.draft.0, content());
        let event = Event::CampaignSentBack {
            campaign: desk.id,
            note: "第2条写明出生日期".into(),
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), event)
        );
        assert_eq!(told(&world).await, 0);
        // The draft goes round once more, and is then the first version.
        commands::edit(
            &desk.author,
            desk.id,
            Revision(0),
            "announcement",
            content(),
        )
        .await
        .unwrap();
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        commands::announce(&desk.checker, desk.id).await.unwrap();
        assert_eq!(desk.row(&world).await.version, 1);
    });
}

#[test]
fn only_what_is_in_check_is_sent_back_and_only_with_a_note() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let back = async |who: &Ctx| commands::send_back(who, desk.id, "写明出生日期").await;
        let state = CampaignState::Draft;
        assert_eq!(
            refused(&world, back(&desk.checker)).await,
            Refusal::CampaignState { state }
        );
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        let missing = [FieldProblem::new("note", Problem::Missing)];
        for silent in ["", "  ", "\n"] {
            let told = invalid(&world, commands::send_back(&desk.checker, desk.id, silent)).await;
            assert_eq!(told, missing);
        }
        sign_in_required(&world, back(&world.nobody())).await;
        let approver = world.staff(Role::Approver, DISTRICT).await;
        forbidden(&world, back(&approver)).await;
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, back(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let (one, two) = tokio::join!(
            back(&desk.checker),
            commands::announce(&desk.checker, desk.id)
        );
        let late = [one.is_err(), two.is_err()];
        assert_eq!(
            late.iter().filter(|is| **is).count(),
            1,
            "sent back or announced, not both"
        );
        let other = world.staff(Role::Organiser, DISTRICT).await;
        let third = refused(&world, back(&other)).await;
        assert!(matches!(third, Refusal::CampaignState { .. }));
    });
}

#[test]
fn announcing_freezes_the_text_and_the_rules_under_their_digests() {
    on_both(async |world| {
        use domain::digest::{canonical, sha256};
        let desk = Desk::announced(&world).await;
        let row = desk.row(&world).await;
        assert_eq!(
            (row.version, row.checked_by, row.announced_at),
            (
                1,
                Some(desk.checker.account().unwrap().0),
                Some(world.now.0)
            )
        );
        let closes = START.plus_days(3 + 6);
        assert_eq!(
            row.closes_at,
            Some(closes.0),
            "for lists that are asked by time"
        );
        let digest = sha256(&canonical(&content()).unwrap());
        let event = Event::CampaignAnnounced {
            campaign: desk.id,
            version: 1,
            digest: digest.clone(),
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), event)
        );
        assert_eq!(told(&world).await, 0, "nobody has applied yet");
        // What stands in the draft afterwards changes nothing of what the public reads.
        let row = campaign::ActiveModel {
            draft: Set(Json(Draft {
                title: "偷偷改过".into(),
                ..content()
            })),
            ..Default::default()
        };
        by_other_means(&world, desk.id, row).await;
        let found = queries::announced(&world.app.db.read, "qs-2026")
            .await
            .unwrap();
        assert_eq!((&*found.content, found.digest), (&content(), digest));
        assert_eq!(found.rules_digest, content().rules.digest());
        assert_eq!(found.announced_at, Some(world.now));
    });
}

#[test]
fn announcing_needs_a_second_official_of_the_place_and_a_draft_in_check() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let announce = async |who: &Ctx| commands::announce(who, desk.id).await;
        let state = CampaignState::Draft;
        assert_eq!(
            refused(&world, announce(&desk.checker)).await,
            Refusal::CampaignState { state }
        );
        commands::hand_in(&desk.checker, desk.id).await.unwrap();
        assert_eq!(
            refused(&world, announce(&desk.author)).await,
            Refusal::SamePerson,
            "whoever handed it in, the author does not announce"
        );
        let found = queries::by_id(&world.app.db.read, desk.id).await.unwrap();
        assert_eq!(
            found.may_announce(desk.author.account().ok()),
            Err(Refusal::SamePerson)
        );
        assert_eq!(found.may_announce(desk.checker.account().ok()), Ok(()));
        sign_in_required(&world, announce(&world.nobody())).await;
        for role in [Role::ExamCentre, Role::Approver, Role::Publisher] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, announce(&other)).await;
        }
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, announce(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let unknown = CampaignId(uuid::Uuid::now_v7());
        not_found(&world, commands::announce(&desk.checker, unknown)).await;
    });
}

#[test]
fn of_two_who_announce_at_once_one_does() {
    on_both(async |world| {
        let desk = Desk::in_check(&world).await;
        let third = world.staff(Role::Organiser, CITY).await;
        let before = trail(&world).await.len();
        let (one, two) = tokio::join!(
            commands::announce(&desk.checker, desk.id),
            commands::announce(&third, desk.id)
        );
        let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(
                &late[..],
                [AppError::Refused(Refusal::CampaignState {
                    state: CampaignState::Announced
                })]
            ),
            "{late:?}"
        );
        assert_eq!(names(&since(&world, before).await), ["campaign_announced"]);
        let posts = queries::posts(&world.app.db.read, desk.id).await.unwrap();
        assert_eq!(posts.len(), 12, "each post once");
    });
}

#[test]
fn posts_are_laid_out_in_the_order_of_the_rules_with_their_places() {
    on_both(async |world| {
        let desk = Desk::announced(&world).await;
        let posts = queries::posts(&world.app.db.read, desk.id).await.unwrap();
        let rules = content().rules;
        let stated: Vec<_> = rules
            .posts
            .iter()
            .map(|post| (post.code.as_str(), post.places.unwrap_or_default()))
            .collect();
        let laid: Vec<_> = posts
            .iter()
            .map(|post| (post.code.as_str(), post.places))
            .collect();
        assert_eq!(laid, stated);
        // The invented district has none of these streets.
        assert!(
            posts
                .iter()
                .all(|post| post.scope.0 == DISTRICT && post.accepted == 0)
        );
        assert_eq!(posts[0].street, "辛寨子街道");
    });
}

#[test]
fn a_post_never_lies_outside_the_place_of_its_campaign() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let mut foreign = content();
        let area = |rules: &mut RuleDocument, code: &str, path: &str| {
            let area = rules
                .areas
                .iter_mut()
                .find(|area| area.code.as_str() == code);
            area.unwrap().path = Some(path.to_owned());
        };
        area(&mut foreign.rules, "gjz-01", CITY);
        area(&mut foreign.rules, "gjz-02", STREET);
        let street = Jurisdiction(STREET.into());
        let id = commands::draft(&author, "street", &street, foreign)
            .await
            .unwrap();
        commands::hand_in(&author, id).await.unwrap();
        commands::announce(&checker, id).await.unwrap();
        let posts = queries::posts(&world.app.db.read, id).await.unwrap();
        assert_eq!(posts[0].scope, street, "not the city, which states it");
        assert_eq!(posts[1].scope, street);
    });
}

#[test]
fn a_step_is_taken_from_where_the_campaign_stands_and_from_nowhere_else() {
    on_both(async |world| {
        use app::platform::tx::Tx;
        let desk = Desk::draft(&world).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let step = async |from, to| {
            let tx = Tx::begin(&exam).await?;
            commands::move_on(&tx, desk.id, from, to).await?;
            tx.commit(Event::TableExported {
                campaign: desk.id,
                table: "seats".into(),
                rows: None,
            })
            .await
        };
        let state = CampaignState::Draft;
        let early = refused(&world, step(Progress::Announced, Progress::Seated)).await;
        assert_eq!(early, Refusal::CampaignState { state });
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        commands::announce(&desk.checker, desk.id).await.unwrap();
        let needs = Progress::Seated;
        let leap = refused(&world, step(needs, Progress::WrittenFrozen)).await;
        assert_eq!(
            leap,
            Refusal::Progress {
                needs,
                stands: Progress::Announced
            }
        );
        let (one, two) = tokio::join!(
            step(Progress::Announced, Progress::Seated),
            step(Progress::Announced, Progress::Seated)
        );
        let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(&late[..], [AppError::Refused(Refusal::Progress { .. })]),
            "{late:?}"
        );
        assert_eq!(desk.row(&world).await.progress.0, Progress::Seated);
        // A step that is not committed has not been taken.
        let tx = Tx::begin(&exam).await.unwrap();
        commands::move_on(&tx, desk.id, Progress::Seated, Progress::WrittenFrozen)
            .await
            .unwrap();
        drop(tx);
        assert_eq!(desk.row(&world).await.progress.0, Progress::Seated);
    });
}
