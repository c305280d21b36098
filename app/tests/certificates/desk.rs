//! The officer's desk and the holder's own pages, through the doors that people use.

use super::*;
use app::entity::campaign;
use sea_orm::{ColumnTrait, QueryFilter};
use trace::Look;
use uuid::Uuid;

#[test]
fn the_desk_issues_for_as_many_people_as_it_named() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        publish(&totalled, "").await;
        let desk = format!("/desk/{}/certificates", totalled.code);
        let officer = Look::of(&world, &totalled.certificate_officer);
        let shown = officer.get(&desk).await;
        assert!(shown.text().contains("name=\"people\" value=\"18\""));
        for older in ["people=17", "people=", "", "people=all"] {
            let told = officer.post(&desk, older).await;
            assert_eq!(told.status, StatusCode::CONFLICT, "{older}");
            assert!(told.text().contains("value=\"18\""), "the newest number");
        }
        assert_eq!(events(&world).await, Vec::<String>::new());
        let done = officer.post(&desk, "people=18").await;
        assert_eq!(
            (done.status, done.header("location")),
            (StatusCode::SEE_OTHER, desk.as_str())
        );
        let again = officer.post(&desk, "people=18").await;
        assert_eq!(again.status, StatusCode::CONFLICT, "a second click");
        assert_eq!(events(&world).await.len(), 18);
        let shown = officer.get(&desk).await;
        assert!(!shown.text().contains("name=\"people\""));
    });
}

#[test]
fn a_change_that_is_refused_shows_its_page_again_with_what_was_typed() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let page = format!(
            "/desk/{}/certificates/{}",
            totalled.code,
            numbers[0].as_str()
        );
        let officer = Look::of(&world, &totalled.certificate_officer);
        for (form, shown) in [
            ("reason=why", "id=\"act-error\""),
            ("act=burn&reason=why", "id=\"act-error\""),
            ("act=suspend&reason=+", "id=\"reason-error\""),
        ] {
            let told = officer.post(&page, form).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(told.text().contains(shown), "{form}");
            assert_eq!(told.text().contains("why</textarea>"), form.contains("why"));
        }
        let told = officer.post(&page, "act=reinstate&reason=why").await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(told.text().contains("why</textarea>"));
        assert_eq!(events(&world).await.len(), 18, "nothing was changed");
        let done = officer.post(&page, "act=revoke&reason=why").await;
        assert_eq!(
            (done.status, done.header("location")),
            (StatusCode::SEE_OTHER, page.as_str())
        );
        let shown = officer.get(&page).await;
        assert!(!shown.text().contains("name=\"act\""), "it is final");
    });
}

#[test]
fn a_certificate_stands_at_the_desk_of_its_own_recruitment_only() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let other = world.announced_campaign().await;
        let code = app::campaigns::queries::by_id(&world.app.db.read, other).await;
        let code = code.unwrap().code;
        let officer = Look::of(&world, &totalled.certificate_officer);
        let number = numbers[0].as_str();
        for (path, status) in [
            (
                format!("/desk/{}/certificates/{number}", totalled.code),
                StatusCode::OK,
            ),
            (
                format!("/desk/{code}/certificates/{number}"),
                StatusCode::NOT_FOUND,
            ),
            (
                format!("/desk/none/certificates/{number}"),
                StatusCode::NOT_FOUND,
            ),
            (
                format!("/desk/{}/certificates/1", totalled.code),
                StatusCode::NOT_FOUND,
            ),
        ] {
            assert_eq!(officer.get(&path).await.status, status, "{path}");
        }
        let wrong = format!("/desk/{code}/certificates/{number}");
        let told = officer.post(&wrong, "act=revoke&reason=why").await;
        assert_eq!(told.status, StatusCode::NOT_FOUND);
        let desk = officer.get(&format!("/desk/{code}/certificates")).await;
        assert_eq!(desk.status, StatusCode::OK, "nothing is public yet");
        assert!(!desk.text().contains("name=\"people\""));
        assert_eq!(events(&world).await.len(), 18);
    });
}

#[test]
fn a_recruitment_of_another_city_is_out_of_reach() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        campaign::Entity::update_many()
            .col_expr(campaign::Column::Area, "980000".into())
            .filter(campaign::Column::Id.eq(totalled.id.0))
            .exec(&world.app.db.write)
            .await
            .unwrap();
        let officer = Look::of(&world, &totalled.certificate_officer);
        let desk = format!("/desk/{}/certificates", totalled.code);
        let one = format!("{desk}/{}", numbers[0].as_str());
        for path in [&desk, &one] {
            assert_eq!(officer.get(path).await.status, StatusCode::FORBIDDEN);
        }
        let act = trace::refused(
            &world,
            commands::change(
                &totalled.certificate_officer,
                &numbers[0],
                CertificateAct::Revoke,
                "越权",
            ),
        );
        assert_eq!(act.await, Refusal::OutsideScope);
    });
}

