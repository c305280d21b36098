//! A manual that is kept as Markdown in the repository: its headings can be linked to, its contents stand at the top,
//! tables of people (```` ```csv KIND ````) are shown as tables, what the system says (```` ```text ````) as lines that
//! wrap, and documents (```` ```json ````) stay folded: most readers fill in forms.

use super::article::markdown;
use std::{collections::HashMap, fmt::Write};

/// What the manual cannot say about itself.
pub struct Words<'a> {
    /// The name of the list of contents.
    pub contents: String,
    /// What a folded document is called.
    pub document: String,
    /// What a table of this kind is called.
    pub table: &'a dyn Fn(&str) -> String,
}

/// The HTML of an article, from its `h1` on. Everything in it went through the safe renderer or was escaped here.
pub fn html(source: &str, words: &Words) -> String {
    let mut page = Page {
        words,
        out: String::new(),
        heading: String::new(),
        text: String::new(),
        names: HashMap::new(),
    };
    let mut lines = source.lines();
    let (mut contents, mut fenced) = (Some(contents(source, words)), false);
    while let Some(line) = lines.next() {
        if let Some(kind) = line
            .strip_prefix("```")
            .and_then(shown_as)
            .filter(|_| !fenced)
        {
            let rows: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            page.flush();
            page.fence(kind, &rows);
            continue;
        }
        fenced ^= line.starts_with("```");
        let heading = if fenced { None } else { heading(line) };
        match heading {
            Some((level, words)) => {
                page.flush();
                if level > 1 {
                    page.out.push_str(&contents.take().unwrap_or_default());
                }
                page.heading(level, words);
            }
            None => {
                page.text.push_str(line);
                page.text.push('\n');
            }
        }
    }
    page.flush();
    page.out
}

/// The words of the first heading.
pub fn title(source: &str) -> &str {
    source
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .unwrap_or_default()
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let words = line[level..].strip_prefix(' ')?;
    (1..=3).contains(&level).then_some((level, words.trim()))
}

/// How a fence is shown; any other stays as the renderer makes it.
#[derive(Clone, Copy)]
enum Fence<'a> {
    Table(&'a str),
    Said,
    Document,
}

fn shown_as(fence: &str) -> Option<Fence<'_>> {
    let (shape, kind) = fence.split_once(' ').unwrap_or((fence, ""));
    match shape {
        "csv" => Some(Fence::Table(kind.trim())),
        "text" => Some(Fence::Said),
        "json" => Some(Fence::Document),
        _ => None,
    }
}

/// The cells of a line; those with a comma or a quotation mark stand in quotation marks.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

/// The text of a cell; long names of columns and codes may break after a colon.
fn broken(cell: &str) -> String {
    let mut parts = cell.split(':').map(escaped);
    let mut text = parts.next().unwrap_or_default();
    for part in parts {
        let is_name = part.starts_with(char::is_alphabetic);
        text.push_str(if is_name { ":<wbr>" } else { ":" });
        text.push_str(&part);
    }
    text
}

/// More rows than these are not kept on one sheet of paper.
const LONG: usize = 20;

/// The anchor that code hosts give a heading, so that one link works here and there.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn contents(source: &str, words: &Words) -> String {
    let links = source
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .fold(String::new(), |mut links, heading| {
            // Writing to a String cannot fail.
            let _ = write!(
                links,
                "<li><a href=\"#{}\">{}</a></li>",
                escaped(&anchor(heading)),
                escaped(heading)
            );
            links
        });
    format!(
        "<nav class=\"contents\" aria-label=\"{}\"><ul class=\"list\">{links}</ul></nav>",
        escaped(&words.contents)
    )
}

struct Page<'a> {
    words: &'a Words<'a>,
    out: String,
    /// The heading under which we are.
    heading: String,
    /// Markdown that is not rendered yet.
    text: String,
    /// Names of regions so far: each needs its own.
    names: HashMap<String, u32>,
}

impl Page<'_> {
    fn heading(&mut self, level: usize, words: &str) {
        words.clone_into(&mut self.heading);
        let (id, words) = (escaped(&anchor(words)), escaped(words));
        let _ = write!(self.out, "<h{level} id=\"{id}\">{words}</h{level}>");
    }

    /// What is wider than a telephone scrolls by itself, also by keyboard.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let html = markdown(&text)
            .replace("<pre>", "<pre tabindex=\"0\">")
            .replace("<th>", "<th scope=\"col\">")
            .replace("</table>", "</table></div>");
        let mut pieces = html.split("<table>");
        let mut html = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let rows = piece.matches("<tr>").count();
            let region = self.region(self.heading.clone(), rows);
            let _ = write!(html, "{region}<table class=\"table\">{piece}");
        }
        self.out.push_str(&html);
    }

    fn fence(&mut self, kind: Fence, rows: &[&str]) {
        let text = || escaped(&rows.join("\n"));
        // Writing to a String cannot fail.
        let _ = match kind {
            Fence::Table(kind) => return self.table(kind, rows),
            Fence::Said => write!(
                self.out,
                "<pre tabindex=\"0\" class=\"said\">{}</pre>",
                text()
            ),
            Fence::Document => write!(
                self.out,
                "<details class=\"fold\"><summary>{}</summary><pre tabindex=\"0\"><code>{}</code></pre></details>",
                escaped(&self.words.document),
                text(),
            ),
        };
    }

    /// Each row as a row; the first cell names it.
    fn table(&mut self, kind: &str, rows: &[&str]) {
        let caption = (self.words.table)(kind.split(' ').next().unwrap_or_default());
        let row = |row: &&str, first: &str| {
            let cells =
                cells(row)
                    .iter()
                    .enumerate()
                    .fold(String::new(), |mut cells, (at, cell)| {
                        let scope = if at == 0 { first } else { "" };
                        let (tag, scope) = match (first, scope) {
                            ("col", _) => ("th", " scope=\"col\""),
                            (_, "row") => ("th", " scope=\"row\""),
                            _ => ("td", ""),
                        };
                        let _ = write!(cells, "<{tag}{scope}>{}</{tag}>", broken(cell));
                        cells
                    });
            format!("<tr>{cells}</tr>")
        };
        let Some((head, body)) = rows.split_first() else {
            return;
        };
        let body: String = body.iter().map(|line| row(line, "row")).collect();
        let region = self.region(format!("{} · {caption}", self.heading), rows.len());
        let _ = write!(
            self.out,
            "{}<table class=\"table\"><caption>{}</caption><thead>{}</thead><tbody>{body}</tbody></table></div>",
            region,
            escaped(&caption),
            row(head, "col"),
        );
    }

    fn region(&mut self, name: String, rows: usize) -> String {
        let seen = self.names.entry(name.clone()).or_default();
        *seen += 1;
        let name = if *seen > 1 {
            format!("{name} {seen}")
        } else {
            name
        };
        let long = if rows > LONG { " tablewrap--long" } else { "" };
        format!(
            "<div class=\"tablewrap{long}\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">",
            escaped(&name)
        )
    }
}

#[cfg(test)]
mod tests;
