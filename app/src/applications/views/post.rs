//! Choosing the post: all posts with their places, and why the answers close one.

use super::{back_to, names};
use crate::{
    applications::queries::{Opened, PostLine},
    platform::form::Filled,
    ui::{forms, parts::refused, words},
};
use domain::{Refusal, tasks::Task};
use leptos::prelude::*;

pub fn page(opened: &Opened, posts: &[PostLine], form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let open = posts.iter().filter(|post| post.closed.is_none()).count();
    let problem = form.problem("post").map(|problem| {
        view! { <p class="error" id="post-error"><span class="vh">{t!("error-prefix")}</span>{words::problem(problem)}</p> }
    });
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let described = problem.is_some().then_some("post-error");
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <form method="post" novalidate>
                    <h1><span class="caption">{names::group(Task::Post.group())}</span>{names::task(Task::Post)}</h1>
                    <p class="lead">{t!("posts-open-to-you", open = open, all = posts.len())}</p>
                    <fieldset class=class aria-describedby=described>
                        <legend class="vh">{names::task(Task::Post)}</legend>
                        {problem}
                        {posts.iter().enumerate().map(|(n, post)| choice(n, post, form)).collect_view()}
                    </fieldset>
                    <p class="note note--wait">{t!("one-post-only")}</p>
                    <input type="hidden" name="_seen" value=form.typed.get("_seen").to_owned()/>
                    <p class="actions">
                        <button class="btn">{t!("save-and-go-on")}</button>
                        <a href=format!("/applications/{}", opened.id)>{t!("back-without-saving")}</a>
                    </p>
                </form>
            </div>
        </main>
    }
    .into_any()
}

fn choice(n: usize, post: &PostLine, form: &Filled) -> AnyView {
    let code = post.code.as_str().to_owned();
    let id = if n == 0 { "post".to_owned() } else { format!("post-{}", n + 1) };
    let why_id = format!("{id}-why");
    let checked = form.typed.has("post", &code);
    let facts =
        [post.area.as_ref().map(names::text), Some(names::text(&post.name)), post.pool.as_ref().map(names::text)];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join("　");
    let places = post.places.map(|places| t!("post-hires", places = places)).unwrap_or_default();
    let why = post.closed.as_ref().map(|problem| {
        view! { <span class="hint" id=why_id.clone()>{t!("post-closed")}{words::problem(problem)}</span> }
    });
    let described = why.is_some().then_some(why_id.clone());
    view! {
        <div>
            <label class="choice">
                <input type="radio" id=id name="post" value=code.clone() checked=checked aria-describedby=described/>
                <span><b>{code}</b>"　"{facts}{places}</span>
            </label>
            {why}
        </div>
    }
    .into_any()
}
