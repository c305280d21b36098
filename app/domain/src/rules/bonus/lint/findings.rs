//! What can be wrong with the bonus: the findings, with their facts.

use crate::numbers::Points;
use crate::rules::lint::findings;
use crate::text::Bilingual;

findings!(
    /// Bonus points.
    BonusLint {
        Blocks PointsNotPositive { item: Bilingual },
        /// "As fit": claims stay open until a body has given the points.
        Notes BodyGivesPoints { items: Vec<Bilingual> },
        /// Several branches at the top, and nothing says whether they add up.
        Blocks StackNotStated,
        Asks CapBelowItem { cap: Points, item: Points },
        Notes CapForEachTarget,
        /// What stands in a group counts where the group counts.
        Blocks TargetInGroup,
        Blocks TargetTwice { of: Bilingual },
        /// Nothing that a bonus can raise here.
        Blocks TargetNotThere { of: Bilingual },
        /// One item raises two figures of which one enters the other.
        Asks CountsTwice { one: Bilingual, other: Bilingual },
        Asks LargeBonus { reach: Points, of: Bilingual, full: String },
        Asks EmptyGroup { group: Bilingual },
        /// A row or option that an earlier one always takes.
        Asks RowNeverReached,
    }
);
