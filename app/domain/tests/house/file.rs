//! What one source file defines, takes from others, and names.

use std::collections::BTreeSet;

pub struct Import {
    pub path: Vec<String>,
    /// Under which name; `*` for all.
    pub name: String,
    /// Handed on, and nothing that the file itself uses.
    pub handed_on: bool,
}

#[derive(Default)]
pub struct File {
    pub defines: BTreeSet<String>,
    pub imports: Vec<Import>,
    /// Paths that stand in the code.
    pub paths: BTreeSet<Vec<String>>,
    pub words: BTreeSet<String>,
}

const DEFINING: [&str; 8] = [
    "struct",
    "enum",
    "fn",
    "const",
    "static",
    "type",
    "trait",
    "macro_rules",
];

impl File {
    pub fn of(tokens: &[String]) -> Self {
        let mut file = File::default();
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at].as_str();
            let next = tokens.get(at + 1).map(String::as_str);
            if token == "use" && next != Some("<") {
                let end = at + tokens[at..].iter().position(|own| own == ";").unwrap();
                let before = at.checked_sub(1).map(|before| tokens[before].as_str());
                let handed_on = matches!(before, Some("pub" | ")"));
                file.import(&tokens[at + 1..end], &[], handed_on);
                at = end;
            } else if DEFINING.contains(&token) {
                let name = tokens[at + 1..].iter().find(|own| *own != "!");
                file.defines.extend(name.cloned());
                at += 1;
            } else {
                at += file.path(&tokens[at..]);
            }
        }
        file
    }

    /// Takes the path that begins here, and says how many tokens it has.
    fn path(&mut self, tokens: &[String]) -> usize {
        let is_word =
            |own: &String| own.starts_with(|first: char| first.is_alphabetic() || first == '_');
        if !is_word(&tokens[0]) {
            return 1;
        }
        let mut path = vec![tokens[0].clone()];
        let mut rest = &tokens[1..];
        while let [colons, name, further @ ..] = rest
            && colons == "::"
            && is_word(name)
        {
            path.push(name.clone());
            rest = further;
        }
        self.words.insert(tokens[0].clone());
        let count = tokens.len() - rest.len();
        if path.len() > 1 {
            self.paths.insert(path);
        }
        count
    }

    /// The tree of one `use`.
    fn import(&mut self, tree: &[String], before: &[String], handed_on: bool) {
        let mut path = before.to_vec();
        let mut at = 0;
        while at < tree.len() {
            match tree[at].as_str() {
                "{" => {
                    for branch in branches(&tree[at + 1..tree.len() - 1]) {
                        self.import(branch, &path, handed_on);
                    }
                    return;
                }
                "::" => {}
                "as" => break,
                "self" if !path.is_empty() && at + 1 == tree.len() => {}
                "*" => {
                    let name = "*".to_owned();
                    self.imports.push(Import {
                        path,
                        name,
                        handed_on,
                    });
                    return;
                }
                name => path.push(name.to_owned()),
            }
            at += 1;
        }
        let name = match tree.get(at) {
            Some(_) => tree.get(at + 1),
            None => path.last(),
        };
        if let Some(name) = name.cloned() {
            self.imports.push(Import {
                path,
                name,
                handed_on,
            });
        }
    }
}

/// Parts between the commas that stand outside of braces.
fn branches(tokens: &[String]) -> Vec<&[String]> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                found.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found.retain(|branch| !branch.is_empty());
    found
}
