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
