//! The sentences about a table of places, in both languages.

use super::AreaProblem;
use crate::say::say;
use crate::{tables::Words, text::Lang};

impl Words for AreaProblem {
    fn words(&self, lang: Lang) -> String {
        match self {
            AreaProblem::Grid(problem) => problem.words(lang),
            AreaProblem::BadPath { value } => say!(
                lang,
                "“{value}”不是用“/”隔开的代码",
                "{value:?} is no path of codes with strokes between them"
            ),
            AreaProblem::NameMissing => say!(lang, "没有名称", "the name is missing"),
            AreaProblem::PathTwice { first_row } => say!(
                lang,
                "路径和第{first_row}行重复",
                "the path stands in row {first_row}, too"
            ),
        }
    }
}
