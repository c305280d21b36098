//! A page of questions, made from the announcement's own form: hint before field, the document on the same page, save
//! and go on or save for later. And the two small tasks about who somebody is.

use super::{back_to, names};
use crate::{
    addresses,
    applications::{
        forms::{self as answers, DECLARATIONS, NONE, OTHER_AREA, PAPER},
        queries::{Opened, StoredFile},
    },
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang,
        parts::{refused, time},
        reader::Reader,
        words,
    },
};
use domain::{
    rules::{
        Bilingual, ChoiceKind, FactDef, FactKind, FormPage, Means, RowColumn, RowsKind, TextKind,
    },
    tasks::Task,
    uploads::DOCUMENT_LIMIT,
};
use leptos::prelude::*;

/// Where the page stands in its task, from 1.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    pub n: usize,
    pub of: usize,
}

pub fn title(_: &Reader, task: Task, page: &FormPage) -> String {
    match (page.questions.as_slice(), page.document) {
        _ if answers::is_declarations(page) => t!("question-declarations"),
        ([one], _) => names::text(&one.label),
        (_, Some(paper)) => t!("question-by-paper", paper = names::text(paper)),
        _ => names::of_task(task),
    }
}

pub fn page(
    reader: &Reader,
    opened: &Opened,
    task: Task,
    page: &FormPage,
    position: Position,
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let caption = t!(
        "question-caption",
        group = names::group(task.group()),
        task = names::of_task(task),
        n = position.n,
        of = position.of
    );
    let paper = page.document.map(|paper| paper_field(opened, form, paper));
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <form method="post" enctype="multipart/form-data" novalidate>
                    // What the enter key presses.
                    <button class="vh" name="_then" value="continue" tabindex="-1" aria-hidden="true"></button>
                    <h1><span class="caption">{caption}</span>{title(reader, task, page)}</h1>
                    {identity(opened, task)}
                    {fields(opened, page, form)}
                    {paper}
                    <input type="hidden" name="_page" value=page.key().as_str().to_owned()/>
                    <input type="hidden" name="_seen" value=form.typed.get("_seen").to_owned()/>
                    <p class="actions">
                        <button class="btn" name="_then" value="continue">{t!("save-and-go-on")}</button>
                        <button class="linkbtn" name="_then" value="later">{t!("save-for-later")}</button>
                    </p>
                </form>
            </div>
        </main>
    }
    .into_any()
}

fn fields(opened: &Opened, page: &FormPage, form: &Filled) -> AnyView {
    if answers::is_declarations(page) {
        return declarations(page, form);
    }
    let alone = page.questions.len() == 1;
    page.questions
        .iter()
        .map(|def| field(opened, def, form, alone))
        .collect_view()
        .into_any()
}

fn declarations(page: &FormPage, form: &Filled) -> AnyView {
    let mut options: Vec<(String, String)> = page
        .questions
        .iter()
        .map(|def| (def.key.as_str().to_owned(), names::text(&def.label)))
        .collect();
    options.push((NONE.to_owned(), t!("none-of-these")));
    let field = Field::new(DECLARATIONS, t!("question-declarations")).label_hidden(true);
    forms::choices(form, field.hint(t!("declarations-hint")), true, options)
}

fn field(opened: &Opened, def: &FactDef, form: &Filled, alone: bool) -> AnyView {
    let label = names::text(&def.label);
    let label = if def.optional {
        t!("optional-label", label = label)
    } else {
        label
    };
    let mut field = Field::new(def.key.as_str(), label).label_hidden(alone);
    if let Some(hint) = hint(def) {
        field = field.hint(hint);
    }
    match &def.kind {
        FactKind::YesNo => forms::choices(
            form,
            field,
            false,
            vec![("yes".into(), t!("yes")), ("no".into(), t!("no"))],
        ),
        FactKind::Number(_) => forms::input(form, field.width("input--6").numeric()),
        FactKind::Date(_) => forms::date(form, field, false),
        FactKind::Choice(choice) => one_of(form, field, choice),
        FactKind::Choices(choice) => {
            let mut options = options(choice);
            options.push((NONE.to_owned(), t!("none-of-these")));
            forms::choices(form, field, true, options)
        }
        FactKind::Area(kind) => {
            let mut areas = answers::areas(opened.rules(), kind, lang::current());
            areas.insert(0, (String::new(), t!("choose")));
            areas.push((OTHER_AREA.to_owned(), t!("elsewhere")));
            forms::select(form, field, areas)
        }
        FactKind::Text(TextKind { longest }) if longest.is_none_or(|longest| longest > 60) => {
            forms::text_area(form, field, 4)
        }
        FactKind::Text(_) => forms::input(form, field),
        FactKind::Rows(kind) => rows(def, kind, form, field),
    }
}

