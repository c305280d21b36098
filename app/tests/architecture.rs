//! The laws of the house, read from the source: who may use whom, and what may stand where.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Every folder and file of `src`: the ground floor, the capabilities in the order of a recruitment, the roof. Each uses
/// only what stands before it.
const ORDER: [&str; 23] = [
    "error",
    "entity",
    "platform",
    "addresses",
    "ui",
    "settings",
    "accounts",
    "audit",
    "notifications",
    "tx",
    "campaigns",
    "rule_editor",
    "applications",
    "admission",
    "marking",
    "interviews",
    "ranking",
    "publication",
    "certificates",
    "dry_run",
    "overview",
    "routes",
    "testing",
];

/// What stands on the ground floor is there for all, in every part.
const GROUND: [&str; 5] = ["error", "entity", "platform", "addresses", "ui"];

/// What stands above all, or above those whom it joins: it takes what they show of themselves.
const ROOF: [&str; 3] = ["tx", "routes", "testing"];

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    assert!(!found.is_empty());
    found
}

/// The code of a file, without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default()
}

fn name(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The capability that a file belongs to, and its room.
fn place(path: &Path) -> (String, String) {
    let relative = name(path);
    let mut parts = relative.split('/').skip(1);
    let capability = parts
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs")
        .to_owned();
    let room = parts
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs")
        .to_owned();
    (capability, room)
}

/// `crate::a::b` and the members of `use crate::{a::…, b::…}`, as (capability, room).
fn uses(text: &str) -> BTreeSet<(String, String)> {
    // Another name for the same thing is no other thing.
    let flat: String = text.replace(" as ", "@").split_whitespace().collect();
    let mut found = BTreeSet::new();
    let word = |s: &str| -> String {
        s.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    for after in flat.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            for member in members(group) {
                let first = word(&member);
                let rest = member[first.len()..].trim_start_matches("::").to_owned();
                for inner in rest
                    .strip_prefix('{')
                    .map_or_else(|| vec![rest.clone()], members)
                {
                    found.insert((first.clone(), word(&inner)));
                }
            }
        } else {
            let first = word(after);
            let rest = after[first.len()..].trim_start_matches("::");
            for inner in rest
                .strip_prefix('{')
                .map_or_else(|| vec![rest.to_owned()], members)
            {
                found.insert((first.clone(), word(&inner)));
            }
        }
    }
    found
}

/// The members of a brace group, given what follows its opening brace.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut found, mut current) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(std::mem::take(&mut current));
                continue;
            }
            _ => {}
        }
        current.push(c);
    }
    found.push(current);
    found.retain(|m| !m.is_empty());
    found
}

#[test]
fn everything_uses_only_what_stands_before_it_and_no_capability_anothers_routes_or_views() {
    let rank = |folder: &str| ORDER.iter().position(|own| *own == folder);
    for (path, text) in files("src") {
        let (own, _) = place(&path);
        if own == "lib" {
            continue;
        }
        let own_rank = rank(&own).unwrap_or_else(|| panic!("{own} has no place in the order"));
        for (other, room) in uses(code(&text)) {
            // What `lib.rs` itself exports is a macro of the ground floor.
            let Some(other_rank) = rank(&other).filter(|_| other != own) else {
                continue;
            };
            assert!(
                other_rank < own_rank,
                "{} uses {other}, which comes later",
                name(&path)
            );
            let room_is_open = room == "queries"
                || room == "commands"
                || room.chars().next().is_some_and(char::is_uppercase);
            let is_open = GROUND.contains(&other.as_str())
                || room_is_open
                || ROOF.contains(&own.as_str()) && room != "routes" && room != "views";
            assert!(is_open, "{} uses {other}::{room}", name(&path));
        }
    }
}

#[test]
fn nothing_is_committed_without_its_event() {
    let commit = ["src/tx.rs", "src/platform/tx.rs"];
    nowhere("src", &["commit_rows"], &commit, "commit with an event");
}

fn nowhere(folder: &str, forbidden: &[&str], except: &[&str], law: &str) {
    for (path, text) in files(folder) {
        let file = name(&path);
        if except.iter().any(|allowed| file.ends_with(allowed)) {
            continue;
        }
        for word in forbidden {
            assert!(!code(&text).contains(word), "{law}: {file} contains {word}");
        }
    }
}

#[test]
fn domain_is_pure() {
    let impure = [
        "sea_orm",
        "axum",
        "tokio",
        "Utc::now",
        "Local::now",
        "SystemTime",
        "rand::",
        "std::fs",
        "std::env",
        "println!",
    ];
    nowhere(
        "domain/src",
        &impure,
        &[],
        "no clock, randomness, ORM or I/O in domain",
    );
}

