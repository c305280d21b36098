//! A campaign whose totals are computed, written straight into the tables: sixty people on four posts, with absences,
//! people below a line, a tie that the rules order, and a shared rank in each post.

mod people;

use super::{CITY, DISTRICT, World};
use crate::{
    campaigns,
    entity::{
        campaign,
        kinds::RunStage,
        run, standing,
        stored::{Json, Text},
    },
    platform::ctx::Ctx,
};
use domain::{
    Points,
    access::{Jurisdiction, Role},
    campaigns::{Dates, Draft, Progress},
    ids::{AccountId, ApplicationId, CampaignId, CandidateId},
    ranking::{lines, upto_shortlist},
    rules::{Bundle, Candidate, FactColumns, People, RuleDocument, Upto},
};
use people::{candidate, person};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// One of the sixty.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: AccountId,
    pub application: ApplicationId,
    pub candidate: CandidateId,
    pub ticket: String,
    pub name: String,
}

pub struct Totalled {
    pub id: CampaignId,
    pub code: &'static str,
    /// In the order of the candidates.
    pub people: Vec<Person>,
    pub candidates: Vec<Candidate>,
    pub rules: RuleDocument,
    pub exam_centre: Ctx,
    pub approver: Ctx,
    pub publisher: Ctx,
    pub certificate_officer: Ctx,
}

pub const POSTS: [&str; 4] = ["GJZ-01", "GJZ-02", "GJZ-03", "GJZ-04"];

const PEOPLE_PER_POST: usize = 15;

/// The stages of these rules.
const WRITTEN: &str = "written";

const INTERVIEW: &str = "interview";

pub async fn totalled_campaign(world: &World) -> Totalled {
    let mut rules =
        RuleDocument::from_json(include_bytes!("../../domain/tests/notices/O03-demo.json"))
            .unwrap();
    dates(world).write(&mut rules);
    let id = announced(world, &rules).await;
    let candidates: Vec<Candidate> = (0..POSTS.len() * PEOPLE_PER_POST).map(candidate).collect();
    let mut people = Vec::with_capacity(candidates.len());
    for (n, candidate) in candidates.iter().enumerate() {
        people.push(person(world, id, n, candidate).await);
    }
    let totalled = Totalled {
        id,
        code: "gjz-2026",
        people,
        candidates,
        rules,
        exam_centre: world.staff(Role::ExamCentre, DISTRICT).await,
        approver: world.staff(Role::Approver, DISTRICT).await,
        publisher: world.staff(Role::Publisher, DISTRICT).await,
        certificate_officer: world.staff(Role::CertificateOfficer, CITY).await,
    };
    totalled
        .compute(world, RunStage::Shortlist, &totalled.candidates)
        .await;
    totalled
        .compute(world, RunStage::Totals, &totalled.candidates)
        .await;
    totalled.stands_at(world, Progress::Totalled).await;
    totalled
}

/// Everything but the results lies behind.
fn dates(world: &World) -> Dates {
    let day = |n: i64| world.now.plus_days(n);
    Dates {
        applications_open: day(-66),
        applications_close: day(-60),
        corrections_close: day(-56),
        tickets_from: day(-46),
        written_at: day(-42),
        written_results_at: day(-32),
        interview_at: day(-18),
        results_at: day(-1),
    }
}

async fn announced(world: &World, rules: &RuleDocument) -> CampaignId {
    let content = Draft {
        title: "2026年青松区公开招聘社区工作者公告（17人）".to_owned(),
        title_en: "Qingsong recruits community workers, 2026".to_owned(),
        organiser: "青松区民政局".to_owned(),
        contact: "0000-1234567".to_owned(),
        announcement: "## 第1条　总则\n公开招聘。".to_owned(),
        rules: rules.clone(),
    };
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let checker = world.staff(Role::Organiser, DISTRICT).await;
    let id = campaigns::commands::draft(
        &author,
        "gjz-2026",
        &Jurisdiction(DISTRICT.to_owned()),
        content,
    )
    .await
    .unwrap();
    campaigns::commands::hand_in(&author, id).await.unwrap();
    campaigns::commands::announce(&checker, id).await.unwrap();
    id
}

impl Totalled {
    /// A run of these candidates, stored with its standings as the newest of its stage.
    pub async fn compute(&self, world: &World, stage: RunStage, candidates: &[Candidate]) {
        let upto = match stage {
            RunStage::Totals => Upto::After,
            RunStage::Shortlist => upto_shortlist(&self.rules),
        };
        let candidates = candidates.iter().cloned().map(|mut candidate| {
            if stage == RunStage::Shortlist {
                let written = candidate.stages.get(&WRITTEN.into()).cloned();
                let written = written.map(|record| (WRITTEN.into(), record));
                candidate.stages = written.into_iter().collect();
            }
            candidate
        });
        let people = People {
            facts: FactColumns::None,
            candidates: candidates.collect(),
        };
        let bundle = Bundle::seal(self.rules.clone(), people, &upto).unwrap();
        let bytes = bundle.to_json();
        let db = &world.app.db.write;
        let row = run::ActiveModel {
            id: Set(Uuid::now_v7()),
            campaign_id: Set(self.id.0),
            stage: Set(Text(stage)),
            digest: Set(domain::digest::sha256(bytes.as_bytes())),
            bundle: Set(bytes),
            rules_digest: Set(bundle.rules.digest()),
            run_by: Set(self.exam_centre.account().unwrap().0),
            run_at: Set(world.now.0),
        };
        run::Entity::insert(row)
            .exec_without_returning(db)
            .await
            .unwrap();
        standing::Entity::delete_many().exec(db).await.unwrap();
        let lines = lines(&bundle);
        let candidates = &bundle.people.candidates;
        let rows =
            self.people
                .iter()
                .zip(candidates)
                .zip(lines)
                .map(|((person, candidate), line)| standing::ActiveModel {
                    candidate_id: Set(person.candidate.0),
                    campaign_id: Set(self.id.0),
                    post_code: Set(candidate.post.as_str().to_owned()),
                    written: Set(line.written.map(Points::raw)),
                    bonus: Set(line.bonus.raw()),
                    interview: Set(line.interview.map(Points::raw)),
                    total: Set(line.total.map(Points::raw)),
                    rank: Set(line.rank.map(|rank| i32::try_from(rank).unwrap())),
                    placing: Set(Json(line.placing)),
                    shortlisted: Set(line.shortlisted),
                    tied: Set(line.tied),
                });
        standing::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await
            .unwrap();
    }

    pub async fn stands_at(&self, world: &World, progress: Progress) {
        let db = &world.app.db.write;
        let found = campaign::Entity::find_by_id(self.id.0)
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let row = campaign::ActiveModel {
            progress: Set(Text(progress)),
            ..found.into_active_model()
        };
        campaign::Entity::update(row).exec(db).await.unwrap();
    }

    /// One of the sixty, signed in.
    pub async fn applicant(&self, world: &World, n: usize) -> Ctx {
        world.acting(self.people[n].account).await
    }
}
