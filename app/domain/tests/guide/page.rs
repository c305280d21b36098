//! A page as it stands in the repository: its lines, its fences, its tables between marks.

use domain::Lang;
use serde_json::Value as Json;
use std::{fs, ops::Range, path::PathBuf};

pub(super) struct Fence {
    pub(super) kind: String,
    pub(super) lines: Range<usize>,
    pub(super) text: String,
}

pub(super) struct Guide {
    pub(super) lang: Lang,
    path: PathBuf,
    lines: Vec<String>,
    pub(super) fences: Vec<Fence>,
}

impl Guide {
    /// The guide itself.
    pub(super) fn read(lang: Lang) -> Self {
        Guide::page("guide", lang)
    }

    /// One of its pages by the name of its file.
    pub(super) fn page(name: &str, lang: Lang) -> Self {
        let name = match lang {
            Lang::Zh => format!("{name}.zh-CN.md"),
            // Code hosts show a folder by this name.
            Lang::En if name == "README" => "README.md".to_owned(),
            Lang::En => format!("{name}.en.md"),
        };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let fences = fences(&lines);
        Guide {
            lang,
            path,
            lines,
            fences,
        }
    }

    pub(super) fn kinds(&self) -> Vec<&str> {
        self.fences
            .iter()
            .map(|fence| fence.kind.as_str())
            .collect()
    }

    /// The lines that are no part of a fence.
    pub(super) fn prose(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.lines.iter().enumerate();
        let fenced = |at: usize| {
            let mut fences = self.fences.iter();
            fences.any(|fence| fence.lines.start <= at + 1 && at <= fence.lines.end)
        };
        lines
            .filter(move |(at, _)| !fenced(*at))
            .map(|(at, line)| (at, line.as_str()))
    }

    /// How deep the headings stand, in their order.
    pub(super) fn headings(&self) -> Vec<usize> {
        let marks = self.lines.iter().filter(|line| line.starts_with("##"));
        let depth = |line: &String| line.chars().take_while(|mark| *mark == '#').count();
        marks.map(depth).collect()
    }

    /// Compares what a fence holds, or writes it; later fences first, so that lines stay where they are.
    pub(super) fn expect(&mut self, fence: usize, text: &str) {
        let lines = self.fences[fence].lines.clone();
        self.expect_lines(lines, text);
    }

    /// The lines between `<!-- NAME -->` and `<!-- /NAME -->`, compared or written.
    pub(super) fn expect_between(&mut self, name: &str, text: &str) {
        let lines = self.between(name);
        self.expect_lines(lines, text);
    }

    pub(super) fn lines_between(&self, name: &str) -> &[String] {
        &self.lines[self.between(name)]
    }

    fn between(&self, name: &str) -> Range<usize> {
        let at = |mark: String| self.lines.iter().position(|line| *line == mark).unwrap();
        at(format!("<!-- {name} -->")) + 1..at(format!("<!-- /{name} -->"))
    }

    fn expect_lines(&mut self, lines: Range<usize>, text: &str) {
        if std::env::var_os("GUIDE_WRITE").is_some() {
            self.lines.splice(lines, text.lines().map(str::to_owned));
            fs::write(&self.path, self.lines.join("\n") + "\n").unwrap();
            return;
        }
        let at = format!("{} line {}", self.path.display(), lines.start + 1);
        assert_eq!(self.lines[lines].join("\n"), text.trim_end(), "{at}");
    }
}

fn fences(lines: &[String]) -> Vec<Fence> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, line) in lines.iter().enumerate() {
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        open = match open.take() {
            None => Some((kind.trim().to_owned(), at + 1)),
            Some((kind, from)) => {
                let text = lines[from..at].join("\n");
                let lines = from..at;
                found.push(Fence { kind, lines, text });
                None
            }
        };
    }
    assert!(open.is_none(), "the last fence has no end");
    found
}

/// Sections in place of those of the first document; what says its version stands alone.
pub(super) fn over(first: &Json, part: &Json) -> Json {
    if part.get("schema_version").is_some() {
        return part.clone();
    }
    let mut whole = first.clone();
    for (section, value) in part.as_object().unwrap() {
        whole[section] = value.clone();
    }
    whole
}

/// As the command line writes it: cells with a comma or a quotation mark stand in quotation marks.
pub(super) fn csv(rows: Vec<Vec<String>>) -> String {
    let cell = |cell: String| match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    };
    let line = |row: Vec<String>| row.into_iter().map(cell).collect::<Vec<_>>().join(",");
    rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
}
