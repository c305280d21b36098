//! The forms of the rules as a browser sends them: nothing is lost on the way, buttons rearrange and keep what was typed.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod mends;
mod people;
mod questions;
mod selection;
mod stages;

use app::{
    platform::form::Typed,
    rule_editor::{
        families,
        fields::{ACT, Act, Block, Control, FormLayout, Item},
    },
};
use domain::rules::{Condition, Part, RuleDocument, differences};

fn notices() -> Vec<(String, RuleDocument)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/domain/tests/notices");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (
            name,
            RuleDocument::from_json(&std::fs::read(path).unwrap()).unwrap(),
        )
    };
    let mut all: Vec<_> = files.map(read).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(all.len() >= 42);
    all
}

fn demonstration() -> RuleDocument {
    RuleDocument::from_json(include_bytes!("../../domain/tests/notices/O03-demo.json")).unwrap()
}

/// What a browser sends from a form: what is shown, in the order of the page, and nothing else.
fn sent(laid: &FormLayout) -> Typed {
    fn item(form: &Typed, item: &Item, out: &mut Typed) {
        let (name, value) = (item.field.name.as_str(), form.get(&item.field.name));
        match &item.control {
            Control::Input | Control::Area(_) | Control::Hidden => out.add(name, value),
            Control::Tick if form.is_checked(name) => out.add(name, "yes"),
            Control::Tick => {}
            Control::Several(options) => {
                let ticked = options.iter().filter(|(value, _)| form.has(name, value));
                ticked.for_each(|(value, _)| out.add(name, value.as_str()));
            }
            Control::Select(options) => {
                let known = options
                    .iter()
                    .find(|(own, _)| own == value)
                    .or_else(|| options.first());
                out.add(name, known.map(|(own, _)| own.as_str()).unwrap_or_default());
            }
        }
    }
    let mut out = Typed::default();
    walk(
        &laid.blocks,
        &mut |own| item(&laid.form.typed, own, &mut out),
        &mut |_| {},
    );
    out
}

fn walk(blocks: &[Block], item: &mut impl FnMut(&Item), act: &mut impl FnMut(&Act)) {
    for block in blocks {
        match block {
            Block::Fields { items, .. } => items.iter().for_each(&mut *item),
            Block::Rows { rows, .. } => rows.iter().flatten().for_each(&mut *item),
            Block::Nest(nest) => {
                nest.acts.iter().for_each(&mut *act);
                walk(&nest.blocks, item, act);
            }
            Block::Showing(own) => act(own),
            Block::Adding { choice, acts } => {
                choice.iter().for_each(&mut *item);
                acts.iter().for_each(&mut *act);
            }
        }
    }
}

fn buttons(laid: &FormLayout) -> Vec<String> {
    let mut found = Vec::new();
    walk(&laid.blocks, &mut |_| {}, &mut |act| {
        found.push(act.value.clone());
    });
    found
}

fn open(doc: &RuleDocument, part: Part) -> FormLayout {
    families::lay_out(doc, part).unwrap()
}

fn press(
    doc: &RuleDocument,
    part: Part,
    laid: &FormLayout,
    button: &str,
) -> (RuleDocument, FormLayout) {
    let mut typed = sent(laid);
    typed.set(ACT, button);
    families::read(doc, part, &typed).unwrap()
}

fn set(laid: &mut FormLayout, name: &str, value: &str) {
    laid.form.typed.set(name, value);
}

/// The form with these boxes filled; what a choice shows is shown before the next box is filled.
fn filled<N: AsRef<str>>(
    doc: &RuleDocument,
    part: Part,
    mut laid: FormLayout,
    boxes: &[(N, &str)],
) -> FormLayout {
    for (name, value) in boxes {
        let name = name.as_ref();
        match name.strip_prefix("press ") {
            Some(button) => (_, laid) = press(doc, part, &laid, button),
            None => set(&mut laid, name, value),
        }
    }
    laid
}

