//! A condition as numbered rows: a row keeps its number while it is moved, so that what was typed into it goes with it.

use domain::rules::Condition;

/// More rows in one condition are a mistake or an attack.
const MOST_ROWS: usize = 400;
const DEEPEST: usize = 24;

/// A row: one thing that is asked for, or a group of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub id: usize,
    /// The opposite is asked for.
    pub not: bool,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Test(Condition),
    Group { all: bool, inner: Vec<Node> },
}

/// What buttons do to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Into this group; beside this row where it is no group.
    Add(Condition),
    AddGroup,
    Up,
    Down,
    /// Into a group of its own, to which others can then be added.
    Wrap,
    Remove,
}

impl Node {
    pub fn of(condition: &Condition, next: &mut usize) -> Node {
        if let Condition::Not(inner) = condition {
            let node = Node::of(inner, next);
            return Node {
                not: !node.not,
                ..node
            };
        }
        let id = *next;
        *next += 1;
        let mut within =
            |list: &[Condition]| list.iter().map(|branch| Node::of(branch, next)).collect();
        let kind = match condition {
            Condition::All(list) => Kind::Group {
                all: true,
                inner: within(list),
            },
            Condition::Any(list) => Kind::Group {
                all: false,
                inner: within(list),
            },
            test => Kind::Test(test.clone()),
        };
        Node {
            id,
            not: false,
            kind,
        }
    }

    pub fn condition(&self) -> Condition {
        let within = |inner: &[Node]| inner.iter().map(Node::condition).collect();
        let said = match &self.kind {
            Kind::Test(test) => test.clone(),
            Kind::Group { all: true, inner } => Condition::All(within(inner)),
            Kind::Group { all: false, inner } => Condition::Any(within(inner)),
        };
        if self.not {
            Condition::Not(Box::new(said))
        } else {
            said
        }
    }

    /// The rows by number, those of a group in brackets: `0(1 2(3 4))`.
    pub fn shape(&self) -> String {
        match &self.kind {
            Kind::Test(_) => self.id.to_string(),
            Kind::Group { inner, .. } => {
                let inner: Vec<_> = inner.iter().map(Node::shape).collect();
                format!("{}({})", self.id, inner.join(" "))
            }
        }
    }

    /// The rows of a shape; `look` says of a row what its fields say. `None` for a text that is no shape.
    pub fn of_shape(shape: &str, look: &impl Fn(usize, bool) -> Option<Node>) -> Option<Node> {
        let mut rest = shape;
        let mut left = MOST_ROWS;
        let node = read(&mut rest, look, &mut left, 0)?;
        rest.is_empty().then_some(node)
    }

    /// One more than the largest number in use.
    pub fn next(&self) -> usize {
        let inner = self
            .inner()
            .iter()
            .map(Node::next)
            .max()
            .unwrap_or_default();
        inner.max(self.id + 1)
    }

    pub fn inner(&self) -> &[Node] {
        match &self.kind {
            Kind::Group { inner, .. } => inner,
            Kind::Test(_) => &[],
        }
    }

    fn path(&self, id: usize) -> Option<Vec<usize>> {
        if self.id == id {
            return Some(Vec::new());
        }
        let mut found = self.inner().iter().enumerate();
        found.find_map(|(index, node)| {
            let mut path = node.path(id)?;
            path.insert(0, index);
            Some(path)
        })
    }

