//! Condition trees: tests that fit the kind of fact, bounds that leave something between them, branches that are there.

use super::trees::{Tree, trees};
use super::{EligibilityLint, label};
use crate::rules::codes::{ColumnKey, FactKey};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{
    Amount, AmountTest, AmountUnit, AreaOf, Condition, DateTest, DayRef, FactKind, Instead,
    LevelTest, NumberTest, RowTest,
};
use crate::rules::lint::{Decides, DocumentLint, Report};

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    for tree in trees(doc) {
        if is_everybody(&tree) {
            continue;
        }
        of_tree(doc, &tree.path, tree.condition, report);
    }
    for (path, requirement) in super::requirements(doc) {
        for (index, relaxation) in requirement.relaxations.iter().enumerate() {
            if relaxation.instead == Instead::Body {
                let path = format!("{path}/relaxations/{index}/instead");
                let what = Decides::Relaxation(requirement.title.clone());
                report.add(path, DocumentLint::BodyDecides { what });
            }
        }
    }
}

/// "For everybody" is a statement, where people are meant and nothing is demanded of them.
fn is_everybody(tree: &Tree<'_>) -> bool {
    let people = ["/when", "/who"].iter().any(|end| tree.path.ends_with(end));
    people && matches!(tree.condition, Condition::All(list) if list.is_empty())
}

fn of_tree(doc: &RuleDocument, path: &str, condition: &Condition, report: &mut Report) {
    match condition {
        Condition::All(list) | Condition::Any(list) => {
            let name = if matches!(condition, Condition::All(_)) {
                "all"
            } else {
                "any"
            };
            if list.is_empty() {
                report.add(path, EligibilityLint::EmptyBranches);
            }
            for (index, branch) in list.iter().enumerate() {
                of_tree(doc, &format!("{path}/{name}/{index}"), branch, report);
            }
        }
        Condition::Not(inner) => of_tree(doc, &format!("{path}/not"), inner, report),
        leaf => of_leaf(&Place { doc, path }, leaf, report),
    }
}

/// Where a test stands.
struct Place<'p> {
    doc: &'p RuleDocument,
    path: &'p str,
}

fn of_leaf(at: &Place<'_>, leaf: &Condition, report: &mut Report) {
    match leaf {
        Condition::Yes(fact) => at.kind(fact, |kind| matches!(kind, FactKind::YesNo), report),
        Condition::Date(test) => {
            at.kind(&test.fact, is_date, report);
            at.dates(test, report);
        }
        Condition::Number(test) => {
            at.kind(
                &test.fact,
                |kind| matches!(kind, FactKind::Number(_)),
                report,
            );
            at.numbers(test, report);
        }
        Condition::Level(test) => at.level(test, report),
        Condition::OneOf(test) => {
            let choice = |kind: &_| matches!(kind, FactKind::Choice(_) | FactKind::Choices(_));
            at.kind(&test.fact, choice, report);
            at.empty(test.options.is_empty(), report);
        }
        Condition::Elapsed(test) => {
            at.days([&test.since, &test.until], report);
            let (least, below) = (test.at_least, test.less_than);
            at.unbounded(least.is_none() && below.is_none(), report);
            let months = |span: crate::time::Span| {
                let whole = u64::from(span.years) * 12 + u64::from(span.months);
                (whole, span.days)
            };
            let empty = matches!((least, below), (Some(a), Some(b)) if months(a) >= months(b));
            at.nothing_between(empty, report);
        }
        Condition::Amount(test) => at.amount(test, report),
        Condition::InArea(test) => {
            at.kind(&test.fact, is_area, report);
            at.empty(test.areas.is_empty(), report);
        }
        Condition::SameArea(test) => {
            at.kind(&test.fact, is_area, report);
            if let AreaOf::Fact(fact) = &test.other {
                at.kind(fact, is_area, report);
            }
        }
        Condition::Post(list) => at.empty(list.is_empty(), report),
        Condition::Pool(list) => at.empty(list.is_empty(), report),
        Condition::PostIn(list) => at.empty(list.is_empty(), report),
        Condition::QualifiesFor(_) | Condition::Defined(_) => {}
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
    }
}

fn is_date(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Date(_))
}

fn is_area(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Area(_))
}

