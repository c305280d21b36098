//! A condition as rows that stand inside each other: what is asked for, groups of it, and buttons that rearrange them.

use super::{
    blocks::{Act, Block, Control, Nest, NestKind},
    leaf,
    nodes::{Kind, Node, Verb},
    sheet::RuleForm,
    values::spelled,
};
use crate::ui::{forms::Field, lang};
use domain::{
    Problem,
    rules::{Condition, RuleDocument, condition_in_words},
};

impl RuleForm {
    /// A condition that must be there; without any row it always holds.
    pub fn condition(
        &mut self,
        words: &RuleDocument,
        name: &str,
        legend: String,
        own: &mut Condition,
    ) {
        let planted = Node::of(own, &mut 0);
        *own = self.tree(words, name, legend, planted).condition();
    }

    /// A condition that may be left out: without any row there is none.
    pub fn maybe_condition(
        &mut self,
        words: &RuleDocument,
        name: &str,
        legend: String,
        own: &mut Option<Condition>,
    ) {
        let planted = Node::of(own.as_ref().unwrap_or(&Condition::All(Vec::new())), &mut 0);
        let node = self.tree(words, name, legend, planted);
        let nothing = matches!(&node.kind, Kind::Group { inner, .. } if inner.is_empty());
        *own = (!nothing).then(|| node.condition());
    }

    fn tree(&mut self, words: &RuleDocument, name: &str, legend: String, planted: Node) -> Node {
        let mut root = planted;
        self.nest(|sheet| {
            sheet.within(&format!("{name}-"), |sheet| {
                let known = sheet.rooted(&mut root);
                sheet.pressed_in(words, &mut root);
                let shape = root.shape();
                sheet.note_unseen("shape");
                sheet.carry("shape", &shape);
                let found = sheet.problems.len();
                let empty = matches!(&root.kind, Kind::Group { inner, .. } if inner.is_empty());
                if empty {
                    sheet.group_with(String::new(), t!("cond-none"));
                } else {
                    sheet.branch(words, &mut root, known, Place::Whole);
                }
                if empty || matches!(root.kind, Kind::Test(_)) {
                    sheet.adding(words, root.id, root.next());
                }
                // Half a condition makes no sentence.
                let unfinished = sheet.problems.len() > found || root.next() > known;
                let said = condition_in_words(words, &root.condition(), lang::current());
                let note = if empty || unfinished {
                    String::new()
                } else {
                    t!("cond-said", what = said)
                };
                let (acts, blocks) = (Vec::new(), Vec::new());
                Nest {
                    kind: NestKind::Piece,
                    id: sheet.place(),
                    legend,
                    note,
                    acts,
                    blocks,
                }
            })
        });
        root
    }

    /// The rows as they were sent; where none were, those of the rules. Rows from the answered number on are new.
    fn rooted(&mut self, root: &mut Node) -> usize {
        let sent = self
            .was_sent("shape")
            .then(|| self.answer("shape").unwrap_or_default().to_owned());
        let Some(shape) = sent else { return usize::MAX };
        let look = |id: usize, group: bool| {
            let field = |name: &str| {
                self.answer(&format!("{id}-{name}"))
                    .unwrap_or_default()
                    .to_owned()
            };
            let kind = if group {
                Kind::Group {
                    all: field("mode") != "false",
                    inner: Vec::new(),
                }
            } else {
                Kind::Test(leaf::carried(&field("test"))?)
            };
            Some(Node {
                id,
                not: !field("not").is_empty(),
                kind,
            })
        };
        match Node::of_shape(&shape, &look) {
            Some(read) => *root = read,
            None => self.wrong("shape", Problem::UnknownChoice),
        }
        root.next()
    }

    /// What the pressed button does, where it stands in this condition: `PLACE:VERB:ROW`.
    fn pressed_in(&mut self, words: &RuleDocument, root: &mut Node) {
        let pressed = self.pressed().filter(|_| !self.fresh).unwrap_or_default();
        let mine = pressed
            .strip_prefix(&self.place())
            .and_then(|rest| rest.strip_prefix(':'));
        let Some((verb, row)) = mine.and_then(|act| act.split_once(':')) else {
            return;
        };
        let Ok(row) = row.parse::<usize>() else {
            return;
        };
        let verb = match verb {
            "add" => {
                let name = format!("{row}-new");
                let chosen = self.answer(&name).unwrap_or_default();
                let Some((test, _)) = leaf::offered(words)
                    .into_iter()
                    .find(|(test, _)| spelled(test) == chosen)
                else {
                    return self.stop(&name, Problem::NotChosen);
                };
                Verb::Add(test)
            }
            "group" => Verb::AddGroup,
            "up" => Verb::Up,
            "down" => Verb::Down,
            "wrap" => Verb::Wrap,
            "remove" => Verb::Remove,
            _ => return,
        };
        let adds = matches!(verb, Verb::Add(_));
        let _ = root.act(row, verb);
        if adds {
            self.forget(&format!("{row}-new"));
        }
    }

