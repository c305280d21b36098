//! The page around a page: document, header, footer. Public pages carry no script at all; only a page with islands does.

mod headers;

use super::{
    lang,
    reader::{Reader, write_for},
};
use crate::addresses;
use crate::platform::{
    assets,
    ctx::{Ctx, Display, Theme},
};
use axum::response::Html;
use domain::access::Permission;
use headers::{public_header, staff_header};
use leptos::{
    config::LeptosOptions, hydration::HydrationScripts, nonce::Nonce, prelude::*,
    reactive::owner::Owner,
};
use std::sync::Arc;

/// The entry of the public menu under which a page lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Campaigns,
    Results,
    Certificates,
    Mine,
    None,
}

/// The entry of the staff menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    Campaign,
    Review,
    Marks,
    Interview,
    Publish,
    Overview,
    None,
}

impl Job {
    /// The duties that lead to its page; whoever has one of them is let in.
    pub fn duties(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Job::Review => &[ReviewApplications, DecideAppeals],
            Job::Marks => &[EnterMarks, SettleMarks, FreezeMarks],
            Job::Interview => &[RunRanking],
            Job::Publish => &[RunRanking, ApproveResults, PublishResults],
            Job::Overview => &[SeeCampaign],
            Job::Campaign | Job::None => &[],
        }
    }

    pub fn page(self, code: &str) -> String {
        match self {
            Job::Review => addresses::applications::queue(code),
            Job::Marks => addresses::marking::marks(code),
            Job::Interview => addresses::ranking::steps(code),
            Job::Publish => addresses::publication::sign_off(code),
            Job::Overview => addresses::overview::page(code),
            Job::Campaign | Job::None => addresses::campaigns::DESK.to_owned(),
        }
    }

    fn name(self) -> String {
        match self {
            Job::Review => t!("job-review"),
            Job::Marks => t!("job-marks"),
            Job::Interview => t!("job-ranking"),
            Job::Publish => t!("job-publish"),
            Job::Overview => t!("job-overview"),
            Job::Campaign | Job::None => t!("desk"),
        }
    }
}

/// On which side of the counter the reader stands.
#[derive(Clone, Debug)]
pub enum Side {
    Public(Menu),
    /// The job, and the campaign that is being worked on: its code and title.
    Staff(Job, Option<(String, String)>),
    /// No header and footer: a ticket to be printed.
    Bare,
}

#[derive(Clone, Debug)]
pub struct Shell {
    pub title: String,
    pub side: Side,
    /// Whether the page contains islands; without them it carries no script.
    pub islands: bool,
}

/// The title is in words, and so a shell is made for a reader.
impl Shell {
    pub fn public(_: &Reader, title: impl Into<String>, menu: Menu) -> Self {
        Shell {
            title: title.into(),
            side: Side::Public(menu),
            islands: false,
        }
    }

    pub fn staff(
        _: &Reader,
        title: impl Into<String>,
        job: Job,
        campaign: Option<(String, String)>,
    ) -> Self {
        Shell {
            title: title.into(),
            side: Side::Staff(job, campaign),
            islands: false,
        }
    }

    pub fn with_islands(self) -> Self {
        Shell {
            islands: true,
            ..self
        }
    }
}

/// Renders a page for its reader, in their language and view.
pub fn render<B, V>(ctx: &Ctx, shell: impl FnOnce(&Reader) -> Shell, body: B) -> Html<String>
where
    B: FnOnce(&Reader) -> V,
    V: IntoView,
{
    write_for(ctx, |reader| {
        let context = hydration_context::SsrSharedContext::new_islands();
        let owner = Owner::new_root(Some(Arc::new(context)));
        let html = owner.with(|| {
            provide_context(Nonce::from_value(ctx.nonce.as_str()));
            let shell = shell(reader);
            let body = body(reader).into_any();
            document(reader, shell, body).to_html()
        });
        owner.unset_with_forced_cleanup();
        Html(format!("<!DOCTYPE html>{}", without_markers(&html)))
    })
}

/// Rendering leaves comments by which the browser's copy would find its places. Only islands have such a copy: everywhere
/// else the comments are dead weight, and inside `<title>` they would be shown.
fn without_markers(html: &str) -> String {
    const END: &str = "</leptos-island>";
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<leptos-island") {
        let end = rest[start..]
            .find(END)
            .map_or(rest.len(), |at| start + at + END.len());
        push_clean(&mut clean, &rest[..start]);
        clean.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    push_clean(&mut clean, rest);
    clean
}

fn push_clean(out: &mut String, html: &str) {
    for piece in html.split("<!>") {
        let mut pieces = piece.split("<!--<() />-->");
        out.push_str(pieces.next().unwrap_or_default());
        pieces.for_each(|p| out.push_str(p));
    }
}

fn document(reader: &Reader, shell: Shell, body: AnyView) -> impl IntoView + use<> {
    let Display { lang, theme, elder } = reader.display;
    let theme = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let staff = matches!(shell.side, Side::Staff(..));
    let title = format!("{} · {}", shell.title, t!("product"));
    let scripts = shell
        .islands
        .then(|| view! { <HydrationScripts options=island_options() islands=true/> });
    let (head, foot) = match &shell.side {
        Side::Public(menu) => (public_header(reader, *menu), footer(reader)),
        Side::Staff(job, campaign) => {
            (staff_header(reader, *job, campaign.as_ref()), ().into_any())
        }
        Side::Bare => (().into_any(), ().into_any()),
    };
    view! {
        <html lang=lang::tag(lang) data-theme=theme data-view=elder.then_some("elder")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <link rel="stylesheet" href=assets::address("main.css")/>
                <link rel="icon" href="data:,"/>
                {scripts}
            </head>
            <body class=staff.then_some("staff")>
                <a class="skip btn" href="#main">{t!("skip-to-content")}</a>
                {head}
                {body}
                {foot}
            </body>
        </html>
    }
}

fn island_options() -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("islands")
        .site_pkg_dir(assets::folder("islands_bg.wasm"))
        .build()
}

fn footer(reader: &Reader) -> AnyView {
    let site = &reader.site;
    view! {
        <footer class="foot">
            <div class="wrap foot__in">
                <ul>
                    <li>{t!("footer-phone")}" "<b>{site.phone.clone()}</b>" "{t!("footer-hours")}</li>
                    <li><a href=addresses::settings::HELP>{t!("footer-help")}</a></li>
                    <li><a href=addresses::settings::ACCESSIBILITY>{t!("footer-accessibility")}</a></li>
                    <li><a href=addresses::settings::PRIVACY>{t!("footer-privacy")}</a></li>
                    <li><a href=addresses::settings::VERIFY>{t!("footer-verify")}</a></li>
                </ul>
                <p>{t!("footer-organiser", name = site.organiser.as_str())}</p>
                {site.demonstration.then(|| view! { <p class="fiction">{t!("footer-demonstration")}</p> })}
            </div>
        </footer>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_stay_inside_islands_only() {
        let html = "<title>a<!></title><!--<() />--><leptos-island x><b>1<!></b></leptos-island><p>2<!></p>";
        assert_eq!(
            without_markers(html),
            "<title>a</title><leptos-island x><b>1<!></b></leptos-island><p>2</p>"
        );
    }
}
