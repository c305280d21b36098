//! To whom certificates go, and taking one back.

use super::*;

#[test]
fn certificates_go_to_the_selected_and_to_nobody_else_once() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        assert_eq!(numbers.len(), 18);
        let different: BTreeSet<_> = numbers.iter().collect();
        assert_eq!(different.len(), 18);
        for number in &numbers {
            assert_eq!(
                CertificateNumber::parse(number.as_str()),
                Ok(number.clone()),
                "check characters are valid"
            );
            assert!(number.as_str().starts_with("99000020262"));
        }
        let (_, list) = publication::queries::lists::newest_list(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        let selected: BTreeSet<&str> = list
            .posts
            .iter()
            .flat_map(|post| &post.rows)
            .filter(|row| row.placing == Placing::Selected)
            .map(|row| row.ticket.as_str())
            .collect();
        let register = queries::register(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        let holders: BTreeSet<_> = register
            .issued
            .iter()
            .map(|record| record.candidate)
            .collect();
        let entitled: BTreeSet<_> = totalled
            .people
            .iter()
            .filter(|p| selected.contains(p.ticket.as_str()))
            .map(|p| p.candidate)
            .collect();
        assert_eq!(holders, entitled);
        assert_eq!(events(&world).await, vec!["certificate_issued"; 18]);
        let again = commands::issue(&totalled.certificate_officer, totalled.id, None).await;
        assert_eq!(refusal(again), Refusal::AlreadyIssued);
        assert_eq!(events(&world).await.len(), 18);
    });
}

#[test]
fn nothing_is_issued_before_publication_by_others_or_from_an_old_page() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let officer = &totalled.certificate_officer;
        let early = commands::issue(officer, totalled.id, None).await;
        assert_eq!(
            refusal(early),
            Refusal::Progress {
                needs: Progress::Published,
                stands: Progress::Totalled
            }
        );
        publish(&totalled, "").await;
        assert!(matches!(
            commands::issue(&totalled.publisher, totalled.id, None).await,
            Err(AppError::Forbidden)
        ));
        let elsewhere = world.staff(Role::CertificateOfficer, "980000").await;
        assert_eq!(
            refusal(commands::issue(&elsewhere, totalled.id, None).await),
            Refusal::OutsideScope
        );
        assert_eq!(
            refusal(commands::issue(officer, totalled.id, Some(17)).await),
            Refusal::Stale
        );
        assert_eq!(events(&world).await, Vec::<String>::new());
    });
}

#[test]
fn a_change_needs_a_reason_and_a_state_that_allows_it() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        let silent = commands::change(officer, &numbers[0], CertificateAct::Suspend, " ").await;
        assert!(
            matches!(silent, Err(AppError::Invalid(p)) if p == [FieldProblem::new("reason", Problem::Missing)])
        );
        commands::change(officer, &numbers[0], CertificateAct::Suspend, "核查")
            .await
            .unwrap();
        let twice = commands::change(officer, &numbers[0], CertificateAct::Suspend, "核查").await;
        assert_eq!(
            refusal(twice),
            Refusal::CertificateState {
                state: CertificateState::Suspended
            }
        );
        commands::change(officer, &numbers[0], CertificateAct::Reinstate, "查清")
            .await
            .unwrap();
        commands::change(officer, &numbers[0], CertificateAct::Revoke, "再查")
            .await
            .unwrap();
        let back = commands::change(officer, &numbers[0], CertificateAct::Reinstate, "误会").await;
        assert_eq!(
            refusal(back),
            Refusal::CertificateState {
                state: CertificateState::Revoked
            }
        );
        let others = commands::change(
            &totalled.approver,
            &numbers[1],
            CertificateAct::Revoke,
            "越权",
        )
        .await;
        assert!(matches!(others, Err(AppError::Forbidden)));
        let after = [
            "certificate_suspended",
            "certificate_reinstated",
            "certificate_revoked",
        ];
        assert_eq!(events(&world).await[18..], after);
    });
}

#[test]
fn a_corrected_list_brings_certificates_to_the_new_and_points_at_the_old() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        // The seventh of the first post is now far ahead, so that the fourth is no longer selected.
        let mut candidates = totalled.candidates.clone();
        let paper = Mark::Scored(Points::whole(99));
        let written = StageRecord {
            papers: [("knowledge".into(), paper)].into(),
            ..StageRecord::default()
        };
        candidates[6].stages.insert("written".into(), written);
        totalled
            .compute(&world, app::entity::kinds::RunStage::Totals, &candidates)
            .await;
        publish(&totalled, "更正登分").await;
        let register = queries::register(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        assert_eq!(
            register
                .to_issue
                .iter()
                .map(|h| h.ticket.as_str())
                .collect::<Vec<_>>(),
            ["26032800007"]
        );
        assert_eq!(register.no_longer_selected.len(), 1);
        let more = commands::issue(&totalled.certificate_officer, totalled.id, Some(1))
            .await
            .unwrap();
        assert!(!numbers.contains(&more[0]), "the series goes on");
        assert_eq!(more[0].as_str()[11..17], *"000019");
    });
}

