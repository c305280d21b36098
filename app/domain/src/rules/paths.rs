//! Fields of a document by their JSON pointers, known from the published schema: which type a field belongs to, what a
//! field holds, whether a path leads somewhere.

use serde_json::Value as Json;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Json> =
    LazyLock::new(|| serde_json::from_str(&super::schema()).unwrap_or_default());

/// The type at the top of a document.
const ROOT: &str = "RuleDocument";

/// A field that is stated, or one entry of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot<'v> {
    pub path: String,
    /// The type that has the field.
    pub owner: &'static str,
    pub field: String,
    /// The type of the value, where the schema names one.
    pub kind: Option<&'static str>,
    pub value: &'v Json,
}

/// Every field of a document as JSON, those inside after those around.
pub(crate) fn spots(document: &Json) -> Vec<Spot<'_>> {
    let mut found = Vec::new();
    visit(document, (ROOT, &SCHEMA), "", "", &mut found);
    found
}

/// Whether a document has, or could have, a field at this path.
pub(crate) fn is_field(document: &Json, path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        return false;
    };
    let mut at: (&'static str, &'static Json) = (ROOT, &SCHEMA);
    let mut value = Some(document);
    for token in rest.split('/') {
        let key = token.replace("~1", "/").replace("~0", "~");
        let (next, entry) = match value {
            Some(Json::Array(list)) => {
                let entry = key.parse::<usize>().ok().and_then(|index| list.get(index));
                (entry.and(items(at)), entry)
            }
            Some(other) => (property(at, &key), other.get(&key)),
            None => (property(at, &key), None),
        };
        let Some(next) = next else { return false };
        (at, value) = (next, entry);
    }
    true
}

type Node = (&'static str, &'static Json);

fn visit<'v>(value: &'v Json, at: Node, path: &str, field: &str, found: &mut Vec<Spot<'v>>) {
    match value {
        Json::Object(fields) => {
            for (key, inner) in fields {
                let step = key.replace('~', "~0").replace('/', "~1");
                let next = property(at, key);
                note(inner, next, (format!("{path}/{step}"), key), found);
            }
        }
        Json::Array(entries) => {
            for (index, inner) in entries.iter().enumerate() {
                note(inner, items(at), (format!("{path}/{index}"), field), found);
            }
        }
        _ => {}
    }
}

fn note<'v>(
    value: &'v Json,
    node: Option<Node>,
    (path, field): (String, &str),
    found: &mut Vec<Spot<'v>>,
) {
    let Some(node) = node else { return };
    found.push(Spot {
        path: path.clone(),
        owner: node.0,
        field: field.to_owned(),
        kind: kind_of(node),
        value,
    });
    visit(value, node, &path, field, found);
}

/// The name of the type that a value of this schema has.
fn kind_of(node: Node) -> Option<&'static str> {
    match node.1.get("$ref") {
        Some(_) => Some(resolved(node).0),
        None => forms(node).find_map(kind_of),
    }
}

/// What a reference stands for, with the name of the type.
fn resolved((owner, node): Node) -> Node {
    match node["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next())
    {
        Some(name) => (name, &SCHEMA["$defs"][name]),
        None => (owner, node),
    }
}

/// The other forms that a value may have.
fn forms((owner, node): Node) -> impl Iterator<Item = Node> {
    ["anyOf", "oneOf", "allOf"]
        .into_iter()
        .filter_map(|key| node[key].as_array())
        .flatten()
        .map(move |form| (owner, form))
}

/// The schema of a field.
fn property(at: Node, key: &str) -> Option<Node> {
    let at = resolved(at);
    let own = at.1["properties"].get(key);
    let any = || Some(&at.1["additionalProperties"]).filter(|rest| rest.is_object());
    own.or_else(any)
        .map(|node| (at.0, node))
        .or_else(|| forms(at).find_map(|form| property(form, key)))
}

/// The schema of the entries of a list.
fn items(at: Node) -> Option<Node> {
    let at = resolved(at);
    let own = Some(&at.1["items"]).filter(|items| items.is_object());
    own.map(|node| (at.0, node))
        .or_else(|| forms(at).find_map(items))
}
