//! Areas, pools, the post table, and what single posts ask for beyond it.

use super::{
    post_lines::{posts_text, read_posts, titles},
    requirements::requirements,
    texts::named,
};
use crate::{
    rule_editor::fields::{
        Control,
        rows::Table,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang, words},
};
use domain::{
    Problem,
    rules::{Area, AreaLevel, Bilingual, Pool, PoolKind, Post, PostCode, RuleDocument},
};

pub(super) fn posts(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let stored = doc.clone();
    sheet.group(t!("post-table"));
    let hint = t!("posts-hint", columns = words::list(titles()));
    let field = Field::new("posts", t!("post-table")).hint(hint);
    let before = posts_text(&stored);
    sheet.put(field, Control::Area(14), &before);
    // Lines that nobody touched mean the same posts, whatever their areas and pools are called now.
    let typed = sheet
        .answer("posts")
        .map(|typed| typed.replace("\r\n", "\n"));
    if let Some(typed) = typed.filter(|typed| typed != before.trim()) {
        match read_posts(doc, &typed) {
            Ok(posts) => doc.posts = posts,
            Err(problems) => sheet.all_wrong("posts", problems),
        }
    }
    sheet.maybe_count(
        "stated_places",
        t!("form-stated-places"),
        &mut doc.stated_places,
    );
    special(sheet, &stored, doc);
}

pub(super) fn areas(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let table = Table {
        name: "areas",
        legend: t!("form-areas"),
        note: t!("form-areas-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-level"),
            t!("form-inside-area"),
            t!("form-area-path"),
        ],
        key: "code",
        spare: 3,
    };
    let blank = || Area {
        code: String::new().into(),
        path: None,
        name: Bilingual::default(),
        level: AreaLevel::Street,
        inside: None,
    };
    sheet.list(table, &mut doc.areas, blank, |sheet, prefix, area| {
        let name = |field: &str| format!("{prefix}{field}");
        sheet.code(&name("code"), t!("form-code"), &mut area.code);
        sheet.words(
            &name("name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut area.name,
        );
        sheet.area_level(&name("level"), t!("form-level"), &mut area.level);
        let inside = t!("form-inside-area");
        sheet.maybe_area(&words, &name("inside"), inside, &mut area.inside);
        sheet.line(&name("path"), t!("form-area-path"), &mut area.path);
    });
}

pub(super) fn pools(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "pools",
        legend: t!("form-pools"),
        note: t!("form-pools-note"),
        add: t!("add-pool"),
    };
    let blank = |number: usize, own: &[Pool]| Pool {
        code: free("pool", number, |name| {
            own.iter().any(|one| one.code == *name)
        }),
        name: Bilingual::default(),
        kind: PoolKind::Targeted,
        eligibility: Vec::new(),
        stated_places: None,
    };
    sheet.series(series, &mut doc.pools, blank, |sheet, pool| {
        sheet.code("code", t!("form-code"), &mut pool.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut pool.name);
        sheet.fixed(
            Field::new("kind", t!("form-pool-kind")),
            &mut pool.kind,
            "kind",
            &[PoolKind::Open, PoolKind::Targeted],
        );
        sheet.maybe_count(
            "stated_places",
            t!("form-pool-places"),
            &mut pool.stated_places,
        );
        let says = !pool.eligibility.is_empty() || sheet.was_sent("requirements");
        sheet.fold("asked", t!("form-pool-requirements"), says, |sheet| {
            requirements(sheet, &words, String::new(), &mut pool.eligibility);
        });
        named(&pool.name)
    });
}

/// Whether a post says more than its line of the table.
fn says_more(post: &Post) -> bool {
    !post.eligibility.is_empty() || post.employer.is_some() || post.note.is_some()
}

/// The posts that say more than their line, each with all of it.
fn special(sheet: &mut RuleForm, stored: &RuleDocument, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "special",
        legend: t!("form-special"),
        note: t!("form-special-note"),
        add: t!("add-special"),
    };
    let mut posts: Vec<Post> = stored
        .posts
        .iter()
        .filter(|post| says_more(post))
        .cloned()
        .collect();
    let mut options: Vec<(PostCode, String)> = words
        .posts
        .iter()
        .map(|post| {
            (
                post.code.clone(),
                format!("{} {}", post.code, post.name.in_lang(lang::current())),
            )
        })
        .collect();
    options.insert(0, (PostCode::default(), t!("cond-choose")));
    let blank = |_, _: &[_]| Post::default();
    let before: Vec<PostCode> = posts.iter().map(|post| post.code.clone()).collect();
    sheet.series(series, &mut posts, blank, |sheet, post| {
        let other = post.code.to_string();
        sheet.choose(
            Field::new("code", t!("form-post")),
            &mut post.code,
            options.clone(),
            other,
        );
        if post.code == PostCode::default() {
            sheet.wrong("code", Problem::NotChosen);
        }
        own_rules(sheet, &words, post);
        format!("{} {}", post.code, post.name.in_lang(lang::current()))
    });
    let nothing = Post::default();
    for post in &mut doc.posts {
        let own = posts.iter().find(|own| own.code == post.code);
        let gone = || Some(&nothing).filter(|_| before.contains(&post.code));
        if let Some(said) = own.or_else(gone).cloned() {
            post.eligibility = said.eligibility;
            post.employer = said.employer;
            post.note = said.note;
        }
    }
}

fn own_rules(sheet: &mut RuleForm, words: &RuleDocument, post: &mut Post) {
    sheet.maybe_text("employer", t!("form-employer"), &mut post.employer);
    sheet.maybe_text("note", t!("form-note"), &mut post.note);
    requirements(
        sheet,
        words,
        t!("form-post-requirements"),
        &mut post.eligibility,
    );
}
