//! A campaign whose totals are computed, written straight into the tables: sixty people on four posts, with absences,
//! people below a line, a tie that the rules order, and a shared rank in each post.

use super::campaigns::accepted;
use super::{CITY, DISTRICT, World};
use crate::{
    campaigns,
    entity::{
        account, application, campaign, candidate,
        kinds::{AccountKind, RunStage},
        run, standing,
        stored::{Json, Text},
    },
    platform::ctx::Ctx,
};
use domain::{
    Lang, Points,
    access::{Jurisdiction, Role},
    campaigns::{Dates, Draft, Progress},
    ids::{AccountId, ApplicationId, CampaignId, CandidateId},
    ranking::{lines, upto_shortlist},
    rules::{
        Bundle, Candidate, Claim, Decided, Entry, FactColumns, Mark, People, RuleDocument,
        StageRecord, Upto,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use std::sync::atomic::Ordering;
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
const SURNAMES: [&str; 20] = [
    "何", "罗", "梁", "宋", "唐", "韩", "陈", "张", "刘", "周", "吴", "郑", "孙", "马", "林", "冯",
    "于", "欧阳", "王", "董",
];

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

/// The n-th person: the k-th best of their post on paper. The fifth and sixth have equal totals that the rules order by
/// the written score; the tenth and eleventh are level in everything.
fn candidate(n: usize) -> Candidate {
    let (post, k) = (n / PEOPLE_PER_POST, n % PEOPLE_PER_POST);
    let half = |halves: i64| Points::from_raw(halves * Points::SCALE / 2);
    let written = match k {
        10 => Mark::Scored(half(177 - 3 * 9)),
        12 => Mark::Scored(half(128)),
        13 => Mark::Scored(half(110)),
        14 => Mark::Absent,
        // Three points of bonus come on top.
        2 => Mark::Scored(half(177 - 3 * 2 - 6)),
        k => Mark::Scored(half(177 - 3 * k as i64)),
    };
    let interview = match k {
        4 => Some(160),
        5 => Some(163),
        8 => Some(110),
        9 | 10 => Some(158),
        // Posts of five places take fifteen people: all who reach the line.
        12 if matches!(post, 1 | 2) => Some(150),
        12.. => None,
        k => Some(162 + ((k * 7 + post * 3) % 11) as i64 - 5),
    };
    let absent = [Mark::Absent; 7];
    let sheet = |middle: i64| {
        let spread = [-4, -2, -1, 0, 1, 2, 4].map(|off| Mark::Scored(half(middle + off)));
        StageRecord {
            room: Some((post + 1).to_string().into()),
            examiners: if k == 7 { absent } else { spread }.into_iter().collect(),
            ..StageRecord::default()
        }
    };
    let script = StageRecord {
        papers: [("knowledge".into(), written)].into(),
        ..StageRecord::default()
    };
    let mut candidate = Candidate {
        number: format!("26032800{:03}", n + 1).into(),
        post: POSTS[post].into(),
        entry: Some(Entry::Accepted),
        stages: [(WRITTEN.into(), script)].into(),
        ..Candidate::default()
    };
    if k == 2 {
        let granted = Claim {
            claimed: true,
            at: None,
            decided: Some(Decided::Yes),
        };
        candidate.bonus.insert("intermediate".into(), granted);
    }
    if let Some(sheet) = interview.map(sheet) {
        candidate.stages.insert(INTERVIEW.into(), sheet);
    }
    candidate
}

async fn person(world: &World, campaign: CampaignId, n: usize, candidate: &Candidate) -> Person {
    let db = &world.app.db.write;
    let serial = world.people.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}{}", SURNAMES[n % SURNAMES.len()], ["某某", "某"][n % 2]);
    let (account, application, id) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let row = account::ActiveModel {
        id: Set(account),
        kind: Set(Text(AccountKind::Applicant)),
        name: Set(name.clone()),
        id_cipher: Set(None),
        id_index: Set(None),
        phone_cipher: Set(None),
        phone_index: Set(None),
        email: Set(format!("candidate{serial}@example.cn")),
        email_confirmed_at: Set(None),
        password_hash: Set(None),
        language: Set(Text(Lang::Zh)),
        created_at: Set(world.now.0),
        disabled_at: Set(None),
    };
    account::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let n_th = u32::try_from(n).unwrap();
    let row = accepted(
        world,
        campaign,
        n_th,
        candidate.post.as_str(),
        (account, application),
    );
    application::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let row = candidate::ActiveModel {
        id: Set(id),
        campaign_id: Set(campaign.0),
        application_id: Set(application),
        post_code: Set(candidate.post.as_str().to_owned()),
        ticket: Set(candidate.number.to_string()),
        room: Set(1),
        seat: Set(i32::try_from(n).unwrap() + 1),
        created_at: Set(world.now.0),
    };
    candidate::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    Person {
        account: AccountId(account),
        application: ApplicationId(application),
        candidate: CandidateId(id),
        ticket: candidate.number.to_string(),
        name,
    }
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
