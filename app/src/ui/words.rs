//! Facts as words: dates, counts, problems, refusals, states. One place for each, so that a thing is called the same
//! wherever it appears.

use super::lang;
use chrono::{Datelike, NaiveDate, Timelike};
use domain::{
    Instant, Lang, Points, Problem, Refusal,
    access::{Role, Separation},
    applications::{ReasonCode, Stage},
    campaigns::{CampaignState, Phase, Progress},
    certificates::CertificateState,
    identity::BadIdNumber,
    marking::{Entry, MarkKind, Slip},
    photo::PhotoProblem,
    points::BadPoints,
    publication::{Placing, PublicationState},
};

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

pub fn date(day: NaiveDate) -> String {
    match lang::current() {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
    }
}

/// 2026年3月11日 17:00
pub fn date_time(at: Instant) -> String {
    let wall = at.shanghai();
    format!("{} {}:{:02}", date(wall.date()), wall.hour(), wall.minute())
}

/// To the second, for receipts and the audit trail.
pub fn date_time_exact(at: Instant) -> String {
    format!("{}:{:02}", date_time(at), at.shanghai().second())
}

/// 3月11日 17:00
pub fn date_time_short(at: Instant) -> String {
    let wall = at.shanghai();
    let day = match lang::current() {
        Lang::Zh => format!("{}月{}日", wall.month(), wall.day()),
        Lang::En => format!("{} {}", wall.day(), &MONTHS[wall.month0() as usize][..3]),
    };
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

/// How long ago or ahead: 2天1小时.
pub fn duration(length: std::time::Duration) -> String {
    let (days, hours, minutes) = (length.as_secs() / 86_400, length.as_secs() / 3600 % 24, length.as_secs() / 60 % 60);
    match (days, hours) {
        (0, 0) => t!("minutes", count = minutes),
        (0, _) => t!("hours", count = hours),
        _ => t!("days-hours", days = days, hours = hours),
    }
}

pub fn phase(phase: Phase) -> String {
    match phase {
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

fn separation(why: Separation) -> String {
    match why {
        Separation::RulesAndRunning => t!("separation-rules"),
        Separation::EnteringAndSettling => t!("separation-entering"),
        Separation::NamesAndMarks => t!("separation-names"),
        Separation::PublishingAndScores => t!("separation-publishing"),
        Separation::InspectingAndDoing => t!("separation-inspecting"),
        Separation::GrantingAndDoing => t!("separation-granting"),
    }
}

pub fn mark_kind(kind: MarkKind) -> String {
    match kind {
        MarkKind::Written => t!("kind-written"),
        MarkKind::Interview => t!("kind-interview"),
    }
}

pub fn entry(entry: Entry) -> String {
    match entry {
        Entry::Scored(points) => points.to_string(),
        Entry::Absent => t!("entry-absent"),
        Entry::Violation => t!("entry-violation"),
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

/// A file's size as people say it.
pub fn size(bytes: u64) -> String {
    if bytes >= 1024 * 1024 { format!("{} MB", bytes.div_ceil(1024 * 1024)) } else { format!("{} KB", bytes.div_ceil(1024)) }
}

pub fn photo_problem(problem: PhotoProblem) -> String {
    match problem {
        PhotoProblem::TooSmall { width, height } => t!("photo-too-small", width = width, height = height),
        PhotoProblem::NotPortrait { .. } => t!("photo-not-portrait"),
        PhotoProblem::TooDark => t!("photo-too-dark"),
        PhotoProblem::BackgroundNotLight => t!("photo-background"),
    }
}

fn id_problem(problem: BadIdNumber) -> String {
    match problem {
        BadIdNumber::Length(length) => t!("id-length", length = length),
        BadIdNumber::Characters => t!("id-characters"),
        BadIdNumber::BirthDate => t!("id-birth-date"),
        BadIdNumber::CheckDigit => t!("id-check-digit"),
    }
}

fn points_problem(problem: BadPoints) -> String {
    match problem {
        BadPoints::Empty => t!("points-empty"),
        BadPoints::Comma => t!("points-comma"),
        BadPoints::NotANumber => t!("points-not-a-number"),
        BadPoints::TooManyDecimals => t!("points-decimals"),
        BadPoints::TooLarge => t!("points-too-large"),
    }
}

/// What is wrong with a field, and what to write instead; never blame.
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => t!("problem-missing"),
        Problem::NotChosen => t!("problem-not-chosen"),
        Problem::UnknownChoice => t!("problem-unknown-choice"),
        Problem::TooLong { limit, length } => t!("problem-too-long", limit = *limit, length = *length),
        Problem::TooShort { least, length } => t!("problem-too-short", least = *least, length = *length),
        Problem::IdNumber(bad) => id_problem(*bad),
        Problem::Mobile { digits } => t!("problem-mobile", digits = *digits),
        Problem::Email => t!("problem-email"),
        Problem::Taken => t!("problem-taken"),
        Problem::WeakPassword => t!("problem-weak-password"),
        Problem::PasswordsDiffer => t!("problem-passwords-differ"),
        Problem::NotADate => t!("problem-not-a-date"),
        Problem::DateAfter(day) => t!("problem-date-after", day = date(*day)),
        Problem::DateBefore(day) => t!("problem-date-before", day = date(*day)),
        Problem::NotANumber => t!("problem-not-a-number"),
        Problem::OutOfRange { least, most } => t!("problem-out-of-range", least = *least, most = *most),
        Problem::Points(bad) => points_problem(*bad),
        Problem::AboveFullMark { full } => t!("problem-above-full", full = full.to_string()),
        Problem::FileType { found } => t!("problem-file-type", found = found.as_str()),
        Problem::FileTooLarge { limit, size: actual } => {
            t!("problem-file-too-large", limit = size(*limit), size = size(*actual))
        }
        Problem::FileUnreadable => t!("problem-file-unreadable"),
        Problem::Photo(bad) => photo_problem(*bad),
        Problem::NotCopied => t!("problem-not-copied"),
        Problem::NotEligible { zh, en } => if lang::current() == Lang::Zh { zh.clone() } else { en.clone() },
        Problem::Unreadable { line, detail } => t!("problem-unreadable", line = *line, detail = detail.as_str()),
        Problem::Duplicate { value } => t!("problem-duplicate", value = value.as_str()),
        Problem::Separated { with, why } => t!("problem-separated", with = role(*with), why = separation(*why)),
        Problem::WrongLevel => t!("problem-wrong-level"),
        Problem::OutOfOrder => t!("problem-out-of-order"),
    }
}

/// Why the rules say no, and what would open the way.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Closed { deadline } => t!("refusal-closed", deadline = date_time(*deadline)),
        Refusal::NotOpen { from } => t!("refusal-not-open", from = date_time(*from)),
        Refusal::ApplicationStage { stage: at } => t!("refusal-stage", stage = stage(*at)),
        Refusal::Incomplete { missing } => t!("refusal-incomplete", count = missing.len()),
        Refusal::AlreadyApplied { .. } => t!("refusal-already-applied"),
        Refusal::Stale => t!("refusal-stale"),
        Refusal::SamePerson => t!("refusal-same-person"),
        Refusal::OutsideScope => t!("refusal-outside-scope"),
        Refusal::CampaignState { state } => t!("refusal-campaign-state", state = campaign_state(*state)),
        Refusal::Progress { needs, stands } => {
            t!("refusal-progress", needs = progress(*needs), stands = progress(*stands))
        }
        Refusal::RulesBlocked { findings } => t!("refusal-rules-blocked", count = *findings),
        Refusal::ReviewsOpen { count } => t!("refusal-reviews-open", count = *count),
        Refusal::NoCandidates => t!("refusal-no-candidates"),
        Refusal::DifferencesOpen { count } => t!("refusal-differences", count = *count),
        Refusal::MarksMissing { count } => t!("refusal-marks-missing", count = *count),
        Refusal::Frozen => t!("refusal-frozen"),
        Refusal::NotDiffering => t!("refusal-not-differing"),
        Refusal::TiesOpen { posts } => t!("refusal-ties", posts = posts.join("、")),
        Refusal::PublicationState { state } => t!("refusal-publication-state", state = publication_state(*state)),
        Refusal::ChecksFailed { count } => t!("refusal-checks-failed", count = *count),
        Refusal::CertificateState { state } => t!("refusal-certificate-state", state = certificate_state(*state)),
        Refusal::AlreadyIssued => t!("refusal-already-issued"),
        Refusal::TooManyAttempts { until } => t!("refusal-too-many", until = date_time(*until)),
        Refusal::WrongCredentials => t!("refusal-credentials"),
        Refusal::LinkExpired => t!("refusal-link-expired"),
        Refusal::AccountDisabled => t!("refusal-disabled"),
        Refusal::ForeignForm => t!("refusal-foreign-form"),
    }
}
