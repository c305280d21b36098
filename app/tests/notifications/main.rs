//! What people are told: which event means what to whom, by which way, in which words; and the inbox.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod inbox;
mod letters;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../looks/mod.rs"]
mod looks;
mod table;

use app::{
    entity::{account, application, certificate, kinds::Channel, notice, outbox},
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
    publication::commands::{approve, publish, seal},
    testing::*,
};
use domain::{
    Lang,
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId, CandidateId, CertificateId, PublicationId},
    notices::Notice,
    publication::sentence,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// A recruitment that has come to its end, and what events name of it.
struct Facts {
    campaign: CampaignId,
    title: String,
    application: ApplicationId,
    number: String,
    owner: AccountId,
    candidate: CandidateId,
    publication: PublicationId,
    certificate: CertificateId,
    certificate_number: String,
    holder: AccountId,
    staff: AccountId,
    /// Everybody with a ticket.
    people: Vec<Person>,
}

impl Facts {
    async fn of(world: &World) -> Self {
        let totalled = totalled_campaign(world).await;
        let sealed = seal(&totalled.exam_centre, totalled.id, "").await.unwrap();
        approve(&totalled.approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        let copied = sentence(Lang::Zh, sealed.version, sealed.people);
        publish(&totalled.publisher, totalled.id, &sealed.digest, &copied)
            .await
            .unwrap();
        let officer = &totalled.certificate_officer;
        app::certificates::commands::issue(officer, totalled.id, None)
            .await
            .unwrap();
        let db = &world.app.db.write;
        let certificate = certificate::Entity::find().one(db).await.unwrap().unwrap();
        let publication = app::entity::publication::Entity::find().one(db).await;
        let publication = publication.unwrap().unwrap();
        let campaign = app::campaigns::queries::by_id(db, totalled.id).await;
        let first = &totalled.people[0];
        let application = application::Entity::find_by_id(first.application.0);
        let application = application.one(db).await.unwrap().unwrap();
        Facts {
            campaign: totalled.id,
            title: campaign.unwrap().content.title.clone(),
            application: first.application,
            number: application.number.unwrap(),
            owner: first.account,
            candidate: first.candidate,
            publication: PublicationId(publication.id),
            certificate: CertificateId(certificate.id),
            certificate_number: certificate.number,
            holder: AccountId(certificate.account_id),
            staff: totalled.publisher.account().unwrap(),
            people: totalled.people,
        }
    }
}

/// Nothing was told so far.
async fn forget(world: &World) {
    let db = &world.app.db.write;
    notice::Entity::delete_many().exec(db).await.unwrap();
    outbox::Entity::delete_many().exec(db).await.unwrap();
}

/// The event happens, by itself.
async fn happens(ctx: &Ctx, event: Event) -> Result<(), AppError> {
    Tx::begin(ctx).await?.commit(event).await
}

/// In the order in which two lists of the same are equal.
fn sorted(mut told: Vec<(AccountId, Notice)>) -> Vec<(AccountId, Notice)> {
    told.sort_by_key(|(account, notice)| (*account, format!("{notice:?}")));
    told
}

async fn inboxes(world: &World) -> Vec<(AccountId, Notice)> {
    let rows = notice::Entity::find().all(&world.app.db.write).await;
    let told = rows.unwrap().into_iter();
    sorted(
        told.map(|row| (AccountId(row.account_id), row.content.0))
            .collect(),
    )
}

async fn messages(world: &World, channel: Channel) -> Vec<(AccountId, Notice)> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::Channel.eq(app::entity::stored::Text(channel)))
        .all(&world.app.db.write)
        .await;
    let told = rows.unwrap().into_iter();
    sorted(
        told.map(|row| (AccountId(row.account_id), row.content.0))
            .collect(),
    )
}

async fn account(world: &World, id: AccountId) -> account::Model {
    let found = account::Entity::find_by_id(id.0).one(&world.app.db.write);
    found.await.unwrap().unwrap()
}
