//! Drafting: who may, under which address, and every saved state kept.

use super::*;

#[test]
fn a_draft_needs_a_free_address_a_place_of_ones_own_and_a_text() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let attempt = async |code: &str, place: &str, content: Draft| {
            commands::draft(&author, code, &Jurisdiction(place.into()), content)
                .await
                .unwrap_err()
        };
        assert!(
            matches!(attempt("qs-2026", DISTRICT, content()).await, AppError::Invalid(p) if p[0].field == "code")
        );
        for bad in ["Q S", "ab", "audit", "-x-", "日"] {
            assert!(
                matches!(attempt(bad, DISTRICT, content()).await, AppError::Invalid(p) if p[0].field == "code"),
                "{bad}"
            );
        }
        assert!(matches!(
            attempt("elsewhere", "110000", content()).await,
            AppError::Refused(Refusal::OutsideScope)
        ));
        let mut silent = content();
        silent.announcement = " ".into();
        assert!(
            matches!(attempt("silent", DISTRICT, silent).await, AppError::Invalid(p) if p[0].field == "announcement")
        );
    });
}

#[test]
fn only_organisers_draft() {
    on_both(async |world| {
        for role in [Role::ExamCentre, Role::Publisher, Role::Approver] {
            let other = world.staff(role, DISTRICT).await;
            let result =
                commands::draft(&other, "qs-2026", &Jurisdiction(DISTRICT.into()), content()).await;
            assert!(matches!(result, Err(AppError::Forbidden)), "{role:?}");
        }
    });
}

#[test]
fn two_editors_never_overwrite_each_other() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, DISTRICT).await;
        let id = drafted(&author).await;
        let renamed = Draft {
            title: "新标题".into(),
            ..content()
        };
        let stored = commands::edit(&colleague, id, Revision(0), "announcement", renamed);
        assert_eq!(
            stored.await.unwrap(),
            Revision(1),
            "the number of the new version"
        );
        assert_eq!(
            refusal(commands::edit(&author, id, Revision(0), "announcement", content()).await),
            Refusal::Stale
        );
        assert_eq!(
            queries::by_id(&world.app.db.read, id)
                .await
                .unwrap()
                .content
                .title,
            "新标题"
        );
    });
}

fn field(name: &str, problem: Problem) -> FieldProblem {
    FieldProblem::new(name, problem)
}

fn titled(title: &str) -> Draft {
    Draft {
        title: title.into(),
        ..content()
    }
}

#[test]
fn a_draft_begins_with_its_first_saved_state_and_one_entry_and_tells_nobody() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let row = desk.row(&world).await;
        assert_eq!(
            (row.state.0, row.progress.0, row.revision, row.version),
            (CampaignState::Draft, Progress::Announced, 0, 0)
        );
        assert_eq!(
            (row.code.as_str(), row.area.as_str()),
            ("qs-2026", DISTRICT)
        );
        assert_eq!(row.drafted_by, desk.author.account().unwrap().0);
        assert_eq!(
            (row.checked_by, row.announced_at, row.closes_at),
            (None, None, None)
        );
        let saved = queries::drafts(&world.app.db.read, desk.id).await.unwrap();
        let saved: Vec<_> = saved
            .iter()
            .map(|one| (one.revision, one.part.as_str(), one.by.as_str(), one.at))
            .collect();
        let name = desk.author.actor.as_ref().unwrap().name.as_str();
        assert_eq!(saved, [(Revision(0), "first", name, world.now)]);
        let drafted = Event::CampaignDrafted { campaign: desk.id };
        assert_eq!(
            last_entry(&world).await,
            (desk.author.account().ok(), drafted)
        );
        assert_eq!(told(&world).await, 0);
    });
}

#[test]
fn an_address_has_three_to_forty_small_letters_digits_and_hyphens() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let place = Jurisdiction(DISTRICT.into());
        let attempt = async |code: &str| commands::draft(&author, code, &place, content()).await;
        let long = "a".repeat(41);
        let wrong = [
            "", "ab", &long, "-ab", "QS-2026", "qs 2026", "青松", "qs/2026",
        ];
        let taken_by_pages = ["accounts", "audit", "campaigns", "clock"];
        for code in wrong.into_iter().chain(taken_by_pages) {
            let told = invalid(&world, attempt(code)).await;
            assert_eq!(told, [field("code", Problem::UnknownChoice)], "{code}");
        }
        for code in ["abc", "2026", &long[..40], "ab-"] {
            attempt(code).await.unwrap();
        }
    });
}

