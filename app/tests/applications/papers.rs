//! Documents and the photo: checked by content, kept, taken back, seen by few.

use super::*;

#[test]
fn a_wrong_file_is_refused_with_what_it_is_and_nothing_changes() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let attach = async |name: &str, bytes: &[u8]| {
            let file = UploadedFile::new(name, bytes.to_vec());
            problems(commands::attach_document(&ctx, id, &"education".into(), &file).await)
        };
        let pdf = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        let told = attach("毕业证书.jpg", pdf).await;
        assert_eq!(
            told,
            [FieldProblem::new(
                PAPER,
                Problem::FileType {
                    found: "PDF".into()
                }
            )]
        );
        let zip = attach("毕业证书.pdf", b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaa").await;
        assert_eq!(
            zip,
            [FieldProblem::new(
                PAPER,
                Problem::FileType {
                    found: "ZIP".into()
                }
            )]
        );
        let large = vec![0xFF; 5 * 1024 * 1024 + 1];
        assert!(matches!(
            attach("a.jpg", &large).await[0].problem,
            Problem::FileTooLarge { .. }
        ));
        let photo = UploadedFile::new("photo.jpg", pdf.to_vec());
        let told = problems(commands::attach_photo(&ctx, id, &photo).await.map(drop));
        assert_eq!(
            told,
            [FieldProblem::new(
                "photo",
                Problem::NotAPicture {
                    found: "PDF".into()
                }
            )]
        );
        assert_eq!(case.opened(id).await.files.len(), 0);
        assert_eq!(case.opened(id).await.revision, Revision(0));
    });
}

#[test]
fn the_same_document_twice_is_one_and_one_taken_back_is_gone() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        for _ in 0..2 {
            commands::attach_document(&ctx, id, &"education".into(), &paper())
                .await
                .unwrap();
        }
        let files = case.opened(id).await.files;
        assert_eq!(files.len(), 1);
        queries::readable(&ctx, files[0].id).await.unwrap();
        commands::remove_document(&ctx, id, files[0].id)
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.files.len(), 0);
        assert!(matches!(
            queries::readable(&ctx, files[0].id).await,
            Err(AppError::NotFound)
        ));
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["file_uploaded", "file_removed"]
        );
    });
}

#[test]
fn a_photo_too_dark_waits_until_its_owner_asks_a_human() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let good = case.opened(id).await.photo().unwrap().id;
        let found = commands::attach_photo(&ctx, id, &photo_file(20))
            .await
            .unwrap();
        assert_eq!(
            found,
            [PhotoProblem::TooDark, PhotoProblem::BackgroundNotLight]
        );
        assert_eq!(
            case.opened(id).await.photo().unwrap().id,
            good,
            "the good one still stands"
        );
        commands::keep_photo(&ctx, id).await.unwrap();
        let opened = case.opened(id).await;
        assert_eq!(opened.photo().unwrap().problems, found);
        assert_eq!(
            refusal(commands::keep_photo(&ctx, id).await),
            Refusal::Stale
        );
        commands::submit(&ctx, id, None, true).await.unwrap();
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!(
            dossier.checks.exceptions,
            [Exception::Photo { problems: found }]
        );
    });
}

#[test]
fn a_stranger_sees_neither_application_nor_files() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let photo = case.opened(id).await.photo().unwrap().id;
        let stranger = world.applicant("1999-03-06").await;
        assert!(matches!(
            queries::of_applicant(&stranger, id).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            queries::readable(&stranger, photo).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            commands::save_contact(&stranger, id, ADDRESS, None).await,
            Err(AppError::NotFound)
        ));
        assert!(
            matches!(
                queries::readable(&case.street, photo).await,
                Err(AppError::NotFound)
            ),
            "still a draft"
        );
        commands::submit(&ctx, id, None, true).await.unwrap();
        queries::readable(&case.street, photo).await.unwrap();
        let elsewhere = world.staff(Role::StreetReviewer, OTHER_STREET).await;
        assert!(matches!(
            queries::readable(&elsewhere, photo).await,
            Err(AppError::NotFound)
        ));
        let publisher = world.staff(Role::Publisher, DISTRICT).await;
        assert!(matches!(
            queries::readable(&publisher, photo).await,
            Err(AppError::NotFound)
        ));
    });
}

/// A page of a document, each with its own content.
fn sheet(n: u8) -> UploadedFile {
    UploadedFile::new(&format!("第{n}页.png"), portrait(200 + n))
}

async fn uploads(world: &World, id: ApplicationId) -> Vec<file::Model> {
    file::Entity::find()
        .filter(file::Column::ApplicationId.eq(id.0))
        .order_by_asc(file::Column::Id)
        .all(&world.app.db.write)
        .await
        .unwrap()
}

