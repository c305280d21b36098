//! The demonstration: an invented city office, one account per role, three real announcements, and invented applicants who
//! go through the same commands as real ones.

mod campaigns;
mod marks;
mod people;
mod schedule;
mod walk;

pub use people::PASSWORD;

use app::{
    accounts::{queries::Area, staff},
    error::AppError,
    platform::{
        app::SharedApp,
        ctx::{Actor, Ctx, Display},
        sessions,
    },
};
use campaigns::PLANS;
use domain::{
    Instant,
    access::{Jurisdiction, Role},
    ids::AccountId,
    lots::Lots,
    rules::{AreaCode, RuleDocument},
};
use schedule::{Step, schedule};
use walk::Walk;

/// The staff accounts: name, role, where. Every address is `word@example.com`.
pub const STAFF: [(&str, &str, Role, &str); 15] = [
    ("admin", "钱管理", Role::Administrator, "990000"),
    ("organiser", "王经办", Role::Organiser, "990000"),
    ("organiser2", "孙经办", Role::Organiser, "990000"),
    ("street", "李初审", Role::StreetReviewer, "990000"),
    (
        "street2",
        "罗初审",
        Role::StreetReviewer,
        "990000/210211/01",
    ),
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
    async fn acting(&self, word: &str, at: Instant) -> Result<Ctx, AppError> {
        let found = self.accounts.iter().find(|(own, _)| *own == word);
        let (_, account) = found.ok_or(AppError::NotFound)?;
        acting(&self.app, *account, true, at).await
    }

    fn nobody(&self, at: Instant) -> Ctx {
        Ctx::system(self.app.clone(), at, Display::default())
    }
}

/// Somebody at that moment.
async fn acting(
    app: &SharedApp,
    account: AccountId,
    is_staff: bool,
    at: Instant,
) -> Result<Ctx, AppError> {
    let grants = if is_staff {
        sessions::grants(&app.db.write, account).await?
    } else {
        vec![]
    };
    let actor = Actor {
        account,
        name: String::new(),
        is_staff,
        grants,
    };
    Ok(Ctx {
        actor: Some(actor),
        ..Ctx::system(app.clone(), at, Display::default())
    })
}

/// Fills an empty platform with everything that has happened up to now. `applicants`: how many are invented.
///
/// # Errors
/// What a command refuses: the demonstration obeys the same rules.
pub async fn fill(app: &SharedApp, applicants: u32) -> Result<(), AppError> {
    let now = app.clock.now();
    let mut first = 0;
    let mut steps: Vec<(Instant, usize, Step)> = Vec::new();
    let mut shares = Vec::new();
    for (n, plan) in PLANS.iter().enumerate() {
        let people = applicants * plan.share / 100;
        let all = schedule(
            &plan.dates(now),
            people as usize,
            &mut Lots::seeded(n as u64 + 1),
        );
        steps.extend(
            all.into_iter()
                .filter(|(at, _)| *at <= now)
                .map(|(at, step)| (at, n, step)),
        );
        shares.push((first, people as usize));
        first += people;
    }
    // One order of time over all recruitments, as the audit trail will show it.
    steps.sort_by_key(|(at, ..)| *at);
    let start = steps.first().map_or(now, |(at, ..)| at.minus_days(1));
    let office = open_office(app, start).await?;
    let mut walks = Vec::new();
    for (plan, (first, people)) in PLANS.iter().zip(shares) {
        walks.push(Walk::new(&office, plan, now, first, people)?);
    }
    for (at, n, step) in steps {
        walks[n].take(step, at).await.inspect_err(|why| {
            tracing::error!(
                code = PLANS[n].code,
                ?step,
                ?why,
                "the demonstration was refused"
            );
        })?;
    }
    Ok(())
}

async fn open_office(app: &SharedApp, start: Instant) -> Result<Office, AppError> {
    let mut office = Office {
        app: app.clone(),
        accounts: Vec::new(),
    };
    let system = office.nobody(start);
    staff::import_areas(&system, &areas()?).await?;
    for (word, name, role, place) in STAFF {
        let email = format!("{word}@example.com");
        let account = staff::create(
            &system,
            name,
            &email,
            PASSWORD,
            role,
            Jurisdiction(place.to_owned()),
        )
        .await?;
        office.accounts.push((word, account));
    }
    Ok(office)
}

/// The invented city, the places of the three announcements, and below them the areas that their posts name.
fn areas() -> Result<Vec<Area>, AppError> {
    let area = |path: &str, name: &str, name_en: &str| Area {
        scope: Jurisdiction(path.to_owned()),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
    };
    let mut all = vec![area("990000", "云海市", "Yunhai")];
    for plan in &PLANS {
        all.push(area(plan.scope, plan.place.0, plan.place.1));
        let rules = plan
            .draft(Instant(0))
            .map_err(|why| AppError::fault(format!("{why:?}")))?
            .rules;
        for (n, code) in (1..).zip(post_areas(&rules)) {
            if let Some(named) = rules.area(code) {
                let english = named.name.en.clone().unwrap_or_default();
                all.push(area(
                    &format!("{}/{n:02}", plan.scope),
                    &named.name.zh,
                    &english,
                ));
            }
        }
    }
    Ok(all)
}

/// The areas of the posts, each once, in the order of the post table.
fn post_areas(rules: &RuleDocument) -> Vec<&AreaCode> {
    let mut found: Vec<&AreaCode> = Vec::new();
    for code in rules.posts.iter().filter_map(|post| post.area.as_ref()) {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}
