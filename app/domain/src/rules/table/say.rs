//! The words of the table: titles, values, and the sentences about what is wrong.

use super::PeopleProblemKind;
pub(crate) use crate::say::{ABSENT, VIOLATION};

use crate::rules::say::{number_missing, perhaps, say};
use crate::say::examiner;
use crate::tables::{Words, column_twice};
use crate::text::Lang;

/// A word of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Number,
    Post,
    Person,
    AppliedAt,
    PaidAt,
    Entry,
    Fact,
    Bonus,
    At,
    Decided,
    Extra,
    Room,
    Sitting,
    Arrived,
    Check,
    Called,
    Left,
    LeftAt,
    LeftAs,
    SubstituteOf,
    Order,
    Total,
    Name,
    Remark,
}

/// The word, its title in Chinese and in English, and what else it is called.
const WORDS: &[(Word, &str, &str, &[&str])] = &[
    (Word::Number, "准考证号", "number", &["报名序号", "编号"]),
    (Word::Post, "岗位", "post", &["岗位代码"]),
    (Word::Person, "人员", "person", &[]),
    (Word::AppliedAt, "报名时间", "applied_at", &[]),
    (Word::PaidAt, "缴费时间", "paid_at", &[]),
    (Word::Entry, "审查", "entry", &[]),
    (Word::Fact, "事实", "fact", &[]),
    (Word::Bonus, "加分", "bonus", &[]),
    (Word::At, "时间", "at", &[]),
    (Word::Decided, "认定", "decided", &[]),
    (Word::Extra, "加试", "extra", &[]),
    (Word::Room, "考场", "room", &[]),
    (Word::Sitting, "场次", "sitting", &[]),
    (Word::Arrived, "到场", "arrived", &[]),
    (Word::Check, "复审", "check", &["结论"]),
    (Word::Called, "已通知", "called", &[]),
    (Word::Left, "退出", "left", &[]),
    (Word::LeftAt, "退出时间", "left_at", &[]),
    (Word::LeftAs, "退出原因", "left_as", &[]),
    (Word::SubstituteOf, "递补", "substitute_of", &[]),
    (Word::Order, "排序", "order", &[]),
    (Word::Total, "总成绩", "total", &[]),
    (Word::Name, "姓名", "name", &[]),
    (Word::Remark, "备注", "note", &["remark"]),
];

pub(super) fn word(said: &str) -> Option<Word> {
    let said = said.to_lowercase();
    let is = |(_, zh, en, more): &&(Word, &str, &str, &[&str])| {
        *zh == said || *en == said || more.contains(&said.as_str())
    };
    WORDS.iter().find(is).map(|(word, ..)| *word)
}

/// Every word that a title can be made of.
pub(super) fn titles<'a>() -> impl Iterator<Item = &'a str> {
    let words = WORDS.iter();
    words.flat_map(|(_, zh, en, more)| [*zh, *en].into_iter().chain(more.iter().copied()))
}

pub(crate) fn title(word: Word, lang: Lang) -> &'static str {
    let found = WORDS.iter().find(|(own, ..)| *own == word);
    found.map_or("", |(_, zh, en, _)| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    })
}

pub(super) fn both(word: Word) -> String {
    format!("{} / {}", title(word, Lang::Zh), title(word, Lang::En))
}

/// The seat of `examiner3` or `考官3`.
pub(super) fn examiner_of(said: &str) -> Option<usize> {
    let said = said.to_lowercase();
    let digits = said
        .strip_prefix("考官")
        .or_else(|| said.strip_prefix("examiner"))?;
    let seat: usize = digits.trim().parse().ok()?;
    (1..=99).contains(&seat).then_some(seat)
}

pub(crate) fn examiner_title(seat: usize, lang: Lang) -> String {
    let title = examiner(seat, lang);
    title.replace(' ', "")
}

/// What an old title is called now.
pub(super) fn now_called(words: &[&str]) -> Option<String> {
    let first = words[0].to_lowercase();
    let now = match (first.as_str(), &words[1..]) {
        ("笔试" | "written", [paper]) => format!("STAGE:{paper}"),
        ("考场" | "room" | "面试考场", []) => "STAGE:room".to_owned(),
        ("场次" | "sitting", []) => "STAGE:sitting".to_owned(),
        ("测试" | "test", [test]) => format!("extra:{test}, STAGE"),
        ("通道" | "track", []) => "tracks: when".to_owned(),
        (one, rest) => {
            let seat = examiner_of(one)?;
            let element = rest.first().map(|element| format!(":{element}"));
            format!("STAGE:examiner{seat}{}", element.unwrap_or_default())
        }
    };
    Some(now)
}

