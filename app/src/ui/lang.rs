//! Two languages. `t!` checks its key and arguments when the platform is compiled; the language is set once around a
//! rendering, which is synchronous, and so needs to be passed to no sentence. What begins a rendering has a reader.

use domain::Lang;
use fluent_bundle::FluentValue;
use i18n_embed::{
    LanguageLoader,
    fluent::{FluentLanguageLoader, fluent_language_loader},
};
use rust_embed::RustEmbed;
use std::{cell::Cell, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

static ZH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load("zh-CN"));
static EN: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load("en"));

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

fn load(language: &str) -> FluentLanguageLoader {
    let loader = fluent_language_loader!();
    let id = language
        .parse()
        .expect("the two language tags are well formed");
    loader
        .load_languages(&Locales, &[id])
        .expect("the embedded locales parse, as a test shows");
    // Isolation marks around arguments would travel with every copied ticket number.
    loader.set_use_isolating(false);
    loader
}

/// Runs a rendering in one language. What is written for a person goes through [`super::reader`].
pub(super) fn with<T>(lang: Lang, render: impl FnOnce() -> T) -> T {
    let before = CURRENT.replace(lang);
    let rendered = render();
    CURRENT.set(before);
    rendered
}

/// What is kept in both languages: Chinese, then English.
pub fn both<T>(say: impl Fn() -> T) -> [T; 2] {
    [Lang::Zh, Lang::En].map(|lang| with(lang, &say))
}

/// The language of the present rendering.
pub fn current() -> Lang {
    CURRENT.get()
}

pub fn loader() -> &'static FluentLanguageLoader {
    match current() {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// A message of the present language.
macro_rules! t {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($crate::ui::lang::loader(), $id $(, $name = $crate::ui::lang::argument($value))*)
    };
}

/// Whatever a message takes: texts and numbers.
pub fn argument<'a>(value: impl Into<FluentValue<'a>>) -> FluentValue<'a> {
    value.into()
}

/// The tag of a language, for `lang` and `hreflang`.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// Every message id with the arguments that it uses.
    fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
        let path = format!("{}/locales/{language}/app.ftl", env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(path).unwrap();
        let mut found = BTreeMap::<String, BTreeSet<String>>::new();
        let mut id = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with(' ')
                && let Some((name, _)) = line.split_once('=')
            {
                id = name.trim().to_owned();
                assert!(!found.contains_key(&id), "{language}: {id} stands twice");
                found.entry(id.clone()).or_default();
            }
            for used in line.split('$').skip(1) {
                let end = used
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(used.len());
                found
                    .entry(id.clone())
                    .or_default()
                    .insert(used[..end].to_owned());
            }
        }
        found
    }

    #[test]
    fn english_is_complete_and_uses_the_same_arguments() {
        let (zh, en) = (messages("zh-CN"), messages("en"));
        let missing: Vec<_> = zh.keys().filter(|id| !en.contains_key(*id)).collect();
        let extra: Vec<_> = en.keys().filter(|id| !zh.contains_key(*id)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "not in English: {missing:?}; not in Chinese: {extra:?}"
        );
        let differing: Vec<_> = zh
            .iter()
            .filter(|(id, args)| en[*id] != **args)
            .map(|(id, _)| id)
            .collect();
        assert!(
            differing.is_empty(),
            "other arguments in English: {differing:?}"
        );
    }

    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs") {
                all.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn no_message_stands_there_that_nobody_asks_for() {
        let mut all = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        let unasked = messages("zh-CN").into_keys();
        let unasked = unasked.filter(|id| !all.contains(&format!("\"{id}\"")));
        assert_eq!(unasked.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn a_message_comes_in_the_language_of_the_rendering() {
        assert_eq!(both(|| t!("language-name")), ["中文", "English"]);
    }
}
