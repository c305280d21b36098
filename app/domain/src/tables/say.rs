//! The sentences about tables, in both languages: where, and what.

use super::{GridProblem, TableProblem, Told, Words};
use crate::say::{listed, say};
use crate::text::Lang;

/// The words that stand between the parts of a day, and after its last.
pub(super) const YEAR: char = '年';
pub(super) const MONTH: char = '月';
pub(super) const DAY: char = '日';

impl<K: Words> TableProblem<K> {
    /// One sentence with sheet, row and column.
    pub fn say(&self, lang: Lang) -> String {
        let said = self.kind.words(lang);
        let place = place(self.sheet.as_deref(), self.row, &self.column, lang);
        match place.is_empty() {
            true => said,
            false => say!(lang, "{place}：{said}", "{place}: {said}"),
        }
    }
}

/// `工作表“甲”第3行“岗位”`, `sheet "A", row 3, "post"`; what is not known is left out.
pub(crate) fn place(sheet: Option<&str>, row: usize, column: &str, lang: Lang) -> String {
    let sheet = sheet.map(|sheet| say!(lang, "工作表“{sheet}”", "sheet {sheet:?}"));
    let row = (row > 0).then(|| say!(lang, "第{row}行", "row {row}"));
    let column = (!column.is_empty()).then(|| say!(lang, "“{column}”", "{column:?}"));
    let parts: Vec<String> = [sheet, row, column].into_iter().flatten().collect();
    match lang {
        Lang::Zh => parts.concat(),
        Lang::En => listed(parts, lang),
    }
}

impl Words for GridProblem {
    fn words(&self, lang: Lang) -> String {
        match self {
            GridProblem::NotATable
            | GridProblem::NotText
            | GridProblem::Protected
            | GridProblem::NoVisibleSheet
            | GridProblem::Empty
            | GridProblem::TooManyRows { .. }
            | GridProblem::TooManyColumns { .. }
            | GridProblem::TooManyCells { .. }
            | GridProblem::TooLarge { .. }
            | GridProblem::MoreProblems { .. } => of_the_whole(self, lang),
            GridProblem::TitleTwice
            | GridProblem::Width { .. }
            | GridProblem::QuoteOpen
            | GridProblem::QuoteInside
            | GridProblem::Merged { .. }
            | GridProblem::NoResult
            | GridProblem::ErrorValue { .. }
            | GridProblem::LongNumber
            | GridProblem::NotADate { .. }
            | GridProblem::ShortYear { .. }
            | GridProblem::DateOutOfBounds { .. }
            | GridProblem::TextTooLong { .. } => of_a_place(self, lang),
        }
    }
}

fn of_the_whole(problem: &GridProblem, lang: Lang) -> String {
    match problem {
        GridProblem::NotText => say!(
            lang,
            "文字编码认不出来：请存成 UTF-8 或 GBK",
            "the text cannot be decoded: save it as UTF-8 or GBK"
        ),
        GridProblem::Protected => say!(
            lang,
            "文件有密码：请另存一份不带密码的",
            "the file asks for a password: save a copy without one"
        ),
        GridProblem::NoVisibleSheet => say!(
            lang,
            "所有工作表都隐藏了：请把要读的一张显示出来",
            "every sheet is hidden: show the one that is to be read"
        ),
        GridProblem::Empty => say!(lang, "表里没有内容", "the table is empty"),
        GridProblem::TooManyRows { most } => say!(lang, "超过{most}行", "more than {most} rows"),
        GridProblem::TooManyColumns { most } => {
            say!(lang, "超过{most}列", "more than {most} columns")
        }
        GridProblem::TooManyCells { most } => say!(
            lang,
            "行数乘列数超过{most}格",
            "more than {most} cells, rows times columns"
        ),
        GridProblem::TooLarge { most } => say!(
            lang,
            "内容超过{most}字节",
            "more than {most} bytes of contents"
        ),
        GridProblem::MoreProblems { told } => say!(
            lang,
            "已经列出{told}处，后面没有再读",
            "{told} problems are listed; what follows was not read"
        ),
        _ => say!(
            lang,
            "不是表格：请存成 CSV（UTF-8 或 GBK）、.xlsx 或 .xls",
            "not a table: save it as CSV (UTF-8 or GBK), .xlsx or .xls"
        ),
    }
}