/// Words for values, in either language; the first is the one that is written.
pub(crate) const ACCEPTED: [&str; 2] = ["通过", "accepted"];
pub(crate) const APPLIED: [&str; 2] = ["已报名", "applied"];
pub(crate) const REFUSED: [&str; 2] = ["不通过", "refused"];
pub(crate) const PASSED: [&str; 3] = ["合格", "通过", "passed"];
pub(crate) const FAILED: [&str; 3] = ["不合格", "不通过", "failed"];
pub(crate) const WAIVED: [&str; 2] = ["放弃", "waived"];
pub(crate) const NOT_COME: [&str; 3] = ["未到", "缺席", "absent"];
pub(crate) const DISQUALIFIED: [&str; 2] = ["取消资格", "disqualified"];
pub(crate) const YES: [&str; 4] = ["是", "有", "yes", "1"];
pub(crate) const NO: [&str; 4] = ["否", "无", "no", "0"];
/// A body that gives points writes `1` for one point.
pub(super) const GIVEN: [&str; 2] = ["是", "yes"];
pub(super) const NOT_GIVEN: [&str; 2] = ["否", "no"];
pub(crate) const NOT_APPLICABLE: [&str; 2] = ["不适用", "does not apply"];
pub(crate) const ELSEWHERE: [&str; 2] = ["其他", "elsewhere"];

/// A row, to begin a sentence.
pub(super) fn place(sheet: Option<&str>, row: usize, lang: Lang) -> String {
    let place = crate::tables::place(sheet, row, "", lang);
    say!(lang, "{place}：", "{place}: ")
}

impl Words for PeopleProblemKind {
    fn words(&self, lang: Lang) -> String {
        match self {
            PeopleProblemKind::Grid(problem) => problem.words(lang),
            PeopleProblemKind::ColumnMissing
            | PeopleProblemKind::ColumnTwice
            | PeopleProblemKind::UnknownColumn { .. }
            | PeopleProblemKind::OldTitle { .. }
            | PeopleProblemKind::UnknownCode { .. } => self.of_a_title(lang),
            PeopleProblemKind::NumberMissing
            | PeopleProblemKind::NumberTwice { .. }
            | PeopleProblemKind::UnknownPost { .. }
            | PeopleProblemKind::LeftNowhere => self.of_a_person(lang),
            PeopleProblemKind::BadMark { .. }
            | PeopleProblemKind::BadValue { .. }
            | PeopleProblemKind::BadFigure { .. }
            | PeopleProblemKind::BadMoment { .. }
            | PeopleProblemKind::ElementMissing
            | PeopleProblemKind::ExaminerMissing { .. }
            | PeopleProblemKind::RowsInACell => self.of_a_cell(lang),
        }
    }
}

impl PeopleProblemKind {
    fn of_a_title(&self, lang: Lang) -> String {
        match self {
            PeopleProblemKind::ColumnMissing => {
                say!(lang, "缺少这一列", "this column is missing")
            }
            PeopleProblemKind::ColumnTwice => column_twice(lang),
            PeopleProblemKind::UnknownColumn { nearest } => {
                let near = perhaps(nearest.as_deref(), lang);
                say!(
                    lang,
                    "不认识这一列，没有读{near}",
                    "unknown column, not read{near}"
                )
            }
            PeopleProblemKind::OldTitle { now } => say!(
                lang,
                "这是以前的列名，现在写作{now}（STAGE是环节的代码或名称）",
                "an old title; now it is {now} (STAGE: a stage's code or name)"
            ),
            PeopleProblemKind::UnknownCode { code, nearest } => {
                let near = perhaps(nearest.as_deref(), lang);
                say!(
                    lang,
                    "规则里没有“{code}”{near}",
                    "the rules have no “{code}”{near}"
                )
            }
            _ => String::new(),
        }
    }

    fn of_a_person(&self, lang: Lang) -> String {
        match self {
            PeopleProblemKind::NumberMissing => number_missing(lang),
            PeopleProblemKind::NumberTwice { first_row } => say!(
                lang,
                "第{first_row}行已有这个号",
                "this number stands in row {first_row}, too"
            ),
            PeopleProblemKind::UnknownPost { nearest } => {
                let near = perhaps(nearest.as_deref(), lang);
                say!(lang, "岗位表里没有这个岗位{near}", "no such post{near}")
            }
            PeopleProblemKind::LeftNowhere => say!(
                lang,
                "写了退出的时间或原因，没有写在哪个环节退出",
                "when or how somebody left, but not at which step"
            ),
            _ => String::new(),
        }
    }

    fn of_a_cell(&self, lang: Lang) -> String {
        match self {
            PeopleProblemKind::BadMark { why } => why.say(lang),
            PeopleProblemKind::BadValue { value, nearest } => {
                let near = perhaps(nearest.as_deref(), lang);
                say!(
                    lang,
                    "这里不能写“{value}”{near}",
                    "“{value}” may not stand here{near}"
                )
            }
            PeopleProblemKind::BadFigure { value } => say!(
                lang,
                "“{value}”不是数字，也不是“分:秒”",
                "“{value}” is neither a figure nor minutes:seconds"
            ),
            PeopleProblemKind::BadMoment { value } => say!(
                lang,
                "“{value}”不是日期和时间，请写成2026-05-01 09:00",
                "“{value}” is no day and hour; write 2026-05-01 09:00"
            ),
            PeopleProblemKind::ElementMissing => say!(
                lang,
                "缺这一要素的分数，不能只加其他要素",
                "this element has no figure; the others are not added up without it"
            ),
            PeopleProblemKind::ExaminerMissing { missing } => {
                let examiner = examiner(missing, lang);
                say!(lang, "缺{examiner}的分数", "{examiner} gave no mark")
            }
            PeopleProblemKind::RowsInACell => say!(
                lang,
                "这一项有多行，不能写在一个格里",
                "this fact has rows; they do not fit into a cell"
            ),
            _ => String::new(),
        }
    }
}
