//! A rule document cut into the parts in which people edit it, by one table. Each part can be taken out as JSON and put
//! back alone; every place of the document belongs to one part.

mod say;

use super::json::{BadDocument, read_json};
use super::{Lang, RuleDocument};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// A part of the rules, in the order of a recruitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Basics,
    Areas,
    Pools,
    Posts,
    Facts,
    Definitions,
    Eligibility,
    Exclusions,
    Applying,
    Tracks,
    Opening,
    Bonus,
    Stages,
    Total,
    After,
    Publication,
    Variants,
    Decisions,
    Examples,
    Notes,
    Marks,
    /// The whole document.
    All,
}

/// Each part: as addresses and the audit trail name it, and the fields that it holds.
const TABLE: [(Part, &str, &[&str]); 22] = [
    (
        Part::Basics,
        "basics",
        &["/id", "/title", "/organiser", "/announced", "/days"],
    ),
    (Part::Areas, "areas", &["/areas"]),
    (Part::Pools, "pools", &["/pools"]),
    (Part::Posts, "posts", &["/posts", "/stated_places"]),
    (Part::Facts, "facts", &["/facts"]),
    (Part::Definitions, "definitions", &["/definitions"]),
    (Part::Eligibility, "eligibility", &["/eligibility"]),
    (Part::Exclusions, "exclusions", &["/exclusions"]),
    (Part::Applying, "applying", &["/applying"]),
    (Part::Tracks, "tracks", &["/tracks"]),
    (Part::Opening, "opening", &["/opening"]),
    (Part::Bonus, "bonus", &["/bonus"]),
    (Part::Stages, "stages", &["/stages"]),
    (Part::Total, "total", &["/total", "/ties", "/extra_tests"]),
    (
        Part::After,
        "after",
        &["/after", "/reserved", "/reserve", "/hire", "/certificate"],
    ),
    (
        Part::Publication,
        "publication",
        &["/publication", "/holidays", "/recordings"],
    ),
    (Part::Variants, "variants", &["/variants"]),
    (Part::Decisions, "decisions", &["/unsettled", "/decisions"]),
    (Part::Examples, "examples", &["/examples"]),
    (Part::Notes, "notes", &["/notes"]),
    (Part::Marks, "marks", &["/marks"]),
    (Part::All, "all", &[]),
];

impl Part {
    /// Every part, the whole document last.
    pub fn all() -> impl Iterator<Item = Part> {
        TABLE.iter().map(|(part, ..)| *part)
    }

    fn row(self) -> (&'static str, &'static [&'static str]) {
        let (_, slug, fields) = TABLE[self as usize];
        (slug, fields)
    }

    /// As addresses and the audit trail name it.
    pub fn slug(self) -> &'static str {
        self.row().0
    }

    pub fn of_slug(slug: &str) -> Option<Part> {
        Part::all().find(|part| part.slug() == slug)
    }

    /// The fields that it holds, as JSON pointers; none for the whole document.
    pub fn fields(self) -> &'static [&'static str] {
        self.row().1
    }

    /// The part that a place of the document belongs to: a JSON pointer, as the lint and comparisons give it.
    pub fn of_place(place: &str) -> Part {
        let field = place.split('/').nth(1).unwrap_or_default();
        let holds = |part: &Part| part.fields().iter().any(|own| own[1..] == *field);
        Part::all().find(holds).unwrap_or(Part::All)
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> &'static str {
        say::name(self).in_lang(lang)
    }

    /// The part as JSON: the lines of the canonical text that hold its fields.
    pub fn to_json(self, doc: &RuleDocument) -> String {
        let text = doc.to_json();
        if self == Part::All {
            return text;
        }
        let mut kept: Vec<&str> = Vec::new();
        let mut own = false;
        for line in text.lines().filter(|line| line.starts_with("  ")) {
            if let Some(field) = line.strip_prefix("  \"") {
                let field = field.split('"').next().unwrap_or_default();
                own = self.fields().iter().any(|known| known[1..] == *field);
            }
            if own {
                kept.push(line);
            }
        }
        if kept.is_empty() {
            return "{}\n".to_owned();
        }
        let kept = kept.join("\n");
        format!("{{\n{}\n}}\n", kept.trim_end_matches(','))
    }

    /// The document with this part replaced; everything else stays as it is.
    ///
    /// # Errors
    /// Text that is not JSON of this part, with its line; a field that belongs to another part.
    pub fn replaced(self, doc: &RuleDocument, text: &str) -> Result<RuleDocument, BadDocument> {
        if self == Part::All {
            return RuleDocument::from_json(text.as_bytes());
        }
        let typed: Map<String, Json> = read_json(text.as_bytes())?;
        if let Some(foreign) = typed.keys().find(|key| !self.holds(key)) {
            return Err(self.refused(text, foreign));
        }
        let read = to_fields(&read_with_head(text, &typed)?);
        let mut after = to_fields(doc);
        for field in self.fields() {
            let field = &field[1..];
            // What has no default was read from the text, or stays.
            let needed = HEAD.iter().any(|(own, _)| *own == field);
            let own = read.get(field).filter(|_| typed.contains_key(field));
            match own {
                Some(own) => drop(after.insert(field.to_owned(), own.clone())),
                None if needed => {}
                None => drop(after.remove(field)),
            }
        }
        let after = Json::Object(after).to_string();
        RuleDocument::from_json(after.as_bytes())
    }

    fn holds(self, field: &str) -> bool {
        self.fields().iter().any(|own| own[1..] == *field)
    }

    fn refused(self, text: &str, field: &str) -> BadDocument {
        let key = format!("\"{field}\"");
        let line = text.lines().position(|line| line.contains(&key));
        let own = self.fields().iter().map(|own| format!("`{}`", &own[1..]));
        let own: Vec<String> = own.collect();
        BadDocument::Unreadable {
            line: line.map_or(1, |line| line + 1),
            column: 1,
            // As the reader says it of any other field.
            message: format!(
                "unknown field `{field}`, expected one of {}",
                own.join(", ")
            ),
        }
    }
}

/// What no document can be without.
const HEAD: [(&str, &str); 3] = [("schema_version", "2"), ("id", "\"\""), ("title", "\"\"")];

/// The text read as a document that has nothing else, so that a mistake keeps its line.
fn read_with_head(text: &str, typed: &Map<String, Json>) -> Result<RuleDocument, BadDocument> {
    let head = HEAD.iter().filter(|(field, _)| !typed.contains_key(*field));
    let head: Vec<String> = head
        .map(|(field, value)| format!("\"{field}\":{value}"))
        .collect();
    let comma = if typed.is_empty() { "" } else { "," };
    let head = format!("{{{}{comma}", head.join(","));
    let whole = text.replacen('{', &head, 1);
    read_json(whole.as_bytes()).map_err(|why| match why {
        BadDocument::Unreadable {
            line: 1,
            column,
            message,
        } => BadDocument::Unreadable {
            line: 1,
            column: (column + 1).saturating_sub(head.len()).max(1),
            message,
        },
        other => other,
    })
}

fn to_fields(doc: &RuleDocument) -> Map<String, Json> {
    match serde_json::to_value(doc) {
        Ok(Json::Object(fields)) => fields,
        _ => Map::new(),
    }
}
