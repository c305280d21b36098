//! How a person's items add up: groups inside groups, each with its way of stacking and its cap; for each score that
//! they raise by itself.

use super::document::{BonusGroup, BonusRule, Stack};
use crate::numbers::Points;
use crate::rules::codes::BonusCode;
use crate::rules::engine::RuleFault;
use crate::rules::score::ScoreOf;

/// A bonus rule compiled: its groups, inner ones before outer ones, the rule itself last.
#[derive(Clone, Debug)]
pub(crate) struct BonusPlan {
    nodes: Vec<Node>,
    targets: Vec<Target>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    stack: Stack,
    cap: Option<i64>,
    /// The node outside; the last node is its own.
    outer: usize,
}

/// A score that rises.
#[derive(Clone, Debug)]
struct Target {
    of: ScoreOf,
    /// The node in which each item stands; none for an item that raises something else.
    nodes: Vec<Option<usize>>,
}

/// One item that counts, by its place in the rule, and its points in ten-thousandths.
pub(crate) type Counted = (u32, i64);

/// The sum of a node so far, and how many branches it has.
type Sum = (i64, u32);

/// Rules with no more nodes than this are summed without asking for memory.
const FEW: usize = 16;

impl BonusPlan {
    pub(crate) fn compile(rule: &BonusRule) -> Result<Self, RuleFault> {
        no_target_inside(rule)?;
        let order = inner_first(&rule.groups)?;
        let root = order.len();
        let node_of = |code: &Option<BonusCode>| match code {
            None => Ok(root),
            Some(code) => {
                let placed = order
                    .iter()
                    .position(|index| rule.groups[*index].code == *code);
                placed.ok_or(RuleFault::BonusGroups)
            }
        };
        let group = |index: &usize| {
            let group = &rule.groups[*index];
            Ok(Node {
                stack: group.stack,
                cap: group.cap.map(Points::raw),
                outer: node_of(&group.group)?,
            })
        };
        let mut nodes = order
            .iter()
            .map(group)
            .collect::<Result<Vec<_>, RuleFault>>()?;
        nodes.push(Node {
            stack: rule.stack.unwrap_or(Stack::Highest),
            cap: rule.cap.map(Points::raw),
            outer: root,
        });
        let node_of_item = rule.items.iter().map(|item| node_of(&item.group));
        let node_of_item = node_of_item.collect::<Result<Vec<usize>, _>>()?;
        let mut targets: Vec<Target> = Vec::new();
        for item in &rule.items {
            for of in rule.raised_by(item) {
                if targets.iter().all(|target| target.of != *of) {
                    targets.push(Target::of(of, rule, &node_of_item));
                }
            }
        }
        Ok(BonusPlan { nodes, targets })
    }

    /// The place of a score among those that rise; `None` where no item raises it.
    pub(crate) fn target(&self, of: &ScoreOf) -> Option<usize> {
        self.targets.iter().position(|target| target.of == *of)
    }

    /// What the score at this place rises by, in ten-thousandths.
    pub(crate) fn sum(&self, target: usize, counted: &[Counted]) -> i64 {
        let target = self.targets.get(target);
        target.map_or(0, |target| self.stacked(target, counted))
    }

    /// The points of a person as one figure: scores that the same items raise count once.
    pub(crate) fn whole(&self, counted: &[Counted]) -> i64 {
        let mut sum = 0i64;
        for (place, target) in self.targets.iter().enumerate() {
            let before = &self.targets[..place];
            if before.iter().all(|other| other.nodes != target.nodes) {
                sum = sum.saturating_add(self.stacked(target, counted));
            }
        }
        sum
    }

    fn stacked(&self, target: &Target, counted: &[Counted]) -> i64 {
        let (mut few, mut many) = ([(0, 0); FEW], Vec::new());
        let sums: &mut [Sum] = match few.get_mut(..self.nodes.len()) {
            Some(sums) => sums,
            None => {
                many.resize(self.nodes.len(), (0, 0));
                &mut many
            }
        };
        for (item, points) in counted {
            if let Some(node) = target.nodes.get(*item as usize).copied().flatten() {
                add(&mut sums[node], self.nodes[node].stack, *points);
            }
        }
        let mut result = 0;
        for (index, node) in self.nodes.iter().enumerate() {
            let (sum, branches) = sums[index];
            let capped = node.cap.map_or(sum, |cap| sum.min(cap));
            if index == node.outer {
                result = capped;
            } else if branches > 0 {
                add(&mut sums[node.outer], self.nodes[node.outer].stack, capped);
            }
        }
        result
    }
}

