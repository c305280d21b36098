//! What is wrong with a figure, in both languages.

use super::say;
use crate::numbers::BadPoints;
use crate::text::Lang;

impl BadPoints {
    /// Why a typed figure is not a score.
    pub fn say(self, lang: Lang) -> String {
        match self {
            BadPoints::Empty => say!(lang, "空的", "empty"),
            BadPoints::Comma => say!(
                lang,
                "小数点请写“.”",
                "write the decimal point as a full stop"
            ),
            BadPoints::NotANumber => say!(lang, "看不懂", "it cannot be read"),
            BadPoints::TooManyDecimals => say!(lang, "最多四位小数", "at most four decimals"),
            BadPoints::TooLarge => say!(lang, "太大了", "too large"),
        }
    }
}
