//! What came out: whom the change moves, the posts, what people would have to decide, and everybody with their derivation.
//! Numbers only, no names. Any course can be tried, so that columns are made of its stages.

use crate::ui::{calculation, lang, words};
use domain::{
    dry_run::{Shift, Trial, changes},
    rules::{
        CandidateState, Derivations, Moved, Names, PostOutcome, ScoreOf, Status, Step, StepCount,
        explain, whole_name,
    },
};
use leptos::prelude::*;
use std::collections::HashMap;

/// People beyond these are counted, not listed: each comes with a derivation.
const LISTED: usize = 150;
/// Open points beyond these are counted.
const SENTENCES: usize = 30;

pub(super) fn page(after: &Trial, before: Option<&Trial>) -> AnyView {
    let moved = before.map(|before| changes(before, after));
    view! {
        <p class="note note--pass" role="status">{t!("try-done", people = after.people.candidates.len())}</p>
        {left_out(after)}
        {before.zip(moved.as_deref()).map(|(before, all)| changed(before, after, all))}
        {posts(after)}
        {open(after)}
        {people(after)}
        {derivations(after, before, moved.as_deref().unwrap_or_default())}
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
        let people = trial.people.candidates.iter().enumerate();
        Why {
            trial,
            places: people
                .map(|(index, who)| (who.number.as_str(), index))
                .collect(),
            derivations: Derivations::new(&trial.rules, &trial.people, &trial.outcome),
        }
    }

    fn table(&self, number: &str, caption: String) -> AnyView {
        let found = self.places.get(number).and_then(|index| {
            let derivation = self.derivations.of(*index)?;
            let explained = explain(&derivation, lang::current());
            Some(calculation::table(&explained, caption))
        });
        view! { {found} }.into_any()
    }

    fn post(&self, number: &str) -> String {
        let index = self.places.get(number);
        index.map_or_else(String::new, |index| {
            self.trial.people.candidates[*index].post.to_string()
        })
    }
}

fn names(trial: &Trial) -> Names<'_> {
    Names::new(&trial.rules, &trial.outcome)
}

/// Result, place and score: by the total where there is one, else by the last list that was made.
fn result_cell(trial: &Trial, state: &CandidateState) -> AnyView {
    let label = state.outcome.status.label(names(trial), lang::current());
    let figure = |code: &str| state.figures.iter().find(|(own, _)| own.as_str() == code);
    let total = figure("total").and_then(|(_, own)| own.score);
    let last = || {
        let lists = state.figures.iter().rev();
        let mut scored = lists.filter(|(_, own)| own.score.is_some());
        scored.next().map(|(_, own)| own)
    };
    let more = match (total, state.outcome.rank, last()) {
        (Some(total), Some(rank), _) => {
            t!("try-by-place", n = rank, score = words::score(Some(total)))
        }
        (Some(total), None, _) => words::score(Some(total)),
        (None, _, Some(own)) => {
            let score = words::score(own.cut.or(own.score));
            match own.place {
                Some(place) => t!("try-by-place", n = place, score = score),
                None => score,
            }
        }
        (None, _, None) => words::score(None),
    };
    view! { {label}" "<span class="small muted nowrap">{more}</span> }.into_any()
}

/// A number that leads to its derivation; the browser opens it.
fn number_link(number: &str) -> AnyView {
    view! { <a href=format!("#why-{number}")>{number.to_owned()}</a> }.into_any()
}

fn changed(before: &Trial, after: &Trial, all: &[(Shift, Moved)]) -> AnyView {
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
        .map(|(shift, moved)| row(*shift, moved, before, &is))
        .collect_view();
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
                        <th scope="col">{t!("try-number")}</th><th scope="col">{t!("post")}</th>
                        <th scope="col">{t!("try-what-moves")}</th><th scope="col">{t!("try-before")}</th>
                        <th scope="col">{t!("try-after")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more(all.len(), LISTED)}
        </section>
    }
    .into_any()
}

/// How many are not listed.
fn more(all: usize, listed: usize) -> Option<AnyView> {
    let more = all.saturating_sub(listed);
    (more > 0).then(|| view! { <p class="small muted">{t!("try-more", n = more)}</p> }.into_any())
}

fn row(shift: Shift, moved: &Moved, before: &Trial, is: &Why) -> AnyView {
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
            <td>{result_cell(before, &moved.before)}</td>
            <td>{result_cell(is.trial, &moved.after)}</td>
        </tr>
    }
    .into_any()
}