fn read(doc: &RuleDocument, part: Part, laid: &FormLayout) -> RuleDocument {
    let (after, read) = families::read(doc, part, &sent(laid)).unwrap();
    assert_eq!(read.form.problems, []);
    after
}

/// What is wrong, by field.
fn wrong(doc: &RuleDocument, part: Part, laid: &FormLayout) -> Vec<String> {
    let (_, read) = families::read(doc, part, &sent(laid)).unwrap();
    read.form
        .problems
        .into_iter()
        .map(|problem| problem.field)
        .collect()
}

/// The choice whose boxes were not on the page yet.
fn unseen(doc: &RuleDocument, part: Part, laid: &FormLayout) -> Option<String> {
    let (_, read) = families::read(doc, part, &sent(laid)).unwrap();
    read.unseen
}

#[test]
fn every_part_of_every_notice_comes_back_from_its_form_as_it_was() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let Some(laid) = families::lay_out(&doc, part) else {
                continue;
            };
            assert_eq!(laid.form.problems, [], "{name} {part:?}");
            let (after, read) = families::read(&doc, part, &sent(&laid)).unwrap();
            assert_eq!(read.form.problems, [], "{name} {part:?}");
            assert_eq!(differences(&doc, &after), [], "{name} {part:?}");
        }
    }
}

#[test]
fn every_name_of_a_form_is_there_once() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let Some(laid) = families::lay_out(&doc, part) else {
                continue;
            };
            let mut names = Vec::new();
            walk(
                &laid.blocks,
                &mut |item| names.push(item.field.name.clone()),
                &mut |_| {},
            );
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all, "{name} {part:?}");
        }
    }
}

#[test]
fn after_every_button_the_form_that_is_shown_says_the_same_rules() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let Some(laid) = families::lay_out(&doc, part) else {
                continue;
            };
            // One of each kind: the third requirement moves like the second.
            let kind = |button: &String| {
                button
                    .chars()
                    .filter(|c| !c.is_ascii_digit())
                    .collect::<String>()
            };
            let mut seen = std::collections::BTreeSet::new();
            for button in buttons(&laid)
                .into_iter()
                .filter(|button| seen.insert(kind(button)))
            {
                let (once, shown) = press(&doc, part, &laid, &button);
                let (again, _) = families::read(&doc, part, &sent(&shown)).unwrap();
                assert_eq!(differences(&once, &again), [], "{name} {part:?} {button}");
            }
        }
    }
}

#[test]
fn what_goes_down_comes_up_again() {
    for (name, doc) in notices() {
        for part in Part::all() {
            let Some(laid) = families::lay_out(&doc, part) else {
                continue;
            };
            for down in buttons(&laid)
                .into_iter()
                .filter(|button| button.contains(":down:"))
            {
                let up = down.replace(":down:", ":up:");
                let (_, shown) = press(&doc, part, &laid, &down);
                let (after, _) = press(&doc, part, &shown, &up);
                assert_eq!(differences(&doc, &after), [], "{name} {part:?} {down}");
            }
        }
    }
}

#[test]
fn a_button_keeps_what_was_typed_even_where_it_cannot_be_read() {
    let doc = demonstration();
    let mut laid = families::lay_out(&doc, Part::Eligibility).unwrap();
    let date = names(&laid)
        .into_iter()
        .find(|name| name.ends_with("-from"))
        .unwrap();
    set(&mut laid, &date, "去年春天");
    let (_, shown) = press(&doc, Part::Eligibility, &laid, "requirements:add");
    assert_eq!(shown.form.typed.get(&date), "去年春天");
    assert_eq!(
        shown.form.problems,
        [],
        "nobody is told off while the form is arranged"
    );
    let (_, read) = families::read(&doc, Part::Eligibility, &sent(&shown)).unwrap();
    assert!(
        read.form
            .problems
            .iter()
            .any(|problem| problem.field == date),
        "but it is not saved like that"
    );
}

