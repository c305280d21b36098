//! What the public, the desk and a visitor's self-check read of a campaign.

use super::*;
use app::{
    campaigns::selfcheck::{self, Sign, Verdict},
    platform::form::Typed,
};
use domain::{Lang, ids::AccountId};

#[test]
fn the_public_reads_announced_campaigns_only_the_newest_first() {
    on_both(async |mut world| {
        let first = Desk::announced(&world).await;
        world.now = world.now.plus_days(1);
        let (author, checker) = (world.later(&first.author), world.later(&first.checker));
        let place = Jurisdiction(DISTRICT.into());
        let second = commands::draft(&author, "second", &place, content())
            .await
            .unwrap();
        commands::draft(&author, "third", &place, content())
            .await
            .unwrap();
        let codes = async |public| -> Vec<String> {
            let found = queries::all(&world.app.db.read, public).await.unwrap();
            found.into_iter().map(|campaign| campaign.code).collect()
        };
        commands::hand_in(&author, second).await.unwrap();
        assert_eq!(
            codes(true).await,
            ["qs-2026"],
            "neither a draft nor one in check"
        );
        for code in ["second", "third", "nowhere"] {
            let found = queries::announced(&world.app.db.read, code).await;
            assert!(matches!(found, Err(AppError::NotFound)), "{code}");
        }
        commands::announce(&checker, second).await.unwrap();
        assert_eq!(codes(true).await, ["second", "qs-2026"]);
        assert_eq!(codes(false).await.len(), 3);
    });
}

#[test]
fn a_draft_opens_for_organisers_of_its_place_while_it_is_one() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let opened = queries::drafted(&desk.checker, "qs-2026").await.unwrap();
        assert_eq!(
            (opened.id, opened.version, opened.digest.as_str()),
            (desk.id, 0, "")
        );
        let open = async |who: &Ctx, code: &str| queries::drafted(who, code).await;
        not_found(&world, open(&desk.author, "nowhere")).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        forbidden(&world, open(&exam, "qs-2026")).await;
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, open(&elsewhere, "qs-2026")).await,
            Refusal::OutsideScope
        );
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        let state = CampaignState::InCheck;
        assert_eq!(
            refused(&world, open(&desk.author, "qs-2026")).await,
            Refusal::CampaignState { state }
        );
    });
}

#[test]
fn the_post_table_counts_accepted_people_and_nobody_else() {
    on_both(async |world| {
        use app::entity::application;
        use domain::applications::Stage;
        let desk = Desk::announced(&world).await;
        let accepted = accepted_for(&world, desk.id, "GJZ-02", 3).await;
        let row = application::ActiveModel {
            id: Set(accepted[0].0),
            stage: Set(Stored(Stage::Rejected)),
            ..Default::default()
        };
        application::Entity::update(row)
            .exec(&world.app.db.write)
            .await
            .unwrap();
        let posts = queries::posts(&world.app.db.read, desk.id).await.unwrap();
        let counted: Vec<_> = posts.iter().take(3).map(|post| post.accepted).collect();
        assert_eq!(counted, [0, 2, 0]);
    });
}

#[test]
fn neither_author_nor_checker_runs_the_rules() {
    on_both(async |world| {
        let desk = Desk::announced(&world).await;
        let found = queries::by_id(&world.app.db.read, desk.id).await.unwrap();
        for author in [&desk.author, &desk.checker] {
            assert_eq!(
                found.may_be_run_by(author.account().ok()),
                Err(Refusal::SamePerson)
            );
        }
        let other = AccountId(uuid::Uuid::now_v7());
        assert_eq!(found.may_be_run_by(Some(other)), Ok(()));
        assert_eq!(found.stands_at(Progress::Announced), Ok(()));
        let (needs, stands) = (Progress::Seated, Progress::Announced);
        assert_eq!(
            found.stands_at(needs),
            Err(Refusal::Progress { needs, stands })
        );
    });
}

