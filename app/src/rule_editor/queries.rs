//! What the check says about rules: asked once for a page, shown by its views.

use super::mends;
use domain::rules::{
    DefaultPoint, DocumentLint, LintCode, LintFinding, Part, RuleDocument, Severity, Unsettled,
    defaults_of, lint,
};

/// Everything that the check finds in some rules, what blocks first; and what counts where they say nothing.
#[derive(Default)]
pub struct Findings {
    pub all: Vec<Finding>,
    defaults: Vec<DefaultPoint>,
}

/// One thing to look at, with the change that one click makes, where there is an obvious one.
#[derive(Clone)]
pub struct Finding {
    pub found: LintFinding,
    /// The change in words, and the name by which it is asked for.
    pub mend: Option<(String, String)>,
}

impl Findings {
    pub fn of(rules: &RuleDocument) -> Findings {
        let with_mend = |found: LintFinding| {
            let mend = mends::of(rules, &found).map(|mend| (mend.label, mends::key(&found)));
            Finding { found, mend }
        };
        Findings {
            all: said(rules).map(with_mend).collect(),
            defaults: defaults_of(rules),
        }
    }

    /// Those that stand at one part; all of them for the whole document.
    pub fn at(&self, part: Part) -> Vec<Finding> {
        let own = |one: &&Finding| part == Part::All || Part::of_place(&one.found.path) == part;
        self.all.iter().filter(own).cloned().collect()
    }

    /// Those at one entry of a list, or below it.
    pub fn below(&self, place: &str) -> Vec<Finding> {
        let own = |one: &&Finding| {
            let rest = one.found.path.strip_prefix(place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.all.iter().filter(own).cloned().collect()
    }

    /// Those about the document as a whole, which stand at no part of it.
    pub fn at_none(&self) -> Vec<Finding> {
        let whole = |one: &&Finding| Part::of_place(&one.found.path) == Part::All;
        self.all.iter().filter(whole).cloned().collect()
    }

    /// What counts in one part because the notice does not state it.
    pub fn defaults_at(&self, part: Part) -> Vec<&DefaultPoint> {
        let own = |point: &&DefaultPoint| part == Part::All || Part::of_place(&point.path) == part;
        self.defaults.iter().filter(own).collect()
    }

    /// How many forbid announcing.
    pub fn blocking(&self) -> usize {
        self.of_severity(Severity::Blocks)
    }

    pub fn of_severity(&self, severity: Severity) -> usize {
        let own = |one: &&Finding| one.found.severity == severity;
        self.all.iter().filter(own).count()
    }
}

/// What is told line by line; the defaults stand in a list of their own.
fn said(rules: &RuleDocument) -> impl Iterator<Item = LintFinding> {
    let counted = |found: &LintFinding| {
        matches!(
            found.code,
            LintCode::Document(DocumentLint::Defaults { .. })
        )
    };
    lint(rules).into_iter().filter(move |found| !counted(found))
}

/// What the notice leaves open in one part.
pub fn open_in(rules: &RuleDocument, part: Part) -> Vec<&Unsettled> {
    let open = rules.unsettled.iter();
    open.filter(|open| Part::of_place(&open.of) == part)
        .collect()
}
