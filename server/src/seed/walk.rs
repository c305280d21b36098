//! One recruitment of the demonstration, step by step, through the same commands as a real one.

mod applying;
mod examining;

use super::{Office, campaigns::Plan, schedule::Step};
use app::{
    admission, campaigns,
    campaigns::queries::Campaign,
    certificates,
    error::AppError,
    interviews,
    platform::{ctx::Ctx, form::Typed, pictures, upload::UploadedFile},
    publication, ranking,
};
use domain::{
    Instant, Lang,
    access::Jurisdiction,
    ids::{AccountId, ApplicationId, CampaignId},
    lots::Lots,
    marking::Pass,
    publication::sentence,
};

/// Born so many years before now: some are too young or too old, as in life.
const AGES: (i64, i64) = (21, 42);

pub struct Walk<'a> {
    office: &'a Office,
    plan: &'a Plan,
    now: Instant,
    lots: Lots,
    /// Numbers of the applicants, over all recruitments.
    first: u32,
    people: usize,
    registrations: Vec<Typed>,
    accounts: Vec<AccountId>,
    filed: Vec<Option<ApplicationId>>,
    campaign: Option<CampaignId>,
    photo: pictures::Photo,
    paper: UploadedFile,
}

fn fault(why: impl std::fmt::Debug) -> AppError {
    AppError::fault(format!("{why:?}"))
}

impl<'a> Walk<'a> {
    pub fn new(
        office: &'a Office,
        plan: &'a Plan,
        now: Instant,
        first: u32,
        people: usize,
    ) -> Result<Self, AppError> {
        Ok(Walk {
            office,
            plan,
            now,
            lots: Lots::seeded(u64::from(first) + 7),
            first,
            people,
            registrations: Vec::new(),
            accounts: Vec::new(),
            filed: vec![None; people],
            campaign: None,
            photo: pictures::read(include_bytes!("portrait.png")).map_err(fault)?,
            paper: UploadedFile::new("证明材料.png", include_bytes!("paper.png").as_slice()),
        })
    }

    async fn acting(&self, word: &str, at: Instant) -> Result<Ctx, AppError> {
        self.office.acting(word, at).await
    }

    fn id(&self) -> Result<CampaignId, AppError> {
        self.campaign.ok_or(AppError::NotFound)
    }

    async fn campaign(&self, ctx: &Ctx) -> Result<Campaign, AppError> {
        campaigns::queries::by_id(&ctx.app.db.read, self.id()?).await
    }

    /// # Errors
    /// What a command refuses: the demonstration obeys the same rules.
    pub async fn take(&mut self, step: Step, at: Instant) -> Result<(), AppError> {
        match step {
            Step::Draft => self.draft(at).await,
            Step::HandIn => {
                campaigns::commands::hand_in(&self.acting("organiser", at).await?, self.id()?).await
            }
            Step::Announce => {
                campaigns::commands::announce(&self.acting("organiser2", at).await?, self.id()?)
                    .await
            }
            Step::Register => self.register(at).await,
            Step::File(n) => self.file(n, at).await,
            Step::StreetLooks => self.look("street", at).await,
            Step::DistrictLooks => self.look("district", at).await,
            Step::Correct => self.correct(at).await,
            Step::Appeal => self.appeal(at).await,
            Step::DecideAppeals => self.decide_appeals(at).await,
            Step::VerifyBonus => self.verify_bonus(at).await,
            Step::AssignSeats => {
                admission::commands::assign_seats(&self.acting("exam", at).await?, self.id()?).await
            }
            Step::EnterFirst => self.enter(Pass::First, "recorder1", at).await,
            Step::EnterSecond => self.enter(Pass::Second, "recorder2", at).await,
            Step::Settle => self.settle(at).await,
            Step::SignFirst => self.sign("checker", at).await,
            Step::SignSecond => self.sign("exam", at).await,
            Step::DecideShortlist => {
                ranking::commands::decide_shortlist(&self.acting("exam", at).await?, self.id()?)
                    .await
            }
            Step::DrawLots => {
                interviews::commands::draw_lots(&self.acting("exam", at).await?, self.id()?).await
            }
            Step::ComputeTotals => {
                ranking::commands::compute_totals(&self.acting("exam", at).await?, self.id()?).await
            }
            Step::Seal => {
                publication::commands::seal(&self.acting("exam", at).await?, self.id()?, "")
                    .await
                    .map(drop)
            }
            Step::Approve => self.approve(at).await,
            Step::Publish => self.publish(at).await,
            Step::IssueCertificates => {
                let officer = self.acting("certificates", at).await?;
                certificates::commands::issue(&officer, self.id()?, None)
                    .await
                    .map(drop)
            }
        }
    }

    async fn draft(&mut self, at: Instant) -> Result<(), AppError> {
        let content = self.plan.draft(self.now).map_err(fault)?;
        let author = self.acting("organiser", at).await?;
        let scope = Jurisdiction(self.plan.scope.to_owned());
        self.campaign =
            Some(campaigns::commands::draft(&author, self.plan.code, &scope, content).await?);
        Ok(())
    }

    async fn approve(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("approver", at).await?;
        let waiting = publication::queries::sign_off::waiting(&ctx.app.db.read, self.id()?)
            .await?
            .ok_or(AppError::NotFound)?;
        publication::commands::approve(&ctx, self.id()?, &waiting.digest).await
    }

    async fn publish(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("publisher", at).await?;
        let sign_off = publication::queries::sign_off::sign_off(&ctx, self.plan.code).await?;
        let waiting = publication::queries::sign_off::waiting(&ctx.app.db.read, self.id()?)
            .await?
            .ok_or(AppError::NotFound)?;
        let people = sign_off
            .sealed
            .as_ref()
            .map_or(0, publication::queries::sign_off::Sealed::people);
        let copied = sentence(Lang::Zh, waiting.version.unsigned_abs(), people);
        publication::commands::publish(&ctx, self.id()?, &waiting.digest, &copied).await
    }
}
