//! Who may not seal, approve or publish, when, and what of; nothing refused leaves a trace.

use super::*;
use app::{campaigns::queries::by_id, entity::kinds::RunStage};
use domain::ids::{AccountId, CampaignId};
use domain::problem::REASON_LIMIT;
use sea_orm::PaginatorTrait;
use trace::{only_for_its_own, refused, traceless};

/// The same duty in the hands of another person.
fn as_account(ctx: &Ctx, account: AccountId) -> Ctx {
    let mut other = ctx.clone();
    other.actor.as_mut().unwrap().account = account;
    other
}

fn state(state: PublicationState) -> Refusal {
    Refusal::PublicationState { state }
}

async fn rows(world: &World) -> Vec<publication::Model> {
    let all = publication::Entity::find().all(&world.app.db.write).await;
    all.unwrap()
}

#[test]
fn each_act_belongs_to_its_own_duty_at_its_own_place() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let (id, digest, copy) = (totalled.id, sealed.digest.as_str(), copied(&sealed));
        let elsewhere = "990000/990002";
        let applicant = totalled.applicant(&world, 0).await;
        let inspector = world.staff(Role::Inspector, DISTRICT).await;
        let (exam, approver, publisher) = (
            totalled.exam_centre.clone(),
            totalled.approver.clone(),
            totalled.publisher.clone(),
        );
        let others = |two: [&Ctx; 2]| {
            let more = [&applicant, &inspector].into_iter().chain(two);
            more.cloned().collect::<Vec<_>>()
        };
        let other = world.staff(Role::ExamCentre, elsewhere).await;
        only_for_its_own(
            &world,
            &others([&approver, &publisher]),
            &other,
            async |who| commands::seal(who, id, "").await,
        )
        .await;
        let other = world.staff(Role::Approver, elsewhere).await;
        only_for_its_own(&world, &others([&exam, &publisher]), &other, async |who| {
            commands::approve(who, id, digest).await
        })
        .await;
        commands::approve(&approver, id, digest).await.unwrap();
        let other = world.staff(Role::Publisher, elsewhere).await;
        only_for_its_own(&world, &others([&exam, &approver]), &other, async |who| {
            commands::publish(who, id, digest, &copy).await
        })
        .await;
        // The city's own people are responsible for its districts.
        let city = world.staff(Role::Publisher, CITY).await;
        commands::publish(&city, id, digest, &copy).await.unwrap();
    });
}

#[test]
fn who_wrote_or_checked_the_rules_seals_no_list_of_theirs() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let campaign = by_id(&world.app.db.read, totalled.id).await.unwrap();
        for account in [campaign.written_by[0], campaign.checked_by.unwrap()] {
            let author = as_account(&totalled.exam_centre, account);
            let told = refused(&world, commands::seal(&author, totalled.id, "")).await;
            assert_eq!(told, Refusal::SamePerson);
            let page = sign_off::sign_off(&author, totalled.code).await.unwrap();
            assert_eq!(page.not_sealed, Some(told), "the button says the same");
        }
    });
}

#[test]
fn whoever_sealed_a_list_gives_it_neither_signature() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let sealer = totalled.exam_centre.account().unwrap();
        let approver = as_account(&totalled.approver, sealer);
        let act = commands::approve(&approver, totalled.id, &sealed.digest);
        assert_eq!(refused(&world, act).await, Refusal::SamePerson);
        let page = sign_off::sign_off(&approver, totalled.code).await.unwrap();
        let waiting = page.sealed.unwrap();
        assert_eq!(waiting.not_approved, Some(Refusal::SamePerson));
        commands::approve(&totalled.approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        let publisher = as_account(&totalled.publisher, sealer);
        let copy = copied(&sealed);
        let act = commands::publish(&publisher, totalled.id, &sealed.digest, &copy);
        assert_eq!(refused(&world, act).await, Refusal::SamePerson);
        let page = sign_off::sign_off(&publisher, totalled.code).await.unwrap();
        assert_eq!(page.sealed.unwrap().blocked, Some(Refusal::SamePerson));
    });
}

#[test]
fn a_list_is_sealed_after_the_totals_and_at_no_earlier_step() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        for stands in [
            Progress::Announced,
            Progress::Seated,
            Progress::WrittenFrozen,
            Progress::Shortlisted,
            Progress::InterviewFrozen,
        ] {
            totalled.stands_at(&world, stands).await;
            let act = commands::seal(&totalled.exam_centre, totalled.id, "");
            let needs = Progress::Totalled;
            assert_eq!(
                refused(&world, act).await,
                Refusal::Progress { needs, stands }
            );
        }
    });
}