/// The counts of each post, step by step.
fn posts(after: &Trial) -> AnyView {
    let counts = after.outcome.posts.iter();
    let counts = counts.filter(|post| post.applied > 0 || post.accepted > 0);
    let rows = counts.flat_map(|counts| post_rows(after, counts));
    view! {
        <section class="section">
            <h2 id="posts">{t!("try-posts")}</h2>
            <div class="gridwrap" role="region" aria-label=t!("try-posts") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("try-posts")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("post")}</th>
                        <th scope="col" class="num">{t!("try-places")}</th>
                        <th scope="col" class="num">{t!("try-people")}</th>
                        <th scope="col">{t!("try-step")}</th>
                        <th scope="col" class="num">{t!("try-called")}</th>
                        <th scope="col" class="num">{t!("try-came")}</th>
                        <th scope="col" class="num">{t!("try-passed")}</th>
                        <th scope="col" class="num">{t!("try-cut-off")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// A row for each step to which anybody was called; a single one where nobody was.
fn post_rows(after: &Trial, counts: &PostOutcome) -> Vec<AnyView> {
    let name = after.rules.post(&counts.post);
    let name = name.map_or("", |post| post.name.in_lang(lang::current()));
    let places = counts.places;
    let places = places.map_or_else(|| "—".to_owned(), |places| places.to_string());
    let cancelled = counts
        .cancelled
        .then(|| Status::Cancelled.label(names(after), lang::current()));
    let steps = (0u16..).map(Step).zip(&counts.steps);
    let total = after.outcome.total();
    let called: Vec<(Step, &StepCount)> = steps
        .filter(|(step, own)| own.called > 0 && Some(*step) != total)
        .collect();
    let rows = called.len().max(1).to_string();
    let head = view! {
        <th scope="rowgroup" rowspan=rows.clone()>{counts.post.to_string()}" "{name.to_owned()}</th>
        <td class="num" rowspan=rows.clone()>{places}" "{cancelled}</td>
        <td class="num" rowspan=rows>{counts.accepted}</td>
    };
    let mut head = Some(head.into_any());
    if called.is_empty() {
        return vec![view! { <tr>{head}<td colspan="5">"—"</td></tr> }.into_any()];
    }
    let rows = called.into_iter().map(|(step, own)| {
        let after_exam = total.is_some_and(|total| step > total);
        let scored = |count: u32| (!after_exam).then_some(count);
        view! {
            <tr>
                {head.take()}
                <td>{names(after).step(step, lang::current())}</td>
                <td class="num">{own.called}</td>
                <td class="num">{scored(own.came)}</td>
                <td class="num">{scored(own.passed)}</td>
                <td class="num">{own.cut_off.map(|points| words::score(Some(points)))}</td>
            </tr>
        }
        .into_any()
    });
    rows.collect()
}

/// What the rules leave to people, and what was not there.
fn open(after: &Trial) -> AnyView {
    let lang = lang::current();
    let (names, outcome) = (names(after), &after.outcome);
    let pending = outcome.pending.iter().map(|open| open.say(names, lang));
    let missing = outcome
        .missing
        .iter()
        .map(|missing| missing.say(names, lang));
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

/// The steps that give anybody a score, the total last.
fn scored_steps(trial: &Trial) -> Vec<usize> {
    let outcome = &trial.outcome;
    let people = 0..outcome.count();
    let scored = |step: &usize| {
        let mut people = people.clone();
        people.any(|index| outcome.figure(index, *step).score.is_some())
    };
    (0..outcome.steps.len()).filter(scored).collect()
}

/// Everybody, post by post, best first.
fn people(after: &Trial) -> AnyView {
    let (order, steps) = (best_first(after), scored_steps(after));
    let total = after.outcome.total();
    let heads = steps.iter().map(|step| {
        let of = match total {
            Some(total) if usize::from(total.0) == *step => ScoreOf::Total,
            _ => ScoreOf::Stage(after.outcome.steps[*step].clone()),
        };
        view! { <th scope="col" class="num">{whole_name(&after.rules, &of, lang::current())}</th> }
    });
    let heads = heads.collect_view();
    let rows = order.iter().take(LISTED).map(|index| {
        let who = &after.people.candidates[*index];
        let figures = after.outcome.figures_of(*index);
        let scores = steps.iter().map(|step| {
            view! { <td class="num">{words::score(figures[*step].score)}</td> }
        });
        let state = CandidateState::of(&after.outcome, *index);
        view! {
            <tr>
                <th scope="row" class="num">{number_link(&who.number)}</th>
                <td class="nowrap">{who.post.to_string()}</td>
                {scores.collect_view()}
                <td>{state.map(|state| result_cell(after, &state))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="section">
            <h2>{t!("try-everybody")}</h2>
            <div class="gridwrap" role="region" aria-label=t!("try-everybody") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("try-everybody")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("try-number")}</th><th scope="col">{t!("post")}</th>
                        {heads}
                        <th scope="col">{t!("try-result")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more(order.len(), LISTED)}
        </section>
    }
    .into_any()
}

/// By total, then by the place in the list that was cut last.
fn best_first(trial: &Trial) -> Vec<usize> {
    let mut order: Vec<usize> = (0..trial.people.candidates.len()).collect();
    order.sort_by_cached_key(|index| {
        let rank = trial.outcome.of(*index).and_then(|own| own.rank);
        let figures = trial.outcome.figures_of(*index).into_iter().rev();
        let lists: Vec<u32> = figures.map(|own| own.place.unwrap_or(u32::MAX)).collect();
        let post = trial.people.candidates[*index].post.clone();
        (post, rank.unwrap_or(u32::MAX), lists, *index)
    });
    order
}

/// The calculation of everybody who is listed above; of those whom the change moves by both rules.
fn derivations(after: &Trial, before: Option<&Trial>, all: &[(Shift, Moved)]) -> AnyView {
    let moved: Vec<&str> = all
        .iter()
        .take(LISTED)
        .map(|(_, moved)| moved.number.as_str())
        .collect();
    let listed = best_first(after)
        .into_iter()
        .take(LISTED)
        .map(|index| after.people.candidates[index].number.as_str());
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
