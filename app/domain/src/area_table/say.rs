//! The sentences about a table of places, in both languages.

use super::AreaProblem;
use crate::{rules::Lang, tables::Words};

impl Words for AreaProblem {
    fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (AreaProblem::Grid(problem), _) => problem.words(lang),
            (AreaProblem::BadPath { value }, Lang::Zh) => {
                format!("“{value}”不是用“/”隔开的代码")
            }
            (AreaProblem::BadPath { value }, Lang::En) => {
                format!("{value:?} is no path of codes with strokes between them")
            }
            (AreaProblem::NameMissing, Lang::Zh) => "没有名称".to_owned(),
            (AreaProblem::NameMissing, Lang::En) => "the name is missing".to_owned(),
            (AreaProblem::PathTwice { first_row }, Lang::Zh) => {
                format!("路径和第{first_row}行重复")
            }
            (AreaProblem::PathTwice { first_row }, Lang::En) => {
                format!("the path stands in row {first_row}, too")
            }
        }
    }
}
