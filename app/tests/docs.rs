//! What the documents say of the repository is so: citations, the map, paths, links, identifiers.
#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The documents for people who work on the program or run it.
const DOCUMENTS: [&str; 5] = [
    "docs/architecture.md",
    "docs/domain.md",
    "docs/operating.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
];

fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap().to_owned()
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|why| panic!("{file}: {why}"))
}

/// Files below a folder with this ending, from the root; what was built or installed is none of ours.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            if !["target", "node_modules"].contains(&name.as_str()) {
                found.extend(files(&path, ending));
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// What stands in a folder, in order.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn folders(folder: &str) -> BTreeSet<String> {
    let is_folder = |name: &String| root().join(folder).join(name).is_dir();
    names(folder).into_iter().filter(is_folder).collect()
}

/// The comments of a source as one line, so that a citation may go over the end of a line.
fn comments(text: &str) -> String {
    let after = |line: &str| -> Option<String> {
        let start = if line.trim_start().starts_with("//") {
            line.find("//")
        } else {
            line.find(" // ").map(|space| space + 1)
        };
        let comment = &line[start?..];
        Some(comment.trim_start_matches(['/', '!', ' ']).to_owned())
    };
    text.lines().filter_map(after).collect::<Vec<_>>().join(" ")
}

/// The letters and digits at the beginning.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// `3` or `3.7` at the beginning.
fn number(text: &str) -> Option<&str> {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let whole = digits(text);
    let rest = text[whole..].strip_prefix('.').map_or(0, digits);
    let end = if rest > 0 { whole + 1 + rest } else { whole };
    (whole > 0).then_some(&text[..end])
}

