//! Several things of a kind, by their number and their names.

use crate::rules::say::{Said, counted, listed, said, say};
use crate::rules::{Bilingual, Lang};

/// How many names a sentence takes.
const SHOWN: usize = 8;

/// None of them; the Chinese counter; the English singular.
pub(super) struct Kind {
    none: Said,
    zh: &'static str,
    one: &'static str,
}

pub(super) const fn kind(none: Said, zh: &'static str, one: &'static str) -> Kind {
    Kind { none, zh, one }
}

pub(super) const AREAS: Kind = kind(
    said("没有列出地区", "no areas are listed"),
    "个地区",
    "area",
);
pub(super) const POOLS: Kind = kind(said("不分类别", "no pools"), "个类别", "pool");
pub(super) const FACTS: Kind = kind(
    said("报名表没有问题", "the form asks nothing"),
    "个问题",
    "question",
);
pub(super) const SHARED: Kind = kind(
    said("没有共用条件", "no shared conditions"),
    "个共用条件",
    "shared condition",
);
pub(super) const NEEDED: Kind = kind(
    said("没有写报考条件", "no conditions are stated"),
    "个条件",
    "condition",
);
pub(super) const TRACKS: Kind = kind(
    said("所有人走同样的环节", "everybody takes the same stages"),
    "条通道",
    "track",
);
pub(super) const VARIANTS: Kind = kind(
    said("所有岗位用同样的规则", "all posts follow the same rules"),
    "处另有规定",
    "variant",
);
pub(super) const EXAMPLES: Kind = kind(
    said("没有算例", "no worked examples"),
    "个算例",
    "worked example",
);
pub(super) const NOTES: Kind = kind(said("没有说明", "no notes"), "条说明", "note");
pub(super) const MARKS: Kind = kind(
    said("没有标出模板可改的地方", "no marks of a template"),
    "处标记",
    "mark",
);

pub(super) fn number(count: usize, of: Kind, lang: Lang) -> String {
    match count {
        0 => of.none.in_lang(lang).to_owned(),
        _ => counted(count as u64, of.zh, of.one, lang),
    }
}

pub(super) fn named<'a>(
    names: impl ExactSizeIterator<Item = &'a Bilingual>,
    of: Kind,
    lang: Lang,
) -> String {
    let count = names.len();
    let head = number(count, of, lang);
    let shown = names.take(SHOWN).map(|name| name.in_lang(lang).to_owned());
    let shown = listed(shown, lang);
    match count {
        0 => head,
        1..=SHOWN => say!(lang, "{head}：{shown}", "{head}: {shown}"),
        _ => say!(lang, "{head}：{shown}等", "{head}: {shown} and more"),
    }
}