#[test]
fn totals_that_lack_a_mark_are_sealed_by_nobody() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let mut candidates = totalled.candidates.clone();
        let sheet = candidates[0].stages.entry(&"interview".into());
        sheet.examiners = Default::default();
        totalled
            .compute(&world, RunStage::Totals, &candidates)
            .await;
        let act = commands::seal(&totalled.exam_centre, totalled.id, "");
        let told = refused(&world, act).await;
        assert_eq!(told, Refusal::MarksMissing { count: 1 });
        let page = sign_off::sign_off(&totalled.exam_centre, totalled.code).await;
        assert_eq!(page.unwrap().not_sealed, Some(told));
    });
}

#[test]
fn without_a_run_there_is_nothing_to_seal() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        run::Entity::delete_many()
            .exec(&world.app.db.write)
            .await
            .unwrap();
        let act = commands::seal(&totalled.exam_centre, totalled.id, "");
        assert_eq!(refused(&world, act).await, Refusal::NoCandidates);
    });
}

#[test]
fn what_was_never_sealed_is_not_found_to_be_signed() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let none = CampaignId(uuid::Uuid::now_v7());
        for id in [totalled.id, none] {
            let approved = traceless(&world, commands::approve(&totalled.approver, id, "0")).await;
            assert!(matches!(approved, AppError::NotFound), "{approved:?}");
            let act = commands::publish(&totalled.publisher, id, "0", "");
            let published = traceless(&world, act).await;
            assert!(matches!(published, AppError::NotFound), "{published:?}");
        }
        let sealed = traceless(&world, commands::seal(&totalled.exam_centre, none, "")).await;
        assert!(matches!(sealed, AppError::NotFound), "{sealed:?}");
    });
}

#[test]
fn a_signature_is_given_once_and_for_the_list_that_was_read() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let first = sealed(&totalled, "").await;
        let id = totalled.id;
        corrected(&world, &totalled, 0, 90).await;
        let second = sealed(&totalled, "").await;
        assert_ne!(first.digest, second.digest);
        assert_eq!((second.id, second.version), (first.id, 1));
        for old in [first.digest.as_str(), "", "0"] {
            let act = commands::approve(&totalled.approver, id, old);
            assert_eq!(refused(&world, act).await, Refusal::Stale, "{old}");
        }
        let digest = second.digest.as_str();
        commands::approve(&totalled.approver, id, digest)
            .await
            .unwrap();
        let act = commands::approve(&totalled.approver, id, digest);
        let approved = state(PublicationState::Approved);
        assert_eq!(refused(&world, act).await, approved);
        let old = copied(&first);
        let act = commands::publish(&totalled.publisher, id, &first.digest, &old);
        assert_eq!(refused(&world, act).await, Refusal::Stale);
        let copy = copied(&second);
        commands::publish(&totalled.publisher, id, digest, &copy)
            .await
            .unwrap();
        let public = state(PublicationState::Published);
        let act = commands::approve(&totalled.approver, id, digest);
        assert_eq!(refused(&world, act).await, public);
        let act = commands::publish(&totalled.publisher, id, digest, &copy);
        assert_eq!(refused(&world, act).await, public);
    });
}

#[test]
fn the_sentence_counts_in_either_language_and_on_any_keyboard_and_in_no_other_words() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let (id, digest) = (totalled.id, sealed.digest.as_str());
        commands::approve(&totalled.approver, id, digest)
            .await
            .unwrap();
        let zh = copied(&sealed);
        for wrong in [
            "",
            "公布",
            &zh.replace("50", "51"),
            &zh.replacen('1', "2", 1),
            &format!("{zh}{zh}"),
            &sentence(Lang::En, 2, 50),
        ] {
            let act = commands::publish(&totalled.publisher, id, digest, wrong);
            let told = traceless(&world, act).await;
            let not_copied = [FieldProblem::new("copied", Problem::NotCopied)];
            let is_told = matches!(&told, AppError::Invalid(all) if *all == not_copied);
            assert!(is_told, "{wrong}: {told:?}");
        }
        let wide = zh.replace("50", "５０");
        let typed = format!(
            " {} ",
            wide.chars().map(|c| format!("{c} ")).collect::<String>()
        );
        commands::publish(&totalled.publisher, id, digest, &typed)
            .await
            .unwrap();
        corrected(&world, &totalled, 0, 90).await;
        let second = super::sealed(&totalled, "复核").await;
        commands::approve(&totalled.approver, id, &second.digest)
            .await
            .unwrap();
        let en = sentence(Lang::En, 2, second.people).to_uppercase();
        commands::publish(&totalled.publisher, id, &second.digest, &en)
            .await
            .unwrap();
    });
}

