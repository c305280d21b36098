//! Conditions on what rows add up to: time, counts, sums.

use super::DayRef;
use crate::numbers::Points;
use crate::rules::codes::{ColumnKey, FactKey, OptionCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sum of some amounts, each in whole `whole`: `at_least` and `less_than` are numbers of that unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmountTest {
    pub sum: Vec<Amount>,
    /// In what the sum is counted. Months of several rows are added up before they are made whole years.
    pub whole: AmountUnit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Points>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    Months,
    Years,
    /// Plain numbers and counts.
    Count,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// A fact that is a number, in the unit of the sum.
    Number(FactKey),
    /// The whole months between two days; nothing when the second comes first.
    Between(DaySpan),
    /// The months of all rows, overlaps counted once.
    MonthsOf(RowsSpan),
    /// How many rows.
    CountOf(RowsCount),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DaySpan {
    pub since: DayRef,
    pub until: DayRef,
}

/// Each row's time from one column to another; an open end is `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsSpan {
    pub rows: FactKey,
    pub from: ColumnKey,
    pub to: ColumnKey,
    pub until: DayRef,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<RowTest>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsCount {
    pub rows: FactKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<RowTest>,
    /// Rows that agree in these columns count once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub once_per: Vec<ColumnKey>,
}

/// Rows whose column holds one of these options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowTest {
    pub column: ColumnKey,
    pub options: Vec<OptionCode>,
}

impl Amount {
    pub(in crate::rules::eligibility) fn collect<'a>(&'a self, found: &mut Vec<&'a FactKey>) {
        match self {
            Amount::Number(fact) => found.push(fact),
            Amount::Between(span) => {
                found.extend(
                    [&span.since, &span.until]
                        .into_iter()
                        .filter_map(DayRef::fact),
                );
            }
            Amount::MonthsOf(span) => {
                found.push(&span.rows);
                found.extend(span.until.fact());
            }
            Amount::CountOf(count) => found.push(&count.rows),
        }
    }
}
