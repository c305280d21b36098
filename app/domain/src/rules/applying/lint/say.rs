//! Sentences on windows, deadlines and fees.

use super::ApplyingLint;
use crate::rules::lint::say::sentences;

sentences! {
    ApplyingLint {
        ClosesBeforeItOpens { from, until } => "截止时间（{until}）不晚于开始时间（{from}）。", "It ends ({until}) before it begins ({from}).";
        WindowsOverlap => "这段报名时间和前面的一段重叠。", "This window overlaps with one before it.";
        HoursBackwards => "每天的时段次序不对或互相重叠。", "The hours of the day are out of order or overlap.";
        HoursWithoutCounter => "写了每天的时段，却没有写现场报名的地点；时段只管现场报名。", "Hours are stated without a counter; they bind the counter only.";
        FeeNotPositive => "费用应该大于0元。", "A fee must be above 0 yuan.";
    }
}
