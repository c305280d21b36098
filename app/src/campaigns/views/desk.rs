//! The desk: every campaign that concerns the reader, with what they can do there now.

use super::super::queries::Campaign;
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
            "/desk/campaigns/new",
            t!("new-campaign"),
        ),
        (
            Permission::InviteStaff,
            "/desk/accounts",
            t!("staff-accounts"),
        ),
        (Permission::ReadAudit, "/desk/audit", t!("audit")),
    ];
    let links = links
        .into_iter()
        .filter(|(permission, ..)| reader.may_somewhere(*permission))
        .map(|(_, href, label)| {
            view! { <a class="btn btn--quiet btn--s" href=href>{label}</a> }
        });
    let clock = reader.site.demonstration.then(|| {
        view! { <a class="btn btn--quiet btn--s" href="/desk/clock">{t!("clock-title")}</a> }
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
    let desk = |path: &str| format!("/desk/{code}{path}");
    let all = match campaign.state {
        CampaignState::Draft => {
            vec![
                (DraftCampaign, desk("/edit"), t!("edit-campaign")),
                (DraftCampaign, desk("/rules"), t!("edit-rules")),
            ]
        }
        CampaignState::InCheck => vec![(CheckCampaign, desk("/check"), t!("check-campaign"))],
        CampaignState::Announced => vec![
            (SeeCampaign, desk(""), t!("job-overview")),
            (ReviewApplications, desk("/review"), t!("job-review")),
            (AssignSeats, desk("/ranking"), t!("job-ranking")),
            (EnterMarks, desk("/marks"), t!("job-marks")),
            (SettleMarks, desk("/marks"), t!("job-marks")),
            (ApproveResults, desk("/publish"), t!("job-publish")),
            (PublishResults, desk("/publish"), t!("job-publish")),
            (
                IssueCertificates,
                desk("/certificates"),
                t!("job-certificates"),
            ),
        ],
    };
    all.into_iter()
        .filter(|(permission, ..)| reader.may_near(*permission, &campaign.scope))
        .map(|(_, href, label)| (href, label))
        .collect()
}