#[test]
fn the_clock_is_read_in_one_place_only() {
    nowhere(
        "src",
        &["SystemTime::now", "Utc::now", "Local::now"],
        &["platform/clock.rs"],
        "one clock",
    );
}

#[test]
fn views_hold_no_sql_and_no_clock() {
    for (path, text) in files("src") {
        if name(&path).contains("/views") {
            for word in ["sea_orm", "Entity::", "Tx::", ".clock", ".await"] {
                assert!(
                    !code(&text).contains(word),
                    "{} contains {word}",
                    name(&path)
                );
            }
        }
    }
}

/// What a file of views shows to the doors: `pub fn`, and in the room's own file whatever is more than private.
fn shown_to_doors<'a>(file: &str, text: &'a str) -> Vec<&'a str> {
    let is_room = file.ends_with("/views.rs") || file.ends_with("/views/mod.rs");
    let heads = text.split("\npub").skip(1);
    let open = heads.filter_map(|rest| match rest.strip_prefix('(') {
        Some(narrowed) => narrowed
            .split_once(") ")
            .map(|(_, item)| item)
            .filter(|_| is_room),
        None => rest.strip_prefix(' '),
    });
    let item = |item: &'a str| {
        item.strip_prefix("const ")
            .unwrap_or(item)
            .strip_prefix("fn ")
    };
    open.filter_map(item).collect()
}

#[test]
fn a_page_is_written_for_a_reader() {
    for (path, text) in files("src") {
        let file = name(&path);
        if !file.contains("/views") {
            continue;
        }
        for word in ["Ctx", "SharedApp", "Display"] {
            assert!(
                !code(&text).contains(word),
                "{file} contains {word}: a view has a reader and data"
            );
        }
        for shown in shown_to_doors(&file, code(&text)) {
            let (called, takes) = shown.split_once('(').unwrap();
            let first = takes.split([',', ')']).next().unwrap_or_default();
            assert!(
                first.trim().ends_with(": &Reader"),
                "{file}: {called} is open to the doors and takes no reader first"
            );
        }
    }
}

/// Where sentences are at home: whoever calls them writes for a reader already.
const SENTENCES: [&str; 6] = [
    "/views",
    "src/ui/",
    "src/notifications/words.rs",
    "src/rule_editor/fields/",
    "src/rule_editor/families/",
    "src/rule_editor/mends/",
];

#[test]
fn words_are_said_for_a_reader_only() {
    // What takes the reader without looking, and what is kept in both languages.
    let said = ["|_| t!(", "words::answer(|| t!("];
    for (path, text) in files("src") {
        let file = name(&path);
        if SENTENCES.iter().any(|home| file.contains(home)) {
            continue;
        }
        // What ends in the first column is a whole function.
        for function in code(&text).split("\n}\n") {
            let rest = said
                .iter()
                .fold(function.to_owned(), |rest, own| rest.replace(own, ""));
            let speaks = [" t!(", "(t!(", "lang::current()"];
            let speaks = speaks.iter().any(|word| rest.contains(word));
            assert!(
                !speaks || rest.contains("Reader") || rest.contains("|reader|"),
                "{file}: words without a reader in {function}"
            );
        }
    }
}

#[test]
fn what_counts_for_a_post_is_derived_in_one_place() {
    let by_hand = [
        "CompleteRules::of",
        "straight_to_interview.unwrap_or",
        "without_exam.unwrap_or",
    ];
    let flat = |text: &str| code(text).split_whitespace().collect::<String>();
    for folder in ["src", "domain/src", "../server/src"] {
        for (path, text) in files(folder) {
            let file = name(&path);
            if file.starts_with("domain/src/rules/") {
                continue;
            }
            let text = flat(&text);
            for word in by_hand {
                assert!(
                    !text.contains(word),
                    "{file} derives a post's rules itself: ask RuleDocument::for_post"
                );
            }
        }
    }
}

#[test]
fn views_derive_no_rules() {
    for (path, text) in files("src") {
        let file = name(&path);
        if !file.contains("/views") {
            continue;
        }
        for word in ["PostRules", "TieKey", "lint(", "differences("] {
            assert!(
                !code(&text).contains(word),
                "{file} contains {word}: the domain decides, a view shows"
            );
        }
    }
}

#[test]
fn only_commands_write() {
    for (path, text) in files("src") {
        let file = name(&path);
        let may_write = [
            "commands",
            "staff.rs",
            "platform/",
            "outbox.rs",
            "entity/",
            "testing",
        ]
        .iter()
        .any(|w| file.contains(w));
        if !may_write {
            for word in [
                "ActiveModel",
                "Tx::begin",
                ".insert(&",
                "delete_many",
                "update_many",
            ] {
                assert!(!code(&text).contains(word), "{file} contains {word}");
            }
        }
    }
}

