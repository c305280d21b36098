//! The sentences about a table of candidates, in both languages.

use super::{TableProblemKind, TableRead};
use crate::{
    rules::{Lang, MissingScore},
    tables::{self, Words},
};

impl TableRead {
    /// A score that is not there, with the row and the column where it would stand.
    pub fn say_missing(&self, missing: &MissingScore, lang: Lang) -> String {
        let row = self.row_of(&missing.candidate).unwrap_or_default();
        let title = self.title_of(&missing.what);
        let place = tables::place(self.sheet.as_deref(), row, &title, lang);
        let said = missing.say(lang);
        match lang {
            Lang::Zh => format!("{place}：{said}"),
            Lang::En => format!("{place}: {said}"),
        }
    }

    /// Where a candidate stands, to begin a sentence; blank for one that does not.
    pub fn say_place(&self, number: &str, lang: Lang) -> String {
        let Some(row) = self.row_of(number) else {
            return String::new();
        };
        let place = tables::place(self.sheet.as_deref(), row, "", lang);
        match lang {
            Lang::Zh => format!("{place}："),
            Lang::En => format!("{place}: "),
        }
    }
}

impl Words for TableProblemKind {
    fn words(&self, lang: Lang) -> String {
        let fixed = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            TableProblemKind::Grid(problem) => problem.words(lang),
            TableProblemKind::ColumnMissing => fixed("缺少这一列", "this column is missing"),
            TableProblemKind::ColumnTwice => fixed("这一列出现了两次", "this column stands twice"),
            TableProblemKind::UnknownColumn => {
                fixed("不认识这一列，没有读", "unknown column, not read")
            }
            TableProblemKind::Barred { number, why } => match lang {
                Lang::Zh => format!("{number}不进入考试。{}", why.in_lang(lang)),
                Lang::En => format!("{number} does not compete. {}", why.in_lang(lang)),
            },
            TableProblemKind::Absent => fixed("缺考", "absent"),
            TableProblemKind::Violation => fixed("违纪，成绩无效", "violation, the mark is void"),
            TableProblemKind::NumberMissing => {
                fixed("没有准考证号", "the ticket number is missing")
            }
            TableProblemKind::UnknownPost => fixed("岗位表里没有这个岗位", "no such post"),
            TableProblemKind::ElementMissing => fixed(
                "缺这一要素的分数，不能只加其他要素",
                "this element has no figure; the others are not added up without it",
            ),
            TableProblemKind::ElementOfAnotherPost => fixed(
                "这个岗位的评分表没有这一要素",
                "the sheet of this post has no such element",
            ),
            TableProblemKind::AbsentWithFigures => fixed(
                "同一张评分表里既有缺考或违纪，又有分数",
                "absent or a violation in one cell of the sheet, a figure in another",
            ),
            TableProblemKind::NumberTwice { .. }
            | TableProblemKind::BadMark { .. }
            | TableProblemKind::BadValue { .. }
            | TableProblemKind::ExaminerMissing { .. }
            | TableProblemKind::UnknownArea { .. } => with_facts(self, lang),
        }
    }
}

fn with_facts(kind: &TableProblemKind, lang: Lang) -> String {
    match (kind, lang) {
        (TableProblemKind::NumberTwice { first_row }, Lang::Zh) => {
            format!("准考证号和第{first_row}行重复")
        }
        (TableProblemKind::NumberTwice { first_row }, Lang::En) => {
            format!("the number stands in row {first_row}, too")
        }
        (TableProblemKind::BadMark { why }, Lang::Zh) => {
            format!("不是一个数（{}）；没来的填“缺考”", why.words().0)
        }
        (TableProblemKind::BadMark { why }, Lang::En) => format!(
            "not a figure ({}); write absent for people who did not come",
            why.words().1
        ),
        (TableProblemKind::BadValue { value }, Lang::Zh) => format!("看不懂“{value}”"),
        (TableProblemKind::BadValue { value }, Lang::En) => format!("{value:?} cannot be read"),
        (TableProblemKind::ExaminerMissing { missing }, Lang::Zh) => {
            format!("前面缺考官{missing}的分数")
        }
        (TableProblemKind::ExaminerMissing { missing }, Lang::En) => {
            format!("the mark of examiner {missing} is missing before it")
        }
        (TableProblemKind::UnknownArea { value, nearest }, Lang::Zh) => match nearest {
            Some(nearest) => format!("地区表里没有“{value}”；是不是“{nearest}”？"),
            None => format!("地区表里没有“{value}”"),
        },
        (TableProblemKind::UnknownArea { value, nearest }, Lang::En) => match nearest {
            Some(nearest) => format!("no such area: {value:?}; did you mean {nearest:?}?"),
            None => format!("no such area: {value:?}"),
        },
        (other, _) => format!("{other:?}"),
    }
}
