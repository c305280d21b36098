//! Sentences on the total.

use super::TotalsLint;
use crate::rules::lint::say::sentences;

sentences! {
    TotalsLint {
        NoParts => "总成绩由哪几部分合成没有写。", "It is not said what the total is made of.";
        WeightSum { reach, full } => "各部分满分乘权重加起来是{reach}分，和总成绩满分{full}分不一致；请确认。", "The parts reach {reach}, not the {full} that are stated as the full mark of the total.";
        TrackWeightSum { track, reach, full } => "通道“{track}”的各部分加起来是{reach}分，和总成绩满分{full}分不一致，同一排名里不能比较。", "The parts of the track “{track}” reach {reach}, not {full}: in one ranking they cannot be compared.";
        PartTwice { of } => "{of}在总成绩里算了两次。", "Counted twice in the total: {of}.";
        CoarseRounding => "总成绩只保留整数，同分会很多。", "Totals without decimals will tie often.";
    }
}
