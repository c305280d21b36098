//! How a person's verified items add up: groups inside groups, each with its way of stacking and its cap.

use super::super::document::{BonusGroup, BonusRule, BonusTarget, Stack};
use super::faults::RuleFault;

/// The groups of a bonus rule, inner ones before outer ones, the rule itself last; for the items of one target.
#[derive(Clone, Debug)]
pub(crate) struct BonusPlan {
    nodes: Vec<Node>,
    /// The node in which each item stands; none for an item of another target.
    item_node: Vec<Option<usize>>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    stack: Stack,
    cap: Option<i64>,
    /// The node outside; the last node has none.
    outer: usize,
    /// Where the group stands in the document; the rule itself stands nowhere.
    group: Option<usize>,
}

/// One verified item of a candidate and its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claimed {
    pub item: u32,
    pub points: i64,
}

/// What counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BonusSum {
    pub points: i64,
    /// Items that exclude each other were both verified.
    pub conflict: bool,
}

/// Reused between candidates.
#[derive(Default)]
pub(crate) struct Scratch {
    sums: Vec<(i64, u32)>,
}

/// What happened in one group, for the derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupSum {
    /// `None`: the rule as a whole.
    pub group: Option<usize>,
    pub stack: Stack,
    pub branches: u32,
    pub before_cap: i64,
    pub after_cap: i64,
}

impl BonusPlan {
    pub(crate) fn compile(rule: &BonusRule, target: BonusTarget) -> Result<Self, RuleFault> {
        let order = inner_first(&rule.groups)?;
        let place_of = |code: &_| {
            let index = rule
                .groups
                .iter()
                .position(|group| group.code == *code)
                .ok_or(RuleFault::BonusGroups)?;
            order
                .iter()
                .position(|placed| *placed == index)
                .ok_or(RuleFault::BonusGroups)
        };
        let root = order.len();
        let node_of = |code: &Option<_>| code.as_ref().map_or(Ok(root), place_of);
        let mut nodes = Vec::with_capacity(root + 1);
        for index in &order {
            let group = &rule.groups[*index];
            let outer = node_of(&group.group)?;
            let cap = group.cap.map(crate::numbers::Points::raw);
            nodes.push(Node {
                stack: group.stack,
                cap,
                outer,
                group: Some(*index),
            });
        }
        let cap = rule.cap.map(crate::numbers::Points::raw);
        nodes.push(Node {
            stack: rule.stack.unwrap_or(Stack::Highest),
            cap,
            outer: root,
            group: None,
        });
        let nodes_of_items = rule.items.iter().map(|item| {
            let node = node_of(&item.group)?;
            Ok((rule.target_of(item) == target).then_some(node))
        });
        let item_node = nodes_of_items.collect::<Result<_, RuleFault>>()?;
        Ok(BonusPlan { nodes, item_node })
    }

    pub(crate) fn counts(&self, item: usize) -> bool {
        self.item_node.get(item).is_some_and(Option::is_some)
    }

    pub(crate) fn sum(&self, claims: &[Claimed], scratch: &mut Scratch) -> BonusSum {
        if claims.is_empty() {
            return BonusSum::default();
        }
        let mut conflict = false;
        let points = self.walk(claims, scratch, |_, stack, branches, _, _| {
            conflict |= stack == Stack::Exclusive && branches > 1;
        });
        BonusSum { points, conflict }
    }

    /// The same sum, with what happened in every group that had something to add.
    pub(crate) fn trace(&self, claims: &[Claimed]) -> Vec<GroupSum> {
        let mut groups = Vec::new();
        self.walk(
            claims,
            &mut Scratch::default(),
            |group, stack, branches, before_cap, after_cap| {
                if branches > 0 {
                    groups.push(GroupSum {
                        group,
                        stack,
                        branches,
                        before_cap,
                        after_cap,
                    });
                }
            },
        );
        groups
    }

    fn walk(
        &self,
        claims: &[Claimed],
        scratch: &mut Scratch,
        mut seen: impl FnMut(Option<usize>, Stack, u32, i64, i64),
    ) -> i64 {
        scratch.sums.clear();
        scratch.sums.resize(self.nodes.len(), (0, 0));
        for claim in claims {
            let Some(node) = self.item_node[claim.item as usize] else {
                continue;
            };
            add(
                &mut scratch.sums[node],
                self.nodes[node].stack,
                claim.points,
            );
        }
        let mut result = 0;
        for (index, node) in self.nodes.iter().enumerate() {
            let (before, branches) = scratch.sums[index];
            let after = node.cap.map_or(before, |cap| before.min(cap));
            seen(node.group, node.stack, branches, before, after);
            if index == node.outer {
                result = after;
            } else if branches > 0 {
                add(
                    &mut scratch.sums[node.outer],
                    self.nodes[node.outer].stack,
                    after,
                );
            }
        }
        result
    }
}

fn add(sum: &mut (i64, u32), stack: Stack, points: i64) {
    sum.0 = match (stack, sum.1) {
        (_, 0) => points,
        (Stack::Sum, _) => sum.0.saturating_add(points),
        (Stack::Highest | Stack::Exclusive, _) => sum.0.max(points),
    };
    sum.1 += 1;
}

/// Groups so that each stands before the group outside it. A circle is a fault.
fn inner_first(groups: &[BonusGroup]) -> Result<Vec<usize>, RuleFault> {
    let mut depth = Vec::with_capacity(groups.len());
    for group in groups {
        let (mut steps, mut current) = (0, group);
        while let Some(outer) = &current.group {
            current = groups
                .iter()
                .find(|other| other.code == *outer)
                .ok_or(RuleFault::BonusGroups)?;
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
