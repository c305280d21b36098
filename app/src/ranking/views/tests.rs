//! Results of a further test: for those whom the rules cannot order, or for everybody who needs one.

use super::lists::ListView;
use crate::{
    addresses,
    ranking::{commands::test_field, queries::TestRow},
    ui::{forms, lang, words},
};
use domain::rules::Mark;
use leptos::prelude::*;

pub(super) fn form(view: &ListView) -> AnyView {
    let page = view.page;
    if page.tests.is_empty() || page.decided.is_some() {
        return ().into_any();
    }
    let rows = page.tests.iter().map(|test| row(view, test)).collect_view();
    let held = page.may_test.as_ref().err();
    let why = held.map(|held| view! { <p class="reason">{words::refusal(held)}</p> });
    view! {
        <section class="section" id="extra-tests">
            <div class="section__head"><h2>{t!("tests-title")}</h2><p class="small muted">{t!("tests-lead")}</p></div>
            {forms::error_summary(view.form)}
            <form class="stack" method="post" action=addresses::ranking::extra_tests(&view.campaign.code) novalidate>
                <div class="gridwrap" role="region" aria-label=t!("tests-title") tabindex="0">
                    <table class="grid">
                        <caption class="vh">{t!("tests-title")}</caption>
                        <thead><tr>
                            <th scope="col">{t!("post-code")}</th>
                            <th scope="col">{t!("ticket-number")}</th>
                            <th scope="col">{t!("name")}</th>
                            <th scope="col">{t!("tests-test")}</th>
                            <th scope="col" class="num">{t!("compare-full")}</th>
                            <th scope="col">{t!("tests-result")}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {why}
                <p class="actions"><button class="btn btn--quiet" disabled=page.may_test.is_err()>{t!("tests-save", count = page.tests.len())}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn row(view: &ListView, test: &TestRow) -> impl IntoView + use<> {
    let name = view
        .page
        .names
        .get(&test.wanted.candidate)
        .cloned()
        .unwrap_or_default();
    let field = test_field(&test.wanted);
    let problem = view.form.problem(&field).map(words::problem);
    let typed = view.form.typed.get(&field);
    let value = if typed.is_empty() {
        test.recorded.map(mark).unwrap_or_default()
    } else {
        typed.to_owned()
    };
    let class = format!(
        "input input--6{}",
        if problem.is_some() {
            " input--error"
        } else {
            ""
        }
    );
    let error_id = format!("{field}-error");
    let described = problem.is_some().then(|| error_id.clone());
    let invalid = problem.is_some().then_some("true");
    let label = t!("tests-label", person = name.as_str());
    view! {
        <tr>
            <td>{test.post.clone()}</td>
            <td>{test.wanted.candidate.clone()}</td>
            <th scope="row">{name}</th>
            <td>{test.name.in_lang(lang::current()).to_owned()}</td>
            <td class="num">{words::plain(test.full)}</td>
            <td>
                <input type="text" class=class id=field.clone() name=field value=value aria-label=label
                    inputmode="decimal" autocomplete="off" aria-describedby=described aria-invalid=invalid/>
                {problem.map(|text| view! {
                    <p class="error" id=error_id><span class="vh">{t!("error-prefix")}</span>{text}</p>
                })}
            </td>
        </tr>
    }
}

fn mark(mark: Mark) -> String {
    match mark {
        Mark::Scored(points) => points.to_string(),
        Mark::Absent => t!("entry-absent"),
        Mark::Violation => t!("entry-violation"),
    }
}
