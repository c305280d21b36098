//! What recorders and checkers do with the sheets: both entries, the differences, the signatures.

use super::Walk;
use crate::seed::marks;
use app::{
    error::AppError,
    marking::{self, commands::Ruling},
    platform::ctx::Ctx,
};
use domain::{
    Instant, Points,
    campaigns::Progress,
    lots::Lots,
    marking::{MarkKind, Pass},
    rules::{Mark, RuleDocument},
    sheets::{Layout, Slot},
};

impl Walk<'_> {
    /// What the recorders have before them: written scripts first, interview sheets once lots are drawn.
    async fn kind(&self, ctx: &Ctx) -> Result<(MarkKind, RuleDocument), AppError> {
        let campaign = self.campaign(ctx).await?;
        let written = campaign.progress < Progress::Shortlisted;
        Ok((
            if written {
                MarkKind::Written
            } else {
                MarkKind::Interview
            },
            campaign.content.rules.clone(),
        ))
    }

    pub(super) async fn enter(
        &mut self,
        pass: Pass,
        word: &str,
        at: Instant,
    ) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (kind, rules) = self.kind(&ctx).await?;
        let sheets = marking::queries::sheets(&ctx.app.db.read, self.id()?, kind).await?;
        // Both entries are read from the same papers: the same seed gives the same figures.
        let mut papers = Lots::seeded(u64::from(self.first) + kind as u64);
        let mut rows: Vec<(String, Vec<Mark>)> = Vec::with_capacity(sheets.len());
        let layout = Layout::of(&rules, kind);
        for (sheet, post) in sheets {
            let slots = layout.slots(&post);
            rows.push((sheet, entries(slots, kind, &mut papers)));
        }
        if pass == Pass::Second {
            slips(&mut rows);
        }
        for some in rows.chunks(400) {
            marking::commands::enter(&ctx, self.id()?, kind, pass, some.to_vec()).await?;
        }
        Ok(())
    }

    pub(super) async fn settle(&mut self, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting("checker", at).await?;
        let campaign = self.campaign(&ctx).await?;
        let (kind, _) = self.kind(&ctx).await?;
        let compared = marking::queries::comparison(&ctx.app.db.read, &campaign, kind).await?;
        for open in compared
            .differing
            .iter()
            .filter(|differing| differing.settled.is_none())
        {
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

    pub(super) async fn sign(&mut self, word: &str, at: Instant) -> Result<(), AppError> {
        let ctx = self.acting(word, at).await?;
        let (kind, _) = self.kind(&ctx).await?;
        marking::commands::sign(&ctx, self.id()?, kind)
            .await
            .map(drop)
    }
}

/// The figures on one sheet.
fn entries(slots: &[Slot], kind: MarkKind, lots: &mut Lots) -> Vec<Mark> {
    match kind {
        MarkKind::Written => {
            let mut entries: Vec<Mark> = slots
                .iter()
                .map(|slot| marks::written(slot.full, lots))
                .collect();
            if entries.contains(&Mark::Absent) {
                entries.fill(Mark::Absent);
            }
            entries
        }
        MarkKind::Interview => {
            let full = slots.first().map_or(Points::ZERO, |slot| slot.full);
            marks::interview(slots.len(), full, lots)
        }
    }
}

/// What happens to the second recorder: two neighbouring rows exchanged, one figure mistyped.
fn slips(rows: &mut [(String, Vec<Mark>)]) {
    if let [_, (_, a), (_, b), .., (_, last)] = rows {
        std::mem::swap(a, b);
        if let Some(Mark::Scored(points)) = last.first_mut() {
            *points = Points::from_raw(points.raw() / 2 / Points::SCALE * Points::SCALE);
        }
    }
}
