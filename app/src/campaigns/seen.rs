//! What every door inside a campaign asks first: which campaign the address names, and whether it is shown to who asks.

use super::queries::{self, Campaign};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        paths::{self, Holes},
    },
};
use axum::{extract::FromRequestParts, http::request::Parts};
use domain::access::Permission;
use std::marker::PhantomData;

/// To whom a door shows a campaign, and in which state.
pub trait Seen {
    /// # Errors
    /// `NotFound`; whatever keeps the reader from it.
    fn campaign(ctx: &Ctx, code: &str) -> impl Future<Output = Result<Campaign, AppError>> + Send;
}

/// An announced campaign, for who has one of these duties in it.
pub trait Duty {
    const ONE_OF: &'static [Permission];
}

impl<D: Duty> Seen for D {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        let campaign = queries::announced(&ctx.app.db.read, code).await?;
        let held = |duty: &&Permission| ctx.may(**duty, &campaign.scope);
        let duty = D::ONE_OF.iter().find(held).unwrap_or(&D::ONE_OF[0]);
        ctx.must(*duty, &campaign.scope)?;
        Ok(campaign)
    }
}

/// An announced campaign, for everybody.
pub struct Announced;

impl Seen for Announced {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        queries::announced(&ctx.app.db.read, code).await
    }
}

/// A draft in the reader's jurisdiction.
pub struct Drafted;

impl Seen for Drafted {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        queries::drafted(ctx, code).await
    }
}

/// Any campaign: what of it is shown, the use case asks.
pub struct Known;

impl Seen for Known {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        queries::by_code(&ctx.app.db.read, code).await
    }
}

/// The campaign that the first hole of a path names, and what the others name in it.
pub struct InCampaign<S, H = ()> {
    pub campaign: Campaign,
    pub rest: H,
    seen: PhantomData<S>,
}

impl<State: Send + Sync, S: Seen, H: Holes> FromRequestParts<State> for InCampaign<S, H> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, AppError> {
        let ctx = Ctx::from_request_parts(parts, state).await?;
        let words = paths::words(parts, state).await?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, rest) = words.split_first().ok_or(AppError::NotFound)?;
        Ok(InCampaign {
            rest: H::read(rest).ok_or(AppError::NotFound)?,
            campaign: S::campaign(&ctx, code).await?,
            seen: PhantomData,
        })
    }
}