/// A letter with a number, as `D2` or `C14`.
fn is_label(letter: char, word: &str) -> bool {
    let digits = word.strip_prefix(letter).unwrap_or_default();
    (1..3).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

/// What a source cites of docs/domain.md: `domain.md 3.4, 3.7`, `domain.md section 6`, `D2`, and `(C8)` of a phase.
fn citations(file: &str) -> Vec<String> {
    let text = comments(&read(file));
    let mut found = Vec::new();
    for after in text.split("domain.md").skip(1) {
        let after = after.trim_start();
        let mut rest = after.strip_prefix("section ").unwrap_or(after);
        let before = found.len();
        while let Some(cited) = number(rest) {
            found.push(cited.to_owned());
            rest = &rest[cited.len()..];
            rest = rest.strip_prefix(", ").unwrap_or_default();
        }
        assert!(
            found.len() > before,
            "{file}: domain.md{after} cites nothing"
        );
    }
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    found.extend(words.filter(|own| is_label('D', own)).map(str::to_owned));
    let phases = text.split('(').skip(1).map(word);
    found.extend(phases.filter(|own| is_label('C', own)).map(str::to_owned));
    found
}

/// The numbers of headings, and the labels of the phases' table.
fn anchors() -> BTreeSet<String> {
    let text = read("docs/domain.md");
    let anchor = |line: &str| -> Option<String> {
        if let Some(row) = line.strip_prefix("| C") {
            return Some(format!("C{}", word(row)));
        }
        let heading = line.strip_prefix('#')?.trim_start_matches('#').trim();
        let first = number(heading).unwrap_or_else(|| word(heading));
        Some(first.to_owned())
    };
    text.lines().filter_map(anchor).collect()
}

#[test]
fn every_citation_of_the_domain_is_a_heading_of_its_document() {
    let anchors = anchors();
    let mut compared = 0;
    for folder in ["app", "server", "migrations"] {
        for file in files(folder, ".rs") {
            if file == "app/tests/docs.rs" {
                continue;
            }
            for cited in citations(&file) {
                compared += 1;
                assert!(
                    anchors.contains(&cited),
                    "{file} cites {cited}, which docs/domain.md has not"
                );
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn every_document_that_a_comment_names_exists() {
    let named = ["docs/", "docs/rules/", "style/", ""];
    for folder in ["app", "server", "migrations"] {
        for file in files(folder, ".rs") {
            if file == "app/tests/docs.rs" {
                continue;
            }
            let text = comments(&read(&file));
            let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"._-/".contains(c));
            for document in words.filter(|own| own.ends_with(".md") && own.len() > 3) {
                let exists = |folder: &&str| root().join(folder).join(document).is_file();
                assert!(named.iter().any(exists), "{file}: {document}");
            }
        }
    }
}

/// What lies at the top and is no part of the repository, as .gitignore says, and git's own.
fn left_out() -> BTreeSet<String> {
    let ignored = read(".gitignore");
    let names = ignored
        .lines()
        .map(|line| line.trim_matches(['/', '*']).to_owned())
        .filter(|name| !name.is_empty());
    names.chain([".git".to_owned()]).collect()
}

/// The folders that the map of README names, from the root. A line begins with a path; indented lines go on below it.
fn mapped() -> BTreeSet<String> {
    let readme = read("README.md");
    let map = readme.split_once("## The map").unwrap().1;
    let map = map.split("```").nth(1).unwrap();
    let (mut below, mut found) = (String::new(), BTreeSet::new());
    for line in map.lines() {
        for (place, name) in line.split_whitespace().enumerate() {
            let Some(folder) = name.strip_suffix('/') else {
                continue;
            };
            if line.starts_with(' ') {
                found.insert(format!("{below}/{folder}"));
            } else if place == 0 {
                folder.clone_into(&mut below);
                found.insert(below.clone());
            }
        }
    }
    found
}

#[test]
fn the_map_of_the_readme_names_every_folder_and_no_other() {
    let mapped = mapped();
    for folder in &mapped {
        assert!(
            root().join(folder).is_dir(),
            "README's map names {folder}, which is not there"
        );
    }
    for place in ["app/src", "app/domain/src", "app/domain/src/rules"] {
        for name in folders(place) {
            let folder = format!("{place}/{name}");
            assert!(mapped.contains(&folder), "README's map lacks {folder}");
        }
    }
    let tops: BTreeSet<&str> = mapped
        .iter()
        .filter_map(|folder| folder.split('/').next())
        .collect();
    let left_out = left_out();
    for name in folders("") {
        // A folder that only its maker has, such as one of mutants, is named with a star there.
        let is_left_out = left_out.iter().any(|own| name.starts_with(own.as_str()));
        assert!(
            is_left_out || tops.contains(name.as_str()),
            "README's map lacks {name}"
        );
    }
    assert!(mapped.len() > 40, "{mapped:?}");
}

/// What stands in backticks, outside of blocks of code.
fn quoted(text: &str) -> Vec<String> {
    let prose = text
        .split("```")
        .step_by(2)
        .collect::<String>()
        .replace('\n', " ");
    prose
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// A path of the repository: folders with strokes between, or a file by its ending. What begins with a stroke is an
/// address of the site; `data/` and `target/` are made when the program is built and runs.
fn is_path(quoted: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    let ending = quoted.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = ["md", "rs", "toml", "ftl", "json", "scss", "ts"].contains(&ending);
    quoted.chars().all(plain)
        && !quoted.starts_with(|first: char| first == '/' || first.is_ascii_digit())
        && !["data/", "target/"]
            .iter()
            .any(|made| quoted.starts_with(made))
        && (quoted.contains('/') || is_file)
}

#[test]
fn every_path_in_the_documents_exists() {
    for document in DOCUMENTS {
        let text = read(document);
        for path in quoted(&text).iter().filter(|own| is_path(own)) {
            assert!(
                root().join(path).exists(),
                "{document} names {path}, which is not there"
            );
        }
    }
    let architecture = quoted(&read("docs/architecture.md"));
    assert!(architecture.iter().filter(|own| is_path(own)).count() > 40);
}

#[test]
fn every_link_of_the_documents_leads_to_a_file() {
    let mut documents = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned()];
    documents.extend(DOCUMENTS.map(str::to_owned));
    documents.extend(files("docs", ".md"));
    let mut followed = 0;
    for document in documents {
        let text = read(&document);
        let prose: String = text.split("```").step_by(2).collect();
        let links = prose.split("](").skip(1).filter_map(|rest| {
            let (target, _) = rest.split_once(')')?;
            Some(target.split('#').next().unwrap_or_default())
        });
        let pictures = prose.split("src=\"").skip(1);
        let pictures = pictures.filter_map(|rest| rest.split('"').next());
        for target in links.chain(pictures) {
            if target.is_empty() || target.contains("://") || target.starts_with('/') {
                continue;
            }
            followed += 1;
            let place = root().join(&document).parent().unwrap().join(target);
            assert!(
                place.exists(),
                "{document} leads to {target}, which is not there"
            );
        }
    }
    assert!(followed > 20, "{followed}");
}

#[test]
fn every_identifier_of_the_glossary_is_a_type() {
    let readme = read("README.md");
    let glossary = readme.split_once("## Glossary").unwrap().1;
    let glossary = glossary.split("\n## ").next().unwrap();
    let mut sources: String = String::new();
    for file in files("app/domain/src", ".rs")
        .iter()
        .chain(&files("app/src", ".rs"))
    {
        sources.push_str(&read(file));
    }
    let identifiers = quoted(glossary);
    assert!(identifiers.len() > 20);
    for name in identifiers {
        let is_type = ["struct ", "enum "].iter().any(|kind| {
            let defined = format!("{kind}{name}");
            let parts = sources.split(&defined);
            parts.skip(1).any(|rest| word(rest).is_empty())
        });
        assert!(is_type, "README's glossary names {name}, which is no type");
    }
}

#[test]
fn every_setting_is_explained_to_who_runs_it() {
    let explained = quoted(&read("docs/operating.md"));
    for line in read("xuanxian.example.toml").lines() {
        if let Some((key, _)) = line.split_once(" = ") {
            let is_explained = explained.iter().any(|own| own == key);
            assert!(is_explained, "docs/operating.md does not name {key}");
        }
    }
}

/// What a section of docs/architecture.md tells to look for is found there.
#[test]
fn the_three_searches_find_what_they_name() {
    let text = read("docs/architecture.md");
    let section = text.split_once("## 6. Three searches").unwrap().1;
    let section = section.split("\n## ").next().unwrap();
    let occurs = |name: &str, folder: &str| {
        let files = files(folder, ".rs");
        files.iter().any(|file| read(file).contains(name))
    };
    let (mut searches, mut names) = (0, 0);
    for quoted in quoted(section) {
        if let Some(rest) = quoted.strip_prefix("grep -rn \"") {
            let (name, folder) = rest.split_once("\" ").unwrap();
            assert!(occurs(name, folder), "{quoted} finds nothing");
            searches += 1;
        } else {
            let name = quoted.trim_end_matches("()");
            if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                assert!(occurs(name, "app"), "no source has {name}");
                names += 1;
            }
        }
    }
    assert!(
        searches == 3 && names > 5,
        "{searches} searches, {names} names"
    );
}
