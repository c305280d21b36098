//! What can be wrong with opening rules: the findings, with their facts.

use crate::rules::codes::StageCode;
use crate::rules::lint::findings;

findings!(
    /// Opening rules.
    OpeningLint {
        /// To reduce a post of one place means to cancel it.
        Asks OnePlaceAgainstRatio { posts: usize },
        Asks ConsequenceNotStated,
        Asks CaseNeverReached,
        /// People are counted at a stage that these posts do not have.
        Blocks OpeningStageNowhere { stage: StageCode },
        Asks PaidWithoutFee,
        Blocks RemovedPlacesNowhere,
        /// Where they go is where they came from.
        Asks RemovedPlacesBack,
    }
);
