//! The page of a part: the form and the JSON, of which the one that was sent stands as it was typed.

use super::sent::{Asks, Sent};
use crate::{
    campaigns::queries::Campaign,
    error::Refusal,
    platform::{
        ctx::Ctx,
        form::{Filled, Typed},
    },
    rule_editor::{
        families,
        fields::{ACT, FormLayout},
        queries::{Findings, open_in},
        views::rule_part::{self, Page, Saved},
    },
    ui::{
        forms,
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::{http::StatusCode, response::Html};
use domain::rules::{Part, RuleDocument, differences};

/// What the page says about the last act.
pub(super) enum Said {
    Nothing,
    Saved(Saved),
    Asked(Asks),
    Refused(Refusal),
}

impl Said {
    pub fn status(&self) -> StatusCode {
        match self {
            Said::Asked(Asks::Wrong) => StatusCode::UNPROCESSABLE_ENTITY,
            Said::Refused(refusal) => refusal.status(),
            Said::Nothing | Said::Saved(_) | Said::Asked(_) => StatusCode::OK,
        }
    }
}

pub(super) fn render(
    ctx: &Ctx,
    campaign: &Campaign,
    part: Part,
    sent: Option<Sent>,
    said: Said,
) -> Html<String> {
    let problems = sent.as_ref().map(|sent| sent.problems.clone());
    let problem_form = Filled {
        typed: Typed::default(),
        problems: problems.unwrap_or_default(),
    };
    let title = |reader: &Reader| {
        let title = forms::titled(&problem_form, part.name(reader.lang).to_owned());
        Shell::staff(reader, title, Job::None, Some(campaign.heading())).with_islands()
    };
    shell::render(ctx, title, |reader| {
        rule_part::page(reader, &shown(reader, campaign, part, sent, said))
    })
}

pub(super) fn shown<'a>(
    _: &Reader,
    campaign: &'a Campaign,
    part: Part,
    sent: Option<Sent>,
    said: Said,
) -> Page<'a> {
    let rules = &campaign.content.rules;
    let mut page = as_saved(campaign, part);
    if let Some(sent) = sent {
        as_sent(&mut page, sent, &said);
    }
    match said {
        Said::Asked(Asks::Wrong | Asks::Unseen) => page.saved = Saved::Not,
        Said::Refused(refusal) => {
            page.saved = Saved::Not;
            page.refusal = Some(refusal);
        }
        Said::Saved(saved) => page.saved = saved,
        Said::Nothing | Said::Asked(Asks::Check | Asks::Rearrange) => {}
    }
    page.laid = page.laid.or_else(|| families::lay_out(rules, part));
    let checked = page.checked.as_ref().map(|(checked, _)| checked);
    page.findings = Findings::of(checked.unwrap_or(rules));
    page
}

fn as_saved(campaign: &Campaign, part: Part) -> Page<'_> {
    let rules = &campaign.content.rules;
    Page {
        campaign,
        part,
        laid: None,
        json: families::json_form(rules, part),
        json_was_typed: false,
        revision: campaign.revision.to_string(),
        checked: None,
        findings: Findings::default(),
        open: open_in(rules, part),
        saved: Saved::No,
        rearranged: false,
        refusal: None,
    }
}

/// Puts what was sent onto the page, as it was typed and with its problems.
fn as_sent(page: &mut Page<'_>, sent: Sent, said: &Said) {
    let (campaign, part) = (page.campaign, page.part);
    let rules = &campaign.content.rules;
    // Who was told that somebody else saved may save over it: the form keeps the newest number.
    if !matches!(said, Said::Refused(Refusal::Stale)) {
        let revision = sent.typed.get("revision");
        revision.clone_into(&mut page.revision);
    }
    page.json_was_typed = sent.laid.is_none();
    if let Said::Asked(asks @ (Asks::Check | Asks::Rearrange | Asks::Unseen)) = said {
        // A button that only shows the fields of a kind leaves the rules as they are.
        page.rearranged = matches!(asks, Asks::Rearrange) && sent.after != *rules;
        let so_far = sent.laid.as_ref();
        let so_far = so_far.and_then(|laid| so_far_of(rules, part, laid));
        let after = so_far.unwrap_or(sent.after);
        let changed = differences(rules, &after);
        page.checked = Some((after, changed));
    }
    let problems = sent.problems;
    match sent.laid {
        Some(laid) => {
            let form = Filled {
                problems,
                ..laid.form
            };
            page.laid = Some(FormLayout { form, ..laid });
        }
        None => {
            page.json = Filled {
                typed: sent.typed,
                problems,
            };
        }
    }
}

/// What the form that is shown says by now.
fn so_far_of(rules: &RuleDocument, part: Part, laid: &FormLayout) -> Option<RuleDocument> {
    let mut typed = laid.form.typed.clone();
    typed.set(ACT, "");
    families::read_whole(rules, part, &typed)
}
