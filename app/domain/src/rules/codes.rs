//! The names by which parts of a rule document refer to each other. Each is its own type, so that a post cannot stand
//! where a fact is meant. A code is written once and shared: a million candidates name the same few stages and posts.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, sync::Arc};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
        #[schemars(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                $name(code.into())
            }
        }
        impl From<String> for $name {
            fn from(code: String) -> Self {
                $name(code.into())
            }
        }
        impl From<Arc<str>> for $name {
            fn from(code: Arc<str>) -> Self {
                $name(code)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d).map(Self::from)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

codes! {
    /// A post of the post table.
    PostCode,
    /// A pool: open to the public, or targeted.
    PoolCode,
    /// A way through the stages, found by a condition.
    TrackCode,
    /// A stage or a step after the exam; `total` is nobody's code.
    StageCode,
    /// A question of the application form.
    FactKey,
    /// A column of a fact that has rows.
    ColumnKey,
    /// One of the answers that a choice offers.
    OptionCode,
    /// An area: a GB/T 2260 code, or a local one where the standard has none (development zones, O03).
    AreaCode,
    /// A requirement, relaxation, exclusion or recusal.
    ConditionId,
    /// A condition that several requirements share by name.
    DefinitionName,
    /// An item or group of the bonus rules.
    BonusCode,
    /// A written paper.
    PaperCode,
    /// An element of an interview sheet, or a question of a paper.
    ElementCode,
    /// An event that is measured: a run, a typing test.
    EventCode,
    /// A pass line.
    LineCode,
    /// An extra test.
    TestCode,
    /// Reserved seats.
    ReservedCode,
    /// Posts, kinds of contract or batches that are handed out.
    GiveCode,
    /// A room of a stage, by its name.
    RoomCode,
    /// A sitting of a stage.
    SittingCode,
    /// Something that the notice leaves open.
    UnsettledCode,
    /// A day that the notice names.
    DayName,
}
