//! Switches in the header, the site's own pages, the demonstration clock.

use super::{commands, guide, views};
use crate::{
    addresses,
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::Filled,
        web::{Typing, own_path},
    },
    ui::{
        reader::Reader,
        shell::{self, Job, Menu, Shell},
    },
};
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::FieldProblem;
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/display", Guard::Public, display)
        .get("/help", Guard::Public, help)
        .get("/help/rules", Guard::Public, guide::guide)
        .get("/help/rules/hour", Guard::Public, guide::hour)
        .get("/help/rules/reference", Guard::Public, guide::reference)
        .get("/accessibility", Guard::Public, accessibility)
        .get("/privacy", Guard::Public, privacy)
        .get("/verify", Guard::Public, verify)
        .get("/keys.json", Guard::Public, keys)
        .get("/desk/clock", Guard::Staff, clock)
        .post("/desk/clock", Guard::Staff, set_clock)
}

#[derive(Deserialize)]
struct Wanted {
    lang: Option<String>,
    theme: Option<String>,
    view: Option<String>,
    back: Option<String>,
}

/// Remembers a choice for a year and goes back. Changes nothing but the reader's own cookie.
async fn display(Query(wanted): Query<Wanted>) -> Response {
    let known =
        |value: Option<String>, allowed: &[&str]| value.filter(|v| allowed.contains(&v.as_str()));
    let choices = [
        ("lang", known(wanted.lang, &["zh-CN", "en"])),
        ("theme", known(wanted.theme, &["light", "dark", "system"])),
        ("view", known(wanted.view, &["elder", "standard"])),
    ];
    let mut response = Redirect::to(&own_path(wanted.back.as_deref())).into_response();
    for (name, value) in choices {
        if let Some(value) = value
            && let Ok(cookie) = HeaderValue::try_from(format!(
                "{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"
            ))
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

macro_rules! article {
    ($name:ident, $title:literal, $lead:literal, $body:literal) => {
        async fn $name(
            State(app): State<crate::platform::app::SharedApp>,
            ctx: Ctx,
            headers: HeaderMap,
        ) -> Result<Response, AppError> {
            let page = async {
                let view = |reader: &Reader| {
                    views::article(
                        reader,
                        t!($title),
                        t!($lead, phone = reader.site.phone.as_str()),
                        t!($body),
                    )
                };
                Ok(shell::render(
                    &ctx,
                    |reader| Shell::public(reader, t!($title), Menu::None),
                    view,
                )
                .0)
            };
            app.pages.serve(&ctx, &headers, page).await
        }
    };
}

article!(help, "help-title", "help-lead", "help-body");
article!(
    accessibility,
    "accessibility-title",
    "accessibility-lead",
    "accessibility-body"
);
article!(privacy, "privacy-title", "privacy-lead", "privacy-body");
article!(verify, "verify-title", "verify-lead", "verify-body");

/// The keys by which lists and certificates are signed.
async fn keys(ctx: Ctx) -> Json<serde_json::Value> {
    Json(ctx.app.signer.key_set())
}

async fn clock(ctx: Ctx) -> Result<Html<String>, AppError> {
    if !ctx.app.site.demonstration {
        return Err(AppError::NotFound);
    }
    let mut typed = crate::platform::form::Typed::default();
    crate::platform::web::spell_moment(&mut typed, "to", ctx.now);
    Ok(clock_page(&ctx, &Filled::fresh(typed)))
}

fn clock_page(ctx: &Ctx, form: &Filled) -> Html<String> {
    shell::render(
        ctx,
        |reader| Shell::staff(reader, t!("clock-title"), Job::None, None),
        |reader| views::clock(reader, form),
    )
}

async fn set_clock(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match crate::platform::web::read_moment(&typed, "to") {
        Ok(to) => {
            commands::set_clock(&ctx, to).await?;
            Ok(Redirect::to(addresses::campaigns::DESK).into_response())
        }
        Err(problem) => {
            let form = Filled {
                typed,
                problems: vec![FieldProblem::new("to", problem)],
            };
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok((status, clock_page(&ctx, &form)).into_response())
        }
    }
}