#[test]
fn a_document_is_kept_under_its_key_with_one_entry() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let pdf = UploadedFile::new("毕业证书.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec());
        commands::attach_document(&ctx, id, &"education".into(), &pdf)
            .await
            .unwrap();
        let stored = uploads(&world, id).await.remove(0);
        assert_eq!(
            (
                stored.purpose.as_str(),
                stored.name.as_str(),
                stored.media_type.as_str()
            ),
            ("document:education", "毕业证书.pdf", "application/pdf")
        );
        let uploaded = Event::FileUploaded {
            application: id,
            file: FileId(stored.id),
            purpose: stored.purpose,
        };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), uploaded));
        let read = queries::readable(&ctx, FileId(stored.id)).await.unwrap();
        assert_eq!(
            (read.name, read.bytes.to_vec()),
            (stored.name, pdf.bytes.to_vec())
        );
    });
}

#[test]
fn the_same_file_again_writes_nothing() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        commands::attach_document(&ctx, id, &"education".into(), &sheet(1))
            .await
            .unwrap();
        let before = all_rows(&world).await;
        let renamed = UploadedFile::new("别名.png", sheet(1).bytes.to_vec());
        commands::attach_document(&ctx, id, &"education".into(), &renamed)
            .await
            .unwrap();
        assert!(before == all_rows(&world).await);
    });
}

#[test]
fn a_document_has_six_pages_at_most() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let attach =
            async |key: &str, n| commands::attach_document(&ctx, id, &key.into(), &sheet(n)).await;
        for n in 1..=6 {
            attach("education", n).await.unwrap();
        }
        let told = invalid(&world, attach("education", 7)).await;
        assert_eq!(
            told,
            [FieldProblem::new(PAPER, Problem::TooManyFiles { limit: 6 })]
        );
        attach("residence", 7).await.unwrap();
        // One that was taken back makes room.
        let first = FileId(uploads(&world, id).await[0].id);
        commands::remove_document(&ctx, id, first).await.unwrap();
        attach("education", 7).await.unwrap();
    });
}

#[test]
fn a_paper_that_no_question_asks_for_is_not_taken() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let (file, own) = (paper(), "education".into());
        for key in ["criminal", "birth_date", "nonsense"] {
            let key = key.into();
            not_found(&world, commands::attach_document(&ctx, id, &key, &file)).await;
        }
        let stranger = world.applicant("1999-03-06").await;
        not_found(
            &world,
            commands::attach_document(&stranger, id, &own, &file),
        )
        .await;
        not_found(
            &world,
            commands::attach_document(&case.street, id, &own, &file),
        )
        .await;
        sign_in_required(
            &world,
            commands::attach_document(&world.nobody(), id, &own, &file),
        )
        .await;
    });
}

#[test]
fn what_is_unreadable_or_too_large_is_neither_document_nor_photo() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let key = "education".into();
        for (name, bytes) in [("空.pdf", vec![]), ("字.pdf", b"hello".to_vec())] {
            let file = UploadedFile::new(name, bytes);
            let told = invalid(&world, commands::attach_document(&ctx, id, &key, &file)).await;
            assert_eq!(
                told,
                [FieldProblem::new(PAPER, Problem::FileUnreadable)],
                "{name}"
            );
            let told = invalid(&world, commands::attach_photo(&ctx, id, &file)).await;
            assert_eq!(
                told,
                [FieldProblem::new("photo", Problem::FileUnreadable)],
                "{name}"
            );
        }
        let mut large = portrait(230);
        large.resize(11 * 1024 * 1024, 0);
        let file = UploadedFile::new("大.png", large);
        let told = invalid(&world, commands::attach_photo(&ctx, id, &file)).await;
        assert!(
            matches!(told[0].problem, Problem::FileTooLarge { .. }),
            "{told:?}"
        );
        // A picture by its first bytes that is none behind them.
        let mut torn = portrait(230);
        torn.truncate(100);
        let file = UploadedFile::new("断.png", torn);
        let told = invalid(&world, commands::attach_photo(&ctx, id, &file)).await;
        assert_eq!(told[0].field, "photo");
        let named = UploadedFile::new("照片.pdf", portrait(230));
        let told = invalid(&world, commands::attach_photo(&ctx, id, &named)).await;
        let found = "PNG".to_owned();
        assert_eq!(
            told,
            [FieldProblem::new("photo", Problem::FileType { found })]
        );
    });
}