#[test]
fn one_address_belongs_to_one_campaign_even_when_two_draft_at_once() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let colleague = world.staff(Role::Organiser, CITY).await;
        let (district, city) = (Jurisdiction(DISTRICT.into()), Jurisdiction(CITY.into()));
        let (one, two) = tokio::join!(
            commands::draft(&author, "same", &district, content()),
            commands::draft(&colleague, "same", &city, content())
        );
        let refused: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        let value = "same".to_owned();
        assert!(
            matches!(&refused[..], [AppError::Invalid(told)] if *told == [field("code", Problem::Duplicate { value: value.clone() })]),
            "{refused:?}"
        );
        let later = commands::draft(&author, "same", &district, titled("另一个"));
        let told = invalid(&world, later).await;
        assert_eq!(told, [field("code", Problem::Duplicate { value })]);
        let rows = campaign::Entity::find().count(&world.app.db.read).await;
        assert_eq!(rows.unwrap(), 1);
    });
}

#[test]
fn title_organiser_and_text_are_asked_for_together() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let empty = Draft {
            title: " ".into(),
            organiser: String::new(),
            announcement: "\n\t".into(),
            ..content()
        };
        let missing = ["title", "organiser", "announcement"].map(|f| field(f, Problem::Missing));
        let place = Jurisdiction(DISTRICT.into());
        let begun = commands::draft(&author, "empty", &place, empty.clone());
        assert_eq!(invalid(&world, begun).await, missing);
        let id = drafted(&author).await;
        let saved = commands::edit(&author, id, Revision(0), "announcement", empty);
        assert_eq!(invalid(&world, saved).await, missing);
    });
}

#[test]
fn a_draft_is_begun_by_an_organiser_for_a_known_place_of_their_own() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let attempt = async |who: &Ctx, place: &str| {
            commands::draft(who, "qs-2026", &Jurisdiction(place.into()), content()).await
        };
        sign_in_required(&world, attempt(&world.nobody(), DISTRICT)).await;
        let applicant = world.applicant("1999-03-06").await;
        forbidden(&world, attempt(&applicant, DISTRICT)).await;
        for role in [Role::ExamCentre, Role::DistrictReviewer, Role::Inspector] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, attempt(&other, DISTRICT)).await;
        }
        for place in ["110000", CITY, "990000/990002"] {
            let refusal = refused(&world, attempt(&author, place)).await;
            assert_eq!(refusal, Refusal::OutsideScope, "{place}");
        }
        let nowhere = format!("{DISTRICT}/009");
        let told = invalid(&world, attempt(&author, &nowhere)).await;
        assert_eq!(told, [field("area", Problem::NotChosen)]);
        attempt(&author, STREET).await.unwrap();
        let city = world.staff(Role::Organiser, CITY).await;
        let below =
            commands::draft(&city, "below", &Jurisdiction(DISTRICT.into()), content()).await;
        below.unwrap();
    });
}

#[test]
fn every_save_is_a_state_of_its_own_that_can_be_looked_at() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        for (revision, title) in [(0, "第一稿"), (1, "第二稿")] {
            let stored = commands::edit(
                &desk.author,
                desk.id,
                Revision(revision),
                "announcement",
                titled(title),
            );
            assert_eq!(stored.await.unwrap(), Revision(revision + 1));
        }
        let edited = Event::CampaignEdited {
            campaign: desk.id,
            part: "announcement".into(),
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.author.account().ok(), edited)
        );
        let db = &world.app.db.read;
        let saved = queries::drafts(db, desk.id).await.unwrap();
        let revisions: Vec<_> = saved.iter().map(|one| one.revision).collect();
        assert_eq!(revisions, [2, 1, 0].map(Revision), "the newest first");
        for (revision, title) in [(0, content().title.as_str()), (1, "第一稿"), (2, "第二稿")]
        {
            let then = queries::draft_at(db, desk.id, Revision(revision))
                .await
                .unwrap();
            assert_eq!(then.title, title);
        }
        let never = queries::draft_at(db, desk.id, Revision(3)).await;
        assert!(matches!(never, Err(AppError::NotFound)));
    });
}

