//! Suspending, reinstating, revoking: with a reason, by the issuing officer, in the states that allow it.

use super::*;
use app::entity::kinds::Channel;
use domain::problem::REASON_LIMIT;
use domain::{events::Event, ids::CertificateId, notices::Notice};
use trace::{only_for_its_own, refused, traceless};

async fn stored(world: &World, number: &CertificateNumber) -> queries::Record {
    let found = queries::find(&world.app.db.write, number).await;
    found.unwrap().unwrap()
}

const ACTS: [CertificateAct; 3] = [
    CertificateAct::Suspend,
    CertificateAct::Reinstate,
    CertificateAct::Revoke,
];

#[test]
fn each_act_is_possible_in_its_own_states_and_leaves_no_trace_in_any_other() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        use CertificateAct::*;
        use CertificateState::*;
        for (n, before, state, may) in [
            (0, &[][..], Issued, [Some(Suspended), None, Some(Revoked)]),
            (
                1,
                &[Suspend],
                Suspended,
                [None, Some(Issued), Some(Revoked)],
            ),
            (
                2,
                &[Suspend, Reinstate],
                Issued,
                [Some(Suspended), None, Some(Revoked)],
            ),
            (3, &[Revoke], Revoked, [None; 3]),
            (4, &[Suspend, Revoke], Revoked, [None; 3]),
        ] {
            let number = &numbers[n];
            for act in before {
                commands::change(officer, number, *act, "核查")
                    .await
                    .unwrap();
            }
            assert_eq!(stored(&world, number).await.state, state);
            for (act, after) in ACTS.into_iter().zip(may) {
                if after.is_none() {
                    let told = refused(&world, commands::change(officer, number, act, "再查"));
                    assert_eq!(told.await, Refusal::CertificateState { state });
                }
            }
            for (act, after) in ACTS.into_iter().zip(may) {
                if let (Some(after), Revoke) = (after, act) {
                    commands::change(officer, number, act, "再查")
                        .await
                        .unwrap();
                    assert_eq!(stored(&world, number).await.state, after);
                }
            }
        }
    });
}

#[test]
fn a_change_belongs_to_the_issuing_officer_of_the_place() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let elsewhere = world.staff(Role::CertificateOfficer, "980000").await;
        let others = [
            totalled.exam_centre.clone(),
            totalled.approver.clone(),
            totalled.publisher.clone(),
            totalled.applicant(&world, 0).await,
            world.staff(Role::Inspector, CITY).await,
        ];
        only_for_its_own(&world, &others, &elsewhere, async |who| {
            commands::change(who, &numbers[0], CertificateAct::Revoke, "越权").await
        })
        .await;
    });
}

#[test]
fn a_reason_is_needed_and_is_one_or_two_sentences() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        let long = "长".repeat(REASON_LIMIT + 1);
        let too_long = Problem::TooLong {
            limit: 300,
            length: 301,
        };
        for (reason, problem) in [
            ("", Problem::Missing),
            ("　 \n", Problem::Missing),
            (long.as_str(), too_long),
        ] {
            let act = commands::change(officer, &numbers[0], CertificateAct::Revoke, reason);
            let AppError::Invalid(told) = traceless(&world, act).await else {
                panic!("{reason}")
            };
            assert_eq!(told, [FieldProblem::new("reason", problem)]);
        }
        let just = format!(" {} ", "长".repeat(REASON_LIMIT));
        commands::change(officer, &numbers[0], CertificateAct::Revoke, &just)
            .await
            .unwrap();
        assert_eq!(stored(&world, &numbers[0]).await.reason, just.trim());
    });
}

#[test]
fn what_the_register_does_not_hold_is_not_changed() {
    on_both(async |world| {
        let (totalled, _) = issued(&world).await;
        let unknown = CertificateNumber::compose("990000", 2026, 2, 999).unwrap();
        let officer = &totalled.certificate_officer;
        let act = commands::change(officer, &unknown, CertificateAct::Revoke, "查无此证");
        let told = traceless(&world, act).await;
        assert!(matches!(told, AppError::NotFound), "{told:?}");
    });
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn the_holder_is_told_of_every_change_and_the_trail_keeps_its_reason() {
    on_both(async |mut world| {
        let (totalled, numbers) = issued(&world).await;
        let holder = stored(&world, &numbers[0]).await;
        let (before, sealed) = (trace::trail(&world).await.len(), holder.credential.clone());
        let number = numbers[0].as_str().to_owned();
        world.now = world.now.plus_days(3);
        let officer = world.later(&totalled.certificate_officer);
        for (act, reason) in ACTS.into_iter().zip(["材料存疑", "查清无误", "冒用证明"])
        {
            commands::change(&officer, &numbers[0], act, reason)
                .await
                .unwrap();
        }
        let certificate: CertificateId = holder.id;
        let text = str::to_owned;
        let expected = [
            Event::CertificateSuspended {
                certificate,
                reason: text("材料存疑"),
            },
            Event::CertificateReinstated {
                certificate,
                reason: text("查清无误"),
            },
            Event::CertificateRevoked {
                certificate,
                reason: text("冒用证明"),
            },
        ]
        .map(|event| (officer.account().ok(), event));
        assert_eq!(trace::trail(&world).await[before..], expected);
        let inbox = trace::inbox(&world, holder.account).await;
        let told = [
            Notice::CertificateIssued {
                number: number.clone(),
            },
            Notice::CertificateSuspended {
                number: number.clone(),
                reason: text("材料存疑"),
            },
            Notice::CertificateReinstated {
                number: number.clone(),
                reason: text("查清无误"),
            },
            Notice::CertificateRevoked {
                number,
                reason: text("冒用证明"),
            },
        ];
        assert_eq!(inbox[inbox.len() - 4..], told);
        for notice in &told {
            let channels = trace::sent(&world, holder.account, notice).await;
            assert_eq!(channels, [Channel::Email], "{notice:?}");
        }
        let after = stored(&world, &numbers[0]).await;
        assert_eq!(
            (after.reason.as_str(), after.state_at),
            ("冒用证明", world.now)
        );
        assert_eq!(after.credential, sealed, "what was signed stays");
        assert_eq!(
            (after.issued_at, after.valid_until),
            (holder.issued_at, holder.valid_until)
        );
    });
}

#[test]
fn of_two_who_change_at_once_one_changes() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let second = world.staff(Role::CertificateOfficer, CITY).await;
        let officer = &totalled.certificate_officer;
        let (one, other) = tokio::join!(
            commands::change(officer, &numbers[0], CertificateAct::Suspend, "核查"),
            commands::change(&second, &numbers[0], CertificateAct::Suspend, "核查")
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let told = refusal([one, other].into_iter().find(Result::is_err).unwrap());
        let state = CertificateState::Suspended;
        assert_eq!(told, Refusal::CertificateState { state });
        assert_eq!(events(&world).await[18..], ["certificate_suspended"]);
    });
}
