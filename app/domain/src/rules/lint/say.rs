//! Findings in words: the family knows its sentences; here stands what they share, and which family is asked.

use super::super::codes::{PaperCode, StageCode};
use super::super::engine::CodeKind;
use super::super::fields::Work;
use super::super::said;
use super::super::say::{date, listed, moment, say};
use super::{DayOf, LintCode, LintFinding, Severity};
use crate::numbers::{Points, Ratio};
use crate::text::{Bilingual, Lang};
use crate::time::Moment;
use chrono::NaiveDate;

/// The sentences of a family, exhaustive: a code, the facts that its sentence shows, the Chinese words, the English ones.
macro_rules! sentences {
    ($name:ident { $($code:ident $({ $($fact:ident),* })? => $zh:literal, $en:literal;)* }) => {
        impl $name {
            /// The finding as a sentence, with its full stop.
            pub(crate) fn say(&self, lang: $crate::rules::Lang) -> String {
                match self {
                    $(Self::$code { $($($fact,)*)? .. } => {
                        $($(let $fact = $crate::rules::lint::Shown::shown($fact, lang);)*)?
                        match lang {
                            $crate::rules::Lang::Zh => format!($zh),
                            $crate::rules::Lang::En => format!($en),
                        }
                    })*
                }
            }
        }
    };
}
pub(crate) use sentences;

/// A fact of a finding as a sentence shows it.
pub(crate) trait Shown {
    fn shown(&self, lang: Lang) -> String;
}

macro_rules! shown_as_written {
    ($($kind:ty),* $(,)?) => {
        $(impl Shown for $kind {
            fn shown(&self, _: Lang) -> String {
                self.to_string()
            }
        })*
    };
}

shown_as_written!(String, u8, u16, u32, u64, i32, usize, StageCode, PaperCode);

impl Shown for Points {
    fn shown(&self, _: Lang) -> String {
        self.plain()
    }
}

impl Shown for Ratio {
    fn shown(&self, _: Lang) -> String {
        self.as_percent()
    }
}

impl Shown for Bilingual {
    fn shown(&self, lang: Lang) -> String {
        self.in_lang(lang).to_owned()
    }
}

impl Shown for Work {
    fn shown(&self, lang: Lang) -> String {
        self.say(lang).to_owned()
    }
}

impl Shown for NaiveDate {
    fn shown(&self, lang: Lang) -> String {
        date(*self, lang)
    }
}

/// A day with its hour; a whole day stands at its first minute.
impl Shown for Moment {
    fn shown(&self, lang: Lang) -> String {
        match self.minute {
            0 => date(self.date, lang),
            _ => moment(*self, lang),
        }
    }
}

/// Long lists end early.
impl<T: Shown> Shown for Vec<T> {
    fn shown(&self, lang: Lang) -> String {
        const SHOWN: usize = 6;
        let all = self.len();
        let shown = listed(self.iter().take(SHOWN).map(|one| one.shown(lang)), lang);
        match all > SHOWN {
            true => say!(lang, "{shown}等{all}项", "{shown} and others, {all} in all"),
            false => shown,
        }
    }
}

/// What kind of thing a code was to name.
impl Shown for CodeKind {
    fn shown(&self, lang: Lang) -> String {
        self.say(lang)
    }
}

/// The end of a sentence about a name that nobody knows: the nearest one that is known.
impl Shown for Option<String> {
    fn shown(&self, lang: Lang) -> String {
        match self {
            Some(known) => say!(lang, "，是不是“{known}”？", ": did you mean “{known}”?"),
            None => say!(lang, "。", "."),
        }
    }
}

/// What happens on a day.
impl Shown for DayOf {
    fn shown(&self, lang: Lang) -> String {
        let (what, stage) = match self {
            DayOf::Announced => (said("公告日期", "the day of the notice"), None),
            DayOf::Opens => (said("报名开始", "the first day of applications"), None),
            DayOf::Closes => (said("报名截止", "the close of applications"), None),
            DayOf::ReviewBegins => (said("资格审查开始", "the beginning of the review"), None),
            DayOf::ReviewEnds => (said("资格审查截止", "the end of the review"), None),
            DayOf::CorrectionEnds => (said("更正截止", "the last moment for corrections"), None),
            DayOf::AppealBegins => (said("申诉开始", "the beginning of appeals"), None),
            DayOf::AppealEnds => (said("申诉截止", "the end of appeals"), None),
            DayOf::TicketsFrom => (said("准考证开始领取", "the first day of tickets"), None),
            DayOf::TicketsUntil => (said("准考证领取截止", "the last day of tickets"), None),
            DayOf::EvidenceDue => (
                said("加分材料截止", "the last moment for bonus evidence"),
                None,
            ),
            DayOf::AdjustmentsDue => (said("申请便利的截止", "the deadline for adjustments"), None),
            DayOf::PostChangeEnds => (said("改报截止", "the last moment to change the post"), None),
            DayOf::FeeDue => (said("缴费截止", "the last moment to pay"), None),
            DayOf::WaiverEnds => (
                said("减免申请截止", "the last moment to ask for a waiver"),
                None,
            ),
            DayOf::Decided => (said("决定日期", "the day of the decision"), None),
            DayOf::Sitting(stage) => (said("的时间", "the day of"), Some(stage)),
            DayOf::LastSitting(stage) => (said("最后一场", "the last sitting of"), Some(stage)),
            DayOf::RecountBegins(stage) => (said("成绩复核开始", "recounts of"), Some(stage)),
            DayOf::RecountEnds(stage) => {
                (said("成绩复核截止", "the end of recounts of"), Some(stage))
            }
            DayOf::SubstitutionEnds(stage) => {
                (said("递补截止", "the end of substitution for"), Some(stage))
            }
            DayOf::HandedOut(what) => (said("的分配", "the handing out of"), Some(what)),
            DayOf::PutUp(what) => (said("的公布", "the publication of"), Some(what)),
            DayOf::Results(stage) => (said("成绩公布", "the results of"), Some(stage)),
        };
        let what = what.in_lang(lang);
        match (stage.map(|stage| stage.in_lang(lang)), lang) {
            (None, _) => what.to_owned(),
            (Some(stage), Lang::Zh) => format!("“{stage}”{what}"),
            (Some(stage), Lang::En) => format!("{what} “{stage}”"),
        }
    }
}

impl LintFinding {
    /// The finding as a sentence, with its full stop.
    pub fn say(&self, lang: Lang) -> String {
        match &self.code {
            LintCode::Document(code) => code.say(lang),
            LintCode::Eligibility(code) => code.say(lang),
            LintCode::Applying(code) => code.say(lang),
            LintCode::Opening(code) => code.say(lang),
            LintCode::Stages(code) => code.say(lang),
            LintCode::Bonus(code) => code.say(lang),
            LintCode::Lists(code) => code.say(lang),
            LintCode::Totals(code) => code.say(lang),
            LintCode::After(code) => code.say(lang),
            LintCode::Publishing(code) => code.say(lang),
            LintCode::Examples(code) => code.say(lang),
        }
    }
}

impl Severity {
    pub fn say(self, lang: Lang) -> &'static str {
        let words = match self {
            Severity::Blocks => said("必须解决", "must be settled"),
            Severity::Asks => said("请确认", "please confirm"),
            Severity::Notes => said("提示", "note"),
        };
        words.in_lang(lang)
    }
}