#[test]
fn holders_find_their_own_certificates_and_nobody_elses() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let holder = totalled.applicant(&world, 0).await;
        let own = queries::of_account(&world.app.db.read, totalled.people[0].account).await;
        let own = own.unwrap();
        assert_eq!(own.len(), 1);
        let list = Look::of(&world, &holder).get("/my/certificates").await;
        for number in &numbers {
            let is_own = *number == own[0].number;
            let shown = list
                .text()
                .contains(&format!("/my/certificates/{}", number.as_str()));
            assert_eq!(shown, is_own, "{number:?}");
        }
        let without = totalled.applicant(&world, 14).await;
        let list = Look::of(&world, &without).get("/my/certificates").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(!list.text().contains("/my/certificates/99"));
        let stranger = Look::anybody(&world).get("/my/certificates").await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        let staff = Look::of(&world, &totalled.certificate_officer);
        let own = format!("/my/certificates/{}", own[0].number.as_str());
        assert_eq!(staff.get(&own).await.status, StatusCode::FORBIDDEN);
        let unread = Look::of(&world, &holder).get("/my/certificates/12").await;
        assert_eq!(unread.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_number_leads_to_one_address_however_it_is_written() {
    on_both(async |world| {
        let (_, numbers) = issued(&world).await;
        let anybody = Look::anybody(&world);
        let right = format!("/certificates/{}", numbers[0].as_str());
        let printed = numbers[0].printed().replace(' ', "%20");
        let dashed = numbers[0].printed().replace(' ', "-");
        for written in [printed, dashed] {
            let answer = anybody.get(&format!("/certificates/{written}")).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{written}");
            assert_eq!(answer.header("location"), right);
        }
        let wrong = anybody.get("/certificates/990000").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let credential = anybody.get(&format!("{right}/credential.jws")).await;
        assert_eq!(credential.header("content-type"), "application/jose");
        let unknown = CertificateNumber::compose("990000", 2026, 2, 999).unwrap();
        for number in [unknown.as_str(), "12"] {
            let path = format!("/certificates/{number}/credential.jws");
            assert_eq!(anybody.get(&path).await.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn signed_words_are_counted_like_every_look_up() {
    on_both(async |world| {
        let (_, numbers) = issued(&world).await;
        let path = format!("/certificates/{}/credential.jws", numbers[0].as_str());
        let mut last = StatusCode::OK;
        for _ in 0..=120 {
            assert_eq!(last, StatusCode::OK);
            last = get(&world, &path, None).await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let form = get(&world, "/certificates", None).await.0;
        assert_eq!(form, StatusCode::OK, "the form stays open");
    });
}

#[test]
fn who_was_selected_by_an_older_list_keeps_the_certificate_and_the_desk_points_at_it() {
    on_both(async |world| {
        let (totalled, _) = issued(&world).await;
        let mut candidates = totalled.candidates.clone();
        let paper = Mark::Scored(Points::whole(99));
        let script = candidates[6].stages.entry(&"written".into());
        script.papers.insert("knowledge".into(), paper);
        let stage = app::entity::kinds::RunStage::Totals;
        totalled.compute(&world, stage, &candidates).await;
        publish(&totalled, "更正登分").await;
        let desk = queries::desk(&totalled.certificate_officer, totalled.code).await;
        let register = desk.unwrap().register.unwrap();
        assert_eq!((register.issued.len(), register.to_issue.len()), (18, 1));
        let old = register.no_longer_selected[0].clone();
        let record = queries::find(&world.app.db.read, &old).await;
        let record = record.unwrap().unwrap();
        assert_eq!(record.state, CertificateState::Issued);
        let officer = &totalled.certificate_officer;
        commands::change(officer, &old, CertificateAct::Revoke, "名单更正")
            .await
            .unwrap();
        let register = queries::register(&world.app.db.read, totalled.id).await;
        let register = register.unwrap();
        assert!(register.no_longer_selected.is_empty(), "it is done");
        let to_issue: Vec<Uuid> = register
            .to_issue
            .iter()
            .map(|who| who.candidate.0)
            .collect();
        assert_eq!(to_issue, [totalled.people[6].candidate.0]);
    });
}
