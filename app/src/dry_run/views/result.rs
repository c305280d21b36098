//! What came out: whom the change moves, the posts, what people would have to decide, and everybody with their derivation.
//! Numbers only, no names.

use crate::ui::{calculation, lang, words};
use domain::{
    dry_run::{Shift, Trial, changes},
    rules::{CandidateOutcome, Derivations, Moved, Text, explain},
};
use leptos::prelude::*;
use std::collections::HashMap;

/// People beyond these are counted, not listed: each comes with a derivation.
const LISTED: usize = 150;
/// Open points beyond these are counted.
const SENTENCES: usize = 30;

pub fn page(after: &Trial, before: Option<&Trial>) -> AnyView {
    view! {
        <p class="note note--pass" role="status">{t!("try-done", people = after.candidates.len())}</p>
        {left_out(after)}
        {before.map(|before| moved(before, after))}
        {posts(after)}
        {open(after)}
        {people(after)}
        {derivations(after, before)}
    }
    .into_any()
}

fn left_out(after: &Trial) -> AnyView {
    if after.left_out == 0 && after.unread == 0 {
        return ().into_any();
    }
    view! { <p class="note note--wait">{t!("try-left-out", people = after.left_out, figures = after.unread)}</p> }
        .into_any()
}

/// Derivations by number.
struct Why<'a> {
    trial: &'a Trial,
    places: HashMap<&'a str, usize>,
    derivations: Derivations<'a>,
}

impl<'a> Why<'a> {
    fn of(trial: &'a Trial) -> Self {
        let places = trial
            .candidates
            .iter()
            .enumerate()
            .map(|(index, who)| (who.number.as_str(), index))
            .collect();
        Why {
            trial,
            places,
            derivations: Derivations::new(&trial.rules, &trial.outcome),
        }
    }

    fn post(&self, number: &str) -> String {
        self.places.get(number).map_or(String::new(), |index| {
            self.trial.candidates[*index].post.to_string()
        })
    }

    fn table(&self, number: &str, caption: String) -> AnyView {
        let found = self.places.get(number).and_then(|index| {
            let derivation = self
                .derivations
                .of(&self.trial.candidates[*index], *index)?;
            Some(calculation::table(
                &explain(&derivation, lang::current()),
                caption,
            ))
        });
        view! { {found} }.into_any()
    }
}

/// Result, place and score: by the total where there is one, else by the written test.
fn result_cell(outcome: &CandidateOutcome) -> AnyView {
    let label = outcome.status.label(lang::current());
    let more = match (
        outcome.total,
        outcome.rank,
        outcome.written,
        outcome.written_rank,
    ) {
        (Some(total), Some(rank), ..) => {
            t!("try-by-total", n = rank, score = words::score(Some(total)))
        }
        (Some(total), None, ..) => words::score(Some(total)),
        (None, _, Some(written), Some(rank)) => t!(
            "try-by-written",
            n = rank,
            score = words::score(Some(written))
        ),
        (None, _, written, _) => words::score(written),
    };
    view! { {label}" "<span class="small muted nowrap">{more}</span> }.into_any()
}

/// A number that leads to its derivation; the browser opens it.
fn number_link(number: &str) -> AnyView {
    view! { <a href=format!("#why-{number}")>{number.to_owned()}</a> }.into_any()
}

fn moved(before: &Trial, after: &Trial) -> AnyView {
    let all = changes(before, after);
    let count = |shift: Shift| all.iter().filter(|(own, _)| *own == shift).count();
    let (outcomes, ranks, figures) = (
        count(Shift::Outcome),
        count(Shift::Rank),
        count(Shift::Figures),
    );
    if all.is_empty() {
        return view! { <section class="section"><h2>{t!("try-changed")}</h2><p>{t!("try-changed-nobody")}</p></section> }
            .into_any();
    }
    let is = Why::of(after);
    let rows = all
        .iter()
        .take(LISTED)
        .map(|(shift, moved)| row(*shift, moved, &is))
        .collect_view();
    let more = all.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <p class="small muted">{t!("try-more", n = more)}</p> });
    view! {
        <section class="section">
            <h2 >{t!("try-changed")}</h2>
            <dl class="tally">
                <div class="bad"><dt>{t!("try-shift-outcome")}</dt><dd>{outcomes}</dd></div>
                <div><dt>{t!("try-shift-rank")}</dt><dd>{ranks}</dd></div>
                <div><dt>{t!("try-shift-figures")}</dt><dd>{figures}</dd></div>
            </dl>
            <div class="gridwrap" role="region" aria-label=t!("try-changed") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("try-changed")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("try-number")}</th><th scope="col">{t!("try-post")}</th>
                        <th scope="col">{t!("try-what-moves")}</th><th scope="col">{t!("try-before")}</th>
                        <th scope="col">{t!("try-after")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
    .into_any()
}

fn row(shift: Shift, moved: &Moved, is: &Why) -> AnyView {
    let number = &moved.number;
    let what = match shift {
        Shift::Outcome => t!("try-shift-outcome"),
        Shift::Rank => t!("try-shift-rank"),
        Shift::Figures => t!("try-shift-figures"),
    };
    view! {
        <tr>
            <th scope="row" class="num">{number_link(number)}</th>
            <td class="nowrap">{is.post(number)}</td>
            <td>{what}</td>
            <td>{result_cell(&moved.before)}</td>
            <td>{result_cell(&moved.after)}</td>
        </tr>
    }
    .into_any()
}