fn names(laid: &FormLayout) -> Vec<String> {
    let mut names = Vec::new();
    walk(
        &laid.blocks,
        &mut |item| names.push(item.field.name.clone()),
        &mut |_| {},
    );
    names
}

/// The value of the choice that is called so.
fn choice(laid: &FormLayout, field: &str, label: &str) -> String {
    let mut found = None;
    walk(
        &laid.blocks,
        &mut |item| {
            if item.field.name == field
                && let Control::Select(options) = &item.control
            {
                found = options
                    .iter()
                    .find(|(_, own)| own == label)
                    .map(|(value, _)| value.clone());
            }
        },
        &mut |_| {},
    );
    found.unwrap_or_else(|| panic!("{label} in {field}"))
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn a_requirement_is_written_from_nothing_by_buttons_and_boxes() {
    let doc = RuleDocument {
        eligibility: vec![],
        ..demonstration()
    };
    let part = Part::Eligibility;
    let laid = families::lay_out(&doc, part).unwrap();
    let (_, mut laid) = press(&doc, part, &laid, "requirements:add");
    set(&mut laid, "requirements-0-title", "年龄");
    let born = choice(&laid, "requirements-0-when-0-new", "出生日期（日期范围）");
    set(&mut laid, "requirements-0-when-0-new", &born);
    let (_, mut laid) = press(&doc, part, &laid, "requirements-0-when:add:0");
    let from = names(&laid)
        .into_iter()
        .find(|name| name.ends_with("-from"))
        .unwrap();
    set(&mut laid, &from, "1985-03");
    let row = from
        .trim_end_matches("-from")
        .rsplit('-')
        .next()
        .unwrap()
        .to_owned();
    // Beside it a group of which one must hold, and into it something whose opposite is asked for.
    let (_, laid) = press(
        &doc,
        part,
        &laid,
        &format!("requirements-0-when:group:{row}"),
    );
    let group = names(&laid)
        .into_iter()
        .rfind(|name| name.ends_with("-mode"))
        .unwrap();
    let group = group
        .trim_end_matches("-mode")
        .rsplit('-')
        .next()
        .unwrap()
        .to_owned();
    let field = format!("requirements-0-when-{group}-new");
    let mut laid = laid;
    let fact = doc
        .facts
        .iter()
        .find(|fact| fact.kind == domain::rules::FactKind::YesNo)
        .unwrap();
    let said = choice(&laid, &field, &format!("{}：是", fact.label.zh));
    set(&mut laid, &field, &said);
    let (_, mut laid) = press(
        &doc,
        part,
        &laid,
        &format!("requirements-0-when:add:{group}"),
    );
    let not = names(&laid)
        .into_iter()
        .rfind(|name| name.ends_with("-not"))
        .unwrap();
    set(&mut laid, &not, "yes");
    let (after, read) = families::read(&doc, part, &sent(&laid)).unwrap();
    assert_eq!(read.form.problems, []);
    let requirement = &after.eligibility[0];
    assert_eq!(requirement.title.zh, "年龄");
    let json = serde_json::to_value(&requirement.condition).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"all": [
            {"date": {"fact": "birth_date", "from": {"on": "1985-03", "inclusive": true}}},
            {"any": [{"not": {"yes": fact.key}}]},
        ]})
    );
    assert_eq!(after.facts, doc.facts);
}