/// As many rows as are filled in and some more; a person who has none says so.
fn rows(def: &FactDef, kind: &RowsKind, form: &Filled, field: Field) -> AnyView {
    let key = def.key.as_str();
    let shown = answers::shown_rows(key, kind, &form.typed);
    let rows = (0..shown).map(|row| {
        let cells = kind.columns.iter().map(|column| {
            let name = answers::cell(key, row, column.key.as_str());
            in_row(form, name, column)
        });
        view! {
            <fieldset class="group">
                <legend>{t!("row-n", n = row + 1)}</legend>
                <div class="fields">{cells.collect_view()}</div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    let none = vec![(NONE.to_owned(), t!("rows-none"))];
    view! {
        {forms::choices(form, field.hint(t!("rows-hint")), true, none)}
        {rows}
    }
    .into_any()
}

fn in_row(form: &Filled, name: String, column: &RowColumn) -> AnyView {
    let label = names::text(&column.label);
    let label = match column.optional {
        true => t!("optional-label", label = label),
        false => label,
    };
    let field = Field::new(&name, label);
    match &column.kind {
        FactKind::Date(_) => forms::date(form, field, false),
        FactKind::Number(_) => forms::input(form, field.width("input--6").numeric()),
        FactKind::Choice(choice) => {
            let mut options = options(choice);
            options.insert(0, (String::new(), t!("choose")));
            forms::select(form, field, options)
        }
        _ => forms::input(form, field),
    }
}

fn options(choice: &ChoiceKind) -> Vec<(String, String)> {
    choice
        .options
        .iter()
        .map(|option| (option.code.as_str().to_owned(), names::text(&option.label)))
        .collect()
}

/// A few answers are shown all at once; many become a list.
fn one_of(form: &Filled, field: Field, choice: &ChoiceKind) -> AnyView {
    const SHOWN_AT_ONCE: usize = 8;
    let mut options = options(choice);
    if options.len() <= SHOWN_AT_ONCE {
        return forms::choices(form, field, false, options);
    }
    options.insert(0, (String::new(), t!("choose")));
    forms::select(form, field, options)
}

fn hint(def: &FactDef) -> Option<String> {
    let own = def.hint.as_ref().map(names::text);
    let unit = match &def.kind {
        FactKind::Number(kind) => kind
            .unit
            .as_ref()
            .map(|unit| t!("unit-hint", unit = names::text(unit))),
        FactKind::Date(_) if own.is_none() => Some(t!("date-hint")),
        _ => None,
    };
    // The household register says it, down to the level that the rules ask for.
    let register = match (&def.means, &own) {
        (Some(Means::Household(level)), None) => {
            Some(t!("household-hint", level = words::area_level(*level)))
        }
        _ => None,
    };
    let own = own.or(register);
    match (own, unit) {
        (Some(own), Some(unit)) => Some(format!("{own} {unit}")),
        (own, unit) => own.or(unit),
    }
}

/// The document that stands behind the answers of a page, with what is already there.
fn paper_field(opened: &Opened, form: &Filled, paper: &Bilingual) -> AnyView {
    let name = names::text(paper);
    let there = opened.papers(paper);
    let label = if there.is_empty() {
        t!("upload-paper", paper = name)
    } else {
        t!("upload-more", paper = name)
    };
    let field =
        Field::new(PAPER, label).hint(t!("paper-hint", limit = words::size(DOCUMENT_LIMIT)));
    view! {
        <div class="stack">
            {files(&there)}
            {forms::file(form, field, "image/jpeg,image/png,application/pdf")}
            <p><button class="btn btn--quiet" name="_then" value="upload">{t!("upload")}</button></p>
        </div>
    }
    .into_any()
}

fn files(files: &[&StoredFile]) -> AnyView {
    if files.is_empty() {
        return ().into_any();
    }
    let rows = files.iter().map(|file| {
        let (id, name) = (file.id, file.name.clone());
        view! {
            <li>
                <div><b>{name.clone()}</b><p>{words::size(file.size)}{t!("uploaded-on")}{time(file.at)}{t!("uploaded")}</p></div>
                <span class="tag tag--pass">{t!("received")}</span>
                <p class="actions">
                    <a href=addresses::applications::file(id)>{t!("look-at")}<span class="vh">{name.clone()}</span></a>
                    <button class="linkbtn" name="_then" value=format!("remove:{id}")>
                        {t!("remove")}<span class="vh">{name}</span>
                    </button>
                </p>
            </li>
        }
    });
    view! { <ul class="files">{rows.collect_view()}</ul> }.into_any()
}

/// What the account says: shown where somebody is asked who they are.
fn identity(opened: &Opened, task: Task) -> AnyView {
    if task != Task::Identity {
        return ().into_any();
    }
    facts_of_person(opened)
}

fn facts_of_person(opened: &Opened) -> AnyView {
    let number = opened.person.id_number.as_ref();
    let row = |term: String, value: String| view! { <div><dt>{term}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="answer plain">
            {row(t!("name"), opened.person.name.clone())}
            {number.map(|number| row(t!("id-number"), number.masked()))}
            {number.map(|number| row(t!("born-on"), words::date(number.birth_date())))}
        </dl>
        <p class="muted">{t!("identity-note")}</p>
    }
    .into_any()
}

/// The identity task where the announcement asks nothing more.
pub fn identity_page(_: &Reader, opened: &Opened) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                <h1><span class="caption">{names::group(Task::Identity.group())}</span>{names::of_task(Task::Identity)}</h1>
                {facts_of_person(opened)}
                <p class="actions"><a class="btn" href=addresses::applications::page(opened.id)>{t!("go-on")}</a></p>
            </div>
        </main>
    }
    .into_any()
}

pub fn contact_page(
    _: &Reader,
    opened: &Opened,
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let row = |term: String, value: String| view! { <div><dt>{term}</dt><dd>{value}</dd></div> };
    let address = Field::new("address", t!("address"))
        .hint(t!("address-hint"))
        .autocomplete("street-address");
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <form method="post" novalidate>
                    <h1><span class="caption">{names::group(Task::Contact.group())}</span>{names::of_task(Task::Contact)}</h1>
                    <dl class="answer plain">
                        {row(t!("mobile"), opened.person.masked_mobile())}
                        {row(t!("email"), opened.person.email.clone())}
                    </dl>
                    {forms::input(form, address)}
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
