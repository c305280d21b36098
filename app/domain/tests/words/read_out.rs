//! Everything that a document says is read out.

use super::{LANGS, Schema, demo, document, whole};
use domain::rules::{Lang, Part, RuleDocument, summary_of};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// What the part of a place says.
fn read_out(doc: &RuleDocument, place: &str, lang: Lang) -> String {
    let section = summary_of(doc, Part::of_place(place), lang);
    section.sentences.join("\n")
}

/// What the parts of the unchanged notice say, each read out once.
#[derive(Default)]
struct Before(BTreeMap<(Part, bool), String>);

impl Before {
    fn says(&mut self, doc: &RuleDocument, place: &str, lang: Lang, said: &str) -> bool {
        let part = (Part::of_place(place), lang == Lang::Zh);
        let before = self.0.entry(part);
        before.or_insert_with(|| read_out(doc, place, lang)) == said
    }
}

#[test]
fn the_whole_notice_holds_every_field_of_the_schema() {
    fn keys(json: &Json, above: &str, found: &mut Vec<(String, String)>) {
        match json {
            Json::Object(fields) => fields.iter().for_each(|(key, inner)| {
                // The places that marks speak of are no fields.
                let place = key.starts_with('/');
                let above_inner = if place { above } else { key };
                found.push((above.to_owned(), key.clone()));
                keys(inner, above_inner, found);
            }),
            Json::Array(items) => items.iter().for_each(|item| keys(item, above, found)),
            _ => {}
        }
    }
    let json = whole();
    document(&json).unwrap();
    let mut found = Vec::new();
    keys(&json, "", &mut found);
    // Each field of each type stands below one of the fields at which the type can stand.
    let mut stands: BTreeMap<(String, String), bool> = BTreeMap::new();
    for (of, above, field) in Schema::read().fields {
        let here = found.contains(&(above, field.clone()));
        *stands.entry((of, field)).or_default() |= here;
    }
    let missing: Vec<_> = stands.iter().filter(|(_, here)| !**here).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Fields that only name something.
const CODES: [&str; 7] = ["schema_version", "id", "code", "key", "name", "of", "path"];

/// Every other value that may stand at a leaf: a figure one higher, the other answer, another word of the same field.
fn others(leaf: &Json, field: &str, words: &[(String, String)]) -> Vec<Json> {
    match leaf {
        Json::Bool(yes) => vec![json!(!yes)],
        Json::Number(number) => vec![json!(number.as_u64().unwrap() + 1)],
        Json::String(text) => {
            let own = words
                .iter()
                .filter(|(at, word)| at == field && word != text);
            let own = own.map(|(_, word)| json!(word));
            // A moment, a day, a month, a time of day, a proportion, a figure, other words.
            let free = [
                "2031-02-03T04:05",
                "2031-02-03",
                "2031-02",
                "04:05",
                "97",
                "37%",
                "其他的话",
            ];
            own.chain(free.map(Json::from)).collect()
        }
        _ => Vec::new(),
    }
}

/// Calls `visit` with the pointer of each leaf and the last field on the way.
fn leaves(json: &Json, pointer: String, field: &str, visit: &mut dyn FnMut(&str, &str, &Json)) {
    match json {
        Json::Object(fields) => {
            for (key, inner) in fields {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                leaves(inner, format!("{pointer}/{escaped}"), key, visit);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, format!("{pointer}/{at}"), field, visit);
            }
        }
        leaf => visit(&pointer, field, leaf),
    }
}

