//! Facts as words: dates, counts, states, problems, refusals. One place for each, so that a thing is called the same
//! wherever it appears.

mod problems;

pub use problems::{answer, not_carried, photo_problem, problem, refusal, size};

use crate::ui::lang;
use chrono::{Datelike, NaiveDate, Timelike};
use domain::{
    Instant, Points,
    access::Role,
    applications::{ReasonCode, Stage},
    campaigns::{CampaignState, Phase, Progress},
    certificates::CertificateState,
    marking::{MarkKind, Slip},
    publication::PublicationState,
    ranking::Placing,
    rules::{AreaLevel, Mark},
};

pub fn date(day: NaiveDate) -> String {
    domain::rules::date(day, lang::current())
}

/// `11 March 2026 17:00`
pub fn date_time(at: Instant) -> String {
    let wall = at.shanghai();
    format!("{} {}:{:02}", date(wall.date()), wall.hour(), wall.minute())
}

/// The same, or that nobody has said it yet.
pub fn date_time_or_later(at: Option<Instant>) -> String {
    at.map_or_else(|| t!("time-later"), date_time)
}

/// To the second, for receipts and the audit trail.
pub fn date_time_exact(at: Instant) -> String {
    format!("{}:{:02}", date_time(at), at.shanghai().second())
}

/// `11 Mar 17:00`
pub fn date_time_short(at: Instant) -> String {
    let wall = at.shanghai();
    let day = t!("day-short", month = wall.month(), day = wall.day());
    format!("{day} {}:{:02}", wall.hour(), wall.minute())
}

/// 10,284
pub fn count(n: impl TryInto<u64>) -> String {
    let digits = n.try_into().unwrap_or(0).to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Several things of a kind.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    domain::rules::listed(items, lang::current())
}

/// Several things that are said in words of their own.
pub fn clauses<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    domain::rules::clauses(items, lang::current())
}

/// A share of one as a percentage with one decimal, of integers and exact.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let tenths = (part * 2000 + whole) / (whole * 2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A score, or a dash where there is none.
pub fn score(points: Option<Points>) -> String {
    points.map_or_else(|| "—".to_owned(), |p| p.to_string())
}