    fn at(&mut self, path: &[usize]) -> Option<&mut Node> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match &mut self.kind {
            Kind::Group { inner, .. } => inner.get_mut(*first)?.at(rest),
            Kind::Test(_) => None,
        }
    }

    fn rows(&mut self, path: &[usize]) -> Option<&mut Vec<Node>> {
        match &mut self.at(path)?.kind {
            Kind::Group { inner, .. } => Some(inner),
            Kind::Test(_) => None,
        }
    }

    /// Does it to the row; a row that is not there changes nothing.
    pub fn act(&mut self, id: usize, verb: Verb) -> Option<()> {
        let (path, next) = (self.path(id)?, self.next());
        match verb {
            Verb::Add(test) => {
                let (new, empty) = (
                    Node {
                        id: next,
                        not: false,
                        kind: Kind::Test(test),
                    },
                    self.inner().is_empty(),
                );
                match self.kind {
                    // The first row of an empty condition is the whole condition.
                    Kind::Group { all: true, .. } if path.is_empty() && empty && !self.not => {
                        *self = new;
                    }
                    _ => self.at(&path)?.take_in(new),
                }
            }
            Verb::AddGroup => self.at(&path)?.take_in(Node {
                id: next,
                not: false,
                kind: any(Vec::new()),
            }),
            Verb::Wrap => {
                let own = self.at(&path)?;
                let inner = std::mem::replace(
                    own,
                    Node {
                        id: next,
                        not: false,
                        kind: any(Vec::new()),
                    },
                );
                own.take_in(inner);
            }
            Verb::Remove => match path.split_last() {
                None => {
                    *self = Node {
                        id: next,
                        not: false,
                        kind: Kind::Group {
                            all: true,
                            inner: Vec::new(),
                        },
                    }
                }
                Some((last, above)) => drop(self.rows(above)?.remove(*last)),
            },
            Verb::Up | Verb::Down => self.shift(&path, verb == Verb::Up)?,
        }
        Some(())
    }

    fn take_in(&mut self, new: Node) {
        match &mut self.kind {
            Kind::Group { inner, .. } => inner.push(new),
            Kind::Test(_) => {
                let group = Node {
                    id: new.id + 1,
                    not: false,
                    kind: Kind::Group {
                        all: true,
                        inner: Vec::new(),
                    },
                };
                let own = std::mem::replace(self, group);
                if let Kind::Group { inner, .. } = &mut self.kind {
                    inner.extend([own, new]);
                }
            }
        }
    }

    /// One place up or down, into a group that stands there, or out of the group when it stands at its end.
    fn shift(&mut self, path: &[usize], up: bool) -> Option<()> {
        let (&last, above) = path.split_last()?;
        let rows = self.rows(above)?;
        let beside = if up {
            last.checked_sub(1)
        } else {
            Some(last + 1).filter(|at| *at < rows.len())
        };
        match beside {
            Some(beside) if matches!(rows[beside].kind, Kind::Group { .. }) => {
                let node = rows.remove(last);
                let group = rows.get_mut(if up { beside } else { last })?;
                if let Kind::Group { inner, .. } = &mut group.kind {
                    let at = if up { inner.len() } else { 0 };
                    inner.insert(at, node);
                }
            }
            Some(beside) => rows.swap(last, beside),
            None => {
                let (&own, out) = above.split_last()?;
                let node = rows.remove(last);
                self.rows(out)?.insert(if up { own } else { own + 1 }, node);
            }
        }
        Some(())
    }
}

fn any(inner: Vec<Node>) -> Kind {
    Kind::Group { all: false, inner }
}

