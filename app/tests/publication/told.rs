//! What everybody is told of a list, and what the trail keeps of it.

use super::*;
use app::entity::kinds::Channel;
use domain::{events::Event, notices::Notice};

fn published_notice(totalled: &Totalled, n: usize, version: u32) -> Notice {
    Notice::ResultPublished {
        campaign: "2026年青松区公开招聘社区工作者公告（17人）".into(),
        application: totalled.people[n].application,
        version,
    }
}

#[test]
fn every_candidate_is_told_once_for_each_public_version_and_nobody_before() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        commands::approve(&totalled.approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        assert_eq!(trace::inbox_count(&world).await, 0);
        let copy = copied(&sealed);
        commands::publish(&totalled.publisher, totalled.id, &sealed.digest, &copy)
            .await
            .unwrap();
        // Those who did not come to the interview, or never to the test, too.
        for n in [0, 7, 12, 13, 14, 59] {
            let expected = published_notice(&totalled, n, 1);
            let who = totalled.people[n].account;
            let inbox = trace::inbox(&world, who).await;
            assert_eq!(inbox, std::slice::from_ref(&expected));
            let channels = trace::sent(&world, who, &expected).await;
            assert_eq!(channels, [Channel::Email]);
        }
        assert_eq!(trace::inbox_count(&world).await, 60);
        corrected(&world, &totalled, 19, 90).await;
        published(&world, &totalled, "更正登分").await;
        let who = totalled.people[0].account;
        let both = [1, 2].map(|version| published_notice(&totalled, 0, version));
        assert_eq!(trace::inbox(&world, who).await, both);
        assert_eq!(trace::inbox_count(&world).await, 120);
    });
}

#[test]
fn the_trail_names_the_list_by_its_digest_and_each_signature_by_its_person() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let (campaign, before) = (totalled.id, trace::trail(&world).await.len());
        let sealed = published(&world, &totalled, "").await;
        let stamp = lists::newest(&world.app.db.read, campaign).await;
        let stamp = stamp.unwrap().unwrap();
        let publication = sealed.id;
        let by = |ctx: &Ctx| ctx.account().ok();
        let expected = [
            (
                by(&totalled.exam_centre),
                Event::ResultSealed {
                    campaign,
                    publication,
                    version: 1,
                    digest: sealed.digest.clone(),
                },
            ),
            (
                by(&totalled.approver),
                Event::ResultApproved {
                    campaign,
                    publication,
                },
            ),
            (
                by(&totalled.publisher),
                Event::ResultPublished {
                    campaign,
                    publication,
                    period_ends: stamp.period_ends,
                },
            ),
        ];
        assert_eq!(trace::trail(&world).await[before..], expected);
        let page = sign_off::sign_off(&totalled.publisher, totalled.code).await;
        let (approved, published) = page.unwrap().signatures.unwrap();
        assert_eq!(Some(approved.account), by(&totalled.approver));
        assert_eq!(Some(published.account), by(&totalled.publisher));
    });
}

#[test]
fn the_period_runs_from_the_day_of_publication_and_not_of_the_seal() {
    on_both(async |mut world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        // Friday, 6 March 2026, one minute before midnight.
        world.now = START
            .plus_days(5)
            .plus(std::time::Duration::from_secs(53_940));
        let (approver, publisher) = (
            world.later(&totalled.approver),
            world.later(&totalled.publisher),
        );
        commands::approve(&approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        commands::publish(&publisher, totalled.id, &sealed.digest, &copied(&sealed))
            .await
            .unwrap();
        let stamp = lists::newest(&world.app.db.read, totalled.id).await;
        let stamp = stamp.unwrap().unwrap();
        assert_eq!(stamp.sealed_at, START);
        assert_eq!(stamp.published_at, world.now);
        assert_eq!(stamp.period_ends.rfc3339(), "2026-03-17T17:00:00+08:00");
    });
}

#[test]
fn a_refused_act_shows_the_sign_off_again_with_the_reason_and_what_was_typed() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sign_off = format!("/desk/{}/publish", totalled.code);
        let exam = trace::Look::of(&world, &totalled.exam_centre);
        let answer = exam.post(&format!("{sign_off}/seal"), "reason=").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), sign_off);
        let approver = trace::Look::of(&world, &totalled.approver);
        let approve = format!("{sign_off}/approve");
        let answer = approver.post(&approve, "digest=0").await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text().contains("<main"));
        let waiting = sign_off::waiting(&world.app.db.read, totalled.id).await;
        let digest = waiting.unwrap().unwrap().digest;
        let answer = approver.post(&approve, &format!("digest={digest}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let publisher = trace::Look::of(&world, &totalled.publisher);
        let form = format!("digest={digest}&copied=publish+it");
        let answer = publisher.post(&sign_off, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for shown in ["value=\"publish it\"", "id=\"copied-error\""] {
            assert!(answer.text().contains(shown), "{shown}");
        }
        for (form, status) in [
            ("reason=".to_owned(), StatusCode::FORBIDDEN),
            ("digest=".to_owned(), StatusCode::FORBIDDEN),
        ] {
            let answer = publisher.post(&approve, &form).await;
            assert_eq!(answer.status, status, "another duty's door");
        }
    });
}
