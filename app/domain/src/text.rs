//! Words of a notice in the two languages of the platform.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language in which a sentence is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// Words as the notice prints them, with an English rendering where somebody wrote one. In JSON either a plain string
/// (Chinese only) or `{"zh": …, "en": …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(from = "TextForm", into = "TextForm")]
pub struct Bilingual {
    pub zh: String,
    pub en: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum TextForm {
    Plain(String),
    Both(BothForm),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BothForm {
    zh: String,
    en: String,
}

impl Bilingual {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Bilingual {
            zh: zh.into(),
            en: Some(en.into()),
        }
    }

    pub fn zh(zh: impl Into<String>) -> Self {
        Bilingual {
            zh: zh.into(),
            en: None,
        }
    }

    /// The words in `lang`; the Chinese original where nobody has translated them.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// Whether somebody who writes `word`, in either language, means this.
    pub fn is(&self, word: &str) -> bool {
        self.zh == word || self.en.as_deref() == Some(word)
    }

    /// The words in each language that has them.
    pub fn both(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.zh.as_str()).chain(self.en.as_deref())
    }

    pub fn is_empty(&self) -> bool {
        self.zh.trim().is_empty()
    }
}

impl From<TextForm> for Bilingual {
    fn from(form: TextForm) -> Self {
        match form {
            TextForm::Plain(zh) => Bilingual { zh, en: None },
            TextForm::Both(BothForm { zh, en }) => Bilingual { zh, en: Some(en) },
        }
    }
}

impl From<Bilingual> for TextForm {
    fn from(text: Bilingual) -> Self {
        match text.en {
            None => TextForm::Plain(text.zh),
            Some(en) => TextForm::Both(BothForm { zh: text.zh, en }),
        }
    }
}