fn posts(after: &Trial) -> AnyView {
    let lang = lang::current();
    let counts = after
        .outcome
        .posts
        .iter()
        .filter(|post| post.applied > 0 || post.accepted > 0);
    let rows = counts.map(|counts| {
        let name = after
            .rules
            .post(&counts.post)
            .map(|post| text(&post.name))
            .unwrap_or_default();
        let places = counts
            .places
            .map_or_else(|| "—".to_owned(), |places| places.to_string());
        let cancelled = counts
            .cancelled
            .then(|| domain::rules::Status::PostCancelled.label(lang));
        view! {
            <tr>
                <th scope="row">{counts.post.to_string()}" "{name}</th>
                <td class="num">{places}" "{cancelled}</td>
                <td class="num">{counts.accepted}</td>
                <td class="num">{counts.passed}</td>
                <td class="num">{counts.shortlisted}</td>
                <td class="num">{words::score(counts.cut_off)}</td>
                <td class="num">{counts.ranked}</td>
                <td class="num">{counts.enters_physical}</td>
            </tr>
        }
    });
    view! {
        <section class="section">
            <h2 id="posts">{t!("try-posts")}</h2>
            <div class="gridwrap" role="region" aria-label=t!("try-posts") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("try-posts")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("try-post")}</th>
                        <th scope="col" class="num">{t!("try-places")}</th>
                        <th scope="col" class="num">{t!("try-people")}</th>
                        <th scope="col" class="num">{t!("try-passed")}</th>
                        <th scope="col" class="num">{t!("try-shortlisted")}</th>
                        <th scope="col" class="num">{t!("try-cut-off")}</th>
                        <th scope="col" class="num">{t!("try-ranked")}</th>
                        <th scope="col" class="num">{t!("try-physical")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn text(text: &Text) -> String {
    text.in_lang(lang::current()).to_owned()
}

/// What the rules leave to people, and marks that were not there.
fn open(after: &Trial) -> AnyView {
    let lang = lang::current();
    let pending = after.outcome.pending.iter().map(|open| open.say(lang));
    let missing = after
        .outcome
        .missing
        .iter()
        .map(|missing| missing.say(lang));
    let said: Vec<String> = pending.chain(missing).collect();
    if said.is_empty() {
        return view! { <p class="note note--pass">{t!("try-nothing-open")}</p> }.into_any();
    }
    let count = said.len();
    let more = count.saturating_sub(SENTENCES);
    let more = (more > 0).then(|| view! { <li>{t!("try-more", n = more)}</li> });
    let lines = said
        .into_iter()
        .take(SENTENCES)
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <section class="section">
            <h2 >{t!("try-open", count = count)}</h2>
            <ul class="list">{lines}{more}</ul>
        </section>
    }
    .into_any()
}

/// Everybody, post by post, best first.
fn people(after: &Trial) -> AnyView {
    let order = best_first(after);
    let more = order.len().saturating_sub(LISTED);
    let rows = order.into_iter().take(LISTED).map(|index| {
        let (who, outcome) = (&after.candidates[index], &after.outcome.candidates[index]);
        view! {
            <tr>
                <th scope="row" class="num">{number_link(&who.number)}</th>
                <td class="nowrap">{who.post.to_string()}</td>
                <td class="num">{words::score(outcome.written)}</td>
                <td class="num">{words::score(outcome.interview)}</td>
                <td class="num">{words::score(outcome.total)}</td>
                <td>{result_cell(outcome)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = (more > 0).then(|| view! { <p class="small muted">{t!("try-more", n = more)}</p> });
    view! {
        <section class="section">
            <h2>{t!("try-everybody")}</h2>
            <div class="gridwrap" role="region" aria-label=t!("try-everybody") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("try-everybody")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("try-number")}</th><th scope="col">{t!("try-post")}</th>
                        <th scope="col" class="num">{t!("try-written")}</th>
                        <th scope="col" class="num">{t!("try-interview")}</th>
                        <th scope="col" class="num">{t!("try-total")}</th>
                        <th scope="col">{t!("try-result")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
    .into_any()
}

fn best_first(trial: &Trial) -> Vec<usize> {
    let mut order: Vec<usize> = (0..trial.candidates.len()).collect();
    order.sort_by_key(|index| {
        let outcome = &trial.outcome.candidates[*index];
        let (rank, written) = (
            outcome.rank.unwrap_or(u32::MAX),
            outcome.written_rank.unwrap_or(u32::MAX),
        );
        (trial.candidates[*index].post.clone(), rank, written, *index)
    });
    order
}

/// The calculation of everybody who is listed above; of those whom the change moves by both rules.
fn derivations(after: &Trial, before: Option<&Trial>) -> AnyView {
    let all = before
        .map(|before| changes(before, after))
        .unwrap_or_default();
    let moved: Vec<&str> = all
        .iter()
        .take(LISTED)
        .map(|(_, moved)| moved.number.as_str())
        .collect();
    let listed = best_first(after)
        .into_iter()
        .take(LISTED)
        .map(|index| after.candidates[index].number.as_str());
    let others = listed.filter(|number| !moved.contains(number));
    let (is, was) = (Why::of(after), before.map(Why::of));
    let one = |number: &str| {
        let both = was.as_ref().filter(|_| moved.contains(&number));
        let now = is.table(number, t!("try-calc-after", number = number));
        let calculation = match both {
            None => now,
            Some(was) => view! {
                <div class="pair">
                    <div><p><b>{t!("try-before")}</b></p>{was.table(number, t!("try-calc-before", number = number))}</div>
                    <div><p><b>{t!("try-after")}</b></p>{now}</div>
                </div>
            }
            .into_any(),
        };
        view! {
            <details>
                <summary>{t!("try-derivation", number = number)}</summary>
                <div id=format!("why-{number}")>{calculation}</div>
            </details>
        }
    };
    let shown = moved.iter().copied().chain(others).map(one).collect_view();
    view! { <section class="section stack"><h2>{t!("try-why")}</h2>{shown}</section> }.into_any()
}
