//! Sentences on quotas, ties, substitution and reserved seats.

use super::ListsLint;
use crate::rules::lint::say::sentences;

sentences! {
    ListsLint {
        QuotaSteps => "分段没有覆盖所有的名额数，或者次序不对；最后一段不写上限。", "The steps do not cover every number of places in rising order; the last one has no limit.";
        QuotaDrops { places, people, next } => "招{places}人的岗位进{people}人，多招1人的反而只进{next}人。", "A post of {places} places calls {people}, one with a place more only {next}.";
        QuotaBelowPlaces { places, people } => "招{places}人的岗位只进{people}人，不够招满。", "For {places} places only {people} are called.";
        QuotaMode => "按比例算出的人数可能不是整数，没有写怎样取整；目前进一位。", "A share of people may be no whole number, and it is not said which way it goes; it goes up now.";
        QuotaNobody => "按这个数谁也进不了。", "By this number nobody is called.";
        QuotaNotHere => "这里没有参加考试的人数可算，请按名额写。", "There is nobody here whose share could be taken; count by places.";
        ListWidens { places, before, people } => "招{places}人的岗位前一份名单{before}人，这一份却要{people}人。", "For {places} places the list before has {before}, this one asks for {people}.";
        TestNeverUsed { test } => "加试“{test}”没有任何地方用到。", "The extra test “{test}” is never used.";
        UnorderedPreference { names } => "“{names}优先”没有先后顺序，两个人各占一项时分不出来：请排出顺序，或写明由谁决定。", "A preference for {names} has no order: two people with one ground each cannot be told apart. Put them in order, or say who decides.";
        TieKeyOptional { fact } => "同分时要比较“{fact}”，但不是每个人都填。", "Ties are ordered by “{fact}”, which not everybody states.";
        KeyTwice => "前面已经比较过这一项。", "This has been compared before.";
        ConsentWithoutOthers => "只从本岗位递补，用不着征得同意。", "People are called up from their own post only, so nobody is asked to consent.";
        NobodyReplaced => "按这样写，没有人能递补。", "As it stands nobody can be replaced.";
        ReservedAbovePlaces { seats, reserved, places } => "“{seats}”专设{reserved}个名额，可是一共只招{places}人。", "“{seats}” takes {reserved} places where there are {places}.";
    }
}
