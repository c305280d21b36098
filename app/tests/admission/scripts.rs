//! Script numbers: nobody knows whose until the marks are frozen.

use super::*;

/// Everything that is stored outside the seal, the audit trail included.
async fn stored_in_clear(world: &World) -> String {
    let db = &world.app.db.read;
    let entries = audit_entry::Entity::find().all(db).await.unwrap();
    let scripts = script_key::Entity::find().all(db).await.unwrap();
    let seals = script_seal::Entity::find().all(db).await.unwrap();
    format!("{entries:?} {scripts:?} {seals:?}")
}

#[test]
fn before_the_marks_are_frozen_nothing_stored_says_whose_a_script_is() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 30).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let db = &world.app.db.read;
        let owners = queries::owners_of_scripts(db, campaign).await.unwrap();
        assert!(owners.is_empty());
        let found = by_id(db, campaign).await.unwrap();
        let seating = queries::seating(db, &found, world.now).await.unwrap();
        let draw = seating.drawn.unwrap();
        assert_eq!(draw.key, None);
        let seal = script_seal::Entity::find_by_id(campaign.0);
        let seal = seal.one(db).await.unwrap().unwrap();
        let key = world.app.secrets.decrypt(&seal.key_cipher).unwrap();
        let key = ScriptKey::from_hex(&key).unwrap();
        assert_eq!(draw.scripts, key.commitment());
        let clear = stored_in_clear(&world).await;
        assert!(!clear.contains(&key.to_hex()));
        // Whoever knows the seed and all applications still has no better than any other key.
        let guessed = [
            [0; 32],
            std::array::from_fn(|at| draw.seed.to_le_bytes()[at % 8]),
            [7; 32],
        ];
        for guess in guessed.map(ScriptKey) {
            let tags = applications.iter().map(|own| guess.tag(*own));
            assert!(tags.into_iter().all(|tag| !clear.contains(&tag)));
        }
        let scripts = scripts_of(&world, campaign).await;
        assert_eq!(scripts.len(), 30);
    });
}

#[test]
fn a_seal_of_another_secret_freezes_nothing() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 3).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let db = &world.app.db;
        let seal = script_seal::Entity::find_by_id(campaign.0);
        let seal = seal.one(&db.read).await.unwrap().unwrap();
        let other = Secrets::derive(&[9; 32]);
        let foreign = script_seal::ActiveModel {
            key_cipher: Set(other.encrypt("00")),
            ..seal.into()
        };
        foreign.update(&db.write).await.unwrap();
        let tx = Tx::begin(&exam).await.unwrap();
        let revealed = reveal_scripts(&tx, &exam, campaign).await;
        assert!(matches!(revealed, Err(AppError::Fault(_))));
    });
}

#[test]
fn whoever_is_seated_has_a_script_and_each_script_one_post() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 4).await;
        accepted_for(&world, campaign, "GJZ-02", 3).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let scripts = script_key::Entity::find()
            .all(&world.app.db.read)
            .await
            .unwrap();
        let mut numbers: Vec<_> = scripts.iter().map(|row| row.script.clone()).collect();
        numbers.sort();
        let expected: Vec<_> = (1..=7).map(|n| format!("A-{n:04}")).collect();
        assert_eq!(numbers, expected);
        let of = |post: &str| scripts.iter().filter(|row| row.post_code == post).count();
        assert_eq!((of("GJZ-01"), of("GJZ-02")), (4, 3));
        let owners: HashSet<_> = scripts_of(&world, campaign).await.into_values().collect();
        assert_eq!(owners.len(), 7, "each script is one person's");
    });
}

#[test]
fn a_key_is_revealed_with_the_step_that_it_belongs_to_or_not_at_all() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 2).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let tx = Tx::begin(&exam).await.unwrap();
        let unsealed = reveal_scripts(&tx, &exam, campaign).await;
        assert!(
            matches!(unsealed, Err(AppError::Fault(_))),
            "nobody is seated"
        );
        drop(tx);
        assign_seats(&exam, campaign).await.unwrap();
        let db = &world.app.db.read;
        let tx = Tx::begin(&exam).await.unwrap();
        let key = reveal_scripts(&tx, &exam, campaign).await.unwrap();
        drop(tx);
        let owners = queries::owners_of_scripts(db, campaign).await.unwrap();
        assert!(owners.is_empty(), "the step was not taken");
        let tx = Tx::begin(&exam).await.unwrap();
        assert_eq!(reveal_scripts(&tx, &exam, campaign).await.unwrap(), key);
        let noted = Event::TableExported {
            campaign,
            table: "seats".into(),
            rows: None,
        };
        tx.commit(noted).await.unwrap();
        assert_eq!(
            queries::owners_of_scripts(db, campaign)
                .await
                .unwrap()
                .len(),
            2
        );
        let found = by_id(db, campaign).await.unwrap();
        let draw = queries::seating(db, &found, world.now)
            .await
            .unwrap()
            .drawn
            .unwrap();
        assert_eq!(draw.key.as_deref(), Some(&*key));
        let commitment = ScriptKey::from_hex(&key).unwrap().commitment();
        assert_eq!(
            draw.scripts, commitment,
            "the key that was promised with the seats"
        );
    });
}
