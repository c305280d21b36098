//! The fuzzer's target: `cargo bolero test -p domain fuzz_rules` searches by coverage for hours; under `cargo test` it
//! tries random damage for a moment.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;

/// Notices, and a document with every field there is.
const DOCUMENTS: [&str; 5] = [
    include_str!("notices/O13-AH-HF-BAOHE-2014.json"),
    include_str!("notices/O19-FJ-XM-TONGAN-2016.json"),
    include_str!("notices/O22-JX-JJ-XUNYANG-2015.json"),
    include_str!("notices/O35-SC-YB-XUZHOU-2024.json"),
    include_str!("whole.json"),
];

/// Which document, and the bytes to put at places of it.
type Damage = (u8, Vec<(u16, u8)>);

#[test]
fn fuzz_rules() {
    bolero::check!()
        .with_type::<Damage>()
        .for_each(|(which, damage)| {
            let mut bytes = DOCUMENTS[usize::from(*which) % DOCUMENTS.len()]
                .as_bytes()
                .to_vec();
            for (place, byte) in damage {
                let place = usize::from(*place) % bytes.len();
                bytes[place] = *byte;
            }
            let Ok(document) = RuleDocument::from_json(&bytes) else {
                return;
            };
            assert_eq!(
                RuleDocument::from_json(document.to_json().as_bytes()).as_ref(),
                Ok(&document)
            );
            for finding in lint(&document) {
                assert!(!finding.say(Lang::En).is_empty());
            }
            for post in &document.posts {
                evaluate(&document, &post.code, &Facts::new());
            }
            summary(&document, Lang::En);
            if let Err(fault) = run(&document, &People::default(), &Upto::After) {
                let said = fault.say(Names::of_rules(&document), Lang::En);
                assert!(!said.is_empty());
            }
        });
}

#[test]
fn fuzz_bytes() {
    bolero::check!().for_each(|bytes| {
        if let Err(why) = RuleDocument::from_json(bytes) {
            assert!(!why.say(Lang::Zh).is_empty());
        }
        let _ = Bundle::from_json(bytes);
    });
}
