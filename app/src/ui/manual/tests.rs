//! Headings, contents, tables, what is said, and folded documents of a manual.

use super::*;

fn page(source: &str) -> String {
    html(
        source,
        &Words {
            contents: "目录".into(),
            document: "规则文件".into(),
            table: &|kind| format!("[{kind}]"),
        },
    )
}

#[test]
fn headings_can_be_linked_to_and_stand_in_the_contents() {
    let html =
        page("# 指南\n\n前言\n\n## 1 从哪里开始\n\n一\n\n## What the lint finds\n\n### `run`\n");
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
fn a_cell_in_quotation_marks_keeps_its_commas() {
    let html = page("# a\n\n## b\n\n```csv check\nn,because\n1,\"c, \"\"d\"\"\"\n```\n");
    assert!(html.contains("<td>c, &quot;d&quot;</td></tr>"), "{html}");
}

#[test]
fn a_long_name_may_break_after_its_colons_and_a_time_may_not() {
    let html = page("# a\n\n## b\n\n```csv people\nwritten:general,笔试:综合\n3:52,x\n```\n");
    assert!(html.contains(">written:<wbr>general</th>"), "{html}");
    assert!(html.contains(">笔试:<wbr>综合</th>"), "{html}");
    assert!(html.contains(">3:52</th>"), "{html}");
}

#[test]
fn a_document_is_folded_and_what_the_system_says_wraps() {
    let html = page("# a\n\n```json\n{\"b\": 1}\n```\n\n```text lint\n  c <d>\n```\n");
    assert!(
        html.contains("<summary>规则文件</summary><pre tabindex=\"0\"><code>{&quot;b&quot;: 1}</code></pre></details>"),
        "{html}"
    );
    assert!(
        html.contains("<pre tabindex=\"0\" class=\"said\">  c &lt;d&gt;</pre>"),
        "{html}"
    );
}

#[test]
fn a_long_table_may_go_over_several_sheets_of_paper() {
    let table = |rows: usize| format!("# a\n\n| b |\n|---|\n{}", "| c |\n".repeat(rows));
    assert!(page(&table(40)).contains("class=\"tablewrap tablewrap--long\""));
    assert!(page(&table(4)).contains("class=\"tablewrap\""));
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