#[test]
fn a_question_that_is_missing_is_added_where_it_is_needed() {
    let doc = demonstration();
    let part = Part::Exclusions;
    let laid = families::lay_out(&doc, part).unwrap();
    let (_, mut laid) = press(&doc, part, &laid, "new-facts:add");
    set(&mut laid, "new-facts-0-key", "volunteer");
    set(&mut laid, "new-facts-0-label", "是否注册志愿者");
    let (_, laid) = press(&doc, part, &laid, "exclusions:add");
    let field = names(&laid)
        .into_iter()
        .rfind(|name| name.ends_with("-when-0-new"))
        .unwrap();
    let mut laid = laid;
    let said = choice(&laid, &field, "是否注册志愿者：是");
    set(&mut laid, &field, &said);
    let (_, mut laid) = press(
        &doc,
        part,
        &laid,
        &format!("{}:add:0", field.trim_end_matches("-0-new")),
    );
    let clause = field.replace("when-0-new", "clause");
    set(&mut laid, &clause, "注册志愿者不得报考。");
    let (after, read) = families::read(&doc, part, &sent(&laid)).unwrap();
    assert_eq!(read.form.problems, []);
    assert_eq!(after.facts.last().unwrap().key.as_str(), "volunteer");
    assert_eq!(
        after.exclusions.last().unwrap().when,
        Condition::Yes("volunteer".into())
    );
}

#[test]
fn adding_without_a_choice_is_told_beside_the_choice() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Eligibility).unwrap();
    let button = buttons(&laid)
        .into_iter()
        .find(|button| button.contains("-when:add:"))
        .unwrap();
    let (after, shown) = press(&doc, Part::Eligibility, &laid, &button);
    assert_eq!(differences(&doc, &after), []);
    assert_eq!(shown.form.problems.len(), 1);
    assert!(shown.form.problems[0].field.ends_with("-new"));
}

#[test]
fn a_question_changes_its_kind_with_its_options() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Facts).unwrap();
    let (_, mut laid) = press(&doc, Part::Facts, &laid, "facts:add");
    let number = doc.facts.len();
    let field = |name: &str| format!("facts-{number}-{name}");
    set(&mut laid, &field("label"), "最高职称");
    set(&mut laid, &field("shape"), "\"choice\"");
    let (_, mut laid) = press(
        &doc,
        Part::Facts,
        &laid,
        &field("show").replace("-show", ":show"),
    );
    set(&mut laid, &field("options"), "none | 没有\n | 高级");
    assert_eq!(wrong(&doc, Part::Facts, &laid), [field("options")]);
    set(
        &mut laid,
        &field("options"),
        "none | 没有\nsenior | 高级 | Senior",
    );
    let (after, read) = families::read(&doc, Part::Facts, &sent(&laid)).unwrap();
    assert_eq!(read.form.problems, []);
    assert_eq!(after.facts[number].kind.options().len(), 2);
    assert_eq!(after.facts[..number], doc.facts);
}

#[test]
fn what_a_choice_calls_for_is_shown_before_anything_in_it_is_wrong() {
    let cases = [
        (Part::Bonus, "items:add", "items-N-by", "\"bands\""),
        (Part::Stages, "stages:add", "stages-N-scoring", "\"points\""),
        (Part::Stages, "stages:add", "stages-N-scoring", "\"panel\""),
        (Part::Facts, "facts:add", "facts-N-shape", "\"choice\""),
        (
            Part::Total,
            "ties-keys:add",
            "ties-keys-N-key",
            "\"status\"",
        ),
        (
            Part::Decisions,
            "decisions:add",
            "decisions-N-value",
            "\"places\"",
        ),
    ];
    let doc = demonstration();
    for (part, add, choice, value) in cases {
        let (_, mut laid) = press(&doc, part, &open(&doc, part), add);
        let mut choices = names(&laid).into_iter().filter(|name| like(name, choice));
        let choice = choices.next_back().unwrap();
        let (_, before) = families::read(&doc, part, &sent(&laid)).unwrap();
        set(&mut laid, &choice, value);
        let (_, shown) = families::read(&doc, part, &sent(&laid)).unwrap();
        assert_eq!(shown.unseen.as_ref(), Some(&choice), "{choice} {value}");
        let old = names(&laid);
        for found in &shown.form.problems {
            assert!(old.contains(&found.field), "{found:?} was on the page");
        }
        assert!(names(&shown).len() > 1 && before.unseen.is_none());
        let (_, again) = families::read(&doc, part, &sent(&shown)).unwrap();
        assert_eq!(again.unseen, None, "{choice} {value} was shown");
    }
}

