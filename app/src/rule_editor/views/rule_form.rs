//! The pieces of a rules form: fields under a heading, rows of a table, pieces inside pieces with their buttons.

use crate::{
    platform::form::Filled,
    rule_editor::fields::{ACT, Act, Block, Control, FormLayout, Item, Nest, NestKind},
    ui::{forms, words},
};
use leptos::prelude::*;

/// A long form has many fields of which the same is wrong: each line says which one is meant.
pub(super) fn error_summary(laid: &FormLayout) -> AnyView {
    forms::error_summary_saying(&laid.form, |found| {
        let why = words::problem(&found.problem);
        match laid.label_of(&found.field) {
            Some(field) => t!("problem-of-field", field = field, problem = why),
            None => why,
        }
    })
}

pub(super) fn blocks(form: &Filled, blocks: &[Block]) -> AnyView {
    blocks
        .iter()
        .map(|block| show(form, block))
        .collect_view()
        .into_any()
}

fn show(form: &Filled, block: &Block) -> AnyView {
    match block {
        Block::Fields {
            legend,
            note,
            items,
        } => fields(form, legend, note, items),
        Block::Rows {
            legend,
            note,
            head,
            rows,
        } => table(form, legend, note, head, rows),
        Block::Nest(nest) => piece(form, nest),
        Block::Showing(act) => {
            view! { <p class="small">{buttons(std::slice::from_ref(act), "linkbtn")}</p> }
                .into_any()
        }
        Block::Adding { choice, acts } => {
            let choice = choice.as_ref().map(|item| show_item(form, item));
            view! { <div class="adding">{choice}<p class="actions">{buttons(acts, "btn btn--quiet btn--s")}</p></div> }
                .into_any()
        }
    }
}

fn fields(form: &Filled, legend: &str, note: &str, items: &[Item]) -> AnyView {
    let (hidden, shown): (Vec<_>, Vec<_>) = items
        .iter()
        .partition(|item| matches!(item.control, Control::Hidden));
    let hidden = hidden
        .into_iter()
        .map(|item| show_item(form, item))
        .collect_view();
    let note =
        (!note.is_empty()).then(|| view! { <p class="small muted measure">{note.to_owned()}</p> });
    if shown.is_empty() {
        let heading =
            (!legend.is_empty()).then(|| view! { <h2 class="h-s">{legend.to_owned()}</h2> });
        return view! { {heading}{note}{hidden} }.into_any();
    }
    let items = shown
        .into_iter()
        .map(|item| show_item(form, item))
        .collect_view();
    if legend.is_empty() {
        return view! { {note}<div class="fields">{items}</div>{hidden} }.into_any();
    }
    view! {
        <fieldset class="group">
            <legend>{legend.to_owned()}</legend>
            {note}
            <div class="fields">{items}</div>
            {hidden}
        </fieldset>
    }
    .into_any()
}

fn table(form: &Filled, legend: &str, note: &str, head: &[String], rows: &[Vec<Item>]) -> AnyView {
    let head = head
        .iter()
        .map(|title| view! { <th scope="col">{title.clone()}</th> })
        .collect_view();
    let rows = rows.iter().enumerate().map(|(index, row)| {
        let cells = row
            .iter()
            .map(|item| view! { <td>{show_item(form, item)}</td> })
            .collect_view();
        view! { <tr><th scope="row">{index + 1}</th>{cells}</tr> }
    });
    view! {
        <fieldset class="group">
            <legend>{legend.to_owned()}</legend>
            <p class="small muted measure">{note.to_owned()}</p>
            // A group, no landmark: a form may have several tables of one kind.
            <div class="gridwrap" role="group" aria-label=legend.to_owned() tabindex="0">
                <table class="grid boxes">
                    <caption class="vh">{legend.to_owned()}</caption>
                    <thead><tr><th scope="col">{t!("form-order")}</th>{head}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </fieldset>
    }
    .into_any()
}

fn piece(form: &Filled, nest: &Nest) -> AnyView {
    let inner = blocks(form, &nest.blocks);
    let (id, legend) = (nest.id.clone(), nest.legend.clone());
    let note = (!nest.note.is_empty())
        .then(|| view! { <p class="small muted measure">{nest.note.clone()}</p> });
    let acts = (!nest.acts.is_empty())
        .then(|| view! { <p class="actions small">{buttons(&nest.acts, "linkbtn")}</p> });
    let class = match nest.kind {
        NestKind::Fold { open } => {
            return view! {
                <details class="fold" id=id open=open>
                    <summary>{legend}</summary>
                    <div class="stack">{acts}{note}{inner}</div>
                </details>
            }
            .into_any();
        }
        NestKind::Piece => "piece",
        NestKind::Branch => "piece branch",
    };
    view! {
        <fieldset class=class id=id tabindex="-1">
            <legend>{legend}</legend>
            <div class="stack">{acts}{inner}{note}</div>
        </fieldset>
    }
    .into_any()
}

/// Buttons that send the form to be rearranged; the address leads back to where the reader was.
fn buttons(acts: &[Act], class: &'static str) -> AnyView {
    let button = |act: &Act| {
        let about =
            (!act.about.is_empty()).then(|| view! { <span class="vh">{act.about.clone()}</span> });
        view! {
            <button class=class name=ACT value=act.value.clone() formaction=format!("#{}", act.to)>
                {act.label.clone()}{about}
            </button>
        }
    };
    acts.iter().map(button).collect_view().into_any()
}

fn show_item(form: &Filled, item: &Item) -> AnyView {
    let field = item.field.clone();
    match &item.control {
        Control::Input => forms::input(form, field),
        Control::Area(rows) if *rows > 4 => {
            view! { <div class="wide">{forms::text_area(form, field, *rows)}</div> }.into_any()
        }
        Control::Area(rows) => forms::text_area(form, field, *rows),
        Control::Select(options) => forms::select(form, field, options.clone()),
        Control::Several(options) => forms::choices(form, field, true, options.clone()),
        Control::Tick => forms::tick(form, field),
        Control::Hidden => {
            let value = form.typed.get(&field.name).to_owned();
            view! { <input type="hidden" name=field.name value=value/> }.into_any()
        }
    }
}
