//! Text that staff write in Markdown, shown safely: announcements and notes.

/// Markdown to HTML, with everything removed that could run or load.
pub fn markdown(source: &str) -> String {
    let mut html = String::with_capacity(source.len() * 2);
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(source, pulldown_cmark::Options::ENABLE_TABLES),
    );
    ammonia::Builder::new()
        .rm_tags(["img"])
        .link_rel(Some("noopener noreferrer"))
        .clean(&html)
        .to_string()
}

/// An announcement cut at its level-two headings: (heading, HTML of what follows). Text before the first heading comes
/// with an empty heading.
pub fn articles(source: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = vec![(String::new(), String::new())];
    for line in source.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => parts.push((heading.trim().to_owned(), String::new())),
            None => {
                if let Some((_, text)) = parts.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    parts.retain(|(heading, text)| !heading.is_empty() || !text.trim().is_empty());
    parts
        .into_iter()
        .map(|(heading, text)| (heading, markdown(&text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_is_cut_into_its_articles() {
        let parts = articles("前言\n\n## 第1条　总则\n一\n\n## 第2条　报考条件\n二");
        let headings: Vec<_> = parts.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, ["", "第1条　总则", "第2条　报考条件"]);
        assert_eq!(parts[2].1.trim(), "<p>二</p>");
    }

    #[test]
    fn nothing_that_staff_write_can_run() {
        let html = markdown(
            "<script>alert(1)</script><p onclick=\"x()\">a</p>\n\n[b](javascript:alert(1))\n\n<img src=x onerror=y>",
        );
        for bad in ["script", "onclick", "javascript", "<img"] {
            assert!(!html.contains(bad), "{html}");
        }
    }
}
