//! One recruitment of the demonstration, step by step, through the same commands as a real one.

use super::{Office, campaigns::Plan, marks, people, schedule::Step};
use app::{
    accounts, admission,
    applications::{
        commands::{self as applications, Whole, file_whole},
        queries::queue::{Ask, Row, View, all_rows},
    },
    campaigns,
    campaigns::queries::Campaign,
    certificates,
    error::AppError,
    interviews,
    marking::{self, commands::Ruling},
    platform::{ctx::Ctx, form::Typed, pictures, upload::UploadedFile},
    publication, ranking,
};
use domain::{
    Instant, Lang, Points, Refusal,
    access::Scope,
    applications::ReasonCode,
    identity::IdNumber,
    ids::{AccountId, ApplicationId, CampaignId},
    lots::Lots,
    marking::{Entry, MarkKind, Pass},
    publication::sentence,
    review::{Decision, Verdict},
    rules::{self, BIRTH_DATE, FactValue, InterviewRule, RuleDocument, SEX},
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
    pub fn new(office: &'a Office, plan: &'a Plan, now: Instant, first: u32, people: usize) -> Result<Self, AppError> {
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
            Step::HandIn => campaigns::commands::hand_in(&self.acting("organiser", at).await?, self.id()?).await,
            Step::Announce => campaigns::commands::announce(&self.acting("organiser2", at).await?, self.id()?).await,
            Step::Register => self.register(at).await,
            Step::File(n) => self.file(n, at).await,
            Step::StreetLooks => self.look("street", at).await,
            Step::DistrictLooks => self.look("district", at).await,
            Step::Correct => self.correct(at).await,
            Step::Appeal => self.appeal(at).await,
            Step::DecideAppeals => self.decide_appeals(at).await,
            Step::VerifyBonus => self.verify_bonus(at).await,
            Step::AssignSeats => admission::commands::assign_seats(&self.acting("exam", at).await?, self.id()?).await,
            Step::EnterFirst => self.enter(Pass::First, "recorder1", at).await,
            Step::EnterSecond => self.enter(Pass::Second, "recorder2", at).await,
            Step::Settle => self.settle(at).await,
            Step::SignFirst => self.sign("checker", at).await,
            Step::SignSecond => self.sign("exam", at).await,
            Step::DecideShortlist => {
                ranking::commands::decide_shortlist(&self.acting("exam", at).await?, self.id()?).await
            }
            Step::DrawLots => interviews::commands::draw_lots(&self.acting("exam", at).await?, self.id()?).await,
            Step::ComputeTotals => ranking::commands::compute_totals(&self.acting("exam", at).await?, self.id()?).await,
            Step::Seal => publication::commands::seal(&self.acting("exam", at).await?, self.id()?, "").await.map(drop),
            Step::Approve => self.approve(at).await,
            Step::Publish => self.publish(at).await,
            Step::IssueCertificates => {
                let officer = self.acting("certificates", at).await?;
                certificates::commands::issue(&officer, self.id()?, None).await.map(drop)
            }
        }
    }

    async fn draft(&mut self, at: Instant) -> Result<(), AppError> {
        let content = self.plan.draft(self.now).map_err(fault)?;
        let author = self.acting("organiser", at).await?;
        let scope = Scope(self.plan.scope.to_owned());
        self.campaign = Some(campaigns::commands::draft(&author, self.plan.code, &scope, content).await?);
        Ok(())
    }

    async fn register(&mut self, at: Instant) -> Result<(), AppError> {
        let nobody = self.office.nobody(at);
        let day = |years: i64| at.minus_days(years * 365).date();
        for n in 0..self.people as u32 {
            let typed = people::registration(self.first + n, day(AGES.1), day(AGES.0), &mut self.lots);
            // Two invented people may draw one number: the second is not registered.
            match accounts::commands::register_many(&nobody, std::slice::from_ref(&typed)).await {
                Ok(made) => {
                    self.accounts.extend(made);
                    self.registrations.push(typed);
                }
                Err(AppError::Invalid(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    async fn file(&mut self, n: usize, at: Instant) -> Result<(), AppError> {
        let (Some(&account), Some(typed)) = (self.accounts.get(n), self.registrations.get(n)) else { return Ok(()) };
        let ctx = super::acting(&self.office.app, account, false, at).await?;
        let rules = self.campaign(&ctx).await?.content.rules;
        let answers = people::answers(&rules, at.date(), &mut self.lots);
        let mut known = answers.clone();
        if let Ok(number) = IdNumber::parse(typed.get("id_number"), at.date()) {
            known.set(BIRTH_DATE, FactValue::Date(number.birth_date()));
            let sex = serde_json::to_value(number.sex()).ok().and_then(|v| v.as_str().map(str::to_owned));
            known.set(SEX, FactValue::Choice(sex.unwrap_or_default().into()));
        }
        let open = rules::posts_open_to(&rules, &known);
        if open.is_empty() {
            return Ok(());
        }
        let post = &open[self.lots.below(open.len() as u64) as usize];
        let address = format!("{}{}路{}号", self.plan.place.0, n % 9 + 1, n + 1);
        let whole = Whole { answers: &answers, address: &address, photo: &self.photo, paper: &self.paper, post };
        // One in fifteen never comes back to submit.
        let submit = self.lots.below(15) > 0;
        match file_whole(&ctx, self.id()?, &whole, submit).await {
            Ok(id) => self.filed[n] = Some(id),
            // The machine found a condition that is not met: such a person learns it and leaves.
            Err(AppError::Invalid(_) | AppError::Refused(Refusal::Incomplete { .. })) => {}
            Err(other) => return Err(other),
        }
        Ok(())
    }

    async fn waiting(&self, ctx: &Ctx, view: View) -> Result<(Campaign, Vec<Row>), AppError> {
        let campaign = self.campaign(ctx).await?;
        let rows = all_rows(ctx, &campaign, &Ask { view, ..Ask::default() }).await?;
        Ok((campaign, rows))
    }

    /// Most pass; some come back for a better paper, some are rejected.
    async fn look(&mut self, word: &str, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (campaign, rows) = self.waiting(&ctx, View::Waiting).await?;
        let mut piles: [Vec<(ApplicationId, i32)>; 4] = Default::default();
        // In the open recruitment the newest wait for whoever tries the demonstration.
        let is_fresh = at.plus_days(1) > self.now;
        for row in rows {
            let pile = match self.lots.below(100) {
                0..60 if is_fresh => continue,
                _ if row.was_returned => 0,
                60..70 if word == "street" => 1,
                70..73 => 2,
                73..75 => 3,
                _ => 0,
            };
            piles[pile].push((row.id, row.revision));
        }
        let decisions = [
            (Verdict::Pass, vec![], ""),
            (Verdict::Return, vec![ReasonCode::EvidenceIllegible], "毕业证书拍得太暗，请重新拍一张"),
            (Verdict::Reject, vec![ReasonCode::EducationNotMet], ""),
            (Verdict::Reject, vec![ReasonCode::ResidenceNotMet], ""),
        ];
        for (picks, (verdict, reasons, note)) in piles.iter().zip(decisions) {
            if !picks.is_empty() {
                let decision = Decision { verdict, reasons, note: note.to_owned(), about: None };
                applications::decide_many(&ctx, &campaign, picks, &decision).await?;
            }
        }
        Ok(())
    }

    /// Whoever's application stands otherwise is refused by the command itself, and that is no fault.
    fn unless_refused(done: Result<(), AppError>) -> Result<(), AppError> {
        match done {
            Err(AppError::Refused(_) | AppError::Invalid(_)) => Ok(()),
            other => other,
        }
    }

    async fn correct(&mut self, at: Instant) -> Result<(), AppError> {
        for n in 0..self.filed.len() {
            let (Some(id), Some(&account)) = (self.filed[n], self.accounts.get(n)) else { continue };
            let ctx = super::acting(&self.office.app, account, false, at).await?;
            if self.stands(&ctx, id, domain::applications::Stage::Returned).await? && self.lots.below(5) > 0 {
                Self::unless_refused(applications::submit(&ctx, id, None, true).await)?;
            }
        }
        Ok(())
    }

    async fn stands(&self, ctx: &Ctx, id: ApplicationId, stage: domain::applications::Stage) -> Result<bool, AppError> {
        Ok(app::applications::queries::of_applicant(ctx, id).await?.stage == stage)
    }

    async fn appeal(&mut self, at: Instant) -> Result<(), AppError> {
        for n in 0..self.filed.len() {
            let (Some(id), Some(&account)) = (self.filed[n], self.accounts.get(n)) else { continue };
            let ctx = super::acting(&self.office.app, account, false, at).await?;
            if self.stands(&ctx, id, domain::applications::Stage::Rejected).await? && self.lots.below(4) == 0 {
                let text = "我的毕业证书是国家承认的，学信网可以查到，请重新核对。";
                Self::unless_refused(applications::appeal(&ctx, id, text).await)?;
            }
        }
        Ok(())
    }

    async fn decide_appeals(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("district2", at).await?;
        let (campaign, rows) = self.waiting(&ctx, View::Appeals).await?;
        for row in rows {
            let overturned = self.lots.below(3) == 0;
            let note = "学信网查验结果和公告第2条逐项核对";
            let decided = applications::decide_appeal(&ctx, &campaign, row.id, row.revision, overturned, note).await;
            Self::unless_refused(decided)?;
        }
        Ok(())
    }

    async fn verify_bonus(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("district", at).await?;
        let campaign = self.campaign(&ctx).await?;
        for (application, item, state) in app::applications::queries::open_claims(&ctx.app.db.read, &campaign).await? {
            let granted = self.lots.below(8) > 0;
            let note = if granted { "" } else { "证书编号查不到" };
            applications::decide_bonus(&ctx, &campaign, application, &item, state, granted, note).await?;
        }
        Ok(())
    }

    /// What the recorders have before them: written scripts first, interview sheets once lots are drawn.
    async fn kind(&self, ctx: &Ctx) -> Result<(MarkKind, RuleDocument), AppError> {
        let campaign = self.campaign(ctx).await?;
        let written = campaign.progress < domain::campaigns::Progress::Shortlisted;
        Ok((if written { MarkKind::Written } else { MarkKind::Interview }, campaign.content.rules))
    }

    async fn enter(&mut self, pass: Pass, word: &str, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (kind, rules) = self.kind(&ctx).await?;
        let sheets = marking::queries::sheets(&ctx.app.db.read, self.id()?, kind).await?;
        // Both entries are read from the same papers: the same seed gives the same figures.
        let mut papers = Lots::seeded(u64::from(self.first) + kind as u64);
        let mut rows: Vec<(String, Vec<Entry>)> = Vec::with_capacity(sheets.len());
        for sheet in sheets.into_keys() {
            rows.push((sheet, entries(&rules, kind, &mut papers)));
        }
        if pass == Pass::Second {
            slips(&mut rows);
        }
        for some in rows.chunks(400) {
            marking::commands::enter(&ctx, self.id()?, kind, pass, some.to_vec()).await?;
        }
        Ok(())
    }

    async fn settle(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("checker", at).await?;
        let campaign = self.campaign(&ctx).await?;
        let (kind, _) = self.kind(&ctx).await?;
        let compared = marking::queries::comparison(&ctx.app.db.read, &campaign, kind).await?;
        for open in compared.differing.iter().filter(|differing| differing.settled.is_none()) {
            let ruling = Ruling {
                sheet: open.sheet.clone(),
                item: compared.layout.items[open.item].code.clone(),
                choice: Some(marking::commands::Choice::First),
                reason: "原卷字迹和一录相同".to_owned(),
            };
            marking::commands::settle(&ctx, self.id()?, kind, &ruling).await?;
        }
        Ok(())
    }

    async fn sign(&mut self, word: &str, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (kind, _) = self.kind(&ctx).await?;
        marking::commands::sign(&ctx, self.id()?, kind).await.map(drop)
    }

    async fn approve(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("approver", at).await?;
        let waiting =
            publication::queries::gate::waiting(&ctx.app.db.read, self.id()?).await?.ok_or(AppError::NotFound)?;
        publication::commands::approve(&ctx, self.id()?, &waiting.digest).await
    }

    async fn publish(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("publisher", at).await?;
        let gate = publication::queries::gate::gate(&ctx, self.plan.code).await?;
        let waiting =
            publication::queries::gate::waiting(&ctx.app.db.read, self.id()?).await?.ok_or(AppError::NotFound)?;
        let people = gate.sealed.as_ref().map_or(0, publication::queries::gate::Sealed::people);
        let copied = sentence(Lang::Zh, waiting.version.unsigned_abs(), people);
        publication::commands::publish(&ctx, self.id()?, &waiting.digest, &copied).await
    }
}

/// The figures on one sheet.
fn entries(rules: &RuleDocument, kind: MarkKind, lots: &mut Lots) -> Vec<Entry> {
    let hundred = Points::whole(100);
    match kind {
        MarkKind::Written => {
            let papers = rules.rules.written.iter().flat_map(|written| &written.papers);
            let mut entries: Vec<Entry> = papers.map(|paper| marks::written(paper.full_mark, lots)).collect();
            if entries.contains(&Entry::Absent) {
                entries.fill(Entry::Absent);
            }
            entries
        }
        MarkKind::Interview => {
            let rule: Option<&InterviewRule> = rules.rules.interview.as_ref();
            let panel = rule.and_then(|rule| rule.panel).map_or(7, usize::from);
            marks::interview(panel, rule.map_or(hundred, |rule| rule.full_mark), lots)
        }
    }
}

/// What happens to the second recorder: two neighbouring rows exchanged, one figure mistyped.
fn slips(rows: &mut [(String, Vec<Entry>)]) {
    if let [_, (_, a), (_, b), .., (_, last)] = rows {
        std::mem::swap(a, b);
        if let Some(Entry::Scored(points)) = last.first_mut() {
            *points = Points::from_raw(points.raw() / 2 / Points::SCALE * Points::SCALE);
        }
    }
}
