//! Why a figure is what it is: one row for each operation, the struck marks, the exact value before rounding, the clause.

use domain::rules::{ExplainedBlock, ExplainedRow, Explanation};
use leptos::prelude::*;

pub fn table(explained: &Explanation, caption: String) -> AnyView {
    let blocks = (1..)
        .zip(&explained.blocks)
        .map(|(number, block)| body(number, block))
        .collect_view();
    view! {
        <table class="calc">
            <caption class="vh">{caption}</caption>
            {blocks}
        </table>
    }
    .into_any()
}

fn body(number: usize, block: &ExplainedBlock) -> AnyView {
    view! {
        <tbody>
            <tr class="calc__h">
                <th scope="rowgroup" colspan="2">
                    {format!("{number}　{}", block.title)}
                    {block.clause.clone().map(|clause| view! { <span>{clause}</span> })}
                </th>
            </tr>
            {block.rows.iter().map(row).collect_view()}
        </tbody>
    }
    .into_any()
}

fn row(row: &ExplainedRow) -> AnyView {
    if !row.marks.is_empty() && row.figure.is_none() {
        return view! { <tr><td class="jr" colspan="2">{row.label.clone()}{marks(row)}</td></tr> }
            .into_any();
    }
    let class = match (row.last, row.result) {
        (true, _) => Some("calc__total"),
        (false, true) => Some("calc__sum"),
        (false, false) => None,
    };
    let figure = row.figure.clone().map(|figure| spaced(&figure));
    let figure = match row.last {
        true => view! { <span class="final">{figure}</span> }.into_any(),
        false => view! { {figure} }.into_any(),
    };
    let marks = (!row.marks.is_empty()).then(|| marks(row));
    view! {
        <tr class=class>
            <th scope="row">
                {row.label.clone()}
                {row.note.clone().map(|note| view! { <span>{note}</span> })}
                {row.clause.clone().map(|clause| view! { <span>{clause}</span> })}
                {marks}
            </th>
            <td>{figure}</td>
        </tr>
    }
    .into_any()
}

/// `+3.00` as it is printed: `+ 3.00`.
fn spaced(figure: &str) -> String {
    figure
        .strip_prefix('+')
        .map_or_else(|| figure.to_owned(), |digits| format!("+ {digits}"))
}

fn marks(row: &ExplainedRow) -> AnyView {
    let list = row.marks.iter().map(|mark| match &mark.struck {
        Some(why) => {
            view! { <li class="off"><s>{mark.figure.clone()}</s><span>{why.clone()}</span></li> }
                .into_any()
        }
        None => view! { <li>{mark.figure.clone()}</li> }.into_any(),
    });
    view! { <ul class="judges">{list.collect_view()}</ul> }.into_any()
}
