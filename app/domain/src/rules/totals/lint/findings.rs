//! What can be wrong with totals: the findings, with their facts.

use crate::numbers::Points;
use crate::rules::lint::findings;
use crate::text::Bilingual;

findings!(
    /// The total.
    TotalsLint {
        Blocks NoParts,
        /// The weights do not give the full mark that is stated.
        Asks WeightSum { reach: String, full: Points },
        /// Two tracks in one ranking are each scaled to the full mark.
        Blocks TrackWeightSum { track: Bilingual, reach: String, full: Points },
        Asks PartTwice { of: Bilingual },
        Asks CoarseRounding,
    }
);
