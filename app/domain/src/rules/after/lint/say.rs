//! Sentences on steps after the exam and the reserve.

use super::AfterLint;
use crate::rules::lint::say::sentences;

sentences! {
    AfterLint {
        GivesWithoutBy { step } => "“{step}”要分配岗位或名额，没有写怎样分配。", "“{step}” hands something out, and it is not said how.";
        ByWithoutGives { step } => "“{step}”写了怎样分配，没有写分配哪些岗位、哪种合同或哪些批次。", "“{step}” says how things are handed out, but not what: list the posts, contracts or batches.";
        GivesSum { given, places } => "一共分配{given}个，岗位表却招{places}人。", "Handed out: {given}. Places in the post table: {places}.";
        ReserveInsteadPlaces => "只建储备库、不直接聘用时，岗位的名额就是储备的名额，不能另写人数。", "A reserve list instead of hires has the places of the posts; it cannot have a number of its own.";
        ReserveInsteadHires => "只建储备库、不直接聘用，试用期和服务年限用不到。", "There is a reserve list instead of hires, so probation and terms bind nobody.";
    }
}
