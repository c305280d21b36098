//! A public list: a table for each post, masked names, ties explained, what a new version changed; it folds on a
//! phone, and a long one comes in pages.

use super::{
    super::queries::lists::Published, lists::title, post_title, result_rows, verification,
};
use crate::addresses;
use crate::ui::{lang, parts::time, reader::Reader, timeline::phrased};
use domain::{
    Lang,
    characters::in_half_width,
    publication::{PostList, Row, list_rule},
    rules::ObjectionRule,
};
use leptos::prelude::*;
use serde::Deserialize;

/// A page ends with the post that reaches this many rows.
const ROWS_PER_PAGE: usize = 150;

/// What a reader looks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub ticket: String,
    pub post: String,
    pub page: usize,
}

impl ListQuery {
    /// As typed on any keyboard: only the digits and letters count.
    fn wanted(&self) -> String {
        in_half_width(&self.ticket)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect()
    }
}

/// The part of a list that one page shows.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Found(&'a PostList, &'a Row),
    NotFound(String),
    Posts {
        posts: Vec<&'a PostList>,
        page: usize,
        pages: usize,
    },
}

fn part<'a>(posts: &'a [PostList], asked: &ListQuery) -> Part<'a> {
    let wanted = asked.wanted();
    if !wanted.is_empty() {
        let found = posts
            .iter()
            .find_map(|post| Some((post, post.rows.iter().find(|row| row.ticket == wanted)?)));
        return found.map_or(Part::NotFound(wanted), |(post, row)| Part::Found(post, row));
    }
    if let Some(post) = posts.iter().find(|post| post.code == asked.post) {
        return Part::Posts {
            posts: vec![post],
            page: 1,
            pages: 1,
        };
    }
    let mut pages: Vec<Vec<&PostList>> = Vec::new();
    let mut rows = ROWS_PER_PAGE;
    for post in posts {
        if rows >= ROWS_PER_PAGE {
            pages.push(Vec::new());
            rows = 0;
        }
        rows += post.rows.len();
        if let Some(page) = pages.last_mut() {
            page.push(post);
        }
    }
    let count = pages.len().max(1);
    let page = asked.page.clamp(1, count);
    Part::Posts {
        posts: pages.into_iter().nth(page - 1).unwrap_or_default(),
        page,
        pages: count,
    }
}

pub fn page(reader: &Reader, public: &Published, asked: &ListQuery) -> AnyView {
    let part = part(&public.list.posts, asked);
    view! {
        <main id="main" class="wrap main rollpage">
            {head(reader, public)}
            {notes(public)}
            {tools(public, asked)}
            {index(public, &part)}
            {rows(reader, public, &part)}
            {objection(reader, public)}
            {verification::section(reader, public)}
        </main>
    }
    .into_any()
}

/// The address of the version that is shown.
fn base(public: &Published) -> String {
    let code = &public.campaign.code;
    match public.stamp.version {
        version if version == public.newest => addresses::publication::newest(code),
        version => addresses::publication::version(code, version),
    }
}

fn head(reader: &Reader, public: &Published) -> AnyView {
    let (campaign, stamp) = (&public.campaign, &public.stamp);
    let older = public.previous.as_ref().map(|(before, _)| {
        let href = addresses::publication::version(&campaign.code, before.version);
        view! { <a href=href>{t!("result-list-see-version", version = before.version)}</a> }
    });
    view! {
        <div>
            <nav class="crumbs" aria-label=t!("you-are-here")>
                <ol>
                    <li><a href=addresses::publication::LISTS>{t!("menu-results")}</a></li>
                    <li><a href=addresses::campaigns::announcement(&campaign.code)>{campaign.title(reader.lang).to_owned()}</a></li>
                </ol>
            </nav>
            <header class="masthead">
                <p class="by">{public.list.organiser.clone()}</p>
                <h1>{phrased(&title(reader, campaign, &public.list.title))}</h1>
                <p class="meta">
                    <span>{time(stamp.published_at)}{t!("result-list-published")}</span>
                    <span>{t!("version-n", n = stamp.version)}</span>
                    {older}
                </p>
            </header>
        </div>
    }
    .into_any()
}

