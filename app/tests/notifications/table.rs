//! The table: event, who is told what. A new event does not compile here until somebody has said who is told of it.

use super::{Facts, forget, happens, inboxes, messages, sorted};
use app::{
    accounts::{commands, staff},
    entity::{audit_entry, kinds::Channel, standing},
    error::AppError,
    platform::form::Typed,
    testing::*,
};
use domain::{
    Instant,
    access::{Jurisdiction, Role},
    applications::ReasonCode,
    events::Event,
    ids::{AccountId, ApplicationId, FileId, NoticeId},
    marking::{MarkKind, Pass},
    notices::Notice,
    rules::Mark,
};
use sea_orm::{EntityTrait, PaginatorTrait, prelude::Uuid};
use std::collections::{BTreeSet, HashMap};

type Told = Vec<(AccountId, Notice)>;

fn nobody() -> Told {
    Vec::new()
}

/// By which ways somebody is told.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ways {
    inbox: bool,
    sms: bool,
}

/// Everything goes by mail; links by mail alone; what has a deadline or an appointment also as a text message.
fn ways(notice: &Notice) -> Ways {
    let (inbox, sms) = match notice {
        Notice::ConfirmEmail { .. } | Notice::ResetPassword { .. } | Notice::Invitation { .. } => {
            (false, false)
        }
        Notice::Returned { .. } | Notice::Rejected { .. } | Notice::Shortlisted { .. } => {
            (true, true)
        }
        Notice::PasswordChanged
        | Notice::Submitted { .. }
        | Notice::Withdrawn { .. }
        | Notice::Accepted { .. }
        | Notice::AppealReceived { .. }
        | Notice::AppealUpheld { .. }
        | Notice::AppealOverturned { .. }
        | Notice::BonusDecided { .. }
        | Notice::TicketReady { .. }
        | Notice::NotShortlisted { .. }
        | Notice::ResultPublished { .. }
        | Notice::CertificateIssued { .. }
        | Notice::CertificateSuspended { .. }
        | Notice::CertificateReinstated { .. }
        | Notice::CertificateRevoked { .. } => (true, false),
    };
    Ways { inbox, sms }
}

/// The rows as examples, and the same rows as a match without a remainder.
macro_rules! table {
    ($facts:ident, $world:ident, $called:ident;
     $($event:ident { $($field:ident: $value:expr),* $(,)? } => $told:expr;)*) => {
        fn table($facts: &Facts, $world: &World, $called: &HashMap<Uuid, bool>) -> Vec<(Event, Told)> {
            vec![$((Event::$event { $($field: $value),* }, $told)),*]
        }

        #[allow(unreachable_patterns, reason = "some events have a row for each of their answers")]
        fn row_of(event: &Event) -> &'static str {
            match event {
                $(Event::$event { .. } => stringify!($event),)*
            }
        }
    };
}

const NOTE: &str = "户口所在地不符";
const DEADLINE: Instant = Instant(1_772_600_400_000);