    /// One row and everything below it. Rows that are new have nothing typed into them.
    fn branch(&mut self, words: &RuleDocument, node: &mut Node, known: usize, stands: Place) {
        let id = node.id;
        self.nest(|sheet| {
            let outer = sheet.fresh;
            sheet.fresh |= id >= known;
            let legend = sheet.own_fields(words, node);
            sheet.fresh = outer;
            let next = node.next();
            if let Kind::Group { inner, .. } = &mut node.kind {
                let last = inner.len().saturating_sub(1);
                for (index, row) in inner.iter_mut().enumerate() {
                    // From inside a group every row can go up and down: at its ends it leaves the group.
                    let outermost = stands == Place::Whole;
                    let stands = Place::Row {
                        up: !outermost || index > 0,
                        down: !outermost || index < last,
                    };
                    sheet.branch(words, row, known, stands);
                }
                sheet.adding(words, id, next);
            }
            let place = sheet.place();
            let acts = match (stands, &node.kind) {
                (Place::Whole, Kind::Group { .. }) => Vec::new(),
                _ => acts(&place, id, &legend, stands),
            };
            let (note, blocks) = (String::new(), Vec::new());
            Nest {
                kind: NestKind::Branch,
                id: format!("{place}-{id}"),
                legend,
                note,
                acts,
                blocks,
            }
        });
    }

    fn own_fields(&mut self, words: &RuleDocument, node: &mut Node) -> String {
        self.within(&format!("{}-", node.id), |sheet| {
            let legend = match &mut node.kind {
                Kind::Test(test) => {
                    let legend = leaf::name(words, test);
                    // What has no box goes along as it stood in the rules.
                    let carried = sheet
                        .answer("test")
                        .map_or_else(|| spelled(test), str::to_owned);
                    sheet.carry("test", &carried);
                    leaf::fields(sheet, words, test);
                    legend
                }
                Kind::Group { all, .. } => {
                    let modes = vec![(true, t!("cond-all")), (false, t!("cond-any"))];
                    sheet.choose(
                        Field::new("mode", t!("cond-mode")),
                        all,
                        modes,
                        String::new(),
                    );
                    t!("cond-group")
                }
            };
            sheet.tick("not", t!("cond-not"), &mut node.not);
            legend
        })
    }

    fn adding(&mut self, words: &RuleDocument, row: usize, next: usize) {
        let place = self.place();
        let tests = leaf::offered(words)
            .into_iter()
            .map(|(test, label)| (spelled(&test), label));
        let options = std::iter::once((String::new(), t!("cond-choose")))
            .chain(tests)
            .collect();
        let choice = self.item(
            Field::new(format!("{row}-new"), t!("cond-new")),
            Control::Select(options),
            "",
        );
        let act = |verb: &str, label| Act {
            value: format!("{place}:{verb}:{row}"),
            label,
            about: String::new(),
            to: format!("{place}-{next}"),
        };
        let acts = vec![
            act("add", t!("cond-add")),
            act("group", t!("cond-add-group")),
        ];
        self.push(Block::Adding {
            choice: Some(choice),
            acts,
        });
    }
}

/// Where a row stands: it is the whole condition, or one of a group, from which it can go up or down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Row { up: bool, down: bool },
}

fn acts(place: &str, row: usize, about: &str, stands: Place) -> Vec<Act> {
    let own = format!("{place}-{row}");
    let act = |verb: &str, label: String, to: &str| Act {
        value: format!("{place}:{verb}:{row}"),
        label,
        about: about.to_owned(),
        to: to.to_owned(),
    };
    let (up, down) = match stands {
        Place::Whole => (false, false),
        Place::Row { up, down } => (up, down),
    };
    let up = up.then(|| act("up", t!("act-up"), &own));
    let down = down.then(|| act("down", t!("act-down"), &own));
    let rest = [
        act("wrap", t!("act-wrap"), &own),
        act("remove", t!("act-remove"), place),
    ];
    up.into_iter().chain(down).chain(rest).collect()
}
