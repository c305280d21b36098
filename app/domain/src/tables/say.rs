//! The sentences about tables, in both languages: where, and what.

use super::{GridProblem, TableProblem, Told, Words};
use crate::rules::Lang;

impl<K: Words> TableProblem<K> {
    /// One sentence with sheet, row and column.
    pub fn say(&self, lang: Lang) -> String {
        let said = self.kind.words(lang);
        let place = place(self.sheet.as_deref(), self.row, &self.column, lang);
        match (place.is_empty(), lang) {
            (true, _) => said,
            (false, Lang::Zh) => format!("{place}：{said}"),
            (false, Lang::En) => format!("{place}: {said}"),
        }
    }
}

/// `工作表“甲”第3行“岗位”`, `sheet "A", row 3, "post"`; what is not known is left out.
pub(crate) fn place(sheet: Option<&str>, row: usize, column: &str, lang: Lang) -> String {
    let mut parts = Vec::new();
    match lang {
        Lang::Zh => {
            parts.extend(sheet.map(|sheet| format!("工作表“{sheet}”")));
            parts.extend((row > 0).then(|| format!("第{row}行")));
            parts.extend((!column.is_empty()).then(|| format!("“{column}”")));
            parts.concat()
        }
        Lang::En => {
            parts.extend(sheet.map(|sheet| format!("sheet {sheet:?}")));
            parts.extend((row > 0).then(|| format!("row {row}")));
            parts.extend((!column.is_empty()).then(|| format!("{column:?}")));
            parts.join(", ")
        }
    }
}

