//! An announcement: head, key facts, where it stands, self-check, post table, full text, digest.

use super::super::{
    queries::{Campaign, PostRow},
    routes::PostFilter,
    selfcheck::{self, Line, Sign, Verdict},
};
use crate::{
    addresses,
    platform::form::Filled,
    ui::{
        article,
        forms::{self, Field},
        lang,
        parts::{day, fact, time, time_short},
        reader::Reader,
        timeline::phrased,
        words,
    },
};
use domain::{
    campaigns::{OutOfTime, Phase},
    digest::grouped,
    rules::{AreaKind, FactDef, FactKind, RuleDocument},
};
use leptos::prelude::*;

/// Rows of the post table before "the rest".
const FIRST_POSTS: usize = 8;

pub fn page(
    reader: &Reader,
    campaign: &Campaign,
    posts: &[PostRow],
    filter: &PostFilter,
    checked: Option<&(&Filled, Option<Verdict>)>,
) -> AnyView {
    let phase = campaign.phase(reader.now);
    view! {
        <main id="main" class="wrap main">
            {head(campaign)}
            {intro(reader, campaign, phase)}
            {where_it_stands(campaign, phase)}
            {self_check(campaign, checked)}
            {post_table(campaign, posts, filter)}
            {full_text(campaign)}
            {apply(reader, campaign, phase)}
        </main>
    }
    .into_any()
}

fn head(campaign: &Campaign) -> AnyView {
    let version = (campaign.version > 1)
        .then(|| view! { <span>{t!("version-n", n = campaign.version)}</span> });
    view! {
        <div>
            <nav class="crumbs" aria-label=t!("you-are-here")>
                <ol><li><a href="/">{t!("menu-campaigns")}</a></li><li>{campaign.title(lang::current()).to_owned()}</li></ol>
            </nav>
            <header class="masthead">
                <p class="by">{campaign.content.organiser.clone()}</p>
                <h1>{phrased(campaign.title(lang::current()))}</h1>
                <p class="meta">
                    {campaign.announced_at.map(|at| view! { <span>{time(at)}{t!("announced-suffix")}</span> })}
                    {version}
                </p>
            </header>
        </div>
    }
    .into_any()
}

fn intro(reader: &Reader, campaign: &Campaign, phase: Phase) -> AnyView {
    let rules = &campaign.content.rules;
    let t = &campaign.timetable;
    let places: u32 = rules.posts.iter().filter_map(|post| post.places).sum();
    view! {
        <section class="intro" aria-label=t!("key-facts")>
            <dl class="facts">
                {fact(t!("fact-places"), t!("n-people", n = words::count(places)))}
                {fact(t!("fact-posts"), t!("n-posts", n = rules.posts.len()))}
                {fact(t!("fact-close"), time(t.closes()))}
                {match rules.has_papers() {
                    true => fact(t!("fact-written"), time(t.written_at)),
                    false => fact(t!("at-interview"), time(t.interview_at)),
                }}
            </dl>
            {apply(reader, campaign, phase)}
        </section>
    }
    .into_any()
}

/// The way in, where it is open; else when it was or will be.
fn apply(reader: &Reader, campaign: &Campaign, phase: Phase) -> AnyView {
    let code = campaign.code.clone();
    let t = &campaign.timetable;
    match (phase, t.accepts_applications(reader.now)) {
        (Phase::Announcement | Phase::Applications, Err(OutOfTime::NotOpen { from })) => {
            view! { <p class="actions"><b>{t!("apply-from")}" "{time(from)}</b></p> }.into_any()
        }
        (Phase::Applications, _) => view! {
            <form class="actions" method="post" action=addresses::applications::apply(&code)>
                <button class="btn btn--go">{t!("apply")}</button>
                <span class="muted">{time(t.closes())}{t!("apply-note")}</span>
            </form>
        }
        .into_any(),
        (Phase::Publication, _) => view! {
            <p class="actions"><a class="btn btn--go" href=addresses::publication::newest(&code)>{t!("see-results")}</a></p>
        }
        .into_any(),
        _ => view! {
            <p class="actions">
                <a class="btn btn--go" href=addresses::applications::MINE>{t!("home-mine")}</a>
                <span class="muted">{t!("apply-closed")}" "{time(t.closes())}</span>
            </p>
        }
        .into_any(),
    }
}

