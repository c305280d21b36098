//! Sentences on bonus points.

use super::BonusLint;
use crate::rules::lint::say::sentences;

sentences! {
    BonusLint {
        PointsNotPositive { item } => "“{item}”的分值应该大于0。", "The points of “{item}” must be above 0.";
        BodyGivesPoints { items } => "没有写加多少分的：{items}；由主办单位或领导小组逐人给分，给分以前没有结果。", "No points are stated for {items}: a body gives them to each person, and until then there is no outcome.";
        StackNotStated => "有几项加分，没有写是累加还是只取最高一项。", "There are several bonus items, and it is not said whether they add up or only the highest counts.";
        CapBelowItem { cap, item } => "最多加{cap}分，其中一项却有{item}分。", "The cap of {cap} is below one item of {item}.";
        CapForEachTarget => "加分加在不同的成绩上，上限对每个成绩分别算，不是合起来的上限。", "Different scores are raised; the cap holds for each of them, not for all together.";
        TargetInGroup => "在组里的加分跟着组走：加在哪里请写在最外面的组上。", "What stands in a group counts where the group counts: say so at the outermost group.";
        TargetTwice { of } => "{of}写了两次。", "Raised twice: {of}.";
        TargetNotThere { of } => "没有{of}，无法加分。", "There is no {of} that could be raised.";
        CountsTwice { one, other } => "同时加在{one}和{other}上，一项加分会算两次。", "It raises the {one} and the {other}, of which one enters the other: the points count twice.";
        LargeBonus { reach, of, full } => "{of}最多可加{reach}分，超过满分{full}分的十分之一，会左右结果。", "Up to {reach} points on the {of}: more than a tenth of its {full}.";
        EmptyGroup { group } => "加分组“{group}”里没有任何一项。", "The group “{group}” holds nothing.";
        RowNeverReached => "前面的一条已经包括了这一条。", "An earlier entry takes all of these rows.";
    }
}
