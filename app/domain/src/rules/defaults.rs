//! What counts where a notice says nothing. Each default is stated here once, used by the run, and named by the lint,
//! so that nobody is judged by a rule that stands nowhere.

use super::document::{
    BonusRule, CheckRule, CutTie, InterviewRule, OpeningRatioRule, Paper, Quota, Ratio, Rounding,
    ScorePart, ScoreSource, SelectionRules, Shortfall, ShortlistRule, StillTied, SubstitutionRule,
    Text, TieKey, TieRule, TotalRule, TrimRule, WrittenRule,
};
use crate::numbers::Points;
use serde::Serialize;

/// The selection rules with nothing left open. Opening ratio and bonus stay optional: without a rule there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteRules {
    pub opening_ratio: Option<OpeningRatioRule>,
    pub written: WrittenRule,
    pub bonus: Option<BonusRule>,
    pub shortlist: ShortlistRule,
    pub interview: InterviewRule,
    pub total: TotalRule,
    pub ties: TieRule,
    pub physical: CheckRule,
}

/// A section for which a default stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedDefault {
    pub section: &'static str,
    pub text: Text,
}

impl CompleteRules {
    /// `straight`: the post has no written test before the interview (O20), so its default total is the interview.
    /// For one post: [`RuleDocument::for_post`](super::document::RuleDocument::for_post).
    pub(super) fn of(rules: SelectionRules, straight: bool) -> Self {
        CompleteRules {
            opening_ratio: rules.opening_ratio,
            written: rules.written.unwrap_or_else(written),
            bonus: rules.bonus,
            shortlist: rules.shortlist.unwrap_or_else(shortlist),
            interview: rules.interview.unwrap_or_else(interview),
            total: rules.total.unwrap_or_else(|| total(straight)),
            ties: rules.ties.unwrap_or_else(ties),
            physical: rules.physical.unwrap_or_else(physical),
        }
    }
}

/// One paper of 100, no pass line.
pub fn written() -> WrittenRule {
    let hundred = Points::whole(100);
    WrittenRule {
        clause: None,
        papers: vec![Paper {
            code: "written".into(),
            name: Text::new("笔试", "Written test"),
            full_mark: hundred,
            weight: Ratio::ONE,
            pass_line: None,
            minutes: None,
            missed_is_nothing: false,
        }],
        full_mark: hundred,
        each_product: None,
        rounding: Some(Rounding::half_up(2)),
        pass_lines: Vec::new(),
    }
}

/// Three people for each place, everybody level on the last place goes in, fewer go on as they are, nobody is called up.
pub fn shortlist() -> ShortlistRule {
    ShortlistRule {
        clause: None,
        quota: Quota::PerPlace(Ratio::whole(3)),
        across: Default::default(),
        basis: None,
        tie_at_cut: Some(CutTie::AdmitAll),
        shortfall: Some(Shortfall::ActualNumber),
        recheck: None,
        substitution: None,
    }
}

/// The marks without one highest and one lowest, mean half up to two decimals, no correction between rooms, no line.
pub fn interview() -> InterviewRule {
    InterviewRule {
        clause: None,
        full_mark: Points::whole(100),
        panel: None,
        elements: Vec::new(),
        trim: Some(trim()),
        mean: Some(Rounding::half_up(2)),
        normalisation: None,
        pass_lines: Vec::new(),
    }
}

pub fn trim() -> TrimRule {
    TrimRule {
        highest: 1,
        lowest: 1,
        when_tied: Default::default(),
        over: Default::default(),
    }
}

/// Written and interview in equal parts, half up to two decimals.
pub fn total(straight: bool) -> TotalRule {
    let part = |of, weight| ScorePart {
        of,
        weight,
        divide_by: None,
        divided: None,
    };
    TotalRule {
        clause: None,
        parts: match straight {
            true => vec![part(ScoreSource::Interview, Ratio::ONE)],
            false => {
                vec![
                    part(ScoreSource::Written, Ratio::percent(50)),
                    part(ScoreSource::Interview, Ratio::percent(50)),
                ]
            }
        },
        tracks: Vec::new(),
        full_mark: Points::whole(100),
        each_product: None,
        rounding: Rounding::half_up(2),
        pass_lines: Vec::new(),
        across: Default::default(),
    }
}

/// The higher written score first; who is still level shares the rank.
pub fn ties() -> TieRule {
    TieRule {
        clause: None,
        keys: vec![TieKey::Higher(ScoreSource::Written)],
        still_tied: StillTied::ShareRank,
    }
}

/// One person for each place.
pub fn physical() -> CheckRule {
    CheckRule {
        clause: None,
        quota: Quota::PerPlace(Ratio::ONE),
        standard: None,
        substitution: None,
    }
}

/// A bonus that is a share of a score: half up to two decimals.
pub const SHARE_OF_SCORE: Rounding = Rounding::half_up(2);

/// Substitutes are called up as often as needed, from the same post.
pub fn substitution() -> SubstitutionRule {
    SubstitutionRule {
        clause: None,
        rounds: None,
        until: None,
        admit_tied: false,
        approval: false,
        across: Default::default(),
    }
}

/// The defaults that stand in for the sections which these rules leave open.
pub fn stated(rules: &SelectionRules) -> Vec<StatedDefault> {
    let sections = [
        (
            rules.written.is_none(),
            "written",
            (
                "笔试一张卷，满分100分，不设合格线",
                "one written paper of 100, no pass line",
            ),
        ),
        (
            rules.shortlist.is_none(),
            "shortlist",
            (
                "按1∶3进入面试，末位同分的都进入，不足的按实际人数",
                "1:3 enter the interview, ties on the last place all enter",
            ),
        ),
        (
            rules.interview.is_none(),
            "interview",
            (
                "面试满分100分，去掉一个最高分、一个最低分取平均，四舍五入到两位小数",
                "interview of 100, one highest and one lowest mark dropped, mean half up to two decimals",
            ),
        ),
        (
            rules.total.is_none(),
            "total",
            (
                "总成绩=笔试×50%+面试×50%，四舍五入到两位小数",
                "total = written × 50% + interview × 50%, half up to two decimals",
            ),
        ),
        (
            rules.ties.is_none(),
            "ties",
            (
                "总成绩相同的，笔试高的在前；仍相同的并列",
                "equal totals: the higher written score first, then a shared rank",
            ),
        ),
        (
            rules.physical.is_none(),
            "physical",
            ("按1∶1进入体检", "1:1 enter the physical examination"),
        ),
    ];
    let open = sections.into_iter().filter(|(open, ..)| *open);
    open.map(|(_, section, (zh, en))| StatedDefault {
        section,
        text: Text::new(zh, en),
    })
    .collect()
}
