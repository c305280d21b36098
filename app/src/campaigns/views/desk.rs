//! The desk: every campaign that concerns the reader, with what they can do there now.

use super::super::queries::Campaign;
use crate::addresses;
use crate::ui::{
    parts::{Tone, empty, tag},
    reader::Reader,
    timeline::{phase_tag, stagebar},
    words,
};
use domain::{access::Permission, campaigns::CampaignState};
use leptos::prelude::*;

pub fn page(reader: &Reader, campaigns: &[Campaign]) -> AnyView {
    let links = [
        (
            Permission::DraftCampaign,
            addresses::campaigns::NEW,
            t!("new-campaign"),
        ),
        (
            Permission::InviteStaff,
            addresses::accounts::STAFF,
            t!("staff-accounts"),
        ),
        (Permission::ReadAudit, addresses::audit::TRAIL, t!("audit")),
    ];
    let links = links
        .into_iter()
        .filter(|(permission, ..)| reader.may_somewhere(*permission))
        .map(|(_, href, label)| {
            view! { <a class="btn btn--quiet btn--s" href=href>{label}</a> }
        });
    let clock = reader.site.demonstration.then(|| {
        view! { <a class="btn btn--quiet btn--s" href=addresses::settings::CLOCK>{t!("clock-title")}</a> }
    });
    let list = if campaigns.is_empty() {
        empty(t!("desk-empty"), t!("desk-empty-text"), None).into_any()
    } else {
        let rows = campaigns.iter().map(|c| row(reader, c)).collect_view();
        view! { <ol class="camps">{rows}</ol> }.into_any()
    };
    view! {
        <main id="main" class="desk">
            <div class="desk__head">
                <div><h1>{t!("desk")}</h1><p>{t!("desk-lead")}</p></div>
                <p class="actions">{links.collect_view()}{clock}</p>
            </div>
            {list}
        </main>
    }
    .into_any()
}

fn row(reader: &Reader, campaign: &Campaign) -> AnyView {
    let (phase, steps) = (campaign.phase(reader.now), campaign.steps());
    let state = match campaign.state {
        CampaignState::Draft => tag(Tone::Moving, words::campaign_state(campaign.state)).into_any(),
        CampaignState::InCheck => tag(Tone::Now, words::campaign_state(campaign.state)).into_any(),
        CampaignState::Announced => phase_tag(phase, campaign.content.rules.has_papers()),
    };
    let acts = acts(reader, campaign)
        .into_iter()
        .map(|(href, label)| view! { <a href=href>{label}</a>"　" });
    let announced = campaign.is_announced().then(|| {
        view! {
            {stagebar(&steps, phase)}
            <p class="small muted">{t!("step-of", step = phase.number(&steps), steps = steps.len())}</p>
        }
    });
    let note = (campaign.state == CampaignState::Draft && !campaign.note.is_empty())
        .then(|| view! { <p class="note note--wait">{t!("sent-back-note", note = campaign.note.as_str())}</p> });
    view! {
        <li class="camp">
            <h2 class="h-s">{campaign.content.title.clone()}</h2>
            <p class="camp__fact">{state}" "{campaign.content.organiser.clone()}</p>
            {announced}
            {note}
            <p>{acts.collect_view()}</p>
        </li>
    }
    .into_any()
}

/// Where the reader's own duties lead.
fn acts(reader: &Reader, campaign: &Campaign) -> Vec<(String, String)> {
    use Permission::*;
    let code = &campaign.code;
    let all = match campaign.state {
        CampaignState::Draft => {
            vec![
                (
                    DraftCampaign,
                    addresses::campaigns::edit(code),
                    t!("edit-campaign"),
                ),
                (
                    DraftCampaign,
                    addresses::rule_editor::rules(code),
                    t!("edit-rules"),
                ),
            ]
        }
        CampaignState::InCheck => vec![(
            CheckCampaign,
            addresses::rule_editor::check(code),
            t!("check-campaign"),
        )],
        CampaignState::Announced => announced(code),
    };
    all.into_iter()
        .filter(|(permission, ..)| reader.may_near(*permission, &campaign.scope))
        .map(|(_, href, label)| (href, label))
        .collect()
}

/// What there is to do from the announcement on, and who may.
fn announced(code: &str) -> Vec<(Permission, String, String)> {
    use Permission::*;
    vec![
        (
            SeeCampaign,
            addresses::overview::page(code),
            t!("job-overview"),
        ),
        (
            ReviewApplications,
            addresses::applications::queue(code),
            t!("job-review"),
        ),
        (
            AssignSeats,
            addresses::ranking::steps(code),
            t!("job-ranking"),
        ),
        (EnterMarks, addresses::marking::marks(code), t!("job-marks")),
        (
            SettleMarks,
            addresses::marking::marks(code),
            t!("job-marks"),
        ),
        (
            ApproveResults,
            addresses::publication::sign_off(code),
            t!("job-publish"),
        ),
        (
            PublishResults,
            addresses::publication::sign_off(code),
            t!("job-publish"),
        ),
        (
            IssueCertificates,
            addresses::certificates::desk(code),
            t!("job-certificates"),
        ),
    ]
}
