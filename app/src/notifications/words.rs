//! Notices as sentences: a title, a body, where to go next; and the whole letter for mail.

use crate::addresses;
use crate::ui::{reader::Reader, words};
use domain::{applications::ReasonCode, notices::Notice};

pub fn title(notice: &Notice) -> String {
    match notice {
        Notice::ConfirmEmail { .. } => t!("notice-confirm-email"),
        Notice::ResetPassword { .. } => t!("notice-reset-password"),
        Notice::PasswordChanged => t!("notice-password-changed"),
        Notice::Invitation { .. } => t!("notice-invitation"),
        Notice::Submitted { .. } => t!("notice-submitted"),
        Notice::Withdrawn { .. } => t!("notice-withdrawn"),
        Notice::Returned { .. } => t!("notice-returned"),
        Notice::Rejected { .. } => t!("notice-rejected"),
        Notice::Accepted { .. } => t!("notice-accepted"),
        Notice::AppealReceived { .. } => t!("notice-appeal-received"),
        Notice::AppealUpheld { .. } => t!("notice-appeal-upheld"),
        Notice::AppealOverturned { .. } => t!("notice-appeal-overturned"),
        Notice::BonusDecided { granted: true, .. } => t!("notice-bonus-granted"),
        Notice::BonusDecided { .. } => t!("notice-bonus-refused"),
        Notice::TicketReady { .. } => t!("notice-ticket"),
        Notice::Shortlisted { .. } => t!("notice-shortlisted"),
        Notice::NotShortlisted { .. } => t!("notice-not-shortlisted"),
        Notice::ResultPublished { .. } => t!("notice-result"),
        Notice::CertificateIssued { .. } => t!("notice-certificate-issued"),
        Notice::CertificateSuspended { .. } => t!("notice-certificate-suspended"),
        Notice::CertificateReinstated { .. } => t!("notice-certificate-reinstated"),
        Notice::CertificateRevoked { .. } => t!("notice-certificate-revoked"),
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "an arm for each notice: one without words does not compile"
)]
pub fn body(notice: &Notice) -> String {
    match notice {
        Notice::ConfirmEmail { .. } => t!("notice-confirm-email-body"),
        Notice::ResetPassword { .. } => t!("notice-reset-password-body"),
        Notice::PasswordChanged => t!("notice-password-changed-body"),
        Notice::Invitation { .. } => t!("notice-invitation-body"),
        Notice::Submitted {
            campaign, number, ..
        } => {
            t!(
                "notice-submitted-body",
                campaign = campaign.as_str(),
                number = number.as_str()
            )
        }
        Notice::Withdrawn { campaign, .. } => {
            t!("notice-withdrawn-body", campaign = campaign.as_str())
        }
        Notice::Returned {
            campaign,
            reasons,
            note,
            answer_by,
            ..
        } => t!(
            "notice-returned-body",
            campaign = campaign.as_str(),
            reasons = grounds(reasons, note),
            deadline = words::date_time(*answer_by)
        ),
        Notice::Rejected {
            campaign,
            reasons,
            note,
            appeal_by,
            ..
        } => t!(
            "notice-rejected-body",
            campaign = campaign.as_str(),
            reasons = grounds(reasons, note),
            deadline = words::date_time(*appeal_by)
        ),
        Notice::Accepted {
            campaign,
            tickets_from,
            ..
        } => {
            t!(
                "notice-accepted-body",
                campaign = campaign.as_str(),
                from = words::date_time_or_later(*tickets_from)
            )
        }
        Notice::AppealReceived { campaign, .. } => {
            t!("notice-appeal-received-body", campaign = campaign.as_str())
        }
        Notice::AppealUpheld { campaign, note, .. } => {
            t!(
                "notice-appeal-upheld-body",
                campaign = campaign.as_str(),
                note = note.as_str()
            )
        }
        Notice::AppealOverturned { campaign, .. } => t!(
            "notice-appeal-overturned-body",
            campaign = campaign.as_str()
        ),
        Notice::BonusDecided {
            campaign,
            granted: true,
            ..
        } => {
            t!("notice-bonus-granted-body", campaign = campaign.as_str())
        }
        Notice::BonusDecided { campaign, note, .. } => {
            t!(
                "notice-bonus-refused-body",
                campaign = campaign.as_str(),
                note = note.as_str()
            )
        }
        Notice::TicketReady {
            campaign,
            ticket,
            written_at,
            ..
        } => t!(
            "notice-ticket-body",
            campaign = campaign.as_str(),
            ticket = ticket.as_str(),
            at = words::date_time_or_later(*written_at)
        ),
        Notice::Shortlisted {
            campaign,
            interview_at,
            ..
        } => {
            t!(
                "notice-shortlisted-body",
                campaign = campaign.as_str(),
                at = words::date_time_or_later(*interview_at)
            )
        }
        Notice::NotShortlisted { campaign, .. } => {
            t!("notice-not-shortlisted-body", campaign = campaign.as_str())
        }
        Notice::ResultPublished {
            campaign, version, ..
        } => {
            t!(
                "notice-result-body",
                campaign = campaign.as_str(),
                version = *version
            )
        }
        Notice::CertificateIssued { number } => {
            t!("notice-certificate-issued-body", number = number.as_str())
        }
        Notice::CertificateSuspended { number, reason } => {
            t!(
                "notice-certificate-suspended-body",
                number = number.as_str(),
                reason = reason.as_str()
            )
        }
        Notice::CertificateReinstated { number, reason } => t!(
            "notice-certificate-reinstated-body",
            number = number.as_str(),
            reason = reason.as_str()
        ),
        Notice::CertificateRevoked { number, reason } => {
            t!(
                "notice-certificate-revoked-body",
                number = number.as_str(),
                reason = reason.as_str()
            )
        }
    }
}