fn read(
    rest: &mut &str,
    look: &impl Fn(usize, bool) -> Option<Node>,
    left: &mut usize,
    depth: usize,
) -> Option<Node> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let id: usize = rest
        .get(..digits)?
        .parse()
        .ok()
        .filter(|id| *id < 1_000_000)?;
    *left = left.checked_sub(1)?;
    *rest = &rest[digits..];
    let Some(mut inside) = rest.strip_prefix('(').filter(|_| depth < DEEPEST) else {
        return look(id, false);
    };
    let mut own = look(id, true)?;
    let mut rows = Vec::new();
    while !inside.starts_with(')') {
        if !rows.is_empty() {
            inside = inside.strip_prefix(' ')?;
        }
        rows.push(read(&mut inside, look, left, depth + 1)?);
    }
    *rest = &inside[1..];
    if let Kind::Group { inner, .. } = &mut own.kind {
        *inner = rows;
    }
    Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yes(fact: &str) -> Condition {
        Condition::Yes(fact.into())
    }

    fn tree() -> Node {
        let any = Condition::Any(vec![yes("b"), Condition::Not(Box::new(yes("c")))]);
        Node::of(&Condition::All(vec![yes("a"), any, yes("d")]), &mut 0)
    }

    fn after(id: usize, verb: Verb) -> String {
        let mut tree = tree();
        tree.act(id, verb);
        tree.shape()
    }

    #[test]
    fn a_condition_survives_the_trip_through_its_rows() {
        let tree = tree();
        assert_eq!(tree.shape(), "0(1 2(3 4) 5)");
        assert_eq!(Node::of(&tree.condition(), &mut 0), tree);
        let twice = Condition::Not(Box::new(Condition::Not(Box::new(yes("a")))));
        assert_eq!(
            Node::of(&twice, &mut 0).condition(),
            yes("a"),
            "a double negation is shown as what it says"
        );
    }

    #[test]
    fn a_row_moves_through_every_place_and_out_at_the_end() {
        assert_eq!(after(1, Verb::Down), "0(2(1 3 4) 5)");
        assert_eq!(after(5, Verb::Up), "0(1 2(3 4 5))");
        assert_eq!(after(3, Verb::Up), "0(1 3 2(4) 5)");
        assert_eq!(after(4, Verb::Down), "0(1 2(3) 4 5)");
        assert_eq!(after(3, Verb::Down), "0(1 2(4 3) 5)");
        assert_eq!(after(1, Verb::Up), "0(1 2(3 4) 5)", "at the top it stays");
        assert_eq!(
            after(0, Verb::Down),
            "0(1 2(3 4) 5)",
            "the whole has nowhere to go"
        );
    }

    #[test]
    fn rows_are_added_put_into_groups_and_taken_away() {
        assert_eq!(after(2, Verb::Add(yes("e"))), "0(1 2(3 4 6) 5)");
        assert_eq!(after(0, Verb::AddGroup), "0(1 2(3 4) 5 6())");
        assert_eq!(after(3, Verb::Wrap), "0(1 2(6(3) 4) 5)");
        assert_eq!(after(2, Verb::Remove), "0(1 5)");
        assert_eq!(after(0, Verb::Remove), "6()");
        assert_eq!(
            after(9, Verb::Remove),
            "0(1 2(3 4) 5)",
            "a row that is not there"
        );
        let mut empty = Node::of(&Condition::All(vec![]), &mut 0);
        empty.act(0, Verb::Add(yes("a")));
        assert_eq!(
            empty.condition(),
            yes("a"),
            "the first row is the whole condition"
        );
        let mut single = Node::of(&yes("a"), &mut 0);
        single.act(0, Verb::Add(yes("b")));
        assert_eq!(
            (single.shape().as_str(), single.condition()),
            ("2(0 1)", Condition::All(vec![yes("a"), yes("b")]))
        );
    }

    #[test]
    fn a_shape_is_read_back_and_anything_else_is_refused() {
        let look = |id, group| {
            let kind = if group {
                Kind::Group {
                    all: true,
                    inner: vec![],
                }
            } else {
                Kind::Test(yes("a"))
            };
            Some(Node {
                id,
                not: false,
                kind,
            })
        };
        let read = |text: &str| Node::of_shape(text, &look).map(|node| node.shape());
        for shape in ["0", "0()", "0(1 2(3 4) 5)"] {
            assert_eq!(read(shape).as_deref(), Some(shape));
        }
        let (deep, many) = ("0(".repeat(200), format!("0({})", vec!["1"; 500].join(" ")));
        for bad in [
            "",
            "x",
            "0(",
            "0(1",
            "0)",
            "0(1,2)",
            "0 1",
            "99999999999999999999",
            &deep,
            &many,
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
