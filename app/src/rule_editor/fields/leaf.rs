//! The rows of a condition that ask for one thing: which there are, how they are called, and their fields.

mod choices;

use super::{amounts, blocks::Control, pick::fact_label, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
pub(super) use choices::{carried, offered};
use domain::{
    Problem,
    rules::{
        AreaOf, Condition, DayRef, FactKind, LevelTest, NumberTest, OneOfTest, PostCode,
        RuleDocument, SameAreaTest,
    },
    time::{DateBound, PartialDate},
};

/// What a row is about.
pub(super) fn name(words: &RuleDocument, test: &Condition) -> String {
    let label = |fact| fact_label(words, fact);
    match test {
        Condition::Yes(fact) => t!("form-when-yes", fact = label(fact)),
        Condition::Date(test) => t!("cond-date", fact = label(&test.fact)),
        Condition::Number(test) => label(&test.fact),
        Condition::Level(test) => t!("cond-level", fact = label(&test.fact)),
        Condition::OneOf(test) => t!("cond-one-of", fact = label(&test.fact)),
        Condition::Elapsed(test) => match &test.since {
            DayRef::Fact(fact) => t!("cond-elapsed", since = label(fact)),
            DayRef::After(_) | DayRef::Day(_) | DayRef::Named(_) => t!("cond-elapsed-days"),
        },
        Condition::Amount(_) => t!("cond-amount"),
        Condition::InArea(test) => t!("cond-in-area", fact = label(&test.fact)),
        Condition::SameArea(test) => t!("cond-same-area", fact = label(&test.fact)),
        Condition::Post(_) => t!("cond-post"),
        Condition::Pool(_) => t!("cond-pool"),
        Condition::PostIn(_) => t!("cond-post-in"),
        Condition::QualifiesFor(_) => t!("cond-qualifies"),
        Condition::Defined(name) => {
            let known = words.definitions.iter().find(|known| known.name == *name);
            known.map_or_else(
                || name.to_string(),
                |known| known.label.in_lang(lang::current()).to_owned(),
            )
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => t!("cond-group"),
    }
}

pub(super) fn fields(sheet: &mut RuleForm, words: &RuleDocument, test: &mut Condition) {
    match test {
        Condition::Date(test) => {
            bound(sheet, "from", t!("cond-from"), &mut test.from);
            bound(sheet, "until", t!("cond-until"), &mut test.until);
        }
        Condition::Number(test) => number(sheet, test),
        Condition::Level(test) => level(sheet, words, test),
        Condition::OneOf(test) => one_of(sheet, words, test),
        Condition::Elapsed(test) => {
            sheet.day_ref(words, "since", t!("cond-since"), &mut test.since);
            sheet.day_ref(words, "to", t!("cond-to"), &mut test.until);
            sheet.span("least", t!("cond-span-least"), &mut test.at_least);
            sheet.span("less", t!("cond-span-less"), &mut test.less_than);
        }
        Condition::Amount(test) => amounts::fields(sheet, words, test),
        Condition::InArea(test) => {
            sheet.areas(words, "areas", t!("cond-areas"), &mut test.areas);
            some(sheet, "areas", test.areas.is_empty());
        }
        Condition::SameArea(test) => same_area(sheet, words, test),
        Condition::Post(codes) => {
            sheet.posts(words, "posts", t!("cond-post"), codes);
            some(sheet, "posts", codes.is_empty());
        }
        Condition::Pool(codes) => {
            sheet.pools(words, "pools", t!("cond-pool"), codes);
            some(sheet, "pools", codes.is_empty());
        }
        Condition::PostIn(codes) => {
            sheet.areas(words, "areas", t!("cond-post-in"), codes);
            some(sheet, "areas", codes.is_empty());
        }
        Condition::QualifiesFor(post) => qualifies(sheet, words, post),
        Condition::Yes(_) | Condition::Defined(_) => {}
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
    }
}

fn one_of(sheet: &mut RuleForm, words: &RuleDocument, test: &mut OneOfTest) {
    let known = words.fact(&test.fact).map(|def| def.kind.options());
    let offered = known.unwrap_or_default().iter().map(|option| {
        let label = option.label.in_lang(lang::current());
        (option.code.clone(), label.to_owned())
    });
    let offered = offered.collect();
    sheet.codes("options", t!("cond-options"), offered, &mut test.options);
    some(sheet, "options", test.options.is_empty());
}

fn qualifies(sheet: &mut RuleForm, words: &RuleDocument, post: &mut PostCode) {
    let offered = words.posts.iter().map(|post| {
        let name = post.name.in_lang(lang::current());
        (post.code.clone(), format!("{} {name}", post.code))
    });
    let (offered, other) = (offered.collect(), post.to_string());
    let field = Field::new("post", t!("cond-qualifies"));
    sheet.choose(field, post, offered, other);
}

/// A list of which nothing was chosen asks for nothing.
fn some(sheet: &mut RuleForm, name: &str, empty: bool) {
    if empty && sheet.answer(name).is_some() && !sheet.is_wrong(name) {
        sheet.wrong(name, Problem::NotChosen);
    }
}

/// A day, month or year, and whether it belongs to the window itself.
fn bound(sheet: &mut RuleForm, name: &str, label: String, own: &mut Option<DateBound>) {
    let value = own.map(|bound| bound.on.to_string()).unwrap_or_default();
    let included = t!("form-inclusive", bound = label.as_str());
    let field = Field::new(name, label)
        .hint(t!("form-bound-hint"))
        .width("input--11");
    sheet.put(field, Control::Input, &value);
    let mut inclusive = own.is_none_or(|bound| bound.inclusive);
    sheet.tick(&format!("{name}_inclusive"), included, &mut inclusive);
    match sheet.answer(name) {
        None => {}
        Some("") => *own = None,
        Some(text) => match text.parse::<PartialDate>() {
            Ok(on) => *own = Some(DateBound { on, inclusive }),
            Err(_) => sheet.wrong(name, Problem::NotADay),
        },
    }
}

fn number(sheet: &mut RuleForm, test: &mut NumberTest) {
    let bounds = [
        ("least", t!("cond-at-least"), &mut test.at_least),
        ("more", t!("cond-more-than"), &mut test.more_than),
        ("most", t!("cond-at-most"), &mut test.at_most),
        ("less", t!("cond-less-than"), &mut test.less_than),
    ];
    for (name, label, own) in bounds {
        sheet.maybe_points(name, label, own);
    }
}

fn level(sheet: &mut RuleForm, words: &RuleDocument, test: &mut LevelTest) {
    let lang = lang::current();
    let options = words
        .fact(&test.fact)
        .map(|def| def.kind.options())
        .unwrap_or_default();
    let none = std::iter::once((None, t!("form-no-bound")));
    let levels = options.iter().map(|option| {
        (
            Some(option.code.clone()),
            option.label.in_lang(lang).to_owned(),
        )
    });
    let options: Vec<_> = none.chain(levels).collect();
    let as_it_stands = t!("form-unknown-option");
    let least = Field::new("least", t!("cond-at-least"));
    sheet.choose(
        least,
        &mut test.at_least,
        options.clone(),
        as_it_stands.clone(),
    );
    sheet.choose(
        Field::new("most", t!("cond-at-most")),
        &mut test.at_most,
        options,
        as_it_stands,
    );
}

fn same_area(sheet: &mut RuleForm, words: &RuleDocument, test: &mut SameAreaTest) {
    let facts = words
        .facts
        .iter()
        .filter(|fact| matches!(fact.kind, FactKind::Area(_)) && fact.key != test.fact);
    let facts = facts.map(|fact| (AreaOf::Fact(fact.key.clone()), fact_label(words, &fact.key)));
    let options = std::iter::once((AreaOf::Post, t!("cond-area-of-post")))
        .chain(facts)
        .collect();
    let other = match &test.other {
        AreaOf::Fact(fact) => fact_label(words, fact),
        AreaOf::Post => String::new(),
    };
    sheet.choose(
        Field::new("as", t!("cond-same-as")),
        &mut test.other,
        options,
        other,
    );
    sheet.area_level("level", t!("cond-area-level"), &mut test.level);
}
