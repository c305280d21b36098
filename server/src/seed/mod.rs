//! The demonstration: an invented city office, one account per role, three real announcements, and invented applicants who
//! go through the same commands as real ones.

mod campaigns;
mod marks;
mod people;

pub use people::PASSWORD;

use app::{
    accounts::{queries::Area, staff},
    campaigns as recruitments,
    error::AppError,
    platform::{
        app::SharedApp,
        ctx::{Actor, Ctx, Display},
        sessions,
    },
};
use campaigns::{PLANS, Plan};
use domain::{
    Instant,
    access::{Role, Scope},
    ids::{AccountId, CampaignId},
    rules::RuleDocument,
};

/// The staff accounts: name, role, where. Every address is `word@example.com`.
pub const STAFF: [(&str, &str, Role, &str); 14] = [
    ("admin", "钱管理", Role::Administrator, "990000"),
    ("organiser", "王经办", Role::Organiser, "990000"),
    ("organiser2", "孙经办", Role::Organiser, "990000"),
    ("street", "李初审", Role::StreetReviewer, "990000/210211/01"),
    ("district", "周审核", Role::DistrictReviewer, "990000"),
    ("district2", "吴审核", Role::DistrictReviewer, "990000"),
    ("exam", "郑考务", Role::ExamCentre, "990000"),
    ("recorder1", "陈登分", Role::Recorder, "990000"),
    ("recorder2", "刘登分", Role::Recorder, "990000"),
    ("checker", "赵复核", Role::TallyChecker, "990000"),
    ("approver", "冯审核", Role::Approver, "990000"),
    ("publisher", "何公布", Role::Publisher, "990000"),
    ("certificates", "高发证", Role::CertificateOfficer, "990000"),
    ("inspector", "唐纪检", Role::Inspector, "990000"),
];

/// The people who act, by the word of their address.
pub struct Office {
    app: SharedApp,
    accounts: Vec<(&'static str, AccountId)>,
}

impl Office {
    /// One of the staff at that moment.
    pub async fn acting(&self, word: &str, now: Instant) -> Result<Ctx, AppError> {
        let found = self.accounts.iter().find(|(own, _)| *own == word);
        let (_, account) = found.ok_or(AppError::NotFound)?;
        acting(&self.app, *account, true, now).await
    }
}

/// Somebody at that moment.
async fn acting(app: &SharedApp, account: AccountId, is_staff: bool, now: Instant) -> Result<Ctx, AppError> {
    let grants = sessions::grants(&app.db.write, account).await?;
    let actor = Actor { account, name: String::new(), is_staff, grants };
    Ok(Ctx { actor: Some(actor), ..Ctx::system(app.clone(), now, Display::default()) })
}

/// Fills an empty platform. `applicants`: how many are invented.
///
/// # Errors
/// What a command refuses: the demonstration obeys the same rules.
pub async fn fill(app: &SharedApp, applicants: u32) -> Result<(), AppError> {
    let now = app.clock.now();
    let start = PLANS.iter().map(|plan| plan.timetable(now).applications_open).min().unwrap_or(now).minus_days(10);
    let office = open_office(app, start).await?;
    for plan in &PLANS {
        let campaign = announce(&office, plan, now).await?;
        tracing::info!(code = plan.code, applicants = applicants * plan.share / 100, ?campaign, "announced");
    }
    Ok(())
}

async fn open_office(app: &SharedApp, start: Instant) -> Result<Office, AppError> {
    let system = Ctx::system(app.clone(), start, Display::default());
    staff::import_areas(&system, &areas()?).await?;
    let mut accounts = Vec::new();
    for (word, name, role, place) in STAFF {
        let email = format!("{word}@example.com");
        let account = staff::create(&system, name, &email, PASSWORD, role, Scope(place.to_owned())).await?;
        accounts.push((word, account));
    }
    Ok(Office { app: app.clone(), accounts })
}

/// The invented city, the places of the three announcements, and below them the areas that their posts name.
fn areas() -> Result<Vec<Area>, AppError> {
    let area = |path: &str, name: &str, name_en: &str| Area {
        scope: Scope(path.to_owned()),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
    };
    let mut all = vec![area("990000", "云海市", "Yunhai")];
    for plan in &PLANS {
        all.push(area(plan.scope, plan.place.0, plan.place.1));
        let rules = plan.draft(Instant(0)).map_err(|why| AppError::fault(format!("{why:?}")))?.rules;
        for (n, code) in (1..).zip(post_areas(&rules)) {
            if let Some(named) = rules.area(code) {
                let english = named.name.en.clone().unwrap_or_default();
                all.push(area(&format!("{}/{n:02}", plan.scope), &named.name.zh, &english));
            }
        }
    }
    Ok(all)
}

/// The areas of the posts, each once, in the order of the post table.
fn post_areas(rules: &RuleDocument) -> Vec<&domain::rules::AreaCode> {
    let mut found: Vec<&domain::rules::AreaCode> = Vec::new();
    for code in rules.posts.iter().filter_map(|post| post.area.as_ref()) {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

async fn announce(office: &Office, plan: &Plan, now: Instant) -> Result<CampaignId, AppError> {
    let content = plan.draft(now).map_err(|why| AppError::fault(format!("{why:?}")))?;
    let before = content.timetable.applications_open.minus_days(4);
    let author = office.acting("organiser", before).await?;
    let scope = Scope(plan.scope.to_owned());
    let id = recruitments::commands::draft(&author, plan.code, &scope, content).await?;
    recruitments::commands::hand_in(&author, id).await?;
    let checker = office.acting("organiser2", before.plus_days(1)).await?;
    recruitments::commands::announce(&checker, id).await?;
    Ok(id)
}