fn where_it_stands(campaign: &Campaign, now: Phase) -> AnyView {
    let t = &campaign.timetable;
    let papers = campaign.content.rules.has_papers();
    let steps = campaign.steps().into_iter().map(|step| {
        let when = match step {
            Phase::Announcement => campaign.announced_at.map(time_short).into_any(),
            Phase::Applications => {
                view! { {time_short(t.opens())}<br/>{t!("until")}{time_short(t.closes())} }
                    .into_any()
            }
            Phase::Review => view! { {t!("until")}{time_short(t.review.until.or(t.corrections_close))} }.into_any(),
            Phase::Written => {
                view! { {time_short(t.written_at)}<br/>{t!("phase-ticket")}{time_short(t.tickets.from)} }.into_any()
            }
            Phase::WrittenResults => day(t.written_results_on).into_any(),
            Phase::Interview => time_short(t.interview_at).into_any(),
            Phase::Totals => day(t.results_on).into_any(),
            Phase::Publication => ().into_any(),
        };
        let (class, current) = match step.cmp(&now) {
            std::cmp::Ordering::Less => ("done", None),
            std::cmp::Ordering::Equal => ("now", Some("step")),
            std::cmp::Ordering::Greater => ("next", None),
        };
        view! {
            <li class=class aria-current=current>
                <span class="name">{words::phase(step, papers)}</span>
                {(class == "done").then(|| view! { <span class="vh">{t!("step-done")}</span> })}
                {current.map(|_| view! { <span class="flag">{t!("step-now")}</span> })}
                <span class="when">{when}</span>
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="when">
            <h2 id="when">{t!("where-it-stands")}</h2>
            <ol class="timeline">{steps.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn self_check(campaign: &Campaign, checked: Option<&(&Filled, Option<Verdict>)>) -> AnyView {
    let fresh = Filled::default();
    let form = checked.map_or(&fresh, |(form, _)| *form);
    let rules = &campaign.content.rules;
    let (boxes, fields): (Vec<_>, Vec<_>) =
        selfcheck::questions(rules).partition(|def| def.kind == FactKind::YesNo);
    let fields = fields
        .into_iter()
        .map(|def| question(form, def, rules))
        .collect_view();
    let boxes = boxes
        .into_iter()
        .map(|def| yes_no(form, def))
        .collect_view();
    let action = format!("{}#can", addresses::campaigns::self_check(&campaign.code));
    view! {
        <section class="section selfcheck" aria-labelledby="can">
            <div class="section__head"><h2 id="can">{t!("selfcheck")}</h2><p class="muted small">{t!("selfcheck-note")}</p></div>
            {forms::error_summary(form)}
            <div class="selfcheck__in">
                <form class="panel" method="post" action=action novalidate>
                    {fields}
                    <fieldset class="field"><legend class="label">{t!("selfcheck-also")}</legend>{boxes}</fieldset>
                    <button class="btn btn--quiet">{t!("selfcheck-do")}</button>
                </form>
                {match checked.and_then(|(_, verdict)| verdict.as_ref()) {
                    Some(verdict) => verdict_view(verdict),
                    None => view! { <div class="verdict"><p class="muted">{t!("selfcheck-before")}</p></div> }.into_any(),
                }}
            </div>
        </section>
    }
    .into_any()
}

fn yes_no(form: &Filled, def: &FactDef) -> AnyView {
    let key = def.key.as_str().to_owned();
    let checked = form.typed.is_checked(&key);
    let label = def.label.in_lang(lang::current()).to_owned();
    view! {
        <label class="choice"><input type="checkbox" id=key.clone() name=key value="yes" checked=checked/><span>{label}</span></label>
    }
    .into_any()
}

fn question(form: &Filled, def: &FactDef, rules: &RuleDocument) -> AnyView {
    let language = lang::current();
    let mut field = Field::new(def.key.as_str(), def.label.in_lang(language));
    if let Some(hint) = &def.hint {
        field = field.hint(hint.in_lang(language));
    }
    match &def.kind {
        FactKind::Date(_) => forms::date(form, field, false),
        FactKind::Choice(choice) => {
            let options = choice.options.iter().map(|o| {
                (
                    o.code.as_str().to_owned(),
                    o.label.in_lang(language).to_owned(),
                )
            });
            forms::select(form, field, with_open(options))
        }
        FactKind::Area(kind) => {
            forms::select(form, field, with_open(areas(rules, kind).into_iter()))
        }
        _ => forms::input(form, field.width("input--6").numeric()),
    }
}

fn with_open(options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t!("choose")))
        .chain(options)
        .collect()
}

fn areas(rules: &RuleDocument, kind: &AreaKind) -> Vec<(String, String)> {
    let language = lang::current();
    let named = rules.areas_offered(kind).map(|area| {
        (
            area.code.as_str().to_owned(),
            area.name.in_lang(language).to_owned(),
        )
    });
    named
        .chain([(domain::rules::ELSEWHERE.to_owned(), t!("elsewhere"))])
        .collect()
}

fn verdict_view(verdict: &Verdict) -> AnyView {
    let line = |line: &Line| {
        let class = match line.sign {
            Sign::Met => "ok",
            Sign::NotMet => "no",
            Sign::Open => "look",
            Sign::Bonus => "plus",
        };
        let title = match line.posts.is_empty() {
            true => line.title.clone(),
            false => t!(
                "selfcheck-some",
                title = line.title.as_str(),
                posts = words::list(&line.posts)
            ),
        };
        view! { <li class=class><div><b>{title}</b><p>{line.text.clone()}</p></div></li> }
    };
    view! {
        <div class="verdict" role="status">
            <p class="verdict__line"><b>{t!("selfcheck-open", posts = verdict.posts, open = verdict.open)}</b></p>
            <ul class="ticks">{verdict.lines.iter().map(line).collect_view()}</ul>
            <p class="muted small">{t!("selfcheck-caution")}</p>
        </div>
    }
    .into_any()
}

fn post_table(campaign: &Campaign, posts: &[PostRow], filter: &PostFilter) -> AnyView {
    let kept: Vec<&PostRow> = posts
        .iter()
        .filter(|p| filter.street.is_empty() || p.street == filter.street)
        .filter(|p| filter.audience.is_empty() || p.audience == filter.audience)
        .collect();
    let shown = if filter.all.is_empty() {
        kept.len().min(FIRST_POSTS)
    } else {
        kept.len()
    };
    let code = campaign.code.clone();
    let rest = (kept.len() > shown).then(|| {
        let all = format!(
            "{}?all=1&street={}#posts",
            addresses::campaigns::announcement(&code),
            addresses::encode(&filter.street)
        );
        view! { <a href=all>{t!("posts-rest", n = kept.len() - shown)}</a> }
    });
    view! {
        <section class="section" aria-labelledby="posts">
            <div class="section__head">
                <h2 id="posts">{t!("post-table")}</h2>
                <p class="small">
                    <a href=addresses::campaigns::posts(&code, "xlsx")>{t!("download-excel", n = posts.len())}</a>"　"
                    <a href=addresses::campaigns::posts(&code, "csv")>"CSV"</a>
                </p>
            </div>
            {post_filters(campaign, posts, filter)}
            <table role="table" class="table table--fold posts">
                <caption class="vh">{t!("post-table-caption", shown = shown, all = posts.len())}</caption>
                <thead role="rowgroup"><tr role="row">
                    {column(t!("post-code"), false)}{column(t!("post-street"), false)}{column(t!("post-name"), false)}
                    {column(t!("post-audience"), false)}{column(t!("post-places"), true)}
                    {column(t!("post-accepted"), true)}{column(t!("post-competition"), true)}
                </tr></thead>
                <tbody role="rowgroup">{kept.iter().take(shown).map(|p| post_row(campaign, p)).collect_view()}</tbody>
            </table>
            <p class="small muted">{t!("posts-counted")}" "{rest}</p>
        </section>
    }
    .into_any()
}

fn column(label: String, number: bool) -> AnyView {
    view! { <th role="columnheader" scope="col" class=number.then_some("num")>{label}</th> }
        .into_any()
}

fn post_row(campaign: &Campaign, post: &PostRow) -> AnyView {
    let stated = campaign.content.rules.post(&post.code.as_str().into());
    let name = stated.map_or(post.name.as_str(), |own| own.name.in_lang(lang::current()));
    let audience = if post.audience.is_empty() {
        t!("audience-open")
    } else {
        campaign.named(&post.audience, lang::current()).to_owned()
    };
    let street = campaign.named(&post.street, lang::current());
    let ratio = match (post.accepted, u64::from(post.places)) {
        (0, _) | (_, 0) => "—".to_owned(),
        (accepted, places) => format!("{}:1", (accepted * 2 + places) / (places * 2)),
    };
    let cell = |key: String, value: String, number: bool| {
        view! { <td role="cell" data-k=key class=number.then_some("num")>{value}</td> }
    };
    view! {
        <tr role="row" id=post.code.clone()>
            <th role="rowheader" scope="row">{post.code.clone()}</th>
            {cell(t!("post-street"), street.to_owned(), false)}
            {cell(t!("post-name"), name.to_owned(), false)}
            {cell(t!("post-audience"), audience, false)}
            {cell(t!("post-places"), t!("n-people", n = post.places), true)}
            {cell(t!("post-accepted"), t!("n-people", n = words::count(post.accepted)), true)}
            {cell(t!("post-competition"), ratio, true)}
        </tr>
    }
    .into_any()
}

fn post_filters(campaign: &Campaign, posts: &[PostRow], filter: &PostFilter) -> AnyView {
    let select = |name: &'static str,
                  label: String,
                  all: String,
                  chosen: &str,
                  values: Vec<String>| {
        let named = |value: String| {
            let name = campaign.named(&value, lang::current()).to_owned();
            (value, name)
        };
        let options = std::iter::once((String::new(), all)).chain(values.into_iter().map(named));
        let options = options
            .map(|(value, label)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{label}</option> }
            })
            .collect_view();
        view! { <div><label for=name>{label}</label><select class="select" id=name name=name>{options}</select></div> }
    };
    let distinct = |of: fn(&PostRow) -> &String| -> Vec<String> {
        let set: std::collections::BTreeSet<&String> =
            posts.iter().map(of).filter(|v| !v.is_empty()).collect();
        set.into_iter().cloned().collect()
    };
    let streets = distinct(|p| &p.street);
    let all_streets = t!("filter-streets", n = streets.len());
    view! {
        <form class="filters" action=format!("{}#posts", addresses::campaigns::announcement(&campaign.code)) aria-label=t!("filter-posts")>
            {select("street", t!("post-street"), all_streets, &filter.street, streets)}
            {select("audience", t!("post-audience"), t!("filter-any"), &filter.audience, distinct(|p| &p.audience))}
            <input type="hidden" name="all" value="1"/>
            <button class="btn btn--quiet btn--s">{t!("filter")}</button>
        </form>
    }
    .into_any()
}

fn full_text(campaign: &Campaign) -> AnyView {
    let articles = article::articles(&campaign.content.announcement).into_iter().enumerate().map(|(i, (heading, html))| {
        let heading = if heading.is_empty() { t!("preamble") } else { heading };
        view! {
            <details open=i == 0><summary>{heading}</summary><div class="doctext measure" inner_html=html></div></details>
        }
    });
    let digest = grouped(&campaign.digest);
    let short = format!(
        "{} … {}",
        digest.get(..9).unwrap_or_default(),
        digest
            .get(digest.len().saturating_sub(9)..)
            .unwrap_or_default()
    );
    view! {
        <section class="section" aria-labelledby="full">
            <h2 id="full">{t!("full-text")}</h2>
            {articles.collect_view()}
            <p class="seal-line small muted">
                {t!("announcement-sealed")}" "<code title=digest>{short}</code>"　"
                <a href=addresses::settings::VERIFY>{t!("how-to-check")}</a>"　"
                <a href=addresses::campaigns::rules_file(&campaign.code)>{t!("rules-file")}</a>
            </p>
        </section>
    }
    .into_any()
}
