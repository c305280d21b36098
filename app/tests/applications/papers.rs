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
        assert_eq!(case.opened(id).await.revision, 0);
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