#[test]
fn a_text_area_is_written_in_one_place_because_rendering_leaves_it_unescaped() {
    nowhere("src", &["<textarea"], &["ui/forms.rs"], "one text area");
}

#[test]
fn the_server_writes_no_sql() {
    nowhere(
        "../server/src",
        &["sea_orm::", "sqlx::", "SELECT ", "INSERT "],
        &[],
        "no SQL in server",
    );
    nowhere("src", &["lettre"], &[], "mail is sent by the server only");
    nowhere(
        "../server/src",
        &["lettre"],
        &["server/src/mail.rs"],
        "mail is sent in one file",
    );
}

#[test]
fn words_of_pages_stand_in_locales() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let apart = [
        "/say.rs",
        "/say/",
        "/testing/",
        "/tests.rs",
        "server/src/seed/",
    ];
    for folder in ["src", "../server/src"] {
        for (path, text) in files(folder) {
            let file = name(&path);
            if apart.iter().any(|allowed| file.contains(allowed)) {
                continue;
            }
            let mut lines = (1..).zip(code(&text).lines());
            let found = lines.find(|(_, line)| line.contains(han));
            assert!(
                found.is_none(),
                "{file}: words of pages stand in locales, words of the domain in say.rs: {found:?}"
            );
        }
    }
}

#[test]
fn files_stay_readable() {
    for folder in ["src", "domain/src", "../server/src", "../migrations/src"] {
        for (path, text) in files(folder) {
            let file = name(&path);
            let ceiling = if file.contains("/views") { 400 } else { 300 };
            let lines = code(&text).lines().count();
            assert!(
                lines <= ceiling,
                "{file} has {lines} lines: cut it by meaning"
            );
            assert!(
                text.starts_with("//!") || file.ends_with("testing.rs"),
                "{file} does not say what it is"
            );
        }
    }
}

/// Whose words stand apart from its code: a folder, and in which files of it words may stand beside `say.rs` and `say/`.
const WORDED: &[(&str, &[&str])] = &[("domain/src", &[])];

#[test]
fn words_of_the_domain_stand_in_say_files() {
    for (folder, open) in WORDED {
        for (path, text) in files(folder) {
            let file = name(&path);
            let is_open = open.iter().any(|own| file.contains(own));
            if is_open || is_worded(&file) || is_tests(&file) {
                continue;
            }
            for (line, words) in code(&text).lines().enumerate() {
                assert!(
                    !words.chars().any(is_han) && !escapes_han(words),
                    "{file}, line {}: words stand in say.rs, comments are English: {}",
                    line + 1,
                    words.trim()
                );
            }
        }
    }
}

fn is_worded(file: &str) -> bool {
    file.ends_with("/say.rs") || file.contains("/say/")
}

fn is_tests(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.contains("/tests/")
}

/// A character of Chinese writing, the rare ones included; its punctuation and full-width digits are none.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether a line writes one by its number.
fn escapes_han(line: &str) -> bool {
    line.split("\\u{").skip(1).any(|rest| {
        let digits = rest.split('}').next().unwrap_or_default();
        let number = u32::from_str_radix(digits, 16).ok();
        number.and_then(char::from_u32).is_some_and(is_han)
    })
}

/// The code of a file without its table of doors, and that table.
fn without_doors(text: &str) -> (String, &str) {
    let table = "pub fn doors() -> Doors {";
    let Some((before, rest)) = text.split_once(table) else {
        return (text.to_owned(), "");
    };
    let (doors, after) = rest.split_once("\n}\n").unwrap_or((rest, ""));
    (format!("{before}\n{after}"), doors)
}

/// The first words of the addresses that stand in a text between quotes.
fn first_words(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| !line.trim().starts_with("//"));
    let addresses = lines.flat_map(|line| line.split("\"/").skip(1));
    let ends = |c: char| !c.is_alphanumeric() && !"-_.".contains(c);
    let words = addresses.map(|rest| rest.split(ends).next().unwrap_or_default());
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn an_address_is_written_once_and_in_the_table_of_its_door() {
    let sources = files("src");
    let doors = sources.iter().map(|(_, text)| without_doors(code(text)).1);
    let known: BTreeSet<&str> = doors.flat_map(first_words).collect();
    assert!(known.contains("desk") && known.contains("my"));
    for (path, text) in &sources {
        let file = name(path);
        if file.starts_with("src/addresses/") || file.starts_with("src/testing/") {
            continue;
        }
        let (rest, _) = without_doors(code(text));
        let typed: Vec<_> = first_words(&rest).intersection(&known).copied().collect();
        assert!(
            typed.is_empty(),
            "{file} types addresses by hand: /{typed:?}; they are functions of app/src/addresses"
        );
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore"];
    for folder in ["src", "domain/src", "../server/src", "../migrations/src"] {
        nowhere(folder, &marks, &[], "nothing is left for later");
    }
}
