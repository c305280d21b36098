//! The rank block: the place, among how many, by what order, and what follows from it.

use super::super::document::{FactKey, Lang, RuleDocument, ScoreSource, StillTied, Text, TieKey};
use super::super::words;
use super::{Block, BlockKind, Case, Operation, Row, Value};

pub(super) fn block(case: &Case) -> Option<Block> {
    let mut rows = Vec::new();
    if let Some(rank) = case.result.rank {
        rows.push(place(
            rank,
            case.counts.ranked,
            Text::new("按总成绩的名次", "Place by total"),
            Some(order(case)),
        ));
    } else if let Some(rank) = case.result.written_rank {
        rows.push(place(
            rank,
            case.counts.passed,
            Text::new("按笔试的名次", "Place by written score"),
            None,
        ));
    }
    let said = Text::new(
        case.result.status.say(Lang::Zh),
        case.result.status.say(Lang::En),
    );
    let mut outcome = Row::new(Operation::Say, said);
    outcome.note = case.counts.places.map(|places| {
        Text::new(
            format!("本岗位招{places}人"),
            format!("{} on this post", counted(places, "place", "places")),
        )
    });
    rows.push(outcome);
    Some(Block {
        kind: BlockKind::Rank,
        clause: case.rules.ties.clause.clone(),
        rows,
    })
}

/// `1 place`, `2 places`.
fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn place(rank: u32, people: u32, label: Text, note: Option<Text>) -> Row {
    let among = Text::new(
        format!("共{people}人"),
        format!("of {}", counted(people, "person", "people")),
    );
    let note = match note {
        None => among,
        Some(order) => Text::new(
            format!("{}。{}", among.in_lang(Lang::Zh), order.in_lang(Lang::Zh)),
            format!("{}. {}", among.in_lang(Lang::En), order.in_lang(Lang::En)),
        ),
    };
    Row {
        value: Some(Value::Place(rank)),
        note: Some(note),
        ..Row::new(Operation::Say, label)
    }
}

/// The order in one sentence.
fn order(case: &Case) -> Text {
    let say = |lang: Lang| {
        let keys: Vec<_> = case
            .rules
            .ties
            .keys
            .iter()
            .map(|key| tie_key(case.doc, key, lang))
            .collect();
        let then = match (&case.rules.ties.still_tied, lang) {
            (StillTied::ShareRank, Lang::Zh) => "仍相同的名次并列",
            (StillTied::ShareRank, Lang::En) => "then the place is shared",
            (StillTied::ExtraTest(_), Lang::Zh) => "仍相同的加试",
            (StillTied::ExtraTest(_), Lang::En) => "then an extra test",
            (StillTied::Body, Lang::Zh) => "仍相同的由主办单位决定",
            (StillTied::Body, Lang::En) => "then the organiser decides",
        };
        match (keys.is_empty(), lang) {
            (true, Lang::Zh) => format!("名次按总成绩；{then}。"),
            (true, Lang::En) => format!("Ordered by total; {then}."),
            (false, Lang::Zh) => format!(
                "名次按总成绩；相同的，依次比较{}；{then}。",
                keys.join("、")
            ),
            (false, Lang::En) => format!(
                "Ordered by total; equal totals by {}; {then}.",
                keys.join(", ")
            ),
        }
    };
    Text::new(say(Lang::Zh), say(Lang::En))
}

pub(crate) fn tie_key(doc: &RuleDocument, key: &TieKey, lang: Lang) -> String {
    let fact = |key: &FactKey| words::fact(doc, key, lang);
    match (key, lang) {
        (TieKey::Higher(source), _) => source_name(doc, source, lang),
        (TieKey::HigherLevel(key) | TieKey::HigherNumber(key), _) => fact(key),
        (TieKey::Later(key), Lang::Zh) => format!("{}（晚的在前）", fact(key)),
        (TieKey::Later(key), Lang::En) => format!("{} (later first)", fact(key)),
        (TieKey::Earlier(key), Lang::Zh) => format!("{}（早的在前）", fact(key)),
        (TieKey::Earlier(key), Lang::En) => format!("{} (earlier first)", fact(key)),
        (TieKey::Status(status), _) => status.name.in_lang(lang).to_owned(),
        (TieKey::Preference(statuses), _) => {
            let names: Vec<_> = statuses
                .iter()
                .map(|status| status.name.in_lang(lang).to_owned())
                .collect();
            words::either(&names, lang)
        }
    }
}

pub(crate) fn source_name(doc: &RuleDocument, source: &ScoreSource, lang: Lang) -> String {
    let named = |text: Option<&Text>, code: &str| {
        text.map_or_else(|| code.to_owned(), |t| t.in_lang(lang).to_owned())
    };
    let (zh, en) = match source {
        ScoreSource::Written => ("笔试成绩", "written score"),
        ScoreSource::WrittenBeforeBonus => ("笔试成绩（不含加分）", "written score without bonus"),
        ScoreSource::Interview => ("面试成绩", "interview score"),
        ScoreSource::InterviewBeforeCorrection => {
            ("修正前的面试成绩", "interview score before correction")
        }
        ScoreSource::Total => ("总成绩", "total"),
        ScoreSource::Paper(code) => {
            let all = doc
                .rules
                .written
                .iter()
                .chain(doc.variants.iter().filter_map(|v| v.rules.written.as_ref()));
            let mut papers = all.flat_map(|rule| &rule.papers);
            return named(
                papers
                    .find(|paper| paper.code == *code)
                    .map(|paper| &paper.name),
                code.as_str(),
            );
        }
        ScoreSource::Test(code) => {
            return named(
                doc.tests
                    .iter()
                    .find(|test| test.code == *code)
                    .map(|test| &test.name),
                code.as_str(),
            );
        }
    };
    if lang == Lang::Zh {
        zh.to_owned()
    } else {
        en.to_owned()
    }
}
