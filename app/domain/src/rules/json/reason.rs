//! Why a text is no rule document: what the reader says in words of programmers, as facts that people can be told.

mod say;

use crate::nearest::nearest;

/// What is wrong with one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// No field of this name may stand here.
    UnknownField {
        name: String,
        nearest: Option<String>,
    },
    /// None of the words that may stand here; all of them, where they are few.
    UnknownWord {
        name: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    Missing(String),
    Twice(String),
    /// A value of another form.
    WrongForm {
        found: String,
        wanted: Form,
    },
    /// A text that should be a figure, a share, a day or an hour.
    NoFigure(String),
    NoShare(String),
    NoDay(String),
    NoMoment(String),
    NoHour(String),
    /// A text that should name a stage, a cut or the total.
    NoScore(String),
    /// Nothing that can be a value, or not one of this form.
    NoValue,
    /// The text ends before it is complete.
    EndsEarly,
    /// Brackets, commas, colons or quotes are not as they must be.
    Signs,
    Other(String),
}

/// How a value must look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Whole,
    Text,
    YesNo,
    List,
    Fields,
    /// One of some words, or one of them with more inside.
    Word,
    /// A name, or the name in both languages.
    Name,
    Other,
}

/// More words are not listed.
const FEW: usize = 8;

impl Reason {
    /// The facts in a message of the reader.
    pub fn of(message: &str) -> Self {
        unknown(message)
            .or_else(|| fields(message))
            .or_else(|| form(message))
            .or_else(|| texts(message))
            .or_else(|| signs(message))
            .unwrap_or_else(|| Reason::Other(message.to_owned()))
    }
}

/// What stands between the first pair of back quotes, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('`')?.split_once('`')
}

