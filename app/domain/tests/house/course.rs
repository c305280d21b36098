//! No blackboard: the functions of a run read what is known and return what they found. The course alone writes it down.

use super::sources::sources;

/// What a run knows is changed in one file. Whoever holds it otherwise can only read it.
#[test]
fn the_course_alone_writes_what_a_run_knows() {
    let mut readers = 0;
    let mut writers = Vec::new();
    for (module, tokens) in sources() {
        let takes = |words: &[&str]| tokens.windows(words.len()).any(|found| found == words);
        readers += usize::from(takes(&["&", "State"]));
        if takes(&["&", "mut", "State"]) {
            writers.push(module.join("::"));
        }
    }
    assert_eq!(writers, ["rules::engine::course"]);
    assert!(readers > 20, "{readers}");
}

/// Nothing in it can be changed through a reference that only reads.
#[test]
fn what_a_run_knows_has_no_cell_inside() {
    let sources = sources();
    let state = ["rules", "engine", "state"].map(str::to_owned);
    let tokens = &sources[state.as_slice()];
    let inside = ["Cell", "RefCell", "Mutex", "RwLock", "OnceCell"];
    let found = tokens.iter().find(|own| inside.contains(&own.as_str()));
    assert_eq!(found, None);
}
