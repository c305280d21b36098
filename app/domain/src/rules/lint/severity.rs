//! How grave a finding is, and how a part declares what it can find.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The rules cannot be published like this.
    Blocks,
    /// They can, when somebody has looked at it.
    Asks,
    /// Good to know; there is nothing to answer.
    Notes,
}

/// Declares what a family can find: severity, code and facts in one place.
macro_rules! findings {
    ($(#[$of:meta])* $name:ident {
        $($(#[$more:meta])* $severity:ident $code:ident $({ $($fact:ident: $kind:ty),* $(,)? })?,)*
    }) => {
        $(#[$of])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(tag = "code", rename_all = "snake_case")]
        pub enum $name {
            $($(#[$more])* $code $({ $($fact: $kind),* })?,)*
        }

        impl $name {
            /// The codes, as they stand in the source.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($code)),*];

            pub fn severity(&self) -> $crate::rules::lint::Severity {
                match self {
                    $(Self::$code { .. } => $crate::rules::lint::Severity::$severity,)*
                }
            }
        }
    };
}
pub(crate) use findings;
