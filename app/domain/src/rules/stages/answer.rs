//! What a stage gives somebody.

use crate::rules::engine::{MissingPart, OutBy};

pub(crate) enum Answer {
    Score(i64),
    /// By a band, as by a line.
    PutOut,
    Out(OutBy),
    Missing(MissingPart),
}
