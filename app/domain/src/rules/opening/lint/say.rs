//! Sentences on opening rules.

use super::OpeningLint;
use crate::rules::lint::say::sentences;

sentences! {
    OpeningLint {
        OnePlaceAgainstRatio { posts } => "只招1人的岗位有{posts}个：对它们来说“核减”等于取消，请写明是取消还是照常开考。", "Posts with one place: {posts}. To reduce them means to cancel them; say which is meant.";
        ConsequenceNotStated => "没有写达不到比例时怎么办；目前由主办单位决定。", "It is not said what follows when the ratio is missed; a body decides then.";
        CaseNeverReached => "前面的情形已经包括了这一种，这一条用不到。", "An earlier case takes all of these, so this one is never used.";
        OpeningStageNowhere { stage } => "按环节“{stage}”的人数计算，但这些岗位没有这个环节。", "People are counted at stage “{stage}”, which these posts do not have.";
        PaidWithoutFee => "按缴费人数计算，却没有写收什么费。", "People who paid are counted, but no fee is stated.";
        RemovedPlacesNowhere => "核减的名额没有岗位可以接收。", "No post can take the removed places.";
        RemovedPlacesBack => "核减的名额又回到了它们原来的岗位。", "The removed places go back to where they came from.";
    }
}
