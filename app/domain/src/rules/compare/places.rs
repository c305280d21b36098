//! Places of a document, JSON pointers, in the names that people know.

use super::say;
use crate::text::Lang;

/// The last field of a place and the one above it.
fn last_fields(place: &str) -> (String, String) {
    let mut fields = fields_of(place).filter(|step| step.parse::<usize>().is_err());
    let last = fields.next_back().unwrap_or_default();
    (fields.next_back().unwrap_or_default(), last)
}

fn fields_of(place: &str) -> impl DoubleEndedIterator<Item = String> + '_ {
    let steps = place.split('/').skip(1);
    let plain = |step: &str| step.replace("~1", "/").replace("~0", "~");
    steps.map(plain).collect::<Vec<_>>().into_iter()
}

/// What the field at a place is called, a JSON pointer: for the lint, the editor and tables. A field that nobody named
/// keeps its own word.
pub fn field_name(place: &str, lang: Lang) -> String {
    let (parent, last) = last_fields(place);
    let name = say::field(&parent, &last, lang).map(str::to_owned);
    name.unwrap_or(last)
}

/// What a fixed word of the field at a place is called.
pub fn word_name(place: &str, word: &str, lang: Lang) -> Option<&'static str> {
    say::word(&last_fields(place).1, word, lang)
}

/// A place in words, the outermost first: the stages, the second of them, its list.
pub fn place_in_words(place: &str, lang: Lang) -> String {
    let mut parent = String::new();
    let steps = fields_of(place).map(|step| match step.parse::<usize>() {
        Ok(index) => say::item(index, lang),
        Err(_) => {
            let name = say::field(&parent, &step, lang).map(str::to_owned);
            let name = name.unwrap_or_else(|| step.clone());
            parent.clone_from(&step);
            name
        }
    });
    say::place(steps.collect::<Vec<_>>())
}
