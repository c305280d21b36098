//! What applicants and reviewers do: register, file, look, correct, appeal, decide, verify.

use super::{AGES, Walk};
use crate::seed::people;
use app::{
    accounts,
    applications::{
        commands::{self as applications, Whole, file_whole},
        queries::queue::{Ask, Row, View, all_rows},
    },
    campaigns::queries::Campaign,
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed},
};
use domain::{
    Instant,
    applications::{ReasonCode, Stage},
    identity::IdNumber,
    ids::{ApplicationId, Revision},
    review::{Decision, Verdict},
    rules::{self, BIRTH_DATE, FactValue, Facts, PostCode, RuleDocument, SEX},
};

impl Walk<'_> {
    pub(super) async fn register(&mut self, at: Instant) -> Result<(), AppError> {
        let nobody = self.office.nobody(at);
        let day = |years: i64| at.minus_days(years * 365).date();
        for n in 0..self.people as u32 {
            let typed =
                people::registration(self.first + n, day(AGES.1), day(AGES.0), &mut self.lots);
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

    pub(super) async fn file(&mut self, n: usize, at: Instant) -> Result<(), AppError> {
        let (Some(&account), Some(typed)) =
            (self.accounts.get(n), self.registrations.get(n).cloned())
        else {
            return Ok(());
        };
        let ctx = crate::seed::acting(&self.office.app, account, false, at).await?;
        let content = self.campaign(&ctx).await?.content;
        let Some((answers, open)) = self.fitting_answers(&content.rules, &typed, at) else {
            return Ok(());
        };
        let post = &open[self.lots.below(open.len() as u64) as usize];
        let address = format!("{}{}路{}号", self.plan.place.0, n % 9 + 1, n + 1);
        let whole = Whole {
            answers: &answers,
            address: &address,
            photo: &self.photo,
            paper: &self.paper,
            post,
        };
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

    /// Answers that fit some post, and the posts. Who fits none in ten draws is somebody who read the announcement and
    /// does not apply.
    fn fitting_answers(
        &mut self,
        rules: &RuleDocument,
        typed: &Typed,
        at: Instant,
    ) -> Option<(Facts, Vec<PostCode>)> {
        let number = IdNumber::parse(typed.get("id_number"), at.date()).ok()?;
        let sex = serde_json::to_value(number.sex())
            .ok()?
            .as_str()?
            .to_owned();
        (0..10).find_map(|_| {
            let answers = people::answers(rules, at.date(), &mut self.lots);
            let mut known = answers.clone();
            known.set(BIRTH_DATE, FactValue::Date(number.birth_date()));
            known.set(SEX, FactValue::Choice(sex.as_str().into()));
            let open = rules::posts_open_to(rules, &known);
            (!open.is_empty()).then_some((answers, open))
        })
    }

    async fn waiting(&self, ctx: &Ctx, view: View) -> Result<(Campaign, Vec<Row>), AppError> {
        let campaign = self.campaign(ctx).await?;
        let rows = all_rows(
            ctx,
            &campaign,
            &Ask {
                view,
                ..Ask::default()
            },
        )
        .await?;
        Ok((campaign, rows))
    }

    /// Most pass; some come back for a better paper, some are rejected.
    pub(super) async fn look(&mut self, word: &str, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (campaign, rows) = self.waiting(&ctx, View::Waiting).await?;
        let mut piles: [Vec<(ApplicationId, Revision)>; 4] = Default::default();
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
            (
                Verdict::Return,
                vec![ReasonCode::EvidenceIllegible],
                "毕业证书拍得太暗，请重新拍一张",
            ),
            (Verdict::Reject, vec![ReasonCode::EducationNotMet], ""),
            (Verdict::Reject, vec![ReasonCode::ResidenceNotMet], ""),
        ];
        for (picks, (verdict, reasons, note)) in piles.iter().zip(decisions) {
            if !picks.is_empty() {
                let decision = Decision {
                    verdict,
                    reasons,
                    note: note.to_owned(),
                    about: None,
                };
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

    pub(super) async fn correct(&mut self, at: Instant) -> Result<(), AppError> {
        for n in 0..self.filed.len() {
            let (Some(id), Some(&account)) = (self.filed[n], self.accounts.get(n)) else {
                continue;
            };
            let ctx = crate::seed::acting(&self.office.app, account, false, at).await?;
            if self.stands(&ctx, id, Stage::Returned).await? && self.lots.below(5) > 0 {
                Self::unless_refused(applications::submit(&ctx, id, None, true).await)?;
            }
        }
        Ok(())
    }

    async fn stands(&self, ctx: &Ctx, id: ApplicationId, stage: Stage) -> Result<bool, AppError> {
        Ok(app::applications::queries::of_applicant(ctx, id)
            .await?
            .stage
            == stage)
    }

    pub(super) async fn appeal(&mut self, at: Instant) -> Result<(), AppError> {
        for n in 0..self.filed.len() {
            let (Some(id), Some(&account)) = (self.filed[n], self.accounts.get(n)) else {
                continue;
            };
            let ctx = crate::seed::acting(&self.office.app, account, false, at).await?;
            if self.stands(&ctx, id, Stage::Rejected).await? && self.lots.below(4) == 0 {
                let text = "我的毕业证书是国家承认的，学信网可以查到，请重新核对。";
                Self::unless_refused(applications::appeal(&ctx, id, text).await)?;
            }
        }
        Ok(())
    }

    pub(super) async fn decide_appeals(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("district2", at).await?;
        let (campaign, rows) = self.waiting(&ctx, View::Appeals).await?;
        for row in rows {
            let overturned = self.lots.below(3) == 0;
            let note = "学信网查验结果和公告第2条逐项核对";
            let decided = applications::decide_appeal(
                &ctx,
                &campaign,
                row.id,
                row.revision,
                overturned,
                note,
            )
            .await;
            Self::unless_refused(decided)?;
        }
        Ok(())
    }

    pub(super) async fn verify_bonus(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("district", at).await?;
        let campaign = self.campaign(&ctx).await?;
        for (application, item, state) in
            app::applications::queries::open_claims(&ctx.app.db.read, &campaign).await?
        {
            let granted = self.lots.below(8) > 0;
            let note = if granted { "" } else { "证书编号查不到" };
            applications::decide_bonus(&ctx, &campaign, application, &item, state, granted, note)
                .await?;
        }
        Ok(())
    }
}