#[test]
fn a_title_falls_back_to_chinese_where_it_has_no_english() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let title = async |lang| {
            let found = queries::by_id(&world.app.db.read, desk.id).await.unwrap();
            found.title(lang).to_owned()
        };
        assert_eq!(title(Lang::En).await, "Qingsong 2026");
        let untranslated = Draft {
            title_en: String::new(),
            ..content()
        };
        commands::edit(
            &desk.author,
            desk.id,
            Revision(0),
            "announcement",
            untranslated,
        )
        .await
        .unwrap();
        assert_eq!(title(Lang::En).await, content().title);
        assert_eq!(title(Lang::Zh).await, content().title);
    });
}

/// What somebody types who meets every condition, with changes.
fn typed(changes: &[(&str, &str)]) -> Typed {
    let mut typed = Typed::from([
        ("birth_date_y", "1999"),
        ("birth_date_m", "3"),
        ("birth_date_d", "6"),
        ("education", "bachelor"),
        ("residence", "210211"),
        ("urban_register", "yes"),
        ("political", "league"),
        ("certificate", "none"),
    ]);
    for (field, value) in changes {
        typed.set(field, (*value).to_owned());
    }
    typed
}

fn checked(changes: &[(&str, &str)]) -> Verdict {
    let rules = content().rules;
    let facts = selfcheck::read(&rules, &typed(changes)).unwrap();
    selfcheck::verdict(&rules, &facts, Lang::Zh)
}

fn signs(verdict: &Verdict, sign: Sign) -> Vec<&str> {
    let lines = verdict.lines.iter().filter(|line| line.sign == sign);
    lines.map(|line| line.title.as_str()).collect()
}

#[test]
fn whoever_meets_everything_reads_that_every_post_is_open() {
    let verdict = checked(&[]);
    assert_eq!((verdict.posts, verdict.open), (12, 12));
    assert_eq!(signs(&verdict, Sign::NotMet), [""; 0]);
    assert_eq!(signs(&verdict, Sign::Bonus), [""; 0]);
    assert!(signs(&verdict, Sign::Met).contains(&"年龄"));
}

#[test]
fn one_condition_that_is_not_met_closes_every_post_and_is_named() {
    let verdict = checked(&[("birth_date_y", "1990")]);
    assert_eq!(verdict.open, 0);
    assert_eq!(signs(&verdict, Sign::NotMet), ["年龄"]);
    let verdict = checked(&[("education", "college"), ("urban_register", "")]);
    assert_eq!(signs(&verdict, Sign::NotMet), ["学历", "户籍"]);
}

#[test]
fn what_is_left_open_is_neither_met_nor_refused() {
    let verdict = checked(&[("education", "")]);
    assert_eq!(verdict.open, 12);
    assert_eq!(signs(&verdict, Sign::Open), ["学历"]);
}

#[test]
fn a_bonus_is_told_with_what_it_brings() {
    let verdict = checked(&[("veteran", "yes"), ("political", "member")]);
    let bonus = signs(&verdict, Sign::Bonus);
    assert_eq!(bonus, ["中共党员", "退役军人"]);
}

#[test]
fn a_birth_date_that_is_none_is_told_and_nothing_is_judged() {
    let rules = content().rules;
    for (month, day) in [("2", "30"), ("", "6"), ("13", "1"), ("三", "6")] {
        let wrong = typed(&[("birth_date_m", month), ("birth_date_d", day)]);
        let told = selfcheck::read(&rules, &wrong).unwrap_err();
        let expected = FieldProblem::new("birth_date", Problem::NotADate);
        assert_eq!(told, [expected], "{month}-{day}");
    }
}

#[test]
fn grounds_for_exclusion_are_not_asked_of_a_visitor() {
    let rules = content().rules;
    let asked: Vec<_> = selfcheck::questions(&rules)
        .map(|def| def.key.as_str())
        .collect();
    assert!(asked.contains(&"birth_date") && asked.contains(&"talent"));
    assert!(
        !asked.contains(&"criminal") && !asked.contains(&"student"),
        "{asked:?}"
    );
}
