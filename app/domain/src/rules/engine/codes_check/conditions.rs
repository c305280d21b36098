//! Codes in conditions: facts and their options and columns, areas, days, definitions, posts.

use super::Codes;
use super::known::Names;
use crate::rules::codes::{AreaCode, ColumnKey, FactKey, OptionCode};
use crate::rules::eligibility::areas::{area_of, lies_in};
use crate::rules::eligibility::{
    Amount, AreaOf, Condition, DayRef, ELSEWHERE, FactKind, RowTest, RowsKind,
};
use crate::rules::engine::CodeKind;

impl Codes<'_> {
    pub(super) fn condition(&mut self, condition: &Condition) {
        for fact in own_facts(condition) {
            self.fact(fact);
        }
        match condition {
            Condition::Level(test) => {
                let bounds = test.at_least.iter().chain(&test.at_most);
                bounds.for_each(|code| self.option(&test.fact, code));
            }
            Condition::OneOf(test) => {
                let options = test.options.iter();
                options.for_each(|code| self.option(&test.fact, code));
            }
            Condition::Elapsed(test) => {
                self.day(&test.since);
                self.day(&test.until);
            }
            Condition::Amount(test) => test.sum.iter().for_each(|part| self.amount(part)),
            Condition::InArea(test) => test.areas.iter().for_each(|code| self.area(code)),
            Condition::PostIn(areas) => areas.iter().for_each(|code| self.area(code)),
            Condition::Post(posts) => posts.iter().for_each(|code| self.post(code)),
            Condition::QualifiesFor(code) => self.post(code),
            Condition::Pool(pools) => pools.iter().for_each(|code| self.pool(code)),
            Condition::Defined(name) => {
                let names = self.known.definitions.clone();
                self.one_of(CodeKind::Definition, name.as_str(), &names);
            }
            _ => {
                let branches = condition.branches().iter();
                branches.for_each(|branch| self.condition(branch));
            }
        }
    }

    pub(super) fn fact(&mut self, key: &FactKey) {
        let facts = self.known.facts.clone();
        self.one_of(CodeKind::Fact, key.as_str(), &facts);
    }

    /// An area that is listed, or that something listed lies in: a notice names the city and lists its districts.
    pub(super) fn area(&mut self, code: &AreaCode) {
        let doc = self.doc;
        let known = code.as_str() == ELSEWHERE
            || area_of(doc, code).is_some()
            || doc.areas.iter().any(|area| lies_in(doc, &area.code, code));
        if !known {
            let nearest = self.known.areas.nearest(code.as_str());
            self.unknown(CodeKind::Area, code.as_str(), nearest);
        }
    }

    /// A fact that is no choice is the lint's matter.
    fn option(&mut self, fact: &FactKey, code: &OptionCode) {
        if let Some(def) = self.doc.fact(fact) {
            self.option_of(&def.kind, code);
        }
    }

    pub(super) fn option_of(&mut self, kind: &FactKind, code: &OptionCode) {
        if matches!(kind, FactKind::Choice(_) | FactKind::Choices(_)) {
            let options = kind.options().iter();
            let options = Names::new(options.map(|o| (o.code.as_str(), Some(&o.label))));
            self.one_of(CodeKind::Option, code.as_str(), &options);
        }
    }

    fn day(&mut self, day: &DayRef) {
        if let DayRef::Named(name) = day {
            let days = self.known.days.clone();
            self.one_of(CodeKind::Day, name.as_str(), &days);
        }
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::Number(_) => {}
            Amount::Between(span) => {
                self.day(&span.since);
                self.day(&span.until);
            }
            Amount::MonthsOf(span) => {
                self.day(&span.until);
                self.column(&span.rows, &span.from);
                self.column(&span.rows, &span.to);
                span.only
                    .iter()
                    .for_each(|test| self.row_test(&span.rows, test));
            }
            Amount::CountOf(count) => {
                let columns = count.once_per.iter();
                columns.for_each(|column| self.column(&count.rows, column));
                let only = count.only.iter();
                only.for_each(|test| self.row_test(&count.rows, test));
            }
        }
    }

    fn row_test(&mut self, rows: &FactKey, test: &RowTest) {
        self.column(rows, &test.column);
        let options = test.options.iter();
        options.for_each(|code| self.column_option(rows, &test.column, code));
    }

    pub(super) fn column_option(&mut self, rows: &FactKey, column: &ColumnKey, code: &OptionCode) {
        let columns = self.rows_kind(rows).map_or(&[][..], |kind| &kind.columns);
        if let Some(found) = columns.iter().find(|own| own.key == *column) {
            self.option_of(&found.kind, code);
        }
    }

    /// A column is named with its fact: `service.from`.
    pub(super) fn column(&mut self, rows: &FactKey, column: &ColumnKey) {
        let Some(kind) = self.rows_kind(rows) else {
            return;
        };
        let columns = kind.columns.iter();
        let names = Names::new(columns.map(|own| (own.key.as_str(), Some(&own.label))));
        if !names.has(column.as_str()) {
            let nearest = names.nearest(column.as_str());
            let nearest = nearest.map(|near| format!("{rows}.{near}"));
            self.unknown(CodeKind::Fact, &format!("{rows}.{column}"), nearest);
        }
    }
}

impl<'a> Codes<'a> {
    fn rows_kind(&self, key: &FactKey) -> Option<&'a RowsKind> {
        match &self.doc.fact(key)?.kind {
            FactKind::Rows(kind) => Some(kind),
            _ => None,
        }
    }
}

/// The facts that a condition names itself; its branches are walked by themselves.
fn own_facts(condition: &Condition) -> Vec<&FactKey> {
    match condition {
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => Vec::new(),
        Condition::SameArea(test) => match &test.other {
            AreaOf::Fact(other) => vec![&test.fact, other],
            AreaOf::Post => vec![&test.fact],
        },
        leaf => leaf.facts(),
    }
}
