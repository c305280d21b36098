//! What is kept and how: files, secrets, signatures, the clock, the database and its transactions.

use app::{
    entity::{area, audit_entry, throttle},
    error::AppError,
    platform::{
        clock::Clock,
        db::Db,
        files::Files,
        pictures,
        secrets::{Secrets, random_seed, random_token, token_hash},
        signing::Signer,
        tx::Tx,
    },
    testing::*,
};
use domain::{Instant, Problem, access::Role, events::Event, photo};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A folder that goes with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("xuanxian-files-{}", Uuid::now_v7());
        Folder(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[tokio::test]
async fn a_file_is_read_back_as_it_was_put_and_another_id_finds_nothing() {
    let folder = Folder::new();
    let stores = [
        Files::in_memory(),
        Files::in_folder(&folder.0.join("deep/er")).unwrap(),
    ];
    for files in stores {
        let (id, empty) = (Uuid::now_v7(), Uuid::now_v7());
        let bytes: Vec<u8> = (0..=255).collect();
        files.put(id, bytes.clone().into()).await.unwrap();
        files.put(empty, Vec::new().into()).await.unwrap();
        assert_eq!(files.get(id).await.unwrap(), bytes);
        assert!(files.get(empty).await.unwrap().is_empty());
        let none = files.get(Uuid::now_v7()).await;
        assert!(matches!(none, Err(AppError::NotFound)), "{none:?}");
    }
}

#[tokio::test]
async fn files_in_a_folder_outlive_the_process_and_are_spread_over_folders() {
    let folder = Folder::new();
    let ids: Vec<Uuid> = (0..20).map(|_| Uuid::new_v4()).collect();
    let before = Files::in_folder(&folder.0).unwrap();
    for (n, id) in (0..).zip(&ids) {
        before.put(*id, vec![n; 3].into()).await.unwrap();
    }
    drop(before);
    let after = Files::in_folder(&folder.0).unwrap();
    for (n, id) in (0_u8..).zip(&ids) {
        assert_eq!(after.get(*id).await.unwrap(), vec![n; 3]);
    }
    let folders = std::fs::read_dir(&folder.0).unwrap().count();
    assert!(folders > 1, "{folders}");
}

#[test]
fn a_folder_that_cannot_be_made_is_told_when_the_process_starts() {
    let folder = Folder::new();
    std::fs::write(&folder.0, "a file stands here").unwrap();
    assert!(Files::in_folder(&folder.0.join("files")).is_err());
    std::fs::remove_file(&folder.0).unwrap();
}

#[test]
fn a_ciphertext_that_was_touched_anywhere_is_read_by_nobody() {
    let secrets = Secrets::derive(&[7; 32]);
    let stored = secrets.encrypt("138 0000 0000");
    for at in 0..stored.len() {
        let mut touched = stored.clone();
        touched[at] ^= 1;
        assert_eq!(secrets.decrypt(&touched), None, "byte {at}");
    }
    for cut in [0, 1, 12, stored.len() - 1] {
        assert_eq!(secrets.decrypt(&stored[..cut]), None, "{cut} bytes");
    }
    let empty = secrets.encrypt("");
    assert_eq!(secrets.decrypt(&empty).as_deref(), Some(""));
}

#[test]
fn secrets_and_signers_print_none_of_their_keys() {
    let secrets = Secrets::derive(&[7; 32]);
    assert_eq!(format!("{secrets:?}"), "Secrets(…)");
    let signer = Signer::new(&secrets);
    let shown = format!("{signer:?}");
    assert_eq!(shown, format!("Signer({})", signer.key_id()));
}

#[test]
fn a_token_fits_a_link_is_never_given_twice_and_a_seed_is_read_exactly_by_everybody() {
    let tokens: BTreeSet<String> = (0..500).map(|_| random_token()).collect();
    assert_eq!(tokens.len(), 500);
    for token in &tokens {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(token.len() == 43 && token.chars().all(plain), "{token}");
        let hash = token_hash(token);
        assert_eq!(hash.len(), 64);
        assert_eq!(hash, token_hash(token));
    }
    for _ in 0..500 {
        let seed = random_seed();
        assert_eq!(seed as f64 as u64, seed, "as a number of JSON");
        assert!(seed < 1 << 53);
    }
}

#[test]
fn a_signature_is_checked_by_the_published_key_and_nothing_in_it_can_be_exchanged() {
    let signer = Signer::new(&Secrets::derive(&[7; 32]));
    let keys = signer.key_set();
    let key = &keys["keys"][0];
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1);
    assert_eq!(key["kid"], signer.key_id());
    assert_eq!((&key["kty"], &key["alg"]), (&"OKP".into(), &"EdDSA".into()));
    assert!(key.get("d").is_none(), "the private part stays here");
    let (one, two) = (signer.sign(b"one"), signer.sign(b"two"));
    let parts = |jws: &str| jws.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (first, second) = (parts(&one), parts(&two));
    assert_eq!(first.len(), 3);
    assert_eq!(signer.verify(&one).unwrap(), b"one");
    for forged in [
        [&first[0], &second[1], &first[2]],
        [&first[0], &first[1], &second[2]],
        [&first[1], &first[0], &first[2]],
    ] {
        let forged = forged.map(String::as_str).join(".");
        assert_eq!(signer.verify(&forged), None, "{forged}");
    }
    for broken in ["", ".", "..", &one[..one.len() - 4], &format!("{one}A")] {
        assert_eq!(signer.verify(broken), None, "{broken}");
    }
}

