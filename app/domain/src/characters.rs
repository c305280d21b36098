//! Characters as keyboards and office programs produce them: full-width forms, invisible characters, a leading
//! apostrophe. One place cleans them, so that what looks alike is compared alike.

use std::borrow::Cow;

/// Full-width letters, digits and signs as input methods produce them, the ideographic space, and the full stop that
/// stands on the key of the decimal point.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{3002}' => '.',
        _ => c,
    }
}

/// A text as typed on any keyboard, in half width.
pub fn in_half_width(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => text.chars().map(half_width).collect(),
    }
}

/// Characters that show nothing and take no room: zero-width spaces and joiners, directions, soft hyphens, fillers,
/// variation selectors, tags, control characters other than white space.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !c.is_whitespace())
}

/// The common ideographs of Unicode.
const IDEOGRAPHS: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// Characters of a plain keyboard and ideographs: nothing about them is cleaned, wherever they stand.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() || IDEOGRAPHS.contains(&u32::from(c))
}

/// Letter by letter only where there is more than a plain keyboard has.
fn is_plain_text(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) || text.chars().all(is_plain)
}

/// The text as it looks: without invisible characters, without white space around it.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain_text(text) {
        return Cow::Borrowed(text);
    }
    let mut seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    seen.truncate(seen.trim_end().len());
    seen.drain(..seen.len() - seen.trim_start().len());
    Cow::Owned(seen)
}

/// What two numbers, codes or titles are compared by: as [`visible`], in half width, one space for any run of white
/// space, and without the apostrophe by which an office program is told to keep text. A full-width sign at the beginning
/// stays one: cleaning makes no formula of what was none.
pub fn key(text: &str) -> Cow<'_, str> {
    if text.as_bytes().first() != Some(&b'\'') && is_plain_text(text) {
        return Cow::Borrowed(text);
    }
    let seen = visible(text);
    let seen = seen
        .strip_prefix(['\'', '\u{2019}', '\u{FF07}'])
        .map_or(seen.as_ref(), str::trim_start);
    let is_sign = |c: char| matches!(c, '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}');
    let (sign, rest) = match seen.chars().next().filter(|c| is_sign(*c)) {
        Some(sign) => seen.split_at(sign.len_utf8()),
        None => ("", seen),
    };
    let half = in_half_width(rest);
    let words: Vec<&str> = half.split_whitespace().collect();
    Cow::Owned(format!("{sign}{}", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_has_one_key() {
        for typed in [
            "A-0417",
            " A-0417\u{3000}",
            "Ａ－０４１７",
            "A-04\u{200B}17",
            "\u{202D}A-0417\u{202C}",
            "\u{FEFF}A-0417",
            "'A-0417",
            "＇A-0417",
            "A-0417\u{E0100}\u{00AD}",
            "A-0417\u{7}",
        ] {
            assert_eq!(key(typed), "A-0417", "{typed:?}");
        }
        assert_eq!(key("GJZ\u{3000} 01"), "GJZ 01");
        assert_eq!(key("８１。５"), "81.5");
        assert_eq!(key("＝１＋１"), "＝1+1");
    }

    #[test]
    fn plain_text_is_taken_as_it_stands() {
        for plain in ["A-0417", "81.5", "葛城区", "~!", "a'b"] {
            assert!(matches!(visible(plain), Cow::Borrowed(_)), "{plain}");
            assert_eq!(visible(&format!(" {plain} ")), plain);
            assert!(matches!(key(plain), Cow::Borrowed(_)), "{plain}");
            assert_eq!(key(&format!(" {plain} ")), plain);
        }
    }

    #[test]
    fn a_text_keeps_what_can_be_seen() {
        assert_eq!(
            visible(" \u{200B}\u{3000}葛\u{E0100}城（甲）\n"),
            "葛城（甲）"
        );
        assert_eq!(visible("\u{200D}\u{200C}"), "");
        assert_eq!(visible("'t Hart"), "'t Hart");
    }
}
