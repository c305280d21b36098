//! Who asks, when, and how they want to read the answer. Every use case takes it first.

use super::app::SharedApp;
use crate::error::{AppError, Refusal};
use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{
    Instant, Lang,
    access::{Grant, Jurisdiction, Permission, may, may_somewhere},
    ids::AccountId,
};

/// A person who is signed in.
#[derive(Clone, Debug)]
pub struct Actor {
    pub account: AccountId,
    pub name: String,
    pub is_staff: bool,
    pub grants: Vec<Grant>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    System,
    Light,
    Dark,
}

/// How the page is shown: chosen by links in the header, remembered in cookies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Display {
    pub lang: Lang,
    pub theme: Theme,
    /// Large print in one column, for older readers.
    pub elder: bool,
}

#[derive(Clone, Debug)]
pub struct Ctx {
    pub app: SharedApp,
    pub now: Instant,
    pub actor: Option<Actor>,
    pub display: Display,
    /// Allows this response's own scripts and nothing else.
    pub nonce: String,
    /// Path and query of this page, for links that come back to it.
    pub path: String,
    /// The client's address: counted against floods, never stored with a person.
    pub client: String,
}

impl Ctx {
    /// The platform itself: the command line, jobs, the demonstration.
    pub fn system(app: SharedApp, now: Instant, display: Display) -> Self {
        let empty = String::new;
        Ctx {
            app,
            now,
            actor: None,
            display,
            nonce: empty(),
            path: empty(),
            client: empty(),
        }
    }

    /// # Errors
    /// `SignInRequired`.
    pub fn actor(&self) -> Result<&Actor, AppError> {
        self.actor.as_ref().ok_or(AppError::SignInRequired)
    }

    /// # Errors
    /// `SignInRequired`.
    pub fn account(&self) -> Result<AccountId, AppError> {
        self.actor().map(|actor| actor.account)
    }

    /// The actor, if they may do this at that place.
    ///
    /// # Errors
    /// `SignInRequired`; `Forbidden` when nobody gave them the duty; `OutsideScope` when they hold it elsewhere.
    pub fn must(&self, permission: Permission, place: &Jurisdiction) -> Result<&Actor, AppError> {
        let actor = self.actor()?;
        if may(&actor.grants, permission, place) {
            Ok(actor)
        } else if may_somewhere(&actor.grants, permission) {
            Err(Refusal::OutsideScope.into())
        } else {
            Err(AppError::Forbidden)
        }
    }

    pub fn may(&self, permission: Permission, place: &Jurisdiction) -> bool {
        self.actor
            .as_ref()
            .is_some_and(|actor| may(&actor.grants, permission, place))
    }
}

/// Set by the outermost layer for every request.
impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        parts
            .extensions
            .get::<Ctx>()
            .cloned()
            .ok_or_else(|| AppError::fault("the context layer is missing"))
    }
}
