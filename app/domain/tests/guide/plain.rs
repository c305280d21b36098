//! The pages are for officials who see forms: what is heard first has no word of the document behind them.

use super::LANGS;
use super::page::Guide;
use domain::Lang;

/// What one screen holds of a page, its heading and its list of contents left out.
fn screen(lang: Lang) -> usize {
    if lang == Lang::Zh { 900 } else { 2_500 }
}

#[test]
fn nobody_hears_a_word_of_the_document_before_the_second_screen() {
    for lang in LANGS {
        for name in ["guide", "hour", "README"] {
            let page = Guide::page(name, lang);
            let fence = page
                .fences
                .first()
                .map_or(usize::MAX, |own| own.lines.start);
            let mut heard = String::new();
            for (at, line) in page.prose() {
                if heard.chars().count() > screen(lang) {
                    break;
                }
                let said = heard.chars().count();
                assert!(at < fence, "{lang:?} {name}: a fence after {said} letters");
                heard.push_str(line);
                heard.push('\n');
            }
            for sign in ["`", "{", "JSON", "json", "schema", "lint", "CSV"] {
                assert!(!heard.contains(sign), "{lang:?} {name}: {sign} in\n{heard}");
            }
        }
    }
}

/// Tables that go sentence by sentence: each of their rows begins with words of the notice that stands above.
#[test]
fn what_is_filled_in_is_a_sentence_of_the_notice_above_it() {
    for lang in LANGS {
        let head = match lang {
            Lang::Zh => "| 公告的话 |",
            Lang::En => "| The notice says |",
        };
        for (name, tables) in [("guide", 14), ("hour", 1)] {
            let page = Guide::page(name, lang);
            let (mut quoted, mut inside, mut found) = (String::new(), false, 0);
            for (at, line) in page.prose() {
                if line.starts_with("## ") && name == "guide" {
                    quoted.clear();
                }
                quoted.push_str(line.strip_prefix("> ").unwrap_or_default());
                let begins = line.starts_with(head);
                found += usize::from(begins);
                if inside && line.starts_with('|') && !line.starts_with("|---") {
                    let cell = line.split('|').nth(1).unwrap().trim();
                    for words in cell.split('…') {
                        let stands = quoted.contains(words.trim());
                        assert!(stands, "{lang:?} {name} line {}: {words}", at + 1);
                    }
                }
                inside = begins || (inside && line.starts_with('|'));
            }
            assert_eq!(found, tables, "{lang:?} {name}");
        }
    }
}