#[test]
fn only_a_draft_is_edited_by_its_own_place_and_from_its_newest_state() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let edit = async |who: &Ctx, revision| {
            commands::edit(who, desk.id, Revision(revision), "rules", titled("改动")).await
        };
        sign_in_required(&world, edit(&world.nobody(), 0)).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        forbidden(&world, edit(&exam, 0)).await;
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, edit(&elsewhere, 0)).await,
            Refusal::OutsideScope
        );
        for revision in [-1, 1] {
            let refusal = refused(&world, edit(&desk.author, revision)).await;
            assert_eq!(refusal, Refusal::Stale, "{revision}");
        }
        let unknown = CampaignId(uuid::Uuid::now_v7());
        not_found(
            &world,
            commands::edit(&desk.author, unknown, Revision(0), "rules", content()),
        )
        .await;
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        let state = CampaignState::InCheck;
        assert_eq!(
            refused(&world, edit(&desk.author, 0)).await,
            Refusal::CampaignState { state }
        );
        commands::announce(&desk.checker, desk.id).await.unwrap();
        let state = CampaignState::Announced;
        assert_eq!(
            refused(&world, edit(&desk.author, 0)).await,
            Refusal::CampaignState { state }
        );
    });
}

#[test]
fn of_two_saves_at_once_one_is_told_that_it_is_late() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let (one, two) = tokio::join!(
            commands::edit(&desk.author, desk.id, Revision(0), "rules", titled("甲")),
            commands::edit(&desk.checker, desk.id, Revision(0), "rules", titled("乙"))
        );
        let late: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(&late[..], [AppError::Refused(Refusal::Stale)]),
            "{late:?}"
        );
        assert_eq!(desk.row(&world).await.revision, 1);
        let saved = queries::drafts(&world.app.db.read, desk.id).await.unwrap();
        assert_eq!(saved.len(), 2);
    });
}

#[test]
fn going_back_is_a_new_state_and_loses_none() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        commands::edit(
            &desk.author,
            desk.id,
            Revision(0),
            "announcement",
            titled("改过"),
        )
        .await
        .unwrap();
        let stored = commands::go_back(&desk.checker, desk.id, Revision(1), Revision(0))
            .await
            .unwrap();
        assert_eq!(stored, Revision(2));
        let db = &world.app.db.read;
        let now = queries::by_id(db, desk.id).await.unwrap();
        assert_eq!(
            (now.content.title.clone(), now.revision),
            (content().title, Revision(2))
        );
        let between = queries::draft_at(db, desk.id, Revision(1)).await.unwrap();
        assert_eq!(between.title, "改过", "what was left is still there");
        let edited = Event::CampaignEdited {
            campaign: desk.id,
            part: "back-0".into(),
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), edited)
        );
        let saved = queries::drafts(db, desk.id).await.unwrap();
        assert_eq!(saved[0].part, "back-0");
    });
}

#[test]
fn going_back_is_refused_as_an_edit_is() {
    on_both(async |world| {
        let desk = Desk::draft(&world).await;
        let back = async |who: &Ctx, revision, to| {
            commands::go_back(who, desk.id, Revision(revision), Revision(to)).await
        };
        not_found(&world, back(&desk.author, 0, 1)).await;
        not_found(&world, back(&desk.author, 0, -1)).await;
        assert_eq!(
            refused(&world, back(&desk.author, 5, 0)).await,
            Refusal::Stale
        );
        let approver = world.staff(Role::Approver, DISTRICT).await;
        forbidden(&world, back(&approver, 0, 0)).await;
        let elsewhere = world.staff(Role::Organiser, "990000/990009").await;
        assert_eq!(
            refused(&world, back(&elsewhere, 0, 0)).await,
            Refusal::OutsideScope
        );
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        let state = CampaignState::InCheck;
        assert_eq!(
            refused(&world, back(&desk.author, 0, 0)).await,
            Refusal::CampaignState { state }
        );
    });
}