/// What this version changed; and that it is not the newest.
fn notes(public: &Published) -> AnyView {
    let code = &public.campaign.code;
    let version = public.stamp.version;
    let outdated = (version != public.newest).then(|| {
        view! {
            <p class="note note--wait measure">
                {t!("result-list-outdated", newest = public.newest)}
                <a href=addresses::publication::newest(code)>{t!("result-list-see-version", version = public.newest)}</a>
            </p>
        }
    });
    let changed = public.previous.as_ref().map(|(before, list)| {
        view! {
            <p class="note note--mark measure">
                {t!("result-list-changed", version = version, reason = public.list.reason.as_str())}
                {super::changes::summary(list, &public.list)}
                {t!("result-list-changed-marked")}
                <a href=addresses::publication::changes(code, version)>
                    {t!("result-list-compare", before = before.version)}
                </a>
            </p>
        }
    });
    view! { {outdated}{changed} }.into_any()
}

fn tools(public: &Published, asked: &ListQuery) -> AnyView {
    let (code, version) = (&public.campaign.code, public.stamp.version);
    let options = public.list.posts.iter().map(|post| {
        let selected = post.code == asked.post;
        view! { <option value=post.code.clone() selected=selected>{heading(public, post)}</option> }
    });
    let file =
        |ending: &str| addresses::publication::file(code, version, &format!("list.{ending}"));
    view! {
        <div class="rolltools">
            <form class="filters" role="search" aria-label=t!("result-list-search") action=base(public)>
                <div>
                    <label for="ticket">{t!("result-list-ticket")}</label>
                    <input type="text" class="input" id="ticket" name="ticket" inputmode="numeric" autocomplete="off"
                        value=asked.ticket.clone()/>
                </div>
                <div>
                    <label for="post">{t!("post")}</label>
                    <select class="select" id="post" name="post">
                        <option value="">{t!("result-list-all-posts", n = public.list.posts.len())}</option>
                        {options.collect_view()}
                    </select>
                </div>
                <button class="btn btn--quiet btn--s">{t!("find")}</button>
            </form>
            <p class="small">
                <a href=file("xlsx")>{t!("download-excel", n = public.list.people())}</a>"　"
                <a href=file("csv")>"CSV"</a>
            </p>
        </div>
    }
    .into_any()
}

/// Where a post stands, for lists that are longer than a screen.
fn index(public: &Published, part: &Part) -> Option<AnyView> {
    let Part::Posts { posts, .. } = part else {
        return None;
    };
    if public.list.posts.len() < 4 {
        return None;
    }
    let here = |post: &PostList| posts.iter().any(|shown| shown.code == post.code);
    let links = public.list.posts.iter().map(|post| {
        let href = if here(post) {
            format!("#{}", anchor(post))
        } else {
            format!("{}?post={}", base(public), addresses::encode(&post.code))
        };
        view! { <li><a href=href>{heading(public, post)}</a></li> }
    });
    Some(
        view! {
            <details class="more noprint">
                <summary>{t!("result-list-index", n = public.list.posts.len())}</summary>
                <ul class="list">{links.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}

pub(super) fn anchor(post: &PostList) -> String {
    format!("post-{}", post.code)
}

/// In English the name that the rules give.
pub(super) fn heading(public: &Published, post: &PostList) -> String {
    let named = public
        .campaign
        .content
        .rules
        .post(&post.code.as_str().into())
        .map(|p| &p.name);
    match (lang::current(), named.and_then(|name| name.en.as_ref())) {
        (Lang::En, Some(name)) => post_title(&post.code, "", name),
        _ => post_title(&post.code, &post.street, &post.name),
    }
}

fn rows(reader: &Reader, public: &Published, part: &Part) -> AnyView {
    let changed = result_rows::Changed::of(public);
    match part {
        Part::NotFound(ticket) => view! {
            <p class="note note--wait measure" role="status">{t!("result-list-not-found", ticket = ticket.as_str(), phone = reader.site.phone.as_str())}</p>
        }
        .into_any(),
        Part::Found(post, row) => {
            let all = format!("{}?post={}", base(public), addresses::encode(&post.code));
            view! {
                {result_rows::table(public, post, std::slice::from_ref(*row), &changed)}
                <p class="small morelink"><a href=all>{t!("result-list-whole-post", n = post.rows.len())}</a></p>
            }
            .into_any()
        }
        Part::Posts { posts, page, pages } => {
            let tables = posts.iter().map(|post| result_rows::table(public, post, &post.rows, &changed)).collect_view();
            view! { {tables}{pager(public, *page, *pages)} }.into_any()
        }
    }
}

fn pager(public: &Published, page: usize, pages: usize) -> Option<AnyView> {
    let link = |to: usize, label: String| view! { <a href=format!("{}?page={to}", base(public))>{label}</a> };
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=t!("pages")>
                <span>{t!("page-of", page = page, pages = pages)}</span>
                {(page > 1).then(|| link(page - 1, t!("previous-page")))}
                {(page < pages).then(|| link(page + 1, t!("next-page")))}
            </nav>
        }
        .into_any()
    })
}