#[test]
fn a_document_is_taken_back_once_and_by_its_owner() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let (other, foreign) = case.complete("1998-03-06", "GJZ-01").await;
        let files = case.opened(id).await.files;
        let paper = files
            .iter()
            .find(|file| file.purpose == "document:education")
            .unwrap()
            .id;
        let photo = files
            .iter()
            .find(|file| file.purpose == "photo")
            .unwrap()
            .id;
        let remove = async |ctx: &Ctx, id, file| commands::remove_document(ctx, id, file).await;
        not_found(&world, remove(&ctx, id, photo)).await;
        not_found(&world, remove(&ctx, id, FileId(uuid::Uuid::now_v7()))).await;
        not_found(&world, remove(&other, id, paper)).await;
        not_found(&world, remove(&other, foreign, paper)).await;
        sign_in_required(&world, remove(&world.nobody(), id, paper)).await;
        remove(&ctx, id, paper).await.unwrap();
        let removed = Event::FileRemoved {
            application: id,
            file: paper,
        };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), removed));
        let kept = uploads(&world, id)
            .await
            .into_iter()
            .find(|file| file.id == paper.0);
        assert_eq!(
            kept.unwrap().removed_at,
            Some(world.now.0),
            "its bytes stay"
        );
        not_found(&world, remove(&ctx, id, paper)).await;
    });
}

#[test]
fn a_better_photo_takes_the_place_of_the_one_before() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        commands::attach_photo(&ctx, id, &photo_file(230))
            .await
            .unwrap();
        let first = case.opened(id).await.photo().unwrap().id;
        let before = trail(&world).await.len();
        let later = at(&ctx, world.now.plus_days(1));
        assert_eq!(
            commands::attach_photo(&later, id, &photo_file(240))
                .await
                .unwrap(),
            []
        );
        let second = case.opened(id).await.photo().unwrap().id;
        assert_ne!(first, second);
        assert_eq!(
            since(&world, before).await,
            [
                Event::FileRemoved {
                    application: id,
                    file: first
                },
                Event::FileUploaded {
                    application: id,
                    file: second,
                    purpose: "photo".into()
                }
            ]
        );
        not_found(&world, async {
            queries::readable(&ctx, first).await.map(drop)
        })
        .await;
        assert_eq!(case.opened(id).await.files.len(), 1);
    });
}

#[test]
fn a_tried_photo_waits_beside_the_good_one_until_another_is_tried() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let nothing = refused(&world, commands::keep_photo(&ctx, id)).await;
        assert_eq!(nothing, Refusal::Stale);
        commands::attach_photo(&ctx, id, &photo_file(20))
            .await
            .unwrap();
        let opened = case.opened(id).await;
        assert!(opened.photo().is_none() && opened.tried_photo().is_some());
        let stranger = world.applicant("1999-03-06").await;
        not_found(&world, commands::keep_photo(&stranger, id)).await;
        commands::attach_photo(&ctx, id, &photo_file(30))
            .await
            .unwrap();
        let purposes: Vec<_> = case
            .opened(id)
            .await
            .files
            .into_iter()
            .map(|file| file.purpose)
            .collect();
        assert_eq!(
            purposes,
            ["photo-tried"],
            "the newest of those that were tried"
        );
        commands::attach_photo(&ctx, id, &photo_file(230))
            .await
            .unwrap();
        let opened = case.opened(id).await;
        assert!(opened.photo().is_some() && opened.tried_photo().is_none());
        let nothing = refused(&world, commands::keep_photo(&ctx, id)).await;
        assert_eq!(nothing, Refusal::Stale, "a good one has come meanwhile");
    });
}

#[test]
fn files_are_read_by_their_owner_and_the_reviewers_of_their_post() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Submitted).await;
        let photo = case.opened(id).await.photo().unwrap().id;
        let read = async |who: &Ctx| queries::readable(who, photo).await.map(drop);
        read(&ctx).await.unwrap();
        read(&case.district).await.unwrap();
        read(&world.staff(Role::DistrictReviewer, CITY).await)
            .await
            .unwrap();
        not_found(&world, read(&case.street)).await;
        for role in [
            Role::Recorder,
            Role::ExamCentre,
            Role::Inspector,
            Role::Organiser,
        ] {
            let other = world.staff(role, DISTRICT).await;
            not_found(&world, read(&other)).await;
        }
        sign_in_required(&world, read(&world.nobody())).await;
        // Taken back to be changed, it is the owner's alone again.
        commands::withdraw(&ctx, id).await.unwrap();
        not_found(&world, read(&case.district)).await;
        read(&ctx).await.unwrap();
    });
}

#[test]
fn a_ticket_shows_the_photo_that_stands_even_after_the_clock_went_back() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        commands::attach_photo(&at(&ctx, world.now.plus_days(2)), id, &photo_file(240))
            .await
            .unwrap();
        commands::attach_photo(&at(&ctx, world.now.plus_days(1)), id, &photo_file(235))
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        decide(&case, &case.district, id, &pass()).await.unwrap();
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        app::admission::commands::assign_seats(&at(&exam, world.now.plus_days(11)), case.id)
            .await
            .unwrap();
        let stands = case.opened(id).await.photo().unwrap().id;
        let ticket = app::admission::queries::ticket(
            &world.app,
            id,
            ctx.account().unwrap(),
            world.now.plus_days(20),
        )
        .await
        .unwrap();
        assert_eq!(ticket.photo, Some(stands));
    });
}