#[test]
fn a_reason_is_one_or_two_sentences() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let long = "长".repeat(REASON_LIMIT + 1);
        let act = commands::seal(&totalled.exam_centre, totalled.id, &long);
        let AppError::Invalid(told) = traceless(&world, act).await else {
            panic!("a reason of 301 characters")
        };
        let problem = Problem::TooLong {
            limit: 300,
            length: 301,
        };
        assert_eq!(told, [FieldProblem::new("reason", problem)]);
        // A first version needs none, and says none.
        published(&world, &totalled, "这是第一份").await;
        assert_eq!(rows(&world).await[0].reason, "");
        corrected(&world, &totalled, 0, 90).await;
        let just = format!("  {} ", "长".repeat(REASON_LIMIT));
        let second = sealed(&totalled, &just).await;
        assert_eq!(second.version, 2);
        assert_eq!(rows(&world).await[1].reason, just.trim());
    });
}

#[test]
fn of_two_who_sign_at_once_one_signs() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let (id, digest) = (totalled.id, sealed.digest.as_str());
        let second = world.staff(Role::Approver, CITY).await;
        let (one, other) = tokio::join!(
            commands::approve(&totalled.approver, id, digest),
            commands::approve(&second, id, digest)
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let told = refusal([one, other].into_iter().find(Result::is_err).unwrap());
        assert_eq!(told, state(PublicationState::Approved));
        let second = world.staff(Role::Publisher, CITY).await;
        let copy = copied(&sealed);
        let (one, other) = tokio::join!(
            commands::publish(&totalled.publisher, id, digest, &copy),
            commands::publish(&second, id, digest, &copy)
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let told = refusal([one, other].into_iter().find(Result::is_err).unwrap());
        assert_eq!(told, state(PublicationState::Published));
        assert_eq!(
            events(&world).await,
            ["result_sealed", "result_approved", "result_published"]
        );
    });
}

#[test]
fn of_two_who_seal_at_once_one_list_waits() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let second = world.staff(Role::ExamCentre, CITY).await;
        let (one, other) = tokio::join!(
            commands::seal(&totalled.exam_centre, totalled.id, ""),
            commands::seal(&second, totalled.id, "")
        );
        assert_eq!(one.unwrap().id, other.unwrap().id);
        let all = publication::Entity::find().count(&world.app.db.read).await;
        assert_eq!(all.unwrap(), 1);
        assert_eq!(events(&world).await, ["result_sealed", "result_sealed"]);
    });
}

#[test]
fn a_list_under_another_key_or_another_name_is_signed_by_nobody() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let signed = sign_off::waiting(&world.app.db.write, totalled.id).await;
        let signed = signed.unwrap().unwrap().signature;
        let forged = [
            world.app.signer.sign(b"{}"),
            signed[..signed.len() - 8].to_owned(),
            String::new(),
        ];
        for signature in forged {
            altered(&world, &totalled, |row, _| row.signature = Set(signature)).await;
            let act = commands::approve(&totalled.approver, totalled.id, &sealed.digest);
            let told = refused(&world, act).await;
            assert_eq!(told, Refusal::ChecksFailed { count: 1 });
        }
        let whole = totalled.people[3].name.clone();
        altered(&world, &totalled, |row, sealed| {
            let from = format!("\"name\":\"{}\"", domain::publication::mask_name(&whole));
            let to = format!("\"name\":\"{whole}\"");
            let unmasked = sealed.replacen(&from, &to, 1);
            assert_ne!(unmasked, sealed);
            row.digest = Set(sha256(unmasked.as_bytes()));
            row.sealed = Set(unmasked);
        })
        .await;
        let page = sign_off::sign_off(&totalled.approver, totalled.code)
            .await
            .unwrap();
        let checks = page.sealed.unwrap().checks;
        let failed = checks.iter().filter(|check| !check.passed);
        let failed: Vec<_> = failed.map(|check| &check.check).collect();
        assert!(
            matches!(
                failed[..],
                [Check::MatchesSeal { .. }, Check::Masked { .. }]
            ),
            "{failed:?}"
        );
    });
}
