//! What can be wrong with applying: the findings, with their facts.

use crate::rules::lint::findings;
use crate::time::Moment;

findings!(
    /// Applying.
    ApplyingLint {
        Blocks ClosesBeforeItOpens { from: Moment, until: Moment },
        /// Two windows of one kind share hours.
        Asks WindowsOverlap,
        Blocks HoursBackwards,
        /// Hours bind the counter, and there is none.
        Asks HoursWithoutCounter,
        Blocks FeeNotPositive,
    }
);
