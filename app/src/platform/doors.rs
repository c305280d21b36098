//! Every door of the platform with its guard, side by side. The guard stands before the handler, so that no handler can
//! forget it; a test walks the list and tries each door as a stranger.

use super::{app::SharedApp, ctx::Ctx, sessions};
use crate::error::AppError;
use axum::{
    Router,
    extract::{Request, State},
    handler::Handler,
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::{MethodRouter, on},
};
use domain::access::{Permission, may_somewhere};

/// Who may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody, and the page is the same for everybody: no session is read.
    Public,
    /// Everybody; the page may know who is asking.
    Visitor,
    SignedIn,
    /// People who apply.
    Applicant,
    /// Any member of staff.
    Staff,
    /// Staff who hold this duty somewhere; the use case then asks whether they hold it here.
    May(Permission),
}

#[derive(Clone, Debug)]
pub struct Door {
    pub method: Method,
    pub path: &'static str,
    pub guard: Guard,
}

#[derive(Default)]
pub struct Doors {
    list: Vec<Door>,
    router: Router<SharedApp>,
}

impl Doors {
    pub fn new() -> Self {
        Doors::default()
    }

    pub fn get<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, SharedApp>,
        T: 'static,
    {
        self.door(Method::GET, path, guard, axum::routing::get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, SharedApp>,
        T: 'static,
    {
        self.door(
            Method::POST,
            path,
            guard,
            on(axum::routing::MethodFilter::POST, handler),
        )
    }

    fn door(
        mut self,
        method: Method,
        path: &'static str,
        guard: Guard,
        handler: MethodRouter<SharedApp>,
    ) -> Self {
        self.list.push(Door {
            method,
            path,
            guard,
        });
        self.router = self
            .router
            .route(path, handler.layer(from_fn_with_state(guard, admit)));
        self
    }

    pub fn merge(mut self, other: Doors) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    pub fn list(&self) -> &[Door] {
        &self.list
    }

    pub fn into_router(self) -> Router<SharedApp> {
        self.router
    }
}

/// The cookie of this request, kept apart from the context so that it reaches nothing but the guard and sign-out.
#[derive(Clone, Debug)]
pub struct SessionCookie(pub String);

async fn admit(
    State(guard): State<Guard>,
    mut ctx: Ctx,
    mut request: Request,
    next: Next,
) -> Result<Response, AppError> {
    if guard != Guard::Public
        && let Some(SessionCookie(token)) = request.extensions().get::<SessionCookie>().cloned()
    {
        ctx.actor = sessions::actor(&ctx.app, &token, ctx.now).await?;
    }
    let passes = match (guard, &ctx.actor) {
        (Guard::Public | Guard::Visitor, _) => true,
        (_, None) => return Err(AppError::SignInRequired),
        (Guard::SignedIn, Some(_)) => true,
        (Guard::Applicant, Some(actor)) => !actor.is_staff,
        (Guard::Staff, Some(actor)) => actor.is_staff,
        (Guard::May(permission), Some(actor)) => may_somewhere(&actor.grants, permission),
    };
    if !passes {
        return Err(AppError::Forbidden);
    }
    request.extensions_mut().insert(ctx);
    Ok(next.run(request).await)
}
