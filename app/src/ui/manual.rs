//! A manual that is kept as Markdown in the repository: its headings can be linked to, its contents stand at the top,
//! and tables of people (```` ```csv KIND ````) are shown as tables.

use super::article::markdown;
use std::{collections::HashMap, fmt::Write};

/// What the manual cannot say about itself.
pub struct Words<'a> {
    /// The name of the list of contents.
    pub contents: String,
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
        if let Some(kind) = line.strip_prefix("```csv").filter(|_| !fenced) {
            let rows: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            page.flush();
            page.table(kind.trim(), &rows);
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
        self.heading = words.to_owned();
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
            let _ = write!(
                html,
                "{}<table class=\"table\">{piece}",
                self.region(self.heading.clone())
            );
        }
        self.out.push_str(&html);
    }

    /// Each row as a row; the first cell names it.
    fn table(&mut self, kind: &str, rows: &[&str]) {
        let caption = (self.words.table)(kind.split(' ').next().unwrap_or_default());
        let row = |row: &&str, first: &str| {
            let cells = row
                .split(',')
                .enumerate()
                .fold(String::new(), |mut cells, (at, cell)| {
                    let scope = if at == 0 { first } else { "" };
                    let (tag, scope) = match (first, scope) {
                        ("col", _) => ("th", " scope=\"col\""),
                        (_, "row") => ("th", " scope=\"row\""),
                        _ => ("td", ""),
                    };
                    let _ = write!(cells, "<{tag}{scope}>{}</{tag}>", escaped(cell));
                    cells
                });
            format!("<tr>{cells}</tr>")
        };
        let Some((head, body)) = rows.split_first() else {
            return;
        };
        let body: String = body.iter().map(|line| row(line, "row")).collect();
        let region = self.region(format!("{} · {caption}", self.heading));
        let _ = write!(
            self.out,
            "{}<table class=\"table\"><caption>{}</caption><thead>{}</thead><tbody>{body}</tbody></table></div>",
            region,
            escaped(&caption),
            row(head, "col"),
        );
    }

    fn region(&mut self, name: String) -> String {
        let seen = self.names.entry(name.clone()).or_default();
        *seen += 1;
        let name = if *seen > 1 {
            format!("{name} {seen}")
        } else {
            name
        };
        format!(
            "<div class=\"tablewrap\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">",
            escaped(&name)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str) -> String {
        html(
            source,
            &Words {
                contents: "目录".into(),
                table: &|kind| format!("[{kind}]"),
            },
        )
    }

    #[test]
    fn headings_can_be_linked_to_and_stand_in_the_contents() {
        let html = page(
            "# 指南\n\n前言\n\n## 1 从哪里开始\n\n一\n\n## What the lint finds\n\n### `run`\n",
        );
        assert!(
            html.starts_with("<h1 id=\"指南\">指南</h1><p>前言</p>"),
            "{html}"
        );
        assert!(
            html.contains("<li><a href=\"#1-从哪里开始\">1 从哪里开始</a></li>"),
            "{html}"
        );
        assert!(html.contains("<h2 id=\"what-the-lint-finds\">"), "{html}");
        assert!(html.find("<nav") < html.find("<h2"), "{html}");
        assert_eq!(html.matches("<nav").count(), 1);
    }

    #[test]
    fn people_in_csv_become_a_table_and_a_fence_stays_a_fence() {
        let html =
            page("# a\n\n## b\n\n```csv result\n号,分\n1,<2>\n```\n\n```sh\n# no heading\n```\n");
        assert!(
            html.contains("aria-label=\"b · [result]\" tabindex=\"0\""),
            "{html}"
        );
        assert!(
            html.contains("<th scope=\"col\">分</th></tr></thead>"),
            "{html}"
        );
        assert!(
            html.contains("<th scope=\"row\">1</th><td>&lt;2&gt;</td>"),
            "{html}"
        );
        assert!(
            html.contains("<pre tabindex=\"0\"><code># no heading\n</code></pre>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_in_a_manual_can_run() {
        let html = page(
            "# <script>a</script>\n\n<script>b</script>\n\n```csv x\n<script>,c\n1,<img src=x>\n```\n",
        );
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
    }
}