fn objection(reader: &Reader, public: &Published) -> AnyView {
    let ends = public.stamp.period_ends;
    let open = reader.now <= ends;
    let phone = reader.site.phone.as_str();
    let stated = list_rule(&public.campaign.content.rules);
    let stated = stated.and_then(|rule| rule.objections.as_ref());
    view! {
        <section class="section objection" aria-labelledby="objection">
            <h2 id="objection">{t!("result-list-objection")}</h2>
            <p class="measure">
                {match open {
                    true => view! { {time(ends)}{t!("result-list-objection-open", phone = phone)} }.into_any(),
                    false => view! { {t!("result-list-objection-closed")}{time(ends)}{t!("result-list-objection-closed-then", phone = phone)} }.into_any(),
                }}
                {stated.filter(|_| open).map(objections)}
            </p>
        </section>
    }
    .into_any()
}

/// What the announcement says about objections to this list.
fn objections(rule: &ObjectionRule) -> AnyView {
    let contact = rule.contact.as_ref();
    let contact = contact.map(|text| text.in_lang(lang::current()));
    view! {
        {contact.map(|contact| t!("result-list-objection-contact", contact = contact))}
        {rule.answered_in.map(|days| t!("result-list-objection-answered", days = days))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Points, ranking::Placing};

    fn post(code: &str, people: usize) -> PostList {
        let row = |n: usize| Row {
            ticket: format!("{code}{n}"),
            name: "张＊某".into(),
            written: None,
            bonus: Points::ZERO,
            interview: None,
            total: None,
            rank: None,
            placing: Placing::NotSelected,
            tied: false,
        };
        PostList {
            code: code.into(),
            name: String::new(),
            street: String::new(),
            places: 1,
            rows: (0..people).map(row).collect(),
        }
    }

    fn shown(posts: &[PostList], asked: ListQuery) -> (Vec<String>, usize, usize) {
        match part(posts, &asked) {
            Part::Posts { posts, page, pages } => {
                (posts.iter().map(|p| p.code.clone()).collect(), page, pages)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_long_list_comes_in_pages_of_whole_posts_and_no_post_is_lost() {
        let posts: Vec<_> = (0..40).map(|n| post(&format!("P{n}-"), 50)).collect();
        let (_, _, pages) = shown(&posts, ListQuery::default());
        let all: Vec<String> = (1..=pages)
            .flat_map(|page| {
                shown(
                    &posts,
                    ListQuery {
                        page,
                        ..ListQuery::default()
                    },
                )
                .0
            })
            .collect();
        assert_eq!(
            all,
            posts.iter().map(|p| p.code.clone()).collect::<Vec<_>>()
        );
        assert_eq!(pages, 14);
        assert_eq!(
            shown(
                &posts,
                ListQuery {
                    page: 999,
                    ..ListQuery::default()
                }
            )
            .1,
            14,
            "beyond the last page is the last page"
        );
    }

    #[test]
    fn a_ticket_is_found_as_people_type_it() {
        let posts = [post("26", 3)];
        let asked = |ticket: &str| ListQuery {
            ticket: ticket.into(),
            ..ListQuery::default()
        };
        assert!(
            matches!(part(&posts, &asked(" ２６ 2")), Part::Found(_, row) if row.ticket == "262")
        );
        assert_eq!(part(&posts, &asked("999")), Part::NotFound("999".into()));
        assert_eq!(
            shown(
                &posts,
                ListQuery {
                    post: "26".into(),
                    ..ListQuery::default()
                }
            )
            .0,
            ["26"]
        );
    }
}
