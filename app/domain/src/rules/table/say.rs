//! The words of the table: titles, values, and the sentences about what is wrong.

use super::PeopleProblemKind;
use crate::tables::Words;
use crate::text::Lang;

/// A word of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
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

pub(super) fn title(word: Word, lang: Lang) -> &'static str {
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
pub(super) fn examiner(said: &str) -> Option<usize> {
    let said = said.to_lowercase();
    let digits = said
        .strip_prefix("考官")
        .or_else(|| said.strip_prefix("examiner"))?;
    let seat: usize = digits.trim().parse().ok()?;
    (1..=99).contains(&seat).then_some(seat)
}

pub(super) fn examiner_title(seat: u8, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("考官{seat}"),
        Lang::En => format!("examiner{seat}"),
    }
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
            let seat = examiner(one)?;
            let element = rest.first().map(|element| format!(":{element}"));
            format!("STAGE:examiner{seat}{}", element.unwrap_or_default())
        }
    };
    Some(now)
}

/// Words for values: the word in either language, and what it means.
pub(super) const ACCEPTED: [&str; 2] = ["通过", "accepted"];
pub(super) const APPLIED: [&str; 2] = ["已报名", "applied"];
pub(super) const REFUSED: [&str; 2] = ["不通过", "refused"];
pub(super) const PASSED: [&str; 3] = ["合格", "通过", "passed"];
pub(super) const FAILED: [&str; 3] = ["不合格", "不通过", "failed"];
pub(super) const WAIVED: [&str; 2] = ["放弃", "waived"];
pub(super) const ABSENT: [&str; 3] = ["缺考", "缺", "absent"];
pub(super) const NOT_COME: [&str; 3] = ["未到", "缺席", "absent"];
pub(super) const VIOLATION: [&str; 2] = ["违纪", "violation"];
pub(super) const DISQUALIFIED: [&str; 2] = ["取消资格", "disqualified"];
pub(super) const YES: [&str; 4] = ["是", "有", "yes", "1"];
pub(super) const NO: [&str; 4] = ["否", "无", "no", "0"];
pub(super) const NOT_APPLICABLE: [&str; 2] = ["不适用", "does not apply"];
pub(super) const ELSEWHERE: [&str; 2] = ["其他", "elsewhere"];

/// A row, to begin a sentence.
pub(super) fn place(sheet: Option<&str>, row: usize, lang: Lang) -> String {
    let place = crate::tables::place(sheet, row, "", lang);
    match lang {
        Lang::Zh => format!("{place}："),
        Lang::En => format!("{place}: "),
    }
}

impl Words for PeopleProblemKind {
    fn words(&self, lang: Lang) -> String {
        let fixed = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        let near = |nearest: &Option<String>| match (nearest, lang) {
            (None, _) => String::new(),
            (Some(nearest), Lang::Zh) => format!("，是不是“{nearest}”"),
            (Some(nearest), Lang::En) => format!("; did you mean \"{nearest}\"?"),
        };
        match self {
            PeopleProblemKind::Grid(problem) => problem.words(lang),
            PeopleProblemKind::ColumnMissing => fixed("缺少这一列", "this column is missing"),
            PeopleProblemKind::ColumnTwice => fixed("这一列出现了两次", "this column stands twice"),
            PeopleProblemKind::UnknownColumn => {
                fixed("不认识这一列，没有读", "unknown column, not read")
            }
            PeopleProblemKind::OldTitle { now } => match lang {
                Lang::Zh => format!("这是以前的列名，现在写作{now}（STAGE是环节的代码或名称）"),
                Lang::En => {
                    format!("an old title; now it is {now} (STAGE: a stage's code or name)")
                }
            },
            PeopleProblemKind::UnknownCode { code, nearest } => match lang {
                Lang::Zh => format!("规则里没有“{code}”{}", near(nearest)),
                Lang::En => format!("the rules have no \"{code}\"{}", near(nearest)),
            },
            PeopleProblemKind::NumberMissing => {
                fixed("没有准考证号", "the ticket number is missing")
            }
            PeopleProblemKind::NumberTwice { first_row } => match lang {
                Lang::Zh => format!("第{first_row}行已有这个号"),
                Lang::En => format!("this number stands in row {first_row}, too"),
            },
            PeopleProblemKind::UnknownPost { nearest } => match lang {
                Lang::Zh => format!("岗位表里没有这个岗位{}", near(nearest)),
                Lang::En => format!("no such post{}", near(nearest)),
            },
            PeopleProblemKind::BadMark { why } => {
                let (zh, en) = why.words();
                fixed(zh, en)
            }
            PeopleProblemKind::BadValue { value, nearest } => match lang {
                Lang::Zh => format!("这里不能写“{value}”{}", near(nearest)),
                Lang::En => format!("\"{value}\" may not stand here{}", near(nearest)),
            },
            PeopleProblemKind::BadFigure { value } => match lang {
                Lang::Zh => format!("“{value}”不是数字，也不是“分:秒”"),
                Lang::En => format!("\"{value}\" is neither a figure nor minutes:seconds"),
            },
            PeopleProblemKind::BadMoment { value } => match lang {
                Lang::Zh => format!("“{value}”不是日期和时间，请写成2026-05-01 09:00"),
                Lang::En => format!("\"{value}\" is no day and hour; write 2026-05-01 09:00"),
            },
            PeopleProblemKind::ElementMissing => fixed(
                "缺这一要素的分数，不能只加其他要素",
                "this element has no figure; the others are not added up without it",
            ),
            PeopleProblemKind::ExaminerMissing { missing } => match lang {
                Lang::Zh => format!("缺考官{missing}的分数"),
                Lang::En => format!("examiner {missing} gave no mark"),
            },
            PeopleProblemKind::LeftNowhere => fixed(
                "写了退出的时间或原因，没有写在哪个环节退出",
                "when or how somebody left, but not at which step",
            ),
            PeopleProblemKind::RowsInACell => fixed(
                "这一项有多行，不能写在一个格里",
                "this fact has rows; they do not fit into a cell",
            ),
        }
    }
}
