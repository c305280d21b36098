//! Whether a visitor can apply: questions and their answer.

use super::super::super::{
    queries::Campaign,
    selfcheck::{self, Line, Sign, Verdict},
};
use crate::{
    addresses,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang, words,
    },
};
use domain::rules::{AreaKind, FactDef, FactKind, RuleDocument};
use leptos::prelude::*;

pub(super) fn self_check(
    campaign: &Campaign,
    checked: Option<&(&Filled, Option<Verdict>)>,
) -> AnyView {
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
