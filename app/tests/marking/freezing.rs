//! Two signatures under the same figures, and nothing changes afterwards.

use super::*;

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn freezing_needs_every_figure_no_difference_and_two_people() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81"), (2, "50")]),
        )
        .await
        .unwrap();
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        let signed = async |who: &Ctx| sign(who, desk.campaign, Written).await;
        assert_eq!(
            refusal(signed(&desk.checker).await),
            Refusal::MarksMissing { count: 1 }
        );
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(2, "5")]),
        )
        .await
        .unwrap();
        assert_eq!(
            refusal(signed(&desk.checker).await),
            Refusal::DifferencesOpen { count: 1 }
        );
        settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(2, Choice::First, ""),
        )
        .await
        .unwrap();
        assert_eq!(signed(&desk.checker).await.unwrap(), Signature::First);
        assert_eq!(refusal(signed(&desk.checker).await), Refusal::SamePerson);
        let changed = settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(2, Choice::Second, ""),
        )
        .await;
        assert_eq!(
            refusal(changed),
            Refusal::Frozen,
            "nothing changes between the signatures"
        );
        assert_eq!(signed(&desk.exam).await.unwrap(), Signature::Frozen);
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        assert_eq!(campaign.progress, Progress::WrittenFrozen);
        let again = enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await;
        assert_eq!(refusal(again), Refusal::Frozen);
        assert_eq!(refusal(signed(&desk.exam).await), Refusal::Frozen);
        let row = freeze::Entity::find()
            .one(&world.app.db.read)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.digest.map(|digest| digest.len()), Some(64));
        let owners = owners_of_scripts(&world.app.db.read, desk.campaign).await;
        let sealed = scripts_of(&world, desk.campaign).await.into_iter();
        let sealed: HashMap<String, Uuid> = sealed.map(|(owner, script)| (script, owner)).collect();
        assert_eq!(
            owners.unwrap(),
            sealed,
            "the second signature opens the seal"
        );
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["freeze_signed", "marks_frozen"]
        );
    });
}

/// Two sheets on which both entries agree.
async fn agreed(world: &mut World) -> Desk {
    let desk = desk(world, 2).await;
    desk.twice(&[(1, "81"), (2, "50")], &[(1, "81"), (2, "50")])
        .await;
    desk
}

async fn progress(world: &World, desk: &Desk) -> Progress {
    by_id(&world.app.db.read, desk.campaign)
        .await
        .unwrap()
        .progress
}

#[test]
fn the_first_signature_keeps_the_figures_still_and_reveals_nothing() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        assert_eq!(desk.sign(&desk.checker).await.unwrap(), Signature::First);
        let signed = Event::FreezeSigned {
            campaign: desk.campaign,
            kind: Written,
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), signed)
        );
        assert_eq!(progress(&world, &desk).await, Progress::Seated);
        let db = &world.app.db.read;
        assert!(
            owners_of_scripts(db, desk.campaign)
                .await
                .unwrap()
                .is_empty()
        );
        let campaign = by_id(db, desk.campaign).await.unwrap();
        let early = refused(&world, frozen(db, &campaign, Written)).await;
        assert_eq!(
            early,
            Refusal::MarksMissing { count: 2 },
            "one signature is none"
        );
        let signatures = signatures(db, desk.campaign, Written)
            .await
            .unwrap()
            .unwrap();
        let name = desk.checker.actor.as_ref().unwrap().name.clone();
        assert_eq!(
            signatures.first,
            (desk.checker.account().unwrap(), name, world.now)
        );
        assert_eq!((signatures.second, signatures.digest.len()), (None, 64));
    });
}

#[test]
fn the_second_signature_freezes_and_publishes_the_key_of_the_scripts() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        desk.sign(&desk.exam).await.unwrap();
        let told_before = told(&world).await;
        assert_eq!(desk.sign(&desk.checker).await.unwrap(), Signature::Frozen);
        let (who, what) = last_entry(&world).await;
        assert_eq!(who, desk.checker.account().ok());
        let Event::MarksFrozen {
            campaign,
            kind: Written,
            digest,
            script_key: Some(key),
        } = what
        else {
            panic!("{what:?}")
        };
        assert_eq!((campaign, digest.len(), key.len()), (desk.campaign, 64, 64));
        assert_eq!(told(&world).await, told_before, "nobody is told a mark yet");
        assert_eq!(progress(&world, &desk).await, Progress::WrittenFrozen);
        let db = &world.app.db.read;
        let campaign = by_id(db, desk.campaign).await.unwrap();
        let figures = frozen(db, &campaign, Written).await.unwrap();
        let expected = [(1, "81"), (2, "50")];
        let expected = expected.map(|(n, text)| (sheet(n), "knowledge".to_owned(), scored(text)));
        assert_eq!(figures, expected);
    });
}