#[test]
fn a_clock_that_was_set_goes_on_from_there_and_tells_another_how_far() {
    let clock = Clock::default();
    assert_eq!(clock.offset_ms(), 0);
    let to = clock.now().plus_days(30);
    clock.set(to);
    let other = Clock::default();
    other.set_offset_ms(clock.offset_ms());
    for clock in [&clock, &other] {
        let ahead = clock.now().0 - to.0;
        assert!((0..60_000).contains(&ahead), "{ahead}");
    }
    clock.set(START);
    assert!(clock.now() < to, "and back");
}

#[test]
fn the_schema_is_brought_up_to_date_by_several_servers_at_once_and_a_second_time_by_nobody() {
    on_both(async |world| {
        let mut servers = Vec::new();
        for _ in 0..3 {
            let db = Db::connect(&world.url, 2).await.unwrap();
            servers.push(tokio::spawn(async move {
                db.migrate().await.unwrap();
                db
            }));
        }
        for server in servers {
            let db = server.await.unwrap();
            db.ping().await.unwrap();
            let areas = area::Entity::find().count(&db.read).await.unwrap();
            assert_eq!(areas, 4, "what is there stays");
        }
    });
}

fn counter(key: &str) -> throttle::ActiveModel {
    throttle::ActiveModel {
        key: Set(key.to_owned()),
        window_start: Set(0),
        attempts: Set(0),
    }
}

async fn rows(world: &World) -> (u64, u64) {
    let db = &world.app.db.write;
    (
        throttle::Entity::find().count(db).await.unwrap(),
        audit_entry::Entity::find().count(db).await.unwrap(),
    )
}

fn imported() -> Event {
    Event::AreasImported { areas: 1 }
}

#[test]
fn a_command_that_ends_early_leaves_neither_rows_nor_an_event() {
    on_both(async |world| {
        let ctx = world.staff(Role::Organiser, DISTRICT).await;
        let before = rows(&world).await;
        let tx = Tx::begin(&ctx).await.unwrap();
        tx.insert(counter("a")).await.unwrap();
        drop(tx);
        assert_eq!(rows(&world).await, before);
        let tx = Tx::begin(&ctx).await.unwrap();
        tx.insert(counter("a")).await.unwrap();
        tx.commit(imported()).await.unwrap();
        assert_eq!(rows(&world).await, (before.0 + 1, before.1 + 1));
    });
}

#[test]
fn a_row_that_exists_already_is_told_by_its_constraint_and_a_row_that_does_not_is_not_found() {
    on_both(async |world| {
        let ctx = world.nobody();
        let tx = Tx::begin(&ctx).await.unwrap();
        let twice = area::ActiveModel {
            id: Set(Uuid::now_v7()),
            path: Set(CITY.to_owned()),
            name: Set("又一座城".to_owned()),
            name_en: Set(String::new()),
        };
        let told = tx.insert(twice).await.unwrap_err();
        let named = matches!(&told, AppError::Unique(name) if name == "areas_path");
        assert!(named, "{told:?}");
        let field = told.when_taken("areas_path", "path");
        assert!(matches!(field, AppError::Invalid(ref all) if all[0].problem == Problem::Taken));
        drop(tx);
        let tx = Tx::begin(&ctx).await.unwrap();
        let (found, locked) = (
            tx.find::<area::Entity>(Uuid::now_v7()).await,
            tx.lock::<area::Entity>(Uuid::now_v7()).await,
        );
        assert!(matches!(found, Err(AppError::NotFound)));
        assert!(matches!(locked, Err(AppError::NotFound)));
    });
}