/// A full mark or another round figure, without the decimals that say nothing: 100, 62.5.
pub fn plain(points: Points) -> String {
    let text = points.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How long ago or ahead, in days and hours, hours, or minutes.
pub fn duration(length: std::time::Duration) -> String {
    let (days, hours, minutes) = (
        length.as_secs() / 86_400,
        length.as_secs() / 3600 % 24,
        length.as_secs() / 60 % 60,
    );
    match (days, hours) {
        (0, 0) => t!("minutes", count = minutes),
        (0, _) => t!("hours", count = hours),
        _ => t!("days-hours", days = days, hours = hours),
    }
}

/// How fine an area is.
pub fn area_level(level: AreaLevel) -> String {
    match level {
        AreaLevel::Province => t!("level-province"),
        AreaLevel::City => t!("level-city"),
        AreaLevel::County => t!("level-county"),
        AreaLevel::Street => t!("level-street"),
        AreaLevel::Community => t!("level-community"),
    }
}

/// A step of a recruitment; one without `papers` has no written results, only a list of those who go on.
pub fn phase(phase: Phase, papers: bool) -> String {
    match phase {
        Phase::WrittenResults if !papers => t!("phase-shortlist"),
        Phase::Announcement => t!("phase-announcement"),
        Phase::Applications => t!("phase-applications"),
        Phase::Review => t!("phase-review"),
        Phase::Written => t!("phase-written"),
        Phase::WrittenResults => t!("phase-written-results"),
        Phase::Interview => t!("phase-interview"),
        Phase::Totals => t!("phase-totals"),
        Phase::Publication => t!("phase-publication"),
    }
}

pub fn progress(progress: Progress) -> String {
    match progress {
        Progress::Announced => t!("progress-announced"),
        Progress::Seated => t!("progress-seated"),
        Progress::WrittenFrozen => t!("progress-written-frozen"),
        Progress::Shortlisted => t!("progress-shortlisted"),
        Progress::InterviewFrozen => t!("progress-interview-frozen"),
        Progress::Totalled => t!("progress-totalled"),
        Progress::Published => t!("progress-published"),
    }
}

pub fn campaign_state(state: CampaignState) -> String {
    match state {
        CampaignState::Draft => t!("campaign-draft"),
        CampaignState::InCheck => t!("campaign-in-check"),
        CampaignState::Announced => t!("campaign-announced"),
    }
}

pub fn stage(stage: Stage) -> String {
    match stage {
        Stage::Draft => t!("stage-draft"),
        Stage::Submitted => t!("stage-submitted"),
        Stage::PassedStreet => t!("stage-passed-street"),
        Stage::Returned => t!("stage-returned"),
        Stage::Rejected => t!("stage-rejected"),
        Stage::Appealed => t!("stage-appealed"),
        Stage::RejectionUpheld => t!("stage-rejection-upheld"),
        Stage::Accepted => t!("stage-accepted"),
    }
}

pub fn reason(code: ReasonCode) -> String {
    match code {
        ReasonCode::AgeNotMet => t!("reason-age"),
        ReasonCode::EducationNotMet => t!("reason-education"),
        ReasonCode::ResidenceNotMet => t!("reason-residence"),
        ReasonCode::PostConditionNotMet => t!("reason-post"),
        ReasonCode::Excluded => t!("reason-excluded"),
        ReasonCode::DuplicateApplication => t!("reason-duplicate"),
        ReasonCode::PhotoUnfit => t!("reason-photo"),
        ReasonCode::EvidenceMissing => t!("reason-evidence-missing"),
        ReasonCode::EvidenceIllegible => t!("reason-evidence-illegible"),
        ReasonCode::EvidenceContradicts => t!("reason-evidence-contradicts"),
        ReasonCode::AnswersIncomplete => t!("reason-incomplete"),
        ReasonCode::Other => t!("reason-other"),
    }
}

pub fn role(role: Role) -> String {
    match role {
        Role::Administrator => t!("role-administrator"),
        Role::Organiser => t!("role-organiser"),
        Role::StreetReviewer => t!("role-street-reviewer"),
        Role::DistrictReviewer => t!("role-district-reviewer"),
        Role::ExamCentre => t!("role-exam-centre"),
        Role::Recorder => t!("role-recorder"),
        Role::TallyChecker => t!("role-tally-checker"),
        Role::Approver => t!("role-approver"),
        Role::Publisher => t!("role-publisher"),
        Role::CertificateOfficer => t!("role-certificate-officer"),
        Role::Inspector => t!("role-inspector"),
    }
}

pub fn mark_kind(kind: MarkKind) -> String {
    match kind {
        MarkKind::Written => t!("kind-written"),
        MarkKind::Interview => t!("kind-interview"),
    }
}

pub fn entry(entry: Mark) -> String {
    match entry {
        Mark::Scored(points) => points.to_string(),
        Mark::Absent => t!("entry-absent"),
        Mark::Violation => t!("entry-violation"),
    }
}

pub fn slip(slip: &Slip) -> String {
    match slip {
        Slip::Row { with } => t!("slip-row", sheet = with.as_str()),
        Slip::Transposed => t!("slip-transposed"),
        Slip::DigitLost => t!("slip-digit-lost"),
        Slip::OneDigit => t!("slip-one-digit"),
    }
}

pub fn placing(placing: Placing) -> String {
    match placing {
        Placing::Selected => t!("placing-selected"),
        Placing::Substitute(n) => t!("placing-substitute", n = n),
        Placing::Reserve => t!("placing-reserve"),
        Placing::NotSelected => t!("placing-not-selected"),
        Placing::BelowLine => t!("placing-below-line"),
        Placing::Absent => t!("placing-absent"),
        Placing::Violation => t!("placing-violation"),
    }
}

pub fn publication_state(state: PublicationState) -> String {
    match state {
        PublicationState::Sealed => t!("publication-sealed"),
        PublicationState::Approved => t!("publication-approved"),
        PublicationState::Published => t!("publication-published"),
    }
}

pub fn certificate_state(state: CertificateState) -> String {
    match state {
        CertificateState::Issued => t!("certificate-issued"),
        CertificateState::Suspended => t!("certificate-suspended"),
        CertificateState::Revoked => t!("certificate-revoked"),
        CertificateState::Expired => t!("certificate-expired"),
    }
}