table! {
    facts, world, called;

    AccountRegistered { account: facts.owner } => nobody();
    EmailConfirmed { account: facts.owner } => nobody();
    PasswordResetAsked { account: facts.owner } => nobody();
    PasswordReset { account: facts.owner } => vec![(facts.owner, Notice::PasswordChanged)];
    StaffInvited {
        account: facts.staff, role: Role::Publisher, scope: Jurisdiction(DISTRICT.into()),
    } => nobody();
    InvitationAccepted { account: facts.staff } => nobody();
    NoticeRead { notice: NoticeId(Uuid::nil()) } => nobody();
    AreasImported { areas: 3 } => nobody();
    DemonstrationClockMoved { to: DEADLINE } => nobody();

    CampaignDrafted { campaign: facts.campaign } => nobody();
    CampaignEdited { campaign: facts.campaign, part: "rules".into() } => nobody();
    CampaignHandedIn { campaign: facts.campaign } => nobody();
    CampaignSentBack { campaign: facts.campaign, note: NOTE.into() } => nobody();
    CampaignAnnounced { campaign: facts.campaign, version: 2, digest: String::new() } => nobody();

    ApplicationStarted { campaign: facts.campaign, application: facts.application } => nobody();
    AnswersSaved { application: facts.application, task: "contact".into() } => nobody();
    FileUploaded {
        application: facts.application, file: FileId(Uuid::nil()), purpose: "photo".into(),
    } => nobody();
    FileRemoved { application: facts.application, file: FileId(Uuid::nil()) } => nobody();
    ApplicationSubmitted { application: facts.application } => vec![(facts.owner, Notice::Submitted {
        campaign: facts.title.clone(), application: facts.application, number: facts.number.clone(),
    })];
    ApplicationWithdrawn { application: facts.application } => vec![(facts.owner, Notice::Withdrawn {
        campaign: facts.title.clone(), application: facts.application,
    })];
    ApplicationPassedStreet { application: facts.application } => nobody();
    ApplicationAccepted { application: facts.application } => vec![(facts.owner, Notice::Accepted {
        campaign: facts.title.clone(), application: facts.application,
        tickets_from: Some(world.now.plus_days(-46)),
    })];
    ApplicationReturned {
        application: facts.application, reasons: vec![ReasonCode::ResidenceNotMet],
        note: NOTE.into(), answer_by: DEADLINE,
    } => vec![(facts.owner, Notice::Returned {
        campaign: facts.title.clone(), application: facts.application,
        reasons: vec![ReasonCode::ResidenceNotMet], note: NOTE.into(), answer_by: DEADLINE,
    })];
    ApplicationRejected {
        application: facts.application, reasons: vec![ReasonCode::ResidenceNotMet],
        note: NOTE.into(), appeal_by: DEADLINE,
    } => vec![(facts.owner, Notice::Rejected {
        campaign: facts.title.clone(), application: facts.application,
        reasons: vec![ReasonCode::ResidenceNotMet], note: NOTE.into(), appeal_by: DEADLINE,
    })];
    ApplicationAppealed { application: facts.application } => vec![(facts.owner, Notice::AppealReceived {
        campaign: facts.title.clone(), application: facts.application,
    })];
    AppealDecided { application: facts.application, overturned: true, note: NOTE.into() } =>
        vec![(facts.owner, Notice::AppealOverturned {
            campaign: facts.title.clone(), application: facts.application,
        })];
    AppealDecided { application: facts.application, overturned: false, note: NOTE.into() } =>
        vec![(facts.owner, Notice::AppealUpheld {
            campaign: facts.title.clone(), application: facts.application, note: NOTE.into(),
        })];
    BonusDecided {
        application: facts.application, item: "veteran".into(), granted: true, note: String::new(),
    } => vec![(facts.owner, Notice::BonusDecided {
        campaign: facts.title.clone(), application: facts.application,
        item: "veteran".into(), granted: true, note: String::new(),
    })];
    BonusDecided {
        application: facts.application, item: "veteran".into(), granted: false, note: NOTE.into(),
    } => vec![(facts.owner, Notice::BonusDecided {
        campaign: facts.title.clone(), application: facts.application,
        item: "veteran".into(), granted: false, note: NOTE.into(),
    })];

    TableExported { campaign: facts.campaign, table: "applications".into(), rows: Some(60) } => nobody();

    SeatsAssigned {
        campaign: facts.campaign, candidates: 60, seed: 1, scripts: String::new(),
    } => everybody(facts, |person| Notice::TicketReady {
        campaign: facts.title.clone(), application: person.application,
        ticket: person.ticket.clone(), written_at: Some(world.now.plus_days(-42)),
    });
    MarksEntered {
        campaign: facts.campaign, kind: MarkKind::Written, pass: Pass::First, sheets: vec!["1".into()],
    } => nobody();
    MarksTakenBack {
        campaign: facts.campaign, kind: MarkKind::Written, pass: Pass::First, sheet: "1".into(),
    } => nobody();
    DiscrepancySettled {
        campaign: facts.campaign, kind: MarkKind::Written, sheet: "1".into(),
        item: "knowledge".into(), entry: Mark::Absent, reason: NOTE.into(),
    } => nobody();
    FreezeSigned { campaign: facts.campaign, kind: MarkKind::Written } => nobody();
    MarksFrozen {
        campaign: facts.campaign, kind: MarkKind::Written, digest: String::new(), script_key: None,
    } => nobody();
    ShortlistDecided { campaign: facts.campaign, shortlisted: 40, digest: String::new() } =>
        everybody(facts, |person| {
            let (campaign, application) = (facts.title.clone(), person.application);
            if called[&person.candidate.0] {
                let interview_at = Some(world.now.plus_days(-18));
                Notice::Shortlisted { campaign, application, interview_at }
            } else {
                Notice::NotShortlisted { campaign, application }
            }
        });
    LotsDrawn { campaign: facts.campaign, candidates: 40, seed: 1 } => nobody();
    ExtraTestRecorded {
        campaign: facts.campaign, candidate: facts.candidate, test: "extra".into(), entry: Mark::Absent,
    } => nobody();
    TotalsComputed { campaign: facts.campaign, ranked: 40, digest: String::new() } => nobody();

    ResultSealed {
        campaign: facts.campaign, publication: facts.publication, version: 1, digest: String::new(),
    } => nobody();
    ResultApproved { campaign: facts.campaign, publication: facts.publication } => nobody();
    ResultPublished {
        campaign: facts.campaign, publication: facts.publication, period_ends: DEADLINE,
    } => everybody(facts, |person| Notice::ResultPublished {
        campaign: facts.title.clone(), application: person.application, version: 1,
    });

    CertificateIssued { campaign: facts.campaign, certificate: facts.certificate } =>
        vec![(facts.holder, Notice::CertificateIssued { number: facts.certificate_number.clone() })];
    CertificateSuspended { certificate: facts.certificate, reason: NOTE.into() } =>
        vec![(facts.holder, Notice::CertificateSuspended {
            number: facts.certificate_number.clone(), reason: NOTE.into(),
        })];
    CertificateReinstated { certificate: facts.certificate, reason: NOTE.into() } =>
        vec![(facts.holder, Notice::CertificateReinstated {
            number: facts.certificate_number.clone(), reason: NOTE.into(),
        })];
    CertificateRevoked { certificate: facts.certificate, reason: NOTE.into() } =>
        vec![(facts.holder, Notice::CertificateRevoked {
            number: facts.certificate_number.clone(), reason: NOTE.into(),
        })];
}