/// Every word in back quotes.
fn all_quoted(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn unknown(message: &str) -> Option<Reason> {
    let field = message.strip_prefix("unknown field ");
    let word = message.strip_prefix("unknown variant ");
    let (name, rest) = quoted(field.or(word)?)?;
    let known = all_quoted(rest);
    let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    let name = name.to_owned();
    Some(match field {
        Some(_) => Reason::UnknownField {
            name,
            nearest: near,
        },
        None => Reason::UnknownWord {
            name,
            nearest: near,
            known: if known.len() > FEW { Vec::new() } else { known },
        },
    })
}

fn fields(message: &str) -> Option<Reason> {
    let named = |start: &str| {
        let (name, _) = quoted(message.strip_prefix(start)?)?;
        Some(name.to_owned())
    };
    let missing = named("missing field ").map(Reason::Missing);
    missing.or_else(|| named("duplicate field ").map(Reason::Twice))
}

fn form(message: &str) -> Option<Reason> {
    if message.starts_with("data did not match any variant") {
        let (found, wanted) = (String::new(), Form::Name);
        return Some(Reason::WrongForm { found, wanted });
    }
    let starts = ["invalid type: ", "invalid value: ", "invalid length "];
    let rest = starts
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    let (found, wanted) = rest.split_once(", expected ")?;
    // The value itself, without the reader's word for its type.
    let shown = match found.split_once(' ') {
        Some((_, value)) if value.starts_with(['`', '"']) => value.trim_matches(['`', '"']),
        _ if found == "null" => "null",
        _ => "",
    };
    let found = shown.chars().take(40).collect();
    let wanted = wanted_form(wanted);
    Some(Reason::WrongForm { found, wanted })
}

fn wanted_form(wanted: &str) -> Form {
    let whole = [
        "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize",
    ];
    match wanted {
        own if whole.contains(&own) => Form::Whole,
        "a string" | "a borrowed string" => Form::Text,
        "a boolean" => Form::YesNo,
        own if own.starts_with("a sequence") || own.starts_with("tuple") => Form::List,
        own if own.starts_with("struct") || own.starts_with("a map") => Form::Fields,
        own if own.contains("enum") || own.contains("variant") || own == "string or map" => {
            Form::Word
        }
        _ => Form::Other,
    }
}

/// What our own forms refuse: `"abc" is not a score: NotANumber`.
fn texts(message: &str) -> Option<Reason> {
    let of = |end: &str| {
        let (text, _) = message.split_once(end)?;
        Some(text.trim_matches('"').to_owned())
    };
    let named = [
        (
            " is not a score: ",
            Reason::NoFigure as fn(String) -> Reason,
        ),
        (" is not a proportion: ", Reason::NoShare),
        (": write a day as ", Reason::NoDay),
        (": write a moment as ", Reason::NoMoment),
        (": write an hour as ", Reason::NoHour),
        (": write a stage's code", Reason::NoScore),
    ];
    let found = named
        .iter()
        .find_map(|(end, reason)| Some(reason(of(end)?)));
    let of_calendar = [
        "input contains invalid characters",
        "premature end of input",
        "input is out of range",
        "input is not enough",
        "no possible date and time matching input",
        "trailing input",
    ];
    let calendar = of_calendar.contains(&message);
    found.or_else(|| calendar.then(|| Reason::NoDay(String::new())))
}

fn signs(message: &str) -> Option<Reason> {
    if message.starts_with("EOF while") {
        return Some(Reason::EndsEarly);
    }
    if message == "expected value" {
        return Some(Reason::NoValue);
    }
    let starts = [
        "expected",
        "trailing",
        "key must be a string",
        "control character",
        "invalid escape",
        "invalid number",
        "invalid unicode",
        "lone leading surrogate",
        "unexpected end of hex escape",
    ];
    let signs = starts.iter().any(|start| message.starts_with(start));
    signs.then_some(Reason::Signs)
}

#[cfg(test)]
mod tests {
    use crate::rules::{Part, RuleDocument};
    use crate::text::Lang;

    /// What is said of a whole notice with something else put at a place.
    fn said(place: &str, value: &str, lang: Lang) -> String {
        let whole = include_str!("../../../tests/whole.json");
        let mut json: serde_json::Value = serde_json::from_str(whole).unwrap();
        let (parent, last) = place.rsplit_once('/').unwrap();
        let fields = json.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            "" => drop(fields.remove(last)),
            value => drop(fields.insert(last.to_owned(), serde_json::from_str(value).unwrap())),
        }
        let read = RuleDocument::from_json(json.to_string().as_bytes());
        read.unwrap_err().say(lang)
    }

    #[test]
    fn a_text_that_is_no_document_is_told_in_words_of_the_trade_with_its_place_once() {
        for (place, value, why) in [
            (
                "/stages/0/cut/qouta",
                "{}",
                "there is no field “qouta” here: did you mean “quota”?",
            ),
            (
                "/total/across",
                "\"campain\"",
                "“campain” may not stand here: did you mean “campaign”?",
            ),
            (
                "/total/ranked_on",
                "\"x\"",
                "“x” may not stand here; it may be “rounded” or “exact”",
            ),
            (
                "/stated_places",
                "\"12\"",
                "“12” must be a whole number without quotes, and not too large",
            ),
            (
                "/stated_places",
                "-1",
                "“-1” must be a whole number without quotes, and not too large",
            ),
            ("/total/full", "100", "“100” must be a text in quotes"),
            (
                "/total/full",
                "\"1,5\"",
                "“1,5” must be a mark, as \"71.5\", with four decimals at most",
            ),
            (
                "/announced",
                "\"1 March\"",
                "this must be a day, as \"1990-03-06\"",
            ),
            ("/posts", "{}", "this must be a list in square brackets"),
            ("/total", "[]", "this must be fields in braces"),
            (
                "/title",
                "7",
                "this must be a name, or the name in both languages",
            ),
            ("/id", "", "is missing"),
        ] {
            let said = said(place, value, Lang::En);
            assert!(said.ends_with(why), "{place} {value}: {said}");
            assert_eq!(said.matches("line ").count(), 1, "{said}");
            assert!(!said.contains("struct") && !said.contains("u32"), "{said}");
        }
        let zh = said("/stages/0/cut/qouta", "{}", Lang::Zh);
        assert!(
            zh.ends_with("这里没有“qouta”这一项，是不是“quota”？"),
            "{zh}"
        );
        assert_eq!(zh.matches("第1行").count(), 1, "{zh}");
    }

    #[test]
    fn a_field_that_belongs_to_another_part_is_told_like_any_other() {
        let doc = RuleDocument::default();
        let read = Part::Posts.replaced(&doc, "{\n  \"post\": []\n}");
        let said = read.unwrap_err().say(Lang::En);
        assert_eq!(
            said,
            "line 2, column 1: there is no field “post” here: did you mean “posts”?"
        );
    }

    #[test]
    fn brackets_commas_and_ends_are_told_as_such() {
        let said = |text: &str| {
            RuleDocument::from_json(text.as_bytes())
                .unwrap_err()
                .say(Lang::En)
        };
        assert!(said("{\"schema_version\": 2").ends_with("is not closed"));
        assert!(said("{\"schema_version\": 2,}").ends_with("or is one too many"));
        assert!(said("{\"schema_version\" 2}").ends_with("or is one too many"));
        assert!(said("{\"schema_version\": }").contains("nothing here that can be read"));
    }
}
