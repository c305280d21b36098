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

/// A submitted application for a post of the district that claims to be a veteran's.
async fn claimed(case: &Case<'_>) -> (Ctx, ApplicationId) {
    let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
    let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
    commands::save_answers(&ctx, id, Task::Status, &veteran)
        .await
        .unwrap();
    commands::attach_document(&ctx, id, &"veteran".into(), &paper())
        .await
        .unwrap();
    commands::submit(&ctx, id, None, true).await.unwrap();
    (ctx, id)
}

async fn rule(
    case: &Case<'_>,
    who: &Ctx,
    id: ApplicationId,
    shown: ClaimState,
    granted: bool,
    note: &str,
) -> Result<(), AppError> {
    let campaign = case.campaign().await;
    commands::decide_bonus(who, &campaign, id, "veteran", shown, granted, note).await
}

async fn claim(world: &World) -> bonus_claim::Model {
    let claim = bonus_claim::Entity::find().one(&world.app.db.write).await;
    claim.unwrap().unwrap()
}

#[test]
fn a_verified_claim_keeps_who_decided_and_is_told_to_its_owner() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = claimed(&case).await;
        rule(
            &case,
            &case.district,
            id,
            ClaimState::Claimed,
            false,
            " 退役证是别人的 ",
        )
        .await
        .unwrap();
        let kept = claim(&world).await;
        assert_eq!(
            (kept.state.0, kept.note.as_str(), kept.decided_at),
            (ClaimState::Refused, "退役证是别人的", Some(world.now.0))
        );
        assert_eq!(kept.decided_by, Some(case.district.account().unwrap().0));
        let decided = Event::BonusDecided {
            application: id,
            item: "veteran".into(),
            granted: false,
            note: "退役证是别人的".into(),
        };
        assert_eq!(
            last_entry(&world).await,
            (case.district.account().ok(), decided)
        );
        let account = ctx.account().unwrap();
        let notice = Notice::BonusDecided {
            campaign: TITLE.into(),
            application: id,
            item: "veteran".into(),
            granted: false,
            note: "退役证是别人的".into(),
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(sent(&world, account, &notice).await, [Channel::Email]);
    });
}

#[test]
fn a_claim_is_refused_only_with_a_reason_that_is_not_too_long() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = claimed(&case).await;
        let long = "长".repeat(501);
        let too_long = Problem::TooLong {
            limit: 500,
            length: 501,
        };
        for (granted, note, problem) in [
            (false, " ", Problem::Missing),
            (false, &*long, too_long.clone()),
            (true, &*long, too_long),
        ] {
            let told = rule(
                &case,
                &case.district,
                id,
                ClaimState::Claimed,
                granted,
                note,
            );
            let told = invalid(&world, told).await;
            assert_eq!(told, [FieldProblem::new("note-veteran", problem)]);
        }
        rule(&case, &case.district, id, ClaimState::Claimed, true, "")
            .await
            .unwrap();
        assert_eq!(claim(&world).await.state.0, ClaimState::Granted);
    });
}

#[test]
fn a_claim_is_decided_from_the_state_that_the_page_showed() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = claimed(&case).await;
        let decide = async |who: &Ctx, shown, granted| {
            rule(&case, who, id, shown, granted, "退役证是别人的").await
        };
        let reviewer = &case.district;
        for shown in [ClaimState::Granted, ClaimState::Refused] {
            let stale = refused(&world, decide(reviewer, shown, true)).await;
            assert_eq!(stale, Refusal::Stale);
        }
        let other = world.staff(Role::DistrictReviewer, DISTRICT).await;
        let (one, two) = tokio::join!(
            decide(reviewer, ClaimState::Claimed, true),
            decide(&other, ClaimState::Claimed, false)
        );
        let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(&late[..], [AppError::Refused(Refusal::Stale)]),
            "{late:?}"
        );
        let stands = claim(&world).await.state.0;
        let same = stands == ClaimState::Granted;
        let twice = refused(&world, decide(reviewer, stands, same)).await;
        assert_eq!(
            twice,
            Refusal::Stale,
            "what is so already is not decided again"
        );
        decide(reviewer, stands, !same).await.unwrap();
    });
}

#[test]
fn a_claim_is_decided_by_the_district_in_its_own_campaign() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = claimed(&case).await;
        let grant = async |who: &Ctx| rule(&case, who, id, ClaimState::Claimed, true, "").await;
        sign_in_required(&world, grant(&world.nobody())).await;
        for role in [Role::StreetReviewer, Role::ExamCentre, Role::Approver] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, grant(&other)).await;
        }
        let elsewhere = world.staff(Role::DistrictReviewer, "990000/990009").await;
        assert_eq!(
            refused(&world, grant(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let campaign = case.campaign().await;
        let shown = ClaimState::Claimed;
        let item =
            |item| commands::decide_bonus(&case.district, &campaign, id, item, shown, true, "");
        for unclaimed in ["party", "nonsense"] {
            not_found(&world, item(unclaimed)).await;
        }
        let second = announced_campaign(&world).await;
        let second = app::campaigns::queries::by_id(&world.app.db.read, second)
            .await
            .unwrap();
        let foreign =
            commands::decide_bonus(&case.district, &second, id, "veteran", shown, true, "");
        not_found(&world, foreign).await;
    });
}

#[test]
fn a_claim_is_corrected_until_the_shortlist_stands() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = claimed(&case).await;
        let decide = async |shown, granted| {
            rule(&case, &case.district, id, shown, granted, "看过原件").await
        };
        decide(ClaimState::Claimed, true).await.unwrap();
        stands_at(&case, Progress::WrittenFrozen).await;
        decide(ClaimState::Granted, false).await.unwrap();
        for stands in [
            Progress::Shortlisted,
            Progress::Totalled,
            Progress::Published,
        ] {
            stands_at(&case, stands).await;
            let late = refused(&world, decide(ClaimState::Refused, true)).await;
            let needs = Progress::WrittenFrozen;
            assert_eq!(late, Refusal::Progress { needs, stands });
            let seen = dossier::dossier(&case.district, &case.campaign().await, id).await;
            assert!(!seen.unwrap().may_verify, "the page is told the same");
        }
    });
}

#[test]
fn a_shortlist_decided_since_the_page_was_opened_binds_the_claim() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = claimed(&case).await;
        let opened = case.campaign().await;
        stands_at(&case, Progress::Shortlisted).await;
        let shown = ClaimState::Claimed;
        let late = commands::decide_bonus(&case.district, &opened, id, "veteran", shown, true, "");
        assert_eq!(
            refused(&world, late).await,
            Refusal::Progress {
                needs: Progress::WrittenFrozen,
                stands: Progress::Shortlisted
            }
        );
    });
}
