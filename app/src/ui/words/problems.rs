//! What is wrong, and why the rules say no: in plain words, with what to do instead.

use super::{
    campaign_state, certificate_state, date, date_time, progress, publication_state, role, stage,
};
use crate::error::Refusal;
use crate::ui::lang;
use domain::{
    Lang, Problem,
    access::{Role, Separation},
    campaigns::{NotCarried, StageNotCarried},
    identity::BadIdNumber,
    numbers::BadPoints,
    photo::PhotoProblem,
};

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

/// A file's size as people say it.
pub fn size(bytes: u64) -> String {
    if bytes >= 1024 * 1024 {
        format!("{} MB", bytes.div_ceil(1024 * 1024))
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

pub fn photo_problem(problem: PhotoProblem) -> String {
    match problem {
        PhotoProblem::TooSmall { width, height } => {
            t!("photo-too-small", width = width, height = height)
        }
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

/// What is wrong with an answer, where only the page that asked knows it.
pub fn answer(say: impl Fn() -> String) -> Problem {
    let [zh, en] = lang::both(say);
    Problem::Answer { zh, en }
}

/// What is wrong with a field, and what to write instead; never blame.
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => t!("problem-missing"),
        Problem::NotChosen => t!("problem-not-chosen"),
        Problem::NotTicked => t!("problem-not-ticked"),
        Problem::UnknownChoice => t!("problem-unknown-choice"),
        Problem::TooLong { limit, length } => {
            t!("problem-too-long", limit = *limit, length = *length)
        }
        Problem::SpaceInside => t!("problem-space-inside"),
        Problem::TooShort { least, length } => {
            t!("problem-too-short", least = *least, length = *length)
        }
        Problem::IdNumber(bad) => id_problem(*bad),
        Problem::Mobile { digits } => t!("problem-mobile", digits = *digits),
        Problem::Email => t!("problem-email"),
        Problem::Taken => t!("problem-taken"),
        Problem::WeakPassword => t!("problem-weak-password"),
        Problem::PasswordsDiffer => t!("problem-passwords-differ"),
        Problem::NotADate => t!("problem-not-a-date"),
        Problem::NotADay => t!("problem-not-a-day"),
        Problem::NotAMoment => t!("problem-not-a-moment"),
        Problem::DateAfter(day) => t!("problem-date-after", day = date(*day)),
        Problem::DateBefore(day) => t!("problem-date-before", day = date(*day)),
        Problem::NotANumber => t!("problem-not-a-number"),
        Problem::Negative => t!("problem-negative"),
        Problem::OutOfRange { least, most } => {
            t!("problem-out-of-range", least = *least, most = *most)
        }
        Problem::Points(bad) => points_problem(*bad),
        Problem::AboveFullMark { full } => t!("problem-above-full", full = full.to_string()),
        Problem::FileType { found } => t!("problem-file-type", found = found.as_str()),
        Problem::FileTooLarge { limit, size } => too_large(*limit, *size),
        Problem::NoFile => t!("problem-no-file"),
        Problem::FileUnreadable => t!("problem-file-unreadable"),
        Problem::NotAPicture { found } => t!("problem-not-a-picture", found = found.as_str()),
        Problem::TooManyFiles { limit } => t!("problem-too-many-files", limit = *limit),
        Problem::NoneAndSome => t!("problem-none-and-some"),
        Problem::NotCurable { reason: code } => {
            t!("problem-not-curable", reason = super::reason(*code))
        }
        Problem::Photo(bad) => photo_problem(*bad),
        Problem::NotCopied => t!("problem-not-copied"),
        Problem::NotEligible { zh, en } | Problem::Answer { zh, en } => read(zh, en),
        Problem::Unreadable { line, detail } => {
            t!("problem-unreadable", line = *line, detail = detail.as_str())
        }
        Problem::Duplicate { value } => t!("problem-duplicate", value = value.as_str()),
        Problem::Separated { with, why } => separated(*with, *why),
        Problem::WrongLevel => t!("problem-wrong-level"),
        Problem::UnknownSheet => t!("problem-unknown-sheet"),
        Problem::SheetEntered => t!("problem-sheet-entered"),
        Problem::OtherEntryYours => t!("problem-other-entry-yours"),
        Problem::NotOnSheet => t!("problem-not-on-sheet"),
        Problem::PartlyAbsent => t!("problem-partly-absent"),
        Problem::UnknownColumn { name } => t!("problem-unknown-column", name = name.as_str()),
        Problem::NotATable => t!("problem-not-a-table"),
        Problem::Table(problem) => problem.say(lang::current()),
        Problem::LeftOut(told) => told.say(lang::current()),
    }
}

fn read(zh: &str, en: &str) -> String {
    let text = match lang::current() {
        Lang::Zh => zh,
        Lang::En => en,
    };
    text.to_owned()
}

fn too_large(limit: u64, actual: u64) -> String {
    t!(
        "problem-file-too-large",
        limit = size(limit),
        size = size(actual)
    )
}

fn separated(with: Role, why: Separation) -> String {
    t!(
        "problem-separated",
        with = role(with),
        why = separation(why)
    )
}

/// What the platform cannot carry out, by name.
pub fn not_carried(reason: &NotCarried) -> String {
    let NotCarried::Stage { name, why, .. } = reason else {
        return t!("not-carried-form");
    };
    let stage = name.in_lang(lang::current());
    match why {
        StageNotCarried::Check => t!("not-carried-check", stage = stage),
        StageNotCarried::Points => t!("not-carried-points", stage = stage),
        StageNotCarried::SecondPapers => t!("not-carried-second-papers", stage = stage),
        StageNotCarried::SecondPanel => t!("not-carried-second-panel", stage = stage),
        StageNotCarried::Elements => t!("not-carried-elements", stage = stage),
        StageNotCarried::PapersAfterPanel => t!("not-carried-papers-after-panel", stage = stage),
    }
}

/// Why the rules say no, and what would open the way.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Closed { deadline } => t!("refusal-closed", deadline = date_time(*deadline)),
        Refusal::NotOpen { from } => t!("refusal-not-open", from = date_time(*from)),
        Refusal::NotOnline => t!("refusal-not-online"),
        Refusal::ApplicationStage { stage: at } => t!("refusal-stage", stage = stage(*at)),
        Refusal::Incomplete { missing } => t!("refusal-incomplete", count = missing.len()),
        Refusal::AlreadyApplied { .. } => t!("refusal-already-applied"),
        Refusal::Stale => t!("refusal-stale"),
        Refusal::SamePerson => t!("refusal-same-person"),
        Refusal::OutsideScope => t!("refusal-outside-scope"),
        Refusal::CampaignState { state } => {
            t!("refusal-campaign-state", state = campaign_state(*state))
        }
        Refusal::Progress { needs, stands } => {
            t!(
                "refusal-progress",
                needs = progress(*needs),
                stands = progress(*stands)
            )
        }
        Refusal::NotCarried { reasons } => {
            let reasons: Vec<String> = reasons.iter().map(not_carried).collect();
            t!("refusal-not-carried", reasons = super::clauses(reasons))
        }
        Refusal::RulesBlocked { findings } => t!("refusal-rules-blocked", count = *findings),
        Refusal::ReviewsOpen { count } => t!("refusal-reviews-open", count = *count),
        Refusal::NoCandidates => t!("refusal-no-candidates"),
        Refusal::DifferencesOpen { count } => t!("refusal-differences", count = *count),
        Refusal::MarksMissing { count } => t!("refusal-marks-missing", count = *count),
        Refusal::Frozen => t!("refusal-frozen"),
        Refusal::NotDiffering => t!("refusal-not-differing"),
        Refusal::TiesOpen { posts } => t!("refusal-ties", posts = super::list(posts)),
        Refusal::DecisionsOpen { count } => t!("refusal-decisions", count = *count),
        Refusal::AlreadySettled => t!("refusal-already-settled"),
        Refusal::AlreadyDrawn => t!("refusal-already-drawn"),
        Refusal::NotDrawn => t!("refusal-not-drawn"),
        Refusal::PublicationState { state } => t!(
            "refusal-publication-state",
            state = publication_state(*state)
        ),
        Refusal::ChecksFailed { count } => t!("refusal-checks-failed", count = *count),
        Refusal::CertificateState { state } => t!(
            "refusal-certificate-state",
            state = certificate_state(*state)
        ),
        Refusal::AlreadyIssued => t!("refusal-already-issued"),
        Refusal::TooManyAttempts { until } => t!("refusal-too-many", until = date_time(*until)),
        Refusal::WrongCredentials => t!("refusal-credentials"),
        Refusal::LinkExpired => t!("refusal-link-expired"),
        Refusal::AccountDisabled => t!("refusal-disabled"),
        Refusal::ForeignForm => t!("refusal-foreign-form"),
    }
}