fn grounds(reasons: &[ReasonCode], note: &str) -> String {
    let mut all: Vec<String> = reasons.iter().map(|&code| words::reason(code)).collect();
    if !note.trim().is_empty() {
        all.push(note.trim().to_owned());
    }
    words::clauses(all)
}

/// Where the person goes next, below the site's address.
pub fn path(notice: &Notice) -> String {
    match notice {
        Notice::ConfirmEmail { link }
        | Notice::ResetPassword { link }
        | Notice::Invitation { link } => link.clone(),
        Notice::PasswordChanged => addresses::accounts::SIGN_IN.to_owned(),
        Notice::TicketReady { application, .. } => addresses::admission::ticket(*application),
        Notice::Shortlisted { application, .. }
        | Notice::NotShortlisted { application, .. }
        | Notice::ResultPublished { application, .. } => {
            addresses::publication::result(*application)
        }
        Notice::Submitted { application, .. }
        | Notice::Withdrawn { application, .. }
        | Notice::Returned { application, .. }
        | Notice::Rejected { application, .. }
        | Notice::Accepted { application, .. }
        | Notice::AppealReceived { application, .. }
        | Notice::AppealUpheld { application, .. }
        | Notice::AppealOverturned { application, .. }
        | Notice::BonusDecided { application, .. } => addresses::applications::page(*application),
        Notice::CertificateIssued { number }
        | Notice::CertificateSuspended { number, .. }
        | Notice::CertificateReinstated { number, .. }
        | Notice::CertificateRevoked { number, .. } => addresses::certificates::certificate(number),
    }
}

/// A whole letter, as plain text.
pub fn letter(reader: &Reader, name: &str, notice: &Notice) -> String {
    let site = &reader.site;
    t!(
        "notice-letter",
        name = name,
        body = body(notice),
        link = format!("{}{}", site.base_url, path(notice)),
        site = site.name.as_str(),
        phone = site.phone.as_str()
    )
}
