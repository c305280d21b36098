//! The post table with its areas and pools, and what single posts ask for beyond it.

use super::{
    application::yes_or_no,
    post_lines::{posts_text, read_posts},
    requirements::requirements,
    scores::named,
};
use crate::{
    error::AppError,
    rule_editor::fields::{Control, rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{Area, AreaLevel, Pool, PoolCode, PoolKind, Post, PostCode, RuleDocument, Text},
};

pub(super) fn posts(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let stored = doc.clone();
    areas(sheet, doc);
    pools(sheet, doc);
    sheet.group(t!("post-table"));
    let field = Field::new("posts", t!("post-table")).hint(t!("posts-hint"));
    let before = posts_text(&stored);
    sheet.put(field, Control::Area(14), &before);
    // Lines that nobody touched mean the same posts, whatever their areas and pools are called now.
    let typed = sheet
        .answer("posts")
        .map(|typed| typed.replace("\r\n", "\n"));
    if let Some(typed) = typed.filter(|typed| typed != before.trim()) {
        match read_posts(doc, &typed) {
            Ok(posts) => doc.posts = posts,
            Err(AppError::Invalid(problems)) => sheet.problems.extend(problems),
            Err(_) => sheet.wrong("posts", Problem::NotATable),
        }
    }
    sheet.maybe_count(
        "stated_places",
        t!("form-stated-places"),
        &mut doc.stated_places,
    );
    special(sheet, &stored, doc);
}

fn areas(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let says = doc.areas.is_empty();
    sheet.fold("areas-all", t!("form-areas"), says, |sheet| {
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
            ],
            key: "code",
            spare: 3,
        };
        let blank = || Area {
            code: String::new().into(),
            name: Text::default(),
            level: AreaLevel::Street,
            inside: None,
        };
        sheet.list(table, &mut doc.areas, blank, |sheet, prefix, area| {
            sheet.code(&format!("{prefix}code"), t!("form-code"), &mut area.code);
            sheet.words(
                &format!("{prefix}name"),
                t!("form-name"),
                t!("form-name-en"),
                &mut area.name,
            );
            sheet.area_level(&format!("{prefix}level"), t!("form-level"), &mut area.level);
            sheet.maybe_area(
                &words,
                &format!("{prefix}inside"),
                t!("form-inside-area"),
                &mut area.inside,
            );
        });
    });
}

fn pools(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "pools",
        legend: t!("form-pools"),
        note: t!("form-pools-note"),
        add: t!("add-pool"),
    };
    let blank = |number: usize| Pool {
        code: format!("pool-{}", number + 1).into(),
        name: Text::default(),
        kind: PoolKind::Targeted,
        eligibility: Vec::new(),
        straight_to_interview: false,
        without_exam: false,
        stated_places: None,
        inside: None,
    };
    sheet.series(series, &mut doc.pools, blank, |sheet, pool| {
        sheet.code("code", t!("form-code"), &mut pool.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut pool.name);
        let kinds = vec![
            (PoolKind::Open, t!("pool-open")),
            (PoolKind::Targeted, t!("pool-targeted")),
        ];
        sheet.choose(
            Field::new("kind", t!("form-pool-kind")),
            &mut pool.kind,
            kinds,
            String::new(),
        );
        sheet.maybe_count(
            "stated_places",
            t!("form-pool-places"),
            &mut pool.stated_places,
        );
        let others = words.pools.iter().filter(|other| other.code != pool.code);
        let others = others.map(|other| {
            (
                Some(other.code.clone()),
                other.name.in_lang(lang::current()).to_owned(),
            )
        });
        let options = std::iter::once((None, t!("form-none")))
            .chain(others)
            .collect();
        let unknown = pool
            .inside
            .as_ref()
            .map(PoolCode::to_string)
            .unwrap_or_default();
        sheet.choose(
            Field::new("inside", t!("form-inside-pool")),
            &mut pool.inside,
            options,
            unknown,
        );
        sheet.tick(
            "straight",
            t!("form-straight"),
            &mut pool.straight_to_interview,
        );
        sheet.tick("no_exam", t!("form-without-exam"), &mut pool.without_exam);
        let says = !pool.eligibility.is_empty() || sheet.was_sent("requirements");
        sheet.fold("asked", t!("form-pool-requirements"), says, |sheet| {
            requirements(sheet, &words, String::new(), &mut pool.eligibility);
        });
        named(&pool.name)
    });
}

/// Whether a post says more than its line of the table.
fn says_more(post: &Post) -> bool {
    !post.eligibility.is_empty()
        || post.employer.is_some()
        || post.inside.is_some()
        || post.straight_to_interview.is_some()
        || post.without_exam.is_some()
        || post.note.is_some()
}

/// The posts that say more than their line, each with all of it.
fn special(sheet: &mut Sheet, stored: &RuleDocument, doc: &mut RuleDocument) {
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
    let blank = |_| Post::default();
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
    let stripped = |post: &Post| Post {
        eligibility: Vec::new(),
        employer: None,
        inside: None,
        straight_to_interview: None,
        without_exam: None,
        note: None,
        ..post.clone()
    };
    for post in &mut doc.posts {
        if let Some(own) = posts.iter().find(|own| own.code == post.code) {
            let Post {
                eligibility,
                employer,
                inside,
                straight_to_interview,
                without_exam,
                note,
                ..
            } = own.clone();
            *post = Post {
                eligibility,
                employer,
                inside,
                straight_to_interview,
                without_exam,
                note,
                ..post.clone()
            };
        } else if before.contains(&post.code) {
            *post = stripped(post);
        }
    }
}

fn own_rules(sheet: &mut Sheet, words: &RuleDocument, post: &mut Post) {
    sheet.maybe_text("employer", t!("form-employer"), &mut post.employer);
    let others = words.posts.iter().filter(|other| other.code != post.code);
    let others = others.map(|other| (Some(other.code.clone()), other.code.to_string()));
    let options = std::iter::once((None, t!("form-none")))
        .chain(others)
        .collect();
    let unknown = post
        .inside
        .as_ref()
        .map(PostCode::to_string)
        .unwrap_or_default();
    sheet.choose(
        Field::new("inside", t!("form-inside-post")),
        &mut post.inside,
        options,
        unknown,
    );
    yes_or_no(
        sheet,
        "straight",
        t!("form-straight"),
        &mut post.straight_to_interview,
    );
    yes_or_no(
        sheet,
        "no_exam",
        t!("form-without-exam"),
        &mut post.without_exam,
    );
    sheet.maybe_text("note", t!("form-note"), &mut post.note);
    requirements(
        sheet,
        words,
        t!("form-post-requirements"),
        &mut post.eligibility,
    );
}
