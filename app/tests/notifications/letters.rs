//! The words: each notice as its letter, in both languages, with a link that its reader can open.

use super::{
    Facts, account,
    looks::{LANGUAGES, Look, keep},
};
use app::{
    entity::{
        account as accounts,
        kinds::{Channel, OutboxState},
        outbox,
        stored::{Json, Text},
    },
    notifications::{
        outbox::{Message, compose},
        words,
    },
    testing::*,
};
use axum::http::StatusCode;
use domain::{
    Instant, Lang, applications::ReasonCode, events::Event, ids::AccountId, ids::ApplicationId,
    notices::Notice,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, prelude::Uuid};
use std::collections::BTreeSet;

const AT: Instant = Instant(1_772_600_400_000);
const TITLE: &str = "2026年青松区公开招聘社区工作者公告（17人）";
const NOTE: &str = "户口所在地不符";

/// One of each, and of some one for each answer; a new notice does not compile here until it has its letter.
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn examples(application: ApplicationId, number: &str) -> Vec<Notice> {
    let campaign = || TITLE.to_owned();
    let link = |path: &str| format!("/{path}?token=abc");
    let number = || number.to_owned();
    let note = || NOTE.to_owned();
    let all = vec![
        Notice::ConfirmEmail {
            link: link("confirm-email"),
        },
        Notice::ResetPassword {
            link: link("reset-password"),
        },
        Notice::PasswordChanged,
        Notice::Invitation {
            link: link("invitation"),
        },
        Notice::Submitted {
            campaign: campaign(),
            application,
            number: "GJZ26-00001".into(),
        },
        Notice::Withdrawn {
            campaign: campaign(),
            application,
        },
        Notice::Returned {
            campaign: campaign(),
            application,
            reasons: vec![ReasonCode::ResidenceNotMet, ReasonCode::Other],
            note: note(),
            answer_by: AT,
        },
        Notice::Rejected {
            campaign: campaign(),
            application,
            reasons: vec![ReasonCode::ResidenceNotMet],
            note: String::new(),
            appeal_by: AT,
        },
        Notice::Accepted {
            campaign: campaign(),
            application,
            tickets_from: Some(AT),
        },
        Notice::Accepted {
            campaign: campaign(),
            application,
            tickets_from: None,
        },
        Notice::AppealReceived {
            campaign: campaign(),
            application,
        },
        Notice::AppealUpheld {
            campaign: campaign(),
            application,
            note: note(),
        },
        Notice::AppealOverturned {
            campaign: campaign(),
            application,
        },
        Notice::BonusDecided {
            campaign: campaign(),
            application,
            item: "veteran".into(),
            granted: true,
            note: String::new(),
        },
        Notice::BonusDecided {
            campaign: campaign(),
            application,
            item: "veteran".into(),
            granted: false,
            note: note(),
        },
        Notice::TicketReady {
            campaign: campaign(),
            application,
            ticket: "26032800001".into(),
            written_at: Some(AT),
        },
        Notice::Shortlisted {
            campaign: campaign(),
            application,
            interview_at: Some(AT),
        },
        Notice::Shortlisted {
            campaign: campaign(),
            application,
            interview_at: None,
        },
        Notice::NotShortlisted {
            campaign: campaign(),
            application,
        },
        Notice::ResultPublished {
            campaign: campaign(),
            application,
            version: 2,
        },
        Notice::CertificateIssued { number: number() },
        Notice::CertificateSuspended {
            number: number(),
            reason: note(),
        },
        Notice::CertificateReinstated {
            number: number(),
            reason: note(),
        },
        Notice::CertificateRevoked {
            number: number(),
            reason: note(),
        },
    ];
    let kinds: BTreeSet<usize> = all.iter().map(kind).collect();
    assert!(kinds.into_iter().eq(1..=21), "one of each");
    all
}

fn kind(notice: &Notice) -> usize {
    match notice {
        Notice::ConfirmEmail { .. } => 1,
        Notice::ResetPassword { .. } => 2,
        Notice::PasswordChanged => 3,
        Notice::Invitation { .. } => 4,
        Notice::Submitted { .. } => 5,
        Notice::Withdrawn { .. } => 6,
        Notice::Returned { .. } => 7,
        Notice::Rejected { .. } => 8,
        Notice::Accepted { .. } => 9,
        Notice::AppealReceived { .. } => 10,
        Notice::AppealUpheld { .. } => 11,
        Notice::AppealOverturned { .. } => 12,
        Notice::BonusDecided { .. } => 13,
        Notice::TicketReady { .. } => 14,
        Notice::Shortlisted { .. } => 15,
        Notice::NotShortlisted { .. } => 16,
        Notice::ResultPublished { .. } => 17,
        Notice::CertificateIssued { .. } => 18,
        Notice::CertificateSuspended { .. } => 19,
        Notice::CertificateReinstated { .. } => 20,
        Notice::CertificateRevoked { .. } => 21,
    }
}

fn waiting(to: AccountId, channel: Channel, content: Notice) -> outbox::Model {
    outbox::Model {
        id: Uuid::now_v7(),
        account_id: to.0,
        channel: Text(channel),
        content: Json(content),
        state: Text(OutboxState::Waiting),
        attempts: 1,
        next_at: START.0,
        leased_until: None,
        sent_at: None,
        created_at: START.0,
    }
}

/// Somebody who reads that language and whose address is confirmed.
async fn reads(world: &World, who: AccountId, lang: Lang) {
    let row = accounts::ActiveModel {
        id: Set(who.0),
        language: Set(Text(lang)),
        email_confirmed_at: Set(Some(START.0)),
        ..Default::default()
    };
    row.update(&world.app.db.write).await.unwrap();
}

