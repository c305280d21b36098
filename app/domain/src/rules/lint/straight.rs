//! Posts that go without a written test (O20).

use super::super::document::{BonusBase, BonusItem, BonusPoints, RuleDocument};
use super::super::run::needs_written;
use super::{LintCode, Report};

/// Such a post needs a total, and a bonus, that do without the written score.
pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    for index in 0..doc.posts.len() {
        let own = doc.for_post(&doc.posts[index]);
        if !own.straight {
            continue;
        }
        let rules = own.rules;
        let (code, place) = (&doc.posts[index].code, format!("/posts/{index}"));
        if rules.total.parts.iter().any(|part| needs_written(&part.of)) {
            let zh = format!("岗位{code}不参加笔试，总成绩却用到笔试成绩；请为它另写合成办法。");
            let en = format!(
                "Post {code} has no written test, but its total uses one; give it a formula of its own."
            );
            report.blocks(LintCode::StraightNeedsWritten, &place, zh, en);
        }
        let of_written = |item: &BonusItem| matches!(&item.points, BonusPoints::ShareOfScore(share) if matches!(share.of, BonusBase::Written | BonusBase::Paper(_)));
        if rules
            .bonus
            .iter()
            .flat_map(|rule| &rule.items)
            .any(of_written)
        {
            let zh = format!("岗位{code}不参加笔试，按笔试成绩的百分比加的分在这里是0分。");
            let en = format!(
                "Post {code} has no written test: a bonus that is a share of it is nothing here."
            );
            report.warns(LintCode::StraightNeedsWritten, &place, zh, en);
        }
    }
}