/// Whether a name is this one, with some number for N.
fn like(name: &str, pattern: &str) -> bool {
    let (before, after) = pattern.split_once('N').unwrap();
    let number = name
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after));
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

#[test]
fn a_code_has_no_spaces_and_words_have_a_length() {
    let (doc, part) = (demonstration(), Part::Stages);
    let long = |length: usize| "长".repeat(length);
    for (name, fits, bad) in [
        ("stages-0-code", "written", "written test".to_owned()),
        ("stages-0-code", "written", "w".repeat(65)),
        ("stages-0-name", &long(200), long(201)),
        ("stages-0-name_en", "Written", long(201)),
        ("stages-0-clause", &long(2_000), long(2_001)),
    ] {
        let mut laid = open(&doc, part);
        set(&mut laid, name, &bad);
        assert_eq!(wrong(&doc, part, &laid), [name]);
        set(&mut laid, name, fits);
        assert_eq!(wrong(&doc, part, &laid), [""; 0], "{name}");
    }
    // What stands in the rules already keeps nobody from changing the rest.
    let mut doc = demonstration();
    doc.stages[0].name.zh = long(300);
    doc.stages[0].code = "written test".into();
    let laid = open(&doc, part);
    assert_eq!(read(&doc, part, &laid), doc);
}

#[test]
fn a_forged_form_is_no_way_in() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Eligibility).unwrap();
    for (name, value) in [
        ("requirements-0-when-shape", "0(((((("),
        ("requirements-0-when-0-test", "{\"all\":[]}"),
        ("requirements-0-when-0-test", "{"),
        ("requirements", "99999999999999999999 x 0 0 0"),
        (ACT, "requirements:remove:77"),
        (ACT, "requirements-0-when:add:77"),
        (ACT, "requirements-0-when:remove:x"),
        (ACT, ":::"),
    ] {
        let mut typed = sent(&laid);
        typed.set(name, value);
        let (after, read) = families::read(&doc, Part::Eligibility, &typed).unwrap();
        if name != "requirements" {
            let unchanged = differences(&doc, &after).is_empty();
            assert!(
                unchanged || !read.form.problems.is_empty(),
                "{name}={value}"
            );
        }
    }
}

#[test]
fn a_step_function_is_a_table_of_rows() {
    let (doc, part) = (demonstration(), Part::Stages);
    let laid = families::lay_out(&doc, part).unwrap();
    let of_steps = [("stages-0-cut-quota", "\"steps\"")];
    let laid = filled(&doc, part, laid, &of_steps);
    assert_eq!(
        wrong(&doc, part, &laid)[0],
        "stages-0-cut-quota_steps-0-each",
        "steps without a row"
    );
    let rows = [
        ("stages-0-cut-quota_steps-0-up_to", "5"),
        ("stages-0-cut-quota_steps-0-each", "1：3"),
        ("stages-0-cut-quota_steps-1-people", "15"),
        ("stages-0-cut-quota_steps-1-each", "2"),
        ("stages-0-cut-quota_steps-1-beyond", "5"),
    ];
    let mut laid = filled(&doc, part, laid, &rows);
    let after = read(&doc, part, &laid);
    let quota = serde_json::to_value(&after.stages[0].cut.as_ref().unwrap().quota).unwrap();
    assert_eq!(
        quota,
        serde_json::json!({"steps": [
            {"up_to": 5, "people": 0, "per_place": "3", "beyond": 0},
            {"people": 15, "per_place": "2", "beyond": 5},
        ]})
    );
    set(&mut laid, "stages-0-cut-quota_steps-1-each", "两倍");
    assert_eq!(
        wrong(&doc, part, &laid)[0],
        "stages-0-cut-quota_steps-1-each"
    );
}