#[test]
fn signatures_are_of_people_who_hold_the_duty_here_and_did_not_write_the_rules() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        sign_in_required(&world, desk.sign(&world.nobody())).await;
        for who in [&desk.first, &desk.second] {
            forbidden(&world, desk.sign(who)).await;
        }
        let approver = world.staff(Role::Approver, DISTRICT).await;
        forbidden(&world, desk.sign(&approver)).await;
        let elsewhere = world.staff(Role::TallyChecker, "990000/990009").await;
        assert_eq!(
            refused(&world, desk.sign(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        for official in [campaign.written_by.first().copied(), campaign.checked_by] {
            let mut official_too = desk.exam.clone();
            official_too.actor.as_mut().unwrap().account = official.unwrap();
            assert_eq!(
                refused(&world, desk.sign(&official_too)).await,
                Refusal::SamePerson
            );
        }
        desk.sign(&desk.exam).await.unwrap();
        assert_eq!(
            refused(&world, desk.sign(&desk.exam)).await,
            Refusal::SamePerson,
            "not twice"
        );
        let unknown = CampaignId(Uuid::now_v7());
        not_found(&world, sign(&desk.exam, unknown, Written)).await;
    });
}

#[test]
fn nothing_is_signed_with_a_figure_missing_or_a_difference_open() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        let signed = async || desk.sign(&desk.exam).await;
        assert_eq!(
            refused(&world, signed()).await,
            Refusal::MarksMissing { count: 2 }
        );
        desk.twice(&[(1, "81")], &[(1, "18")]).await;
        assert_eq!(
            refused(&world, signed()).await,
            Refusal::DifferencesOpen { count: 1 }
        );
        desk.settle(&desk.checker, &ruling(1, Choice::First, ""))
            .await
            .unwrap();
        assert_eq!(
            refused(&world, signed()).await,
            Refusal::MarksMissing { count: 1 }
        );
        desk.twice(&[(2, "50")], &[(2, "50")]).await;
        assert_eq!(signed().await.unwrap(), Signature::First);
    });
}

#[test]
fn a_second_signature_is_under_the_figures_of_the_first_or_refused() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        desk.sign(&desk.checker).await.unwrap();
        // Both figures of a sheet were changed by other means than a command.
        let other = mark_entry::ActiveModel {
            points: Set(Some(Points::whole(99).raw())),
            ..Default::default()
        };
        mark_entry::Entity::update_many()
            .set(other)
            .exec(&world.app.db.write)
            .await
            .unwrap();
        assert_eq!(refused(&world, desk.sign(&desk.exam)).await, Refusal::Stale);
        assert_eq!(progress(&world, &desk).await, Progress::Seated);
    });
}

#[test]
fn frozen_figures_that_were_changed_are_a_fault_and_no_result() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        desk.sign(&desk.checker).await.unwrap();
        desk.sign(&desk.exam).await.unwrap();
        let other = mark_entry::ActiveModel {
            points: Set(Some(Points::whole(99).raw())),
            ..Default::default()
        };
        mark_entry::Entity::update_many()
            .set(other)
            .exec(&world.app.db.write)
            .await
            .unwrap();
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let read = frozen(&world.app.db.read, &campaign, Written).await;
        assert!(matches!(read, Err(AppError::Fault(_))));
    });
}

#[test]
fn of_two_who_sign_at_once_one_is_the_first_and_one_the_second() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        let (a, b) = tokio::join!(desk.sign(&desk.checker), desk.sign(&desk.exam));
        let mut signed = [a.unwrap(), b.unwrap()];
        signed.sort_by_key(|signature| *signature == Signature::Frozen);
        assert_eq!(signed, [Signature::First, Signature::Frozen]);
        assert_eq!(
            freeze::Entity::find()
                .count(&world.app.db.read)
                .await
                .unwrap(),
            1
        );
    });
}

#[test]
fn after_freezing_everything_is_refused() {
    on_both(async |mut world| {
        let desk = agreed(&mut world).await;
        desk.sign(&desk.checker).await.unwrap();
        desk.sign(&desk.exam).await.unwrap();
        let third = world.staff(Role::TallyChecker, DISTRICT).await;
        assert_eq!(refused(&world, desk.sign(&third)).await, Refusal::Frozen);
        let typed = desk.typed(&desk.first, Pass::First, &[(1, "81")]);
        assert_eq!(refused(&world, typed).await, Refusal::Frozen);
        let back = desk.take_back(&desk.first, Pass::First, 1);
        assert_eq!(refused(&world, back).await, Refusal::Frozen);
        let first = ruling(1, Choice::First, "");
        assert_eq!(
            refused(&world, desk.settle(&third, &first)).await,
            Refusal::Frozen
        );
    });
}
