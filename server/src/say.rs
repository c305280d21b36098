//! The words of the process itself: what an installation is called until it has a name, and what a command answers that
//! no rule says.

use domain::{
    Lang,
    rules::{Said, said},
};

pub const PRODUCT: Said = said("选贤", "Xuanxian");
pub const SITE: Said = said(
    "云海市社区工作者招聘与认证平台",
    "Yunhai Community Worker Recruitment and Certification",
);
pub const ORGANISER: Said = said("云海市民政局", "Yunhai Civil Affairs Bureau");

/// A table has nobody with this number.
pub fn nobody(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("表里没有准考证号{number}"),
        Lang::En => format!("no candidate has the number {number}"),
    }
}