async fn letter(world: &World, to: AccountId, notice: &Notice) -> Message {
    let row = waiting(to, Channel::Email, notice.clone());
    compose(&world.app, &row).await.unwrap().unwrap()
}

#[tokio::test]
async fn every_notice_has_its_letter_in_both_languages() {
    let world = World::sqlite().await;
    world.app.clock.set(world.now);
    let who = world.applicant("1990-03-06").await.account().unwrap();
    let all = examples(ApplicationId(Uuid::nil()), "990000202620001X");
    for (lang, (suffix, tag)) in [Lang::Zh, Lang::En].into_iter().zip(LANGUAGES) {
        reads(&world, who, lang).await;
        let mut letters = String::new();
        for notice in &all {
            let message = letter(&world, who, notice).await;
            assert_eq!(message.language, tag);
            assert!(!message.subject.trim().is_empty(), "{notice:?}");
            let (subject, body) = (&message.subject, &message.body);
            letters.push_str(&format!("# {subject}\n\n{}\n\n", body.trim()));
        }
        keep(&format!("letters.{suffix}"), &letters);
    }
}

#[tokio::test]
async fn no_letter_mixes_the_languages_or_leaves_a_hole() {
    let world = World::sqlite().await;
    world.app.clock.set(world.now);
    let who = world.applicant("1990-03-06").await.account().unwrap();
    let name = account(&world, who).await.name;
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for notice in examples(ApplicationId(Uuid::nil()), "990000202620001X") {
        reads(&world, who, Lang::En).await;
        let english = letter(&world, who, &notice).await;
        let facts = [TITLE, NOTE, name.as_str()];
        let words = facts
            .iter()
            .fold(english.body.clone(), |body, fact| body.replace(fact, ""));
        assert!(!words.contains(is_han), "{words}");
        assert!(!english.subject.contains(is_han), "{}", english.subject);
        reads(&world, who, Lang::Zh).await;
        let chinese = letter(&world, who, &notice).await;
        assert!(chinese.subject.contains(is_han), "{}", chinese.subject);
        for letter in [english, chinese] {
            assert!(!letter.body.contains("{$"), "{}", letter.body);
            assert!(!letter.body.contains('\u{2068}'), "{}", letter.body);
            assert!(letter.body.contains(&name), "{}", letter.body);
            let link = format!("{}{}", world.app.site.base_url, words::path(&notice));
            assert!(letter.body.contains(&link), "{}", letter.body);
        }
    }
}

#[tokio::test]
async fn a_text_message_says_what_the_letter_says() {
    let world = World::sqlite().await;
    world.app.clock.set(world.now);
    let who = world.applicant("1990-03-06").await.account().unwrap();
    reads(&world, who, Lang::En).await;
    for notice in examples(ApplicationId(Uuid::nil()), "990000202620001X") {
        if !notice.is_urgent() {
            continue;
        }
        let mail = letter(&world, who, &notice).await;
        let row = waiting(who, Channel::Sms, notice);
        let text = compose(&world.app, &row).await.unwrap().unwrap();
        assert_eq!((&text.subject, &text.body), (&mail.subject, &mail.body));
        assert_eq!(text.to, "13800000000");
        assert_eq!(text.channel, Channel::Sms);
    }
}

#[tokio::test]
async fn every_letter_leads_to_a_page_that_its_reader_may_open() {
    let world = World::sqlite().await;
    let facts = Facts::of(&world).await;
    let owner = world.acting(facts.owner).await;
    for notice in examples(facts.application, &facts.certificate_number) {
        let path = words::path(&notice);
        let page = Look::of(&world, &owner).get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn one_event_is_told_to_each_in_their_own_language() {
    let world = World::sqlite().await;
    let facts = Facts::of(&world).await;
    world.app.clock.set(world.now);
    for (n, person) in facts.people.iter().enumerate() {
        let lang = [Lang::Zh, Lang::En][n % 2];
        reads(&world, person.account, lang).await;
    }
    super::forget(&world).await;
    let event = Event::ResultPublished {
        campaign: facts.campaign,
        publication: facts.publication,
        period_ends: AT,
    };
    super::happens(&world.nobody(), event).await.unwrap();
    let mails = outbox::Entity::find()
        .all(&world.app.db.write)
        .await
        .unwrap();
    assert_eq!(mails.len(), facts.people.len());
    for mail in mails {
        let letter = compose(&world.app, &mail).await.unwrap().unwrap();
        let n = facts
            .people
            .iter()
            .position(|p| p.account.0 == mail.account_id);
        let n = n.unwrap();
        assert_eq!(letter.language, ["zh-CN", "en"][n % 2]);
        assert_eq!(letter.name, facts.people[n].name);
        assert_eq!(letter.subject.is_ascii(), n % 2 == 1, "{}", letter.subject);
    }
}

#[tokio::test]
async fn who_has_no_number_gets_no_text_message_and_the_mail_all_the_same() {
    let world = World::sqlite().await;
    world.app.clock.set(world.now);
    let facts = Facts::of(&world).await;
    reads(&world, facts.owner, Lang::Zh).await;
    let shortlisted = Notice::Shortlisted {
        campaign: facts.title.clone(),
        application: facts.application,
        interview_at: Some(AT),
    };
    let row = waiting(facts.owner, Channel::Sms, shortlisted.clone());
    assert_eq!(compose(&world.app, &row).await.unwrap(), None);
    let mail = letter(&world, facts.owner, &shortlisted).await;
    assert_eq!(mail.channel, Channel::Email);
}