impl Target {
    fn of(of: &ScoreOf, rule: &BonusRule, node_of_item: &[usize]) -> Self {
        let items = rule.items.iter().zip(node_of_item);
        let nodes = items.map(|(item, node)| rule.raised_by(item).contains(of).then_some(*node));
        Target {
            of: of.clone(),
            nodes: nodes.collect(),
        }
    }
}

fn add(sum: &mut Sum, stack: Stack, points: i64) {
    sum.0 = match (stack, sum.1) {
        (_, 0) => points,
        (Stack::Sum, _) => sum.0.saturating_add(points),
        (Stack::Highest, _) => sum.0.max(points),
    };
    sum.1 += 1;
}

/// A target of its own inside a group would be overruled in silence.
fn no_target_inside(rule: &BonusRule) -> Result<(), RuleFault> {
    let items = rule.items.iter();
    let items = items.map(|item| (&item.code, &item.group, &item.raises));
    let groups = rule.groups.iter();
    let groups = groups.map(|group| (&group.code, &group.group, &group.raises));
    let inside = |(_, group, raises): &(_, &Option<BonusCode>, &Vec<ScoreOf>)| {
        group.is_some() && !raises.is_empty()
    };
    match items.chain(groups).find(inside) {
        None => Ok(()),
        Some((code, ..)) => Err(RuleFault::BonusTarget { code: code.clone() }),
    }
}

