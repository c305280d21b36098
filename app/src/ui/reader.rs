//! Who reads what is being written: a page, a piece of one, a table or a letter. Words exist only while something is
//! written for a reader, and this is the one place where a reader comes from.

use super::lang;
use crate::platform::{
    app::Site,
    ctx::{Actor, Ctx, Display},
};
use domain::{
    Instant, Lang,
    access::{Jurisdiction, Permission, may, may_somewhere},
    ids::AccountId,
};

/// What the person who reads has. Nobody can make one outside this file: who holds one is in its language.
#[derive(Debug)]
pub struct Reader {
    pub lang: Lang,
    pub now: Instant,
    pub site: Named,
    pub(super) display: Display,
    /// Path and query of the page, for links that come back to it.
    pub(super) path: String,
    pub(super) actor: Option<Actor>,
}

/// What the site says of itself, in the reader's language.
#[derive(Debug)]
pub struct Named {
    pub name: String,
    pub organiser: String,
    pub phone: String,
    /// Without a slash at the end.
    pub base_url: String,
    /// Invented people and a clock that can be set.
    pub demonstration: bool,
}

impl Named {
    fn of(site: &Site, lang: Lang) -> Self {
        let (name, organiser) = match lang {
            Lang::Zh => (&site.name_zh, &site.organiser_zh),
            Lang::En => (&site.name_en, &site.organiser_en),
        };
        Named {
            name: name.clone(),
            organiser: organiser.clone(),
            phone: site.phone.clone(),
            base_url: site.base_url.clone(),
            demonstration: site.demonstration,
        }
    }
}

impl Reader {
    /// Whether they are this person.
    pub fn is(&self, account: AccountId) -> bool {
        let actor = self.actor.as_ref();
        actor.is_some_and(|actor| actor.account == account)
    }

    /// What they are called; empty where nobody is signed in.
    pub fn name(&self) -> &str {
        self.actor.as_ref().map_or("", |actor| &actor.name)
    }

    /// Whether their duties allow it at that place.
    pub fn may(&self, permission: Permission, place: &Jurisdiction) -> bool {
        let actor = self.actor.as_ref();
        actor.is_some_and(|actor| may(&actor.grants, permission, place))
    }

    /// Whether they have the duty at any place.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        let actor = self.actor.as_ref();
        actor.is_some_and(|actor| may_somewhere(&actor.grants, permission))
    }

    /// Whether they have the duty at a place around this one or within it.
    pub fn may_near(&self, permission: Permission, place: &Jurisdiction) -> bool {
        let actor = self.actor.as_ref();
        let grants = actor.map_or(&[][..], |actor| &actor.grants);
        grants.iter().any(|grant| {
            grant.role.permissions().contains(&permission)
                && (grant.scope.covers(place) || place.covers(&grant.scope))
        })
    }
}

/// Writes something for the person who asks, in their language.
pub fn write_for<T>(ctx: &Ctx, write: impl FnOnce(&Reader) -> T) -> T {
    let lang = ctx.display.lang;
    let reader = Reader {
        lang,
        now: ctx.now,
        site: Named::of(&ctx.app.site, lang),
        display: ctx.display,
        path: ctx.path.clone(),
        actor: ctx.actor.clone(),
    };
    lang::with(lang, || write(&reader))
}

/// Writes a letter to somebody who asks for nothing at present, in the language that they chose.
pub fn write_to<T>(site: &Site, lang: Lang, now: Instant, write: impl FnOnce(&Reader) -> T) -> T {
    let reader = Reader {
        lang,
        now,
        site: Named::of(site, lang),
        display: Display {
            lang,
            ..Display::default()
        },
        path: String::new(),
        actor: None,
    };
    lang::with(lang, || write(&reader))
}
