//! What the pages print in bold are names of the editor: of its pages, fields, choices and buttons, word for word.

use super::LANGS;
use super::page::Guide;
use crate::rules::compare::fixed_words;
use domain::Lang;
use domain::rules::{Part, capital};
use std::collections::BTreeMap;

/// The words of the interface, by their keys.
pub(super) fn labels(lang: Lang) -> BTreeMap<&'static str, String> {
    let source = match lang {
        Lang::Zh => include_str!("../../../locales/zh-CN/app.ftl"),
        Lang::En => include_str!("../../../locales/en/app.ftl"),
    };
    let lines = source.lines().filter_map(|line| line.split_once(" = "));
    let own = lines.filter(|(key, _)| !key.starts_with([' ', '#', '-']));
    own.map(|(key, words)| (key, words.to_owned())).collect()
}

/// Every name that a page may use. Of a label with an explanation in brackets the words before it are enough.
fn known(lang: Lang) -> Vec<String> {
    let parts = Part::all().map(|part| part.name(lang).to_owned());
    let labels = labels(lang).into_values();
    let choices = fixed_words(lang).into_iter().map(capital);
    let short = |label: String| {
        let bracket = label.find(['（', '(']);
        let short = bracket.map(|at| label[..at].trim().to_owned());
        [Some(label), short]
    };
    let all = parts.chain(labels).chain(choices).flat_map(short).flatten();
    all.filter(|name| !name.is_empty()).collect()
}

/// What stands in bold in a line.
pub(super) fn bold(line: &str) -> impl Iterator<Item = &str> {
    line.split("**").skip(1).step_by(2)
}

#[test]
fn every_name_in_bold_is_one_of_the_editor() {
    for lang in LANGS {
        let known = known(lang);
        let mut strange = Vec::new();
        for page in ["guide", "hour", "README"] {
            let page = Guide::page(page, lang);
            for (at, line) in page.prose() {
                let names = bold(line).flat_map(|path| path.split(" › "));
                let unknown = names.filter(|name| !known.iter().any(|own| own == name));
                strange.extend(unknown.map(|name| format!("{lang:?} line {}: {name}", at + 1)));
            }
        }
        assert_eq!(strange, [""; 0]);
    }
}