#[test]
fn a_change_of_any_field_changes_what_is_read_out() {
    let json = whole();
    let words = Schema::read().words;
    let doc = document(&json).unwrap();
    let (mut silent, mut before) = (Vec::new(), Before::default());
    leaves(&json, String::new(), "", &mut |pointer, field, leaf| {
        if CODES.contains(&field)
            && !leaf
                .as_str()
                .is_some_and(|text| text.chars().any(|c| c > '\u{2e7f}'))
        {
            return;
        }
        // What stands in English changes what is read out in English.
        let lang = LANGS[usize::from(pointer.ends_with("/en"))];
        let changed = others(leaf, field, &words).into_iter().find_map(|other| {
            let mut json = json.clone();
            *json.pointer_mut(pointer).unwrap() = other;
            document(&json).ok().filter(|changed| *changed != doc)
        });
        // A field with one word alone is tried by leaving it out, below.
        let Some(changed) = changed else {
            return;
        };
        let said = read_out(&changed, pointer, lang);
        if before.says(&doc, pointer, lang, &said) {
            silent.push(pointer.to_owned());
        }
    });
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn what_is_left_out_is_not_read_out() {
    let json = whole();
    let doc = document(&json).unwrap();
    let (mut silent, mut before) = (Vec::new(), Before::default());
    let mut visit = |pointer: &str, parent: &str, key: &str| {
        let mut json = json.clone();
        let above = json.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        above.remove(key);
        if let Ok(changed) = document(&json)
            && changed != doc
            && !CODES.contains(&key)
            && before.says(
                &doc,
                pointer,
                Lang::Zh,
                &read_out(&changed, pointer, Lang::Zh),
            )
        {
            silent.push(pointer.to_owned());
        }
    };
    fn fields(json: &Json, pointer: &str, visit: &mut dyn FnMut(&str, &str, &str)) {
        match json {
            Json::Object(map) => {
                for (key, inner) in map.iter().filter(|(key, _)| !key.starts_with('/')) {
                    let own = format!("{pointer}/{key}");
                    visit(&own, pointer, key);
                    fields(inner, &own, visit);
                }
            }
            Json::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    fields(item, &format!("{pointer}/{at}"), visit);
                }
            }
            _ => {}
        }
    }
    fields(&json, "", &mut visit);
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_notice_is_read_out_in_clean_sentences() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
    let mut docs = vec![RuleDocument::default(), document(&whole()).unwrap()];
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        docs.push(RuleDocument::from_json(&bytes).unwrap());
    }
    for doc in docs {
        for lang in LANGS {
            for part in Part::all() {
                let section = summary_of(&doc, part, lang);
                for said in section.sentences.iter().chain([&section.brief]) {
                    let stop = if lang == Lang::Zh { '。' } else { '.' };
                    assert!(
                        said.ends_with(stop) && said.chars().count() > 1,
                        "{}: {said}",
                        doc.id
                    );
                    for ugly in [
                        "；；", "，，", "。。", "{", "：；", "：。", "；。", "，。", "，；", "()",
                        "（）", "  ", " ,", " ;", "; ;", ": ;", ": .", "..", "….", "，）", "；）",
                    ] {
                        assert!(!said.contains(ugly), "{}: {ugly:?} in {said}", doc.id);
                    }
                }
            }
        }
    }
}

#[test]
fn the_sentences_say_the_figures() {
    let doc = demo();
    let brief = |part, lang| summary_of(&doc, part, lang).brief;
    for (part, zh, en) in [
        (
            Part::Stages,
            "2个环节：笔试→面试。",
            "2 stages: Written test → Interview.",
        ),
        (
            Part::Posts,
            "12个岗位，共50个名额；公告印的是50人。",
            "12 posts, 50 places; the notice prints 50 people.",
        ),
        (
            Part::Total,
            "总成绩满分100＝笔试成绩×50%＋面试成绩×50%，合计四舍五入到两位小数；同岗位的人一起排名；没有写合格线。总成绩相同的，依次比较：笔试成绩高的在前；仍相同的名次并列。",
            "Total of 100 = written test score × 50% + interview score × 50%, the sum rounded half up to 2 decimals; one ranking for the people of the same post; no pass line is stated. Equal totals: the higher written test score first; then the place is shared.",
        ),
    ] {
        assert_eq!(brief(part, Lang::Zh), zh);
        assert_eq!(brief(part, Lang::En), en);
    }
    let stages = summary_of(&doc, Part::Stages, Lang::Zh).sentences;
    assert_eq!(
        stages[1],
        "笔试之后：每个名额3人进入面试；末位同分的：都进入；最多递补1次；公告原文：“按招聘人数1∶3确定面试人选，末位同分的一并进入”。"
    );
}

#[test]
fn the_whole_notice_is_read_out_by_its_names_and_figures() {
    let doc = document(&whole()).unwrap();
    for (place, words) in [
        ("/applying", "资格初审："),
        ("/applying", "可以申诉："),
        ("/applying", "准考证："),
        ("/applying", "残疾人要便利的，"),
        ("/opening", "舍去零头"),
        ("/opening", "改走人少通道"),
        ("/bonus", "服务经历每条"),
        ("/stages", "满分的60%（90）"),
        ("/stages", "语言40分、思考60分"),
        ("/total", "直接聘用通道"),
    ] {
        let said = read_out(&doc, place, Lang::Zh);
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn rules_that_are_not_stated_say_what_counts_then() {
    let doc = RuleDocument::default();
    let brief = |part| summary_of(&doc, part, Lang::Zh).brief;
    assert_eq!(brief(Part::Stages), "没有写考试环节，按笔试→面试。");
    assert_eq!(brief(Part::After), "没有写考试以后的步骤，按体检。");
    assert!(brief(Part::Total).starts_with("没有写总成绩和同分，按默认规则。总成绩满分100＝"));
    assert_eq!(brief(Part::Opening), "没有写开考比例，岗位都照常进行。");
    assert_eq!(
        brief(Part::Decisions),
        "没有记下没写清的地方；没有记录领导小组的决定。"
    );
}