fn of_a_place(problem: &GridProblem, lang: Lang) -> String {
    match problem {
        GridProblem::TitleTwice => column_twice(lang),
        GridProblem::Width { found, expected } => say!(
            lang,
            "有{found}格，应为{expected}格",
            "{found} cells, not {expected}"
        ),
        GridProblem::QuoteOpen => say!(
            lang,
            "读不下去：引号没有成对",
            "has no end: a quote is not closed"
        ),
        GridProblem::QuoteInside => say!(
            lang,
            "引号后面还有字：一格里的引号要写两个",
            "something follows a closing quote: inside a cell write a quote twice"
        ),
        GridProblem::Merged { range } => say!(
            lang,
            "{range} 是合并单元格：请取消合并，每格各填各的",
            "{range} are merged cells: unmerge them and fill in each"
        ),
        GridProblem::TextTooLong { most } => say!(
            lang,
            "一格超过{most}个字",
            "more than {most} characters in one cell"
        ),
        value => of_a_value(value, lang),
    }
}

/// What stands in a cell and cannot be what it should be.
fn of_a_value(problem: &GridProblem, lang: Lang) -> String {
    match problem {
        GridProblem::NoResult => say!(
            lang,
            "公式没有算出结果：请在表格软件里打开、保存后再传，或改成数值",
            "a formula without a stored result: open and save the file in a spreadsheet, or paste the value"
        ),
        GridProblem::ErrorValue { value } => {
            say!(lang, "公式出错：{value}", "the formula failed: {value}")
        }
        GridProblem::LongNumber => say!(
            lang,
            "数字超过15位，表格软件已经四舍五入：请把这一列设成文本再填",
            "more than 15 digits, which a spreadsheet has rounded: make the column text and fill it in again"
        ),
        GridProblem::ShortYear { value } => say!(
            lang,
            "“{value}”的年份请写四位数",
            "write the year of {value:?} with four digits"
        ),
        GridProblem::DateOutOfBounds { value } => say!(
            lang,
            "“{value}”不在1900年到2200年之间",
            "{value:?} is not between 1900 and 2200"
        ),
        GridProblem::NotADate { value } => say!(
            lang,
            "“{value}”不是日期；请写成 1998-03-06",
            "{value:?} is no date; write it as 1998-03-06"
        ),
        _ => String::new(),
    }
}

/// One column has two titles of one meaning.
pub(crate) fn column_twice(lang: Lang) -> String {
    say!(lang, "这一列出现了两次", "this column stands twice")
}

impl Told {
    /// One sentence.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Told::Encoding(name) => say!(lang, "文字按 {name} 读", "the text was read as {name}"),
            Told::Delimiter(mark) => {
                let mark = delimiter(*mark, lang);
                say!(
                    lang,
                    "各格之间是{mark}",
                    "the cells are separated by {mark}"
                )
            }
            Told::HiddenSheets(names) => {
                let names = listed(names, lang);
                say!(
                    lang,
                    "隐藏的工作表没有读：{names}",
                    "hidden sheets were not read: {names}"
                )
            }
            Told::FurtherSheets(names) => {
                let names = listed(names, lang);
                say!(
                    lang,
                    "只读了第一张显示的工作表，没有读：{names}",
                    "only the first visible sheet was read, not: {names}"
                )
            }
            Told::HiddenRows(rows) => {
                let rows = listed(runs(rows), lang);
                say!(
                    lang,
                    "隐藏的行没有读：{rows}",
                    "hidden rows were not read: {rows}"
                )
            }
            Told::HiddenColumns(titles) => {
                let titles = listed(titles, lang);
                say!(
                    lang,
                    "隐藏的列没有读：{titles}",
                    "hidden columns were not read: {titles}"
                )
            }
            Told::Untitled(columns) => {
                let columns = listed(columns, lang);
                say!(
                    lang,
                    "没有标题的列没有读：{columns}",
                    "columns without a title were not read: {columns}"
                )
            }
        }
    }
}

fn delimiter(mark: char, lang: Lang) -> String {
    match mark {
        ',' => say!(lang, "逗号", "commas"),
        ';' => say!(lang, "分号", "semicolons"),
        '\t' => say!(lang, "制表符", "tabs"),
        '|' => say!(lang, "竖线", "bars"),
        other => say!(lang, "“{other}”", "{other:?}"),
    }
}

/// `3, 5-9`: a filter hides hundreds of rows.
fn runs(rows: &[usize]) -> Vec<String> {
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
    said.collect()
}