fn everybody(facts: &Facts, tell: impl Fn(&Person) -> Notice) -> Told {
    let told = facts.people.iter();
    told.map(|person| (person.account, tell(person))).collect()
}

/// Whom the stored standings call to the interview.
async fn called(world: &World) -> HashMap<Uuid, bool> {
    let rows = standing::Entity::find().all(&world.app.db.write).await;
    let rows = rows.unwrap().into_iter();
    rows.map(|row| (row.candidate_id, row.shortlisted))
        .collect()
}

#[test]
fn each_event_tells_whom_it_concerns_and_nobody_else() {
    on_both(async |world| {
        let facts = Facts::of(&world).await;
        let called = called(&world).await;
        let both: BTreeSet<bool> = called.values().copied().collect();
        assert_eq!(both.len(), 2, "some are called, some are not");
        for (event, told) in table(&facts, &world, &called) {
            let row = row_of(&event);
            forget(&world).await;
            happens(&world.nobody(), event).await.unwrap();
            let told = sorted(told);
            assert_eq!(messages(&world, Channel::Email).await, told, "{row}: mail");
            let by = |way: fn(Ways) -> bool| -> Told {
                let own = told.iter().filter(|(_, notice)| way(ways(notice)));
                own.cloned().collect()
            };
            assert_eq!(inboxes(&world).await, by(|ways| ways.inbox), "{row}: inbox");
            let texts = messages(&world, Channel::Sms).await;
            assert_eq!(texts, by(|ways| ways.sms), "{row}: text message");
        }
    });
}

#[tokio::test]
async fn each_event_has_its_row_and_is_kept_under_its_own_name() {
    let world = World::sqlite().await;
    let facts = Facts::of(&world).await;
    let called = called(&world).await;
    let table = table(&facts, &world, &called);
    let rows: BTreeSet<&str> = table.iter().map(|(event, _)| row_of(event)).collect();
    let names: BTreeSet<String> = table.iter().map(|(event, _)| event.name()).collect();
    assert_eq!(rows.len(), names.len(), "no two are called alike");
    let spelled: BTreeSet<String> = names.iter().map(|name| name.replace('_', "")).collect();
    let lower: BTreeSet<String> = rows.iter().map(|row| row.to_lowercase()).collect();
    assert_eq!(spelled, lower);
    for (event, _) in table {
        let name = event.name();
        happens(&world.nobody(), event).await.unwrap();
        assert_eq!(world.events().await.pop(), Some(name));
    }
}

