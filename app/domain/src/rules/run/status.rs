//! What each status means for the person, in a sentence that says the outcome first.

use super::super::document::Lang;
use super::outcome::Status;

impl Status {
    pub fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = self.words();
        if lang == Lang::Zh { zh } else { en }
    }

    /// The same in a word or two about somebody else, for the lists of staff.
    pub fn label(self, lang: Lang) -> String {
        let (zh, en) = match self {
            Status::NotAdmitted => ("没有通过审查", "not accepted"),
            Status::Admitted => ("可以参加考试", "may sit the test"),
            Status::PostCancelled => ("岗位取消", "post cancelled"),
            Status::WithoutExam => ("不考试", "no test"),
            Status::Disqualified => ("取消资格", "disqualified"),
            Status::WrittenMissing => ("笔试成绩不全", "written marks missing"),
            Status::WrittenAbsent => ("笔试缺考", "absent, written"),
            Status::WrittenViolation => ("笔试违纪", "violation, written"),
            Status::WrittenBelowLine => ("笔试没有达线", "below the written line"),
            Status::WrittenPassed => ("笔试达线", "passed the written test"),
            Status::NotShortlisted => ("没有入围", "not shortlisted"),
            Status::Substitute(place) => {
                return match lang {
                    Lang::Zh => format!("递补第{place}"),
                    Lang::En => format!("substitute {place}"),
                };
            }
            Status::ShortlistUndecided => ("末位同分待定", "tied on the last place"),
            Status::RecheckOnly => ("只参加复审", "recheck only"),
            Status::LeftBeforeInterview => ("面试前退出", "left before the interview"),
            Status::Shortlisted => ("进入面试", "shortlisted"),
            Status::InterviewMissing => ("面试成绩不全", "interview marks missing"),
            Status::InterviewAbsent => ("面试缺考", "absent, interview"),
            Status::InterviewViolation => ("面试违纪", "violation, interview"),
            Status::InterviewBelowLine => ("面试没有达线", "below the interview line"),
            Status::PartMissing => ("缺一部分成绩", "a part is missing"),
            Status::TotalBelowLine => ("总成绩没有达线", "below the line of the total"),
            Status::Ranked => ("没有进入体检", "ranked, not called"),
            Status::Reserve => ("储备", "reserve"),
            Status::PhysicalUndecided => ("体检末位同分待定", "tied for the physical"),
            Status::EntersPhysical => ("进入体检", "enters the physical"),
            Status::LeftAfterExam => ("体检考察后退出", "left after the exam"),
        };
        (if lang == Lang::Zh { zh } else { en }).to_owned()
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Status::NotAdmitted => (
                "报名还没有通过审核",
                "Your application has not been accepted",
            ),
            Status::Admitted => ("你可以参加考试", "You may sit the test"),
            Status::PostCancelled => (
                "岗位报考人数不够，已取消",
                "The post was cancelled: too few people applied",
            ),
            Status::WithoutExam => ("这个岗位不考试", "This post has no test"),
            Status::Disqualified => ("资格已取消", "You are disqualified"),
            Status::WrittenMissing => (
                "笔试成绩还没有录全",
                "The written marks are not complete yet",
            ),
            Status::WrittenAbsent => ("笔试缺考", "Absent from the written test"),
            Status::WrittenViolation => {
                ("笔试违纪，成绩无效", "Violation: the written score is void")
            }
            Status::WrittenBelowLine => ("笔试没有达到合格线", "Below the written pass line"),
            Status::WrittenPassed => ("笔试达到合格线", "You passed the written test"),
            Status::NotShortlisted => ("没有进入面试", "You are not on the interview list"),
            Status::Substitute(_) => (
                "没有进入面试，有人退出时可以递补",
                "Not on the interview list; you may be called up",
            ),
            Status::ShortlistUndecided => (
                "末位同分，能否进入面试还要等决定",
                "Level on the last place: a decision is still needed",
            ),
            Status::RecheckOnly => (
                "参加了资格复审，没有进入面试",
                "Rechecked, but not on the interview list",
            ),
            Status::LeftBeforeInterview => ("面试前退出", "You left before the interview"),
            Status::Shortlisted => ("你进入面试", "You go on to the interview"),
            Status::InterviewMissing => (
                "面试成绩还没有录全",
                "The interview marks are not complete yet",
            ),
            Status::InterviewAbsent => ("没有参加面试", "Absent from the interview"),
            Status::InterviewViolation => (
                "面试违纪，成绩无效",
                "Violation: the interview score is void",
            ),
            Status::InterviewBelowLine => ("面试没有达到合格线", "Below the interview pass line"),
            Status::PartMissing => (
                "有一部分成绩还没有",
                "A part of your score is still missing",
            ),
            Status::TotalBelowLine => ("总成绩没有达到合格线", "Below the pass line of the total"),
            Status::Ranked => (
                "没有进入体检",
                "You do not go on to the physical examination",
            ),
            Status::Reserve => ("你进入储备名单", "You are on the reserve list"),
            Status::PhysicalUndecided => (
                "末位同分，能否进入体检还要等决定",
                "Level on the last place: a decision is still needed",
            ),
            Status::EntersPhysical => ("你进入体检", "You go on to the physical examination"),
            Status::LeftAfterExam => (
                "体检或考察后退出",
                "You left after the physical examination",
            ),
        }
    }

    /// In a table of an office, which reads about others.
    pub fn brief(self, lang: Lang) -> String {
        if let Status::Substitute(place) = self {
            return match lang {
                Lang::Zh => format!("第{place}名递补"),
                Lang::En => format!("substitute {place}"),
            };
        }
        let (zh, en) = match self {
            Status::NotAdmitted => ("审核未通过", "not accepted"),
            Status::Admitted => ("审核通过", "accepted"),
            Status::PostCancelled => ("岗位取消", "post cancelled"),
            Status::WithoutExam => ("免考", "without exam"),
            Status::Disqualified => ("取消资格", "disqualified"),
            Status::WrittenMissing => ("缺笔试成绩", "written mark missing"),
            Status::WrittenAbsent => ("笔试缺考", "absent from written test"),
            Status::WrittenViolation => ("笔试违纪", "violation in written test"),
            Status::WrittenBelowLine => ("笔试不合格", "below written pass line"),
            Status::WrittenPassed => ("笔试合格", "passed written test"),
            Status::NotShortlisted => ("未入围", "not shortlisted"),
            Status::Substitute(_) => ("递补", "substitute"),
            Status::ShortlistUndecided => ("入围待定", "shortlist undecided"),
            Status::RecheckOnly => ("只进资格复审", "recheck only"),
            Status::LeftBeforeInterview => ("面试前退出", "left before interview"),
            Status::Shortlisted => ("进入面试", "shortlisted"),
            Status::InterviewMissing => ("缺面试成绩", "interview mark missing"),
            Status::InterviewAbsent => ("面试缺考", "absent from interview"),
            Status::InterviewViolation => ("面试违纪", "violation in interview"),
            Status::InterviewBelowLine => ("面试不合格", "below interview pass line"),
            Status::PartMissing => ("缺一部分成绩", "part of total missing"),
            Status::TotalBelowLine => ("总成绩不合格", "below pass line of total"),
            Status::Ranked => ("未进入体检", "not in physical"),
            Status::Reserve => ("进入储备", "reserve"),
            Status::PhysicalUndecided => ("体检待定", "physical undecided"),
            Status::EntersPhysical => ("进入体检", "enters physical"),
            Status::LeftAfterExam => ("体检考察后退出", "left after exam"),
        };
        if lang == Lang::Zh { zh } else { en }.to_owned()
    }
}