impl Place<'_> {
    fn kind(&self, fact: &FactKey, fits: impl Fn(&FactKind) -> bool, report: &mut Report) {
        if self.doc.fact(fact).is_some_and(|def| !fits(&def.kind)) {
            let fact = label(self.doc, fact);
            report.add(self.path, EligibilityLint::WrongFactKind { fact });
        }
    }

    fn empty(&self, empty: bool, report: &mut Report) {
        if empty {
            report.add(self.path, EligibilityLint::EmptyBranches);
        }
    }

    fn unbounded(&self, unbounded: bool, report: &mut Report) {
        if unbounded {
            report.add(self.path, EligibilityLint::BoundMissing);
        }
    }

    fn nothing_between(&self, nothing: bool, report: &mut Report) {
        if nothing {
            report.add(self.path, EligibilityLint::NothingBetween);
        }
    }

    fn dates(&self, test: &DateTest, report: &mut Report) {
        self.unbounded(test.from.is_none() && test.until.is_none(), report);
        if let (Some(from), Some(until)) = (test.from, test.until) {
            self.nothing_between(from.first_allowed() > until.last_allowed(), report);
        }
    }

    fn numbers(&self, test: &NumberTest, report: &mut Report) {
        let least = test.at_least.map(|own| own.raw());
        let low = least.max(test.more_than.map(|own| own.raw() + 1));
        let most = test.at_most.map(|own| own.raw());
        let below = test.less_than.map(|own| own.raw() - 1);
        let high = [most, below].into_iter().flatten().min();
        self.unbounded(low.is_none() && high.is_none(), report);
        self.nothing_between(matches!((low, high), (Some(a), Some(b)) if a > b), report);
    }

    fn level(&self, test: &LevelTest, report: &mut Report) {
        self.kind(
            &test.fact,
            |kind| matches!(kind, FactKind::Choice(_)),
            report,
        );
        self.unbounded(test.at_least.is_none() && test.at_most.is_none(), report);
        let Some(def) = self.doc.fact(&test.fact) else {
            return;
        };
        if matches!(&def.kind, FactKind::Choice(choice) if !choice.ordered) {
            let fact = def.label.clone();
            report.add(self.path, EligibilityLint::UnorderedLevel { fact });
        }
        let level = |code: &Option<_>| code.as_ref().and_then(|code| def.level_of(code));
        let nothing =
            matches!((level(&test.at_least), level(&test.at_most)), (Some(a), Some(b)) if a > b);
        self.nothing_between(nothing, report);
    }

    fn days(&self, days: [&DayRef; 2], report: &mut Report) {
        for fact in days.into_iter().filter_map(DayRef::fact) {
            self.kind(fact, is_date, report);
        }
    }

    fn amount(&self, test: &AmountTest, report: &mut Report) {
        self.empty(test.sum.is_empty(), report);
        self.unbounded(test.at_least.is_none() && test.less_than.is_none(), report);
        let nothing = matches!((test.at_least, test.less_than), (Some(a), Some(b)) if a >= b);
        self.nothing_between(nothing, report);
        for amount in &test.sum {
            self.part(amount, test.whole, report);
        }
    }

    fn part(&self, amount: &Amount, whole: AmountUnit, report: &mut Report) {
        let rows = |kind: &FactKind| matches!(kind, FactKind::Rows(_));
        let in_time = match amount {
            Amount::Number(fact) => {
                self.kind(fact, |kind| matches!(kind, FactKind::Number(_)), report);
                return;
            }
            Amount::Between(span) => {
                self.days([&span.since, &span.until], report);
                true
            }
            Amount::MonthsOf(span) => {
                self.kind(&span.rows, rows, report);
                self.column(&span.rows, &span.from, is_date, report);
                self.column(&span.rows, &span.to, is_date, report);
                self.row_test(&span.rows, span.only.as_ref(), report);
                true
            }
            Amount::CountOf(count) => {
                self.kind(&count.rows, rows, report);
                self.row_test(&count.rows, count.only.as_ref(), report);
                false
            }
        };
        if in_time == (whole == AmountUnit::Count) {
            report.add(self.path, EligibilityLint::AmountMixed);
        }
    }

    fn row_test(&self, rows: &FactKey, only: Option<&RowTest>, report: &mut Report) {
        if let Some(test) = only {
            let choice = |kind: &_| matches!(kind, FactKind::Choice(_) | FactKind::Choices(_));
            self.column(rows, &test.column, choice, report);
            self.empty(test.options.is_empty(), report);
        }
    }

    fn column(
        &self,
        rows: &FactKey,
        key: &ColumnKey,
        fits: impl Fn(&FactKind) -> bool,
        report: &mut Report,
    ) {
        let Some(FactKind::Rows(kind)) = self.doc.fact(rows).map(|def| &def.kind) else {
            return;
        };
        let column = kind.columns.iter().find(|column| column.key == *key);
        if let Some(column) = column.filter(|column| !fits(&column.kind)) {
            let fact = column.label.clone();
            report.add(self.path, EligibilityLint::WrongFactKind { fact });
        }
    }
}