#[test]
fn the_three_links_go_by_mail_with_the_event_that_asks_for_them() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let applicant = world.applicant("1990-03-06").await;
        let mails = messages(&world, Channel::Email).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].0, applicant.account().unwrap());
        assert!(
            matches!(&mails[0].1, Notice::ConfirmEmail { link } if link.starts_with("/confirm-email?token="))
        );
        forget(&world).await;
        commands::ask_reset(&world.nobody(), "applicant1@example.cn")
            .await
            .unwrap();
        let mails = messages(&world, Channel::Email).await;
        assert_eq!(mails[0].0, applicant.account().unwrap());
        assert!(
            matches!(&mails[0].1, Notice::ResetPassword { link } if link.starts_with("/reset-password?token="))
        );
        forget(&world).await;
        let invited = Typed::from([
            ("name", "李某"),
            ("email", "staff0@example.cn"),
            ("role", "administrator"),
            ("area", CITY),
        ]);
        staff::invite(&admin, &invited).await.unwrap_err();
        assert!(messages(&world, Channel::Email).await.is_empty());
        let invited = Typed::from([
            ("name", "李某"),
            ("email", "li@example.cn"),
            ("role", "organiser"),
            ("area", DISTRICT),
        ]);
        staff::invite(&admin, &invited).await.unwrap();
        let mails = messages(&world, Channel::Email).await;
        assert_eq!(mails.len(), 1);
        assert!(
            matches!(&mails[0].1, Notice::Invitation { link } if link.starts_with("/invitation?token="))
        );
        assert!(inboxes(&world).await.is_empty(), "never in an inbox");
        assert!(messages(&world, Channel::Sms).await.is_empty());
    });
}

#[test]
fn what_cannot_be_told_has_not_happened() {
    on_both(async |world| {
        let nobody = ApplicationId(Uuid::nil());
        for event in [
            Event::ApplicationSubmitted {
                application: nobody,
            },
            Event::CertificateRevoked {
                certificate: Uuid::nil().into(),
                reason: NOTE.into(),
            },
            Event::SeatsAssigned {
                campaign: Uuid::nil().into(),
                candidates: 0,
                seed: 1,
                scripts: String::new(),
            },
            Event::ResultPublished {
                campaign: Uuid::nil().into(),
                publication: Uuid::nil().into(),
                period_ends: DEADLINE,
            },
        ] {
            let told = happens(&world.nobody(), event).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{told:?}");
        }
        assert_eq!(world.events().await, Vec::<String>::new());
        assert!(messages(&world, Channel::Email).await.is_empty());
        assert!(inboxes(&world).await.is_empty());
    });
}

#[test]
fn people_of_another_recruitment_hear_nothing() {
    on_both(async |world| {
        let facts = Facts::of(&world).await;
        let other = announced_campaign(&world).await;
        accepted_applications(&world, other, 3).await;
        forget(&world).await;
        for event in [
            Event::SeatsAssigned {
                campaign: other,
                candidates: 0,
                seed: 1,
                scripts: String::new(),
            },
            Event::ShortlistDecided {
                campaign: other,
                shortlisted: 0,
                digest: String::new(),
            },
        ] {
            happens(&world.nobody(), event).await.unwrap();
        }
        assert!(
            messages(&world, Channel::Email).await.is_empty(),
            "nobody has a ticket there yet"
        );
        assert!(!facts.people.is_empty(), "as somebody has elsewhere");
    });
}

#[test]
fn an_event_that_speaks_to_many_tells_each_of_them_once() {
    on_both(async |mut world| {
        let campaign = announced_campaign(&world).await;
        accepted_applications(&world, campaign, 520).await;
        world.now = timetable().tickets_from;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        app::admission::commands::assign_seats(&exam, campaign)
            .await
            .unwrap();
        let told = inboxes(&world).await;
        let people: BTreeSet<AccountId> = told.iter().map(|(who, _)| *who).collect();
        let tickets: BTreeSet<&str> = told
            .iter()
            .map(|(_, notice)| match notice {
                Notice::TicketReady { ticket, .. } => ticket.as_str(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!((told.len(), people.len(), tickets.len()), (520, 520, 520));
        assert_eq!(messages(&world, Channel::Email).await, told);
        let entries = audit_entry::Entity::find().count(&world.app.db.write).await;
        let again = app::admission::commands::assign_seats(&exam, campaign).await;
        assert!(again.is_err());
        assert_eq!(inboxes(&world).await.len(), 520, "twice tells nobody again");
        let after = audit_entry::Entity::find().count(&world.app.db.write).await;
        assert_eq!(entries.unwrap(), after.unwrap());
    });
}
