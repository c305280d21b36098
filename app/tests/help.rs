//! The guide for writing rules under help: for everybody, in the reader's language, without script.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{routes, testing::*};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use std::collections::HashSet;
use tower::ServiceExt;

const ZH: &str = include_str!("../../docs/rules/guide.zh-CN.md");
const EN: &str = include_str!("../../docs/rules/guide.en.md");

/// The guide, the hour from a notice to its rules, the reference.
const PAGES: [&str; 3] = ["/help/rules", "/help/rules/hour", "/help/rules/reference"];

async fn get(world: &World, path: &str, language: &str) -> String {
    let request = Request::builder()
        .uri(path)
        .header("host", "localhost")
        .header("accept-language", language);
    let response = routes::router(world.app.clone())
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    String::from_utf8(
        to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
    .unwrap()
}

fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let before = format!(" {attribute}=\"");
    html.split(&before)
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect()
}

#[tokio::test]
async fn anybody_reads_the_guide_in_their_language() {
    let world = World::sqlite().await;
    let zh = get(&world, "/help/rules", "zh-CN").await;
    let en = get(&world, "/help/rules", "en").await;
    for (html, source) in [(&zh, ZH), (&en, EN)] {
        let titles = |line: &&str| line.starts_with("# ") || line.starts_with("## ");
        let headings = source
            .split("```")
            .step_by(2)
            .flat_map(str::lines)
            .filter(titles);
        let mut words = headings.map(|line| line.trim_start_matches('#').trim());
        let title = words.next().unwrap();
        assert!(html.contains(&format!("{title}</h1>")), "{title}");
        let last = words.last().unwrap();
        assert!(html.contains(&format!("{last}</h2>")), "{last}");
        assert!(html.contains("schema_version"), "the rules themselves");
        assert!(html.contains("<caption>"), "people stand in tables");
        assert!(!html.contains("```"), "no fence is left");
    }
}

#[tokio::test]
async fn help_leads_to_the_guide_and_its_pages_to_each_other() {
    let world = World::sqlite().await;
    assert!(
        get(&world, "/help", "zh-CN")
            .await
            .contains("href=\"/help/rules\"")
    );
    for language in ["zh-CN", "en"] {
        let mut found: HashSet<String> = HashSet::new();
        for page in PAGES {
            let html = get(&world, page, language).await;
            let article = html.split("<article").nth(1).unwrap();
            assert!(!article.contains(".md\""), "{page}: a file, no page");
            let links = values(article, "href").into_iter();
            found.extend(links.map(str::to_owned));
            assert!(page == PAGES[0] || html.contains("href=\"/help/rules\""));
        }
        for page in PAGES {
            assert!(found.contains(page), "{language}: nothing leads to {page}");
        }
    }
}

#[tokio::test]
async fn every_page_of_the_guide_is_in_the_language_of_its_reader() {
    let world = World::sqlite().await;
    for page in PAGES {
        let zh = get(&world, page, "zh-CN").await;
        let en = get(&world, page, "en").await;
        let title = |html: &str| {
            let rest = html.split("<h1").nth(1).unwrap();
            rest.split("</h1>").next().unwrap().to_owned()
        };
        assert!(!title(&zh).is_ascii(), "{page}: {}", title(&zh));
        assert!(title(&en).is_ascii(), "{page}: {}", title(&en));
    }
}

/// Whoever fills in forms is not made to read documents: these are folded.
#[tokio::test]
async fn documents_stay_folded_in_the_guide() {
    let world = World::sqlite().await;
    for page in &PAGES[..2] {
        let html = get(&world, page, "zh-CN").await;
        let folded = html.matches("<details class=\"fold\"><summary>").count();
        assert!(folded > 5, "{page}: {folded}");
        let shown = html.split("<details").map(|part| {
            let rest = part.split_once("</details>");
            rest.map_or(part, |(_, rest)| rest)
        });
        for part in shown {
            assert!(!part.contains("&quot;code&quot;"), "{page}: {part}");
        }
    }
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
async fn the_guide_can_be_read_with_a_keyboard_and_a_screen_reader() {
    let world = World::sqlite().await;
    let both = PAGES.map(|page| [(page, "zh-CN"), (page, "en")]);
    for (path, language) in both.into_iter().flatten() {
        let html = get(&world, path, language).await;
        let article = html
            .split("<article")
            .nth(1)
            .unwrap()
            .split("</article>")
            .next()
            .unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{path}: one h1");
        assert!(
            !article.contains("**"),
            "{path}: a mark of bold type is read out"
        );
        assert!(
            !article.contains("<script") && !article.contains(" style="),
            "{path}"
        );
        assert_eq!(
            article.matches("<pre").count(),
            article.matches("<pre tabindex=\"0\"").count(),
            "{path}"
        );
        assert_eq!(
            article.matches("<table").count(),
            article.matches("role=\"region\"").count(),
            "{path}"
        );
        assert_eq!(
            article.matches("<th>").count(),
            0,
            "{path}: every heading of a table has its scope"
        );
        let ids = values(&html, "id");
        assert_eq!(
            ids.len(),
            ids.iter().collect::<HashSet<_>>().len(),
            "{path}: no id stands twice"
        );
        let regions: Vec<_> = article
            .split("role=\"region\" aria-label=\"")
            .skip(1)
            .collect();
        let names: HashSet<_> = regions
            .iter()
            .filter_map(|part| part.split('"').next())
            .collect();
        assert_eq!(
            names.len(),
            regions.len(),
            "{path}: every region has its own name"
        );
        for link in values(article, "href")
            .iter()
            .filter_map(|link| link.strip_prefix('#'))
        {
            assert!(ids.contains(&link), "{path}: {link}");
        }
    }
}