#[test]
fn the_correction_between_rooms_has_a_box_for_every_figure() {
    let (doc, part) = (demonstration(), Part::Stages);
    let laid = families::lay_out(&doc, part).unwrap();
    let boxes = [
        ("stages-1-panel-rooms-stated", "yes"),
        ("stages-1-panel-rooms-method", "\"add\""),
        ("stages-1-panel-rooms-unit", "\"room_and_sitting\""),
        ("stages-1-panel-rooms-overall", "\"of_rooms\""),
        ("stages-1-panel-rooms-across", "\"campaign\""),
        ("stages-1-panel-rooms-overall_trim_highest", "1"),
        ("stages-1-panel-rooms-room_trim_lowest", "2"),
        ("stages-1-panel-rooms-outliers", "\"outside\""),
        ("press stages-1-panel-rooms:show", ""),
        ("stages-1-panel-rooms-below", "30"),
        ("stages-1-panel-rooms-above", ""),
        ("stages-1-panel-rooms-mean", "4"),
        ("stages-1-panel-rooms-coefficient", "4"),
        ("stages-1-panel-rooms-corrected", "2"),
        ("stages-1-panel-rooms-cap", "true"),
        ("stages-1-panel-rooms-clause", "按考场修正。"),
    ];
    let mut laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["stages-1-panel-rooms-above"]);
    set(&mut laid, "stages-1-panel-rooms-above", "95.5");
    let after = read(&doc, part, &laid);
    let panel = match &after.stages[1].scoring {
        Some(domain::rules::Scoring::Panel(panel)) => panel,
        other => panic!("{other:?}"),
    };
    let rule = serde_json::to_value(&panel.correction).unwrap();
    assert_eq!(
        rule,
        serde_json::json!({
            "clause": "按考场修正。", "method": "add", "across": "campaign", "overall": "of_rooms",
            "overall_trim": {"highest": 1, "lowest": 0}, "room_trim": {"highest": 0, "lowest": 2},
            "outliers": {"outside": {"below": "30.00", "above": "95.50"}}, "unit": "room_and_sitting",
            "mean": {"decimals": 4, "mode": "half_up"}, "coefficient": {"decimals": 4, "mode": "half_up"},
            "corrected": {"decimals": 2, "mode": "half_up"}, "cap": true,
        })
    );
}

#[test]
fn those_whom_a_status_puts_first_are_said_by_a_condition() {
    let (doc, part) = (demonstration(), Part::Total);
    let laid = families::lay_out(&doc, part).unwrap();
    let (_, mut laid) = press(&doc, part, &laid, "ties-keys:add");
    let number = doc.ties.as_ref().unwrap().keys.len();
    let key = format!("ties-keys-{number}");
    set(&mut laid, &format!("{key}-key"), "\"status\"");
    let (_, mut laid) = press(&doc, part, &laid, &format!("{key}:show"));
    set(&mut laid, &format!("{key}-status-name"), "退役军人");
    let field = format!("{key}-status-when-0-new");
    let fact = doc
        .facts
        .iter()
        .find(|fact| fact.kind == domain::rules::FactKind::YesNo)
        .unwrap();
    let said = choice(&laid, &field, &format!("{}：是", fact.label.zh));
    set(&mut laid, &field, &said);
    let (_, laid) = press(&doc, part, &laid, &format!("{key}-status-when:add:0"));
    let after = read(&doc, part, &laid);
    let key = serde_json::to_value(after.ties.unwrap().keys.last().unwrap()).unwrap();
    assert_eq!(
        key,
        serde_json::json!({"status": {"name": "退役军人", "when": {"yes": fact.key}}})
    );
}

#[test]
fn every_part_but_the_whole_has_a_form() {
    for part in Part::all() {
        assert_eq!(
            families::lay_out(&demonstration(), part).is_some(),
            part != Part::All,
            "{part:?}"
        );
    }
}