/// Groups so that each stands before the group outside it. A circle, or a group that is not there, is a fault.
fn inner_first(groups: &[BonusGroup]) -> Result<Vec<usize>, RuleFault> {
    let mut depth = Vec::with_capacity(groups.len());
    for group in groups {
        let (mut steps, mut current) = (0, group);
        while let Some(outer) = &current.group {
            let found = groups.iter().find(|other| other.code == *outer);
            current = found.ok_or(RuleFault::BonusGroups)?;
            steps += 1;
            if steps > groups.len() {
                return Err(RuleFault::BonusGroups);
            }
        }
        depth.push(steps);
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(depth[*index]));
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Bilingual;
    use crate::rules::bonus::{BonusItem, BonusPoints};
    use crate::rules::eligibility::Condition;

    fn item(code: &str, group: Option<&str>, raises: &[&str]) -> BonusItem {
        BonusItem {
            code: code.into(),
            name: Bilingual::new("加分", "bonus"),
            clause: None,
            when: Condition::All(Vec::new()),
            points: BonusPoints::Fixed(Points::ZERO),
            group: group.map(BonusCode::from),
            raises: scores(raises),
            evidence: None,
            evidence_by: None,
            verified_by: None,
        }
    }

    fn group(code: &str, stack: Stack, cap: Option<i64>, outer: Option<&str>) -> BonusGroup {
        BonusGroup {
            code: code.into(),
            name: Bilingual::new("类", "group"),
            stack,
            cap: cap.map(Points::from_raw),
            group: outer.map(BonusCode::from),
            raises: Vec::new(),
        }
    }

    fn scores(of: &[&str]) -> Vec<ScoreOf> {
        of.iter().map(|of| of.parse().unwrap()).collect()
    }

    fn rule(items: Vec<BonusItem>, groups: Vec<BonusGroup>, stack: Option<Stack>) -> BonusRule {
        BonusRule {
            clause: None,
            items,
            groups,
            stack,
            cap: None,
            raises: scores(&["written"]),
            may_exceed_full: None,
            evidence_by: None,
        }
    }

    fn sum(rule: &BonusRule, of: &str, counted: &[Counted]) -> i64 {
        let plan = BonusPlan::compile(rule).unwrap();
        let target = plan.target(&of.parse().unwrap());
        target.map_or(0, |target| plan.sum(target, counted))
    }

    #[test]
    fn items_add_up_or_only_the_highest_counts() {
        let items = || vec![item("a", None, &[]), item("b", None, &[])];
        let counted = [(0, 20), (1, 50)];
        for (stack, points) in [
            (Some(Stack::Sum), 70),
            (Some(Stack::Highest), 50),
            (None, 50),
        ] {
            assert_eq!(
                sum(&rule(items(), Vec::new(), stack), "written", &counted),
                points
            );
        }
        let capped = BonusRule {
            cap: Some(Points::from_raw(60)),
            ..rule(items(), Vec::new(), Some(Stack::Sum))
        };
        assert_eq!(sum(&capped, "written", &counted), 60);
        assert_eq!(sum(&capped, "written", &[]), 0);
        let negative = rule(items(), Vec::new(), Some(Stack::Highest));
        assert_eq!(
            sum(&negative, "written", &[(0, -20)]),
            -20,
            "the only branch"
        );
    }

    #[test]
    fn the_highest_of_several_items_may_itself_be_a_capped_sum() {
        // O01: the highest of a certificate, and of years and awards added up to twenty at most.
        let items = vec![
            item("certificate", None, &[]),
            item("years", Some("service"), &[]),
            item("awards", Some("service"), &[]),
            item("prize", Some("honours"), &[]),
        ];
        let groups = vec![
            group("service", Stack::Sum, Some(20), None),
            group("honours", Stack::Highest, None, Some("service")),
        ];
        let rule = rule(items, groups, Some(Stack::Highest));
        for (counted, points) in [
            (&[(0, 15), (1, 8), (2, 6)][..], 15),
            (&[(0, 15), (1, 8), (2, 10)], 18),
            (&[(0, 15), (1, 18), (2, 10)], 20),
            (&[(1, 5), (2, 3), (3, 4)], 12),
            (&[(3, 4)], 4),
        ] {
            assert_eq!(sum(&rule, "written", counted), points, "{counted:?}");
        }
    }

    #[test]
    fn stack_and_cap_hold_for_each_score_by_itself() {
        let items = vec![
            item("a", None, &[]),
            item("b", None, &["total"]),
            item("c", None, &["written", "interview", "cut written"]),
        ];
        let rule = BonusRule {
            cap: Some(Points::from_raw(60)),
            ..rule(items, Vec::new(), Some(Stack::Sum))
        };
        let counted = [(0, 50), (1, 40), (2, 30)];
        for (of, points) in [
            ("written", 60),
            ("total", 40),
            ("interview", 30),
            ("cut written", 30),
            ("cut interview", 0),
        ] {
            assert_eq!(sum(&rule, of, &counted), points, "{of}");
        }
        let plan = BonusPlan::compile(&rule).unwrap();
        assert!(plan.target(&ScoreOf::Total).is_some());
        assert!(plan.target(&"skills".parse().unwrap()).is_none());
    }

    #[test]
    fn a_bonus_on_two_stages_is_told_once() {
        let both = vec![item("a", None, &["written", "interview"])];
        let plan = BonusPlan::compile(&rule(both, Vec::new(), None)).unwrap();
        assert_eq!(plan.whole(&[(0, 50)]), 50);
        let two = vec![item("a", None, &[]), item("b", None, &["total"])];
        let plan = BonusPlan::compile(&rule(two, Vec::new(), None)).unwrap();
        assert_eq!(plan.whole(&[(0, 50), (1, 30)]), 80);
        assert_eq!(plan.whole(&[]), 0);
    }

    #[test]
    fn a_group_raises_what_its_outermost_group_says() {
        let outer = BonusGroup {
            raises: scores(&["total"]),
            ..group("outer", Stack::Sum, None, None)
        };
        let groups = vec![group("inner", Stack::Highest, None, Some("outer")), outer];
        let items = vec![item("a", Some("inner"), &[]), item("b", Some("outer"), &[])];
        let rule = rule(items, groups, None);
        assert_eq!(sum(&rule, "total", &[(0, 20), (1, 30)]), 50);
        assert_eq!(sum(&rule, "written", &[(0, 20), (1, 30)]), 0);
    }

    #[test]
    fn many_groups_add_up_like_few() {
        let codes: Vec<String> = (0..40).map(|at| format!("g{at}")).collect();
        let groups = codes
            .iter()
            .map(|code| group(code, Stack::Sum, Some(3), None));
        let items = codes.iter().map(|code| item("a", Some(code), &[]));
        let rule = rule(items.collect(), groups.collect(), Some(Stack::Sum));
        let counted: Vec<Counted> = (0..40).map(|at| (at, 5)).collect();
        assert_eq!(sum(&rule, "written", &counted), 120);
    }

    #[test]
    fn groups_in_a_circle_unknown_groups_and_targets_inside_groups_are_refused() {
        let fault = |rule: &BonusRule| BonusPlan::compile(rule).err();
        let circle = vec![
            group("a", Stack::Sum, None, Some("b")),
            group("b", Stack::Sum, None, Some("a")),
        ];
        let unknown = vec![item("x", Some("nowhere"), &[])];
        for rule in [
            rule(Vec::new(), circle, None),
            rule(unknown, Vec::new(), None),
            rule(
                Vec::new(),
                vec![group("a", Stack::Sum, None, Some("c"))],
                None,
            ),
        ] {
            assert_eq!(fault(&rule), Some(RuleFault::BonusGroups));
        }
        let inside = rule(
            vec![item("x", Some("a"), &["total"])],
            vec![group("a", Stack::Sum, None, None)],
            None,
        );
        let code = "x".into();
        assert_eq!(fault(&inside), Some(RuleFault::BonusTarget { code }));
    }
}