impl Words for GridProblem {
    fn words(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            GridProblem::NotATable
            | GridProblem::NotText
            | GridProblem::Protected
            | GridProblem::NoVisibleSheet
            | GridProblem::Empty
            | GridProblem::TooManyRows { .. }
            | GridProblem::TooManyColumns { .. }
            | GridProblem::TooManyCells { .. }
            | GridProblem::TooLarge { .. }
            | GridProblem::MoreProblems { .. } => of_the_whole(self),
            GridProblem::NotADate { .. }
            | GridProblem::ShortYear { .. }
            | GridProblem::DateOutOfBounds { .. } => of_a_date(self),
            GridProblem::TitleTwice
            | GridProblem::Width { .. }
            | GridProblem::QuoteOpen
            | GridProblem::QuoteInside
            | GridProblem::Merged { .. }
            | GridProblem::NoResult
            | GridProblem::ErrorValue { .. }
            | GridProblem::LongNumber
            | GridProblem::TextTooLong { .. } => of_a_place(self),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

fn of_the_whole(problem: &GridProblem) -> (String, String) {
    match problem {
        GridProblem::NotText => (
            "文字编码认不出来：请存成 UTF-8 或 GBK".into(),
            "the text cannot be decoded: save it as UTF-8 or GBK".into(),
        ),
        GridProblem::Protected => (
            "文件有密码：请另存一份不带密码的".into(),
            "the file asks for a password: save a copy without one".into(),
        ),
        GridProblem::NoVisibleSheet => (
            "所有工作表都隐藏了：请把要读的一张显示出来".into(),
            "every sheet is hidden: show the one that is to be read".into(),
        ),
        GridProblem::Empty => ("表里没有内容".into(), "the table is empty".into()),
        GridProblem::TooManyRows { most } => {
            (format!("超过{most}行"), format!("more than {most} rows"))
        }
        GridProblem::TooManyColumns { most } => {
            (format!("超过{most}列"), format!("more than {most} columns"))
        }
        GridProblem::TooManyCells { most } => (
            format!("行数乘列数超过{most}格"),
            format!("more than {most} cells, rows times columns"),
        ),
        GridProblem::TooLarge { most } => (
            format!("内容超过{most}字节"),
            format!("more than {most} bytes of contents"),
        ),
        GridProblem::MoreProblems { told } => (
            format!("已经列出{told}处，后面没有再读"),
            format!("{told} problems are listed; what follows was not read"),
        ),
        _ => (
            "不是表格：请存成 CSV（UTF-8 或 GBK）、.xlsx 或 .xls".into(),
            "not a table: save it as CSV (UTF-8 or GBK), .xlsx or .xls".into(),
        ),
    }
}

fn of_a_date(problem: &GridProblem) -> (String, String) {
    match problem {
        GridProblem::ShortYear { value } => (
            format!("“{value}”的年份请写四位数"),
            format!("write the year of {value:?} with four digits"),
        ),
        GridProblem::DateOutOfBounds { value } => (
            format!("“{value}”不在1900年到2200年之间"),
            format!("{value:?} is not between 1900 and 2200"),
        ),
        GridProblem::NotADate { value } => (
            format!("“{value}”不是日期；请写成 1998-03-06"),
            format!("{value:?} is no date; write it as 1998-03-06"),
        ),
        other => of_a_place(other),
    }
}

fn of_a_place(problem: &GridProblem) -> (String, String) {
    match problem {
        GridProblem::TitleTwice => ("这一列出现了两次".into(), "this column stands twice".into()),
        GridProblem::Width { found, expected } => (
            format!("有{found}格，应为{expected}格"),
            format!("{found} cells, not {expected}"),
        ),
        GridProblem::QuoteOpen => (
            "读不下去：引号没有成对".into(),
            "has no end: a quote is not closed".into(),
        ),
        GridProblem::QuoteInside => (
            "引号后面还有字：一格里的引号要写两个".into(),
            "something follows a closing quote: inside a cell write a quote twice".into(),
        ),
        GridProblem::Merged { range } => (
            format!("{range} 是合并单元格：请取消合并，每格各填各的"),
            format!("{range} are merged cells: unmerge them and fill in each"),
        ),
        GridProblem::NoResult => (
            "公式没有算出结果：请在表格软件里打开、保存后再传，或改成数值".into(),
            "a formula without a stored result: open and save the file in a spreadsheet, or paste the value"
                .into(),
        ),
        GridProblem::ErrorValue { value } => (
            format!("公式出错：{value}"),
            format!("the formula failed: {value}"),
        ),
        GridProblem::LongNumber => (
            "数字超过15位，表格软件已经四舍五入：请把这一列设成文本再填".into(),
            "more than 15 digits, which a spreadsheet has rounded: make the column text and fill it in again"
                .into(),
        ),
        GridProblem::TextTooLong { most } => (
            format!("一格超过{most}个字"),
            format!("more than {most} characters in one cell"),
        ),
        other => of_the_whole(other),
    }
}

impl Told {
    /// One sentence.
    pub fn say(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Told::Encoding(name) => (
                format!("文字按 {name} 读"),
                format!("the text was read as {name}"),
            ),
            Told::Delimiter(mark) => {
                let (zh, en) = delimiter(*mark);
                (
                    format!("各格之间是{zh}"),
                    format!("the cells are separated by {en}"),
                )
            }
            Told::HiddenSheets(names) => (
                format!("隐藏的工作表没有读：{}", names.join("、")),
                format!("hidden sheets were not read: {}", names.join(", ")),
            ),
            Told::FurtherSheets(names) => (
                format!("只读了第一张显示的工作表，没有读：{}", names.join("、")),
                format!(
                    "only the first visible sheet was read, not: {}",
                    names.join(", ")
                ),
            ),
            Told::HiddenRows(rows) => (
                format!("隐藏的行没有读：{}", runs(rows, "、")),
                format!("hidden rows were not read: {}", runs(rows, ", ")),
            ),
            Told::HiddenColumns(titles) => (
                format!("隐藏的列没有读：{}", titles.join("、")),
                format!("hidden columns were not read: {}", titles.join(", ")),
            ),
            Told::Untitled(columns) => (
                format!("没有标题的列没有读：{}", columns.join("、")),
                format!(
                    "columns without a title were not read: {}",
                    columns.join(", ")
                ),
            ),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

fn delimiter(mark: char) -> (String, String) {
    match mark {
        ',' => ("逗号".into(), "commas".into()),
        ';' => ("分号".into(), "semicolons".into()),
        '\t' => ("制表符".into(), "tabs".into()),
        '|' => ("竖线".into(), "bars".into()),
        other => (format!("“{other}”"), format!("{other:?}")),
    }
}

/// `3, 5-9`: a filter hides hundreds of rows.
fn runs(rows: &[usize], between: &str) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let said = runs.into_iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    said.collect::<Vec<_>>().join(between)
}