#[test]
fn certificates_are_issued_by_the_officer_of_the_place_and_by_nobody_else() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        publish(&totalled, "").await;
        let elsewhere = world.staff(Role::CertificateOfficer, "980000").await;
        let others = [
            totalled.exam_centre.clone(),
            totalled.approver.clone(),
            totalled.publisher.clone(),
            totalled.applicant(&world, 0).await,
            world.staff(Role::Inspector, CITY).await,
        ];
        trace::only_for_its_own(&world, &others, &elsewhere, async |who| {
            commands::issue(who, totalled.id, None).await
        })
        .await;
        let none = domain::ids::CampaignId(uuid::Uuid::now_v7());
        let act = commands::issue(&totalled.certificate_officer, none, None);
        let told = trace::traceless(&world, act).await;
        assert!(matches!(told, AppError::NotFound), "{told:?}");
    });
}

#[test]
fn nothing_is_issued_at_any_step_before_publication_nor_by_a_sealed_list() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let officer = &totalled.certificate_officer;
        let seal = publication::commands::seal(&totalled.exam_centre, totalled.id, "");
        let sealed = seal.await.unwrap();
        publication::commands::approve(&totalled.approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        for stands in [
            Progress::Announced,
            Progress::Seated,
            Progress::WrittenFrozen,
            Progress::Shortlisted,
            Progress::InterviewFrozen,
            Progress::Totalled,
        ] {
            totalled.stands_at(&world, stands).await;
            let told = trace::refused(&world, commands::issue(officer, totalled.id, None)).await;
            let needs = Progress::Published;
            assert_eq!(told, Refusal::Progress { needs, stands });
        }
    });
}

#[test]
fn each_holder_is_told_the_number_and_the_trail_names_the_officer() {
    on_both(async |world| {
        use domain::{events::Event, notices::Notice};
        let (totalled, numbers) = issued(&world).await;
        let register = queries::register(&world.app.db.read, totalled.id).await;
        let register = register.unwrap();
        let officer = totalled.certificate_officer.account().unwrap();
        let entries = trace::trail(&world).await;
        let entries = &entries[entries.len() - 18..];
        for record in &register.issued {
            let number = record.number.as_str().to_owned();
            let notice = Notice::CertificateIssued { number };
            let inbox = trace::inbox(&world, record.account).await;
            assert_eq!(inbox.last(), Some(&notice));
            let event = Event::CertificateIssued {
                campaign: totalled.id,
                certificate: record.id,
            };
            assert!(entries.contains(&(Some(officer), event)));
            assert_eq!(record.issued_at, world.now);
            assert_eq!(
                record.valid_until,
                domain::certificates::valid_until(world.now)
            );
            assert!(record.is_signed(&world.app));
        }
        assert_eq!(register.issued.len(), numbers.len());
        // Who is not selected hears nothing of certificates.
        let inbox = trace::inbox(&world, totalled.people[14].account).await;
        assert!(
            !inbox
                .iter()
                .any(|notice| matches!(notice, Notice::CertificateIssued { .. }))
        );
    });
}

#[test]
fn of_two_officers_who_issue_at_once_one_issues() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        publish(&totalled, "").await;
        let second = world.staff(Role::CertificateOfficer, CITY).await;
        let (one, other) = tokio::join!(
            commands::issue(&totalled.certificate_officer, totalled.id, Some(18)),
            commands::issue(&second, totalled.id, Some(18))
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let told = refusal([one, other].into_iter().find(Result::is_err).unwrap());
        assert_eq!(told, Refusal::AlreadyIssued);
        assert_eq!(events(&world).await.len(), 18);
    });
}

#[test]
fn a_revoked_certificate_is_not_issued_again_by_the_same_list() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        commands::change(officer, &numbers[0], CertificateAct::Revoke, "冒用证明")
            .await
            .unwrap();
        let told = trace::refused(&world, commands::issue(officer, totalled.id, None)).await;
        assert_eq!(told, Refusal::AlreadyIssued);
    });
}

#[test]
fn numbers_begin_anew_with_the_year() {
    on_both(async |mut world| {
        let (totalled, numbers) = issued(&world).await;
        assert_eq!(numbers[17].as_str()[..17], *"99000020262000018");
        let mut candidates = totalled.candidates.clone();
        let paper = Mark::Scored(Points::whole(99));
        let script = candidates[6].stages.entry(&"written".into());
        script.papers.insert("knowledge".into(), paper);
        let stage = app::entity::kinds::RunStage::Totals;
        totalled.compute(&world, stage, &candidates).await;
        publish(&totalled, "更正登分").await;
        world.now = world.now.plus_days(366);
        let officer = world.later(&totalled.certificate_officer);
        let more = commands::issue(&officer, totalled.id, Some(1))
            .await
            .unwrap();
        assert_eq!(more[0].as_str()[..17], *"99000020272000001");
    });
}
