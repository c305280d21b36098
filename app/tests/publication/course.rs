//! A recruitment by its own commands alone: from seats to certificates, with what its notice says about its list.

use super::*;
use app::{
    admission::commands::assign_seats,
    certificates::{commands::issue, queries::register},
    entity::{candidate, lot},
    interviews::commands::draw_lots,
    marking::commands::{enter, sign},
    ranking::commands::{compute_totals, decide_shortlist},
};
use domain::{
    ids::CampaignId,
    marking::{MarkKind, Pass},
    numbers::Ratio,
    rules::{Mark, PublicationRule, RuleDocument},
};
use sea_orm::QueryOrder;
use std::collections::HashMap;

/// An interview alone, for one post of four places; and what the notice says about putting up its list.
fn interview_alone(doc: &mut RuleDocument, rule: serde_json::Value) {
    doc.stages.remove(0);
    (doc.bonus, doc.ties) = (None, None);
    let total = doc.total.as_mut().unwrap();
    total.formula.parts.remove(0);
    total.formula.parts[0].weight = Ratio::ONE;
    let rule: PublicationRule = serde_json::from_value(rule).unwrap();
    doc.publication = Some(vec![rule]);
}

struct Course {
    id: CampaignId,
    code: String,
    exam: Ctx,
    sealed: Sealed,
}

/// From six accepted people to a public list; the n-th of them has 90 − n.
async fn public(world: &mut World, rule: serde_json::Value) -> Course {
    let id = campaign_with(world, |doc| interview_alone(doc, rule)).await;
    accepted_applications(world, id, 6).await;
    world.now = timetable().written_at;
    let exam = world.staff(Role::ExamCentre, DISTRICT).await;
    assign_seats(&exam, id).await.unwrap();
    decide_shortlist(&exam, id).await.unwrap();
    draw_lots(&exam, id).await.unwrap();
    world.now = timetable().interview_at;
    let people = candidate::Entity::find()
        .order_by_asc(candidate::Column::Ticket)
        .all(&world.app.db.read)
        .await
        .unwrap();
    let place: HashMap<_, i64> = people.iter().map(|one| one.id).zip(0..).collect();
    let lots = lot::Entity::find().all(&world.app.db.read).await.unwrap();
    let sheets = lots.into_iter().map(|lot| {
        let mark = Mark::Scored(Points::whole(90 - place[&lot.candidate_id]));
        (lot.number, vec![mark; 7])
    });
    let sheets: Vec<_> = sheets.collect();
    let kind = MarkKind::Interview;
    for pass in [Pass::First, Pass::Second] {
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        enter(&recorder, id, kind, pass, sheets.clone())
            .await
            .unwrap();
    }
    let checker = world.staff(Role::TallyChecker, DISTRICT).await;
    sign(&checker, id, kind).await.unwrap();
    let exam = world.later(&exam);
    sign(&exam, id, kind).await.unwrap();
    compute_totals(&exam, id).await.unwrap();
    let sealed = commands::seal(&exam, id, "").await.unwrap();
    let approver = world.staff(Role::Approver, DISTRICT).await;
    commands::approve(&approver, id, &sealed.digest)
        .await
        .unwrap();
    let publisher = world.staff(Role::Publisher, DISTRICT).await;
    commands::publish(&publisher, id, &sealed.digest, &copied(&sealed))
        .await
        .unwrap();
    let campaign = app::campaigns::queries::by_id(&world.app.db.read, id).await;
    let code = campaign.unwrap().code;
    Course {
        id,
        code,
        exam,
        sealed,
    }
}

#[test]
fn a_recruitment_comes_from_its_seats_to_its_certificates_by_its_own_commands() {
    on_both(async |mut world| {
        let rule =
            serde_json::json!({"of": "totals", "what": "总成绩", "days": 5, "kind": "calendar"});
        let course = public(&mut world, rule).await;
        assert_eq!(course.sealed.people, 6);
        let public = lists::published(&world.app, &course.code, None).await;
        let public = public.unwrap();
        let rows = &public.list.posts[0].rows;
        let shown: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.rank,
                    row.total.map(|total| total.to_string()),
                    row.placing,
                )
            })
            .collect();
        let total = |whole: i64| Some(format!("{whole}.00"));
        assert_eq!(shown[0], (Some(1), total(90), Placing::Selected));
        assert_eq!(shown[3], (Some(4), total(87), Placing::Selected));
        assert_eq!(shown[4], (Some(5), total(86), Placing::Substitute(1)));
        assert!(
            rows.iter()
                .all(|row| row.written.is_none() && row.name.contains('＊'))
        );
        // Five days after 20 April 2026, of whatever kind.
        let ends = public.stamp.period_ends.rfc3339();
        assert_eq!(ends, "2026-04-25T17:00:00+08:00");
        let officer = world.staff(Role::CertificateOfficer, CITY).await;
        let numbers = issue(&officer, course.id, Some(4)).await.unwrap();
        assert_eq!(numbers.len(), 4);
        let register = register(&world.app.db.read, course.id).await.unwrap();
        assert!(register.to_issue.is_empty() && register.no_longer_selected.is_empty());
    });
}

#[test]
fn where_the_notice_wants_numbers_only_no_list_has_a_name() {
    on_both(async |mut world| {
        let rule =
            serde_json::json!({"of": "totals", "what": "总成绩", "days": 3, "mask": "number_only"});
        let course = public(&mut world, rule).await;
        let public = lists::published(&world.app, &course.code, None).await;
        let public = public.unwrap();
        let rows = public.list.posts.iter().flat_map(|post| &post.rows);
        assert!(rows.clone().all(|row| row.name.is_empty()));
        let list = format!("/campaigns/{}/results", course.code);
        let shown = page(&world, &list, None).await;
        for row in rows {
            assert!(shown.contains(&row.ticket));
        }
        assert!(
            !shown.contains("考生") && !shown.contains("考＊"),
            "{shown}"
        );
        let file = page(&world, &format!("{list}/1/list.csv"), None).await;
        assert!(!file.contains('＊'), "{file}");
    });
}

#[test]
fn a_notice_that_would_show_whole_names_shows_none() {
    on_both(async |mut world| {
        let rule = serde_json::json!({"of": "totals", "what": "总成绩", "days": 3, "mask": "none"});
        let course = public(&mut world, rule).await;
        let public = lists::published(&world.app, &course.code, None).await;
        let rows = public.unwrap().list.posts.remove(0).rows;
        assert!(rows.iter().all(|row| row.name.contains('＊')));
    });
}

#[test]
fn what_is_decided_is_not_computed_again_once_the_list_is_public() {
    on_both(async |mut world| {
        let rule = serde_json::json!({"of": "totals", "what": "总成绩", "days": 3});
        let course = public(&mut world, rule).await;
        let stands = Progress::Published;
        let needs = Progress::InterviewFrozen;
        let told = trace::refused(&world, compute_totals(&course.exam, course.id)).await;
        assert_eq!(told, Refusal::Progress { needs, stands });
        let act = commands::seal(&course.exam, course.id, "再发一次");
        let state = PublicationState::Published;
        let told = trace::refused(&world, act).await;
        assert_eq!(told, Refusal::PublicationState { state });
    });
}
