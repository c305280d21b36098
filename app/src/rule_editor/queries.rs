//! What the check says about rules: asked once for a page, shown by its views.

use domain::rules::{LintFinding, Part, RuleDocument, Severity, Unsettled, lint};

/// Everything that the check finds in some rules, what blocks first.
pub struct Findings(pub Vec<LintFinding>);

impl Findings {
    pub fn of(rules: &RuleDocument) -> Findings {
        Findings(lint(rules))
    }

    /// Those that stand at one part; all of them for the whole document.
    pub fn at(&self, part: Part) -> Vec<LintFinding> {
        let own =
            |finding: &&LintFinding| part == Part::All || Part::of_place(&finding.path) == part;
        self.0.iter().filter(own).cloned().collect()
    }

    /// Those about the document as a whole, which stand at no part of it.
    pub fn at_none(&self) -> Vec<LintFinding> {
        let whole = |finding: &&LintFinding| Part::of_place(&finding.path) == Part::All;
        self.0.iter().filter(whole).cloned().collect()
    }

    /// How many forbid announcing.
    pub fn blocking(&self) -> usize {
        let blocks = |finding: &&LintFinding| finding.severity == Severity::Blocks;
        self.0.iter().filter(blocks).count()
    }
}

/// What the notice leaves open in one part.
pub fn open_in(rules: &RuleDocument, part: Part) -> Vec<&Unsettled> {
    let open = rules.unsettled.iter();
    open.filter(|open| Part::of_place(&open.of) == part)
        .collect()
}
