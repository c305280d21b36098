//! Days, lengths of time and sums of them in words.

mod say;

pub(super) use say::{amount, elapsed};