#[test]
fn more_rows_than_a_database_takes_in_one_statement_are_all_written() {
    on_both(async |world| {
        let ctx = world.nobody();
        let tx = Tx::begin(&ctx).await.unwrap();
        let many = (0..12_001).map(|n| counter(&n.to_string())).collect();
        tx.insert_all(many).await.unwrap();
        tx.insert_all(Vec::<throttle::ActiveModel>::new())
            .await
            .unwrap();
        tx.commit(imported()).await.unwrap();
        assert_eq!(rows(&world).await.0, 12_001);
    });
}

#[test]
fn commands_at_once_stand_one_after_the_other_in_the_trail() {
    on_both(async |world| {
        let ctx = world.staff(Role::Organiser, DISTRICT).await;
        let before = world.events().await.len();
        let writers: Vec<_> = (0..12)
            .map(|n| {
                let ctx = ctx.clone();
                tokio::spawn(async move {
                    let tx = Tx::begin(&ctx).await?;
                    tx.insert(counter(&format!("{n}"))).await?;
                    tx.commit_all(vec![imported(), imported()]).await
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
        // `events` checks the chain, too.
        assert_eq!(world.events().await.len(), before + 24);
    });
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(picture)
        .unwrap();
    bytes
}

/// A JPEG whose camera says how it was held.
fn held(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let plain = jpeg(picture);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

#[test]
fn a_photo_is_turned_as_its_camera_was_held_and_keeps_nothing_that_the_camera_wrote() {
    // Black on the left: upright, it is black at the top.
    let lying = RgbImage::from_fn(700, 500, |x, _| {
        image::Rgb(if x < 350 { [0; 3] } else { [255; 3] })
    });
    let bytes = held(&lying, 6);
    assert!(bytes.windows(4).any(|part| part == b"Exif"));
    let read = pictures::read(&bytes).unwrap();
    assert_eq!((read.facts.width, read.facts.height), (500, 700));
    assert!(read.facts.background < 20, "{:?}", read.facts);
    assert!(!read.jpeg.windows(4).any(|part| part == b"Exif"));
    let stored = image::load_from_memory(&read.jpeg).unwrap().to_luma8();
    assert_eq!(stored.dimensions(), photo::STORED);
    assert!(stored.get_pixel(200, 20).0[0] < 20 && stored.get_pixel(200, 560).0[0] > 235);
}

#[test]
fn a_wide_and_a_high_picture_are_cut_and_not_squeezed() {
    // A white square in the middle of black stays a square.
    for (width, height) in [(1400, 700), (700, 1400)] {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            let inside = x.abs_diff(width / 2) < 100 && y.abs_diff(height / 2) < 100;
            image::Rgb(if inside { [255; 3] } else { [0; 3] })
        });
        let read = pictures::read(&jpeg(&picture)).unwrap();
        assert_eq!((read.facts.width, read.facts.height), (width, height));
        let stored = image::load_from_memory(&read.jpeg).unwrap().to_luma8();
        let bright = stored.enumerate_pixels().filter(|(.., p)| p.0[0] > 128);
        let (xs, ys): (Vec<u32>, Vec<u32>) = bright.map(|(x, y, _)| (x, y)).unzip();
        let span = |all: &[u32]| all.iter().max().unwrap() - all.iter().min().unwrap();
        assert!(span(&xs).abs_diff(span(&ys)) < 6, "{width} by {height}");
    }
}

#[test]
fn a_small_file_that_claims_to_be_an_endless_picture_is_not_unpacked() {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&vec![0; 12_001], 12_001, 1, ExtendedColorType::L8)
        .unwrap();
    assert_eq!(pictures::read(&bytes).unwrap_err(), Problem::FileUnreadable);
    let whole = jpeg(&RgbImage::from_pixel(500, 700, image::Rgb([200; 3])));
    let header = pictures::read(&whole[..100]).unwrap_err();
    assert_eq!(header, Problem::FileUnreadable);
}

#[test]
fn a_moment_is_the_same_on_every_server() {
    let at = Instant(1_772_326_800_000);
    assert_eq!(at.rfc3339(), "2026-03-01T09:00:00+08:00");
    assert_eq!(at, START);
}
