//! The pages are for officials who see forms: what is heard first has no word of the document behind them.

use super::LANGS;
use super::page::Guide;
use domain::Lang;

/// About two screens of text.
fn screens(lang: Lang) -> usize {
    if lang == Lang::Zh { 1_200 } else { 3_000 }
}

#[test]
fn nobody_hears_a_word_of_the_document_before_the_second_screen() {
    for lang in LANGS {
        for name in ["guide", "hour"] {
            let page = Guide::page(name, lang);
            let mut heard = String::new();
            let first = page.fences.first().unwrap().lines.start;
            for (at, line) in page.prose() {
                if heard.chars().count() > screens(lang) {
                    break;
                }
                assert!(
                    at < first,
                    "{lang:?} {name}: a fence stands on line {first}"
                );
                heard.push_str(line);
                heard.push('\n');
            }
            for sign in ["`", "{", "JSON", "schema", "lint", "CSV"] {
                assert!(!heard.contains(sign), "{lang:?} {name}: {sign} in\n{heard}");
            }
        }
    }
}

/// The first table of each part: sentence by sentence, where it goes.
#[test]
fn what_is_filled_in_is_a_sentence_of_the_notice_above_it() {
    for lang in LANGS {
        for name in ["guide", "hour"] {
            let page = Guide::page(name, lang);
            let (mut quoted, mut inside) = (String::new(), false);
            let head = match lang {
                Lang::Zh => "| 公告的话 |",
                Lang::En => "| The notice says |",
            };
            for (at, line) in page.prose() {
                if line.starts_with("## ") && name == "guide" {
                    quoted.clear();
                }
                if let Some(words) = line.strip_prefix("> ") {
                    quoted.push_str(words);
                }
                inside = line.starts_with(head) || (inside && line.starts_with('|'));
                if inside && !line.starts_with(head) && !line.starts_with("|---") {
                    let cell = line.split('|').nth(1).unwrap().trim();
                    for words in cell.split('…').filter(|words| !words.is_empty()) {
                        assert!(
                            quoted.contains(words.trim()),
                            "{lang:?} {name} line {}: {words}",
                            at + 1
                        );
                    }
                }
            }
        }
    }
}
