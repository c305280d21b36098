//! Choosing the post: all posts with their places, and why the answers close one.

use super::{back_to, names};
use crate::{
    addresses,
    applications::queries::{Opened, PostLine},
    error::Refusal,
    platform::form::Filled,
    ui::{forms, parts::refused, reader::Reader, words},
};
use domain::tasks::Task;
use leptos::prelude::*;

pub fn page(
    _: &Reader,
    opened: &Opened,
    posts: &[PostLine],
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let open = posts.iter().filter(|post| post.closed.is_none()).count();
    let problem = form.problem("post").map(|problem| {
        view! { <p class="error" id="post-error"><span class="vh">{t!("error-prefix")}</span>{words::problem(problem)}</p> }
    });
    let class = if problem.is_some() {
        "field field--error"
    } else {
        "field"
    };
    let described = problem.is_some().then_some("post-error");
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <form method="post" novalidate>
                    <h1><span class="caption">{names::group(Task::Post.group())}</span>{names::of_task(Task::Post)}</h1>
                    <p class="lead">{t!("posts-open-to-you", open = open, all = posts.len())}</p>
                    <fieldset class=class aria-describedby=described>
                        <legend class="vh">{names::of_task(Task::Post)}</legend>
                        {problem}
                        {posts.iter().filter(|post| post.closed.is_none()).enumerate()
                            .map(|(n, post)| choice(n, post, form)).collect_view()}
                    </fieldset>
                    {closed(posts)}
                    <p class="note note--wait">{t!("one-post-only")}</p>
                    <input type="hidden" name="_seen" value=form.typed.get("_seen").to_owned()/>
                    <p class="actions">
                        <button class="btn">{t!("save-and-go-on")}</button>
                        <a href=addresses::applications::page(opened.id)>{t!("back-without-saving")}</a>
                    </p>
                </form>
            </div>
        </main>
    }
    .into_any()
}

fn choice(n: usize, post: &PostLine, form: &Filled) -> AnyView {
    let code = post.code.as_str().to_owned();
    let id = if n == 0 {
        "post".to_owned()
    } else {
        format!("post-{}", n + 1)
    };
    let checked = form.typed.has("post", &code);
    view! {
        <label class="choice">
            <input type="radio" id=id name="post" value=code checked=checked/>
            <span>{line(post)}</span>
        </label>
    }
    .into_any()
}

fn line(post: &PostLine) -> AnyView {
    let facts = [
        post.area.as_ref().map(names::text),
        Some(names::text(&post.name)),
        post.pool.as_ref().map(names::text),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join("　");
    let places = post
        .places
        .map(|places| t!("post-hires", places = places))
        .unwrap_or_default();
    view! { <b>{post.code.as_str().to_owned()}</b>"　"{facts}{places} }.into_any()
}

/// The posts that the answers close, each with the condition that does.
fn closed(posts: &[PostLine]) -> AnyView {
    let closed: Vec<_> = posts
        .iter()
        .filter_map(|post| Some((post, post.closed.as_ref()?)))
        .collect();
    if closed.is_empty() {
        return ().into_any();
    }
    let count = closed.len();
    let open = count == posts.len();
    let rows = closed.into_iter().map(|(post, why)| {
        view! { <li>{line(post)}<br/><span class="small muted">{words::problem(why)}</span></li> }
    });
    view! {
        <details open=open>
            <summary>{t!("posts-closed", count = count)}</summary>
            <ul class="list">{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}
