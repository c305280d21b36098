//! What can be wrong with examples: the findings, with their facts.

use crate::rules::lint::findings;

findings!(
    /// Worked examples.
    ExamplesLint {
        Blocks ExampleDisagrees { printed: String, computed: String },
        /// It does not hold what the rules would need.
        Notes ExampleNotRun,
    }
);
