//! The rows of a post: totals with their parts, why one of two equals stands first, what the version before said.

use super::{
    super::queries::lists::Published,
    list::{anchor, heading},
    placing,
};
use crate::ui::{lang, words};
use domain::{
    Points,
    numbers::Ratio,
    publication::{
        Above, BonusIn, Change, PostList, Row, above, bonus_in, changes, total_rounded, weights,
    },
    rules::RuleDocument,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// The rows that this version changed, by ticket.
pub struct Changed<'a> {
    before: u32,
    rows: HashMap<&'a str, Change<'a>>,
}

impl<'a> Changed<'a> {
    pub fn of(public: &'a Published) -> Self {
        let Some((stamp, list)) = &public.previous else {
            return Changed {
                before: 0,
                rows: HashMap::new(),
            };
        };
        let named = changes(list, &public.list)
            .into_iter()
            .filter_map(|c| Some((c.after?.ticket.as_str(), c)));
        Changed {
            before: stamp.version,
            rows: named.collect(),
        }
    }
}

pub(super) fn table(
    public: &Published,
    post: &PostList,
    rows: &[Row],
    changed: &Changed,
) -> AnyView {
    let name = heading(public, post);
    let rules = &public.campaign.content.rules;
    let weights = weights(rules, &post.code);
    let rounded = total_rounded(rules, &post.code, lang::current());
    let bonus_in = bonus_in(rules, &post.code);
    let (written, interview) = (share(weights.written), share(weights.interview));
    let fixed = post
        .rows
        .iter()
        .any(|row| changed.rows.contains_key(row.ticket.as_str()));
    let body = rows.iter().enumerate().map(|(at, row)| {
        let next = rows
            .get(at + 1)
            .filter(|next| row.tied && next.total == row.total);
        line(public, post, row, next, changed, bonus_in)
    });
    view! {
        <section aria-labelledby=anchor(post)>
            <div class="rollhead">
                <h2 id=anchor(post)>{name.clone()}</h2>
                <p>
                    {t!("result-list-post-size", places = post.places, people = post.rows.len())}
                    {rounded.map(|how| t!("result-list-rounded", how = how))}
                    {fixed.then(|| t!("result-list-post-changed", version = public.stamp.version))}
                </p>
            </div>
            <table role="table" class="roll">
                <caption class="vh">{t!("result-list-caption", post = name)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col" class="num">{t!("result-list-rank")}</th>
                    <th role="columnheader" scope="col">{t!("result-list-ticket")}</th>
                    <th role="columnheader" scope="col">{t!("name")}</th>
                    <th role="columnheader" scope="col" class="num">{t!("kind-written")}{written}</th>
                    <th role="columnheader" scope="col" class="num">{t!("kind-interview")}{interview}</th>
                    <th role="columnheader" scope="col" class="num">{t!("result-list-total")}</th>
                    <th role="columnheader" scope="col">{t!("list-outcome")}</th>
                </tr></thead>
                <tbody role="rowgroup">{body.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn line(
    public: &Published,
    post: &PostList,
    row: &Row,
    next: Option<&Row>,
    changed: &Changed,
    bonus_in: BonusIn,
) -> AnyView {
    let change = changed.rows.get(row.ticket.as_str());
    let note = match change {
        Some(change) => Some(was(change, changed.before)),
        None => next.map(|next| tie(&public.campaign.content.rules, post, row, next)),
    };
    let rank = row
        .rank
        .map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    let bonus = |at: BonusIn| {
        let text = || t!("result-list-with-bonus", points = row.bonus.to_string());
        let here = at == bonus_in && row.bonus != Points::ZERO;
        here.then(|| view! { <span class="incl">{text()}</span> })
    };
    view! {
        <tr role="row" class=change.map(|_| "fixed")>
            <td role="cell" class="rank num">{rank}</td>
            <th role="rowheader" scope="row">{row.ticket.clone()}</th>
            <td role="cell" class="nm">{row.name.clone()}</td>
            <td role="cell" class="num" data-k=t!("kind-written")>{words::score(row.written)}{bonus(BonusIn::Written)}</td>
            <td role="cell" class="num" data-k=t!("kind-interview")>{words::score(row.interview)}{bonus(BonusIn::Interview)}</td>
            <td role="cell" class="num tot">{words::score(row.total)}{bonus(BonusIn::Total)}</td>
            <td role="cell" class="res">
                {placing(row.placing)}
                {bonus(BonusIn::Apart)}
                {note.map(|note| view! { <span class="rownote">{note}</span> })}
            </td>
        </tr>
    }
    .into_any()
}

/// Why one of two equal totals stands above the other.
fn tie(rules: &RuleDocument, post: &PostList, row: &Row, next: &Row) -> String {
    match above(rules, &post.code, row, next) {
        Above::Shared => t!("result-list-tie-shared"),
        Above::ByWritten => t!("result-list-tie-written"),
        Above::ByInterview => t!("result-list-tie-interview"),
        Above::ByRules => t!("result-list-tie-rules"),
    }
}

/// What the version before said about a row that differs now.
fn was(change: &Change, version: u32) -> String {
    let (Some(before), Some(after)) = (change.before, change.after) else {
        return t!("result-list-was-absent", version = version);
    };
    let score = |label: String, points| format!("{label}{}", words::score(points));
    let mut parts = Vec::new();
    if before.written != after.written {
        parts.push(score(t!("kind-written"), before.written));
    }
    if before.interview != after.interview {
        parts.push(score(t!("kind-interview"), before.interview));
    }
    if before.total != after.total {
        parts.push(score(t!("result-list-total"), before.total));
    }
    if before.rank != after.rank {
        parts.push(before.rank.map_or_else(
            || t!("result-list-was-unranked"),
            |rank| t!("result-list-rank-n", n = rank),
        ));
    }
    if before.placing != after.placing {
        parts.push(words::placing(before.placing));
    }
    if before.tied != after.tied {
        parts.push(if before.tied {
            t!("result-list-was-tied")
        } else {
            t!("result-list-was-not-tied")
        });
    }
    if before.name != after.name {
        parts.push(before.name.clone());
    }
    t!(
        "result-list-was",
        version = version,
        what = parts.join(&t!("result-list-comma"))
    )
}

/// `（50%）` beside a part, where the total takes so much of it.
fn share(weight: Option<Ratio>) -> String {
    weight
        .map(|weight| t!("result-list-weight", text = weight.as_percent()))
        .unwrap_or_default()
}
