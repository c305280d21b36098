//! Claims to bonus points and their evidence.

use super::*;

#[test]
fn a_bonus_is_verified_apart_and_a_refusal_says_why() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Status, &veteran)
            .await
            .unwrap();
        commands::attach_document(&ctx, id, &"veteran".into(), &paper())
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let decide = async |ctx: &Ctx, shown, granted, note: &str| {
            commands::decide_bonus(ctx, &campaign, id, "veteran", shown, granted, note).await
        };
        assert!(matches!(
            decide(&case.street, ClaimState::Claimed, true, "").await,
            Err(AppError::Forbidden)
        ));
        let silent = decide(&case.district, ClaimState::Claimed, false, "").await;
        assert_eq!(problems(silent)[0].field, "note-veteran");
        decide(&case.district, ClaimState::Claimed, true, "")
            .await
            .unwrap();
        let again = decide(&case.district, ClaimState::Claimed, false, "退役证是别人的").await;
        assert_eq!(refusal(again), Refusal::Stale);
        decide(&case.district, ClaimState::Granted, false, "退役证是别人的")
            .await
            .unwrap();
        let dossier = dossier::dossier(&case.district, &campaign, id)
            .await
            .unwrap();
        assert_eq!(dossier.claims[0].state, ClaimState::Refused);
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["bonus_decided", "bonus_decided"]
        );
    });
}

#[test]
fn evidence_that_came_after_its_own_deadline_is_not_claimed() {
    on_both(async |world| {
        let day = |n: i64| world.now.plus_days(n);
        let case = Case::with(&world, |rules| {
            for item in &mut rules.bonus.as_mut().unwrap().items {
                item.evidence_by = Some(Moment::of(match item.code.as_str() {
                    "veteran" => day(1),
                    _ => day(3),
                }));
            }
        })
        .await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let both = Facts::new()
            .with("political", FactValue::Choice("member".into()))
            .with("veteran", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Status, &both)
            .await
            .unwrap();
        let late = at(&ctx, day(2));
        for document in ["political", "veteran"] {
            commands::attach_document(&late, id, &document.into(), &paper())
                .await
                .unwrap();
        }
        commands::submit(&late, id, None, true).await.unwrap();
        let opened = case.opened(id).await;
        let mut late: Vec<_> = opened.bonus();
        late.retain(|line| line.is_late);
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].finding.item.as_str(), "veteran");
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!((dossier.checks.bonus, dossier.claims.len()), (1, 1));
        assert_eq!(dossier.claims[0].finding.item.as_str(), "party");
    });
}
