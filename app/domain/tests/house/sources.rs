//! Which source file uses which, by the names that it takes. A name is followed to the file that defines it, through
//! whatever hands it on; what a macro makes belongs to the module that it is taken from.

use super::file::{File, Import};
use super::tokens::{test_files, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The names of a module from the crate's root.
pub type Module = Vec<String>;

struct Sources {
    files: BTreeMap<Module, File>,
}

/// Which file uses which, with the names that it takes.
pub type Uses = BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>;

enum Found {
    Module(Module),
    /// Defined in this module.
    Item(Module),
}

impl Found {
    fn module(self) -> Module {
        match self {
            Found::Module(module) | Found::Item(module) => module,
        }
    }
}

/// The words and signs of every source of this crate but its tests.
pub fn sources() -> BTreeMap<Module, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let named = paths.iter().map(|path| {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let names = inside.iter().map(|name| name.to_str().unwrap().to_owned());
        let module: Module = names
            .filter(|name| !["mod", "lib"].contains(&name.as_str()))
            .collect();
        (module, tokens(&fs::read_to_string(path).unwrap()))
    });
    let named: BTreeMap<Module, Vec<String>> = named.collect();
    let mut tests = BTreeSet::new();
    for (module, tokens) in &named {
        let of = |name: String| module.iter().cloned().chain([name]).collect::<Module>();
        tests.extend(test_files(tokens).into_iter().map(of));
    }
    let is_test = |module: &Module| (1..=module.len()).any(|end| tests.contains(&module[..end]));
    let files = named.into_iter().filter(|(module, _)| !is_test(module));
    files.collect()
}

impl Sources {
    fn read() -> Self {
        let files = sources().into_iter();
        let read = |(module, tokens): (Module, Vec<String>)| (module, File::of(&tokens));
        Sources {
            files: files.map(read).collect(),
        }
    }

    fn uses(&self) -> Uses {
        let of = |(module, file)| (Module::clone(module), self.used_by(module, file));
        self.files.iter().map(of).collect()
    }

    fn used_by(&self, module: &Module, file: &File) -> BTreeMap<Module, BTreeSet<String>> {
        let mut found: BTreeMap<Module, BTreeSet<String>> = BTreeMap::new();
        let mut take = |path: &[String]| {
            let of = self
                .absolute(module, path)
                .and_then(|path| self.resolve(&path, 0));
            if let Some(of) = of.map(Found::module).filter(|of| of != module) {
                found.entry(of).or_default().insert(path.join("::"));
            }
        };
        for import in file.imports.iter().filter(|import| !import.handed_on) {
            match import.name.as_str() {
                "*" => {
                    for word in file.words.difference(&file.defines) {
                        let named = file.imports.iter().any(|own| own.name == *word);
                        let path = self.absolute(module, &import.path);
                        let of = path
                            .filter(|_| !named)
                            .and_then(|path| self.resolve(&path, 0));
                        if let Some(Found::Module(of)) = of
                            && matches!(self.lookup(&of, word, 0), Some(Found::Item(_)))
                        {
                            take(&[&import.path[..], std::slice::from_ref(word)].concat());
                        }
                    }
                }
                _ => take(&import.path),
            }
        }
        for path in &file.paths {
            let import = file.imports.iter().find(|import| import.name == path[0]);
            match import {
                Some(import) => take(&[&import.path[..], &path[1..]].concat()),
                None => take(path),
            }
        }
        found
    }

    /// A path from the root of the crate; nothing where it leads out of it.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        let (first, mut rest) = path.split_first()?;
        let mut from = module.clone();
        match first.as_str() {
            "crate" => from.clear(),
            "self" => {}
            "super" => {
                from.pop();
                while let Some((_, further)) = rest.split_first().filter(|(own, _)| *own == "super")
                {
                    from.pop();
                    rest = further;
                }
            }
            _ => {
                from.push(first.clone());
                if !self.files.contains_key(&from) {
                    return None;
                }
            }
        }
        from.extend(rest.iter().cloned());
        Some(from)
    }

    fn resolve(&self, path: &[String], depth: usize) -> Option<Found> {
        let mut module = Module::new();
        for name in path {
            match self.lookup(&module, name, depth) {
                Some(Found::Module(next)) => module = next,
                Some(item) => return Some(item),
                // Made by a macro, or a variant of a type that is.
                None => break,
            }
        }
        Some(Found::Module(module))
    }

    /// What a name means in a module.
    fn lookup(&self, module: &Module, name: &str, depth: usize) -> Option<Found> {
        let file = self.files.get(module).filter(|_| depth < 12)?;
        if file.defines.contains(name) {
            return Some(Found::Item(module.clone()));
        }
        let inner: Module = module.iter().cloned().chain([name.to_owned()]).collect();
        if self.files.contains_key(&inner) {
            return Some(Found::Module(inner));
        }
        let target = |import: &Import| self.absolute(module, &import.path);
        if let Some(import) = file.imports.iter().find(|import| import.name == name) {
            return self.resolve(&target(import)?, depth + 1);
        }
        let all = file.imports.iter().filter(|import| import.name == "*");
        all.filter_map(|import| match self.resolve(&target(import)?, depth + 1)? {
            Found::Module(of) if of != *module => self.lookup(&of, name, depth + 1),
            _ => None,
        })
        .next()
    }
}

/// Of all sources of this crate.
pub fn uses() -> &'static Uses {
    static USES: LazyLock<Uses> = LazyLock::new(|| Sources::read().uses());
    &USES
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn names_are_followed_to_the_file_that_defines_them() {
    let uses = uses();
    let module = |path: &str| path.split("::").map(str::to_owned).collect::<Module>();
    let take = |from: &str, to: &str| uses[&module(from)].contains_key(&module(to));
    assert!(take(
        "rules::stages::derive::rooms",
        "rules::stages::document::panel"
    ));
    assert!(
        take("rules::engine::plan", "rules::stages::panel"),
        "handed on by its family"
    );
    assert!(take("rules::after::run", "rules::lists::keys"));
    assert!(!take("rules::stages::document", "rules::stages::run"));
}
